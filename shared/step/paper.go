package step

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/programme"
)

// Paper is one document read and judged by itself, before the books see it.
type Paper struct {
	Record Record
	// Bytes are the document's own; nil for one that lies inside its parent,
	// as a pedimento inside a Data Stage zip.
	Bytes []byte
	// RFCs are the programmes the document may belong to when Record.RFC is
	// not decided by its content, most likely first.
	RFCs []string

	Pedimento   *pedimento.Pedimento
	Comprobante *cfdi.Comprobante
	Invoice     *invoice.Invoice
	Programme   *programme.Programme

	Fact  *ledger.Fact
	Parts *ledger.PartList
}

// refuse sets a paper apart with a reason.
func (p *Paper) refuse(status document.Status, f document.Finding) {
	p.Record.Status = status
	p.Record.Findings = append(p.Record.Findings, f)
}
