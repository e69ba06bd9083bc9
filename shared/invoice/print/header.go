package print

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
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

// The shapes of the values of the header.
var (
	reDocument = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9./_#-]*$`)
	reTaxID    = regexp.MustCompile(`^[A-Z0-9Ñ&][A-Z0-9Ñ&. /-]{3,22}$`)
	reIncoterm = regexp.MustCompile(`^\(?(EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAF|DES|DEQ|DDU|DDP|DAP|DAT|DPU)\)?[,:.-]?$`)
	reCOVE     = regexp.MustCompile(`^COVE\d{2}[0-9A-Z]{7}$`)
)

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

// enterShaped takes a value that its form tells: a number, a currency, an
// Incoterm. Two candidates of that form and no colon are in doubt.
func (r *reader) enterShaped(h *header, e *entry) {
	if e.m.id == fNumero && e.m.weak && !e.m.colon && (len(e.right) == 0 || e.right.x0()-e.at.x1() > e.at.size()) {
		return // a title; what stands below or beside it is anything
	}
	var got []value
	for _, p := range e.candidates(r) {
		if text, ok := shaped(e.m.id, p); ok && !slices.ContainsFunc(got, func(v value) bool { return v.text == text }) {
			got = append(got, value{text, p, e.m.rank})
		}
	}
	switch {
	case len(got) == 1:
		h.fields[e.m.id] = append(h.fields[e.m.id], got[0])
	case len(got) == 2 && e.m.id == fPago:
		h.fields[e.m.id] = append(h.fields[e.m.id], got[0])
	case len(got) == 2:
		r.refuse("invoice_print_value", e.at, "%q puede ser %q o %q", "%q may be %q or %q", joined(e.at, " "), got[0].text, got[1].text)
	}
}

// shaped is the value of a field in the words beside its label.
func shaped(id string, p phrase) (string, bool) {
	p = slices.DeleteFunc(slices.Clone(p), func(w word) bool { return w.s == ":" || w.s == "-" })
	if len(p) == 0 {
		return "", false
	}
	text := p.text()
	switch id {
	case fNumero, fLista, fOrden:
		_, isDate := dateIn(p[0].s)
		return p[0].s, reDocument.MatchString(p[0].s) && hasDigit(p[0].s) && len(p) == 1 && !isDate
	case fMoneda:
		if c := currencyName(text); c != "" {
			return c, true
		}
		for i := range p {
			if c := cmp.Or(isoCode(strings.Trim(p[i].s, "(),.-")), currencyIn(p[i].s)); c != "" {
				return c, len(p) <= 4
			}
		}
		return "", false
	case fIncoterm:
		m := reIncoterm.FindStringSubmatch(strings.ToUpper(p[0].s))
		if m == nil {
			return "", false
		}
		return strings.TrimSpace(m[1] + " " + joined(p[1:], " ")), true
	case fVinculacion:
		switch squeeze(p[0].s) {
		case "Y", "YES", "SI", "S":
			return "SI", len(p) == 1
		case "N", "NO", "NONE":
			return "NO", len(p) == 1
		}
		return "", false
	case fPedimento:
		return pedimento.ParseNumber(text)
	case fCOVE:
		return text, reCOVE.MatchString(text)
	case fVendedorID, fCompradorID:
		up := strings.ToUpper(text)
		return up, reTaxID.MatchString(up) && hasDigit(up)
	case fPago:
		return text, true
	}
	return "", false
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// enterParty takes a name and, from the lines below it, its tax id.
func (r *reader) enterParty(h *header, e *entry) {
	block := e.below
	var name phrase
	switch {
	case len(e.right) > 0 && e.m.colon:
		name = e.right
	case len(block) > 0 && !r.startsLabel(block[0]):
		name, block = block[0], block[1:]
	case len(e.right) > 0:
		name = e.right
	}
	if len(name) == 0 || !strings.ContainsFunc(name.text(), isLetter) {
		return
	}
	if len(block) > 0 && !legal(name.text()) && legalLine(block[0].text()) { // the name wraps
		name, block = slices.Concat(name, block[0]), block[1:]
	}
	h.fields[e.m.id] = append(h.fields[e.m.id], value{name.text(), name, e.m.rank})
	h.parties = append(h.parties, name.text())
	r.taxIn(h, block, e.m.id, e.m.rank)
}

// taxIn finds the tax id in the lines of a block.
func (r *reader) taxIn(h *header, block []phrase, party string, rank int) {
	for _, p := range block {
		if r.startsParty(p) {
			break
		}
		ws := phrase(pieces(p))
		for i := range ws {
			m, ok := r.labels.at(ws[i:])
			if !ok || m.id != bTaxID || i > 0 && !m.colon {
				continue
			}
			rest := ws[i+m.n : r.nextLabel(ws, i+m.n)]
			if text, ok := shaped(fVendedorID, rest); ok {
				h.taxes = append(h.taxes, taxID{party, rank, value{text, rest, rank}})
			}
		}
	}
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0xBF }

// startsParty reports a phrase that is a label and none of a tax id: the
// block above it ends.
func (r *reader) startsParty(p phrase) bool {
	m, ok := r.labels.at(pieces(p))
	return ok && (m.id == fVendedor || m.id == fComprador || m.id == fNumero || m.id == fFecha) && (!m.weak || m.n == len(p) || m.colon)
}

// enterDate takes a date beside or under a label. Dates of other labels only
// tell the order of day and month.
func (r *reader) enterDate(h *header, e *entry, own bool) {
	if o := layoutIn(e.m.note); o != orderUnknown && h.order == orderUnknown {
		h.order = o
	}
	if !own && !strings.Contains(squeeze(joined(e.at, "")), "DATE") && !strings.Contains(squeeze(joined(e.at, "")), "FECHA") {
		return
	}
	for _, p := range e.candidates(r) {
		if o := layoutIn(p); o != orderUnknown { // "(MM/DD/YYYY)" in a cell of its own
			h.order = o
			continue
		}
		if d, ok := dateIn(p.text()); ok {
			h.days = append(h.days, labelDay{d: d, written: p.text(), at: p, own: own, rank: e.m.rank})
			return
		}
	}
	if own && len(e.right) > 0 && hasDigit(e.right.text()) && r.hints.date(e.right.text()) != 0 {
		h.days = append(h.days, labelDay{d: day{sure: r.hints.date(e.right.text())}, written: e.right.text(), at: e.right, own: own, rank: e.m.rank})
	}
}

// dateOrder is the order of day and month that the document proves: a layout
// printed beside a label, or a labelled date that can mean one day only. Two
// that contradict each other prove nothing.
func (r *reader) dateOrder(h *header) order {
	o := h.order
	for _, d := range h.days {
		p := d.d.proof(strings.Join(strings.Fields(d.written), " "))
		if p == orderUnknown {
			continue
		}
		if o != orderUnknown && o != p {
			return orderUnknown
		}
		o = p
	}
	return o
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

// date is the date of the document.
func (r *reader) date(h *header) (document.Date, phrase) {
	var own []labelDay
	for _, d := range h.days {
		if d.own {
			own = append(own, d)
		}
	}
	if len(own) == 0 {
		r.refuse("invoice_print_value", nil, "no se encuentra la fecha del documento", "the date of the document was not found")
		return 0, nil
	}
	slices.SortStableFunc(own, func(a, b labelDay) int { return a.rank - b.rank })
	first := own[0]
	var at document.Date
	for _, d := range own {
		if d.rank != first.rank {
			break
		}
		on := d.d.in(h.order)
		if !on.Known() {
			on = r.hints.date(d.written)
		}
		if !on.Known() {
			r.refuse("invoice_print_date", d.at, "la fecha %q puede ser %s o %s y nada en el documento lo aclara",
				"the date %q may be %s or %s and nothing in the document tells", d.written, d.d.dmy, d.d.mdy)
			return 0, nil
		}
		if at.Known() && at != on {
			r.refuse("invoice_print_conflict", d.at, "la fecha dice %s y también %s", "the date says %s and also %s", at, on)
			return 0, nil
		}
		at = on
	}
	return at, first.at
}
