package print

import (
	"slices"
	"strings"
)

// block is the place of the totals of one page: where their figures stand.
type block struct {
	x0, x1      points // of the figures
	top, bottom points // bases of its first and last line, the top is higher
}

// isMoney reports a total that is an amount of money.
func isMoney(id string) bool {
	switch id {
	case fSubtotal, fTotal, fFlete, fSeguro, fEmbalaje, fOtros, fImpuesto, fDescuento:
		return true
	}
	return false
}

// blocks are the blocks of totals below the goods, by page.
func (r *reader) blocks() map[int]*block {
	out := map[int]*block{}
	for i := range r.sums {
		s := &r.sums[i]
		if s.inside || !isMoney(s.id) || len(s.fig.words) == 0 {
			continue
		}
		p := phrase(s.fig.words)
		b := out[s.page]
		if b == nil {
			b = &block{p.x0(), p.x1(), p[0].base, p[0].base}
			out[s.page] = b
		}
		b.x0, b.x1 = min(b.x0, p.x0()), max(b.x1, p.x1())
		b.top, b.bottom = max(b.top, p[0].base), min(b.bottom, p[0].base)
	}
	return out
}

// blockGap is how far, in font sizes, an amount may stand below the totals and
// still be one of them: a label of two lines and an empty one fit between.
const blockGap = 5

// unexplained refuses every amount that stands among the totals, or goes on
// below them, and that no label of this package names: a deposit, an advance
// or a discount in words of its own changes what the total means.
func (r *reader) unexplained() {
	if len(r.rows) == 0 {
		return
	}
	last := &r.rows[len(r.rows)-1]
	all := r.blocks()
	for i := range r.pages {
		s := &r.pages[i]
		for k := range s.lines {
			l := &s.lines[k]
			b := all[l.page]
			if b == nil || r.used[l] || l.page < last.page || l.page == last.page && l.base >= last.base {
				continue
			}
			if l.base < b.bottom-blockGap*max(l.size, last.size) {
				break // the block has ended
			}
			if r.strange(l, b) {
				b.bottom = min(b.bottom, l.base)
			}
		}
	}
}

// strange refuses the amount of a line that is none of the totals read; false
// when it has none.
func (r *reader) strange(l *line, b *block) bool {
	for i, p := range l.phrases {
		fig := trailing(p)
		if len(fig) == 0 || !fig.overlaps(b.x0, b.x1) || r.taken(fig) || !strings.ContainsAny(fig.text(), "123456789") {
			continue
		}
		if i > 0 && len(fig) == len(p) && r.startsLabel(l.phrases[i-1]) || len(fig) < len(p) && r.startsLabel(p[:len(p)-len(fig)]) {
			continue // the value of a label of the header
		}
		if r.repeats(fig) {
			continue
		}
		r.refuse("invoice_print_totals", fig, "entre los totales dice %q y no se sabe qué es", "among the totals it says %q and it is not known what it is", l.text())
		return true
	}
	return false
}

// trailing is the figure at the end of a phrase, empty without one: a label
// may stand close before it.
func trailing(p phrase) phrase {
	for i := range slices.Backward(p) {
		if numberLike(p[i:]) && (i == 0 || !numberLike(p[i-1:i])) {
			if f, ok := number(p[i:]); ok && f.s != "" {
				return p[i:]
			}
			return nil
		}
	}
	return nil
}

// taken reports words that are the figure of a total already read.
func (r *reader) taken(p phrase) bool {
	for i := range r.sums {
		w := phrase(r.sums[i].fig.words)
		if len(w) > 0 && w.page() == p.page() && max(w[0].base-p[0].base, p[0].base-w[0].base) < 1 && w.overlaps(p.x0(), p.x1()) {
			return true
		}
	}
	return false
}

// repeats reports a figure that says a total again.
func (r *reader) repeats(p phrase) bool {
	f, ok := number(p)
	for i := range r.sums {
		if s := &r.sums[i]; ok && s.id == fTotal && s.fig.s == f.s && s.fig.negative == f.negative {
			return true
		}
	}
	return false
}
