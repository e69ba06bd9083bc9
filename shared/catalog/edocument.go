package catalog

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
)

// The kinds of electronic document of the Ventanilla.
const (
	EDocumentCOVE = "cove" // acuse de valor
	EDocumentED   = "ed"   // digitalised annex, identifier ED
	EDocumentMVE  = "mve"  // manifestación de valor
)

// EDocumentRow is the shape of the number of one kind of electronic document.
type EDocumentRow struct {
	Kind   string
	Prefix string
	Signs  int // 0 where nobody says how many
	Validity
}

func addEDocument(c *Catalog, m map[string]string, v Validity) error {
	row := EDocumentRow{Kind: m["tipo"], Prefix: m["prefijo"], Validity: v}
	if m["signos"] != "" {
		n, err := atoi(m["signos"])
		if err != nil {
			return fmt.Errorf("signos: %w", err)
		}
		row.Signs = n
	}
	c.edocuments[row.Kind] = append(c.edocuments[row.Kind], row)
	return nil
}

// EDocument reports that a number has the shape of a kind of electronic
// document on a day: its prefix and signs, capitals and digits alone. known is
// false where the table has no row of that day.
func (c *Catalog) EDocument(kind, number string, on document.Date) (fits, known bool) {
	for _, r := range c.edocuments[kind] {
		if on.Known() && r.Holds(on) || !on.Known() && r.To == 0 {
			return strings.HasPrefix(number, r.Prefix) && (r.Signs == 0 || len(number) == r.Signs) && signs(number), true
		}
	}
	return false, false
}

// signs reports capitals and digits alone.
func signs(number string) bool {
	for i := range len(number) {
		if b := number[i]; (b < '0' || b > '9') && (b < 'A' || b > 'Z') {
			return false
		}
	}
	return number != ""
}
