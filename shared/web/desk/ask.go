package desk

import (
	"bytes"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/page"
)

// Ask is a request that may be answered: who asks, about which programme, in
// which language.
type Ask struct {
	*http.Request
	Route     *Route
	User      *access.User // nil of somebody who did not sign in
	Programme *Programme   // nil outside a programme
	Mine      []string     // the programmes the user sees
	Lang      document.Lang
	Today     document.Date
	token     string // of the session
}

// Answer is what a screen gives back. A zero Status is 200.
type Answer struct {
	Status  int
	Type    string // HTML when empty
	File    string // name of a download
	Body    []byte
	To      string // where to go instead
	Cookies []*http.Cookie
	Note    string       // for the log
	Again   string       // seconds after which the browser asks once more
	In      *access.User // who signed in by it
}

// RefusedError is why something is not shown or done: no fault of the machine.
type RefusedError struct {
	Status int
	Text   document.Text
}

// Error implements error.
func (r *RefusedError) Error() string { return r.Text.EN }

// refuse is a RefusedError.
func refuse(status int, es, en string, args ...any) error {
	return &RefusedError{status, document.Textf(es, en, args...)}
}

func missing() error {
	return refuse(http.StatusNotFound, "Aquí no hay nada.", "There is nothing here.")
}

// Frame is the layout around a screen.
func (q *Ask) Frame(title document.Text) *page.Frame {
	f := &page.Frame{Title: title, Today: q.Today, Release: step.Release, Many: len(q.Mine) > 1}
	other := document.English
	if q.Lang == other {
		other = document.Spanish
	}
	back := q.URL.RequestURI()
	if q.Method != http.MethodGet && q.Method != http.MethodHead {
		back = "/"
	}
	f.Other = "/idioma/" + string(other) + "?a=" + url.QueryEscape(back)
	if q.User == nil {
		return f
	}
	f.User, f.Role, f.Token = q.User.Name, q.User.Role.Title(), access.FormToken(q.token)
	if p := q.Programme; p != nil {
		f.RFC, f.Nombre, f.Unassigned = p.RFC, p.Nombre, p.RFC == step.Unassigned
		f.Nav = q.nav()
		if p.Behind > 0 {
			f.Notices = append(f.Notices, document.Textf(
				"Materiales que se están calculando: %d. Mientras tanto, sus saldos son los de antes de los últimos documentos.",
				"Materials being computed: %d. Until then their balances are those of before the latest documents.", p.Behind))
		}
	}
	return f
}

// nav are the screens of the programme that the user may open.
func (q *Ask) nav() (out []page.Link) {
	for i := range q.Route.all {
		r := &q.Route.all[i]
		if r.Key == "" || !r.may(q.User.Role) || q.Programme.RFC == step.Unassigned && !r.Shelf {
			continue
		}
		out = append(out, page.Link{
			Href: strings.Replace(r.Path, "{rfc}", url.PathEscape(q.Programme.RFC), 1), Title: r.Title, Key: r.Key, Current: r.Path == q.Route.Path || r.Path == q.Route.Under,
		})
	}
	return out
}

// at is the address of a screen of the same programme: at("saldos").
func (q *Ask) at(screen string) string { return "/p/" + url.PathEscape(q.Programme.RFC) + "/" + screen }

// day reads a date of the address; fallback when it is not given.
func (q *Ask) day(key string, fallback document.Date) (document.Date, error) {
	s := q.FormValue(key)
	if s == "" {
		return fallback, nil
	}
	d, err := document.ParseDate(s)
	if err != nil || !d.Known() || len(s) != len("2006-01-02") {
		return 0, refuse(http.StatusBadRequest, "La fecha %q no es AAAA-MM-DD.", "The date %q is not YYYY-MM-DD.", s)
	}
	return d, nil
}

// head is what stands above a table that is downloaded.
func (q *Ask) head(on document.Date) report.Head {
	return report.Head{
		RFC: q.Programme.RFC, Nombre: q.Programme.Nombre, Programa: q.Programme.Numero, Period: on.String(), From: on, To: on,
		State: document.Textf("al %s", "as of %s", on).In(q.Lang),
	}
}

// downloads are the addresses of the table of this very page.
func (q *Ask) downloads() page.Downloads {
	at := q.firstPage()
	return page.Downloads{CSV: page.With(at, "formato", "csv"), XLSX: page.With(at, "formato", "xlsx")}
}

// downloadsOf are the addresses of one of the other tables of this very page.
func (q *Ask) downloadsOf(t *page.Table) page.Downloads {
	at := q.firstPage()
	v := at.Query()
	v.Set("tabla", t.Name)
	at.RawQuery = v.Encode()
	return page.Downloads{CSV: page.With(at, "formato", "csv"), XLSX: page.With(at, "formato", "xlsx")}
}

// firstPage is the address of this screen with what was asked, from the first
// row on.
func (q *Ask) firstPage() *url.URL {
	at := *q.URL
	v := at.Query()
	v.Del("pagina")
	at.RawQuery = v.Encode()
	return &at
}

// show answers with a page, or with its table as a file when the address asks
// for one: the same rows in the same order, whatever part a page shows. The address
// may name one of the other tables of the page instead.
func (d *Desk) show(q *Ask, template string, t *page.Table, view any, others ...*page.Table) (*Answer, error) {
	var b bytes.Buffer
	if name := q.FormValue("tabla"); name != "" && len(others) > 0 {
		at := slices.IndexFunc(others, func(x *page.Table) bool { return x.Name == name })
		if at < 0 {
			return nil, missing()
		}
		t = others[at]
	}
	name := fileName(q.Programme.RFC + "-" + t.Name + "-" + t.Head.Period)
	if asked := q.asked(); asked != "" && q.FormValue("formato") != "" {
		t.Head.Period += " (" + asked + ")"
		name = fileName(name + "-" + short([]rune(asked), maxAsked)) // of another question: another file
	}
	if err := q.warn(t); err != nil {
		return nil, err
	}
	switch q.FormValue("formato") {
	case "":
		return d.render(q, template, view)
	case "csv":
		if err := t.CSV(&b); err != nil {
			return nil, err //nolint:wrapcheck // names the table
		}
		return &Answer{Type: "text/csv; charset=utf-8", File: name + ".csv", Body: b.Bytes(), Note: "download"}, nil
	case "xlsx":
		if err := t.XLSX(&b, q.Lang); err != nil {
			return nil, err //nolint:wrapcheck // names the table
		}
		return &Answer{Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", File: name + ".xlsx", Body: b.Bytes(), Note: "download"}, nil
	}
	return nil, refuse(http.StatusBadRequest, "formato es csv o xlsx.", "formato is csv or xlsx.")
}

// warn makes a file say what its rows miss, and refuses one without rows, which
// could not.
func (q *Ask) warn(t *page.Table) error {
	if t.Caveat.ES == "" || q.FormValue("formato") == "" {
		return nil
	}
	if t.Len() == 0 {
		return refuse(http.StatusConflict, "No hay renglones que descargar, y no es que no haya nada: %s.", "There are no rows to download, which does not mean that there is nothing: %s.", t.Caveat)
	}
	t.Head.Period += " (" + t.Caveat.In(q.Lang) + ")"
	return nil
}

// maxAsked and maxAskedAll bound how much of one thing that was asked for, and of all
// of them, stands in each row of a table.
const maxAsked, maxAskedAll = 60, 200

// asked is what a table that is downloaded was asked with beside its day, and how
// many materials are still to be computed: a part of the balances, or those of
// another day's knowledge, are not to pass for all of them.
func (q *Ask) asked() string {
	var out []string
	query := q.URL.Query()
	for _, key := range slices.Sorted(maps.Keys(query)) {
		if value := strings.TrimSpace(query.Get(key)); value != "" && !slices.Contains([]string{"formato", "tabla", "pagina", "por", "al", "lang", "enlace"}, key) {
			out = append(out, short([]rune(key+"="+value), maxAsked))
		}
	}
	if n := q.Programme.Behind; n > 0 {
		out = append(out, document.Textf("materiales por calcular=%d", "materials being computed=%d", n).In(q.Lang))
	}
	return short([]rune(strings.Join(out, ", ")), maxAskedAll)
}

func short(text []rune, n int) string {
	if len(text) > n {
		return string(text[:n]) + "…"
	}
	return string(text)
}

// render answers with a page.
func (d *Desk) render(q *Ask, template string, view any) (*Answer, error) {
	b, err := d.pages.Render(template, q.Lang, view)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the page
	}
	return &Answer{Body: b}, nil
}
