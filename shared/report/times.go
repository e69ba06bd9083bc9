package report

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
)

// Times are what the plant's tables tell of when their records happened and were
// received, and the company to which the term applies or not.
type Times struct {
	Clocks  []plant.Clock
	Company *rule.Company // nil without a programme file
}

// obligation48 is the key of the term in the table of obligations.
const obligation48 = "anexo24_c"

// The states of a record besides those of a term that is proved.
const (
	notProvable = "no_demostrable"
	notOurs     = "no_aplica"
	notInForce  = "no_vigente"
	noRecords   = "sin_registros"
)

// asked48 is what the law of a day asks: a term, or why there is none.
type asked48 struct {
	state string // "" where the term applies
	why   document.Text
	term  time.Duration
	law   catalog.ObligationRow
}

// law48 answers day by day.
type law48 struct {
	cat     *catalog.Catalog
	company *rule.Company
	days    map[document.Date]*asked48
}

func (l *law48) on(day document.Date) *asked48 {
	if a := l.days[day]; a != nil {
		return a
	}
	a := l.ask(day)
	l.days[day] = a
	return a
}

func (l *law48) ask(day document.Date) *asked48 {
	o, err := l.cat.Obligation(obligation48, day)
	switch {
	case err != nil:
		return &asked48{state: notInForce, why: document.Textf(
			"El plazo no estaba vigente el %[1]s, por lo que dice la tabla de ley obligaciones (%[2]s).", "The term was not in force on %[1]s, by what table of law obligaciones (%[2]s) says.", day, obligation48)}
	case l.company == nil:
		return &asked48{state: notProvable, law: o, why: document.Textf(
			"Sin archivo de programa no se sabe si la empresa está certificada, y el plazo es sólo de las que lo están.",
			"Without a programme file nobody knows whether the company is certified, and the term is for those alone that are.")}
	case !l.binds(&o, day):
		return &asked48{state: notOurs, law: o, why: document.Textf(
			"El archivo de programa no declara ninguna certificación el %s: a una IMMEX sin certificación no le aplica el apartado C.",
			"The programme file states no certification on %s: apartado C does not apply to an IMMEX without one.", day)}
	case o.Rule != catalog.RuleHoursAfter || o.N <= 0:
		return &asked48{state: notProvable, law: o, why: document.Textf("La tabla obligaciones no da el plazo en horas.", "Table obligaciones does not give the term in hours.")}
	}
	return &asked48{law: o, term: time.Duration(o.N) * time.Hour}
}

// binds reports that an obligation is the company's on a day.
func (l *law48) binds(o *catalog.ObligationRow, day document.Date) bool {
	if slices.Contains(o.Applies, "immex") {
		return true
	}
	return slices.Contains(o.Applies, "rece") && slices.ContainsFunc(l.company.Certifications, func(c rule.Certification) bool {
		return c.From <= day && (!c.To.Known() || day <= c.To)
	})
}

// within is what the law asks in a period of what is not told day by day: the term
// of the last day on which it applies, else what holds on the last day.
func (l *law48) within(from, to document.Date) *asked48 {
	for day := to; day >= from; day = day.AddDays(-1) {
		if a := l.on(day); a.state == "" {
			return a
		}
	}
	return l.on(to)
}

// hora48 is one record with the times that count of it.
type hora48 struct {
	clock   *plant.Clock
	record  *plant.Timed
	telling *plant.Telling
	took    time.Duration
	term    plant.Term
	state   string
	why     document.Text
}

// judge holds a record against the law, each telling on the day of its event: the
// worst counts.
func (l *law48) judge(c *plant.Clock, r *plant.Timed) (worst hora48) {
	for i := range r.Told {
		if h := l.tell(&r.Told[i], r.Fecha); i == 0 || h.worse(&worst) {
			worst = h
		}
	}
	worst.clock, worst.record = c, r
	if r.Differ() {
		worst.why = document.Text{
			ES: worst.why.ES + " Los archivos no escriben las mismas horas; cuenta la peor.", EN: worst.why.EN + " The files do not write the same times; the worst counts.",
		}
	}
	return worst
}

// tell is what one row says, on the day of its event, or of the record where it tells
// none.
func (l *law48) tell(t *plant.Telling, fecha document.Date) hora48 {
	day := t.Day()
	if !day.Known() {
		day = fecha
	}
	a := l.on(day)
	h := hora48{telling: t, state: a.state, why: a.why}
	if h.took, h.term = t.Took(a.term); a.state != "" {
		return h
	}
	if h.state = string(h.term); h.term != plant.InTerm && h.term != plant.OutOfTerm {
		h.state, h.why = notProvable, unproved(h.term)
	}
	return h
}

// worse orders what is said of one record twice.
func (h *hora48) worse(than *hora48) bool {
	states := []string{string(plant.OutOfTerm), notProvable, string(plant.InTerm), notOurs, notInForce}
	terms := []plant.Term{plant.OutOfTerm, plant.Backwards, plant.OneOffset, plant.ClockDoubt, plant.NoReceipt, plant.NoEvent, plant.InTerm}
	return cmp.Or(
		cmp.Compare(slices.Index(states, h.state), slices.Index(states, than.state)),
		cmp.Compare(slices.Index(terms, h.term), slices.Index(terms, than.term)), cmp.Compare(than.took, h.took)) < 0
}

// unproved says why two times prove nothing.
func unproved(t plant.Term) document.Text {
	switch t {
	case plant.Backwards:
		return document.Text{ES: "La recepción es anterior al evento: las horas se contradicen.", EN: "The receipt is before the event: the times contradict each other."}
	case plant.OneOffset:
		return document.Text{ES: "Una hora trae huso y la otra no: no se pueden restar.", EN: "One time has an offset and the other has none: they cannot be subtracted."}
	case plant.ClockDoubt:
		return document.Text{
			ES: "Está tan cerca del plazo que decide lo que no se escribió: los segundos, o el huso (el reloj pudo cambiar, o los sistemas estar en dos husos).",
			EN: "It is so near the term that what was not written decides: the seconds, or the offset (the clock may have changed, or the systems be in two zones).",
		}
	case plant.NoReceipt:
		return document.Text{ES: "Falta la hora de recepción.", EN: "The time of receipt is missing."}
	case plant.NoEvent:
		return document.Text{ES: "Falta la hora del evento.", EN: "The time of the event is missing."}
	case plant.InTerm, plant.OutOfTerm:
	}
	return document.Text{}
}

// lasted is how long it took as written, in hours, minutes and seconds; "" where that
// is not known.
func (h *hora48) lasted() string {
	switch h.term {
	case plant.NoEvent, plant.NoReceipt, plant.OneOffset:
		return ""
	case plant.InTerm, plant.OutOfTerm, plant.Backwards, plant.ClockDoubt:
	}
	sign, s := "", int64(h.took/time.Second)
	if s < 0 {
		sign, s = "-", -s
	}
	return fmt.Sprintf("%s%d:%02d:%02d", sign, s/3600, s/60%60, s%60)
}
