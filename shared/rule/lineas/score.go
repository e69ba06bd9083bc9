package lineas

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// side is a line made ready to be compared many times.
type side struct {
	*Line
	parte    string   // without what writers add to it
	words    []string // of the description, sorted, each once
	cantidad quantity.Micros
	valor    int64
	counted  bool // cantidad is known
	valued   bool // valor is known
}

func sides(lines []Line) []side {
	out := make([]side, len(lines))
	for i := range lines {
		l := &lines[i]
		s := side{Line: l, parte: fold(l.Parte), words: words(l.Descripcion)}
		if i > 0 && l.Descripcion == lines[i-1].Descripcion { //nolint:gosec // there is one before
			s.words = out[i-1].words
		}
		q, err := quantity.From(l.Cantidad)
		s.cantidad, s.counted = q, err == nil
		s.valor, s.valued = l.Valor.Micros()
		out[i] = s
	}
	return out
}

// Compare scores two lines.
func Compare(a, b *Line, t Terms) Score {
	x, y := sides([]Line{*a}), sides([]Line{*b})
	return compare(&x[0], &y[0], &t)
}

func compare(a, b *side, t *Terms) (m Score) {
	if a.Parte != "" && b.Parte != "" {
		m.add(byParte, same(a.parte == b.parte), t.Parte)
	}
	if a.Fraccion != "" && b.Fraccion != "" {
		m.add(byFraccion, same(a.Fraccion == b.Fraccion), t.Fraccion)
	}
	if len(a.words) > 0 && len(b.words) > 0 {
		m.add(byDescripcion, shared(a.words, b.words), t.Descripcion)
	}
	if x, ok := a.in(b.Unidad, t.On); ok && b.counted {
		m.add(byCantidad, near(int64(x), int64(b.cantidad), t.Near), t.Cantidad)
	}
	if a.valued && b.valued {
		m.add(byValor, near(a.valor, b.valor, t.Near), t.Valor)
	}
	return m
}

// in is the quantity of a line in a unit.
func (s *side) in(key string, on document.Date) (quantity.Micros, bool) {
	if !s.counted || key == "" || s.Unidad == "" {
		return 0, false
	}
	return converted(s.cantidad, s.Unidad, key, on)
}

// Quantities are those of two lines in the unit of the second; ok is false when
// either is unknown or their units measure different things.
func Quantities(a, b *Line, on document.Date) (x, y quantity.Micros, ok bool) {
	x, ok = in(a, b.Unidad, on)
	if !ok {
		return 0, 0, false
	}
	y, err := quantity.From(b.Cantidad)
	return x, y, err == nil
}

// Apart reports two lines whose units measure different things, so that their
// quantities cannot be held to each other. A unit that is not known says
// nothing.
func Apart(a, b *Line, on document.Date) bool {
	if a.Unidad == b.Unidad {
		return false
	}
	_, knownA := unit.Default().Base(a.Unidad, on)
	_, knownB := unit.Default().Base(b.Unidad, on)
	return knownA && knownB && !unit.Default().Same(a.Unidad, b.Unidad, on)
}

// in is the quantity of a line in a unit.
func in(l *Line, key string, on document.Date) (quantity.Micros, bool) {
	q, err := quantity.From(l.Cantidad)
	if err != nil || key == "" || l.Unidad == "" {
		return 0, false
	}
	return converted(q, l.Unidad, key, on)
}

func converted(q quantity.Micros, from, to string, on document.Date) (quantity.Micros, bool) {
	if from == to {
		return q, true
	}
	q, err := unit.Default().Convert(q, from, to, on, nil)
	return q, err == nil
}

func same(equal bool) int {
	if equal {
		return 1000
	}
	return 0
}

// near is 1000 for equal figures, 500 for those within some millionths of the
// larger, else 0.
func near(a, b int64, ppm int) int {
	if a == b {
		return 1000
	}
	low, high := min(a, b), max(a, b)
	apart := uint64(high) - uint64(low) //nolint:gosec // the difference of any two fits
	of := uint64(high)                  //nolint:gosec // made positive below
	if high < 0 {
		of = -of
	}
	const million = 1_000_000
	x, xl := bits.Mul64(apart, million)
	y, yl := bits.Mul64(of, uint64(ppm)) //nolint:gosec // never negative
	if x < y || x == y && xl <= yl {
		return 500
	}
	return 0
}

// shared is the share of the words of both that both have, in per mille.
func shared(a, b []string) int {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i], b[j]); {
		case c == 0:
			both, i, j = both+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return both * 1000 / (len(a) + len(b) - both)
}

// shortest is the length from which a word says something of the goods.
const shortest = 3

func words(text string) []string {
	out := slices.DeleteFunc(strings.Fields(spaced(text)), func(w string) bool { return len(w) < shortest })
	slices.Sort(out)
	return slices.Compact(out)
}

// spaced is a text in capitals without accents, with a blank for every sign.
func spaced(text string) string {
	if capitals, ok := plain(text); ok {
		return capitals
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToUpper(r)
		}
		return ' '
	}, norm.NFKD.String(text))
}

// plain does it for a text of ASCII, as nearly all are; ok is false for others.
func plain(text string) (out string, ok bool) {
	capitals := make([]byte, len(text))
	for i := range len(text) {
		b := text[i]
		switch {
		case b >= utf8.RuneSelf:
			return "", false
		case 'a' <= b && b <= 'z':
			b -= 'a' - 'A'
		case 'A' <= b && b <= 'Z', '0' <= b && b <= '9':
		default:
			b = ' '
		}
		capitals[i] = b
	}
	return string(capitals), true
}

func fold(text string) string {
	if text == "" {
		return ""
	}
	return strings.ReplaceAll(spaced(text), " ", "")
}
