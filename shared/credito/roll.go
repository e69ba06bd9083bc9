package credito

import (
	"cmp"
	"iter"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// Roll is the roll-forward of one account over a period, in whole pesos:
//
//	Opening + Granted − Discharged − Expired = Closing
//	ExpiredOpening + Expired − ExpiredDischarged = ExpiredClosing
type Roll struct {
	Cuenta
	Opening, Granted, Discharged, Expired, Closing    int64
	ExpiredOpening, ExpiredDischarged, ExpiredClosing int64
	Proved, Assumed                                   int64           // of both discharges
	Over                                              quantity.Micros // UMT of over-discharges of the period
}

// Balanced reports whether the roll-forward closes exactly.
func (r *Roll) Balanced() bool {
	return r.Opening+r.Granted-r.Discharged-r.Expired == r.Closing &&
		r.ExpiredOpening+r.Expired-r.ExpiredDischarged == r.ExpiredClosing &&
		r.Proved+r.Assumed == r.Discharged+r.ExpiredDischarged
}

// Roll is the roll-forward after from up to and with to, of every account
// granted by then. Opening and closing are the balances AsOf gives; what moves
// between them is counted by itself.
func (l *Ledger) Roll(from, to document.Date) []Roll {
	var out []Roll
	for _, r := range l.Rolls(from, to) {
		out = append(out, r)
	}
	return out
}

// AccountAt is where an account stands in its ledger.
type AccountAt struct{ lot, cuenta uint32 }

// Rolls visits what Roll gives, with where each account stands: a large company
// has them by the hundred thousand, and each is quickly made again by RollAt.
func (l *Ledger) Rolls(from, to document.Date) iter.Seq2[AccountAt, Roll] {
	return func(yield func(AccountAt, Roll) bool) {
		for i := range l.lots {
			if l.lots[i].date > to {
				continue
			}
			for c := range l.lots[i].cuentas {
				at := AccountAt{uint32(i), uint32(c)}
				if !yield(at, l.RollAt(at, from, to)) {
					return
				}
			}
		}
	}
}

// RollAt is the roll-forward of one account that was granted by to.
func (l *Ledger) RollAt(at AccountAt, from, to document.Date) Roll {
	b := &l.lots[at.lot]
	a := &b.cuentas[at.cuenta]
	r := Roll{Cuenta: Cuenta{b.key, a.contribucion, a.forma}}
	for j, beyond := range b.over {
		if m := &b.moves[j]; m.on > from && m.on <= to {
			r.Over = saturate(r.Over, beyond)
		}
	}
	r.Opening, r.ExpiredOpening = b.balance(a, from)
	r.Closing, r.ExpiredClosing = b.balance(a, to)
	if b.date > from {
		r.Granted = a.pesos
	}
	l.moved(&r, b, a, from, to)
	r.Expired = b.expired(a, from, to)
	return r
}

// balance is what is open on a date: running, or past due.
func (b *lot) balance(a *importe, on document.Date) (running, expired int64) {
	if b.date > on {
		return 0, 0
	}
	open := a.pesos - pesosAt(a.pesos, b.cum(on), b.qty)
	if b.late(on) {
		return 0, open
	}
	return open, 0
}

// cum is the quantity that had left by a date.
func (b *lot) cum(on document.Date) quantity.Micros {
	n, _ := slices.BinarySearchFunc(b.moves, on, func(m move, on document.Date) int {
		if m.on <= on {
			return -1
		}
		return 1
	})
	if n == 0 {
		return 0
	}
	return b.moves[n-1].cum
}

// moved adds the discharges of the period.
func (l *Ledger) moved(r *Roll, b *lot, a *importe, from, to document.Date) {
	done := int64(0)
	for j := range b.moves {
		m := &b.moves[j]
		if m.on > to {
			return
		}
		next := pesosAt(a.pesos, m.cum, b.qty)
		pesos := next - done
		done = next
		if m.on <= from {
			continue
		}
		if b.late(m.on) {
			r.ExpiredDischarged += pesos
		} else {
			r.Discharged += pesos
		}
		if m.proved() {
			r.Proved += pesos
		} else {
			r.Assumed += pesos
		}
	}
}

// expired is what passed its due date in the period: all that was open at the
// close of that day, on the next one, or on the day of a grant that comes
// after it.
func (b *lot) expired(a *importe, from, to document.Date) int64 {
	if !b.due.Known() {
		return 0
	}
	if on := max(b.due.AddDays(1), b.date); on <= from || on > to {
		return 0
	}
	return a.pesos - pesosAt(a.pesos, b.cum(b.due), b.qty)
}

// RollTotal is the roll-forward of a contribution and form of payment.
type RollTotal struct {
	Roll    // of an empty key; quantities of several units do not add up, so Over is zero
	Cuentas int
	Overs   int // accounts with over-discharges in the period
}

// RollTotals adds roll-forwards by contribution and form of payment.
func RollTotals(rolls []Roll) []RollTotal {
	sum := RollSum{}
	for i := range rolls {
		sum.Add(&rolls[i])
	}
	return sum.Totals()
}

// RollSum adds roll-forwards one by one.
type RollSum map[[2]string]*RollTotal

// Add takes one.
func (s RollSum) Add(r *Roll) {
	k := [2]string{r.Contribucion, r.Forma}
	t := s[k]
	if t == nil {
		t = &RollTotal{Roll: Roll{Cuenta: Cuenta{Contribucion: r.Contribucion, Forma: r.Forma}}}
		s[k] = t
	}
	t.Cuentas++
	for _, x := range [][2]*int64{
		{&t.Opening, &r.Opening},
		{&t.Granted, &r.Granted},
		{&t.Discharged, &r.Discharged},
		{&t.Expired, &r.Expired},
		{&t.Closing, &r.Closing},
		{&t.ExpiredOpening, &r.ExpiredOpening},
		{&t.ExpiredDischarged, &r.ExpiredDischarged},
		{&t.ExpiredClosing, &r.ExpiredClosing},
		{&t.Proved, &r.Proved},
		{&t.Assumed, &r.Assumed},
	} {
		*x[0] += *x[1]
	}
	if r.Over > 0 {
		t.Overs++
	}
}

// Totals are the sums by contribution and form of payment.
func (s RollSum) Totals() []RollTotal {
	out := make([]RollTotal, 0, len(s))
	for _, t := range s {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b RollTotal) int {
		return cmp.Or(cmp.Compare(a.Contribucion, b.Contribucion), cmp.Compare(a.Forma, b.Forma))
	})
	return out
}

// Abono is one discharge of one account.
type Abono struct {
	Cuenta
	Discharge *Discharge
	On        document.Date // never before the grant
	Cantidad  quantity.Micros
	Importe   int64
	Late      bool // after the due date
	// Over is what the discharge takes beyond the grant, in UMT: it closes nothing.
	Over quantity.Micros
}

// Abonos are the discharges after from up to and with to, by account, in the
// order of keys and dates: what the discharge reports of the SCCCyG list.
func (l *Ledger) Abonos(from, to document.Date) iter.Seq[Abono] {
	return func(yield func(Abono) bool) {
		for r := range l.Refs(from, to) {
			var x ledger.ExitBrief
			if a, _ := l.Abono(r, &Discharge{}, &x); !yield(a) {
				return
			}
		}
	}
}
