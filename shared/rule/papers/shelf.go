package papers

import (
	"cmp"
	"encoding/json"
	"slices"

	"example.com/immex/shared/document"
)

// filed is a paper with what orders it: its business key, the rank of its
// source (lower is nearer to the authority) and the hash of what it says.
type filed[T any] struct {
	key  string
	rank int
	hash document.Hash
	doc  T
}

// shelf keeps the papers of each name in the order of their keys, never in that
// of arrival.
type shelf[T any] map[string]*pile[T]

// pile is the papers of one name, and those that answer to it.
type pile[T any] struct {
	filed []filed[T]
	best  []T
}

// put files a paper; one that says the same as another of its key is the same
// paper.
func (s shelf[T]) put(name string, f filed[T]) {
	p := s[name]
	if p == nil {
		p = &pile[T]{}
		s[name] = p
	}
	at, same := slices.BinarySearchFunc(p.filed, f, func(a, b filed[T]) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.rank, b.rank), cmp.Compare(a.hash, b.hash))
	})
	if same {
		return
	}
	p.filed, p.best = slices.Insert(p.filed, at, f), p.best[:0]
	first := 0 // of the key at hand: it has the best rank
	for i := range p.filed {
		if p.filed[i].key != p.filed[first].key {
			first = i
		}
		if p.filed[i].rank == p.filed[first].rank {
			p.best = append(p.best, p.filed[i].doc)
		}
	}
}

// best gives the papers of a name: of each key those of the best source. Two of
// one key that say different things are both there. The list is shared: it is read
// and never changed.
func (s shelf[T]) best(name string) []T {
	if p := s[name]; p != nil {
		return p.best
	}
	return nil
}

// rankOf orders the sources of invoices and packing lists: a table or an XML
// leaves no doubt about what it says.
func rankOf(s document.Source) int {
	switch s {
	case document.SourcePrint:
		return 1
	case document.SourceOCR:
		return 2
	default:
		return 0
	}
}

// digest is the hash of what a paper says, without where it says it: the same
// COVE in another envelope is the same COVE.
func digest(view any) document.Hash {
	raw, err := json.Marshal(view)
	if err != nil {
		return document.HashOf([]byte(err.Error())) // a view always marshals
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return document.HashOf(raw)
	}
	drop(v)
	if raw, err = json.Marshal(v); err != nil {
		return document.HashOf([]byte(err.Error()))
	}
	return document.HashOf(raw)
}

// drop takes out of a decoded view what tells where and how it was read.
func drop(v any) {
	switch x := v.(type) {
	case map[string]any:
		for _, k := range []string{"xpath", "where", "evidencia", "fila", "findings", "source", "status", "forma"} {
			delete(x, k)
		}
		for _, child := range x {
			drop(child)
		}
	case []any:
		for _, child := range x {
			drop(child)
		}
	}
}
