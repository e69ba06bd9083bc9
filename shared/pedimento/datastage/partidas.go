package datastage

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// none is an amount the source did not give.
func (c *cells) none() money.Amount { return money.Amount{} }

// partidaTables reads the tables that hang from a partida. A row whose
// partida is not in 551 is an error: part of the goods would be lost.
func (d *Delivery) partidaTables(i int, p *pedimento.Pedimento, on func(Table, func(*cells))) {
	keys := catalog.Default()
	at := func(c *cells) *pedimento.Partida {
		n := c.whole(4)
		i, ok := slices.BinarySearchFunc(p.Partidas, n, func(q pedimento.Partida, n int) int { return q.Secuencia - n })
		if ok {
			c.sameFraccion(3, &p.Partidas[i])
			return &p.Partidas[i]
		}
		c.into.Add("datastage_partida_orphan", document.Error, c.where(), document.Textf(
			"El renglón pertenece a la partida %d, que no está en la tabla 551; pida de nuevo la entrega.",
			"The row belongs to partida %d, which is not in table 551; ask for the delivery again.", n))
		return &pedimento.Partida{}
	}
	on(T552, func(c *cells) { q := at(c); q.AddSerie(c.text(5), c.code(6)) })
	on(T553, func(c *cells) {
		q := at(c)
		q.Permisos = append(q.Permisos, pedimento.Permiso{
			Clave: c.code(5), Firma: c.text(6), Numero: c.text(7), ValorDolares: c.amount(8), CantidadUMT: c.amount(9),
		})
	})
	on(T554, func(c *cells) {
		q := at(c)
		q.Identificadores = append(q.Identificadores, identificador(c.code(5), c.text(6), c.text(7)))
	})
	if d.has(i, T555) {
		on(T555, func(c *cells) { q := at(c); q.Garantias = append(q.Garantias, garantia(c)) })
	}
	on(T556, func(c *cells) {
		q := at(c)
		q.Tasas = append(q.Tasas, pedimento.Tasa{Clave: keys.Contribution(c.code(5)), Tasa: c.amount(6), Tipo: c.code(7)})
	})
	on(T557, func(c *cells) {
		q := at(c)
		q.Contribuciones = append(q.Contribuciones, pedimento.Contribucion{
			Clave: keys.Contribution(c.code(5)), FormaPago: c.code(6), Importe: c.amount(7),
		})
	})
	notes := map[*pedimento.Partida][]pedimento.Note{}
	on(T558, func(c *cells) {
		q := at(c)
		notes[q] = append(notes[q], pedimento.Note{Seq: c.whole(5), Text: c.text(6)})
	})
	for q, ns := range notes {
		q.Observaciones = pedimento.JoinNotes(ns)
	}
}

// derive fills what the tables do not state but determine, marked computed.
func (d *Delivery) derive(p *pedimento.Pedimento) {
	computed := document.Evidence{Source: p.Source, Level: document.Computed, At: p.At}
	p.Number = pedimento.Number(pedimento.YearFor(p.Documento, p.FechaPago), p.Aduana, p.Patente, p.Documento)
	p.Mark("number", computed)
	for _, f := range p.Fechas {
		if f.Tipo == "1" && f.Fecha.Known() {
			p.FechaEntrada = f.Fecha
		}
	}
	if r, ok := catalog.Default().Regimen(p.Clave, p.Operacion); ok {
		p.Regimen = r
		p.Mark("regimen", computed)
	}
	n := len(p.Partidas)
	p.TotalPartidas = &n
	p.Mark("total_partidas", computed)
	var aduana, comercial money.Sum
	for i := range p.Partidas {
		aduana.Add(p.Partidas[i].ValorAduana)
		comercial.Add(p.Partidas[i].ValorComercial)
	}
	if t, ok := aduana.Total(); ok {
		p.ValorAduana = t
		p.Mark("valor_aduana", computed)
	}
	if t, ok := comercial.Total(); ok {
		p.ValorComercial = t
		p.Mark("valor_comercial", computed)
	}
	p.Liquidacion = pedimento.Liquidate(p)
	p.Mark("liquidacion", computed)
}
