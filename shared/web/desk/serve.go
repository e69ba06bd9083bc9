package desk

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/page"
)

const (
	sessionCookie = "immex_sesion"
	langCookie    = "immex_idioma"
	maxForm       = 64 << 10
	maxLogged     = 2000 // bytes of an address in the log
)

// serve settles who asks and whether they may, answers, writes the line of the
// log, and only then lets the answer go: what cannot be logged is not shown.
func (d *Desk) serve(w http.ResponseWriter, req *http.Request, r *Route) *Answer {
	ctx, done := d.hurry(req.Context(), r, req.URL.Query().Get("formato") != "")
	defer done()
	req = req.WithContext(ctx)
	limit := r.Body
	if limit == 0 {
		limit = maxForm
	}
	req.Body = http.MaxBytesReader(w, req.Body, limit)
	q := &Ask{Request: req, Route: r, Lang: d.lang(req), Today: d.today()}
	a, err := d.answered(ctx, q)
	if errors.Is(err, errWorking) {
		a, err = d.working(q)
	}
	if err != nil {
		a = d.failed(q, err)
	}
	if len(r.May) > 0 || !r.reads() || r.Tells {
		if err := d.log(ctx, q, a); err != nil {
			a = d.failed(q, err)
		}
	}
	return a
}

// answered is the answer of the screen; one that a fault of the program stops is a
// failure as any other, which the browser is told of and the log tells.
func (d *Desk) answered(ctx context.Context, q *Ask) (a *Answer, err error) {
	defer func() {
		if r := recover(); r != nil {
			a, err = nil, fmt.Errorf("%w: %v\n%s", errPanic, r, debug.Stack())
		}
	}()
	return d.answer(ctx, q)
}

// log writes the line of a request. Those of nobody are bounded, but for who
// got in: nobody fills the disk from outside.
func (d *Desk) log(ctx context.Context, q *Ask, a *Answer) error {
	e := d.entry(q, a)
	if q.User == nil && (q.Route.reads() && !q.Route.Tells || e.Status >= http.StatusBadRequest) {
		ok, skipped := d.strangers.take(e.At, e.From)
		if !ok {
			return nil
		}
		e.Note = untold(e.Note, skipped)
	}
	if a.In == nil {
		return d.Log.AddEntry(ctx, e) //nolint:wrapcheck // a fault of the store, already classified
	}
	e.User, e.Role = a.In.Name, a.In.Role
	rfcs, err := d.seen(ctx, a.In)
	if err != nil {
		return err
	}
	for _, rfc := range rfcs {
		e.RFC = rfc
		if err := d.Log.AddEntry(ctx, e); err != nil {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
	}
	return nil
}

// seen are the programmes whose log tells that somebody signed in: those an
// authority sees, each of which shows its company every access. Of everybody else
// it is told once, of no programme.
func (d *Desk) seen(ctx context.Context, u *access.User) (out []string, err error) {
	if u.Role != access.Authority {
		return []string{""}, nil
	}
	all, err := d.Reader.Programmes(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	for _, rfc := range all {
		if u.Sees(rfc) && rfc != step.Unassigned {
			out = append(out, rfc)
		}
	}
	if len(out) == 0 {
		out = []string{""}
	}
	return out, nil
}

// answer is that of the screen, when there is nothing against it.
func (d *Desk) answer(ctx context.Context, q *Ask) (*Answer, error) {
	if err := d.identify(ctx, q); err != nil {
		return nil, err
	}
	r := q.Route
	if len(r.May) > 0 && q.User == nil {
		if r.reads() {
			return &Answer{Status: http.StatusSeeOther, To: "/entrar?a=" + url.QueryEscape(q.URL.RequestURI()), Note: "sign_in_needed"}, nil
		}
		return nil, refuse(http.StatusUnauthorized, "La sesión terminó: entre de nuevo.", "The session is over: sign in again.")
	}
	if len(r.May) > 0 && !r.may(q.User.Role) {
		return nil, refuse(http.StatusForbidden, "Su papel no incluye esta pantalla.", "Your role does not include this screen.")
	}
	if err := d.enter(ctx, q); err != nil {
		return nil, err
	}
	if !r.reads() && q.User != nil && !access.FormTokenOf(q.token, q.formToken()) {
		return nil, refuse(http.StatusForbidden, "El formulario no es de esta sesión: ábralo de nuevo.", "The form is not of this session: open it again.")
	}
	if q.gives() {
		if a, err := d.link(q); a != nil || err != nil {
			return a, err
		}
	}
	a, err := r.screen(d, q)
	if err != nil {
		return nil, err
	}
	return d.bounded(q, a) //nolint:contextcheck // the request carries it
}

// formToken is that of a form, or of the header of a script of ours.
func (q *Ask) formToken() string {
	if t := q.Header.Get("X-Immex-Token"); t != "" {
		return t
	}
	return q.PostFormValue("token")
}

// identify finds the session of the cookie.
func (d *Desk) identify(ctx context.Context, q *Ask) error {
	c, err := q.Cookie(sessionCookie)
	if err != nil {
		return nil //nolint:nilerr // nobody signed in
	}
	u, _, ok, err := d.Gate.Who(ctx, c.Value)
	if err != nil || !ok {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	q.User, q.token = &u, c.Value
	if _, err := q.Cookie(langCookie); err != nil && u.Lang != "" {
		q.Lang = u.Lang
	}
	all, err := d.Reader.Programmes(ctx)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	for _, rfc := range all {
		if u.Sees(rfc) {
			q.Mine = append(q.Mine, rfc)
		}
	}
	return nil
}

// enter finds the programme of the address. One that is not the user's is not
// there, as one that does not exist.
func (d *Desk) enter(ctx context.Context, q *Ask) (err error) {
	if !strings.Contains(q.Route.Path, "{rfc}") {
		return nil
	}
	rfc := q.PathValue("rfc")
	if !slices.Contains(q.Mine, rfc) || rfc == step.Unassigned && !q.Route.Shelf {
		return missing()
	}
	q.Programme, err = d.Reader.Programme(ctx, rfc)
	return err //nolint:wrapcheck // names the programme
}

// lang is the language of the cookie, else that of the desk.
func (d *Desk) lang(req *http.Request) document.Lang {
	if c, err := req.Cookie(langCookie); err == nil {
		return known(c.Value)
	}
	return known(string(d.Lang))
}

func known(s string) document.Lang {
	if document.Lang(s) == document.English {
		return document.English
	}
	return document.Spanish
}

// today is the civil date where the company's law counts its days.
func (d *Desk) today() document.Date {
	n := d.Now().In(d.Zone)
	return document.NewDate(n.Year(), int(n.Month()), n.Day())
}

// entry is the line of the log.
func (d *Desk) entry(q *Ask, a *Answer) access.Entry {
	e := access.Entry{At: d.Now().UTC(), Method: q.Method, Status: a.status(), From: from(q.Request), Note: a.Note}
	e.Path = q.URL.RequestURI()
	e.Path = strings.ToValidUTF8(e.Path[:min(len(e.Path), maxLogged)], "")
	if q.User != nil {
		e.User, e.Role = q.User.Name, q.User.Role
	}
	if rfc := q.PathValue("rfc"); rfc != "" { // also one that is not theirs: who tried is told
		e.RFC = strings.ToValidUTF8(rfc[:min(len(rfc), 64)], "")
	}
	return e
}

// from is the address a request came from.
func from(req *http.Request) string {
	if host, _, err := net.SplitHostPort(req.RemoteAddr); err == nil {
		return host
	}
	return req.RemoteAddr
}

func (a *Answer) status() int {
	if a.Status == 0 {
		return http.StatusOK
	}
	return a.Status
}

// message is a page that says why there is no other.
type message struct {
	*page.Frame
	Text  document.Text
	Waits bool // nothing is wrong: it only takes a while
}

// failed is the page of a refusal or of a failure; what failed is told to
// Failed and not to the browser.
func (d *Desk) failed(q *Ask, err error) *Answer {
	var refused *RefusedError
	var denied *access.DeniedError
	var large *http.MaxBytesError
	m := message{Text: document.Text{ES: "Algo falló y no se hizo nada. Inténtelo de nuevo; el motivo está en la consola de immex.", EN: "Something failed and nothing was done. Try again; the reason is on the console of immex."}}
	status := http.StatusInternalServerError
	switch {
	case errors.As(err, &refused):
		status, m.Text = refused.Status, refused.Text
	case errors.As(err, &denied):
		status, m.Text = http.StatusUnprocessableEntity, denied.Text
	case errors.As(err, &large):
		status, m.Text = http.StatusRequestEntityTooLarge, document.Textf("Lo enviado pasa de %d bytes.", "What was sent is over %d bytes.", large.Limit)
	case q.Context().Err() != nil: // the browser left
	default:
		d.Failed(err)
	}
	title := document.Text{ES: "No se puede", EN: "Not possible"}
	if status == http.StatusNotFound {
		title = document.Text{ES: "No está", EN: "Not found"}
	}
	m.Frame = q.Frame(title)
	a, err := d.render(q, "message.html", m)
	if err != nil {
		d.Failed(err)
		a = &Answer{Type: "text/plain; charset=utf-8", Body: []byte(strconv.Itoa(status))}
	}
	a.Status, a.Note = status, "refused"
	if status >= http.StatusInternalServerError {
		a.Note = "failed"
	}
	return a
}

// send writes an answer, for as long as who asked reads it.
func send(w http.ResponseWriter, req *http.Request, a *Answer) {
	c := http.NewResponseController(w)
	late := time.AfterFunc(readWithin(len(a.Body)), func() { c.SetWriteDeadline(time.Unix(1, 0)) }) //nolint:errcheck,gosec // where there is none nobody reads slowly
	defer late.Stop()
	write(w, req, a)
	c.Flush() //nolint:errcheck,gosec // same, and the browser left
}

// write is an answer with its head.
func write(w http.ResponseWriter, req *http.Request, a *Answer) {
	for _, c := range a.Cookies {
		http.SetCookie(w, c)
	}
	h := w.Header()
	if a.To != "" {
		if req.Header.Get("HX-Request") != "" {
			h.Set("HX-Redirect", a.To)
			w.WriteHeader(http.StatusNoContent)
			return
		}
		h.Set("Location", a.To)
		w.WriteHeader(a.status())
		return
	}
	if a.Again != "" {
		h.Set("Refresh", a.Again)
	}
	kind := a.Type
	if kind == "" {
		kind = "text/html; charset=utf-8"
	}
	h.Set("Content-Type", kind)
	if a.File != "" {
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": a.File}))
	}
	h.Set("Content-Length", strconv.Itoa(len(a.Body)))
	w.WriteHeader(a.status())
	if req.Method != http.MethodHead {
		w.Write(a.Body) //nolint:errcheck,gosec // the browser left
	}
}
