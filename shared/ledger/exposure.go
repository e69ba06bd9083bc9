package ledger

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Exposure is what a company answers for with what it has not yet returned,
// in whole pesos of the entry pedimentos.
type Exposure struct {
	Lots      int             `json:"lotes"`
	Pendiente quantity.Micros `json:"pendiente"` // in the unit of the material
	Aduana    money.Sum       `json:"-"`         // customs value of it
	Tributos  money.Sum       `json:"-"`         // contributions not paid in cash (list forma_no_pagada)
	Expired   int             `json:"vencidos"`  // lots past their due date
	AtRisk    money.Sum       `json:"-"`         // contributions of those
}

// Suspended reports a contribution that is not paid while the goods are here, by
// its form of payment (Anexo 22 Apéndice 13). A form that did not exist yet on
// the day paid nothing either; that it was used is a finding of the rules.
func (t *Tributo) Suspended() bool { return catalog.Default().In(catalog.ListUnpaid, t.Forma, 0) }

// Exposed adds what the lots of a book answer for at the end of a day; of a
// book that is nil, nothing.
func (e *Exposure) Exposed(b *Book, on document.Date) {
	for _, sum := range []*money.Sum{&e.Aduana, &e.Tributos, &e.AtRisk} {
		sum.Add(money.Int(0)) // without lots a company answers for nothing, which is known
	}
	if b == nil {
		return
	}
	for _, s := range b.AsOf(on) {
		left := s.Saldo + s.Desperdicio + s.Faltante
		if left <= 0 || s.Lot.Cantidad <= 0 {
			continue
		}
		e.Lots++
		e.Pendiente += left
		late := expired(s.Lot, on)
		if late {
			e.Expired++
		}
		part := share{of: s.Lot.Brought()}
		e.Aduana.Add(part.amount(s.Lot.Aduana, left, pesos))
		if s.Lot.OpeningOnly() {
			e.owes(money.Amount{}, late)
		}
		for i := range s.Lot.Tributos {
			t := &s.Lot.Tributos[i]
			if !t.Suspended() {
				continue
			}
			e.owes(part.amount(t.Importe, left, pesos), late)
		}
	}
}

func (e *Exposure) owes(a money.Amount, late bool) {
	e.Tributos.Add(a)
	if late {
		e.AtRisk.Add(a)
	}
}

// Brought is the quantity the values of a lot are of: what its pedimento
// brought, whatever an opening balance left of it.
func (l *Lot) Brought() quantity.Micros {
	if l.Entrada > 0 {
		return l.Entrada
	}
	return l.Cantidad
}

// OpeningOnly reports a lot that only an opening balance tells of: nobody knows
// what its pedimento paid.
func (l *Lot) OpeningOnly() bool {
	return l.Entrada == 0 && slices.Contains(openingBases(), l.AvailableBasis)
}

// Amounts are the sums of an exposure; one that adds up a figure nobody knows
// is unknown, since the rest of it would look like all.
func (e *Exposure) Amounts() (aduana, tributos, atRisk money.Amount) {
	return known(&e.Aduana), known(&e.Tributos), known(&e.AtRisk)
}

func known(sum *money.Sum) money.Amount {
	if total, ok := sum.Total(); ok {
		return total
	}
	return money.Amount{}
}

// Suspended are the contributions of a whole lot that were not paid in cash,
// in whole pesos; unknown when one has no amount.
func (l *Lot) Suspended() money.Amount {
	var sum money.Sum
	sum.Add(money.Int(0))
	if l.OpeningOnly() {
		return money.Amount{}
	}
	for i := range l.Tributos {
		t := &l.Tributos[i]
		if t.Suspended() {
			sum.Add(t.Importe)
		}
	}
	return known(&sum)
}

// Value is the customs value of what is left of the lot, whole pesos; unknown
// when that of the lot is.
func (s *LotSaldo) Value() money.Amount {
	left := s.Saldo + s.Desperdicio + s.Faltante
	if left <= 0 {
		return money.Int(0)
	}
	part := share{of: s.Lot.Brought()}
	return part.amount(s.Lot.Aduana, left, pesos)
}

// Owed is what is not paid in cash of what is left of the lot, whole pesos;
// unknown when a contribution of it is.
func (s *LotSaldo) Owed() money.Amount {
	left := s.Saldo + s.Desperdicio + s.Faltante
	var sum money.Sum
	sum.Add(money.Int(0))
	if left > 0 && s.Lot.OpeningOnly() {
		return money.Amount{}
	}
	part := share{of: s.Lot.Brought()}
	for i := range s.Lot.Tributos {
		t := &s.Lot.Tributos[i]
		if left > 0 && t.Suspended() {
			sum.Add(part.amount(t.Importe, left, pesos))
		}
	}
	total, ok := sum.Total()
	if !ok {
		return money.Amount{}
	}
	return total
}
