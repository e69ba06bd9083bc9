package step

import (
	"context"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/unit"
)

// Reconcile holds the books of a programme against what others say, up to a
// day; an unknown day takes all. Only the kinds asked for are worked out.
func (j *Judge) Reconcile(ctx context.Context, rfc string, kinds []reconciliation.Kind, on document.Date) ([]*reconciliation.Result, error) {
	return (&reconciling{Judge: j, rfc: rfc, on: on}).all(ctx, kinds)
}

// all works out the kinds asked for.
func (r *reconciling) all(ctx context.Context, kinds []reconciliation.Kind) ([]*reconciliation.Result, error) {
	does := map[reconciliation.Kind]func(context.Context) (*reconciliation.Result, error){
		reconciliation.DataStage: r.dataStage, reconciliation.Sales: r.cfdi, reconciliation.Counts: r.counts,
		reconciliation.COVE: r.coves, reconciliation.SalesLines: r.billed, reconciliation.Production: r.production, reconciliation.ERP: r.stock, reconciliation.SCCCyG: r.credit, reconciliation.Missing: r.missing,
	}
	var out []*reconciliation.Result
	for _, k := range kinds {
		x, err := does[k](ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// reconciling reads what several kinds need once.
type reconciling struct {
	*Judge

	rfc   string
	on    document.Date
	told  *toldFacts
	books *racked
	sold  *salesGatherer
	years []*raoce.Report

	acuses, lines *reconciliation.Declarations
}

// holds are what declarations are held against as they are read, beside the sales.
func (r *reconciling) holds(sold *salesGatherer) []*reconciliation.Declarations {
	r.acuses, r.lines = reconciliation.OfCOVE(r.on), reconciliation.OfSalesLines(r.on, sold.ended)
	return []*reconciliation.Declarations{r.acuses, r.lines}
}

func (r *reconciling) readFacts(ctx context.Context) (err error) {
	if r.told == nil {
		r.told, err = r.toldFacts(ctx)
	}
	return err
}

func (r *reconciling) readBooks(ctx context.Context) (err error) {
	if r.books == nil {
		r.books, err = r.shelve(ctx)
	}
	return err
}

func (r *reconciling) readSales(ctx context.Context) (err error) {
	if r.sold == nil {
		r.sold, err = r.sales(ctx, r.rfc, r.holds)
	}
	return err
}

func (r *reconciling) dataStage(ctx context.Context) (*reconciliation.Result, error) {
	if err := r.readFacts(ctx); err != nil {
		return nil, err
	}
	return r.told.deliveries.Result(), nil
}

func (r *reconciling) counts(ctx context.Context) (*reconciliation.Result, error) {
	if err := r.readBooks(ctx); err != nil {
		return nil, err
	}
	return reconciliation.OfCounts(ledger.Lent(r.books.counted), 0, r.on), nil
}

func (r *reconciling) coves(ctx context.Context) (*reconciliation.Result, error) {
	if err := r.readSales(ctx); err != nil {
		return nil, err
	}
	return r.acuses.Result(), nil
}

func (r *reconciling) billed(ctx context.Context) (*reconciliation.Result, error) {
	if err := r.readSales(ctx); err != nil {
		return nil, err
	}
	return r.lines.Result(), nil
}

func (r *reconciling) production(ctx context.Context) (*reconciliation.Result, error) {
	if err := r.readBooks(ctx); err != nil {
		return nil, err
	}
	basis, err := r.basis(ctx, r.rfc)
	if err != nil {
		return nil, err
	}
	var orders []bom.Order
	var parts reconciliation.Names
	if basis.Plant != nil && basis.Plant.BOM() != nil {
		orders, parts = basis.Plant.BOM().Orders(), basis.Plant
	}
	return reconciliation.OfProduction(ledger.Lent(r.books.made), orders, parts, 0, r.on), nil
}

func (r *reconciling) stock(ctx context.Context) (*reconciliation.Result, error) {
	if err := r.readBooks(ctx); err != nil {
		return nil, err
	}
	basis, err := CurrentBasis(ctx, r.Books, r.rfc)
	if err != nil {
		return nil, err
	}
	return reconciliation.OfStock(ledger.Lent(r.books.stocked), r.books.stock, basis.Plant, unit.Default(), r.on), nil
}

func (r *reconciling) credit(ctx context.Context) (*reconciliation.Result, error) {
	declared, err := Declared(ctx, r.Books, r.rfc)
	if err != nil {
		return nil, err
	}
	theirs := declared.CreditBalances()
	if len(theirs) == 0 { // there is nothing to hold the credit of all books against
		return reconciliation.OfCredit(nil, nil, nil, r.on), nil
	}
	credit, err := CreditOf(ctx, r.Books, r.rfc)
	if err != nil {
		return nil, err
	}
	open := func(day document.Date) (out []reconciliation.Account) {
		for _, s := range credit.AsOf(day) {
			out = append(out, reconciliation.Account{Pedimento: s.Pedimento, Fraccion: s.Fraccion, Open: s.Open})
		}
		return out
	}
	return reconciliation.OfCredit(theirs, open, credit.ledger.Root, r.on), nil
}

// reports are the annual figures of every year with an export.
func (r *reconciling) reports(ctx context.Context) (out []*raoce.Report, err error) {
	if err := r.readSales(ctx); err != nil || r.years != nil {
		return r.years, err
	}
	years := map[int]bool{}
	for i := range r.sold.declarations {
		years[r.sold.declarations[i].On.Year()] = true
	}
	for i := range r.sold.invoices {
		years[r.sold.invoices[i].On.Year()] = true
	}
	for _, y := range slices.Sorted(maps.Keys(years)) {
		if y == 0 || r.on.Known() && y > r.on.Year() {
			continue
		}
		report, err := r.sold.report(ctx, r.Books, y)
		if err != nil {
			return nil, err
		}
		out = append(out, report)
	}
	r.years = out
	return out, nil
}

func (r *reconciling) cfdi(ctx context.Context) (*reconciliation.Result, error) {
	years, err := r.reports(ctx)
	if err != nil {
		return nil, err
	}
	return reconciliation.OfSales(years), nil
}

// missing looks through facts and archive for what names a pedimento.
func (r *reconciling) missing(ctx context.Context) (*reconciliation.Result, error) {
	if err := r.readFacts(ctx); err != nil {
		return nil, err
	}
	years, err := r.reports(ctx)
	if err != nil {
		return nil, err
	}
	found := &namer{reconciliation.Naming{
		Mentions: slices.Concat(r.sold.mentions, r.told.mentions), Orphans: r.sold.unused(), Told: r.told.delivered, Numbers: r.told.numbers,
		Here: func(number string) bool {
			return r.told.has(number) || r.sold.others != nil && r.sold.others.Find(number) != nil
		},
	}}
	for _, y := range years {
		found.unbilled(y)
	}
	return reconciliation.OfMissing(&found.Naming, r.on), nil
}

// namer gathers what names a pedimento, and papers that none declares.
type namer struct{ reconciliation.Naming }

// expected are those that only the selection names: their year follows from the
// month of the delivery.
func (g *salesGatherer) expected(p *Paper) {
	on, err := document.ParseDate(p.Record.Period + "-01")
	if err != nil {
		return
	}
	for _, e := range p.Expected {
		if f := strings.Split(e, "-"); len(f) == 3 {
			number := pedimento.Number(pedimento.YearFor(f[2], on), f[0], f[1], f[2])
			g.mentions = append(g.mentions, reconciliation.Mention{Number: number, By: p.Record.Key, How: "seleccion", On: on.MonthEnd()})
		}
	}
}

// unbilled are the exports that a CFDI tells and no pedimento declares.
func (n *namer) unbilled(y *raoce.Report) {
	for _, b := range y.Bridges {
		for i := range b.Items {
			if it := &b.Items[i]; b.Currency == "MXN" && it.Gap == raoce.GapNoPedimento {
				n.Orphans = append(n.Orphans, reconciliation.Orphan{
					Key: strings.Join(it.CFDI, ","), How: "cfdi", Pesos: it.MXN, On: document.NewDate(y.Year, it.Months[0], 1),
				})
			}
		}
	}
}
