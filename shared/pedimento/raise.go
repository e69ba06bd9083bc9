package pedimento

import (
	"strconv"

	"example.com/immex/shared/document"
)

// Raise adds the finding of a check with the severity the catalogue gives it
// on the date of payment. A code the catalogue does not list is an error.
func (p *Pedimento) Raise(code, where string, message document.Text) {
	p.fail(code, where, message)
}

func partidaName(q *Partida) string { return "partida " + strconv.Itoa(q.Secuencia) }
