package rule

import (
	"strings"

	"example.com/immex/shared/document"
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
	// Authorised are the fracciones of the programme; empty when it lists none.
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
type Authorisation struct {
	Fraccion string // 4, 6 or 8 digits
	Kind     string // programa, anexo_ii, regla_8a, cupo, permiso
	Number   string // of the permit
	Unit     string // Apéndice 7; "" when no quantity is fixed
	Quantity string // authorised, as written; "" when none is
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

// Authorises gives the authorisations of a kind that cover a fracción on a
// date.
func (c *Company) Authorises(kind, fraccion string, on document.Date) (out []Authorisation) {
	if c == nil {
		return nil
	}
	for _, a := range c.Authorised {
		if a.Kind == kind && strings.HasPrefix(fraccion, a.Fraccion) && on >= a.From && (a.To == 0 || on <= a.To) {
			out = append(out, a)
		}
	}
	return out
}
