package container

import (
	"encoding/binary"
	"iter"
)

// The MAPI properties that matter here (MS-OXPROPS).
const (
	propBody     = 0x1000
	propRTF      = 0x1009 // compressed
	propHTML     = 0x1013
	propData     = 0x3701 // object of an attachment
	propLongName = 0x3707

	typeObject  = 0x000D
	typeString  = 0x001E
	typeUnicode = 0x001F
	typeBinary  = 0x0102
	manyValues  = 0x1000
	namedFrom   = 0x8000
)

// property is one value of a property; of one with many, the first.
type property struct {
	id, kind uint16
	data     []byte
}

// properties goes through a list of MAPI properties (MS-OXTNEF 2.1.3.2). It
// ends at the first that does not fit, after calling damaged. How many the
// list claims to have is only an upper bound: each takes bytes.
func properties(b []byte, damaged func()) iter.Seq[property] {
	return func(yield func(property) bool) {
		c := cursor{b: b, ok: true}
		for n := c.u32(); n > 0 && c.ok; n-- {
			p := property{kind: c.u16(), id: c.u16()}
			if p.id >= namedFrom && p.id != 0xFFFF {
				c.name()
			}
			p.data = c.values(p.kind)
			p.kind &^= manyValues
			if c.ok && !yield(p) {
				return
			}
		}
		if !c.ok {
			damaged()
		}
	}
}

// cursor reads little-endian numbers; ok turns false at the first that is not
// there, and everything after is nothing.
type cursor struct {
	b  []byte
	ok bool
}

func (c *cursor) take(n uint64) []byte {
	if !c.ok || n > uint64(len(c.b)) {
		c.ok = false
		return nil
	}
	out := c.b[:n]
	c.b = c.b[n:]
	return out
}

func (c *cursor) u16() uint16 {
	if b := c.take(2); b != nil {
		return binary.LittleEndian.Uint16(b)
	}
	return 0
}

func (c *cursor) u32() uint32 {
	if b := c.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// padded takes n bytes and the padding to a multiple of four; the last value
// of a stream may lack it.
func (c *cursor) padded(n uint64) []byte {
	out := c.take(n)
	c.take(min((4-n%4)%4, uint64(len(c.b))))
	return out
}

// name skips the name of a named property.
func (c *cursor) name() {
	c.take(16)
	if kind := c.u32(); kind == 0 {
		c.take(4)
		return
	}
	c.padded(uint64(c.u32()))
}

// values takes all the values of a property and gives the first.
func (c *cursor) values(kind uint16) (first []byte) {
	count, variable := uint32(1), false
	switch kind &^ manyValues {
	case typeObject, typeString, typeUnicode, typeBinary:
		variable = true
	}
	if variable || kind&manyValues != 0 {
		count = c.u32()
	}
	size := fixedSize(kind &^ manyValues)
	if !variable && size == 0 {
		c.ok = c.ok && kind&^manyValues == 1 // null; another unknown type has an unknown size
		return nil
	}
	for i := range count {
		n := size
		if variable {
			n = uint64(c.u32())
		}
		v := c.padded(n)
		if !c.ok {
			return nil
		}
		if i == 0 {
			first = v
		}
	}
	return first
}

// fixedSize is the size of a type of fixed size, 0 for any other.
func fixedSize(kind uint16) uint64 {
	switch kind {
	case 0x02, 0x0B: // short, boolean
		return 2
	case 0x03, 0x04, 0x0A: // int, float, error
		return 4
	case 0x05, 0x06, 0x07, 0x14, 0x40: // double, currency, time
		return 8
	case 0x48: // GUID
		return 16
	}
	return 0
}
