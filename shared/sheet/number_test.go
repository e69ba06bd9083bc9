package sheet_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/sheet"
)

// TestTypedSurvives: whatever decimal of up to fifteen digits a person types,
// a spreadsheet stores the binary fraction next to it, in up to seventeen
// digits; what is read is what was typed.
func TestTypedSurvives(t *testing.T) {
	t.Parallel()
	var cells, want []string
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.Int64Range(0, 999_999_999_999_999).Draw(t, "digits")
		scale := rapid.IntRange(0, 8).Draw(t, "scale")
		written := strconv.FormatInt(digits, 10)
		if scale > 0 {
			if len(written) <= scale {
				written = strings.Repeat("0", scale+1-len(written)) + written
			}
			written = written[:len(written)-scale] + "." + written[len(written)-scale:]
		}
		f, err := strconv.ParseFloat(written, 64)
		if err != nil {
			t.Fatal(err)
		}
		stored := strconv.FormatFloat(f, rapid.SampledFrom([]byte{'g', 'E', 'f'}).Draw(t, "form"), 17, 64)
		if strings.Contains(stored, ".") && !strings.ContainsAny(stored, "eE") && len(stored) > 35 {
			return
		}
		if strings.Contains(written, ".") {
			written = strings.TrimRight(strings.TrimRight(written, "0"), ".")
		}
		cells, want = append(cells, stored), append(want, written)
	})
	var row strings.Builder
	for i, c := range cells {
		fmt.Fprintf(&row, `<row r="%d"><c r="A%d"><v>%s</v></c></row>`, i+1, i+1, c)
	}
	s := only(t, raw(t, row.String(), nil))
	for i, w := range want {
		if c := s.Rows[i].At(0); c.Problem != nil || c.Text != w {
			t.Errorf("%s is stored as %s and reads as %q %v", w, cells[i], c.Text, c.Problem)
		}
	}
}

// TestDays: every day a spreadsheet knows comes back as the day it was.
func TestDays(t *testing.T) {
	t.Parallel()
	var row strings.Builder
	var want []document.Date
	n := 0
	for serial := 1; serial < 60_000; serial += 37 {
		if serial == 60 {
			continue
		}
		n++
		fmt.Fprintf(&row, `<row r="%d"><c r="A%d" s="1"><v>%d</v></c></row>`, n, n, serial)
		base := document.NewDate(1899, 12, 30)
		if serial < 60 {
			base = document.NewDate(1899, 12, 31)
		}
		want = append(want, base.AddDays(serial))
	}
	s := only(t, raw(t, row.String(), nil))
	for i, d := range want {
		if c := s.Rows[i].At(0); c.Text != d.String() || c.Kind != sheet.Date {
			t.Fatalf("%s reads as %q", d, c.Text)
		}
	}
}

// TestWrite: what is written comes back as it was, in both formats.
func TestWrite(t *testing.T) {
	t.Parallel()
	page := sheet.Page{Name: "Datos", Wide: 20, Keys: []int{0}, Rows: [][]sheet.Out{
		{{Text: "parte", Bold: true}, {Text: "cantidad"}, {Text: "fecha"}, {Text: "merma"}},
		{{Text: "007"}, {Text: "1234.5", As: sheet.AsFigure}, {Text: "2026-03-04", As: sheet.AsDate}, {Text: "2.5%", As: sheet.AsPercent}},
		{{Text: "=1+1"}, {Text: "", As: sheet.AsFigure}, {Text: ""}, {Text: "ñ"}},
	}}
	book, err := sheet.WriteXLSX(page, sheet.Page{Name: "Ayuda"})
	if err != nil {
		t.Fatal(err)
	}
	s := only(t, book)
	for i, want := range [][]string{{"parte", "cantidad", "fecha", "merma"}, {"007", "1234.5", "2026-03-04", "2.5%"}, {"=1+1", "", "", "ñ"}} {
		for j, w := range want {
			if c := s.Rows[i].At(j); c.Text != w || c.Formula || c.Problem != nil {
				t.Errorf("%+v is %q %v, want %q", sheet.At(s.Name, i+1, j), c.Text, c.Problem, w)
			}
		}
	}
	if _, err := sheet.WriteCSV(page); err == nil {
		t.Error("a formula went into a CSV")
	}
	page.Rows = page.Rows[:2]
	page.Comma = ';'
	csv, err := sheet.WriteCSV(page)
	if err != nil || string(csv) != "\xEF\xBB\xBFparte;cantidad;fecha;merma\n007;1234.5;2026-03-04;2.5%\n" {
		t.Errorf("%q, %v", csv, err)
	}
	for _, bad := range []sheet.Out{{Text: "ayer", As: sheet.AsDate}, {Text: "mucho", As: sheet.AsPercent}} {
		if _, err := sheet.WriteXLSX(sheet.Page{Name: "x", Rows: [][]sheet.Out{{bad}}}); err == nil {
			t.Errorf("%+v was written", bad)
		}
	}
	if _, err := sheet.WriteXLSX(sheet.Page{Name: "a/b"}); err == nil {
		t.Error("a name no sheet may have")
	}
}

// TestFormulasAreSaid: their results are used, and a person is told.
func TestFormulasAreSaid(t *testing.T) {
	t.Parallel()
	book, findings := sheet.Read(raw(t, `<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f><v>2</v></c></row>`, nil))
	if book == nil || !findings.Has("sheet_formulas") || findings.Blocking() {
		t.Errorf("%v", findings)
	}
}
