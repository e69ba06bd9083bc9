package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// deadlineLine is the JSON of one deadline; without a day it runs from an event
// that nobody told.
type deadlineLine struct {
	RFC *string `json:"rfc"`
	calendar.Deadline
	Title   string  `json:"titulo"`
	What    *string `json:"hecho"`                 // what it runs from
	Days    int     `json:"n"`                     // of the rule: days, business days or hours
	Rule    string  `json:"regla"`                 // as the table has it
	Shifted bool    `json:"se_recorre"`            // the day is none of business
	Ours    *string `json:"aplica_al_programa"`    // si or desconocido; null without a programme
	Why     *string `json:"aplica_motivo"`         // what says so
	Held    string  `json:"confianza_en_palabras"` // the label of confidence in words
}

// calendarCmd prints when what is owed falls due.
func (a *app) calendarCmd() *cobra.Command {
	var year, from, to string
	c := &cobra.Command{
		Use: "calendar",
		Short: a.say("cuándo vence cada obligación: RAOCE, INEGI, SCCCyG, DIOT, consolidados, CTM, certificación",
			"when each obligation falls due: RAOCE, INEGI, SCCCyG, DIOT, consolidated closings, CTM, certification"),
		Args: a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			first, last, err := a.periodOf(year, from, to)
			if err != nil {
				return err
			}
			of, cat, err := a.lawOf(c)
			if err != nil {
				return err
			}
			return a.printCalendar(of, cat, first, last)
		},
	}
	fl := c.Flags()
	fl.StringVar(&year, "year", "", a.say("año AAAA (si no se da nada: el de hoy)", "year YYYY (default: this year)"))
	fl.StringVar(&from, "from", "", a.say("desde este día, AAAA-MM-DD", "from this day, YYYY-MM-DD"))
	fl.StringVar(&to, "to", "", a.say("hasta este día, AAAA-MM-DD", "up to this day, YYYY-MM-DD"))
	return c
}

// maxYears is the longest span: what is law in ten years nobody knows.
const maxYears = 10

// periodOf is the days asked for: a year, or from one day to another.
func (a *app) periodOf(year, from, to string) (first, last document.Date, err error) {
	if year != "" && from+to != "" || (from == "") != (to == "") {
		return 0, 0, usage(errors.New(a.say("indique --year AAAA, o --from y --to juntos", "give --year YYYY, or --from and --to together")))
	}
	if from != "" {
		if first, err = a.day("from", from); err == nil {
			last, err = a.day("to", to)
		}
		if err == nil && (last < first || last > first.AddMonths(12*maxYears)) {
			err = usage(errors.New(a.say("--to %s no es posterior a --from %s, o pasa de %d años", "--to %s is not after --from %s, or is over %d years away", to, from, maxYears)))
		}
		return first, last, err
	}
	y := a.today().Year()
	if year != "" {
		d, bad := document.ParseDate(year + "-01-01")
		if bad != nil || !d.Known() || len(year) != 4 {
			return 0, 0, usage(errors.New(a.say("--year dice %q; se espera AAAA", "--year says %q; expected YYYY", year)))
		}
		y = d.Year()
	}
	return document.NewDate(y, 1, 1), document.NewDate(y, 12, 31), nil
}

func (a *app) printCalendar(of *concerned, cat *catalog.Catalog, from, to document.Date) error {
	due := step.Deadlines(of.programme(), cat, from, to)
	for i := range due {
		on := due[i].Due
		if due[i].Event.Known() {
			on = due[i].Event
		}
		o, _ := cat.Obligation(due[i].Code, on) // Between and After found it
		if err := a.printDeadline(of, &due[i], &o); err != nil {
			return err
		}
	}
	var running []catalog.ObligationRow
	for _, o := range cat.Obligations() {
		if !o.Rule.Recurrent() && o.From <= to && (!o.To.Known() || o.To >= from) {
			running = append(running, o)
		}
	}
	if !a.json {
		a.printf("%d vencimientos de %s a %s. Corren desde un hecho, sin día en esta tabla:", "%d deadlines from %s to %s. Running from an event, without a day in this table:", len(due), from, to)
	}
	for i := range running {
		o := &running[i]
		d := calendar.Deadline{Code: o.Code, Title: o.Title, Applies: o.Applies, Source: o.Source, Confidence: o.Confidence, Since: o.From}
		if err := a.printDeadline(of, &d, o); err != nil {
			return err
		}
	}
	if !a.json {
		a.printf("Los días inhábiles son los que el catálogo conoce (immex law dias_inhabiles); que un vencimiento se recorra por ser inhábil (CFF 12) no está confirmado para cada obligación. No se sabe qué se presentó ya.",
			"Non-business days are those the catalogue knows (immex law dias_inhabiles); that a deadline moves off one (CFF 12) is not confirmed for each obligation. What was filed already is not known.")
	}
	return nil
}

func (a *app) printDeadline(of *concerned, d *calendar.Deadline, o *catalog.ObligationRow) error {
	l := deadlineLine{
		RFC: of.name(), Deadline: *d, Title: d.Title.In(a.lang), What: optional(o.Event.In(a.lang)), Days: o.N, Rule: string(o.Rule),
		Shifted: d.Extended.Known() && d.Extended != d.Due, Held: a.confidence(d.Confidence),
	}
	if of != nil {
		ours := "desconocido"
		known, why := step.Applies(&of.basis, d.Applies, d.Due)
		if known {
			ours = "si"
		}
		l.Ours, l.Why = &ours, optional(why.In(a.lang))
	}
	if a.json {
		return a.emit(l)
	}
	day := a.say("(sin día)", "(no day)")
	if d.Due.Known() {
		day = d.Due.String()
	}
	line := day + "  " + l.Title
	if l.Shifted {
		line += a.say(" → %s si se recorre por inhábil", " → %s if it moves off a non-business day", d.Extended)
	}
	a.printf("%s", "%s", line)
	var notes []string
	switch {
	case d.Event.Known():
		notes = append(notes, a.say("desde %s, %s", "from %s, %s", o.Event.In(a.lang), d.Event))
	case l.What != nil:
		notes = append(notes, a.term(o))
	case d.From.Known():
		notes = append(notes, a.say("de %s a %s", "of %s to %s", d.From, d.To))
	}
	notes = append(notes, a.say("a quién: %s", "for: %s", strings.Join(d.Applies, ", ")))
	if l.Why != nil {
		notes = append(notes, a.say("aquí: %s, %s", "here: %s, %s", a.yes(*l.Ours), *l.Why))
	}
	a.printf("            %s; %s [%s]", "            %s; %s [%s]", strings.Join(notes, "; "), catalog.SourceIn(d.Source, a.lang), d.Confidence)
	return nil
}

// term says how long a rule runs, and from what.
func (a *app) term(o *catalog.ObligationRow) string {
	event := o.Event.In(a.lang)
	switch o.Rule {
	case catalog.RuleBusinessAfter:
		return a.say("%d días hábiles desde %s", "%d business days from %s", o.N, event)
	case catalog.RuleDaysBefore:
		return a.say("%d días naturales antes de %s", "%d calendar days before %s", o.N, event)
	case catalog.RuleBusinessBefore:
		return a.say("%d días hábiles antes de %s", "%d business days before %s", o.N, event)
	case catalog.RuleHoursAfter:
		return a.say("%d horas desde %s", "%d hours from %s", o.N, event)
	case catalog.RuleDaysAfter, catalog.RuleLastBusinessDay, catalog.RuleDayNextMonth, catalog.RuleEndNextMonth, catalog.RuleFixedDay, catalog.RuleFridayNextWeek:
	}
	return a.say("%d días naturales desde %s", "%d calendar days from %s", o.N, event)
}

// yes is an answer of applies in words.
func (a *app) yes(answer string) string {
	if answer == "si" {
		return a.say("sí", "yes")
	}
	return a.say("no se sabe", "not known")
}
