package catalog

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
)

// nameRow is one written name and the key it stands for beyond doubt.
type nameRow struct {
	table, written, key string
	Validity
}

// The tables of equivalencias.csv.
const (
	tableCurrency = "moneda" // to ISO 4217
	tableUnit     = "unidad" // to the OMA key a COVE uses
)

func addName(c *Catalog, m map[string]string, v Validity) error {
	row := nameRow{table: m["tabla"], written: foldName(m["escrito"]), key: m["clave"], Validity: v}
	if row.table != tableCurrency && row.table != tableUnit {
		return fmt.Errorf("tabla %q is neither moneda nor unidad", row.table)
	}
	if row.written == "" || row.key == "" {
		return fmt.Errorf("escrito and clave are required in %s", row.table)
	}
	c.names = append(c.names, row)
	return nil
}

// Currency is the ISO 4217 key of a currency printed by its name, as "US
// Dolar"; ok is false for a name that could be more than one currency ("peso",
// "dolar") or that nobody listed.
func (c *Catalog) Currency(written string, on document.Date) (key string, ok bool) {
	return c.named(tableCurrency, written, on)
}

// UnitOMA is the key (World Customs Organization, UN/ECE Rec. 20) of a unit
// printed by its name, as "Kilogramo"; ok is false for one nobody listed.
// EACH and PIEZA are not: the catalogue of the COVE has several keys for a piece.
func (c *Catalog) UnitOMA(written string, on document.Date) (key string, ok bool) {
	return c.named(tableUnit, written, on)
}

func (c *Catalog) named(table, written string, on document.Date) (key string, ok bool) {
	written = foldName(written)
	for _, row := range c.names {
		if row.table == table && row.written == written && (on.Known() && row.Holds(on) || !on.Known() && row.To == 0) {
			return row.key, true
		}
	}
	return "", false
}

// foldName compares names without case, accents, blanks and punctuation.
func foldName(s string) string {
	s = strings.NewReplacer("Á", "A", "É", "E", "Í", "I", "Ó", "O", "Ú", "U", "Ü", "U").Replace(strings.ToUpper(s))
	var b strings.Builder
	for _, r := range s {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == 'Ñ' {
			b.WriteRune(r)
		}
	}
	return b.String()
}
