package sheet_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"

	"example.com/immex/shared/sheet"
)

func TestCSV(t *testing.T) {
	t.Parallel()
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("parte\tdescripción\nA-1\tTornillo\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		in     string
		want   [][]string
		number int
	}{
		"comma":        {"parte,descripción\nA-1,Tornillo\n", [][]string{{"parte", "descripción"}, {"A-1", "Tornillo"}}, 2},
		"semicolon":    {"parte;descripción;precio\nA-1;Tornillo, largo;1,5\n", [][]string{{"parte", "descripción", "precio"}, {"A-1", "Tornillo, largo", "1,5"}}, 2},
		"tab":          {"parte\tdescripción\r\nA-1\tTornillo\r\n", [][]string{{"parte", "descripción"}, {"A-1", "Tornillo"}}, 2},
		"bar":          {"parte|descripción\nA-1|Tornillo\n", [][]string{{"parte", "descripción"}, {"A-1", "Tornillo"}}, 2},
		"quotes":       {"parte,descripción\n\"A-1\",\"dice \"\"x\"\",\ny\"\n", [][]string{{"parte", "descripción"}, {"A-1", "dice \"x\",\ny"}}, 2},
		"BOM":          {"\xEF\xBB\xBFparte,b\n1,2\n", [][]string{{"parte", "b"}, {"1", "2"}}, 2},
		"windows-1252": {"parte,descripci\xF3n\nA\xF1,x\n", [][]string{{"parte", "descripción"}, {"Añ", "x"}}, 2},
		"UTF-16":       {utf16, [][]string{{"parte", "descripción"}, {"A-1", "Tornillo"}}, 2},
		"blank rows":   {"\n\na,b\n,\n\n1,2\n,,\n", [][]string{{"a", "b"}, {"1", "2"}}, 6},
		"zeros":        {"a,b\n007,01012101\n", [][]string{{"a", "b"}, {"007", "01012101"}}, 2},
		"a formula":    {"a,b\n=1+1,@x\n", [][]string{{"a", "b"}, {"=1+1", "@x"}}, 2},
		"one column":   {"parte\nA-1\n", [][]string{{"parte"}, {"A-1"}}, 2},
		"a title":      {"Lista de partes\n\na;b;c\n1;2;3\n4;5;6\n", [][]string{{"Lista de partes"}, {"a", "b", "c"}, {"1", "2", "3"}, {"4", "5", "6"}}, 5},
		"nothing":      {"", nil, 0},
	} {
		book, findings := sheet.Read([]byte(tt.in))
		if book == nil {
			t.Errorf("%s: %v", name, findings)
			continue
		}
		var got [][]string
		last := 0
		for _, r := range book.Sheets[0].Rows {
			var cells []string
			for _, c := range r.Cells {
				cells = append(cells, c.Text)
			}
			got, last = append(got, cells), r.Number
		}
		if d := cmp.Diff(tt.want, got); d != "" || last != tt.number {
			t.Errorf("%s: last row %d, %s", name, last, d)
		}
	}
	if _, findings := sheet.Read([]byte("a,\xF3\n1,2\n")); !findings.Has("sheet_1252") {
		t.Errorf("windows-1252 was taken in silence: %v", findings)
	}
}

func TestHead(t *testing.T) {
	t.Parallel()
	if s := sheet.Head([]byte("a;b;c\n1;2;3\n"), 3); s == nil || s.Rows[0].At(2).Text != "c" {
		t.Errorf("%+v", s)
	}
	for name, in := range map[string]string{
		"prose": "Estimados,\n\nadjunto el pedimento.\nSaludos, yo\n", "binary": "a,b,c\n\x00,1,2\n", "nothing": "", "narrow": "a,b\n1,2\n",
	} {
		if s := sheet.Head([]byte(in), 3); s != nil {
			t.Errorf("%s is a table: %+v", name, s)
		}
	}
	long := "a,b,c\n" + strings.Repeat("1,2,3\n", 50_000)
	if s := sheet.Head([]byte(long), 3); s == nil || len(s.Rows) != 200 {
		t.Error("a long table is none")
	}
}

func TestTabular(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{
		"a,b,c\n1,2,3\n4,5,6\n": true, "a;b;c\n1;2,5;3\n4;5,1;6\n": true, "a,b\n1,2\n3,4\n": false, "a,b,c\n1,2,3\n": false, "a,b,c,d,e,f\n1,2,3,4,5,6\n": true, "a,b,c,d,e,f\n1,2,3\n": false, "a,b,c,d,e,f\n": false,
		"EXAMPLE\nNo: 7\n,,Date,1\nA,B,C,D\n1,2,3,4\n,,Total,4\nThank you\n":                                                  true,
		"Hola, Ana, buenas, tardes,\nadjunto, como siempre, el pedimento, y la factura,\ny saludos, a todos, allá, gracias\n": false,
		"one\ntwo\nthree\n": false, "": false,
	} {
		if sheet.Tabular([]byte(in)) != want {
			t.Errorf("%q is a table: %v", in, !want)
		}
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Número de parte": "numero_de_parte", "  NUMERO  DE-PARTE: ": "numero_de_parte", "Part #": "part_no", "Nº parte": "no_parte",
		"№": "no", "Item No.": "item_no", "Año": "ano", "品名": "品名", "merma %": "merma", "---": "", "": "",
	} {
		if got := sheet.Fold(in); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 701: "ZZ", 702: "AAA", 16383: "XFD", -1: ""} {
		if got := sheet.Column(i); got != want {
			t.Errorf("column %d is %q, want %q", i, got, want)
		}
	}
	for want, got := range map[string]string{
		"hoja Partes fila 3 columna B": sheet.At("Partes", 3, 1).In("es"), "row 3 column B": sheet.At("", 3, 1).In("en"), "fila 3": sheet.At("", 3, -1).In("es"), "documento": sheet.At("", 0, -1).In("es"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	s := sheet.Sheet{Rows: []sheet.Row{{Cells: []sheet.Cell{{Text: "a"}, {Text: "b"}}}, {Cells: []sheet.Cell{{Text: " "}}}}}
	if s.Text() != "a\tb\t\n \t\n" || s.Rows[0].Blank() || !s.Rows[1].Blank() || s.Rows[0].At(9).Text != "" || s.Rows[0].At(-1).Text != "" {
		t.Errorf("%q", s.Text())
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("parte,descripción\n\"A-1\",\"x\"\n"))
	f.Add([]byte("a;b\n1;2\n"))
	f.Add([]byte("\xFF\xFEa\x00,\x00"))
	f.Add(raw(f, `<row r="1"><c r="A1" s="1"><v>46000.5</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>`, nil))
	f.Add(workbook(f, func(x *excelize.File) {
		x.SetCellValue("Sheet1", "A1", 1.5)         //nolint:errcheck // a sheet that exists
		x.SetCellFormula("Sheet1", "B1", "=A1*2")   //nolint:errcheck // same
		x.MergeCell("Sheet1", "A1", "A3")           //nolint:errcheck // same
		x.SetSheetRow("Sheet1", "A2", &[]any{1, 2}) //nolint:errcheck // same
	}))
	f.Fuzz(func(t *testing.T, b []byte) {
		sheet.Head(b, 2)
		book, findings := sheet.Read(b)
		if (book == nil) != findings.Blocking() {
			t.Fatalf("%+v with %v", book, findings)
		}
		if book == nil {
			return
		}
		for _, s := range book.Sheets {
			last := 0
			for _, r := range s.Rows {
				if r.Number <= last {
					t.Fatalf("row %d after %d", r.Number, last)
				}
				last = r.Number
			}
		}
	})
}

// FuzzCell: whatever a worksheet stores, the text of a number is a plain
// decimal or there is a reason.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"0.10000000000000001", "1E+15", "-3.5", "1e-400", "0.30000000000000004"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, stored string) {
		if strings.ContainsAny(stored, "<&") || strings.TrimSpace(stored) == "" {
			return
		}
		book, _ := sheet.Read(raw(t, `<row r="1"><c r="A1"><v>`+stored+`</v></c></row>`, nil))
		if book == nil || len(book.Sheets[0].Rows) == 0 {
			return
		}
		c := book.Sheets[0].Rows[0].At(0)
		if c.Problem == nil && strings.Trim(c.Text, "0123456789.-") != "" {
			t.Fatalf("%q reads as %q", stored, c.Text)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var csv strings.Builder
	for range 20_000 {
		csv.WriteString("CON-10,Conector,85366999,00,6,6,1,1.25,2026-01-01,\n")
	}
	xlsx := workbook(b, func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		for i := range 20_000 {
			at, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := w.SetRow(at, []any{"CON-10", "Conector", "85366999", "00", 6, 6, 1, 1.25, "2026-01-01"}); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			b.Fatal(err)
		}
	})
	for name, file := range map[string][]byte{"csv": []byte(csv.String()), "xlsx": xlsx} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if book, findings := sheet.Read(file); book == nil {
					b.Fatal(findings)
				}
			}
			b.ReportMetric(20_000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
