package report

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// tramos are the ageing bands of vencimientos, in days left at the end of the
// period.
func tramos() []string {
	return []string{"vencido", "0-30", "31-60", "61-90", "91-180", ">180", "sin_plazo"}
}

// tramo is the band of a due date.
func tramo(to, due document.Date) string {
	if !due.Known() {
		return "sin_plazo"
	}
	switch n := to.DaysUntil(due); {
	case n < 0:
		return "vencido"
	case n <= 30:
		return "0-30"
	case n <= 60:
		return "31-60"
	case n <= 90:
		return "61-90"
	case n <= 180:
		return "91-180"
	}
	return ">180"
}

// open are the lots with something left, the first to fall due on top; those
// without a due date close the list.
func (b *builder) open() []lote {
	var rows []lote
	for _, l := range b.lots {
		if l.closing > 0 {
			rows = append(rows, l)
		}
	}
	slices.SortStableFunc(rows, func(x, y lote) int {
		if x.Due.Known() != y.Due.Known() {
			if x.Due.Known() {
				return -1
			}
			return 1
		}
		return cmp.Compare(x.Due, y.Due)
	})
	return rows
}

// vencimientos are the open lots by due date.
func (b *builder) vencimientos(rows []lote) Table {
	to := b.head.To
	return tabulate("vencimientos", document.Text{ES: "Vencimientos", EN: "Due dates"}, b.head, []field[lote]{
		{"tramo", "Tramo (días)", "Band (days)", Text, func(l *lote) string { return tramo(to, l.Due) }},
		{"dias", "Días restantes", "Days left", Integer, func(l *lote) string { return dias(to, l.Due) }},
		{"vencimiento", "Vencimiento", "Due", Date, func(l *lote) string { return l.Due.String() }},
		{"inicio_plazo", "Inicio del plazo", "Start of stay", Date, func(l *lote) string { return l.StayStart.String() }},
		{"inicio_base", "Base del inicio", "Basis of start", Text, func(l *lote) string { return l.StayBasis }},
		{"vencimiento_fuente", "Fuente del plazo", "Source of the stay", Text, func(l *lote) string { return l.DueSource }},
		{"pedimento", "Pedimento", "Pedimento", Text, func(l *lote) string { return l.Pedimento }},
		{"partida", "Partida", "Partida", Integer, func(l *lote) string { return partida(l.Partida) }},
		{"clave", "Clave", "Key", Text, func(l *lote) string { return l.Clave }},
		{"fraccion", "Fracción", "Fracción", Text, func(l *lote) string { return l.Fraccion }},
		{"parte", "Número de parte", "Part number", Text, func(l *lote) string { return l.Parte }},
		{"descripcion", "Descripción", "Description", Text, func(l *lote) string { return l.Descripcion }},
		{"umt", "UMT", "UMT", Text, func(l *lote) string { return l.UMT }},
		{"cantidad_entrada", "Cantidad de entrada", "Quantity entered", Quantity, func(l *lote) string { return l.CantidadUMT.String() }},
		{"saldo", "Saldo", "Saldo", Quantity, func(l *lote) string { return l.closing.String() }},
		{"retenido", "Retenido por decidir", "Held, to decide", Quantity, func(l *lote) string { return l.held.String() }},
		{"valor_aduana_saldo", "Valor en aduana del saldo (MXN)", "Customs value of the saldo (MXN)", Money, func(l *lote) string { return share(l).String() }},
		{"lote", "Lote", "Lot", Text, func(l *lote) string { return l.ID }},
		{"material", "Libro del material", "Book of the material", Text, func(l *lote) string { return l.material }},
	}, rows)
}
