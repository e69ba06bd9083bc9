package desk_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// TestProgress: the page tells how far each step of a build is, without a
// script, and asks for itself until it is done.
func TestProgress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	at := "/p/" + w.rfc + "/paquete/2021-01"
	var seen []string
	w.office = desk.NewOffice(desk.OfficeConfig{
		Books: w.books, Blobs: w.blobs, Now: w.office.Now, Reader: w.office.Reader, Keys: w.office.Keys, Failed: w.office.Failed, Go: w.office.Go,
		Compile: func(ctx context.Context, _, _ string, told func(step.Stage)) (step.Result, error) {
			b := w.signIn(ctx, t, "rosa")
			for _, s := range []step.Stage{{Step: "plan", Of: 1}, {Step: "reconcile", Done: 3, Of: 8}, {Step: "render", Of: 1}} {
				told(s)
				page := b.get(t, at).body //nolint:contextcheck // a browser asks in the context of the test
				if !strings.Contains(page, `hx-trigger="every 2s"`) || strings.Contains(page, "/compilar") {
					t.Error("the page of a build that runs does not ask for itself, or offers another")
				}
				seen = append(seen, strings.Join(list(t, page, "avance"), "; "))
			}
			return step.Result{SHA256: document.HashOf(nil)}, nil
		},
	})
	w.open(t, desk.Read(w.books), w.people)
	b := w.signIn(t.Context(), t, "rosa")
	if got := b.ask(t, http.MethodPost, at+"/compilar", b.form()); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	want := []string{
		"Corte de lo que entra: en curso; Libros de cada material: falta; Revisión cruzada: falta; Escritura del paquete: falta; Sello y firma: falta; Entrega: falta",
		"Corte de lo que entra: hecho; Libros de cada material: en curso, 3 de 8; Revisión cruzada: falta; Escritura del paquete: falta; Sello y firma: falta; Entrega: falta",
		"Corte de lo que entra: hecho; Libros de cada material: hecho, 3 de 8; Revisión cruzada: hecho; Escritura del paquete: en curso; Sello y firma: falta; Entrega: falta",
	}
	if strings.Join(seen, "\n") != strings.Join(want, "\n") {
		t.Errorf("it tells\n%s", strings.Join(seen, "\n"))
	}
	if page := b.get(t, at).body; strings.Contains(page, "hx-trigger") || len(list(t, page, "avance")) > 0 {
		t.Error("the page of a build that is done asks for itself")
	}
}

// list are the items of the list of a class.
func list(t *testing.T, page, class string) (out []string) {
	t.Helper()
	_, rest, ok := strings.Cut(page, `<ol class="`+class+`"`)
	if !ok {
		return nil
	}
	items, _, _ := strings.Cut(rest, "</ol>")
	for _, item := range strings.Split(items, "<li")[1:] {
		out = append(out, strings.Join(words(t, "<p"+item), ""))
	}
	return out
}

// TestFirstDelivery: what is dropped before there is a programme goes where it
// says it belongs; who sees some programmes only delivers in theirs.
func TestFirstDelivery(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	w.person(t, "luis", access.Officer, w.rfc)
	file := strings.NewReplacer("RFC", "XXX010101XX1").Replace(twoReviewers)
	if got := w.signIn(t.Context(), t, "luis").drop(t, "/entregar", "documento", "programa.yaml", file); got.status != 409 {
		t.Errorf("who sees some programmes: %d", got.status)
	}
	b := w.signIn(t.Context(), t, "rosa")
	got := b.drop(t, "/entregar", "documento", "programa.yaml", file)
	if got.status != 200 || !strings.Contains(got.body, "/p/XXX010101XX1/documentos/") {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if got := b.get(t, "/p/XXX010101XX1/hoy"); got.status != 200 {
		t.Errorf("its programme is not there: %d", got.status)
	}
}

// TestOnlyDocumentsOfNobody: who has nothing but documents that name no programme
// is not sent to their shelf, from where nothing can be delivered.
func TestOnlyDocumentsOfNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer, step.Unassigned)
	got := w.signIn(t.Context(), t, "rosa").get(t, "/")
	if got.status != 200 || !strings.Contains(got.body, "/p/"+step.Unassigned+"/") || !strings.Contains(got.body, "Los primeros tres pasos") {
		t.Errorf("%d %s", got.status, got.body)
	}
}
