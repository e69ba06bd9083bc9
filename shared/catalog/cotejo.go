package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Clase says what a check looks at.
type Clase string

// The classes, in the order an officer reads them.
const (
	Control Clase = "control" // figures and facts that must agree
	Forma   Clase = "forma"   // what the format demands
	Lectura Clase = "lectura" // whether it could be read for sure
	Alcance Clase = "alcance" // what is kept and never used
)

// Clases lists the classes.
func Clases() []Clase { return []Clase{Control, Forma, Lectura, Alcance} }

// Title names a class.
func (c Clase) Title() document.Text {
	switch c {
	case Control:
		return document.Text{ES: "cifras y hechos que deben coincidir", EN: "figures and facts that must agree"}
	case Forma:
		return document.Text{ES: "lo que exige el formato", EN: "what the format demands"}
	case Lectura:
		return document.Text{ES: "lectura sin duda", EN: "reading beyond doubt"}
	case Alcance:
		return document.Text{ES: "lo que se conserva y no se usa", EN: "what is kept and not used"}
	}
	return document.Text{ES: string(c), EN: string(c)}
}

// Cotejo is one check a document is held to, with the sources it gates and the
// tolerance it allows. A check that more than 0.1 % of authority-accepted
// pedimentos fail is a warning in that source: one code may have a row of its
// own for each source.
type Cotejo struct {
	Code     string // the code of its finding
	Sources  []string
	Clase    Clase
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
	x := Cotejo{
		Code: m["codigo"], Sources: strings.Split(m["fuentes"], "|"), Clase: Clase(m["clase"]), Severity: document.Severity(m["severidad"]),
		Absolute: abs, PerRow: row, PPM: int64(ppm),
		Title: document.Text{ES: m["titulo"], EN: m["title"]}, Validity: v,
	}
	if err := x.sound(); err != nil {
		return fmt.Errorf("%s: %w", x.Code, err)
	}
	c.cotejoRows[x.Code] = append(c.cotejoRows[x.Code], len(c.cotejos))
	c.cotejos = append(c.cotejos, x)
	return nil
}

// sound refuses a row that says more than is known.
func (x *Cotejo) sound() error {
	switch {
	case !slices.Contains(Clases(), x.Clase):
		return fmt.Errorf("clase %q is none of %v", x.Clase, Clases())
	case x.Clase == Alcance && x.Severity != document.Notice:
		return fmt.Errorf("what is only kept is a notice, not %q", x.Severity)
	case x.Clase != Alcance && x.Severity != document.Error && x.Severity != document.Warning:
		return fmt.Errorf("severidad %q is neither error nor warning", x.Severity)
	case x.Severity == document.Error && x.Confidence != "C" && x.Confidence != "C-old":
		return errors.New("an unconfirmed check may warn, never fail")
	}
	return nil
}

// Controls reports whether a code is of a check of figures or facts that must
// agree, in any source.
func (c *Catalog) Controls(code string) bool {
	return slices.ContainsFunc(c.cotejos, func(x Cotejo) bool { return x.Code == code && x.Clase == Control })
}

// Cotejos lists the checks in the order of the table.
func (c *Catalog) Cotejos() []Cotejo { return c.cotejos }

// Cotejo is the check of a code as it stood for a source on a date; an unknown
// date takes the one in force now. One that nobody listed for that source
// refuses and forgives nothing.
func (c *Catalog) Cotejo(code, source string, on document.Date) Cotejo {
	x, ok := c.cotejo(code, on, func(x *Cotejo) bool { return slices.Contains(x.Sources, source) })
	if !ok {
		return Cotejo{
			Code: code, Sources: []string{source}, Clase: Control, Severity: document.Error,
			Absolute: money.Int(0), PerRow: money.Int(0),
		}
	}
	return x
}

// Severity is how grave a failed check is in a source on a date.
func (c *Catalog) Severity(code, source string, on document.Date) document.Severity {
	return c.Cotejo(code, source, on).Severity
}

func (c *Catalog) cotejo(code string, on document.Date, of func(*Cotejo) bool) (last Cotejo, found bool) {
	for _, i := range c.cotejoRows[code] {
		x := &c.cotejos[i]
		if of(x) && (!found || on.Known() && x.Holds(on) || !on.Known() && x.To == 0) {
			last, found = *x, true
		}
	}
	return last, found
}

// Tolerance is how far two figures of a check may differ where all sources of
// its code allow the same. An unlisted code allows nothing.
func (c *Catalog) Tolerance(code string, on document.Date, figure money.Amount, rows int) money.Amount {
	x, ok := c.cotejo(code, on, func(*Cotejo) bool { return true })
	if !ok {
		return money.Int(0)
	}
	return x.Tolerance(figure, rows)
}

// Tolerance is how far two figures may differ: the absolute part, or what the
// rows allow, or the share of the larger figure, whichever is most.
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
