package plant

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/quantity"
)

// readOpenings keeps the balances of the earliest key date: they state all
// that was open then. What is of a later date is told and opens nothing.
func (x *Index) readOpenings(m merged) {
	x.openings = map[string][]Opening{}
	for i := range m["saldos_iniciales"] {
		if d := m["saldos_iniciales"][i].get("fecha").Date; !x.keyDate.Known() || d < x.keyDate {
			x.keyDate = d
		}
	}
	for i := range m["saldos_iniciales"] {
		r := &m["saldos_iniciales"][i]
		o := Opening{
			Pedimento: r.text("pedimento"), Partida: whole32(r, "partida"), Parte: r.text("parte"), Fraccion: r.text("fraccion"),
			UMT: r.text("umt"), UMC: r.text("umc"), SaldoUMT: micros(r, "saldo_umt"), SaldoUMC: micros(r, "saldo_umc"), DesperdicioUMT: micros(r, "desperdicio_umt"),
			Fecha: r.get("fecha").Date, Entrada: r.get("fecha_entrada").Date, Vencimiento: r.get("vencimiento").Date,
			Clave: r.text("clave"), Procedencia: r.text("procedencia"), Source: r.source(),
		}
		if o.Fecha != x.keyDate {
			x.problem(r, "plant_opening_later", document.Warning, document.Textf(
				"El saldo es del %s y los libros abren el %s, la fecha clave más antigua; no se usa. Si ésa está mal, corrija aquel archivo.",
				"The balance is of %s and the books open on %s, the earliest key date; it is not used. If that one is wrong, correct that file.", o.Fecha, x.keyDate))
			continue
		}
		x.openings[pedimento.Suffix(o.Pedimento)] = append(x.openings[pedimento.Suffix(o.Pedimento)], o)
	}
	for _, list := range x.openings {
		slices.SortFunc(list, func(a, b Opening) int {
			return cmp.Or(cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.Parte, b.Parte))
		})
	}
}

// Openings are the balances of a pedimento, by partida and part.
func (x *Index) Openings(number string) (out []Opening) {
	for _, o := range x.openings[pedimento.Suffix(number)] {
		if pedimento.Same(o.Pedimento, number) {
			out = append(out, o)
		}
	}
	return out
}

// AllOpenings are the balances of every pedimento, by number without its year.
func (x *Index) AllOpenings() (out []Opening) { return inOrder(x.openings) }

// AllAssets are the machines of every pedimento, by number without its year.
func (x *Index) AllAssets() (out []Asset) { return inOrder(x.assets) }

func inOrder[T any](m map[string][]T) (out []T) {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		out = append(out, m[k]...)
	}
	return out
}

// readCounts adds up the rows of a day and part over all places, in the part's
// own unit, else the base of what was counted. Rows that cannot be added are
// told and are no count.
func (x *Index) readCounts(m merged) {
	type key struct {
		on   document.Date
		part string
	}
	rows := map[key][]*row{}
	for i := range m["conteos"] {
		r := &m["conteos"][i]
		on := r.get("fecha").Date
		part, _ := x.Name(r.text("parte"), on)
		rows[key{on, part}] = append(rows[key{on, part}], r)
	}
	for k, list := range rows {
		slices.SortFunc(list, func(a, b *row) int {
			return cmp.Or(cmp.Compare(a.text("lugar"), b.text("lugar")), cmp.Compare(a.text("parte"), b.text("parte")))
		})
		if c, ok := x.count(k.on, k.part, list); ok {
			x.counts = append(x.counts, c)
		}
	}
	slices.SortFunc(x.counts, func(a, b Count) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Parte, b.Parte))
	})
}

func (x *Index) count(on document.Date, part string, rows []*row) (Count, bool) {
	c := Count{Fecha: on, Parte: part, Motivo: rows[0].text("motivo")}
	p, known := x.Part(part, on)
	if c.Unidad = p.UMC; !known {
		c.Unidad, _ = x.units.Base(rows[0].text("unidad"), on)
	}
	for _, r := range rows {
		q, err := x.units.Convert(micros(r, "contado"), r.text("unidad"), c.Unidad, on, p.Factors)
		if err == nil && q > 1<<63-1-c.Cantidad {
			err = quantity.ErrRange
		}
		if err != nil {
			x.problem(r, "plant_count_unit", document.Error, document.Text{
				ES: "El conteo de " + part + " del " + on.String() + " no se puede sumar y no se usa: " + told(err).ES,
				EN: "The count of " + part + " of " + on.String() + " cannot be added up and is not used: " + told(err).EN,
			})
			return c, false
		}
		c.Cantidad += q
		if lugar := r.text("lugar"); !slices.Contains(c.Lugares, lugar) {
			c.Lugares = append(c.Lugares, lugar)
		}
		c.Sources = append(c.Sources, r.source())
	}
	return c, true
}

// told is an error of the unit engine for a person.
func told(err error) document.Text {
	if t, ok := err.(interface{ Text() document.Text }); ok {
		return t.Text()
	}
	return document.Textf("la cantidad no cabe en los libros.", "the quantity does not fit in the books.")
}

func (x *Index) readActs(m merged) {
	for i := range m["desperdicios"] {
		r := &m["desperdicios"][i]
		a := Act{
			Acta: r.text("acta"), Renglon: whole32(r, "renglon"), Fecha: r.get("fecha").Date, Tipo: r.text("tipo"), De: cmp.Or(r.text("de"), "desperdicio"),
			Parte: r.text("parte"), Producto: r.text("producto"), Pedimento: r.text("pedimento"), Partida: whole32(r, "partida"),
			Cantidad: micros(r, "cantidad"), Unidad: r.text("unidad"), Documento: r.text("documento"), Aviso: r.get("fecha_aviso").Date, Source: r.source(),
		}
		x.acts = append(x.acts, a)
	}
	slices.SortFunc(x.acts, func(a, b Act) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Acta, b.Acta), cmp.Compare(a.Renglon, b.Renglon))
	})
}

func (x *Index) readAssets(m merged) {
	x.assets = map[string][]Asset{}
	for i := range m["activos"] {
		r := &m["activos"][i]
		a := Asset{
			Activo: r.text("activo"), Serie: r.text("serie"), Pedimento: r.text("pedimento"), Partida: whole32(r, "partida"),
			Descripcion: r.text("descripcion"), Marca: r.text("marca"), Modelo: r.text("modelo"), Estado: r.text("estado"),
			Lugar: r.text("lugar"), Fecha: r.get("fecha").Date, Source: r.source(),
		}
		x.assets[pedimento.Suffix(a.Pedimento)] = append(x.assets[pedimento.Suffix(a.Pedimento)], a)
	}
	for _, list := range x.assets {
		slices.SortFunc(list, func(a, b Asset) int {
			return cmp.Or(cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.Serie, b.Serie), cmp.Compare(a.Activo, b.Activo))
		})
	}
}

// Assets are the machines of a partida, by serial.
func (x *Index) Assets(number string, partida int) (out []Asset) {
	for _, a := range x.assets[pedimento.Suffix(number)] {
		if a.Partida == partida && pedimento.Same(a.Pedimento, number) {
			out = append(out, a)
		}
	}
	return out
}

func (x *Index) readDecisions(m merged) {
	for i := range m["decisiones"] {
		r := &m["decisiones"][i]
		x.decisions = append(x.decisions, Decision{
			Decision: r.text("decision"), Fecha: r.get("fecha").Date, Orden: whole32(r, "orden"), Tipo: r.text("tipo"),
			Salida: r.text("salida"), SalidaPartida: whole32(r, "salida_partida"), Lote: r.text("lote"), LotePartida: whole32(r, "lote_partida"),
			Parte: r.text("parte"), Cantidad: micros(r, "cantidad"), Unidad: r.text("unidad"), Quien: r.text("quien"), Motivo: r.text("motivo"), Source: r.source(),
		})
	}
	slices.SortFunc(x.decisions, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Decision, b.Decision))
	})
}

// readMoves reads the moves; one from or to a place that is not registered
// that day is told, and is a move still.
func (x *Index) readMoves(m merged) {
	for i := range m["traslados"] {
		r := &m["traslados"][i]
		t := Move{
			Documento: r.text("documento"), Fecha: r.get("fecha").Date, Tipo: r.text("tipo"), Parte: r.text("parte"), Pedimento: r.text("pedimento"),
			Partida: whole32(r, "partida"), Cantidad: micros(r, "cantidad"), Unidad: r.text("unidad"), De: r.text("de"), A: r.text("a"), Source: r.source(),
		}
		for _, lugar := range []string{t.De, t.A} {
			if _, ok := x.Place(lugar, t.Fecha); !ok {
				x.problem(r, "plant_place_unknown", document.Warning, document.Textf(
					"El lugar %s no está registrado el %s; agréguelo a lugares o corrija el traslado %s.",
					"Place %s is not registered on %s; add it to lugares or correct move %s.", lugar, t.Fecha, t.Documento))
			}
		}
		x.moves = append(x.moves, t)
	}
	slices.SortFunc(x.moves, func(a, b Move) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Documento, b.Documento), cmp.Compare(a.Parte, b.Parte), cmp.Compare(a.Pedimento, b.Pedimento),
			cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.De, b.De), cmp.Compare(a.A, b.A))
	})
}
