package print_test

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/immex/shared/pdftext"
)

// charWidth is the width of a character of the invented pages, in font sizes.
const charWidth = 0.5

// written makes pages of lines "x y text" or "x y size text": words as a PDF
// gives them. A line "page" starts a page. What does not parse is left out.
func written(text string) *pdftext.Text {
	t := &pdftext.Text{Pages: []pdftext.Page{{Number: 1, Width: 612, Height: 792}}}
	for l := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(l) == "page" {
			t.Pages = append(t.Pages, pdftext.Page{Number: len(t.Pages) + 1, Width: 612, Height: 792})
			continue
		}
		put(&t.Pages[len(t.Pages)-1], l)
	}
	return t
}

func put(p *pdftext.Page, l string) {
	f := strings.SplitN(strings.TrimSpace(l), " ", 3)
	if len(f) < 3 {
		return
	}
	x, err1 := strconv.Atoi(f[0])
	y, err2 := strconv.Atoi(f[1])
	if err1 != nil || err2 != nil {
		return
	}
	size, rest := 8, f[2]
	if n, tail, ok := strings.Cut(rest, " "); ok && strings.HasPrefix(n, "@") {
		if v, err := strconv.Atoi(n[1:]); err == nil {
			size, rest = v, tail
		}
	}
	at := float64(x)
	base := float64(792 - y)
	for w := range strings.FieldsSeq(rest) {
		width := charWidth * float64(size) * float64(len([]rune(w)))
		p.Words = append(p.Words, pdftext.Word{
			S: w, X0: at, X1: at + width, Y0: base - 2, Y1: base + 6, Base: base, Size: float64(size),
		})
		at += width + 0.28*float64(size)
	}
}

// plain is a sound invoice of two lines; a test changes one thing of it.
const plain = `200 40 @14 COMMERCIAL INVOICE
40 80 Seller:
40 90 EXAMPLE PARTS INC
40 100 4120 Invented Road
40 110 Tax ID: 99-0000001
300 80 Invoice No.: INV-1001
300 92 Invoice Date: 2026-03-02
300 104 Purchase Order: 4500012
300 116 Incoterms: FCA Laredo TX
300 128 Currency: USD
40 140 Sold to:
40 150 EJEMPLAR MANUFACTURERA SA DE CV
40 160 RFC: EMA170812QX4
40 200 PART NO
120 200 DESCRIPTION
300 200 QTY
350 200 UM
400 200 UNIT PRICE
500 200 AMOUNT
40 215 CON-10
120 215 CONNECTOR HOUSING
300 215 1,000
350 215 EA
400 215 0.2500
500 215 250.00
40 227 CAB-7
120 227 CABLE, RED
300 227 12.5
350 227 M
400 227 4.0000
500 227 50.00
400 250 SUBTOTAL
500 250 300.00
400 262 FREIGHT
500 262 25.50
400 274 TOTAL
500 274 325.50
`

// with replaces one text of the plain invoice.
func with(old, now string) string {
	if !strings.Contains(plain, old) {
		panic(fmt.Sprintf("the plain invoice lacks %q", old))
	}
	return strings.Replace(plain, old, now, 1)
}
