package desk_test

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// twoReviewers is a programme whose packages two persons may approve.
const twoReviewers = `rfc: RFC
nombre: Manufacturas Ejemplo, S.A. de C.V.
programa: "1234-2006"
vigente_desde: "2020-01-01"
revision:
  aprueba: ["Persona Uno, Gerente", "Persona Dos, Directora"]
  limite_dias: 10
`

// asked is the value of a hidden field of a form.
func asked(t *testing.T, page, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, `name="`+name+`" value="`)
	value, _, whole := strings.Cut(rest, `"`)
	if !ok || !whole {
		t.Fatalf("no field %s in %s", name, page)
	}
	return value
}

// TestReview: what waits is answered by whom the programme names, in the name
// that their account signs as, and the package says who.
func TestReview(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.real = true
	w.now = w.now.Add(9 * time.Hour) // past midnight in UTC, and still the evening before in Mexico City
	if r, err := w.office.Keep(t.Context(), w.rfc, "programa.yaml", []byte(strings.Replace(twoReviewers, "RFC", w.rfc, 1))); err != nil || r.Status != document.Version {
		t.Fatalf("%+v %v", r, err)
	}
	w.person(t, "admin", access.Admin)
	for name, signs := range map[string]string{"uno": "Persona Uno,  Gerente", "otra": "Persona Dos, Gerente", "dos": "Persona Dos, Directora"} {
		w.person(t, name, access.Officer)
		b := w.signIn(t.Context(), t, "admin")
		if got := b.ask(t, http.MethodPost, "/p/"+w.rfc+"/usuarios", b.form("hacer", "firma", "usuario", name, "firma", signs)); got.status != 303 {
			t.Fatalf("%d %s", got.status, got.body)
		}
	}
	at := "/p/" + w.rfc + "/paquete/2021-01"
	uno, otra, dos := w.signIn(t.Context(), t, "uno"), w.signIn(t.Context(), t, "otra"), w.signIn(t.Context(), t, "dos")
	none := uno.get(t, at+"/hallazgos") // nobody asked: a page says so, and no file without rows
	if file := uno.get(t, at+"/hallazgos?formato=csv"); none.status != http.StatusOK || !strings.Contains(none.body, "no hay corte congelado") || file.status != http.StatusConflict {
		t.Errorf("without a cut: %d, as a file %d", none.status, file.status)
	}
	if got := uno.ask(t, http.MethodPost, at+"/compilar", uno.form()); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	page := uno.get(t, at).body
	pide := asked(t, page, "pide")
	if !strings.Contains(page, "espera aprobación") || !strings.Contains(uno.get(t, "/p/"+w.rfc+"/hoy").body, "espera aprobación de Persona Uno") {
		t.Error("nobody is told that it waits")
	}
	if frozen := uno.listed(t, at+"/hallazgos"); !strings.Contains(page, "Hallazgos que dirá el paquete") || !strings.Contains(page, `/hallazgos">`+strconv.Itoa(len(frozen)-1)+`</a>`) || len(frozen) < 2 {
		t.Errorf("of %d findings of the cut the page does not say how many", len(frozen)-1)
	}
	if got := uno.get(t, at+"/hallazgos?formato=csv").header.Get("Content-Disposition"); !strings.Contains(got, "-hallazgos_del_corte-2021-01.csv") {
		t.Errorf("the findings of the cut are named %s", got)
	}
	for frozen, i := uno.listed(t, at+"/hallazgos"), 1; i < len(frozen); i++ {
		if sha := frozen[i][slices.Index(frozen[0], "documento")]; sha != "" && len(sha) != 64 {
			t.Errorf("a file has document %q", sha)
		}
	}
	for _, part := range []string{at, at + "/hallazgos", at + "/hallazgos?formato=csv"} { // the package tells no more
		if got := uno.get(t, part).body; strings.Contains(got, "por lo menos") || strings.Contains(got, "sin lo que el paquete agrega") {
			t.Errorf("%s says that the package tells more", part)
		}
	}
	shown := uno.listed(t, at+"/hallazgos")
	if page := otra.get(t, at).body; strings.Contains(page, `name="respuesta"`) {
		t.Error("the form is there for who signs as nobody named")
	}
	for name, x := range map[string]struct {
		by     *browser
		form   []string
		status int
	}{
		"in a capacity of their own": {otra, []string{"respuesta", "aprobar", "pide", pide}, 403},
		"of nobody":                  {w.signIn(t.Context(), t, "admin"), []string{"respuesta", "aprobar", "pide", pide}, 403},
		"of another cut":             {uno, []string{"respuesta", "aprobar", "pide", "x"}, 409},
		"neither":                    {uno, []string{"pide", pide}, 422},
		"without a reason":           {uno, []string{"respuesta", "devolver", "pide", pide, "porque", " "}, 422},
		"too long":                   {uno, []string{"respuesta", "devolver", "pide", pide, "porque", strings.Repeat("x", 3000)}, 422},
	} {
		if got := x.by.ask(t, http.MethodPost, at+"/revisar", x.by.form(x.form...)); got.status != x.status {
			t.Errorf("%s: %d, expected %d", name, got.status, x.status)
		}
	}
	if got := uno.ask(t, http.MethodPost, at+"/revisar", uno.form("respuesta", "devolver", "pide", pide, "porque", "falta la factura <12>")); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	for _, screen := range []string{at, "/p/" + w.rfc + "/paquetes", "/p/" + w.rfc + "/hoy"} {
		if page := uno.get(t, screen).body; !strings.Contains(page, "devuelto") || !strings.Contains(page, "falta la factura &lt;12&gt;") {
			t.Errorf("%s does not say why it was returned", screen)
		}
	}
	if got := dos.ask(t, http.MethodPost, at+"/revisar", dos.form("respuesta", "aprobar", "pide", pide)); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	page = dos.get(t, at).body
	if !strings.Contains(page, "aprobado") || !strings.Contains(page, "Persona Dos, Directora, 2022-08-01") || strings.Contains(page, `name="respuesta"`) {
		t.Errorf("the page does not say who approved: %s", page)
	}
	sealed := dos.get(t, at+"/bajar?n=0&que=zip")
	if sealed.status != 200 {
		t.Fatalf("%d %s", sealed.status, sealed.body)
	}
	if d := cmp.Diff(cellsOf(packed(t, sealed.body, "reportes/hallazgos.csv"), "codigo", "documento"), cellsOf(shown, "codigo", "documento")); d != "" {
		t.Errorf("the package tells other findings than who approved it saw (-package +seen):\n%s", d)
	}
	if got := dos.drop(t, "/p/"+w.rfc+"/paquetes/comprobar", "paquete", "x.zip", sealed.body); !strings.Contains(got.body, "Es, byte a byte, uno") {
		t.Errorf("not verified: %s", got.body)
	}
	var lines []string
	entries, err := w.people.LogEntries(t.Context(), w.rfc, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for i := range entries {
		if strings.HasPrefix(entries[i].Note, "approve ") || strings.HasPrefix(entries[i].Note, "return ") {
			lines = append(lines, entries[i].User+": "+entries[i].Note)
		}
	}
	if want := []string{"dos: approve 2021-01 · Persona Dos, Directora", "uno: return 2021-01 · Persona Uno, Gerente"}; !slices.Equal(lines, want) {
		t.Errorf("the log says %q", lines)
	}
	if got := dos.ask(t, http.MethodPost, at+"/revisar", dos.form("respuesta", "aprobar", "pide", pide)); got.status != 409 {
		t.Errorf("approved twice: %d", got.status)
	}
	c, err := desk.Read(w.books).Changes(t.Context(), w.rfc, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	came := map[document.Status]int{}
	for e, err := range w.books.Entries(t.Context(), w.rfc, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Record.Came() {
			came[e.Record.Status]++
		}
	}
	if diff := cmp.Diff(came, c.Arrived); diff != "" {
		t.Errorf("what came in (-journal +screen):\n%s", diff)
	}
	jobs, err := w.office.Jobs(t.Context(), w.rfc)
	if err != nil {
		t.Fatal(err)
	}
	stages := jobs[0].Stages
	if len(stages) != 3 || stages[2] != (step.Stage{Step: "deliver", Done: 1, Of: 1}) {
		t.Errorf("the steps after the approval are %+v", stages)
	}
}

// TestReturnedSupplement: a supplement that was returned is told on the first
// screen for a week, and again when something came that may change it; it stands in
// the lists for good: the package that it would supersede is sealed.
func TestReturnedSupplement(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.real = true
	file := strings.Replace(twoReviewers, "RFC", w.rfc, 1)
	if r, err := w.office.Keep(t.Context(), w.rfc, "programa.yaml", []byte(file)); err != nil || r.Status != document.Version {
		t.Fatalf("%+v %v", r, err)
	}
	w.person(t, "admin", access.Admin)
	b := w.signIn(t.Context(), t, "admin")
	post := func(to string, pairs ...string) {
		t.Helper()
		if got := b.ask(t, http.MethodPost, "/p/"+w.rfc+to, b.form(pairs...)); got.status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", to, got.status, got.body)
		}
	}
	const at = "/paquete/2021-01"
	answer := func(how, why string) {
		t.Helper()
		post(at + "/compilar")
		post(at+"/revisar", "respuesta", how, "porque", why, "pide", asked(t, b.get(t, "/p/"+w.rfc+at).body, "pide"))
	}
	post("/usuarios", "hacer", "firma", "usuario", "admin", "firma", "Persona Uno, Gerente")
	b = w.signIn(t.Context(), t, "admin")
	answer("aprobar", "")
	w.now = w.now.Add(time.Hour)
	if r, err := w.office.Keep(t.Context(), w.rfc, "programa.yaml", []byte(file+"domicilio: Calle Nueva 1\n")); err != nil || r.Status != document.Version {
		t.Fatalf("%+v %v", r, err)
	}
	answer("devolver", "falta la firma del almacén")
	on := func(when string, told, news bool) {
		t.Helper()
		b = w.signIn(t.Context(), t, "admin")
		for screen, want := range map[string]bool{"/hoy": told, "/paquetes": true, at: true} {
			page := b.get(t, "/p/"+w.rfc+screen).body
			if got := strings.Contains(page, "falta la firma del almacén"); got != want {
				t.Errorf("%s, %s: %t", when, screen, got)
			}
			if got := strings.Contains(page, "después llegaron documentos"); got != (want && news && screen != at) {
				t.Errorf("%s, %s: tells of what came since: %t", when, screen, got)
			}
		}
	}
	returned := w.now
	on("at once", true, false)
	w.now = returned.Add(7 * 24 * time.Hour)
	on("after a week", true, false)
	w.now = returned.Add(8 * 24 * time.Hour)
	on("later", false, false)
	if r, err := w.office.Keep(t.Context(), w.rfc, "programa.yaml", []byte(file+"domicilio: Calle Nueva 2\n")); err != nil || r.Status != document.Version {
		t.Fatalf("%+v %v", r, err)
	}
	on("when something came", true, true)
	w.now = returned.Add(16 * 24 * time.Hour)
	on("a week after that", false, true)
}

// torn is a shelf whose papers of work cannot be read.
type torn struct{ step.Blobs }

func (b torn) Get(ctx context.Context, rfc string, s step.Shelf, sha document.Hash) ([]byte, error) {
	if s == step.ShelfWork {
		return nil, fault.Newf(fault.Corrupt, "read", "not what was written")
	}
	return b.Blobs.Get(ctx, rfc, s, sha)
}

// TestTornCut: the page of a period whose findings of the cut cannot be read is
// there all the same, for who has to return it.
func TestTornCut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.real = true
	if r, err := w.office.Keep(t.Context(), w.rfc, "programa.yaml", []byte(strings.Replace(twoReviewers, "RFC", w.rfc, 1))); err != nil || r.Status != document.Version {
		t.Fatalf("%+v %v", r, err)
	}
	w.person(t, "uno", access.Officer)
	at, b := "/p/"+w.rfc+"/paquete/2021-01", w.signIn(t.Context(), t, "uno")
	if got := b.ask(t, http.MethodPost, at+"/compilar", b.form()); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	says := "está dañado y no se puede leer: no lo dé por visto"
	if strings.Contains(b.get(t, at).body, says) {
		t.Error("it says so of findings that can be read")
	}
	c := w.office.OfficeConfig
	c.Blobs = torn{c.Blobs}
	w.office = desk.NewOffice(c)
	w.open(t, desk.Read(w.books), w.people)
	b = w.signIn(t.Context(), t, "uno")
	if got := b.get(t, at); got.status != http.StatusOK || !strings.Contains(got.body, says) || !strings.Contains(got.body, "espera aprobación") {
		t.Errorf("%d %s", got.status, got.body)
	}
	if len(w.failed) == 0 {
		t.Error("nobody was told")
	}
	for _, form := range []string{"", "?formato=csv"} { // a refusal that says what to do, and no failure
		if got := b.get(t, at+"/hallazgos"+form); got.status != http.StatusConflict || !strings.Contains(got.body, "está dañado y no se puede leer") || !strings.Contains(got.body, "compile de nuevo") {
			t.Errorf("%s: %d %s", form, got.status, got.body)
		}
	}
}

// packed are the rows of a table in a package.
func packed(t *testing.T, body, name string) [][]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := fs.ReadFile(z, name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// cellsOf are some cells of every row, by the names of their columns.
func cellsOf(rows [][]string, names ...string) (out [][]string) {
	for _, r := range rows[1:] {
		var cells []string
		for _, name := range names {
			cells = append(cells, r[slices.Index(rows[0], name)])
		}
		out = append(out, cells)
	}
	return out
}
