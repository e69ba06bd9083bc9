package step

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/print"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pdftext"
)

// printedInvoice reads the print of a commercial invoice or a packing list;
// false when the words are of neither.
func (r *Reader) printedInvoice(p *Paper, t *pdftext.Text) bool {
	read := print.Read(t, nil)
	if read.Paper == print.None {
		return false
	}
	p.Record.Status = read.Status()
	p.Record.Findings = append(p.Record.Findings, read.Findings...)
	p.Record.Source = document.SourcePrint
	switch {
	case read.Paper == print.CFDI:
		p.Record.Kind = document.KindCFDI
	case read.Packing != nil:
		p.Record.Kind, p.Record.Source = document.KindPacking, read.Packing.Source
		if p.Record.Status == document.Accepted {
			p.Record.Key = "packing:" + read.Packing.Key()
		}
		p.Record.Period = month(read.Packing.Fecha)
		p.Content = packingContent{read.Packing}
	default:
		p.Record.Kind = document.KindInvoice
	}
	if read.Invoice != nil {
		r.takeInvoice(p, read.Invoice)
	}
	return true
}

// takeInvoice gives a paper its printed invoice.
func (r *Reader) takeInvoice(p *Paper, inv *invoice.Invoice) {
	p.Record.Source, p.Record.Period = inv.Source, month(inv.Fecha)
	if p.Record.Status == document.Accepted {
		p.Record.Key = inv.Key()
		p.Parts = printedParts(inv, p.Record.SHA)
	}
	if r.Keep {
		p.Invoice = inv
	}
}

// printedParts is partList for a print: only when everything it would say is
// held by a control of the page or read alike by both engines.
func printedParts(inv *invoice.Invoice, doc document.Hash) *ledger.PartList {
	if inv.Pedimento == "" || inv.Cotejo == document.CotejoNinguno ||
		!invoice.Checked(inv.Header.Marks, "pedimento") || !invoice.Checked(inv.Header.Marks, "numero") {
		return nil
	}
	for i := range inv.Lineas {
		for _, field := range []string{"parte", "cantidad", "unidad", "fraccion"} {
			if !invoice.Checked(inv.Lineas[i].Detail.Marks, field) {
				return nil
			}
		}
	}
	return partList(inv, doc)
}

// packingContent shows a packing list.
type packingContent struct{ p *invoice.Packing }

// View is its JSON contract.
func (c packingContent) View(document.Lang) any { return invoice.PackingViewOf(c.p) }

// Summary is one line for a person.
func (c packingContent) Summary() document.Text {
	return document.Textf("lista de empaque %s, %d renglones", "packing list %s, %d lines", c.p.Key(), len(c.p.Lineas))
}
