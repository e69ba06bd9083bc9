package report_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
	"example.com/immex/shared/rule/glosa"
)

func TestWorkbook(t *testing.T) {
	s := build(t, march(t), ledger.DefaultPolicy())
	var a, b bytes.Buffer
	if err := report.Workbook(&a, s, document.Spanish); err != nil {
		t.Fatal(err)
	}
	if err := report.Workbook(&b, build(t, march(t), ledger.DefaultPolicy()), document.Spanish); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs give other bytes")
	}
	raw := bytes.Clone(a.Bytes())
	f, err := excelize.OpenReader(&a)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	want := []string{"Resumen", "entradas", "salidas", "saldos", "materiales_utilizados", "descargos", "ajustes", "faltantes", "vencimientos", "activo_fijo", "hallazgos"}
	if d := cmp.Diff(want, f.GetSheetList()); d != "" {
		t.Error(d)
	}
	for sheet, cells := range map[string]map[string]string{
		"entradas": {
			"A1": "Entrada de mercancías de importación temporal", "A2": "MEN210101AB1 · Manufacturas Ejemplo del Norte, S.A. de C.V.",
			"A4": "Pedimento", "A5": "212432101000002", "D5": "2021-03-05", "U5": "200.5", "V5": "30,001.00", "L5": "-P100",
		},
		"Resumen": {"A5": "Entradas (lotes)", "B5": "3", "B12": "4,800.00"},
	} {
		for at, want := range cells {
			if got, err := f.GetCellValue(sheet, at); err != nil || got != want {
				t.Errorf("%s!%s = %q, want %q (%v)", sheet, at, got, want, err)
			}
		}
	}
	if !bytes.Contains(part(t, raw, "xl/worksheets/sheet2.xml"), []byte(`<autoFilter ref="$A$4:$AD$7">`)) {
		t.Error("the sheet has no filter")
	}
	for _, at := range []string{"D5", "U5", "V5"} {
		if k, err := f.GetCellType("entradas", at); err != nil || (k != excelize.CellTypeNumber && k != excelize.CellTypeUnset) {
			t.Errorf("entradas!%s is no number: %v %v", at, k, err)
		}
	}
	if x, _ := f.GetCellFormula("entradas", "M5"); x != "" {
		t.Errorf("a description became the formula %q", x)
	}
	if p, err := f.GetPanes("saldos"); err != nil || !p.Freeze || p.YSplit != 4 {
		t.Errorf("panes %+v %v", p, err)
	}
}

// TestWorkbookInWords: codes and units of a workbook are words of its language; the
// CSV has the codes in both.
func TestWorkbookInWords(t *testing.T) {
	s := closedOf(t, march(t), ledger.DefaultPolicy())
	cells := func(lang document.Lang, sheet, column string) (out []string) {
		t.Helper()
		var b bytes.Buffer
		if err := report.Workbook(&b, s, lang); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		all, err := f.GetRows(sheet)
		at := slices.Index(all[3], column)
		if err != nil || at < 0 {
			t.Fatalf("%s has no %s: %q %v", sheet, column, all[3], err)
		}
		for _, row := range all[4:] {
			if row[at] != "" && !slices.Contains(out, row[at]) {
				out = append(out, row[at])
			}
		}
		slices.Sort(out)
		return out
	}
	for _, c := range []struct {
		sheet, es, en string
		inES, inEN    []string
	}{
		{"saldos", "Unidad", "Unit", []string{"Kilo", "Pieza"}, []string{"Kilogram", "Piece"}},
		{"saldos", "Nivel", "Level", []string{"fracción", "lote"}, []string{"fracción", "lot"}},
		{"descargos", "Estado", "Status", []string{"probado"}, []string{"proved"}},
		{"salidas", "Tipo de salida", "Kind of exit", []string{"insumo", "retorno"}, []string{"input", "return"}},
		{"faltantes", "Causa", "Cause", []string{"PEPS llegó a un lote vencido", "ninguna entrada en los libros", "sin lista de materiales"}, []string{"FIFO reached an expired lot", "no bill of materials", "no entry in the books"}},
	} {
		if d := cmp.Diff(c.inES, cells(document.Spanish, c.sheet, c.es)); d != "" {
			t.Errorf("%s %s: %s", c.sheet, c.es, d)
		}
		if d := cmp.Diff(c.inEN, cells(document.English, c.sheet, c.en)); d != "" {
			t.Errorf("%s %s: %s", c.sheet, c.en, d)
		}
	}
}

// TestFindingsOfTheWorkbookInWords: the code of a finding stands behind the title of its
// rule or check, or alone where it has none, and its place is in the language of the
// workbook.
func TestFindingsOfTheWorkbookInWords(t *testing.T) {
	books := booksOf(t, march(t), ledger.DefaultPolicy())
	const code = "cff_exportacion_pedimento"
	title, ok := glosa.Title(code)
	if !ok || title.ES == title.EN {
		t.Fatalf("%s: %+v", code, title)
	}
	all := []report.Found{
		{Finding: document.Finding{Code: code, Severity: document.Warning, Where: "factura A-1", Message: document.Text{ES: "a", EN: "b"}}},
		{Finding: document.Finding{Code: "no_such_code", Severity: document.Notice, Where: "551.asc line 7", Message: document.Text{ES: "a", EN: "b"}}},
	}
	s, err := report.Build(marchHead(), catalog.Default(), ledger.KeepAll(books), all, nil)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[document.Lang][2][2]string{
		document.Spanish: {{title.ES + " (" + code + ")", "factura A-1"}, {"no_such_code", "551.asc línea 7"}},
		document.English: {{title.EN + " (" + code + ")", "invoice A-1"}, {"no_such_code", "551.asc line 7"}},
	} {
		var b bytes.Buffer
		if err := report.Workbook(&b, s, lang); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows("hallazgos")
		if err != nil || len(rows) != 6 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		for i := range want {
			if got := [2]string{rows[4+i][1], rows[4+i][4]}; got != want[i] {
				t.Errorf("%s: %q, want %q", lang, got, want[i])
			}
		}
		_ = f.Close()
	}
	csv := string(csvOf(t, s, "hallazgos"))
	if !strings.Contains(csv, "warning,"+code+",") || !strings.Contains(csv, ",factura A-1,") {
		t.Errorf("the CSV has other words: %s", csv)
	}
}

func TestWorkbookEnglishAndExactness(t *testing.T) {
	day := document.NewDate(2021, 3, 2)
	fine := fact("212432101000010", "IN", "IMP", day, line(t, 1, "39012001", "1", "1234567890.123456", 1), line(t, 2, "39012002", "1", "123456789.123456", 1))
	s := build(t, []*ledger.Fact{fine}, ledger.DefaultPolicy())
	var b bytes.Buffer
	if err := report.Workbook(&b, s, document.English); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if !slices.Contains(f.GetSheetList(), "Summary") {
		t.Error(f.GetSheetList())
	}
	for at, want := range map[string]excelize.CellType{"U5": excelize.CellTypeInlineString, "U6": excelize.CellTypeUnset} {
		if k, err := f.GetCellType("entradas", at); err != nil || k != want {
			t.Errorf("%s: type %v, want %v (%v)", at, k, want, err)
		}
	}
	for at, want := range map[string]string{"U5": "1234567890.123456", "U6": "123456789.123456"} {
		if v, err := f.GetCellValue("entradas", at, excelize.Options{RawCellValue: true}); err != nil || v != want {
			t.Errorf("%s = %q, want %q (%v)", at, v, want, err)
		}
	}
}

// TestRowsBeyondASheet go on in further ones, each whole: nothing is left out and
// nothing stands twice.
func TestRowsBeyondASheet(t *testing.T) {
	s := build(t, march(t), ledger.DefaultPolicy())
	s.PerSheet(2)
	var b bytes.Buffer
	if err := report.Workbook(&b, s, document.English); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for i := range s.Tables {
		k := &s.Tables[i]
		var got []string
		for n := 1; ; n++ {
			name := k.Name
			if n > 1 {
				name += "_" + strconv.Itoa(n)
			}
			rows, err := f.GetRows(name)
			if err != nil {
				break // there is no such sheet
			}
			if p, err := f.GetPanes(name); err != nil || !p.Freeze || len(rows) > 4+2 {
				t.Errorf("%s: %d rows, panes %+v %v", name, len(rows), p, err)
			}
			for _, r := range rows[4:] {
				got = append(got, r[0])
			}
		}
		var want []string
		for _, r := range k.All() {
			w := r[0]
			if name, ok := map[string]string{"fraccion": "fracción", "lote": "lot", "vencido": "expired", "sin_plazo": "life of the programme"}[w]; ok {
				w = name
			}
			want = append(want, w)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", k.Name, d)
		}
	}
}

// part reads one part of a workbook.
func part(t *testing.T, raw []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
