package desk

import (
	"net/http"
	"strconv"
	"strings"

	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/report"
	"example.com/immex/shared/rule/scorecard"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

func calendarRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/p/{rfc}/calendario", May: readers(), Title: document.Text{ES: "Calendario", EN: "Calendar"}, Key: "c", Examples: []string{"?anio=2021", "?anio=2021&mes=2", "?anio=2021&mes=todos"}, screen: (*Desk).calendar},
		{Method: http.MethodGet, Path: "/p/{rfc}/corredores", May: readers(), Title: document.Text{ES: "Corredores", EN: "Brokers"}, Key: "r", screen: (*Desk).brokers},
	}
}

// yearBook is what falls due in a year, or in a month of it.
type yearBook struct {
	*page.Frame
	page.Downloads
	Year       int
	Prev, Next string
	Months     []page.Link // the whole year, and its months
	Table      *page.Table
	Running    *page.Table // from an event, without a day
}

func (d *Desk) calendar(q *Ask) (*Answer, error) {
	v := &yearBook{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), Year: q.Today.Year()}
	if s := q.FormValue("anio"); s != "" {
		first, err := document.ParseDate(s + "-01-01")
		if err != nil || !first.Known() || len(s) != len("2006") {
			return nil, refuse(http.StatusBadRequest, "El año %q no es AAAA.", "The year %q is not YYYY.", s)
		}
		v.Year = first.Year()
	}
	month, err := q.month(v.Year)
	if err != nil {
		return nil, err
	}
	v.turn(q, month)
	from, to := document.NewDate(v.Year, 1, 1), document.NewDate(v.Year, 12, 31)
	title := document.Textf("Vencimientos de %d", "Deadlines of %d", v.Year)
	if month > 0 {
		from = document.NewDate(v.Year, month, 1)
		to = from.AddMonths(1).AddDays(-1)
		name := monthNames()[month-1]
		title = document.Text{ES: "Vencimientos de " + name.ES + " de " + strconv.Itoa(v.Year), EN: "Deadlines of " + name.EN + " " + strconv.Itoa(v.Year)}
	}
	b := q.Programme.Basis
	cat := b.Terms.Catalog
	v.Table = q.deadlineTable("calendario", title, step.Deadlines(b, cat, from, to))
	v.Table.Cut(q.URL)
	var running []catalog.ObligationRow
	for _, o := range cat.Obligations() {
		if !o.Rule.Recurrent() && o.From <= to && (!o.To.Known() || o.To >= from) {
			running = append(running, o)
		}
	}
	v.Running = page.Tabulate("desde_un_hecho", document.Text{ES: "Corren desde un hecho, sin día en la tabla", EN: "Run from an event, without a day in the table"}, q.head(q.Today), []page.Field[catalog.ObligationRow]{
		{Key: "obligacion", ES: "Obligación", EN: "Obligation", Kind: report.Text, Of: func(o *catalog.ObligationRow) string { return o.Title.In(q.Lang) }},
		{Key: "plazo", ES: "Plazo", EN: "Term", Kind: report.Text, Of: func(o *catalog.ObligationRow) string { return termOf(o).In(q.Lang) }},
		{Key: "aplica", ES: "¿Es de este programa?", EN: "Is it this programme's?", Kind: report.Text, Of: func(o *catalog.ObligationRow) string { return q.applies(o.Applies, 0) }},
		{Key: "fuente", ES: "Fuente", EN: "Source", Kind: report.Text, Of: func(o *catalog.ObligationRow) string { return q.sourced(o.Source, o.Confidence) }},
	}, running)
	v.Running.Top(page.PerPage, "")
	return d.show(q, "calendar.html", v.Table, v)
}

// monthNames are the months as a person calls them.
func monthNames() []document.Text {
	return []document.Text{
		{ES: "enero", EN: "January"},
		{ES: "febrero", EN: "February"},
		{ES: "marzo", EN: "March"},
		{ES: "abril", EN: "April"},
		{ES: "mayo", EN: "May"},
		{ES: "junio", EN: "June"},
		{ES: "julio", EN: "July"},
		{ES: "agosto", EN: "August"},
		{ES: "septiembre", EN: "September"},
		{ES: "octubre", EN: "October"},
		{ES: "noviembre", EN: "November"},
		{ES: "diciembre", EN: "December"},
	}
}

// wholeYear is the month of an address that asks for all of them.
const wholeYear = "todos"

// month is the one that is asked for, 0 for all of the year: of this year the one
// that goes on, when none is.
func (q *Ask) month(year int) (int, error) {
	switch s := q.FormValue("mes"); {
	case s == wholeYear || s == "" && year != q.Today.Year():
		return 0, nil
	case s == "":
		return q.Today.Month(), nil
	default:
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > len(monthNames()) {
			return 0, refuse(http.StatusBadRequest, "El mes %q no va de 1 a 12.", "The month %q is not from 1 to 12.", s)
		}
		return n, nil
	}
}

// turn gives the ways to the other months, and to the same one a year before and
// after.
func (v *yearBook) turn(q *Ask, month int) {
	at := q.firstPage()
	of := func(year int, month string) string {
		query := at.Query()
		query.Set("anio", strconv.Itoa(year))
		query.Set("mes", month)
		at.RawQuery = query.Encode()
		return at.String()
	}
	chosen := wholeYear
	if month > 0 {
		chosen = strconv.Itoa(month)
	}
	v.Prev, v.Next = of(v.Year-1, chosen), of(v.Year+1, chosen)
	v.Months = []page.Link{{Href: of(v.Year, wholeYear), Title: document.Text{ES: "todo el año", EN: "the whole year"}, Current: month == 0}}
	for i, name := range monthNames() {
		v.Months = append(v.Months, page.Link{Href: of(v.Year, strconv.Itoa(i+1)), Title: name, Current: month == i+1})
	}
}

// applies says whether an obligation is the programme's, as far as is known.
func (q *Ask) applies(tags []string, on document.Date) string {
	known, why := step.Applies(q.Programme.Basis, tags, on)
	if known {
		return document.Text{ES: "sí: " + why.ES, EN: "yes: " + why.EN}.In(q.Lang)
	}
	return document.Text{ES: "no se sabe: " + why.ES, EN: "not known: " + why.EN}.In(q.Lang)
}

// termOf says how long a rule runs, and from what.
func termOf(o *catalog.ObligationRow) document.Text {
	es, en := "%d días naturales desde %s", "%d calendar days from %s"
	switch o.Rule {
	case catalog.RuleBusinessAfter:
		es, en = "%d días hábiles desde %s", "%d business days from %s"
	case catalog.RuleDaysBefore:
		es, en = "%d días naturales antes de %s", "%d calendar days before %s"
	case catalog.RuleBusinessBefore:
		es, en = "%d días hábiles antes de %s", "%d business days before %s"
	case catalog.RuleHoursAfter:
		es, en = "%d horas desde %s", "%d hours from %s"
	case catalog.RuleDaysAfter, catalog.RuleLastBusinessDay, catalog.RuleDayNextMonth, catalog.RuleEndNextMonth, catalog.RuleFixedDay, catalog.RuleFridayNextWeek:
	}
	if o.N == 1 {
		es = strings.NewReplacer("días naturales", "día natural", "días hábiles", "día hábil", "horas", "hora").Replace(es)
		en = strings.NewReplacer("days", "day", "hours", "hour").Replace(en)
	}
	return document.Text{ES: document.Textf(es, es, o.N, o.Event.ES).ES, EN: document.Textf(en, en, o.N, o.Event.EN).EN}
}

func (q *Ask) deadlineTable(name string, title document.Text, due []calendar.Deadline) *page.Table {
	t := page.Tabulate(name, title, q.head(q.Today), []page.Field[calendar.Deadline]{
		{Key: "vence", ES: "Vence", EN: "Due", Kind: report.Date, Of: func(l *calendar.Deadline) string { return l.Due.String() }},
		{Key: "recorrido", ES: "Si se recorre por inhábil", EN: "If it moves off a non-business day", Kind: report.Date, Of: func(l *calendar.Deadline) string {
			if l.Extended == l.Due {
				return ""
			}
			return l.Extended.String()
		}},
		{Key: "obligacion", ES: "Obligación", EN: "Obligation", Kind: report.Text, Of: func(l *calendar.Deadline) string { return l.Title.In(q.Lang) }},
		{Key: "periodo", ES: "De", EN: "Of", Kind: report.Text, Of: func(l *calendar.Deadline) string {
			switch {
			case l.Event.Known():
				return document.Textf("desde el %s", "from %s", l.Event).In(q.Lang)
			case l.From.Known():
				return document.Textf("%s a %s", "%s to %s", l.From, l.To).In(q.Lang)
			}
			return ""
		}},
		{Key: "aplica", ES: "¿Es de este programa?", EN: "Is it this programme's?", Kind: report.Text, Of: func(l *calendar.Deadline) string { return q.applies(l.Applies, l.Due) }},
		{Key: "fuente", ES: "Fuente", EN: "Source", Kind: report.Text, Of: func(l *calendar.Deadline) string { return q.sourced(l.Source, l.Confidence) }},
	}, due)
	t.Empty = document.Text{ES: "La tabla de obligaciones no dice ninguna para entonces.", EN: "The table of obligations tells none for that time."}
	return t
}

// cards is what brokers and suppliers delivered.
type cards struct {
	*page.Frame
	page.Downloads
	Table *page.Table
}

func (d *Desk) brokers(q *Ask) (*Answer, error) {
	b, err := d.Judges.Board(q.Context(), q.Programme.RFC, q.Today)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the programme
	}
	v := &cards{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), Table: q.cardTable(b)}
	v.Tell(b.notice(d.Zone))
	v.Table.Cut(q.URL)
	return d.show(q, "brokers.html", v.Table, v)
}

func (q *Ask) cardTable(b *Board) *page.Table {
	count := func(of func(*scorecard.Row) int) func(*scorecard.Row) string {
		return func(r *scorecard.Row) string { return strconv.Itoa(of(r)) }
	}
	maybe := func(of func(*scorecard.Row) *int) func(*scorecard.Row) string {
		return func(r *scorecard.Row) string {
			if n := of(r); n != nil {
				return strconv.Itoa(*n)
			}
			return ""
		}
	}
	cells := map[string]page.Field[scorecard.Row]{
		"kind": {Kind: report.Text, Of: func(r *scorecard.Row) string { return r.Kind.Title().In(q.Lang) }},
		"id": {Kind: report.Text, Of: func(r *scorecard.Row) string { return r.ID }, Link: func(r *scorecard.Row) string {
			key := "proveedor"
			if r.Kind == scorecard.Broker {
				key = "patente"
			}
			at := *q.URL
			at.Path, at.RawPath, at.RawQuery = q.at("hallazgos"), "", ""
			return page.With(&at, key, r.ID)
		}},
		"name":              {Kind: report.Text, Of: func(r *scorecard.Row) string { return r.Name }},
		"documents":         {Kind: report.Integer, Of: count(func(r *scorecard.Row) int { return r.Documents })},
		"refused":           {Kind: report.Integer, Of: count(func(r *scorecard.Row) int { return r.Refused })},
		"refused_permille":  {Kind: report.Integer, Of: maybe(func(r *scorecard.Row) *int { return r.RefusedPermille })},
		"findings":          {Kind: report.Integer, Of: count(func(r *scorecard.Row) int { return r.Findings })},
		"commonest":         {Kind: report.Text, Of: func(r *scorecard.Row) string { return commonest(r, q.Lang) }},
		"dated":             {Kind: report.Integer, Of: count(func(r *scorecard.Row) int { return r.Dated })},
		"median_delay_days": {Kind: report.Integer, Of: maybe(func(r *scorecard.Row) *int { return r.MedianDelay })},
		"worst_delay_days":  {Kind: report.Integer, Of: maybe(func(r *scorecard.Row) *int { return r.WorstDelay })},
		"undated":           {Kind: report.Text, Of: func(r *scorecard.Row) string { return r.WhyUndated().In(q.Lang) }},
	}
	var fields []page.Field[scorecard.Row]
	for _, c := range scorecard.Columns() {
		f := cells[c.Name]
		f.Key, f.ES, f.EN = c.Name, c.Title.ES, c.Title.EN
		fields = append(fields, f)
	}
	return page.Tabulate("corredores", document.Text{ES: "Qué entregó cada quien", EN: "What each delivered"}, q.headOf(&b.KeptState, b.On), fields, b.Cards)
}

// commonest are the codes most often found, with how often.
func commonest(r *scorecard.Row, lang document.Lang) string {
	out := make([]string, len(r.Commonest))
	for i, n := range r.Commonest {
		out[i] = codeName(n.Code).In(lang) + " (" + strconv.Itoa(n.Times) + ")"
	}
	return strings.Join(out, "; ")
}
