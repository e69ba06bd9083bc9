package step_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/step"
)

const (
	plantBOM = "producto,componente,cantidad,unidad,version,vigente_desde\nPT-900,CON-10,2,PZA,B,2026-01-01\n"

	learned = `proveedor: {id: "990000001", nombre: EXAMPLE PARTS INC}
reconoce: [EXAMPLE PARTS INC]
columnas:
  parte: [ITEM NO]
  cantidad: [QTY]
  precio_unitario: [PRICE]
  importe: [AMOUNT]
  bultos: [CTNS]
etiquetas:
  factura: [Invoice No]
  lista: [Packing List No]
  fecha: [Date]
  pedimento: [Pedimento]
  total: [Grand total]
decimal: .
moneda: USD
vigente_desde: 2026-01-01
`
	mappedInvoice = "EXAMPLE PARTS INC,,,\nInvoice No,INV-77,Date,2026-03-04\nPedimento,26 24 3210 6000123,,\nITEM NO,QTY,PRICE,AMOUNT\nP-1,\"1,000\",0.25,250.00\n,,Grand total,250.00\n"
	mappedPacking = "EXAMPLE PARTS INC,,\nPacking List No,PL-9,\nDate,2026-03-05,\nITEM NO,QTY,CTNS\nP-1,1000,4\nTOTAL,1000,4\n"
)

func facts(t *testing.T, texts ...string) []step.MappingFact {
	t.Helper()
	var out []step.MappingFact
	for _, text := range texts {
		m, findings := mapping.Read([]byte(text))
		if m == nil {
			t.Fatal(findings)
		}
		out = append(out, step.MappingFact{Hash: document.HashOf([]byte(text)), Mapping: m})
	}
	return out
}

func tableReader(source step.MappingSource) *step.Reader {
	return &step.Reader{Keep: true, Mappings: source}
}

// page turns a CSV into a sheet of a workbook.
func page(name, csv string) sheet.Page {
	p := sheet.Page{Name: name}
	book, _ := sheet.Read([]byte(csv))
	for _, r := range book.Sheets[0].Rows {
		var out []sheet.Out
		for _, c := range r.Cells {
			out = append(out, sheet.Out{Text: c.Text})
		}
		p.Rows = append(p.Rows, out)
	}
	return p
}

// TestTablesOfOneFile: a workbook of an invoice and its packing list makes two
// documents; a file of one is the document.
func TestTablesOfOneFile(t *testing.T) {
	t.Parallel()
	both, err := sheet.WriteXLSX(page("Invoice", mappedInvoice), page("Packing", mappedPacking), page("Terms", "anything,else\n1,2\n"))
	if err != nil {
		t.Fatal(err)
	}
	source := step.StoredMappings(nil, facts(t, learned)...)
	papers := tableReader(source).Read(t.Context(), step.Input{Name: "both.xlsx", Bytes: both, RFC: rfc})
	var got []string
	for _, p := range papers {
		got = append(got, strings.Join([]string{string(p.Record.Kind), string(p.Record.Status), p.Record.Key, p.Record.Period}, " "))
	}
	want := []string{
		"spreadsheet accepted sha256:" + string(document.HashOf(both)) + " ",
		"invoice accepted 990000001+INV-77+2026-03-04 2026-03",
		"packing accepted 990000001+PL-9+2026-03-05 2026-03",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("%s %v", d, papers[0].Record.Findings)
	}
	if !papers[0].Record.Findings.Has("sheet_unused") || papers[1].Parts == nil || papers[1].Parts.Lines[0].Parte != "P-1" {
		t.Errorf("%+v", papers[1].Parts)
	}
	if s := papers[2].Content.Summary(); !strings.Contains(s.ES, "4 bultos") {
		t.Errorf("%v", s)
	}
	one := tableReader(source).Read(t.Context(), step.Input{Name: "one.csv", Bytes: []byte(mappedInvoice), RFC: rfc})
	if len(one) != 1 || one[0].Record.Kind != document.KindInvoice || one[0].Parts == nil || one[0].Parts.Doc != one[0].Record.SHA {
		t.Errorf("%+v", one[0].Record)
	}
}

// TestTablesRefused: a doubt is for a person, and nothing of the file is used.
func TestTablesRefused(t *testing.T) {
	t.Parallel()
	other := strings.Replace(learned, "990000001", "990000002", 1)
	blind := strings.Replace(learned, "[QTY]", "[MENGE]", 1)
	twice, err := sheet.WriteXLSX(page("A", mappedInvoice), page("B", mappedInvoice))
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := sheet.WriteXLSX(page("A", mappedInvoice), page("B", strings.Replace(mappedPacking, "1000,4\n", "999,4\n", 1)))
	if err != nil {
		t.Fatal(err)
	}
	down := func(context.Context, string) (mapping.Set, error) { return nil, errors.New("store is away") }
	for name, tt := range map[string]struct {
		source step.MappingSource
		bytes  []byte
		code   string
	}{
		"two suppliers fit":     {step.StoredMappings(nil, facts(t, learned, other)...), []byte(mappedInvoice), "mapping_ambiguous"},
		"the mapping is blind":  {step.StoredMappings(nil, facts(t, blind)...), []byte(mappedInvoice), "mapping_headings"},
		"no mapping":            {nil, []byte(mappedInvoice), "plant_unknown"},
		"the store is away":     {down, []byte(mappedInvoice), "mappings_unavailable"},
		"an invoice twice":      {step.StoredMappings(nil, facts(t, learned)...), twice, "table_twice"},
		"one of two is wrong":   {step.StoredMappings(nil, facts(t, learned)...), wrong, "packing_total"},
		"a broken plant file":   {nil, []byte(strings.Replace(plantBOM, ",2,", ",-2,", 1)), "plant_value"},
		"headings of no table":  {nil, []byte("uno,dos,tres\n1,2,3\n4,5,6\n"), "plant_unknown"},
		"a broken mapping":      {nil, []byte(strings.Replace(learned, "moneda", "divisa", 1)), "mapping_yaml"},
		"a workbook of nothing": {nil, []byte("PK\x03\x04 xl/"), ""},
	} {
		papers := tableReader(tt.source).Read(t.Context(), step.Input{Name: name, Bytes: tt.bytes, RFC: rfc})
		p := papers[0]
		if len(papers) != 1 || p.Record.Status != document.Quarantined || tt.code != "" && !p.Record.Findings.Has(tt.code) || p.Kept != nil || p.Parts != nil {
			t.Errorf("%s: %d papers, %s %v", name, len(papers), p.Record.Status, p.Record.Findings)
		}
	}
}

// TestPlantNamesASupplier: a mapping that only happens to fit does not take a
// plant file.
func TestPlantNamesASupplier(t *testing.T) {
	t.Parallel()
	const socios = "tipo,nombre,rfc,id_fiscal,pais\nproveedor,EXAMPLE PARTS INC,,990000001,CAN\n"
	p := tableReader(step.StoredMappings(nil, facts(t, learned)...)).Read(t.Context(), step.Input{Name: "socios.csv", Bytes: []byte(socios), RFC: rfc})[0]
	if p.Record.Status != document.Accepted || p.Record.Kind != document.KindPlant || !strings.HasPrefix(p.Record.Key, "socios:") {
		t.Errorf("%+v", p.Record)
	}
}

// TestTablesBecomeFacts: accepted files are kept for the books, refused ones
// are not, and the mapping in force never depends on the order of arrival.
func TestTablesBecomeFacts(t *testing.T) {
	t.Parallel()
	newer := strings.Replace(learned, "vigente_desde: 2026-01-01", "vigente_desde: 2026-06-01", 1)
	for name, order := range map[string][]string{"older first": {learned, newer}, "newer first": {newer, learned}} {
		w := newWorld(t)
		r := tableReader(step.StoredMappings(w.books))
		for _, text := range append(order, plantBOM, strings.Replace(plantBOM, ",2,", ",x,", 1)) {
			w.settle(r.Read(t.Context(), step.Input{Name: "f", Bytes: []byte(text), RFC: rfc})...)
		}
		for _, who := range []string{rfc, ""} {
			set, err := step.StoredMappings(w.books)(t.Context(), who)
			if err != nil || len(set) != 1 || set[0].Since != "2026-06-01" {
				t.Errorf("%s: %v, %v", name, set, err)
			}
		}
		files, err := step.PlantFiles(t.Context(), w.books, rfc)
		if err != nil || len(files) != 1 || files[0].Get(&files[0].Rows[0], "componente").Text != "CON-10" {
			t.Errorf("%s: %v, %v", name, files, err)
		}
		p := r.Read(t.Context(), step.Input{Name: "inv.csv", Bytes: []byte(mappedInvoice), RFC: rfc})[0]
		if p.Record.Status != document.Accepted {
			t.Errorf("%s: %v", name, p.Record.Findings)
		}
		w.match(rfc)
	}
}
