package step

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// DocumentState is a document as it stands: its last record that settles it.
type DocumentState struct {
	Record Record
	Seq    int64
	Copies int // times the same bytes came again
	// Name is the first in order of the names its copies came under, without
	// the folder.
	Name string
}

// Documents folds the journal into the present state of each document, in the
// order of first arrival. A document of nobody that a programme has taken
// since is that programme's alone.
func Documents(ctx context.Context, store Journal, rfc string) ([]DocumentState, error) {
	index := map[document.Hash]int{}
	var out []DocumentState
	for e, err := range store.Entries(ctx, rfc, 0) {
		if err != nil {
			return nil, err
		}
		if !e.Record.Came() {
			continue
		}
		if i, seen := index[e.Record.SHA]; seen {
			out[i] = out[i].After(&e)
			continue
		}
		index[e.Record.SHA] = len(out)
		out = append(out, FirstState(&e))
	}
	if rfc == Unassigned {
		return unclaimed(ctx, store, out)
	}
	return out, nil
}

// Came reports a document that came in, and not one that we made of them.
func (r *Record) Came() bool {
	switch r.Kind {
	case document.KindSeal, document.KindReview, document.KindTerms, document.KindAbsence:
		return false
	default:
		return true
	}
}

// FirstState is a document as its first arrival leaves it.
func FirstState(e *Entry) DocumentState {
	return DocumentState{Record: e.Record, Seq: e.Seq, Name: withoutFolder(e.Record.Name)}
}

// After is a document as another of its entries leaves it.
func (d DocumentState) After(e *Entry) DocumentState {
	d.Name = min(d.Name, withoutFolder(e.Record.Name))
	if e.Record.Status == document.Duplicate {
		d.Copies++
	} else {
		d.Record, d.Seq = e.Record, e.Seq
	}
	return d
}

// withoutFolder is a name alone: where it lay is nobody's business.
func withoutFolder(name string) string { return name[strings.LastIndexAny(name, `/\`)+1:] }

// unclaimed leaves out the documents that some programme has settled.
func unclaimed(ctx context.Context, store Journal, docs []DocumentState) ([]DocumentState, error) {
	rfcs, err := store.Programmes(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	shas := make([]document.Hash, 0, len(docs))
	for _, d := range docs {
		shas = append(shas, d.Record.SHA)
	}
	for _, rfc := range rfcs {
		if rfc == Unassigned {
			continue
		}
		known, err := store.Known(ctx, rfc, shas, nil)
		if err != nil {
			return nil, err //nolint:wrapcheck // a fault of the store, already classified
		}
		docs = slices.DeleteFunc(docs, func(d DocumentState) bool {
			r, ok := known.BySHA[d.Record.SHA]
			return ok && r.Status != document.Quarantined
		})
	}
	return docs, nil
}

// EachBook walks the decoded books of a programme that say something.
func EachBook(ctx context.Context, store BookStore, rfc string, fn func(*ledger.Book) error) error {
	var failed error
	err := eachRecord(ctx, store, rfc, func(_ BookRecord, b *ledger.Book) {
		if failed == nil {
			failed = fn(b)
		}
	})
	return cmp.Or(failed, err) //nolint:wrapcheck // the caller's own, or a classified one
}

// ofBooks stands for the document of what the books find.
const ofBooks = "libros"

// Located is a finding with the document or material it is about.
type Located struct {
	RFC      string
	Document string // name of the document, or "libros"
	Key      string // pedimento, lot, exit or material
	Status   document.Status
	Finding  document.Finding
	SHA      document.Hash // of the document, "" of the books
}

// Findings lists everything found in a programme: by the documents
// themselves, by the books' resolution, and by matching.
func Findings(ctx context.Context, store Books, rfc string, fn func(Located) error) error {
	docs, err := Documents(ctx, store, rfc)
	if err != nil {
		return err
	}
	for _, d := range docs {
		for _, f := range d.Record.Findings {
			if err := fn(Located{rfc, d.Record.Name, d.Record.Key, d.Record.Status, f, d.Record.SHA}); err != nil {
				return err
			}
		}
	}
	ofBooks := func(fs []ledger.Finding) error {
		for _, f := range fs {
			if err := fn(Located{RFC: rfc, Document: ofBooks, Key: f.Pedimento, Status: document.Accepted, Finding: f.Finding}); err != nil {
				return err
			}
		}
		return nil
	}
	for g, err := range store.GroupFindings(ctx, rfc) {
		if err != nil {
			return err
		}
		if err := ofBooks(g.Findings); err != nil {
			return err
		}
	}
	if err := programmeFinding(ctx, store, rfc, fn); err != nil {
		return err
	}
	return viewFindings(ctx, store, rfc, ofBooks)
}

// viewFindings are those of matching, and of the views of all books together:
// the credit, V1 pairs, places, and definitive exports.
func viewFindings(ctx context.Context, store Books, rfc string, say func([]ledger.Finding) error) error {
	credit := credito.NewBooks()
	a1, err := newDefinitives(ctx, store, rfc)
	if err != nil {
		return err
	}
	err = EachLocated(ctx, store, rfc, func(b *ledger.Book) error {
		credit.Add(b)
		a1.add(b)
		return say(b.Findings())
	})
	if err != nil {
		return err
	}
	_, all, err := Places(ctx, store, rfc, document.NewDate(9999, 12, 31))
	if err != nil {
		return err
	}
	absent, err := undecided(ctx, store, rfc)
	if err != nil {
		return err
	}
	all = append(all, absent...)
	pairs, err := Pairs(ctx, store, rfc)
	if err != nil {
		return err
	}
	for i := range pairs {
		all = append(all, pairs[i].Findings...)
	}
	all = append(all, a1.findings()...)
	return say(append(all, creditOf(credit, rfc, catalog.Default()).Findings(0)...))
}

// programmeFinding: a programme without a file works with the defaults, and
// says so.
func programmeFinding(ctx context.Context, store FactStore, rfc string, fn func(Located) error) error {
	if rfc == Unassigned {
		return nil
	}
	p, err := CurrentProgramme(ctx, store, rfc)
	if err != nil || p != nil {
		return err
	}
	return fn(Located{RFC: rfc, Document: ofBooks, Key: rfc, Status: document.Accepted, Finding: document.Finding{
		Code: "programme_missing", Severity: document.Warning, Where: rfc, Message: document.Textf(
			"El programa %s no tiene archivo de programa: se usan los valores por omisión (sin_bom: faltante, inventory_key: fraccion). Entregue su YAML.",
			"Programme %s has no programme file: the defaults are used (sin_bom: faltante, inventory_key: fraccion). Deliver its YAML.", rfc),
	}})
}
