package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
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

// findingFilter is what a person wants to see of the findings.
type findingFilter struct {
	Severity, Period, Broker, Supplier, Document, State, Code, Assigned string
	Severities, States                                                  []option
}

func severities() []document.Severity {
	return []document.Severity{document.Error, document.Warning, document.Notice, document.Unreadable}
}

func newFindingFilter(q *Ask) (*findingFilter, error) {
	text := func(key string) string { return strings.TrimSpace(q.FormValue(key)) }
	w := &findingFilter{
		Severity: text("severidad"), Period: text("periodo"), Broker: text("patente"), Supplier: text("proveedor"),
		Document: text("documento"), State: text("estado"), Code: text("codigo"), Assigned: text("asignado"),
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

// chosen are the findings of a board that are asked for, as immex findings has it.
func (w *findingFilter) chosen(b *Board) []int {
	named := make([]bool, len(b.Parties)) // suppliers that are asked for
	for i := range b.Parties {
		named[i] = w.Supplier != "" && (b.Parties[i].ID == w.Supplier || strings.Contains(strings.ToUpper(b.Parties[i].Name), strings.ToUpper(w.Supplier)))
	}
	out := make([]int, 0, len(b.Keys))
	for i := range b.Keys {
		if w.shows(b, i, named) {
			out = append(out, i)
		}
	}
	return out
}

func (w *findingFilter) shows(b *Board, i int, named []bool) bool {
	f := &b.Keys[i]
	switch {
	case w.Severity != "" && string(f.Severity) != w.Severity,
		!strings.HasPrefix(f.Period, w.Period),
		w.Broker != "" && f.Broker != w.Broker,
		w.Code != "" && f.Code != w.Code,
		w.Document != "" && !strings.Contains(f.Document, w.Document) && !strings.Contains(f.Key, w.Document) && !strings.Contains(f.Where, w.Document) && string(f.SHA) != w.Document,
		w.Supplier != "" && !slices.ContainsFunc(f.Suppliers, func(n int) bool { return named[n] }):
		return false
	}
	s := b.standing(i)
	switch {
	case w.Assigned != "" && s.Assigned != w.Assigned:
		return false
	case w.State == "":
		return s.State != rule.Suppressed
	}
	return w.State == everyState || string(s.State) == w.State
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
	By      []*page.Table
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
	shown := w.chosen(b)
	for _, s := range rule.States() {
		v.Figures = append(v.Figures, figure{Name: s.Title(), Value: strconv.Itoa(by[s]), Alert: s == rule.Open && by[s] > 0})
	}
	v.Table = q.boardTable(b, shown)
	v.Table.Cut(q.URL)
	v.Trend = q.trend(b, shown)
	v.By = []*page.Table{
		q.foundBy("por_agente", document.Text{ES: "Por agente aduanal", EN: "By customs broker"}, "patente", document.Text{ES: "Patente", EN: "Patente"}, b, shown),
		q.foundBy("por_proveedor", document.Text{ES: "Por proveedor", EN: "By supplier"}, "proveedor", document.Text{ES: "Proveedor", EN: "Supplier"}, b, shown),
	}
	return d.show(q, "findings.html", v.Table, v)
}

// standingName says how a finding stands.
func standingName(s *rule.Standing) document.Text {
	t := s.State.Title()
	if s.Again {
		return document.Text{ES: t.ES + " de nuevo", EN: t.EN + " again"}
	}
	return t
}

func (q *Ask) boardTable(b *Board, shown []int) *page.Table {
	type row = step.Found
	return page.TabulateOf("hallazgos", document.Text{ES: "Hallazgos", EN: "Findings"}, q.headOf(&b.KeptState, b.On), []page.Field[row]{
		{Key: "huella", ES: "Huella", EN: "Fingerprint", Kind: report.Text, Whole: true, Of: func(f *row) string { return f.Fingerprint }, Link: func(f *row) string { return q.at("hallazgo/" + url.PathEscape(f.Fingerprint)) }},
		{Key: "severidad", ES: "Severidad", EN: "Severity", Kind: report.Text, Whole: true, Of: func(f *row) string { return f.Finding.Severity.Name().In(q.Lang) }},
		{Key: "mensaje", ES: "Qué pasa y qué hacer", EN: "What it is and what to do", Kind: report.Text, Of: func(f *row) string { return f.Finding.Message.In(q.Lang) }},
		{Key: "estado", ES: "Estado", EN: "State", Kind: report.Text, Whole: true, Of: func(f *row) string { return standingName(&f.Standing).In(q.Lang) }},
		{Key: "asignado", ES: "Asignado a", EN: "Assigned to", Kind: report.Text, Of: func(f *row) string { return f.Standing.Assigned }},
		{Key: "codigo", ES: "Código", EN: "Code", Kind: report.Text, Of: func(f *row) string { return f.Finding.Code }},
		{Key: "periodo", ES: "Periodo", EN: "Period", Kind: report.Date, Of: func(f *row) string { return f.Period }},
		{Key: "clave", ES: "De qué", EN: "Of what", Kind: report.Text, Of: func(f *row) string { return f.Key }, Link: func(f *row) string { return q.followed(f.Key) }},
		{Key: "donde", ES: "Dónde", EN: "Where", Kind: report.Text, Of: func(f *row) string { return f.Finding.In(q.Lang) }},
		{Key: "documento", ES: "Documento", EN: "Document", Kind: report.Text, Of: func(f *row) string { return q.documentName(f) }, Link: func(f *row) string {
			if f.SHA == "" {
				return ""
			}
			return q.docAt(f.SHA)
		}},
	}, len(shown), func(i int) *row { return b.found(shown[i]) })
}

// followed is where a key of the books is followed, "" for what is none.
func (q *Ask) followed(key string) string {
	if !inBooks.MatchString(key) {
		return ""
	}
	return q.traceAt(key)
}

// documentName is the document of a finding, or what stands for one.
func (q *Ask) documentName(f *step.Found) string {
	for _, n := range step.NoDocument() {
		if f.SHA == "" && n.ES == f.Document {
			return n.In(q.Lang)
		}
	}
	return f.Document
}

// trend is what is shown by the month it is about, the last twelve that have
// any.
func (q *Ask) trend(b *Board, shown []int) *page.Chart {
	type month struct {
		period     string
		all, opens int
	}
	const most = 12
	at := map[string]*month{}
	m := &month{}
	for _, i := range shown {
		if period := b.Keys[i].Period; m.all == 0 || m.period != period { // mostly that of the one before
			have, ok := at[period]
			if !ok {
				have = &month{period: period}
				at[period] = have
			}
			m = have
		}
		m.all++
		if b.standing(i).State == rule.Open {
			m.opens++
		}
	}
	months := make([]month, 0, len(at))
	for _, m := range at {
		months = append(months, *m)
	}
	slices.SortFunc(months, func(a, b month) int { return cmp.Compare(a.period, b.period) })
	if len(months) > most {
		months = months[len(months)-most:]
	}
	name := func(m *month) document.Text {
		if m.period == "" {
			return document.Text{ES: "sin periodo", EN: "no period"}
		}
		return document.Text{ES: m.period, EN: m.period}
	}
	bars := make([]page.Bar, len(months))
	for i := range months {
		bars[i] = page.Bar{Label: name(&months[i]), Value: strconv.Itoa(months[i].all), Measure: int64(months[i].all)}
	}
	title := document.Text{ES: "Por mes", EN: "By month"}
	t := page.Tabulate("hallazgos_por_mes", title, q.head(q.Today), []page.Field[month]{
		{Key: "periodo", ES: "Periodo", EN: "Period", Kind: report.Date, Of: func(m *month) string { return name(m).In(q.Lang) }},
		{Key: "hallazgos", ES: "Hallazgos", EN: "Findings", Kind: report.Integer, Of: func(m *month) string { return strconv.Itoa(m.all) }},
		{Key: "abiertos", ES: "De ellos, abiertos", EN: "Of them, open", Kind: report.Integer, Of: func(m *month) string { return strconv.Itoa(m.opens) }},
	}, months)
	return page.Draw("tendencia", title, document.Text{ES: "Hallazgos por el mes de lo que dicen, los últimos doce que tienen.", EN: "Findings by the month of what they are about, the last twelve that have any."}, bars, t)
}

// party is somebody and how much was found in what is theirs.
type party struct {
	id, name         string
	all, open, grave int
}

// foundBy counts findings by whose they are; one of several is of each.
func (q *Ask) foundBy(name string, title document.Text, key string, whose document.Text, b *Board, shown []int) *page.Table {
	brokers, suppliers := map[string]*party{}, make([]party, len(b.Parties))
	count := func(p *party, i int) {
		p.all++
		if b.standing(i).State == rule.Open {
			p.open++
		}
		if b.Keys[i].Severity == document.Error {
			p.grave++
		}
	}
	for _, i := range shown {
		f := &b.Keys[i]
		switch {
		case key != "patente":
			for _, n := range f.Suppliers {
				count(&suppliers[n], i)
			}
		case f.Broker != "":
			p := brokers[f.Broker]
			if p == nil {
				p = &party{id: f.Broker}
				brokers[f.Broker] = p
			}
			count(p, i)
		}
	}
	rows := make([]party, 0, len(brokers))
	for _, p := range brokers {
		rows = append(rows, *p)
	}
	for n := range suppliers {
		if p := &suppliers[n]; p.all > 0 {
			p.id, p.name = b.Parties[n].ID, b.Parties[n].Name
			rows = append(rows, *p)
		}
	}
	slices.SortFunc(rows, func(a, b party) int {
		return cmp.Or(cmp.Compare(b.all, a.all), cmp.Compare(a.id, b.id), cmp.Compare(a.name, b.name))
	})
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
