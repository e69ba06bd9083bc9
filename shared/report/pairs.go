package report

import (
	"slices"
	"strings"

	"example.com/immex/shared/ledger"
)

// Pairs are the V1 of the books and how well each is paired, by every number
// of its chain. Reports without them have no columns for them: the layout of
// packages of the first schema.
type Pairs struct{ byNumber map[string]*ledger.Pair }

// PairsOf finds pairs by their numbers.
func PairsOf(pairs []ledger.Pair) *Pairs {
	p := &Pairs{map[string]*ledger.Pair{}}
	for i := range pairs {
		for _, n := range append([]string{pairs[i].Pedimento}, pairs[i].Numeros...) {
			p.byNumber[n] = &pairs[i]
		}
	}
	return p
}

// transfer is the end of a movement that may be a V1.
type transfer struct {
	clave     string
	stored    string // what its book knows: whether it cites a counterpart
	pedimento string
	numeros   []string // the others of its chain
}

func lotTransfer(l *ledger.Lot) transfer {
	return transfer{l.Clave, l.Pareja, l.Pedimento, l.Numeros}
}

func exitTransfer(x *ledger.Exit) transfer {
	return transfer{x.Clave, x.Pareja, x.Pedimento, x.Numeros}
}

// of is the pair of a movement, nil when it is no V1.
func (p *Pairs) of(t transfer) *ledger.Pair {
	if t.clave != "V1" {
		return nil
	}
	if pair := p.byNumber[t.pedimento]; pair != nil {
		return pair
	}
	for _, n := range t.numeros {
		if pair := p.byNumber[n]; pair != nil {
			return pair
		}
	}
	return nil
}

// pairFields are the columns of a V1: its state, the pedimentos of the other
// side, and whose they are. suffix tells two ends of one row apart.
func pairFields[T any](p *Pairs, suffix, es, en string, of func(*T) transfer) []field[T] {
	if p == nil {
		return nil
	}
	cell := func(say func(*ledger.Pair) string) func(*T) string {
		return func(row *T) string {
			t := of(row)
			if pair := p.of(t); pair != nil {
				return say(pair)
			}
			return ""
		}
	}
	state := func(row *T) string {
		t := of(row)
		if pair := p.of(t); pair != nil {
			return pair.State
		}
		return t.stored
	}
	return []field[T]{
		{"pareja" + suffix, "Pareja V1" + es, "V1 pair" + en, Text, state},
		{"contraparte" + suffix, "Pedimento de la contraparte" + es, "Counterpart's pedimento" + en, Text, cell(func(p *ledger.Pair) string { return strings.Join(p.Counterparts(), " ") })},
		{"contraparte_rfc" + suffix, "RFC de la contraparte" + es, "Counterpart's RFC" + en, Text, cell(func(p *ledger.Pair) string { return p.RFC })},
	}
}

// before puts columns in front of one of them.
func before[T any](fields []field[T], key string, more []field[T]) []field[T] {
	at := slices.IndexFunc(fields, func(f field[T]) bool { return f.key == key })
	return slices.Insert(fields, max(at, 0), more...)
}

// without leaves a column out.
func without[T any](fields []field[T], key string) []field[T] {
	return slices.DeleteFunc(fields, func(f field[T]) bool { return f.key == key })
}
