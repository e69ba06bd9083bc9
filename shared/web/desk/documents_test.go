package desk_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
)

// send delivers files as a form of a browser does.
func (b *browser) send(t *testing.T, path string, files map[string]string, change ...func(*http.Request)) reply {
	t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	if err := m.WriteField("token", access.FormToken(b.token)); err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		part, err := m.CreateFormFile("documento", name)
		if err == nil {
			_, err = part.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return b.ask(t, http.MethodPost, path, nil, append(change, func(r *http.Request) {
		r.Body = readCloser{&body}
		r.Header.Set("Content-Type", m.FormDataContentType())
	})...)
}

type readCloser struct{ *bytes.Buffer }

func (readCloser) Close() error { return nil }

// TestDeliver: what is delivered in the browser is in the books, with a line for
// each document, and a script gets no more than the lines.
func TestDeliver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/documentos"
	got := b.send(t, at, map[string]string{"notas.txt": "buenos días, va el pedimento", `..\..\roto<b>.zip`: "PK\x03\x04cut here", "vacio.xml": ""})
	for _, want := range []string{"notas.txt", "roto&lt;b&gt;.zip", "zip_damaged", "sin uso", "empty"} {
		if got.status != http.StatusOK || !strings.Contains(got.body, want) {
			t.Errorf("%d, without %q", got.status, want)
		}
	}
	again := b.send(t, at, map[string]string{"otra.txt": "buenos días, va el pedimento"}, func(r *http.Request) {
		r.Header.Set("HX-Request", "true")
		r.Header.Set("X-Immex-Token", access.FormToken(b.token)) // no form is read to find it
	})
	if !strings.HasPrefix(strings.TrimSpace(again.body), "<li") || !strings.Contains(again.body, "duplicado") || strings.Contains(again.body, "<html") {
		t.Errorf("to a script: %s", again.body)
	}
	sha := document.HashOf([]byte("buenos días, va el pedimento"))
	detail := b.get(t, at+"/"+string(sha))
	for _, want := range []string{"notas.txt", "otra.txt", "unsupported", string(sha)} {
		if !strings.Contains(detail.body, want) {
			t.Errorf("the document does not say %q", want)
		}
	}
	file := b.get(t, at+"/"+string(sha)+"/original")
	if file.body != "buenos días, va el pedimento" || file.header.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(file.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the original: %v %q", file.header, file.body)
	}
	if got := b.send(t, at, nil); got.status != http.StatusUnprocessableEntity {
		t.Errorf("no file: %d", got.status)
	}
	if got := b.send(t, "/p/SIN_PROGRAMA/documentos", map[string]string{"a": "b"}); got.status != http.StatusNotFound {
		t.Errorf("to nobody: %d", got.status)
	}
}

// TestLookThrough finds documents by what they say and by how they stand.
func TestLookThrough(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/documentos"
	rows := func(query string) [][]string {
		t.Helper()
		all, err := csv.NewReader(strings.NewReader(b.get(t, at+query+"formato=csv").body)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return all[1:]
	}
	all := rows("?")
	docs, err := step.Documents(t.Context(), w.books, w.rfc)
	if err != nil || len(all) != len(docs) || len(all) < 10 {
		t.Fatalf("%d of %d documents: %v", len(all), len(docs), err)
	}
	quarantined := 0
	for i := range docs {
		if docs[i].Record.Status == document.Quarantined {
			quarantined++
		}
	}
	if got := rows("?estado=quarantined&"); len(got) != quarantined {
		t.Errorf("%d quarantined, expected %d", len(got), quarantined)
	}
	if got := rows("?q=" + string(w.print[:20]) + "&"); len(got) != 1 || got[0][5] != "cuarentena" {
		t.Errorf("by its hash: %v", got)
	}
	if got := rows("?q=ZIP_DAMAGED+hyperlink&"); len(got) != 1 || !strings.HasPrefix(got[0][4], "'=") {
		t.Errorf("by code and name: %v", got)
	}
	if got := b.get(t, at+"?q=nada+de+esto"); !strings.Contains(got.body, "Ninguno es como se pide") {
		t.Error("nothing is not told")
	}
	for _, path := range []string{at + "/" + strings.Repeat("0", 64), at + "/x", at + "/" + string(w.print) + "/hoja/99", at + "/" + string(w.print) + "/hoja/x"} {
		if got := b.get(t, path); got.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.status)
		}
	}
}

// TestPageBox: the clicked value is marked where its evidence says that it
// stands, counted from the upper left corner.
func TestPageBox(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	original, err := w.intake.Bytes(t.Context(), w.rfc, w.print)
	if err != nil {
		t.Fatal(err)
	}
	papers, err := w.intake.Try(t.Context(), w.rfc, "x.pdf", original)
	if err != nil {
		t.Fatal(err)
	}
	told, err := step.Explain(papers[0])
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i := range told {
		e := &told[i].Found
		if e.At.Page != 1 || e.At.Box == nil || e.Written == "" {
			continue
		}
		if n++; n > 3 {
			break
		}
		got := b.get(t, fmt.Sprintf("/p/%s/documentos/%s?valor=%d", w.rfc, w.print, i))
		want := fmt.Sprintf(`class="elegida" x="%d" y="%d" width="%d" height="%d"`, e.At.Box.X0-1, 792-e.At.Box.Y1-1, e.At.Box.X1-e.At.Box.X0+2, e.At.Box.Y1-e.At.Box.Y0+2)
		if strings.Count(got.body, "elegida") != 1 || !strings.Contains(got.body, want) || !strings.Contains(got.body, html.EscapeString(told[i].Value)) {
			t.Errorf("%s is not marked at %s", told[i].Path, want)
		}
	}
	if n == 0 {
		t.Error("no value has a box")
	}
	picture := b.get(t, "/p/"+w.rfc+"/documentos/"+string(w.print)+"/hoja/1")
	if picture.header.Get("Content-Type") != "image/png" || !strings.HasPrefix(picture.body, "\x89PNG") {
		t.Errorf("the page: %v", picture.header)
	}
}

// TestTyping is a bad print that a person puts right.
func TestTyping(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	w.person(t, "ver", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/documentos/" + string(w.print)
	original, err := w.intake.Bytes(t.Context(), w.rfc, w.print)
	if err != nil {
		t.Fatal(err)
	}
	box, was := w.damaged(t, original)
	place := fmt.Sprintf("%d,%d,%d,%d", box.X0, box.Y0, box.X1, box.Y1)
	form := b.get(t, at+"/captura?hoja=1&caja="+place)
	if form.status != http.StatusOK || !strings.Contains(form.body, damage) || strings.Count(form.body, `class="elegida"`) != 1 {
		t.Errorf("the form: %d", form.status)
	}
	head := func() int64 {
		h, err := w.books.Head(t.Context(), w.rfc)
		if err != nil {
			t.Fatal(err)
		}
		return h.Seq
	}
	before := head()
	for name, x := range map[string]url.Values{
		"no reason":    b.form("hoja", "1", "caja", place, "valor", was, "hacer", "guardar"),
		"no value":     b.form("hoja", "1", "caja", place, "motivo", "sello", "hacer", "guardar"),
		"no place":     b.form("hoja", "1", "valor", was, "motivo", "sello", "hacer", "guardar"),
		"wrong figure": b.form("hoja", "1", "caja", place, "valor", "9"+was, "motivo", "sello", "hacer", "guardar"),
		"outside":      b.form("hoja", "9", "caja", place, "valor", was, "motivo", "sello", "hacer", "guardar"),
	} {
		if got := b.ask(t, http.MethodPost, at+"/captura", x); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, `role="alert"`) {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	if head() != before {
		t.Error("something was kept of what did not pass")
	}
	got := b.ask(t, http.MethodPost, at+"/captura", b.form("hoja", "1", "caja", place, "leido", damage, "valor", was, "motivo", "el sello tapa <la> cifra", "hacer", "guardar"))
	to := got.header.Get("Location")
	if got.status != http.StatusSeeOther || !strings.HasPrefix(to, "/p/"+w.rfc+"/documentos/") {
		t.Fatalf("typed: %d %s %s", got.status, to, regexp.MustCompile(`role="alert">[^<]*`).FindString(got.body))
	}
	fixed := b.get(t, to)
	for _, want := range []string{"capturado", "rosa", "2022-08-01T18:00:00Z", "el sello tapa &lt;la&gt; cifra", "aceptado", "typed_values", at} {
		if !strings.Contains(fixed.body, want) {
			t.Errorf("what was typed does not say %q", want)
		}
	}
	if again := b.get(t, at); !strings.Contains(again.body, "<dd>cuarentena<") || !strings.Contains(again.body, to) {
		t.Error("the original no longer stands as it came, or does not lead to what was typed")
	}
	number := regexp.MustCompile(`clave=([0-9]{15})`).FindStringSubmatch(fixed.body)
	if number == nil {
		t.Fatal("what was typed made nothing in the books")
	}
	traced := b.get(t, "/p/"+w.rfc+"/trazabilidad?clave="+number[1])
	if want := `<a href="` + to + `?caja=`; !strings.Contains(traced.body, want) || strings.Contains(traced.body, at+"?") {
		t.Errorf("the trace of %s does not end at the page of what was typed", number[1])
	}
	if again := b.get(t, at); strings.Contains(again.body, "Llegó dentro de") {
		t.Error("the original is told to have come in its own correction")
	}
	if kept, err := w.intake.Bytes(t.Context(), w.rfc, w.print); err != nil || !bytes.Equal(kept, original) {
		t.Errorf("the original changed: %v", err)
	}
	if got := b.get(t, to+"/captura"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("typing over what was accepted: %d", got.status)
	}
	if _, err := w.intake.Bytes(t.Context(), "XXX010101XX1", w.print); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("another programme opens it: %v", err)
	}
	if len(w.failed) > 0 {
		t.Errorf("failed: %v", w.failed)
	}
}

// TestTypingSeveral keeps what was typed while more is added.
func TestTypingSeveral(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	got := b.get(t, "/p/"+w.rfc+"/documentos/"+string(w.print)+`/captura?hoja=1&caja=1,2,30,40&leido=a&valor=<b>1&hacer=agregar&en=2:5,6,7,8&decia=x&dice=y`)
	for _, want := range []string{`name="en" value="2:5,6,7,8"`, `name="dice" value="y"`, `name="en" value="1:1,2,30,40"`, `name="dice" value="&lt;b&gt;1"`} {
		if !strings.Contains(got.body, want) {
			t.Errorf("it does not keep %s", want)
		}
	}
}

// TestTrace goes from a lot to what took it and back, and to its documents.
func TestTrace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/trazabilidad?clave="
	got := b.get(t, at+w.lot)
	exit := regexp.MustCompile(`scope="row"[^>]*><a href="/p/[^"]*clave=([0-9-]+)">([0-9-]+)</a></th><td[^>]*><a href="[^"]*">` + regexp.QuoteMeta(w.lot) + `<`).FindStringSubmatch(got.body)
	if got.status != http.StatusOK || exit == nil {
		t.Fatalf("%d: nothing took %s", got.status, w.lot)
	}
	back := b.get(t, at+exit[1])
	if !strings.Contains(back.body, ">"+w.lot+"</a>") || !strings.Contains(back.body, "Documentos") {
		t.Errorf("%s does not lead back to %s", exit[1], w.lot)
	}
	rows, err := csv.NewReader(strings.NewReader(b.get(t, at+w.lot+"&tabla=traza_documentos&formato=csv").body)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Errorf("documents: %v %v", rows, err)
	}
	for query, status := range map[string]int{"NO-HAY": 200, w.lot + "&tabla=nada": 404, strings.Repeat("9", 300): 400} {
		if got := b.get(t, at+query); got.status != status {
			t.Errorf("%s: %d", query, got.status)
		}
	}
	saldos := b.get(t, "/p/"+w.rfc+"/saldos?por=lote")
	if !strings.Contains(saldos.body, "/trazabilidad?clave=") {
		t.Error("the balances lead nowhere")
	}
}

const (
	// learned is what a person writes of the supplier of strangeInvoice.
	learned = `proveedor: {id: "990000001", nombre: EXAMPLE PARTS INC}
reconoce: [EXAMPLE PARTS INC]
columnas:
  parte: [ITEM NO]
  cantidad: [QTY]
  precio_unitario: [PRICE]
  importe: [AMOUNT]
etiquetas:
  factura: [Invoice No]
  fecha: [Date]
  total: [Grand total]
decimal: .
moneda: USD
vigente_desde: 2021-01-01
`
	strangeInvoice = "EXAMPLE PARTS INC,,,\nInvoice No,INV-77,Date,2021-03-04\nITEM NO,QTY,PRICE,AMOUNT\nP-1,\"1,000\",0.25,250.00\n,,Grand total,250.00\n"
)

// TestSupplier: what was learned of a supplier is tried before it is kept, and
// from then on holds for what was set apart and for what comes.
func TestSupplier(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	list := "/p/" + w.rfc + "/documentos"
	at := list + "/" + string(document.HashOf([]byte(strangeInvoice)))
	if got := b.get(t, at); !strings.Contains(got.body, at+"/proveedor") || strings.Contains(got.body, ">aceptado<") {
		t.Fatalf("the strange invoice: %d", got.status)
	}
	if got := b.get(t, at+"/proveedor"); got.status != http.StatusOK || !strings.Contains(got.body, "<textarea") {
		t.Errorf("the form: %d", got.status)
	}
	post := func(yaml, act string) reply {
		return b.ask(t, http.MethodPost, at+"/proveedor", b.form("yaml", yaml, "hacer", act))
	}
	if got := post("proveedor: [", "probar"); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "mapping_yaml") {
		t.Errorf("no YAML: %d", got.status)
	}
	if got := post("proveedor: {id: x}\n", "guardar"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("a file without anything is kept: %d", got.status)
	}
	tried := post(learned, "probar")
	if tried.status != http.StatusOK || !strings.Contains(tried.body, "<b>aceptado</b>") || !strings.Contains(tried.body, `value="guardar"`) {
		t.Errorf("tried: %d", tried.status)
	}
	if got := b.get(t, at); strings.Contains(got.body, ">aceptado<") {
		t.Error("what was only tried was kept")
	}
	if got := post(learned, "guardar"); got.status != http.StatusSeeOther || got.header.Get("Location") != at {
		t.Fatalf("kept: %d", got.status)
	}
	if got := b.get(t, at); !strings.Contains(got.body, ">aceptado<") || !strings.Contains(got.body, "990000001") {
		t.Error("the document that was set apart is not read with what was learned")
	}
	if got := b.send(t, list, map[string]string{"otra.csv": strings.Replace(strangeInvoice, "INV-77", "INV-78", 1)}); !strings.Contains(got.body, "aceptado") {
		t.Error("the next invoice is not read with what was learned")
	}
	if got := b.get(t, at+"/proveedor"); !strings.Contains(got.body, "ITEM NO") {
		t.Error("the file in force is not what a person begins with")
	}
}
