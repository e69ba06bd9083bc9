package report

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// activoFijo is the register of fixed assets (Anexo 24, customs module 4): the
// machines of the programme with what is left of each entry and what the
// period changed. Their place and accounting come from other systems.
func (b *builder) activoFijo() Table {
	var rows []lote
	for _, l := range b.lots {
		if b.machines.is(l.Lot) && (l.closing > 0 || l.opening > 0 || l.entered > 0) {
			rows = append(rows, l)
		}
	}
	fields := []field[lote]{
		{"pedimento", "Pedimento", "Pedimento", Text, func(l *lote) string { return l.Pedimento }},
		{"partida", "Partida", "Partida", Integer, func(l *lote) string { return partida(l.Partida) }},
		{"clave", "Clave", "Key", Text, func(l *lote) string { return l.Clave }},
		{"fecha_pago", "Fecha de pago", "Payment date", Date, func(l *lote) string { return l.Pago.String() }},
		{"disponible_desde", "Disponible desde", "Available from", Date, func(l *lote) string { return l.AvailableFrom.String() }},
		{"fraccion", "Fracción", "Fracción", Text, func(l *lote) string { return l.Fraccion }},
		{"descripcion", "Descripción", "Description", Text, func(l *lote) string { return l.Descripcion }},
		{"serie", "Serie", "Serial number", Text, func(l *lote) string { return l.Serie }},
		{"umt", "UMT", "UMT", Text, func(l *lote) string { return l.UMT }},
		{"saldo_inicial", "Saldo inicial", "Opening", Quantity, func(l *lote) string { return l.opening.String() }},
		{"entradas", "Entradas", "Entries", Quantity, func(l *lote) string { return l.entered.String() }},
		{"salidas", "Salidas", "Exits", Quantity, func(l *lote) string { return b.assetOut(l).String() }},
		{"saldo_final", "Saldo final", "Closing", Quantity, func(l *lote) string { return l.closing.String() }},
		{"valor_aduana", "Valor en aduana (MXN)", "Customs value (MXN)", Money, func(l *lote) string { return l.Aduana.String() }},
		{"lote", "Lote", "Lot", Text, func(l *lote) string { return l.ID }},
		{"material", "Libro del material", "Book of the material", Text, func(l *lote) string { return l.material }},
	}
	if b.split && !b.old {
		fields = before(fields, "fecha_pago", []field[lote]{
			{"reconocido", "Cómo se sabe que es activo fijo", "How it is known to be a fixed asset", Text, func(l *lote) string { by, _ := b.machines.known(l.Lot); return by }},
		})
		fields = before(fields, "saldo_final", []field[lote]{
			{"probado", "De ellas, probado", "Of them, proved", Quantity, func(l *lote) string { return l.proved.String() }},
			{"supuesto", "De ellas, supuesto", "Of them, assumed", Quantity, func(l *lote) string { return l.assumed.String() }},
			{"sin_documento", "De ellas, sin documento", "Of them, undocumented", Quantity, func(l *lote) string { return l.undocumented.String() }},
			{"sin_resolver", "Retenido sin resolver, en el saldo", "Held unresolved, in the closing", Quantity, func(l *lote) string { return l.held.String() }},
		})
	}
	return tabulate("activo_fijo", document.Text{ES: "Activo fijo", EN: "Fixed assets"}, b.head, fields, rows)
}

// assetOut is what left of a machine. The layouts before the ninth did not count what
// left without a document.
func (b *builder) assetOut(l *lote) quantity.Micros {
	out := b.add(l.proved, l.assumed)
	if b.old {
		return out
	}
	return b.add(out, l.undocumented)
}
