package step

import "example.com/immex/shared/document"

// brokerXML recognises the XML of a broker's own system and says what to
// deliver instead. No real file of these shapes has been seen, and the columns
// of the best-known one hold dollars where every other source holds pesos: a
// figure read wrongly would look right (infra/decisions 0004).
func (r *Reader) brokerXML(p *Paper) []*Paper {
	p.refuse(document.Unsupported, document.Finding{Code: "broker_xml", Severity: document.Notice, Message: document.Textf(
		"Es la exportación XML del sistema del agente aduanal (tablas at001… de Aduanet M3, o IdPedimento). No se usa, porque su formato no es público, y se conserva sólo lo que dura la cuarentena: guarde el original. Entregue en su lugar el Data Stage, las respuestas de VUCEM, el archivo M con la respuesta del banco o el PDF del pedimento.",
		"It is the XML export of the customs broker's system (tables at001… of Aduanet M3, or IdPedimento). It is not used, since its format is not public, and is kept only as long as the quarantine lasts: keep the original. Deliver instead the Data Stage, the answers of VUCEM, the archivo M with the bank's answer or the PDF of the pedimento.")})
	return []*Paper{p}
}
