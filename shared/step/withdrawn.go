package step

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// did tells, of each paper that withdraws a pedimento, what the commit made of
// it: the pedimento is out of the books, its sources contradict each other, or
// nothing there was what it names.
func (c *Commit) did(papers []*Paper) {
	for _, p := range papers {
		of, ok := p.withdraws()
		if !ok || p.Record.Status != document.Accepted && p.Record.Status != document.Version {
			continue
		}
		p.Record.Did = nil
		for i := range c.Findings {
			for _, f := range c.Findings[i].Findings {
				if ledger.Suffix(f.Pedimento) == of && (f.Code == "sources_contradict" || f.Code == "pedimento_desistido") {
					p.Record.Did = append(p.Record.Did, f.Finding)
				}
			}
		}
		if len(p.Record.Did) == 0 {
			p.nothingDone()
		}
	}
}

// nothingDone says that what a paper withdraws was not in the books.
func (p *Paper) nothingDone() {
	if p.Fact != nil {
		p.Record.Did.Add("pedimento_retirado", document.Warning, "encabezado", document.Textf(
			"Ninguna otra fuente tiene en los libros el pedimento %s como pagado: nada cambió.",
			"No other source has pedimento %s in the books as paid: nothing changed.", p.Fact.Key))
		return
	}
	p.Record.Did.Add("pedimento_retirado", document.Warning, "encabezado", document.Textf(
		"No está en los libros ningún pedimento con el acuse que el documento retira: nada cambió. Si está pagado según el Data Stage, entregue el impreso, que dice el acuse, o el Data Stage que lo dé por desistido (tipo 7).",
		"No pedimento in the books has the acuse that the document withdraws: nothing changed. If the Data Stage tells it as paid, deliver the print, which tells the acuse, or the Data Stage that calls it withdrawn (type 7)."))
}

// withdraws is the pedimento, without the year of its number, that a paper says
// was withdrawn.
func (p *Paper) withdraws() (suffix string, ok bool) {
	if p.Fact != nil && p.Fact.Desistido {
		return ledger.Suffix(p.Fact.Key), true
	}
	i := slices.IndexFunc(p.Evidence, func(e ledger.Evidence) bool { return e.Dice == ledger.Retira })
	if i < 0 {
		return "", false
	}
	const parts, section = 5, 2 // acuse:aduana:patente:documento:signs; the number has two digits of the aduana
	of := strings.Split(p.Evidence[i].De, ":")
	if len(of) != parts {
		return "", false
	}
	return of[1][:min(section, len(of[1]))] + of[2] + of[3], true
}
