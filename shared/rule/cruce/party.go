package cruce

import (
	"strconv"

	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/lineas"
	"example.com/immex/shared/rule/papers"
)

// Named is a party as one paper states it; Where names that paper.
type Named struct{ ID, Name, Where string }

// Party compares the declared supplier or buyer with that of another paper;
// false when neither its name nor its tax id is on both.
func Party(c *rule.Case, i int, f *pedimento.Factura, id, name, other string) bool {
	return Parties(c, i, Named{f.IDFiscal, f.Proveedor, "pedimento"}, Named{id, name, other})
}

// Parties compares one party on two papers of the declared invoice i; false when
// neither its name nor its tax id is on both.
func Parties(c *rule.Case, i int, a, b Named) bool {
	judged := false
	if x, y := papers.Fold(a.ID), papers.Fold(b.ID); x != "" && y != "" {
		judged = true
		if x != y {
			c.Fail(At(i, "id_fiscal", b.Where), "La identificación fiscal es %s (%s) y %s (%s).", "The tax id is %s (%s) and %s (%s).", a.ID, a.Where, b.ID, b.Where)
		}
	}
	least := c.Catalog.PatternInt("nombre_similar", c.On)
	if a.Name == "" || b.Name == "" || least < 0 {
		return judged
	}
	if l := lineas.Similar(a.Name, b.Name); l.Permille < least {
		why := l.Text()
		c.Fail(At(i, "proveedor", b.Where),
			"El nombre es %[1]q (%[2]s) y %[3]q (%[4]s): %[5]s.", "The name is %[1]q (%[2]s) and %[3]q (%[4]s): %[6]s.",
			a.Name, a.Where, b.Name, b.Where, why.ES, why.EN)
	}
	return true
}

// At is the place of a field of a declared invoice, beside the other paper.
func At(i int, field, other string) rule.Where {
	return rule.Where{Field: "facturas." + strconv.Itoa(i) + "." + field, Other: other}
}
