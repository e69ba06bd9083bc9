package ledger

import (
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
	Tributos  money.Sum       `json:"-"`         // contributions not paid in cash (formas 5, 21, 22)
	Expired   int             `json:"vencidos"`  // lots past their due date
	AtRisk    money.Sum       `json:"-"`         // contributions of those
}

// suspended are the forms of payment by which a contribution is not paid while
// the goods are here: 5 temporary, 21 credit, 22 guarantee (Anexo 22 Apéndice
// 13).
func suspended(forma string) bool { return forma == "5" || forma == "21" || forma == "22" }

// Exposed adds what the lots of a book answer for at the end of a day.
func (e *Exposure) Exposed(b *Book, on document.Date) {
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
		part := share{of: max(s.Lot.Cantidad, s.Lot.Entrada)} // values are of what the pedimento brought
		e.Aduana.Add(part.amount(s.Lot.Aduana, left, pesos))
		for _, t := range s.Lot.Tributos {
			if !suspended(t.Forma) {
				continue
			}
			owed := part.amount(t.Importe, left, pesos)
			e.Tributos.Add(owed)
			if late {
				e.AtRisk.Add(owed)
			}
		}
	}
}

// Suspended are the contributions of a whole lot that were not paid in cash,
// in whole pesos; ok is false when one has no amount.
func (l *Lot) Suspended() (total money.Amount, ok bool) {
	var sum money.Sum
	for _, t := range l.Tributos {
		if suspended(t.Forma) {
			sum.Add(t.Importe)
		}
	}
	return sum.Total()
}
