package contingencia_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// delivered is a law with nothing missing but what is after 2026.
func delivered() law {
	l := tables()
	l.fines = map[string]catalog.FineRow{catalog.FineLateReturn: {
		Code: catalog.FineLateReturn, Days: "15", Cap: "valor", LeastPesos: amount("2000"), MostPesos: amount("3000"), Validity: catalog.Validity{Confidence: "C"},
	}}
	return l
}

func anyDay(t *rapid.T, name string, from document.Date, days int) document.Date {
	return from.AddDays(rapid.IntRange(0, days).Draw(t, name))
}

func anyLot(t *rapid.T) contingencia.Lot {
	l := contingencia.Lot{
		ID: "252432101000001-1", Fraccion: "39012001", Entrada: anyDay(t, "entry", 20200101, 1800),
		Trajo:  quantity.Micros(rapid.Int64Range(1, 1_000_000_000_000).Draw(t, "brought")),
		Aduana: money.Int(rapid.Int64Range(0, 999_999_999).Draw(t, "value")), Comercial: money.Int(rapid.Int64Range(0, 999_999_999).Draw(t, "commercial")),
	}
	l.Queda = quantity.Micros(rapid.Int64Range(0, int64(l.Trajo)).Draw(t, "left"))
	l.Vence = anyDay(t, "due", l.Entrada.AddDays(90), 600)
	l.VenceUltimo = rapid.SampledFrom([]document.Date{0, l.Vence, l.Vence.AddDays(70)}).Draw(t, "second reading")
	forma := rapid.SampledFrom([]string{"0", "5", "21", "22"})
	for _, clave := range []string{"IGI", "IVA", "CC", "IEPS", "DTA"} {
		if rapid.IntRange(0, 3).Draw(t, "has "+clave) > 0 || clave == "IGI" {
			l.Tributos = append(l.Tributos, tributo(clave, forma.Draw(t, "forma of "+clave), rapid.Int64Range(0, 99_999_999).Draw(t, clave)))
		}
	}
	return l
}

// every is each amount of an estimate that must not fall with time.
func every(l *contingencia.Lote) (out []money.Amount) {
	for i := range l.Puntos {
		p := &l.Puntos[i]
		out = append(out, p.Actualizado.Suma, p.SinActualizar.Suma)
		for _, e := range p.Escenarios {
			out = append(out, e.Actualizado.Minimo, e.Actualizado.Maximo, e.SinActualizar.Minimo, e.SinActualizar.Maximo)
		}
	}
	return out
}

// TestMonotone: waiting never costs less, what it adds is never below nothing,
// and a range never ends below its start.
func TestMonotone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lot := anyLot(t)
		pay := anyDay(t, "pay", 20230101, 1300)
		later := rapid.SampledFrom([]document.Date{pay, pay.AddDays(1), contingencia.MesSiguiente(pay)}).Draw(t, "later")
		if later.Year() > 2026 {
			return // no rate of that year is known
		}
		var estimates []contingencia.Lote
		for _, on := range []document.Date{pay, later} {
			c, err := contingencia.New(delivered(), contingencia.Options{Pago: on, Factor: amount("1.0371")})
			if err != nil {
				t.Fatal(err)
			}
			e := c.Lot(&lot)
			addsUp(t, &e)
			estimates = append(estimates, e)
		}
		now, next := every(&estimates[0]), every(&estimates[1])
		for i := range now {
			if !now[i].Known() || !next[i].Known() || next[i].Cmp(now[i]) < 0 {
				t.Fatalf("figure %d is %q on %s and %q on %s", i, now[i], pay, next[i], later)
			}
		}
		for _, p := range contingencia.Esperar(&estimates[0], &estimates[1]) {
			for _, e := range p.Escenarios {
				if e.Actualizado.Minimo.Sign() < 0 || e.SinActualizar.Maximo.Sign() < 0 {
					t.Fatalf("waiting pays: %+v", e)
				}
			}
		}
		for _, p := range estimates[0].Puntos {
			for _, e := range p.Escenarios {
				if e.Actualizado.Maximo.Cmp(e.Actualizado.Minimo) < 0 || e.SinActualizar.Maximo.Cmp(e.SinActualizar.Minimo) < 0 || e.Actualizado.Maximo.Cmp(e.SinActualizar.Maximo) < 0 {
					t.Fatalf("%s: %+v", p.Inicio, e)
				}
			}
		}
	})
}

// TestNothingLeft costs nothing, whatever else is unknown.
func TestNothingLeft(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lot := anyLot(t)
		lot.Queda = 0
		c, err := contingencia.New(delivered(), contingencia.Options{Pago: anyDay(t, "pay", 20230101, 1300)})
		if err != nil {
			t.Fatal(err)
		}
		e := c.Lot(&lot)
		for i, a := range every(&e) {
			if !a.Equal(money.Int(0)) {
				t.Fatalf("figure %d of nothing is %q", i, a)
			}
		}
	})
}

// TestPartsOfALot: two halves of a balance cost what it costs, to half a peso
// for each rounded amount of each of the three.
func TestPartsOfALot(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		whole := anyLot(t)
		a, b := whole, whole
		a.Queda = quantity.Micros(rapid.Int64Range(0, int64(whole.Queda)).Draw(t, "first"))
		b.Queda = whole.Queda - a.Queda
		c, err := contingencia.New(tables(), contingencia.Options{Pago: anyDay(t, "pay", 20230101, 1300), Factor: amount("1.0371")})
		if err != nil {
			t.Fatal(err)
		}
		w, x, y := c.Lot(&whole), c.Lot(&a), c.Lot(&b)
		for i := range w.Puntos {
			for k := range w.Puntos[i].Componentes {
				p, q, r := w.Puntos[i].Componentes[k], find(&x.Puntos[i], w.Puntos[i].Componentes[k].Clave), find(&y.Puntos[i], w.Puntos[i].Componentes[k].Clave)
				if p.Clave == contingencia.DTA || p.Clave == contingencia.IVA {
					continue // their base has a part that does not go below nothing
				}
				for _, s := range [][3]money.Amount{{p.Importe, q.Importe, r.Importe}, {p.Actualizado, q.Actualizado, r.Actualizado}, {p.Recargos, q.Recargos, r.Recargos}} {
					if !money.Within(s[0], total(s[1:]), money.Int(1)) {
						t.Fatalf("%s: %v", p.Clave, s)
					}
				}
			}
		}
	})
}

func find(p *contingencia.Punto, clave string) contingencia.Componente {
	for _, k := range p.Componentes {
		if k.Clave == clave {
			return k
		}
	}
	return contingencia.Componente{Clave: clave, Importe: money.Int(0), Actualizado: money.Int(0), Recargos: money.Int(0)}
}

// TestAgainstRationals computes the IGI of a lot with a rational number library
// and compares to the peso.
func TestAgainstRationals(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lot := anyLot(t)
		igi := rapid.Int64Range(0, 99_999_999).Draw(t, "igi")
		lot.Tributos = []ledger.Tributo{tributo("IGI", "5", igi)}
		pay := anyDay(t, "pay", 20230101, 1300)
		c, err := contingencia.New(tables(), contingencia.Options{Pago: pay, Factor: amount("1.0371")})
		if err != nil {
			t.Fatal(err)
		}
		e := c.Lot(&lot)
		p := &e.Puntos[0]
		months := (pay.Year()-lot.Entrada.Year())*12 + pay.Month() - lot.Entrada.Month()
		sum := new(big.Rat)
		want := new(big.Rat).Mul(big.NewRat(igi, 1), big.NewRat(int64(lot.Queda), int64(lot.Trajo)))
		for m := range max(0, months) {
			y := lot.Entrada.Year() + (lot.Entrada.Month()+m)/12
			sum.Add(sum, map[bool]*big.Rat{true: big.NewRat(207, 10_000), false: big.NewRat(147, 10_000)}[y >= 2026])
		}
		if months > 0 {
			want.Mul(want, big.NewRat(10371, 10_000))
		}
		k := find(p, "IGI")
		if got := k.Actualizado.String(); got != halfUp(want) {
			t.Fatalf("updated %s, want %s", got, want.FloatString(3))
		}
		if got := k.Recargos.String(); got != halfUp(want.Mul(want, sum)) || p.Meses != max(0, months) {
			t.Fatalf("recargos %s of %d months, want %s of %d", got, p.Meses, want.FloatString(3), months)
		}
	})
}

func halfUp(r *big.Rat) string {
	n := new(big.Int).Add(new(big.Int).Lsh(r.Num(), 1), r.Denom())
	return n.Quo(n, new(big.Int).Lsh(r.Denom(), 1)).String()
}
