package print_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/print"
)

// Systems nobody has seen are read by their headings.
func TestReadInventedLayouts(t *testing.T) {
	for _, l := range layouts() {
		t.Run(l.name, func(t *testing.T) {
			doc := invented()
			p := readPaper(t, l.render(t, doc))
			for _, f := range p.Findings {
				t.Errorf("%s %s %s", f.Code, f.Where, f.Message.ES)
			}
			f := doc.fig
			want := []string{
				"262439996000123", "IN", "ITE", "IMP", "9", "240", "240", "EMP010101AB1", "ENSAMBLES INVENTADOS SA DE CV", "7ABCD1E2", "18.5", "1234.56", f["usd"], f["va"], f["vc"],
				"1500", "1300", "0", "80", "2026-06-03", "2026-06-05", f["efectivo"], "0", f["total"], "3", "pagado", "completo",
			}
			got := []string{
				p.Number, p.Clave, p.Regimen, p.Operacion, p.Destino, p.AduanaES, p.Aduana, p.RFC, p.Nombre, p.Acuse, p.TipoCambio.String(), p.PesoBruto.String(), p.ValorDolares.String(), p.ValorAduana.String(), p.ValorComercial.String(),
				p.Fletes.String(), p.Seguros.String(), p.Embalajes.String(), p.OtrosIncrementables.String(), p.FechaEntrada.String(), p.FechaPago.String(), p.Efectivo.String(), p.Otros.String(), p.Total.String(), strconv.Itoa(*p.TotalPartidas), string(p.Efecto), string(p.Cotejo),
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff([][]string{{"DTA", "0", "462"}, {"IVA/PRV", "0", "53"}, {"PRV", "0", "330"}}, taxesOf(p.Contribuciones)); d != "" {
				t.Error("pedimento level", d)
			}
			if d := cmp.Diff([][]string{{"IM", "1234-2020"}, {"ED", "0170260ABCDE1"}}, casesOf(p.Identificadores)); d != "" {
				t.Error(d)
			}
			checkGoods(t, doc, p)
		})
	}
}

func checkGoods(t *testing.T, doc paper, p *pedimento.Pedimento) {
	t.Helper()
	if len(p.Facturas) != 1 || p.Facturas[0].Numero != "INV-100200" || p.Facturas[0].COVE != "COVE2612ABCD3" || p.Facturas[0].Proveedor != "PROVEEDOR INVENTADO LLC" {
		t.Errorf("invoices %+v", p.Facturas)
	}
	for i, q := range p.Partidas {
		g := doc.goods[i]
		want := []string{strconv.Itoa(i + 1), g.fraccion, g.nico, "0", "1", g.umc, plain(g.cumc), g.umt, plain(g.cumt), "USA", g.pais, g.desc, strconv.FormatInt(g.va, 10), strconv.FormatInt(g.vc, 10), plain(g.pu)}
		got := []string{strconv.Itoa(q.Secuencia), q.Fraccion, q.NICO, q.Vinculacion, q.MetodoValoracion, q.UMC, q.CantidadUMC.String(), q.UMT, q.CantidadUMT.String(), q.PaisVendedor, q.PaisOrigen, q.Descripcion, q.ValorAduana.String(), q.ValorComercial.String(), q.PrecioUnitario.String()}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("partida %d: %s", i+1, d)
		}
		if d := cmp.Diff([][]string{{"EN", "U", "NOM-001-INV-2020"}}, casesOf(q.Identificadores)); d != "" {
			t.Errorf("partida %d: %s", i+1, d)
		}
		if q.At.Page == 0 || q.At.Box == nil || q.Evidence(p.Source, "cantidad_umt").Written == "" {
			t.Errorf("partida %d has no place", i+1)
		}
	}
}

// A misread digit in any figure that a control total covers blocks the print.
func TestGateBlocksMisreadDigits(t *testing.T) {
	l := layouts()[1]
	covered := []string{
		"tc", "usd", "va", "vc", "dta", "prv", "ivaprv", "iva", "igi", "efectivo", "total", "total_partidas", "va0", "vc0", "pu0", "cumc0",
		"iva1", "igi1", "cumt0", "va2", "vc2", "pu2", "sec1", "number",
	}
	for _, key := range covered {
		t.Run(key, func(t *testing.T) {
			doc := invented()
			s := []byte(doc.fig[key])
			i := strings.IndexAny(string(s), "123456789")
			if key == "number" {
				i = len(s) - 1
			}
			s[i] = '0' + (s[i]-'0'+1)%10
			if s[0] == '0' {
				s[0] = '2'
			}
			doc.fig[key] = string(s)
			p := readPaper(t, l.render(t, doc))
			if !p.Findings.Blocking() {
				t.Errorf("%s changed to %s and nothing blocks", key, s)
			}
			if p.Cotejo == document.CotejoCompleto {
				t.Error("cotejo completo with a contradiction")
			}
		})
	}
}

// A page that is lost, or a second pedimento in the file, is never half read.
func TestReadIncompleteOrSeveral(t *testing.T) {
	l := layouts()[1]
	words := func(b []byte) *pdftext.Text {
		text, err := pdftext.Read(t.Context(), b, pdftext.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	whole := words(l.render(t, invented()))
	for drop := range whole.Pages {
		cut := &pdftext.Text{}
		for i, p := range whole.Pages {
			if i != drop {
				cut.Pages = append(cut.Pages, p)
			}
		}
		p, ok := print.Read(cut)
		if ok && !p.Findings.Blocking() {
			t.Errorf("page %d of %d missing and nothing blocks", drop+1, len(whole.Pages))
		}
	}
	doc := invented()
	doc.fig["number"] = "26 24 3999 6000999"
	other := words(l.render(t, doc))
	if p, _ := print.Read(&pdftext.Text{Pages: append(whole.Pages, other.Pages...)}); !p.Findings.Has("print_several") {
		t.Error("two pedimentos in one file pass as one")
	}
	if p, _ := print.Read(&pdftext.Text{Pages: append(whole.Pages, whole.Pages...)}); p.Findings.Blocking() {
		t.Errorf("two copies of one pedimento: %v", p.Findings)
	}
	cover := pdftext.Page{Number: 90, Words: []pdftext.Word{{S: "24", X0: 50, X1: 60, Base: 700, Size: 8}, {S: "24", X0: 65, X1: 75, Base: 700, Size: 8}, {S: "3999", X0: 80, X1: 95, Base: 700, Size: 8}, {S: "4000001", X0: 100, X1: 130, Base: 700, Size: 8}}}
	if p, _ := print.Read(&pdftext.Text{Pages: append([]pdftext.Page{cover}, whole.Pages...)}); p.Findings.Blocking() || p.Number != "262439996000123" {
		t.Errorf("a cover page in front: %s %v", p.Number, p.Findings)
	}
}

func TestReadRefusesOtherPapers(t *testing.T) {
	for _, s := range []string{"COMMERCIAL INVOICE TOTAL 100", "NUM. PEDIMENTO: 26 24 3999 6000123", ""} {
		text := &pdftext.Text{Pages: []pdftext.Page{{Number: 1}}}
		for i, w := range strings.Fields(s) {
			text.Pages[0].Words = append(text.Pages[0].Words, pdftext.Word{S: w, X0: float64(50 * i), X1: float64(50*i + 40), Base: 700, Size: 8})
		}
		if p, ok := print.Read(text); ok || p != nil {
			t.Errorf("%q was read", s)
		}
	}
}

// No words, however placed, make the reader panic or accept without cotejo.
func FuzzRead(f *testing.F) {
	for _, l := range layouts() {
		f.Add(l.render(f, invented()), uint16(3), uint16(7))
	}
	for _, b := range corpusPrints(f) {
		f.Add(b, uint16(40), uint16(90))
	}
	f.Fuzz(func(t *testing.T, b []byte, skip, swap uint16) {
		text, err := pdftext.Read(t.Context(), b, pdftext.Limits{Inflated: 4 << 20, Operators: 100_000, Glyphs: 100_000})
		if err != nil {
			return
		}
		for i := range text.Pages {
			ws := text.Pages[i].Words
			if n := len(ws); n > 0 {
				a, c := int(skip)%n, int(swap)%n
				ws[a].S, ws[c].S = ws[c].S, ws[a].S
				text.Pages[i].Words = append(ws[:a:a], ws[a+1:]...)
			}
		}
		if p, ok := print.Read(text); ok && p == nil {
			t.Error("read without a pedimento")
		}
	})
}

// corpusPrints is the real prints, none when the corpus is not there.
func corpusPrints(tb testing.TB) [][]byte {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(os.Getenv("IMMEX_CORPUS"), "pedimento_pdf", "*.pdf"))
	if err != nil || os.Getenv("IMMEX_CORPUS") == "" {
		return nil
	}
	var out [][]byte
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

func BenchmarkCorpus(b *testing.B) {
	prints := corpusPrints(b)
	if len(prints) == 0 {
		b.Skip("IMMEX_CORPUS not set: real prints are not part of the repository")
	}
	pages := 0
	for b.Loop() {
		for _, pdf := range prints {
			text, err := pdftext.Read(b.Context(), pdf, pdftext.Limits{})
			if err != nil {
				b.Fatal(err)
			}
			pages += len(text.Pages)
			print.Read(text)
		}
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkRead(b *testing.B) {
	pdf := layouts()[1].render(b, invented())
	for b.Loop() {
		readPaper(b, pdf)
	}
}

// A partida worth one symbolic dollar has no price that could check its
// quantity; any other price that does not agree refuses the print.
func TestSymbolicDollar(t *testing.T) {
	for _, x := range []struct {
		name, price, paid string
		want, never       string
	}{
		{"the exchange rate", "18.50000", "19", "print_symbolic_value", "print_unit_price"},
		{"one dollar", "1.00000", "19", "print_symbolic_value", "print_unit_price"},
		{"another price", "18.60000", "19", "print_unit_price", "print_symbolic_value"},
		{"another value", "18.50000", "25", "print_unit_price", "print_symbolic_value"},
	} {
		doc := invented()
		doc.fig["pu0"], doc.fig["vc0"] = x.price, x.paid
		p := readPaper(t, layouts()[1].render(t, doc))
		if !p.Findings.Has(x.want) || p.Findings.Has(x.never) {
			t.Errorf("%s: %v; want %s", x.name, p.Findings, x.want)
		}
		if p.Cotejo == document.CotejoCompleto {
			t.Errorf("%s: cotejo completo", x.name)
		}
	}
}
