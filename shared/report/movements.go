package report

import (
	"strings"

	"example.com/immex/shared/document"
)

// entradas are the lots that became available in the period.
func (b *builder) entradas() Table {
	var rows []lote
	for _, l := range b.lots {
		if b.inPeriod(l.AvailableFrom) {
			rows = append(rows, l)
		}
	}
	fields := []field[lote]{
		{"pedimento", "Pedimento", "Pedimento", Text, func(l *lote) string { return l.Pedimento }},
		{"clave", "Clave", "Key", Text, func(l *lote) string { return l.Clave }},
		{"tipo", "Tipo de entrada", "Kind of entry", Text, func(l *lote) string { return l.Tipo }},
		{"fecha_pago", "Fecha de pago", "Payment date", Date, func(l *lote) string { return l.Pago.String() }},
		{"disponible_desde", "Disponible desde", "Available from", Date, func(l *lote) string { return l.AvailableFrom.String() }},
		{"disponible_base", "Base de disponibilidad", "Basis of availability", Text, func(l *lote) string { return l.AvailableBasis }},
		{"inicio_plazo", "Inicio del plazo", "Start of stay", Date, func(l *lote) string { return l.StayStart.String() }},
		{"inicio_base", "Base del inicio", "Basis of start", Text, func(l *lote) string { return l.StayBasis }},
		{"vencimiento", "Vencimiento", "Due", Date, func(l *lote) string { return l.Due.String() }},
		{"vencimiento_fuente", "Fuente del plazo", "Source of the stay", Text, func(l *lote) string { return l.DueSource }},
		{"partida", "Partida", "Partida", Integer, func(l *lote) string { return partida(l.Partida) }},
		{"parte", "Número de parte", "Part number", Text, func(l *lote) string { return l.Parte }},
		{"descripcion", "Descripción", "Description", Text, func(l *lote) string { return l.Descripcion }},
		{"serie", "Serie", "Serial number", Text, func(l *lote) string { return l.Serie }},
		{"fraccion", "Fracción", "Fracción", Text, func(l *lote) string { return l.Fraccion }},
		{"nico", "NICO", "NICO", Text, func(l *lote) string { return l.NICO }},
		{"pais_origen", "País de origen", "Country of origin", Text, func(l *lote) string { return l.Origen }},
		{"umc", "UMC", "UMC", Text, func(l *lote) string { return l.UMC }},
		{"cantidad_umc", "Cantidad UMC", "Quantity UMC", Quantity, func(l *lote) string { return blankZero(l.CantidadUMC) }},
		{"umt", "UMT", "UMT", Text, func(l *lote) string { return l.UMT }},
		{"cantidad_umt", "Cantidad UMT", "Quantity UMT", Quantity, b.enteredUMT},
		{"valor_aduana", "Valor en aduana (MXN)", "Customs value (MXN)", Money, func(l *lote) string { return l.Aduana.String() }},
		{"valor_dolares", "Valor en dólares", "Value in dollars", Money, func(l *lote) string { return l.Dolares.String() }},
		{"unidad", "Unidad del material", "Unit of the material", Text, func(l *lote) string { return l.unidad }},
		{"cantidad", "Cantidad en su unidad", "Quantity in its unit", Quantity, func(l *lote) string { return l.Cantidad.String() }},
		{"procedencia", "Procedencia del saldo inicial", "Provenance of the opening", Text, func(l *lote) string { return l.Procedencia }},
		{"pareja", "Pareja V1", "V1 pair", Text, func(l *lote) string { return l.Pareja }},
		{"provisional", "Provisional", "Provisional", Text, func(l *lote) string { return yes(l.Provisional) }},
		{"lote", "Lote", "Lot", Text, func(l *lote) string { return l.ID }},
		{"material", "Libro del material", "Book of the material", Text, func(l *lote) string { return l.material }},
	}
	if b.pairs != nil {
		fields = before(without(fields, "pareja"), "provisional", pairFields(b.pairs, "", "", "", func(l *lote) transfer { return lotTransfer(l.Lot) }))
	}
	return tabulate("entradas", document.Text{
		ES: "Entrada de mercancías de importación temporal", EN: "Entries of temporarily imported goods",
	}, b.head, fields, rows)
}

// enteredUMT is what came in by the tariff unit, blank where that is not known.
func (b *builder) enteredUMT(l *lote) string {
	if l.UMT == "" && !b.old {
		return blankZero(l.CantidadUMT)
	}
	return l.CantidadUMT.String()
}

// salidas are the exits that moved in the period, each with how much of it is
// discharged as proved, as assumed, and not at all. What a product was sold for and
// how much of it stands in one of the rows of its parts, so that these columns add up.
func (b *builder) salidas() Table {
	fields := []field[salida]{
		{"pedimento", "Pedimento", "Pedimento", Text, func(x *salida) string { return x.Pedimento }},
		{"clave", "Clave", "Key", Text, func(x *salida) string { return x.Clave }},
		{"tipo", "Tipo de salida", "Kind of exit", Text, func(x *salida) string { return b.effect(x.Rol, x.Tipo) }},
		{"fecha_salida", "Fecha de salida", "Exit date", Date, func(x *salida) string { return x.days.say(x.MovedAt) }},
		{"fecha_base", "Base de la fecha", "Basis of the date", Text, func(x *salida) string { return x.MovedBasis }},
		{"fecha_pago", "Fecha de pago", "Payment date", Date, func(x *salida) string { return x.days.say(x.PaidAt) }},
		{"partida", "Partida", "Partida", Integer, func(x *salida) string { return partida(x.Partida) }},
		{"parte", "Producto o parte", "Product or part", Text, func(x *salida) string { return x.Parte }},
		{"descripcion", "Descripción", "Description", Text, func(x *salida) string { return x.Descripcion }},
		{"fraccion", "Fracción", "Fracción", Text, func(x *salida) string { return x.Fraccion }},
		{"umc", "UMC", "UMC", Text, func(x *salida) string { return x.UMC }},
		{"cantidad_umc", "Cantidad UMC", "Quantity UMC", Quantity, once(func(x *salida) string { return blankZero(x.CantidadUMC) })},
		{"umt", "UMT", "UMT", Text, func(x *salida) string { return x.UMT }},
		{"cantidad_umt", "Cantidad UMT", "Quantity UMT", Quantity, once(func(x *salida) string { return blankZero(x.CantidadUMT) })},
		{"valor_comercial", "Valor comercial (MXN), una vez por producto", "Commercial value (MXN), once for a product", Money, once(func(x *salida) string { return x.Comercial.String() })},
		{"valor_dolares", "Valor en dólares, una vez por producto", "Value in dollars, once for a product", Money, once(func(x *salida) string { return x.Dolares.String() })},
		{"destino", "Destino", "Destination", Text, func(x *salida) string { return x.Destino }},
		{"pedimento_nombrado", "Pedimento que identifica", "Pedimento it identifies", Text, func(x *salida) string { return x.Named }},
		{"rol", "Papel", "Role", Text, func(x *salida) string { return string(x.Rol) }},
		{"producto", "Producto", "Product", Text, func(x *salida) string { return x.Producto }},
		{"version_bom", "Versión del BOM", "BOM version", Text, func(x *salida) string { return x.Version }},
		{"orden", "Orden de producción", "Production order", Text, func(x *salida) string { return x.Orden }},
		{"unidad", "Unidad del material", "Unit of the material", Text, func(x *salida) string { return x.unidad }},
		{"cantidad", "Cantidad en su unidad", "Quantity in its unit", Quantity, func(x *salida) string { return x.went(b).String() }},
		{"descargado_probado", "Descargado probado", "Discharged, proved", Quantity, func(x *salida) string { return x.proved.String() }},
		{"descargado_supuesto", "Descargado supuesto", "Discharged, assumed", Quantity, func(x *salida) string { return x.assumed.String() }},
		{"descargado_sin_documento", "Descargado sin documento", "Discharged, undocumented", Quantity, func(x *salida) string { return x.undocumented.String() }},
		{"sin_resolver", "Sin resolver", "Unresolved", Quantity, func(x *salida) string { return b.unresolved(x).String() }},
		{"causa", "Causa", "Cause", Text, func(x *salida) string { return strings.Join(x.causes, " ") }},
		{"salida", "Salida", "Exit", Text, func(x *salida) string { return x.ID }},
		{"material", "Libro del material", "Book of the material", Text, func(x *salida) string { return x.material }},
	}
	if b.split {
		fields = before(fields, "sin_resolver", changeFields())
	}
	fields = before(fields, "salida", pairFields(b.pairs, "", "", "", func(x *salida) transfer { return exitTransfer(x.Exit) }))
	return tabulated("salidas", document.Text{
		ES: "Salida de mercancías de importación temporal", EN: "Exits of temporarily imported goods",
	}, b.head, fields, len(b.exits), func(r int, x *salida) *salida { b.salida(r, x); return x })
}
