package print

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

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
