package step_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/step"
)

// TestInvoiceAgain: an invoice that is saved again, spelled otherwise, sent as
// a workbook or corrected is one invoice, whichever of its files comes first.
func TestInvoiceAgain(t *testing.T) {
	t.Parallel()
	key := number(2021, 1)
	csv := "factura,fecha,id_proveedor,proveedor,moneda,incoterm,pedimento,parte,descripcion,fraccion,cantidad,unidad,precio_unitario,importe,origen\n" +
		"INV-9,2021-02-26,99-1000001,EXAMPLE PARTS INC,USD,FCA," + key + ",P-1,SAMPLE,39012001,60,1,1.00,60.00,USA\n" +
		"INV-9,2021-02-26,99-1000001,EXAMPLE PARTS INC,USD,FCA," + key + ",P-2,SAMPLE,39012001,40,1,1.00,40.00,USA\n"
	book, err := sheet.WriteXLSX(page("Invoice", csv))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{
		"a.csv": []byte(csv), "crlf.csv": []byte(strings.ReplaceAll(csv, "\n", "\r\n")), "book.xlsx": book,
		"spelled.csv": []byte(strings.ReplaceAll(csv, "EXAMPLE PARTS INC", "Example Parts Incorporated")),
	}
	corrected := []byte(strings.ReplaceAll(csv, "P-2", "P-3"))
	for name, tt := range map[string]struct {
		files []string
		codes []string
	}{
		"saved again":           {[]string{"a.csv", "crlf.csv"}, []string{"invoice_version", "programme_missing"}},
		"as CSV and XLSX":       {[]string{"a.csv", "book.xlsx"}, []string{"invoice_version", "programme_missing"}},
		"spelled otherwise":     {[]string{"a.csv", "spelled.csv"}, []string{"invoice_version", "programme_missing"}},
		"four times":            {[]string{"a.csv", "crlf.csv", "book.xlsx", "spelled.csv"}, []string{"invoice_version", "programme_missing"}},
		"the same bytes":        {[]string{"a.csv", "a.csv"}, []string{"programme_missing"}},
		"corrected in one part": {[]string{"a.csv", "corrected.csv"}, []string{"invoice_version", "programme_missing"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := []string{"P-1 60", "P-2 40"}
			if name == "corrected in one part" && document.HashOf(corrected) < document.HashOf([]byte(csv)) {
				want[1] = "P-3 40"
			}
			for range 2 {
				w := newWorld(t)
				w.settle(paper(ledger.Fact{Key: key, Clave: "IN", Pago: date("2021-03-01"), Lineas: []ledger.Line{line(1, "39012001", 100)}}))
				for _, f := range tt.files {
					b, ok := files[f]
					if !ok {
						b = corrected
					}
					w.settle((&step.Reader{}).Read(t.Context(), step.Input{Name: f, Bytes: b, RFC: rfc})...)
				}
				w.match(rfc)
				if d := cmp.Diff(want, partsOf(t, w)); d != "" {
					t.Errorf("%v: (-want +got):\n%s", tt.files, d)
				}
				if d := cmp.Diff(tt.codes, w.codes()); d != "" {
					t.Errorf("%v: (-want +got):\n%s", tt.files, d)
				}
				slices.Reverse(tt.files)
			}
		})
	}
}

// partsOf are the lots of a programme's books: part and quantity.
func partsOf(t *testing.T, w *world) []string {
	t.Helper()
	var out []string
	err := step.EachBook(w.ctx, w.books, rfc, func(b *ledger.Book) error {
		for i := range b.Lots {
			out = append(out, b.Lots[i].Parte+" "+b.Lots[i].Cantidad.String())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}
