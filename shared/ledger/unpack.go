package ledger

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// unpacker reads what a packer wrote; the first error sticks.
type unpacker struct {
	b       []byte
	at      int    // in b
	whole   string // b as text, when its texts are to be parts of it
	version byte
	texts   []string
	inlined bool // amounts stand where they are
	ids     strings.Builder
	err     error
}

func newUnpacker(kind byte, b []byte) *unpacker {
	u := &unpacker{}
	u.begin(kind, b)
	return u
}

// begin starts on other bytes; what was read before stays as it is.
func (u *unpacker) begin(kind byte, b []byte) {
	u.b, u.at, u.whole, u.version, u.texts, u.err = nil, 0, "", 0, u.texts[:0], nil
	if len(b) < 2 || b[1] != kind || b[0] != versionOf(kind) && (kind != packFact || b[0] < 1 || b[0] > versionOf(kind)) {
		u.err = ErrPacked
		return
	}
	u.b, u.at, u.version = b, 2, b[0]
}

// newItemUnpacker is newUnpacker for lots and exits: their texts are parts of
// one copy of the bytes, which is made once and stays as long as any of them.
func newItemUnpacker(kind byte, b []byte) *unpacker {
	u := newUnpacker(kind, b)
	u.whole = string(u.b)
	return u
}

func (u *unpacker) fail() {
	if u.err == nil {
		u.err = fmt.Errorf("%w: truncated", ErrPacked)
	}
	u.b, u.at = nil, 0
}

// left is how many bytes are still to be read.
func (u *unpacker) left() int { return len(u.b) - u.at }

func (u *unpacker) uint() uint64 {
	if u.at < len(u.b) && u.b[u.at] < 0x80 {
		u.at++
		return uint64(u.b[u.at-1])
	}
	return u.long()
}

// long is uint of several bytes.
func (u *unpacker) long() uint64 {
	v, n := binary.Uvarint(u.b[u.at:])
	if n <= 0 {
		u.fail()
		return 0
	}
	u.at += n
	return v
}

func (u *unpacker) int() int64 {
	v := u.uint()
	return int64(v>>1) ^ -int64(v&1) // the opposite of packer.int
}

func (u *unpacker) take(n uint64) []byte {
	if n > uint64(u.left()) { //nolint:gosec // a length
		u.fail()
		return nil
	}
	u.at += int(n)                 //nolint:gosec // bounded by the length
	return u.b[u.at-int(n) : u.at] //nolint:gosec // same
}

func (u *unpacker) text() string {
	n := u.uint()
	if n == 0 {
		s := u.fresh()
		u.texts = append(u.texts, s)
		return s
	}
	if n > uint64(len(u.texts)) {
		u.fail()
		return ""
	}
	return u.texts[n-1]
}

// fresh is a text that was not there before.
func (u *unpacker) fresh() string {
	b := u.take(u.uint())
	if u.whole == "" {
		return string(b)
	}
	return u.whole[u.at-len(b) : u.at]
}

// fields reads the texts of an item.
func (u *unpacker) fields(list []*string) {
	for _, s := range list {
		*s = u.text()
	}
}

// The least bytes an element takes, so that a hostile count cannot ask for
// much more memory than the bytes it comes with.
const (
	minByte = 1
	minLot  = 4
	minExit = 4
	minPair = 3 // of a list of small records
	minOpen = minLot + 5
	minLine = 16
	// usualLine is what a partida mostly takes: there is room for so many at once.
	usualLine = 24
)

// count is a number of elements of at least some bytes each.
func (u *unpacker) count(least uint64) int {
	n := u.uint()
	if n > uint64(u.left())/least { //nolint:gosec // a length
		u.fail()
		return 0
	}
	return int(n) //nolint:gosec // bounded by the length
}

// end is the first error; bytes left over are one.
func (u *unpacker) end() error {
	if u.err == nil && u.left() > 0 {
		u.err = fmt.Errorf("%w: %d bytes too many", ErrPacked, u.left())
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
	if u.inlined {
		return u.inlinedAmount()
	}
	return u.parsed(u.text())
}

// parsed reads a decimal; blank is unknown.
func (u *unpacker) parsed(s string) money.Amount {
	if s == "" {
		return money.Amount{}
	}
	a, err := money.Parse(s)
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
