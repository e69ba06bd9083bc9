package ledger

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"example.com/immex/shared/document"
)

// current leaves one list of every invoice: the same invoice as CSV and as
// XLSX, saved again or corrected, comes in versions. The latest date inside
// counts, then the document of the smaller hash; never the later arrival. The
// displaced ones are findings.
func current(lists []Observation) (kept []*PartList, displaced []Finding) {
	// What tells its issuer and date looks for its like first, so that a list
	// that tells neither joins one invoice and never makes two of them one.
	lists = slices.Clone(lists)
	slices.SortFunc(lists, func(a, b Observation) int {
		return cmp.Or(-cmp.Compare(a.Parts.told(), b.Parts.told()), newer(a, b))
	})
	var invoices [][]Observation
	for _, o := range lists {
		i := slices.IndexFunc(invoices, func(of []Observation) bool { return sameInvoice(of[0].Parts, o.Parts) })
		if i < 0 {
			invoices = append(invoices, []Observation{o})
			continue
		}
		invoices[i] = append(invoices[i], o)
	}
	var first []Observation
	for _, of := range invoices {
		slices.SortFunc(of, newer)
		first = append(first, of[0])
		for _, o := range of[1:] {
			if o.Parts.Doc != of[0].Parts.Doc { // else one document, read by two releases
				displaced = append(displaced, invoiceVersion(of[0].Parts, o.Parts))
			}
		}
	}
	slices.SortFunc(first, func(a, b Observation) int { return cmp.Compare(a.Hash, b.Hash) })
	for _, o := range first {
		kept = append(kept, o.Parts)
	}
	slices.SortFunc(displaced, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Where, b.Where), cmp.Compare(a.Message.ES, b.Message.ES))
	})
	return kept, displaced
}

// newer orders versions of one invoice, the one that counts first.
func newer(a, b Observation) int {
	return cmp.Or(-cmp.Compare(a.Parts.Fecha, b.Parts.Fecha), cmp.Compare(a.Parts.Doc, b.Parts.Doc),
		-cmp.Compare(a.Parts.told(), b.Parts.told()), cmp.Compare(a.Hash, b.Hash))
}

// told is how much a list says of which invoice it is.
func (p *PartList) told() (n int) {
	if p.Emisor != "" {
		n += 4
	}
	if p.Fecha.Known() {
		n += 2
	}
	if p.Proveedor != "" {
		n++
	}
	return n
}

// sameInvoice: the same number, and neither the date nor the issuer is another.
// A name and a tax id cannot be compared; two names may be spelled differently.
func sameInvoice(a, b *PartList) bool {
	switch {
	case a.Doc == b.Doc && a.Doc != "":
		return a.Invoice == b.Invoice
	case a.Invoice != b.Invoice || a.Invoice == "" || a.Fecha.Known() && b.Fecha.Known() && a.Fecha != b.Fecha:
		return false
	case a.Emisor != "" && b.Emisor != "":
		return plain(a.Emisor) == plain(b.Emisor)
	case a.Proveedor != "" && b.Proveedor != "":
		return plain(a.Proveedor) == plain(b.Proveedor)
	}
	return true
}

// plain is a name by its letters and digits alone.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, s)
}

// invoiceVersion says which version of an invoice counts. That the other names
// other goods is more than a notice: nothing but the hash decided.
func invoiceVersion(counts, other *PartList) Finding {
	f := document.Finding{Code: "invoice_version", Severity: document.Notice, Where: "factura " + counts.Invoice, Message: document.Textf(
		"La factura %s llegó en más de una versión: cuenta la del documento %s; la del documento %s dice los mismos renglones y no se suma.",
		"Invoice %s came in more than one version: that of document %s counts; that of document %s says the same lines and is not added.",
		counts.Invoice, short(counts.Doc), short(other.Doc))}
	if !slices.Equal(sortedLines(counts), sortedLines(other)) {
		f.Severity = document.Warning
		f.Message = document.Textf(
			"La factura %s llegó en versiones que no dicen los mismos renglones: cuenta la del documento %s y no la del documento %s. Revise cuál ampara el pedimento.",
			"Invoice %s came in versions that do not say the same lines: that of document %s counts and not that of document %s. Check which of them covers the pedimento.",
			counts.Invoice, short(counts.Doc), short(other.Doc))
	}
	return Finding{counts.Pedimento, f}
}

// sortedLines are the lines of a list in an order of their own; a unit that
// only one version tells is none of their differences.
func sortedLines(p *PartList) []PartLine {
	lines := slices.Clone(p.Lines)
	for i := range lines {
		lines[i].Unidad = ""
	}
	slices.SortFunc(lines, func(a, b PartLine) int {
		return cmp.Or(cmp.Compare(a.Parte, b.Parte), cmp.Compare(a.Fraccion, b.Fraccion), cmp.Compare(a.Cantidad, b.Cantidad))
	})
	return lines
}

// short is a hash as a person compares it.
func short(h document.Hash) string { return string(h)[:min(12, len(h))] }
