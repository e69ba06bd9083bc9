// Package contingencia is the money a company would owe for what it brought in
// under its programme and has not returned: per lot and per day of payment, the
// contributions that were not paid at entry, their actualización and recargos,
// and the fine of each scenario (LA 101, 176, 178, 182, 183; CFF 17-A, 21; RLA
// 140). It is an estimate that names its scenario, never a liquidation.
//
// Example: of a lot that entered in January 2025 goods of 400,000 pesos are
// left, with an IGI of 60,000; paid in November 2026 with a factor of 1.06, the
// IGI is 63,600 and its recargos, 38.94 % of it, are 24,766.
//
// Two starting points exist in practice and both are shown: the month of the
// temporary entry, and the month after the stay expired. Every amount is an
// exact fraction rounded once, half up, to whole pesos; a total is the sum of
// its rounded parts.
//
// A figure that no table has (the INPC, the surcharge of a year to come, a fine
// of Anexo 13) leaves unknown what follows from it, with the reason. Nothing is
// extrapolated. What an authority receives never has this in it.
package contingencia

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Law is the dated law the estimate rests on. A figure nobody has is an error
// whose text says what to deliver (catalog.Missing); an implementation never
// answers with that of another date.
type Law interface {
	// Recargo is the surcharge for late payment of the month of a day.
	Recargo(on document.Date) (catalog.RecargoRow, error)
	// Index is the INPC of a month, YYYY-MM.
	Index(yearMonth string) (catalog.Figure, error)
	// Fee is a fee or rate on a day.
	Fee(code string, on document.Date) (catalog.FeeRow, error)
	// Fine is a fine on a day; without amounts it comes with an error.
	Fine(code string, on document.Date) (catalog.FineRow, error)
	// Contribution is the abbreviation of a key of Apéndice 12.
	Contribution(key string) string
}

// Lot is what is left of a lot, and what its pedimento said of the whole of it.
type Lot struct {
	ID          string
	Pedimento   string
	Partida     int
	Fraccion    string
	Descripcion string
	Unidad      string // Apéndice 7, of the quantities

	Entrada      document.Date // its month is the first starting point
	EntradaCota  bool          // no paper says it: the earliest day its number allows
	Vence        document.Date // unknown: it stays for the life of the programme
	VenceUltimo  document.Date // the second reading; unknown when that is in doubt
	Trajo, Queda quantity.Micros

	Aduana    money.Amount // customs value of what it brought
	Comercial money.Amount // commercial value of what it brought
	Tributos  []ledger.Tributo
	// SinTributos: only an opening balance tells of it, and nobody knows what
	// its pedimento paid.
	SinTributos bool
	// TasaIGI is the rate of the tariff on the day of entry and TasaCC that of a
	// compensatory duty, as part of one; unknown when no table gives them. They
	// count only where the pedimento declares none.
	TasaIGI, TasaCC money.Amount
}

// Of is what is left of a lot of the books; ok is false when nothing is. The
// commercial value and the rates are of whoever knows them.
func Of(s *ledger.LotSaldo, unidad string) (l Lot, ok bool) {
	k := s.Lot
	left := s.Saldo + s.Desperdicio + s.Faltante // all of it stays under the lot and its due date (LA 109; LA 2-XII)
	if left <= 0 || k.Brought() <= 0 {
		return Lot{}, false
	}
	return Lot{
		ID: k.ID, Pedimento: k.Pedimento, Partida: k.Partida, Fraccion: k.Fraccion, Descripcion: k.Descripcion, Unidad: unidad,
		Entrada: k.AvailableFrom, EntradaCota: k.OpeningOnly(), Vence: k.Due, VenceUltimo: k.DueLast,
		Trajo: k.Brought(), Queda: left, Aduana: k.Aduana, Tributos: k.Tributos, SinTributos: k.OpeningOnly(),
	}, true
}

// Estado is where the stay of a lot is on the day of payment.
type Estado string

// The states, the worst first.
const (
	Vencido  Estado = "vencido"   // past every reading of its due date
	EnDuda   Estado = "en_duda"   // past the first reading only
	Vigente  Estado = "vigente"   // within its stay
	SinPlazo Estado = "sin_plazo" // it stays for the life of the programme
)

// Estados lists them in their order.
func Estados() []Estado { return []Estado{Vencido, EnDuda, Vigente, SinPlazo} }

// EstadoAl is the state on a day.
func (l *Lot) EstadoAl(on document.Date) Estado {
	switch {
	case !l.Vence.Known():
		return SinPlazo
	case on <= l.Vence:
		return Vigente
	case l.VenceUltimo.Known() && on > l.VenceUltimo:
		return Vencido
	}
	return EnDuda
}

// Options are what a person decides of an estimate.
type Options struct {
	Pago document.Date // when it would be paid
	// Factor is the factor of actualización a person assumes for every lot and
	// starting point; unknown: that of the INPC (CFF 17-A).
	Factor money.Amount
	// TasaIGI is the rate a person assumes, as part of one, for lots whose
	// pedimento declares no IGI and whose fracción has no rate; unknown: such an
	// IGI is unknown.
	TasaIGI money.Amount
	// SinDTA leaves the DTA of a definitive import out: that it is owed on an F4
	// or A3 is not confirmed.
	SinDTA bool
}

// MesSiguiente is the same day of the next month, or its last day: waiting a
// month never skips one.
func MesSiguiente(d document.Date) document.Date {
	if !d.Known() {
		return 0
	}
	end := document.NewDate(d.Year(), d.Month(), 1).AddMonths(1).MonthEnd()
	return document.NewDate(end.Year(), end.Month(), min(d.Day(), end.Day()))
}
