package pedimento

import (
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// Raise adds the finding of a check with the severity the catalogue gives it
// on the date of payment. A code the catalogue does not list is an error.
func (p *Pedimento) Raise(code, where string, message document.Text) {
	severity := document.Error
	if x, ok := catalog.Default().Cotejo(code, p.FechaPago); ok {
		severity = x.Severity
	}
	p.Findings.Add(code, severity, where, message)
}

func partidaName(q *Partida) string { return "partida " + strconv.Itoa(q.Secuencia) }
