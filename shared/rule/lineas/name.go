package lineas

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// Likeness is how alike two names are, and why.
type Likeness struct {
	Permille int
	Shared   []string // words both have, in order of the alphabet
}

// Similar compares two names of a company by the pairs of letters they share
// (Dice's coefficient): a dropped letter, another order of words or a missing
// legal form lowers it a little, another name much. Two names of which one is
// empty are not alike.
func Similar(a, b string) Likeness {
	x, y := strings.Fields(spaced(a)), strings.Fields(spaced(b))
	if len(x) > 0 && slices.Equal(x, y) { // nearly always
		slices.Sort(x)
		return Likeness{Permille: 1000, Shared: slices.Compact(x)}
	}
	var l Likeness
	for _, w := range x {
		if slices.Contains(y, w) {
			l.Shared = append(l.Shared, w)
		}
	}
	slices.Sort(l.Shared)
	l.Shared = slices.Compact(l.Shared)
	p, q := pairs(x), pairs(y)
	both, all := 0, 0
	for k, n := range p {
		both += min(n, q[k])
		all += n
	}
	for _, n := range q {
		all += n
	}
	if all > 0 {
		l.Permille = 2 * both * 1000 / all
	}
	return l
}

// Text explains it: "similitud 900 de 1000; palabras en común: EXAMPLE, PARTS".
func (l Likeness) Text() document.Text {
	es, en := "ninguna", "none"
	if len(l.Shared) > 0 {
		es = strings.Join(l.Shared, ", ")
		en = es
	}
	n := strconv.Itoa(l.Permille)
	return document.Text{
		ES: "similitud " + n + " de 1000; palabras en común: " + es,
		EN: "similarity " + n + " of 1000; words in common: " + en,
	}
}

// pairs counts the pairs of letters within words; a word of one letter is a
// pair of its own.
func pairs(words []string) map[string]int {
	out := map[string]int{}
	for _, w := range words {
		rs := []rune(w)
		if len(rs) == 1 {
			out[w]++
		}
		for i := 1; i < len(rs); i++ {
			out[string(rs[i-1:i+1])]++
		}
	}
	return out
}
