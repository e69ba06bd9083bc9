package desk_test

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// cloudy is what the desk has beside it on AWS: accounts, an inbox and downloads
// elsewhere.
type cloudy struct{}

func (cloudy) Begin(string) (address, memory string, err error) {
	return "https://pool.example/", "x", nil
}

func (cloudy) End(context.Context, string, url.Values) (access.User, string, error) {
	return access.User{}, "", nil
}
func (cloudy) Leave() string  { return "https://pool.example/leave" }
func (cloudy) Origin() string { return "https://inbox.example" }
func (cloudy) Form(_ context.Context, rfc string, _ *access.User, back string) (*desk.Form, error) {
	return &desk.Form{URL: "https://inbox.example", Fields: []desk.Field{{Name: "key", Value: rfc + back}}, Most: 100 << 20}, nil
}

func (cloudy) Kept(context.Context, string, []step.Shelf, document.Hash, desk.File, time.Duration) (string, error) {
	return "https://files.example/", nil
}

func (cloudy) Made(context.Context, string, []byte, desk.File, time.Duration) (string, error) {
	return "https://files.example/", nil
}
func (cloudy) Most() int { return 4 << 20 }

// named are all differences between the pages of both editions.
func named() []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, s := range []string{
		// documents go to the inbox one by one, in a form of its own
		`(?s)<form class="campos soltar".*?</form>\s*(<section aria-label="(Lo que se entregó|What was delivered)">.*?</section>)?`,
		// accounts, roles, programmes and passwords are those of the pool
		`(?s)<form class="campos estrecho" method="post">[^\n]{0,200}name="hacer" value="(papel|clave)".*?</form>\s*`,
		`(?s)<section aria-labelledby="otro">.*?</section>\s*`,
		`(?s)<p class="nota">(Las cuentas, sus papeles|Accounts, their roles).*?</p>\s*`,
		// people sign in at the pool
		`(?s)<form class="campos estrecho" method="post" action="/entrar">.*?</form>\s*`,
		`<p><a href="/entrar/ir[^\n]*\s*`,
		// a request holds less of a package that is dropped to be verified
		`(Los de más de \d+ MiB se comprueban|Those over \d+ MiB are verified)`,
	} {
		out = append(out, regexp.MustCompile(s))
	}
	return out
}

// TestBothEditionsAlike: the pages, their headers and their downloads are byte for
// byte the same on one machine and on AWS for the same books, but for the
// differences that are named.
func TestBothEditionsAlike(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	w.person(t, "luis", access.Viewer)
	used, origin := map[int]bool{}, false
	bare := func(s string) string {
		for i, r := range named() {
			if r.MatchString(s) {
				used[i] = true
			}
			s = strings.TrimSpace(r.ReplaceAllString(s, ""))
		}
		return strings.Join(strings.Fields(s), " ")
	}
	b := w.signIn(t.Context(), t, "rosa")
	paths := slices.DeleteFunc(w.pages(t), func(p string) bool { return p == "/entrar/vuelta" }) // the way back from the pool, which is there alone
	paths = append(paths, "/p/"+w.rfc+"/usuarios?usuario=luis", "/entrar", "/")
	for _, p := range []string{"saldos", "hallazgos", "documentos", "corredores", "conciliacion"} {
		paths = append(paths, "/p/"+w.rfc+"/"+p+"?formato=csv", "/p/"+w.rfc+"/"+p+"?formato=xlsx")
	}
	paths = append(paths, "/static/desk.css", "/static/desk.js", "/static/htmx.min.js")
	asked := append(slices.Clone(paths), "/entrar of nobody")
	ask := func() (out []reply) {
		for _, lang := range []string{"es", "en"} {
			one := &browser{w: w, token: b.token, lang: lang}
			for _, p := range paths {
				out = append(out, one.get(t, p))
			}
			out = append(out, (&browser{w: w, lang: lang}).get(t, "/entrar")) // of nobody
		}
		return out
	}
	logged := &access.Memory{} // so that the log of one does not tell of the other
	w.open(t, desk.Read(w.books), logged)
	here := ask()
	w.change = func(c *desk.Config) {
		x := cloudy{}
		c.Pool, c.Inbox, c.Links, c.Secure = x, x, x, true
	}
	w.open(t, desk.Read(w.books), &access.Memory{})
	for i, there := range ask() {
		at, n := asked[i%len(asked)], i/len(asked)
		if here[i].status != there.status {
			t.Errorf("%s (%d): %d here and %d there", at, n, here[i].status, there.status)
		}
		for k, v := range there.header {
			want := strings.Join(here[i].header[k], ";")
			got := strings.Join(v, ";")
			switch k {
			case "Content-Length", "Location": // of pages that differ as named; of links, which have their moment
				continue
			case "Content-Security-Policy":
				got = strings.Replace(got, "form-action 'self' https://inbox.example", "form-action 'self'", 1)
				origin = true
			}
			if got != want {
				t.Errorf("%s (%d): header %s is %q here and %q there", at, n, k, want, got)
			}
		}
		if here[i].body != there.body && bare(here[i].body) != bare(there.body) {
			t.Errorf("%s (%d):\n%.2000s", at, n, cmp.Diff(strings.Split(here[i].body, "\n"), strings.Split(there.body, "\n")))
		}
	}
	if len(used) != len(named()) || !origin {
		t.Errorf("of the named differences only %v is there", used)
	}
}
