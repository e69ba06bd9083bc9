package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
)

// TestFixedAssetsLeave: in books by part, where no machine has one, a return
// takes the machine whose serial number it declares or a person directs it to,
// an F4 those its record 512 names, and nothing takes one by its fracción.
func TestFixedAssetsLeave(t *testing.T) {
	t.Parallel()
	machine := func(serie string, n int64) ledger.Line {
		return ledger.Line{Sec: 1, Fraccion: "84798999", UMT: "6", CantidadUMT: kg(n), UMC: "6", CantidadUMC: kg(n), Serie: serie}
	}
	in := func(n int, serie string, q int64) ledger.Fact { return fact(n, "AF", "2021-03-01", machine(serie, q)) }
	out := func(serie string, q int64) ledger.Fact { return export(9, "RT", "2021-04-01", machine(serie, q)) }
	f4 := fact(9, "F4", "2021-04-01", machine("", 1))
	f4.Nombrados = []ledger.Named{{Key: ped(1), Clave: "AF", Fecha: day("2021-03-01"), Fraccion: "84798999", Unidad: "6", Cantidad: kg(1)}}
	directed := []ledger.Decided{{ID: "D", Fecha: day("2021-04-02"), Tipo: "dirigir", Exit: ped(9) + "-1", Lot: ped(2) + "-1", Cantidad: kg(1), Unidad: "6", Fact: "decision"}}
	for name, c := range map[string]struct {
		out     ledger.Fact
		decided []ledger.Decided
		takes   []string
		short   string
	}{
		"by its serial":              {out("SN-2", 1), nil, []string{"2-1 1 named"}, ""},
		"one of two of a partida":    {out("SN-4", 1), nil, []string{"3-1 1 named"}, ""},
		"two by their serials":       {out("SN-1; SN-2", 2), nil, []string{"1-1 1 named", "2-1 1 named"}, ""},
		"a serial nobody brought in": {out("SN-9", 1), nil, nil, "no_bom"},
		"of two lots, one each":      {out("SN-1; SN-3", 2), nil, []string{"1-1 1 named", "3-1 1 named"}, ""},
		"one known and one unknown":  {out("SN-4; SN-9", 2), nil, []string{"3-1 1 named"}, "over_discharge"},
		"a word of a serial":         {out("SN-4 B", 1), nil, nil, "no_bom"},
		"without a serial":           {out("", 1), nil, nil, "no_bom"},
		"more than the serials":      {out("SN-2", 2), nil, []string{"2-1 1 named"}, "over_discharge"},
		"directed by a person":       {out("", 1), directed, []string{"2-1 1 named"}, ""},
		"directed, and more":         {out("", 3), directed, []string{"2-1 1 named"}, "no_bom"},
		"by its record 512":          {f4, nil, []string{"1-1 1 named"}, ""},
	} {
		te := decidedTerms(t, c.decided)
		te.Policy.InventoryKey = ledger.KindPart
		var moves []ledger.Movements
		for _, obs := range [][]ledger.Observation{observe(in(1, "SN-1", 1)), observe(in(2, "SN-2", 1)), observe(in(3, "SN-3; SN-4", 2)), observe(c.out)} {
			moves = append(moves, te.Resolve(obs).Movements...)
		}
		if len(moves) != 4 {
			t.Fatalf("%s: %d movements", name, len(moves))
		}
		b := ledger.Evaluate("MEN210101AB1", moves[0].Material, moves, te.Policy, "catalogue")
		if err := b.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var takes []string
		for _, d := range b.Descargos {
			takes = append(takes, d.Lot[14:]+" "+d.Cantidad.String()+" "+d.Basis)
		}
		slices.Sort(takes)
		short := ""
		for _, s := range b.Shortages {
			short = string(s.Cause)
		}
		if d := cmp.Diff(c.takes, takes); d != "" || short != c.short {
			t.Errorf("%s: short of %q (-want +got):\n%s", name, short, d)
		}
	}
}

// TestMachineThatComesBack: of a partida of several machines a number that left
// before it came is there again, and one that left since is not.
func TestMachineThatComesBack(t *testing.T) {
	t.Parallel()
	machine := func(serie string, n int64) ledger.Line {
		return ledger.Line{Sec: 1, Fraccion: "84798999", UMT: "6", CantidadUMT: kg(n), UMC: "6", CantidadUMC: kg(n), Serie: serie}
	}
	te := decidedTerms(t, nil)
	te.Policy.InventoryKey = ledger.KindPart
	var moves []ledger.Movements
	for _, f := range []ledger.Fact{
		fact(1, "AF", "2021-03-01", machine("SN-1", 1)), export(7, "RT", "2021-04-01", machine("SN-1", 1)),
		fact(2, "AF", "2021-05-01", machine("SN-1; SN-2", 2)), export(8, "RT", "2021-06-01", machine("SN-1", 1)),
		export(9, "RT", "2021-07-01", machine("SN-1", 1)),
	} {
		moves = append(moves, te.Resolve(observe(f)).Movements...)
	}
	b := ledger.Evaluate("MEN210101AB1", moves[0].Material, moves, te.Policy, "catalogue")
	if err := b.Check(); err != nil {
		t.Error(err)
	}
	var takes []string
	for _, d := range b.Descargos {
		takes = append(takes, d.Exit[14:]+" of "+d.Lot[14:]+" "+d.Cantidad.String())
	}
	slices.Sort(takes)
	if d := cmp.Diff([]string{"7-1 of 1-1 1", "8-1 of 2-1 1"}, takes); d != "" || len(b.Shortages) != 1 {
		t.Errorf("%+v (-want +got):\n%s", b.Shortages, d)
	}
}
