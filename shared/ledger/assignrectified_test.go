package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
)

// goods is a partida of so many pieces that weigh a tenth in kilos.
func goods(sec int, fraccion string, pieces int64) ledger.Line {
	return ledger.Line{Sec: sec, Fraccion: fraccion, UMT: "1", CantidadUMT: kg(pieces) / 10, UMC: "6", CantidadUMC: kg(pieces)}
}

// TestRectifiedPartida: the invoice of a pedimento is older than its
// rectification, and tells the parts of the partidas as they were.
func TestRectifiedPartida(t *testing.T) {
	t.Parallel()
	const was, now, third = connector, "85369028", "85444299"
	told := func(parte, fraccion string, q int64) ledger.PartLine {
		return ledger.PartLine{Parte: parte, Fraccion: fraccion, Cantidad: kg(q)}
	}
	millar := goods(1, was, 1000)
	millar.UMC, millar.CantidadUMC = "11", kg(1)
	kilos := goods(1, was, 1000)
	kilos.UMC, kilos.CantidadUMC = "1", kg(100)
	for name, tt := range map[string]struct {
		first, last []ledger.Line
		invoice     []ledger.PartLine
		lots        []string
		codes       []string
	}{
		"the fracción alone": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{goods(1, now, 1000)}, []ledger.PartLine{told("CON-11", was, 1000)},
			[]string{"1-1 CON-11 1000"}, nil,
		},
		"the invoice was right from the start": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{goods(1, now, 1000)}, []ledger.PartLine{told("CON-11", now, 1000)},
			[]string{"1-1 CON-11 1000"}, nil,
		},
		"the fracción of several parts": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{goods(1, now, 1000)}, []ledger.PartLine{told("CON-11", was, 600), told("CON-10", was, 400)},
			[]string{"1-1/CON-10 CON-10 400", "1-1/CON-11 CON-11 600"}, nil,
		},
		"to the fracción of another partida": {
			[]ledger.Line{goods(1, was, 1000), goods(2, now, 1000)}, []ledger.Line{goods(1, now, 1000), goods(2, now, 1000)},
			[]ledger.PartLine{told("CON-10", was, 1000), told("CON-11", now, 1000)},
			[]string{"1-1 CON-10 1000", "1-2 CON-11 1000"}, nil,
		},
		"to that of another partida, several parts each": {
			[]ledger.Line{goods(1, was, 1000), goods(2, now, 500)}, []ledger.Line{goods(1, now, 1000), goods(2, now, 500)},
			[]ledger.PartLine{told("CON-10", was, 700), told("CON-20", was, 300), told("CON-11", now, 300), told("CON-21", now, 200)},
			[]string{"1-1/CON-10 CON-10 700", "1-1/CON-20 CON-20 300", "1-2/CON-11 CON-11 300", "1-2/CON-21 CON-21 200"}, nil,
		},
		"two fracciones exchanged": {
			[]ledger.Line{goods(1, was, 1000), goods(2, now, 500)}, []ledger.Line{goods(1, now, 1000), goods(2, was, 500)},
			[]ledger.PartLine{told("CON-10", was, 1000), told("CON-11", now, 500)},
			[]string{"1-1 CON-10 1000", "1-2 CON-11 500"}, nil,
		},
		"a partida dropped: the next has its number": {
			[]ledger.Line{goods(1, was, 500), goods(2, now, 500)}, []ledger.Line{goods(1, now, 500)},
			[]ledger.PartLine{told("CON-10", was, 500), told("CON-11", now, 500)},
			[]string{"1-1 CON-11 500"}, []string{"invoice_line_unmatched"},
		},
		"a partida parted in two": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{goods(1, now, 400), goods(2, was, 600)},
			[]ledger.PartLine{told("CON-10", was, 400), told("CON-11", was, 600)},
			[]string{"1-1 CON-10 400", "1-2 CON-11 600"}, nil,
		},
		"the quantity, one part": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{goods(1, was, 990)}, []ledger.PartLine{told("CON-11", was, 1000)},
			[]string{"1-1 CON-11 990"}, []string{"invoice_rectified_quantity"},
		},
		"the quantity, one part in two lines": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{goods(1, was, 990)}, []ledger.PartLine{told("CON-11", was, 300), told("CON-11", was, 700)},
			[]string{"1-1 CON-11 990"}, []string{"invoice_rectified_quantity"},
		},
		"the quantity, two parts": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{goods(1, was, 990)}, []ledger.PartLine{told("CON-11", was, 300), told("CON-10", was, 700)},
			[]string{"1-1  99"}, []string{"invoice_rectified_quantity"},
		},
		"quantity and fracción, one part": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{goods(1, now, 990)}, []ledger.PartLine{told("CON-11", was, 1000)},
			[]string{"1-1 CON-11 990"}, []string{"invoice_rectified_quantity"},
		},
		"the quantities of two partidas": {
			[]ledger.Line{goods(1, was, 1000), goods(2, was, 500)}, []ledger.Line{goods(1, was, 990), goods(2, was, 495)},
			[]ledger.PartLine{told("CON-10", was, 1000), told("CON-11", was, 500)},
			[]string{"1-1 CON-10 990", "1-2 CON-11 495"}, []string{"invoice_rectified_quantity", "invoice_rectified_quantity"},
		},
		"dropped and changed: nothing tells which it is": {
			[]ledger.Line{goods(1, was, 1000), goods(2, was, 500)}, []ledger.Line{goods(1, was, 450)},
			[]ledger.PartLine{told("CON-10", was, 1000), told("CON-11", was, 500)},
			[]string{"1-1  45"}, []string{"invoice_line_unmatched", "invoice_rectified_quantity"},
		},
		"dropped and changed, another fracción": {
			[]ledger.Line{goods(1, was, 1000), goods(2, now, 500)}, []ledger.Line{goods(1, now, 450)},
			[]ledger.PartLine{told("CON-10", was, 1000), told("CON-11", now, 500)},
			[]string{"1-1  45"}, []string{"invoice_line_unmatched", "invoice_rectified_quantity"},
		},
		"the unit, to thousands: it adds up": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{millar}, []ledger.PartLine{told("CON-11", was, 600), told("CON-21", was, 400)},
			[]string{"1-1/CON-11 CON-11 600", "1-1/CON-21 CON-21 400"}, nil,
		},
		"the unit, to another dimension": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{kilos}, []ledger.PartLine{told("CON-11", was, 1000)},
			[]string{"1-1 CON-11 100"}, []string{"invoice_rectified_quantity"},
		},
		"the invoice never fitted": {
			[]ledger.Line{goods(1, was, 1000)}, []ledger.Line{goods(1, was, 990)}, []ledger.PartLine{told("CON-11", third, 1000)},
			[]string{"1-1  99"}, []string{"invoice_line_unmatched"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tm := terms(t, nil, row(t, "CON-10", "2", "6", "0", "0", "", 1))
			obs := observe(fact(1, "IN", "2021-03-01", tt.first...), rectify(fact(3, "IN", "2021-06-01", tt.last...), 1, "2021-03-01"))
			obs = append(obs, invoice(ped(1), tt.invoice...))
			for range obs {
				obs = append(obs[1:], obs[0])
				g := tm.Resolve(obs)
				if d := cmp.Diff(tt.lots, partLots(g)); d != "" {
					t.Errorf("lots (-want +got):\n%s", d)
				}
				codes := slices.DeleteFunc(codesOf(g.Findings), func(c string) bool { return c == "unit_clash" })
				slices.Sort(codes)
				if d := cmp.Diff(tt.codes, codes); d != "" {
					t.Errorf("findings (-want +got):\n%s", d)
				}
			}
		})
	}
}

// TestRectifiedFraccionKeepsItsProof: what a return took of a part stays
// proved when a rectification corrects the fracción of its entry.
func TestRectifiedFraccionKeepsItsProof(t *testing.T) {
	t.Parallel()
	tm := terms(t, nil, row(t, "CON-10", "2", "6", "0", "0", "", 1))
	out := goods(1, connector, 600)
	out.Parte = "CON-11"
	rt := export(2, "RT", "2021-04-01", out)
	in := observe(fact(1, "IN", "2021-03-01", goods(1, connector, 1000)), rectify(fact(3, "IN", "2021-06-01", goods(1, "85369028", 1000)), 1, "2021-03-01"))
	in = append(in, invoice(ped(1), ledger.PartLine{Parte: "CON-11", Fraccion: connector, Cantidad: kg(1000), Unidad: "6"}))
	bs, codes := booksUnder(t, tm, ledger.Rows{}, in, observe(rt))
	if d := cmp.Diff([]string{"2-1 takes 600 of 1-1 peps proved", "left 400 of 1-1"}, told(bs["part CON-11 6"])); d != "" || len(codes) > 0 || len(bs) != 1 {
		t.Errorf("%s%v, %d books", d, codes, len(bs))
	}
}
