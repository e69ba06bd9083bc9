package bomcompany

import (
	"strconv"

	"example.com/immex/shared/document"
)

// blankOr is a whole number, "" for none.
func blankOr(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// decisionRows lists the decisions of a month, under their headings.
func (w *world) decisionRows(from, to document.Date) [][]string {
	rows := [][]string{{
		"decision", "fecha", "tipo", "salida", "salida_partida", "lote", "lote_partida", "parte", "cantidad", "unidad", "quien", "motivo",
	}}
	for _, d := range w.decisions {
		if d.fecha < from || d.fecha > to {
			continue
		}
		lote, partida, parte, q, u := "", 0, d.parte, "", ""
		if d.lote != nil {
			lote, partida, parte = d.lote.Pedimento, d.lote.Partida, d.lote.Parte
		}
		if d.cantidad > 0 {
			q, u = d.cantidad.String(), w.part(parte).umc
		}
		rows = append(rows, []string{
			d.numero, d.fecha.String(), d.tipo, d.salida, blankOr(d.partida), lote, blankOr(partida), parte, q, u, "Gerencia de comercio exterior", d.motivo,
		})
	}
	return rows
}

// countRows lists the counts of a month, under their headings.
func (w *world) countRows(from, to document.Date) [][]string {
	rows := [][]string{{"fecha", "parte", "lugar", "contado", "unidad", "motivo"}}
	for _, c := range w.counts {
		if c.fecha >= from && c.fecha <= to {
			rows = append(rows, []string{c.fecha.String(), c.parte, c.lugar, c.contado.String(), w.part(c.parte).umc, "Inventario ciclico"})
		}
	}
	return rows
}

// openingRows lists the opening balances, under their headings.
func (w *world) openingRows() [][]string {
	rows := [][]string{{
		"pedimento", "partida", "parte", "fraccion", "saldo_umt", "umt", "saldo_umc", "umc", "fecha", "procedencia", "fecha_entrada", "clave",
	}}
	for _, o := range w.openings {
		row := []string{
			o.Pedimento, strconv.Itoa(o.Partida), o.Parte, o.Fraccion, o.CantidadUMT.String(), o.UMT, o.Cantidad.String(), w.part(o.Parte).umc,
			w.keyDate.String(), "Sistema anterior", "", "",
		}
		if o.alone {
			row[10], row[11] = o.Disponible.String(), o.clave
		}
		rows = append(rows, row)
	}
	return rows
}

// placeRows are the registered places, under their headings.
func (w *world) placeRows() [][]string {
	since := w.opt.Start.AddMonths(-24).String()
	return [][]string{
		{"lugar", "tipo", "domicilio", "rfc", "vigente_desde", "vigente_hasta"},
		{"PLANTA-1", "planta", "AVENIDA DE LA INVENCION 100", "", since, ""},
		{"BODEGA-2", "bodega", "CALLE QUIMERA 7", "", since, ""},
		{"SUB-3", "submaquila", "CALLE FICCION 12", partner().taxID, since, ""},
	}
}

// moveRows are a month's moves between places, under their headings.
func (w *world) moveRows(from document.Date) [][]string {
	q := strconv.Itoa(20 + from.Month())
	out, back := day(from.AddDays(4)).String(), day(from.AddDays(20)).String()
	label := from.String()[:7]
	return [][]string{
		{"documento", "fecha", "tipo", "parte", "pedimento", "partida", "cantidad", "unidad", "de", "a"},
		{"REM-" + label, out, "submaquila", "CON-10", "", "", q, pieza, "PLANTA-1", "SUB-3"},
		{"REM-" + label, back, "submaquila", "CON-10", "", "", q, pieza, "SUB-3", "PLANTA-1"},
		{"REM-" + label, out, "entre_plantas", "CAB-30", "", "", "15", metro, "PLANTA-1", "BODEGA-2"},
	}
}
