package print

import (
	"slices"
)

// entry is a label of the header with what may be its value.
type entry struct {
	m     match
	at    phrase
	right phrase   // behind the label, in its phrase or the next one
	below []phrase // the first phrases under it, until a label or a gap
	page  int
}

// value is a field as it was read, with its words.
type value struct {
	text string
	at   phrase
	rank int
}

// header is what the labels of a document say.
type header struct {
	fields map[string][]value
	days   []labelDay
	// parties are the names that stand under a label of a party.
	parties []string
	taxes   []taxID
	order   order
}

// labelDay is a date beside any label of a date.
type labelDay struct {
	d       day
	written string
	at      phrase
	own     bool // the date of the document itself
	rank    int
}

// taxID is a tax number inside the block of a party.
type taxID struct {
	party string
	rank  int
	value
}

// readHeader reads every label of the document that stands outside the goods.
func (r *reader) readHeader() *header {
	h := &header{fields: map[string][]value{}}
	for i := range r.pages {
		s := &r.pages[i]
		for k := range s.lines {
			if r.used[&s.lines[k]] {
				continue
			}
			for _, e := range r.entries(s, k) {
				r.enter(h, &e)
			}
		}
	}
	h.order = r.dateOrder(h)
	return h
}

// entries finds the labels of one line with the values beside and below them.
func (r *reader) entries(s *sheet, k int) []entry {
	l := &s.lines[k]
	var out []entry
	for pi, p := range l.phrases {
		ws := phrase(pieces(p))
		for i := 0; i < len(ws); {
			m, ok := r.labels.at(ws[i:])
			// Inside a phrase only a label with a colon is one; a weak label
			// is a plain word unless it ends its phrase or has a colon.
			if !ok || i > 0 && !m.colon || m.weak && !m.colon && i+m.n < len(ws) && !titled(m, ws[i+m.n:]) {
				i++
				continue
			}
			e := entry{m: m, at: ws[i : i+m.n], page: l.page}
			end := r.nextLabel(ws, i+m.n)
			switch {
			case end > i+m.n:
				e.right = ws[i+m.n : end]
			case end == len(ws) && pi+1 < len(l.phrases) && !r.startsLabel(l.phrases[pi+1]):
				e.right = l.phrases[pi+1]
				if n := r.nextLabel(pieces(e.right), 0); n < len(e.right) {
					e.right = phrase(pieces(e.right))[:n]
				}
			}
			e.below = r.under(s, k, e.at)
			out = append(out, e)
			i = end
		}
	}
	return out
}

// titled reports the one number behind a title: "INVOICE 1001".
func titled(m match, rest phrase) bool {
	_, ok := shaped(fNumero, rest)
	return ok && m.id == fNumero
}

// nextLabel is where the next label with a colon starts.
func (r *reader) nextLabel(ws []word, i int) int {
	for ; i < len(ws); i++ {
		if m, ok := r.labels.at(ws[i:]); ok && m.colon {
			return i
		}
	}
	return len(ws)
}

// startsLabel reports that a phrase is a label.
func (r *reader) startsLabel(p phrase) bool {
	ws := pieces(p)
	m, ok := r.labels.at(ws)
	if ok && (m.colon || m.n == len(ws) || !m.weak) {
		return true
	}
	m, ok = r.totals.at(ws)
	return ok && (m.colon || m.n == len(ws))
}

// maxBlock is how many lines an address has: name, street, city, country, tax
// id, contact and telephone, with two that wrap.
const maxBlock = 9

// under is the phrases below a label, one per line, until the gap is too wide
// or goods begin. In a row of labels with one value under each, the value
// need not overlap its label: labels are centred, values are not.
func (r *reader) under(s *sheet, k int, at phrase) []phrase {
	var out []phrase
	base, size, x0, x1 := s.lines[k].base, at.size(), at.x0(), at.x1()
	for i := k + 1; i < len(s.lines) && len(out) < maxBlock; i++ {
		l := &s.lines[i]
		if base-l.base > 2.4*max(size, l.size) || r.used[l] {
			break
		}
		j := slices.IndexFunc(l.phrases, func(p phrase) bool { return p.x0() < x1 && p.x1() > x0-2 && p.x0() >= x0-3*size })
		if j < 0 && len(out) == 0 && i == k+1 && len(l.phrases) == len(s.lines[k].phrases) && r.allLabels(&s.lines[k]) {
			j = slices.IndexFunc(s.lines[k].phrases, func(p phrase) bool { return p.x0() <= at.x0() && p.x1() >= at.x1() })
		}
		if j < 0 {
			continue
		}
		p := l.phrases[j]
		if len(out) == 0 {
			x0, x1 = p.x0(), max(p.x1(), min(x1, p.x1()+size))
		}
		out = append(out, p)
		base, size = l.base, l.size
	}
	return out
}

// allLabels reports a row of two labels or more and nothing else.
func (r *reader) allLabels(l *line) bool {
	return len(l.phrases) > 1 && !slices.ContainsFunc(l.phrases, func(p phrase) bool { return !r.startsLabel(p) })
}

// enter takes the value of one label.
func (r *reader) enter(h *header, e *entry) {
	switch e.m.id {
	case fFecha:
		r.enterDate(h, e, true)
	case fVendedor, fComprador:
		r.enterParty(h, e)
	case bTaxID:
	case fOther:
		r.enterDate(h, e, false)
	default:
		r.enterShaped(h, e)
	}
}

// candidates are the words that may be the value: beside the label, then
// below it.
func (e *entry) candidates(r *reader) []phrase {
	var out []phrase
	if len(e.right) > 0 {
		out = append(out, e.right)
	}
	if len(e.below) > 0 && !r.startsLabel(e.below[0]) && (!e.m.colon || len(e.right) == 0) {
		out = append(out, e.below[0])
	}
	return out
}

// best is the value of a field by the strongest label that names it; several
// that differ are a contradiction.
func (r *reader) best(h *header, id string) (value, bool) {
	vs := slices.Clone(h.fields[id])
	if len(vs) == 0 {
		return value{}, false
	}
	slices.SortStableFunc(vs, func(a, b value) int { return a.rank - b.rank })
	first := vs[0]
	for _, v := range vs[1:] {
		if v.rank == first.rank && v.text != first.text {
			r.refuse("invoice_print_conflict", v.at, "%s dice %q y también %q", "%s says %q and also %q", id, first.text, v.text)
			return value{}, false
		}
	}
	return first, true
}
