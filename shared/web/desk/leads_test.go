package desk_test

import (
	"encoding/csv"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.com/immex/shared/money"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/web/access"
)

// lead is a text of a page and where it leads.
type lead struct{ text, href string }

// textOf is what a part of a page says.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// leadsIn are the links in the elements of one kind whose class or title is as
// asked for.
func leadsIn(t *testing.T, page, element, key, value string) (out []lead) {
	t.Helper()
	walk(t, page, func(n *html.Node) {
		if n.Type != html.ElementNode || n.Data != element || key != "" && attribute(n, key) != value {
			return
		}
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && d.Data == "a" {
				out = append(out, lead{strings.ReplaceAll(textOf(d), ",", ""), attribute(d, "href")})
			}
		}
	})
	return out
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// listed is the file of the list an address leads to.
func (b *browser) listed(t *testing.T, href string) [][]string {
	t.Helper()
	join := "?"
	if strings.Contains(href, "?") {
		join = "&"
	}
	got := b.get(t, href+join+"formato=csv")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got.body, "\ufeff"))).ReadAll()
	if got.status != http.StatusOK || err != nil || len(rows) == 0 {
		t.Fatalf("%s: %d %v", href, got.status, err)
	}
	return rows
}

// TestFiguresLeadToTheirLists: every figure that leads on leads to a list that adds
// up to it: as many rows, or a column of that sum.
func TestFiguresLeadToTheirLists(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	followed := 0
	count := func(where string, l lead) {
		t.Helper()
		followed++
		if rows := b.listed(t, l.href); strconv.Itoa(len(rows)-1) != l.text {
			t.Errorf("%s says %s and %s lists %d", where, l.text, l.href, len(rows)-1)
		}
	}
	today := b.get(t, "/p/"+w.rfc+"/hoy").body
	tiles := leadsIn(t, today, "dd", "", "")
	for _, l := range append(tiles, leadsIn(t, today, "td", "data-t", "Lotes")...) {
		count("hoy", l)
	}
	for _, l := range leadsIn(t, b.get(t, "/p/"+w.rfc+"/hallazgos").body, "dd", "", "") {
		count("hallazgos", l)
	}
	packages := b.get(t, "/p/"+w.rfc+"/paquetes").body
	for _, column := range []string{"Documentos", "En cuarentena"} {
		for _, l := range leadsIn(t, packages, "td", "data-t", column) {
			count("paquetes", l)
		}
	}
	for _, query := range []string{"?al=2021-02-20", "?por=parte", "?por=aduana&al=2021-02-20", "?por=pedimento&tramo=vencido"} {
		page := b.get(t, "/p/"+w.rfc+"/saldos"+query).body
		for _, column := range []string{"Lotes", "Lotes por decidir"} {
			for _, l := range leadsIn(t, page, "td", "data-t", column) {
				count("saldos"+query, l)
			}
		}
		for _, column := range []string{"Saldo legal (UMT)", "De él, vencido", "De él, en duda"} {
			for _, l := range leadsIn(t, page, "td", "data-t", column) {
				followed++
				if sum := sumOf(t, b.listed(t, l.href), "saldo_umt"); l.text != "—" && sum != l.text {
					t.Errorf("saldos%s: %s is %s and %s adds up to %s", query, column, l.text, l.href, sum)
				}
			}
		}
	}
	var differing []lead
	for _, kind := range reconciliation.Kinds() {
		page := b.get(t, "/p/"+w.rfc+"/conciliacion?con="+string(kind)).body
		for _, l := range leadsIn(t, page, "dd", "", "") {
			differing = append(differing, l)
			count("conciliacion", l)
		}
	}
	if len(differing) < 3 {
		t.Errorf("%d reasons of reconciliations lead on", len(differing))
	}
	if len(tiles) < 5 || followed < 50 {
		t.Errorf("%d tiles and %d figures were followed", len(tiles), followed)
	}
}

// TestShortagesLeadToTheirLists: the counts of shortages by cause lead to as many, of
// that cause, and add up to all of them.
func TestShortagesLeadToTheirLists(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	w.take(t, "programa.yaml", "rfc: "+w.rfc+"\nnombre: Manufacturas Ejemplo\nprograma: \"1234-2006\"\nvigente_desde: \"2020-01-01\"\nsin_bom: faltante\n")
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/consultas/faltantes"
	page, sum, followed := b.get(t, at).body, 0, 0
	for _, column := range []string{"Faltantes", "De ellos, sin valor"} {
		for _, l := range leadsIn(t, page, "td", "data-t", column) {
			rows := b.listed(t, l.href)
			causes := map[string]bool{}
			for _, row := range rows[1:] {
				causes[row[slices.Index(rows[0], "causa")]] = true
				if value := row[slices.Index(rows[0], "valor_comercial")]; column != "Faltantes" && value != "" {
					t.Errorf("%s lists one of value %s", l.href, value)
				}
			}
			if followed++; strconv.Itoa(len(rows)-1) != l.text || len(causes) != 1 {
				t.Errorf("%s: %s says %s and lists %d of %d causes", column, l.href, l.text, len(rows)-1, len(causes))
			}
			if column == "Faltantes" {
				sum += len(rows) - 1
			}
		}
	}
	if all := len(b.listed(t, at+"?tabla=faltantes")) - 1; sum != all || followed == 0 {
		t.Errorf("%d counts lead to %d shortages of %d", followed, sum, all)
	}
	if got := b.get(t, at+"?tabla=faltantes&causa=<b>"); got.status != http.StatusOK || strings.Contains(got.body, "causa=<b>") || strings.Contains(got.body, ": <b>") {
		t.Errorf("a cause that is none: %d", got.status)
	}
}

// sumOf is a column of a file, added up.
func sumOf(t *testing.T, rows [][]string, column string) string {
	t.Helper()
	at := slices.Index(rows[0], column)
	if at < 0 {
		t.Fatalf("no column %s in %v", column, rows[0])
	}
	sum := &money.Sum{}
	sum.Add(money.Int(0))
	for _, row := range rows[1:] {
		a, err := money.Parse(row[at])
		if err != nil {
			t.Fatal(err)
		}
		sum.Add(a)
	}
	out, _ := sum.Total()
	return out.String()
}

// TestLookup: a search finds a fracción, a part, a pedimento and documents, each
// by what it is, and what nothing says is
// told as such.
func TestLookup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/buscar?q="
	w.take(t, "partes.csv", "parte,descripcion,fraccion,umc,umt,vigente_desde\nP-BUSCADA,Conector de prueba,85366999,6,6,2020-01-01\n")
	lots := b.listed(t, "/p/"+w.rfc+"/saldos?por=lote")
	cell := func(column string) string {
		i := slices.Index(lots[0], column)
		for _, row := range lots[1:] {
			if row[i] != "" {
				return row[i]
			}
		}
		t.Fatalf("no %s", column)
		return ""
	}
	pedimento := cell("lote")[:15]
	for what, table := range map[string]string{
		cell("fraccion"): "con_saldo", pedimento: "con_saldo", "p-buscada": "partes", "conector%20prueba": "partes", "zip": "documentos",
	} {
		got := b.get(t, at+what)
		if !strings.Contains(got.body, `id="c-`+table+`"`) || got.status != http.StatusOK {
			t.Errorf("%q: %d, no table %s", what, got.status, table)
		}
	}
	if got := b.get(t, at+pedimento).body; !strings.Contains(got, "/trazabilidad?clave="+pedimento) {
		t.Error("a pedimento does not lead to its trace")
	}
	w.take(t, "partes.csv", "parte,descripcion,tipo,fraccion,umc,umt,vigente_desde\nP-HECHA,Arnés de prueba,producto,85366999,6,6,2020-01-01\n")
	for part, leads := range map[string]bool{"P-BUSCADA": true, "P-HECHA": false} { // what is made has no lots
		if got := b.get(t, at+part).body; !strings.Contains(got, part) || strings.Contains(got, "saldos?parte="+part) != leads {
			t.Errorf("%s leads to lots: %v", part, !leads)
		}
	}
	if got := b.get(t, "/p/"+w.rfc+"/hoy?fraccion=00000000").body; !strings.Contains(got, "tramo=") || strings.Contains(got, "fraccion=00000000&amp;por") {
		t.Error("today's bands keep what the address had")
	}
	if got := b.get(t, at+"nada-de-esto"); !strings.Contains(got.body, "Nada dice eso.") {
		t.Error("nothing is found, and it does not say so")
	}
	if got := b.get(t, at+strings.Repeat("x", 201)); got.status != http.StatusBadRequest {
		t.Errorf("a long search: %d", got.status)
	}
	if got := b.get(t, "/p/"+w.rfc+"/trazabilidad?clave="+pedimento+"-1%2FNO-HAY"); got.status != http.StatusOK {
		t.Errorf("the key of a part: %d", got.status)
	}
}

// TestInquiries opens every inquiry, which gives each of its tables as a file; the
// authority sees none of them.
func TestInquiries(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	w.person(t, "sat", access.Authority)
	b, sat := w.signIn(t.Context(), t, "rosa"), w.signIn(t.Context(), t, "sat")
	all := leadsIn(t, b.get(t, "/p/"+w.rfc+"/consultas").body, "th", "scope", "row")
	if len(all) < 13 {
		t.Fatalf("%d inquiries", len(all))
	}
	for _, l := range all {
		got := b.get(t, l.href)
		if got.status != http.StatusOK || !strings.Contains(got.body, "immex ") {
			t.Errorf("%s: %d", l.href, got.status)
		}
		b.listed(t, l.href)
		if offers := strings.Contains(got.body, "Ver una tabla sola"); offers != strings.Contains(got.body, "<tbody") {
			t.Errorf("%s offers tables of its own: %v", l.href, offers)
		}
		for _, one := range leadsIn(t, got.body, "p", "class", "bajar") {
			if strings.Contains(one.href, "tabla=") {
				b.listed(t, one.href)
			}
		}
		if got := sat.get(t, l.href); got.status != http.StatusForbidden {
			t.Errorf("%s: the authority gets %d", l.href, got.status)
		}
	}
	for name, says := range map[string]string{"anexos3031": "El mes anterior no está sellado", "lugares": "Traslados que no caben", "credito": "Por contribución"} {
		if got := b.get(t, "/p/"+w.rfc+"/consultas/"+name); !strings.Contains(got.body, says) {
			t.Errorf("%s does not say %q", name, says)
		}
	}
	if got := b.get(t, "/p/"+w.rfc+"/consultas/raoce"); got.status != http.StatusNotFound || !strings.Contains(b.get(t, "/p/"+w.rfc+"/configuracion").body, "immex raoce") {
		t.Errorf("the annual report: %d", got.status)
	}
	for _, bad := range []string{"anexos3031?mes=2021", "contingencia?al=ayer", "contingencia?al=9999-12-31", "anexos3031?mes=2090-01", "permisos?al=2090-01-01"} {
		if got := b.get(t, "/p/"+w.rfc+"/consultas/"+bad); got.status != http.StatusBadRequest {
			t.Errorf("%s: %d", bad, got.status)
		}
	}
}

// TestInquiriesOfOpenings: of days before the opening balances no figure is told,
// and the credit says that it lacks theirs.
func TestInquiriesOfOpenings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	w.take(t, "saldos_iniciales.csv", "pedimento,partida,fraccion,saldo_umt,umt,fecha,procedencia\n19 47 3000 9000007,1,39012001,40,1,2020-12-31,sistema anterior\n")
	at := "/p/" + w.rfc + "/"
	for _, early := range []string{"saldos", "consultas/contingencia", "consultas/credito", "consultas/lugares"} {
		if got := b.get(t, at+early+"?al=2020-12-30"); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "2020-12-31") {
			t.Errorf("%s before the opening: %d", early, got.status)
		}
		if got := b.get(t, at+early+"?al=2020-12-31"); got.status != http.StatusOK {
			t.Errorf("%s of the opening: %d", early, got.status)
		}
	}
	for month, status := range map[string]int{"2020-11": http.StatusUnprocessableEntity, "2020-12": http.StatusOK} {
		if got := b.get(t, at+"consultas/anexos3031?mes="+month); got.status != status {
			t.Errorf("discharges of %s: %d", month, got.status)
		}
	}
	if got := b.get(t, at+"consultas/permisos?al=2020-12-30"); got.status != http.StatusOK {
		t.Errorf("permits: %d", got.status)
	}
	if got := b.get(t, at+"consultas/credito").body; !strings.Contains(got, "Qué se halló del crédito") || !strings.Contains(got, "Las cifras quedan cortas") {
		t.Error("the credit does not say that it is short")
	}
	for _, table := range []string{"credito_por_contribucion", "credito_por_cuenta"} { // nor does a file pass for whole
		got := b.get(t, at+"consultas/credito?formato=csv&tabla="+table)
		if !strings.Contains(got.body, "falta el crédito de saldos iniciales") {
			t.Errorf("%s: %d %s", table, got.status, got.body)
		}
	}
}

// TestNoSuchReason: of a reason that no difference has nobody reads that nothing
// differs.
func TestNoSuchReason(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/conciliacion?con=cfdi"
	n := len(b.listed(t, at)) - 1
	if got := b.get(t, at+"&motivo=ninguno_tal"); n == 0 || got.status != http.StatusOK || strings.Contains(got.body, "Ninguna diferencia.") || !strings.Contains(got.body, "hay "+strconv.Itoa(n)) || !strings.Contains(got.body, "ver todas") {
		t.Errorf("of %d differences: %d %s", n, got.status, got.body)
	}
	if got := b.get(t, at+"&motivo=ninguno_tal&formato=csv"); got.status != http.StatusConflict {
		t.Errorf("a file without rows: %d", got.status)
	}
}

// TestWhatFiguresLack: of each reason for which the estimate lacks figures, as many
// lots tell it in their file as the reason says, and there is one; the page bears its
// mark. The keys of the file say whether its figures are updated.
func TestWhatFiguresLack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/consultas/contingencia?tabla="
	lots, notes := b.listed(t, at+"por_lote"), b.listed(t, at+"supuestos")
	bear, said := map[string]int{}, map[string]int{}
	last, mark, many, why := slices.Index(lots[0], "sin_cifra"), slices.Index(notes[0], "falta"), slices.Index(notes[0], "lotes"), slices.Index(notes[0], "texto")
	page := b.get(t, at+"por_lote").body
	for _, row := range notes[1:] {
		if row[mark] != "" {
			n, err := strconv.Atoi(row[many])
			if err != nil {
				t.Fatal(err)
			}
			said[row[why]] = n
			for _, lot := range lots[1:] {
				if strings.Contains(lot[last], row[why]) {
					bear[row[why]]++
				}
			}
			if !strings.Contains(page, row[mark]) {
				t.Errorf("the page bears no mark %s", row[mark])
			}
		}
	}
	if bare := strings.Contains(page, "SIN actualizar"); slices.Contains(lots[0], "s0_minimo_sin_actualizar") != bare || slices.Contains(lots[0], "s0_minimo") == bare {
		t.Errorf("not updated: %v, and the columns are %v", bare, lots[0])
	}
	if len(said) == 0 || !maps.Equal(bear, said) {
		t.Errorf("lots bear %v, and the reasons say %v", bear, said)
	}
}

// TestPlacesInWords: what a place is stands in the language of the page.
func TestPlacesInWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	w.take(t, "lugares.csv", "lugar,tipo,domicilio,vigente_desde\nP1,planta,CALLE 1,2021-01-01\nS1,submaquila,CALLE 2,2021-01-01\n")
	w.take(t, "traslados.csv", "documento,fecha,tipo,parte,cantidad,unidad,de,a\nT1,2021-02-01,submaquila,CON-10,30,6,P1,S1\nT2,2021-02-02,submaquila,CON-10,10,6,P1,X9\n")
	at := "/p/" + w.rfc + "/consultas/lugares"
	for lang, says := range map[string][]string{"es": {">planta<", ">submaquila<", ">sin registrar<"}, "en": {">plant<", ">subcontractor (submaquila)<", ">not registered<"}} {
		b.lang = lang
		got := b.get(t, at).body
		for _, s := range says {
			if !strings.Contains(got, s) {
				t.Errorf("in %s nothing says %q: %s", lang, s, got)
			}
		}
	}
}

// TestAuthorityComesIn: that an authority signed in is told in the log of every
// programme it sees, under its name and role.
func TestAuthorityComesIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	w.person(t, "sat", access.Authority)
	nobody := &browser{w: w}
	form := nobody.form("usuario", "sat", "clave", phrase)
	if got := nobody.ask(t, http.MethodPost, "/entrar", form); got.status != http.StatusSeeOther {
		t.Fatalf("sign in: %d", got.status)
	}
	rows := w.signIn(t.Context(), t, "rosa").listed(t, "/p/"+w.rfc+"/bitacora?papel=authority")
	what, who := slices.Index(rows[0], "que"), slices.Index(rows[0], "usuario")
	if !slices.ContainsFunc(rows[1:], func(r []string) bool { return r[who] == "sat" && strings.HasPrefix(r[what], "entró") }) {
		t.Errorf("nobody came in: %v", rows)
	}
}
