package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

const packagesPath = "/p/{rfc}/paquetes"

// maxPackage bounds a package that is dropped to be verified, in bytes; a
// larger one is for immex verify.
const maxPackage = 256 << 20

func packageRoutes() []Route {
	title := document.Text{ES: "Paquete", EN: "Package"}
	verify := document.Text{ES: "Comprobar un paquete", EN: "Verify a package"}
	const one = "/p/{rfc}/paquete/{periodo}"
	return []Route{
		{Method: http.MethodGet, Path: packagesPath, May: readers(), Title: document.Text{ES: "Paquetes", EN: "Packages"}, Key: "p", screen: (*Desk).packages},
		{Method: http.MethodGet, Path: one, May: readers(), Title: title, Under: packagesPath, screen: (*Desk).period},
		{Method: http.MethodGet, Path: one + "/hallazgos", May: readers(), Title: document.Text{ES: "Hallazgos del corte", EN: "Findings of the cut"}, Under: packagesPath, screen: (*Desk).frozenFindings},
		{Method: http.MethodPost, Path: one + "/compilar", May: writers(), Title: title, Under: packagesPath, screen: (*Desk).build},
		{Method: http.MethodPost, Path: one + "/cerrar", May: writers(), Title: title, Under: packagesPath, screen: (*Desk).closePeriod},
		{Method: http.MethodPost, Path: one + "/revisar", May: writers(), Title: title, Under: packagesPath, screen: (*Desk).review},
		{Method: http.MethodGet, Path: one + "/bajar", May: readers(), Gives: true, screen: (*Desk).download},
		{Method: http.MethodPost, Path: packagesPath + "/comprobar", May: readers(), Title: verify, Under: packagesPath, Body: maxPackage, screen: (*Desk).verify},
	}
}

// periodRow is a month or a year and how far its package is.
type periodRow struct {
	period      string
	due         document.Date
	documents   int
	quarantined int
	sealed      *step.Sealed  // the last
	waits       document.Text // for whom, or why it was returned
	owed        bool          // it is due and has none
	last        time.Time     // when the last document of it came
	answer      step.ReviewOut
	news        time.Time // when something came since it was returned
}

// packages is the list of periods.
type packages struct {
	*page.Frame
	page.Downloads
	Table   *page.Table
	Jobs    *page.Table
	Running bool
	Self    string
	Most    int    // MiB of a package that can be dropped here
	All     string // address of all periods, when only those that wait are shown
	Stages  []stageView
}

func (d *Desk) packages(q *Ask) (*Answer, error) {
	rows, err := d.periods(q)
	if err != nil {
		return nil, err
	}
	v := &packages{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), Self: q.at("paquetes"), Most: maxPackage >> 20}
	if d.Links != nil { // what comes in by the desk is bounded as what leaves by it
		v.Most = min(v.Most, d.Links.Most()>>20)
	}
	if q.FormValue("espera") != "" {
		v.All, rows = q.at("paquetes"), slices.DeleteFunc(rows, func(p periodRow) bool { return !p.waiting(q.Today) })
	}
	v.Table = q.periodTable(rows)
	v.Table.Cut(q.URL)
	jobs, err := d.Clerk.Jobs(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // already classified
	}
	v.Jobs, v.Running = q.jobTable(jobs, d.Zone), slices.ContainsFunc(jobs, func(j Job) bool { return j.Running() })
	v.Stages = stagesOf(jobs)
	return d.show(q, "packages.html", v.Table, v)
}

// periods are those that have documents or a package, or owe one, the latest
// first; a year is one as soon as it ended.
func (d *Desk) periods(q *Ask) ([]periodRow, error) {
	shelf, err := d.Reader.Shelf(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	seals, err := d.Reader.Seals(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // same
	}
	all, err := d.Packages.Reviews(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // same
	}
	at := map[string]*periodRow{}
	row := func(period string) *periodRow {
		if at[period] == nil {
			at[period] = &periodRow{period: period}
		}
		return at[period]
	}
	for period, n := range shelf.sum().periods {
		if _, _, err := step.Period(period); err != nil {
			continue
		}
		row(period).add(n)
		if year := period[:4]; year != period && year < q.Today.String()[:4] {
			row(year).add(n)
		}
	}
	for i := range seals {
		row(seals[i].Period).sealed = &seals[i]
	}
	owed, err := d.Packages.Missed(q.Context(), q.Programme.RFC, d.Now().In(d.Zone))
	if err != nil {
		return nil, err //nolint:wrapcheck // same
	}
	for _, period := range owed {
		row(period).owed = true
	}
	for _, period := range step.Reviewed(all) {
		asked, out := step.OfPeriod(all, period, d.Now())
		row(period).hear(asked, &out, shelf.sum().terms)
	}
	out := make([]periodRow, 0, len(at))
	for _, p := range at {
		if p.due, err = step.DueOn(p.period); err != nil {
			return nil, err //nolint:wrapcheck // names the period
		}
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b periodRow) int { return strings.Compare(b.period, a.period) })
	return out, nil
}

// hear takes how the approval stands, with when the last thing came that is of every
// period.
func (p *periodRow) hear(asked *step.Review, out *step.ReviewOut, terms time.Time) {
	p.waits, p.answer = waitsFor(asked, out), *out
	if news := later(p.last, terms); out.State == step.ReviewReturned && news.After(out.Answered) {
		p.news = news
	}
}

// told reports a supplement that was returned and told of for days, as was what
// came since: the package it would supersede stands, and it is told no more among
// what waits for a person.
func (p *periodRow) told(today document.Date) bool {
	return p.sealed != nil && p.answer.Told(p.news, today)
}

// waiting reports a period whose package a person has to build or approve.
func (p *periodRow) waiting(today document.Date) bool {
	if p.told(today) {
		return false
	}
	return p.waits.ES != "" || p.owed || p.sealed == nil && p.due <= today && p.documents > 0 && len(p.period) != len("2006")
}

// add counts documents of the period.
func (p *periodRow) add(n periodSum) {
	p.documents += n.documents
	p.quarantined += n.quarantined
	p.last = later(p.last, n.last)
}

// stage says how far the package of a period is.
func (p *periodRow) stage(today document.Date) document.Text {
	waits := p.waits
	if !p.news.IsZero() {
		waits.ES += "; después llegaron documentos: si lo cambian, se vuelve a pedir"
		waits.EN += "; documents came in since: if they change it, it is asked for again"
	}
	switch {
	case p.waits.ES != "" && p.sealed != nil:
		return document.Text{ES: "sellado; el suplemento: " + waits.ES, EN: "sealed; the supplement: " + waits.EN}
	case p.waits.ES != "":
		return waits
	case p.sealed != nil && p.sealed.N > 0:
		return document.Textf("sellado, suplemento %d", "sealed, supplement %d", p.sealed.N)
	case p.sealed != nil:
		return document.Text{ES: "sellado", EN: "sealed"}
	case today < p.due:
		return document.Text{ES: "borrador: todavía no se sella", EN: "draft: not sealed yet"}
	case p.owed:
		return document.Text{ES: "por compilar: se debe", EN: "to be built: it is owed"}
	}
	return document.Text{ES: "por compilar", EN: "to be built"}
}

func (q *Ask) periodTable(rows []periodRow) *page.Table {
	t := page.Tabulate("periodos", document.Text{ES: "Periodos", EN: "Periods"}, q.head(q.Today), []page.Field[periodRow]{
		{Key: "periodo", ES: "Periodo", EN: "Period", Kind: report.Date, Of: func(p *periodRow) string { return p.period }, Link: func(p *periodRow) string { return q.at("paquete/" + url.PathEscape(p.period)) }},
		{Key: "estado", ES: "Paquete", EN: "Package", Kind: report.Text, Of: func(p *periodRow) string { return p.stage(q.Today).In(q.Lang) }},
		{Key: "desde", ES: "Se puede sellar desde", EN: "May be sealed from", Kind: report.Date, Of: func(p *periodRow) string { return p.due.String() }},
		{Key: "documentos", ES: "Documentos", EN: "Documents", Kind: report.Integer, Of: func(p *periodRow) string { return strconv.Itoa(p.documents) }, Link: func(p *periodRow) string { return q.documentsAt(p.period, inBooksState) }},
		{Key: "cuarentena", ES: "En cuarentena", EN: "Quarantined", Kind: report.Integer, Of: func(p *periodRow) string { return strconv.Itoa(p.quarantined) }, Link: func(p *periodRow) string { return q.documentsAt(p.period, string(document.Quarantined)) }},
		{Key: "ultimo", ES: "Último paquete", EN: "Last package", Kind: report.Text, Of: func(p *periodRow) string {
			if p.sealed == nil {
				return ""
			}
			return p.sealed.Package
		}},
	}, rows)
	t.Order = document.Text{ES: "El último primero. Lo que le falta a cada uno está en su página.", EN: "The latest first. What each lacks is on its page."}
	t.Empty = document.Text{ES: "Ningún documento dice de qué mes es.", EN: "No document says of which month it is."}
	return t
}

// jobTable is what is or was built since the start.
func (q *Ask) jobTable(jobs []Job, zone *time.Location) *page.Table {
	t := page.Tabulate("trabajos", document.Text{ES: "Compilaciones desde que arrancó immex", EN: "Builds since immex started"}, q.head(q.Today), []page.Field[Job]{
		{Key: "periodo", ES: "Periodo", EN: "Period", Kind: report.Date, Of: func(j *Job) string { return j.Period }, Link: func(j *Job) string { return q.at("paquete/" + url.PathEscape(j.Period)) }},
		{Key: "empezo", ES: "Empezó", EN: "Started", Kind: report.Date, Of: func(j *Job) string { return j.Started.In(zone).Format("2006-01-02 15:04:05") }},
		{Key: "resultado", ES: "Resultado", EN: "Result", Kind: report.Text, Of: func(j *Job) string {
			switch {
			case j.Asked:
				return document.Text{ES: "pedido; empieza en unos minutos", EN: "asked for; it begins in a few minutes"}.In(q.Lang)
			case j.Running():
				return document.Text{ES: "en curso", EN: "running"}.In(q.Lang)
			case j.Failed:
				return document.Text{ES: "falló; el motivo está en la consola de immex", EN: "failed; the reason is on the console of immex"}.In(q.Lang)
			case j.Returned != "":
				return document.Textf("devuelto: %s", "returned: %s", j.Returned).In(q.Lang)
			case j.Expired:
				return document.Text{ES: "no se aprobó a tiempo: compílelo de nuevo para pedirlo otra vez", EN: "not approved in time: build it again to ask once more"}.In(q.Lang)
			case j.Result.SHA256 == "":
				return document.Text{ES: "no hay paquete todavía: espera aprobación", EN: "no package yet: it waits for approval"}.In(q.Lang)
			}
			return document.Text{ES: "listo", EN: "done"}.In(q.Lang)
		}},
		{Key: "sha256", ES: "SHA-256", EN: "SHA-256", Kind: report.Text, Of: func(j *Job) string { return string(j.Result.SHA256) }},
	}, jobs)
	t.Top(onTop, "")
	return t
}

// period is the screen of one period.
type period struct {
	*page.Frame
	page.Downloads
	Period    string
	Due       document.Date
	Draft     bool
	State     document.Text
	Approval  expediente.Approval
	Missing   *page.Table
	Seals     *page.Table
	Decides   bool
	Running   bool
	Self      string
	Capacity  string
	Reason    string
	Why       *document.Text
	Jobs      *page.Table
	Person    string
	Many      int    // things missing
	Lacks     string // names them
	Supersede bool
	Review    *reviewView
	// ReviewReason is what was written about it and not taken.
	ReviewReason string
	Stages       []stageView
	Designated   []programme.Reviewer // who approves before it is sealed; none: nobody has to
}

// stateName is how final a period is, in words.
func stateName(s expediente.State) document.Text {
	switch s {
	case expediente.Borrador:
		return document.Text{ES: "borrador", EN: "draft"}
	case expediente.Provisional:
		return document.Text{ES: "provisional", EN: "provisional"}
	case expediente.Definitivo:
		return document.Text{ES: "definitivo", EN: "definitive"}
	}
	return document.Text{ES: string(s), EN: string(s)}
}

// periodOf is the period of the address; what is none is not there.
func periodOf(q *Ask) (string, error) {
	p := q.PathValue("periodo")
	if _, _, err := step.Period(p); err != nil {
		return "", missing()
	}
	return p, nil
}

func (d *Desk) periodView(q *Ask) (*period, error) {
	p, err := periodOf(q)
	if err != nil {
		return nil, err
	}
	v := &period{
		Frame: q.Frame(document.Text{ES: "Paquete de " + p, EN: "Package of " + p}), Downloads: q.downloads(), Period: p,
		Decides: slices.Contains(writers(), q.User.Role), Self: q.at("paquete/" + p), Person: q.User.Name,
	}
	if v.Due, err = step.DueOn(p); err != nil {
		return nil, err //nolint:wrapcheck // names the period
	}
	v.Draft = q.Today < v.Due
	if policy := q.Programme.Basis.Programme.Review(); policy != nil {
		v.Designated = policy.Reviewers
	}
	closing, err := d.Packages.Closing(q.Context(), q.Programme.RFC, p)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the period
	}
	v.State, v.Approval, v.Many = stateName(closing.State), closing.Approval, len(closing.Missing)
	v.Approval.Policy = inLackWords(v.Approval.Policy)
	v.Lacks = lacks(closing.Missing)
	if v.Draft {
		v.State = stateName(expediente.Borrador)
	}
	v.Missing = q.missingTable(closing.Missing)
	seals, err := d.Reader.Seals(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	seals = slices.DeleteFunc(slices.Clone(seals), func(s step.Sealed) bool { return s.Period != p })
	v.Supersede = len(seals) > 0
	v.Seals = q.sealTable(seals)
	if v.Review, err = d.reviewOf(q, p); err != nil {
		return nil, err
	}
	jobs, err := d.Clerk.Jobs(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // already classified
	}
	jobs = slices.DeleteFunc(jobs, func(j Job) bool { return j.Period != p })
	v.Jobs, v.Running = q.jobTable(jobs, d.Zone), slices.ContainsFunc(jobs, func(j Job) bool { return j.Running() })
	v.Stages = stagesOf(jobs)
	return v, nil
}

func (d *Desk) period(q *Ask) (*Answer, error) {
	v, err := d.periodView(q)
	if err != nil {
		return nil, err
	}
	return d.show(q, "period.html", v.Missing, v)
}

func (q *Ask) missingTable(missing []expediente.Missing) *page.Table {
	t := page.Tabulate("faltante", document.Text{ES: "Qué falta para que sea definitivo", EN: "What is missing for it to be definitive"}, q.head(q.Today), []page.Field[expediente.Missing]{
		{Key: "clave", ES: "De qué", EN: "Of what", Kind: report.Text, Whole: true, Of: func(m *expediente.Missing) string { return lackName(m).In(q.Lang) }, Link: func(m *expediente.Missing) string { return q.lackAt(m) }},
		{Key: "texto", ES: "Qué falta", EN: "What is missing", Kind: report.Text, Of: func(m *expediente.Missing) string { return m.Text.In(q.Lang) }},
	}, missing)
	t.Empty = document.Text{ES: "Nada.", EN: "Nothing."}
	t.Cut(q.URL)
	return t
}

func (q *Ask) sealTable(seals []step.Sealed) *page.Table {
	slices.Reverse(seals)
	at := func(s *step.Sealed, what string) string {
		return q.at("paquete/"+url.PathEscape(s.Period)) + "/bajar?n=" + strconv.Itoa(s.N) + "&que=" + what
	}
	t := page.Tabulate("paquetes_sellados", document.Text{ES: "Paquetes sellados", EN: "Sealed packages"}, q.head(q.Today), []page.Field[step.Sealed]{
		{Key: "paquete", ES: "Paquete", EN: "Package", Kind: report.Text, Of: func(s *step.Sealed) string { return s.Package }, Link: func(s *step.Sealed) string { return at(s, "zip") }},
		{Key: "suplemento", ES: "Suplemento", EN: "Supplement", Kind: report.Integer, Of: func(s *step.Sealed) string { return strconv.Itoa(s.N) }},
		{Key: "sha256", ES: "SHA-256", EN: "SHA-256", Kind: report.Text, Of: func(s *step.Sealed) string { return string(s.SHA256) }},
		{Key: "firma", ES: "Firma", EN: "Signature", Kind: report.Text, Of: func(s *step.Sealed) string {
			if s.Signature == "" {
				return document.Text{ES: "sin firma", EN: "not signed"}.In(q.Lang)
			}
			return s.Package + expediente.SignatureSuffix
		}, Link: func(s *step.Sealed) string {
			if s.Signature == "" {
				return ""
			}
			return at(s, "firma")
		}},
	}, seals)
	t.Top(inBlock, "")
	return t
}
