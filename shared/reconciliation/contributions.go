package reconciliation

import (
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// contribution is one contribution of a partida: what each form of payment has of
// it, and all of them.
type contribution struct {
	by    map[string]*money.Sum
	total money.Sum
}

// contributionsOf are those of a partida by their abbreviation (Apéndice 12).
func contributionsOf(l *ledger.Line) map[string]*contribution {
	out := map[string]*contribution{}
	for i := range l.Tributos {
		t := &l.Tributos[i]
		name := catalog.Default().Contribution(t.Clave)
		c := out[name]
		if c == nil {
			c = &contribution{by: map[string]*money.Sum{}}
			out[name] = c
		}
		if c.by[t.Forma] == nil {
			c.by[t.Forma] = &money.Sum{}
		}
		c.by[t.Forma].Add(t.Importe)
		c.total.Add(t.Importe)
	}
	return out
}

// said is a contribution in short: "IVA 21: 1600; IVA 0: 9"; "" when one of its forms
// or amounts is not known, so that nothing is held against it.
func (c *contribution) said(name string) string {
	var out []string
	for _, form := range slices.Sorted(maps.Keys(c.by)) {
		sum, ok := c.by[form].Total()
		if !ok || form == "" {
			return ""
		}
		out = append(out, name+" "+form+": "+sum.String())
	}
	return strings.Join(out, "; ")
}

// contributions holds what a partida pays, and how, against the Data Stage: the
// credit of IVA and IEPS is of these amounts. One that a side does not tell of at
// all is not held against the other: prints tell of some.
func (r *Result) contributions(p *ledger.Fact, l, o *ledger.Line) {
	books, other := contributionsOf(l), contributionsOf(o)
	for _, name := range slices.Sorted(maps.Keys(books)) {
		b, d := books[name], other[name]
		if d == nil {
			continue
		}
		x, _ := b.total.Total()
		y, _ := d.total.Total()
		r.differ(p, l.Sec, []field{{"contribucion", b.said(name), d.said(name)}}, less(x, y))
	}
}
