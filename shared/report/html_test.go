package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
)

func pageOf(tb testing.TB, s *report.Set, lang document.Lang) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := s.HTML(&b, lang, provenance()); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// elements parses a page as a browser does and lists what is in it.
func elements(tb testing.TB, raw []byte) []*html.Node {
	tb.Helper()
	root, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		tb.Fatal(err)
	}
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// inside is the text below an element, in Spanish.
func inside(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if l := attr(n, "lang"); n.Type == html.ElementNode && l != "" && l != "es" && n.Data != "html" {
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(n)
	return strings.TrimSpace(b.String())
}

// tableRows are the rows of the table with a caption that begins so.
func tableRows(tb testing.TB, raw []byte, caption string) (out [][]string) {
	tb.Helper()
	for _, n := range elements(tb, raw) {
		if n.Data != "table" || !strings.HasPrefix(inside(n.FirstChild.NextSibling), caption) {
			continue
		}
		for x := range n.Descendants() {
			if x.Data != "tr" || x.Parent.Data != "tbody" {
				continue
			}
			var row []string
			for c := range x.ChildNodes() {
				row = append(row, inside(c))
			}
			out = append(out, row)
		}
	}
	return out
}

func TestPageGolden(t *testing.T) {
	path := filepath.Join("testdata", "index.html")
	got := pageOf(t, build(t, march(t), ledger.DefaultPolicy()), document.Spanish)
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (-want +got):\n%s", path, d)
	}
}

func TestPageDoesNotDependOnArrival(t *testing.T) {
	facts := march(t)
	a := pageOf(t, build(t, facts, ledger.DefaultPolicy()), document.Spanish)
	slices.Reverse(facts)
	for range 5 { // books come out of a map, in any order
		if !bytes.Equal(a, pageOf(t, build(t, facts, ledger.DefaultPolicy()), document.Spanish)) {
			t.Fatal("the page depends on the order of the facts")
		}
	}
}

// closed holds that a page reaches for nothing outside itself and runs nothing
// but what its policy names by hash.
func closed(tb testing.TB, raw []byte) {
	tb.Helper()
	allowed := []string{
		"html", "head", "meta", "title", "style", "body", "input", "label", "svg", "defs", "pattern", "rect", "path", "circle", "line", "text",
		"header", "h1", "h2", "h3", "dl", "div", "dt", "dd", "nav", "a", "main", "section", "table", "caption", "thead", "tbody", "tr", "th", "td",
		"p", "span", "figure", "ul", "li", "output", "script",
	}
	keys := []string{
		"lang", "charset", "http-equiv", "content", "name", "type", "id", "autocomplete", "checked", "for", "class", "width", "height", "aria-hidden",
		"patternunits", "patternUnits", "fill", "d", "stroke", "stroke-width", "cx", "cy", "r", "href", "tabindex", "scope", "aria-labelledby", "viewBox",
		"role", "x", "y", "x1", "x2", "y1", "y2", "hidden", "spellcheck",
	}
	policy, ids, seen := "", map[string]bool{}, map[string]int{}
	hash := func(n *html.Node) string {
		sum := sha256.Sum256([]byte(n.FirstChild.Data))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	all := elements(tb, raw)
	for _, n := range all {
		seen[n.Data]++
		if attr(n, "http-equiv") == "Content-Security-Policy" {
			policy = attr(n, "content")
		}
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				tb.Errorf("id %q twice", id)
			}
			ids[id] = true
		}
		if !slices.Contains(allowed, n.Data) {
			tb.Errorf("element %q", n.Data)
		}
		for _, a := range n.Attr {
			if !slices.Contains(keys, a.Key) {
				tb.Errorf("attribute %s=%q of %s", a.Key, a.Val, n.Data)
			}
			if strings.Contains(a.Val, "//") || strings.Contains(a.Val, "script:") {
				tb.Errorf("%s of %s reaches out: %q", a.Key, n.Data, a.Val)
			}
		}
	}
	want := []string{"default-src 'none'", "", "", "base-uri 'none'", "form-action 'none'"}
	for _, n := range all {
		switch href, fill := attr(n, "href"), attr(n, "fill"); {
		case n.Data == "style":
			want[1] = "style-src " + hash(n)
			if strings.Contains(n.FirstChild.Data, "url(") || strings.Contains(n.FirstChild.Data, "@import") {
				tb.Error("the style reaches out")
			}
		case n.Data == "script":
			want[2] = "script-src " + hash(n)
		case strings.HasPrefix(href, "#") && !ids[href[1:]], strings.HasPrefix(fill, "url(") && !ids[strings.TrimSuffix(strings.TrimPrefix(fill, "url(#"), ")")]:
			tb.Errorf("%s%s names nothing", href, fill)
		case href != "" && href[0] != '#' && !strings.HasPrefix(href, "reportes/"):
			tb.Errorf("link to %q", href)
		}
	}
	if seen["script"] != 1 || seen["style"] != 1 || policy != strings.Join(want, "; ") {
		tb.Errorf("%d scripts, %d styles, policy %q, want %q", seen["script"], seen["style"], policy, want)
	}
}

func TestPageIsClosed(t *testing.T) {
	for _, lang := range []document.Lang{document.Spanish, document.English} {
		raw := pageOf(t, build(t, march(t), ledger.DefaultPolicy()), lang)
		closed(t, raw)
		for _, n := range elements(t, raw) {
			if on := strings.Contains(fmt.Sprint(n.Attr), "{ checked }"); attr(n, "name") == "idioma" && on != (attr(n, "id") == "idioma-"+string(lang)) {
				t.Errorf("%s: %s checked %t", lang, attr(n, "id"), on)
			}
		}
	}
}

// What documents say is text, wherever it stands.
func TestPageInjection(t *testing.T) {
	for _, evil := range []string{
		`</td><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='x`, "`${alert(1)}`", `{{.Head}}`, `</title></style></script><b>`,
		`<!-- -->`, `<svg onload=alert(1)>`, `javascript:alert(1)`, "a\x00b\u202e\u2028c", `&lt;script&gt;`, `@SCRIPT@ @STYLEHASH@`,
	} {
		facts := march(t)
		for _, f := range facts {
			for i := range f.Lineas {
				f.Lineas[i].Descripcion, f.Lineas[i].Parte = evil, evil
			}
		}
		head := marchHead()
		head.RFC, head.Nombre, head.Programa, head.Period, head.State = evil, evil, evil, evil, evil
		many := append(found(), report.Found{Pedimento: evil, Document: document.Hash(evil), Finding: document.Finding{
			Code: evil, Where: evil, Severity: document.Error, Message: document.Text{ES: evil, EN: evil + "."},
		}})
		s, err := report.Build(head, catalog.Default(), ledger.KeepAll(booksOf(t, facts, ledger.DefaultPolicy())), many, nil)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		p := provenance()
		p.Tool, p.Policy, p.Pending = evil, evil, []document.Text{{ES: evil, EN: evil}}
		if err := s.HTML(&b, document.Spanish, p); err != nil {
			t.Fatal(err)
		}
		raw := b.Bytes()
		if evil != `javascript:alert(1)` {
			closed(t, raw) // that one is harmless as a text, and only as a text
		}
		rows := tableRows(t, raw, "Hallazgos del periodo")
		want := strings.ReplaceAll(evil, "\x00", " ")
		if len(rows) != 3 || !slices.ContainsFunc(rows, func(r []string) bool { return r[1] == want && r[2] == want && r[4] == want }) {
			t.Errorf("%q: rows %q", evil, rows)
		}
	}
}

// The lists are bounded and say so; no figure is cut.
func TestPageIsBounded(t *testing.T) {
	var facts []*ledger.Fact
	for p := range 120 {
		f := fact(fmt.Sprintf("2124321010%05d", p), "IN", "IMP", document.NewDate(2020, 12, 1).AddDays(p))
		for i := range 5 {
			l := line(t, i+1, fmt.Sprintf("390120%02d", (p*5+i)%90), "1", "12345678.123456", 999999999)
			l.Descripcion = strings.Repeat("ñ", 5000)
			f.Lineas = append(f.Lineas, l)
		}
		facts = append(facts, f)
	}
	head := marchHead()
	var many []report.Found
	for i := range 700 {
		many = append(many, report.Found{Pedimento: "212432101000001", Finding: document.Finding{
			Code: "code", Severity: document.Notice, Where: fmt.Sprint("partida ", i), Message: document.Text{ES: strings.Repeat("palabra ", 900), EN: "x"},
		}})
	}
	s, err := report.Build(head, catalog.Default(), ledger.KeepAll(booksOf(t, facts, ledger.DefaultPolicy())), many, nil)
	if err != nil {
		t.Fatal(err)
	}
	raw := pageOf(t, s, document.Spanish)
	if len(raw) > 2<<20 {
		t.Errorf("%d bytes", len(raw))
	}
	for caption, want := range map[string]int{"Hallazgos del periodo": 500, "Lotes con saldo": 500, "Saldos por fracción": 90} {
		if got := len(tableRows(t, raw, caption)); got != want {
			t.Errorf("%s: %d rows, want %d", caption, got, want)
		}
	}
	for _, w := range []string{
		"Están los primeros 500 de 700", "The first 500 of 700 are here", "Están los primeros 500 de 600", "12,345,678.123456", strings.Repeat("ñ", 400) + "…",
	} {
		if !bytes.Contains(raw, []byte(w)) {
			t.Errorf("no %.60q", w)
		}
	}
	if bytes.Contains(raw, []byte(strings.Repeat("ñ", 401))) {
		t.Error("a text is longer than its limit")
	}
	closed(t, raw)
}

func TestPageDraftsSaySo(t *testing.T) {
	for state, want := range map[string]string{"borrador": "BORRADOR", "provisional": "PROVISIONAL", "definitivo": ""} {
		head := marchHead()
		head.State = state
		s, err := report.Build(head, catalog.Default(), nil, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		raw := pageOf(t, s, document.Spanish)
		got := ""
		for _, n := range elements(t, raw) {
			if attr(n, "class") == "alerta" {
				got = inside(n)
			}
		}
		if (got == "") != (want == "") || !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q", state, got)
		}
		closed(t, raw) // of nothing at all, too
	}
}

// The charts are the tables: bars are as long as their figures, to the unit of
// the drawing, and the longest fills its width.
func TestBarsAreTheirFigures(t *testing.T) {
	raw := pageOf(t, build(t, march(t), ledger.DefaultPolicy()), document.Spanish)
	charts := 0
	for _, n := range elements(t, raw) {
		if attr(n, "class") != "grafica" {
			continue
		}
		charts++
		var figures, lengths []int64
		long := int64(0)
		for c := range n.ChildNodes() {
			if c.Data == "rect" {
				v, err := strconv.ParseInt(attr(c, "width"), 10, 64)
				if err != nil {
					t.Fatal(err)
				}
				long = v
			}
			if c.Data == "text" && strings.HasPrefix(attr(c, "class"), "cifra") {
				a, err := money.Parse(strings.ReplaceAll(inside(c), ",", ""))
				if err != nil {
					t.Fatal(err)
				}
				m, _ := a.Micros()
				figures, lengths, long = append(figures, m), append(lengths, long), 0
			}
		}
		most := slices.Max(figures)
		for i, f := range figures {
			exact := f * 128 / max(most, 1)
			if d := lengths[i] - exact; d < -1 || d > 1 || (f > 0) != (lengths[i] > 0) {
				t.Errorf("%s: figure %d of %d has a bar of %d", attr(n, "aria-labelledby"), f, most, lengths[i])
			}
		}
	}
	if charts != 5 { // ageing, calendar, two units, severity
		t.Errorf("%d charts", charts)
	}
}

func TestChartTablesByHand(t *testing.T) {
	raw := pageOf(t, build(t, march(t), ledger.DefaultPolicy()), document.Spanish)
	for caption, want := range map[string][][]string{
		"Antigüedad": {
			{"vencido", "1", "700"},
			{"0-30", "0", "0"},
			{"31-60", "0", "0"},
			{"61-90", "0", "0"},
			{"91-180", "1", "3,000"},
			{">180", "3", "37,201"},
			{"vigencia del programa", "1", "900,000"},
		},
		"Hallazgos por": {{"error", "1"}, {"ilegible", "0"}, {"advertencia", "1"}, {"aviso", "0"}},
	} {
		if d := cmp.Diff(want, tableRows(t, raw, caption)); d != "" {
			t.Errorf("%s: %s", caption, d)
		}
	}
	months := tableRows(t, raw, "Entradas y descargos por mes (Kilo)")
	if len(months) != 12 || months[0][0] != "2020-04" {
		t.Fatalf("%v", months)
	}
	// The lot of 2019 is before the twelve months, the exit of April after.
	if d := cmp.Diff([][]string{{"2021-02", "100", "0"}, {"2021-03", "230.5", "53"}}, months[10:]); d != "" {
		t.Error(d)
	}
}

// Whatever the movements: the last month of the flows is the period's entries
// and descargos by unit, and bands, calendar and open lots count the same lots.
func TestPageAgreesWithTheSummary(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var facts []*ledger.Fact
		for i := range rapid.IntRange(1, 14).Draw(r, "pedimentos") {
			c := rapid.SampledFrom([][2]string{{"IN", "IMP"}, {"V1", "IMP"}, {"AF", "IMP"}, {"F4", "IMP"}, {"RT", "EXP"}}).Draw(r, "clave")
			day := document.NewDate(2019, 6, 1).AddDays(rapid.IntRange(0, 700).Draw(r, "day"))
			q := strconv.Itoa(rapid.IntRange(1, 50).Draw(r, "q"))
			facts = append(facts, fact(fmt.Sprintf("2124321010%05d", i), c[0], c[1], day, line(t, 1, "39012001", "1", q, 100)))
		}
		policy := ledger.DefaultPolicy()
		policy.SinBOM = ledger.SinBOMDirecto
		s, err := report.Build(marchHead(), catalog.Default(), ledger.KeepAll(booksOf(t, facts, policy)), nil, nil)
		if err != nil {
			r.Fatal(err)
		}
		raw := pageOf(t, s, document.Spanish)
		months := tableRows(t, raw, "Entradas y descargos por mes")
		for _, u := range s.Summary.PorUnidad {
			in, out := u.Entered.String(), (u.Proved + u.Assumed + u.NoRecord).String()
			if len(months) == 0 && in == "0" && out == "0" {
				continue
			}
			if last := months[len(months)-1]; last[1] != in || last[2] != out {
				r.Fatalf("last month %v, the summary has %s and %s", last, in, out)
			}
		}
		for _, caption := range []string{"Antigüedad", "Calendario"} {
			lots := 0
			for _, row := range tableRows(t, raw, caption) {
				n, err := strconv.Atoi(row[1])
				if err != nil {
					r.Fatal(err)
				}
				lots += n
			}
			if lots != s.Summary.LotesOpen {
				r.Fatalf("%s counts %d lots, %d are open", caption, lots, s.Summary.LotesOpen)
			}
		}
	})
}

// A value nobody knows is a dash, and a band with one has no sum.
func TestPageUnknownValues(t *testing.T) {
	facts := march(t)
	facts[2].Lineas[0].Aduana = money.Amount{}
	raw := pageOf(t, build(t, facts, ledger.DefaultPolicy()), document.Spanish)
	for _, row := range tableRows(t, raw, "Antigüedad") {
		if row[0] == ">180" && (row[1] != "3" || row[2] != "—") {
			t.Errorf("%v", row)
		}
	}
	if !bytes.Contains(raw, []byte("una suma parcial no se muestra")) {
		t.Error("the dash is not explained")
	}
	for _, f := range facts {
		for i := range f.Lineas {
			f.Lineas[i].Aduana = money.Amount{}
		}
	}
	raw = pageOf(t, build(t, facts, ledger.DefaultPolicy()), document.Spanish)
	if !bytes.Contains(raw, []byte("Barras: número de lotes.")) {
		t.Error("without any value the bars are lots")
	}
}
