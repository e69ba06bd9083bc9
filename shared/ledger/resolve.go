package ledger

import (
	"cmp"
	"slices"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// resolver builds the movements of one group.
type resolver struct {
	e        effective
	cat      *catalog.Catalog
	policy   Policy
	effect   catalog.EffectRow
	byMat    map[Material]*Movements
	findings []Finding
}

// Resolve turns the observations of one group into movements: pure, and
// independent of the order of obs.
func Resolve(obs []Observation, cat *catalog.Catalog, policy Policy) Group {
	facts, lists, hashes := split(obs)
	if len(facts) == 0 {
		return waiting(lists)
	}
	r := &resolver{e: chain(facts), cat: cat, policy: policy, byMat: map[Material]*Movements{}}
	r.e.hashes = append(r.e.hashes, hashes...)
	slices.Sort(r.e.hashes)
	r.findings = r.e.findings
	f := &r.e.last.fact
	r.assignParts(f, lists)
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
		r.entries(f)
	case catalog.EffectExit:
		r.exits(f, nil)
	case catalog.EffectRegime:
		r.regime(f)
	case catalog.EffectNone, "":
	}
	g := Group{Root: r.e.root, Findings: r.findings}
	for _, m := range r.byMat {
		g.Movements = append(g.Movements, *m)
	}
	slices.SortFunc(g.Movements, func(a, b Movements) int {
		return cmp.Or(cmp.Compare(a.Material.Key, b.Material.Key), cmp.Compare(a.Material.Unit, b.Material.Unit))
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
	for _, clave := range claves {
		if row, ok = r.cat.Effect(clave, f.Operacion, allCases(f), f.Pago); ok {
			r.e.clave = clave
			return row, true
		}
	}
	return row, false
}

// split parts the observations by what they are, in canonical order.
func split(obs []Observation) (facts []Observation, lists []*PartList, hashes []document.Hash) {
	obs = slices.Clone(obs)
	slices.SortFunc(obs, func(a, b Observation) int { return cmp.Compare(a.Hash, b.Hash) })
	for _, o := range obs {
		if o.Parts != nil {
			lists = append(lists, o.Parts)
			hashes = append(hashes, o.Hash)
			continue
		}
		facts = append(facts, o)
	}
	return facts, lists, hashes
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

// allCases are the identifiers of the pedimento and of its partidas.
func allCases(f *Fact) []string {
	out := slices.Clone(f.Casos)
	for i := range f.Lineas {
		out = append(out, f.Lineas[i].Casos...)
	}
	return out
}

func (r *resolver) find(code string, sev document.Severity, where string, msg document.Text) {
	r.findings = append(r.findings, Finding{r.e.last.fact.Key, document.Finding{Code: code, Severity: sev, Where: where, Message: msg}})
}

func (r *resolver) suspended(sec int) bool {
	return r.e.last.suspended[-1] || r.e.last.suspended[sec]
}

// material is the key the balance of a line is kept under.
func (r *resolver) material(fraccion, parte, umt string) Material {
	if r.policy.InventoryKey == "part" && parte != "" {
		return Material{Kind: "part", Key: parte, Unit: umt}
	}
	return Fraccion(fraccion, umt)
}

func (r *resolver) in(m Material) *Movements {
	if r.byMat[m] == nil {
		r.byMat[m] = &Movements{Material: m}
	}
	return r.byMat[m]
}

// entries makes a lot of each partida.
func (r *resolver) entries(f *Fact) {
	first := r.e.first
	available, availableBasis := availability(first, r.effect)
	start, startBasis := stayStart(first, r.effect)
	var due document.Date
	source := ""
	if row, ok := r.cat.Stay(r.effect.Tipo, start); ok {
		source = row.Source
		if row.Months > 0 {
			due = start.AddMonths(row.Months)
		}
	}
	for i := range f.Lineas {
		l := &f.Lineas[i]
		if r.suspended(l.Sec) || l.CantidadUMT == 0 {
			continue
		}
		m := r.in(r.material(l.Fraccion, l.Parte, l.UMT))
		m.Lots = append(m.Lots, Lot{
			ID: lineID(r.e.root, l.Sec), Pedimento: r.e.root, Numeros: r.e.numbers, Partida: l.Sec, Clave: r.e.clave, Tipo: r.effect.Tipo,
			Fraccion: l.Fraccion, NICO: l.NICO, Descripcion: l.Descripcion, Parte: l.Parte, Serie: l.Serie, Origen: l.Origen,
			Cantidad: l.CantidadUMT, UMT: l.UMT, CantidadUMT: l.CantidadUMT, UMC: l.UMC, CantidadUMC: l.CantidadUMC,
			Aduana: l.Aduana, Dolares: l.Dolares, Pago: first.Pago,
			AvailableFrom: available, AvailableBasis: availableBasis, StayStart: start, StayBasis: startBasis,
			Due: due, DueSource: source, NamedOnly: r.effect.Tipo == "activo_fijo", Provisional: r.e.provisional,
			Tributos: l.Tributos, Facts: r.e.hashes,
		})
	}
}

// availability decides eligibility and PEPS order: crossing of the first
// remesa, entry or transfer date; payment only as an approximation.
func availability(f *Fact, row catalog.EffectRow) (document.Date, string) {
	switch {
	case f.Consolidado && f.Remesa.Known():
		return f.Remesa, "remesa"
	case f.Entrada.Known() && row.Tipo == "transferencia":
		return f.Entrada, "transferencia"
	case f.Entrada.Known():
		return f.Entrada, "entrada"
	}
	return f.Pago, "pago_aproximado"
}

// stayStart opens the stay: closing of the consolidado, selection, transfer
// (RLA art. 173; Decreto IMMEX art. 4); payment only as an approximation.
func stayStart(f *Fact, row catalog.EffectRow) (document.Date, string) {
	switch {
	case row.Tipo == "transferencia" && f.Entrada.Known():
		return f.Entrada, "transferencia"
	case row.Tipo == "transferencia":
		return f.Pago, "pago_aproximado"
	case f.Consolidado:
		return f.Pago, "cierre_consolidado"
	case f.Seleccion.Known():
		return f.Seleccion, "seleccion"
	}
	return f.Pago, "pago_aproximado"
}

// movedAt is when goods left: selection for what crosses the border, payment
// for virtual operations and changes of regime.
func movedAt(f *Fact, row catalog.EffectRow) (document.Date, string) {
	crosses := row.Tipo == "retorno" || row.Tipo == "empaque"
	if crosses && f.Seleccion.Known() {
		return f.Seleccion, "seleccion"
	}
	return f.Pago, "pago"
}

// exits makes an exit of each partida, less what records 512 already named.
func (r *resolver) exits(f *Fact, named map[Material]quantity.Micros) {
	moved, basis := movedAt(r.e.first, r.effect)
	for i := range f.Lineas {
		l := &f.Lineas[i]
		q := l.CantidadUMT
		if r.suspended(l.Sec) || q == 0 {
			continue
		}
		mat := r.material(l.Fraccion, l.Parte, l.UMT)
		if r.effect.Tipo == "empaque" && !slices.Contains(l.Casos, "EB") && !slices.Contains(f.Casos, "EB") {
			continue // A1 discharges only the packaging that carries EB
		}
		if goods := Fraccion(l.Fraccion, l.UMT); named[goods] > 0 { // record 512 knows no parts
			less := min(q, named[goods])
			named[goods] -= less
			q -= less
		}
		if q == 0 {
			continue
		}
		m := r.in(mat)
		m.Exits = append(m.Exits, Exit{
			ID: lineID(r.e.root, l.Sec), Rol: RoleSalida, Pedimento: r.e.root, Numeros: r.e.numbers, Partida: l.Sec, Clave: r.e.clave, Tipo: r.effect.Tipo,
			Fraccion: l.Fraccion, Descripcion: l.Descripcion, Parte: l.Parte, UMT: l.UMT, Cantidad: q, CantidadUMT: q,
			UMC: l.UMC, CantidadUMC: l.CantidadUMC, Comercial: l.Comercial, Dolares: l.Dolares, Destino: l.Origen,
			MovedAt: moved, MovedBasis: basis, PaidAt: r.e.first.Pago,
			SameState: r.effect.SameState || mat.Kind == "part", Regularises: r.e.clave == "A3", Facts: r.e.hashes,
		})
	}
}

func lineID(key string, sec int) string { return key + "-" + LineNumber(sec) }

// LineNumber is a partida number as it stands in the id of a lot or exit.
func LineNumber(sec int) string { return strconv.Itoa(sec) }
