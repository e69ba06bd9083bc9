package step_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
)

// TestCreditWithLots: what an account discharges is told with a lot that discharges,
// not with one that waits for a decision, and no account is left out: what is of no
// lot taken stands apart.
func TestCreditWithLots(t *testing.T) {
	t.Parallel()
	lot := func(id string) ledger.Lot {
		return ledger.Lot{ID: id, Pedimento: number(2021, 1), Fraccion: "39012001", UMT: "1"}
	}
	account := func(n int) credito.Cuenta {
		return credito.Cuenta{Key: credito.Key{Pedimento: number(2021, n), Fraccion: "39012001", UMT: "1"}, Contribucion: "3", Forma: "21"}
	}
	b := &ledger.Book{
		Lots:  []ledger.Lot{lot("late"), lot("due")},
		Exits: []ledger.Exit{{ID: "x", Pedimento: step.PlannedKey}, {ID: "y", Pedimento: step.PlannedKey}},
		Held:  []ledger.Held{{Exit: "x", Lot: "late", Cantidad: micros(1)}},
	}
	late := &ledger.Book{Lots: b.Lots, Exits: b.Exits, Descargos: []ledger.Descargo{{Exit: "y", Lot: "due", Cantidad: micros(1)}}}
	apart := step.CreditTaken{Cuenta: account(2), Pesos: 7}
	p := &step.Planned{Books: []*ledger.Book{b, late}, Credit: []step.CreditTaken{{Cuenta: account(1), Pesos: 5}, apart}}
	got := map[string]money.Amount{}
	for _, x := range p.Taken() {
		got[x.Lot.ID] = x.Credito
	}
	if want := map[string]money.Amount{"late": {}, "due": money.Int(5)}; len(got) != 2 || got["late"] != want["late"] || got["due"] != want["due"] {
		t.Errorf("told %v, expected %v", got, want)
	}
	if d := cmp.Diff([]step.CreditTaken{apart}, p.CreditApart()); d != "" {
		t.Errorf("apart (-want +got):\n%s", d)
	}
	p.Books = p.Books[:1]
	if x := p.Taken(); len(x) != 1 || x[0].Credito != money.Int(5) {
		t.Errorf("of lots that all wait: %+v", x)
	}
}
