package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// cuadre is a fracción over the year: what its movements give, beside what its
// lots hold.
type cuadre struct {
	fraccion, umt, unidad string
	opening, in           quantity.Micros
	out                   outs
	exits, computed       quantity.Micros
	split                 split
	closing               quantity.Micros // of the lots, on the last day
	before                quantity.Micros // of the lots, the day before the first
}

// balanced: the movements lead from one balance of the lots to the other.
func (c *cuadre) balanced() bool { return c.computed == c.closing && c.opening == c.before }

// kept are the balances of a day in UMT, by fracción and unit, as the lots hold
// them: the books' own view, which no sum of movements takes part in.
func kept(books []*ledger.Book, on document.Date) (map[[2]string]quantity.Micros, error) {
	out := map[[2]string]quantity.Micros{}
	for _, b := range books {
		for _, l := range b.AsOf(on) {
			if l.Lot.AvailableFrom > on {
				continue
			}
			k := [2]string{l.Lot.Fraccion, l.Lot.UMT}
			sum := out[k] + l.SaldoUMT
			if l.SaldoUMT > 0 && sum < out[k] {
				return nil, ErrRange
			}
			out[k] = sum
		}
	}
	return out, nil
}

// annualBalance is opening + entries − exits = closing per fracción, in UMT,
// held against the lots on both ends. One that does not close is refused.
func (s *Set) annualBalance(more *More, _ *Year) ([]Table, error) {
	first, err := kept(more.whole(), s.Head.From.AddDays(-1))
	if err != nil {
		return nil, err
	}
	last, err := kept(more.whole(), s.Head.To)
	if err != nil {
		return nil, err
	}
	for i := range s.saldos {
		x := &s.saldos[i]
		if x.nivel == withoutLot {
			continue // nothing of it was ever a balance
		}
		k := [2]string{x.fraccion, x.umt}
		c := cuadre{
			fraccion: x.fraccion, umt: x.umt, unidad: s.unit(x.umt).ES, opening: x.opening, in: x.in, out: x.out, before: first[k], closing: last[k],
			split: split{x.proved, x.assumed, x.undocumented, x.unresolved},
		}
		delete(first, k)
		delete(last, k)
		for _, q := range x.out {
			c.exits += q
		}
		c.computed = c.opening + c.in - c.exits
		if !c.balanced() {
			return nil, fmt.Errorf("%w: fracción %s, unit %s: %s + %s − %s = %s, the lots hold %s and %s", ErrUnbalanced,
				c.fraccion, c.umt, c.opening, c.in, c.exits, c.computed, c.before, c.closing)
		}
		s.year.balance = append(s.year.balance, c)
	}
	for _, left := range []map[[2]string]quantity.Micros{first, last} {
		for _, k := range slices.SortedFunc(maps.Keys(left), func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }) {
			if left[k] != 0 {
				return nil, fmt.Errorf("%w: fracción %s, unit %s: the lots hold %s and no movement tells of it", ErrUnbalanced, k[0], k[1], left[k])
			}
		}
	}
	q := func(key, es, en string, of func(*cuadre) quantity.Micros) field[cuadre] {
		return field[cuadre]{key, es, en, Quantity, func(c *cuadre) string { return of(c).String() }}
	}
	return []Table{tabulate("cuadre_anual", document.Text{
		ES: "Saldo inicial + entradas − salidas = saldo final, por fracción (UMT)", EN: "Opening + entries − exits = closing, per fracción (UMT)",
	}, s.Head, []field[cuadre]{
		cell("fraccion", "Fracción", "Fracción", func(c *cuadre) string { return c.fraccion }),
		cell("umt", "UMT", "UMT", func(c *cuadre) string { return c.umt }),
		cell("unidad", "Unidad", "Unit", func(c *cuadre) string { return c.unidad }),
		q("saldo_inicial", "Saldo inicial", "Opening", func(c *cuadre) quantity.Micros { return c.opening }),
		q("entradas", "Entradas", "Entries", func(c *cuadre) quantity.Micros { return c.in }),
		q("salidas_retorno", "Por retorno", "By return", func(c *cuadre) quantity.Micros { return c.out.of("retorno") }),
		q("salidas_transferencia", "Por transferencia", "By transfer", func(c *cuadre) quantity.Micros { return c.out.of("transferencia") }),
		q("salidas_cambio_regimen", "Por cambio de régimen", "By change of regime", func(c *cuadre) quantity.Micros { return c.out.of("cambio_regimen") }),
		q("salidas_otras", "Otras", "Others", func(c *cuadre) quantity.Micros { return c.out.of("otras") }),
		q("salidas", "Salidas", "Exits", func(c *cuadre) quantity.Micros { return c.exits }),
		q("probado", "Salidas, probado", "Exits, proved", func(c *cuadre) quantity.Micros { return c.split.proved }),
		q("supuesto", "Salidas, supuesto", "Exits, assumed", func(c *cuadre) quantity.Micros { return c.split.assumed }),
		q("sin_documento", "Salidas, sin documento", "Exits, undocumented", func(c *cuadre) quantity.Micros { return c.split.undocumented }),
		q("sin_resolver", "Salidas sin resolver, aparte", "Exits unresolved, apart", func(c *cuadre) quantity.Micros { return c.split.unresolved }),
		q("saldo_calculado", "Saldo calculado", "Closing, computed", func(c *cuadre) quantity.Micros { return c.computed }),
		q("saldo_de_lotes", "Saldo de los lotes", "Closing of the lots", func(c *cuadre) quantity.Micros { return c.closing }),
		q("diferencia", "Diferencia", "Difference", func(c *cuadre) quantity.Micros { return c.computed - c.closing }),
		cell("control", "Control", "Check", func(*cuadre) string { return "cuadra" }), // what does not is refused above
	}, s.year.balance)}, nil
}
