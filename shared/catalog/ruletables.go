package catalog

import (
	"bytes"
	"fmt"

	"example.com/immex/shared/document"
)

// loadRuleTables reads the tables that rules alone ask. They are part of the
// version of the law and not of the version that books follow from.
func (c *Catalog) loadRuleTables() error {
	c.tolerances, c.lists = map[string][]Tolerance{}, map[listKey][]Validity{}
	c.handling = map[string][]handlingRow{}
	var all bytes.Buffer
	for _, t := range []struct {
		file string
		row  func(*Catalog, map[string]string, Validity) error
	}{
		{"dta_clave.csv", addHandling},
		{"listas.csv", addList},
		{"tolerancias.csv", addTolerance},
	} {
		b, err := data.ReadFile("data/" + t.file)
		if err != nil {
			return fmt.Errorf("%s: %w", t.file, err)
		}
		all.WriteString(t.file)
		all.Write(b)
		if err := eachRow(b, func(m map[string]string, v Validity) error { return t.row(c, m, v) }); err != nil {
			return fmt.Errorf("%s: %w", t.file, err)
		}
	}
	c.ruleTables = document.HashOf(all.Bytes())
	return nil
}
