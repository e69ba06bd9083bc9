package material_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/sheet"
)

// out makes a row of cells: "=x" a figure, "@x" a date, "%x" a percentage.
func out(texts ...string) (row []sheet.Out) {
	for _, s := range texts {
		c := sheet.Out{Text: s}
		for mark, as := range map[string]sheet.As{"=": sheet.AsFigure, "@": sheet.AsDate, "%": sheet.AsPercent} {
			if rest, ok := strings.CutPrefix(s, mark); ok {
				c = sheet.Out{Text: rest, As: as}
			}
		}
		row = append(row, c)
	}
	return row
}

func workbook(t *testing.T, pages ...sheet.Page) []byte {
	t.Helper()
	b, err := sheet.WriteXLSX(pages...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestWorkbook: what a spreadsheet stores is read as it is shown, and what it
// made of a key is refused or flagged.
func TestWorkbook(t *testing.T) {
	t.Parallel()
	head := out("producto", "componente", "cantidad", "unidad", "merma", "version", "vigente_desde")
	for name, tt := range map[string]struct {
		row  []sheet.Out
		want string // "componente cantidad merma vigente_desde", "" when refused
		code string
	}{
		"all as it should be":     {out("PT", "007", "=0.125", "=6", "%2.5%", "A", "@2026-01-01"), "007 0.125 2.5 2026-01-01", ""},
		"a percentage below one":  {out("PT", "007", "=2", "=6", "%0.5%", "A", "@2026-01-01"), "007 2 0.5 2026-01-01", ""},
		"a percentage as a share": {out("PT", "007", "=2", "=6", "=0.05", "A", "@2026-01-01"), "", "plant_value"},
		"a percentage as text":    {out("PT", "007", "=2", "6", "5", "A", "2026-01-01"), "007 2 5 2026-01-01", ""},
		"a part as a figure":      {out("PT", "=7", "=2", "=6", "", "A", "@2026-01-01"), "7 2  2026-01-01", "plant_numeric_key"},
		"a part as a fraction":    {out("PT", "=5.1", "=2", "=6", "", "A", "@2026-01-01"), "", "plant_value"},
		"a part as a date":        {out("PT", "@2026-03-01", "=2", "=6", "", "A", "@2026-01-01"), "", "plant_value"},
		"a quantity as a date":    {out("PT", "007", "@2026-03-01", "=6", "", "A", "@2026-01-01"), "", "plant_value"},
		"a quantity as a share":   {out("PT", "007", "%50%", "=6", "", "A", "@2026-01-01"), "", "plant_value"},
		"a date as a figure":      {out("PT", "007", "=2", "=6", "", "A", "=46023"), "", "plant_value"},
		"more than was typed":     {out("PT", "007", "=0.30000000000000004", "=6", "", "A", "@2026-01-01"), "", "plant_cell"},
		"a formula as text":       {out("PT", "=007", "=2", "=6", "", "A", "@2026-01-01"), "7 2  2026-01-01", "plant_numeric_key"},
		"an injection stays text": {out("PT", "+SUM(A1)", "=2", "=6", "", "A", "@2026-01-01"), "+SUM(A1) 2  2026-01-01", ""},
	} {
		f, findings := read(t, workbook(t, sheet.Page{Name: "Lista", Rows: [][]sheet.Out{head, tt.row}}))
		if (f != nil) != (tt.want != "") || tt.code != "" && !findings.Has(tt.code) {
			t.Errorf("%s: %v", name, findings)
			continue
		}
		if f == nil {
			continue
		}
		r := &f.Rows[0]
		got := strings.Join([]string{f.Get(r, "componente").Text, f.Get(r, "cantidad").Text, f.Get(r, "merma").Text, f.Get(r, "vigente_desde").Text}, " ")
		if got != tt.want {
			t.Errorf("%s reads %q, want %q", name, got, tt.want)
		}
	}
}

// TestSheets: one sheet alone is the table; the others are said.
func TestSheets(t *testing.T) {
	t.Parallel()
	bomRows := [][]sheet.Out{out("producto", "componente", "cantidad", "unidad", "version", "vigente_desde"), out("PT", "MP", "=1", "=6", "A", "@2026-01-01")}
	notes := sheet.Page{Name: "Notas", Rows: [][]sheet.Out{out("nada"), out("por", "nada")}}
	table := sheet.Page{Name: "Lista", Rows: bomRows}
	second := sheet.Page{Name: "Otra", Rows: bomRows}
	if f, findings := read(t, workbook(t, notes, table)); f == nil || !findings.Has("plant_sheet_unused") || f.Sheet != "Lista" {
		t.Errorf("%v", findings)
	}
	if f, findings := read(t, workbook(t, table, second)); f != nil || !findings.Has("plant_sheets") {
		t.Errorf("%v", findings)
	}
	if f, findings := read(t, workbook(t, notes, sheet.Page{Name: "Más", Rows: [][]sheet.Out{out("x", "y")}})); f != nil || !findings.Has("plant_unknown") {
		t.Errorf("%v", findings)
	}
	if f, findings := read(t, workbook(t, sheet.Page{Name: "Vacía"})); f != nil || !findings.Has("plant_empty") {
		t.Errorf("%v", findings)
	}
	f, findings := read(t, workbook(t, sheet.Page{Name: "Lista", Rows: append([][]sheet.Out{out("MI EMPRESA"), out(), out("Lista al", "@2026-01-01")}, bomRows...)}))
	if f == nil || f.Rows[0].Fila != 5 {
		t.Errorf("a title above: %v", findings)
	}
}

// TestMerged: a value over several rows is nobody's but the first's.
func TestMerged(t *testing.T) {
	t.Parallel()
	b := workbook(t, sheet.Page{Name: "Lista", Rows: [][]sheet.Out{
		out("producto", "componente", "cantidad", "unidad", "version", "vigente_desde"),
		out("PT", "MP-1", "=1", "=6", "A", "@2026-01-01"), out("", "MP-2", "=1", "=6", "A", "@2026-01-01"),
	}})
	f, findings := read(t, rewrite(t, b, "xl/worksheets/sheet1.xml", "</sheetData>", `</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>`))
	if f != nil || !findings.Has("plant_cell") || bare(findings[0].At) != "hoja Lista fila 3 columna A" {
		t.Errorf("%v", findings)
	}
}

// rewrite replaces text in one part of a workbook.
func rewrite(t *testing.T, b []byte, part, from, to string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(rc); err != nil {
			t.Fatal(err)
		}
		o, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		s := text.String()
		if f.Name == part {
			s = strings.Replace(s, from, to, 1)
		}
		if _, err := o.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestTemplateText is what a person sees in a template.
func TestTemplateText(t *testing.T) {
	t.Parallel()
	table, ok := material.ByName("bom")
	if !ok {
		t.Fatal("no bom")
	}
	b, err := table.Template(sheet.CSV, document.English)
	const want = "\xEF\xBB\xBFproduct,component,quantity,unit,shrinkage,waste,version,valid_from,valid_to,family\n" +
		"PT-900,CON-10,2,PZA,2%,1.5%,A,2026-01-01,,F1\n"
	if err != nil || string(b) != want {
		t.Errorf("%q, %v", b, err)
	}
	for lang, words := range map[document.Lang][]string{
		document.Spanish: {"lista de materiales por versión", "parte que se fabrica", "clave o nombre del Apéndice 7", "sí"},
		document.English: {"bill of materials by version", "part that is made", "key or name of Apéndice 7", "yes"},
	} {
		x, err := table.Template(sheet.XLSX, lang)
		if err != nil {
			t.Fatal(err)
		}
		book, findings := sheet.Read(x)
		if book == nil || len(book.Sheets) != 2 {
			t.Fatal(findings)
		}
		guide := book.Sheets[1].Text()
		for _, w := range words {
			if !strings.Contains(guide, w) {
				t.Errorf("%s guide lacks %q", lang, w)
			}
		}
		for _, c := range table.Columns {
			if !strings.Contains(guide, c.Meaning.In(lang)) {
				t.Errorf("%s guide does not explain %s", lang, c.Name)
			}
		}
	}
}

// TestOverlapsAreFound holds the search for overlapping places to the naive
// one: a day that two rows of one place share.
func TestOverlapsAreFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		type period struct{ from, to int }
		start := document.NewDate(2026, 1, 1)
		var periods []period
		var b strings.Builder
		b.WriteString("lugar,tipo,domicilio,vigente_desde,vigente_hasta\n")
		for range rapid.IntRange(1, 5).Draw(rt, "rows") {
			p := period{from: rapid.IntRange(0, 20).Draw(rt, "from")}
			p.to = p.from + rapid.IntRange(0, 6).Draw(rt, "days")
			end := start.AddDays(p.to).String()
			if rapid.IntRange(0, 9).Draw(rt, "open") == 0 {
				p.to, end = 1_000_000, ""
			}
			periods = append(periods, p)
			fmt.Fprintf(&b, "P1,planta,CALLE 1,%s,%s\n", start.AddDays(p.from), end)
		}
		overlap := false
		for i, p := range periods {
			for _, q := range periods[:i] {
				overlap = overlap || p.from <= q.to && q.from <= p.to
			}
		}
		book, _ := sheet.Read([]byte(b.String()))
		f, findings := material.Read(book)
		if (f == nil) != overlap || findings.Has("plant_overlap") != overlap {
			rt.Fatalf("overlap %v, %v\n%s", overlap, findings, b.String())
		}
	})
}

// TestCirclesAreFound holds the search for circles in a bill of materials to
// the naive one: a part that reaches itself.
func TestCirclesAreFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		const parts = 6
		var edge [parts][parts]bool
		var b strings.Builder
		b.WriteString("producto,componente,cantidad,unidad,version,vigente_desde\n")
		rows := 0
		for i := range parts {
			for j := range parts {
				if rapid.IntRange(0, 5).Draw(rt, "edge") == 0 {
					edge[i][j] = true
					rows++
					fmt.Fprintf(&b, "P%d,P%d,1,6,A,2026-01-01\n", i, j)
				}
			}
		}
		reach := edge
		for k := range parts {
			for i := range parts {
				for j := range parts {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		circle := false
		for i := range parts {
			circle = circle || reach[i][i]
		}
		if rows == 0 {
			return
		}
		book, _ := sheet.Read([]byte(b.String()))
		f, findings := material.Read(book)
		if (f == nil) != circle || findings.Has("plant_cycle") != circle {
			rt.Fatalf("circle %v, %v\n%s", circle, findings, b.String())
		}
	})
}

// TestDeepList: a list as deep as it has rows is walked without end.
func TestDeepList(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("producto,componente,cantidad,unidad,version,vigente_desde\n")
	const deep = 20_000
	for i := range deep {
		fmt.Fprintf(&b, "P%d,P%d,1,6,A,2026-01-01\n", i, i+1)
	}
	if f, findings := read(t, []byte(b.String())); f == nil {
		t.Error(findings)
	}
	fmt.Fprintf(&b, "P%d,P0,1,6,A,2026-01-01\n", deep)
	if f, findings := read(t, []byte(b.String())); f != nil || !findings.Has("plant_cycle") {
		t.Errorf("%v", findings)
	}
}
