package lineas

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// side is a line made ready to be compared many times: its texts are numbers of
// the room, 0 where the paper does not say.
type side struct {
	parte    int32   // without what writers add to it
	fraccion int32   // 8 digits
	unidad   int32   // key of Apéndice 7
	words    []int32 // of the description, in order, each once
	cantidad quantity.Micros
	valor    int64
	counted  bool // cantidad is known
	valued   bool // valor is known
	unit     string
}

func (r *Room) sides(lines []Line) []side {
	out := make([]side, len(lines))
	for i := range lines {
		l, s := &lines[i], &out[i]
		s.parte, s.fraccion, s.unidad, s.unit = r.part(l.Parte), r.number(l.Fraccion), r.number(l.Unidad), l.Unidad
		s.words = r.described(l.Descripcion)
		q, err := quantity.From(l.Cantidad)
		s.cantidad, s.counted = q, err == nil
		s.valor, s.valued = l.Valor.Micros()
	}
	return out
}

// Compare scores two lines.
func Compare(a, b *Line, t Terms) Score {
	r := NewRoom()
	x, y, weights := r.sides([]Line{*a}), r.sides([]Line{*b}), t.weights()
	likeness := compare(&x[0], &y[0], &t, &weights)
	return likeness.score(&weights)
}

// alike is how alike two lines are thing by thing, in per mille; unsaid where one
// of the papers does not say it. points are the weighted per mille, of the weight of
// what could be compared.
type alike struct {
	permille   [things]int16
	points, of int32
}

const unsaid = -1

func (m *alike) say(thing int, permille int16, weights *[things]int32) {
	w := weights[thing]
	m.permille[thing], m.points, m.of = permille, m.points+int32(permille)*w, m.of+w
}

func compare(a, b *side, t *Terms, weights *[things]int32) (m alike) {
	m.permille = [things]int16{unsaid, unsaid, unsaid, unsaid, unsaid}
	if a.parte != 0 && b.parte != 0 {
		m.say(byParte, same(a.parte == b.parte), weights)
	}
	if a.fraccion != 0 && b.fraccion != 0 {
		m.say(byFraccion, same(a.fraccion == b.fraccion), weights)
	}
	if len(a.words) > 0 && len(b.words) > 0 {
		m.say(byDescripcion, int16(shared(a.words, b.words)), weights) //nolint:gosec // a thousand at most
	}
	if x, ok := a.in(b, t.On); ok && b.counted {
		m.say(byCantidad, near(int64(x), int64(b.cantidad), t.Near), weights)
	}
	if a.valued && b.valued {
		m.say(byValor, near(a.valor, b.valor, t.Near), weights)
	}
	return m
}

// total is the weighted mean in per mille, rounded down.
func (m *alike) total() int32 {
	if m.of == 0 {
		return 0
	}
	return m.points / m.of
}

// score is what a person is told of it.
func (m *alike) score(weights *[things]int32) (s Score) {
	for i, x := range m.permille {
		if x != unsaid {
			s.permille[i], s.weight[i] = int32(x), weights[i]
			s.compared |= 1 << i
		}
	}
	s.total, s.of = m.total(), m.of
	return s
}

// in is the quantity of a line in the unit of another.
func (s *side) in(other *side, on document.Date) (quantity.Micros, bool) {
	if !s.counted || s.unidad == 0 || other.unidad == 0 {
		return 0, false
	}
	if s.unidad == other.unidad {
		return s.cantidad, true
	}
	return converted(s.cantidad, s.unit, other.unit, on)
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

func same(equal bool) int16 {
	if equal {
		return 1000
	}
	return 0
}

// near is 1000 for equal figures, 500 for those within some millionths of the
// larger, else 0.
func near(a, b int64, ppm int) int16 {
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
// A text in capitals is given back as it is.
func plain(text string) (out string, ok bool) {
	same := true
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return "", false
		}
		same = same && capital(text[i]) == text[i]
	}
	if same {
		return text, true
	}
	capitals := make([]byte, len(text))
	for i := range len(text) {
		capitals[i] = capital(text[i])
	}
	return string(capitals), true
}

// capital is a character of ASCII as a capital or a digit, else a blank.
func capital(b byte) byte {
	switch {
	case 'a' <= b && b <= 'z':
		return b - 'a' + 'A'
	case 'A' <= b && b <= 'Z', '0' <= b && b <= '9':
		return b
	}
	return ' '
}

// fold is a text in capitals without accents and without signs.
func fold(text string) string {
	var room [48]byte
	out := room[:0]
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return strings.ReplaceAll(spaced(text), " ", "")
		}
		if b := capital(text[i]); b != ' ' {
			out = append(out, b)
		}
	}
	if string(out) == text {
		return text
	}
	return string(out)
}
