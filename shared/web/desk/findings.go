package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/report"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

func findingRoutes() []Route {
	const list = "/p/{rfc}/hallazgos"
	return []Route{
		{Method: http.MethodGet, Path: list, May: readers(), Title: document.Text{ES: "Hallazgos", EN: "Findings"}, Key: "f", Examples: []string{
			"?estado=todos&severidad=error", "?estado=todos&pagina=2", "?periodo=2021-02&patente=3210&proveedor=X&documento=reglas",
		}, screen: (*Desk).findings},
		{Method: http.MethodGet, Path: "/p/{rfc}/hallazgo/{huella}", May: readers(), Title: document.Text{ES: "Hallazgo", EN: "Finding"}, Under: list, screen: (*Desk).finding},
		{Method: http.MethodPost, Path: "/p/{rfc}/hallazgo/{huella}", May: writers(), Title: document.Text{ES: "Hallazgo", EN: "Finding"}, Under: list, screen: (*Desk).resolve},
	}
}

// option is a choice of a form.
type option struct {
	Key      string
	Name     document.Text
	Selected bool
}

// everyState shows what is suppressed as well.
const everyState = "todos"

// findingFilter is what a person wants to see of the findings, with what they can
// choose from.
type findingFilter struct {
	findingAsk

	Severities, States []option
}

// severities are those of findings, the gravest first.
func severities() []document.Severity {
	return []document.Severity{document.Error, document.Unreadable, document.Warning, document.Notice}
}

func newFindingFilter(q *Ask) (*findingFilter, error) {
	text := func(key string) string { return strings.TrimSpace(q.FormValue(key)) }
	w := &findingFilter{findingAsk: findingAsk{
		Severity: text("severidad"), Period: text("periodo"), Broker: text("patente"), Supplier: text("proveedor"),
		Document: text("documento"), State: text("estado"), Code: text("codigo"), Assigned: text("asignado"),
	}}
	if n := pedimento.Joined(w.Document); n != w.Document {
		w.number = n
	}
	w.Severities = []option{{"", document.Text{ES: "todas", EN: "all"}, w.Severity == ""}}
	ok := w.Severity == ""
	for _, s := range severities() {
		w.Severities = append(w.Severities, option{string(s), s.Name(), w.Severity == string(s)})
		ok = ok || w.Severity == string(s)
	}
	w.States = []option{{"", document.Text{ES: "todos menos los suprimidos", EN: "all but the suppressed"}, w.State == ""}}
	known := w.State == "" || w.State == everyState
	for _, s := range rule.States() {
		w.States = append(w.States, option{string(s), s.Title(), w.State == string(s)})
		known = known || w.State == string(s)
	}
	w.States = append(w.States, option{everyState, document.Text{ES: "todos", EN: "all"}, w.State == everyState})
	switch {
	case !ok:
		return nil, refuse(http.StatusBadRequest, "No hay severidad %q.", "There is no severity %q.", w.Severity)
	case !known:
		return nil, refuse(http.StatusBadRequest, "No hay estado %q.", "There is no state %q.", w.State)
	}
	return w, nil
}

// findings is the list of what was found.
type findings struct {
	*page.Frame
	page.Downloads
	Filter  *findingFilter
	Figures []figure
	Gone    int
	Table   *page.Table
	Trend   *page.Chart
	By      []filed
}

// filed is one of the other tables of a page with its files.
type filed struct {
	*page.Table
	page.Downloads
}

func (d *Desk) findings(q *Ask) (*Answer, error) {
	w, err := newFindingFilter(q)
	if err != nil {
		return nil, err
	}
	b, err := d.Judges.Board(q.Context(), q.Programme.RFC, q.Today)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the programme
	}
	v := &findings{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), Filter: w, Gone: b.Gone}
	v.Tell(b.notice(d.Zone))
	by := b.states()
	shown, err := b.view(q.Context(), &w.findingAsk)
	if err != nil {
		return nil, err
	}
	for _, s := range rule.States() {
		v.Figures = append(v.Figures, figure{Name: s.Title(), Value: strconv.Itoa(by[s]), Alert: s == rule.Open && by[s] > 0, Href: q.at("hallazgos?estado=" + url.QueryEscape(string(s)))})
	}
	v.Table = q.boardTable(b, shown.at)
	v.Table.Order = document.Text{ES: "Lo más grave primero.", EN: "The gravest first."}
	v.Table.Cut(q.URL)
	v.Trend = q.trend(shown.months)
	others := []*page.Table{
		v.Trend.Table,
		q.foundBy("por_agente", document.Text{ES: "Por agente aduanal", EN: "By customs broker"}, "patente", document.Text{ES: "Patente", EN: "Patente"}, shown.brokers),
		q.foundBy("por_proveedor", document.Text{ES: "Por proveedor", EN: "By supplier"}, "proveedor", document.Text{ES: "Proveedor", EN: "Supplier"}, shown.suppliers),
	}
	v.Trend.Downloads = q.downloadsOf(v.Trend.Table)
	for _, t := range others[1:] {
		v.By = append(v.By, filed{t, q.downloadsOf(t)})
	}
	return d.show(q, "findings.html", v.Table, v, others...)
}

// standingName says how a finding stands.
func standingName(s *rule.Standing) document.Text {
	t := s.State.Title()
	if s.Again {
		return document.Text{ES: t.ES + " de nuevo", EN: t.EN + " again"}
	}
	return t
}

func (q *Ask) boardTable(b *Board, shown []int32) *page.Table {
	type row = step.Found
	return page.TabulateOf("hallazgos", document.Text{ES: "Hallazgos", EN: "Findings"}, q.headOf(&b.KeptState, b.On), []page.Field[row]{
		{Key: "huella", ES: "Huella", EN: "Fingerprint", Kind: report.Text, Whole: true, Of: func(f *row) string { return f.Fingerprint }, Link: func(f *row) string { return q.at("hallazgo/" + url.PathEscape(f.Fingerprint)) }},
		{Key: "severidad", ES: "Gravedad", EN: "Severity", Kind: report.Text, Whole: true, Of: func(f *row) string { return f.Finding.Severity.Name().In(q.Lang) }},
		{Key: "mensaje", ES: "Qué pasa y qué hacer", EN: "What it is and what to do", Kind: report.Text, Of: func(f *row) string { return inSourceWords(f.Finding.Code, f.Finding.Message).In(q.Lang) }},
		{Key: "estado", ES: "Estado", EN: "State", Kind: report.Text, Whole: true, Of: func(f *row) string { return standingName(&f.Standing).In(q.Lang) }},
		{Key: "asignado", ES: "Asignado a", EN: "Assigned to", Kind: report.Text, Of: func(f *row) string { return f.Standing.Assigned }},
		{Key: "codigo", ES: "Código", EN: "Code", Kind: report.Text, Of: func(f *row) string { return f.Finding.Code }},
		{Key: "periodo", ES: "Periodo", EN: "Period", Kind: report.Date, Of: func(f *row) string { return f.Period }},
		{Key: "clave", ES: "De qué", EN: "Of what", Kind: report.Text, Of: func(f *row) string { return q.keyName(f) }, Link: func(f *row) string { return cmp.Or(q.followed(f.Key), q.foundAt(f)) }},
		{Key: "donde", ES: "Dónde", EN: "Where", Kind: report.Text, Of: func(f *row) string { return q.whereOf(f) }, Link: func(f *row) string {
			if f.Finding.At.Page == 0 {
				return ""
			}
			return q.foundAt(f)
		}},
		{Key: "documento", ES: "Documento", EN: "Document", Kind: report.Text, Of: func(f *row) string { return q.documentName(f) }, Link: q.foundAt},
	}, len(shown), func(i int) *row { return b.found(int(shown[i])) })
}

// followed is where a key of the books is followed, "" for what is none.
func (q *Ask) followed(key string) string {
	if !inBooks.MatchString(key) {
		return ""
	}
	return q.traceAt(key)
}

// whereOf is where a finding is, in words.
func (q *Ask) whereOf(f *step.Found) string {
	if f.Rule == nil || f.Finding.At != (document.Spot{}) {
		return f.Finding.Placed(q.Lang)
	}
	return document.PathIn(f.Finding.Where, q.Lang)
}

// keyName is what a finding is about: the key of something, or the books.
func (q *Ask) keyName(f *step.Found) string {
	for _, n := range step.NoDocument() {
		if f.Key == n.ES {
			return n.In(q.Lang)
		}
	}
	return f.Key
}

// documentName is the document of a finding, or what stands for one.
func (q *Ask) documentName(f *step.Found) string {
	for _, n := range step.NoDocument() {
		if f.SHA == "" && n.ES == f.Document {
			return n.In(q.Lang)
		}
	}
	return base(f.Document)
}

// trend is what is shown by the month it is about: all months in its table, the last
// twelve that have any as bars.
func (q *Ask) trend(months []foundMonth) *page.Chart {
	const most = 12
	last := months[max(0, len(months)-most):]
	name := func(m *foundMonth) document.Text {
		if m.period == "" {
			return document.Text{ES: "sin periodo", EN: "no period"}
		}
		return document.Text{ES: m.period, EN: m.period}
	}
	bars := make([]page.Bar, len(last))
	for i := range last {
		bars[i] = page.Bar{Label: name(&last[i]), Value: strconv.Itoa(last[i].all), Measure: int64(last[i].all)}
	}
	title := document.Text{ES: "Por mes", EN: "By month"}
	t := page.Tabulate("hallazgos_por_mes", title, q.head(q.Today), []page.Field[foundMonth]{
		{Key: "periodo", ES: "Periodo", EN: "Period", Kind: report.Date, Of: func(m *foundMonth) string { return name(m).In(q.Lang) }},
		{Key: "hallazgos", ES: "Hallazgos", EN: "Findings", Kind: report.Integer, Of: func(m *foundMonth) string { return strconv.Itoa(m.all) }},
		{Key: "abiertos", ES: "De ellos, abiertos", EN: "Of them, open", Kind: report.Integer, Of: func(m *foundMonth) string { return strconv.Itoa(m.opens) }},
	}, months)
	return page.Draw("tendencia", title, document.Text{ES: "Hallazgos por el mes de lo que dicen: en barras los últimos doce que tienen, en la tabla todos.", EN: "Findings by the month of what they are about: the last twelve that have any as bars, all of them in the table."}, bars, t)
}

// foundBy are findings counted by whose they are.
func (q *Ask) foundBy(name string, title document.Text, key string, whose document.Text, rows []party) *page.Table {
	fields := []page.Field[party]{
		{Key: key, ES: whose.ES, EN: whose.EN, Kind: report.Text, Whole: true, Of: func(p *party) string { return cmp.Or(p.id, p.name) }, Link: func(p *party) string { return page.With(q.firstPage(), key, cmp.Or(p.id, p.name)) }},
		{Key: "nombre", ES: "Nombre", EN: "Name", Kind: report.Text, Of: func(p *party) string { return p.name }},
		{Key: "hallazgos", ES: "Hallazgos", EN: "Findings", Kind: report.Integer, Of: func(p *party) string { return strconv.Itoa(p.all) }},
		{Key: "abiertos", ES: "Abiertos", EN: "Open", Kind: report.Integer, Of: func(p *party) string { return strconv.Itoa(p.open) }},
		{Key: "errores", ES: "Errores", EN: "Errors", Kind: report.Integer, Of: func(p *party) string { return strconv.Itoa(p.grave) }},
	}
	if key == "patente" {
		fields = slices.Delete(fields, 1, 2)
	}
	t := page.Tabulate(name, title, q.head(q.Today), fields, rows)
	t.Top(onTop, "")
	return t
}
