package report

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// materiales are the materials each exit of the period used, by lot, in UMT:
// what is inside the product, merma, and what became desperdicio of its lot.
func (b *builder) materiales() Table {
	of := func(roles ...ledger.Role) func(*uso) string {
		return func(u *uso) string {
			if !slices.Contains(roles, u.Rol) || u.Status == unresolvedStatus { // without a lot there is no UMT
				return ""
			}
			return u.CantidadUMT.String()
		}
	}
	var others []uso
	for i := range b.cambios {
		if c := &b.cambios[i]; c.A == ledger.ToDesperdicio {
			d := &ledger.Descargo{
				Exit: c.Exit, Lot: c.Lot, Cantidad: c.Cantidad, CantidadUMT: inUMT(c.lot, c.Cantidad), MovedAt: c.MovedAt,
				Rol: ledger.RoleDesperdicio, Status: c.Status, Basis: c.Basis,
			}
			others = append(others, uso{Descargo: d, material: c.material, unidad: c.unidad, exit: c.exit, lot: c.lot, after: -1})
		}
	}
	if b.split {
		others = append(others, b.unmet()...)
	}
	arrange(others, func(x, y *uso) int { return cmp.Compare(x.MovedAt, y.MovedAt) })
	order := b.among(others)
	fields := []field[uso]{
		{"pedimento_salida", "Pedimento de salida", "Exit pedimento", Text, func(u *uso) string { return u.exit.Pedimento }},
		{"clave_salida", "Clave", "Key", Text, func(u *uso) string { return u.exit.Clave }},
		{"partida_salida", "Partida de salida", "Exit partida", Integer, func(u *uso) string { return partida(u.exit.Partida) }},
		{"fecha_descargo", "Fecha de descargo", "Descargo date", Date, func(u *uso) string { return u.day(u.MovedAt) }},
		{"producto", "Producto", "Product", Text, func(u *uso) string { return cmp.Or(u.exit.Producto, u.exit.Parte) }},
		{"version_bom", "Versión del BOM", "BOM version", Text, func(u *uso) string { return u.exit.Version }},
		{"orden", "Orden de producción", "Production order", Text, func(u *uso) string { return u.exit.Orden }},
		{"producto_descripcion", "Descripción del producto", "Product description", Text, func(u *uso) string { return u.exit.Descripcion }},
		{"producto_fraccion", "Fracción del producto", "Product fracción", Text, func(u *uso) string { return u.exit.Fraccion }},
		{"pedimento_entrada", "Pedimento de entrada", "Entry pedimento", Text, func(u *uso) string { return u.lot.Pedimento }},
		{"partida_entrada", "Partida de entrada", "Entry partida", Integer, func(u *uso) string { return partida(u.lot.Partida) }},
		{"parte", "Material", "Material", Text, func(u *uso) string { return u.lot.Parte }},
		{"descripcion", "Descripción del material", "Material description", Text, func(u *uso) string { return u.lot.Descripcion }},
		{"fraccion", "Fracción del material", "Material fracción", Text, func(u *uso) string { return u.lot.Fraccion }},
		{"umt", "UMT", "UMT", Text, func(u *uso) string { return u.lot.UMT }},
		{"cantidad_incorporada", "Cantidad incorporada", "Quantity incorporated", Quantity, of(ledger.RoleIncorporado, ledger.RoleSalida)},
		{"merma", "Merma", "Merma", Quantity, of(ledger.RoleMerma)},
		{"desperdicio", "Desperdicio", "Desperdicio", Quantity, of(ledger.RoleDesperdicio)},
		{"destruido", "Por acta", "By act", Quantity, of(ledger.RoleActa)},
		{"residuo", "Residuo del redondeo", "Residue of rounding", Text, func(u *uso) string { return u.exit.Residuo }},
		{"saldo_posterior", "Saldo posterior del lote", "Lot saldo after it", Quantity, func(u *uso) string {
			if u.after < 0 {
				return "" // desperdicio stays in the saldo
			}
			return u.after.String()
		}},
		{"estado", "Estado", "Status", Text, func(u *uso) string { return estado(u.Status) }},
		{"lote", "Lote", "Lot", Text, func(u *uso) string { return u.Lot }},
		{"material", "Libro del material", "Book of the material", Text, func(u *uso) string { return u.material }},
	}
	if b.split {
		fields = before(fields, "lote", splitFields())
	}
	return tabulated("materiales_utilizados", document.Text{ES: "Materiales utilizados", EN: "Materials used"}, b.head, fields, len(order), func(r int, u *uso) *uso {
		if at := int(order[r]); at >= len(b.uses) {
			return &others[at-len(b.uses)]
		}
		b.uso(int(order[r]), u)
		return u
	})
}

// among are the places of the descargos and of others that stand behind them, by
// their days; of one day descargos come first. Both are in the order of theirs.
func (b *builder) among(others []uso) []uint32 {
	order := make([]uint32, 0, len(b.uses)+len(others))
	k := 0
	for i := range b.uses {
		for ; k < len(others) && others[k].MovedAt < b.day(i); k++ {
			order = append(order, uint32(len(b.uses)+k)) //nolint:gosec // rows of a report
		}
		order = append(order, uint32(i))
	}
	for ; k < len(others); k++ {
		order = append(order, uint32(len(b.uses)+k)) //nolint:gosec // same
	}
	return order
}

// day is that of the i-th descargo of the period.
func (b *builder) day(i int) document.Date {
	var d ledger.Descargo
	b.books[b.exits[b.uses[i].exit].book].Descargo(int(b.uses[i].descargo), &d)
	return d.MovedAt
}

// descargos are the postings of the period, as the books hold them.
func (b *builder) descargos() Table {
	fields := []field[uso]{
		{"fecha", "Fecha", "Date", Date, func(u *uso) string { return u.day(u.MovedAt) }},
		{"salida", "Salida", "Exit", Text, func(u *uso) string { return u.Exit }},
		{"pedimento_salida", "Pedimento de salida", "Exit pedimento", Text, func(u *uso) string { return u.exit.Pedimento }},
		{"clave_salida", "Clave", "Key", Text, func(u *uso) string { return u.exit.Clave }},
		{"tipo_salida", "Tipo de salida", "Kind of exit", Text, func(u *uso) string { return b.effect(u.exit.Rol, u.exit.Tipo) }},
		{"lote", "Lote", "Lot", Text, func(u *uso) string { return u.Lot }},
		{"pedimento_entrada", "Pedimento de entrada", "Entry pedimento", Text, func(u *uso) string { return u.lot.Pedimento }},
		{"partida_entrada", "Partida de entrada", "Entry partida", Integer, func(u *uso) string { return partida(u.lot.Partida) }},
		{"fraccion", "Fracción", "Fracción", Text, func(u *uso) string { return u.lot.Fraccion }},
		{"parte", "Número de parte", "Part number", Text, func(u *uso) string { return u.lot.Parte }},
		{"umt", "UMT", "UMT", Text, func(u *uso) string { return u.lot.UMT }},
		{"cantidad_umt", "Cantidad UMT", "Quantity UMT", Quantity, func(u *uso) string { return u.CantidadUMT.String() }},
		{"unidad", "Unidad del material", "Unit of the material", Text, func(u *uso) string { return u.unidad }},
		{"cantidad", "Cantidad en su unidad", "Quantity in its unit", Quantity, func(u *uso) string { return u.Cantidad.String() }},
		{"rol", "Papel", "Role", Text, func(u *uso) string { return string(u.Rol) }},
		{"vencido", "Lote vencido", "Expired lot", Text, func(u *uso) string { return yes(u.Vencido) }},
		{"vencimiento", "Vencimiento", "Due", Date, func(u *uso) string { return u.day(u.lot.Due) }},
		{"estado", "Estado", "Status", Text, func(u *uso) string { return estado(u.Status) }},
		{"base", "Base", "Basis", Text, func(u *uso) string { return base(u.Basis) }},
		{"material", "Libro del material", "Book of the material", Text, func(u *uso) string { return u.material }},
	}
	fields = before(fields, "material", pairFields(b.pairs, "_salida", " de la salida", " of the exit", func(u *uso) transfer { return exitTransfer(u.exit) }))
	fields = before(fields, "material", pairFields(b.pairs, "_entrada", " de la entrada", " of the entry", func(u *uso) transfer { return lotTransfer(u.lot) }))
	return tabulated("descargos", document.Text{ES: "Descargos", EN: "Descargos"}, b.head, fields, len(b.uses), func(r int, u *uso) *uso { b.uso(r, u); return u })
}

// falta is one quantity of an exit without descargo.
type falta struct {
	*salida
	loose
}

// faltantes are what found no lot in the period, and what is held because
// PEPS reached an expired one.
func (b *builder) faltantes() Table {
	type at struct{ exit, loose uint32 }
	var rows []at
	for i := range b.exits {
		for k := range b.stragglers(&b.exits[i]).loose {
			rows = append(rows, at{uint32(i), uint32(k)})
		}
	}
	return tabulated("faltantes", document.Text{ES: "Faltantes y retenidos", EN: "Shortages and held quantities"}, b.head, []field[falta]{
		{"pedimento", "Pedimento de salida", "Exit pedimento", Text, func(f *falta) string { return f.Pedimento }},
		{"clave", "Clave", "Key", Text, func(f *falta) string { return f.Clave }},
		{"partida", "Partida", "Partida", Integer, func(f *falta) string { return partida(f.Partida) }},
		{"fecha_salida", "Fecha de salida", "Exit date", Date, func(f *falta) string { return f.MovedAt.String() }},
		{"parte", "Producto o parte", "Product or part", Text, func(f *falta) string { return f.Parte }},
		{"descripcion", "Descripción", "Description", Text, func(f *falta) string { return f.Descripcion }},
		{"fraccion", "Fracción", "Fracción", Text, func(f *falta) string { return f.Fraccion }},
		{"unidad", "Unidad del material", "Unit of the material", Text, func(f *falta) string { return f.unidad }},
		{"cantidad_salida", "Cantidad de la salida", "Quantity of the exit", Quantity, func(f *falta) string { return f.Cantidad.String() }},
		{"sin_resolver", "Sin resolver", "Unresolved", Quantity, func(f *falta) string { return f.cantidad.String() }},
		{"causa", "Causa", "Cause", Text, func(f *falta) string { return f.cause }},
		{"explicacion", "Explicación", "Explanation in Spanish", Text, func(f *falta) string { return explain(f.cause).ES }},
		{"explanation", "Explicación en inglés", "Explanation", Text, func(f *falta) string { return explain(f.cause).EN }},
		{"lote_vencido", "Lote vencido", "Expired lot", Text, func(f *falta) string { return f.lot }},
		{"pedimento_nombrado", "Pedimento que identifica", "Pedimento it identifies", Text, func(f *falta) string { return f.named }},
		{"tomado_por", "Tomado por", "Taken by", Text, func(f *falta) string { return strings.Join(f.takenBy, " ") }},
		{"salida", "Salida", "Exit", Text, func(f *falta) string { return f.ID }},
		{"material", "Libro del material", "Book of the material", Text, func(f *falta) string { return f.material }},
	}, len(rows), func(r int, f *falta) *falta {
		if f.salida == nil {
			f.salida = &salida{}
		}
		b.salida(int(rows[r].exit), f.salida)
		f.loose = f.salida.loose[rows[r].loose]
		return f
	})
}

// explain says what a cause means and what to do next.
func explain(cause string) document.Text { return ledger.Remedy(ledger.Cause(cause)) }

// unresolved is what an exit has without descargo.
func (b *builder) unresolved(x *salida) quantity.Micros { return b.add(x.held, x.short) }
