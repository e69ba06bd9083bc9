package print

import "slices"

// sum is a printed total with its label.
type sum struct {
	id   string
	fig  figure
	page int
	// inside says that goods follow it: it is a total of its page.
	inside bool
	// rows is how many lines of goods stand above it.
	rows int
}

// readSums reads the totals: beside their label, below it, or under the
// columns of the goods.
func (r *reader) readSums() {
	above, all := 0, len(r.rows)
	for i := range r.pages {
		s := &r.pages[i]
		for k := range s.lines {
			l := &s.lines[k]
			for above < all && (r.rows[above].page < l.page || r.rows[above].page == l.page && r.rows[above].base >= l.base) {
				above++
			}
			if !r.used[l] {
				r.sumsOf(s, k, above, above < all)
			}
		}
	}
}

// anywhere are the totals that may stand in the header of a document; others
// are read below goods only.
func anywhere(id string) bool {
	switch id {
	case fTotalCant, fTotalBulto, fTotalTarim, fTotalNeto, fTotalBruto:
		return true
	}
	return false
}

// labelled is a label of a line with the phrases up to the next one.
type labelled struct {
	m      match
	at     phrase
	values []phrase
	boxed  bool // the figure stands below: no column has a say
}

// sumsOf reads the totals of one line.
func (r *reader) sumsOf(s *sheet, k, above int, inside bool) {
	l := &s.lines[k]
	found := r.sumLabels(l)
	beside := anySums(found)
	for i := range found {
		x := &found[i]
		if above == 0 && !anywhere(x.m.id) {
			continue
		}
		if !slices.ContainsFunc(x.values, numberLike) {
			if below := r.beneath(s, k, x.at); below != nil && !beside {
				x.values, x.boxed = append(x.values, below), true
			} else if x.m.id == fTotal || x.m.id == fSubtotal {
				r.refuse("invoice_print_totals", x.at, "%q no tiene cifra que se lea", "%q has no figure that can be read", joined(x.at, " "))
			}
		}
		r.take(x, l, above, inside)
	}
}

// sumLabels finds the labels of totals in a line, each with the phrases up to
// the next one. The label of a total may stand among its columns.
func (r *reader) sumLabels(l *line) []labelled {
	var found []labelled
	var before []phrase
	for _, p := range l.phrases {
		ws := phrase(pieces(p))
		m, ok := r.totals.at(ws)
		switch n := len(found); {
		case ok && len(ws) == m.n:
			found = append(found, labelled{m: m, at: ws})
		case ok && onlyFigures(ws[m.n:]):
			found = append(found, labelled{m: m, at: ws[:m.n], values: []phrase{ws[m.n:]}})
		case n > 0:
			found[n-1].values = append(found[n-1].values, p)
		case numberLike(p):
			before = append(before, p)
		}
	}
	if len(found) > 0 && (found[0].m.id == fTotal || found[0].m.id == fSubtotal) {
		found[0].values = append(before, found[0].values...)
	}
	return found
}

// anySums reports that some label of a line has its figure beside it.
func anySums(found []labelled) bool {
	return slices.ContainsFunc(found, func(x labelled) bool { return slices.ContainsFunc(x.values, numberLike) })
}

// belowWithin is how far, in font sizes, a figure may stand below its label.
const belowWithin = 2.6

// beneath is the figure under a label, nil without one.
func (r *reader) beneath(s *sheet, k int, at phrase) phrase {
	for i := k + 1; i < len(s.lines) && s.lines[k].base-s.lines[i].base <= belowWithin*at.size(); i++ {
		for _, p := range s.lines[i].phrases {
			if p.overlaps(at.x0(), at.x1()) {
				if numberLike(p) {
					return p
				}
				return nil
			}
		}
	}
	return nil
}

// take files the figures of a label. Several figures in the row of a total
// belong to the columns they stand under; of another label only the first is.
func (r *reader) take(x *labelled, l *line, above int, inside bool) {
	figs, ok := r.figuresOf(x)
	if !ok {
		return
	}
	rowed := (x.m.id == fTotal || x.m.id == fSubtotal) && !x.boxed
	for i, f := range figs {
		id := x.m.id
		switch {
		case rowed:
			id = r.column(id, f.words, l, f, len(figs))
		case i > 0:
			return
		}
		if (id == fTotalNeto || id == fTotalBruto) && f.unit == "" {
			f.unit = labelUnit(x.at)
		}
		if id == "" {
			r.refuse("invoice_print_totals", f.words, "no es seguro de qué es el total %q", "it is not certain what the total %q is of", joined(f.words, " "))
			continue
		}
		r.sums = append(r.sums, sum{id: id, fig: f, page: l.page, inside: inside, rows: above})
	}
}

// figuresOf reads the figures behind a label up to the first text, in the
// currency that stands beside them or in the label; false, with a finding,
// when the first of them cannot be read.
func (r *reader) figuresOf(x *labelled) ([]figure, bool) {
	var figs []figure
	currency := labelCurrency(x.at)
	for _, p := range x.values {
		if ornament(p) {
			if c := labelCurrency(p); c != "" {
				currency = c
			}
			continue
		}
		f, ok := number(p)
		if !ok {
			if numberLike(p) && len(figs) == 0 {
				r.refuse("invoice_print_totals", p, "no se lee la cifra %q de %q", "the figure %q of %q cannot be read", p.text(), joined(x.at, " "))
				return nil, false
			}
			break
		}
		figs = append(figs, f)
	}
	for i := range figs {
		if figs[i].currency == "" {
			figs[i].currency = currency
		}
	}
	return figs, true
}

// column is what a figure in the row of a total is the total of.
func (r *reader) column(id string, p phrase, l *line, f figure, figures int) string {
	var at *band
	if t := r.tableBefore(l); t != nil {
		at = t.bandOf(p)
	}
	if at != nil {
		switch at.id {
		case fImporte:
			return id
		case fCantidad:
			return fTotalCant
		case fBultos:
			return fTotalBulto
		case fNeto, fNeto + "_kg", fNeto + "_lb", fBruto, fBruto + "_kg", fBruto + "_lb":
			return "total_" + at.id
		case fCartones:
			return fTotalBulto
		}
	}
	switch {
	case weightUnit(f.unit) != "":
		return ""
	case figures == 1 && f.unit != "" && at == nil:
		return fTotalCant
	case figures == 1 && !r.packing && (at == nil || !at.number):
		return id
	}
	return ""
}

// tableBefore is the table of goods a line stands below.
func (r *reader) tableBefore(l *line) *table {
	var last *table
	for i := range r.tables {
		t := &r.tables[i]
		if len(t.rows) > 0 && (t.rows[0].page < l.page || t.rows[0].page == l.page && t.rows[0].base > l.base) {
			last = t
		}
	}
	return last
}

func labelCurrency(ws phrase) string {
	for _, w := range ws {
		if c := currencyIn(w.s); c != "" {
			return c
		}
	}
	return ""
}

func labelUnit(ws phrase) string {
	for _, w := range ws {
		for _, s := range splitSigns(w.s) {
			if u := weightUnit(s); u != "" {
				return u
			}
		}
	}
	return ""
}
