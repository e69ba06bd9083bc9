package catalog

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	if name, ok := asciiName(s); ok {
		return name
	}
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

// asciiName does it for a name of ASCII, as nearly all are; ok is false for
// others. One that is comparable as it stands is given back.
func asciiName(s string) (name string, ok bool) {
	var room [32]byte
	out, apart, changed := room[:0], false, false
	for i := range len(s) {
		b := s[i]
		switch {
		case b >= utf8.RuneSelf:
			return "", false
		case 'A' <= b && b <= 'Z':
			b, changed = b+'a'-'A', true
		case 'a' <= b && b <= 'z', '0' <= b && b <= '9':
		default:
			apart, changed = true, true
			continue
		}
		if apart && len(out) > 0 {
			out = append(out, '_')
		}
		out, apart = append(out, b), false
	}
	if !changed {
		return s, true
	}
	return string(out), true
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
			if ok {
				return UnitRow{}, false // of two units: no one's
			}
			row, ok = u, true
		}
	}
	return row, ok
}
