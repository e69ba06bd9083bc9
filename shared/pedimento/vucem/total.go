package vucem

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// checkTotal holds importadorExportador/total against the contributions of
// pedimento level, which are all it adds up (measured on real answers; the
// printed cuadro also has those of the partidas). In a rectification it may
// hold differences only, so there it warns.
func (m *Message) checkTotal(p *pedimento.Pedimento, where string) {
	if !p.Total.Known() {
		return
	}
	var sum money.Sum
	sum.Add(money.Int(0))
	for _, c := range p.Contribuciones {
		sum.Add(c.Importe)
	}
	got, ok := sum.Total()
	if ok && got.Cmp(p.Total) == 0 {
		return
	}
	sev := document.Error
	if p.Rectifica != nil {
		sev = document.Warning
	}
	m.Findings.Add("vucem_total", sev, where, document.Textf(
		"El total del pedimento dice %s y sus contribuciones a nivel pedimento suman %s; repita la consulta.",
		"The pedimento total says %s and its contributions of pedimento level add up to %s; repeat the query.",
		p.Total, got))
}

// checkCash holds efectivo + otros against total, when all three are given.
func (m *Message) checkCash(p *pedimento.Pedimento, where string) {
	if !p.Efectivo.Known() || !p.Otros.Known() || !p.Total.Known() {
		return
	}
	var sum money.Sum
	sum.Add(p.Efectivo)
	sum.Add(p.Otros)
	if got, ok := sum.Total(); ok && got.Cmp(p.Total) == 0 {
		return
	}
	m.Findings.Add("vucem_totales", document.Error, where, document.Textf(
		"Efectivo %s más otros %s no dan el total %s; alguno está alterado. Repita la consulta.",
		"Efectivo %s plus otros %s do not make the total %s; one of them was altered. Repeat the query.",
		p.Efectivo, p.Otros, p.Total))
}
