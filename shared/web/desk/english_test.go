package desk_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/web/access"
)

// spanish are words that no English text of ours has; the names that Mexican law
// gives to its things (pedimento, fracción, régimen, merma) are told as they are.
var spanish = regexp.MustCompile(`(^|[^\p{L}_])(de|del|el|la|los|las|que|y|sin|con|por|para|según|una|es|su|sus|al|lo|este|esta|ese|esa|días?|mes|meses|sólo|ya|está|están|hay|fechas?|faltan?|quién|cuándo|` +
	`vence|vencid[oa]s?|lotes?|entradas?|salidas?|documentos?|cuarentena|hallazgos?|motivo|cantidad|valor|unidad|tipo|estado|país|paquete|periodo|hoja|línea|nombre|ningun[oa]|nadie|tod[oa]s?|hoy|ayer|fuente|` +
	`retorno|insumos?|transferencia|lectura|propia|tercero|medido|libros?|titulo|título|minimo|maximo|obligacion|desde|hasta|suma|leído|capturado|supuesto|probado|pago)($|[^\p{L}_])`)

// coded are names that only programs and tables say.
var coded = regexp.MustCompile(`\b[a-z]+(_[a-z0-9]+)+\b|\b(cuarentena|datastage|consolidado|sin_programa):`)

// dataOf are the columns whose cells are what somebody wrote: a document, a person
// or the law in its own words. Where a table has keys, they name what a file is to
// have in them.
func dataOf() []string {
	return []string{
		"Document", "Name", "Description", "Place", "As written", "Value", "It says", "It came in", "Evidence", "Note", "Address", "Who", "User", "Assigned to", "Why",
		"Key", "Code", "Fingerprint", "Fingerprint of the run", "Material", "Table", "Programmes", "Module", "Catalogue", "Engine", "Run", "Approves packages as", "Last package", "Package", "Reason", "Book of the material",
	}
}

// said is a text of a page that is no data, and where it stands.
type said struct{ text, where string }

// columnsOf are those of a table of dated law whose cells name something, or are
// the words of the law.
func columnsOf() (out []string) {
	for _, table := range catalog.LawTables() {
		for i := range table.Columns {
			if c := &table.Columns[i]; c.Kind == catalog.LawKey {
				head := c.Heading().EN
				out = append(out, strings.ToUpper(head[:1])+head[1:])
			}
		}
	}
	return out
}

// told are the texts of a page that are ours.
func told(t *testing.T, page string) (out []said) {
	t.Helper()
	data := dataOf()
	if strings.Contains(page, `id="c-ley_`) { // a table of dated law
		data = append(data, columnsOf()...)
	}
	walk(t, page, func(n *html.Node) {
		if n.Type == html.ElementNode {
			for _, a := range n.Attr {
				if slices.Contains([]string{"aria-label", "title", "alt", "placeholder"}, a.Key) && n.Parent.Data != "a" && n.Data != "a" {
					out = append(out, said{a.Val, a.Key})
				}
			}
			return
		}
		text := strings.Join(strings.Fields(n.Data), " ")
		if n.Type != html.TextNode || text == "" {
			return
		}
		where := ""
		for up := n.Parent; up != nil; up = up.Parent {
			class, column, lang := "", "", ""
			for _, a := range up.Attr {
				switch a.Key {
				case "class":
					class = a.Val
				case "data-t":
					column = a.Val
				case "lang":
					lang = a.Val
				}
			}
			if slices.Contains([]string{"script", "style", "code", "textarea", "title"}, up.Data) || slices.Contains(strings.Fields(class), "doc") || up.Data == "a" && lang != "" || up.Data == "svg" && strings.Contains(class, "hoja") {
				return
			}
			if column != "" && where == "" {
				where = column
			}
		}
		if !slices.Contains(data, where) {
			out = append(out, said{text, where})
		}
	})
	return out
}

// quoted are the parts of a text that are told as they came: what stands between
// quotes, names of files and commands, citations and keys.
var quoted = regexp.MustCompile(`“[^”]*”|«[^»]*»|"[^"]*"|\([a-z_]+\)|\S+\.(csv|xlsx|yaml|zip|pdf|xml)\b|immex [a-z]+( [a-z_-]+)*|[Tt]able [a-z_]+|inventory_key: [a-z]+|[a-z_0-9 ]+: missing for|` +
	`\b(acuse de valor|Acuses de valor|[Ff]orma de pago|manifestación de valor|línea de captura)\b`) // names of law

// TestEnglishScreens opens every screen in English: what stands on it is in
// English, but for what a document, a person or the law says in its own words.
func TestEnglishScreens(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	b := w.signIn(t.Context(), t, "rosa")
	b.lang = "en"
	pages := append(w.pages(t), "/p/"+w.rfc+"/hallazgos?estado=todos&pagina=3", "/p/"+w.rfc+"/paquete/2021-02", "/p/"+w.rfc+"/documentos?pagina=2", "/p/"+w.rfc+"/saldos?por=lote&al=2021-02-20")
	for _, table := range catalog.LawTables() {
		pages = append(pages, "/p/"+w.rfc+"/ley/"+table.Name+"?todas=1")
	}
	for _, k := range reconciliation.Kinds() {
		pages = append(pages, "/p/"+w.rfc+"/conciliacion?con="+string(k))
	}
	for _, name := range []string{"generales", "materiales", "productos", "entradas", "utilizados", "salidas", "activo", "saldos"} {
		pages = append(pages, "/p/"+w.rfc+"/autoridad/"+name+"?desde=2021-01-01")
	}
	seen, texts := map[string]bool{}, 0
	for _, p := range pages {
		for _, s := range told(t, b.get(t, p).body) {
			texts++
			bare := quoted.ReplaceAllString(s.text, " ")
			for _, re := range []*regexp.Regexp{spanish, coded} {
				if m := re.FindString(bare); m != "" && !seen[s.text] {
					seen[s.text] = true
					t.Errorf("%s says %q in %q: %q", p, m, s.where, s.text)
				}
			}
		}
	}
	if texts < 2000 {
		t.Errorf("%d texts were looked at", texts)
	}
}
