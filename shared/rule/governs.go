package rule

import "example.com/immex/shared/document"

// governing is the day by which a rule is the law of the case, or not. Where the
// document does not give it that of payment stands in: what was paid before
// there was such a law cannot break it.
func (c *Case) governing(g Governs) (on document.Date) {
	switch g {
	case ByOperation:
		on = c.Rated()
	case ByEntry:
		on = c.Entered()
	case ByPayment:
	}
	if !on.Known() {
		return c.On
	}
	return on
}

// Rated is the day whose rates and fees a declaration pays: that of payment, or
// for a rectification that of the operation it replaces; unknown when a
// rectification does not say which. Where what it replaces is here and is
// itself a rectification, the first of them is the operation.
func (c *Case) Rated() document.Date {
	if !c.Rectifica {
		return c.On
	}
	if c.P.Rectifica == nil {
		return 0
	}
	day := c.P.Rectifica.Fecha
	if c.Others == nil {
		return day
	}
	const chain = 9 // rectifications of one pedimento; more is a circle
	b := c.Others.Find(c.P.Rectifica.Number())
	for range chain {
		if b == nil || b.Rectifica == "" {
			break
		}
		b = c.Others.Find(b.Rectifica)
	}
	if b != nil && b.Rectifica == "" && b.Pago.Known() && (b.Pago < day || !day.Known()) {
		day = b.Pago
	}
	return day
}

// Entered is the day whose restrictions the goods of a declaration are held to:
// that of entry (LA 56), else that of Rated.
func (c *Case) Entered() document.Date {
	if c.P.FechaEntrada.Known() {
		return c.P.FechaEntrada
	}
	return c.Rated()
}
