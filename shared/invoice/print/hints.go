package print

import "example.com/immex/shared/document"

// Hints are what was learned of one supplier: headings and labels it uses,
// how it writes dates and numbers, the currency it never prints. The zero
// Hints know nothing. They come from a mapping a person reviewed.
type Hints struct {
	// Column is the field a table heading stands for, Label the field of a
	// label of the header; ok is false for texts that were not learned.
	Column, Label func(text string) (field string, ok bool)
	// Date reads a date as this supplier writes it.
	Date func(text string) (document.Date, bool)
	// Decimal is "." or ","; "" when it was not learned.
	Decimal string
	// Moneda is the currency of documents that print none.
	Moneda string
	// ProveedorID and Proveedor are the supplier, for documents that do not
	// label their letterhead.
	ProveedorID, Proveedor string
}

func (h *Hints) date(text string) document.Date {
	if h.Date == nil {
		return 0
	}
	d, ok := h.Date(text)
	if !ok {
		return 0
	}
	return d
}
