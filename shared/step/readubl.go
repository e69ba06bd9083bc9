package step

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/ubl"
)

// ubl reads an electronic invoice or credit note of a foreign supplier.
func (r *Reader) ubl(p *Paper) {
	d, findings, status := ubl.Read(p.Bytes)
	p.Record.Findings, p.Record.Status = findings, status
	if d == nil {
		return
	}
	if status == document.Accepted {
		p.Record.Key = d.Key()
	}
	p.Record.Source, p.Record.Period = "ubl", month(d.Fecha)
	p.RFCs = []string{d.Comprador.ID, d.Vendedor.ID}
	r.tell(p, func() document.Text { return saidOfUBL(d) })
	if r.Keep {
		p.Content = d
	}
}

// edi says what an EDI interchange is and what to deliver in its place.
func (r *Reader) edi(p *Paper) {
	if p.Record.Kind == document.KindEDIFACT {
		p.refuse(document.Unsupported, document.Finding{Code: "edifact_no_leido", Severity: document.Notice, Message: document.Textf(
			"Es un intercambio EDI UN/EDIFACT (como la factura INVOIC); no se lee y se conserva sólo lo que dura la cuarentena: guarde el original. Entregue la factura como CSV o XLSX con el mapeo de su proveedor, o en PDF con texto.",
			"It is a UN/EDIFACT interchange (as invoice INVOIC); it is not read and kept only as long as the quarantine lasts: keep the original. Deliver the invoice as CSV or XLSX with the mapping of its supplier, or as a PDF with text.")})
		return
	}
	p.refuse(document.Unsupported, document.Finding{Code: "x12_no_leido", Severity: document.Notice, Message: document.Textf(
		"Es un intercambio EDI ANSI X12 (como la factura 810); no se lee y se conserva sólo lo que dura la cuarentena: guarde el original. Entregue la factura como CSV o XLSX con el mapeo de su proveedor, o en PDF con texto.",
		"It is an ANSI X12 EDI interchange (as invoice 810); it is not read and kept only as long as the quarantine lasts: keep the original. Deliver the invoice as CSV or XLSX with the mapping of its supplier, or as a PDF with text.")})
}
