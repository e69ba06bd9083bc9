package rule

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/permiso"
)

// Company is what the programme's file says, as rules need it.
type Company struct {
	RFC            string
	Programa       string // number given by the Secretaría de Economía
	Modalidad      string // industrial, servicios, controladora, albergue, tercerización
	InventoryKey   string // part | fraccion
	SinBOM         string // faltante | directo
	SalesBasis     string // maquila | sale | mixed
	Sectors        []string
	Certifications []Certification
	// Plants are the addresses that the programme file lists; the table lugares
	// may have more.
	Plants []Plant
	// Authorised are the fracciones of the programme and its permits; empty when
	// none were delivered.
	Authorised []Authorisation
}

// Certification is a period of the company certification register.
type Certification struct {
	Kind     string // iva_ieps, oea, comercializadora, socio
	Level    string // A, AA, AAA
	From, To document.Date
}

// Authorisation is a fracción, or the first digits of several, that the
// programme or a permit allows.
type Authorisation = permiso.Authorisation

// Plant is an address of the programme while it was registered.
type Plant struct {
	Lugar    string
	From, To document.Date
}

// Certified reports a certification of a kind in force on a date.
func (c *Company) Certified(kind string, on document.Date) bool {
	if c == nil {
		return false
	}
	for _, x := range c.Certifications {
		if x.Kind == kind && on >= x.From && (x.To == 0 || on <= x.To) {
			return true
		}
	}
	return false
}

// LevelOf is the level of a certification in force on a date, "" without one.
func (c *Company) LevelOf(kind string, on document.Date) string {
	if c == nil {
		return ""
	}
	for _, x := range c.Certifications {
		if x.Kind == kind && on >= x.From && (x.To == 0 || on <= x.To) {
			return x.Level
		}
	}
	return ""
}

// InRegister reports any certification in force on a date (RECE).
func (c *Company) InRegister(on document.Date) bool {
	if c == nil {
		return false
	}
	return slices.ContainsFunc(c.Certifications, func(x Certification) bool { return on >= x.From && (x.To == 0 || on <= x.To) })
}

// Authorises gives the authorisations of a kind that cover a fracción on a
// date.
func (c *Company) Authorises(kind, fraccion string, on document.Date) (out []Authorisation) {
	if c == nil {
		return nil
	}
	for i := range c.Authorised {
		if a := &c.Authorised[i]; a.Kind == kind && a.Covers(fraccion) && a.Holds(on) {
			out = append(out, *a)
		}
	}
	return out
}

// Allows reports an authorisation of a kind that covers a fracción on a date.
func (c *Company) Allows(kind, fraccion string, on document.Date) bool {
	if c == nil {
		return false
	}
	for i := range c.Authorised {
		if a := &c.Authorised[i]; a.Kind == kind && a.Covers(fraccion) && a.Holds(on) {
			return true
		}
	}
	return false
}

// Lists reports that the company delivered authorisations of a kind at all.
func (c *Company) Lists(kinds ...string) bool {
	if c == nil {
		return false
	}
	return slices.ContainsFunc(c.Authorised, func(a Authorisation) bool { return slices.Contains(kinds, a.Kind) })
}

// Registered reports a plant of the programme on a date.
func (c *Company) Registered(lugar string, on document.Date) bool {
	if c == nil {
		return false
	}
	return slices.ContainsFunc(c.Plants, func(p Plant) bool {
		return p.Lugar == lugar && on >= p.From && (p.To == 0 || on <= p.To)
	})
}
