package catalog

import "example.com/immex/shared/document"

// Length is how long a field of a pedimento may be.
type Length struct {
	Whole    int // characters, or digits before the point
	Decimals int // digits after the point; 0 for text and whole numbers
	Text     bool
	Validity
}

// FieldLength is how long a field of the table longitudes_pedimento may be on a
// date; ok is false for one that nobody listed.
func (c *Catalog) FieldLength(field string, on document.Date) (l Length, ok bool) {
	for _, l := range c.lengths[field] {
		if l.Holds(on) {
			return l, true
		}
	}
	return Length{}, false
}

func addLength(c *Catalog, m map[string]string, v Validity) (err error) {
	l := Length{Text: m["tipo"] == "texto", Validity: v}
	if l.Whole, err = atoi(m["enteros"]); err != nil {
		return err
	}
	if m["decimales"] != "" {
		if l.Decimals, err = atoi(m["decimales"]); err != nil {
			return err
		}
	}
	c.lengths[m["campo"]] = append(c.lengths[m["campo"]], l)
	return nil
}

// AtLevel reports that an identifier of Apéndice 8 is of a level (G pedimento,
// P partida) on a date; known is false for one that the table has at no level.
func (c *Catalog) AtLevel(key, level string, on document.Date) (ok, known bool) {
	for _, l := range [...]string{"G", "P"} {
		for _, i := range c.law["identificadores"].byKey[key+"\x00"+l] {
			if on.Known() && !c.law["identificadores"].rows[i].Holds(on) {
				continue
			}
			known = true
			ok = ok || l == level
		}
	}
	return ok, known
}
