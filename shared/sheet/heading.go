package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes headings and labels comparable: lower case, no accents, "#" and
// "№" as "no", and everything that is neither letter nor digit as one "_".
// "Número de parte", "NUMERO  DE PARTE:" and "numero_de_parte" are one heading.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	put := func(r rune) {
		if gap && b.Len() > 0 {
			b.WriteByte('_')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r == '#':
			gap = true
			put('n')
			put('o')
			gap = true
		case unicode.Is(unicode.Mn, r): // the accent of the letter before it
		case unicode.IsLetter(r), unicode.IsDigit(r):
			put(r)
		default:
			gap = true
		}
	}
	return b.String()
}
