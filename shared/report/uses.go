package report

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// materiales are the materials each exit of the period used, by lot. Merma
// and desperdicio stay blank: no source gave them.
func (b *builder) materiales() Table {
	blank := func(*uso) string { return "" }
	return tabulate("materiales_utilizados", document.Text{ES: "Materiales utilizados", EN: "Materials used"}, b.head, []field[uso]{
		{"pedimento_salida", "Pedimento de salida", "Exit pedimento", Text, func(u *uso) string { return u.exit.Pedimento }},
		{"clave_salida", "Clave", "Key", Text, func(u *uso) string { return u.exit.Clave }},
		{"partida_salida", "Partida de salida", "Exit partida", Integer, func(u *uso) string { return partida(u.exit.Partida) }},
		{"fecha_descargo", "Fecha de descargo", "Descargo date", Date, func(u *uso) string { return u.MovedAt.String() }},
		{"producto", "Producto", "Product", Text, func(u *uso) string { return u.exit.Parte }},
		{"producto_descripcion", "Descripción del producto", "Product description", Text, func(u *uso) string { return u.exit.Descripcion }},
		{"producto_fraccion", "Fracción del producto", "Product fracción", Text, func(u *uso) string { return u.exit.Fraccion }},
		{"pedimento_entrada", "Pedimento de entrada", "Entry pedimento", Text, func(u *uso) string { return u.lot.Pedimento }},
		{"partida_entrada", "Partida de entrada", "Entry partida", Integer, func(u *uso) string { return partida(u.lot.Partida) }},
		{"parte", "Material", "Material", Text, func(u *uso) string { return u.lot.Parte }},
		{"descripcion", "Descripción del material", "Material description", Text, func(u *uso) string { return u.lot.Descripcion }},
		{"fraccion", "Fracción del material", "Material fracción", Text, func(u *uso) string { return u.lot.Fraccion }},
		{"umt", "UMT", "UMT", Text, func(u *uso) string { return u.lot.UMT }},
		{"cantidad_incorporada", "Cantidad incorporada", "Quantity incorporated", Quantity, func(u *uso) string { return u.Cantidad.String() }},
		{"merma", "Merma", "Merma", Quantity, blank},
		{"desperdicio", "Desperdicio", "Desperdicio", Quantity, blank},
		{"saldo_posterior", "Saldo posterior del lote", "Lot saldo after it", Quantity, func(u *uso) string { return u.after.String() }},
		{"estado", "Estado", "Status", Text, func(u *uso) string { return estado(u.Status) }},
		{"lote", "Lote", "Lot", Text, func(u *uso) string { return u.Lot }},
		{"material", "Libro del material", "Book of the material", Text, func(u *uso) string { return u.material }},
	}, b.uses)
}

// descargos are the postings of the period, as the books hold them.
func (b *builder) descargos() Table {
	return tabulate("descargos", document.Text{ES: "Descargos", EN: "Descargos"}, b.head, []field[uso]{
		{"fecha", "Fecha", "Date", Date, func(u *uso) string { return u.MovedAt.String() }},
		{"salida", "Salida", "Exit", Text, func(u *uso) string { return u.Exit }},
		{"pedimento_salida", "Pedimento de salida", "Exit pedimento", Text, func(u *uso) string { return u.exit.Pedimento }},
		{"clave_salida", "Clave", "Key", Text, func(u *uso) string { return u.exit.Clave }},
		{"tipo_salida", "Tipo de salida", "Kind of exit", Text, func(u *uso) string { return u.exit.Tipo }},
		{"lote", "Lote", "Lot", Text, func(u *uso) string { return u.Lot }},
		{"pedimento_entrada", "Pedimento de entrada", "Entry pedimento", Text, func(u *uso) string { return u.lot.Pedimento }},
		{"partida_entrada", "Partida de entrada", "Entry partida", Integer, func(u *uso) string { return partida(u.lot.Partida) }},
		{"fraccion", "Fracción", "Fracción", Text, func(u *uso) string { return u.lot.Fraccion }},
		{"parte", "Número de parte", "Part number", Text, func(u *uso) string { return u.lot.Parte }},
		{"umt", "UMT", "UMT", Text, func(u *uso) string { return u.lot.UMT }},
		{"cantidad", "Cantidad", "Quantity", Quantity, func(u *uso) string { return u.Cantidad.String() }},
		{"vencimiento", "Vencimiento", "Due", Date, func(u *uso) string { return u.lot.Due.String() }},
		{"estado", "Estado", "Status", Text, func(u *uso) string { return estado(u.Status) }},
		{"base", "Base", "Basis", Text, func(u *uso) string { return base(u.Basis) }},
		{"material", "Libro del material", "Book of the material", Text, func(u *uso) string { return u.material }},
	}, b.uses)
}

// falta is one quantity of an exit without descargo.
type falta struct {
	*salida
	loose
}

// faltantes are what found no lot in the period, and what is held because
// PEPS reached an expired one.
func (b *builder) faltantes() Table {
	var rows []falta
	for i := range b.exits {
		for _, l := range b.exits[i].loose {
			rows = append(rows, falta{&b.exits[i], l})
		}
	}
	return tabulate("faltantes", document.Text{ES: "Faltantes y retenidos", EN: "Shortages and held quantities"}, b.head, []field[falta]{
		{"pedimento", "Pedimento de salida", "Exit pedimento", Text, func(f *falta) string { return f.Pedimento }},
		{"clave", "Clave", "Key", Text, func(f *falta) string { return f.Clave }},
		{"partida", "Partida", "Partida", Integer, func(f *falta) string { return partida(f.Partida) }},
		{"fecha_salida", "Fecha de salida", "Exit date", Date, func(f *falta) string { return f.MovedAt.String() }},
		{"parte", "Producto o parte", "Product or part", Text, func(f *falta) string { return f.Parte }},
		{"descripcion", "Descripción", "Description", Text, func(f *falta) string { return f.Descripcion }},
		{"fraccion", "Fracción", "Fracción", Text, func(f *falta) string { return f.Fraccion }},
		{"umt", "UMT", "UMT", Text, func(f *falta) string { return f.UMT }},
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
	}, rows)
}

// explain says what a cause means and what to do next.
func explain(cause string) document.Text {
	switch cause {
	case "no_bom":
		return document.Text{
			ES: "No hay lista de materiales ni número de parte que la relacione con una entrada; cárguelos o declare sin_bom: directo.",
			EN: "No bill of materials and no part number ties it to an entry; load them, or declare sin_bom: directo.",
		}
	case "late_import":
		return document.Text{
			ES: "Las entradas de esta mercancía son posteriores a la salida; revise las fechas o agregue la entrada que falta.",
			EN: "The entries of these goods are later than the exit; check the dates or add the missing entry.",
		}
	case "before_window":
		return document.Text{
			ES: "La entrada es anterior a los documentos cargados; agregue el Data Stage de sus meses o un saldo inicial.",
			EN: "The entry is older than the documents loaded; add the Data Stage of its months or an opening balance.",
		}
	case "unit":
		return document.Text{
			ES: "La unidad de la salida no es la de los lotes; confirme el factor.",
			EN: "The unit of the exit is not that of the lots; confirm the factor.",
		}
	case "over_discharge":
		return document.Text{
			ES: "Sale más de lo que queda en los lotes; busque un descargo duplicado o una entrada que falta.",
			EN: "More leaves than the lots have left; look for a doubled descargo or a missing entry.",
		}
	case "expired_in_sequence":
		return document.Text{
			ES: "PEPS llega a un lote vencido; decida: retorno extemporáneo, o regularización con A3.",
			EN: "PEPS reaches an expired lot; decide: late return, or regularisation by A3.",
		}
	}
	return document.Text{}
}

// unresolved is what an exit has without descargo.
func (b *builder) unresolved(x *salida) quantity.Micros { return b.add(x.held, x.short) }
