package catalog

import "example.com/immex/shared/document"

// The appendices of Anexo 22 whose keys the table apendices.csv lists. The
// copies at hand are of other people and of about 2017, so a key outside them
// may warn and never fail.
const (
	Aduanas          = "1"
	MediosTransporte = "3"
	Paises           = "4"
	Monedas          = "5"
	Identificadores  = "8"
	Metodos          = "11"
	Incoterms        = "14"
	Destinos         = "15"
	TiposTasa        = "18"
	TiposFecha       = "fechas"
	Vinculaciones    = "vinculacion"
)

// appendixKey is one key of one appendix.
type appendixKey struct{ appendix, key string }

func addAppendix(c *Catalog, m map[string]string, v Validity) error {
	k := appendixKey{m["apendice"], m["clave"]}
	c.appendices[k] = append(c.appendices[k], v)
	return nil
}

// Listed reports that a key of an appendix is in force on a date; an unknown
// date takes any.
func (c *Catalog) Listed(appendix, key string, on document.Date) bool {
	return holds(c.appendices[appendixKey{appendix, key}], on)
}

// FormaPago reports a key of Apéndice 13 in force on a date.
func (c *Catalog) FormaPago(key string, on document.Date) bool {
	return holds(c.appendices[appendixKey{"13", key}], on)
}

// KnownContribution reports an abbreviation of Apéndice 12.
func (c *Catalog) KnownContribution(abbr string) bool {
	_, ok := c.labels[abbr]
	return ok
}

func holds(rows []Validity, on document.Date) bool {
	for _, v := range rows {
		if !on.Known() || v.Holds(on) {
			return true
		}
	}
	return false
}

func addFormaPago(c *Catalog, m map[string]string, v Validity) error {
	m["apendice"] = "13"
	return addAppendix(c, m, v)
}

// required is a typed date, an invoice or an identifier that a pedimento must
// bring; tipo is the type of the date or the key of the identifier.
type required struct {
	clave, operacion, tipo string
	Validity
}

func addRequiredDate(c *Catalog, m map[string]string, v Validity) error {
	c.dates = append(c.dates, required{clave: m["clave"], operacion: m["operacion"], tipo: m["tipo"], Validity: v})
	return nil
}

func addRequiredInvoice(c *Catalog, m map[string]string, v Validity) error {
	c.invoices = append(c.invoices, required{clave: m["clave"], operacion: m["operacion"], Validity: v})
	return nil
}

func addRequiredCase(c *Catalog, m map[string]string, v Validity) error {
	c.cases = append(c.cases, required{clave: m["clave"], operacion: m["operacion"], tipo: m["identificador"], Validity: v})
	return nil
}

// RequiredCases are the identifiers (Apéndice 8) that a paid pedimento of a
// clave and an operation carries.
func (c *Catalog) RequiredCases(clave, operacion string, on document.Date) []string {
	return demanded(c.cases, clave, operacion, on)
}

// RequiredDates are the types of date a paid pedimento of a clave and an
// operation has: those of the clave where the table has it, else those of every
// one.
func (c *Catalog) RequiredDates(clave, operacion string, on document.Date) []string {
	var own []string
	for i := range c.dates {
		if r := &c.dates[i]; r.clave == clave && clave != "" && r.operacion == operacion && r.Holds(on) {
			own = append(own, r.tipo)
		}
	}
	if own != nil {
		return own
	}
	return demanded(c.dates, "", operacion, on)
}

func demanded(list []required, clave, operacion string, on document.Date) []string {
	var out []string
	for _, r := range list {
		if r.operacion == operacion && (r.clave == "" || r.clave == clave) && r.Holds(on) {
			out = append(out, r.tipo)
		}
	}
	return out
}

// NeedsInvoice reports that a pedimento of a clave and operation brings
// invoices, unless it is consolidated.
func (c *Catalog) NeedsInvoice(clave, operacion string, on document.Date) bool {
	for _, r := range c.invoices {
		if r.clave == clave && r.operacion == operacion && r.Holds(on) {
			return true
		}
	}
	return false
}
