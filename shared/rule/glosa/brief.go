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
	cited    map[string][]string // folded number of an invoice to pedimentos
	told     map[string]bool     // months of payment that a Data Stage tells of
}

// replaced is a number and the one that replaces it. Suffixes return after ten years.
type replaced struct{ old, by string }

// NewIndex makes an empty one.
func NewIndex() *Index {
	return &Index{bySuffix: map[string][]*rule.Brief{}, by: map[string][]replaced{}, coves: map[string][]string{}, told: map[string]bool{}, cited: map[string][]string{}}
}

// Entry is what the index keeps of one declaration.
type Entry struct {
	rule.Brief
	coves []string
	cited []string // folded numbers of invoices
	told  bool     // by a Data Stage
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
		if n := papers.Fold(p.Facturas[i].Numero); n != "" && !slices.Contains(e.cited, n) {
			e.cited = append(e.cited, own(n))
		}
	}
	return e
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
	for _, n := range e.cited {
		x.cited[n] = append(x.cited[n], e.Number)
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
func (x *Index) CitesInvoice(number string) []string { return x.cited[papers.Fold(number)] }

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
