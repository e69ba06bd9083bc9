package catalog

import (
	"fmt"

	"example.com/immex/shared/document"
)

// CreditRow is a dated row of what the IVA/IEPS credit counts (Anexo 30 RGCE,
// SCCCyG): a form of payment that grants it, or a kind of exit.
type CreditRow struct {
	Concepto string // forma or salida
	Clave    string // of Apéndice 13, or a kind of exit
	Counts   bool   // the form grants credit; the exit closes it
	Title    document.Text
	Validity
}

func addCredit(c *Catalog, m map[string]string, v Validity) error {
	r := CreditRow{Concepto: m["concepto"], Clave: m["clave"], Counts: m["cuenta"] == "si", Title: document.Text{ES: m["titulo"], EN: m["title"]}, Validity: v}
	if r.Concepto != "forma" && r.Concepto != "salida" || !r.Counts && m["cuenta"] != "no" {
		return fmt.Errorf("%s %s: concepto is forma or salida, cuenta si or no", r.Concepto, r.Clave)
	}
	c.credit = append(c.credit, r)
	return nil
}

// CreditForm reports whether a form of payment grants a credit on a date.
func (c *Catalog) CreditForm(forma string, on document.Date) bool {
	row, ok := c.creditRow("forma", forma, on)
	return ok && row.Counts
}

// CreditExit is what an exit of a kind does to the credit; ok is false for a
// kind the table does not know.
func (c *Catalog) CreditExit(kind string, on document.Date) (row CreditRow, ok bool) {
	return c.creditRow("salida", kind, on)
}

func (c *Catalog) creditRow(concepto, clave string, on document.Date) (CreditRow, bool) {
	for i := range c.credit {
		if r := &c.credit[i]; r.Concepto == concepto && r.Clave == clave && r.Holds(on) {
			return *r, true
		}
	}
	return CreditRow{}, false
}
