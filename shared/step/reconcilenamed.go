package step

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/rule/papers"
)

// billed is a commercial invoice that names no pedimento.
type billed struct {
	reconciliation.Orphan

	number, cove string
}

// hear takes what the papers of the archive name: issued CFDI, cartas porte,
// acuses de valor, commercial invoices and the selections of a Data Stage.
func (g *salesGatherer) hear(p *Paper) {
	switch {
	case p.Comprobante != nil:
		g.issued(p.Comprobante)
	case p.Invoice != nil:
		g.bill(p.Invoice)
	case len(p.Expected) > 0:
		g.expected(p)
	default:
		if c, ok := p.Content.(*cove.Cove); ok && c.Key() != "" {
			g.acuse(c)
		}
	}
}

// issued takes what a CFDI names: the lines of one that we issued, and the goods
// of a carta porte of ours, or of one that carries goods across the border for
// us. A supplier's invoice names the pedimento by which he imported.
func (g *salesGatherer) issued(c *cfdi.Comprobante) {
	name := func(how string, numbers []string) {
		for _, number := range numbers {
			g.mentions = append(g.mentions, reconciliation.Mention{Number: strings.Clone(number), By: strings.Clone(c.UUID), How: how, On: c.Fecha})
		}
	}
	ours := c.Emisor.RFC == g.rfc
	for i := range c.Conceptos {
		if ours {
			name("cfdi", c.Conceptos[i].Pedimentos)
		}
	}
	x := c.CartaPorte
	if x == nil || !ours && (c.Receptor.RFC != g.rfc || x.Internacional != "Sí") {
		return
	}
	for i := range x.Mercancias {
		name("carta_porte", x.Mercancias[i].Pedimentos)
	}
}

// bill takes a commercial invoice: the pedimento it names, or what may lead to
// one.
func (g *salesGatherer) bill(v *invoice.Invoice) {
	if v.Pedimento != "" {
		g.mentions = append(g.mentions, reconciliation.Mention{Number: strings.Clone(v.Pedimento), By: strings.Clone(v.Numero), How: "factura", On: v.Fecha})
		return
	}
	if number := papers.Fold(v.Numero); number != "" {
		o := reconciliation.Orphan{Key: strings.Clone(v.Numero), How: "factura", On: v.Fecha}
		g.bills = append(g.bills, billed{o, strings.Clone(number), strings.Clone(v.COVE)})
	}
}

// acuse takes one that may be of no pedimento, and the invoices it has.
func (g *salesGatherer) acuse(c *cove.Cove) {
	g.coves = append(g.coves, reconciliation.Orphan{Key: strings.Clone(c.EDocument), How: "cove", On: c.Fecha})
	if g.valued == nil {
		g.valued = map[string]bool{}
	}
	g.valued[strings.Clone(papers.Fold(c.Numero))] = true
	for i := range c.Facturas {
		g.valued[strings.Clone(papers.Fold(c.Facturas[i].Numero))] = true
	}
}

// unused are the acuses that no declaration cites, each once whatever adendas it
// has, and the invoices that none cites by their number or acuse. An invoice whose
// acuse is here is told by that.
func (g *salesGatherer) unused() (out []reconciliation.Orphan) {
	slices.SortFunc(g.coves, func(a, b reconciliation.Orphan) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.On, b.On))
	})
	for i, o := range g.coves {
		if i > 0 && g.coves[i-1].Key == o.Key {
			continue
		}
		if g.others == nil || len(g.others.UsesCOVE(o.Key)) == 0 {
			out = append(out, o)
		}
	}
	for _, b := range g.bills {
		if g.valued[b.number] || g.others != nil && (len(g.others.CitesInvoice(b.number)) > 0 || b.cove != "" && len(g.others.UsesCOVE(b.cove)) > 0) {
			continue
		}
		out = append(out, b.Orphan)
	}
	return out
}
