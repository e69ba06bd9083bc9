package contingencia_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

var update = flag.Bool("update", false, "write the golden files again")

// someLots are lots of every state, some without a figure.
func someLots(t *rapid.T) []contingencia.Lot {
	n := rapid.IntRange(0, 8).Draw(t, "lots")
	out := make([]contingencia.Lot, n)
	for i := range out {
		l := anyLot(t)
		l.ID = fmt.Sprintf("25243210100%04d-1", i)
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			l.Vence, l.VenceUltimo = 0, 0
		case 1:
			l.Comercial = money.Amount{}
		case 2:
			l.Tributos = append(l.Tributos, ledger.Tributo{Clave: "IVA", Forma: "21"})
		}
		out[i] = l
	}
	return out
}

// estimates prices lots and adds them up in an order.
func estimates(t *rapid.T, pay document.Date, lots []contingencia.Lot, order []int) (*contingencia.Resumen, []contingencia.Lote) {
	now, err := contingencia.New(delivered(), contingencia.Options{Pago: pay, Factor: amount("1.0371")})
	if err != nil {
		t.Fatal(err)
	}
	next, err := contingencia.New(delivered(), contingencia.Options{Pago: contingencia.MesSiguiente(pay), Factor: amount("1.0371")})
	if err != nil {
		t.Fatal(err)
	}
	r, out := contingencia.NewResumen(), make([]contingencia.Lote, len(lots))
	for _, i := range order {
		a, b := now.Lot(&lots[i]), next.Lot(&lots[i])
		r.Add(&a, contingencia.Esperar(&a, &b))
		out[i] = a
	}
	return r, out
}

// TestTotalsOfAnyLots: totals are the sums of their lots, months add up to
// states, and the order of lots changes nothing.
func TestTotalsOfAnyLots(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lots, pay := someLots(t), anyDay(t, "pay", 20230101, 1300)
		order := make([]int, len(lots))
		for i := range order {
			order[i] = i
		}
		r, all := estimates(t, pay, lots, order)
		other, _ := estimates(t, pay, lots, rapid.Permutation(order).Draw(t, "order"))
		for name, pair := range map[string][2]any{
			"states": {r.PorEstado(), other.PorEstado()}, "months": {r.PorMes(), other.PorMes()}, "waiting": {r.Espera(), other.Espera()},
			"assumed": {r.Supuestos(), other.Supuestos()}, "unknown": {r.Desconocido(), other.Desconocido()},
		} {
			if a, b := encoded(t, pair[0]), encoded(t, pair[1]); a != b {
				t.Fatalf("%s follow the order of lots:\n%s\n%s", name, a, b)
			}
		}
		for _, total := range r.PorEstado() {
			holds(t, &total, all)
		}
		byMonth := map[contingencia.Estado]int{}
		sums := map[contingencia.Estado]*money.Sum{}
		for _, m := range r.PorMes() {
			byMonth[m.Estado] += m.Lotes
			if sums[m.Estado] == nil {
				sums[m.Estado] = &money.Sum{}
			}
			sums[m.Estado].Add(m.Inicios[0].Escenarios[2].Actualizado.Maximo.Pesos)
		}
		for _, s := range r.PorEstado() {
			if s.Estado == contingencia.SinPlazo || s.Lotes == 0 {
				continue
			}
			if got, _ := sums[s.Estado].Total(); byMonth[s.Estado] != s.Lotes || !got.Equal(s.Inicios[0].Escenarios[2].Actualizado.Maximo.Pesos) {
				t.Fatalf("%s: months have %d lots and %s, the state %d and %s", s.Estado, byMonth[s.Estado], got, s.Lotes, s.Inicios[0].Escenarios[2].Actualizado.Maximo.Pesos)
			}
		}
	})
}

// holds compares a total with the naive sum of its lots.
func holds(t *rapid.T, total *contingencia.Total, all []contingencia.Lote) {
	n, without := 0, 0
	var s2, igi money.Sum
	s2.Add(money.Int(0))
	igi.Add(money.Int(0))
	for i := range all {
		l := &all[i]
		if l.Estado != total.Estado {
			continue
		}
		n++
		if len(l.Puntos) == 0 {
			continue
		}
		if k := find(&l.Puntos[1], contingencia.IGI); k.Recargos.Known() {
			igi.Add(k.Recargos)
		}
		if a := l.Puntos[1].Escenarios[2].Actualizado.Maximo; a.Known() {
			s2.Add(a)
		} else {
			without++
		}
	}
	if n != total.Lotes {
		t.Fatalf("%s: %d lots, want %d", total.Estado, total.Lotes, n)
	}
	if len(total.Inicios) == 0 {
		return
	}
	in := &total.Inicios[1]
	want, _ := s2.Total()
	if got := in.Escenarios[2].Actualizado.Maximo; !got.Pesos.Equal(want) || got.SinCifra != without || got.Completa() != (without == 0) {
		t.Fatalf("%s: S2 %+v, want %s and %d without", total.Estado, got, want, without)
	}
	want, _ = igi.Total()
	if got := in.Componentes[0]; got.Clave != contingencia.IGI || !got.Recargos.Pesos.Equal(want) {
		t.Fatalf("%s: %+v, want %s", total.Estado, got, want)
	}
}

func encoded(t *rapid.T, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestMonthsAhead: a month after any day is in the next month, on the same day
// or its last one.
func TestMonthsAhead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay(t, "day", 20200101, 4000)
		next := contingencia.MesSiguiente(d)
		months := (next.Year()-d.Year())*12 + next.Month() - d.Month()
		if months != 1 || next.Day() != d.Day() && next != next.MonthEnd() || next.Day() > d.Day() {
			t.Fatalf("a month after %s is %s", d, next)
		}
	})
}

// TestWholeExample holds the JSON of the worked example, of its rows and of its
// totals, to a file: a change of any figure shows.
func TestWholeExample(t *testing.T) {
	t.Parallel()
	l := tables()
	later := assumed()
	later.Pago = contingencia.MesSiguiente(later.Pago)
	now, next := priced(t, l, assumed(), example()), priced(t, l, later, example())
	wait := contingencia.Esperar(&now, &next)
	r := contingencia.NewResumen()
	r.Add(&now, wait)
	got, err := json.MarshalIndent(map[string]any{
		"lote": now, "espera": wait, "renglones": contingencia.Renglones(&now, wait), "por_mes": r.PorMes(), "supuestos": r.Supuestos(), "general": contingencia.General(assumed()),
	}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join("testdata", "ejemplo.json")
	if *update {
		if err := os.WriteFile(name, append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(string(want), string(got)+"\n"); d != "" {
		t.Error(d)
	}
}

// TestSum: what is added and what is missing are told apart.
func TestSum(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		in      []string
		want    string
		missing int
	}{
		"known":             {[]string{"1", "2"}, "3", 0},
		"one is missing":    {[]string{"1", "", "2"}, "3", 1},
		"all are missing":   {[]string{"", ""}, "0", 2},
		"more than fits":    {[]string{"9223372036854775799", "9223372036854775799", "1"}, "9223372036854775800", 1},
		"zero is a figure":  {[]string{"0"}, "0", 0},
		"below nothing too": {[]string{"5", "-7"}, "-2", 0},
	} {
		var s contingencia.Suma
		for _, x := range tt.in {
			s.Add(amount(x))
		}
		if s.Pesos.String() != tt.want || s.SinCifra != tt.missing || s.Completa() != (tt.missing == 0) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
