package ledger

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// The packed form is how stores keep movements and books: a tenth of their
// JSON, with every text written once. Its first byte is the version of its
// kind. Equal values have equal bytes.
func versionOf(kind byte) byte {
	_ = kind // all are of one version today; a fact of version 1 is read still
	return 2 // engine 2: roles, both units, openings, decisions, withdrawals
}

// ErrPacked reports bytes that are not a packed value of this version.
var ErrPacked = errors.New("not a packed value of this version")

// packer writes values; texts go through a table so that a repeated one costs
// two bytes.
type packer struct {
	b     []byte
	index map[string]uint64
}

// indexes are the text tables of finished packers, cleared: a delivery packs
// hundreds of thousands of small values.
//
//nolint:gochecknoglobals // a pool keeps memory, no state
var indexes = sync.Pool{New: func() any { return make(map[string]uint64, 64) }}

func newPacker(kind byte, size int) *packer {
	p := &packer{b: make([]byte, 0, size), index: indexes.Get().(map[string]uint64)} //nolint:forcetypeassert // the pool holds nothing else
	p.b = append(p.b, versionOf(kind), kind)
	return p
}

// done gives the packed bytes and ends the packer.
func (p *packer) done() []byte {
	const most = 4096 // a larger table is not worth keeping
	if len(p.index) <= most {
		clear(p.index)
		indexes.Put(p.index)
	}
	p.index = nil
	return p.b
}

func (p *packer) uint(v uint64) { p.b = binary.AppendUvarint(p.b, v) }
func (p *packer) int(v int64)   { p.b = binary.AppendVarint(p.b, v) }

// text writes the number of a known text, or 0 and the new text.
func (p *packer) text(s string) {
	if n, ok := p.index[s]; ok {
		p.uint(n)
		return
	}
	p.index[s] = uint64(len(p.index) + 1)
	p.uint(0)
	p.uint(uint64(len(s)))
	p.b = append(p.b, s...)
}

func (p *packer) date(d document.Date)     { p.uint(uint64(d)) } //nolint:gosec // yyyymmdd, never negative
func (p *packer) micros(m quantity.Micros) { p.int(int64(m)) }
func (p *packer) amount(a money.Amount)    { p.text(a.String()) }

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
		raw, err := hex.DecodeString(string(h))
		if err != nil || len(raw) != 32 {
			p.b = append(p.b, 0)
			p.text(string(h))
			continue
		}
		p.b = append(append(p.b, 1), raw...)
	}
}

// unpacker reads what a packer wrote; the first error sticks.
type unpacker struct {
	b       []byte
	version byte
	texts   []string
	err     error
}

func newUnpacker(kind byte, b []byte) *unpacker {
	if len(b) < 2 || b[1] != kind || b[0] != versionOf(kind) && (b[0] != 1 || kind != packFact) {
		return &unpacker{err: ErrPacked}
	}
	return &unpacker{b: b[2:], version: b[0]}
}

func (u *unpacker) fail() {
	if u.err == nil {
		u.err = fmt.Errorf("%w: truncated", ErrPacked)
	}
	u.b = nil
}

func (u *unpacker) uint() uint64 {
	v, n := binary.Uvarint(u.b)
	if n <= 0 {
		u.fail()
		return 0
	}
	u.b = u.b[n:]
	return v
}

func (u *unpacker) int() int64 {
	v, n := binary.Varint(u.b)
	if n <= 0 {
		u.fail()
		return 0
	}
	u.b = u.b[n:]
	return v
}

func (u *unpacker) take(n uint64) []byte {
	if n > uint64(len(u.b)) {
		u.fail()
		return nil
	}
	out := u.b[:n]
	u.b = u.b[n:]
	return out
}

func (u *unpacker) text() string {
	n := u.uint()
	if n == 0 {
		s := string(u.take(u.uint()))
		u.texts = append(u.texts, s)
		return s
	}
	if n > uint64(len(u.texts)) {
		u.fail()
		return ""
	}
	return u.texts[n-1]
}

// The least bytes an element takes, so that a hostile count cannot ask for
// much more memory than the bytes it comes with.
const (
	minByte = 1
	minLot  = 30
	minExit = 24
	minPair = 3 // of a list of small records
	minOpen = 33
	minLine = 16
)

// count is a number of elements of at least some bytes each.
func (u *unpacker) count(least uint64) int {
	n := u.uint()
	if n > uint64(len(u.b))/least {
		u.fail()
		return 0
	}
	return int(n) //nolint:gosec // bounded by the length
}

// end is the first error; bytes left over are one.
func (u *unpacker) end() error {
	if u.err == nil && len(u.b) > 0 {
		u.err = fmt.Errorf("%w: %d bytes too many", ErrPacked, len(u.b))
	}
	return u.err
}

func (u *unpacker) small() int {
	n := u.uint()
	if n > math.MaxInt32 {
		u.fail()
		return 0
	}
	return int(n)
}

func (u *unpacker) date() document.Date     { return document.Date(u.small()) } //nolint:gosec // bounded by small
func (u *unpacker) micros() quantity.Micros { return quantity.Micros(u.int()) }

func (u *unpacker) amount() money.Amount {
	a, err := money.Parse(u.text())
	if err != nil && u.err == nil {
		u.err = err
	}
	return a
}

func (u *unpacker) bool() bool {
	b := u.take(1)
	return len(b) == 1 && b[0] == 1
}

func (u *unpacker) hashes() []document.Hash {
	n := u.count(minByte)
	out := make([]document.Hash, 0, n)
	for range n {
		if u.bool() {
			out = append(out, document.Hash(hex.EncodeToString(u.take(32))))
			continue
		}
		out = append(out, document.Hash(u.text()))
	}
	return out
}
