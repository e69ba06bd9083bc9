package step

import (
	"context"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/invoice/print"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pdftext"
)

// learning is the reader with the mappings of a paper's programme at hand,
// asked for only when a print is an invoice.
func (r *Reader) learning(ctx context.Context, p *Paper) *Reader {
	if r.Mappings == nil {
		return r
	}
	with, rfc := *r, p.Record.RFC
	with.learned = func() (mapping.Set, error) { return r.Mappings(ctx, rfc) }
	return &with
}

// printedInvoice reads the print of a commercial invoice or a packing list;
// false when the words are of neither.
func (r *Reader) printedInvoice(p *Paper, t *pdftext.Text) bool {
	if print.Looks(t) == print.None {
		return false
	}
	p.Record.Kind, p.Record.Source = document.KindInvoice, document.SourcePrint
	m, ok := r.mappingOf(p, t)
	if !ok {
		return true
	}
	read := print.Read(t, print.Learned(m))
	p.Record.Status = read.Status()
	p.Record.Findings = append(p.Record.Findings, read.Findings...)
	switch {
	case read.Paper == print.CFDI:
		p.Record.Kind = document.KindCFDI
	case read.Packing != nil:
		p.Record.Kind, p.Record.Source = document.KindPacking, read.Packing.Source
		p.Record.Period = month(read.Packing.Fecha)
		if p.Record.Status == document.Accepted {
			p.Record.Key = read.Packing.Key()
		}
		r.tell(p, packingTable{read.Packing}.Summary)
		if r.Keep {
			p.Content = packingTable{read.Packing}
		}
	case read.Invoice != nil:
		r.takeInvoice(p, read.Invoice)
	}
	return true
}

// mappingOf is the mapping that applies to the words, nil without one; false
// when that cannot be told.
func (r *Reader) mappingOf(p *Paper, t *pdftext.Text) (*mapping.Mapping, bool) {
	if r.learned == nil {
		return nil, true
	}
	set, err := r.learned()
	if err != nil {
		p.refuse(document.Quarantined, document.Finding{Code: "mappings_unavailable", Severity: document.Unreadable, Message: because(
			"No se pudieron leer los mapeos de proveedor (%s); entréguelo otra vez.",
			"The suppliers' mappings could not be read (%s); deliver it again.", err)})
		return nil, false
	}
	m, several := set.Choose(print.Text(t))
	if len(several) > 0 {
		names := make([]string, 0, len(several))
		for _, x := range several {
			names = append(names, x.Key())
		}
		p.refuse(document.Quarantined, document.Finding{Code: "mapping_ambiguous", Severity: document.Error, Message: document.Textf(
			"Valen para el documento los mapeos de %s; precise reconoce en alguno.",
			"The mappings of %s all apply to the document; make reconoce more exact in one.", strings.Join(names, ", "))})
		return nil, false
	}
	return m, true
}

// takeInvoice gives a paper its printed invoice.
func (r *Reader) takeInvoice(p *Paper, inv *invoice.Invoice) {
	p.Record.Source, p.Record.Period = inv.Source, month(inv.Fecha)
	if p.Record.Status == document.Accepted {
		p.Record.Key = inv.Key()
		p.Parts = printedParts(inv, p.Record.SHA)
	}
	r.tell(p, func() document.Text { return saidOfInvoice(inv) })
	if r.Keep {
		p.Invoice = inv
	}
}

// printedParts is partList for a print: only when everything it would say is
// held by a control of the page or read alike by both engines.
func printedParts(inv *invoice.Invoice, doc document.Hash) *ledger.PartList {
	if inv.Pedimento == "" || inv.Cotejo == document.CotejoNinguno ||
		!invoice.Checked(inv.Marks, "pedimento") || !invoice.Checked(inv.Marks, "numero") {
		return nil
	}
	for i := range inv.Lineas {
		for _, field := range []string{"parte", "cantidad", "unidad", "fraccion"} {
			if !invoice.Checked(inv.Lineas[i].Marks, field) {
				return nil
			}
		}
	}
	list := partList(inv, doc)
	if !invoice.Checked(inv.Marks, "fecha") { // a date nothing confirms tells no invoice from another
		list.Fecha = 0
	}
	if !invoice.Checked(inv.Marks, "id_proveedor") {
		list.Emisor = ""
	}
	if !invoice.Checked(inv.Marks, "proveedor") {
		list.Proveedor = ""
	}
	return list
}
