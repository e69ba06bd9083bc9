package synth_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/synth"
)

// TestLedgerAgreesWithTheTruth evaluates the deliveries with the real ledger:
// two computations that share no code must give the same balances.
func TestLedgerAgreesWithTheTruth(t *testing.T) {
	t.Parallel()
	options := stories()
	options["two years"] = synth.Options{Seed: 5, Months: 24, Pedimentos: 50}
	options["2020"] = synth.Options{Seed: 9, Months: 8, Pedimentos: 50, Start: 20200601, ErrorsOn: true}
	options["sparse, some stays end"] = synth.Options{Seed: 3, Months: 20, Pedimentos: 60, Bulk: true}
	for name, opt := range options {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			truth := map[ledger.Material]synth.MaterialTruth{}
			for _, m := range o.truth.Materials {
				truth[ledger.Fraccion(m.Fraccion, m.UMT)] = m
			}
			policy := ledger.DefaultPolicy()
			policy.SinBOM = ledger.SinBOMDirecto
			for m, movements := range evaluate(t, o, policy) {
				book := ledger.Evaluate(o.truth.Company.RFC, m, movements, policy, catalog.Default().Version)
				if err := book.Check(); err != nil {
					t.Error(err)
				}
				if d := cmp.Diff(truth[m], told(o, m, book, truth[m]), cmp.FilterPath(skipped, cmp.Ignore())); d != "" {
					t.Error(d)
				}
				delete(truth, m)
			}
			if len(truth) > 0 {
				t.Errorf("the ledger does not know %v", truth)
			}
		})
	}
}

// skipped leaves out the split by kind, which the ledger names otherwise.
func skipped(p cmp.Path) bool { return p.Last().String() == ".Salidas" }

// evaluate turns all deliveries into the movements of each material.
func evaluate(t *testing.T, o output, policy ledger.Policy) map[ledger.Material][]ledger.Movements {
	t.Helper()
	var facts []*ledger.Fact
	replaces := map[string]string{}
	for _, f := range o.truth.Files {
		if f.Kind != document.KindDataStage || f.Expect != document.Accepted {
			continue
		}
		b := o.files[f.Name]
		d, err := datastage.Open(t.Context(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		for i := range d.Len() {
			if fact, _, ok := ledger.FromPedimento(d.Pedimento(i), document.HashOf(b)); ok {
				facts = append(facts, fact)
				if fact.Rectifica != nil {
					replaces[fact.Key] = fact.Rectifica.Key
				}
			}
		}
	}
	groups := map[string][]ledger.Observation{}
	for _, fact := range facts {
		root := fact.Key
		for replaces[root] != "" {
			root = replaces[root]
		}
		b, err := fact.Encode()
		if err != nil {
			t.Fatal(err)
		}
		groups[root] = append(groups[root], ledger.Observation{Hash: document.HashOf(b), Fact: fact})
	}
	out := map[ledger.Material][]ledger.Movements{}
	for _, group := range groups {
		for _, m := range ledger.Resolve(group, catalog.Default(), policy).Movements {
			out[m.Material] = append(out[m.Material], m)
		}
	}
	return out
}

// told is a book in the words of the truth.
func told(o output, m ledger.Material, book *ledger.Book, like synth.MaterialTruth) synth.MaterialTruth {
	got := synth.MaterialTruth{Fraccion: m.Key, UMT: m.Unit, Salidas: like.Salidas}
	var in, short, held quantity.Micros
	for i := range book.Lots {
		in += book.Lots[i].Cantidad
	}
	for _, s := range book.Shortages {
		short += s.Cantidad
	}
	for _, h := range book.Held {
		held += h.Cantidad
	}
	got.Entradas, got.Faltante, got.Retenido = in.String(), short.String(), held.String()
	for _, month := range o.truth.Months {
		first, err := document.ParseDate(month + "-01")
		if err != nil {
			continue
		}
		var saldo quantity.Micros
		for _, l := range book.AsOf(first.MonthEnd()) {
			saldo += l.Saldo
		}
		got.Saldos = append(got.Saldos, saldo.String())
	}
	return got
}
