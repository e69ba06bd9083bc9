package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// lots are the lots of a group: id, quantity, fracción.
func lots(g ledger.Group) []string {
	var out []string
	for _, m := range g.Movements {
		for _, l := range m.Lots {
			out = append(out, l.ID[14:]+" "+l.Cantidad.String()+" "+l.Fraccion)
		}
	}
	slices.Sort(out)
	return out
}

// TestSources: of several sources of a pedimento the highest gives the values;
// contradictions suspend what they are about until a second source agrees.
func TestSources(t *testing.T) {
	t.Parallel()
	in := func(s document.Source, lines ...ledger.Line) ledger.Fact {
		return from(fact(1, "IN", "2021-03-01", lines...), s)
	}
	with := func(f ledger.Fact, edit func(*ledger.Fact)) ledger.Fact { edit(&f); return f }
	noUMC := line(1, resin, 10)
	noUMC.UMC, noUMC.CantidadUMC = "", 0
	otherUMC := line(1, resin, 10)
	otherUMC.UMC, otherUMC.CantidadUMC = "6", kg(3)
	for name, tt := range map[string]struct {
		facts []ledger.Fact
		lots  []string
		codes []string
	}{
		"two that agree": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10)), in(document.SourcePrint, line(1, resin, 10))},
			[]string{"1-1 10 " + resin},
			nil,
		},
		"a quantity contradicted, the other partida stands": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10), line(2, screw, 4)), in(document.SourcePrint, line(1, resin, 11), line(2, screw, 4))},
			[]string{"1-2 4 " + screw},
			[]string{"sources_contradict"},
		},
		"and confirmed by a third": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10)), in(document.SourcePrint, line(1, resin, 11)), in(document.SourceVUCEM, line(1, resin, 10))},
			[]string{"1-1 10 " + resin},
			[]string{"sources_contradict"},
		},
		"a typed value needs no second": {
			[]ledger.Fact{in(document.SourceTyped, line(1, resin, 10)), in(document.SourceDataStage, line(1, resin, 11))},
			[]string{"1-1 10 " + resin},
			[]string{"sources_contradict"},
		},
		"two lower ones that agree against the highest suspend it": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10)), in(document.SourcePrint, line(1, resin, 11)), in(document.SourceVUCEM, line(1, resin, 11))},
			nil,
			[]string{"sources_contradict", "sources_contradict"},
		},
		"another fracción": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10)), in(document.SourcePrint, line(1, screw, 10))},
			nil,
			[]string{"sources_contradict"},
		},
		"another commercial quantity": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10)), in(document.SourcePrint, otherUMC)},
			nil,
			[]string{"sources_contradict"},
		},
		"what one does not give is no contradiction": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10)), with(in(document.SourcePrint, noUMC), func(f *ledger.Fact) { f.Clave, f.Operacion, f.Pago = "", "", 0 })},
			[]string{"1-1 10 " + resin},
			nil,
		},
		"another payment date suspends all": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10)), with(in(document.SourcePrint, line(1, resin, 10)), func(f *ledger.Fact) { f.Pago = day("2021-03-02") })},
			nil,
			[]string{"sources_contradict"},
		},
		"another clave suspends all": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10)), with(in(document.SourcePrint, line(1, resin, 10)), func(f *ledger.Fact) { f.Clave = "V1" })},
			nil,
			[]string{"sources_contradict"},
		},
		"one partida more suspends all, though the header agrees": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10)), in(document.SourceVUCEM, line(1, resin, 10), line(2, screw, 4))},
			nil,
			[]string{"sources_contradict"},
		},
		"one partida less suspends that one": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10), line(2, screw, 4)), in(document.SourceVUCEM, line(1, resin, 10))},
			[]string{"1-1 10 " + resin},
			[]string{"sources_contradict"},
		},
		"a print without partidas contradicts nobody": {
			[]ledger.Fact{in(document.SourceDataStage, line(1, resin, 10)), in(document.SourcePrint)},
			[]string{"1-1 10 " + resin},
			nil,
		},
		"a version: the later date inside wins, whatever its hash": {
			[]ledger.Fact{with(in(document.SourceDataStage, line(1, resin, 10)), func(f *ledger.Fact) { f.AsOf = day("2021-03-09") }), in(document.SourceDataStage, line(1, resin, 11))},
			[]string{"1-1 10 " + resin},
			[]string{"pedimento_version"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := resolve(t, directo(), tt.facts...)
			if d := cmp.Diff(tt.lots, lots(g)); d != "" {
				t.Errorf("lots (-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.codes, codesOf(g.Findings)); d != "" {
				t.Errorf("findings (-want +got):\n%s", d)
			}
		})
	}
}

// TestLowerSourceFills what the higher one does not give.
func TestLowerSourceFills(t *testing.T) {
	t.Parallel()
	a, b := fact(1, "IN", "2021-03-01", line(1, resin, 10), line(2, screw, 4)), from(fact(1, "IN", "2021-03-01", line(2, screw, 4), line(1, resin, 10)), document.SourceVUCEM)
	b.Entrada, b.Seleccion, b.Consolidado = day("2021-02-20"), day("2021-02-25"), true
	b.Remesa = day("2021-02-22")
	b.Lineas[0].Parte, b.Lineas[1].Parte = "OF THE SCREW", "OF THE RESIN"
	g := resolve(t, directo(), a, b)
	for _, m := range g.Movements {
		l := m.Lots[0]
		want := map[string]string{resin: "OF THE RESIN", screw: "OF THE SCREW"}[l.Fraccion]
		if l.Parte != want || l.AvailableFrom != day("2021-02-22") || l.StayBasis != "cierre_consolidado" || len(l.Facts) != 2 {
			t.Errorf("%+v", l)
		}
	}
	if a.Lineas[0].Parte != "" {
		t.Error("merging wrote into the fact")
	}
}

// TestSuspendedNames: what a contradicted partida names is suspended with it.
func TestSuspendedNames(t *testing.T) {
	t.Parallel()
	ds := naming(fact(3, "F4", "2021-04-01", line(1, resin, 15)), named(1, resin, 15))
	pr := from(fact(3, "F4", "2021-04-01", line(1, resin, 14)), document.SourcePrint)
	if g := resolve(t, directo(), ds, pr); len(g.Movements) != 0 {
		t.Errorf("a suspended partida leaves by its record 512: %+v", g.Movements)
	}
}
