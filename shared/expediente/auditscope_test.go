package expediente_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// TestExtractTellsNoDecisionAndNoOther: what persons decided of expired lots is in
// no extract, and of what others took of a held quantity only how much of it is held
// no more; what took of the lot that was asked for stays, for its descargo is there
// too. What came after the day of the kit has not happened.
func TestExtractTellsNoDecisionAndNoOther(t *testing.T) {
	t.Parallel()
	const lot, exit, first, second, late = "212432101000001", "212432101000003", "212432101000005", "212432101000006", "212432101000007"
	kg := func(n int64) quantity.Micros { return quantity.Micros(n * 1_000_000) }
	book := func() *ledger.Book {
		l := ledger.Lot{ID: lot + "-1", Pedimento: lot, Partida: 1, Cantidad: kg(20), CantidadUMT: kg(20), AvailableFrom: day("2021-01-01")}
		b := &ledger.Book{ID: "M", Lots: []ledger.Lot{l}, Saldos: []ledger.Saldo{{Lot: l.ID, Cantidad: kg(20), CantidadUMT: kg(20)}}}
		b.Exits = []ledger.Exit{{
			ID: exit + "-1", Pedimento: exit, Partida: 1, Rol: ledger.RoleSalida, Cantidad: kg(9), MovedAt: day("2021-08-01"),
			Motivo: "Nota", TakesExpired: true, LeaveExpired: true,
			Dirigido: []ledger.Directed{{Lot: late + "-1", Cantidad: kg(1)}}, Vencidos: []ledger.AboutExpired{{Lot: late + "-1", Toma: true}},
		}, {ID: second + "-512-1", Pedimento: second, Rol: ledger.RoleSalida, Cantidad: kg(2), MovedAt: day("2021-09-02")}}
		b.Held = []ledger.Held{{Exit: exit + "-1", Lot: l.ID, Cantidad: kg(9), MovedAt: day("2021-08-01"), Tomado: []ledger.TakenHeld{
			{Exit: first + "-512-1", Cantidad: kg(4), MovedAt: day("2021-09-01")},
			{Exit: second + "-512-1", Cantidad: kg(2), MovedAt: day("2021-09-02")},
			{Exit: late + "-512-1", Cantidad: kg(1), MovedAt: day("2021-10-01")},
		}}}
		return b
	}
	all := book().Held[0].Tomado
	for name, tt := range map[string]struct {
		asked []string
		on    string
		want  []ledger.TakenHeld
	}{
		"of the exit":                  {[]string{exit}, "2021-09-30", []ledger.TakenHeld{{Cantidad: kg(6)}}},
		"of the exit, before any take": {[]string{exit}, "2021-08-31", nil},
		"of the lot":                   {[]string{lot}, "2021-09-01", all[:1]},
		"of the exit and one of them":  {[]string{exit, second}, "2021-09-30", []ledger.TakenHeld{all[1], {Cantidad: kg(4)}}},
	} {
		b := book()
		e, ok := expediente.ExtractOf(b, "", func(is func(string) bool) bool {
			return slices.ContainsFunc(tt.asked, is)
		}, day(tt.on))
		if !ok || len(e.Held) != 1 {
			t.Fatalf("%s: %+v", name, e)
		}
		if d := cmp.Diff(tt.want, e.Held[0].Tomado); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		if on := day(tt.on); e.Held[0].On(on) != b.Held[0].On(on) {
			t.Errorf("%s: %s is held, in the books %s", name, e.Held[0].On(on), b.Held[0].On(on))
		}
		if d := cmp.Diff(book().Held, b.Held); d != "" {
			t.Errorf("%s: the book was changed (-before +after):\n%s", name, d)
		}
		raw, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		for _, no := range []string{late, "Nota", "vencido", "dirigido"} {
			if strings.Contains(string(raw), no) {
				t.Errorf("%s: the extract says %q: %s", name, no, raw)
			}
		}
	}
}

func day(s string) document.Date {
	d, err := document.ParseDate(s)
	if err != nil {
		panic(err) // a test's own constant
	}
	return d
}
