package desk_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
	"example.com/immex/shared/web/desk/desktest"
)

var parameter = regexp.MustCompile(`\{([a-z]+)\}`)

// places are values for the parameters of the routes and their examples.
func (w *world) places() map[string]string {
	return map[string]string{"huella": w.fingerprint, "periodo": "2021-01", "tabla": "recargos", "informe": "saldos", "consulta": "faltantes", "rfc": w.rfc, "lang": "en", "plantilla": "bom", "fraccion": "39012001", "unidad": "1", "sha": string(w.print), "hoja": "1", "lote": w.lot, "factura": string(document.HashOf([]byte(strangeInvoice)))}
}

// fill puts values into an address.
func fill(t *testing.T, s string, places map[string]string) string {
	t.Helper()
	return desktest.Fill(t, s, places)
}

// TestEveryRoleOnEveryRoute tries everybody on everything, and nobody too.
func TestEveryRoleOnEveryRoute(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, role := range access.Roles() {
		w.person(t, string(role), role)
	}
	w.person(t, desktest.Stranger, access.Admin, "XXX010101XX1")
	desktest.EveryRoleOnEveryRoute(t, desktest.Site{
		RFC: w.rfc, Places: w.places(), Nobody: visitor{&browser{w: w}},
		SignIn: func(t *testing.T, who string) desktest.Browser {
			t.Helper()
			return visitor{w.signIn(t.Context(), t, who)}
		},
	})
	if len(w.failed) > 0 {
		t.Errorf("failed: %v", w.failed)
	}
}

// visitor is a browser that follows the link of a download.
type visitor struct{ *browser }

func (v visitor) Ask(t *testing.T, method, path string, form url.Values) desktest.Reply {
	t.Helper()
	got := v.ask(t, method, path, form)
	return desktest.Reply{Status: got.status, Header: got.header, Body: got.body}
}

func (v visitor) Token() string { return v.token }

// TestForeignIDs puts an id of another programme, or of nothing, where each route
// has one: it is not there. A parameter that is no id says so here.
func TestForeignIDs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "admin", access.Admin)
	b := w.signIn(t.Context(), t, "admin")
	others, err := step.Documents(t.Context(), w.books, step.Unassigned)
	if err != nil || len(others) == 0 {
		t.Fatalf("%d documents of no programme: %v", len(others), err)
	}
	mine, err := step.Documents(t.Context(), w.books, w.rfc)
	if err != nil {
		t.Fatal(err)
	}
	others = slices.DeleteFunc(others, func(o step.DocumentState) bool {
		return slices.ContainsFunc(mine, func(m step.DocumentState) bool { return m.Record.SHA == o.Record.SHA })
	})
	foreign := map[string]string{
		"sha": string(others[0].Record.SHA), "factura": string(others[0].Record.SHA), "huella": "aaaaaaaaaaaaaaaa", "tabla": "nada", "informe": "nada", "consulta": "nada", "plantilla": "nada", "periodo": "nada",
	}
	notIDs := []string{"rfc", "hoja", "lang"} // the programme has its own test; a page is a number, and a language falls back
	for _, r := range desk.Routes() {
		for _, p := range desktest.Parameters(r.Path) {
			if slices.Contains(notIDs, p) {
				continue
			}
			id, ok := foreign[p]
			if !ok {
				t.Errorf("%s: no foreign %s; give it one, or say that it is no id", r.Path, p)
				continue
			}
			places := w.places()
			places[p] = id
			path := fill(t, r.Path, places)
			var form url.Values
			if r.Method != http.MethodGet {
				form = b.form()
			}
			if got := b.ask(t, r.Method, path, form); got.status != http.StatusNotFound {
				t.Errorf("%s %s answers %d", r.Method, path, got.status)
			}
		}
	}
}

// code is a word that only programs say.
var code = regexp.MustCompile(`^[a-z]+(_[a-z0-9]+)+$`)

// TestNoCodes opens every page and finds no code where a word is meant. Codes of
// findings are told beside their sentence, and those of dated tables are theirs.
func TestNoCodes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	b := w.signIn(t.Context(), t, "rosa")
	findings := map[string]bool{}
	board := w.board(t)
	for i := range board.Found {
		findings[board.Found[i].Finding.Code] = true
	}
	for _, x := range catalog.Default().Cotejos() {
		findings[x.Code] = true
	}
	for _, p := range w.pages(t) {
		if strings.Contains(p, "/ley/") || strings.Contains(p, "/configuracion") {
			continue
		}
		for _, s := range words(t, b.get(t, p).body) {
			if code.MatchString(s) && !findings[s] {
				t.Errorf("%s says %q", p, s)
			}
		}
	}
}

// pages are all addresses that show a page, to whoever may.
func (w *world) pages(t *testing.T) (out []string) {
	t.Helper()
	for _, r := range desk.Routes() {
		if r.Method != http.MethodGet || r.Title.ES == "" {
			continue
		}
		for _, query := range append([]string{""}, r.Examples...) {
			out = append(out, fill(t, r.Path, w.places())+fill(t, query, w.places()))
		}
	}
	return append(out, "/p/SIN_PROGRAMA/hoy", "/no/esta")
}

// words are what a page says: its texts and the names of its parts.
func words(t *testing.T, page string) (out []string) {
	t.Helper()
	walk(t, page, func(n *html.Node) {
		if n.Type == html.TextNode {
			if s := strings.Join(strings.Fields(n.Data), " "); s != "" {
				out = append(out, s)
			}
		}
		for _, a := range n.Attr {
			if slices.Contains([]string{"aria-label", "title", "alt", "placeholder"}, a.Key) {
				out = append(out, a.Val)
			}
		}
	})
	return out
}

// TestLanguages opens every page in both languages: none says anything of the
// other one.
func TestLanguages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	b := w.signIn(t.Context(), t, "rosa")
	token, err := w.gate.SetUpToken(t.Context())
	if err != nil || token != "" {
		t.Fatalf("%q %v", token, err)
	}
	said := map[string]map[string]string{"es": {}, "en": {}} // page → texts
	for lang := range said {
		b.lang = lang
		for _, who := range []*browser{b, {w: w, lang: lang}} {
			for _, p := range w.pages(t) {
				got := who.get(t, p)
				if got.status == http.StatusSeeOther {
					continue
				}
				if !strings.Contains(got.body, `<html lang="`+lang+`">`) {
					t.Errorf("%s is not in %s: %d", p, lang, got.status)
				}
				said[lang][p] += "\n" + strings.Join(words(t, got.body), "\n") + "\n"
			}
		}
	}
	native := map[string]map[string]bool{"es": {}, "en": {}}
	for x := range w.said {
		native["es"][x.ES], native["en"][x.EN] = true, true
	}
	foreign := func(lang string, x document.Text) (string, bool) {
		other := x.EN
		if lang == "en" {
			other = x.ES
		}
		other = strings.Join(strings.Fields(other), " ")
		return other, x.ES != x.EN && other != "" && !native[lang][other]
	}
	for lang, pages := range said {
		for p, text := range pages {
			for x := range w.said {
				if other, ok := foreign(lang, x); ok && (strings.Contains(text, "\n"+other+"\n") || len(other) > 20 && strings.Contains(text, other)) {
					t.Errorf("%s in %s says %q", p, lang, other)
				}
			}
		}
	}
	if len(said["es"]) < 8 || len(w.said) < 100 {
		t.Errorf("%d pages and %d texts were seen", len(said["es"]), len(w.said))
	}
}

// TestHostile opens every page over documents with hostile names: they stay
// texts, and nothing runs but our own two scripts.
func TestHostile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	b := w.signIn(t.Context(), t, "rosa")
	named := strings.NewReplacer("RFC", w.rfc, "Manufacturas Ejemplo, S.A. de C.V.", `'"><script>alert(2)</script><b onmouseover=x> =1+1 \u202E `+strings.Repeat("W", 10_000)+`'`).Replace(twoReviewers)
	if r, err := w.office.Keep(t.Context(), w.rfc, "programa.yaml", []byte(named)); err != nil || r.Status != document.Version {
		t.Fatalf("%+v %v", r, err)
	}
	seen := map[string]bool{}
	queries := []string{"", `?por=lote&parte="><script>alert(1)</script>`, `?al=<b>`, `?clave=<i>&parte==1%2B1&cantidad=1`, `?pagina=99999999999999999999`, `?formato=<u>`}
	for _, p := range w.pages(t) {
		for _, query := range queries {
			if query != "" && strings.Contains(p, "?") {
				continue
			}
			got := b.get(t, p+strings.ReplaceAll(query, " ", "%20"))
			if got.status >= 500 {
				t.Errorf("%s%s: %d", p, query, got.status)
			}
			scripts := 0
			walk(t, got.body, func(n *html.Node) {
				if n.Type == html.TextNode {
					for i, name := range hostile() {
						if strings.Contains(n.Data, name) {
							seen[p[:min(len(p), 6)]+string(rune('0'+i))] = true
						}
					}
				}
				if n.Type != html.ElementNode {
					return
				}
				if n.Data == "script" {
					scripts++
				}
				if slices.Contains([]string{"style", "iframe", "object", "b onmouseover", "u", "i"}, n.Data) {
					t.Errorf("%s%s has a <%s>", p, query, n.Data)
				}
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
						t.Errorf("%s%s has %s=%q", p, query, a.Key, a.Val)
					}
				}
			})
			if strings.HasPrefix(p, "/p/"+w.rfc) && !strings.Contains(got.body, "&lt;script&gt;alert(2)") {
				t.Errorf("%s%s does not name the programme", p, query)
			}
			if got.status < 300 && scripts != 2 {
				t.Errorf("%s%s has %d scripts", p, query, scripts)
			}
		}
	}
	if len(seen) != 2*len(hostile()) {
		t.Errorf("the hostile names were seen in %v", seen)
	}
}
