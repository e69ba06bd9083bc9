package print

import (
	"cmp"
	"math"
	"regexp"
	"slices"
)

// band is a column of cells as the lines of goods show it: where its words
// stand, and the field of the heading above it.
type band struct {
	x0, x1   points
	id       string // "" for a column that is not taken
	number   bool
	currency string
	unit     string
	cells    []phrase
}

// The shapes of the cells that are no plain text.
var (
	reTariff  = regexp.MustCompile(`^\d[\d. -]{4,15}\d$`)
	reCountry = regexp.MustCompile(`^[\p{L}][\p{L} .,'()/-]*$`)
	reUnit    = regexp.MustCompile(`^[\p{L}][\p{L}0-9²³./ ]{0,14}$`)
)

// holds reports that a cell can be a value of the field.
func holds(id string, p phrase) bool {
	switch id {
	case fCantidad, fPrecio, fImporte, fNeto, fBruto, fBultos:
		_, ok := number(p)
		return ok
	case fHTS, fFraccion:
		return reTariff.MatchString(p.text())
	case fOrigen:
		return reCountry.MatchString(p.text())
	case fUnidad:
		return reUnit.MatchString(p.text())
	}
	return true
}

func numericField(id string) bool {
	switch id {
	case fCantidad, fPrecio, fImporte, fNeto, fBruto, fBultos:
		return true
	}
	return false
}

// ornament reports a phrase that only says the currency: "$" set at the left
// of its cell, "USD" behind a figure.
func ornament(p phrase) bool {
	for _, w := range p {
		if currencySigns.Replace(w.s) != "" && isoCode(w.s) == "" {
			return false
		}
	}
	return true
}

// grid finds the columns of cells and the heading of each. False, with a
// finding, where that is not certain.
func (r *reader) grid(s *sheet, t *table, mains []int) bool {
	var ps []phrase
	for _, i := range mains {
		ps = append(ps, s.lines[i].phrases...)
	}
	bands := merge(cutAtHeadings(ps, t.head.cols))
	at, why := assign(bands, t.head.cols)
	if at == nil {
		r.refuse("invoice_print_columns", s.lines[mains[0]].words,
			"no es seguro qué columna es cuál: %s", "it is not certain which column is which: %s", why)
		return false
	}
	for i := range bands {
		b := &bands[i]
		if at[i] >= 0 {
			c := t.head.cols[at[i]]
			b.id, b.currency, b.unit = c.id, c.currency, c.unit
		} else if i > 0 { // units without a heading, behind their figures
			switch prev := bands[i-1]; {
			case prev.id == fCantidad:
				b.id = fUnidad
			case weightUnit(b.cells[0].text()) != "":
				bands[i-1].unit = weightUnit(b.cells[0].text())
			}
		}
		b.number = numericField(b.id)
	}
	for i := range bands {
		if at[i] >= 0 {
			widen(bands, i, t.head.cols[at[i]])
		}
	}
	for i, j := range at {
		if j >= 0 && t.head.cols[j].id == "" && r.names.glued(t.head.cols[j].words) {
			r.refuse("invoice_print_columns", bands[i].cells[0], "el encabezado %q no se entiende", "the heading %q is not understood", joined(t.head.cols[j].words, " "))
			return false
		}
	}
	t.bands = withEmpty(bands, at, t.head.cols)
	return r.distinct(t, s.lines[mains[0]].words)
}

// withEmpty adds the columns under which no main line has a cell: text may
// still stand there, above or below the figures.
func withEmpty(bands []band, at []int, cols []column) []band {
	for j, c := range cols {
		if slices.Contains(at, j) || slices.ContainsFunc(bands, func(b band) bool { return c.x0 < b.x1 && c.x1 > b.x0 }) {
			continue
		}
		bands = append(bands, band{x0: c.x0, x1: c.x1, id: c.id, number: numericField(c.id), currency: c.currency, unit: c.unit})
	}
	slices.SortStableFunc(bands, func(a, b band) int { return cmp.Compare(a.x0, b.x0) })
	return bands
}

// widen takes the place of its heading into a column, as far as the next cells.
func widen(bands []band, i int, c column) {
	x0, x1 := math.Min(bands[i].x0, c.x0), math.Max(bands[i].x1, c.x1)
	if i > 0 && bands[i-1].x1 > x0 || i+1 < len(bands) && bands[i+1].x0 < x1 {
		return
	}
	bands[i].x0, bands[i].x1 = x0, x1
}

// distinct refuses two columns of one field; weights may come in two units.
func (r *reader) distinct(t *table, at phrase) bool {
	seen := map[string]*band{}
	for i := range t.bands {
		b := &t.bands[i]
		if b.id == fNeto || b.id == fBruto {
			if b.unit != "" {
				b.id += "_" + map[string]string{"KG": "kg", "LB": "lb"}[b.unit]
			}
		}
		if b.id == "" || b.id == fOther {
			b.id = fOther
			continue
		}
		first := seen[b.id]
		if first == nil {
			seen[b.id] = b
			continue
		}
		if b.id == fDescripcion || b.id == fRenglon { // the same in the other language
			b.id = fOther
			continue
		}
		r.refuse("invoice_print_columns", at, "dos columnas dicen ser %q", "two columns claim to be %q", b.id)
		return false
	}
	return true
}

// phrasesOf is the phrases of a line, cut where headings cut the table.
func (t *table) phrasesOf(l *line) []phrase { return cutAtHeadings(l.phrases, t.head.cols) }

// bandOf is the column a phrase stands in: the one it overlaps, and no other.
func (t *table) bandOf(p phrase) *band {
	var at *band
	for i := range t.bands {
		b := &t.bands[i]
		if !p.overlaps(b.x0, b.x1) {
			continue
		}
		if at != nil {
			return nil
		}
		at = b
	}
	return at
}

// merge joins the places of phrases into columns.
func merge(ps []phrase) []band {
	ps = slices.DeleteFunc(slices.Clone(ps), ornament)
	slices.SortStableFunc(ps, func(a, b phrase) int { return cmp.Compare(a.x0(), b.x0()) })
	var out []band
	for _, p := range ps {
		if n := len(out); n > 0 && p.x0() < out[n-1].x1 {
			b := &out[n-1]
			b.x1 = math.Max(b.x1, p.x1())
			b.cells = append(b.cells, p)
			continue
		}
		out = append(out, band{x0: p.x0(), x1: p.x1(), cells: []phrase{p}})
	}
	return out
}

// minGutter is the least gap, in font sizes, at which glued cells are parted.
const minGutter = 0.2

// cutAtHeadings parts phrases that run under two headings: cells set so
// close that they read as one. The cut is a gap between words that lies
// between the two headings; without one the phrase stays whole.
func cutAtHeadings(ps []phrase, cols []column) []phrase {
	var out []phrase
	for _, p := range ps {
		out = append(out, cutPhrase(p, cols)...)
	}
	return out
}

func cutPhrase(p phrase, cols []column) []phrase {
	for j := 1; j < len(cols); j++ {
		a, b := cols[j-1], cols[j]
		if !p.overlaps(a.x0, a.x1) || !p.overlaps(b.x0, b.x1) {
			continue
		}
		best, wide := 0, 0.0
		for k := 1; k < len(p); k++ {
			gap := p[k].x0 - p[k-1].x1
			if p[k].x0 > a.x1 && p[k-1].x1 < b.x0 && gap > wide && gap >= minGutter*p[k].size {
				best, wide = k, gap
			}
		}
		if best > 0 {
			return append([]phrase{p[:best]}, cutPhrase(p[best:], cols)...)
		}
	}
	return []phrase{p}
}

func unitsOnly(b *band) bool {
	for _, p := range b.cells {
		if len(p) > 1 || !unitWord.MatchString(p.text()) {
			return false
		}
	}
	return true
}

// weightUnit reads the ways to write kilograms and pounds.
func weightUnit(s string) string {
	switch squeeze(s) {
	case "KG", "KGS", "KGM", "KILO", "KILOS", "KILOGRAMS", "KILOGRAMOS":
		return "KG"
	case "LB", "LBS", "POUNDS", "LIBRAS", "LBR":
		return "LB"
	}
	return ""
}
