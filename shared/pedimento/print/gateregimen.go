package print

import "example.com/immex/shared/catalog"

// regimen holds the printed régimen to the one that the clave and the
// operation determine, and the operation to the only one its régimen has: no
// total covers these keys, and one letter makes an import of an export.
func (g *gate) regimen() {
	p, c := g.r.p, catalog.Default()
	at := p.Marks["regimen"].At
	if want, ok := c.Regimen(p.Clave, p.Operacion); ok {
		if p.Regimen != "" && p.Regimen != want {
			g.r.differ("print_regimen_clave", "el régimen impreso y el que corresponde a la clave "+p.Clave+" no coinciden",
				"the printed régimen and that of clave "+p.Clave+" disagree", p.Regimen, want, at)
		}
		return
	}
	if only, ok := c.OnlyOperation(p.Regimen); ok && p.Operacion != "" && p.Operacion != only {
		g.r.differ("print_regimen_clave", "la operación impresa y la del régimen "+p.Regimen+" no coinciden",
			"the printed operation and that of régimen "+p.Regimen+" disagree", p.Operacion, only, at)
	}
}
