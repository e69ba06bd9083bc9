package step

import (
	"context"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
)

// Reconciled is one material of the live books at the end of the period.
type Reconciled struct {
	ID        string          `json:"id"`
	Material  ledger.Material `json:"material"`
	Entradas  quantity.Micros `json:"entradas"`
	Descargos quantity.Micros `json:"descargos"`
	Saldo     quantity.Micros `json:"saldo"`
}

// Reconcile holds the live books of a range of materials against their own
// invariants, and states their balances at the end of the period.
func (c *Compile) Reconcile(ctx context.Context, in ReconcileIn) (RefOut, error) {
	_, to, err := Period(in.Period)
	if err != nil {
		return RefOut{}, err
	}
	out := []Reconciled{}
	var bad error
	elsewhere := func(r *BookRecord) bool { return r.ID < in.Range.From || r.ID > in.Range.To } // another shard opens it
	err = eachOpened(ctx, c.Books, in.RFC, elsewhere, func(_ BookRecord, b *ledger.Book) error {
		if len(b.Lots)+len(b.Exits) > 0 && bad == nil {
			bad = b.Check()
			out = append(out, reconciled(b, to))
		}
		return nil
	})
	if err == nil {
		err = fault.New(fault.Corrupt, "reconcile", bad)
	}
	if err != nil {
		return RefOut{}, err
	}
	ref, err := c.put(ctx, in.RFC, out)
	return RefOut{ref}, err
}

func reconciled(b *ledger.Book, to document.Date) Reconciled {
	r := Reconciled{ID: b.ID, Material: b.Material}
	for _, l := range b.AsOf(to) {
		r.Entradas += l.Lot.Cantidad
		r.Saldo += l.Saldo
	}
	r.Descargos = r.Entradas - r.Saldo
	return r
}

// CrossCheck compares the live books at the end of the period with what the
// facts of the cut give by themselves. They differ when a later fact (a
// rectification) changed the past: that is a finding, never a correction. It
// asks the rules of the documents and books of the cut too.
func (c *Compile) CrossCheck(ctx context.Context, in CrossCheckIn) (RefOut, error) {
	var cut Cut
	if err := c.get(ctx, in.RFC, in.Cut, &cut); err != nil {
		return RefOut{}, err
	}
	live := map[string]Reconciled{}
	for _, ref := range in.Reconciled {
		var rows []Reconciled
		if err := c.get(ctx, in.RFC, ref.Ref, &rows); err != nil {
			return RefOut{}, err
		}
		for _, r := range rows {
			live[r.ID] = r
		}
	}
	input, err := c.input(ctx, &cut)
	if err != nil {
		return RefOut{}, err
	}
	books, err := expediente.Replay(cut.RFC, input.Facts, cut.Policy, input.Catalog, cut.To)
	if err != nil {
		return RefOut{}, err //nolint:wrapcheck // classified there
	}
	found := []report.Found{}
	for b := range ledger.Opened(books.Books) {
		want := reconciled(b, cut.To)
		if have := live[b.ID]; have.Saldo != want.Saldo || have.Entradas != want.Entradas {
			found = append(found, lateFact(want, have))
		}
	}
	told := books.Found(cut.From, cut.To)
	judged, err := c.judge(ctx, &cut, input.Facts, books)
	if err != nil {
		return RefOut{}, err
	}
	checked := crossChecked{Found: slices.Concat(found, documentFindings(&cut), judged.found), Books: append([]report.Found{}, told...)}
	if checked.Annual, err = c.annualOf(ctx, &cut, input.Facts, &judged); err != nil {
		return RefOut{}, err
	}
	if checked.Reconciled, err = expediente.EncodeReconciled(judged.reconciled); err != nil {
		return RefOut{}, err //nolint:wrapcheck // names what it is
	}
	ref, err := c.put(ctx, in.RFC, checked)
	return RefOut{ref}, err
}

func lateFact(cut, live Reconciled) report.Found {
	return report.Found{Finding: document.Finding{
		Code: "late_fact", Severity: document.Warning, Where: cut.Material.Key + " / " + cut.Material.Unit,
		Message: document.Textf(
			"Un hecho posterior al periodo cambia su saldo: %s con los hechos del periodo, %s con los de hoy. Este paquete da lo que consta hasta el fin del periodo; el cambio se cuenta en el mes en que se pagó.",
			"A fact after the period changes its balance: %s with the facts of the period, %s with today's. This package gives what stands up to the end of the period; the change is told in the month in which it was paid.",
			cut.Saldo, live.Saldo),
	}}
}

// documentFindings are those of the documents of the period.
func documentFindings(cut *Cut) []report.Found {
	var out []report.Found
	for _, r := range cut.Documents {
		for _, f := range r.Findings {
			out = append(out, report.Found{Pedimento: pedimentoOf(r), Document: r.SHA, Finding: f})
		}
	}
	return out
}

// pedimentoOf is the number a document is about, "" when it is no pedimento.
func pedimentoOf(r Record) string {
	if r.Kind == document.KindPedimento && len(r.Key) == 15 {
		return r.Key
	}
	return ""
}
