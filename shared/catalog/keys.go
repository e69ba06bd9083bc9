package catalog

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// UnitRow is a unit of Apéndice 7 with its SI factor.
type UnitRow struct {
	Clave, Descripcion, Dimension, Base, Factor string
	Validity
}

func atoi(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a whole number", s)
	}
	return n, nil
}

func addClave(c *Catalog, m map[string]string, v Validity) error {
	c.claves[m["clave"]] = m["descripcion"]
	c.claveDays[m["clave"]] = append(c.claveDays[m["clave"]], v)
	c.groups[m["clave"]] = m["grupo"]
	return nil
}

func addContribution(c *Catalog, m map[string]string, _ Validity) error {
	c.contributions[m["clave"]] = m["abreviatura"]
	for label := range strings.SplitSeq(m["etiquetas"], "|") {
		c.labels[label] = m["abreviatura"]
	}
	return nil
}

func addUnit(c *Catalog, m map[string]string, v Validity) error {
	row := UnitRow{m["clave"], m["descripcion"], m["dimension"], m["unidad_base"], m["factor_a_base"], v}
	c.units[row.Clave] = row
	c.unitRows = append(c.unitRows, row)
	return nil
}

// Units lists every dated row of Apéndice 7 in the order of the table.
func (c *Catalog) Units() []UnitRow { return c.unitRows }

// Contribution is the abbreviation of a numeric key of Apéndice 12 ("6" is
// "IGI"); an unknown key comes back as it is, so that nothing is lost.
func (c *Catalog) Contribution(key string) string {
	if a, ok := c.contributions[key]; ok {
		return a
	}
	return key
}

// ContributionLabel is the abbreviation for a printed label ("IGI/IGE" is
// "IGI", "IVA PRV" is "IVA/PRV"); ok is false for text that is no label.
func (c *Catalog) ContributionLabel(label string) (abbr string, ok bool) {
	abbr, ok = c.labels[label]
	return abbr, ok
}

// Clave is the description of a document key of Apéndice 2.
func (c *Catalog) Clave(key string) (description string, ok bool) {
	description, ok = c.claves[key]
	return description, ok
}

// ClaveOn reports a document key of Apéndice 2 that was one on a day; an unknown
// day takes any.
func (c *Catalog) ClaveOn(key string, on document.Date) bool { return holds(c.claveDays[key], on) }

// ClaveGroup is the heading of Apéndice 2 that a document key stands under; ok
// is false for a key it does not have.
func (c *Catalog) ClaveGroup(key string) (group string, ok bool) {
	group, ok = c.groups[key]
	return group, ok
}

// Unit is a unit of Apéndice 7 by key.
func (c *Catalog) Unit(key string) (row UnitRow, ok bool) {
	row, ok = c.units[key]
	return row, ok
}

func addRegimen(c *Catalog, m map[string]string, _ Validity) error {
	c.regimes[m["clave"]+m["operacion"]] = m["regimen"]
	if m["operacion"] == "IMP" {
		c.imports[m["regimen"]] = true
	}
	return nil
}

// OnlyOperation is the operation of a régimen of import (Apéndice 16: the
// definitive and the temporal ones); ok is false for any other, since goods
// that left for a while come back under the régimen they left with.
func (c *Catalog) OnlyOperation(regimen string) (operacion string, ok bool) {
	return "IMP", regimen != "" && c.imports[regimen]
}

// Regimen is the regime a clave and operation imply (Apéndice 16); ok is
// false where they do not determine it. It is a computed value: a rule that
// needs a read one answers "no data".
func (c *Catalog) Regimen(clave, operacion string) (regimen string, ok bool) {
	regimen, ok = c.regimes[clave+operacion]
	return regimen, ok
}
