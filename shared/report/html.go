package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed" // the page's template, style and script
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"example.com/immex/shared/document"
)

//go:embed page/index.html.tmpl
var pageTemplate string

//go:embed page/page.css
var pageStyle string

//go:embed page/page.js
var pageScript string

// HTML writes the page to open in a browser, without a network: the period,
// its charts each beside its table, and the balances, open lots and findings
// to search. It is in both languages, lang being the one it opens in; it reads
// and prints without its script, which only searches and sorts. Its content
// policy lets nothing in but its own style and script, by their hashes. The
// same set gives the same bytes.
func (s *Set) HTML(w io.Writer, lang document.Lang, p Provenance) error {
	t, err := template.New("page").Parse(pageSource())
	if err != nil {
		return fmt.Errorf("template of the page: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, s.page(lang, &p)); err != nil {
		return fmt.Errorf("page of %s %s: %w", s.Head.RFC, s.Head.Period, err)
	}
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("page of %s %s: %w", s.Head.RFC, s.Head.Period, err)
	}
	return nil
}

// pageSource is the template with its style and script inside, each named by
// its hash in the content policy. They are ours and hold no data.
func pageSource() string {
	style, script := "\n"+pageStyle, "\n"+pageScript
	return strings.NewReplacer(
		"@STYLE@", style, "@SCRIPT@", script, "@STYLEHASH@", integrity(style), "@SCRIPTHASH@", integrity(script),
	).Replace(pageTemplate)
}

// integrity is a hash as a content policy writes it.
func integrity(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// The page as its template takes it. A text that is the same in both languages
// is written once.
type (
	page struct {
		Lang       document.Lang
		Head       Head
		Title      document.Text
		Warning    document.Text
		Meaning    document.Text
		Names      pageNames
		Nav        []pageLink
		Who        []pagePair
		Figures    []pagePair
		Provenance []pagePair
		Pending    []document.Text
		Seal       []document.Text
		ChartNotes []document.Text
		Totals     pageTable
		Charts     []pageChart
		Lists      []pageList
	}
	pageNames struct{ Summary, Pending, Charts, Search, Find, Seal document.Text }
	pageLink  struct {
		ID   string
		Name document.Text
	}
	pagePair struct {
		Name, Value document.Text
		Href        string // what it sums, "" where nothing is
	}
	pageColumn struct {
		Title document.Text
		Class string // n of numbers, t of texts that may wrap anywhere, none of keys
		Href  string // what its figures sum, "" where nothing is
	}
	pageTable struct {
		ID      string
		Title   document.Text
		Columns []pageColumn
		Rows    [][]document.Text
	}
	pageList struct {
		ID, File    string
		Title, Note document.Text
		Table       pageTable
		Groups      *pageTable // subtotals of all of it, nil where it has no groups
	}
)

func (s *Set) page(lang document.Lang, p *Provenance) *page {
	names := pageNames{
		Summary: document.Text{ES: "Resumen", EN: "Summary"},
		Pending: document.Text{ES: "Pendiente al cierre", EN: "Missing at closing"},
		Charts:  document.Text{ES: "Gráficas", EN: "Charts"},
		Search:  document.Text{ES: "Saldos, lotes y hallazgos", EN: "Balances, lots and findings"},
		Find:    document.Text{ES: "Buscar:", EN: "Search:"},
		Seal:    document.Text{ES: "Qué es y qué no es el sello", EN: "What the seal is and is not"},
	}
	charts, notes := s.charts()
	if s.year != nil {
		names.Search = document.Text{ES: "Saldos, lotes, hallazgos y reportes del año", EN: "Balances, lots, findings and reports of the year"}
	}
	return &page{
		Lang: cmp.Or(lang, document.Spanish), Head: s.Head, Names: names,
		Title:   document.Text{ES: "Expediente de control de inventarios", EN: "Inventory control package"},
		Warning: warning(s.Head.State), Meaning: meaning(), Pending: p.Pending,
		Nav:        []pageLink{{"resumen", names.Summary}, {"graficas", names.Charts}, {"busqueda", names.Search}, {"sello", names.Seal}},
		Who:        paired(s.Head.figures(document.Spanish), s.Head.figures(document.English)),
		Figures:    s.linkedFigures(),
		Provenance: paired(p.figures(), p.figures()),
		Seal: []document.Text{sealWorth(), {
			ES: "Se verifica sin conexión con «immex verify»: cada huella se compara y los libros, los reportes y esta página se hacen otra vez " +
				"a partir de los hechos y se comparan byte por byte. Abrir la página en un navegador no verifica nada.",
			EN: "It is verified offline with “immex verify”: every hash is compared, and the books, the reports and this page are made again " +
				"from the facts and compared byte by byte. To open the page in a browser verifies nothing.",
		}},
		Totals: s.totalsTable(), Charts: charts, ChartNotes: notes, Lists: s.lists(),
	}
}

// paired are figures in both languages.
func paired(es, en []figure) []pagePair {
	out := make([]pagePair, len(es))
	for i := range es {
		v := document.Text{ES: es[i].value, EN: en[i].value}
		if es[i].kind == Integer || es[i].kind == Money {
			v = number(es[i].value)
		}
		if v.ES == "" {
			v = same("—")
		}
		out[i] = pagePair{Name: es[i].name, Value: v}
	}
	return out
}

// maxPageText is what a cell shows of a text: a longer one is cut with an
// ellipsis, and the CSV has all of it.
const maxPageText = 400

// same is a text of no language, or of a document: shown as it was read, on
// one line and of bounded length.
func same(s string) document.Text {
	s = shown(s)
	return document.Text{ES: s, EN: s}
}

func shown(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
	n := 0
	for i := range s {
		if n == maxPageText {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// number is a figure with its thousands apart; a dash is one nobody knows.
func number(s string) document.Text { return same(cmp.Or(group(s), "—")) }
