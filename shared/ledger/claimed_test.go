package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// TestWithdrawnByPaper: what a print calls withdrawn and another source paid is
// in no book and said as an error, whichever comes first, until the Data Stage
// says so too or a person says of each partida that it was not.
func TestWithdrawnByPaper(t *testing.T) {
	t.Parallel()
	claim := func(f ledger.Fact, s document.Source) ledger.Fact {
		f.Desistido, f.Lineas, f.Source, f.Doc = true, nil, s, document.HashOf([]byte("withdrawn "+s))
		return f
	}
	free := func(tipo string, n int, line string) ledger.Decided {
		return ledger.Decided{ID: tipo + line, Fecha: day("2021-05-01"), Tipo: tipo, Lot: ped(n) + "-" + line, Fact: "decision"}
	}
	passed := func(f ledger.Fact) ledger.Fact {
		f.Seleccion, f.Doc = f.Pago+1, document.HashOf([]byte("selection of "+f.Key))
		return f
	}
	m := document.SourceArchivoM
	part := func(d ledger.Decided) ledger.Decided { d.Parte = "CON-10"; return d }
	paid := fact(1, "IN", "2021-03-01", line(1, resin, 10), line(2, resin, 5))
	out := export(2, "RT", "2021-04-01", line(1, resin, 4))
	r1 := rectify(fact(2, "IN", "2021-04-01", line(1, resin, 7)), 1, "2021-03-01")
	paper := document.SourcePrint
	for name, tt := range map[string]struct {
		facts   []ledger.Fact
		decided []ledger.Decided
		want    []string // lots and exits
		codes   []string
	}{
		"a lot":                  {[]ledger.Fact{paid, claim(paid, paper)}, nil, nil, []string{"sources_contradict error"}},
		"paid by a print too":    {[]ledger.Fact{paid, from(paid, paper), claim(paid, paper)}, nil, nil, []string{"sources_contradict error"}},
		"an exit":                {[]ledger.Fact{out, claim(out, paper)}, nil, nil, []string{"sources_contradict error"}},
		"a rectification":        {[]ledger.Fact{paid, r1, claim(r1, paper)}, nil, nil, []string{"sources_contradict error"}},
		"what is rectified":      {[]ledger.Fact{paid, r1, claim(paid, paper)}, nil, nil, []string{"sources_contradict error"}},
		"the Data Stage says so": {[]ledger.Fact{paid, claim(paid, paper), claim(paid, document.SourceDataStage)}, nil, nil, []string{"pedimento_desistido notice"}},
		"nobody says it is paid": {[]ledger.Fact{claim(paid, paper)}, nil, nil, []string{"pedimento_desistido notice"}},
		"the Data Stage tells its selection": {
			[]ledger.Fact{passed(paid), claim(paid, paper), claim(paid, m)},
			nil,
			[]string{"lot 1-1 10", "lot 1-2 5"},
			[]string{"sources_contradict warning", "sources_contradict warning"},
		},
		"of an export some can be withdrawn after it": {[]ledger.Fact{passed(out), claim(out, paper)}, nil, nil, []string{"sources_contradict error"}},
		"only a print tells a selection":              {[]ledger.Fact{from(passed(paid), document.SourceVUCEM), claim(paid, paper)}, nil, nil, []string{"sources_contradict error"}},
		"a selection and a type 7":                    {[]ledger.Fact{passed(paid), claim(paid, paper), claim(paid, document.SourceDataStage)}, nil, nil, []string{"pedimento_desistido notice"}},
		"the selection of another pedimento of the chain": {
			[]ledger.Fact{passed(paid), r1, claim(r1, paper)}, nil, nil, []string{"sources_contradict error"},
		},
		"the selection, and freed by a person before": {
			[]ledger.Fact{passed(paid), claim(paid, paper)},
			[]ledger.Decided{free("liberar", 1, "1"), free("liberar", 1, "2")},
			[]string{"lot 1-1 10", "lot 1-2 5"},
			[]string{"sources_contradict warning"},
		},
		"a rectification that only it tells": {
			[]ledger.Fact{paid, claim(r1, paper)}, nil, []string{"lot 1-1 10", "lot 1-2 5"}, []string{"pedimento_desistido notice"},
		},
		"a person frees one partida": {
			[]ledger.Fact{paid, claim(paid, paper)}, []ledger.Decided{free("liberar", 1, "2")}, []string{"lot 1-2 5"}, []string{"sources_contradict error"},
		},
		"a person frees all": {
			[]ledger.Fact{paid, claim(paid, paper)},
			[]ledger.Decided{free("liberar", 1, "1"), free("liberar", 1, "2")},
			[]string{"lot 1-1 10", "lot 1-2 5"},
			[]string{"sources_contradict warning"},
		},
		"a person frees an exit": {
			[]ledger.Fact{out, claim(out, paper)}, []ledger.Decided{free("liberar", 2, "1")}, []string{"exit 2-1 4"}, []string{"sources_contradict warning"},
		},
		"freed and blocked on one day": {
			[]ledger.Fact{r1, paid, claim(paid, paper)},
			[]ledger.Decided{free("liberar", 1, "1"), free("bloquear", 1, "1")},
			nil,
			[]string{"decision_tie warning", "sources_contradict error"},
		},
		"of one part": {
			[]ledger.Fact{out, claim(out, paper)},
			[]ledger.Decided{part(free("liberar", 2, "1"))},
			nil,
			[]string{"decision_without_object warning", "sources_contradict error"},
		},
		"freed without a claim": {
			[]ledger.Fact{out}, []ledger.Decided{free("liberar", 2, "1")}, []string{"exit 2-1 4"}, []string{"decision_without_object warning"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for range 2 {
				te := decidedTerms(t, tt.decided)
				te.Policy = directo()
				g := te.Resolve(observe(tt.facts...))
				var moves, codes []string
				for _, m := range g.Movements {
					for _, l := range m.Lots {
						moves = append(moves, "lot "+l.ID[14:]+" "+l.Cantidad.String())
						freed := slices.ContainsFunc(tt.decided, func(d ledger.Decided) bool { return d.Lot == l.ID })
						if freed != slices.Contains(l.Facts, "decision") {
							t.Errorf("facts of %s: %v", l.ID, l.Facts)
						}
					}
					for _, x := range m.Exits {
						moves = append(moves, "exit "+x.ID[14:]+" "+x.Cantidad.String())
					}
				}
				for _, f := range g.Findings {
					codes = append(codes, f.Code+" "+string(f.Severity))
				}
				slices.Sort(moves)
				slices.Sort(codes)
				if d := cmp.Diff(tt.want, moves) + cmp.Diff(tt.codes, codes); d != "" {
					t.Errorf("(-want +got):\n%s", d)
				}
				slices.Reverse(tt.facts)
			}
		})
	}
}

// TestScrapOfAnExpiredLot: an act on desperdicio takes it in time or late; late
// it is said, of goods it is held (infra/decisions/0010).
func TestScrapOfAnExpiredLot(t *testing.T) {
	t.Parallel()
	in := observe(fact(1, "IN", "2021-03-01", pieces(1, "CON-10", 1000, 20)))
	made := observe(export(2, "RT", "2021-04-01", ledger.Line{Sec: 1, Fraccion: "85437099", UMT: "6", CantidadUMT: kg(90), UMC: "6", CantidadUMC: kg(90), Parte: "PT-900"}))
	for on, late := range map[string]bool{"2022-09-01": false, "2022-09-20": true} {
		for _, goods := range []bool{false, true} {
			act := ledger.ActRow{Acta: "A", Renglon: 1, Tipo: "destruccion", Fecha: day(on), Parte: "CON-10", Cantidad: kg(15), Unidad: "6", Goods: goods}
			bs, _ := booksUnder(t, terms(t, nil, row(t, "CON-10", "2", "6", "0", "10", "", 1)), ledger.Rows{Acts: []ledger.ActRow{act}}, in, made)
			b := bs["part CON-10 6"]
			codes := unweighed(codesOf(b.Findings()))
			want := map[bool]string{false: "expired_waste", true: "expired_in_sequence"}[goods]
			if slices.Contains(codes, want) != late {
				t.Errorf("%s, goods %v: %v of a lot due %s", on, goods, codes, b.Lots[0].Due)
			}
			if waste := b.Saldos[0].Desperdicio; !goods && waste != kg(5) || goods && waste != kg(20) {
				t.Errorf("%s, goods %v: %s of desperdicio left", on, goods, waste)
			}
		}
	}
}

// TestFreed: a person takes back a withdrawal of every partida, by whichever number of
// the chain, and of all its parts.
func TestFreed(t *testing.T) {
	t.Parallel()
	free := func(tipo string, n int, line string) ledger.Decided {
		return ledger.Decided{ID: tipo + line, Fecha: day("2021-05-01"), Tipo: tipo, Lot: ped(n) + "-" + line, Fact: "decision"}
	}
	part := free("liberar", 1, "2")
	part.Parte = "CON-10"
	one, two := free("liberar", 1, "1"), free("liberar", 1, "2")
	for name, tt := range map[string]struct {
		decided []ledger.Decided
		numbers []string
		lines   []int
		want    bool
	}{
		"nobody said so":           {nil, []string{ped(1)}, []int{1, 2}, false},
		"of all":                   {[]ledger.Decided{one, two}, []string{ped(1)}, []int{1, 2}, true},
		"of one of two":            {[]ledger.Decided{one}, []string{ped(1)}, []int{1, 2}, false},
		"by what it rectifies":     {[]ledger.Decided{one, two}, []string{ped(2), ped(1)}, []int{1, 2}, true},
		"of another":               {[]ledger.Decided{one, two}, []string{ped(2)}, []int{1, 2}, false},
		"of a part of a partida":   {[]ledger.Decided{one, part}, []string{ped(1)}, []int{1, 2}, false},
		"the contrary on that day": {[]ledger.Decided{one, two, free("bloquear", 1, "2")}, []string{ped(1)}, []int{1, 2}, false},
		"no partida is known":      {[]ledger.Decided{one, two}, []string{ped(1)}, nil, false},
		"no number":                {[]ledger.Decided{one, two}, nil, []int{1}, false},
	} {
		terms := ledger.Terms{Records: ledger.Records{Decided: map[string][]ledger.Decided{}}}
		for _, d := range tt.decided {
			key := ledger.Suffix(d.Lot[:15])
			terms.Records.Decided[key] = append(terms.Records.Decided[key], d)
		}
		if got := terms.Freed(tt.numbers, tt.lines); got != tt.want {
			t.Errorf("%s: freed %t, want %t", name, got, tt.want)
		}
	}
}
