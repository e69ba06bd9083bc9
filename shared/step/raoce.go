package step

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/unit"
)

// RAOCE works out the annual report of a programme from all its archive: of
// several sources of a pedimento the best counts, of a chain of rectifications
// the last in the year of the first.
func (j *Judge) RAOCE(ctx context.Context, rfc string, year int) (*raoce.Report, error) {
	g, err := j.sales(ctx, rfc, nil)
	if err != nil {
		return nil, err
	}
	return g.report(ctx, j.Books, year)
}

// sales reads the archive once for the figures of any year, and for what declarations
// are held against.
func (j *Judge) sales(ctx context.Context, rfc string, hold func(*salesGatherer) []*reconciliation.Declarations) (*salesGatherer, error) {
	basis, err := j.basis(ctx, rfc)
	if err != nil {
		return nil, err
	}
	g := newSales(rfc, basis)
	g.withdraw = func(all []raoce.Invoice) error { return j.withdraw(ctx, rfc, all) }
	if hold != nil {
		g.hold = hold(g)
	}
	run := *j
	run.Rules, run.heard, run.lean, run.terse = g.rules(), g.hear, true, true
	if _, err := run.Run(ctx, rfc, 0, 0); err != nil {
		return nil, err
	}
	return g, g.settle()
}

// newSales gathers under a programme.
func newSales(rfc string, basis programme.Basis) *salesGatherer {
	g := &salesGatherer{rfc: rfc, cat: basis.Terms.Catalog}
	if basis.Programme != nil {
		g.basis = basis.Programme.SalesBasis
	}
	return g
}

// rules make a run of rules gather too. They find nothing.
func (g *salesGatherer) rules() []*rule.Rule {
	return []*rule.Rule{
		{Code: "raoce_pedimentos", Authority: rule.Ours, Series: func() rule.Series { return g }},
		{Code: "raoce_cfdi", Authority: rule.Ours, CFDI: g.cfdi},
	}
}

// report is the figures of one year.
func (g *salesGatherer) report(ctx context.Context, store FactStore, year int) (*raoce.Report, error) {
	in := &raoce.Input{RFC: g.rfc, Year: year, SalesBasis: g.basis, Invoices: g.invoices, Declarations: g.declarations, Catalog: g.cat}
	declared, err := Declared(ctx, store, g.rfc)
	if err != nil {
		return nil, err
	}
	for _, r := range declared.Reported() {
		if r.Ejercicio == year {
			in.Filed = append(in.Filed, raoce.Filed{Month: r.Mes, Concept: raoce.Concept(r.Concepto), Currency: r.Moneda, Amount: r.Importe})
		}
	}
	for m := 1; g.others != nil && m < len(in.Staged); m++ {
		in.Staged[m] = g.others.Delivered(fmt.Sprintf("%04d-%02d", year, m))
	}
	return raoce.Of(in), nil
}

// Declared is what tables say that move no balance: filings and other systems.
func Declared(ctx context.Context, store FactStore, rfc string) (*plant.Index, error) {
	records, err := store.Facts(ctx, rfc, []string{asideGroup})
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	var files []plant.File
	for _, r := range records {
		f, doc, err := material.Decode(r.Data)
		if err != nil {
			return nil, fault.New(fault.Corrupt, "plant file "+string(r.Hash), err)
		}
		files = append(files, plant.File{File: f, Hash: r.Hash, Doc: doc})
	}
	return plant.New(files, unit.Default()), nil
}

// salesGatherer takes the declarations in force and the CFDI of the company.
type salesGatherer struct {
	rfc, basis   string
	cat          *catalog.Catalog // of a report
	others       rule.Others
	declarations []raoce.Declaration
	invoices     []raoce.Invoice

	// What reconciliations of documents look at: the declarations in force paid
	// from a day on, each as it is read, and what papers name.
	since    document.Date
	hold     []*reconciliation.Declarations
	mentions []reconciliation.Mention
	// withdraw marks the invoices that are in force no more: once, when all are here
	// and before any declaration is held against them.
	withdraw func([]raoce.Invoice) error
	settled  bool
	failed   error
	gone     map[string]string // why, by UUID
	coves    []reconciliation.Orphan
	valued   map[string]bool // numbers of the invoices that acuses de valor have or that name a pedimento, alone and with the supplier
	bills    []billed
}

// settle marks the invoices that are in force no more.
func (g *salesGatherer) settle() error {
	if g.settled || g.withdraw == nil {
		return g.failed
	}
	g.settled, g.failed = true, g.withdraw(g.invoices)
	for i := range g.invoices {
		if v := &g.invoices[i]; v.Withdrawn != "" && v.UUID != "" {
			if g.gone == nil {
				g.gone = map[string]string{}
			}
			g.gone[v.UUID] = v.Withdrawn
		}
	}
	return g.failed
}

// ended is why a CFDI that the company issued is in force no more, "" when it is.
func (g *salesGatherer) ended(uuid string) string { return g.gone[uuid] }

// Add implements rule.Series. Electronic invoices are all here before the first
// declaration (judging.invoices). What fails is told by who settles once more.
func (g *salesGatherer) Add(c *rule.Case) {
	if !g.settled && g.settle() != nil {
		return
	}
	g.others = c.Others
	if !c.InForce() {
		return
	}
	for _, d := range g.hold {
		if c.On >= g.since {
			d.Add(c)
		}
	}
	var named []raoce.Paper
	for i := range c.P.Facturas {
		if v := c.Papers.COVE(c.P.Facturas[i].COVE); v != nil {
			for k := range v.Facturas {
				named = append(named, raoce.Paper{Number: cmp.Or(v.Facturas[k].Numero, v.Numero), On: v.Fecha})
			}
		}
	}
	g.declarations = append(g.declarations, raoce.DeclarationOf(c, named))
}

// Close implements rule.Series.
func (*salesGatherer) Close(*rule.Sink) rule.Outcome { return rule.Pass }

// cfdi takes an issued one; one UUID that says two things says nothing.
func (g *salesGatherer) cfdi(c *rule.CFDICase) rule.Outcome {
	if c.C.Emisor.RFC != g.rfc { // whatever the programme file says, or when there is none
		return rule.NotApplicable
	}
	v := raoce.InvoiceOf(c.C)
	if v.UUID != "" && len(c.Papers.CFDI(v.UUID)) > 1 {
		v.Withdrawn = "dos_versiones"
	}
	g.invoices = append(g.invoices, v)
	return rule.Pass
}

// withdraw marks the invoices that the SAT cancelled or that another replaces.
// At a cut only what its papers say counts.
func (j *Judge) withdraw(ctx context.Context, rfc string, all []raoce.Invoice) error {
	const together = 500
	alone := stored(ctx, j.Books, rfc)
	for batch := range slices.Chunk(all, together) {
		keys := make([]string, 0, len(batch))
		for i := range batch {
			keys = append(keys, ledger.UUIDRef(batch[i].UUID).Key())
		}
		facts, err := alone.facts(keys)
		if err != nil {
			return err
		}
		for i := range batch {
			v, ref := &batch[i], ledger.UUIDRef(batch[i].UUID)
			said := slices.DeleteFunc(slices.Clone(facts[ref.Key()]), func(x ledger.Said) bool {
				return x.De != string(ref) || j.At != nil && !j.At.Within(&Record{SHA: x.Doc})
			})
			cancels, by := ledger.Withdrawn(said, rfc)
			switch {
			case v.UUID == "":
			case len(cancels) > 0:
				v.Withdrawn = "cancelado"
			case len(by) > 0:
				v.Withdrawn = "sustituido"
			}
		}
	}
	return nil
}
