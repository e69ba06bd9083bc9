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
	case packFact, packMovements, packLots, packExits, packTakes, packManifest:
		return 3 // engine 3: holds that end, decisions about single lots, desperdicio of openings, suppliers of V1
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
	rack  *Rack    // that numbers the texts, nil where they stand in the bytes
	facts struct { // written before: the items of a pedimento all have the same
		hashes []document.Hash
		at     span
	}
	said span // the texts of the item before but the first, when each is a number of one byte
}

// span is where something stands in the bytes; nothing when it is empty.
type span struct{ from, to int }

func (p *packer) repeat(at span) { p.b = append(p.b, p.b[at.from:at.to]...) }

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

// texts writes the texts of an item, field by field: the first is its id, and
// the others are mostly those of the item before.
func (p *packer) texts(list []*string) {
	p.again(&p.last[0], *list[0])
	list, last := list[1:], p.last[1:len(list)]
	if p.said.to-p.said.from == len(list) && repeated(last, list) {
		p.repeat(p.said)
		return
	}
	from := len(p.b)
	for k, s := range list {
		p.again(&last[k], *s)
	}
	if p.said = (span{}); len(p.b)-from == len(list) {
		p.said = span{from, len(p.b)}
	}
}

// repeated reports an item that says what the one before it says.
func repeated(last []numbered, list []*string) bool {
	for k, s := range list {
		if last[k].s != *s {
			return false
		}
	}
	return true
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

// hashes writes SHA-256 as raw bytes; those of the item before are copied.
func (p *packer) hashes(hs []document.Hash) {
	if p.facts.at.to > 0 && slices.Equal(hs, p.facts.hashes) {
		p.repeat(p.facts.at)
		return
	}
	from, plain := len(p.b), p.rack == nil
	p.uint(uint64(len(hs)))
	for _, h := range hs {
		var raw [32]byte
		if p.rack != nil || len(h) != 2*len(raw) || !unhex(&raw, string(h)) {
			p.b, plain = append(p.b, 0), false
			p.text(string(h))
			continue
		}
		p.b = append(append(p.b, 1), raw[:]...)
	}
	if plain { // a text is written otherwise the second time
		p.facts.hashes, p.facts.at = hs, span{from, len(p.b)}
	}
}

// unhex reads a hash as it is written.
func unhex(raw *[32]byte, h string) bool {
	var text [2 * len(raw)]byte
	copy(text[:], h)
	_, err := hex.Decode(raw[:], text[:])
	return err == nil
}
