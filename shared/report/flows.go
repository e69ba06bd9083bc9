package report

import (
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// flowMonths is how many months the page looks back: a year shows the rhythm
// of a plant, and the last of them is the month of the period's last day.
const flowMonths = 12

// flow is what entered and what was discharged of one tariff unit, month by
// month: the quantities of two units are never drawn on one scale.
type flow struct {
	umt, unidad string
	in          [flowMonths]quantity.Micros
	out         [flowMonths]split // unresolved of the months of the period alone
}

// flowing gathers the flows while books are read.
func (b *builder) flowing(umt string, d document.Date) (f *flow, month int) {
	to := b.head.To
	month = flowMonths - 1 - (to.Year()-d.Year())*12 - (to.Month() - d.Month())
	if d > to || month < 0 {
		return nil, 0
	}
	if b.flows == nil {
		b.flows = map[string]*flow{}
	}
	if b.flows[umt] == nil {
		b.flows[umt] = &flow{umt: umt, unidad: b.unidad(umt)}
	}
	return b.flows[umt], month
}

// entered adds a lot to the month it became available in.
func (b *builder) entered(l *lote) {
	if f, m := b.flowing(l.UMT, l.AvailableFrom); f != nil {
		f.in[m] = b.add(f.in[m], l.CantidadUMT)
	}
}

// left adds a descargo to the month its exit moved in.
func (b *builder) left(umt string, d *ledger.Descargo) {
	if f, m := b.flowing(umt, d.MovedAt); f != nil {
		b.add(f.out[m].all(), d.CantidadUMT) // that they fit together
		f.out[m].take(d.Status, d.CantidadUMT)
	}
}

// unmatched adds what an exit of the period has without a descargo.
func (b *builder) unmatched(umt string, moved document.Date, q quantity.Micros) {
	if f, m := b.flowing(umt, moved); f != nil {
		f.out[m].unresolved = b.add(f.out[m].unresolved, q)
		b.add(f.out[m].all(), f.out[m].unresolved) // that a bar of both fits
	}
}

// flowOpen is what is unresolved of a month, unknown of one that the period does not
// have whole.
func (s *Set) flowOpen(f *flow, month int) string {
	d := document.NewDate(s.Head.To.Year(), s.Head.To.Month(), 1).AddMonths(month - flowMonths + 1)
	if d < s.Head.From {
		return ""
	}
	return f.out[month].unresolved.String()
}

// flowList are the flows by unit, in their order.
func (b *builder) flowList() []flow {
	out := make([]flow, 0, len(b.flows))
	for _, k := range slices.Sorted(maps.Keys(b.flows)) {
		out = append(out, *b.flows[k])
	}
	return out
}

// flowMonth names a month of the flows of a period that ends on a day.
func flowMonth(to document.Date, month int) string {
	d := document.NewDate(to.Year(), to.Month(), 1).AddMonths(month - flowMonths + 1)
	return d.String()[:len("2006-01")]
}
