package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/sheet"
)

// workbook makes an XLSX with a library that is not the reader under test.
func workbook(tb testing.TB, fill func(f *excelize.File)) []byte {
	tb.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// raw makes an XLSX whose only sheet has this XML between its rows.
func raw(tb testing.TB, sheetXML string, parts map[string]string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	all := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
			`<sheets><sheet name="Hoja1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/styles.xml": `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
			sheetXML + `</sheetData></worksheet>`,
	}
	maps.Copy(all, parts)
	for name, text := range all {
		if text == "" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func only(tb testing.TB, b []byte) *sheet.Sheet {
	tb.Helper()
	book, findings := sheet.Read(b)
	if book == nil {
		tb.Fatal(findings)
	}
	v := book.Visible()
	if len(v) != 1 {
		tb.Fatalf("%d sheets", len(v))
	}
	return v[0]
}

// TestNumbers: what a person typed, or a reason.
func TestNumbers(t *testing.T) {
	t.Parallel()
	for stored, want := range map[string]string{
		"5": "5", "0.1": "0.1", "0.10000000000000001": "0.1", "1.1000000000000001": "1.1", "2675.3499999999999": "2675.35",
		"1E+15": "1000000000000000", "1.5e3": "1500", "2.5E-3": "0.0025", "-3.50": "-3.5", "007": "7", "0": "0", "-0": "0",
		"123456789012345": "123456789012345", "1E-7": "0.0000001", ".5": "0.5", "12.": "12", "100": "100",
		// more digits than a sheet shows: nobody typed it
		"0.30000000000000004": "", "1.2345678901234567": "", "12345678901234567": "", "1234567890123450": "",
		"1E+400": "", "1E-400": "", "abc": "", "1,5": "", "--1": "", "NaN": "", "INF": "", "0x1p4": "", "1E+99": "",
	} {
		s := only(t, raw(t, `<row r="1"><c r="A1"><v>`+stored+`</v></c></row>`, nil))
		c := s.Rows[0].At(0)
		if want == "" {
			if c.Problem == nil {
				t.Errorf("%s reads as %q", stored, c.Text)
			}
			continue
		}
		if c.Problem != nil || c.Text != want || c.Kind != sheet.Number {
			t.Errorf("%s reads as %q %v, want %q", stored, c.Text, c.Problem, want)
		}
	}
}

// TestFormats: a date, a percentage and a padded key are what the sheet shows.
func TestFormats(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		value  any
		format string
		id     int
		want   string
		kind   sheet.Kind
	}{
		{46084, "", 14, "2026-03-03", sheet.Date},
		{46084.75, "", 22, "2026-03-03", sheet.Date},
		{46084, "dd/mm/yyyy;@", 0, "2026-03-03", sheet.Date},
		{46084, `[$-80A]d "de" mmmm "de" yyyy`, 0, "2026-03-03", sheet.Date},
		{46084.5, "yyyy-mm-dd hh:mm:ss.000", 0, "2026-03-03", sheet.Date},
		{46084, "mmm-yy", 0, "2026-03-03", sheet.Date},
		{1, "", 14, "1900-01-01", sheet.Date},
		{59, "", 14, "1900-02-28", sheet.Date},
		{61, "", 14, "1900-03-01", sheet.Date},
		{60, "", 14, "", sheet.Date},
		{0.5, "", 14, "", sheet.Date},
		{-1, "", 14, "", sheet.Date},
		{2958466, "", 14, "", sheet.Date},
		{0.5, "hh:mm", 0, "", sheet.Number},
		{1.5, "[h]:mm", 0, "", sheet.Number},
		{0.025, "", 10, "2.5%", sheet.Number},
		{0.05, "0.0%", 0, "5%", sheet.Number},
		{1234000, "#,##0,", 0, "", sheet.Number},
		{1234.5, "#,##0.00", 0, "1234.5", sheet.Number},
		{1234.5, `_-"$"* #,##0.00_-;-"$"* #,##0.00_-`, 0, "1234.5", sheet.Number},
		{1012101, "00000000", 0, "01012101", sheet.Number},
		{5, `0 "days"`, 0, "5", sheet.Number},
		{5, "@", 0, "5", sheet.Number},
		{5, "[Red]0.0", 0, "5", sheet.Number},
		{5, "General", 0, "5", sheet.Number},
		{0.00001, "0.00E+00", 0, "0.00001", sheet.Number},
		{true, "", 0, "TRUE", sheet.Bool},
		{" x ", "", 0, "x", sheet.Text},
	} {
		s := only(t, workbook(t, func(f *excelize.File) {
			style := &excelize.Style{NumFmt: tt.id}
			if tt.format != "" {
				style.CustomNumFmt = &tt.format
			}
			id, err := f.NewStyle(style)
			if err != nil {
				t.Fatal(err)
			}
			f.SetCellValue("Sheet1", "A1", tt.value)   //nolint:errcheck // a sheet that exists
			f.SetCellStyle("Sheet1", "A1", "A1", id)   //nolint:errcheck // same
			f.SetCellValue("Sheet1", "B1", "anything") //nolint:errcheck // same
		}))
		c := s.Rows[0].At(0)
		if (c.Problem != nil) != (tt.want == "") || tt.want != "" && (c.Text != tt.want || c.Kind != tt.kind) {
			t.Errorf("%v as %q %d reads as %q kind %d problem %v, want %q", tt.value, tt.format, tt.id, c.Text, c.Kind, c.Problem, tt.want)
		}
	}
}

func Test1904(t *testing.T) {
	t.Parallel()
	b := workbook(t, func(f *excelize.File) {
		yes := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
		id, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			t.Fatal(err)
		}
		f.SetCellValue("Sheet1", "A1", 44622)    //nolint:errcheck // a sheet that exists
		f.SetCellStyle("Sheet1", "A1", "A1", id) //nolint:errcheck // same
	})
	if c := only(t, b).Rows[0].At(0); c.Text != "2026-03-03" {
		t.Errorf("reads as %q", c.Text)
	}
}

// TestCells: every kind a worksheet has, and what is wrong with each.
func TestCells(t *testing.T) {
	t.Parallel()
	shared := map[string]string{"xl/sharedStrings.xml": `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
		`<si><t>uno</t></si><si><r><t>do</t></r><r><t xml:space="preserve">s </t></r><rPh sb="0" eb="1"><t>no</t></rPh></si></sst>`}
	for cell, want := range map[string]string{
		`<c r="A1" t="s"><v>0</v></c>`:                                   "uno",
		`<c r="A1" t="s"><v>1</v></c>`:                                   "dos",
		`<c r="A1" t="s"><v>2</v></c>`:                                   "!",
		`<c r="A1" t="s"><v>-1</v></c>`:                                  "!",
		`<c r="A1" t="inlineStr"><is><t> a</t></is></c>`:                 "a",
		`<c r="A1" t="str"><f>A2&amp;"x"</f><v>ax</v></c>`:               "ax=",
		`<c r="A1"><f>1+1</f><v>2</v></c>`:                               "2=",
		`<c r="A1"><f>0.1+0.2</f><v>0.30000000000000004</v></c>`:         "0.3=",
		`<c r="A1"><f>SUM(B:B)</f></c>`:                                  "!",
		`<c r="A1" t="e"><v>#REF!</v></c>`:                               "!",
		`<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>`:                   "!",
		`<c r="A1" t="b"><v>1</v></c>`:                                   "TRUE",
		`<c r="A1" t="d"><v>2026-03-03T00:00:00</v></c>`:                 "2026-03-03",
		`<c r="A1" t="zz"><v>1</v></c>`:                                  "!",
		`<c r="A1" t="inlineStr"><is><t>=cmd|' /C calc'!A0</t></is></c>`: "=cmd|' /C calc'!A0",
	} {
		s := only(t, raw(t, `<row r="1">`+cell+`<c r="B1" t="inlineStr"><is><t>b</t></is></c></row>`, shared))
		c := s.Rows[0].At(0)
		got := c.Text
		if c.Problem != nil {
			got = "!"
		}
		if c.Formula && c.Problem == nil {
			got += "="
		}
		if got != want {
			t.Errorf("%s reads as %q, want %q", cell, got, want)
		}
	}
}

// TestPlaces: gaps, order, blank rows and merged cells.
func TestPlaces(t *testing.T) {
	t.Parallel()
	s := only(t, raw(t, `<row r="3"><c r="B3"><v>1</v></c><c r="E3"><v>2</v></c></row><row r="5"/><row r="1048576"><c r="A1048576"><v>9</v></c></row>`, nil))
	if len(s.Rows) != 2 || s.Rows[0].Number != 3 || s.Rows[0].At(1).Text != "1" || s.Rows[0].At(4).Text != "2" || s.Rows[1].Number != 1048576 {
		t.Errorf("%+v", s.Rows)
	}
	s = only(t, raw(t, `<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`, nil))
	if len(s.Rows) != 2 || s.Rows[1].Number != 2 || s.Rows[0].At(1).Text != "2" {
		t.Errorf("%+v", s.Rows)
	}
	merged := raw(t, `<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells><sheetData>`, nil)
	s = only(t, merged)
	if s.Rows[0].At(0).Problem != nil || s.Rows[1].At(0).Problem == nil || s.Rows[1].At(1).Problem != nil {
		t.Errorf("%+v", s.Rows)
	}
	for name, rows := range map[string]string{
		"cells out of order": `<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`,
		"a cell twice":       `<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>`,
		"rows out of order":  `<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>`,
		"a row twice":        `<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>`,
		"another row's cell": `<row r="2"><c r="A3"><v>1</v></c></row>`,
		"a cell of nowhere":  `<row r="2"><c r="2A"><v>1</v></c></row>`,
		"a row past the end": `<row r="1048577"><c r="A1048577"><v>1</v></c></row>`,
		"cut short":          `<row r="1"><c r="A1"><v>1`,
		"a style of letters": `<row r="1"><c r="A1" s="x"><v>1</v></c></row>`,
	} {
		if book, findings := sheet.Read(raw(t, rows, nil)); book != nil || !findings.Has("sheet_xlsx") {
			t.Errorf("%s: %+v, %v", name, book, findings)
		}
	}
}

// TestAgreesWithTheLibrary: where nothing is odd, both readers say the same.
func TestAgreesWithTheLibrary(t *testing.T) {
	t.Parallel()
	b := workbook(t, func(f *excelize.File) {
		for r := 1; r <= 50; r++ {
			for c := 1; c <= 8; c++ {
				if (r*c)%5 == 0 {
					continue
				}
				at, _ := excelize.CoordinatesToCellName(c, r)
				if c%2 == 0 {
					f.SetCellValue("Sheet1", at, r*c) //nolint:errcheck // a sheet that exists
				} else {
					f.SetCellValue("Sheet1", at, fmt.Sprintf("t%d", r*c%7)) //nolint:errcheck // same
				}
			}
		}
	})
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	want, err := f.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	s := only(t, b)
	for _, row := range s.Rows {
		for i := range max(len(row.Cells), len(want[row.Number-1])) {
			theirs := ""
			if i < len(want[row.Number-1]) {
				theirs = want[row.Number-1][i]
			}
			if got := row.At(i).Text; got != theirs {
				t.Errorf("%+v: %q, the library says %q", sheet.At("", row.Number, i), got, theirs)
			}
		}
	}
}

// TestHostile: every bound refuses with its name, none by running out.
func TestHostile(t *testing.T) {
	t.Parallel()
	for name, b := range map[string][]byte{
		"a bomb":            raw(t, strings.Repeat(`<row/>`, 4_000_000), nil),
		"a million columns": raw(t, `<row r="1">`+strings.Repeat(`<c><v>1</v></c>`, 1_000_000)+`</row>`, nil),
		"many rows":         raw(t, rows(sheet.MaxRows+1), nil),
		"a long cell":       raw(t, `<row r="1"><c r="A1" t="inlineStr"><is><t>`+filler(sheet.MaxCell+1)+`</t></is></c></row>`, nil),
		"deep XML":          raw(t, `<row r="1"><c r="A1">`+strings.Repeat("<x>", 100)+strings.Repeat("</x>", 100)+`</c></row>`, nil),
		"an entity":         raw(t, "", map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>`}),
		"an entity, shared": raw(t, "", map[string]string{"xl/sharedStrings.xml": `<!DOCTYPE x><sst/>`}),
		"an entity, styles": raw(t, "", map[string]string{"xl/styles.xml": `<!DOCTYPE x><styleSheet/>`}),
		"deep styles":       raw(t, "", map[string]string{"xl/styles.xml": strings.Repeat("<x>", 5000) + strings.Repeat("</x>", 5000)}),
		"a damaged zip":     raw(t, rows(10), nil)[:600],
		"merges of all":     raw(t, rows(2000)+`</sheetData><mergeCells>`+strings.Repeat(`<mergeCell ref="A1:ZZ1048576"/>`, 100)+`</mergeCells><sheetData>`, nil),
		"CSV of bytes":      bytes.Repeat([]byte("a,b\n"), sheet.MaxBytes/4+1),
		"CSV of rows":       bytes.Repeat([]byte("a,b\n"), sheet.MaxRows+1),
		"CSV of columns":    []byte(strings.Repeat("a,", 1_000_000)),
		"CSV of a cell":     []byte("a,b\n" + filler(sheet.MaxCell+1) + ",x\n"),
		"CSV of no end":     []byte("a,b\n\"x,y\n"),
	} {
		book, findings := sheet.Read(b)
		if book != nil || !findings.Blocking() {
			t.Errorf("%s was read: %v", name, findings)
		}
	}
}

func rows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d"><v>%d</v></c></row>`, i+1, i+1, i*7919)
	}
	return b.String()
}

// filler is text that does not compress to nothing.
func filler(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "%x", i*2654435761)
	}
	return b.String()[:n]
}
