package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// TestRectification: identity, dates and PEPS position of the first, values
// of the last, and every number finds the lot.
func TestRectification(t *testing.T) {
	t.Parallel()
	first := fact(1, "IN", "2021-03-01", line(1, resin, 100), line(2, screw, 5))
	first.Entrada, first.Seleccion = day("2021-02-27"), day("2021-03-02")
	r1 := rectify(fact(2, "IN", "2021-03-20", line(1, resin, 90), line(2, screw, 5)), 1, "2021-03-01")
	r1.Entrada, r1.Seleccion = day("2021-03-19"), day("2021-03-21")
	r2 := rectify(fact(3, "IN", "2021-03-20", line(1, resin, 80)), 2, "2021-03-20")
	g := resolve(t, directo(), first, r1, r2)
	if len(g.Movements) != 1 || g.Root != ped(1) {
		t.Fatalf("root %s, %d materials: the partida the last one drops is gone", g.Root, len(g.Movements))
	}
	l := g.Movements[0].Lots[0]
	if l.ID != ped(1)+"-1" || l.Cantidad != kg(80) || l.AvailableFrom != day("2021-02-27") || l.StayStart != day("2021-03-02") || l.Pago != day("2021-03-01") || l.Provisional {
		t.Errorf("%+v", l)
	}
	if d := cmp.Diff([]string{ped(2), ped(3)}, l.Numeros); d != "" || len(l.Facts) != 3 || !l.Is(ped(3)) || l.Is(ped(4)) {
		t.Errorf("%s%v", d, l.Facts)
	}
	for n := 1; n <= 3; n++ {
		f4 := naming(fact(4, "F4", "2021-05-01", line(1, resin, 7)), named(n, resin, 7))
		bs, codes := books(t, directo(), []ledger.Fact{first, r1, r2}, []ledger.Fact{f4})
		if d := cmp.Diff([]string{"4-512-1 takes 7 of 1-1 named proved", "left 73 of 1-1"}, told(bs[resin])); d != "" || len(codes) > 0 {
			t.Errorf("named by number %d of the chain: %s%v", n, d, codes)
		}
	}
}

// TestRectifiedPosition: a rectified lot keeps its place in PEPS.
func TestRectifiedPosition(t *testing.T) {
	t.Parallel()
	chain := []ledger.Fact{fact(1, "IN", "2021-01-01", line(1, resin, 10)), rectify(fact(3, "IN", "2021-03-20", line(1, resin, 9)), 1, "2021-01-01")}
	bs, _ := books(t, directo(), chain, []ledger.Fact{fact(2, "IN", "2021-02-01", line(1, resin, 50))}, []ledger.Fact{export(4, "RT", "2021-04-01", line(1, resin, 12))})
	if d := cmp.Diff([]string{"4-1 takes 9 of 1-1 peps assumed", "4-1 takes 3 of 2-1 peps assumed", "left 0 of 1-1", "left 47 of 2-1"}, told(bs[resin])); d != "" {
		t.Error(d)
	}
}

// TestRectifiedExit: an exit keeps the date and name of the first.
func TestRectifiedExit(t *testing.T) {
	t.Parallel()
	first := export(1, "RT", "2021-03-01", line(1, resin, 10))
	first.Seleccion = day("2021-03-03")
	second := rectify(export(2, "RT", "2021-04-01", line(1, resin, 12)), 1, "2021-03-01")
	second.Rectifica.Clave = "RT"
	x := resolve(t, directo(), first, second).Movements[0].Exits[0]
	if x.ID != ped(1)+"-1" || x.MovedAt != day("2021-03-03") || x.Cantidad != kg(12) || !x.Is(ped(2)) || x.PaidAt != day("2021-03-01") {
		t.Errorf("%+v", x)
	}
}

// TestMissingOriginal: a provisional lot under the number of the original,
// dated by what the rectification says of it, and a finding.
func TestMissingOriginal(t *testing.T) {
	t.Parallel()
	r := rectify(fact(2, "IN", "2021-03-20", line(1, resin, 90)), 1, "2021-03-01")
	r.Entrada, r.Seleccion = day("2021-03-19"), day("2021-03-21")
	for name, tt := range map[string]struct {
		edit      func(*ledger.Fact)
		root      string
		available string
	}{
		"with its number and date":      {func(*ledger.Fact) {}, ped(1), "2021-03-01"},
		"with its number only":          {func(f *ledger.Fact) { f.Rectifica.Fecha = 0 }, ped(1), "2021-03-19"},
		"with a number nobody can read": {func(f *ledger.Fact) { f.Rectifica.Key = "" }, ped(2), "2021-03-19"},
		"known only by its type":        {func(f *ledger.Fact) { f.Rectifica = nil }, ped(2), "2021-03-19"},
	} {
		f := r
		prior := *r.Rectifica
		f.Rectifica = &prior
		tt.edit(&f)
		g := resolve(t, directo(), f)
		l := g.Movements[0].Lots[0]
		if !l.Provisional || l.ID != tt.root+"-1" || g.Root != tt.root || l.AvailableFrom != day(tt.available) || !l.Due.Known() {
			t.Errorf("%s: root %s, %+v", name, g.Root, l)
		}
		if d := cmp.Diff([]string{"rectification_without_original"}, codesOf(g.Findings)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// TestClaveR1: the clave of a rectification in the sources that change it has
// the effect of what it rectifies, and contradicts nobody.
func TestClaveR1(t *testing.T) {
	t.Parallel()
	first := fact(1, "IN", "2021-03-01", line(1, resin, 100))
	r1 := from(rectify(fact(2, "R1", "2021-03-20", line(1, resin, 90)), 1, "2021-03-01"), document.SourcePrint)
	kept := rectify(fact(2, "IN", "2021-03-20", line(1, resin, 90)), 1, "2021-03-01")
	nameless := rectify(fact(2, "R1", "2021-03-20", line(1, resin, 90)), 1, "2021-03-01")
	nameless.Rectifica.Clave = ""
	for name, facts := range map[string][]ledger.Fact{
		"R1": {first, r1}, "R1 and IN": {first, r1, kept}, "R1 without the original": {r1}, "the clave of the first": {first, nameless},
	} {
		g := resolve(t, directo(), facts...)
		if len(g.Movements) != 1 || len(g.Movements[0].Lots) != 1 {
			t.Errorf("%s: %+v", name, g)
			continue
		}
		if l := g.Movements[0].Lots[0]; l.Cantidad != kg(90) || l.Clave != "IN" || l.ID != ped(1)+"-1" {
			t.Errorf("%s: %+v", name, l)
		}
		if slices.Contains(codesOf(g.Findings), "sources_contradict") || slices.Contains(codesOf(g.Findings), "clave_without_effect") {
			t.Errorf("%s: %v", name, codesOf(g.Findings))
		}
	}
}

// TestYearApart: sources that compute the year and sources that print it are
// one pedimento, and the highest gives its number.
func TestYearApart(t *testing.T) {
	t.Parallel()
	ds, pr := fact(1, "IN", "2021-03-01", line(1, resin, 10)), from(fact(1, "IN", "2021-03-01", line(1, resin, 10)), document.SourcePrint)
	pr.Key = "22" + ped(1)[2:]
	g := resolve(t, directo(), ds, pr)
	if d := cmp.Diff([]string{"1-1 10 " + resin}, lots(g)); d != "" || g.Root != ped(1) || len(g.Findings) > 0 {
		t.Errorf("%s root %s, %v", d, g.Root, g.Findings)
	}
	if l := g.Movements[0].Lots[0]; !l.Is(pr.Key) || len(l.Facts) != 2 {
		t.Errorf("%+v", l)
	}
	if ledger.YearsApart("99", "00") != 1 || ledger.YearsApart("21", "19") != 2 || ledger.YearsApart("x1", "21") < 2 || ledger.YearsApart("", "21") < 2 {
		t.Error("years are not compared across the century")
	}
	if ledger.Suffix(ped(1)) != ped(1)[2:] || ledger.Suffix("2") != "" {
		t.Error("suffix")
	}
}

// TestTwoThatNameEachOther ends, and says that there is no original.
func TestTwoThatNameEachOther(t *testing.T) {
	t.Parallel()
	g := resolve(t, directo(), rectify(fact(1, "IN", "2021-03-20", line(1, resin, 1)), 2, "2021-03-20"), rectify(fact(2, "IN", "2021-03-20", line(1, resin, 2)), 1, "2021-03-20"))
	if d := cmp.Diff([]string{"rectification_without_original"}, codesOf(g.Findings)); d != "" {
		t.Error(d)
	}
}
