package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// TestVersionsOfOneSource: a later date inside is a correction; of one date
// two versions that differ contradict each other, whatever their hashes.
func TestVersionsOfOneSource(t *testing.T) {
	t.Parallel()
	in := func(doc string, edit func(*ledger.Fact), lines ...ledger.Line) ledger.Fact {
		f := fact(1, "IN", "2021-03-01", lines...)
		f.Doc = document.HashOf([]byte(doc))
		if edit != nil {
			edit(&f)
		}
		return f
	}
	later := func(f *ledger.Fact) { f.AsOf = day("2021-03-09") }
	ten, eleven := line(1, resin, 10), line(1, resin, 11)
	pieces, other := piecesLine(1000, 10, 5), piecesLine(1000, 10, 5)
	other.CantidadUMC, other.UMC = kg(900), "11"
	for name, tt := range map[string]struct {
		facts    []ledger.Fact
		lots     []string
		code     string
		severity document.Severity
		says     []string
	}{
		"alike": {
			[]ledger.Fact{in("a", nil, ten), in("b", nil, ten)},
			[]string{"1-1 10 " + resin}, "pedimento_version", document.Notice, []string{"dice lo mismo"},
		},
		"one date, another quantity": {
			[]ledger.Fact{in("a", nil, ten, line(2, screw, 4)), in("b", nil, eleven, line(2, screw, 4))},
			[]string{"1-2 4 " + screw}, "sources_contradict", document.Error, []string{"cantidad UMT", "cantidad UMC", "10", "11"},
		},
		"one date, another fracción": {
			[]ledger.Fact{in("a", nil, ten), in("b", nil, line(1, screw, 10))},
			nil, "sources_contradict", document.Error, []string{"fracción", resin, screw},
		},
		"one date, another unit": {
			[]ledger.Fact{in("a", nil, pieces), in("b", nil, other)},
			nil, "sources_contradict", document.Error, []string{"UMC 6", "11", "cantidad UMC"},
		},
		"one date, another clave suspends all": {
			[]ledger.Fact{in("a", nil, ten), in("b", func(f *ledger.Fact) { f.Clave = "V1" }, ten)},
			nil, "sources_contradict", document.Error, []string{"clave"},
		},
		"one date, another day of payment suspends all": {
			[]ledger.Fact{in("a", nil, ten), in("b", func(f *ledger.Fact) { f.Pago = day("2021-02-28") }, ten)},
			nil, "sources_contradict", document.Error, []string{"fecha de pago"},
		},
		"one date, another selection suspends all": {
			[]ledger.Fact{
				in("a", func(f *ledger.Fact) { f.Seleccion, f.Remesa = day("2021-03-01"), day("2021-02-26") }, ten),
				in("b", func(f *ledger.Fact) { f.Seleccion, f.Remesa = day("2021-03-01"), day("2021-02-25") }, ten),
			},
			nil, "sources_contradict", document.Error, []string{"primera selección"},
		},
		"one date, other records 512": {
			[]ledger.Fact{in("a", nil, ten), in("b", func(f *ledger.Fact) { f.Nombrados = []ledger.Named{named(2, resin, 1)} }, ten)},
			nil, "sources_contradict", document.Error, []string{"512"},
		},
		"one date, a partida more": {
			[]ledger.Fact{in("a", nil, ten), in("b", nil, ten, line(2, screw, 4))},
			[]string{"1-1 10 " + resin}, "sources_contradict", document.Error, []string{"partida", "2"},
		},
		"a later date corrects the quantity": {
			[]ledger.Fact{in("a", later, ten), in("b", nil, eleven)},
			[]string{"1-1 10 " + resin}, "pedimento_version", document.Warning, []string{"cantidad UMT 10 / 11", "2021-03-09"},
		},
		"a later date corrects the clave": {
			[]ledger.Fact{in("a", nil, ten), in("b", func(f *ledger.Fact) { later(f); f.Clave = "V1" }, ten)},
			[]string{"1-1 10 " + resin}, "pedimento_version", document.Warning, []string{"clave V1 / IN"},
		},
		"confirmed by another source": {
			[]ledger.Fact{in("a", nil, ten), in("b", nil, ten, line(2, screw, 4)), from(in("c", nil, ten), document.SourceVUCEM)},
			[]string{"1-1 10 " + resin}, "sources_contradict", "", nil,
		},
		"of a lower source": {
			[]ledger.Fact{in("a", nil, ten), from(in("b", nil, ten), document.SourcePrint), from(in("c", nil, eleven), document.SourcePrint)},
			nil, "", "", nil,
		},
		"a form without partidas contradicts nobody": {
			[]ledger.Fact{from(in("a", nil, ten), document.SourcePrint), from(in("b", nil), document.SourcePrint)},
			[]string{"1-1 10 " + resin}, "", "", nil,
		},
		"two typed values of one day": {
			[]ledger.Fact{from(in("a", nil, ten), document.SourceTyped), from(in("b", nil, eleven), document.SourceTyped)},
			nil, "sources_contradict", document.Error, []string{"cantidad UMT"},
		},
		"and a typed one resolves two of the authority": {
			[]ledger.Fact{from(in("a", nil, ten), document.SourceTyped), in("b", nil, ten), in("c", nil, eleven)},
			[]string{"1-1 10 " + resin}, "", "", nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := resolve(t, directo(), tt.facts...)
			if name == "of a lower source" {
				if !slices.Contains(codesOf(g.Findings), "pedimento_version") {
					t.Errorf("nothing says that the prints differ: %v", g.Findings)
				}
				return
			}
			if d := cmp.Diff(tt.lots, lots(g)); d != "" {
				t.Errorf("lots (-want +got):\n%s", d)
			}
			if tt.severity == "" {
				return
			}
			if len(g.Findings) != 1 {
				t.Fatalf("findings %v", g.Findings)
			}
			f := g.Findings[0]
			if f.Code != tt.code || f.Severity != tt.severity {
				t.Errorf("%s %s, want %s %s", f.Code, f.Severity, tt.code, tt.severity)
			}
			for _, s := range tt.says {
				if !strings.Contains(f.Message.ES, s) {
					t.Errorf("%q is not in %s", s, f.Message.ES)
				}
			}
		})
	}
}
