package desk_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/web/access"
)

// TestLinks: a download is given by a link alone, which holds for a minute, for
// one session, one programme and one download.
func TestLinks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	w.person(t, "luis", access.Admin)
	rosa, luis := w.signIn(t.Context(), t, "rosa"), w.signIn(t.Context(), t, "luis")
	for _, path := range []string{
		"/p/" + w.rfc + "/saldos?formato=csv&al=2021-02-28", "/p/" + w.rfc + "/documentos/" + string(w.print) + "/original", "/plantillas/bom",
	} {
		first := rosa.once(t, http.MethodGet, path, nil)
		link := first.header.Get("Location")
		if first.status != http.StatusSeeOther || first.body != "" || !strings.Contains(link, "enlace=") {
			t.Fatalf("%s: %d %q", path, first.status, link)
		}
		if got := rosa.once(t, http.MethodGet, link, nil); got.status != http.StatusOK || got.body == "" || got.header.Get("Content-Disposition") == "" || got.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d with %d bytes", link, got.status, len(got.body))
		}
		last := "0"
		if strings.HasSuffix(link, last) {
			last = "1"
		}
		moment, _, _ := strings.Cut(link[strings.Index(link, "enlace=")+len("enlace="):], ".")
		sooner := strings.Replace(link, "enlace="+moment, "enlace=9"+moment, 1)
		for name, x := range map[string]struct {
			by   *browser
			at   string
			want int
		}{
			"tampered":          {rosa, link[:len(link)-1] + last, http.StatusForbidden},
			"stretched":         {rosa, sooner, http.StatusForbidden},
			"no proof":          {rosa, path + sign(path) + "enlace=" + moment, http.StatusForbidden},
			"no moment":         {rosa, path + sign(path) + "enlace=x.y", http.StatusForbidden},
			"other user":        {luis, link, http.StatusForbidden},
			"other session":     {w.signIn(t.Context(), t, "rosa"), link, http.StatusForbidden},
			"other programme":   {rosa, strings.Replace(link, w.rfc, "SIN_PROGRAMA", 1), http.StatusForbidden},
			"unknown programme": {rosa, strings.Replace(link, w.rfc, "XXX010101XX1", 1), http.StatusNotFound},
			"other download":    {rosa, link + "&por=parte", http.StatusForbidden},
			"nobody":            {&browser{w: w}, link, http.StatusSeeOther},
		} {
			if strings.HasSuffix(name, "programme") && !strings.Contains(link, w.rfc) {
				continue
			}
			got := x.by.once(t, http.MethodGet, x.at, nil)
			if name == "other programme" && got.status == http.StatusNotFound { // a screen that the shelf of no programme lacks
				continue
			}
			if got.status != x.want || got.header.Get("Content-Disposition") != "" {
				t.Errorf("%s, %s: %d, expected %d", path, name, got.status, x.want)
			}
		}
		w.now = w.now.Add(61 * time.Second)
		if got := rosa.once(t, http.MethodGet, link, nil); got.status != http.StatusGone || got.header.Get("Content-Disposition") != "" {
			t.Errorf("%s after its minute: %d", link, got.status)
		}
	}
	lines, err := w.people.LogEntries(t.Context(), w.rfc, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	notes := map[string]int{}
	for i := range lines {
		notes[lines[i].Note]++
	}
	if notes["link"] < 2 || notes["download"] != 2 {
		t.Errorf("the log has %v", notes)
	}
}

// sign joins another parameter to an address.
func sign(path string) string {
	if strings.Contains(path, "?") {
		return "&"
	}
	return "?"
}
