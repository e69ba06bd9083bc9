package lineas

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// side is a line made ready to be compared many times.
type side struct {
	*Line
	words map[string]bool
}

func sides(lines []Line) []side {
	out := make([]side, len(lines))
	for i := range lines {
		out[i] = side{&lines[i], words(lines[i].Descripcion)}
	}
	return out
}

// Compare scores two lines.
func Compare(a, b *Line, t Terms) Score {
	return compare(side{a, words(a.Descripcion)}, side{b, words(b.Descripcion)}, t)
}

func compare(a, b side, t Terms) Score {
	s := make(Score, 0, 5)
	add := func(es, en string, permille, weight int) {
		s = append(s, Component{document.Text{ES: es, EN: en}, permille, weight})
	}
	if a.Parte != "" && b.Parte != "" {
		add("parte", "part", same(fold(a.Parte) == fold(b.Parte)), t.Parte)
	}
	if a.Fraccion != "" && b.Fraccion != "" {
		add("fracción", "fracción", same(a.Fraccion == b.Fraccion), t.Fraccion)
	}
	if len(a.words) > 0 && len(b.words) > 0 {
		add("descripción", "description", shared(a.words, b.words), t.Descripcion)
	}
	if x, y, ok := Quantities(a.Line, b.Line, t.On); ok {
		add("cantidad", "quantity", near(int64(x), int64(y), t.Near), t.Cantidad)
	}
	if x, ok := a.Valor.Micros(); ok {
		if y, ok := b.Valor.Micros(); ok {
			add("valor", "value", near(x, y, t.Near), t.Valor)
		}
	}
	return s
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
	if l.Unidad != key {
		q, err = unit.Default().Convert(q, l.Unidad, key, on, nil)
	}
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
	low, high := money.FromMicros(min(a, b)), money.FromMicros(max(a, b))
	slack, err := high.Abs().Mul(money.FromMicros(int64(ppm)))
	if err == nil && money.Within(low, high, slack) {
		return 500
	}
	return 0
}

// shared is the share of the words of both that both have, in per mille.
func shared(a, b map[string]bool) int {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	return both * 1000 / (len(a) + len(b) - both)
}

// shortest is the length from which a word says something of the goods.
const shortest = 3

func words(text string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(spaced(text)) {
		if len(w) >= shortest {
			out[w] = true
		}
	}
	return out
}

// spaced is a text in capitals without accents, with a blank for every sign.
func spaced(text string) string {
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

func fold(text string) string { return strings.ReplaceAll(spaced(text), " ", "") }
