package datastage

import (
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/pedimento"
)

// rareTables reads the tables of pedimento level that few pedimentos have.
func (d *Delivery) rareTables(i int, p *pedimento.Pedimento, on func(Table, func(*cells))) {
	if !d.has(i, T508, T520, T702, TInci) {
		return
	}
	on(T508, func(c *cells) {
		x := figures(c, 9)
		x.Institucion, x.Numero, x.Folio, x.Fecha, x.Tipo, x.Garantia = c.code(3), c.code(4), c.text(5), c.date(6), c.code(7), c.code(8)
		p.Cuentas = append(p.Cuentas, x)
	})
	on(T520, func(c *cells) {
		x := pedimento.Destinatario{IDFiscal: c.text(3), Nombre: c.text(4)}
		x.Domicilio = pedimento.Address(c.text(5), c.text(7), c.text(6), c.text(8), c.text(9), "", c.code(10))
		p.Destinatarios = append(p.Destinatarios, x)
	})
	on(T702, func(c *cells) {
		p.Diferencias = append(p.Diferencias, pedimento.Contribucion{
			Clave: catalog.Default().Contribution(c.code(3)), FormaPago: c.code(4), Importe: c.amount(5),
		})
	})
	on(TInci, func(c *cells) {
		for k := range p.Partidas {
			if strconv.Itoa(p.Partidas[k].Secuencia) == c.key(10) {
				c.sameFraccion(9, &p.Partidas[k])
			}
		}
		p.Incidencias = append(p.Incidencias, pedimento.Incidencia{
			Remesa: c.code(3), Numero: c.code(4), Desde: c.date(5), HoraDesde: c.code(6), Hasta: c.date(7), HoraHasta: c.code(8),
			Fraccion: c.code(9), Partida: c.code(10), Grado: c.code(13), Seleccion: c.date(14),
		})
	})
}

// has reports that pedimento i has a row in any of the tables.
func (d *Delivery) has(i int, list ...Table) bool {
	for _, t := range list {
		if s := d.peds[i].span[t]; s.to > s.from {
			return true
		}
	}
	return false
}

// figures reads the four figures an account or guarantee ends with.
func figures(c *cells, from int) pedimento.Cuenta {
	return pedimento.Cuenta{
		ValorUnitario: c.amount(from), Total: c.amount(from + 1), Cantidad: c.amount(from + 2), Titulos: c.amount(from + 3),
	}
}

// garantia is a row of 555, which has no kind of account.
func garantia(c *cells) pedimento.Cuenta {
	x := figures(c, 10)
	x.Institucion, x.Numero, x.Folio, x.Fecha, x.Garantia = c.code(5), c.code(6), c.text(7), c.date(8), c.code(9)
	return x
}
