package container

import "encoding/binary"

const (
	rtfHead = 16
	// rtfLZ and rtfPlain mark a compressed and an uncompressed body.
	rtfLZ    = 0x75465A4C
	rtfPlain = 0x414C454D
	// rtfWindow is the size of the dictionary.
	rtfWindow = 4096
	// maxRTF bounds the text of a message; longer ones are not shown.
	maxRTF = 16 << 20
)

// rtfSeed is what the dictionary holds before the first byte (MS-OXRTFCP 2.1.2.1).
const rtfSeed = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}" +
	"{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier" +
	"{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"

// decompressRTF undoes the compression of a message's body (MS-OXRTFCP); ok is
// false when it is damaged. What comes out is bounded by what it declares.
func decompressRTF(b []byte) (out []byte, ok bool) {
	if len(b) < rtfHead {
		return nil, false
	}
	size := binary.LittleEndian.Uint32(b[4:])
	kind := binary.LittleEndian.Uint32(b[8:])
	b = b[rtfHead:]
	if size > maxRTF {
		return nil, false
	}
	if kind == rtfPlain {
		return b[:min(len(b), int(size))], true
	}
	if kind != rtfLZ {
		return nil, false
	}
	return inflateRTF(b, int(size))
}

// inflateRTF reads runs of eight: a byte as it is, or a reference into the
// last 4,096.
func inflateRTF(b []byte, size int) (out []byte, ok bool) {
	var window [rtfWindow]byte
	at := copy(window[:], rtfSeed)
	put := func(c byte) {
		window[at] = c
		at = (at + 1) % rtfWindow
		out = append(out, c)
	}
	for len(b) > 0 && len(out) < size {
		flags := b[0]
		b = b[1:]
		for bit := 0; bit < 8 && len(b) > 0; bit++ {
			if flags>>bit&1 == 0 {
				put(b[0])
				b = b[1:]
				continue
			}
			if len(b) < 2 {
				return nil, false
			}
			ref := binary.BigEndian.Uint16(b)
			b = b[2:]
			from, n := int(ref>>4), int(ref&15)+2
			if from == at {
				return out[:min(len(out), size)], true // the end mark
			}
			for range n {
				put(window[from])
				from = (from + 1) % rtfWindow
			}
		}
	}
	return out[:min(len(out), size)], len(out) >= size
}
