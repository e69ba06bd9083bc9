package print

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
)

// Hints are what was learned of one supplier: headings and labels it uses,
// how it writes dates and numbers, the currency it never prints. The zero
// Hints know nothing.
type Hints struct {
	// Column is the field a table heading stands for, Label the field of a
	// label of the header, by the names of package mapping; ok is false for
	// texts that were not learned.
	Column, Label func(text string) (field string, ok bool)
	// Date reads a date as this supplier writes it.
	Date func(text string) (document.Date, bool)
	// Decimal is "." or ","; "" when it was not learned.
	Decimal string
	// Moneda is the currency of documents that print none.
	Moneda string
	// ProveedorID and Proveedor are the supplier, for documents that do not
	// name it.
	ProveedorID, Proveedor string
}

// Learned are the hints of a reviewed mapping; nil gives none.
func Learned(m *mapping.Mapping) *Hints {
	if m == nil {
		return nil
	}
	decimal := m.Decimal
	if decimal == "" {
		decimal = "." // what a mapping means without it
	}
	return &Hints{
		Column: func(text string) (string, bool) {
			f, ok := m.Column(text)
			return string(f), ok
		},
		Label: func(text string) (string, bool) {
			f, ok := m.Label(text)
			return string(f), ok
		},
		Date: m.Date, Decimal: decimal, Moneda: m.Moneda,
		ProveedorID: m.Proveedor.ID, Proveedor: m.Proveedor.Nombre,
	}
}

// date reads a date in the supplier's way; 0 when that is not known.
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
