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
	parte    int32 // without what writers add to it
	fraccion int32 // 8 digits
	unidad   int32 // key of Apéndice 7
	words    span  // of the description
	line     *Line
	cantidad quantity.Micros
	valor    int64
	counted  bool // cantidad is known
	valued   bool // valor is known
}

func (r *Room) ready(lines []Line) (out []side) {
	r.sides, out = space(r.sides, len(lines))
	for i := range lines {
		l := &lines[i]
		s := side{line: l, parte: r.part(l.Parte), fraccion: r.number(l.Fraccion), unidad: r.unit(l.Unidad), words: r.described(l.Descripcion)}
		q, err := quantity.From(l.Cantidad)
		s.cantidad, s.counted = q, err == nil
		s.valor, s.valued = l.Valor.Micros()
		out = append(out, s)
	}
	return out
}

// Compare scores two lines.
func Compare(a, b *Line, t Terms) Score {
	r := NewRoom()
	x, y := r.ready([]Line{*a}), r.ready([]Line{*b})
	s := r.scales(&t)
	return s.score(&x[0], &y[0])
}

// scales weigh how alike two lines of a room are.
type scales struct {
	words   []int32 // of the room
	weights [things]int32
	near    int
	on      document.Date
}

func (r *Room) scales(t *Terms) scales {
	return scales{words: r.words, weights: t.weights(), near: t.Near, on: t.On}
}

// unsaid stands for the per mille of what one of the papers does not say.
const unsaid = -1

// tally adds up what things say of two lines: points are the weighted per mille, of
// the weight of what could be compared.
type tally struct{ points, of int32 }

func (t *tally) add(permille, weight int32) {
	if permille != unsaid {
		t.points, t.of = t.points+permille*weight, t.of+weight
	}
}

// row holds one line against others, thing by thing, which is what a processor does
// fast.
func (x *scales) row(a *side, others []side, row []tally) {
	clear(row)
	for j := 0; a.parte != 0 && j < len(others); j++ {
		row[j].add(same(a.parte, others[j].parte), x.weights[byParte])
	}
	for j := 0; a.fraccion != 0 && j < len(others); j++ {
		row[j].add(same(a.fraccion, others[j].fraccion), x.weights[byFraccion])
	}
	for j := 0; a.words.some() && j < len(others); j++ {
		row[j].add(x.described(&a.words, &others[j].words), x.weights[byDescripcion])
	}
	for j := 0; a.counted && j < len(others); j++ {
		row[j].add(x.counted(a, &others[j]), x.weights[byCantidad])
	}
	for j := 0; a.valued && j < len(others); j++ {
		row[j].add(x.valued(a, &others[j]), x.weights[byValor])
	}
}

// score is what a person is told of it.
func (x *scales) score(a, b *side) (s Score) {
	var all tally
	for i, m := range [things]int32{
		byParte: same(a.parte, b.parte), byFraccion: same(a.fraccion, b.fraccion), byDescripcion: x.described(&a.words, &b.words),
		byCantidad: x.counted(a, b), byValor: x.valued(a, b),
	} {
		if all.add(m, x.weights[i]); m != unsaid {
			s.permille[i], s.weight[i] = m, x.weights[i]
			s.compared |= 1 << i
		}
	}
	s.total, s.of = all.mean(), all.of
	return s
}

// mean is the weighted mean in per mille, rounded down.
func (t *tally) mean() int32 {
	if t.of == 0 {
		return 0
	}
	return t.points / t.of
}

// described is how alike two descriptions are.
func (x *scales) described(a, b *span) int32 {
	switch {
	case !a.some() || !b.some():
		return unsaid
	case a.signs&b.signs == 0:
		return 0
	}
	return shared(x.words[a.from:a.to], x.words[b.from:b.to])
}

// counted is how alike two quantities are.
func (x *scales) counted(a, b *side) int32 {
	q, ok := a.in(b, x.on)
	if !ok || !b.counted {
		return unsaid
	}
	return near(int64(q), int64(b.cantidad), x.near)
}

// valued is how alike two values are.
func (x *scales) valued(a, b *side) int32 {
	if !a.valued || !b.valued {
		return unsaid
	}
	return near(a.valor, b.valor, x.near)
}

// in is the quantity of a line in the unit of another.
func (s *side) in(other *side, on document.Date) (quantity.Micros, bool) {
	if !s.counted || s.unidad == 0 || other.unidad == 0 {
		return 0, false
	}
	if s.unidad == other.unidad {
		return s.cantidad, true
	}
	return converted(s.cantidad, s.line.Unidad, other.line.Unidad, on)
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

// same is 1000 for two texts that are one, 0 for others.
func same(a, b int32) int32 {
	switch {
	case a == 0 || b == 0:
		return unsaid
	case a == b:
		return 1000
	}
	return 0
}

// near is 1000 for equal figures, 500 for those within some millionths of the
// larger, else 0.
func near(a, b int64, ppm int) int32 {
	if a == b {
		return 1000
	}
	return nearly(a, b, ppm)
}

func nearly(a, b int64, ppm int) int32 {
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
