package print

import (
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/pdftext"
)

// packingSign is the number of a packing list behind its label.
var packingSign = regexp.MustCompile(`(?i)\b(?:packing\s*(?:list|slip)|lista(?:\s+de\s+empaque)?)\s*(?:no|number|num|n[º°]|#)\.?\s*[:#]?\s*([A-Z0-9][A-Z0-9/-]{2,})`)

// titleSize is how much larger than the text of its page a title is; a smaller
// one stands alone in its line.
const titleSize = 1.15

// commercialTitles are the titles of invoices and packing lists, squeezed; the
// longer ones first, for a paper may be both.
func commercialTitles() []phrase {
	return []phrase{
		{"COMMERCIALINVOICEANDPACKINGLIST", PartInvoice},
		{"COMMERCIALINVOICEPACKINGLIST", PartInvoice},
		{"COMMERCIALINVOICEFACTURACOMERCIAL", PartInvoice},
		{"FACTURACOMERCIALCOMMERCIALINVOICE", PartInvoice},
		{"INVOICEANDPACKINGLIST", PartInvoice},
		{"INVOICEPACKINGLIST", PartInvoice},
		{"COMMERCIALINVOICE", PartInvoice},
		{"FACTURACOMERCIAL", PartInvoice},
		{"PROFORMAINVOICE", PartInvoice},
		{"CUSTOMSINVOICE", PartInvoice},
		{"EXPORTINVOICE", PartInvoice},
		{"INVOICE", PartInvoice},
		{"FACTURA", PartInvoice},
		{"PACKINGLISTLISTADEEMPAQUE", PartPacking},
		{"LISTADEEMPAQUEPACKINGLIST", PartPacking},
		{"DETAILEDPACKINGLIST", PartPacking},
		{"PACKINGLIST", PartPacking},
		{"PACKINGSLIP", PartPacking},
		{"LISTADEEMPAQUE", PartPacking},
	}
}

// commercial tells an invoice from a packing list by the title of a page. A
// page that only mentions one, as in "INVOICE NO.", goes on with the paper of
// trade before it. Any other page keeps its kind.
func commercial(p *pdftext.Page, kind string, before []Part) string {
	if kind != PartInvoice && kind != PartUnknown {
		return kind
	}
	if t := commercialTitle(p); t != "" {
		return t
	}
	if n := len(before); kind == PartInvoice && n > 0 && before[n-1].Kind == PartPacking {
		return PartPacking
	}
	return kind
}

// commercialTitle is the largest title in the head of a page, "" without one.
func commercialTitle(p *pdftext.Page) string {
	var ws []word
	var sizes []pdftext.Points
	for _, w := range p.Words {
		if w.Dir == 0 {
			ws = append(ws, word{s: w.S, x0: w.X0, y0: w.Y0, x1: w.X1, y1: w.Y1, base: w.Base, size: w.Size, page: p.Number})
			sizes = append(sizes, w.Size)
		}
	}
	slices.Sort(sizes)
	ls := toLines(ws)
	title, largest := "", 0.0
	for i := range ls[:min(len(ls), signLines)] {
		parts := cells(ls[i].words)
		for _, c := range parts {
			large := c[0].size > titleSize*sizes[len(sizes)/2]
			if kind := titleKind(c, large, len(parts) == 1); kind != "" && c[0].size > largest {
				title, largest = kind, c[0].size
			}
		}
	}
	return title
}

// titleKind is the paper a cell is the title of: a large one may have the
// number of the paper behind it.
func titleKind(c []word, large, alone bool) string {
	sq := squeeze(joined(c, ""))
	for _, t := range commercialTitles() {
		exact := sq == t.text && !strings.HasSuffix(c[len(c)-1].s, ":")
		if exact && (large || alone) || large && strings.HasPrefix(sq, t.text) && strings.ContainsAny(sq[len(t.text):], "0123456789") {
			return t.kind
		}
	}
	return ""
}
