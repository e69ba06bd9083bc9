package ledger

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// The packed form is how stores keep movements and books: a tenth of their
// JSON, with every text written once. Its first byte is the version of its
// kind. Equal values have equal bytes.
func versionOf(kind byte) byte {
	switch kind {
	case packTakes:
		return 3 // engine 3: suppliers of V1, desperdicio of openings
	case packFact:
		return 4 // deferred duty
	case packMovements, packLots, packExits, packManifest:
		return 4 // engine 5: an item says what differs from the one before it
	}
	return 2
}

// ErrPacked reports bytes that are not a packed value of this version.
var ErrPacked = errors.New("not a packed value of this version")

// packer writes values; texts go through a table so that a repeated one costs
// two bytes.
type packer struct {
	b []byte
	*table
	rack   *Rack    // that numbers the texts, nil where they stand in the bytes
	before struct { // the item before in a list
		exit  *Exit
		moved document.Date // of its head
		lot   *Lot
	}
}

// table numbers the texts of a packed value in their order.
type table struct {
	index map[string]uint64
	last  [fields]numbered // what a field held last: the next item mostly repeats it
	money numbered         // the last amount: most say none
	room  []byte           // what is packed stands here until it is done
}

// fields is how many texts an item has at most.
const fields = 21

type numbered struct {
	s string
	n uint64 // 0: nothing yet
}

// tables are those of finished packers, cleared: a delivery packs hundreds of
// thousands of small values.
//
//nolint:gochecknoglobals // a pool keeps memory, no state
var tables = sync.Pool{New: func() any { return &table{index: make(map[string]uint64, 64)} }}

func newPacker(kind byte, size int) *packer {
	p := &packer{table: tables.Get().(*table)} //nolint:forcetypeassert // the pool holds nothing else
	p.b = append(slices.Grow(p.room[:0], size), versionOf(kind), kind)
	return p
}

// done gives the packed bytes, and no room beside them, and ends the packer.
func (p *packer) done() []byte {
	const most, roomiest = 4096, 1 << 20 // what is larger is not worth keeping
	t, packed := p.table, p.b
	p.table, p.b = nil, nil
	if len(t.index) > most || cap(packed) > roomiest {
		return packed
	}
	out := slices.Clone(packed)
	t.room = packed
	clear(t.index)
	clear(t.last[:])
	t.money = numbered{}
	tables.Put(t) // from here on another goroutine may write into the room
	return out
}

func (p *packer) uint(v uint64) {
	if v < 0x80 {
		p.b = append(p.b, byte(v))
		return
	}
	p.b = binary.AppendUvarint(p.b, v)
}

func (p *packer) int(v int64) { p.uint(uint64(v)<<1 ^ uint64(v>>63)) } //nolint:gosec // how a signed number becomes a small one

// text writes the number of a known text, or 0 and the new text; it gives the
// number.
func (p *packer) text(s string) uint64 {
	if p.rack != nil {
		n := p.rack.number(s)
		p.uint(n)
		return n
	}
	n, ok := p.index[s]
	if ok {
		p.uint(n)
		return n
	}
	n = uint64(len(p.index) + 1)
	p.index[s] = n
	p.uint(0)
	p.uint(uint64(len(s)))
	p.b = append(p.b, s...)
	return n
}

// texts writes the texts of an item, field by field: they are mostly those of the
// item before.
func (p *packer) texts(list []*string) {
	for k, s := range list {
		p.again(&p.last[k], *s)
	}
}

// again writes a text that is mostly what it was last.
func (p *packer) again(last *numbered, s string) {
	if last.n != 0 && last.s == s {
		p.uint(last.n)
		return
	}
	last.s, last.n = s, p.text(s)
}

func (p *packer) date(d document.Date)     { p.uint(uint64(d)) } //nolint:gosec // yyyymmdd, never negative
func (p *packer) micros(m quantity.Micros) { p.int(int64(m)) }

func (p *packer) amount(a money.Amount) {
	if p.rack != nil {
		p.inline(a.String()) // hardly one is that of another item
		return
	}
	p.again(&p.money, a.String())
}

func (p *packer) bool(v bool) {
	if v {
		p.b = append(p.b, 1)
		return
	}
	p.b = append(p.b, 0)
}

// hashes writes SHA-256 as raw bytes.
func (p *packer) hashes(hs []document.Hash) {
	p.uint(uint64(len(hs)))
	for _, h := range hs {
		var raw [32]byte
		if p.rack != nil || len(h) != 2*len(raw) || !unhex(&raw, string(h)) {
			p.b = append(p.b, 0)
			p.text(string(h))
			continue
		}
		p.b = append(append(p.b, 1), raw[:]...)
	}
}

// unhex reads a hash as it is written.
func unhex(raw *[32]byte, h string) bool {
	var text [2 * len(raw)]byte
	copy(text[:], h)
	_, err := hex.Decode(raw[:], text[:])
	return err == nil
}
