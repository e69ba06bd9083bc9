package report

import "example.com/immex/shared/document"

// ajustes are quantities that changed their state in the period and stay under
// their lot and its due date: desperdicio, theft and loss, counts, and what was
// found again. None of them is a descargo.
func (b *builder) ajustes() Table {
	return tabulate("ajustes", document.Text{ES: "Ajustes", EN: "Adjustments"}, b.head, []field[cambio]{
		{"fecha", "Fecha", "Date", Date, func(c *cambio) string { return c.MovedAt.String() }},
		{"ajuste", "Ajuste", "Adjustment", Text, func(c *cambio) string { return c.Exit }},
		{"rol", "Papel", "Role", Text, func(c *cambio) string { return string(c.exit.Rol) }},
		{"pasa_a", "Pasa a", "Becomes", Text, func(c *cambio) string { return c.A }},
		{"motivo", "Motivo", "Reason", Text, func(c *cambio) string { return c.exit.Motivo }},
		{"pedimento_salida", "Pedimento de salida", "Exit pedimento", Text, func(c *cambio) string { return c.exit.Pedimento }},
		{"lote", "Lote", "Lot", Text, func(c *cambio) string { return c.Lot }},
		{"fraccion", "Fracción", "Fracción", Text, func(c *cambio) string { return c.lot.Fraccion }},
		{"parte", "Número de parte", "Part number", Text, func(c *cambio) string { return c.lot.Parte }},
		{"umt", "UMT", "UMT", Text, func(c *cambio) string { return c.lot.UMT }},
		{"cantidad_umt", "Cantidad UMT", "Quantity UMT", Quantity, func(c *cambio) string { return inUMT(c.lot, c.Cantidad).String() }},
		{"unidad", "Unidad del material", "Unit of the material", Text, func(c *cambio) string { return c.unidad }},
		{"cantidad", "Cantidad en su unidad", "Quantity in its unit", Quantity, func(c *cambio) string { return c.Cantidad.String() }},
		{"vencimiento", "Vencimiento", "Due", Date, func(c *cambio) string { return c.lot.Due.String() }},
		{"estado", "Estado", "Status", Text, func(c *cambio) string { return estado(c.Status) }},
		{"material", "Libro del material", "Book of the material", Text, func(c *cambio) string { return c.material }},
	}, b.cambios)
}
