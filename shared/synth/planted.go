package synth

// Causes of the planned shortages, in the words of the ledger.
const (
	causeOver  = "over_discharge"
	causeEarly = "late_import"
	causeNever = "before_window"
)

// planted are the pedimentos with deliberate defects: they agree with
// themselves, and the books must say what is wrong with them. They stand in
// the first month and the second (all in the first when it is the only one).
func (g *generator) planted(index int) []*ped {
	var out []*ped
	if index == 0 {
		in := g.plant(errand{clave: "IN", op: 1, day: 3})
		g.record(in, g.goods(g.byRole(roleOver), 1_000_000), "entrada", true)
		g.close(in)
		out = append(out, in)
	}
	if index != min(1, g.opt.Months-1) {
		return out
	}
	return append(append(out, g.overExport(), g.strangeClave(), g.neverImported()), g.early()...)
}

// early is the F4 that names an IN paid ten days later, and that IN.
func (g *generator) early() []*ped {
	key := g.byRole(roleEarly)
	in := g.plant(errand{clave: "IN", op: 1, day: 22})
	g.record(in, g.goods(key, 400_000), "entrada", true)
	g.close(in)
	f4 := g.plant(errand{clave: "F4", op: 1, day: 12})
	q := g.goods(key, 150_000)
	g.record(f4, q, "cambio_regimen", false)
	e := &g.events[len(g.events)-1]
	e.named, e.causa = in.number, causeEarly
	f4.descargos = []descargo{{
		in.patente, in.doc, in.aduana, in.clave, in.pago, q.fraccion, q.mat.umt, q.umt,
	}}
	g.close(f4)
	g.defect(ErrorTruth{Kind: "f4_before_its_in", Pedimento: f4.number, Expect: "shortage " + causeEarly})
	return []*ped{f4, in}
}

// plant opens a pedimento that is not consolidated.
func (g *generator) plant(e errand) *ped {
	p := g.open(e)
	p.consolidado, p.sel = false, []seleccion{{fecha: p.pago, minuto: 600, semaforo: 1}}
	return p
}

// overExport returns 1,500 units where 1,000 entered.
func (g *generator) overExport() *ped {
	p := g.plant(errand{clave: "RT", op: 2, day: 20})
	g.record(p, g.goods(g.byRole(roleOver), 1_500_000), "retorno", false)
	g.events[len(g.events)-1].causa = causeOver
	g.close(p)
	g.defect(ErrorTruth{Kind: "over_export", Pedimento: p.number, Expect: "shortage " + causeOver})
	return p
}

// neverImported returns a finished product whose fracción never entered.
func (g *generator) neverImported() *ped {
	p := g.plant(errand{clave: "RT", op: 2, day: 21})
	g.record(p, g.goods(g.byRole(roleProduct), 300_000), "retorno", false)
	g.events[len(g.events)-1].causa = causeNever
	g.close(p)
	g.defect(ErrorTruth{Kind: "never_imported", Pedimento: p.number, Expect: "shortage " + causeNever})
	return p
}

// strangeClave is a clave without a row in the table of effects (samples,
// Apéndice 2 BP): it makes no fact and a finding.
func (g *generator) strangeClave() *ped {
	p := g.plant(errand{clave: "BP", op: 1, day: 11})
	q := g.goods(g.byRole(roleNational), 5_000)
	q.price(p.tc, q.mat.precio)
	p.partidas = append(p.partidas, q)
	g.close(p)
	g.defect(ErrorTruth{Kind: "unknown_clave", Pedimento: p.number, Expect: "finding: clave without effect, no fact"})
	return p
}

// defect lists a planned defect of the current delivery.
func (g *generator) defect(e ErrorTruth) {
	if e.File == "" {
		e.File = g.day.name()
	}
	g.truth.Errors = append(g.truth.Errors, e)
}
