package print

import (
	"math"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// row is one line of goods: the cells of its main line by column, and the
// lines its description goes on in.
type row struct {
	page  int
	base  points
	size  points
	cells map[string]phrase
	note  []note
}

// note is a continuation line of a row, cell by cell.
type note struct {
	id    string
	words phrase
}

// table is what one page holds of the lines of goods.
type table struct {
	head  heading
	bands []band
	rows  []row
	first int // index of its first row among those of the document

	orphans []note // lines above its first row, on a page that goes on
	gap     points // from the last of them down to that row
}

// reader reads one document.
type reader struct {
	hints    *Hints
	pages    []sheet
	names    *naming
	totals   *book
	labels   *book
	packing  bool
	findings document.Findings
	tables   []table // one per heading or page that holds goods, in order
	rows     []row
	sums     []sum
	used     map[*line]bool // lines that are goods or headings
	closed   bool           // the total of the document was met
	centred  bool           // some row has lines above its figures
	below    bool           // some row has lines below its figures
}

// numbers are the numeric columns of a heading.
func (r *reader) numbers(h *heading) []string {
	all := []string{fCantidad, fPrecio, fImporte}
	if r.packing {
		all = []string{fCantidad, fBultos, fNeto, fBruto}
	}
	return slices.DeleteFunc(all, func(id string) bool { return !h.has(id) })
}

// filled are the numeric columns that every line of goods fills. In a packing
// list a carton that holds several parts has its weight once.
func (r *reader) filled(h *heading) []string {
	if r.packing {
		return r.numbers(h)[:min(1, len(r.numbers(h)))]
	}
	return r.numbers(h)
}

// fits reports that a heading is of the table we look for.
func (r *reader) fits(h *heading) bool {
	if r.packing {
		numbers := len(r.numbers(h))
		return numbers >= 2 && !h.has(fImporte) && (h.has(fParte) || h.has(fDescripcion) || h.has(fArticulo) || h.has(fCartones)) ||
			numbers >= 1 && !h.has(fImporte) && h.has(fCartones) && (h.has(fParte) || h.has(fDescripcion) || h.has(fArticulo))
	}
	return h.has(fCantidad) && h.has(fImporte) && known(h.cols) >= 3
}

// readTables reads the goods of every page. A page without a heading goes on
// with the columns of the page before it.
func (r *reader) readTables() {
	var last heading
	for i := range r.pages {
		s := &r.pages[i]
		heads := r.headings(s)
		if len(heads) == 0 && last.cols != nil {
			heads = []heading{{from: -1, to: -1, cols: last.cols}}
		}
		for k, h := range heads {
			end := len(s.lines)
			if k+1 < len(heads) {
				end = heads[k+1].from
			}
			if h.from < 0 && r.closed {
				continue
			}
			before := len(r.findings)
			t, ok := r.readTable(s, h, end)
			if h.from < 0 && len(r.findings) > before { // no goods after all: the sums would tell
				r.findings, ok = r.findings[:before], false
			}
			if !ok {
				continue
			}
			last = h
			t.first = len(r.rows)
			r.tables = append(r.tables, t)
			r.rows = append(r.rows, t.rows...)
			if len(r.rows) > MaxLines {
				r.refuse("invoice_print_limit", nil, "el documento pasa de %d renglones", "the document has more than %d lines", MaxLines)
				return
			}
		}
	}
}

// headings finds the headings of the page that fit.
func (r *reader) headings(s *sheet) []heading {
	var out []heading
	for i := 0; i < len(s.lines); i++ {
		h, ok := r.names.headingAt(s.lines, i)
		if !ok || !r.fits(&h) {
			continue
		}
		// A later main line may read more of the same heading.
		for k := i + 1; k <= h.to; k++ {
			if other, ok := r.names.headingAt(s.lines, k); ok && other.from <= h.to && known(other.cols) > known(h.cols) {
				h = other
			}
		}
		out = append(out, h)
		for k := h.from; k <= h.to; k++ {
			r.used[&s.lines[k]] = true
		}
		i = h.to
	}
	return out
}

// readTable reads the goods below one heading, up to the line end.
func (r *reader) readTable(s *sheet, h heading, end int) (table, bool) {
	t := table{head: h}
	need := len(r.numbers(&h))
	if r.packing {
		need = min(2, need)
	}
	var mains []int
	stop := end
	for i := h.to + 1; i < end; i++ {
		l := &s.lines[i]
		numbers := 0
		for _, p := range l.phrases {
			if numberLike(p) {
				numbers++
			}
		}
		if id, ok := r.totalLine(l); ok && (numbers < need || id == fTotal || id == fSubtotal || id == fPagina) {
			if id == fPagina {
				continue
			}
			stop, r.closed = i, r.closed || id == fTotal
			break
		}
		if numbers >= need {
			mains = append(mains, i)
		}
	}
	if len(mains) == 0 {
		r.leftover(s, &h, stop)
		return t, false
	}
	if !r.grid(s, &t, mains) {
		return t, true
	}
	for _, i := range mains {
		t.rows = append(t.rows, r.cells(&s.lines[i], &t))
		r.used[&s.lines[i]] = true
	}
	r.continuations(s, &t, mains, stop)
	r.strays(s, &t, stop, end)
	return t, true
}

// totalLine reports that a line names a total; a text that merely begins so
// does not.
func (r *reader) totalLine(l *line) (string, bool) {
	for _, p := range l.phrases {
		ws := pieces(p)
		m, ok := r.totals.at(ws)
		if !ok {
			continue
		}
		if rest := ws[m.n:]; len(rest) == 0 || onlyFigures(rest) {
			return m.id, true
		}
	}
	return "", false
}

// onlyFigures reports that nothing but a number, its currency and its unit follow.
func onlyFigures(ws []word) bool {
	if _, ok := number(ws); ok {
		return true
	}
	for _, w := range ws {
		if currencySigns.Replace(strings.Trim(w.s, "():")) != "" && isoCode(strings.Trim(w.s, "():")) == "" && currencyName(joined(ws, " ")) == "" {
			return false
		}
	}
	return true
}

// strays refuses goods behind the totals of a page: they would not be counted.
func (r *reader) strays(s *sheet, t *table, stop, end int) {
	for i := stop; i < end; i++ {
		l := &s.lines[i]
		if _, total := r.totalLine(l); total {
			continue
		}
		under := map[string]bool{}
		for _, p := range l.phrases {
			if b := t.bandOf(p); b != nil && numberLike(p) {
				under[b.id] = true
			}
		}
		all := true
		for _, id := range r.filled(&t.head) {
			all = all && under[id]
		}
		if all {
			r.refuse("invoice_print_rows", l.words, "hay un renglón (%q) después de los totales de la página",
				"there is a line (%q) after the totals of the page", l.text())
		}
	}
}

// cells takes the cells of a main line.
func (r *reader) cells(l *line, t *table) row {
	out := row{page: l.page, base: l.base, size: l.size, cells: map[string]phrase{}}
	for _, p := range t.phrasesOf(l) {
		b := t.bandOf(p)
		switch {
		case b == nil:
			if !ornament(p) {
				r.badRow(p, "no está bajo un encabezado", "stands under no heading")
			}
		case b.id != "":
			out.cells[b.id] = append(out.cells[b.id], p...)
		}
	}
	for _, id := range r.filled(&t.head) {
		c, ok := out.cells[id]
		if !ok {
			r.badRow(l.words, "no trae "+id, "has no "+id)
			continue
		}
		if _, ok := number(c); !ok {
			r.badRow(c, "no se lee como "+id, "cannot be read as "+id)
		}
	}
	return out
}

func (r *reader) badRow(p phrase, es, en string) {
	r.refuse("invoice_print_rows", p, "el texto %q de un renglón %s", "the text %q of a line %s", p.text(), bilingual{es, en})
}

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
	for k := len(lines) - 1; k >= 0; k-- {
		i := lines[k]
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
