package report

import (
	"math"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// days are texts of days: rows in their order say the same few again and again.
type days struct {
	of   [64]document.Date
	text [64]string
}

// say is a day as it is written.
func (d *days) say(day document.Date) string {
	at := uint32(day) % uint32(len(d.of)) //nolint:gosec // any number tells days apart
	if d.of[at] != day {
		d.of[at], d.text[at] = day, day.String()
	}
	return d.text[at]
}

// yes is the sign of a yes or no column; blank is no.
func yes(b bool) string {
	if b {
		return "si"
	}
	return ""
}

// estado is a status in the language of the authority.
func estado(s ledger.Status) string {
	switch s {
	case ledger.Proved:
		return "probado"
	case ledger.Assumed:
		return "supuesto"
	case ledger.Undocumented:
		return "sin_documento"
	}
	return string(s)
}

// base is why a descargo met its lot: the exit identifies it, or PEPS.
func base(s string) string {
	if s == "named" {
		return "identificado"
	}
	return s
}

// partida prints a line number; a record 512 that matches none has no number.
func partida(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// blankZero leaves a zero blank where zero means "not given".
func blankZero(q quantity.Micros) string {
	if q == 0 {
		return ""
	}
	return q.String()
}

// share is the part of a lot's customs value that its saldo carries, to the
// cent, half up; unknown when the lot has no value.
func share(l *lote) money.Amount { return portion(l, l.Aduana) }

// pending are the contributions not paid in cash that the saldo of a lot
// carries (forms of payment 5, 21, 22), as its pedimento declares them; unknown
// when it declares none at all, or one without an amount.
func pending(l *lote) money.Amount {
	if len(l.Tributos) == 0 {
		return money.Amount{}
	}
	return portion(l, l.Suspended())
}

// portion is what of an amount of a whole lot its saldo carries.
func portion(l *lote, amount money.Amount) money.Amount {
	total, ok := amount.Micros()
	whole := max(l.CantidadUMT, l.EntradaUMT) // the value is of what the pedimento brought
	if !ok || whole <= 0 || total < 0 {
		return money.Amount{}
	}
	part, err := quantity.Micros(total).MulDiv(l.closing, whole)
	if err != nil {
		return money.Amount{}
	}
	const cent = 10_000 // millionths
	if int64(part) > math.MaxInt64-cent {
		return money.Amount{}
	}
	return money.FromMicros((int64(part) + cent/2) / cent * cent)
}

// unidad is the name of a unit of Apéndice 7, "" for a key outside it.
func (b *builder) unidad(key string) string {
	if row, ok := b.cat.Unit(key); ok {
		return row.Descripcion
	}
	return ""
}

// dias is how many days are left at the end of the period, negative after
// the due date, blank without one.
func dias(to, due document.Date) string {
	if !due.Known() {
		return ""
	}
	return strconv.Itoa(to.DaysUntil(due))
}

// whole is a sum that lacks nothing; unknown when an addend is, since a part
// of a sum looks like the sum.
func whole(s *money.Sum) money.Amount {
	total, ok := s.Total()
	if !ok {
		return money.Amount{}
	}
	return total
}
