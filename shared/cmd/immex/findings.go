package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/step"
)

// findingLine is the JSON of one finding.
type findingLine struct {
	RFC         string            `json:"rfc"`
	Fingerprint string            `json:"huella"`
	Cause       string            `json:"causa"`
	State       rule.State        `json:"estado"`
	Again       bool              `json:"abierto_de_nuevo"`
	Resolution  *resolutionView   `json:"resolucion"`
	Assigned    *string           `json:"asignado"`
	Document    string            `json:"document"`
	Key         string            `json:"key"`
	Status      document.Status   `json:"status"`
	Code        string            `json:"code"`
	Severity    document.Severity `json:"severity"`
	Period      *string           `json:"periodo"`
	Broker      *string           `json:"patente"`
	Suppliers   []supplierView    `json:"proveedores"`
	Unheard     []unheardView     `json:"no_cuentan"`
	Where       string            `json:"where"`
	At          document.Spot     `json:"at,omitzero"`
	Message     string            `json:"message"`
	Citation    *string           `json:"fundamento"`
	Action      *string           `json:"accion"`
}

type supplierView struct {
	ID   string `json:"id"`
	Name string `json:"nombre"`
}

// resolutionView is the JSON of what a person decided.
type resolutionView struct {
	State    string        `json:"estado"`
	On       document.Date `json:"fecha"`
	Until    document.Date `json:"hasta"`
	Who      string        `json:"quien"`
	Note     string        `json:"nota"`
	Evidence string        `json:"evidencia"`
	Gone     document.Date `json:"ausente"` // the day the finding was seen to be gone
}

// unheardView is the JSON of a decision that counts for nothing.
type unheardView struct {
	State string        `json:"estado"`
	On    document.Date `json:"fecha"`
	Who   string        `json:"quien"`
	After string        `json:"cuenta_despues"` // the state that counts after it
	Order int           `json:"orden"`          // by which it would count last
}

// findingFilter is what a person wants to see.
type findingFilter struct {
	severity, period, broker, supplier, about, number, state, code, assigned string // number is about, as the books have it
}

// periodShape is a month or a year, or nothing.
var periodShape = regexp.MustCompile(`^(\d{4}(-(0[1-9]|1[0-2]))?)?$`)

func (a *app) findingsCmd() *cobra.Command {
	var w findingFilter
	c := &cobra.Command{
		Use:   "findings",
		Short: a.say("hallazgos de documentos, reglas y libros, con qué hacer", "findings of documents, rules and books, with what to do"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.oneOf("severity", w.severity, "", "error", "warning", "notice", "unreadable"); err != nil {
				return err
			}
			if err := a.oneOf("state", w.state, "", "abierto", "reconocido", "resuelto", "suprimido", "all"); err != nil {
				return err
			}
			if !periodShape.MatchString(w.period) {
				return usage(errors.New(a.say("--period espera AAAA-MM o AAAA, dice %q", "--period expects YYYY-MM or YYYY, says %q", w.period)))
			}
			w.number = pedimento.Joined(w.about) // as it is printed, in groups
			return a.eachBoard(c.Context(), func(b *step.Board) error { return a.printBoard(b, &w) })
		},
	}
	fl := c.Flags()
	fl.StringVar(&w.severity, "severity", "", a.say("sólo esta severidad: error, warning, notice, unreadable", "only this severity: error, warning, notice, unreadable"))
	fl.StringVar(&w.period, "period", "", a.say("sólo este periodo: AAAA-MM o AAAA", "only this period: YYYY-MM or YYYY"))
	fl.StringVar(&w.broker, "broker", "", a.say("sólo de esta patente", "only of this patente"))
	fl.StringVar(&w.supplier, "supplier", "", a.say("sólo de este proveedor: id fiscal o parte del nombre", "only of this supplier: tax id or part of the name"))
	fl.StringVar(&w.about, "document", "", a.say("sólo de este documento, pedimento, lote o salida", "only of this document, pedimento, lot or exit"))
	fl.StringVar(&w.state, "state", "", a.say("abierto, reconocido, resuelto, suprimido o all (si no se da: todos menos los suprimidos)", "abierto, reconocido, resuelto, suprimido or all (without it: all but the suppressed)"))
	fl.StringVar(&w.code, "code", "", a.say("sólo de esta regla o código", "only of this rule or code"))
	fl.StringVar(&w.assigned, "assigned", "", a.say("sólo lo asignado a este nombre", "only what is assigned to this name"))
	return c
}

// eachBoard gathers the findings of every programme asked for.
func (a *app) eachBoard(ctx context.Context, do func(*step.Board) error) (err error) {
	f, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	rfcs, err := a.everyone(ctx, f)
	if err != nil {
		return err
	}
	for _, rfc := range rfcs {
		b, err := a.board(ctx, f, rfc)
		if err != nil {
			return err
		}
		if err := do(b); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) board(ctx context.Context, f *folder, rfc string) (*step.Board, error) {
	j, done, err := a.judge(f)
	if err != nil {
		return nil, err
	}
	defer done()
	b, err := j.Board(ctx, rfc, a.today())
	if err != nil {
		return nil, fmt.Errorf("findings of %s: %w", rfc, err)
	}
	return b, nil
}

func (w *findingFilter) shows(f *step.Found) bool {
	switch {
	case w.severity != "" && string(f.Finding.Severity) != w.severity,
		!strings.HasPrefix(f.Period, w.period),
		w.broker != "" && f.Broker != w.broker,
		w.code != "" && f.Finding.Code != w.code,
		w.assigned != "" && f.Standing.Assigned != w.assigned,
		w.about != "" && !isAbout(f, w.about) && !isAbout(f, w.number),
		w.supplier != "" && !w.ofSupplier(f):
		return false
	case w.state == "":
		return f.Standing.State != rule.Suppressed
	}
	return w.state == "all" || string(f.Standing.State) == w.state
}

// isAbout reports a finding of a document, a pedimento, a lot or an exit.
func isAbout(f *step.Found, what string) bool {
	return strings.Contains(f.Document, what) || strings.Contains(f.Key, what) || strings.Contains(f.Finding.Where, what) || string(f.SHA) == what
}

func (w *findingFilter) ofSupplier(f *step.Found) bool {
	for _, s := range f.Suppliers {
		if s.ID == w.supplier || strings.Contains(strings.ToUpper(s.Name), strings.ToUpper(w.supplier)) {
			return true
		}
	}
	return false
}

// printBoard prints what is asked for, and counts the rest: what is passed over
// is never passed over in silence.
func (a *app) printBoard(b *step.Board, w *findingFilter) error {
	by, shown, priced := map[rule.State]int{}, 0, document.Text{}
	var rules []*rule.Rule
	for i := range b.Found {
		f := &b.Found[i]
		by[f.Standing.State]++
		if !w.shows(f) {
			continue
		}
		shown++
		if at := step.PricedAt(f.Finding.Code); at.ES != "" {
			priced = at
		}
		if err := a.printFinding(f); err != nil {
			return err
		}
		if f.Rule != nil && !slices.Contains(rules, f.Rule) {
			rules = append(rules, f.Rule)
		}
	}
	if a.json || len(b.Found) == 0 {
		return nil
	}
	a.printActions(rules)
	if priced.ES != "" {
		a.printf("%s", "%s", priced.In(a.lang))
	}
	var parts []string
	for _, s := range rule.States() {
		if by[s] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", s.Title().In(a.lang), by[s]))
		}
	}
	of := ""
	if shown != len(b.Found) {
		of = a.say(" (%d mostrados)", " (%d shown)", shown)
	}
	a.printf("%s: %d hallazgos%s: %s; %d resoluciones de hallazgos que ya no están", "%s: %d findings%s: %s; %d resolutions of findings that are gone",
		b.RFC, len(b.Found), of, strings.Join(parts, ", "), len(b.Gone))
	return nil
}

// printActions says once of each rule what to do about what it found; a check of the
// readers says it in its sentence.
func (a *app) printActions(rules []*rule.Rule) {
	if len(rules) > 0 {
		a.printf("Qué hacer:", "What to do:")
	}
	for _, r := range rules {
		a.printf("  %s: %s [%s]", "  %s: %s [%s]", r.Code, r.Action.In(a.lang), r.Cited().In(a.lang))
	}
}

func (a *app) printFinding(l *step.Found) error {
	f := &l.Finding
	if a.json {
		return a.emit(a.findingOf(l))
	}
	mark := ""
	if l.Standing.State != rule.Open || l.Standing.Again {
		mark = " {" + a.standing(&l.Standing) + "}"
	}
	a.printf("[%s] %s %s%s  %s: %s", "[%s] %s %s%s  %s: %s",
		a.severity(f.Severity), l.Fingerprint, f.Code, mark, strings.TrimSpace(l.Key+" "+f.In(a.lang)), f.Message.In(a.lang))
	for _, r := range l.Standing.Unheard {
		a.printf("    no cuenta «%[1]s» de %[2]s del %[3]s: ese día cuenta después «%[4]s» y no lleva un orden mayor; si es la última, entréguela con orden %[5]d",
			"    “%[1]s” of %[2]s of %[3]s does not count: of that day “%[4]s” counts after it, and it gives no higher order; if it is the last, deliver it with order %[5]d",
			rule.State(r.Estado).Title().In(a.lang), r.Quien, r.Fecha, rule.State(r.Cede).Title().In(a.lang), r.Sobre)
	}
	return nil
}

func (a *app) findingOf(l *step.Found) findingLine {
	f := &l.Finding
	v := findingLine{
		RFC: l.RFC, Fingerprint: l.Fingerprint, Cause: l.Cause, State: l.Standing.State, Again: l.Standing.Again,
		Document: l.Document, Key: l.Key, Status: l.Status, Code: f.Code, Severity: f.Severity,
		Period: optional(l.Period), Broker: optional(l.Broker), Assigned: optional(l.Standing.Assigned), Suppliers: []supplierView{}, Unheard: []unheardView{},
		Where: f.In(a.lang), At: f.At, Message: f.Message.In(a.lang),
	}
	for _, s := range l.Suppliers {
		v.Suppliers = append(v.Suppliers, supplierView(s))
	}
	if r := l.Standing.By; r != nil {
		v.Resolution = resolutionOf(r)
	}
	for _, r := range l.Standing.Unheard {
		v.Unheard = append(v.Unheard, unheardView{State: r.Estado, On: r.Fecha, Who: r.Quien, After: r.Cede, Order: r.Sobre})
	}
	if l.Rule != nil {
		v.Citation, v.Action = optional(l.Rule.Cited().In(a.lang)), optional(l.Rule.Action.In(a.lang))
	}
	return v
}

func resolutionOf(r *plant.Resolution) *resolutionView {
	return &resolutionView{State: r.Estado, On: r.Fecha, Until: r.Hasta, Who: r.Quien, Note: r.Nota, Evidence: r.Evidencia, Gone: r.Ausente}
}

// standing is how a finding stands, in a few words.
func (a *app) standing(s *rule.Standing) string {
	out := a.say("%s por %s el %s", "%s by %s on %s", s.State.Title().In(a.lang), s.By.Quien, s.By.Fecha)
	switch {
	case s.Again:
		out = a.say("abierto de nuevo; %s por %s el %s", "open again; %s by %s on %s", rule.State(s.By.Estado).Title().In(a.lang), s.By.Quien, s.By.Fecha)
		if s.By.Ausente.Known() {
			out += a.say(", dejó de estar el %s", ", gone on %s", s.By.Ausente)
		}
	case s.By.Hasta.Known():
		out += a.say(", hasta %s", ", until %s", s.By.Hasta)
	}
	if s.Assigned != "" {
		out += a.say(", asignado a %s", ", assigned to %s", s.Assigned)
	}
	return out
}
