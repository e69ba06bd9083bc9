package print

import (
	"math"
	"slices"
)

// continuations gives the lines between goods to the row they belong to.
func (r *reader) continuations(s *sheet, t *table, mains []int, stop int) {
	above := tightAbove(s, mains[0], r.gather(s, t, t.head.to+1, mains[0]))
	switch {
	case len(above) == 0:
	case len(r.rows) == 0:
		r.centred = true
		r.attach(s, t, &t.rows[0], above)
	default:
		t.gap = s.lines[above[len(above)-1]].base - s.lines[mains[0]].base
		var o row
		r.attach(s, t, &o, above)
		t.orphans = o.note
	}
	for k, m := range mains {
		next := stop
		if k+1 < len(mains) {
			next = mains[k+1]
		}
		own := r.gather(s, t, m+1, next)
		if k+1 == len(mains) {
			own = tight(s, m, own)
			r.below = r.below || len(own) > 0
			r.attach(s, t, &t.rows[k], own)
			continue
		}
		cut, sure := parting(s, m, own, mains[k+1], !r.centred)
		if !sure {
			r.badRow(s.lines[own[0]].words, "no se sabe a qué renglón pertenece", "belongs to one of two lines, and which is not certain")
			continue
		}
		r.below = r.below || cut > 0
		r.centred = r.centred || cut < len(own)
		r.attach(s, t, &t.rows[k], own[:cut])
		r.attach(s, t, &t.rows[k+1], own[cut:])
	}
}

// halfLeading is less than the leading of any text, in font sizes: lines that
// close stand side by side in one row.
const halfLeading = 0.95

// adopt gives the lines at the top of a page, above its first row, to the row
// they belong to: the last one of the page before where cells are set to the
// top, the first one where they are centred.
func (r *reader) adopt() {
	for i := range r.tables {
		t := &r.tables[i]
		if len(t.orphans) == 0 || t.first >= len(r.rows) || t.first == 0 {
			continue
		}
		near := t.gap < halfLeading*t.orphans[0].words.size()
		switch {
		case near && (r.centred || !r.below):
			r.rows[t.first].note = append(r.rows[t.first].note, t.orphans...)
		case !near && r.below && !r.centred:
			r.rows[t.first-1].note = append(r.rows[t.first-1].note, t.orphans...)
		default:
			r.badRow(t.orphans[0].words, "está al inicio de la página y no se sabe a qué renglón pertenece",
				"stands at the top of the page, and which line it belongs to is not certain")
		}
	}
}

// leftover refuses text of a description on a page without goods: the end of
// a row that a page break cut. It follows the repeated heading, or stands
// where descriptions begin.
func (r *reader) leftover(s *sheet, h *heading, stop int) {
	if len(r.tables) == 0 || r.closed && h.from < 0 {
		return
	}
	last := &r.tables[len(r.tables)-1]
	for i := h.to + 1; i < stop; i++ {
		l := &s.lines[i]
		if _, total := r.totalLine(l); total {
			return
		}
		near := h.from >= 0 && s.lines[h.to].base-l.base <= 2.5*l.size
		for k := range last.bands {
			b := &last.bands[k]
			aligned := b.id == fDescripcion && len(l.phrases) == 1 && math.Abs(l.phrases[0].x0()-b.x0) < 1.5 && l.phrases[0].x1() <= b.x1+2*l.size
			if b.id == fDescripcion && (near || aligned) {
				r.badRow(l.words, "puede ser el final de un renglón de la página anterior", "may be the end of a line of the page before")
				return
			}
		}
	}
}

// balanced refuses rows of centred cells that have more lines above their
// figures than below, or fewer: a line of theirs was lost or is another's.
func (r *reader) balanced() {
	for i := range r.rows {
		w := &r.rows[i]
		sides := map[string]int{}
		for _, n := range w.note {
			switch {
			case n.words.page() != w.page || n.id == fUnidad:
			case n.words[0].base > w.base:
				sides[n.id]++
			default:
				sides[n.id]--
			}
		}
		for _, id := range sortedKeys(sides) {
			if r.centred && sides[id] != 0 {
				r.badRow(w.text(id), "no está centrado en su renglón como los demás", "is not centred in its line as the others are")
			}
		}
	}
}

// tightAbove keeps the lines that follow each other down to a row.
func tightAbove(s *sheet, to int, lines []int) []int {
	for k, i := range slices.Backward(lines) {
		if i != to-1 || s.lines[i].base-s.lines[to].base > 2*s.lines[i].size {
			return lines[k+1:]
		}
		to = i
	}
	return lines
}

// gather lists the lines from i to end whose phrases stand under text columns.
func (r *reader) gather(s *sheet, t *table, i, end int) []int {
	var out []int
	for ; i < end; i++ {
		l := &s.lines[i]
		if _, total := r.totalLine(l); total || r.used[l] {
			continue
		}
		conforms, amounts, texts := true, false, false
		for _, p := range l.phrases {
			b := t.bandOf(p)
			conforms = conforms && b != nil && (!b.number || unitBelow(b, p))
			amounts = amounts || b != nil && b.number && numberLike(p)
			texts = texts || b != nil && !b.number
		}
		switch {
		case conforms:
			out = append(out, i)
		case amounts:
			r.badRow(l.words, "tiene cifras bajo las columnas y no es un renglón completo", "has figures under the columns and is no whole line")
		case i > 0 && s.lines[i-1].base-l.base <= leading*l.size && r.used[&s.lines[i-1]] && (t.describes(l) || texts && len(l.phrases) > 1):
			r.badRow(l.words, "sigue a un renglón y no cabe en sus columnas", "goes on from a line and does not fit its columns")
		}
	}
	return out
}

// unitBelow reports a unit that wrapped to the line below its quantity.
func unitBelow(b *band, p phrase) bool {
	return b.id == fCantidad && len(p) == 1 && unitWord.MatchString(p[0].s)
}

// describes reports that a line starts inside the column of descriptions.
func (t *table) describes(l *line) bool {
	for i := range t.bands {
		b := &t.bands[i]
		if b.id == fDescripcion && slices.ContainsFunc(l.phrases, func(p phrase) bool { return p.x0() >= b.x0-2 && p.x0() < b.x1 }) {
			return true
		}
	}
	return false
}

// leading is how far apart, in font sizes, the lines of one cell lie.
const leading = 1.75

// tight keeps the lines that follow each other at the leading of a text.
func tight(s *sheet, from int, lines []int) []int {
	for k, i := range lines {
		if s.lines[from].base-s.lines[i].base > leading*s.lines[i].size || i != from+1 {
			return lines[:k]
		}
		from = i
	}
	return lines
}

// parting is how many of the lines between two rows belong to the upper one:
// the widest gap parts them. Without a widest gap they are the upper row's
// where cells are set to the top, as the first row of the table shows.
func parting(s *sheet, upper int, between []int, lower int, topAligned bool) (cut int, sure bool) {
	if len(between) == 0 {
		return 0, true
	}
	at := slices.Concat([]int{upper}, between, []int{lower})
	widest, narrow := 0, math.Inf(1)
	gaps := make([]points, 0, len(at))
	for i := 1; i < len(at); i++ {
		gaps = append(gaps, s.lines[at[i-1]].base-s.lines[at[i]].base)
		narrow = math.Min(narrow, gaps[i-1])
		if gaps[i-1] >= gaps[widest]-0.01 {
			widest = i - 1
		}
	}
	second := 0.0
	for i, g := range gaps {
		if i != widest {
			second = math.Max(second, g)
		}
	}
	switch {
	case topAligned && widest == len(gaps)-1:
		return len(between), true
	case gaps[widest] > 1.2*second:
		return widest, true
	case topAligned && gaps[widest] <= 1.25*narrow:
		return len(between), true
	}
	return 0, false
}

// attach gives continuation lines to a row.
func (r *reader) attach(s *sheet, t *table, to *row, lines []int) {
	for _, i := range lines {
		l := &s.lines[i]
		r.used[l] = true
		for _, p := range l.phrases {
			b := t.bandOf(p)
			n := note{id: b.id, words: p}
			if b.number {
				n.id = fUnidad // a unit below its quantity
			}
			to.note = append(to.note, n)
		}
	}
}
