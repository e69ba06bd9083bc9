package desk_test

import (
	"bytes"
	"context"
	"errors"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/document"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
)

// TestClosePeriod: a decision accepts what its page showed, in the name that
// signs it; a page that is behind is refused.
func TestClosePeriod(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	path := "/p/" + w.rfc + "/paquete/2021-03"
	page := b.get(t, path)
	_, rest, _ := strings.Cut(page.body, `name="faltan" value="`)
	lacks, _, ok := strings.Cut(rest, `"`)
	if !ok || !strings.Contains(page.body, "provisional") {
		t.Fatalf("%d %s", page.status, page.body)
	}
	who := []string{"quien", "Rosa Prueba", "cargo", "Gerente", "motivo", "el mes se presenta así"}
	for name, x := range map[string]struct {
		form   []string
		status int
	}{
		"nobody":         {[]string{"faltan", lacks}, 422},
		"no reason":      {append(who[:4:4], "faltan", lacks), 422},
		"another page":   {append(who[:6:6], "faltan", "x"), 409},
		"too much":       {append(who[:4:4], "motivo", strings.Repeat("x", 2001), "faltan", lacks), 422},
		"another period": {append(who[:6:6], "faltan", lacks), 409}, // of a month that is a draft
	} {
		to := path
		if name == "another period" {
			to = "/p/" + w.rfc + "/paquete/2022-08"
		}
		if got := b.ask(t, http.MethodPost, to+"/cerrar", b.form(x.form...)); got.status != x.status {
			t.Errorf("%s: %d, expected %d", name, got.status, x.status)
		}
	}
	closing, err := w.office.Closing(t.Context(), w.rfc, "2021-03")
	if err != nil || closing.Approval.Who != "" || len(closing.Missing) == 0 {
		t.Fatalf("%+v %v", closing, err)
	}
	if got := b.ask(t, http.MethodPost, path+"/cerrar", b.form(append(who, "faltan", lacks)...)); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	closing, err = w.office.Closing(t.Context(), w.rfc, "2021-03")
	if err != nil || closing.Approval.Who != "Rosa Prueba" || closing.State != "definitivo" {
		t.Errorf("%+v %v", closing, err)
	}
	if page := b.get(t, path); !strings.Contains(page.body, "definitivo") || !strings.Contains(page.body, "Rosa Prueba") {
		t.Errorf("the page does not say so: %s", page.body)
	}
}

// TestBuild: a package is built once at a time, and never of a draft.
func TestBuild(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/paquete/"
	for period, want := range map[string]int{"2021-01/compilar": 303, "2022-08/compilar": 409, "2021-13/compilar": 404, "nada/compilar": 404, "2021/compilar": 303} {
		if got := b.ask(t, http.MethodPost, at+period, b.form()); got.status != want {
			t.Errorf("%s: %d, expected %d", period, got.status, want)
		}
	}
	if got := strings.Join(w.built, " "); got != "2021-01 2021" && got != "2021 2021-01" {
		t.Errorf("built %s", got)
	}
	jobs, err := w.office.Jobs(t.Context(), w.rfc)
	others, otherErr := w.office.Jobs(t.Context(), "XXX010101XX1")
	if err := errors.Join(err, otherErr); err != nil {
		t.Fatal(err)
	}
	if len(jobs) != 2 || jobs[0].Running() || jobs[0].Failed || len(others) != 0 {
		t.Errorf("%+v", jobs)
	}
	if got := b.get(t, "/p/"+w.rfc+"/paquetes"); !strings.Contains(got.body, "listo") {
		t.Error("the list does not tell of the build")
	}
}

// TestDownloadAndVerify: a package comes back byte by byte, only of its own
// period, and what is dropped is no package until it is one.
func TestDownloadAndVerify(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/paquete/2021-01/bajar"
	for _, query := range []string{"", "?n=0", "?n=0&que=firma", "?n=-1"} {
		if got := b.get(t, at+query); got.status != 409 {
			t.Errorf("%s: %d", query, got.status)
		}
	}
	for name, content := range map[string]string{"x.zip": "PK\x03\x04", `"><b>.zip`: ""} {
		got := b.drop(t, "/p/"+w.rfc+"/paquetes/comprobar", "paquete", name, content)
		if got.status != 200 || !strings.Contains(got.body, "No es válido") || strings.Contains(got.body, "<b>.zip") {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if got := b.ask(t, http.MethodPost, "/p/"+w.rfc+"/paquetes/comprobar", b.form()); got.status != 422 {
		t.Errorf("without a file: %d", got.status)
	}
	if seals, err := step.Seals(t.Context(), w.books, w.rfc); err != nil || len(seals) > 0 {
		t.Errorf("%v %v", seals, err)
	}
}

type dropped struct{ *bytes.Buffer }

func (dropped) Close() error { return nil }

type noOutbox struct{}

func (noOutbox) Deliver(_ context.Context, p step.Parcel) (string, error) { return p.Name, nil }

// local is the workflow of the world.
func (w *world) local(told func(step.Stage)) *step.Local {
	return &step.Local{Definition: statemachine.Compile, Workers: 1, Sleep: func(context.Context, time.Duration) error { return nil }, Told: told, Steps: &step.Compile{
		Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: noOutbox{}, Tool: step.Release, Now: func() time.Time { return w.now },
		Reader: func(string) *step.Reader { return w.reader },
	}}
}

func (w *world) execution() flow.Execution {
	return flow.Execution{ID: "x", Name: "x", StartTime: w.now}
}

// TestPackageThereAndBack: a package that is built on the desk comes down as it
// was sealed, is verified when it is dropped, and is not when a byte of it is
// another.
func TestPackageThereAndBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.real = true
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/paquete/2021-01"
	if got := b.ask(t, http.MethodPost, at+"/compilar", b.form()); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	zip := b.get(t, at+"/bajar?n=0&que=zip")
	seals, err := step.Seals(t.Context(), w.books, w.rfc)
	if err != nil || len(seals) != 1 || document.HashOf([]byte(zip.body)) != seals[0].SHA256 {
		t.Fatalf("%d %v %v", zip.status, seals, err)
	}
	if got := b.get(t, at+"/bajar?n=0&que=firma"); got.status != 409 {
		t.Errorf("a signature of none: %d", got.status)
	}
	if got := b.get(t, at); !strings.Contains(got.body, seals[0].Package) || !strings.Contains(got.body, "sin firma") {
		t.Error("the page of the period does not show the package")
	}
	damaged := []byte(zip.body)
	damaged[len(damaged)/2] ^= 1
	for want, content := range map[string]string{"Es, byte a byte, uno": zip.body, "No es válido": string(damaged)} {
		if got := b.drop(t, "/p/"+w.rfc+"/paquetes/comprobar", "paquete", seals[0].Package, content); got.status != 200 || !strings.Contains(got.body, want) {
			t.Errorf("%d, expected %q: %s", got.status, want, got.body)
		}
	}
}

// TestUnsignedIsSaid: a package of another company without its signature agrees with
// itself, and the desk says that nobody vouches for it; of one sealed here its hash does.
func TestUnsignedIsSaid(t *testing.T) {
	t.Parallel()
	one, two := newWorld(t), newWorld(t)
	var zip string
	for _, w := range []*world{one, two} {
		w.real = true
		w.person(t, "rosa", access.Officer)
	}
	b := one.signIn(t.Context(), t, "rosa")
	at := "/p/" + one.rfc + "/paquete/2021-01"
	if got := b.ask(t, http.MethodPost, at+"/compilar", b.form()); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	zip = b.get(t, at+"/bajar?n=0&que=zip").body
	const warning = "quién lo hizo no se comprobó"
	drop := "/p/" + one.rfc + "/paquetes/comprobar"
	if got := b.drop(t, drop, "paquete", "x.zip", zip); got.status != 200 || strings.Contains(got.body, warning) {
		t.Errorf("of one sealed here: %d %s", got.status, got.body)
	}
	if got := two.signIn(t.Context(), t, "rosa").drop(t, drop, "paquete", "x.zip", zip); got.status != 200 || !strings.Contains(got.body, warning) || !strings.Contains(got.body, "Sin firma") {
		t.Errorf("of another: %d %s", got.status, got.body)
	}
}

// drop sends a file with a form.
func (b *browser) drop(t *testing.T, path, field, name, content string) reply {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("token", access.FormToken(b.token)) // a buffer takes everything
	file, err := form.CreateFormFile(field, name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write([]byte(content)) // same
	_ = form.Close()
	return b.ask(t, http.MethodPost, path, nil, func(r *http.Request) {
		r.Header.Set("Content-Type", form.FormDataContentType())
		r.Body = dropped{&body}
	})
}
