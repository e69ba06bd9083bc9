package desk

import (
	"context"
	"net/http"

	"example.com/immex/shared/document"
)

// InSegment is how many rows are squeezed together.
const InSegment = inSegment

// InTurn is a context whose long answers wait for one of some turns.
func InTurn(ctx context.Context, turns chan struct{}) context.Context {
	return withPatience(ctx, patience{turns: turns})
}

// Send writes bytes as the desk writes an answer.
func Send(w http.ResponseWriter, req *http.Request, b []byte) { send(w, req, &Answer{Body: b}) }

// OpenAfter looks at rows, one after the other, of so many that are packed, and
// tells which parts are open then, the last one looked at first.
func OpenAfter(rows int, looks ...int) (open, seen []int, err error) {
	all := make([]int, rows)
	for i := range all {
		all[i] = i
	}
	p, err := pack(all)
	if err != nil {
		return nil, nil, err
	}
	for _, i := range looks {
		seen = append(seen, *p.at(i))
	}
	for i := range p.open {
		open = append(open, p.open[i].n)
	}
	return open, seen, nil
}

// InSourceWords says the sources of a sentence in words.
func InSourceWords(code string, t document.Text) document.Text { return inSourceWords(code, t) }

// NoteName is a note of the log in words.
func NoteName(note string) document.Text { return noteName(note) }
