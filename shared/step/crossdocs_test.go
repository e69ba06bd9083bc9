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
	total := money.Int(0)
	for i := range p.Partidas {
		q := &p.Partidas[i]
		unit := tradeUnits()[q.UMC]
		oma, unidad := unit[0], unit[1]
		price := divided(t, q.ValorDolares, q.CantidadUMC)
		fmt.Fprintf(&goods, "<mercancia><descripcionGenerica>%s</descripcionGenerica><claveUnidadMedida>%s</claveUnidadMedida><tipoMoneda>USD</tipoMoneda><cantidad>%s</cantidad><valorUnitario>%s</valorUnitario><valorTotal>%s</valorTotal><valorDolares>%s</valorDolares></mercancia>\n",
			q.Descripcion, oma, q.CantidadUMC, price, q.ValorDolares, q.ValorDolares)
		fmt.Fprintf(&lines, "%s,%s,%s,%q,USD,%s,%s,%s,P-%02d,%q,%s,%s,%s,%s,%s,%s\n",
			number, f.Fecha, f.IDFiscal, f.Proveedor, f.Incoterm, p.Number, f.COVE, q.Secuencia, q.Descripcion, q.Fraccion, q.CantidadUMC, unidad, price, q.ValorDolares, q.PaisOrigen)
		fmt.Fprintf(&packs, "PL-1,%s,%s,%s,%q,%s,P-%02d,%s,%s,1,1\n", number, f.Fecha, f.IDFiscal, f.Proveedor, p.Number, q.Secuencia, q.CantidadUMC, unidad)
		total = sum(t, total, q.ValorDolares)
	}
	return map[string]string{
		"cove.xml": `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><ConsultarEdocumentResponse xmlns="http://www.ventanillaunica.gob.mx/ConsultarEdocument/"><response><contieneError>false</contieneError><resultadoBusqueda><cove>` +
			"<eDocument>" + f.COVE + "</eDocument><tipoOperacion>TOCE.IMP</tipoOperacion><numeroFacturaRelacionFacturas>" + number + "</numeroFacturaRelacionFacturas><relacionFacturas>0</relacionFacturas><automotriz>0</automotriz>" +
			"<fechaExpedicion>" + f.Fecha.String() + "-06:00</fechaExpedicion><tipoFigura>1</tipoFigura><patentesAduanales><patenteAduanal>" + p.Patente + "</patenteAduanal></patentesAduanales><rfcsConsulta><rfcConsulta>" + p.RFC + "</rfcConsulta></rfcsConsulta>" +
			"<facturas><factura><certificadoOrigen>0</certificadoOrigen><subdivision>0</subdivision><mercancias>" + goods.String() + "</mercancias></factura></facturas>" +
			persona("emisor", "0", f.IDFiscal, f.Proveedor, "USA") + persona("destinatario", "1", p.RFC, p.Nombre, "MEX") +
			"</cove></resultadoBusqueda></response></ConsultarEdocumentResponse></S:Body></S:Envelope>",
		"factura.csv": "factura,fecha,id_proveedor,proveedor,moneda,incoterm,pedimento,cove,parte,descripcion,fraccion,cantidad,unidad,precio_unitario,importe,origen\n" + lines.String(),
		"lista.csv":   "packing_list,factura,fecha,id_proveedor,proveedor,pedimento,parte,cantidad,unidad,bultos,peso_neto_kg\n" + packs.String(),
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
			if ped == nil || ped.Clave != "IN" || ped.Rectifica != nil || len(ped.Facturas) != 1 || ped.Facturas[0].COVE == "" || ped.Facturas[0].IDFiscal == "" || len(ped.Partidas) < 2 {
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

// TestPapersBelongTogether: the papers of a pedimento, as files, read, kept and
// judged: while they agree no rule between papers says anything; one attribute
// changed in one of them is told by the rules that hold that paper to the others.
func TestPapersBelongTogether(t *testing.T) {
	t.Parallel()
	all, company := invented(t)
	var files []synthFile // its deliveries and its programme are enough
	for _, f := range all {
		if strings.HasSuffix(f.name, "solicitudes.zip") || strings.HasSuffix(f.name, ".yaml") {
			files = append(files, f)
		}
	}
	reader := &step.Reader{PDF: step.PDFReader(inProcess), Keep: true}
	ped := importWithCOVE(t, reader, files)
	f, q := &ped.Facturas[0], &ped.Partidas[1]
	more := sum(t, q.CantidadUMC, money.Int(1)).String()
	for name, tt := range map[string]struct {
		file, from, to string
		want           []string
	}{
		"nothing":          {"cove.xml", "", "", nil},
		"COVE date":        {"cove.xml", "<fechaExpedicion>" + f.Fecha.String(), "<fechaExpedicion>" + f.Fecha.AddDays(1).String(), []string{"aduanera_cove_factura", "aduanera_cove_fecha"}},
		"COVE supplier":    {"cove.xml", "<identificacion>" + f.IDFiscal, "<identificacion>7" + f.IDFiscal, []string{"aduanera_cove_factura", "aduanera_cove_proveedor"}},
		"COVE patente":     {"cove.xml", "<patenteAduanal>" + ped.Patente, "<patenteAduanal>9999", []string{"aduanera_cove_patente"}},
		"invoice supplier": {"factura.csv", f.Proveedor, "QUITE ANOTHER GMBH", []string{"aduanera_cove_factura", "aduanera_empaque_factura", "aduanera_factura_proveedor"}},
		"invoice incoterm": {"factura.csv", ",USD," + f.Incoterm + ",", ",USD,DPU,", []string{"aduanera_factura_incoterm"}},
		"invoice origin":   {"factura.csv", "," + q.PaisOrigen + "\n", ",MYS\n", []string{"aduanera_factura_origen"}},
		"packing quantity": {"lista.csv", fmt.Sprintf("P-%02d,%s,", q.Secuencia, q.CantidadUMC), fmt.Sprintf("P-%02d,%s,", q.Secuencia, more), []string{"aduanera_empaque_cantidad"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			papers := papersOf(t, ped)
			if tt.from != "" && !strings.Contains(papers[tt.file], tt.from) {
				t.Fatalf("%s has no %q", tt.file, tt.from)
			}
			if tt.from != "" {
				papers[tt.file] = strings.ReplaceAll(papers[tt.file], tt.from, tt.to)
			}
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
			var got []string
			for i := range out.Findings {
				x := &out.Findings[i]
				if x.Key == ped.Number && (strings.HasPrefix(x.Code, "aduanera_cove") || strings.HasPrefix(x.Code, "aduanera_factura") || strings.HasPrefix(x.Code, "aduanera_empaque")) {
					got = append(got, x.Code)
				}
			}
			slices.Sort(got)
			if d := cmp.Diff(tt.want, slices.Compact(got)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
				for i := range out.Findings {
					if x := &out.Findings[i]; x.Key == ped.Number {
						t.Logf("%s %s: %s", x.Code, x.Field, x.Message.EN)
					}
				}
			}
		})
	}
}
