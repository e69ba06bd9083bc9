package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/material"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

func todayRoutes() []Route {
	plan := document.Text{ES: "¿Puedo hacerlo hoy?", EN: "Can I do it today?"}
	return []Route{
		{Method: http.MethodGet, Path: "/p/{rfc}/hoy", May: readers(), Title: document.Text{ES: "Hoy", EN: "Today"}, Key: "h", Shelf: true, screen: (*Desk).morning},
		{Method: http.MethodGet, Path: "/p/{rfc}/puedo", May: readers(), Title: plan, Under: "/p/{rfc}/hoy", Asks: true, Examples: []string{"?clave=RT&fraccion={fraccion}&unidad={unidad}&cantidad=1", "?clave=V1&parte=NO-HAY&cantidad=10"}, screen: (*Desk).plan},
	}
}

const (
	onTop   = 10 // rows of a list on the first screen
	inBlock = 20 // rows of a list beside others
)

// figure is a number that leads somewhere.
type figure struct {
	Name, Small document.Text
	Value       string
	Alert       bool
	Href        string // of the list that adds up to it, "" of what is no list
}

// morning is the first screen of the day.
type morning struct {
	*page.Frame
	Empty     bool
	Tables    []material.Table
	Files     []string
	Plan      *planForm
	Figures   []figure
	Waiting   []*page.Table // quarantined and contradictory documents, packages
	Due       *page.Chart
	Deadlines *page.Table
	Since     document.Date
	Arrived   []figure
	Changed   *page.Table
}

func (d *Desk) morning(q *Ask) (*Answer, error) {
	docs, err := d.Reader.Shelf(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	v := &morning{Frame: q.Frame(q.Route.Title), Empty: len(docs.docs) == 0, Tables: material.Tables(), Files: d.fileNames()}
	quarantined := q.quarantined(docs)
	v.Waiting = append(v.Waiting, quarantined)
	v.Figures = append(v.Figures, figure{
		Name: document.Text{ES: "Documentos en cuarentena", EN: "Documents quarantined"}, Value: strconv.Itoa(quarantined.Len()), Alert: quarantined.Len() > 0,
		Small: document.Textf("de %d", "of %d", len(docs.docs)), Href: q.at("documentos?estado=" + string(document.Quarantined)),
	})
	if q.unassigned() {
		return d.render(q, "today.html", v)
	}
	v.Plan = newPlanForm(q)
	for _, part := range []func(*Ask, *Shelf, *morning) error{d.clashing, d.dueSoon, d.unsealed, d.owed, d.since} {
		if err := part(q, docs, v); err != nil {
			return nil, err
		}
	}
	return d.render(q, "today.html", v)
}

// quarantined are the documents that a person must look at.
func (q *Ask) quarantined(docs *Shelf) *page.Table {
	rows := docs.sum().quarantined // what came last is what the person remembers
	t := page.Tabulate("cuarentena", document.Text{ES: "Documentos en cuarentena", EN: "Documents quarantined"}, q.head(q.Today), []page.Field[*Shelved]{
		{Key: "documento", ES: "Documento", EN: "Document", Kind: report.Text, Of: func(s **Shelved) string { return (*s).Name }, Link: func(s **Shelved) string { return q.docAt((*s).Record.SHA) }},
		{Key: "tipo", ES: "Tipo", EN: "Kind", Kind: report.Text, Whole: true, Of: func(s **Shelved) string { return kindName((*s).Record.Kind).In(q.Lang) }},
		{Key: "codigo", ES: "Código", EN: "Code", Kind: report.Text, Whole: true, Of: func(s **Shelved) string { return reason(&(*s).Record).Code }},
		{Key: "motivo", ES: "Qué pasó y qué hacer", EN: "What happened and what to do", Kind: report.Text, Of: func(s **Shelved) string { return reason(&(*s).Record).Message.In(q.Lang) }},
	}, rows)
	t.Top(onTop, q.at("documentos?estado="+string(document.Quarantined)))
	return t
}

// reason is the first finding that set a document apart.
func reason(r *step.Record) document.Finding {
	for _, f := range r.Findings {
		if f.Severity == document.Error || f.Severity == document.Unreadable {
			return f
		}
	}
	return document.Finding{}
}

// clashing are pedimentos whose sources contradict each other.
func (d *Desk) clashing(q *Ask, _ *Shelf, v *morning) error {
	found, err := d.Reader.Contradictions(q.Context(), q.Programme.RFC)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	t := q.clashTable(found)
	t.Top(onTop, q.at("consultas/contradicciones"))
	v.Waiting = append(v.Waiting, t)
	v.Figures = append(v.Figures, figure{
		Name: document.Text{ES: "Contradicciones", EN: "Contradictions"}, Value: strconv.Itoa(len(found)), Alert: len(found) > 0,
		Small: document.Text{ES: "entre fuentes de un pedimento", EN: "between sources of a pedimento"}, Href: q.at("consultas/contradicciones"),
	})
	return nil
}

// clashTable are what sources of one pedimento say differently.
func (q *Ask) clashTable(found []ledger.Finding) *page.Table {
	return page.Tabulate("contradicciones", document.Text{ES: "Fuentes que se contradicen", EN: "Sources that contradict each other"}, q.head(q.Today), []page.Field[ledger.Finding]{
		{Key: "pedimento", ES: "Pedimento", EN: "Pedimento", Kind: report.Text, Whole: true, Of: func(f *ledger.Finding) string { return f.Pedimento }, Link: func(f *ledger.Finding) string { return q.traceAt(f.Pedimento) }},
		{Key: "donde", ES: "Dónde", EN: "Where", Kind: report.Text, Of: func(f *ledger.Finding) string { return f.Placed(q.Lang) }},
		{Key: "motivo", ES: "Qué dicen", EN: "What they say", Kind: report.Text, Of: func(f *ledger.Finding) string { return inSourceWords(f.Code, f.Message).In(q.Lang) }},
	}, found)
}

// dueSoon is what is left by how soon it falls due.
func (d *Desk) dueSoon(q *Ask, _ *Shelf, v *morning) error {
	view, err := d.stockView(q)
	if err != nil {
		return err
	}
	bands := view.ageing
	v.Due = q.bandChart("vencimientos", "tramo", document.Text{ES: "Lotes por vencer", EN: "Lots falling due"}, document.Text{ES: "Vence", EN: "Due"}, bands, q.Today, q.bandToday)
	for i := range bands {
		b := &bands[i]
		switch b.key {
		case bandExpired, band30, band60, band90:
		case bandDoubt:
			if b.lots == 0 {
				continue
			}
		default:
			continue
		}
		f := figure{Value: strconv.Itoa(b.lots), Alert: b.alert && b.lots > 0, Href: q.lotsAt(url.Values{"tramo": {b.key}})}
		f.Name = document.Text{ES: "Lotes: " + b.name.ES, EN: "Lots: " + b.name.EN}
		f.Small = document.Text{ES: "valor en aduana sin dato", EN: "customs value not known"}
		if value := total(&b.value, b.lots); value.Known() {
			f.Small = document.Textf("%s MXN de valor en aduana", "%s MXN of customs value", page.Group(value.String()))
		}
		if owed := total(&b.owed, b.lots); b.lots > 0 { // what it costs when nobody does anything
			due := document.Text{ES: "contribuciones suspendidas sin dato", EN: "suspended contributions not known"}
			if owed.Known() {
				due = document.Textf("%s MXN de contribuciones suspendidas", "%s MXN of suspended contributions", page.Group(owed.String()))
			}
			f.Small = document.Text{ES: f.Small.ES + "; " + due.ES, EN: f.Small.EN + "; " + due.EN}
		}
		v.Figures = append(v.Figures, f)
	}
	return nil
}

// stockView is all that is left today, by the books as they are.
func (d *Desk) stockView(q *Ask) (*stockView, error) {
	stock, err := d.Reader.Open(q.Context(), q.Programme.RFC, q.Today, time.Time{})
	if err != nil {
		return nil, err //nolint:wrapcheck // names the book
	}
	return stock.view(q.Context(), nil)
}

// unsealed are the periods that ended, have documents and no sealed package, those
// that owe one, and those that wait for a person.
func (d *Desk) unsealed(q *Ask, _ *Shelf, v *morning) error {
	rows, err := d.periods(q)
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(p periodRow) bool { return !p.waiting(q.Today) })
	asks := func(p periodRow) int { // what somebody is asked for comes first
		if p.waits.ES != "" {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(rows, func(a, b periodRow) int { return cmp.Compare(asks(a), asks(b)) })
	t := page.Tabulate("paquetes", document.Text{ES: "Paquetes por compilar o aprobar", EN: "Packages to build or approve"}, q.head(q.Today), []page.Field[periodRow]{
		{Key: "periodo", ES: "Periodo", EN: "Period", Kind: report.Date, Of: func(p *periodRow) string { return p.period }, Link: func(p *periodRow) string { return q.at("paquete/" + p.period) }},
		{Key: "estado", ES: "Paquete", EN: "Package", Kind: report.Text, Of: func(p *periodRow) string { return p.stage(q.Today).In(q.Lang) }},
		{Key: "desde", ES: "Se puede sellar desde", EN: "May be sealed from", Kind: report.Date, Of: func(p *periodRow) string { return p.due.String() }},
		{Key: "dias", ES: "Días en espera", EN: "Days waiting", Kind: report.Integer, Of: func(p *periodRow) string { return strconv.Itoa(p.due.DaysUntil(q.Today)) }},
	}, rows)
	t.Top(onTop, q.at("paquetes?espera="+affirmed))
	v.Waiting = append(v.Waiting, t)
	asked := 0
	for i := range rows {
		if rows[i].waits.ES != "" {
			asked++
		}
	}
	v.Figures = append(v.Figures, figure{
		Name: document.Text{ES: "Paquetes por compilar o aprobar", EN: "Packages to build or approve"}, Value: strconv.Itoa(len(rows)), Alert: asked > 0,
		Small: document.Textf("esperan a quien aprueba o fueron devueltos: %d", "waiting for who approves, or returned: %d", asked), Href: q.at("paquetes?espera=" + affirmed),
	})
	return nil
}

// owed is every obligation with its next day; one without a day says why.
func (d *Desk) owed(q *Ask, _ *Shelf, v *morning) error {
	basis := q.Programme.Basis
	next := step.Next(basis, basis.Terms.Catalog, q.Today)
	v.Deadlines = page.Tabulate("vencimientos_legales", document.Text{ES: "Cada obligación y su próximo día", EN: "Each obligation and its next day"}, q.head(q.Today), []page.Field[step.Upcoming]{
		{Key: "vence", ES: "Vence", EN: "Due", Kind: report.Date, Of: func(l *step.Upcoming) string { return l.Due.String() }},
		{Key: "obligacion", ES: "Obligación", EN: "Obligation", Kind: report.Text, Of: func(l *step.Upcoming) string { return l.Title.In(q.Lang) }},
		{Key: "periodo", ES: "De", EN: "Of", Kind: report.Text, Of: func(l *step.Upcoming) string { return spanOf(l).In(q.Lang) }},
		{Key: "aplica", ES: "¿Es de este programa?", EN: "Is it this programme's?", Kind: report.Text, Of: func(l *step.Upcoming) string { return q.applies(l.Applies, l.Due) }},
		{Key: "fuente", ES: "Fuente", EN: "Source", Kind: report.Text, Of: func(l *step.Upcoming) string { return q.sourced(l.Source, l.Confidence) }},
	}, next)
	return nil
}

// spanOf is what a deadline is of: the days it reports on, what it runs from, or
// why it has no day.
func spanOf(l *step.Upcoming) document.Text {
	switch {
	case !l.Due.Known() && !l.Row.Rule.Recurrent():
		term := termOf(&l.Row)
		return document.Text{ES: term.ES + ". Sin dato: " + l.Why.ES, EN: term.EN + ". Not known: " + l.Why.EN}
	case !l.Due.Known():
		return document.Text{ES: "Sin dato: " + l.Why.ES, EN: "Not known: " + l.Why.EN}
	case l.Event.Known():
		return document.Textf("desde el %s", "from %s", l.Event)
	case l.From.Known():
		return document.Textf("%s a %s", "%s to %s", l.From, l.To)
	}
	return document.Text{}
}

// since is what came in and what it changed since the beginning of yesterday.
func (d *Desk) since(q *Ask, _ *Shelf, v *morning) error {
	v.Since = q.Today.AddDays(-1)
	start := time.Date(v.Since.Year(), time.Month(v.Since.Month()), v.Since.Day(), 0, 0, 0, 0, d.Zone)
	c, err := d.Reader.Changes(q.Context(), q.Programme.RFC, start)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	for _, s := range statuses() {
		if n := c.Arrived[s.status]; n > 0 {
			v.Arrived = append(v.Arrived, figure{Name: s.name, Value: strconv.Itoa(n)})
		}
	}
	v.Changed = page.Tabulate("cambios", document.Text{ES: "Corridas que cambiaron el pasado", EN: "Runs that changed the past"}, q.head(q.Today), []page.Field[*ledger.Rewrite]{
		{Key: "material", ES: "Material", EN: "Material", Kind: report.Text, Whole: true, Of: func(w **ledger.Rewrite) string { return (*w).Material.Key }},
		{Key: "desde", ES: "Desde", EN: "From", Kind: report.Date, Of: func(w **ledger.Rewrite) string { return (*w).FirstAffected.String() }},
		{Key: "meses", ES: "Meses cuyo cierre cambia", EN: "Months whose closing changes", Kind: report.Text, Of: func(w **ledger.Rewrite) string { return strings.Join((*w).Periods, ", ") }},
		{Key: "diferencias", ES: "Diferencias", EN: "Differences", Kind: report.Integer, Of: func(w **ledger.Rewrite) string {
			sum := 0
			for _, n := range (*w).Counts {
				sum += n
			}
			return strconv.Itoa(sum)
		}},
	}, c.Rewrites)
	v.Changed.Empty = document.Text{ES: "Ninguna.", EN: "None."}
	v.Changed.Top(onTop, "")
	return nil
}

type namedStatus struct {
	status document.Status
	name   document.Text
}

// statuses are the five outcomes in the order a person asks for them.
func statuses() []namedStatus {
	return []namedStatus{
		{document.Accepted, document.Text{ES: "aceptados", EN: "accepted"}},
		{document.Quarantined, document.Text{ES: "cuarentena", EN: "quarantined"}},
		{document.Version, document.Text{ES: "versiones", EN: "versions"}},
		{document.Duplicate, document.Text{ES: "duplicados", EN: "duplicates"}},
		{document.Unsupported, document.Text{ES: "sin uso", EN: "unsupported"}},
	}
}
