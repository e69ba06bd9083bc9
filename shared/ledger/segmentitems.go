package ledger

import (
	"fmt"

	"example.com/immex/shared/document"
)

// The kinds of segment, beside those of packed values.
const (
	packLots     = 'l'
	packExits    = 'x'
	packTakes    = 't'
	packIndices  = 'i'
	packManifest = 'M'
)

// basisBits is how many bits the basis of a take needs.
const basisBits = 3

// spare is room for what a change puts in, so that few items move nothing.
const spare = 32

// holds reads how many items a segment has, which the index says too.
func (u *unpacker) holds(n int, least uint64) error {
	if got := u.count(least); u.err == nil && got != n {
		return fmt.Errorf("%w: %d items, the index says %d", ErrPacked, got, n)
	}
	return u.err
}

// lotItems are lots in PEPS order.
type lotItems struct {
	lots    []Lot
	sources []int32
}

func (l *lotItems) len() int                         { return len(l.lots) }
func (l *lotItems) date(i int) document.Date         { return l.lots[i].AvailableFrom }
func (l *lotItems) level(i int) uint8                { return levelOf(l.lots[i].ID) }
func (l *lotItems) packTakes(int, int) ([]byte, int) { return nil, 0 }

func (l *lotItems) pack(i, j int) []byte {
	p := newPacker(packLots, 96*(j-i))
	p.uint(uint64(j - i)) //nolint:gosec // a count
	for k := i; k < j; k++ {
		p.lot(&l.lots[k])
	}
	return p.done()
}

func (l *lotItems) grow(n int) {
	l.sources = fill(l.sources, len(l.lots)+n)
	l.lots = append(make([]Lot, 0, len(l.lots)+n+spare), l.lots...)[:len(l.lots)+n]
}

func (l *lotItems) place(i, n int, b []byte) error {
	u := newItemUnpacker(packLots, b)
	if err := u.holds(n, minLot); err != nil {
		return err
	}
	u.lots(l.lots[i : i+n])
	return u.end()
}

func (l *lotItems) took(int, []byte) error { return nil }

func (l *lotItems) source(i int) int32 { return sourceOf(l.sources, i) }
func (l *lotItems) from(i, n int, source int32) {
	for k := range n {
		l.sources[i+k] = source
	}
}

func (l *lotItems) join(later items) {
	x := later.(*lotItems) //nolint:forcetypeassert // a spine has one kind
	l.sources = append(fill(l.sources, len(l.lots)), fill(x.sources, len(x.lots))...)
	l.lots = append(l.lots, x.lots...)
}

// exitItems are exits in their order, with what they took.
type exitItems struct {
	exits []Exit
	outcome
	sources []int32
}

func (x *exitItems) len() int                 { return len(x.exits) }
func (x *exitItems) date(i int) document.Date { return x.exits[i].MovedAt }
func (x *exitItems) level(i int) uint8        { return levelOf(x.exits[i].ID) }

func (x *exitItems) pack(i, j int) []byte {
	p := newPacker(packExits, 32*(j-i))
	p.uint(uint64(j - i)) //nolint:gosec // a count
	for k := i; k < j; k++ {
		p.exit(&x.exits[k])
	}
	return p.done()
}

func (x *exitItems) grow(n int) {
	x.outcome.grow(n)
	x.sources = fill(x.sources, len(x.exits)+n)
	x.exits = append(make([]Exit, 0, len(x.exits)+n+spare), x.exits...)[:len(x.exits)+n]
}

func (x *exitItems) place(i, n int, b []byte) error {
	u := newItemUnpacker(packExits, b)
	if err := u.holds(n, minExit); err != nil {
		return err
	}
	u.exits(x.exits[i : i+n])
	return u.end()
}

func (x *exitItems) source(i int) int32 { return sourceOf(x.sources, i) }
func (x *exitItems) from(i, n int, source int32) {
	for k := range n {
		x.sources[i+k] = source
	}
}

func (x *exitItems) join(later items) {
	y := later.(*exitItems) //nolint:forcetypeassert // a spine has one kind
	x.sources = append(fill(x.sources, len(x.exits)), fill(y.sources, len(y.exits))...)
	x.exits = append(x.exits, y.exits...)
	x.outcome.join(&y.outcome)
}

func sourceOf(sources []int32, i int) int32 {
	if i < len(sources) {
		return sources[i]
	}
	return -1
}

// fill lengthens sources to n: nothing more is known of the others.
func fill(s []int32, n int) []int32 {
	for len(s) < n {
		s = append(s, -1)
	}
	return s
}

// packIndex writes a list of entries.
func packIndex(list []entry, takes bool) []byte {
	p := &packer{b: []byte{versionOf(packIndices), packIndices}}
	p.entries(list, takes)
	return p.b
}

func (p *packer) entries(list []entry, takes bool) {
	p.uint(uint64(len(list)))
	for i := range list {
		e := &list[i]
		p.b = append(p.b, e.id[:]...)
		if takes {
			p.b = append(p.b, e.takes[:]...)
			p.uint(uint64(e.nTakes)) //nolint:gosec // a count
		}
		p.uint(uint64(e.n)) //nolint:gosec // a count
		p.date(e.last)
		p.b = append(p.b, e.level)
	}
}

// entries reads what packer.entries wrote; every segment they name is known
// from then on.
func (w *weaver) entries(u *unpacker, takes bool) []entry {
	const least = 19
	list := make([]entry, u.count(least))
	for i := range list {
		e := &list[i]
		copy(e.id[:], u.take(uint64(len(e.id))))
		w.known[e.id] = true
		if takes {
			copy(e.takes[:], u.take(uint64(len(e.takes))))
			e.nTakes = u.small()
			w.known[e.takes] = true
		}
		e.n, e.last = u.small(), u.date()
		if l := u.take(1); len(l) == 1 {
			e.level = l[0]
		}
	}
	return list
}

func (w *weaver) unpackIndex(b []byte, takes bool) ([]entry, error) {
	u := newUnpacker(packIndices, b)
	list := w.entries(u, takes)
	return list, u.end()
}
