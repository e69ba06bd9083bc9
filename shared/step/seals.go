package step

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
)

// sealGroup is the group of the seals among the facts. They move nothing.
const sealGroup = "sellos"

// Sealed is a package that was sealed: what it was made of and where it lies.
// It is a fact of its programme, so that the journal tells when, and so that
// the same inputs find the same package again.
type Sealed struct {
	Period    string        `json:"periodo"` // YYYY-MM or YYYY, without the number of a supplement
	N         int           `json:"n"`       // 0 for the first, then the number of the supplement
	Package   string        `json:"paquete"`
	SHA256    document.Hash `json:"sha256"`
	Signature document.Hash `json:"firma,omitempty"` // on the shelf of packages
	Inputs    inputs        `json:"insumos"`
}

// inputs are the hashes of what a package is a function of, besides the release
// and the language, which change how it is told.
type inputs struct {
	Facts     document.Hash `json:"hechos"`
	Documents document.Hash `json:"documentos"`
	Findings  document.Hash `json:"hallazgos"`
	Catalog   document.Hash `json:"catalogo"`
	State     document.Hash `json:"estado"`
	// Annual is of a year alone: its sales and the seals of its months.
	Annual document.Hash `json:"anual,omitempty"`
}

// Seals are the packages sealed of a programme, by period and number.
func Seals(ctx context.Context, store FactStore, rfc string) ([]Sealed, error) {
	out, err := ownFacts[Sealed](ctx, store, rfc, sealGroup, nil)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b Sealed) int { // of one package the signed fact first
		return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.N, b.N), cmp.Compare(a.SHA256, b.SHA256), cmp.Compare(b.Signature, a.Signature))
	})
	return slices.CompactFunc(out, func(a, b Sealed) bool { return a.Package == b.Package && a.SHA256 == b.SHA256 }), nil
}

// inputsOf are those of a cut with what was found in it.
func inputsOf(cut *Cut, in *expediente.Input) (out inputs, err error) {
	closing, err := expediente.Close(in)
	if err != nil {
		return out, err //nolint:wrapcheck // classified there
	}
	type paper struct {
		SHA    document.Hash
		Kind   document.Kind
		Key    string
		Status document.Status
		Period string
	}
	papers := make([]paper, 0, len(cut.Documents)) // under whatever name they came
	for _, r := range cut.Documents {
		papers = append(papers, paper{r.SHA, r.Kind, r.Key, r.Status, r.Period})
	}
	keys := make([]string, 0, len(closing.Missing))
	for _, m := range closing.Missing {
		keys = append(keys, m.Key)
	}
	reconciled, err := expediente.EncodeReconciled(in.Reconciled)
	if err != nil {
		return out, err //nolint:wrapcheck // names what it is
	}
	for _, x := range []struct {
		into *document.Hash
		of   any
	}{
		{&out.Facts, []any{cut.Facts, cut.Policy}},
		{&out.Documents, papers},
		{&out.Findings, []any{in.Findings, reconciled}},
		{&out.Catalog, []any{cut.Catalog, cut.Law, cut.Engine}},
		{&out.State, []any{closing.State, keys, closing.Approval.Who, closing.Approval.Capacity, closing.Approval.On, closing.Approval.Reason, cut.Nombre, cut.Programa}},
	} {
		b, err := json.Marshal(x.of)
		if err != nil {
			return out, fmt.Errorf("inputs of %s: %w", cut.Period, err)
		}
		*x.into = document.HashOf(b)
	}
	if in.Annual == nil {
		return out, nil
	}
	b, err := json.Marshal(in.Annual)
	if err != nil {
		return out, fmt.Errorf("inputs of %s: %w", cut.Period, err)
	}
	out.Annual = document.HashOf(b)
	return out, nil
}

// changedCatalog names another release, law or catalogue.
const changedCatalog = "catalogo"

// changed names what is not as it was.
func (i *inputs) changed(since *inputs) []string {
	out := []string{}
	for _, x := range []struct {
		name      string
		now, then document.Hash
	}{
		{"hechos", i.Facts, since.Facts},
		{"documentos", i.Documents, since.Documents},
		{"hallazgos", i.Findings, since.Findings},
		{changedCatalog, i.Catalog, since.Catalog},
		{"estado", i.State, since.State},
		{"anual", i.Annual, since.Annual},
	} {
		if x.now != x.then {
			out = append(out, x.name)
		}
	}
	return out
}

// standing is what was sealed of a period: the package of the same inputs, or
// the last one, which a new package supersedes.
func (c *Compile) standing(ctx context.Context, rfc, period string, now *inputs) (same, last *Sealed, err error) {
	all, err := Seals(ctx, c.Books, rfc)
	if err != nil {
		return nil, nil, err
	}
	for i := range all {
		s := &all[i]
		if s.Period != period {
			continue
		}
		if s.Inputs == *now {
			same = s // of two, the later one is what holds
		}
		last = s
	}
	if same != nil && same.N != last.N {
		same = nil // what was superseded came back: it is told again, after what stood in between
	}
	return same, last, nil
}

// record writes down that a package was sealed and gives what stands written.
// Sealed names never get other bytes: who lost the race starts again and finds
// what won. Of two signatures of the same bytes the first one stands.
func (c *Compile) record(ctx context.Context, rfc string, s Sealed) (Sealed, error) {
	if c.Now == nil {
		return s, fault.Newf(fault.Misconfigured, "seal "+s.Package, "it has no clock")
	}
	for range attempts {
		head, err := c.Books.Head(ctx, rfc)
		if err != nil {
			return s, err //nolint:wrapcheck // a fault of the store, already classified
		}
		old, err := c.standingAs(ctx, rfc, &s)
		if err != nil || old != nil {
			return *cmp.Or(old, &s), err
		}
		commit, err := s.commit(rfc, head, c.Now())
		if err != nil {
			return s, err
		}
		err = c.Books.Commit(ctx, commit)
		if !fault.Is(err, fault.Conflict) {
			return s, err //nolint:wrapcheck // a fault of the store, already classified
		}
	}
	return s, fault.Newf(fault.Conflict, "seal "+s.Package, "the journal of %s kept moving for %d attempts", rfc, attempts)
}

// standingAs is what the journal says of a package that needs no further word:
// the same, or the same bytes signed already.
func (c *Compile) standingAs(ctx context.Context, rfc string, s *Sealed) (*Sealed, error) {
	all, err := Seals(ctx, c.Books, rfc)
	if err != nil {
		return nil, err
	}
	for i := range all {
		switch old := &all[i]; {
		case *old == *s, old.Package == s.Package && old.SHA256 == s.SHA256 && old.Signature != "":
			return old, nil
		case old.Package == s.Package && old.SHA256 != s.SHA256:
			return nil, fault.Newf(fault.Conflict, "seal "+s.Package, "another package of that name was sealed meanwhile; start again")
		}
	}
	return nil, nil //nolint:nilnil // it is not written yet
}

// commit is the journal's word of a sealed package.
func (s *Sealed) commit(rfc string, head Head, now time.Time) (Commit, error) {
	data, err := json.Marshal(s)
	if err != nil {
		return Commit{}, fmt.Errorf("seal %s: %w", s.Package, err)
	}
	fact := FactRecord{Hash: document.HashOf(data), Kind: FactSeal, Key: s.Period, Group: sealGroup, Data: data}
	e, err := Chain(head.Hash, head.Seq+1, now, Record{
		RFC: rfc, SHA: s.SHA256, Name: s.Package, Kind: document.KindSeal, Key: s.Package, Status: document.Accepted, Inside: true, Fact: fact.Hash,
	})
	if err != nil {
		return Commit{}, fmt.Errorf("seal %s: %w", s.Package, err)
	}
	return Commit{RFC: rfc, After: head, Terms: head.Terms, Entries: []Entry{e}, Facts: []FactRecord{fact}}, nil
}
