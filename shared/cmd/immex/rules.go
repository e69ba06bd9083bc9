package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
)

// ruleLine is the JSON of one rule.
type ruleLine struct {
	Code       string            `json:"code"`
	Authority  rule.Authority    `json:"authority"`
	Title      string            `json:"titulo"`
	TitleES    string            `json:"titulo_es"`
	TitleEN    string            `json:"titulo_en"`
	Citation   string            `json:"fundamento"`
	Source     string            `json:"source"`
	Severity   document.Severity `json:"severity"`
	Ceiling    document.Severity `json:"severidad_maxima"`
	Confidence string            `json:"confidence"`
	From       document.Date     `json:"valid_from"`
	To         document.Date     `json:"valid_to"`
	InForce    bool              `json:"vigente"`
	Asks       string            `json:"juzga"` // declaration, books, series
	Needs      []rule.Data       `json:"datos"`
	Checks     []int             `json:"revisiones"`
	Action     string            `json:"accion"`
	Example    string            `json:"ejemplo"`
	Tables     []ruleTable       `json:"tablas"` // what a person delivers for it
}

// checkRow is the JSON of one of the thirty checks.
type checkRow struct {
	Number  int         `json:"numero"`
	Title   string      `json:"titulo"`
	Period  string      `json:"periodo"`
	Done    bool        `json:"hecha"`
	Rules   []string    `json:"reglas"`
	Verbs   []string    `json:"verbos"`
	Missing []rule.Data `json:"faltan"`
}

// rulesCmd lists the rules, explains one, or prints the table of checks.
func (a *app) rulesCmd() *cobra.Command {
	var table, tables, law, missing bool
	var on, authority string
	c := &cobra.Command{
		Use:   a.say("rules [CODIGO]", "rules [CODE]"),
		Short: a.say("reglas de la glosa con su fundamento y vigencia; una, explicada", "rules of the glosa with citation and dates; one of them explained"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(errors.New(a.say("immex rules espera a lo más un código", "immex rules expects one code at most")))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			day, err := a.day("on", on)
			if err != nil {
				return err
			}
			if !day.Known() {
				day = a.today()
			}
			if err := a.oneOf("authority", authority, "", "aduanera", "anexo22", "anexo24", "immex", "cff", "ours"); err != nil {
				return err
			}
			if table {
				return a.printChecks()
			}
			if law {
				return a.printFacts()
			}
			if missing {
				return a.listMissing(c, authority, args)
			}
			of, cat, err := a.lawOf(c)
			if err != nil {
				return err
			}
			state := lawState{of, cat, day}
			switch {
			case tables:
				return a.listRuleTables(&state)
			case len(args) == 1:
				return a.explainNamed(args[0], &state)
			}
			return a.listRules(authority, &state)
		},
	}
	c.Flags().BoolVar(&table, "checks", false, a.say("las 30 revisiones del oficio: qué reglas las hacen o qué datos faltan", "the 30 checks of the trade: which rules do them or which data are missing"))
	c.Flags().BoolVar(&law, "law", false, a.say("los hechos del dossier de regulación: qué reglas los revisan, o qué falta y por qué", "the facts of the dossier of regulation: which rules check them, or what is missing and why"))
	c.Flags().BoolVar(&tables, "tables", false, a.say("las tablas que se entregan: qué falta en cada una y qué reglas la esperan", "the tables to deliver: what each lacks and which rules wait for it"))
	c.Flags().BoolVar(&missing, "missing", false, a.say("lo que las reglas no pudieron juzgar en los documentos entregados, y qué falta exactamente", "what the rules could not judge of the documents delivered, and what exactly is missing"))
	c.Flags().StringVar(&on, "on", "", a.say("vigencia a esta fecha, AAAA-MM-DD (si no se da: hoy)", "in force on this date, YYYY-MM-DD (default today)"))
	c.Flags().StringVar(&authority, "authority", "", a.say("sólo de esta autoridad: aduanera, anexo22, anexo24, immex, cff, ours", "only of this authority: aduanera, anexo22, anexo24, immex, cff, ours"))
	return c
}

func (a *app) ruleNamed(code string) (*rule.Rule, error) {
	r := glosa.Find(code)
	if r == nil {
		return nil, usage(errors.New(a.say("no hay regla %q; vea immex rules", "there is no rule %q; see immex rules", code)))
	}
	return r, nil
}

func (a *app) explainNamed(code string, law *lawState) error {
	r, err := a.ruleNamed(code)
	if err != nil {
		return err
	}
	return a.explainRule(r, law)
}

// listMissing tells what all rules lacked, those of an authority, or one.
func (a *app) listMissing(c *cobra.Command, authority string, args []string) error {
	code := ""
	if len(args) == 1 {
		r, err := a.ruleNamed(args[0])
		if err != nil {
			return err
		}
		code = r.Code
	}
	return a.listUnjudged(c, func(r *rule.Rule) bool {
		return (authority == "" || string(r.Authority) == authority) && (code == "" || r.Code == code)
	})
}

func (a *app) listRules(authority string, law *lawState) error {
	n, confirmed := 0, 0
	for _, r := range glosa.Rules() {
		if authority != "" && string(r.Authority) != authority {
			continue
		}
		n++
		if r.Confirmed() {
			confirmed++
		}
		if a.json {
			if err := a.emit(a.ruleOf(r, law)); err != nil {
				return err
			}
			continue
		}
		mark := ""
		if !r.InForce(law.on) {
			mark = a.say(" (no vigente el %s)", " (not in force on %s)", law.on)
		}
		a.printf("%-34s %-13s %-5s %-22s %s%s [%s]", "%-34s %-13s %-5s %-22s %s%s [%s]",
			r.Code, a.severity(r.Ceiling()), r.Confidence, a.validity(r.From, r.To), r.Title.In(a.lang), mark, r.Cited().In(a.lang))
	}
	if !a.json {
		a.printf("%d reglas, %d confirmadas", "%d rules, %d confirmed", n, confirmed)
	}
	return nil
}

func (a *app) ruleOf(r *rule.Rule, law *lawState) ruleLine {
	v := ruleLine{
		Code: r.Code, Authority: r.Authority, Title: r.Title.In(a.lang), TitleES: r.Title.ES, TitleEN: r.Title.EN,
		Citation: r.Cited().In(a.lang), Source: r.Source, Severity: r.Severity, Ceiling: r.Ceiling(), Confidence: r.Confidence,
		From: r.From, To: r.To, InForce: r.InForce(law.on), Asks: r.Asks(), Needs: r.Needs, Checks: r.Checks,
		Action: r.Action.In(a.lang), Example: r.Example.In(a.lang), Tables: a.tablesOf(r, law),
	}
	if v.Needs == nil {
		v.Needs = []rule.Data{}
	}
	if v.Checks == nil {
		v.Checks = []int{}
	}
	return v
}

func (a *app) explainRule(r *rule.Rule, law *lawState) error {
	if a.json {
		return a.emit(a.ruleOf(r, law))
	}
	until := a.say("sigue vigente", "still in force")
	if r.To.Known() {
		until = r.To.String()
	}
	a.printf("%s: %s", "%s: %s", r.Code, r.Title.In(a.lang))
	a.printf("  Fundamento: %s (%s)", "  Citation: %s (%s)", r.Cited().In(a.lang), r.Source)
	a.printf("  Vigencia: %s a %s%s", "  In force: %s to %s%s", r.From, until, a.governing(r))
	a.printf("  Severidad: %s; confianza: %s", "  Severity: %s; confidence: %s", a.severity(r.Ceiling()), a.confidence(r.Confidence))
	if len(r.Needs) > 0 {
		a.printf("  Sin dato si falta: %s", "  No data without: %s", a.dataNames(r.Needs))
	}
	a.printTablesOf(r, law)
	if len(r.Checks) > 0 {
		a.printf("  Revisiones: %s", "  Checks: %s", strings.Trim(fmt.Sprint(r.Checks), "[]"))
	}
	a.printf("  Qué hacer: %s", "  What to do: %s", r.Action.In(a.lang))
	a.printf("  Ejemplo que falla: %s", "  Example that fails: %s", r.Example.In(a.lang))
	return nil
}

// governing says which day of a declaration the dates of a rule are held to.
func (a *app) governing(r *rule.Rule) string {
	switch {
	case r.Case == nil:
		return ""
	case r.Governs == rule.ByEntry:
		return a.say("; rige el día de la entrada", "; the day of entry governs")
	case r.Governs == rule.ByOperation:
		return a.say("; rige el día del pago, y de una rectificación el de la operación original", "; the day of payment governs, and of a rectification that of the original operation")
	default:
		return a.say("; rige el día del pago", "; the day of payment governs")
	}
}

// confidence says in words how sure a rule or a row of law is.
func (a *app) confidence(label string) string {
	switch label {
	case "C":
		return a.say("confirmada", "confirmed")
	case "C-old":
		return a.say("confirmada en un texto anterior a 2025", "confirmed in a text older than 2025")
	case "3P":
		return a.say("de terceros, no confirmada: advierte y no falla", "third party, not confirmed: warns and never fails")
	}
	return a.say("lectura propia, no confirmada: advierte y no falla", "our own reading, not confirmed: warns and never fails")
}

func (a *app) dataNames(ds []rule.Data) string {
	names := make([]string, 0, len(ds))
	for _, d := range ds {
		names = append(names, d.Title().In(a.lang))
	}
	return strings.Join(names, "; ")
}

// printChecks is the table of the thirty checks, as the rules themselves say.
func (a *app) printChecks() error {
	done, ruled := 0, 0
	for _, c := range glosa.Checks() {
		row := checkRow{Number: c.Number, Title: c.Title.In(a.lang), Period: c.Period, Done: c.Done(), Rules: []string{}, Verbs: append([]string{}, c.Verbs...), Missing: []rule.Data{}}
		for _, r := range c.Rules {
			row.Rules = append(row.Rules, r.Code)
		}
		row.Missing = append(row.Missing, c.Missing...)
		if c.Done() {
			done++
		}
		if len(c.Rules) > 0 {
			ruled++
		}
		if a.json {
			if err := a.emit(row); err != nil {
				return err
			}
			continue
		}
		a.printf("%2d %-3s %s", "%2d %-3s %s", row.Number, row.Period, row.Title)
		if len(row.Rules) > 0 {
			a.printf("       la hacen: %s", "       done by: %s", strings.Join(row.Rules, ", "))
		}
		if len(row.Verbs) > 0 {
			a.printf("       y los verbos: %s", "       and the verbs: %s", strings.Join(row.Verbs, ", "))
		}
		if len(c.Missing) > 0 {
			a.printf("       faltan datos: %s", "       data missing: %s", a.dataNames(c.Missing))
		}
	}
	if !a.json {
		a.printf("%d de %d revisiones hechas, %d de ellas con reglas", "%d of %d checks done, %d of them by rules", done, len(glosa.Checks()), ruled)
	}
	return nil
}
