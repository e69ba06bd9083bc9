package print

import (
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/pdftext"
)

// What the pages of a PDF may be, by their own headings.
const (
	PartPedimento = "pedimento"
	PartCOVE      = "cove"
	PartDODA      = "doda"
	PartInvoice   = "factura"
	PartPacking   = "empaque"
	PartAviso     = "aviso"
	PartUnknown   = "" // no heading we know
)

// Part is one document of a PDF that holds several: consecutive pages, with
// the numbers they have in the whole file.
type Part struct {
	Kind     string
	Number   string // of a pedimento, 15 digits; of another paper as printed; "" when not told
	From, To int    // first and last page, from 1
	Text     *pdftext.Text
	ended    bool // FIN DE PEDIMENTO was seen
}

// Split cuts a PDF at the headings of its documents, page by page: a broker
// binds pedimento, COVE, invoices and DODA into one file. No page is lost: one
// without a heading goes with the document before it, until that has ended;
// what is left is a part of kind PartUnknown. Copies of one pedimento are one
// part.
func Split(t *pdftext.Text) []Part {
	all, _, _ := readLines(t)
	var out []Part
	for _, p := range t.Pages {
		ls := linesOf(all, p.Number)
		kind, number := signs(ls)
		if is := commercial(&p, kind, out); is != kind {
			kind, number = is, otherNumber(is, ls)
		}
		if n := len(out); n == 0 || !out[n-1].takes(kind, number, ls) {
			out = append(out, Part{Kind: kind, Number: number, From: p.Number, Text: &pdftext.Text{}})
		}
		cur := &out[len(out)-1]
		cur.To = p.Number
		cur.Text.Pages = append(cur.Text.Pages, p)
		cur.ended = cur.ended || slices.ContainsFunc(ls, func(l line) bool { return titleOf(&l) == sFin })
	}
	return out
}

// takes reports that a page goes on with the part.
func (p *Part) takes(kind, number string, ls []line) bool {
	switch kind {
	case PartPedimento:
		return (p.Kind == PartPedimento || p.Kind == PartAviso) && p.Number == number
	case PartAviso:
		n, _ := pageMark(ls)
		return p.Kind == PartAviso && p.Number == number && n > 1 // each remesa has one of its own
	case PartUnknown:
		return len(ls) == 0 || p.Kind != PartPedimento || !p.ended
	}
	if p.Kind != kind {
		return false
	}
	if p.Number != "" && number != "" {
		return p.Number == number
	}
	n, _ := pageMark(ls)
	return n != 1 // without a number or a mark its reader says whether it is one document
}

var (
	coveSign    = regexp.MustCompile(`\bCOVE\d{2}[0-9A-Z]{7}\b`)
	invoiceSign = regexp.MustCompile(`(?i)\b(?:invoice|factura)\s*(?:no|number|num|n[º°]|#)\.?\s*[:#]?\s*([A-Z0-9][A-Z0-9/-]{2,})`)
)

// otherNumber is the number a page of a paper that travels with a pedimento
// prints of itself, "" when it prints none that can be told.
func otherNumber(kind string, ls []line) string {
	for i := range ls {
		text := joined(ls[i].words, " ")
		switch kind {
		case PartCOVE:
			if m := coveSign.FindString(text); m != "" {
				return m
			}
		case PartInvoice:
			if m := invoiceSign.FindStringSubmatch(text); m != nil && strings.ContainsAny(m[1], "0123456789") {
				return m[1]
			}
		case PartPacking:
			if m := packingSign.FindStringSubmatch(text); m != nil && strings.ContainsAny(m[1], "0123456789") {
				return m[1]
			}
		}
	}
	return ""
}

// signLines is how many lines of a page its heading may take.
const signLines = 16

// signs is what the head of a page says it is.
func signs(ls []line) (kind, number string) {
	head := ls[:min(len(ls), signLines)]
	operation := false
	for i := range head {
		for _, s := range segments(&head[i]) {
			operation = operation || s.label == lOperacion || s.label == lClave
			if s.label != lNumero || number != "" {
				continue
			}
			if number, _ = number15(s.values); number == "" {
				number = numberIn(head[i+1 : min(i+3, len(head))])
			}
		}
	}
	kind = otherSign(head)
	if isAviso(ls) {
		return PartAviso, numberIn(ls)
	}
	if kind != PartDODA && number != "" && operation {
		return PartPedimento, number
	}
	return kind, otherNumber(kind, ls)
}

// otherSign recognises the headings of the papers that travel with a pedimento.
func otherSign(head []line) string {
	for i := range head {
		sq := head[i].sq
		for _, t := range []phrase{
			{"DOCUMENTODEOPERACIONPARADESPACHO", PartDODA},
			{"COMPROBANTEDEVALORELECTRONICO", PartCOVE},
			{"INFORMACIONDEVALORYDECOMERCIALIZACION", PartCOVE},
			{"INFORMACIONDEVALORYCOMERCIALIZACION", PartCOVE},
			{"ACUSEDEVALORELECTRONICO", PartCOVE},
			{"DATOSDELACUSEDEVALOR", PartCOVE},
			{"DETALLEDELCOVE", PartCOVE},
			{"COMMERCIALINVOICE", PartInvoice},
			{"FACTURACOMERCIAL", PartInvoice},
			{"PROFORMAINVOICE", PartInvoice},
			{"PACKINGLIST", PartInvoice},
			{"LISTADEEMPAQUE", PartInvoice},
		} {
			if strings.Contains(sq, t.text) {
				return t.kind
			}
		}
		for _, c := range cells(head[i].words) {
			switch squeeze(joined(c, "")) {
			case "INVOICE", "FACTURA":
				return PartInvoice
			case "DODA":
				return PartDODA
			case "COVE":
				return PartCOVE
			}
		}
	}
	return PartUnknown
}

func linesOf(all []line, page int) []line {
	from := slices.IndexFunc(all, func(l line) bool { return l.page == page })
	if from < 0 {
		return nil
	}
	to := from
	for to < len(all) && all[to].page == page {
		to++
	}
	return all[from:to]
}
