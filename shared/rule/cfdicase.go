package rule

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
)

// CFDICase is one electronic invoice with everything around it that a rule may
// ask. An invoice is no declaration: its rules are of a kind of their own.
type CFDICase struct {
	*Setting
	C *cfdi.Comprobante
	// On is the day it was issued, which governs.
	On document.Date
	// Issued: the company of the programme issued it; false also when no
	// programme is at hand.
	Issued bool

	Sink
}

// NewCFDICase makes the case of one invoice.
func NewCFDICase(s *Setting, c *cfdi.Comprobante) *CFDICase {
	key := c.Key()
	if key == "" {
		key = c.Serie + c.Folio // a draft without stamp
	}
	return &CFDICase{
		Setting: s, C: c, On: c.Fecha,
		Issued: s.Company != nil && s.Company.RFC != "" && s.Company.RFC == c.Emisor.RFC,
		Sink:   Sink{key: key},
	}
}

// Sells reports an invoice of income or of transfer: what payment receipts and
// credit notes say of goods is said by the invoice they are about.
func (c *CFDICase) Sells() bool { return c.C.Tipo == "I" || c.C.Tipo == "T" }
