package plant

import (
	"cmp"
	"slices"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/pedimento"
)

// Event is when a movement happened in the corporate system and when the inventory
// control had it, as the company tells.
type Event struct {
	Registro  string // entrada or salida
	Documento string // a pedimento of 15 digits, or another document
	Evento    string // as material.Moment reads it
	Recibido  string // "" when not known
	Folio     string
	Source    Source
}

// term is what apartado C of Anexo 24 allows between both.
const term = 48 * time.Hour

// Term says whether the event was received within 48 hours.
type Term string

// What can be said of an event. Two times of the plant's clock without an offset
// may have a change of that clock between them: within an hour of the term nobody
// can tell.
const (
	InTerm     Term = "en_plazo"
	OutOfTerm  Term = "fuera_de_plazo"
	NoReceipt  Term = "sin_recepcion"
	ClockDoubt Term = "hora_sin_huso"
)

// Took is how long it took from the event to its receipt, and what follows.
func (e *Event) Took() (time.Duration, Term) {
	if e.Recibido == "" {
		return 0, NoReceipt
	}
	from, zoned := material.Moment(e.Evento)
	to, _ := material.Moment(e.Recibido)
	took := to.Sub(from)
	switch {
	case !zoned && took > term-time.Hour && took <= term+time.Hour:
		return took, ClockDoubt
	case took > term:
		return took, OutOfTerm
	}
	return took, InTerm
}

func (x *Index) readEvents(m merged) {
	for i := range m[material.EventsTable] {
		r := &m[material.EventsTable][i]
		e := Event{r.text("registro"), r.text("documento"), r.text("evento"), r.text("recibido"), r.text("folio"), r.source()}
		if n, ok := pedimento.ParseNumber(e.Documento); ok {
			e.Documento = n
		}
		x.events = append(x.events, e)
	}
	slices.SortFunc(x.events, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.Registro, b.Registro), cmp.Compare(a.Documento, b.Documento), cmp.Compare(a.Evento, b.Evento), cmp.Compare(a.Folio, b.Folio), cmp.Compare(a.Recibido, b.Recibido))
	})
}

// Events are those that happened up to a day, by record and document.
func (x *Index) Events(to document.Date) (out []Event) {
	for i := range x.events {
		if day, err := document.ParseDate(x.events[i].Evento[:len("2006-01-02")]); err == nil && day <= to {
			out = append(out, x.events[i])
		}
	}
	return out
}
