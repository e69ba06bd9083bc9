package page_test

import (
	"io/fs"
	"math"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
	"example.com/immex/shared/web/page"
)

func TestGroup(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "0": "0", "999": "999", "1000": "1,000", "-1234567.125": "-1,234,567.125", "0.000001": "0.000001", "MP-8544": "MP-8544", "-": "-", "1.2.3": "1.2.3", "12.": "12.",
	} {
		if got := page.Group(in); got != want {
			t.Errorf("%q: %q, expected %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) { // no digit is lost
		a := money.FromMicros(rapid.Int64().Draw(t, "micros"))
		if got := strings.ReplaceAll(page.Group(a.String()), ",", ""); got != a.String() {
			t.Errorf("%s became %s", a, got)
		}
	})
}

// TestPager: every row is on one page and only one, whatever page is asked for.
func TestPager(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, page.PerPage, page.PerPage + 1, 3*page.PerPage - 1} {
		rows := make([]int, n)
		for i := range rows {
			rows[i] = i
		}
		seen, at, pages := 0, "/p?x=1&pagina=1", 0
		for at != "" && pages < 10 {
			u, err := url.Parse(at)
			if err != nil {
				t.Fatal(err)
			}
			tab := page.Tabulate("t", document.Text{}, report.Head{}, []page.Field[int]{{Key: "n", Kind: report.Integer, Of: func(i *int) string { return strconv.Itoa(*i) }}}, rows)
			tab.Cut(u)
			for _, r := range tab.Shown() {
				if want := strconv.Itoa(seen); page.Group(want) != r[0].Text {
					t.Fatalf("%d rows: %s where %s belongs", n, r[0].Text, want)
				}
				seen++
			}
			at = tab.Pager.Next
			pages++
		}
		if seen != n {
			t.Errorf("%d of %d rows were shown", seen, n)
		}
	}
	for _, odd := range []string{"-3", "0", "999999", "x", "99999999999999999999999"} {
		u := &url.URL{Path: "/p", RawQuery: url.Values{"pagina": {odd}}.Encode()}
		tab := page.Tabulate("t", document.Text{}, report.Head{}, []page.Field[int]{{Key: "n", Of: func(*int) string { return "" }}}, make([]int, 60))
		tab.Cut(u)
		if rows := tab.Shown(); len(rows) == 0 || len(rows) > page.PerPage {
			t.Errorf("page %s shows %d rows", odd, len(rows))
		}
	}
}

// TestMove: a column that is put elsewhere takes its head and its cells along.
func TestMove(t *testing.T) {
	t.Parallel()
	var fields []page.Field[string]
	for _, key := range []string{"a", "b", "c", "d"} {
		fields = append(fields, page.Field[string]{Key: key, ES: key, EN: key, Of: func(row *string) string { return key + *row }})
	}
	for _, x := range []struct {
		key  string
		to   int
		want string
	}{{"d", 1, "adbc"}, {"a", 3, "bcda"}, {"b", 1, "abcd"}, {"x", 0, "abcd"}} {
		tab := page.Tabulate("t", document.Text{}, report.Head{}, fields, []string{"1", "2"})
		tab.Move(x.key, x.to)
		for r, row := range tab.Shown() {
			for c, cell := range row {
				if key := x.want[c : c+1]; tab.Columns[c].Key != key || cell.Text != key+strconv.Itoa(r+1) {
					t.Errorf("%s to %d: %s over %s, not %s", x.key, x.to, tab.Columns[c].Key, cell.Text, key)
				}
			}
		}
	}
}

// TestDraw: a longer measure is never drawn shorter, none is drawn outside, and
// what is there is seen.
func TestDraw(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		measures := rapid.SliceOf(rapid.Int64Range(0, math.MaxInt64)).Draw(t, "measures")
		bars := make([]page.Bar, len(measures))
		for i, m := range measures {
			bars[i].Measure = m
		}
		c := page.Draw("x", document.Text{}, document.Text{}, bars, nil)
		for i, a := range c.Bars {
			if a.Long < 0 || c.Axis+a.Long > c.Width || (a.Long > 0) != (measures[i] > 0) {
				t.Errorf("%d is %d long", measures[i], a.Long)
			}
			for j, b := range c.Bars {
				if measures[i] < measures[j] && a.Long > b.Long {
					t.Errorf("%d is %d long, %d is %d", measures[i], a.Long, measures[j], b.Long)
				}
			}
		}
	})
}

// TestOneLanguage: a text without its other half stops the page.
func TestOneLanguage(t *testing.T) {
	t.Parallel()
	p, err := page.Load(fstest.MapFS{"x.html": {Data: []byte(`{{t "Hola" ""}}`)}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Render("x.html", document.Spanish, nil); err == nil {
		t.Error("it rendered")
	}
}

// TestEveryTextIsInBothLanguages: no template has a word outside {{t}} but the
// names that are the same in both.
func TestEveryTextIsInBothLanguages(t *testing.T) {
	t.Parallel()
	same := regexp.MustCompile(`\b(immex|English|Español|CSV|XLSX|xlsx|yaml|DOCTYPE|html)\b`)
	action, tag, word := regexp.MustCompile(`(?s)\{\{.*?\}\}`), regexp.MustCompile(`(?s)<[^>]*>`), regexp.MustCompile(`\pL{2,}`)
	said := regexp.MustCompile(`(?i)\b(aria-label|title|alt|placeholder)="[^"{]*\pL`)
	n := 0
	for _, dir := range []string{"kit", "../desk/screens"} {
		files, err := fs.Glob(os.DirFS(dir), "*.html")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			b, err := os.ReadFile(dir + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			n++
			text := tag.ReplaceAllString(action.ReplaceAllString(string(b), ""), " ")
			if got := word.FindAllString(same.ReplaceAllString(text, ""), -1); len(got) > 0 {
				t.Errorf("%s says %q in one language", name, got)
			}
			if got := said.FindAllString(string(b), -1); len(got) > 0 {
				t.Errorf("%s says %q in one language", name, got)
			}
			for _, banned := range []string{"<style", " style=", " onclick", "javascript:", "http://", "https://"} {
				if strings.Contains(strings.ToLower(string(b)), banned) {
					t.Errorf("%s has %q", name, banned)
				}
			}
		}
	}
	if n < 8 {
		t.Errorf("%d templates", n)
	}
}
