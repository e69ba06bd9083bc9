package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
)

// TestOfOneLot: a loss, a find or an act that names its lot is of that lot;
// what it says beyond that is short, and no other lot pays for it.
func TestOfOneLot(t *testing.T) {
	t.Parallel()
	lot := func(n int) string { return ped(n) + "-1" }
	lost := func(id, on string, n int, q int64) ledger.LossRow {
		return ledger.LossRow{ID: id, Fecha: day(on), Parte: "CON-10", Lot: lot(n), Cantidad: kg(q), Unidad: "6"}
	}
	found := func(id, on string, n int, q int64) ledger.LossRow {
		r := lost(id, on, n, q)
		r.Found = true
		return r
	}
	// 100 of each of January, February and March.
	for name, tt := range map[string]struct {
		rows  ledger.Rows
		moved []string
		short []string
		left  []string
	}{
		"lost, as the lot has it": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-04-01", 2, 30)}},
			[]string{"30 of 2 to faltante"},
			nil,
			[]string{"100", "70", "100"},
		},
		"lost, more than the lot has": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-04-01", 2, 130)}},
			[]string{"100 of 2 to faltante"},
			[]string{"30 over_discharge"},
			[]string{"100", "0", "100"},
		},
		"lost of a lot that is none": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-04-01", 9, 30)}},
			nil,
			[]string{"30 before_window"},
			[]string{"100", "100", "100"},
		},
		"lost before the lot came": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-02-20", 3, 30)}},
			nil,
			[]string{"30 late_import"},
			[]string{"100", "100", "100"},
		},
		"found, of the lot it says and not of the newest": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-04-01", 1, 30), lost("D2", "2021-04-01", 3, 30), found("D3", "2021-04-02", 1, 20)}},
			[]string{"30 of 1 to faltante", "30 of 3 to faltante", "20 of 1 to bueno"},
			nil,
			[]string{"90", "100", "70"},
		},
		"found, more than that lot lacks": {
			ledger.Rows{Losses: []ledger.LossRow{lost("D1", "2021-04-01", 1, 30), lost("D2", "2021-04-01", 3, 30), found("D3", "2021-04-02", 1, 50)}},
			[]string{"30 of 1 to faltante", "30 of 3 to faltante", "30 of 1 to bueno"},
			[]string{"20 no_faltante"},
			[]string{"100", "100", "70"},
		},
		"destroyed, more than the lot has": {
			ledger.Rows{Acts: []ledger.ActRow{{Acta: "A", Renglon: 1, Tipo: "destruccion", Fecha: day("2021-04-01"), Parte: "CON-10", Lot: lot(2), Cantidad: kg(130), Unidad: "6", Goods: true}}},
			[]string{"100 of 2"},
			[]string{"30 over_discharge"},
			[]string{"100", "0", "100"},
		},
		"destroyed, of a pedimento without a partida": {
			ledger.Rows{Acts: []ledger.ActRow{{Acta: "A", Renglon: 1, Tipo: "destruccion", Fecha: day("2021-04-01"), Parte: "CON-10", Lot: ped(3), Cantidad: kg(30), Unidad: "6", Goods: true}}},
			[]string{"30 of 3"},
			nil,
			[]string{"100", "100", "70"},
		},
	} {
		bs, _ := booksUnder(t, terms(t, nil), tt.rows, connectors()...)
		b := bs["part CON-10 6"]
		var moved, short, left []string
		for _, d := range b.Descargos {
			moved = append(moved, d.Cantidad.String()+" of "+d.Lot[14:15])
		}
		for _, c := range b.Cambios {
			moved = append(moved, c.Cantidad.String()+" of "+c.Lot[14:15]+" to "+c.A)
		}
		for _, s := range b.Shortages {
			short = append(short, s.Cantidad.String()+" "+string(s.Cause))
		}
		for _, s := range b.Saldos {
			left = append(left, s.Cantidad.String())
		}
		if got, want := slices.Concat(moved, short, left), slices.Concat(tt.moved, tt.short, tt.left); !slices.Equal(got, want) {
			t.Errorf("%s (-want +got):\n%s", name, cmp.Diff(want, got))
		}
	}
}
