package step_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// transfer is a V1 of our own that cites the other side's, 100 kilos of 500
// dollars.
func transfer(n int, cites ...string) ledger.Fact {
	l := line(1, "39012001", 100)
	l.Dolares = money.Int(500)
	f := ledger.Fact{Key: number(2021, n), Clave: "V1", Operacion: "EXP", Pago: 20210310, Casos: []string{"V1|IM"}, Lineas: []ledger.Line{l}}
	for _, key := range cites {
		f.Nombrados = append(f.Nombrados, ledger.Named{Key: key, Clave: "V1", Fecha: 20210310, Fraccion: "39012001", Unidad: "1", Cantidad: micros(100)})
	}
	return f
}

// theirs is the other side of a transfer, as it is kept beside the books.
func theirs(t *testing.T, f ledger.Fact) *step.Paper {
	t.Helper()
	p := paper(f)
	if !step.KeepCounterpart(p, "OTH010101AA1") {
		t.Fatal("a V1 of another company is not kept")
	}
	return p
}

// TestPairs: what the other side's document says decides the pair.
func TestPairs(t *testing.T) {
	t.Parallel()
	other := number(2021, 77)
	for name, c := range map[string]struct {
		ours   ledger.Fact
		change func(*ledger.Fact) // nil: no document of the other side
		state  string
		codes  []string
	}{
		"cites nothing":     {transfer(1), nil, ledger.PairUnreferenced, nil},
		"only cited":        {transfer(1, other), nil, ledger.PairReferenced, nil},
		"agree":             {transfer(1, other), func(*ledger.Fact) {}, ledger.PairConfirmed, nil},
		"cited by theirs":   {transfer(1), func(f *ledger.Fact) { f.Nombrados = transfer(0, number(2021, 1)).Nombrados }, ledger.PairConfirmed, nil},
		"within a dollar":   {transfer(1, other), func(f *ledger.Fact) { f.Lineas[0].Dolares = money.Int(501) }, ledger.PairConfirmed, nil},
		"other dollars":     {transfer(1, other), func(f *ledger.Fact) { f.Lineas[0].Dolares = money.Int(502) }, ledger.PairContradicted, []string{"v1_contradiction"}},
		"other quantity":    {transfer(1, other), func(f *ledger.Fact) { f.Lineas[0].CantidadUMT++ }, ledger.PairContradicted, []string{"v1_contradiction"}},
		"two days apart":    {transfer(1, other), func(f *ledger.Fact) { f.Pago = 20210312 }, ledger.PairConfirmed, []string{"v1_window"}},
		"the same side":     {transfer(1, other), func(*ledger.Fact) {}, ledger.PairReferenced, nil},
		"one of two cited":  {transfer(1, other, number(2021, 78)), func(*ledger.Fact) {}, ledger.PairReferenced, nil},
		"theirs is of many": {transfer(1, other), func(f *ledger.Fact) { f.Nombrados = transfer(0, number(2021, 1), number(2021, 2)).Nombrados }, ledger.PairReferenced, nil},
		"strangers":         {transfer(1), func(*ledger.Fact) {}, ledger.PairUnreferenced, nil},
	} {
		for operacion, other := range map[string]string{"EXP": "IMP", "IMP": "EXP"} { // ours gives, ours receives
			t.Run(name+" "+operacion, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				ours := c.ours
				ours.Operacion = operacion
				w.settle(paper(ours))
				if c.change != nil {
					f := transfer(77)
					f.Operacion = other
					c.change(&f)
					if name == "the same side" {
						f.Operacion = operacion
					}
					w.settle(theirs(t, f))
				}
				w.match(rfc) // nothing of the other side moves: replay holds
				w.paired(t, c.state, c.codes)
			})
		}
	}
}

// paired holds the one V1 of ours to how well it is paired, wherever that is told.
func (w *world) paired(t *testing.T, state string, want []string) {
	t.Helper()
	pairs, err := step.Pairs(t.Context(), w.books, rfc)
	if err != nil || len(pairs) != 1 || pairs[0].State != state {
		t.Fatalf("%v %+v, want %s", err, pairs, state)
	}
	var codes []string
	for _, code := range w.codes() {
		if strings.HasPrefix(code, "v1_") && code != "v1_counterpart" {
			codes = append(codes, code)
		}
	}
	if !slices.Equal(codes, want) {
		t.Errorf("%v, want %v", codes, want)
	}
	traced, err := step.Trace(t.Context(), w.books, w.blobs, rfc, number(2021, 1))
	if err != nil || len(traced.Exits)+len(traced.Lots) != 1 {
		t.Fatalf("trace: %v %+v", err, traced)
	}
	for _, x := range traced.Exits {
		if x.Pareja != state {
			t.Errorf("trace: exit %s", x.Pareja)
		}
	}
	for _, l := range traced.Lots {
		if l.Pareja != state {
			t.Errorf("trace: lot %s", l.Pareja)
		}
	}
}

// TestCounterpartAtTheDoor: a V1 of another company is taken for its other
// side, but for a whole delivery of theirs; any other pedimento of another
// company is refused as before.
func TestCounterpartAtTheDoor(t *testing.T) {
	t.Parallel()
	c := invent(t, synth.Options{Seed: 2, Months: 6, Pedimentos: 20})
	kept, refused := 0, 0
	for name, b := range c.files {
		if !strings.HasSuffix(name, "_solicitudes.zip") {
			continue
		}
		d, err := datastage.Open(t.Context(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		for i := range d.Len() {
			for _, source := range []document.Source{document.SourceDataStage, document.SourceVUCEM} {
				ped := *d.Pedimento(i)
				ped.Cotejo, ped.Source = document.CotejoCompleto, source
				if home := step.AtTheDoor(&ped, step.Record{RFC: ped.RFC, SHA: "home"}); home.Fact == nil {
					continue
				}
				ped.Findings = nil
				p := step.AtTheDoor(&ped, step.Record{RFC: rfc, SHA: "away"})
				if p.Fact != nil {
					t.Fatalf("%s of another company moves our books", ped.Number)
				}
				if ped.Clave == "V1" && source == document.SourceVUCEM {
					kept++
					if p.Record.Status != document.Accepted || p.Kept == nil || p.Kept.Kind != step.FactCounterpart || !p.Record.Findings.Has("v1_counterpart") {
						t.Errorf("%s: %+v", ped.Number, p.Record)
					}
					continue
				}
				refused++
				if p.Record.Status != document.Quarantined || p.Kept != nil || !p.Record.Findings.Has("rfc_mismatch") {
					t.Errorf("%s: %+v", ped.Number, p.Record)
				}
			}
		}
	}
	if kept == 0 || refused == 0 {
		t.Errorf("the company shows %d transfers and %d other pedimentos: nothing was tested", kept, refused)
	}
}
