package desk

import (
	"net/http"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/page"
)

const adminRole = access.Admin

func userRoutes() []Route {
	title := document.Text{ES: "Usuarios", EN: "Users"}
	admins := []access.Role{adminRole}
	return []Route{
		{Method: http.MethodGet, Path: "/p/{rfc}/usuarios", May: admins, Title: title, Under: settingsPath, Examples: []string{"?usuario=rosa"}, screen: (*Desk).users},
		{Method: http.MethodPost, Path: "/p/{rfc}/usuarios", May: admins, Title: title, Under: settingsPath, screen: (*Desk).changeUser},
	}
}

// users is who may enter.
type users struct {
	*page.Frame
	page.Downloads
	Table *page.Table
	Least int
	Roles []option
	All   []option // programmes to choose from
	One   *access.User
	Mine  bool // it is the user who asks
	Pool  bool // accounts are kept elsewhere
}

// manages reports whether who asks may change a user: an administrator of some
// programmes is one of users of those only.
func manages(by, u *access.User) bool {
	if len(by.Programmes) == 0 {
		return true
	}
	return len(u.Programmes) > 0 && !slices.ContainsFunc(u.Programmes, func(rfc string) bool { return !by.Sees(rfc) })
}

func (d *Desk) users(q *Ask) (*Answer, error) {
	all, err := d.Gate.Users.Users(q.Context())
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	all = slices.DeleteFunc(all, func(u access.User) bool { return !manages(q.User, &u) })
	v := &users{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), Least: access.MinPassword, Pool: d.Pool != nil}
	if name := q.FormValue("usuario"); name != "" {
		if i := slices.IndexFunc(all, func(u access.User) bool { return u.Name == name }); i >= 0 {
			v.One, v.Mine = &all[i], name == q.User.Name
		}
	}
	for _, r := range access.Roles() {
		v.Roles = append(v.Roles, option{string(r), r.Title(), v.One != nil && v.One.Role == r})
	}
	for _, rfc := range q.Mine {
		name := document.Text{ES: rfc, EN: rfc}
		if rfc == step.Unassigned {
			name = document.Text{ES: "Documentos sin programa", EN: "Documents of no programme"}
		}
		v.All = append(v.All, option{Key: rfc, Name: name, Selected: v.One != nil && slices.Contains(v.One.Programmes, rfc)})
	}
	v.Table = q.userTable(all)
	v.Table.Cut(q.URL)
	return d.show(q, "users.html", v.Table, v)
}

func (q *Ask) userTable(all []access.User) *page.Table {
	return page.Tabulate("usuarios", document.Text{ES: "Quién puede entrar", EN: "Who may enter"}, q.head(q.Today), []page.Field[access.User]{
		{Key: "usuario", ES: "Usuario", EN: "User", Kind: report.Text, Whole: true, Of: func(u *access.User) string { return u.Name }, Link: func(u *access.User) string { return page.With(q.firstPage(), "usuario", u.Name) }},
		{Key: "papel", ES: "Papel", EN: "Role", Kind: report.Text, Whole: true, Of: func(u *access.User) string { return u.Role.Title().In(q.Lang) }},
		{Key: "programas", ES: "Programas", EN: "Programmes", Kind: report.Text, Of: func(u *access.User) string {
			if len(u.Programmes) == 0 {
				return document.Text{ES: "todos", EN: "all"}.In(q.Lang)
			}
			return strings.Join(u.Programmes, ", ")
		}},
		{Key: "firma", ES: "Aprueba paquetes como", EN: "Approves packages as", Kind: report.Text, Of: func(u *access.User) string { return u.Signs }},
		{Key: "entra", ES: "Puede entrar", EN: "May enter", Kind: report.Text, Whole: true, Of: func(u *access.User) string {
			if u.Off {
				return document.Text{ES: "no", EN: "no"}.In(q.Lang)
			}
			return document.Text{ES: "sí", EN: "yes"}.In(q.Lang)
		}},
		{Key: "alta", ES: "Alta", EN: "Since", Kind: report.Date, Of: func(u *access.User) string { return u.Created.Format("2006-01-02") }},
	}, all)
}

// changeUser makes a user, or changes one.
func (d *Desk) changeUser(q *Ask) (*Answer, error) {
	does := map[string]func(*Ask, string) error{"crear": d.addUser, "papel": d.changeRole, "clave": d.resetPassword, "entrada": d.switchUser, "firma": d.changeSigns}[q.PostFormValue("hacer")]
	name := strings.TrimSpace(q.PostFormValue("usuario"))
	if does == nil || name == "" {
		return nil, refuse(http.StatusUnprocessableEntity, "Diga qué usuario y qué cambia.", "Say which user and what changes.")
	}
	if slices.Contains([]string{"crear", "papel", "clave"}, q.PostFormValue("hacer")) {
		if err := d.elsewhere(); err != nil {
			return nil, err
		}
	}
	if err := does(q, name); err != nil {
		return nil, err
	}
	return &Answer{Status: http.StatusSeeOther, To: q.at("usuarios"), Note: "user_" + map[string]string{"crear": "added", "papel": "role", "clave": "password", "entrada": "switched", "firma": "signs"}[q.PostFormValue("hacer")] + " " + name}, nil
}

// grant reads role and programmes of a form.
func (q *Ask) grant(u *access.User) error {
	u.Role = access.Role(q.PostFormValue("papel"))
	u.Programmes = slices.Clone(q.PostForm["programa"])
	switch {
	case !u.Role.Known():
		return refuse(http.StatusUnprocessableEntity, "Diga qué papel tiene.", "Say which role they have.")
	case slices.ContainsFunc(u.Programmes, func(rfc string) bool { return !slices.Contains(q.Mine, rfc) }):
		return missing()
	case !manages(q.User, u):
		return refuse(http.StatusForbidden, "Usted administra algunos programas: elija de cuáles de ellos.", "You administer some programmes: choose which of them.")
	}
	return nil
}

func (d *Desk) addUser(q *Ask, name string) error {
	u := access.User{Name: name, Lang: q.Lang}
	if err := q.grant(&u); err != nil {
		return err
	}
	return d.Gate.Add(q.Context(), u, q.PostFormValue("clave")) //nolint:wrapcheck // a refusal, or already classified
}

// managed is a user that who asks may change; any other is not there.
func (d *Desk) managed(q *Ask, name string) (access.User, error) {
	u, ok, err := d.Gate.Users.User(q.Context(), name)
	if err != nil {
		return u, err //nolint:wrapcheck // a fault of the store, already classified
	}
	if !ok || !manages(q.User, &u) {
		return u, missing()
	}
	return u, nil
}

// change replaces a user, unless nobody would be left to let people in.
func (d *Desk) change(q *Ask, u *access.User) error {
	all, err := d.Gate.Users.Users(q.Context())
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	left := slices.ContainsFunc(all, func(x access.User) bool {
		if x.Name == u.Name {
			x = *u
		}
		return x.Role == adminRole && !x.Off && len(x.Programmes) == 0
	})
	if !left && d.Pool == nil { // a pool lets in who administers
		return refuse(http.StatusConflict, "Alguien debe poder administrar todos los programas: deje a otra persona antes.", "Somebody must be able to administer all programmes: leave another person first.")
	}
	return d.Gate.Change(q.Context(), *u) //nolint:wrapcheck // already classified
}

func (d *Desk) changeRole(q *Ask, name string) error {
	u, err := d.managed(q, name)
	if err != nil {
		return err
	}
	if err := q.grant(&u); err != nil {
		return err
	}
	return d.change(q, &u)
}

func (d *Desk) resetPassword(q *Ask, name string) error {
	if _, err := d.managed(q, name); err != nil {
		return err
	}
	return d.Gate.SetPassword(q.Context(), name, q.PostFormValue("clave")) //nolint:wrapcheck // a refusal, or already classified
}

// changeSigns says as whom a user approves packages.
func (d *Desk) changeSigns(q *Ask, name string) error {
	u, err := d.managed(q, name)
	if err != nil {
		return err
	}
	s := oneLine(q.PostFormValue("firma"))
	who, whole := programme.ParseReviewer(s)
	switch {
	case s == "":
		u.Signs = ""
	case !whole || len(s) > maxNote:
		return refuse(http.StatusUnprocessableEntity, "Escriba «nombre, cargo» como lo dice el archivo de programa.", "Write “name, capacity” as the programme file has it.")
	default:
		u.Signs = who.Name + ", " + who.Capacity
	}
	return d.change(q, &u)
}

// switchUser lets a user in or keeps them out.
func (d *Desk) switchUser(q *Ask, name string) error {
	u, err := d.managed(q, name)
	if err != nil {
		return err
	}
	u.Off = !u.Off
	return d.change(q, &u)
}
