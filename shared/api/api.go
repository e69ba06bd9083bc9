// Package api is the HTTP API of the deployed system: a person asks for a place
// to upload a document to, and sees what is there.
//
// Example: POST /programmes/AAA010101AA1/uploads with {"name":"marzo.zip"}
// answers with the form of one upload under inbox/AAA010101AA1/, which holds
// for ten minutes and one object.
//
// Who asks is known before: the gateway verified the token and WithCaller says
// whose it is. Another programme is not found, another role is forbidden, and
// every call is logged by route, role and the pool's id of the person. The
// package changes nothing in the books, and never gives a document's bytes.
package api

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// Valid is how long a form or a link holds.
const Valid = 10 * time.Minute

// Form is one upload, to be sent as multipart/form-data with the file last.
type Form struct {
	URL    string            `json:"url"`
	Fields map[string]string `json:"fields"`
}

// Uploads signs forms of the inbox.
type Uploads interface {
	// Form is for one object under exactly this key, of 1 to most bytes.
	Form(ctx context.Context, key string, most int64, valid time.Duration) (Form, error)
}

// Links signs downloads of sealed packages.
type Links interface {
	Link(ctx context.Context, rfc string, h document.Hash, name string, valid time.Duration) (string, error)
}

// API answers for one stack.
type API struct {
	Books   step.Books
	Uploads Uploads
	Links   Links
	Most    int64         // bytes of one upload
	Random  func() string // a text nobody guesses, of letters and digits
	Log     *slog.Logger
	Now     func() time.Time
}

// Route is one thing that can be asked, and who may.
type Route struct {
	Method, Path string
	Roles        []Role
	serve        func(*API, *http.Request, string) (int, any, error)
}

// Routes lists the routes; template.yaml has the same.
func Routes() []Route {
	return []Route{
		{http.MethodPost, "/programmes/{rfc}/uploads", []Role{Officer}, (*API).upload},
		{http.MethodGet, "/programmes/{rfc}/documents", []Role{Officer, Viewer}, (*API).documents},
		{http.MethodGet, "/programmes/{rfc}/packages", []Role{Officer, Viewer}, (*API).packages},
		{http.MethodGet, "/programmes/{rfc}/status", []Role{Officer, Viewer, Admin}, (*API).status},
	}
}

// Handler serves the routes, and nothing else.
func (a *API) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, route := range Routes() {
		mux.HandleFunc(route.Method+" "+route.Path, func(w http.ResponseWriter, r *http.Request) { a.answer(w, r, &route) })
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { write(w, r, http.StatusNotFound, notFound()) })
	return mux
}

// answer lets in who may and writes what the route says.
func (a *API) answer(w http.ResponseWriter, r *http.Request, route *Route) {
	caller, known := callerFrom(r.Context())
	rfc := r.PathValue("rfc")
	role := caller.as(route.Roles)
	var status int
	var body any
	switch {
	case !known:
		status, body = http.StatusUnauthorized, refusal("unauthorized", document.Textf("Falta un token de identidad válido.", "A valid ID token is missing."))
	case !pedimento.RFCShape(rfc) || !slices.Contains(caller.Programmes, rfc):
		status, body = http.StatusNotFound, notFound()
	case role == "":
		status, body = http.StatusForbidden, refusal("forbidden", document.Textf("Su función en el programa no lo permite.", "Your role in the programme does not allow it."))
	default:
		var err error
		if status, body, err = route.serve(a, r, rfc); err != nil {
			status, body = failed(err)
		}
	}
	a.Log.LogAttrs(r.Context(), slog.LevelInfo, "api call", slog.String("route", route.Method+" "+route.Path),
		slog.String("role", string(role)), slog.String("subject", caller.Subject), slog.Int("status", status))
	write(w, r, status, body)
}

// problem is the body of a refusal.
type problem struct {
	code string
	text document.Text
}

func refusal(code string, text document.Text) problem { return problem{code, text} }

// notFound is the same for what is not there and for what is somebody else's.
func notFound() problem {
	return refusal("not_found", document.Textf("No hay tal programa o recurso.", "There is no such programme or resource."))
}

// failed tells of trouble without its details, which may name what is not the
// caller's business.
func failed(err error) (int, problem) {
	if fault.Is(err, fault.Transient) || fault.Is(err, fault.Conflict) {
		return http.StatusServiceUnavailable, refusal("try_again", document.Textf("No se pudo leer ahora; repita.", "It could not be read now; try again."))
	}
	return http.StatusInternalServerError, refusal("failed", document.Textf("El sistema falló; avise a quien lo administra.", "The system failed; tell who runs it."))
}

func write(w http.ResponseWriter, r *http.Request, status int, body any) {
	if p, ok := body.(problem); ok {
		lang := document.Spanish
		if strings.HasPrefix(strings.ToLower(r.Header.Get("Accept-Language")), string(document.English)) {
			lang = document.English
		}
		body = map[string]string{"error": p.code, "message": p.text.In(lang)}
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) //nolint:errchkjson // our own types; whoever asked went away
}
