package catalog

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Pattern is one threshold or weight of our own comparisons: what no law fixes
// and an officer may want otherwise.
type Pattern struct {
	Code  string
	Value money.Amount
	Unit  string // puntos, por_mil, ppm, operaciones, renglones, veces, kg
	Title document.Text
	Validity
}

func addPattern(c *Catalog, m map[string]string, v Validity) error {
	a, err := money.Parse(m["valor"])
	if err != nil || !a.Known() || a.Sign() < 0 {
		return fmt.Errorf("%s: valor %q is no figure", m["patron"], m["valor"])
	}
	c.patterns[m["patron"]] = append(c.patterns[m["patron"]], Pattern{
		Code: m["patron"], Value: a, Unit: m["unidad"], Title: document.Text{ES: m["titulo"], EN: m["title"]}, Validity: v,
	})
	return nil
}

// Pattern is a threshold on a day; an unknown day takes the one in force now.
// ok is false where the table has none: then nothing is compared.
func (c *Catalog) Pattern(code string, on document.Date) (p Pattern, ok bool) {
	if p := c.pattern(code, on); p != nil {
		return *p, true
	}
	return Pattern{}, false
}

// PatternValue is the figure of a pattern alone; unknown where the table has none.
func (c *Catalog) PatternValue(code string, on document.Date) money.Amount {
	if p := c.pattern(code, on); p != nil {
		return p.Value
	}
	return money.Amount{}
}

func (c *Catalog) pattern(code string, on document.Date) *Pattern {
	rows := c.patterns[code]
	for i := range rows {
		if p := &rows[i]; on.Known() && p.Holds(on) || !on.Known() && p.To == 0 {
			return p
		}
	}
	return nil
}

// PatternInt is a threshold that is a whole number; -1 where the table has
// none or it is no whole number.
func (c *Catalog) PatternInt(code string, on document.Date) int {
	p, ok := c.Pattern(code, on)
	if !ok {
		return -1
	}
	n, ok := p.Value.Micros()
	if !ok || n%1_000_000 != 0 {
		return -1
	}
	return int(n / 1_000_000)
}

func addOMA(c *Catalog, m map[string]string, _ Validity) error {
	c.oma[m["oma"]] = m["clave"]
	return nil
}

// UnitOfOMA is the unit of Apéndice 7 that a key of the World Customs
// Organization stands for, with or without its suffix ("KGM", "C62_1"); ok is
// false for one nobody listed.
func (c *Catalog) UnitOfOMA(key string) (row UnitRow, ok bool) {
	key, _, _ = strings.Cut(strings.ToUpper(strings.TrimSpace(key)), "_")
	clave, known := c.oma[key]
	if !known {
		return UnitRow{}, false
	}
	return c.Unit(clave)
}

// The catalogues of claves_cfdi.csv.
const (
	CFDIPedimento   = "c_ClavePedimento" // of the complement Comercio Exterior
	CFDIExportacion = "c_Exportacion"    // of the invoice
	CFDIComplemento = "cce_version"      // versions of the complement
)

func addCFDIKey(c *Catalog, m map[string]string, v Validity) error {
	k := appendixKey{m["catalogo"], m["clave"]}
	if m["complemento"] == "si" {
		c.complement[k.key] = append(c.complement[k.key], v)
	}
	c.appendices[k] = append(c.appendices[k], v)
	return nil
}

// NeedsComplement reports a key of c_Exportacion that comes with the complement
// Comercio Exterior on a day.
func (c *Catalog) NeedsComplement(exportacion string, on document.Date) bool {
	return len(c.complement[exportacion]) > 0 && holds(c.complement[exportacion], on)
}
