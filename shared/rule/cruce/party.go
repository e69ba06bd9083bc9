package cruce

import (
	"strconv"

	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/lineas"
	"example.com/immex/shared/rule/papers"
)

// Party compares the declared supplier or buyer with that of another paper;
// false when neither its name nor its tax id is on both.
func Party(c *rule.Case, i int, f *pedimento.Factura, id, name, other string) bool {
	judged := false
	if x, y := papers.Fold(f.IDFiscal), papers.Fold(id); x != "" && y != "" {
		judged = true
		if x != y {
			c.Fail(At(i, "id_fiscal", other), "El pedimento declara la identificación fiscal %s y %s dice %s.", "The pedimento declares tax id %s and %s says %s.", f.IDFiscal, other, id)
		}
	}
	least := c.Catalog.PatternInt("nombre_similar", c.On)
	if f.Proveedor == "" || name == "" || least < 0 {
		return judged
	}
	if l := lineas.Similar(f.Proveedor, name); l.Permille < least {
		why := l.Text()
		c.Fail(At(i, "proveedor", other),
			"El pedimento declara a %[1]q y %[2]s dice %[3]q (%[4]s).", "The pedimento declares %[1]q and %[2]s says %[3]q (%[5]s).",
			f.Proveedor, other, name, why.ES, why.EN)
	}
	return true
}

// At is the place of a field of a declared invoice, beside the other paper.
func At(i int, field, other string) rule.Where {
	return rule.Where{Field: "facturas." + strconv.Itoa(i) + "." + field, Other: other}
}
