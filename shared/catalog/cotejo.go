package catalog

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Cotejo is one check a document is held to by its own figures, with the
// sources it gates and the tolerance it allows. A check that more than 0.1 %
// of authority-accepted pedimentos fail is a warning in that source.
type Cotejo struct {
	Code     string // the code of its finding
	Sources  []string
	Severity document.Severity
	Absolute money.Amount // in the unit of the figures
	PerRow   money.Amount // times the rows that were added up
	PPM      int64        // millionths of the larger figure
	Title    document.Text
	Validity
}

func addCotejo(c *Catalog, m map[string]string, v Validity) error {
	abs, err := money.Parse(m["absoluta"])
	if err != nil {
		return fmt.Errorf("absoluta: %w", err)
	}
	row, err := money.Parse(m["por_renglon"])
	if err != nil {
		return fmt.Errorf("por_renglon: %w", err)
	}
	ppm, err := atoi(m["ppm"])
	if err != nil {
		return fmt.Errorf("ppm: %w", err)
	}
	sev := document.Severity(m["severidad"])
	if sev != document.Error && sev != document.Warning {
		return fmt.Errorf("severidad %q is neither error nor warning", sev)
	}
	if sev == document.Error && v.Confidence != "C" && v.Confidence != "C-old" {
		return fmt.Errorf("%s: an unconfirmed check may warn, never fail", m["codigo"])
	}
	c.cotejoRows[m["codigo"]] = append(c.cotejoRows[m["codigo"]], len(c.cotejos))
	c.cotejos = append(c.cotejos, Cotejo{
		Code: m["codigo"], Sources: strings.Split(m["fuentes"], "|"), Severity: sev,
		Absolute: abs, PerRow: row, PPM: int64(ppm),
		Title: document.Text{ES: m["titulo"], EN: m["title"]}, Validity: v,
	})
	return nil
}

// Cotejos lists the checks in the order of the table.
func (c *Catalog) Cotejos() []Cotejo { return c.cotejos }

// Cotejo is the check of a code as it stood on a date; an unknown date takes
// the one in force now.
func (c *Catalog) Cotejo(code string, on document.Date) (Cotejo, bool) {
	var last Cotejo
	found := false
	for _, i := range c.cotejoRows[code] {
		if x := c.cotejos[i]; !found || on.Known() && x.Holds(on) || !on.Known() && x.To == 0 {
			last, found = x, true
		}
	}
	return last, found
}

// Tolerance is how far two figures of a check may differ; an unlisted code
// allows nothing.
func (c *Catalog) Tolerance(code string, on document.Date, figure money.Amount, rows int) money.Amount {
	x, ok := c.Cotejo(code, on)
	if !ok {
		return money.Int(0)
	}
	return x.Tolerance(figure, rows)
}

// Tolerance is the absolute part, or what the rows allow, or the share of the
// figure, whichever is most.
func (x *Cotejo) Tolerance(figure money.Amount, rows int) money.Amount {
	best := x.Absolute
	if t, err := x.PerRow.Mul(money.Int(int64(rows))); err == nil && t.Cmp(best) > 0 {
		best = t
	}
	if x.PPM != 0 && figure.Known() {
		if t, err := figure.Abs().Mul(money.FromMicros(x.PPM)); err == nil && t.Cmp(best) > 0 {
			best = t
		}
	}
	return best
}
