package credito_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// TestKeptBooksMakeTheSameCredit: books that lie on a rack, some without a
// descargo, give the discharges that whole ones give, each with its exit.
func TestKeptBooksMakeTheSameCredit(t *testing.T) {
	day := func(n int) document.Date { return document.NewDate(2021, 3, n) }
	lot := func(ped string, partida int, q quantity.Micros) ledger.Lot {
		return ledger.Lot{
			ID: ped + "-" + ledger.LineNumber(partida), Pedimento: ped, Partida: partida, Fraccion: "39012001", UMT: "1", Cantidad: q, CantidadUMT: q,
			Pago: day(1), AvailableFrom: day(1), Tributos: []ledger.Tributo{{Clave: "3", Forma: "21", Importe: money.Int(1000)}, {Clave: "4", Forma: "22", Importe: money.Int(70)}},
		}
	}
	exit := func(id string, n int) ledger.Exit {
		return ledger.Exit{ID: id + "-1", Pedimento: id, Partida: 1, Rol: ledger.RoleSalida, Tipo: "retorno", MovedAt: day(n)}
	}
	take := func(x, l string, n int, q quantity.Micros) ledger.Descargo {
		return ledger.Descargo{Exit: x + "-1", Lot: l, Cantidad: q, CantidadUMT: q, MovedAt: day(n), Rol: ledger.RoleSalida, Status: ledger.Assumed, Basis: "peps"}
	}
	const a, b = "212432101000001", "212432101000002"
	opened := lot(b, 2, 50)
	opened.EntradaUMT = 80 // thirty left before the books begin
	books := []*ledger.Book{
		{ID: "none"},
		{
			ID: "first", Lots: []ledger.Lot{lot(a, 1, 100), lot(b, 1, 60)}, Exits: []ledger.Exit{exit("212432102000001", 5), exit("212432102000002", 6)},
			Descargos: []ledger.Descargo{take("212432102000001", a+"-1", 5, 40), take("212432102000002", a+"-1", 6, 60), take("212432102000002", b+"-1", 6, 0), take("212432102000002", b+"-1", 6, 7)},
		},
		{ID: "idle", Lots: []ledger.Lot{opened}},
		{ID: "last", Lots: []ledger.Lot{lot("212432101000003", 1, 9)}, Exits: []ledger.Exit{exit("212432102000003", 7)}, Descargos: []ledger.Descargo{take("212432102000003", "212432101000003-1", 7, 10)}},
	}
	whole := credito.NewBooks()
	for _, x := range books {
		whole.Add(x)
	}
	want := whole.Ledger(catalog.Default())
	kept := credito.OfBooks(ledger.KeepAll(books), catalog.Default())
	all := slices.Collect(want.Abonos(0, day(30)))
	if d := cmp.Diff(all, slices.Collect(kept.Abonos(0, day(30)))); d != "" || len(all) < 6 {
		t.Errorf("%d discharges; another credit (-whole +kept):\n%s", len(all), d)
	}
	if d := cmp.Diff(want.Findings(), kept.Findings()); d != "" || len(want.Findings()) == 0 {
		t.Errorf("other findings (-whole +kept):\n%s", d)
	}
	var x ledger.ExitBrief
	for r := range kept.Refs(0, day(30)) {
		var d credito.Discharge
		_, left := kept.Abono(r, &d, &x)
		if left != (d.Date > day(1)) || left && d.ID[:len(x.Pedimento)+2] != x.Pedimento+"-1" {
			t.Errorf("%s is of an exit of %s: %v", d.ID, x.Pedimento, left)
		}
	}
	for account := range kept.Accounts(day(5)) {
		for m := range account.Moved {
			if m.On > day(5) {
				t.Errorf("%v moved later", m)
			}
		}
	}
}
