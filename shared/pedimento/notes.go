package pedimento

import (
	"slices"
	"strings"
)

// Note is one line of observations (records 511 and 558) with its sequence.
type Note struct {
	Seq  int
	Text string
}

// noteWidth is the column at which the formats cut an observation.
const noteWidth = 120

// JoinNotes rebuilds the text that the formats cut at 120 columns, mid-word: a
// full line goes on without a space, a shorter one ended a sentence.
func JoinNotes(ns []Note) []string {
	if len(ns) == 0 {
		return nil
	}
	slices.SortStableFunc(ns, func(a, b Note) int { return a.Seq - b.Seq })
	var b strings.Builder
	for i, n := range ns {
		if i > 0 && len([]rune(ns[i-1].Text)) < noteWidth {
			b.WriteByte(' ')
		}
		b.WriteString(n.Text)
	}
	return []string{b.String()}
}
