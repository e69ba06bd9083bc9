package ledger_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/ledger"
)

// TestDirectedToNothing: a decision that names a lot the material has not, or
// more than the exit has, is told; one that was followed is not.
func TestDirectedToNothing(t *testing.T) {
	t.Parallel()
	id := func(n int) string { return ped(n) + "-1" }
	for name, tt := range map[string]struct {
		directed []ledger.Directed
		want     string
	}{
		"followed":            {[]ledger.Directed{{Lot: id(1), Cantidad: kg(5)}}, ""},
		"a lot that is none":  {[]ledger.Directed{{Lot: id(7), Cantidad: kg(5)}}, "directed_no_lot"},
		"more than leaves":    {[]ledger.Directed{{Lot: id(1), Cantidad: kg(6)}, {Lot: id(1), Cantidad: kg(5)}}, "directed_over"},
		"all of it, and more": {[]ledger.Directed{{Lot: id(1), Cantidad: kg(10)}, {Lot: id(1), Cantidad: kg(5)}}, "directed_over"},
	} {
		m := ledger.Material{Kind: ledger.KindFraccion, Key: "39012001", Unit: "1"}
		lot := ledger.Lot{ID: id(1), Pedimento: ped(1), Partida: 1, Cantidad: kg(100), CantidadUMT: kg(100), UMT: "1", AvailableFrom: day("2021-01-01")}
		exit := ledger.Exit{ID: id(2), Rol: ledger.RoleSalida, Pedimento: ped(2), Partida: 1, Clave: "RT", Cantidad: kg(10), MovedAt: day("2021-02-01"), Dirigido: tt.directed, SameState: true}
		b := ledger.Evaluate(us, m, []ledger.Movements{{Material: m, Lots: []ledger.Lot{lot}, Exits: []ledger.Exit{exit}}}, ledger.Policy{}, "catalogue")
		var codes []string
		for _, f := range b.Findings() {
			if f.Code == "directed_no_lot" || f.Code == "directed_over" {
				codes = append(codes, f.Code)
			}
		}
		if got := strings.Join(codes, " "); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
