// Package papers finds, in memory, the papers that belong to a declaration:
// acuses de valor, commercial invoices, packing lists and electronic invoices
// (LA arts. 36-A and 59-A). It is what rules of cross-document checks ask.
//
// Example: a pedimento cites "COVE250A1B2C3"; the index gives the acuse of that
// number, and the acuse's own number leads to the invoice.
//
// What it answers never depends on the order in which papers arrived. Two
// different papers under one key are both given, or none where one is asked
// for: the package never picks the first. It judges nothing and changes no
// paper it was given.
package papers

import (
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
)

// Index holds the papers of one company. Rules may ask it from several
// goroutines once everything is added.
type Index struct {
	coves    shelf[*cove.Cove]        // by e-document
	invoices shelf[*invoice.Invoice]  // by folded number
	packings shelf[*invoice.Packing]  // by folded invoice or pedimento
	cfdis    shelf[*cfdi.Comprobante] // by UUID, series and folio, folio
	sales    shelf[*cfdi.Comprobante] // by pedimento of 15 digits
}

// New makes an empty index.
func New() *Index {
	return &Index{
		coves: shelf[*cove.Cove]{}, invoices: shelf[*invoice.Invoice]{}, packings: shelf[*invoice.Packing]{},
		cfdis: shelf[*cfdi.Comprobante]{}, sales: shelf[*cfdi.Comprobante]{},
	}
}

// Add takes one accepted paper: *cove.Cove, *invoice.Invoice, *invoice.Packing
// or *cfdi.Comprobante. It is false for anything else, and for a paper without
// a key of its own, which no declaration can name.
func (x *Index) Add(paper any) bool {
	switch p := paper.(type) {
	case *cove.Cove:
		return x.addCOVE(p)
	case *invoice.Invoice:
		return x.addInvoice(p)
	case *invoice.Packing:
		return x.addPacking(p)
	case *cfdi.Comprobante:
		return x.addCFDI(p)
	}
	return false
}

func (x *Index) addCOVE(c *cove.Cove) bool {
	if c.Key() == "" {
		return false
	}
	rank := 1 // what was sent
	switch c.Forma {
	case cove.Consulta:
		rank = 0 // what the authority answers
	case cove.Impreso:
		rank = 2
	case cove.Carga, cove.CargaIA, cove.CargaNIA:
	}
	x.coves.put(c.EDocument, filed[*cove.Cove]{c.Key(), rank, digest(c.View("es")), c})
	return true
}

func (x *Index) addInvoice(v *invoice.Invoice) bool {
	number := Fold(v.Numero)
	if number == "" {
		return false
	}
	x.invoices.put(number, filed[*invoice.Invoice]{v.Key(), rankOf(v.Source), digest(invoice.ViewOf(v, "", nil, "es")), v})
	return true
}

func (x *Index) addPacking(p *invoice.Packing) bool {
	f := filed[*invoice.Packing]{p.Key(), rankOf(p.Source), digest(invoice.PackingViewOf(p)), p}
	named := false
	for _, n := range []string{p.Factura, p.Numero} {
		if number := Fold(n); number != "" {
			x.packings.put(number, f)
			named = true
		}
	}
	return named
}

func (x *Index) addCFDI(c *cfdi.Comprobante) bool {
	uuid := c.Key()
	if uuid == "" {
		return false
	}
	f := filed[*cfdi.Comprobante]{uuid, 0, digest(cfdi.ViewOf(c, "", "es")), c}
	for _, n := range []string{Fold(uuid), Fold(c.Serie + c.Folio), Fold(c.Folio)} {
		if n != "" {
			x.cfdis.put(n, f)
		}
	}
	for i := range c.Conceptos {
		for _, n := range c.Conceptos[i].Pedimentos {
			x.sales.put(n, f)
		}
	}
	return true
}

// COVE implements rule.Papers: nil too when two different ones have the number.
// An adenda replaces what it changes.
func (x *Index) COVE(number string) *cove.Cove {
	list := x.coves.best(number)
	if slices.ContainsFunc(list, func(c *cove.Cove) bool { return c.Adenda != "" }) {
		list = slices.DeleteFunc(slices.Clone(list), func(c *cove.Cove) bool { return c.Adenda == "" })
	}
	if len(list) != 1 {
		return nil
	}
	return list[0]
}

// Invoices implements rule.Papers.
func (x *Index) Invoices(number, supplier string) []*invoice.Invoice {
	list := x.invoices.best(Fold(number))
	if supplier = Fold(supplier); supplier != "" {
		list = slices.DeleteFunc(slices.Clone(list), func(v *invoice.Invoice) bool { return Fold(v.ProveedorID) != supplier })
	}
	return list
}

// Packings implements rule.Papers.
func (x *Index) Packings(invoiceOrPedimento string) []*invoice.Packing {
	return x.packings.best(Fold(invoiceOrPedimento))
}

// CFDI implements rule.Papers.
func (x *Index) CFDI(number string) []*cfdi.Comprobante { return x.cfdis.best(Fold(number)) }

// Sales implements rule.Papers.
func (x *Index) Sales(number string) []*cfdi.Comprobante {
	if n, ok := pedimento.ParseNumber(number); ok {
		number = n
	}
	return x.sales.best(number)
}

// Fold makes numbers of papers comparable, whatever dashes, blanks and case
// they are written with.
func Fold(s string) string {
	var room [48]byte
	out := room[:0]
	for i := range len(s) {
		switch b := s[i]; {
		case b >= utf8.RuneSelf:
			return folded(s)
		case b >= 'a' && b <= 'z':
			out = append(out, b-'a'+'A')
		case b >= 'A' && b <= 'Z', b >= '0' && b <= '9':
			out = append(out, b)
		}
	}
	if string(out) == s {
		return s
	}
	return string(out)
}

// folded does it for a text that is not ASCII, as few numbers are.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == 'Ñ':
			return r
		}
		return -1
	}, s)
}
