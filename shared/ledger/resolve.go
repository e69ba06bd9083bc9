package ledger

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/stay"
)

// Terms is what the books depend on besides facts about pedimentos: the policy
// of the programme, the catalogue, and what the plant's own tables say.
type Terms struct {
	Policy  Policy
	Catalog *catalog.Catalog
	Plant   Plant   // nil without tables
	Parts   Parts   // nil without tables
	Records Records // rows of the plant's tables about single pedimentos
	// Certificaciones are the registrations of the company and when they held.
	Certificaciones []stay.Certificacion
}

// resolver builds the movements of one group.
type resolver struct {
	e        effective
	t        Terms
	effect   catalog.EffectRow
	byMat    map[Material]*Movements
	byLine   map[int][]PartLine // what invoices say of each partida
	loose    map[string]bool    // fracciones of invoice lines that are no partida's; "" of unknown fracción
	findings []Finding
	heeded   map[string]bool // decisions that opening balances answer, by folio
}

// Resolve turns the observations of one group into movements, without tables
// of the plant.
func Resolve(obs []Observation, cat *catalog.Catalog, policy Policy) Group {
	t := Terms{Policy: policy, Catalog: cat}
	return t.Resolve(obs)
}

// Resolve turns the observations of one group into movements: pure, and
// independent of the order of obs.
func (t *Terms) Resolve(obs []Observation) Group {
	facts, papers, hashes := split(obs)
	if len(facts) == 0 {
		g := waiting(papers.lists)
		g.Findings = append(g.Findings, t.unheld(numbersOf(papers.lists))...)
		return g
	}
	r := &resolver{e: chain(facts), t: *t, byMat: map[Material]*Movements{}}
	r.e.hashes = append(r.e.hashes, hashes...)
	slices.Sort(r.e.hashes)
	r.findings = append(r.e.findings, papers.notices...)
	if r.e.last == nil {
		var gone []string
		for _, f := range facts {
			gone = append(gone, f.Fact.Key)
		}
		r.findings = append(r.findings, t.unheld(gone)...)
		return r.group(r.e.root)
	}
	r.claimed()
	f := &r.e.last.fact
	pieces := r.pieces(f, papers)
	row, ok := r.effectOf(f)
	if !ok {
		r.find("clave_without_effect", document.Warning, "encabezado", document.Textf(
			"La clave %s (%s) no está en la tabla de efectos: no mueve el inventario. Revise si debe.",
			"Clave %s (%s) is not in the table of effects: it does not move the inventory. Check whether it should.",
			f.Clave, f.Operacion))
	}
	r.effect = row
	switch row.Effect {
	case catalog.EffectEntry:
		r.entries(f, pieces)
	case catalog.EffectExit:
		r.exits(f, pieces, nil)
	case catalog.EffectRegime:
		r.regime(f, pieces)
	case catalog.EffectNone, "":
	}
	r.decided()
	r.ofLots()
	return r.group(r.e.root)
}

// group is what was resolved, in the order of the materials.
func (r *resolver) group(root string) Group {
	g := Group{Root: root, Findings: r.findings}
	for _, m := range r.byMat {
		g.Movements = append(g.Movements, *m)
	}
	slices.SortFunc(g.Movements, func(a, b Movements) int {
		return cmp.Or(cmp.Compare(a.Material.Key, b.Material.Key), cmp.Compare(a.Material.Unit, b.Material.Unit), cmp.Compare(a.Material.Kind, b.Material.Kind))
	})
	return g
}

// effectOf finds the effect of the clave. A rectification that is R1 in its
// source has that of what it rectifies.
func (r *resolver) effectOf(f *Fact) (row catalog.EffectRow, ok bool) {
	claves := []string{f.Clave}
	if f.EsRectif {
		if f.Rectifica != nil {
			claves = append(claves, f.Rectifica.Clave)
		}
		claves = append(claves, r.e.first.Clave)
	}
	cases := allCases(f)
	for _, clave := range claves {
		if row, ok = r.t.Catalog.Effect(clave, f.Operacion, cases, f.Pago); ok {
			r.e.clave = clave
			return row, true
		}
	}
	return row, false
}

// behind is what papers say of a pedimento: invoices that name it, CFDI it
// declares, and what is to be said of these.
type behind struct {
	lists, tied []*PartList
	notices     []Finding
}

// split parts the observations by what they are, in canonical order.
func split(obs []Observation) (facts []Observation, papers behind, hashes []document.Hash) {
	obs = slices.Clone(obs)
	slices.SortStableFunc(obs, func(a, b Observation) int { return cmp.Compare(a.Hash, b.Hash) })
	var lists []Observation
	for _, o := range obs {
		switch {
		case o.Parts != nil:
			lists = append(lists, o)
			hashes = append(hashes, o.Hash)
		case o.Tied != nil:
			papers.tied = append(papers.tied, o.Tied)
			hashes = append(hashes, o.Hash)
		case o.Notice != nil:
			papers.notices = append(papers.notices, *o.Notice)
		case o.Fact != nil:
			facts = append(facts, o)
		}
	}
	kept, displaced := current(lists)
	papers.lists, papers.notices = kept, append(papers.notices, displaced...)
	return facts, papers, hashes
}

// waiting: an invoice came before its pedimento.
func waiting(lists []*PartList) Group {
	g := Group{}
	for _, l := range lists {
		if g.Root == "" || l.Pedimento < g.Root {
			g.Root = l.Pedimento
		}
		g.Findings = append(g.Findings, Finding{l.Pedimento, document.Finding{
			Code: "invoice_without_pedimento", Severity: document.Warning, Where: "factura " + l.Invoice,
			Message: document.Textf(
				"La factura cita el pedimento %s, que no está en los libros; agréguelo.",
				"The invoice cites pedimento %s, which is not in the books; add it.", l.Pedimento),
		}})
	}
	return g
}

// allCases are the claves of the identifiers of the pedimento and of its
// partidas.
func allCases(f *Fact) []string {
	out := claves(f.Casos)
	for i := range f.Lineas {
		out = append(out, claves(f.Lineas[i].Casos)...)
	}
	return out
}

func claves(casos []string) []string {
	out := make([]string, len(casos))
	for i, c := range casos {
		out[i], _, _ = strings.Cut(c, "|")
	}
	return out
}

// identifiers are the cases of a partida and its pedimento as a stay sees them.
func identifiers(lists ...[]string) []stay.Identificador {
	var out []stay.Identificador
	for _, casos := range lists {
		for _, c := range casos {
			parts := strings.Split(c, "|")
			out = append(out, stay.Identificador{Clave: parts[0], Complementos: parts[1:]})
		}
	}
	return out
}

func (r *resolver) find(code string, sev document.Severity, where string, msg document.Text) {
	r.findings = append(r.findings, Finding{r.e.last.fact.Key, document.Finding{Code: code, Severity: sev, Where: where, Message: msg}})
}

func (r *resolver) suspended(sec int) bool {
	return r.e.last.suspended[-1] || r.e.last.suspended[sec] || r.e.open() && !r.freed(sec)
}

func (r *resolver) in(m Material) *Movements {
	if r.byMat[m] == nil {
		r.byMat[m] = &Movements{Material: m}
	}
	return r.byMat[m]
}

// entries makes a lot of each piece.
func (r *resolver) entries(f *Fact, pieces []piece) {
	pareja := r.pareja(f)
	proveedor, by := r.proveedor(f, identifiers(f.Casos))
	for i := range pieces {
		p := &pieces[i]
		if r.suspended(p.Sec) || p.CantidadUMT == 0 {
			continue
		}
		k := r.measure(p)
		r.checkFactor(p, k)
		m := r.in(k.Material)
		s := r.stay(f, p, proveedor)
		l := Lot{
			ID: p.id, Pedimento: r.e.root, Numeros: r.e.numbers, Partida: p.Sec, Clave: r.e.clave, Tipo: r.effect.Tipo,
			Fraccion: p.Fraccion, NICO: p.NICO, Descripcion: p.Descripcion, Parte: p.Parte, Serie: p.Serie, Origen: p.Origen,
			Cantidad: k.qty, UMT: p.UMT, CantidadUMT: p.CantidadUMT, UMC: p.UMC, CantidadUMC: p.CantidadUMC,
			Aduana: p.Aduana, Dolares: p.Dolares, Pago: r.e.first.Pago,
			AvailableFrom: s.AvailableFrom, AvailableBasis: s.AvailableBasis, StayStart: s.StayStart, StayBasis: s.StayBasis,
			Due: s.Due, DueLast: s.Last(), DueSource: s.Source, DueReasons: s.Reasons, NamedOnly: r.effect.Tipo == "activo_fijo", Provisional: r.e.provisional, ParteSupuesta: p.assumed,
			Tributos: p.Tributos, Pareja: pareja, Facts: sortedWith(r.e.hashes, by),
		}
		if s.DueExtended != s.Due {
			l.DueExtended = s.DueExtended
		}
		l.Completo = completed(r.e.first, l.AvailableFrom)
		r.opened(&l, k.Material)
		m.Lots = append(m.Lots, r.assets(l)...)
	}
}

// completed is by when all of a consolidado had crossed, where that is later
// than its first remesa: nothing says how much of a partida came with which, so
// all of it counts as there from the first, and what leaves before the last is
// assumed.
func completed(first *Fact, from document.Date) document.Date {
	last := first.Seleccion
	if !last.Known() {
		last = first.Pago
	}
	if !first.Consolidado || last <= from {
		return 0
	}
	return last
}

// stay is how long a piece may stay, by dated rules. Where the rules leave two
// periods the earlier due date counts, since it is the one to warn by.
func (r *resolver) stay(f *Fact, p *piece, proveedor string) stay.Stay {
	first := r.e.first
	in := stay.Input{
		Tipo: r.effect.Tipo, Clave: r.e.clave, Identificadores: identifiers(f.Casos, p.Casos), Fraccion: p.Fraccion,
		Consolidado: first.Consolidado, Remesa: first.Remesa, Seleccion: first.Seleccion, Entrada: first.Entrada, Pago: first.Pago,
		Certificaciones: r.t.Certificaciones, Proveedor: proveedor,
	}
	if r.t.Plant != nil {
		if part, ok := r.t.Plant.Part(p.Parte, first.Pago); ok {
			in.Bien = bienOf(part.Tipo)
		}
	}
	return stay.Of(&in, r.t.Catalog)
}

// bienOf is a type of the catalogue of parts as a stay knows it.
func bienOf(tipo string) string {
	switch tipo {
	case "activo":
		return "activo_fijo"
	case "empaque":
		return "empaque"
	}
	return ""
}

// pareja says how well a V1 is paired: its record 512 and identifier name a
// counterpart, or nothing does.
func (r *resolver) pareja(f *Fact) string {
	switch {
	case r.e.clave != "V1":
		return ""
	case len(f.Nombrados) > 0 && slices.Contains(allCases(f), "V1"):
		return "referenciada"
	}
	return "sin_referencia"
}

// movedAt is when goods left: selection for what crosses the border, payment
// for virtual operations and changes of regime.
func movedAt(f *Fact, row catalog.EffectRow) (document.Date, string) {
	if crosses(row) && f.Seleccion.Known() {
		return f.Seleccion, "seleccion"
	}
	return f.Pago, "pago"
}

// crosses reports an exit whose goods pass the border.
func crosses(row catalog.EffectRow) bool { return row.Tipo == "retorno" || row.Tipo == "empaque" }

// exits makes an exit of each piece, less what records 512 already named.
func (r *resolver) exits(f *Fact, pieces []piece, named map[Material]quantity.Micros) {
	r.exitsOf(f, pieces, named, func(*Exit) {})
}

// exitsOf is exits, of which each has something more to say.
func (r *resolver) exitsOf(f *Fact, pieces []piece, named map[Material]quantity.Micros, more func(*Exit)) {
	moved, basis := movedAt(r.e.first, r.effect)
	for i := range pieces {
		p := &pieces[i]
		q := p.CantidadUMT
		if r.suspended(p.Sec) || q == 0 {
			continue
		}
		if r.effect.Tipo == "empaque" && !slices.Contains(claves(p.Casos), "EB") && !slices.Contains(claves(f.Casos), "EB") {
			continue // A1 discharges only the packaging that carries EB
		}
		if q -= less(named, p); q == 0 {
			continue
		}
		k := r.measure(p)
		if q != p.CantidadUMT { // what is left of the piece
			k.qty, k.umt = proportion(k.qty, q, p.CantidadUMT), q
			rest := share{of: p.CantidadUMT, done: p.CantidadUMT - q}
			p.Comercial, p.Dolares = rest.amount(p.Comercial, q, pesos), rest.amount(p.Dolares, q, cents)
		}
		x := Exit{
			ID: p.id, Rol: RoleSalida, Pedimento: r.e.root, Numeros: r.e.numbers, Partida: p.Sec, Clave: r.e.clave, Tipo: r.effect.Tipo,
			Fraccion: p.Fraccion, Descripcion: p.Descripcion, Parte: p.Parte, Cantidad: k.qty, UMT: p.UMT, CantidadUMT: k.umt,
			UMC: p.UMC, CantidadUMC: p.CantidadUMC, Comercial: p.Comercial, Dolares: p.Dolares, Destino: p.Origen,
			MovedAt: moved, MovedBasis: basis, PaidAt: r.e.first.Pago, Serie: p.Serie, Pareja: r.pareja(f),
			SameState: r.effect.SameState || k.Kind != KindFraccion, Regularises: r.e.clave == "A3", OtraUnidad: k.clash, ParteSupuesta: p.assumed, Facts: r.e.hashes,
		}
		r.asScrap(f, p, k.Material, &x)
		more(&x)
		if r.t.Policy.InventoryKey == KindPart && r.isProduct(p.Parte) {
			if !k.clash {
				r.explode(p, x)
				continue
			}
			x.Causa, x.Producto, x.Cantidades = CauseUnit, p.Parte, k.qty // how many of the product is unknown
		}
		m := r.in(k.Material)
		m.Exits = append(m.Exits, x)
	}
}

// less is what records 512 name already of a piece: they know no parts.
func less(named map[Material]quantity.Micros, p *piece) quantity.Micros {
	goods := Fraccion(p.Fraccion, p.UMT)
	q := min(p.CantidadUMT, named[goods])
	if q > 0 {
		named[goods] -= q
	}
	return q
}

func lineID(key string, sec int) string { return key + "-" + LineNumber(sec) }

// isLineID reports whether an id is lineID(key, sec), without making that.
func isLineID(id, key string, sec int) bool {
	rest, ok := strings.CutPrefix(id, key)
	return ok && len(rest) > 1 && rest[0] == '-' && rest[1:] == LineNumber(sec)
}

// LineNumber is a partida number as it stands in the id of a lot or exit.
func LineNumber(sec int) string { return strconv.Itoa(sec) }
