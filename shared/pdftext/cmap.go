package pdftext

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// maxMappings bounds one CMap: two bytes of code address 65,536 characters.
const maxMappings = 1 << 17

// cmapRange maps the codes from lo to hi, all of one length, to text or CIDs.
type cmapRange struct {
	size   int
	lo, hi uint32
	text   []uint16 // UTF-16 of lo; the last unit grows with the code
	cid    uint32
}

// cmap is a character map, sorted by (size, lo); nil maps nothing.
type cmap struct {
	spaces []cmapRange
	ranges []cmapRange
}

// find is the range of a code; later definitions win.
func (c *cmap) find(code uint32, size int) (cmapRange, bool) {
	if c == nil {
		return cmapRange{}, false
	}
	i, _ := slices.BinarySearchFunc(c.ranges, code, func(r cmapRange, code uint32) int {
		if r.size < size || r.size == size && r.lo <= code {
			return -1
		}
		return 1
	})
	for i--; i >= 0 && c.ranges[i].size == size; i-- {
		if r := c.ranges[i]; code <= r.hi {
			return r, true
		}
		if i > 0 && c.ranges[i-1].hi < c.ranges[i].lo {
			break
		}
	}
	return cmapRange{}, false
}

// lookup is the text of a code; a mapping to nothing counts as none.
func (c *cmap) lookup(code uint32, size int) (string, bool) {
	r, ok := c.find(code, size)
	if !ok || len(r.text) == 0 {
		return "", false
	}
	u := slices.Clone(r.text)
	u[len(u)-1] += uint16(code - r.lo) //nolint:gosec // wraps as the standard's arithmetic does
	if len(u) == 1 && u[0] == 0 {
		return "", false
	}
	return string(utf16.Decode(u)), true
}

// toUnicode reads the ToUnicode CMap of a font, an empty one when it has none.
func (d *reader) toUnicode(ctx context.Context, v pdf.Value) (*cmap, error) {
	if v.Kind() != pdf.Stream {
		return &cmap{}, nil
	}
	b, err := d.stream(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("ToUnicode: %w", err)
	}
	return parseCMap(b)
}

// parseCMap reads code space, character and range sections.
func parseCMap(b []byte) (*cmap, error) {
	c, lex := &cmap{}, lexer{b: b}
	for {
		t := lex.next()
		if t.kind == eof {
			break
		}
		if t.kind != operator {
			continue
		}
		switch t.s {
		case "begincodespacerange":
			c.section(&lex, 2, func(a []token) { c.spaces = append(c.spaces, span(a[0], a[1])) })
		case "beginbfchar", "begincidchar":
			c.section(&lex, 2, func(a []token) { c.add(span(a[0], a[0]), a[1]) })
		case "beginbfrange", "begincidrange":
			c.section(&lex, 3, func(a []token) { c.add(span(a[0], a[1]), a[2]) })
		}
		if len(c.ranges) > maxMappings {
			return nil, fmt.Errorf("%w: CMap of more than %d entries", ErrTooLarge, maxMappings)
		}
	}
	slices.SortStableFunc(c.ranges, func(a, b cmapRange) int {
		if a.size != b.size {
			return a.size - b.size
		}
		return int(int64(a.lo) - int64(b.lo))
	})
	return c, nil
}

// section feeds groups of n operands to take until the section ends.
func (c *cmap) section(lex *lexer, n int, take func([]token)) {
	var group []token
	for len(c.ranges) <= maxMappings && len(c.spaces) <= maxMappings {
		t := lex.next()
		if t.kind == eof || t.kind == operator {
			return
		}
		if group = append(group, t); len(group) == n {
			take(group)
			group = group[:0]
		}
	}
}

// span is the range two code strings mark.
func span(a, b token) cmapRange {
	return cmapRange{size: len(a.s), lo: codeOf(a.s), hi: codeOf(b.s)}
}

func codeOf(s string) uint32 {
	n := uint32(0)
	for i := range min(len(s), 4) {
		n = n<<8 | uint32(s[i])
	}
	return n
}

func (c *cmap) add(r cmapRange, to token) {
	if r.size == 0 || r.size > 4 || r.hi < r.lo {
		return
	}
	switch to.kind {
	case number:
		r.cid = uint32(to.num)
	case text:
		r.text = units(to.s)
	case name:
		r.text = utf16.Encode([]rune(glyphText(to.s)))
	case array:
		for i, e := range to.list {
			code := r.lo + uint32(i)
			if code > r.hi || len(c.ranges) > maxMappings {
				return
			}
			c.ranges = append(c.ranges, cmapRange{size: r.size, lo: code, hi: code, text: units(e.s)})
		}
		return
	default:
		return
	}
	c.ranges = append(c.ranges, r)
}

// units is UTF-16BE text, or one byte taken as Latin-1.
func units(s string) []uint16 {
	if len(s) == 1 {
		return []uint16{uint16(s[0])}
	}
	u := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return u
}
