package step

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/papers"
)

// billed is a commercial invoice that names no pedimento.
type billed struct {
	reconciliation.Orphan

	number, cove, supplier string // in one form
	name                   string // of the supplier
}

// party is whose it is.
func (b *billed) party() rule.Party { return rule.Party{ID: b.supplier, Name: b.name} }

// compareBilled puts copies and versions of one invoice together, those that say
// whose it is first.
func compareBilled(a, b billed) int {
	return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.On, b.On), cmp.Compare(b.supplier, a.supplier), cmp.Compare(b.name, a.name), cmp.Compare(a.Key, b.Key), cmp.Compare(b.cove, a.cove))
}

// again reports another copy or version of an invoice.
func (b *billed) again(before *billed) bool {
	if b.number != before.number || b.On != before.On {
		return false
	}
	if b.supplier == "" {
		return b.name == "" || before.name == "" || b.name == before.name
	}
	return b.supplier == before.supplier
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
// us, each number once. A supplier's invoice names the pedimento by which he
// imported.
func (g *salesGatherer) issued(c *cfdi.Comprobante) {
	type named struct{ how, number string }
	told := map[named]bool{}
	by := ""
	name := func(how, number string) {
		if told[named{how, number}] {
			return
		}
		told[named{how, number}] = true
		if by == "" {
			by = strings.Clone(c.UUID)
		}
		g.mentions = append(g.mentions, reconciliation.Mention{Number: strings.Clone(number), By: by, How: how, On: c.Fecha})
	}
	ours := c.Emisor.RFC == g.rfc
	for i := range c.Conceptos {
		if !ours {
			break
		}
		for _, number := range c.Conceptos[i].Pedimentos {
			name("cfdi", number)
		}
	}
	x := c.CartaPorte
	if x == nil || !ours && (c.Receptor.RFC != g.rfc || x.Internacional != "Sí") {
		return
	}
	for i := range x.Mercancias {
		m := &x.Mercancias[i]
		for k, number := range m.Pedimentos {
			if who := m.Importadores[k]; who == "" || who == g.rfc { // of others whose goods go along nothing is asked
				name("carta_porte", number)
			}
		}
	}
}

// bill takes a commercial invoice: the pedimento it names, or what may lead to
// one. Of a print nothing is taken that no control holds, and of one whose pedimento
// none holds nothing is told.
func (g *salesGatherer) bill(v *invoice.Invoice) {
	if !invoice.Checked(v.Marks, "numero") || v.Pedimento != "" && !invoice.Checked(v.Marks, "pedimento") {
		return
	}
	if v.Pedimento != "" {
		g.mentions = append(g.mentions, reconciliation.Mention{Number: strings.Clone(v.Pedimento), By: strings.Clone(v.Numero), How: "factura", On: v.Fecha})
		g.value(v.Numero, supplierOf(v))
		return
	}
	if number := papers.Fold(v.Numero); number != "" {
		o := reconciliation.Orphan{Key: strings.Clone(v.Numero), How: "factura", On: v.Fecha}
		g.bills = append(g.bills, billed{o, strings.Clone(number), strings.Clone(v.COVE), strings.Clone(papers.Fold(supplierOf(v))), strings.Clone(papers.Fold(nameOf(v)))})
	}
}

// supplierOf is whose an invoice is, "" where a print says it and nothing holds it.
func supplierOf(v *invoice.Invoice) string {
	if !invoice.Checked(v.Marks, "id_proveedor") {
		return ""
	}
	return v.ProveedorID
}

// nameOf is the name of whose an invoice is, "" where a print says it and nothing holds it.
func nameOf(v *invoice.Invoice) string {
	if !invoice.Checked(v.Marks, "proveedor") {
		return ""
	}
	return v.Proveedor
}

// acuse takes one that may be of no pedimento, and the invoices it has.
func (g *salesGatherer) acuse(c *cove.Cove) {
	g.coves = append(g.coves, reconciliation.Orphan{Key: strings.Clone(c.EDocument), How: "cove", On: c.Fecha})
	g.value(c.Numero, c.Emisor.ID)
	for i := range c.Facturas {
		g.value(c.Facturas[i].Numero, cmp.Or(c.Facturas[i].Emisor, &c.Emisor).ID)
	}
}

// value notes an invoice that needs no pedimento looked for.
func (g *salesGatherer) value(number, supplier string) {
	if g.valued == nil {
		g.valued = map[string]bool{}
	}
	number = papers.Fold(number)
	g.valued[strings.Clone(number)], g.valued[number+"|"+papers.Fold(supplier)] = true, true
}

// inAcuse reports an invoice that an acuse has, or a copy of which names a pedimento:
// of its supplier where both say whose.
func (g *salesGatherer) inAcuse(b *billed) bool {
	if b.supplier == "" {
		return g.valued[b.number]
	}
	return g.valued[b.number+"|"] || g.valued[b.number+"|"+b.supplier]
}

// unused are the acuses that no declaration cites, each once whatever adendas it
// has, and the invoices that none cites by their number or acuse. An invoice whose
// acuse is here is told by that. One whose number is cited without saying whose it is
// counts as cited, unless another supplier's of that number is here: then nobody knows
// which of them it is, and each is told so.
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
	slices.SortFunc(g.bills, compareBilled)
	shared := g.shared()
	for i := range g.bills {
		b := &g.bills[i]
		if i > 0 && b.again(&g.bills[i-1]) || g.inAcuse(b) {
			continue
		}
		var by rule.Cited
		if g.others != nil {
			by = g.others.CitesInvoice(b.number, b.party())
		}
		switch {
		case len(by.Sure) > 0, g.others != nil && b.cove != "" && len(g.others.UsesCOVE(b.cove)) > 0:
		case len(by.Unsure) == 0:
			out = append(out, b.Orphan)
		case shared[b.number]:
			o := b.Orphan
			o.Unsure = slices.Sorted(slices.Values(by.Unsure))
			out = append(out, o)
		}
	}
	return out
}

// shared are the numbers that invoices of more than one supplier have.
func (g *salesGatherer) shared() map[string]bool {
	first, out := map[string]string{}, map[string]bool{}
	for i := range g.bills {
		b := &g.bills[i]
		who := cmp.Or(b.supplier, b.name)
		if who == "" {
			continue
		}
		if other, had := first[b.number]; had && other != who {
			out[b.number] = true
		}
		first[b.number] = who
	}
	return out
}
