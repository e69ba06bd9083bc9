// Package unit is the unit engine of the books: which units of Anexo 22
// Apéndice 7 measure the same thing, and how many of one are another. Two
// units of one dimension convert by the factor of the catalogue; two of
// different dimensions only by a factor of the part, with its evidence, and
// else not at all: a kilo is never taken for a piece.
//
// Example: Default().Convert(2_000_000, "14", "1", date, nil) is 2,000 kilos.
//
// A unit without an SI factor (par, juego, caja, barril) is a dimension of its
// own: how much a box holds is the plant's to say.
//
// Arithmetic is exact and rounds once, half up, to a millionth. The package
// guesses no unit and no factor, and refuses what does not fit.
package unit

import (
	"fmt"
	"math/big"
	"slices"
	"sync"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Ratio is how many units of one kind one unit of another is: Num over Den,
// both above zero and without a common factor.
type Ratio struct{ Num, Den int64 }

// unitRow is one dated row of the catalogue, its factor as a fraction.
type unitRow struct {
	catalog.Validity
	name      string
	dimension string // "" for a unit of no dimension but its own
	factor    Ratio  // base units to one of this
}

// Table is the units of one catalogue.
type Table struct {
	units map[string][]unitRow // by key
	bases map[string][]base    // by dimension
	cuts  []document.Date      // days on which a row begins to hold or no longer does
}

// base is the unit of factor one of a dimension.
type base struct {
	catalog.Validity
	key string
}

// Default is the table of the embedded catalogue.
var Default = sync.OnceValue(func() *Table { //nolint:gochecknoglobals // immutable, built once from embedded files
	t, err := Of(catalog.Default())
	if err != nil {
		panic("embedded units: " + err.Error())
	}
	return t
})

// noDimension is what the catalogue says of a unit that measures only itself.
const noDimension = "other"

// Of builds the table of a catalogue. A dimension of two base units, or of
// none, is a defect of the catalogue.
func Of(c *catalog.Catalog) (*Table, error) { return build(c.Units()) }

func build(rows []catalog.UnitRow) (*Table, error) {
	t := &Table{units: map[string][]unitRow{}, bases: map[string][]base{}}
	names := map[string]string{} // dimension to the name of its base
	for i := range rows {
		r := &rows[i]
		u := unitRow{Validity: r.Validity, name: r.Descripcion, factor: Ratio{1, 1}}
		if r.Dimension != noDimension {
			u.dimension = r.Dimension
			if known, ok := names[r.Dimension]; r.Base == "" || ok && known != r.Base {
				return nil, fmt.Errorf("unit %s: the base of %s is %q and %q", r.Clave, r.Dimension, known, r.Base)
			}
			names[r.Dimension] = r.Base
			var err error
			if u.factor, err = fraction(r.Factor); err != nil {
				return nil, fmt.Errorf("unit %s: %w", r.Clave, err)
			}
			if u.factor == (Ratio{1, 1}) {
				t.bases[r.Dimension] = append(t.bases[r.Dimension], base{r.Validity, r.Clave})
			}
		}
		t.units[r.Clave] = append(t.units[r.Clave], u)
		t.cuts = append(t.cuts, r.From)
		if r.To.Known() {
			t.cuts = append(t.cuts, r.To.AddDays(1))
		}
	}
	slices.Sort(t.cuts)
	t.cuts = slices.Compact(t.cuts)
	for dimension, name := range names {
		if len(t.bases[dimension]) == 0 {
			return nil, fmt.Errorf("no unit is the base %s of %s", name, dimension)
		}
	}
	return t, nil
}

// fraction is a decimal factor above zero as a reduced fraction.
func fraction(s string) (Ratio, error) {
	a, err := money.Parse(s)
	if err != nil || a.Sign() <= 0 {
		return Ratio{}, fmt.Errorf("factor %q is no number above zero", s)
	}
	r, ok := new(big.Rat).SetString(a.String())
	if !ok || !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return Ratio{}, fmt.Errorf("factor %q: %w", s, money.ErrRange)
	}
	return Ratio{r.Num().Int64(), r.Denom().Int64()}, nil
}

// holds takes the row in force now when the date is unknown.
func holds(v catalog.Validity, on document.Date) bool {
	return on.Known() && v.Holds(on) || !on.Known() && v.To == 0
}

// find is the row of a unit on a date.
func (t *Table) find(key string, on document.Date) (*unitRow, bool) {
	rows := t.units[key]
	for i := range rows {
		if holds(rows[i].Validity, on) {
			return &rows[i], true
		}
	}
	return nil, false
}

// Base is the key of the base unit of a unit's dimension on a date ("11"
// millar is "6" pieza); a unit of no dimension is its own base. An unknown
// date takes the rows in force now; ok is false for a unit nobody listed.
func (t *Table) Base(key string, on document.Date) (baseKey string, ok bool) {
	u, ok := t.find(key, on)
	if !ok {
		return "", false
	}
	if u.dimension == "" {
		return key, true
	}
	for _, b := range t.bases[u.dimension] {
		if holds(b.Validity, on) {
			return b.key, true
		}
	}
	return "", false
}

// Span is the days around a date on which the table says the same.
func (t *Table) Span(on document.Date) (from, to document.Date) {
	to = document.NewDate(9999, 12, 31)
	for _, cut := range t.cuts {
		if cut > on {
			return from, cut.AddDays(-1)
		}
		from = cut
	}
	return from, to
}

// Same reports that two units measure the same thing on a date.
func (t *Table) Same(a, b string, on document.Date) bool {
	x, okX := t.find(a, on)
	y, okY := t.find(b, on)
	return okX && okY && (a == b || x.dimension != "" && x.dimension == y.dimension)
}

// Ratio is how many units of to one of from is, by their dimension alone. Two
// units that measure different things are a *ClashError, a key nobody listed
// an *UnknownError.
func (t *Table) Ratio(from, to string, on document.Date) (Ratio, error) {
	a, ok := t.find(from, on)
	if !ok {
		return Ratio{}, &UnknownError{Key: from, On: on}
	}
	b, ok := t.find(to, on)
	if !ok {
		return Ratio{}, &UnknownError{Key: to, On: on}
	}
	if from == to {
		return Ratio{1, 1}, nil
	}
	if a.dimension == "" || a.dimension != b.dimension {
		return Ratio{}, &ClashError{From: from, To: to, FromName: a.name, ToName: b.name}
	}
	r, ok := a.factor.over(b.factor)
	if !ok {
		return Ratio{}, fmt.Errorf("from %s to %s: %w", from, to, money.ErrRange)
	}
	return r, nil
}

func (r Ratio) rat() *big.Rat { return big.NewRat(r.Num, r.Den) }

// over is r÷s, reduced; ok is false when it does not fit.
func (r Ratio) over(s Ratio) (Ratio, bool) {
	g, h := gcd(r.Num, s.Num), gcd(r.Den, s.Den)
	num, okNum := product(r.Num/g, s.Den/h)
	den, okDen := product(r.Den/h, s.Num/g)
	return Ratio{num, den}, okNum && okDen
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// product of two numbers above zero.
func product(a, b int64) (int64, bool) { return a * b, a <= (1<<63-1)/b }
