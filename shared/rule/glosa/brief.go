package glosa

import (
	"slices"
	"unique"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/papers"
	"example.com/immex/shared/stay"
)

// Index holds briefs of all declarations of a company: what one of them may ask
// of the others.
type Index struct {
	bySuffix map[string][]*rule.Brief
	by       map[string][]replaced // by the suffix of what is replaced
	coves    map[string][]string
	cited    map[string][]citing // folded number of an invoice to pedimentos
	told     map[string]bool     // months of payment that a Data Stage tells of
}

// replaced is a number and the one that replaces it. Suffixes return after ten years.
type replaced struct{ old, by string }

// NewIndex makes an empty one.
func NewIndex() *Index {
	return &Index{bySuffix: map[string][]*rule.Brief{}, by: map[string][]replaced{}, coves: map[string][]string{}, told: map[string]bool{}, cited: map[string][]citing{}}
}

// Entry is what the index keeps of one declaration.
type Entry struct {
	rule.Brief
	coves []string
	cited []citation
	told  bool // by a Data Stage
}

// citation is an invoice as a declaration cites it: its number and whose it is, folded.
type citation struct {
	number string
	party  rule.Party
}

// citing is a declaration that cites an invoice, as of somebody.
type citing struct {
	pedimento string
	party     rule.Party
}

// EntryOf is the entry of one declaration; counterpart tells one of another
// company.
func EntryOf(p *pedimento.Pedimento, counterpart bool) *Entry {
	e := &Entry{Brief: rule.Brief{
		Number: own(p.Number), Clave: own(p.Clave), Operacion: own(p.Operacion), RFC: own(p.RFC), Regimen: own(p.Regimen),
		Pago: p.FechaPago, Entrada: p.FechaEntrada, Counterpart: counterpart,
	}}
	e.told = p.Source == document.SourceDataStage && !counterpart
	e.identify(p)
	if r := p.Rectifica; r != nil {
		e.Rectifica = own(r.NumberBy(p.FechaPago))
	}
	e.Partidas = make([]rule.BriefLine, len(p.Partidas))
	for i := range p.Partidas {
		q := &p.Partidas[i]
		e.Partidas[i] = rule.BriefLine{
			Secuencia: q.Secuencia, Fraccion: own(q.Fraccion), UMT: own(q.UMT), CantidadUMT: q.CantidadUMT,
			ValorAduana: q.ValorAduana, ValorComercial: q.ValorComercial,
		}
	}
	for i := range p.Facturas {
		if n := p.Facturas[i].COVE; n != "" && !slices.Contains(e.coves, n) {
			e.coves = append(e.coves, own(n))
		}
		if c := citationOf(&p.Facturas[i]); c.number != "" && !slices.Contains(e.cited, c) {
			e.cited = append(e.cited, c)
		}
	}
	return e
}

func citationOf(f *pedimento.Factura) citation {
	return citation{own(papers.Fold(f.Numero)), rule.Party{ID: own(papers.Fold(f.IDFiscal)), Name: own(papers.Fold(f.Proveedor))}}
}

// own is a text once in memory: a piece of a delivery would hold all of it.
func own(s string) string { return unique.Make(s).Value() }

// Add takes one declaration, each number once and in the order of numbers.
func (x *Index) Add(e *Entry) {
	key := pedimento.Suffix(e.Number)
	x.bySuffix[key] = append(x.bySuffix[key], &e.Brief)
	if e.Rectifica != "" && !e.Withdrawn { // what was withdrawn replaces nothing
		old := pedimento.Suffix(e.Rectifica)
		x.by[old] = append(x.by[old], replaced{e.Rectifica, e.Number})
	}
	if e.told && e.Pago.Known() {
		x.told[e.Pago.String()[:7]] = true
	}
	if e.Counterpart {
		return
	}
	for _, n := range e.coves {
		x.coves[n] = append(x.coves[n], e.Number)
	}
	for _, c := range e.cited {
		x.cited[c.number] = append(x.cited[c.number], citing{e.Number, c.party})
	}
}

// identify keeps what identifiers say that others ask for.
func (e *Entry) identify(p *pedimento.Pedimento) {
	e.Identified = rule.Identified(p)
	for i := range p.Identificadores {
		k := &p.Identificadores[i]
		switch k.Clave {
		case "PC", "RC":
			e.Consolidado = true
		case "IM":
			if e.Programa == "" && len(k.Complementos) > 0 {
				e.Programa = own(k.Complementos[0])
			}
		}
		e.stays(k)
	}
	for i := range p.Partidas {
		q := &p.Partidas[i]
		for j := range q.Identificadores {
			e.stays(&q.Identificadores[j])
		}
	}
}

// stays keeps an identifier once that may decide how long goods stay.
func (e *Entry) stays(k *pedimento.Identificador) {
	if !stay.Asked(k.Clave, catalog.Default()) {
		return
	}
	same := func(o stay.Identificador) bool {
		return o.Clave == k.Clave && slices.Equal(o.Complementos, k.Complementos)
	}
	if !slices.ContainsFunc(e.Casos, same) {
		mine := stay.Identificador{Clave: own(k.Clave)}
		for _, c := range k.Complementos {
			mine.Complementos = append(mine.Complementos, own(c))
		}
		e.Casos = append(e.Casos, mine)
	}
}

// Find implements rule.Others.
func (x *Index) Find(number string) *rule.Brief {
	var found *rule.Brief
	for _, b := range x.bySuffix[pedimento.Suffix(number)] {
		if !pedimento.Same(b.Number, number) {
			continue
		}
		if found != nil {
			return nil
		}
		found = b
	}
	return found
}

// Superseded implements rule.Others: of several the one of the last number.
func (x *Index) Superseded(number string) (by string) {
	for _, r := range x.by[pedimento.Suffix(number)] {
		if pedimento.Same(r.old, number) {
			by = r.by
		}
	}
	return by
}

// Delivered implements rule.Others.
func (x *Index) Delivered(month string) bool { return x.told[month] }

// UsesCOVE implements rule.Others.
func (x *Index) UsesCOVE(number string) []string { return x.coves[number] }

// CitesInvoice implements rule.Others.
func (x *Index) CitesInvoice(number string, of rule.Party) (out rule.Cited) {
	of = rule.Party{ID: papers.Fold(of.ID), Name: papers.Fold(of.Name)}
	for _, c := range x.cited[papers.Fold(number)] {
		same, said := sameParty(c.party, of)
		switch {
		case same && !slices.Contains(out.Sure, c.pedimento):
			out.Sure = append(out.Sure, c.pedimento)
		case !said && !slices.Contains(out.Unsure, c.pedimento):
			out.Unsure = append(out.Unsure, c.pedimento)
		}
	}
	out.Unsure = slices.DeleteFunc(out.Unsure, func(n string) bool { return slices.Contains(out.Sure, n) })
	return out
}

// sameParty reports that two papers name one party, and that they say it at all. Tax
// ids decide where both have one: one name is written in many ways, and two companies
// of a group share theirs.
func sameParty(a, b rule.Party) (same, said bool) {
	switch {
	case a.ID != "" && b.ID != "":
		return a.ID == b.ID, true
	case a.Name != "" && a.Name == b.Name:
		return true, true
	}
	return false, false
}

// Order sorts declarations as series want them.
func Order(a, b *pedimento.Pedimento) int {
	if c := compareDate(a.FechaPago, b.FechaPago); c != 0 {
		return c
	}
	if a.Number < b.Number {
		return -1
	}
	if a.Number > b.Number {
		return 1
	}
	return 0
}

func compareDate(a, b document.Date) int { return int(a) - int(b) }
