package print_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/print"
)

// reading is the invented paper with blocks added and words exchanged.
func reading(t *testing.T, blocks string, words ...string) *pedimento.Pedimento {
	t.Helper()
	doc := invented()
	doc.fig["blocks"] = blocks
	doc.fig["descargo"] = "26 24 3999 5000111"
	text := wordsOf(t, layouts()[0], doc)
	for i := 0; i+1 < len(words); i += 2 {
		changed := 0
		each(text, func(w *pdftext.Word) {
			if w.S == words[i] {
				w.S = words[i+1]
				changed++
			}
		})
		if changed == 0 {
			t.Fatalf("no word %q", words[i])
		}
	}
	p, ok := print.Read(text)
	if !ok {
		t.Fatal("not recognised as a pedimento")
	}
	return p
}

func codesOf(p *pedimento.Pedimento) []string {
	var out []string
	for _, f := range p.Findings {
		out = append(out, f.Code)
	}
	return out
}

const (
	vehicle = "25 TRANSPORTE IDENTIFICACION: ABC1234|300 PAIS: MEX\n25 TRANSPORTISTA FLETES INVENTADOS SA DE CV|300 RFC: FIN010101AB1\n"
	cove    = "25 NUMERO DE ACUSE DE VALOR|300 VINCULACION|400 INCOTERM\n25 COVE2612ABCD9|305 NO|410 DAP\n"
	seals   = "25 NUMERO DE CANDADO AA123456\n25 1RA. REVISION|200 2DA. REVISION\n"
)

// The blocks are read while they are whole.
func TestWholeBlocks(t *testing.T) {
	p := reading(t, vehicle+seals+cove)
	if p.Findings.Blocking() {
		t.Fatal(p.Findings)
	}
	if len(p.Facturas) != 2 || p.Facturas[1].COVE != "COVE2612ABCD9" || p.Facturas[1].Incoterm != "DAP" || p.Facturas[1].Vinculacion != "NO" {
		t.Errorf("%+v", p.Facturas)
	}
	if len(p.Transportes) != 1 || p.Transportes[0].RFC != "FIN010101AB1" || p.Transportes[0].Pais != "MEX" || !slices.Equal(p.Candados, []string{"AA123456"}) {
		t.Errorf("%+v %v", p.Transportes, p.Candados)
	}
}

// A remark without figures below the seals belongs to no field: it is told, and
// refuses nothing.
func TestRemarkUnderSeals(t *testing.T) {
	p := reading(t, vehicle+seals+"25 SE REVISO EN ZONA FRANCA\n"+cove)
	if p.Findings.Blocking() || !p.Findings.Has("print_text_unplaced") {
		t.Fatal(p.Findings)
	}
	for _, f := range p.Findings {
		if f.Code == "print_text_unplaced" && (!strings.Contains(f.Message.EN, "«SE REVISO EN ZONA FRANCA»") || !strings.Contains(f.Where, "página")) {
			t.Errorf("%+v", f)
		}
	}
}

// A block that lacks a heading or a value, or holds what belongs to another,
// is refused under a code of its own: nothing is filed in the wrong place.
func TestLostParts(t *testing.T) {
	for _, c := range []struct {
		name, blocks, code string
		words              []string
	}{
		{"label of the carrier's RFC", "25 TRANSPORTE IDENTIFICACION: ABC1234|300 PAIS: MEX\n25 TRANSPORTISTA FLETES INVENTADOS SA DE CV|300 FIN010101AB1\n", "print_transporte", nil},
		{"label of the vehicle's country", "25 TRANSPORTE IDENTIFICACION: ABC1234|300 MEX\n", "print_transporte", nil},
		{"incoterm of an acuse de valor", "25 NUMERO DE ACUSE DE VALOR|300 VINCULACION|400 INCOTERM\n25 COVE2612ABCD9|305 NO\n", "print_cove", nil},
		{"number of an acuse de valor", "25 NUMERO DE ACUSE DE VALOR|300 VINCULACION|400 INCOTERM\n305 NO|410 DAP\n", "print_cove", nil},
		{"all of an acuse de valor", "25 NUMERO DE ACUSE DE VALOR|300 VINCULACION|400 INCOTERM\n", "print_cove", nil},
		{"title of remarks below the seals", "25 NUMERO DE CANDADO AA123456\n25 LOTE 77K21 DE PRUEBA\n", "print_candado", nil},
		{"row of an invoice whose number wraps", "\n30 4721-99\n", "print_invoice", []string{"COVE2612ABCD3", "4721-98"}},
		{"label of the guides", "30 GUIA99|120 M|200 GUIA98|300 H\n", "print_unassigned", nil},
		{"heading VINCULACION", "", "print_supplier", []string{"VINCULACION", "."}},
		{"day of an invoice", "", "print_invoice", []string{"01/06/2026", "31/06/2026"}},
		{"number of a descargo", "", "print_descargos", []string{"5000111", "."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := reading(t, c.blocks, c.words...)
			if !p.Findings.Blocking() || !slices.Contains(codesOf(p), c.code) {
				t.Errorf("no %s in %v", c.code, codesOf(p))
			}
		})
	}
}

// Goods: a row of contributions without its clave, the heading of another
// page, a form of payment that is none.
func TestLostPartsOfGoods(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		code           string
	}{
		{"form of payment", "0", "01", "print_cuadro_row"},
		{"heading of the goods in a text", "MODULARES", "CANTIDAD/UMC/UMT", "print_partida"},
		{"the day of payment", "05/06/2026", "05/16/2026", "print_pago"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := reading(t, "", c.from, c.to)
			if !slices.Contains(codesOf(p), c.code) {
				t.Errorf("no %s in %v", c.code, codesOf(p))
			}
		})
	}
}

// One complement's heading is lost: what stands under it would be a part of
// the complement before.
func TestLostComplement(t *testing.T) {
	text := wordsOf(t, layouts()[0], invented())
	lost := false
	for i := range text.Pages {
		ws := text.Pages[i].Words
		for k := 1; k < len(ws) && !lost; k++ {
			if lost = ws[k-1].S == "COMPLEMENTO" && ws[k].S == "3"; lost {
				ws[k-1].S, ws[k].S = ".", "."
			}
		}
	}
	p, ok := print.Read(text)
	if !lost || !ok || !slices.Contains(codesOf(p), "print_cases") {
		t.Errorf("%v %v: no print_cases in %v", lost, ok, codesOf(p))
	}
}

// A goods heading of a later page that lacks UMC: it and the rows below it must
// not go on with the partida above.
func TestBrokenHeadOfLaterPage(t *testing.T) {
	text := wordsOf(t, layouts()[1], invented())
	last := &text.Pages[len(text.Pages)-1]
	for k := range last.Words {
		if last.Words[k].S == "UMC" {
			last.Words[k].S = "."
		}
	}
	p, ok := print.Read(text)
	if !ok || !slices.Contains(codesOf(p), "print_headings") {
		t.Errorf("%v: no print_headings in %v", ok, codesOf(p))
	}
}

// blocks prints lines a test adds behind the invoices: cells of a line are
// parted by bars, each with the x it begins at.
func (p *press) blocks() {
	for l := range strings.Lines(p.fig["blocks"]) {
		for cell := range strings.SplitSeq(strings.TrimSpace(l), "|") {
			at, text, _ := strings.Cut(cell, " ")
			x, err := strconv.ParseFloat(at, 64)
			if err != nil {
				continue // an empty line
			}
			p.at(x, text)
		}
		p.down()
	}
}

// TestConsignee: a consignee needs the heading of the name over it, or the
// name would stand in the tax id beside it.
func TestConsignee(t *testing.T) {
	t.Parallel()
	const (
		block = "25 DATOS DEL DESTINATARIO\n25 ID. FISCAL|120 NOMBRE, DENOMINACION O RAZON SOCIAL|330 DOMICILIO\n25 957631136|120 PHANTOM SUPPLY GMBH|330 1 SAMPLE STREET\n"
		name  = "|120 NOMBRE, DENOMINACION O RAZON SOCIAL"
	)
	p := reading(t, block)
	if p.Findings.Blocking() || len(p.Destinatarios) != 1 || p.Destinatarios[0].IDFiscal != "957631136" || p.Destinatarios[0].Nombre != "PHANTOM SUPPLY GMBH" {
		t.Fatalf("%+v %v", p.Destinatarios, p.Findings)
	}
	for what, lost := range map[string]string{
		"the heading of the name":    strings.Replace(block, name, "", 1),
		"the heading of the id":      strings.Replace(block, "25 ID. FISCAL"+name, "25 "+strings.TrimPrefix(name, "|120 "), 1),
		"both, and the place is one": strings.Replace(block, "25 ID. FISCAL"+name+"|330 DOMICILIO", "25 DOMICILIO", 1),
	} {
		if q := reading(t, lost); !q.Findings.Blocking() {
			t.Errorf("without %s: %+v", what, q.Destinatarios)
		}
	}
}
