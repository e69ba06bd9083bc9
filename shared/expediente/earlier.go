package expediente

import (
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// earlierPath holds what a package takes over from those sealed before it, one
// month per line.
const earlierPath = "hechos/anteriores.jsonl"

// Earlier is a month that was sealed before the period of a package.
type Earlier struct {
	report.Earlier
	// Close is how the month just before was closed; nil of the others.
	Close *SealedClose `json:"cierre,omitempty"`
}

// SealedClose is what a sealed month closed with, and what it did not know.
type SealedClose struct {
	Policy  ledger.Policy `json:"policy"`
	Engine  string        `json:"engine"`
	Catalog document.Hash `json:"catalog"`
	Law     document.Hash `json:"law,omitempty"`
	// Late are the facts of the new cut, dated up to that close, that the sealed
	// package does not hold.
	Late   []document.Hash       `json:"tardios"`
	Credit []report.SealedCredit `json:"credito"` // null in the layouts without it
	Stock  []report.SealedStock  `json:"saldos"`
}

// datedBy tells which facts belong to what was dated up to a day: pedimentos by
// what they moved (ledger.Fact.Since), what belongs to a pedimento with it, what
// papers say by their day, and the plant's own files, which are dated row by row.
func datedBy(facts []FactLine, hashes []document.Hash, said []said, on document.Date) ([]bool, error) {
	out := make([]bool, len(facts))
	groups, begun := map[string]bool{}, ledger.NewBegun(on)
	for i := range facts {
		switch facts[i].Kind {
		case Pedimento:
			if out[i] = begun.See(facts[i].Group, said[i].key, said[i].since); out[i] {
				groups[facts[i].Group] = true
			}
		case Programme, Plant:
			out[i] = true
		case Parts, Evidence, Counterpart:
		}
	}
	for i := range facts {
		switch facts[i].Kind {
		case Pedimento:
			out[i] = out[i] || begun.Other(facts[i].Group, said[i].key, said[i].rectifies)
		case Parts:
			out[i] = groups[facts[i].Group]
		case Evidence:
			o, _, err := observe(&facts[i], hashes[i])
			if err != nil {
				return nil, err
			}
			out[i] = groups[facts[i].Group] || o.Said.Dice != ledger.Declara && o.Said.Fecha <= on
		case Programme, Plant, Counterpart:
		}
	}
	return out, nil
}

// month reports the package of one month in a layout that builds on those
// before.
func (in *Input) month() bool {
	return bridges(in.schema()) && in.From.Known() && in.From.MonthEnd() == in.To
}

// maxEarlier is how many months before a package looks back: a year with its own.
const maxEarlier = 11

// earlierInOrder reports months of the year before, each once and in their
// order; only the one just before says how it was closed.
func (in *Input) earlierInOrder() bool {
	if len(in.Earlier) == 0 {
		return true
	}
	own := document.NewDate(in.From.Year(), in.From.Month(), 1)
	first, last := own.AddMonths(-maxEarlier).String()[:len("2006-01")], own.AddMonths(-1).String()[:len("2006-01")]
	before := ""
	for i := range in.Earlier {
		e := &in.Earlier[i]
		if e.Period <= before || e.Period < first || e.Period > last || (e.Close != nil) != (e.Period == last) {
			return false
		}
		before = e.Period
	}
	return in.month()
}

// before computes what stood when the month before was closed: its facts alone,
// under the policy of its package.
func before(in *Input, facts []FactLine, hashes []document.Hash, now *Books) (*report.Before, error) {
	said, after := now.said, make(map[string]*ledger.Kept, len(now.Books))
	for _, k := range now.Books {
		after[k.ID] = k
	}
	on := in.From.AddDays(-1)
	known, err := datedBy(facts, hashes, said, on)
	if err != nil {
		return nil, err
	}
	out := &report.Before{Same: true}
	policy := in.Policy
	late := map[document.Hash]bool{}
	if last := in.last(); last != nil {
		out.Package, out.SHA256, policy = last.Package, last.SHA256, last.Close.Policy
		out.SealedCredit, out.SealedStock = last.Close.Credit, last.Close.Stock
		out.Same = policy == in.Policy && last.Close.Catalog == in.Catalog.Version && last.Close.Law == lawOf(in.Catalog, in.schema()) && last.Close.Engine == ledger.Engine
		for _, h := range last.Close.Late {
			late[h] = true
		}
	}
	var then []FactLine
	var thenHashes []document.Hash
	names := map[document.Hash]string{}
	for i := range facts {
		if known[i] && !late[hashes[i]] {
			then, thenHashes = append(then, facts[i]), append(thenHashes, hashes[i])
			continue
		}
		if names[hashes[i]] = said[i].key; facts[i].Kind == Pedimento {
			continue
		}
		if names[hashes[i]], err = nameOf(&facts[i], hashes[i]); err != nil {
			return nil, err
		}
	}
	out.Came = func(h document.Hash) string { return names[h] }
	books, err := (&Books{after: after}).replay(in.RFC, then, thenHashes, policy, in.Catalog, on)
	if err != nil {
		return nil, err
	}
	out.Books, out.Credit = books.Books, credito.OfBooks(books.Books, books.Basis.Terms.Catalog)
	return out, nil
}

// last is the month just before, nil when it was not sealed.
func (in *Input) last() *Earlier {
	month := in.From.AddDays(-1).String()[:len("2006-01")]
	for i := range in.Earlier {
		if e := &in.Earlier[i]; e.Period == month && e.Close != nil {
			return e
		}
	}
	return nil
}

// nameOf names a fact that is no pedimento for people: the number of the one it
// is about, or its table.
func nameOf(f *FactLine, hash document.Hash) (string, error) {
	switch f.Kind {
	case Parts, Evidence:
		o, _, err := observe(f, hash)
		switch {
		case err != nil:
			return "", err
		case o.Parts != nil:
			return o.Parts.Pedimento, nil
		}
		return o.Said.De, nil
	case Plant:
		return tableOf(f)
	case Programme:
		return "programa", nil
	case Pedimento, Counterpart:
	}
	return string(f.Kind), nil
}
