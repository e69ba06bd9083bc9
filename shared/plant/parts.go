package plant

import (
	"cmp"
	"slices"
	"strconv"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

func (x *Index) readParts(m merged) {
	x.parts, x.goods = map[string][]Part{}, map[[2]string][]Part{}
	for i := range m["partes"] {
		r := &m["partes"][i]
		p := Part{
			Parte: r.text("parte"), Descripcion: r.text("descripcion"), Tipo: r.text("tipo"), Fraccion: r.text("fraccion"), NICO: r.text("nico"),
			UMC: r.text("umc"), UMT: r.text("umt"), Desde: r.from, Hasta: r.to, Source: r.source(),
		}
		if f := r.get("factor"); f.Text != "" {
			p.Factors = []unit.Factor{{From: p.UMC, To: p.UMT, Rate: f.Amount, Evidence: r.text("evidencia")}}
		}
		x.parts[p.Parte] = append(x.parts[p.Parte], p)
		x.goods[[2]string{p.Fraccion, p.UMT}] = append(x.goods[[2]string{p.Fraccion, p.UMT}], p)
	}
	for _, list := range x.goods {
		slices.SortFunc(list, func(a, b Part) int { return cmp.Or(cmp.Compare(a.Parte, b.Parte), cmp.Compare(a.Desde, b.Desde)) })
	}
	x.places = map[string][]Place{}
	for i := range m["lugares"] {
		r := &m["lugares"][i]
		p := Place{Lugar: r.text("lugar"), Tipo: r.text("tipo"), Domicilio: r.text("domicilio"), RFC: r.text("rfc"), Desde: r.from, Hasta: r.to, Source: r.source()}
		x.places[p.Lugar] = append(x.places[p.Lugar], p)
	}
}

// Part is what the catalogue says of a part on a date, under any of its names;
// ok is false for one it does not have then.
func (x *Index) Part(name string, on document.Date) (Part, bool) {
	part, _, _ := x.names.Name(name, on)
	list := x.parts[part]
	if i := span(list, on, Part.days); i >= 0 {
		return list[i], true
	}
	return Part{}, false
}

// AllParts are the rows of the catalogue, in the order of their parts.
func (x *Index) AllParts() []Part { return inOrder(x.parts) }

// PartsOf are the rows of the catalogue that hold on a date for a fracción and
// its tariff unit, in the order of their parts.
func (x *Index) PartsOf(fraccion, umt string, on document.Date) (out []Part) {
	for _, p := range x.goods[[2]string{fraccion, umt}] {
		if p.Desde <= on && on <= p.Hasta {
			out = append(out, p)
		}
	}
	return out
}

// Place is a registered place on a date.
func (x *Index) Place(key string, on document.Date) (Place, bool) {
	list := x.places[key]
	if i := span(list, on, Place.days); i >= 0 {
		return list[i], true
	}
	return Place{}, false
}

// IsProduct reports a part that the catalogue calls a product, or that has a
// bill of materials.
func (x *Index) IsProduct(name string, on document.Date) bool {
	p, _ := x.Part(name, on)
	return p.Tipo == "producto" || x.bom.IsProduct(name, on)
}

func (p Part) days() (from, to document.Date) { return p.Desde, p.Hasta }

func (p Place) days() (from, to document.Date) { return p.Desde, p.Hasta }

// span is the place of the row that holds on a date, -1 when none does; rows
// are in order of their days and do not overlap.
func span[T any](list []T, on document.Date, days func(T) (from, to document.Date)) int {
	i, found := slices.BinarySearchFunc(list, on, func(p T, on document.Date) int {
		from, _ := days(p)
		return cmp.Compare(from, on)
	})
	if !found {
		i--
	}
	if i < 0 {
		return -1
	}
	if _, to := days(list[i]); to < on {
		return -1
	}
	return i
}

// around is the days around a date on which a list has nothing.
func around[T any](list []T, on document.Date, days func(T) (from, to document.Date)) (from, to document.Date) {
	to = lastDay
	for _, p := range list {
		f, t := days(p)
		if t < on {
			from = max(from, t.AddDays(1))
		}
		if f > on {
			to = min(to, f.AddDays(-1))
		}
	}
	return from, to
}

// measures answers what an explosion asks about parts.
type measures struct{ x *Index }

func (m measures) Name(name string, on document.Date) (part string, from, to document.Date) {
	return m.x.names.Name(name, on)
}

func (m measures) Names(part string) []string { return m.x.names.of[part] }

func (m measures) Measure(part string, on document.Date) bom.Measure {
	list := m.x.parts[part]
	if i := span(list, on, Part.days); i >= 0 {
		p := &list[i]
		return bom.Measure{Unit: p.UMC, Factors: p.Factors, From: p.Desde, To: p.Hasta}
	}
	from, to := around(list, on, Part.days)
	return bom.Measure{From: from, To: to}
}

func (x *Index) readBOM(m merged) {
	rows := make([]bom.Row, 0, len(m["bom"]))
	at := map[[2]string]*row{}
	for i := range m["bom"] {
		r := &m["bom"][i]
		b := bom.Row{
			Producto: r.text("producto"), Version: r.text("version"), Componente: r.text("componente"), Cantidad: r.get("cantidad").Amount,
			Unidad: r.text("unidad"), Merma: r.get("merma").Amount, Desperdicio: r.get("desperdicio").Amount,
			Desde: r.get("vigente_desde").Date, Hasta: r.get("vigente_hasta").Date, Familia: r.text("familia"), Fila: r.at.Fila,
		}
		rows = append(rows, b)
		keepFirst(at, [2]string{b.Producto, b.Version}, r)
	}
	orders := x.readOrders(m, at)
	var problems []bom.Problem
	x.bom, problems = bom.New(rows, orders, measures{x}, x.units)
	for i := range problems {
		p := &problems[i]
		r := at[[2]string{p.Producto, p.Version}]
		if p.Orden != "" {
			r = at[[2]string{"", p.Orden}]
		}
		x.problem(r, "bom_"+string(p.Kind), document.Error, p.Message)
	}
}

// keepFirst remembers the first row of a thing, for its findings.
func keepFirst(at map[[2]string]*row, key [2]string, r *row) {
	if f := at[key]; f == nil || r.at.Fila < f.at.Fila {
		at[key] = r
	}
}

// readOrders joins the rows of each order; all are of one file.
func (x *Index) readOrders(m merged, at map[[2]string]*row) []bom.Order {
	var orders []bom.Order
	place := map[string]int{}
	for i := range m["ordenes"] {
		r := &m["ordenes"][i]
		name := r.text("orden")
		n, ok := place[name]
		if !ok {
			n = len(orders)
			place[name] = n
			orders = append(orders, bom.Order{
				Orden: name, Producto: r.text("producto"), Cantidad: micros(r, "cantidad"), Fecha: r.get("fecha").Date,
				Version: r.text("version"), Pedimento: r.text("pedimento"), Partida: whole32(r, "partida"),
			})
		}
		keepFirst(at, [2]string{"", name}, r)
		if c := r.text("componente"); c != "" {
			orders[n].Consumos = append(orders[n].Consumos, bom.Consumo{Componente: c, Cantidad: micros(r, "consumo"), Unidad: r.text("unidad_consumo")})
		}
	}
	return orders
}

// micros is a quantity that was read as one; absent is zero.
func micros(r *row, column string) quantity.Micros {
	q, err := quantity.From(r.get(column).Amount)
	if err != nil {
		return 0 // absent: what does not fit was refused with its file
	}
	return q
}

// whole32 is a whole number that was read as one; absent is zero.
func whole32(r *row, column string) int {
	n, err := strconv.Atoi(r.text(column))
	if err != nil {
		return 0 // absent, as above
	}
	return n
}
