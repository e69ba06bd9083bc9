package desk

import (
	"net/http"
	"time"
)

// maxAtOnce is how many requests are answered at once. Each holds what it shows
// in memory and reads the books, which take as many readers as come.
const maxAtOnce = 64

// maxLeaving is how many bytes of answers are on their way at once: what was
// answered waits in memory until it is read, and holds its seat only while the
// others on their way are more than this.
const maxLeaving = 512 << 20

// An answer is to be read within a while and at a pace that the slowest line
// has, in bytes a second; else its connection ends.
const (
	leastWhile = 30 * time.Second
	leastPace  = 32 << 10
)

// readWithin is how long an answer of so many bytes may take to be read.
func readWithin(bytes int) time.Duration {
	return leastWhile + time.Duration(bytes/leastPace)*time.Second
}

// seated lets a request in while there is room, and else says so: who waits
// outside costs nothing. The seat is free again when there is an answer: who reads
// slowly keeps nobody out.
func (d *Desk) seated(w http.ResponseWriter, req *http.Request, r *Route) {
	select {
	case d.seats <- struct{}{}:
		if a, size := d.leaving(w, req, r); a != nil {
			defer d.road.Release(size)
			send(w, req, a)
		}
	default:
		d.full(w, req, r)
	}
}

// leaving is an answer for which there is room on the way, with what it takes of
// it, and without its seat; none when who asked left.
func (d *Desk) leaving(w http.ResponseWriter, req *http.Request, r *Route) (a *Answer, size int64) {
	defer func() { <-d.seats }()
	a = d.serve(w, req, r)
	size = min(int64(len(a.Body)), maxLeaving)
	if d.road.Acquire(req.Context(), size) != nil {
		return nil, 0
	}
	return a, size
}

// full is the answer of a desk that has no room. It reads nothing, asks nobody
// and writes no line of the log.
func (d *Desk) full(w http.ResponseWriter, req *http.Request, r *Route) {
	q := &Ask{Request: req, Route: r, Lang: d.lang(req), Today: d.today()}
	a := d.failed(q, refuse(http.StatusServiceUnavailable,
		"Se atienden %d solicitudes a la vez y no cabe otra; de esta no se hizo nada. Inténtelo de nuevo en unos segundos.",
		"%d requests are answered at once and there is no room for another; nothing was done of this one. Try again in a few seconds.", maxAtOnce))
	if r.reads() && r.Title.ES != "" { // a page opens by itself
		a.Again = again
	}
	w.Header().Set("Retry-After", again)
	send(w, req, a)
}
