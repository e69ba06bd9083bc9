package credito

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// grant is a chain resolved: number and dates of the first, partidas of the
// last.
type grant struct {
	pedimento string
	date      document.Date
	doubt     bool
	partidas  []Partida
}

// chains resolves the rectifications, whatever the order they came in, and
// remembers every number of each chain.
func (l *Ledger) chains(entries []Entry) []grant {
	entries = l.once(entries)
	for i := range entries {
		if e := &entries[i]; e.Rectifica != "" {
			l.join(e.Pedimento, e.Rectifica)
		}
	}
	byRoot := map[string][]*Entry{}
	for i := range entries {
		r := l.find(entries[i].Pedimento)
		byRoot[r] = append(byRoot[r], &entries[i])
	}
	members := map[string][]string{}
	for number := range l.root {
		r := l.find(number)
		members[r] = append(members[r], number)
	}
	root := map[string]string{}
	out := make([]grant, 0, len(byRoot))
	for r, of := range byRoot {
		g := l.resolve(of)
		for _, number := range append(members[r], r) {
			root[number] = g.pedimento
		}
		out = append(out, g)
	}
	l.root = root
	slices.SortFunc(out, func(a, b grant) int { return cmp.Compare(a.pedimento, b.pedimento) })
	return out
}

// once drops what was given twice; of two that differ the first in canonical
// order counts, and it is said.
func (l *Ledger) once(entries []Entry) []Entry {
	entries = slices.Clone(entries)
	slices.SortFunc(entries, compareEntries)
	return slices.CompactFunc(entries, func(a, b Entry) bool {
		if a.Pedimento != b.Pedimento {
			return false
		}
		if compareEntries(a, b) != 0 {
			l.note(Key{Pedimento: a.Pedimento}, "credit_entry_twice", document.Error, document.Textf(
				"El pedimento %s viene dos veces con datos distintos; cuenta uno. Resuelva cuál es.",
				"Pedimento %s comes twice with different data; one counts. Settle which.", a.Pedimento))
		}
		return true
	})
}

func compareEntries(a, b Entry) int {
	return cmp.Or(
		cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Date, b.Date),
		cmp.Compare(a.Rectifica, b.Rectifica), cmp.Compare(a.RectificaFecha, b.RectificaFecha),
		slices.CompareFunc(a.Partidas, b.Partidas, comparePartidas),
	)
}

func comparePartidas(a, b Partida) int {
	doubt := func(p *Partida) int {
		if p.Doubt {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(a.Numero, b.Numero), cmp.Compare(a.Fraccion, b.Fraccion), cmp.Compare(a.UMT, b.UMT),
		cmp.Compare(a.Cantidad, b.Cantidad), cmp.Compare(a.Due, b.Due), cmp.Compare(doubt(&a), doubt(&b)),
		slices.CompareFunc(a.Cargos, b.Cargos, func(x, y Cargo) int {
			return cmp.Or(cmp.Compare(x.Contribucion, y.Contribucion), cmp.Compare(x.Forma, y.Forma), cmp.Compare(x.Importe, y.Importe))
		}),
	)
}

// find is the representative of a number's chain; join makes two one. The
// smaller number represents, so that no order matters.
func (l *Ledger) find(number string) string {
	for {
		up, ok := l.root[number]
		if !ok || up == number {
			return number
		}
		number = up
	}
}

func (l *Ledger) join(a, b string) {
	x, y := l.find(a), l.find(b)
	if x > y {
		x, y = y, x
	}
	l.root[x], l.root[y] = x, x
}

// resolve orders a chain: the original, then its rectifications by payment,
// then as they name each other.
func (l *Ledger) resolve(of []*Entry) grant {
	byNumber := map[string]*Entry{}
	for _, e := range of {
		byNumber[e.Pedimento] = e
	}
	depth := func(e *Entry) int {
		n := 0
		for at := e; at != nil && at.Rectifica != "" && n <= len(of); n++ {
			at = byNumber[at.Rectifica]
		}
		return n
	}
	slices.SortFunc(of, func(a, b *Entry) int {
		first := func(e *Entry) int {
			if e.Rectifica == "" {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(a.Date, b.Date), cmp.Compare(depth(a), depth(b)), cmp.Compare(a.Pedimento, b.Pedimento))
	})
	head, last := of[0], of[len(of)-1]
	g := grant{pedimento: head.Pedimento, date: head.Date, partidas: slices.Clone(last.Partidas)}
	if head.Rectifica != "" {
		g.pedimento, g.doubt = head.Rectifica, true
		if head.RectificaFecha.Known() {
			g.date = head.RectificaFecha
		}
		l.note(Key{Pedimento: g.pedimento}, "credit_original_missing", document.Warning, document.Textf(
			"Falta el pedimento original %s de la rectificación %s: el crédito toma la fecha %s y queda en duda. Agréguelo.",
			"The original pedimento %s of rectification %s is missing: the credit takes the date %s and is in doubt. Add it.",
			head.Rectifica, head.Pedimento, g.date))
		return g
	}
	if head != last {
		keepDue(head.Partidas, g.partidas)
	}
	return g
}

// keepDue gives each partida of a rectification the due date of the partida
// it replaces; a new one has the earliest of the original.
func keepDue(original, rectified []Partida) {
	for i := range rectified {
		r := &rectified[i]
		var earliest document.Date
		same, doubt := false, false
		for j := range original {
			o := &original[j]
			if o.Numero == r.Numero && o.Fraccion == r.Fraccion {
				r.Due, r.Doubt, same = o.Due, o.Doubt, true
				break
			}
			earliest, doubt = sooner(earliest, o.Due), true
		}
		if !same && len(original) > 0 {
			r.Due, r.Doubt = earliest, doubt
		}
	}
}

// sooner is the earlier of two due dates; an unknown one is never.
func sooner(a, b document.Date) document.Date {
	if !a.Known() || b.Known() && b < a {
		return b
	}
	return a
}
