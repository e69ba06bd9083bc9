package step

import (
	"context"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/report"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
)

// judge asks the rules of what a cut holds, and of the books replayed from it.
// The same run gathers the sales of a year, and for a month what the books are
// held against.
func (c *Compile) judge(ctx context.Context, cut *Cut, facts []expediente.FactLine, books *expediente.Books) (out judged, err error) {
	if c.Reader == nil {
		return out, fault.Newf(fault.Misconfigured, "crosscheck", "it has no reader of documents")
	}
	reader := *c.Reader(cut.RFC)
	set, err := c.mappings(ctx, cut)
	if err != nil {
		return out, err
	}
	reader.Mappings = func(context.Context, string) (mapping.Set, error) { return set, nil }
	scope := &Scope{Basis: books.Basis, Books: books.Located, Pairs: books.Pairs, Lines: facts, Files: cut.Files, Within: cut.within()}
	j := &Judge{Books: c.Books, Blobs: c.Blobs, Reader: &reader, Rules: c.Rules, At: scope, terse: true}
	if j.Rules == nil {
		j.Rules = glosa.Rules()
	}
	sold := newSales(cut.RFC, books.Basis)
	sold.since = cut.From
	r := &reconciling{Judge: j, rfc: cut.RFC, on: cut.To, sold: sold}
	if cut.month() || cut.annual() {
		j.Rules = slices.Concat(j.Rules, sold.rules())
	}
	if cut.month() {
		j.heard, sold.hold = sold.hear, r.holds(sold)
		sold.withdraw = func(all []raoce.Invoice) error { return j.withdraw(ctx, cut.RFC, all) }
	}
	found, err := j.Run(ctx, cut.RFC, cut.From, cut.To)
	if err != nil {
		return out, err
	}
	out = judged{found: append(found.reported(), found.notRead(cut)...), sales: sold, documents: found.documents}
	if !cut.month() {
		return out, nil
	}
	if err := sold.settle(); err != nil {
		return out, err
	}
	out.reconciled, err = r.all(ctx, expediente.FromDocuments())
	return out, err
}

// judged is what a cut says beside its books: what rules found, and the
// reconciliations of documents.
type judged struct {
	found      []report.Found
	reconciled []*reconciliation.Result
	sales      *salesGatherer
	documents  map[string]document.Hash
}

// month reports the cut of one month.
func (cut *Cut) month() bool { return cut.From.MonthEnd() == cut.To }

// mappings are those of the suppliers that the cut holds.
func (c *Compile) mappings(ctx context.Context, cut *Cut) (mapping.Set, error) {
	all, err := MappingFacts(ctx, c.Books, cut.RFC)
	if err != nil {
		return nil, err
	}
	return InForce(slices.DeleteFunc(all, func(m MappingFact) bool { return !slices.Contains(cut.Mappings, m.Hash) })), nil
}

// within reports a document whose fact the cut holds, or that it lists.
func (cut *Cut) within() func(*Record) bool {
	facts, papers := make(map[document.Hash]bool, len(cut.Facts)), make(map[document.Hash]bool, len(cut.Papers))
	for _, f := range cut.Facts {
		facts[f.Hash] = true
	}
	for _, h := range cut.Papers {
		papers[h] = true
	}
	return func(r *Record) bool { return papers[r.SHA] || r.Fact != "" && facts[r.Fact] }
}

// reported are the findings of rules as a package tells them: the pedimento and
// the document whose word was judged; what is about a lot, an exit or a series
// names it where it stands. Who looked at them since is nobody else's business.
func (k *Judgement) reported() []report.Found {
	out := make([]report.Found, 0, len(k.Findings))
	for i := range k.Findings {
		key, f := k.Findings[i].Key, documentFinding(&k.Findings[i])
		number := numberIn(key)
		about := number
		if key != number {
			f.Where = trimJoin(key, f.Where)
		}
		if number == "" {
			about = key
		}
		out = append(out, report.Found{Pedimento: number, Document: k.documents[about], Standing: standing(&k.Findings[i]), Finding: f})
	}
	return out
}

// standing reports a finding of what the books hold at a close: of a lot, of
// where goods are, of the last count. Those of exits and declarations are of
// their day.
func standing(f *rule.Finding) bool {
	if f.Rule == nil || f.Rule.Books == nil {
		return false
	}
	switch f.Field {
	case "vence", "desperdicio", "faltante", "serie", "inicio", "conteos", "lugar":
		return true
	}
	return false
}

// notRead says of which pedimentos of a period the rules could not be asked.
func (k *Judgement) notRead(cut *Cut) []report.Found {
	var out []report.Found
	for i := range k.unread {
		r := &k.unread[i]
		if r.Period != "" && !inPeriod(r.Period, cut.From, cut.To) {
			continue // told in its own
		}
		out = append(out, report.Found{Pedimento: pedimentoOf(*r), Document: r.SHA, Finding: notAsked()})
	}
	return out
}

// notAsked: a document that the archive no longer gives is not taken for one
// that keeps every rule.
func notAsked() document.Finding {
	return document.Finding{Code: "rules_not_asked", Severity: document.Unreadable, Message: document.Textf(
		"El documento no se pudo leer otra vez en el archivo: sus cifras están en los libros y las reglas no se le aplicaron. Entregue otra fuente del mismo pedimento.",
		"The document could not be read again from the archive: its figures are in the books and the rules were not asked of it. Deliver another source of the same pedimento.")}
}

// numberIn is the pedimento a key begins with, "" when it begins with none.
func numberIn(key string) string {
	if len(key) < 15 || !digits(key[:15]) || len(key) > 15 && digits(key[15:16]) {
		return ""
	}
	return key[:15]
}
