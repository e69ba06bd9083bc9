package hostile

import (
	"encoding/binary"
	"slices"
	"strings"
)

// rich writes attributes of a winmail.dat.
func rich(attrs ...[]byte) []byte {
	return slices.Concat(append([][]byte{[]byte("\x78\x9f\x3e\x22\x01\x00"), richAttr(1, 0x9006, "\x00\x00\x01\x00")}, attrs...)...)
}

func richAttr(level byte, name uint16, data string) []byte {
	out := binary.LittleEndian.AppendUint16([]byte{level}, name)
	out = append(out, 8, 0)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(data))) //nolint:gosec // megabytes at most
	out = append(out, data...)
	var sum uint16
	for i := range len(data) {
		sum += uint16(data[i])
	}
	return binary.LittleEndian.AppendUint16(out, sum)
}

func richFile(name string, data []byte) []byte {
	return slices.Concat(richAttr(2, 0x9002, "x"), richAttr(2, 0x8010, name+"\x00"), richAttr(2, 0x800F, string(data)))
}

// richProp is one property of variable size.
func richProp(kind, id uint16, data string) string {
	out := binary.LittleEndian.AppendUint16(nil, kind)
	out = binary.LittleEndian.AppendUint16(out, id)
	out = binary.LittleEndian.AppendUint32(out, 1)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(data))) //nolint:gosec // megabytes at most
	return string(out) + data + strings.Repeat("\x00", (4-len(data)%4)%4)
}

func richProps(n uint32, list string) string {
	return string(binary.LittleEndian.AppendUint32(nil, n)) + list
}

// richOf is a winmail.dat with an invoice and a long name.
func richOf(invoice []byte) []byte {
	return rich(richAttr(1, 0x9003, richProps(1, richProp(0x1E, 0x1000, "Buen dia\x00"))),
		richFile("FACTUR~1.XML", invoice), richAttr(2, 0x9005, richProps(1, richProp(0x1E, 0x3707, "factura.xml\x00"))))
}

// nestedRich is a message in a message, so many deep.
func nestedRich(depth int) []byte {
	b := rich(richFile("a.txt", []byte("hola")))
	for range depth {
		b = rich(richAttr(2, 0x9002, "x"), richAttr(2, 0x9005, richProps(1, richProp(0x0D, 0x3701, strings.Repeat("i", 16)+string(b)))))
	}
	return b
}

func craftedTNEF() []Case {
	x := func(name string, build func() []byte) Case { return Case{TNEF, name, build} }
	rtf := func(size, kind, data string) []byte {
		return rich(richAttr(1, 0x9003, richProps(1, richProp(0x102, 0x1009, "\x00\x00\x00\x00"+size+kind+"\x00\x00\x00\x00"+data))))
	}
	return []Case{
		x("signature only", func() []byte { return []byte("\x78\x9f\x3e\x22") }),
		x("head only", func() []byte { return rich() }),
		x("4 GB it says", func() []byte { return append(rich(), "\x02\x0f\x80\x06\x00\xff\xff\xff\xff"...) }),
		x("500,000 empty attributes", func() []byte { return rich(slices.Repeat(richAttr(2, 0x9002, ""), 500_000)) }),
		x("4,000 attachments", func() []byte { return rich(slices.Repeat(richFile("a", []byte("x")), 4_000)) }),
		x("properties that are not there", func() []byte { return rich(richAttr(1, 0x9003, "\xff\xff\xff\xff")) }),
		x("properties that are not there, often", func() []byte {
			return rich(slices.Repeat(richAttr(1, 0x9003, "\xff\xff\xff\xff"), 200_000))
		}),
		x("a million empty values", func() []byte {
			return rich(richAttr(1, 0x9003, richProps(1, "\x02\x11\x01\x00\x40\x42\x0f\x00"+strings.Repeat("\x00", 4<<20))))
		}),
		x("values that are not there", func() []byte {
			return rich(richAttr(1, 0x9003, richProps(1, "\x02\x11\x01\x00\xff\xff\xff\xff")))
		}),
		x("a name of 4 GB", func() []byte {
			return rich(richAttr(1, 0x9003, richProps(1, "\x1e\x00\x01\x80"+strings.Repeat("g", 16)+"\x01\x00\x00\x00\xff\xff\xff\xff")))
		}),
		x("half a million properties", func() []byte {
			return rich(richAttr(1, 0x9003, richProps(500_000, strings.Repeat("\x03\x00\x01\x00\x00\x00\x00\x00", 500_000))))
		}),
		x("text of 16 MB", func() []byte { return rich(richAttr(1, 0x800C, strings.Repeat("x", 16<<20))) }),
		x("rtf of 4 GB", func() []byte { return rtf("\xff\xff\xff\xff", "LZFu", strings.Repeat("\xff\xff", 1000)) }),
		x("rtf that repeats", func() []byte {
			return rtf("\xff\xff\xff\x00", "LZFu", strings.Repeat("\xff"+strings.Repeat("\x00\x1f", 8), 200_000))
		}),
		x("rtf cut", func() []byte { return rtf("\xff\x00\x00\x00", "LZFu", "\xff\x00") }),
		x("rtf of nothing", func() []byte { return rtf("\x00\x00\x00\x00", "LZFu", "") }),
		x("unknown rtf", func() []byte { return rtf("\x10\x00\x00\x00", "XXXX", "x") }),
		x("nested 4", func() []byte { return nestedRich(4) }),
		x("nested 50", func() []byte { return nestedRich(50) }),
		x("a zip bomb in it", func() []byte {
			return rich(richFile("a.zip", archive(entry{name: "a", content: make([]byte, 32<<20)})))
		}),
		x("traversal", func() []byte { return rich(richFile("../../etc/passwd", []byte("x"))) }),
		x("name of 1 MB", func() []byte { return rich(richFile(strings.Repeat("n", 1<<20), []byte("x"))) }),
		x("41 MB", func() []byte { return rich(richFile("a", make([]byte, 41<<20))) }),
	}
}
