package desk

import (
	"context"
	"slices"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// foundTable is what was found beside the figures of an inquiry.
func (q *Ask) foundTable(name string, title document.Text, found []ledger.Finding, of Inquiry) *page.Table {
	type row = ledger.Finding
	return page.Tabulate(name, title, q.head(of.On), []page.Field[row]{
		{Key: "pedimento", ES: "Pedimento", EN: "Pedimento", Kind: report.Text, Whole: true, Of: func(f *row) string { return f.Pedimento }, Link: func(f *row) string { return q.followed(f.Pedimento) }},
		{Key: "donde", ES: "Dónde", EN: "Where", Kind: report.Text, Of: func(f *row) string { return f.Placed(q.Lang) }},
		{Key: "mensaje", ES: "Qué pasa", EN: "What it is", Kind: report.Text, Of: func(f *row) string { return inSourceWords(f.Code, f.Message).In(q.Lang) }},
	}, found)
}

// shortages are what left without a lot, by cause and one by one.
type shortages struct {
	groups []*step.CauseGroup
	all    []step.Missing
}

func shortagesOf(ctx context.Context, j *step.Judge, q *Ask, _ Inquiry) (*shortages, error) {
	groups, err := step.Shortages(ctx, j.Books, q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the programme
	}
	s := &shortages{groups: groups}
	for _, g := range groups {
		from := len(s.all)
		s.all = append(s.all, g.Items...)
		g.Items = s.all[from:] // not held twice
	}
	return s, nil
}

// credit are the accounts on a day, and what was found of them.
type credit struct {
	saldos []credito.Saldo
	found  []ledger.Finding
}

func creditOf(ctx context.Context, j *step.Judge, q *Ask, of Inquiry) (*credit, error) {
	k, err := step.CreditOf(ctx, j.Books, q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the programme
	}
	return &credit{k.AsOf(of.On), k.Findings(of.On)}, nil
}

// short reports figures without the credit of some opening balances.
func (k *credit) short() bool {
	return slices.ContainsFunc(k.found, func(f ledger.Finding) bool { return f.Code == credito.UnknownCredit })
}

// precheck are the discharges of a month to report, and the sealed package that
// changes to closed months are told since; nil when there is none.
type precheck struct {
	table *report.Table
	seal  *step.EarlierSeal
}

func precheckOf(ctx context.Context, j *step.Judge, q *Ask, of Inquiry) (*precheck, error) {
	t, seal, err := (&step.Compile{Books: j.Books, Blobs: j.Blobs, Tool: step.Release, Scratch: j.Scratch}).Precheck(ctx, q.Programme.RFC, of.Detail)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the period
	}
	return &precheck{t, seal}, nil
}

// places are where parts stand on a day, and the moves that do not fit.
type places struct {
	placed []step.Placed
	found  []ledger.Finding
}

func placesOf(ctx context.Context, j *step.Judge, q *Ask, of Inquiry) (*places, error) {
	placed, found, err := step.Places(ctx, j.Books, q.Programme.RFC, of.On)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the programme
	}
	return &places{placed, found}, nil
}
