package print

import (
	"slices"
	"strings"

	"example.com/immex/shared/pdftext"
)

// Paper is what a PDF of words turned out to be.
type Paper int

// The papers this package tells apart.
const (
	None     Paper = iota // nothing of ours
	Invoice               // a commercial invoice
	Packing               // a packing list
	CFDI                  // the print of a CFDI: its XML is the document
	NotYet                // a proforma, a quotation or an order: no invoice yet
	Credit                // a credit or debit note
	Combined              // an invoice and other papers of trade in one file
)

// titles are the words that name a paper when they stand alone in their
// phrase, squeezed.
func titles() map[string]Paper {
	out := map[string]Paper{}
	add := func(p Paper, variants string) {
		for v := range strings.SplitSeq(variants, "|") {
			out[squeeze(v)] = p
		}
	}
	add(Invoice, "INVOICE|COMMERCIAL INVOICE|FACTURA COMERCIAL|FACTURA|CUSTOMS INVOICE|EXPORT INVOICE|TAX INVOICE|FACTURA DE EXPORTACION|COMMERCIAL INVOICE/FACTURA COMERCIAL|FACTURA COMERCIAL/COMMERCIAL INVOICE|COMMERCIAL INVOICE AND PACKING LIST|COMMERCIAL INVOICE & PACKING LIST|COMMERCIAL INVOICE/PACKING LIST|INVOICE/PACKING LIST|INVOICE AND PACKING LIST|INVOICE & PACKING LIST|FACTURA/INVOICE|INVOICE/FACTURA|INTERCOMPANY INVOICE|COMMERCIAL INVOICE FOR CUSTOMS|CUSTOMS COMMERCIAL INVOICE|SHIPPING INVOICE|FACTURA PROVEEDOR|RECHNUNG|HANDELSRECHNUNG|FACTURE COMMERCIALE")
	add(Packing, "PACKING LIST|PACKING SLIP|LISTA DE EMPAQUE|PACKING LIST/LISTA DE EMPAQUE|LISTA DE EMPAQUE/PACKING LIST|DETAILED PACKING LIST|SHIPPING/PACKING LIST|PACKLIST|LISTA DE EMBARQUE|LISTA DE CARGA|CARTON LIST|PACKINGLIST")
	add(NotYet, "PROFORMA INVOICE|PRO FORMA INVOICE|PROFORMA|FACTURA PROFORMA|QUOTATION|QUOTE|COTIZACION|PURCHASE ORDER|ORDEN DE COMPRA|SALES ORDER|ORDER CONFIRMATION|SALES ORDER CONFIRMATION|ORDER ACKNOWLEDGMENT|ORDER ACKNOWLEDGEMENT|PEDIDO|ESTIMATE|DELIVERY NOTE|STATEMENT OF ACCOUNT|STATEMENT|ESTADO DE CUENTA")
	add(Credit, "CREDIT NOTE|CREDIT MEMO|DEBIT NOTE|DEBIT MEMO|NOTA DE CREDITO|NOTA DE CARGO|CREDIT INVOICE|CREDIT")
	return out
}

// strangers are texts that only papers of other kinds hold, squeezed; each is
// long enough to be no part of a description.
func strangers() []string {
	var out []string
	for v := range strings.SplitSeq("COMPROBANTE DE VALOR ELECTRONICO|ACUSE DE VALOR|DOCUMENTO DE OPERACION PARA DESPACHO|NUMERO DE INTEGRACION|"+
		"CUADRO DE LIQUIDACION|CVE PEDIMENTO|CLAVE DE PEDIMENTO|FORMA SIMPLIFICADA DEL PEDIMENTO|ANEXO DEL PEDIMENTO|AGENTE ADUANAL AGENCIA ADUANAL|"+
		"COMPLEMENTO CARTA PORTE|CARTA PORTE|STRAIGHT BILL OF LADING|BILL OF LADING SHORT FORM|OCEAN BILL OF LADING|SHIPPED ON BOARD|AIR WAYBILL ISSUED BY|"+
		"NOT NEGOTIABLE AIR WAYBILL|CONOCIMIENTO DE EMBARQUE|MANIFIESTO DE CARGA|MANIFESTACION DE VALOR|HOJA DE CALCULO PARA LA DETERMINACION|"+
		"CUENTA DE GASTOS|CERTIFICATE OF ORIGIN|CERTIFICADO DE ORIGEN|CERTIFICATION OF ORIGIN|SALDO ANTERIOR|BEGINNING BALANCE|ENDING BALANCE|ESTADO DE CUENTA BANCARIO|"+
		"SHIPPER'S EXPORT DECLARATION|ELECTRONIC EXPORT INFORMATION|ENTRY SUMMARY|RECIBO DE NOMINA|SHIPPER'S LETTER OF INSTRUCTION", "|") {
		out = append(out, squeeze(v))
	}
	return out
}

// cfdiMarks are the words of the print of a CFDI; two of them make one.
func cfdiMarks() []string {
	var out []string
	for v := range strings.SplitSeq("FOLIO FISCAL|SELLO DIGITAL DEL SAT|SELLO DIGITAL DEL CFDI|SELLO DIGITAL DEL EMISOR|SELLO DEL SAT|SELLO SAT|SELLO CFDI|CADENA ORIGINAL DEL COMPLEMENTO|"+
		"COMPLEMENTO DE CERTIFICACION DIGITAL|REPRESENTACION IMPRESA DE UN CFDI|REPRESENTACION IMPRESA DE UN COMPROBANTE|ESTE DOCUMENTO ES UNA REPRESENTACION IMPRESA|"+
		"NO DE SERIE DEL CERTIFICADO|NUMERO DE SERIE DEL CERTIFICADO|SERIE DEL CERTIFICADO DEL SAT|COMPROBANTE FISCAL DIGITAL|USO CFDI|USO DEL CFDI|REGIMEN FISCAL|METODO DE PAGO|CERTIFICADO SAT", "|") {
		out = append(out, squeeze(v))
	}
	return out
}

// Looks says what the words are, by their titles and by what only other
// papers say. It is conservative: in doubt the answer is None.
func Looks(t *pdftext.Text) Paper {
	if tooLarge(t) {
		return None
	}
	r := newReader(sheets(t), nil)
	return r.looks()
}

func tooLarge(t *pdftext.Text) bool {
	n := 0
	for _, p := range t.Pages {
		n += len(p.Words)
	}
	return len(t.Pages) > MaxPages || n > MaxWords
}

// looks decides by the first page and what any page says.
func (r *reader) looks() Paper {
	fiscal := 0
	for i := range r.pages {
		s := &r.pages[i]
		for _, k := range cfdiMarks() {
			if s.says(k) {
				fiscal++
			}
		}
		for _, k := range strangers() {
			if s.says(k) && !r.ownLabel(s, k) {
				if i == 0 || fiscal >= 2 {
					return fiscalOr(fiscal, None)
				}
			}
		}
	}
	if fiscal >= 2 {
		return CFDI
	}
	return r.titled()
}

func fiscalOr(fiscal int, p Paper) Paper {
	if fiscal >= 2 {
		return CFDI
	}
	return p
}

// ownLabel reports that a stranger's words are the label of a number here:
// "BILL OF LADING NO." stands on invoices.
func (r *reader) ownLabel(s *sheet, k string) bool {
	for i := range s.lines {
		for _, p := range s.lines[i].phrases {
			if sq := p.sq(); strings.Contains(sq, k) && !strings.HasPrefix(sq, k+"NO") && !strings.HasPrefix(sq, k+"NUM") {
				return false
			}
		}
	}
	return true
}

// says reports that some line of the page holds a squeezed text.
func (s *sheet) says(k string) bool {
	for i := range s.lines {
		if strings.Contains(squeeze(joined(s.lines[i].words, "")), k) {
			return true
		}
	}
	return slices.ContainsFunc(s.loud, func(l line) bool { return strings.Contains(squeeze(joined(l.words, "")), k) })
}

// titled reads the titles page by page.
func (r *reader) titled() Paper {
	first := None
	for i := range r.pages {
		p := r.titleOf(&r.pages[i])
		switch {
		case p == None:
		case first == None:
			first = p
		case first != p:
			return Combined
		}
	}
	if first != None {
		return first
	}
	// No title: only a table of goods below the number of an invoice will do.
	for i := range r.pages {
		if len(r.headings(&r.pages[i])) > 0 && r.numbered() {
			return Invoice
		}
	}
	return None
}

// numbered reports that a label of an invoice number is printed.
func (r *reader) numbered() bool {
	for i := range r.pages {
		s := &r.pages[i]
		for k := range s.lines {
			for _, e := range r.entries(s, k) {
				if e.m.id == fNumero && e.m.rank == 0 {
					return true
				}
			}
		}
	}
	return false
}

// titleLines is how far down, in lines, a title stands.
const titleLines = 14

// titleOf is the paper a page says it is; None for a page that goes on.
func (r *reader) titleOf(s *sheet) Paper {
	names := titles()
	for i := range s.loud {
		for _, p := range append(s.loud[i].phrases, phrase(s.loud[i].words)) {
			if t, ok := names[titleText(p)]; ok {
				return t
			}
		}
	}
	for i := range s.lines {
		if i >= titleLines {
			break
		}
		l := &s.lines[i]
		for _, p := range l.phrases {
			if t, ok := names[titleText(p)]; ok && !strings.HasSuffix(p.text(), ":") && !r.heads(s, i, p) {
				return t
			}
			if m, ok := r.labels.at(pieces(p)); ok && m.id == fNumero && m.weak && m.n < len(p) && titled(m, phrase(pieces(p))[m.n:]) {
				return Invoice
			}
		}
	}
	return None
}

// titleText drops what stands around a title: "*** INVOICE ***", "(COPY)".
func titleText(p phrase) string {
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(p.sq(), "ORIGINAL"), "COPY"), "CONTINUED")
}

// heads reports that a phrase is one of a row of labels, not a title: the
// line holds other labels.
func (r *reader) heads(s *sheet, i int, p phrase) bool {
	l := &s.lines[i]
	others := 0
	for _, q := range l.phrases {
		if q.x0() != p.x0() && r.startsLabel(q) && !strings.Contains(q.text(), ":") {
			others++
		}
	}
	return others >= 2
}
