package step_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// papersOf are the files of one import of the invented company as its supplier
// and its broker would send them: the answer of VUCEM about its COVE, the invoice
// and the packing list, all saying what the pedimento says.
func papersOf(t *testing.T, p *pedimento.Pedimento) map[string]string {
	t.Helper()
	f := &p.Facturas[0]
	number := "INV-" + p.Documento
	var goods, lines, packs strings.Builder
	net, gross := perLine(t, p)
	for i := range p.Partidas {
		q := &p.Partidas[i]
		unit := tradeUnits()[q.UMC]
		oma, unidad := unit[0], unit[1]
		price := divided(t, q.ValorDolares, q.CantidadUMC)
		fmt.Fprintf(&goods, "<mercancia><descripcionGenerica>%s</descripcionGenerica><claveUnidadMedida>%s</claveUnidadMedida><tipoMoneda>USD</tipoMoneda><cantidad>%s</cantidad><valorUnitario>%s</valorUnitario><valorTotal>%s</valorTotal><valorDolares>%s</valorDolares></mercancia>\n",
			q.Descripcion, oma, q.CantidadUMC, price, q.ValorDolares, q.ValorDolares)
		fmt.Fprintf(&lines, "%s,%s,%s,%q,USD,%s,%s,%s,P-%02d,%q,%s,%s,%s,%s,%s,%s\n",
			number, f.Fecha, f.IDFiscal, f.Proveedor, f.Incoterm, p.Number, f.COVE, q.Secuencia, q.Descripcion, q.Fraccion, q.CantidadUMC, unidad, price, q.ValorDolares, q.PaisOrigen)
		fmt.Fprintf(&packs, "PL-1,%s,%s,%s,%q,%s,P-%02d,%s,%s,1,%s,%s\n", number, f.Fecha, f.IDFiscal, f.Proveedor, p.Number, q.Secuencia, q.CantidadUMC, unidad, net, gross[i])
	}
	return map[string]string{
		"cove.xml": `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><ConsultarEdocumentResponse xmlns="http://www.ventanillaunica.gob.mx/ConsultarEdocument/"><response><contieneError>false</contieneError><resultadoBusqueda><cove>` +
			"<eDocument>" + f.COVE + "</eDocument><tipoOperacion>TOCE.IMP</tipoOperacion><numeroFacturaRelacionFacturas>" + number + "</numeroFacturaRelacionFacturas><relacionFacturas>0</relacionFacturas><automotriz>0</automotriz>" +
			"<fechaExpedicion>" + f.Fecha.String() + "-06:00</fechaExpedicion><tipoFigura>1</tipoFigura><patentesAduanales><patenteAduanal>" + p.Patente + "</patenteAduanal></patentesAduanales><rfcsConsulta><rfcConsulta>" + p.RFC + "</rfcConsulta></rfcsConsulta>" +
			"<facturas><factura><certificadoOrigen>0</certificadoOrigen><subdivision>0</subdivision><mercancias>" + goods.String() + "</mercancias></factura></facturas>" +
			persona("emisor", "0", f.IDFiscal, f.Proveedor, "USA") + persona("destinatario", "1", p.RFC, p.Nombre, "MEX") +
			"</cove></resultadoBusqueda></response></ConsultarEdocumentResponse></S:Body></S:Envelope>",
		"factura.csv": "factura,fecha,id_proveedor,proveedor,moneda,incoterm,pedimento,cove,parte,descripcion,fraccion,cantidad,unidad,precio_unitario,importe,origen\n" + lines.String(),
		"lista.csv":   "packing_list,factura,fecha,id_proveedor,proveedor,pedimento,parte,cantidad,unidad,bultos,peso_neto_kg,peso_bruto_kg\n" + packs.String(),
	}
}

// tradeUnits are units of Apéndice 7 as a COVE and an invoice write them.
func tradeUnits() map[string][2]string {
	return map[string][2]string{"1": {"KGM", "KG"}, "3": {"MTR", "M"}, "6": {"C62_1", "PZA"}, "8": {"LTR", "L"}}
}

func persona(role, kind, id, name, country string) string {
	return "<" + role + "><tipoIdentificador>" + kind + "</tipoIdentificador><identificacion>" + id + "</identificacion><nombre>" + name +
		"</nombre><domicilio><calle>CALLE</calle><numeroExterior>1</numeroExterior><pais>" + country + "</pais><codigoPostal>00100</codigoPostal></domicilio></" + role + ">"
}

func sum(t *testing.T, a, b money.Amount) money.Amount {
	t.Helper()
	c, err := a.Add(b)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// divided is a price with six decimals.
func divided(t *testing.T, value, quantity money.Amount) string {
	t.Helper()
	v, okV := value.Micros()
	q, okQ := quantity.Micros()
	if !okV || !okQ || q == 0 {
		t.Fatal("no price")
	}
	n := new(big.Int).Mul(big.NewInt(v), big.NewInt(1_000_000))
	return money.FromMicros(n.Div(n, big.NewInt(q)).Int64()).String()
}

// importWithCOVE is an import of the company with one COVE, all of whose goods
// are in kilos or pieces and of fracciones of their own.
func importWithCOVE(t *testing.T, reader *step.Reader, files []synthFile) *pedimento.Pedimento {
	t.Helper()
	for _, f := range files {
		for _, p := range reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data}) {
			ped := p.Pedimento
			if ped == nil || ped.Clave != "IN" && ped.Clave != "A1" || ped.Operacion != "IMP" || ped.Rectifica != nil || len(ped.Facturas) != 1 || ped.Facturas[0].COVE == "" || ped.Facturas[0].IDFiscal == "" || len(ped.Partidas) < 2 {
				continue
			}
			seen, fits := map[string]bool{}, true
			for i := range ped.Partidas {
				q := &ped.Partidas[i]
				fits = fits && !seen[q.Fraccion] && tradeUnits()[q.UMC][0] != ""
				seen[q.Fraccion] = true
			}
			if fits {
				return ped
			}
		}
	}
	t.Fatal("the company has no such import")
	return nil
}

// besides settles papers beside the pedimento they belong to and gives what the
// rules between papers find of it, as code and field, and all they say.
func besides(t *testing.T, reader *step.Reader, company string, files []synthFile, papers map[string]string, number string) (got []string, said string) {
	t.Helper()
	w := newWorld(t)
	for _, f := range files {
		w.settle(reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
	}
	for name, text := range papers {
		for _, r := range w.settle(reader.Read(t.Context(), step.Input{Name: name, Bytes: []byte(text), RFC: company})...) {
			if r.Status != document.Accepted {
				t.Fatalf("%s: %+v", name, r)
			}
		}
	}
	out, err := (&step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader}).Run(t.Context(), company, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for i := range out.Findings {
		x := &out.Findings[i]
		if x.Key != number {
			continue
		}
		for _, of := range []string{"aduanera_cove", "aduanera_factura", "aduanera_empaque", "cff_cfdi_", "cff_cove_"} {
			if strings.HasPrefix(x.Code, of) {
				got = append(got, x.Code)
				fmt.Fprintf(&all, "%s %s: %s\n", x.Code, x.Field, x.Message.EN)
			}
		}
	}
	slices.Sort(got)
	return slices.Compact(got), all.String()
}

// altered is one attribute of one paper told otherwise, and the rules that tell.
type altered struct {
	file, from, to string
	want           []string
	says           string
}

// each tries them one at a time.
func each(t *testing.T, cases map[string]altered, papers func() map[string]string, find func(*testing.T, map[string]string) ([]string, string)) {
	t.Helper()
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			have := papers()
			if tt.from != "" && !strings.Contains(have[tt.file], tt.from) {
				t.Fatalf("%s has no %q:\n%s", tt.file, tt.from, have[tt.file])
			}
			if tt.from != "" {
				have[tt.file] = strings.ReplaceAll(have[tt.file], tt.from, tt.to)
			}
			got, said := find(t, have)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got)\n%s\n%s", d, said)
			}
			if !strings.Contains(said, tt.says) {
				t.Errorf("nothing says %q:\n%s", tt.says, said)
			}
		})
	}
}

// TestPapersBelongTogether: the papers of an import, as files, read, kept and
// judged: its Data Stage, the COVE, the invoice and the packing list. While they agree no rule between papers says anything; one attribute
// changed in one of them is told by the rules that hold that paper to the others,
// and by no other.
func TestPapersBelongTogether(t *testing.T) {
	t.Parallel()
	all, company := invented(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess), Keep: true}
	var files []synthFile // its deliveries and its programme are enough
	for _, f := range all {
		if strings.HasSuffix(f.name, "solicitudes.zip") || strings.HasSuffix(f.name, ".yaml") {
			files = append(files, f)
		}
	}
	ped := importWithCOVE(t, reader, files)
	each(t, ofImport(t, ped), func() map[string]string { return papersOf(t, ped) }, func(t *testing.T, papers map[string]string) ([]string, string) {
		t.Helper()
		return besides(t, reader, company, files, papers, ped.Number)
	})
}

// ofImport are the attributes of the papers of an import, each changed.
func ofImport(t *testing.T, ped *pedimento.Pedimento) map[string]altered {
	t.Helper()
	const scored = "of 1000: "
	f, q := &ped.Facturas[0], &ped.Partidas[len(ped.Partidas)-1]
	more, worth := sum(t, q.CantidadUMC, money.Int(1)).String(), sum(t, q.ValorDolares, money.Int(7)).String()
	unit := tradeUnits()[q.UMC]
	price := divided(t, q.ValorDolares, q.CantidadUMC)
	goods := func(oma, quantity, value, price string) string {
		return fmt.Sprintf("<descripcionGenerica>%s</descripcionGenerica><claveUnidadMedida>%s</claveUnidadMedida><tipoMoneda>USD</tipoMoneda><cantidad>%s</cantidad><valorUnitario>%s</valorUnitario><valorTotal>%s</valorTotal><valorDolares>%s</valorDolares>",
			q.Descripcion, oma, quantity, price, value, value)
	}
	line := func(quantity, unit, price, value, origin string) string {
		return fmt.Sprintf("%s,%s,%s,%s,%s,%s\n", q.Fraccion, quantity, unit, price, value, origin)
	}
	quantity, value := q.CantidadUMC.String(), q.ValorDolares.String()
	other, otherOMA := "KG", "KGM"
	if unit[1] == "KG" {
		other, otherOMA = "PZA", "C62_1"
	}
	sound, invoiced := goods(unit[0], quantity, value, price), line(quantity, unit[1], price, value, q.PaisOrigen)
	number := "INV-" + ped.Documento
	_, gross := perLine(t, ped)
	heavy := gross[len(gross)-1]
	// a Data Stage states neither currency nor value of an invoice that a COVE tells of
	return map[string]altered{
		"nothing":       {"cove.xml", "", "", nil, ""},
		"COVE supplier": {"cove.xml", "<identificacion>" + f.IDFiscal, "<identificacion>7" + f.IDFiscal, []string{"aduanera_cove_factura", "aduanera_cove_proveedor"}, "7" + f.IDFiscal},
		"COVE patente":  {"cove.xml", "<patenteAduanal>" + ped.Patente, "<patenteAduanal>9999", []string{"aduanera_cove_patente"}, ped.Patente},
		"COVE date":     {"cove.xml", "<fechaExpedicion>" + f.Fecha.String(), "<fechaExpedicion>" + f.Fecha.AddDays(1).String(), []string{"aduanera_cove_factura", "aduanera_cove_fecha"}, f.Fecha.AddDays(1).String()},
		"COVE currency": {"cove.xml", "<tipoMoneda>USD", "<tipoMoneda>EUR", []string{"aduanera_cove_factura"}, "EUR"},
		"COVE quantity": {"cove.xml", sound, goods(unit[0], more, value, divided(t, q.ValorDolares, sum(t, q.CantidadUMC, money.Int(1)))), []string{"aduanera_cove_factura_renglones", "aduanera_cove_renglones"}, scored},
		"COVE unit":     {"cove.xml", sound, goods(otherOMA, quantity, value, price), []string{"aduanera_cove_factura_renglones", "aduanera_cove_renglones"}, scored},
		"COVE value":    {"cove.xml", sound, goods(unit[0], quantity, worth, divided(t, sum(t, q.ValorDolares, money.Int(7)), q.CantidadUMC)), []string{"aduanera_cove_factura_renglones", "aduanera_cove_renglones"}, scored},

		"invoice supplier": {"factura.csv", f.Proveedor, "QUITE ANOTHER GMBH", []string{"aduanera_cove_factura", "aduanera_empaque_factura", "aduanera_factura_proveedor"}, "QUITE ANOTHER"},
		"invoice date":     {"factura.csv", number + "," + f.Fecha.String(), number + "," + f.Fecha.AddDays(1).String(), []string{"aduanera_cove_factura", "aduanera_empaque_factura", "aduanera_factura_fecha"}, f.Fecha.AddDays(1).String()},
		"invoice currency": {"factura.csv", ",USD,", ",EUR,", []string{"aduanera_cove_factura"}, "EUR"},
		"invoice incoterm": {"factura.csv", ",USD," + f.Incoterm + ",", ",USD,DPU,", []string{"aduanera_factura_incoterm"}, "DPU"},
		"invoice quantity": {"factura.csv", invoiced, line(more, unit[1], divided(t, q.ValorDolares, sum(t, q.CantidadUMC, money.Int(1))), value, q.PaisOrigen), []string{"aduanera_cove_factura_renglones", "aduanera_empaque_cantidad", "aduanera_factura_renglones"}, scored},
		"invoice unit":     {"factura.csv", invoiced, line(quantity, other, price, value, q.PaisOrigen), []string{"aduanera_cove_factura_renglones", "aduanera_empaque_cantidad", "aduanera_factura_renglones"}, scored},
		"invoice value":    {"factura.csv", invoiced, line(quantity, unit[1], divided(t, sum(t, q.ValorDolares, money.Int(7)), q.CantidadUMC), worth, q.PaisOrigen), []string{"aduanera_cove_factura_renglones", "aduanera_factura_renglones"}, scored},
		"invoice origin":   {"factura.csv", invoiced, line(quantity, unit[1], price, value, "MYS"), []string{"aduanera_factura_origen"}, scored},

		"packing supplier": {"lista.csv", "," + f.IDFiscal + ",", ",7" + f.IDFiscal + ",", []string{"aduanera_empaque_factura"}, "7" + f.IDFiscal},
		"packing date":     {"lista.csv", number + "," + f.Fecha.String(), number + "," + f.Fecha.AddDays(2).String(), []string{"aduanera_empaque_factura"}, f.Fecha.AddDays(2).String()},
		"packing quantity": {"lista.csv", fmt.Sprintf("P-%02d,%s,", q.Secuencia, quantity), fmt.Sprintf("P-%02d,%s,", q.Secuencia, more), []string{"aduanera_empaque_cantidad"}, more},
		"packing gross":    {"lista.csv", ",0.5," + heavy + "\n", ",0.5,9" + heavy + "\n", []string{"aduanera_empaque_peso"}, ped.PesoBruto.String()},
		"packing unit":     {"lista.csv", fmt.Sprintf("P-%02d,%s,%s,", q.Secuencia, quantity, unit[1]), fmt.Sprintf("P-%02d,%s,%s,", q.Secuencia, quantity, other), []string{"aduanera_empaque_cantidad"}, ""},
	}
}

// TestShortTables: headings over one row are a table all the same.
func TestShortTables(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		in   string
		want document.Kind
	}{
		"packing list":      {"packing_list,factura,fecha,proveedor,parte,cantidad,unidad,bultos\nPL-1,INV-1,2026-03-05,EXAMPLE,P-1,10,PZA,1\n", document.KindPacking},
		"narrow":            {"factura,parte,cantidad,peso_bruto_kg\nINV-1,P-1,10,3.5\n", document.KindPacking},
		"under an unknown":  {"No;Date;Model;Pieces;Gross;Net\nINV-1;2026-03-05;P-1;10;3.5;3\n", document.KindSheet},
		"a line and a note": {"Hola, Ana, te mando, como siempre, la lista, y la factura,\nsaludos, a todos, allá, gracias, de verdad, Luis\n", document.KindText},
	} {
		for _, p := range (&step.Reader{Keep: true}).Read(t.Context(), step.Input{Name: "lista.csv", Bytes: []byte(tt.in)}) {
			if p.Record.Kind != tt.want || tt.want == document.KindPacking && p.Record.Status != document.Accepted {
				t.Errorf("%s: %s, %s: %v", name, p.Record.Kind, p.Record.Status, p.Record.Findings)
			}
		}
	}
}

// perLine are the net weight of each line of the packing list of an import, half a
// kilo, and the gross weights, which add up to that of the pedimento.
func perLine(t *testing.T, p *pedimento.Pedimento) (net string, gross []string) {
	t.Helper()
	rest := p.PesoBruto
	for range len(p.Partidas) - 1 {
		gross = append(gross, "1")
		rest = sum(t, rest, money.Int(-1))
	}
	if rest.Sign() <= 0 {
		t.Fatalf("the import weighs %s", p.PesoBruto)
	}
	return "0.5", append(gross, rest.String())
}
