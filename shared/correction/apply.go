package correction

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
)

// Apply gives the words of a document with the typed ones in the places of
// those they replace; t stays as it is. A place without words takes the typed
// ones too: what nobody recognised is there now.
func (c *Correction) Apply(t *pdftext.Text) *pdftext.Text {
	out := *t
	out.Pages = slices.Clone(t.Pages)
	for i := range out.Pages {
		p := &out.Pages[i]
		for k := range c.Valores {
			if v := &c.Valores[k]; v.Pagina == p.Number {
				p.Words = v.put(p.Words)
			}
		}
	}
	return &out
}

// put replaces the words whose middle lies in the box.
func (v *Value) put(words []pdftext.Word) []pdftext.Word {
	var old []pdftext.Word
	at := -1
	kept := make([]pdftext.Word, 0, len(words))
	for _, w := range words {
		if !v.holds(&w) {
			kept = append(kept, w)
			continue
		}
		if at < 0 {
			at = len(kept)
		}
		old = append(old, w)
	}
	if at < 0 {
		at = len(kept)
	}
	return slices.Insert(kept, at, v.set(old)...)
}

func (v *Value) holds(w *pdftext.Word) bool {
	x, y := (w.X0+w.X1)/2, (w.Y0+w.Y1)/2
	b := v.Box()
	return x >= pdftext.Points(b.X0) && x <= pdftext.Points(b.X1) && y >= pdftext.Points(b.Y0) && y <= pdftext.Points(b.Y1)
}

// set lays the typed words: each in the place of the one it replaces, or in a
// row from side to side where their number is another.
func (v *Value) set(old []pdftext.Word) []pdftext.Word {
	typed := strings.Fields(v.Valor)
	like := pdftext.Word{Y0: pdftext.Points(v.Caja[1]), Y1: pdftext.Points(v.Caja[3])}
	like.Base, like.Size = like.Y0, like.Y1-like.Y0
	if len(old) > 0 {
		like = old[0]
	}
	like.Pale, like.Covered, like.Struck = false, false, false // a person saw it
	out := make([]pdftext.Word, len(typed))
	if len(typed) == len(old) {
		for i, w := range old {
			out[i] = like
			out[i].S, out[i].X0, out[i].X1, out[i].Y0, out[i].Y1, out[i].Base, out[i].Size = typed[i], w.X0, w.X1, w.Y0, w.Y1, w.Base, w.Size
		}
		return out
	}
	x0, x1 := pdftext.Points(v.Caja[0]), pdftext.Points(v.Caja[2])
	step := (x1 - x0) / pdftext.Points(len([]rune(strings.Join(typed, " "))))
	for i, s := range typed {
		n := pdftext.Points(len([]rune(s)))
		out[i] = like
		out[i].S, out[i].X0, out[i].X1 = s, x0, x0+n*step
		x0 += (n + 1) * step
	}
	return out
}

// Of is the typed value that stands in a place; false when none does.
func (c *Correction) Of(at document.Place) (*Value, bool) {
	if at.Box == nil {
		return nil, false
	}
	for i := range c.Valores {
		if v := &c.Valores[i]; v.Pagina == at.Page && overlap(v.Box(), *at.Box) {
			return v, true
		}
	}
	return nil, false
}
