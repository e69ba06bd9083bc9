package catalog

import (
	"fmt"

	"example.com/immex/shared/document"
)

// Length is how long a field of a pedimento may be.
type Length struct {
	Field    string
	Whole    int // characters, or digits before the point
	Decimals int // digits after the point; -1 for text
	Validity
}

func addLength(c *Catalog, m map[string]string, v Validity) error {
	whole, err := atoi(m["enteros"])
	if err != nil {
		return fmt.Errorf("enteros: %w", err)
	}
	decimals := -1
	if m["decimales"] != "" {
		if decimals, err = atoi(m["decimales"]); err != nil {
			return fmt.Errorf("decimales: %w", err)
		}
	}
	c.lengths[m["campo"]] = append(c.lengths[m["campo"]], Length{m["campo"], whole, decimals, v})
	return nil
}

// Length is how long a field may be on a date; ok is false for one that nobody
// listed.
func (c *Catalog) Length(field string, on document.Date) (Length, bool) {
	for _, l := range c.lengths[field] {
		if !on.Known() && l.To == 0 || on.Known() && l.Holds(on) {
			return l, true
		}
	}
	return Length{}, false
}
