package e2e_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"example.com/immex/shared/lambdaio/runtimetest"
	"example.com/immex/shared/web/access"
)

// atDesk rehearses a person at the desk while a package waits for approval: each
// scene begins where the others do, and is one request, which the person sends
// again when the desk says that it failed.
func (p *play) atDesk(late dropped) {
	t, at := p.t, "/p/"+p.rfc
	person := staff("rosa", p.rfc, "officer")
	rosa := p.enter(t, person)
	if out := p.enter(t, staff("admin", "*", "admin")).send(t, at+"/usuarios", "hacer", "firma", "usuario", "rosa@plant.example", "firma", "Persona Uno, Gerente"); out.Status != http.StatusSeeOther {
		t.Fatalf("signs: %d %s", out.Status, out.Body)
	}
	rosa.cookies = p.enter(t, person).cookies // what changed ended her session
	field := func(path, pattern string) string {
		found := regexp.MustCompile(pattern).FindStringSubmatch(rosa.get(t, path).Body)
		if found == nil {
			t.Fatalf("%s has no %s", path, pattern)
		}
		return found[1]
	}
	send := func(path string, pairs ...string) json.RawMessage {
		form := url.Values{"token": {access.FormToken(rosa.Token())}}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return encode(t, rosa.event(t, http.MethodPost, path, "application/x-www-form-urlencoded", []byte(form.Encode())))
	}
	waits, found := field(at+"/paquete/2021-03", `name="pide" value="([0-9a-f]+)"`), field(at+"/hallazgos", `/hallazgo/([0-9a-z]+)`)
	sheet := field(at+"/documentos?q=.pdf", `/documentos/([0-9a-f]{64})`)
	base := p.now()
	for _, c := range []*scene{
		{fresh: func() json.RawMessage { return p.comesBack(person) }},
		{payload: encode(t, rosa.event(t, http.MethodGet, at+"/documentos/"+sheet+"/hoja/1", "", nil))},
		{payload: send(at+"/hallazgo/"+found, "estado", "reconocido", "nota", "visto")},
		{payload: send(at + "/paquete/2021-02/compilar")},
		{payload: rosa.delivery(t, at+"/documentos", late)},
		{payload: send(at+"/paquete/2021-03/revisar", "respuesta", "aprobar", "pide", waits)},
	} {
		c.verb = "desk"
		p.shoot(c)
		p.back(base)
	}
}

// comesBack is the request of somebody whom the pool sends back, who is sent
// there anew when it failed: what the pool gives is good for once.
func (p *play) comesBack(person map[string]any) json.RawMessage {
	t, v := p.t, p.visitor()
	t.Helper()
	back := p.pool.SignIn(v.Ask(t, http.MethodGet, "/entrar/ir?a=/idioma/es", nil).Header.Get("Location"), person)
	return encode(t, v.event(t, http.MethodGet, back.RequestURI(), "", nil))
}

// delivery is the request that brings a document.
func (v *visitor) delivery(t *testing.T, path string, f dropped) json.RawMessage {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("documento", f.name)
	if err == nil {
		_, err = part.Write(f.bytes)
	}
	if err != nil || w.WriteField("token", access.FormToken(v.Token())) != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return encode(t, v.event(t, http.MethodPost, path, w.FormDataContentType(), body.Bytes()))
}

// answered is what the gateway is told, with what a person has to know of it:
// its status, what it shows or where it leads.
func answered(t *testing.T, a runtimetest.Answer) (status int, shown string) {
	t.Helper()
	var out events.APIGatewayV2HTTPResponse
	if err := json.Unmarshal(a.Payload, &out); err != nil {
		t.Fatal(err)
	}
	return out.StatusCode, out.Body
}

// failedDesk reports an answer that asks to try again: a failure, or a document
// that is to be delivered again.
func failedDesk(t *testing.T, a runtimetest.Answer) bool {
	t.Helper()
	status, shown := answered(t, a)
	return status >= http.StatusInternalServerError || strings.Contains(shown, "entréguelo de nuevo")
}

// seen is how a request ended for the person: a page that shows something shows
// the same; of what was asked to be done the second attempt may say that it is.
func seen(t *testing.T, c *scene, answer json.RawMessage) string {
	t.Helper()
	status, shown := answered(t, runtimetest.Answer{Payload: answer})
	switch {
	case c.fresh != nil:
		return http.StatusText(status)
	case bytes.Contains(c.payload, []byte(`"method":"POST"`)):
		if slices.Contains([]int{http.StatusOK, http.StatusSeeOther, http.StatusConflict}, status) {
			return "done"
		}
	}
	return http.StatusText(status) + " " + timeless(shown)
}
