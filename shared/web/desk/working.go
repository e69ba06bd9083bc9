package desk

import (
	"context"
	"errors"
	"net/http"

	"example.com/immex/shared/document"
)

// errWorking is an answer that is still being worked out.
var errWorking = errors.New("desk: still being worked out")

// maxTurns is how many answers that read all books or all documents are worked
// out at once.
const maxTurns = 1

// again is after how many seconds a page that waits is asked for once more.
const again = "2"

// hurry bounds how long a page waits for its figures. A download and what is sent
// wait for as long as it takes.
func (d *Desk) hurry(ctx context.Context, r *Route, download bool) (hurried context.Context, done func()) {
	p := patience{turns: d.turns, settles: d.Patience > 0}
	if d.Patience == 0 || !r.reads() || r.Title.ES == "" || download {
		return withPatience(ctx, p), func() {}
	}
	clock, done := context.WithTimeout(ctx, d.Patience)
	p.over, p.lasts = clock.Done(), d.Patience
	return withPatience(ctx, p), done
}

// working is the page of an answer that is not there yet: it shows no figure of
// before in its place.
func (d *Desk) working(q *Ask) (*Answer, error) {
	m := message{
		Waits: true,
		Frame: q.Frame(document.Text{ES: "Se está calculando", EN: "Being worked out"}),
		Text: document.Text{
			ES: "Lo que pidió se calcula con todo lo que ha llegado. La página se abre sola cuando esté; no hay que dejarla abierta.",
			EN: "What you asked for is being worked out with all that has come in. The page opens by itself when it is there; it need not be left open.",
		},
	}
	if d.Pauses {
		m.Text = document.Text{
			ES: "Lo que pidió se calcula con todo lo que ha llegado. La página se abre sola cuando esté; déjela abierta: sólo se calcula mientras alguien espera.",
			EN: "What you asked for is being worked out with all that has come in. The page opens by itself when it is there; leave it open: it is worked out only while somebody waits.",
		}
	}
	a, err := d.render(q, "message.html", m)
	if err == nil {
		a.Status, a.Note, a.Again = http.StatusAccepted, "working", again
	}
	return a, err
}
