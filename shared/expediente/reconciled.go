package expediente

import (
	"cmp"
	"fmt"
	"slices"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/unit"
)

// reconciledPath holds the reconciliations that need documents, which are
// frozen with the cut like what the rules found; those of facts alone are
// computed again.
const reconciledPath = "hechos/conciliaciones.jsonl"

// reconciledLine is one reconciliation with both languages.
type reconciledLine struct {
	Kind   reconciliation.Kind `json:"tipo"`
	On     document.Date       `json:"al"`
	Books  int                 `json:"en_libros"`
	Other  int                 `json:"en_otro"`
	Agreed int                 `json:"coinciden"`
	Note   document.Text       `json:"nota"`
	Rows   []differenceLine    `json:"diferencias"`
}

type differenceLine struct {
	Reason   string            `json:"motivo"`
	Severity document.Severity `json:"gravedad,omitempty"`
	Key      string            `json:"clave"`
	Partida  int               `json:"partida,omitempty"`
	On       document.Date     `json:"fecha"`
	Books    string            `json:"libros,omitempty"`
	Other    string            `json:"otro,omitempty"`
	Pesos    money.Amount      `json:"pesos"`
	Says     document.Text     `json:"dice"`
	Fix      document.Text     `json:"propuesta"`
}

// EncodeReconciled is the canonical form of reconciliations, one per line.
func EncodeReconciled(all []*reconciliation.Result) ([]byte, error) {
	lines := make([]reconciledLine, len(all))
	for i, r := range all {
		l := reconciledLine{r.Kind, r.On, r.Books, r.Other, r.Agreed, r.Note, []differenceLine{}}
		for k := range r.Differences {
			d := &r.Differences[k]
			l.Rows = append(l.Rows, differenceLine{d.Reason, d.Severity, d.Key, d.Partida, d.On, d.Books, d.Other, d.Pesos, d.Says, d.Fix})
		}
		lines[i] = l
	}
	return encodeLines(reconciledPath, lines)
}

// DecodeReconciled reads what EncodeReconciled writes.
func DecodeReconciled(raw []byte) ([]*reconciliation.Result, error) {
	lines, err := decodeLines[reconciledLine](reconciledPath, raw)
	if err != nil {
		return nil, err
	}
	var out []*reconciliation.Result
	for i := range lines {
		l := &lines[i]
		if !slices.Contains(fromDocuments(), l.Kind) {
			return nil, fmt.Errorf("%s line %d: %q is not of documents", reconciledPath, i+1, l.Kind)
		}
		r := &reconciliation.Result{Kind: l.Kind, On: l.On, Books: l.Books, Other: l.Other, Agreed: l.Agreed, Note: l.Note}
		for _, d := range l.Rows {
			r.Differences = append(r.Differences, reconciliation.Difference{
				Reason: d.Reason, Severity: d.Severity, Key: d.Key, Partida: d.Partida, On: d.On, Books: d.Books, Other: d.Other, Pesos: d.Pesos, Says: d.Says, Fix: d.Fix,
			})
		}
		out = append(out, r)
	}
	return out, nil
}

// FromDocuments are the kinds that a package takes as given: what they compare
// is not among its facts.
func FromDocuments() []reconciliation.Kind { return fromDocuments() }

func fromDocuments() []reconciliation.Kind {
	return []reconciliation.Kind{reconciliation.COVE, reconciliation.Sales, reconciliation.SalesLines, reconciliation.Missing}
}

// reconcile computes the kinds of facts alone for the period and puts them among
// those given, in reading order.
func reconcile(in *Input, books *Books, facts []FactLine) ([]*reconciliation.Result, error) {
	told, err := declared(in, facts, books.said)
	if err != nil {
		return nil, err
	}
	out := slices.Clone(in.Reconciled)
	counted := books.Books
	if !slices.ContainsFunc(counted, func(k *ledger.Kept) bool { return k.Has(ledger.RoleConteo) }) {
		counted = nil // there is nothing to hold them against
	}
	out = append(out, reconciliation.OfDataStage(told, in.To), reconciliation.OfCounts(ledger.Lent(counted), in.From, in.To))
	tables := books.Basis.Plant
	var orders []bom.Order
	var parts reconciliation.Names
	if tables != nil && tables.BOM() != nil {
		orders, parts = tables.BOM().Orders(), tables
	}
	made := slices.DeleteFunc(slices.Clone(books.Books), func(k *ledger.Kept) bool { return !k.Makes() }) // the others know no products
	out = append(out, reconciliation.OfProduction(ledger.Lent(made), orders, parts, in.From, in.To))
	if tables != nil {
		credit := credito.OfBooks(books.Books, books.Basis.Terms.Catalog)
		open := func(day document.Date) (accounts []reconciliation.Account) {
			for _, s := range credit.AsOf(day) {
				accounts = append(accounts, reconciliation.Account{Pedimento: s.Pedimento, Fraccion: s.Fraccion, Open: s.Open})
			}
			return accounts
		}
		out = append(out, reconciliation.OfStock(ledger.Lent(books.Books), tables.Stock(), tables, unit.Default(), in.To),
			reconciliation.OfCredit(tables.CreditBalances(), open, credit.Root, in.To))
	} else {
		out = append(out, reconciliation.OfStock(ledger.Lent(books.Books), nil, nil, unit.Default(), in.To), reconciliation.OfCredit(nil, nil, nil, in.To))
	}
	order := reconciliation.Kinds()
	slices.SortStableFunc(out, func(a, b *reconciliation.Result) int {
		return cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind))
	})
	return out, nil
}

// declared are the pedimentos of the period as each source tells them; one that
// a source dates outside of it comes along when another does not.
// Of one that a single source tells, what a comparison needs is known already.
func declared(in *Input, facts []FactLine, said []said) ([]*ledger.Fact, error) {
	var all []*ledger.Fact
	of, sources := map[string]bool{}, map[string]int{}
	for i := range said {
		if said[i].brief != nil {
			of[said[i].key] = of[said[i].key] || said[i].pago >= in.From && said[i].pago <= in.To
			sources[said[i].key]++
		}
	}
	for i := range facts {
		if facts[i].Kind != Pedimento || !of[said[i].key] {
			continue
		}
		f := said[i].brief
		if sources[said[i].key] > 1 {
			var err error
			if f, err = facts[i].Pedimento(); err != nil {
				return nil, factError(&facts[i], err)
			}
		}
		all = append(all, f)
	}
	return all, nil
}
