package step

import (
	"context"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/reconciliation"
)

// toldFacts is what reconciliations keep of the facts about pedimentos, which
// pass one group after the other and are never all in memory.
type toldFacts struct {
	deliveries *reconciliation.Deliveries
	here       map[string][]string // numbers by their suffix
	delivered  []document.Date     // on which something was paid that a Data Stage tells
	mentions   []reconciliation.Mention
	numbers    []reconciliation.Numbered
}

// toldFacts reads every fact once; those of a pedimento whose facts lie in
// several groups once more.
func (r *reconciling) toldFacts(ctx context.Context) (*toldFacts, error) {
	t := &toldFacts{deliveries: reconciliation.OfDeliveries(r.on), here: map[string][]string{}}
	days := map[document.Date]bool{}
	err := r.eachFacts(ctx, func(facts []*ledger.Fact) error {
		t.deliveries.Add(facts)
		for _, f := range facts {
			t.fact(f)
			if f.Source == document.SourceDataStage {
				days[f.Pago] = true
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	t.delivered = slices.Sorted(maps.Keys(days))
	torn := t.deliveries.Torn()
	if len(torn) == 0 {
		return t, nil
	}
	var whole []*ledger.Fact
	err = r.eachFacts(ctx, func(facts []*ledger.Fact) error {
		for _, f := range facts {
			if torn[f.Key] {
				whole = append(whole, f)
			}
		}
		return nil
	})
	t.deliveries.Mend(whole)
	return t, err
}

// eachFacts walks the facts about pedimentos of the programme group by group, or
// those of the cut.
func (r *reconciling) eachFacts(ctx context.Context, fn func([]*ledger.Fact) error) error {
	if r.At != nil {
		for i := range r.At.Lines {
			l := &r.At.Lines[i]
			if l.Kind != expediente.Pedimento {
				continue
			}
			f, err := l.Pedimento()
			if err != nil {
				return fault.New(fault.Corrupt, "fact of group "+l.Group, err)
			}
			if err := fn([]*ledger.Fact{f}); err != nil {
				return err
			}
		}
		return nil
	}
	return EachGroup(ctx, r.Books, r.rfc, func(_ string, obs []ledger.Observation) error {
		var facts []*ledger.Fact
		for i := range obs {
			if obs[i].Fact != nil {
				facts = append(facts, obs[i].Fact)
			}
		}
		return fn(facts)
	})
}

// fact notes that a pedimento is here, and what it names: the one it rectifies,
// and the lots that F4, F5 and A3 name. A V1 cites the pedimento of another
// company. Texts are copied, so that no fact stays in memory for its number.
func (t *toldFacts) fact(f *ledger.Fact) {
	key := strings.Clone(f.Key)
	suffix := pedimento.Suffix(key)
	if !slices.Contains(t.here[suffix], key) {
		t.here[suffix] = append(t.here[suffix], key)
		t.numbers = append(t.numbers, reconciliation.Numbered{Number: key, Paid: f.Pago})
	}
	if f.Rectifica != nil {
		t.mentions = append(t.mentions, reconciliation.Mention{Number: strings.Clone(f.Rectifica.Key), By: key, How: "rectifica_701", On: f.Pago})
	}
	row, ok := catalog.Default().Effect(f.Clave, f.Operacion, nil, f.Pago)
	if !ok || row.Effect != catalog.EffectRegime {
		return
	}
	for i := range f.Nombrados {
		t.mentions = append(t.mentions, reconciliation.Mention{Number: strings.Clone(f.Nombrados[i].Key), By: key, How: "descargo_512", On: f.Pago})
	}
}

// has reports that a pedimento is here.
func (t *toldFacts) has(number string) bool {
	return slices.ContainsFunc(t.here[pedimento.Suffix(number)], func(k string) bool { return pedimento.Same(k, number) })
}
