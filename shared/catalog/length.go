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
	r, err := c.find("longitudes_pedimento", on, "", field)
	if err != nil {
		return Length{}, false
	}
	l = Length{Text: r.Cells["tipo"] == "texto", Validity: r.Validity}
	if l.Whole, err = atoi(r.Cells["enteros"]); err != nil {
		return Length{}, false // lint refused what is no number
	}
	if r.Cells["decimales"] != "" {
		if l.Decimals, err = atoi(r.Cells["decimales"]); err != nil {
			return Length{}, false
		}
	}
	return l, true
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
