package step_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/step"
)

// bookOf is a book of one lot and one exit that takes from it by one basis.
func bookOf(lot ledger.Lot, basis string, moved document.Date, late bool) *ledger.Book {
	lot.ID, lot.Cantidad = "L", 1_000_000
	return &ledger.Book{
		Material: ledger.Material{Key: "M", Unit: "6"},
		Lots:     []ledger.Lot{lot},
		Exits:    []ledger.Exit{{ID: "E", Rol: ledger.RoleSalida, Clave: "RT", Cantidad: 400_000, MovedAt: moved}},
		Descargos: []ledger.Descargo{{
			Exit: "E", Lot: "L", Cantidad: 400_000, MovedAt: moved, Rol: ledger.RoleSalida, Status: ledger.Proved, Basis: basis, Vencido: late,
		}},
		Saldos: []ledger.Saldo{{Lot: "L", Cantidad: 600_000}},
	}
}

// TestBooksNameTheStay: rules read the row of the law that gave a due date, not
// the text it rests on.
func TestBooksNameTheStay(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		lot  ledger.Lot
		want string
	}{
		"inputs":                 {ledger.Lot{Tipo: "insumo", Clave: "IN", StayStart: 20240305, Due: 20250905, DueSource: "LA 108-I; Decreto IMMEX 4-I"}, "I"},
		"from another IMMEX":     {ledger.Lot{Tipo: "transferencia", Clave: "V1", StayStart: 20240305, Due: 20240905, DueSource: "Decreto IMMEX art. 4"}, "V1"},
		"from a supplier":        {ledger.Lot{Tipo: "transferencia", Clave: "V1", StayStart: 20240305, Due: 20250905, DueSource: "Decreto IMMEX art. 4"}, "V1-PN"},
		"recorded by a person":   {ledger.Lot{Tipo: "insumo", Clave: "IN", StayStart: 20240305, Due: 20270305, DueSource: "carta"}, "manual"},
		"a date nobody computed": {ledger.Lot{Tipo: "insumo", Clave: "IN", StayStart: 20240305, Due: 20260305, DueSource: "LA 108-I; Decreto IMMEX 4-I"}, "manual"},
		"no stay":                {ledger.Lot{Tipo: "insumo", Clave: "IN"}, ""},
	} {
		out := rule.NewBooks(ruletest.Setting(), 20240701)
		step.AddBook(out, bookOf(tt.lot, "peps", 20240601, false), 0, 20240701)
		if len(out.Lots) != 1 || out.Lots[0].Plazo != tt.want {
			t.Errorf("%s: %+v, want %q", name, out.Lots, tt.want)
		}
	}
}

// TestBooksTellHowLate: past the first due date alone an exit may be late; past
// the last, and the business day that is put off to, it is; what names its lot
// is told apart.
func TestBooksTellHowLate(t *testing.T) {
	t.Parallel()
	lot := ledger.Lot{Tipo: "insumo", Clave: "IN", StayStart: 20220305, AvailableFrom: 20220305, Due: 20230905, DueLast: 20250301} // a Saturday
	for name, tt := range map[string]struct {
		basis                  string
		moved                  document.Date
		late                   bool
		past, certain, byNames quantity.Micros
	}{
		"in time":              {"peps", 20230904, false, 0, 0, 0},
		"past the first":       {"peps", 20230906, true, 400_000, 0, 0},
		"put off":              {"peps", 20250303, true, 400_000, 0, 0},
		"past the last":        {"peps", 20250304, true, 400_000, 400_000, 0},
		"past the last, named": {"named", 20250304, true, 400_000, 0, 400_000},
	} {
		out := rule.NewBooks(ruletest.Setting(), 20260101)
		step.AddBook(out, bookOf(lot, tt.basis, tt.moved, tt.late), 0, 20260101)
		x := &out.Exits[0]
		if diff := cmp.Diff([]quantity.Micros{tt.past, tt.certain, tt.byNames}, []quantity.Micros{x.Vencido, x.VencidoCierto, x.VencidoNombrado}); diff != "" || x.Probado != 400_000 || x.UltimaEntrada != 20220305 {
			t.Errorf("%s: %s in %+v", name, diff, x)
		}
	}
}
