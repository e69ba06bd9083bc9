package desk

import (
	"net/http"
)

// maxAtOnce is how many requests are answered at once. Each holds what it shows
// in memory and reads the books, which take as many readers as come.
const maxAtOnce = 64

// seated lets a request in while there is room, and else says so: who waits
// outside costs nothing.
func (d *Desk) seated(w http.ResponseWriter, req *http.Request, r *Route) {
	select {
	case d.seats <- struct{}{}:
		defer func() { <-d.seats }()
		d.serve(w, req, r)
	default:
		d.full(w, req, r)
	}
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
