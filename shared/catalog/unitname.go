package catalog

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// addUnitName keeps a name by which the trade calls a unit of Apéndice 7.
func addUnitName(c *Catalog, m map[string]string, _ Validity) error {
	c.unitNames[unitName(m["nombre"])] = m["clave"]
	return nil
}

// unitName makes names of units comparable: lower case, no accents, words
// joined by "_".
func unitName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, norm.NFKD.String(s))
	return strings.Join(strings.Fields(s), "_")
}

// UnitNamed is a unit of Apéndice 7 by its key, with or without leading zero,
// by its official name or by a name the trade uses for it ("PZA", "pcs");
// ok is false for anything else: a unit is never guessed.
func (c *Catalog) UnitNamed(text string) (row UnitRow, ok bool) {
	name := unitName(text)
	if key := strings.TrimLeft(name, "0"); key != "" {
		if row, ok = c.units[key]; ok {
			return row, true
		}
	}
	if key, known := c.unitNames[name]; known {
		return c.Unit(key)
	}
	for _, u := range c.units {
		if unitName(u.Descripcion) == name {
			return u, true
		}
	}
	return UnitRow{}, false
}
