package desk

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/page"
)

// doorRoutes are what stands before the screens of a programme.
func doorRoutes() []Route {
	enter := document.Text{ES: "Entrar", EN: "Sign in"}
	setUp := document.Text{ES: "Primera cuenta", EN: "First account"}
	return []Route{
		{Method: http.MethodGet, Path: "/{$}", May: everyone(), Title: document.Text{ES: "Programas", EN: "Programmes"}, screen: (*Desk).choose},
		{Method: http.MethodGet, Path: "/entrar", Title: enter, screen: (*Desk).signIn},
		{Method: http.MethodPost, Path: "/entrar", Title: enter, screen: (*Desk).signedIn},
		{Method: http.MethodPost, Path: "/salir", May: everyone(), screen: (*Desk).signOut},
		{Method: http.MethodGet, Path: "/alta", Title: setUp, screen: (*Desk).setUp},
		{Method: http.MethodPost, Path: "/alta", Title: setUp, screen: (*Desk).setUpDone},
		{Method: http.MethodGet, Path: "/idioma/{lang}", screen: (*Desk).language},
		{Method: http.MethodGet, Path: "/plantillas/{plantilla}", May: readers(), Gives: true, screen: (*Desk).template},
	}
}

// chooser is the list of programmes; without any, what to do first.
type chooser struct {
	*page.Frame
	Programmes []*Programme
	Tables     []material.Table
	Files      []string
	Named      bool   // any of them is a programme, and not the shelf of documents of none
	First      string // the screen that opens first
	To         string // where the first documents are delivered; "" of who may not
	Post       *Form  // the form that takes one to the inbox; nil: they come here
}

func (d *Desk) choose(q *Ask) (*Answer, error) {
	mine := q.Mine
	v := chooser{Frame: q.Frame(q.Route.Title), First: "hoy"}
	if q.User.Role == access.Authority {
		v.First = "autoridad"
		mine = slices.DeleteFunc(slices.Clone(mine), func(rfc string) bool { return rfc == step.Unassigned })
	}
	v.Named = slices.ContainsFunc(mine, func(rfc string) bool { return rfc != step.Unassigned })
	if len(mine) == 1 && v.Named { // with documents of nobody alone, nothing could be delivered behind this page
		return &Answer{Status: http.StatusSeeOther, To: "/p/" + url.PathEscape(mine[0]) + "/" + v.First}, nil
	}
	v.Many = false
	for _, rfc := range mine {
		p, err := d.Reader.Programme(q.Context(), rfc)
		if err != nil {
			return nil, err //nolint:wrapcheck // names the programme
		}
		v.Programmes = append(v.Programmes, p)
	}
	v.Tables, v.Files = material.Tables(), d.fileNames()
	if slices.Contains(writers(), q.User.Role) && len(q.User.Programmes) == 0 {
		v.To = "/entregar"
		var err error
		if v.Post, err = d.post(q); err != nil {
			return nil, err
		}
	}
	return d.render(q, "choose.html", v)
}

func (d *Desk) fileNames() (out []string) {
	for name := range d.Files {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// door is the form of signing in and of the first account.
type door struct {
	*page.Frame
	To, Key, Name string
	Least         int
	Why           *document.Text
	Pool          bool // accounts are kept elsewhere
}

func (d *Desk) signIn(q *Ask) (*Answer, error) {
	if q.User != nil {
		return &Answer{Status: http.StatusSeeOther, To: local(q.FormValue("a"))}, nil
	}
	return d.render(q, "enter.html", door{Frame: q.Frame(q.Route.Title), To: local(q.FormValue("a")), Pool: d.Pool != nil})
}

func (d *Desk) signedIn(q *Ask) (*Answer, error) {
	if d.Pool != nil {
		return nil, missing()
	}
	name, to := strings.TrimSpace(q.PostFormValue("usuario")), local(q.PostFormValue("a"))
	token, s, err := d.Gate.SignIn(q.Context(), name, q.PostFormValue("clave"), from(q.Request))
	var why document.Text
	status, note := http.StatusUnauthorized, "sign_in_refused"
	switch {
	case err == nil:
		u, _, _, err := d.Gate.Who(q.Context(), token)
		if err != nil {
			return nil, err //nolint:wrapcheck // a fault of the store, already classified
		}
		return &Answer{Status: http.StatusSeeOther, To: to, Cookies: []*http.Cookie{d.cookie(sessionCookie, token, s.Expires)}, Note: "sign_in " + name, In: &u}, nil
	case errors.Is(err, access.ErrWho):
		why = document.Text{ES: "El usuario o la contraseña no son correctos.", EN: "The user name or the password is not right."}
	case errors.Is(err, access.ErrWait):
		status, note = http.StatusTooManyRequests, "sign_in_limited"
		why = document.Text{ES: "Demasiados intentos fallidos. Espere unos minutos.", EN: "Too many failed attempts. Wait a few minutes."}
	default:
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	a, err := d.render(q, "enter.html", door{Frame: q.Frame(q.Route.Title), To: to, Name: name, Why: &why})
	if err == nil {
		a.Status, a.Note = status, note
	}
	return a, err
}

func (d *Desk) signOut(q *Ask) (*Answer, error) {
	if err := d.Gate.SignOut(q.Context(), q.token); err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	a := &Answer{Status: http.StatusSeeOther, To: "/entrar"}
	if d.Pool != nil {
		var err error
		if a, err = d.onwards(q, d.Pool.Leave()); err != nil {
			return nil, err
		}
	}
	a.Cookies, a.Note = []*http.Cookie{d.cookie(sessionCookie, "", time.Unix(1, 0))}, "sign_out"
	return a, nil
}

func noSetUp() error {
	return refuse(http.StatusForbidden,
		"La dirección de alta no vale: ya se usó, o immex arrancó de nuevo. Si todavía no hay usuarios, la consola de «immex run» muestra la vigente.",
		"The set-up address does not hold: it was used, or immex was started again. If there are no users yet, the console of “immex run” shows the one that does.")
}

func (d *Desk) setUp(q *Ask) (*Answer, error) {
	if !d.Gate.MaySetUp(q.FormValue("llave")) {
		return nil, noSetUp()
	}
	return d.render(q, "setup.html", door{Frame: q.Frame(q.Route.Title), Key: q.FormValue("llave"), Least: access.MinPassword})
}

func (d *Desk) setUpDone(q *Ask) (*Answer, error) {
	key, name := q.PostFormValue("llave"), strings.TrimSpace(q.PostFormValue("usuario"))
	err := d.Gate.SetUp(q.Context(), key, name, q.PostFormValue("clave"), q.Lang)
	var denied *access.DeniedError
	switch {
	case errors.Is(err, access.ErrSetUp):
		return nil, noSetUp()
	case errors.As(err, &denied):
		a, err := d.render(q, "setup.html", door{Frame: q.Frame(q.Route.Title), Key: key, Name: name, Least: access.MinPassword, Why: &denied.Text})
		if err == nil {
			a.Status = http.StatusUnprocessableEntity
		}
		return a, err
	case err != nil:
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	return &Answer{Status: http.StatusSeeOther, To: "/entrar", Note: "set_up " + name}, nil
}

func (d *Desk) language(q *Ask) (*Answer, error) {
	lang := q.PathValue("lang")
	if lang != string(known(lang)) {
		return nil, missing()
	}
	return &Answer{Status: http.StatusSeeOther, To: local(q.FormValue("a")), Cookies: []*http.Cookie{d.cookie(langCookie, lang, d.Now().AddDate(1, 0, 0))}}, nil
}

// template gives a template of the plant's own files.
func (d *Desk) template(q *Ask) (*Answer, error) {
	name := q.PathValue("plantilla")
	if text, ok := d.Files[name]; ok {
		return &Answer{Type: "application/yaml; charset=utf-8", File: name + ".yaml", Body: []byte(text.In(q.Lang))}, nil
	}
	t, ok := material.ByName(name)
	if !ok {
		return nil, missing()
	}
	b, err := t.Template(sheet.XLSX, q.Lang)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the table
	}
	return &Answer{Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", File: name + ".xlsx", Body: b}, nil
}

// cookie is one that no script reads and no other site sends.
func (d *Desk) cookie(name, value string, until time.Time) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: "/", Expires: until, HttpOnly: true, Secure: d.Secure, SameSite: http.SameSiteStrictMode} //nolint:gosec // without TLS only on this machine
}

// local is an address of ours: who sends a link cannot lead a person elsewhere
// by it.
func local(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") {
		return "/"
	}
	return to
}

// unassigned reports the shelf of documents of no programme.
func (q *Ask) unassigned() bool { return q.Programme.RFC == step.Unassigned }
