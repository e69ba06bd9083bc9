package step

import (
	"strings"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/cove/print"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
)

// confirm takes the reading of a second PDF engine into that of the first:
// what both tell alike is then held by them. An invoice of which they tell
// anything differently says nothing to the books; figures that differ are a
// contradiction of the whole (choose).
func (p *Paper) confirm(second *Paper) {
	switch a := p.Content.(type) {
	case *cove.Cove:
		if b, ok := second.Content.(*cove.Cove); ok {
			print.Confirm(a, b)
		}
	case packingTable:
		if b, ok := second.Content.(packingTable); ok {
			p.doubt(invoice.ConfirmPacking(a.Packing, b.Packing))
		}
	}
	if p.Invoice == nil || second.Invoice == nil {
		return
	}
	p.Parts = nil
	differ := invoice.Confirm(p.Invoice, second.Invoice)
	if len(differ) == 0 && p.Record.Status == document.Accepted {
		p.Parts = printedParts(p.Invoice, p.Record.SHA)
	}
	p.doubt(differ)
}

// doubt warns of the fields that two engines read differently, in a document
// that both accept.
func (p *Paper) doubt(fields []string) {
	if len(fields) == 0 || p.Record.Status != document.Accepted {
		return
	}
	said := strings.Join(fields[:min(len(fields), maxDifferences)], ", ")
	p.Record.Findings.Add("pdf_texts_differ", document.Warning, fields[0], document.Textf(
		"Dos motores leen distinto %s: quedan sin confirmar y nada del documento se usa en los libros; compárelo con el papel o entréguelo como CSV.",
		"Two engines read %s differently: that is unconfirmed and nothing of the document is used in the books; compare it with the paper or deliver it as CSV.", said))
}
