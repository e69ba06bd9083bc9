package desk

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/report"
	"example.com/immex/shared/web/page"
)

func reconcileRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/p/{rfc}/conciliacion", May: readers(), Title: document.Text{ES: "Conciliación", EN: "Reconciliation"}, Key: "n", Examples: []string{"?con=cfdi", "?con=conteos", "?con=faltantes", "?con=faltantes&motivo=nombrado_por_descargo_512", "?con=datastage&al=2021-01-31"}, screen: (*Desk).reconcile},
	}
}

// reconciled is the books beside what others say.
type reconciled struct {
	*page.Frame
	page.Downloads
	With    reconciliation.Kind
	On      document.Date
	Tabs    []page.Link
	Result  *Side
	Reason  string // "" shows all
	Every   string // address of all
	Reasons []figure
	Table   *page.Table
}

func (d *Desk) reconcile(q *Ask) (*Answer, error) {
	on, err := q.day("al", q.Today)
	if err != nil {
		return nil, err
	}
	v := &reconciled{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), With: reconciliation.Kind(q.FormValue("con")), On: on}
	if v.With == "" {
		v.With = reconciliation.Kinds()[0]
	}
	if !slices.Contains(reconciliation.Kinds(), v.With) {
		return nil, missing()
	}
	all, err := d.Judges.Reconcile(q.Context(), q.Programme.RFC, on, on == q.Today)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the programme
	}
	for _, r := range all {
		v.Tabs = append(v.Tabs, page.Link{
			Href: q.sidesAt(r.Kind), Current: r.Kind == v.With,
			Title: counted(capital(r.Kind.Title()), r.Rows.Len),
		})
		if r.Kind == v.With {
			v.Result = r
		}
	}
	v.Tell(v.Result.notice(d.Zone))
	for _, r := range v.Result.Reasons {
		v.Reasons = append(v.Reasons, figure{Name: reasonName(r.Reason), Value: strconv.Itoa(len(r.At)), Href: page.With(q.firstPage(), "motivo", r.Reason)})
	}
	if v.Reason = q.FormValue("motivo"); v.Reason != "" {
		v.Every = q.sidesAt(v.With)
	}
	v.Table = q.differenceTable(v.Result, on, v.Reason)
	v.Table.Cut(q.URL)
	return d.show(q, "reconcile.html", v.Table, v)
}

// sidesAt is the address of all that a reconciliation says, of the day that is shown.
func (q *Ask) sidesAt(k reconciliation.Kind) string {
	at := q.firstPage()
	asked := at.Query()
	asked.Del("motivo")
	at.RawQuery = asked.Encode()
	return page.With(at, "con", string(k))
}

func (q *Ask) differenceTable(r *Side, on document.Date, reason string) *page.Table {
	type row = sideRow
	n, at := r.of(reason)
	title := capital(r.Kind.Title())
	if n > 0 && reason != "" {
		title = document.Textf("%s: %s", "%s: %s", title, reasonName(reason))
	}
	t := page.TabulateOf("conciliacion_"+string(r.Kind), title, q.headOf(&r.KeptState, on), []page.Field[row]{
		{Key: "clave", ES: "De qué", EN: "Of what", Kind: report.Text, Of: func(x *row) string { return x.Key }, Link: q.sideAt},
		{Key: "partida", ES: "Partida", EN: "Partida", Kind: report.Text, Whole: true, Of: func(x *row) string {
			if x.Partida == 0 {
				return ""
			}
			return ledger.LineNumber(x.Partida)
		}},
		{Key: "fecha", ES: "Fecha", EN: "Date", Kind: report.Date, Of: func(x *row) string { return x.On.String() }},
		{Key: "motivo", ES: "Motivo", EN: "Reason", Kind: report.Text, Whole: true, Of: func(x *row) string { return reasonName(x.Reason).In(q.Lang) }},
		{Key: "libros", ES: "Dicen los libros", EN: "The books say", Kind: report.Text, Of: func(x *row) string { return sideName(x.Books).In(q.Lang) }},
		{Key: "otro", ES: "Dice el otro lado", EN: "The other side says", Kind: report.Text, Of: func(x *row) string { return sideName(x.Other).In(q.Lang) }},
		{Key: "pesos", ES: "Vale (MXN)", EN: "Worth (MXN)", Kind: report.Money, Of: func(x *row) string { return x.Pesos }},
		{Key: "severidad", ES: "Gravedad", EN: "Severity", Kind: report.Text, Whole: true, Of: func(x *row) string { return x.Severity.Name().In(q.Lang) }},
		{Key: "mensaje", ES: "Qué difiere", EN: "What differs", Kind: report.Text, Of: func(x *row) string { return saying(x).In(q.Lang) }},
		{Key: "propuesta", ES: "Qué hacer", EN: "What to do", Kind: report.Text, Of: func(x *row) string { return x.Fix.In(q.Lang) }},
		{Key: "efecto", ES: "Qué cambiaría", EN: "What would change", Kind: report.Text, Of: func(x *row) string { return effectOf(r.Kind, x).In(q.Lang) }, Link: func(x *row) string { return q.tries(r.Kind, x) }},
	}, n, at)
	t.Order = document.Text{ES: "Lo que no se sabe cuánto vale primero; después, lo que más vale.", EN: "What nobody knows the worth of first; then what is worth most."}
	t.Empty = document.Text{ES: "Ninguna diferencia.", EN: "No difference."}
	if all := r.Rows.Len; n == 0 && all > 0 { // of a reason that no difference has any more, or never had
		t.Empty = document.Textf("Ninguna con ese motivo; hay %d.", "None of that reason; there are %d.", all)
		t.Caveat = document.Textf("ninguna con ese motivo; hay %d", "none of that reason; there are %d", all)
	}
	return t
}

// sideAt is where what differs is seen: a pedimento and its partida in the books, a
// month or anything else among the documents and parts.
func (q *Ask) sideAt(x *sideRow) string {
	switch {
	case x.Key == "":
		return ""
	case len(x.Key) == numberDigits && x.Partida > 0 && inBooks.MatchString(x.Key):
		return q.traceAt(x.Key + "-" + ledger.LineNumber(x.Partida))
	case monthKey.MatchString(x.Key):
		return q.at("documentos") + "?mes=" + x.Key
	}
	return cmp.Or(q.followed(x.Key), q.searchAt(x.Key))
}

// numberDigits is how many digits the number of a pedimento has, with its year.
const numberDigits = 15

// monthKey is a month that a reconciliation is of.
var monthKey = regexp.MustCompile(`^\d{4}-\d{2}$`)

// effectOf is what doing what is proposed changes.
func effectOf(k reconciliation.Kind, x *sideRow) document.Text {
	d := reconciliation.Difference{Reason: x.Reason, Severity: x.Severity, Key: x.Key, Books: x.Books, Other: x.Other}
	d.Pesos, _ = money.Parse(x.Pesos) // text of an amount of ours: unknown is none
	return d.Effect(k)
}

// tries is where what is proposed can be tried: an exit without a bill of
// materials, discharged by what leaves, and everything else a table decides.
func (q *Ask) tries(k reconciliation.Kind, x *sideRow) string {
	at := q.at("simulacion")
	switch {
	case k != reconciliation.Production || x.Reason == "orden_sin_salida":
		return ""
	case x.Reason == "sin_explotar":
		return at + "?sin_bom=" + string(ledger.SinBOMDirecto)
	}
	return at
}
