package print_test

import (
	"fmt"
	"strings"
	"testing"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento/print"
)

// wordsOf reads the invented paper in a layout and lets a test spoil its words.
func wordsOf(t *testing.T, l layout, doc paper) *pdftext.Text {
	t.Helper()
	text, err := pdftext.Read(t.Context(), l.render(t, doc), pdftext.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// each calls f with every word of a text.
func each(text *pdftext.Text, f func(w *pdftext.Word)) {
	for i := range text.Pages {
		for k := range text.Pages[i].Words {
			f(&text.Pages[i].Words[k])
		}
	}
}

// What is printed wrongly, glued, lost or moved must block: none of it may be
// accepted with a figure in the wrong place.
func TestAdversaries(t *testing.T) {
	spoil := map[string]func(*pdftext.Text){
		"a digit dropped inside a word": func(x *pdftext.Text) {
			each(x, func(w *pdftext.Word) {
				if w.S == "61250" || w.S == "61,250" {
					w.S = strings.Replace(w.S, "25", "2", 1)
				}
			})
		},
		"unit and quantity glued": func(x *pdftext.Text) {
			for i := range x.Pages {
				ws := x.Pages[i].Words
				for k := 1; k < len(ws); k++ {
					if strings.HasSuffix(ws[k].S, "500.000") && ws[k-1].S == "6" {
						ws[k-1].S += ws[k].S
						ws[k-1].X1 = ws[k].X1
						x.Pages[i].Words = append(ws[:k:k], ws[k+1:]...)
						return
					}
				}
			}
		},
		"two figures printed over each other": func(x *pdftext.Text) {
			each(x, func(w *pdftext.Word) {
				if w.S == "310.50000" {
					w.X0 -= 40
				}
			})
		},
		"the heading UMC lost": func(x *pdftext.Text) {
			each(x, func(w *pdftext.Word) {
				if w.S == "UMC" || w.S == "CANTIDAD" {
					w.S = "XXX"
				}
			})
		},
		"a zero read as a letter": func(x *pdftext.Text) {
			each(x, func(w *pdftext.Word) {
				if strings.HasSuffix(w.S, "500.000") {
					w.S = strings.Replace(w.S, "500.", "5O0.", 1)
				}
			})
		},
		"a decimal comma": func(x *pdftext.Text) {
			each(x, func(w *pdftext.Word) {
				if w.S == "10.00000" {
					w.S = "10,00000"
				}
			})
		},
		"a loose figure among the dates": func(x *pdftext.Text) {
			each(x, func(w *pdftext.Word) {
				if w.S == "FECHAS" {
					x.Pages[0].Words = append(x.Pages[0].Words, pdftext.Word{S: "77123", X0: w.X0 + 90, X1: w.X0 + 120, Y0: w.Y0, Y1: w.Y1, Base: w.Base - 11, Size: w.Size})
				}
			})
		},
		"two partidas beside each other": func(x *pdftext.Text) {
			var row *pdftext.Word
			each(x, func(w *pdftext.Word) {
				if w.S == "39269099" {
					row = w
				}
			})
			for i := range x.Pages {
				for k := range x.Pages[i].Words {
					if x.Pages[i].Words[k].S == "84733004" {
						y := x.Pages[i].Words[k]
						x.Pages[i].Words = append(x.Pages[i].Words, pdftext.Word{S: row.S, X0: y.X0 + 300, X1: y.X1 + 300, Y0: y.Y0, Y1: y.Y1, Base: y.Base, Size: y.Size})
						return
					}
				}
			}
		},
		"the sequence lost": func(x *pdftext.Text) {
			each(x, func(w *pdftext.Word) {
				if w.S == "2" && w.X0 < 40 {
					w.S = "."
				}
			})
		},
		"the form of payment moved away": func(x *pdftext.Text) {
			each(x, func(w *pdftext.Word) {
				if w.S == "2,646" || w.S == "2646" {
					w.S = "I"
				}
			})
		},
	}
	for name, f := range spoil {
		t.Run(name, func(t *testing.T) {
			spoilt := 0
			for _, l := range layouts() {
				text := wordsOf(t, l, invented())
				before := fmt.Sprint(text)
				f(text)
				if fmt.Sprint(text) == before {
					continue // this layout prints it otherwise
				}
				spoilt++
				p, ok := print.Read(text)
				if ok && !p.Findings.Blocking() {
					t.Errorf("%s: nothing blocks", l.name)
				}
			}
			if spoilt == 0 {
				t.Error("no layout was spoilt")
			}
		})
	}
}

// Numbers and key-like words inside a description are text.
func TestDescriptionWithFigures(t *testing.T) {
	doc := invented()
	doc.goods[1].desc = "MA EN 12345678 PARTES 120.000 DE PLASTICO U 16.00"
	for _, l := range layouts() {
		p := readPaper(t, l.render(t, doc))
		if p.Findings.Blocking() {
			continue // a refusal is fine
		}
		if got := p.Partidas[1].Descripcion; got != doc.goods[1].desc || len(p.Partidas) != 3 {
			t.Errorf("%s: %d partidas, %q", l.name, len(p.Partidas), got)
		}
	}
}

// Documents bound into one file are cut at their headings.
func TestSplit(t *testing.T) {
	page := func(n int, lines ...string) pdftext.Page {
		p := pdftext.Page{Number: n, Width: 600, Height: 800}
		for i, s := range lines {
			x := 20.0
			for w := range strings.FieldsSeq(s) {
				p.Words = append(p.Words, pdftext.Word{S: w, X0: x, X1: x + 5*float64(len(w)), Base: 700 - 12*float64(i), Size: 8})
				x += 5*float64(len(w)) + 3
			}
		}
		return p
	}
	text := wordsOf(t, layouts()[0], invented())
	n := len(text.Pages)
	text.Pages = append(text.Pages,
		page(n+1, "COMPROBANTE DE VALOR ELECTRONICO", "COVE2612ABCD3"), page(n+2, "more of it"), page(n+3, "COMMERCIAL INVOICE", "Page 1 of 2"),
		page(n+4, "COMMERCIAL INVOICE", "PAGINA 2 DE 2"), page(n+5, "DOCUMENTO DE OPERACION PARA DESPACHO ADUANERO"))
	parts := print.Split(text)
	var got []string
	pages := 0
	for _, p := range parts {
		got = append(got, p.Kind)
		pages += len(p.Text.Pages)
	}
	if strings.Join(got, " ") != "pedimento cove factura doda" || pages != len(text.Pages) || parts[1].To-parts[1].From != 1 || parts[2].From != n+3 {
		t.Errorf("%v over %d of %d pages", got, pages, len(text.Pages))
	}
	doc := invented()
	doc.fig["number"] = "26 24 3999 6000999"
	two := wordsOf(t, layouts()[0], invented())
	for _, p := range wordsOf(t, layouts()[0], doc).Pages {
		p.Number += n
		two.Pages = append(two.Pages, p)
	}
	if parts := print.Split(two); len(parts) != 2 || parts[1].Number != "262439996000999" {
		t.Errorf("two pedimentos make %d parts", len(parts))
	}
	loose := wordsOf(t, layouts()[0], invented())
	loose.Pages = append(loose.Pages, page(n+1, "DEAR CUSTOMER"))
	if parts := print.Split(loose); len(parts) != 2 || parts[1].Kind != print.PartUnknown {
		t.Errorf("a letter behind the pedimento: %d parts", len(parts))
	}
}
