// Package web is the status page of one machine: what came in, what waits for
// a decision, what is due. It listens on the loopback only, shows and changes
// nothing, and escapes whatever a document says.
package web

import (
	"context"
	_ "embed" // the page
	"html/template"
	"net"
	"net/http"
	"sort"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

//go:embed status.html
var page string

// Status serves the page.
type Status struct {
	Books step.Books
	Lang  document.Lang
	Today func() document.Date
}

// programmeView is one programme on the page.
type programmeView struct {
	RFC         string
	Nombre      string
	Unassigned  bool // the shelf of documents of nobody
	Counts      []count
	Quarantined []reason
	More        int // quarantined documents beyond those listed
	Due         []due
	Findings    []count
}

// count is how often something was met; Text is the sentence of the first.
type count struct {
	Name, Text string
	N          int
}

type reason struct{ Name, Code, Text string }

// due is a lot with a saldo and a due date.
type due struct {
	Lot, Material, Saldo, Date string
	Days                       int
}

const (
	// mostDue is how many lots the page lists: a screenful.
	mostDue = 25
	// mostQuarantined is how many documents the page lists; the command line
	// lists them all.
	mostQuarantined = 200
)

// Handler is the page at /, and nothing else.
func (s *Status) Handler() http.Handler {
	t := template.Must(template.New("status").Funcs(template.FuncMap{"t": s.text}).Parse(page))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		if !local(r.Host) {
			http.Error(w, s.text("Esta página sólo se abre en esta máquina.", "This page opens on this machine only."), http.StatusMisdirectedRequest)
			return
		}
		views, err := s.views(r.Context())
		if err != nil {
			http.Error(w, s.text("Los libros no se pueden leer ahora; recargue.", "The books cannot be read now; reload."), http.StatusServiceUnavailable)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		if err := t.Execute(w, map[string]any{"Programmes": views, "Lang": string(s.Lang), "Today": s.Today().String()}); err != nil {
			return // the browser went away
		}
	})
	return mux
}

// local refuses names that lead here by somebody else's DNS: a page of another
// site could read this one through them.
func local(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (s *Status) text(es, en string) string { return document.Text{ES: es, EN: en}.In(s.Lang) }

func (s *Status) views(ctx context.Context) ([]programmeView, error) {
	rfcs, err := s.Books.Programmes(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	out := make([]programmeView, 0, len(rfcs))
	for _, rfc := range rfcs {
		v, err := s.view(ctx, rfc)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (s *Status) view(ctx context.Context, rfc string) (programmeView, error) {
	v := programmeView{RFC: rfc, Unassigned: rfc == step.Unassigned}
	docs, err := step.Documents(ctx, s.Books, rfc)
	if err != nil {
		return v, err //nolint:wrapcheck // a fault of the store, already classified
	}
	p, err := step.CurrentProgramme(ctx, s.Books, rfc)
	if err != nil {
		return v, err //nolint:wrapcheck // a fault of the store, already classified
	}
	if p != nil {
		v.Nombre = p.Nombre
	}
	byStatus, byCode := map[document.Status]int{}, map[string]*count{}
	for _, d := range docs {
		byStatus[d.Record.Status]++
		byStatus[document.Duplicate] += d.Copies
		if d.Record.Status == document.Quarantined {
			v.Quarantined = append(v.Quarantined, s.reason(&d.Record))
		}
	}
	v.More = max(0, len(v.Quarantined)-mostQuarantined)
	v.Quarantined = v.Quarantined[:len(v.Quarantined)-v.More]
	v.Counts = s.statuses(byStatus)
	err = step.EachLocated(ctx, s.Books, rfc, func(b *ledger.Book) error {
		v.Due = append(v.Due, s.due(b)...)
		for _, f := range b.Findings() {
			if byCode[f.Code] == nil {
				byCode[f.Code] = &count{Name: f.Code, Text: f.Message.In(s.Lang)}
			}
			byCode[f.Code].N++
		}
		return nil
	})
	sort.Slice(v.Due, func(i, j int) bool { return v.Due[i].Date+v.Due[i].Lot < v.Due[j].Date+v.Due[j].Lot })
	v.Due = v.Due[:min(len(v.Due), mostDue)]
	v.Findings = counts(byCode)
	return v, err //nolint:wrapcheck // names the book
}

func (s *Status) reason(r *step.Record) reason {
	out := reason{Name: r.Name}
	for _, f := range r.Findings {
		if f.Severity == document.Error || f.Severity == document.Unreadable {
			out.Code, out.Text = f.Code, f.Message.In(s.Lang)
			break
		}
	}
	return out
}

func (s *Status) due(b *ledger.Book) []due {
	var out []due
	today := s.Today()
	for i := range b.Lots {
		l := &b.Lots[i]
		if b.Saldos[i].CantidadUMT > 0 && l.Due.Known() {
			out = append(out, due{
				l.ID, b.Material.Key + " UMT " + l.UMT, b.Saldos[i].CantidadUMT.String(), l.Due.String(), today.DaysUntil(l.Due),
			})
		}
	}
	return out
}

// statuses are the five outcomes in the order a person asks for them.
func (s *Status) statuses(n map[document.Status]int) []count {
	var out []count
	for _, row := range []struct {
		status document.Status
		name   string
	}{
		{document.Accepted, s.text("aceptados", "accepted")},
		{document.Quarantined, s.text("en cuarentena", "quarantined")},
		{document.Version, s.text("versiones", "versions")},
		{document.Duplicate, s.text("duplicados", "duplicates")},
		{document.Unsupported, s.text("sin uso", "unsupported")},
	} {
		if n[row.status] > 0 {
			out = append(out, count{Name: row.name, N: n[row.status]})
		}
	}
	return out
}

func counts(m map[string]*count) []count {
	out := make([]count, 0, len(m))
	for _, c := range m {
		out = append(out, *c)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}
