package step

import (
	"cmp"
	"context"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
)

// Scope confines a judgement to a cut, so that what arrives after it changes
// nothing.
type Scope struct {
	Basis programme.Basis // of the cut's own facts
	Books []*ledger.Kept  // replayed from them, the causes of shortages told
	Pairs []ledger.Pair
	Lines []expediente.FactLine // the facts of the cut
	Files []CutFile             // to read, in the order of their hashes
	// Within reports a document that the cut holds.
	Within func(*Record) bool
}

// basis is what the books depend on besides pedimentos, at the cut or now.
func (j *Judge) basis(ctx context.Context, rfc string) (programme.Basis, error) {
	if j.At != nil {
		return j.At.Basis, nil
	}
	return CurrentBasis(ctx, j.Books, rfc)
}

// eachBook walks the books of the cut, or as they are now.
func (j *Judge) eachBook(ctx context.Context, rfc string, fn func(*ledger.Book) error) error {
	if j.At == nil {
		return EachLocated(ctx, j.Books, rfc, fn)
	}
	for b := range ledger.Opened(j.At.Books) {
		if err := fn(b); err != nil {
			return err
		}
	}
	return nil
}

// pairs are the V1 of the cut, or as they are now.
func (j *Judge) pairs(ctx context.Context, rfc string) ([]ledger.Pair, error) {
	if j.At != nil {
		return j.At.Pairs, nil
	}
	return Pairs(ctx, j.Books, rfc)
}

// confine leaves in an archive what a cut holds.
func (a *archive) confine(s *Scope) {
	a.frozen, a.files = true, nil
	for _, f := range s.Files {
		d := a.state[f.SHA]
		d.Record.SHA, d.Record.Name = f.SHA, f.Name
		a.files = append(a.files, d)
	}
	for sha, d := range a.state {
		if !s.Within(&d.Record) {
			delete(a.state, sha)
		}
	}
}

// unread are the pedimentos with a fact that no file gave again from any source,
// by hash: those a cut holds and nobody could judge.
func (a *archive) unread(read map[document.Hash]bool) (out []Record) {
	given := map[string]bool{}
	for sha := range read {
		given[a.state[sha].Record.Key] = true
	}
	for _, d := range a.state {
		if r := d.Record; r.Kind == document.KindPedimento && r.Fact != "" && (a.frozen || usable(r.Status)) && !given[r.Key] {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b Record) int { return cmp.Compare(a.SHA, b.SHA) })
	return out
}
