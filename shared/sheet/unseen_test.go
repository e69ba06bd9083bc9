package sheet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/document"
	"example.com/immex/shared/sheet"
)

// spots are the places of the findings of one code.
func spots(fs document.Findings, code string) []document.Spot {
	var out []document.Spot
	for _, f := range fs {
		if f.Code == code && f.Severity == document.Error {
			out = append(out, f.At)
		}
	}
	return out
}

// TestHidden: what stands in a workbook and is not seen refuses it, with its
// place; what is hidden and empty does not.
func TestHidden(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fill func(f *excelize.File)
		code string
		at   document.Spot
	}{
		"a sheet": {func(f *excelize.File) {
			f.NewSheet("Oculta")                //nolint:errcheck // a new file
			f.SetCellValue("Oculta", "A1", "y") //nolint:errcheck // same
			f.SetSheetVisible("Oculta", false)  //nolint:errcheck // same
		}, "sheet_hidden", document.Spot{Sheet: "Oculta"}},
		"a very hidden sheet": {func(f *excelize.File) {
			f.NewSheet("Oculta")                     //nolint:errcheck // a new file
			f.SetCellValue("Oculta", "A1", "y")      //nolint:errcheck // same
			f.SetSheetVisible("Oculta", false, true) //nolint:errcheck // same
		}, "sheet_hidden", document.Spot{Sheet: "Oculta"}},
		"a row": {func(f *excelize.File) {
			f.SetRowVisible("Sheet1", 2, false) //nolint:errcheck // same
		}, "sheet_hidden_rows", document.Spot{Sheet: "Sheet1", Row: 2}},
		"a column": {func(f *excelize.File) {
			f.SetColVisible("Sheet1", "B", false) //nolint:errcheck // same
		}, "sheet_hidden_columns", document.Spot{Sheet: "Sheet1", Column: "B"}},
		"a column of no width": {func(f *excelize.File) {
			f.SetColWidth("Sheet1", "B", "B", 0) //nolint:errcheck // same
		}, "sheet_hidden_columns", document.Spot{Sheet: "Sheet1", Column: "B"}},
		"empty ones": {func(f *excelize.File) {
			f.NewSheet("Vacía")                   //nolint:errcheck // a new file
			f.SetSheetVisible("Vacía", false)     //nolint:errcheck // same
			f.SetRowVisible("Sheet1", 9, false)   //nolint:errcheck // same
			f.SetColVisible("Sheet1", "F", false) //nolint:errcheck // same
		}, "", document.Spot{}},
	} {
		book, findings := sheet.Read(workbook(t, func(f *excelize.File) {
			for _, at := range []string{"A1", "B1", "A2", "B2"} {
				f.SetCellValue("Sheet1", at, at) //nolint:errcheck // a new file
			}
			tt.fill(f)
		}))
		if tt.code == "" {
			if book == nil || findings.Blocking() {
				t.Errorf("%s: %v", name, findings)
			}
			continue
		}
		if got := spots(findings, tt.code); book != nil || len(got) != 1 || got[0] != tt.at {
			t.Errorf("%s: book %v, findings %+v", name, book != nil, findings)
		}
	}
	book, findings := sheet.Read(raw(t, `<row r="1"><c r="A1"><v>1</v></c></row><row r="2" ht="0" customHeight="1"><c r="A2"><v>2</v></c></row>`, nil))
	if got := spots(findings, "sheet_hidden_rows"); book != nil || len(got) != 1 || got[0].Row != 2 {
		t.Errorf("a row without height: %+v", findings)
	}
}

// styled are styles with fonts and fills to be combined: font 1 is struck out,
// 2 white, 3 white by theme, 4 nearly white, 5 blue; fill 2 white, 3 blue.
func styled(font, fill int) map[string]string {
	return map[string]string{"xl/styles.xml": `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="6"><font/>` +
		`<font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font><font><color rgb="FFF8F8F0"/></font><font><color rgb="FF0000CC"/></font></fonts>` +
		`<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
		`<fill><patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FF0000C0"/></patternFill></fill></fills>` +
		fmt.Sprintf(`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="%d" fillId="%d"/></cellXfs></styleSheet>`, font, fill)}
}

// TestInk: a cell written in the colour of its background, or struck out, has
// no value to use.
func TestInk(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		font, fill int
		seen       bool
	}{
		{0, 0, true},
		{5, 0, true},
		{5, 2, true},
		{2, 3, true},
		{2, 1, true},
		{1, 0, false},
		{2, 0, false},
		{3, 0, false},
		{4, 0, false},
		{2, 2, false},
		{5, 3, false},
	} {
		s := only(t, raw(t, `<row r="1"><c r="A1" s="1"><v>5</v></c></row>`, styled(tt.font, tt.fill)))
		if c := s.Rows[0].At(0); (c.Problem == nil) != tt.seen {
			t.Errorf("font %d on fill %d: %+v", tt.font, tt.fill, c)
		}
	}
}

// TestMisleadingFormats: a format that shows another figure than the stored
// one leaves the cell without a value; one that adds a currency or a unit does
// not.
func TestMisleadingFormats(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		format string
		value  any
		ok     bool
	}{
		{`#,##0.00" k"`, 1000, false},
		{`0" mil"`, 1000, false},
		{`0.0" M"`, 3, false},
		{`0"000"`, 3, false},
		{`0"%"`, 3, false},
		{`;;;`, 3, false},
		{`"1000"`, 3, false},
		{`0.00;0.00`, -3, false},
		{`0;-0,`, -3000, false},
		{`0;0%`, -3, false},
		{`[$K]0`, 3, false},
		{`#,##0.00" USD"`, 1000, true},
		{`"$"#,##0.00`, 3, true},
		{`[$$-80A]#,##0.00`, 3, true},
		{`0" PZA"`, 3, true},
		{`0.00;[Red]0.00`, -3, true},
		{`_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-`, -3, true},
		{`0.00_);(0.00)`, -3, true},
		{`General`, 3, true},
		{`@`, 3, true},
	} {
		b := workbook(t, func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &tt.format})
			if err != nil {
				t.Fatal(err)
			}
			f.SetCellValue("Sheet1", "A1", tt.value)         //nolint:errcheck // a new file
			f.SetCellStyle("Sheet1", "A1", "A1", style)      //nolint:errcheck // same
			f.SetCellValue("Sheet1", "B1", "seen all along") //nolint:errcheck // same
		})
		c := only(t, b).Rows[0].At(0)
		if (c.Problem == nil) != tt.ok {
			t.Errorf("%s of %v: %+v", tt.format, tt.value, c)
		}
		if tt.ok && c.Text != fmt.Sprint(tt.value) {
			t.Errorf("%s of %v reads as %q", tt.format, tt.value, c.Text)
		}
	}
}

// TestShapeless: signs that are not seen make two keys of one.
func TestShapeless(t *testing.T) {
	t.Parallel()
	for text, ok := range map[string]bool{
		"CON-10": true, "Tuerca\nM4": true, "ñandú": true, "CON\u200b-10": false, "CON\u202e01-": false, "CON\u00ad-10": false, "a\x01b": false, "a\ufffdb": false,
	} {
		s := only(t, []byte("parte,b\n\""+text+"\",2\n"))
		if c := s.Rows[1].At(0); (c.Problem == nil) != ok || c.Text != text {
			t.Errorf("%q in a CSV: %+v", text, c)
		}
		if strings.ContainsRune(text, '\x01') {
			continue // no XML holds it
		}
		s = only(t, raw(t, `<row r="1"><c r="A1" t="inlineStr"><is><t>`+text+`</t></is></c></row>`, nil))
		if c := s.Rows[0].At(0); (c.Problem == nil) != ok {
			t.Errorf("%q in an XLSX: %+v", text, c)
		}
	}
}

// TestSwallowed: quotes that take rows for the text of one cell refuse the
// file at the row where they open; a description of two lines does not.
func TestSwallowed(t *testing.T) {
	t.Parallel()
	const head = "factura,parte,descripcion,cantidad,precio,importe\n"
	for csv, row := range map[string]int{
		head + "A,P1,\"Conector,1,2,2\nA,P2,Cable\",3,4,12\n":                               2,
		head + "A,P0,x,1,1,1\nA,P1,\"Conector,1,2,2\nA,P2,Cable\",3,4,12\n":                 3,
		strings.ReplaceAll(head, ",", ";") + "A;P1;\"Conector;1;2;2\nA;P2;Cable\";3;4;12\n": 2,
		head + "A,P1,\"Conector, con tuerca\ny arandela\",1,2,2\n":                          0,
		head + "A,P1,\"Conector 1,5 mm, con tuerca\",1,2,2\n":                               0,
	} {
		book, findings := sheet.Read([]byte(csv))
		got := spots(findings, "sheet_quote")
		if row == 0 && (book == nil || findings.Blocking()) || row > 0 && (book != nil || len(got) != 1 || got[0].Row != row || got[0].Column != "C") {
			t.Errorf("%q: %+v", csv, findings)
		}
	}
}

// TestReasonsAreBilingual: what is wrong with the bytes is said in the
// language asked for, without the words of a library.
func TestReasonsAreBilingual(t *testing.T) {
	t.Parallel()
	good := workbook(t, func(f *excelize.File) { f.SetCellValue("Sheet1", "A1", "x") }) //nolint:errcheck // a new file
	for name, b := range map[string][]byte{
		"open quote": []byte("a,b\n\"c,d\n"), "bare quote": []byte("a,b\nx\"y,d\n"), "cut": good[:len(good)-40],
		"no workbook": raw(t, "", map[string]string{"xl/workbook.xml": ""}), "order": raw(t, `<row r="2"/><row r="1"/>`, nil),
		"doctype": raw(t, "", map[string]string{"xl/styles.xml": `<!DOCTYPE a [<!ENTITY b "c">]><styleSheet/>`}), "syntax": raw(t, `<row r="1"><c></row>`, nil),
	} {
		book, findings := sheet.Read(b)
		if book != nil || len(findings) != 1 {
			t.Errorf("%s: %+v", name, findings)
			continue
		}
		m := findings[0].Message
		for _, word := range []string{"zip:", "xml:", "XML syntax", "parse error", "record on line", "bare \\\"", "DOCTYPE or"} {
			if strings.Contains(m.ES, word) {
				t.Errorf("%s: %s", name, m.ES)
			}
		}
		if m.ES == m.EN || !strings.Contains(m.ES, "(") || !strings.Contains(m.EN, "(") {
			t.Errorf("%s gives no reason: %+v", name, m)
		}
	}
}
