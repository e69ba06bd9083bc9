package cruce

import "example.com/immex/shared/rule"

// Units finds the units of the lines of a paper, which mostly have one or two. It is
// of one goroutine.
type Units struct {
	c          *rule.Case
	named, oma [2]struct{ text, key string } // found last
}

// UnitsOf finds units by the tables of a case.
func UnitsOf(c *rule.Case) Units { return Units{c: c} }

// Named is the key of Apéndice 7 of a unit by key or name; "" when nobody knows it.
func (u *Units) Named(text string) string {
	for i := range u.named {
		if u.named[i].text == text {
			return u.named[i].key
		}
	}
	row, _ := u.c.Catalog.UnitNamed(text)
	u.named[1] = u.named[0]
	u.named[0].text, u.named[0].key = text, row.Clave
	return row.Clave
}

// OMA is the key of a unit as an acuse de valor or an electronic invoice writes it.
func (u *Units) OMA(text string) string {
	for i := range u.oma {
		if u.oma[i].text == text {
			return u.oma[i].key
		}
	}
	row, _ := u.c.Catalog.UnitOfOMA(text)
	u.oma[1] = u.oma[0]
	u.oma[0].text, u.oma[0].key = text, row.Clave
	return row.Clave
}
