package print

import (
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
	var last []column
	for i := range r.pages {
		s := &r.pages[i]
		heads := r.headings(s)
		if len(heads) == 0 && last != nil {
			heads = []heading{{from: -1, to: -1, cols: last}}
		}
		for k, h := range heads {
			end := len(s.lines)
			if k+1 < len(heads) {
				end = heads[k+1].from
			}
			if h.from < 0 && r.closed || !r.keepTable(s, h, end) {
				continue
			}
			last = h.cols
			if len(r.rows) > MaxLines {
				r.refuse("invoice_print_limit", nil, "el documento pasa de %d renglones", "the document has more than %d lines", MaxLines)
				return
			}
		}
	}
}

// keepTable reads the goods below one heading and keeps them; false when
// there are none. Below a heading of the page before, text that is no goods
// is nothing to refuse: the totals would tell.
func (r *reader) keepTable(s *sheet, h heading, end int) bool {
	before := len(r.findings)
	t, ok := r.readTable(s, h, end)
	if h.from < 0 && len(r.findings) > before {
		r.findings, ok = r.findings[:before], false
	}
	if !ok {
		return false
	}
	t.first = len(r.rows)
	r.tables = append(r.tables, t)
	r.rows = append(r.rows, t.rows...)
	return true
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
	mains, stop := r.mains(s, h.to+1, end, need)
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

// mains are the lines of a table that hold its figures, and the line its
// goods end at: the first that names a total.
func (r *reader) mains(s *sheet, i, end, need int) (mains []int, stop int) {
	for ; i < end; i++ {
		l := &s.lines[i]
		numbers := 0
		for _, p := range l.phrases {
			if numberLike(p) {
				numbers++
			}
		}
		id, total := r.totalLine(l)
		switch {
		case total && id == fPagina:
		case total && (numbers < need || id == fTotal || id == fSubtotal):
			r.closed = r.closed || id == fTotal
			return mains, i
		case numbers >= need:
			mains = append(mains, i)
		}
	}
	return mains, end
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
