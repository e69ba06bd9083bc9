package pedimento

import "example.com/immex/shared/document"

// undated reports an archivo M that does not tell the year of its pedimento:
// an elimination, a desistimiento or the opening of a consolidated one. It
// makes no fact, so its missing number is said and does not refuse it.
func undated(p *Pedimento) bool {
	return p.Source == document.SourceArchivoM && p.Efecto != document.Pagado && !p.FechaPago.Known()
}

// bare reports a movement that kills a pedimento and carries nothing of it.
func bare(p *Pedimento) bool {
	return undated(p) && p.Efecto != document.Proforma && p.Clave == "" && len(p.Partidas) == 0
}
