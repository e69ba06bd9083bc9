package contingencia

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// The contributions an estimate has a line for. OTROS are the rest of what a
// pedimento declares and does not pay (IEPS and the like).
const (
	IGI   = "IGI"
	CC    = "CC"
	DTA   = "DTA"
	IVA   = "IVA"
	Otros = "OTROS"
)

// claves lists them in the order of totals.
func claves() []string { return []string{IGI, CC, DTA, IVA, Otros} }

// Base is what an amount rests on.
type Base string

// The bases.
const (
	Declarada   Base = "declarada"   // the pedimento's own, not paid in cash
	Pagada      Base = "pagada"      // the pedimento paid it: nothing is omitted
	PorTasa     Base = "tasa"        // customs value × rate of the tariff
	Supuesta    Base = "supuesta"    // customs value × rate a person assumes
	PorFormula  Base = "formula"     // rate × the base of the law
	Ninguna     Base = "ninguna"     // not declared: none is taken
	Desconocida Base = "desconocida" // nobody knows
)

// Contribucion is a contribution not paid of what is left of a lot, before
// actualización.
type Contribucion struct {
	Clave   string       `json:"contribucion"`
	Importe money.Amount `json:"importe"` // whole pesos
	Base    Base         `json:"base"`
	// Declarado is what the pedimento says was not paid, of what is left, where
	// the amount does not rest on it.
	Declarado money.Amount   `json:"declarado"`
	Motivo    *document.Text `json:"motivo,omitempty"` // why it is unknown
	exact     exact
}

// declared is what a pedimento says of one contribution, of the whole lot.
type declared struct {
	lines            int
	unpaid, paid     exact
	hasUnpaid, wrong bool
}

func (d *declared) add(t *ledger.Tributo) {
	d.lines++
	amount := exactly(t.Importe)
	switch {
	case !amount.known():
		d.wrong = true
	case t.Suspended():
		d.hasUnpaid, d.unpaid = true, d.unpaid.plus(amount)
	default:
		d.paid = d.paid.plus(amount)
	}
}

// nothing reports a contribution declared and of no amount at all: exempt, or
// of rate zero.
func (d *declared) nothing() bool {
	return d.lines > 0 && !d.wrong && d.unpaid.zero() && d.paid.zero()
}

// reading is a lot on its way to its contributions.
type reading struct {
	*Calculo
	lot   *Lot
	part  exact       // of the lot that is left
	value exact       // customs value of it
	said  [5]declared // by slot
	out   *Lote
}

// slot is the place of a contribution in what a pedimento says.
func slot(clave string) int {
	if at := slices.Index(claves(), clave); at >= 0 {
		return at
	}
	return slot(Otros)
}

// declare sorts what the pedimento says by contribution.
func (r *reading) declare() {
	for i := range r.said {
		r.said[i] = declared{unpaid: none(), paid: none()}
	}
	for i := range r.lot.Tributos {
		t := &r.lot.Tributos[i]
		at := slot(r.law.Contribution(t.Clave))
		if at == slot(Otros) && !t.Suspended() {
			continue // paid, or no contribution of the goods
		}
		r.said[at].add(t)
	}
}

// of is what the pedimento says of one.
func (r *reading) of(clave string) *declared { return &r.said[slot(clave)] }

// contributions are those of what is left of the lot, in the order the base of
// the next one needs them.
func (r *reading) contributions() []Contribucion {
	r.declare()
	igi := r.rated(IGI, r.lot.TasaIGI)
	cc := r.rated(CC, r.lot.TasaCC)
	dta, others := r.dta(), r.others()
	out := []Contribucion{igi, cc, dta, others, r.iva(igi.exact, cc.exact, dta.exact, others.exact)}
	kept := out[:0]
	for _, c := range out {
		if c.Clave == Otros && c.exact.zero() {
			continue
		}
		c.Importe = c.exact.round()
		if !c.Importe.Known() && c.Motivo == nil {
			c.Motivo = text("El importe no cabe en los libros.", "The amount does not fit in the books.")
		}
		kept = append(kept, c)
	}
	return kept
}

// unknown is a contribution nobody knows, and why.
func unknown(clave string, why *document.Text) Contribucion {
	return Contribucion{Clave: clave, Base: Desconocida, Motivo: why}
}

// silent is the answer where the pedimento is not known or not readable.
func (r *reading) silent(clave string, d *declared) (Contribucion, bool) {
	switch {
	case r.lot.SinTributos:
		return unknown(clave, textf("%s: sólo se conoce el lote por un saldo inicial, y no qué pagó su pedimento.",
			"%s: the lot is known by an opening balance alone, and not what its pedimento paid.", clave)), true
	case d.wrong:
		return unknown(clave, textf("%s: el pedimento no da su importe.", "%s: the pedimento does not give its amount.", clave)), true
	}
	return Contribucion{}, false
}

// rated is IGI or CC: as declared, else by its rate. A pedimento that declares
// no IGI and a tariff that nobody delivered leave it unknown; a CC is the
// exception, so none declared is none.
func (r *reading) rated(clave string, rate money.Amount) Contribucion {
	d := r.of(clave)
	if c, ok := r.silent(clave, d); ok {
		return c
	}
	switch {
	case d.hasUnpaid:
		r.note(SupuestoDeclarado, clave == IGI)
		return Contribucion{Clave: clave, Base: Declarada, exact: d.unpaid.times(r.part)}
	case d.lines > 0:
		r.note(SupuestoIGIPagado, clave == IGI && !d.nothing())
		return Contribucion{Clave: clave, Base: Pagada, exact: none()}
	case rate.Known():
		return r.byRate(clave, PorTasa, rate)
	case clave == CC:
		r.note(SupuestoSinCC, true)
		return Contribucion{Clave: clave, Base: Ninguna, exact: none()}
	case r.opt.TasaIGI.Known():
		return r.byRate(clave, Supuesta, r.opt.TasaIGI)
	}
	return unknown(clave, text("IGI: el pedimento no lo declara y no hay tasa de su fracción; entregue una tabla tasas_tigie.",
		"IGI: the pedimento does not declare it and there is no rate of its fracción; deliver a table tasas_tigie."))
}

// byRate is customs value × rate; goods of rate zero are exempt, whatever their
// value.
func (r *reading) byRate(clave string, base Base, rate money.Amount) Contribucion {
	x := exactly(rate)
	r.out.exempt = r.out.exempt || clave == IGI && x.zero()
	if !x.zero() && !r.value.known() {
		return unknown(clave, noValue(clave))
	}
	r.note(SupuestoTasa, clave == IGI && base == PorTasa)
	r.note(SupuestoTasaDada, base == Supuesta)
	return Contribucion{Clave: clave, Base: base, exact: r.value.times(x)}
}

// dta is that of a definitive import less what was paid; that it is owed is not
// confirmed, and a person may leave it out.
func (r *reading) dta() Contribucion {
	if r.opt.SinDTA {
		return Contribucion{Clave: DTA, Base: Ninguna, exact: none()}
	}
	d := r.of(DTA)
	if c, ok := r.silent(DTA, d); ok {
		return c
	}
	switch {
	case r.dtaRate.why != nil:
		return unknown(DTA, r.dtaRate.why)
	case !r.value.known():
		return unknown(DTA, noValue(DTA))
	}
	r.note(SupuestoDTA, true)
	return Contribucion{Clave: DTA, Base: PorFormula, exact: r.value.times(r.dtaRate.value).less(d.paid.times(r.part))}
}

// others are what else the pedimento declares and does not pay, as declared.
func (r *reading) others() Contribucion {
	d := r.of(Otros)
	if d.wrong {
		return unknown(Otros, textf("%s: el pedimento no da su importe.", "%s: the pedimento does not give its amount.", Otros))
	}
	return Contribucion{Clave: Otros, Base: Declarada, exact: d.unpaid.times(r.part)}
}

// iva is the rate × (customs value + the other contributions), where it was not
// paid in cash. A pedimento that declares none of it paid none; one of no
// amount is of goods of rate zero, and one paid in part keeps what it declared.
func (r *reading) iva(base ...exact) Contribucion {
	d := r.of(IVA)
	if c, ok := r.silent(IVA, d); ok {
		return c
	}
	asDeclared := d.unpaid.times(r.part)
	switch {
	case d.nothing():
		return Contribucion{Clave: IVA, Base: Declarada, exact: none()}
	case d.lines > 0 && !d.hasUnpaid:
		return Contribucion{Clave: IVA, Base: Pagada, exact: none()}
	case d.hasUnpaid && !d.paid.zero():
		r.note(SupuestoIVAParte, true)
		return Contribucion{Clave: IVA, Base: Declarada, exact: asDeclared}
	}
	sum := r.value
	for _, b := range base {
		sum = sum.plus(b)
	}
	amount := sum.times(r.ivaRate.value)
	switch {
	case amount.known() && d.hasUnpaid:
		c := Contribucion{Clave: IVA, Base: PorFormula, Declarado: asDeclared.round(), exact: amount}
		r.note(SupuestoIVADifiere, !c.Declarado.Equal(amount.round()))
		return c
	case amount.known():
		r.note(SupuestoSinIVA, true)
		return Contribucion{Clave: IVA, Base: PorFormula, exact: amount}
	case d.hasUnpaid:
		r.note(SupuestoIVADeclarado, true)
		return Contribucion{Clave: IVA, Base: Declarada, exact: asDeclared}
	case r.ivaRate.why != nil:
		return unknown(IVA, r.ivaRate.why)
	}
	return unknown(IVA, text("IVA: su base tiene una parte que se desconoce y el pedimento no lo declara.",
		"IVA: a part of its base is unknown and the pedimento does not declare it."))
}

func noValue(clave string) *document.Text {
	return textf("%s: no se conoce el valor en aduana del lote.", "%s: the customs value of the lot is unknown.", clave)
}

func text(es, en string) *document.Text { return &document.Text{ES: es, EN: en} }

func textf(es, en string, args ...any) *document.Text {
	t := document.Textf(es, en, args...)
	return &t
}
