package desk

import (
	"context"
	"embed"
	"io/fs"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/semaphore"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/page"
)

//go:embed screens/*.html
var screens embed.FS

// Config is what a desk needs.
type Config struct {
	Reader Reader
	// Judges, Packages, Clerk and Inquirer are an Office, or parts of one.
	Judges   Judges
	Packages Packages
	Clerk    Clerk
	Inquirer Inquirer

	Intake Intake
	Gate   *access.Gate
	// Pool has the accounts; nil: they are kept here, with passwords.
	Pool Pool
	// Inbox takes what is delivered; nil: it comes through the desk.
	Inbox Inbox
	// Links are where downloads are given out; nil: here.
	Links Links
	Log   access.Log
	// Now is the time, and Zone where the company's law counts its days.
	Now  func() time.Time
	Zone *time.Location
	Lang document.Lang // of who chose none
	// Host says which names the desk answers to: a page elsewhere can point a
	// name of its own at this machine.
	Host func(name string) bool
	// Secure: the desk is behind TLS, and cookies go nowhere else.
	Secure bool
	// Files are templates that are no table, by name.
	Files map[string]document.Text
	// Patience is how long a page waits for figures that are being worked out,
	// before it says so instead; 0 is for as long as it takes.
	Patience time.Duration
	// Pauses: between two requests nothing goes on, and what is being worked out
	// stands still until the next.
	Pauses bool
	// Failed is told of what went wrong; the browser is not.
	Failed func(error)
	// Said is told every text of every page; it may be nil.
	Said func(document.Text)
}

// Desk serves the screens.
type Desk struct {
	Config
	pages  *page.Templates
	opened *memo[openKey, *openFile]
	leaves *memo[leafKey, *Leaf]
	traces *memo[traceKey, *step.Traced]
	static fs.FS
	routes []Route

	turns chan struct{} // see patience
	seats chan struct{} // see seated
	road  *semaphore.Weighted

	strangers strangers
}

// New is a desk.
func New(c Config) (*Desk, error) {
	own, err := fs.Sub(screens, "screens")
	if err != nil {
		return nil, err //nolint:wrapcheck // embedded: cannot fail
	}
	d := &Desk{Config: c, routes: Routes(), opened: newMemo[openKey, *openFile](keptFiles), leaves: newMemo[leafKey, *Leaf](keptLeaves), traces: newMemo[traceKey, *step.Traced](keptTraces), turns: make(chan struct{}, maxTurns), seats: make(chan struct{}, maxAtOnce), road: semaphore.NewWeighted(maxLeaving)}
	for i := range d.routes {
		d.routes[i].all = d.routes
	}
	if d.pages, err = page.Load(own, c.Said); err != nil {
		return nil, err //nolint:wrapcheck // names the template
	}
	d.static, err = page.Static()
	return d, err //nolint:wrapcheck // embedded: cannot fail
}

// Loopback answers to the names of this machine only.
func Loopback(name string) bool {
	if h, _, err := net.SplitHostPort(name); err == nil {
		name = h
	}
	if name == "localhost" {
		return true
	}
	ip := net.ParseIP(name)
	if ip == nil && len(name) > 2 && name[0] == '[' {
		ip = net.ParseIP(name[1 : len(name)-1])
	}
	return ip != nil && ip.IsLoopback()
}

// SetUpPath is the address that makes the first administrator, "" when there is
// somebody already.
func (d *Desk) SetUpPath(ctx context.Context) (string, error) {
	token, err := d.Gate.SetUpToken(ctx)
	if err != nil || token == "" {
		return "", err //nolint:wrapcheck // a fault of the store, already classified
	}
	return "/alta?llave=" + token, nil
}

// Handler serves every route.
func (d *Desk) Handler() http.Handler {
	mux := http.NewServeMux()
	for i := range d.routes {
		r := &d.routes[i]
		mux.HandleFunc(r.Method+" "+r.Path, func(w http.ResponseWriter, req *http.Request) { d.seated(w, req, r) })
	}
	mux.Handle("GET /static/", http.StripPrefix("/static/", d.files()))
	mux.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) {
		d.seated(w, req, &Route{Method: req.Method, Path: "/", all: d.routes, screen: func(*Desk, *Ask) (*Answer, error) { return nil, missing() }})
	})
	inbox := ""
	if d.Inbox != nil {
		inbox = " " + d.Inbox.Origin()
	}
	cross := http.NewCrossOriginProtection().Handler(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		guard(w.Header(), inbox)
		if !d.Host(req.Host) {
			http.Error(w, "421", http.StatusMisdirectedRequest)
			return
		}
		cross.ServeHTTP(w, req)
	})
}

// files are the style and the scripts, which change with the program only.
func (d *Desk) files() http.Handler {
	h := http.FileServerFS(d.static)
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.URL.Path == "" || req.URL.Path[len(req.URL.Path)-1] == '/' {
			http.NotFound(w, req) // no list of a folder
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		h.ServeHTTP(w, req)
	})
}

// guard sets what every answer carries: a browser runs nothing but our own
// script, shows it in no other page, sends forms to us and to the inbox alone, and
// keeps nothing of it.
func guard(h http.Header, inbox string) {
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"+inbox+"; frame-ancestors 'none'; base-uri 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "no-store")
}
