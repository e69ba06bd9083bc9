package ledger

import (
	"cmp"
	"slices"
	"strconv"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/stay"
	"example.com/immex/shared/unit"
)

// PlantRoot names the group of what the plant's own tables move.
const PlantRoot = "planta"

// Rows are the rows of the plant's tables that move stock by themselves.
type Rows struct {
	Openings []OpeningRow
	Acts     []ActRow
	Counts   []CountRow
	Losses   []LossRow
}

// OpeningRow is the balance of a lot at the close of the key date.
type OpeningRow struct {
	Pedimento            string
	Partida              int
	Parte, Fraccion      string
	UMT, UMC             string
	SaldoUMT, SaldoUMC   quantity.Micros
	DesperdicioUMT       quantity.Micros // of SaldoUMT
	Fecha                document.Date
	Entrada, Vencimiento document.Date // unknown when nobody wrote them
	Clave, Procedencia   string
	Fact                 document.Hash
}

// ActRow is a line of an act: desperdicio or goods that end by it.
type ActRow struct {
	Acta, Tipo string
	Renglon    int
	Fecha      document.Date
	Parte      string
	Lot        string // "<15 digits>-<partida>", the number alone for all its lots, "" without one
	Cantidad   quantity.Micros
	Unidad     string
	Goods      bool // of material, not of desperdicio
	Product    bool // of a product: what is in it
	Documento  string
	Fact       document.Hash
}

// CountRow is what was counted of a part in one place at the close of a day.
type CountRow struct {
	Fecha   document.Date
	Parte   string
	Contado quantity.Micros
	Unidad  string
	Motivo  string
	Facts   []document.Hash
}

// LossRow is a recorded theft or loss, or its end.
type LossRow struct {
	ID       string
	Fecha    document.Date
	Found    bool
	Parte    string
	Lot      string
	Cantidad quantity.Micros
	Unidad   string
	Motivo   string
	Fact     document.Hash
}

// ResolvePlant turns the plant's own rows into movements: pure, and
// independent of their order.
func (t *Terms) ResolvePlant(rows Rows) Group {
	r := &resolver{t: *t, byMat: map[Material]*Movements{}}
	share := map[string]int{} // rows of one partida: each is a part of it
	for i := range rows.Openings {
		share[lineID(rows.Openings[i].Pedimento, rows.Openings[i].Partida)]++
	}
	for i := range rows.Openings {
		o := &rows.Openings[i]
		r.opening(o, share[lineID(o.Pedimento, o.Partida)] > 1)
	}
	r.strays(rows.Openings)
	for i := range rows.Acts {
		r.act(&rows.Acts[i])
	}
	for i := range rows.Losses {
		r.loss(&rows.Losses[i])
	}
	r.counts(rows.Counts)
	for _, m := range r.byMat {
		slices.SortFunc(m.Openings, func(a, b Opening) int { return lotOrder(&a.Lot, &b.Lot) })
		slices.SortFunc(m.Exits, func(a, b Exit) int { return cmp.Compare(a.ID, b.ID) })
	}
	slices.SortFunc(r.findings, findingOrder)
	return r.group(PlantRoot)
}

// at points the resolver to a row: its day decides names, units and factors.
func (r *resolver) at(key string, on document.Date) {
	r.e = effective{root: key, first: &Fact{Key: key, Pago: on}, last: &pedimentoView{fact: Fact{Key: key, Pago: on}}}
}

// opening makes what a lot would be by its opening balance alone; one of
// several parts of a partida bears the part in its id.
func (r *resolver) opening(o *OpeningRow, shared bool) (clash bool) {
	r.at(o.Pedimento, o.Fecha)
	found := len(r.findings)
	p := piece{Line: Line{
		Sec: o.Partida, Fraccion: o.Fraccion, UMT: o.UMT, CantidadUMT: o.SaldoUMT, UMC: o.UMC, CantidadUMC: o.SaldoUMC, Parte: r.rename(o.Parte),
	}}
	k := r.measure(&p)
	if k.clash && o.UMC == "" {
		r.findings = r.findings[:found]
		r.find("opening_umt_only", document.Warning, lineID(o.Pedimento, o.Partida), document.Textf(
			"El saldo inicial de la parte %s sólo está en UMT y no hay factor a la unidad de la parte. Si su entrada está en los libros vale la razón de su partida; si no, el saldo queda en UMT, aparte, y ninguna salida en la unidad de la parte lo toma. Escriba saldo_umc y umc, o el factor en la tabla partes.",
			"The opening balance of part %s is in UMT only and there is no factor to the unit of the part. If its entry is in the books the ratio of its partida counts; if not, the balance stays in UMT, apart, and no exit in the unit of the part takes it. Write saldo_umc and umc, or the factor in table partes.",
			o.Parte))
	}
	entrada, basis := o.Entrada, basisDeclared
	if !entrada.Known() {
		entrada, basis = firstOfYear(o.Pedimento), basisNumber
	}
	l := Lot{
		ID: lineID(o.Pedimento, o.Partida), Pedimento: o.Pedimento, Partida: o.Partida, Clave: o.Clave, Fraccion: o.Fraccion, Parte: p.Parte,
		Cantidad: k.qty, UMT: o.UMT, CantidadUMT: k.umt, UMC: o.UMC, CantidadUMC: o.SaldoUMC, Pago: entrada,
		AvailableFrom: entrada, AvailableBasis: basis, StayStart: entrada, StayBasis: basis, Procedencia: o.Procedencia, Facts: []document.Hash{o.Fact},
	}
	l.Desperdicio = proportion(k.qty, o.DesperdicioUMT, o.SaldoUMT)
	l.Tipo = "insumo"
	if row, ok := r.t.Catalog.Effect(o.Clave, "IMP", nil, entrada); ok && row.Effect == catalog.EffectEntry {
		l.Tipo = row.Tipo
	}
	in := stay.Input{Tipo: l.Tipo, Clave: o.Clave, Fraccion: o.Fraccion, Entrada: entrada, Seleccion: entrada, Pago: entrada, Certificaciones: r.t.Certificaciones}
	if o.Vencimiento.Known() {
		in.Manual = &stay.Manual{Due: o.Vencimiento, Source: o.Procedencia}
	}
	s := stay.Of(&in, r.t.Catalog)
	l.Due, l.DueLast, l.DueSource, l.DueReasons, l.NamedOnly = s.Due, s.Last(), s.Source, s.Reasons, l.Tipo == "activo_fijo"
	if s.DueExtended != s.Due {
		l.DueExtended = s.DueExtended
	}
	r.blockedOpening(&l)
	if shared && l.Parte != "" {
		l.ID += "/" + l.Parte
	}
	m := r.in(k.Material)
	m.Openings = append(m.Openings, Opening{Lot: l, Fecha: o.Fecha, Cantidad: k.qty, CantidadUMT: k.umt, Desperdicio: o.DesperdicioUMT})
	return k.clash
}

// How an opening balance dates the entry it is of.
const (
	basisDeclared = "fecha_entrada"
	basisNumber   = "ano_del_numero"
)

func openingBases() []string { return []string{basisDeclared, basisNumber} }

// firstOfYear is the earliest day a pedimento number allows: the earlier due
// date warns.
func firstOfYear(number string) document.Date {
	const century = 2000
	year, err := strconv.Atoi(number[:min(2, len(number))])
	if err != nil {
		return 0
	}
	return document.NewDate(century+year, 1, 1)
}

// rowGoods is what a row of the plant's tables is of.
type rowGoods struct {
	Material

	parte string
	qty   quantity.Micros
}

// ofRow is the goods of a row; ok is false, with a finding, when they cannot
// be told.
func (r *resolver) ofRow(parte, lot, unidad string, q quantity.Micros, where document.Text) (g rowGoods, ok bool) {
	if parte == "" && lot != "" {
		if g, found, ok := r.openingGoods(lot, unidad, q, where); found {
			return g, ok
		}
	}
	return r.goods(parte, unidad, q, where)
}

// goods is the material of a part and a quantity in it; ok is false, with a
// finding, when they cannot be told.
func (r *resolver) goods(parte, unidad string, q quantity.Micros, where document.Text) (g rowGoods, ok bool) {
	g.parte = r.rename(parte)
	var info PartInfo
	if r.t.Plant != nil {
		info, ok = r.t.Plant.Part(g.parte, r.e.first.Pago)
	}
	switch {
	case g.parte == "":
		r.find("row_without_part", document.Warning, where.ES, document.Textf(
			"%s no dice de qué parte es: no mueve nada. Escriba el número de parte.", "%s does not say of which part it is: it moves nothing. Write the part number.", where))
		return g, false
	case r.t.Policy.InventoryKey == KindPart:
		g.Material = r.partMaterial(g.parte, unidad)
	case ok:
		g.Material = Fraccion(r.fraccion(info.Fraccion), info.UMT)
	default:
		r.find("part_unknown", document.Warning, where.ES, document.Textf(
			"%s es de la parte %s, que no está en la tabla partes: no se sabe su fracción y no mueve nada. Agréguela.",
			"%s is of part %s, which is not in table partes: its fracción is unknown and it moves nothing. Add it.", where, g.parte))
		return g, false
	}
	var err error
	g.qty, err = unit.Default().Convert(q, unidad, g.Unit, r.e.first.Pago, r.factors(g.parte))
	if err != nil {
		r.find("unit_clash", document.Warning, where.ES, clashText(err, g.parte))
		return g, false
	}
	return g, true
}

// own is an exit that only the plant's records make.
func (r *resolver) own(id string, role Role, parte string, m Material, q quantity.Micros, on document.Date, lot, motivo string, fact document.Hash) Exit {
	x := Exit{
		ID: id, Rol: role, Tipo: string(role), Parte: r.rename(parte), Cantidad: q, MovedAt: on, MovedBasis: "registro", PaidAt: on,
		SameState: true, Motivo: motivo, Facts: sortedWith(nil, fact),
	}
	if m.Kind == KindFraccion {
		x.Fraccion, x.UMT, x.CantidadUMT = m.Key, m.Unit, q
	}
	if lot != "" {
		x.Dirigido = []Directed{{lot, q}}
	}
	return x
}

// id and where name a row: as the exit it makes, and to a person.
func (a *ActRow) id() string { return "acta:" + a.Acta + "-" + strconv.Itoa(a.Renglon) }

func (a *ActRow) where() document.Text {
	return document.Textf("acta %s renglón %d", "act %s line %d", a.Acta, a.Renglon)
}
func (l *LossRow) id() string           { return "decision:" + l.ID }
func (l *LossRow) where() document.Text { return whereDecision(l.ID) }

func whereDecision(id string) document.Text { return document.Textf("decisión %s", "decision %s", id) }

func (r *resolver) act(a *ActRow) {
	r.at("", a.Fecha)
	if a.Product {
		r.actOfProduct(a, a.where())
		return
	}
	if g, ok := r.ofRow(a.Parte, a.Lot, a.Unidad, a.Cantidad, a.where()); ok {
		r.addAct(a, &g)
	}
}

func (r *resolver) addAct(a *ActRow, g *rowGoods) {
	x := r.own(a.id(), RoleActa, g.parte, g.Material, g.qty, a.Fecha, a.Lot, a.Documento, a.Fact)
	x.Tipo, x.Desperdicio = a.Tipo, !a.Goods
	in := r.in(g.Material)
	in.Exits = append(in.Exits, x)
}

// actOfProduct ends finished goods: good stock of everything in them.
func (r *resolver) actOfProduct(a *ActRow, where document.Text) {
	if r.t.Plant == nil || r.t.Policy.InventoryKey != KindPart {
		r.find("act_needs_part", document.Warning, where.ES, document.Textf(
			"%s es de un producto y el inventario se lleva por fracción: no mueve nada. Escriba los materiales.",
			"%s is of a product and the inventory is kept by fracción: it moves nothing. Write the materials.", where))
		return
	}
	made := r.t.Plant.BOM().Explode(bom.Request{Producto: r.rename(a.Parte), Cantidad: a.Cantidad, Moved: a.Fecha, LeadDays: r.t.Policy.BOMLeadDays})
	for _, p := range made.Problems {
		r.find("bom_"+string(p.Kind), document.Warning, where.ES, p.Message)
	}
	for _, n := range made.Needs {
		if n.Rol != bom.Incorporado || n.Cantidad == 0 {
			continue
		}
		m := r.partMaterial(n.Componente, n.Unidad)
		x := r.own(a.id()+":"+n.Componente, RoleActa, n.Componente, m, n.Cantidad, a.Fecha, "", a.Documento, a.Fact)
		x.Tipo, x.Producto, x.Cantidades, x.Version = a.Tipo, a.Parte, a.Cantidad, n.Version
		in := r.in(m)
		in.Exits = append(in.Exits, x)
	}
}

func (r *resolver) loss(l *LossRow) {
	r.at("", l.Fecha)
	if g, ok := r.ofRow(l.Parte, l.Lot, l.Unidad, l.Cantidad, l.where()); ok {
		r.addLoss(l, &g)
	}
}

func (r *resolver) addLoss(l *LossRow, g *rowGoods) {
	role := RoleFaltante
	if l.Found {
		role = RoleHallado
	}
	in := r.in(g.Material)
	in.Exits = append(in.Exits, r.own(l.id(), role, g.parte, g.Material, g.qty, l.Fecha, l.Lot, l.Motivo, l.Fact))
}

// counts adds up what was counted of each part on a day, over all places; a
// counted product counts as the materials in it.
func (r *resolver) counts(rows []CountRow) {
	if r.t.Policy.InventoryKey != KindPart && len(rows) > 0 {
		r.at("", rows[0].Fecha)
		r.find("count_needs_part", document.Warning, "conteos", document.Textf(
			"Los conteos son por parte y el inventario se lleva por fracción: no se comparan. Fije inventory_key: part.",
			"Counts are by part and the inventory is kept by fracción: they are not compared. Set inventory_key: part."))
		return
	}
	sum := counted{}
	for i := range rows {
		row := &rows[i]
		r.at("", row.Fecha)
		where := document.Textf("conteo %s %s", "count %s %s", row.Fecha, row.Parte)
		if parte := r.rename(row.Parte); r.isProduct(parte) {
			r.countProduct(sum, parte, row, where)
			continue
		}
		if g, ok := r.goods(row.Parte, row.Unidad, row.Contado, where); ok {
			r.count(sum, g.parte, g.Material, g.qty, row)
		}
	}
	for k, x := range sum {
		in := r.in(k.Material)
		in.Exits = append(in.Exits, *x)
	}
}

// counted is what was counted of a part in a material on a day.
type counted map[countKey]*Exit

type countKey struct {
	Material

	parte string
	on    document.Date
}

func (r *resolver) count(sum counted, parte string, m Material, q quantity.Micros, row *CountRow) {
	k := countKey{m, parte, row.Fecha}
	if sum[k] == nil {
		x := r.own("conteo:"+row.Fecha.String()+":"+parte, RoleConteo, parte, m, 0, row.Fecha, "", row.Motivo, "")
		sum[k] = &x
	}
	x := sum[k]
	x.Cantidad += q
	x.Motivo = min(x.Motivo, row.Motivo)
	for _, h := range row.Facts {
		x.Facts = sortedWith(x.Facts, h)
	}
}

func (r *resolver) countProduct(sum counted, parte string, row *CountRow, where document.Text) {
	made := r.t.Plant.BOM().Explode(bom.Request{Producto: parte, Cantidad: row.Contado, Moved: row.Fecha, LeadDays: r.t.Policy.BOMLeadDays})
	for _, p := range made.Problems {
		r.find("bom_"+string(p.Kind), document.Warning, where.ES, p.Message)
	}
	for _, n := range made.Needs {
		if n.Rol == bom.Incorporado {
			r.count(sum, n.Componente, r.partMaterial(n.Componente, n.Unidad), n.Cantidad, row)
		}
	}
}
