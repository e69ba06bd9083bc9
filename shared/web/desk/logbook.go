package desk

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/report"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/page"
)

func logRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/p/{rfc}/bitacora", May: writers(), Title: document.Text{ES: "Bitácora", EN: "Log"}, Key: "i", Examples: []string{"?papel=authority", "?usuario=rosa&todo=1"}, screen: (*Desk).logbook},
	}
}

// maxLines is how many lines of the log are read at once, and maxLooked how many are
// looked through for what is asked for, which may be the few of an authority behind
// many of others; older ones are a step away.
const (
	maxLines  = 2000
	maxLooked = 5 * maxLines
)

// logbook is who saw and did what.
type logbook struct {
	*page.Frame
	page.Downloads
	User  string
	Role  access.Role
	Roles []option
	All   bool // also what is about no programme
	MayAll,
	Wrote bool // only what was sent
	Looked int
	Older  string
	Table  *page.Table
}

func (d *Desk) logbook(q *Ask) (*Answer, error) {
	v := &logbook{
		Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), User: strings.TrimSpace(q.FormValue("usuario")), Role: access.Role(q.FormValue("papel")),
		MayAll: q.User.Role == adminRole && len(q.User.Programmes) == 0, Wrote: q.FormValue("escribe") != "",
	}
	v.All = v.MayAll && q.FormValue("todo") != ""
	v.Roles = []option{{"", document.Text{ES: "todos", EN: "all"}, v.Role == ""}}
	for _, r := range access.Roles() {
		v.Roles = append(v.Roles, option{string(r), r.Title(), v.Role == r})
	}
	before, err := strconv.ParseInt(cmp.Or(q.FormValue("antes"), "0"), 10, 64)
	if err != nil || before < 0 {
		return nil, refuse(http.StatusBadRequest, "antes es el número de un renglón.", "antes is the number of a line.")
	}
	about := q.Programme.RFC
	if v.All {
		about = ""
	}
	rows, err := d.lines(q, v, about, before)
	if err != nil {
		return nil, err
	}
	v.Table = q.logTable(rows)
	if v.Older != "" {
		v.Table.Empty = document.Textf("Ninguno entre los %d renglones que se revisaron; hay anteriores.", "None among the %d lines that were looked through; there are older ones.", v.Looked)
	}
	v.Table.Cut(q.URL)
	return d.show(q, "logbook.html", v.Table, v)
}

// lines are those of the log that are asked for, the latest first: of the first
// piece of it that has any.
func (d *Desk) lines(q *Ask, v *logbook, about string, before int64) (rows []access.Entry, err error) {
	for v.Looked < maxLooked {
		all, err := d.Log.LogEntries(q.Context(), about, before, maxLines)
		if err != nil {
			return nil, err //nolint:wrapcheck // a fault of the store, already classified
		}
		for i := range all {
			e := &all[i]
			if (v.User == "" || e.User == v.User) && (v.Role == "" || e.Role == v.Role) && (!v.Wrote || e.Method == http.MethodPost) {
				rows = append(rows, *e)
			}
		}
		v.Looked += len(all)
		if v.Older = ""; len(all) < maxLines {
			break
		}
		before = all[len(all)-1].Seq
		v.Older = page.With(q.firstPage(), "antes", strconv.FormatInt(before, 10))
		if len(rows) > 0 {
			break
		}
	}
	return rows, nil
}

// noteName is what was done, in words; what follows the first word names whom
// or what.
func noteName(note string) document.Text {
	word, rest, _ := strings.Cut(note, " ")
	names := map[string]document.Text{
		"": {ES: "vio", EN: "saw"}, "download": {ES: "descargó", EN: "downloaded"}, "refused": {ES: "se le negó", EN: "was refused"}, "failed": {ES: "falló", EN: "it failed"},
		"sign_in": {ES: "entró", EN: "signed in"}, "sign_in_refused": {ES: "no entró: usuario o contraseña", EN: "did not get in: name or password"},
		"sign_in_limited": {ES: "no entró: demasiados intentos", EN: "did not get in: too many attempts"}, "sign_in_needed": {ES: "se le pidió entrar", EN: "was asked to sign in"},
		"sign_out": {ES: "salió", EN: "signed out"}, "set_up": {ES: "creó la primera cuenta", EN: "made the first account"},
		"resolve": {ES: "decidió un hallazgo:", EN: "decided a finding:"}, "build": {ES: "compiló", EN: "built"}, "close": {ES: "cerró", EN: "closed"},
		"approve": {ES: "aprobó", EN: "approved"}, "return": {ES: "devolvió", EN: "returned"}, "user_signs": {ES: "cambió como quién firma", EN: "changed as whom signs"},
		"working": {ES: "pidió lo que se está calculando", EN: "asked for what is being worked out"}, "link": {ES: "pidió el enlace de una descarga", EN: "asked for the link of a download"},
		"delivered": {ES: "entregó documentos:", EN: "delivered documents:"}, "typed": {ES: "capturó valores:", EN: "typed values:"}, "mapping": {ES: "aplicó a un proveedor:", EN: "applied to a supplier:"},
		"user_added": {ES: "dio de alta a", EN: "added"}, "user_role": {ES: "cambió el papel de", EN: "changed the role of"},
		"user_password": {ES: "cambió la contraseña de", EN: "changed the password of"}, "user_switched": {ES: "cambió la entrada de", EN: "let in or kept out"},
	}
	n, ok := names[word]
	if !ok {
		return document.Text{ES: note, EN: note}
	}
	what := document.Text{ES: rest, EN: rest}
	if word == "resolve" {
		what = rule.State(rest).Title()
	}
	return document.Text{ES: strings.TrimSpace(n.ES + " " + what.ES), EN: strings.TrimSpace(n.EN + " " + what.EN)}
}

func (q *Ask) logTable(rows []access.Entry) *page.Table {
	t := page.Tabulate("bitacora", document.Text{ES: "Quién vio y quién hizo", EN: "Who saw and who did"}, q.head(q.Today), []page.Field[access.Entry]{
		{Key: "renglon", ES: "Renglón", EN: "Line", Kind: report.Integer, Of: func(e *access.Entry) string { return strconv.FormatInt(e.Seq, 10) }},
		{Key: "momento", ES: "Cuándo (UTC)", EN: "When (UTC)", Kind: report.Date, Of: func(e *access.Entry) string { return e.At.UTC().Format("2006-01-02 15:04:05") }},
		{Key: "usuario", ES: "Usuario", EN: "User", Kind: report.Text, Of: func(e *access.Entry) string {
			if e.User == "" {
				return document.Text{ES: "nadie", EN: "nobody"}.In(q.Lang)
			}
			return e.User
		}},
		{Key: "papel", ES: "Papel", EN: "Role", Kind: report.Text, Whole: true, Of: func(e *access.Entry) string {
			if e.Role == "" {
				return ""
			}
			return e.Role.Title().In(q.Lang)
		}},
		{Key: "que", ES: "Qué", EN: "What", Kind: report.Text, Of: func(e *access.Entry) string { return noteName(e.Note).In(q.Lang) }},
		{Key: "pantalla", ES: "Pantalla", EN: "Screen", Kind: report.Text, Of: func(e *access.Entry) string { return q.screenOf(e).In(q.Lang) }},
		{Key: "peticion", ES: "Dirección", EN: "Address", Kind: report.Text, Of: func(e *access.Entry) string { return e.Method + " " + e.Path }},
		{Key: "respuesta", ES: "Respuesta", EN: "Answer", Kind: report.Integer, Of: func(e *access.Entry) string { return strconv.Itoa(e.Status) }},
		{Key: "desde", ES: "Desde", EN: "From", Kind: report.Text, Of: func(e *access.Entry) string { return e.From }},
	}, rows)
	t.Order = document.Text{ES: "Lo último primero.", EN: "The latest first."}
	return t
}

// screenOf is the title of the screen that a line is about; nothing of what has
// none, as a file.
func (q *Ask) screenOf(e *access.Entry) document.Text {
	path, _, _ := strings.Cut(e.Path, "?")
	parts := strings.Split(path, "/")
	var title document.Text
	least := len(parts) // parameters: the route with the fewest is meant
	for i := range q.Route.all {
		r := &q.Route.all[i]
		pattern := strings.Split(strings.TrimSuffix(r.Path, "{$}"), "/")
		if r.Method != e.Method || len(pattern) != len(parts) {
			continue
		}
		open, same := 0, true
		for k := range pattern {
			if strings.HasPrefix(pattern[k], "{") {
				open++
			} else {
				same = same && pattern[k] == parts[k]
			}
		}
		if same && open < least {
			title, least = r.Title, open
		}
	}
	return title
}
