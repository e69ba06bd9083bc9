package e2e_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
	"example.com/immex/shared/store/dynamo/dynamotest"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
	"example.com/immex/shared/web/desk/desktest"
	"example.com/immex/shared/web/signin/signintest"
)

const deskName = "desk.example"

// An invoice of a supplier of whom nothing was learned.
const (
	strangeName    = "proveedor.csv"
	strangeInvoice = "EXAMPLE PARTS INC\nInvoice No,A-77\nDate,2021-01-15\nITEM NO,QTY,PRICE,AMOUNT\nP-1,2,3.00,6.00\nTotal,,,6.00\n"
)

// visitor is a browser at the deployed desk, by way of the gateway.
type visitor struct {
	s       *stack
	cookies map[string]string
}

func (s *stack) visitor() *visitor { return &visitor{s, map[string]string{}} }

// Token implements desktest.Browser.
func (v *visitor) Token() string { return v.cookies["immex_sesion"] }

// event is what the gateway makes of a request.
func (v *visitor) event(t *testing.T, method, path, kind string, body []byte) events.APIGatewayV2HTTPRequest {
	t.Helper()
	at, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	e := events.APIGatewayV2HTTPRequest{RouteKey: "$default", RawPath: at.EscapedPath(), RawQueryString: at.RawQuery, Headers: map[string]string{"host": "forged.example"}}
	e.RequestContext.HTTP.Method, e.RequestContext.HTTP.SourceIP, e.RequestContext.DomainName = method, "192.0.2.1", deskName
	if kind != "" {
		e.Headers["content-type"] = kind
		e.Body, e.IsBase64Encoded = base64.StdEncoding.EncodeToString(body), true // as the gateway sends what is no text
	}
	for name, value := range v.cookies {
		e.Cookies = append(e.Cookies, name+"="+value)
	}
	return e
}

// Ask implements desktest.Browser.
func (v *visitor) Ask(t *testing.T, method, path string, form url.Values) desktest.Reply {
	t.Helper()
	kind, body := "", []byte(nil)
	if form != nil {
		kind, body = "application/x-www-form-urlencoded", []byte(form.Encode())
	}
	e := v.event(t, method, path, kind, body)
	var out events.APIGatewayV2HTTPResponse
	v.s.call("desk", e, &out)
	body = []byte(out.Body)
	if out.IsBase64Encoded {
		var err error
		if body, err = base64.StdEncoding.DecodeString(out.Body); err != nil {
			t.Fatal(err)
		}
	}
	r := desktest.Reply{Status: out.StatusCode, Header: http.Header{}, Body: string(body)}
	for name, value := range out.Headers {
		r.Header.Set(name, value)
	}
	for _, line := range out.Cookies {
		c, err := http.ParseSetCookie(line)
		if err != nil {
			t.Fatal(err)
		}
		if v.cookies[c.Name] = c.Value; c.Value == "" {
			delete(v.cookies, c.Name)
		}
		if wanted := map[string]http.SameSite{"immex_sesion": http.SameSiteStrictMode, "immex_vuelta": http.SameSiteLaxMode, "immex_idioma": http.SameSiteStrictMode}[c.Name]; !c.HttpOnly || !c.Secure || c.SameSite != wanted || c.Domain != "" {
			t.Errorf("cookie %s", line)
		}
	}
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer"} {
		if r.Header.Get(name) != want {
			t.Errorf("%s %s has %s %q", method, path, name, r.Header.Get(name))
		}
	}
	return r
}

// lastLogs are the last lines that the functions wrote.
func (s *stack) lastLogs() string { return s.logs.tail() }

// again asks for a page, and once more what failed, as its page says: a machine
// that does much else lets calls run out of time.
func (v *visitor) again(t *testing.T, path string) desktest.Reply {
	t.Helper()
	r := v.Ask(t, http.MethodGet, path, nil)
	if r.Status == http.StatusInternalServerError {
		t.Logf("%s failed and is asked for again, after\n%s", path, v.s.lastLogs())
		r = v.Ask(t, http.MethodGet, path, nil)
	}
	return r
}

// get is a page that must be there.
func (v *visitor) get(t *testing.T, path string) desktest.Reply {
	t.Helper()
	r := v.again(t, path)
	if r.Status != http.StatusOK {
		t.Fatalf("%s: %d %s, after\n%s", path, r.Status, r.Header.Get("Location"), v.s.lastLogs())
	}
	return r
}

// send sends a form of the session.
func (v *visitor) send(t *testing.T, path string, pairs ...string) desktest.Reply {
	t.Helper()
	form := url.Values{"token": {access.FormToken(v.Token())}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return v.Ask(t, http.MethodPost, path, form)
}

// enter signs somebody in at the pool.
func (s *stack) enter(t *testing.T, person map[string]any) *visitor {
	t.Helper()
	v := s.visitor()
	out := v.Ask(t, http.MethodGet, "/entrar/ir?a=/idioma/es", nil)
	if out.Status != http.StatusSeeOther {
		t.Fatalf("to the pool: %d", out.Status)
	}
	back := s.pool.SignIn(out.Header.Get("Location"), person)
	if back.Scheme+"://"+back.Host != "https://"+deskName {
		t.Fatalf("the pool sends to %s", back)
	}
	in := v.Ask(t, http.MethodGet, back.RequestURI(), nil)
	if in.Status != http.StatusOK || in.Header.Get("Refresh") != "0; url=/idioma/es" || v.Token() == "" {
		t.Fatalf("back from the pool: %d %v", in.Status, in.Header)
	}
	return v
}

// staff is somebody of the company.
func staff(name, programmes string, groups ...string) map[string]any {
	return signintest.Person(name+"@plant.example", programmes, groups...)
}

// settled is a stack with the documents of a company and a package that waits for
// approval.
func settled(t *testing.T) (s *stack, rfc string, files []dropped, m *flow.Machine, env flow.Env, parked *flow.ParkedError) {
	t.Helper()
	s = deploy(t)
	rfc, files = company(t)
	files = append(files, dropped{"revision.yaml", []byte("rfc: " + rfc + "\nnombre: MANUFACTURAS EJEMPLO\nprograma: \"1234-2006\"\nvigente_desde: \"2021-01-01\"\nrevision:\n  aprueba: [\"Persona Uno, Gerente\"]\n")})
	files = append(files, dropped{strangeName, []byte(strangeInvoice)})
	for _, f := range files {
		key := "inbox/" + rfc + "/" + f.name
		s.put(key, f.bytes)
		s.deliver("ingest", 5, []queued{s.created(key)})
	}
	s.settle()
	input, err := json.Marshal(step.PlanIn{RFC: rfc, Period: "2021-03"})
	if err != nil {
		t.Fatal(err)
	}
	m, env = s.machine("first")
	_, err = m.Run(t.Context(), input, env)
	parked, ok := errors.AsType[*flow.ParkedError](err)
	if !ok {
		t.Fatalf("the workflow did not wait: %v", err)
	}
	return s, rfc, files, m, env, parked
}

// around finds values for the parameters of the routes.
func (s *stack) around(t *testing.T, rosa *visitor, rfc string) map[string]string {
	t.Helper()
	out := map[string]string{"rfc": rfc, "lang": "en", "plantilla": "bom", "periodo": "2021-03", "tabla": "recargos", "informe": "saldos", "consulta": "faltantes", "unidad": "1", "hoja": "1"}
	docs, err := step.Documents(t.Context(), s.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	for i := range docs {
		d := &docs[i]
		switch {
		case strings.HasSuffix(d.Name, ".pdf") && d.Record.Status == document.Accepted && d.Record.Parent == "":
			out["leido"] = string(d.Record.SHA)
		case strings.HasSuffix(d.Name, ".pdf") && d.Record.Status == document.Quarantined && d.Record.Parent == "":
			out["sha"] = string(d.Record.SHA)
		case d.Name == strangeName:
			out["factura"] = string(d.Record.SHA)
		}
	}
	err = step.EachBook(t.Context(), s.books, rfc, func(b *ledger.Book) error {
		for _, l := range b.Lots {
			out["lote"], out["fraccion"] = l.ID, l.Fraccion
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`/hallazgo/([0-9a-z]+)`).FindStringSubmatch(rosa.get(t, "/p/"+rfc+"/hallazgos").Body)
	if out["sha"] == "" {
		out["sha"] = out["leido"]
	}
	if found == nil || out["lote"] == "" || out["leido"] == "" || out["factura"] == "" {
		t.Fatalf("%v, a finding %v", out, found)
	}
	out["huella"] = found[1]
	return out
}

// TestDesk is a day at the deployed desk: its compiled function on the Runtime
// API, the table, the buckets and the pool.
func TestDesk(t *testing.T) {
	s, rfc, files, m, env, parked := settled(t)
	rosa := s.enter(t, staff("rosa", rfc+" OTR010101AA1", "officer"))
	places := s.around(t, rosa, rfc)
	t.Run("figure", func(t *testing.T) { s.at(t); s.figure(t, rosa, places) })
	t.Run("finding", func(t *testing.T) { s.at(t); s.acknowledged(t, rosa, places) })
	t.Run("delivery", func(t *testing.T) { s.at(t); s.uploaded(t, rosa, rfc) })
	t.Run("approval", func(t *testing.T) { s.at(t); s.approved(t, rosa, rfc, m, env, parked) })
	t.Run("again", func(t *testing.T) { s.at(t); s.builtAgain(t, rosa, rfc) })
	t.Run("screens", func(t *testing.T) {
		s.at(t)
		for _, r := range desk.Routes() {
			path := desktest.Fill(t, r.Path, places)
			if r.Method != http.MethodGet || r.Title.ES == "" || !slices.Contains(r.May, access.Officer) || r.Asks || strings.Contains(path, "/captura") || path == "/" {
				continue
			}
			if got := rosa.again(t, path); got.Status != http.StatusOK || !strings.Contains(got.Body, `<html lang="es">`) {
				t.Errorf("%s: %d, after\n%s", path, got.Status, s.lastLogs())
			}
		}
	})
	t.Run("leaves", func(t *testing.T) {
		s.at(t)
		token := rosa.Token()
		out := rosa.send(t, "/salir")
		if !strings.HasPrefix(out.Header.Get("Refresh"), "0; url="+s.pool.Server.URL+"/logout?client_id=") || rosa.Token() != "" {
			t.Errorf("%d %v", out.Status, out.Header)
		}
		rosa.cookies["immex_sesion"] = token
		if got := rosa.Ask(t, http.MethodGet, "/p/"+rfc+"/hoy", nil); got.Status != http.StatusSeeOther {
			t.Errorf("the session goes on: %d", got.Status)
		}
	})
	s.hushed(append(secrets(t, files), "rosa", "plant.example", rfc))
}

// figure follows a balance to the page it was read on.
func (s *stack) figure(t *testing.T, rosa *visitor, places map[string]string) {
	t.Helper()
	at := "/p/" + places["rfc"]
	if page := rosa.get(t, at+"/saldos?por=lote&al=2021-03-31"); !strings.Contains(page.Body, "<table") {
		t.Error("no balances")
	}
	trace := rosa.get(t, at+"/trazabilidad?clave="+url.QueryEscape(places["lote"]))
	seen := regexp.MustCompile(`/documentos/[0-9a-f]{64}`).FindAllString(trace.Body, -1)
	if len(seen) == 0 {
		t.Fatalf("the trace of %s names no document", places["lote"])
	}
	doc := at + "/documentos/" + places["leido"]
	if page := rosa.get(t, doc+"?hoja=1"); !strings.Contains(page.Body, "/hoja/1") {
		t.Errorf("the document shows no page")
	}
	if leaf := rosa.get(t, doc+"/hoja/1"); leaf.Header.Get("Content-Type") != "image/png" || !strings.HasPrefix(leaf.Body, "\x89PNG") {
		t.Errorf("page: %v", leaf.Header)
	}
	if b := s.download(t, rosa, doc+"/original"); document.HashOf(b) != document.Hash(places["leido"]) {
		t.Errorf("another original: %d bytes", len(b))
	}
	table := rosa.get(t, rosa.Ask(t, http.MethodGet, at+"/saldos?formato=csv", nil).Header.Get("Location"))
	if table.Header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(table.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("table: %v", table.Header)
	}
}

// download follows the links of a download; the last leads to S3 and holds for a
// minute.
func (s *stack) download(t *testing.T, v *visitor, path string) []byte {
	t.Helper()
	link := v.Ask(t, http.MethodGet, path, nil).Header.Get("Location")
	last := v.Ask(t, http.MethodGet, link, nil)
	at, err := url.Parse(last.Header.Get("Location"))
	if err != nil || last.Status != http.StatusSeeOther || last.Body != "" || at.Query().Get("X-Amz-Expires") != "60" || at.Query().Get("X-Amz-Signature") == "" {
		t.Fatalf("%s: %d to %s (%v)", path, last.Status, at, err)
	}
	b, status := fetchLink(t, at.String())
	if status != http.StatusOK {
		t.Fatalf("%s: %d", at, status)
	}
	s.tampered(t, at)
	return b
}

// tampered asks S3 for what a link was not signed for.
func (s *stack) tampered(t *testing.T, link *url.URL) {
	t.Helper()
	for name, change := range map[string]func(at *url.URL, q url.Values){
		"a longer time": func(_ *url.URL, q url.Values) { q.Set("X-Amz-Expires", "6000") },
		"a later date": func(_ *url.URL, q url.Values) {
			q.Set("X-Amz-Date", time.Now().UTC().Add(time.Hour).Format("20060102T150405Z"))
		},
		"another key": func(at *url.URL, _ url.Values) { at.Path += "x" },
		"another programme": func(at *url.URL, _ url.Values) {
			at.Path = regexp.MustCompile(`/[A-Z&Ñ]{3,4}[0-9]{6}[A-Z0-9]{3}/`).ReplaceAllString(at.Path, "/OTR010101AA1/")
		},
		"another bucket":    func(at *url.URL, _ url.Values) { at.Path = "/" + s.inbox + at.Path[strings.Index(at.Path[1:], "/")+1:] },
		"another signature": func(_ *url.URL, q url.Values) { q.Set("X-Amz-Signature", strings.Repeat("0", 64)) },
		"no signature":      func(_ *url.URL, q url.Values) { q.Del("X-Amz-Signature") },
		"another name":      func(_ *url.URL, q url.Values) { q.Set("response-content-disposition", "inline") },
		"another kind":      func(_ *url.URL, q url.Values) { q.Set("response-content-type", "text/html") },
		"all versions":      func(_ *url.URL, q url.Values) { q.Set("versions", "") },
	} {
		at, q := *link, link.Query()
		at.RawPath = ""
		change(&at, q)
		at.RawQuery = q.Encode()
		if at.String() == link.String() {
			t.Errorf("%s: the link is as it was: %s", name, link)
			continue
		}
		if b, status := fetchLink(t, at.String()); status < 400 || status >= 500 {
			t.Errorf("%s: a changed link answers %d and %d bytes", name, status, len(b))
		}
	}
}

func fetchLink(t *testing.T, at string) ([]byte, int) {
	t.Helper()
	r, err := http.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close() //nolint:errcheck // reading only
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return b, r.StatusCode
}

// acknowledged decides about a finding, in the name of who signed in.
func (s *stack) acknowledged(t *testing.T, rosa *visitor, places map[string]string) {
	t.Helper()
	path := "/p/" + places["rfc"] + "/hallazgo/" + places["huella"]
	if out := rosa.send(t, path, "estado", "reconocido", "nota", "visto en la mañana", "quien", "otra persona"); out.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", out.Status, out.Body)
	}
	all, err := step.Resolutions(t.Context(), s.books, places["rfc"])
	if err != nil || len(all) != 1 || all[0].Quien != "rosa@plant.example" || all[0].Nota != "visto en la mañana" {
		t.Fatalf("%+v %v", all, err)
	}
	if page := rosa.get(t, path); !strings.Contains(page.Body, "visto en la mañana") {
		t.Error("the page does not say it")
	}
}

var inboxForm = regexp.MustCompile(`(?s)<form class="campos soltar" method="post" action="([^"]+)"(.*?)</form>`)

// uploaded delivers a document by the form of the screen, which leads to the inbox.
func (s *stack) uploaded(t *testing.T, rosa *visitor, rfc string) {
	t.Helper()
	page := rosa.get(t, "/p/"+rfc+"/documentos")
	found := inboxForm.FindStringSubmatch(page.Body)
	if found == nil {
		t.Fatal("no form of the inbox")
	}
	f := form{URL: unescape(found[1]), Fields: map[string]string{}}
	for _, x := range regexp.MustCompile(`name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(found[2], -1) {
		f.Fields[x[1]] = unescape(x[2])
	}
	if at, err := url.Parse(f.URL); err != nil || !strings.Contains(page.Header.Get("Content-Security-Policy"), "form-action 'self' "+at.Scheme+"://"+at.Host+";") {
		t.Errorf("%s: the policy is %s", f.URL, page.Header.Get("Content-Security-Policy"))
	}
	b := []byte("rfc: " + rfc + "\nnombre: MANUFACTURAS EJEMPLO\nprograma: \"1234-2006\"\nvigente_desde: \"2021-02-01\"\nrevision:\n  aprueba: [\"Persona Uno, Gerente\"]\n")
	folder := strings.TrimSuffix(f.Fields["key"], "${filename}")
	if !strings.HasPrefix(folder, "inbox/"+rfc+"/") || folder == f.Fields["key"] {
		t.Fatalf("key %s", f.Fields["key"])
	}
	elsewhere := form{URL: f.URL, Fields: maps.Clone(f.Fields)}
	elsewhere.Fields["key"] = strings.Replace(folder, rfc, "OTR010101AA1", 1) + "x"
	if status := post(t, elsewhere, b); status < 400 {
		t.Errorf("into another programme: %d", status)
	}
	before, err := step.Documents(t.Context(), s.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	f.Fields["key"] = folder + "x" // as S3 puts the name of the file in
	if status := post(t, f, b); status != http.StatusSeeOther {
		t.Fatalf("the form as it was given: %d", status)
	}
	s.deliver("ingest", 5, []queued{s.created(f.Fields["key"])})
	after, err := step.Documents(t.Context(), s.books, rfc)
	if err != nil || len(after) != len(before)+1 {
		t.Fatalf("%d documents of %d: %v", len(after), len(before), err)
	}
	if page := rosa.get(t, "/p/"+rfc+"/bitacora?escribe=1&usuario=rosa@plant.example"); !strings.Contains(page.Body, "/p/"+rfc+"/documentos") {
		t.Error("the log does not say who delivered")
	}
	s.dated(rfc, f.Fields["key"])
	forged := form{URL: f.URL, Fields: maps.Clone(f.Fields)}
	forged.Fields["x-amz-meta-by"] = "otra@plant.example"
	if status := post(t, forged, b); status < 400 {
		t.Errorf("in the name of another: %d", status)
	}
	if to := f.Fields["success_action_redirect"]; to != "https://"+deskName+"/entregado?a=%2Fp%2F"+rfc+"%2Fdocumentos" {
		t.Errorf("the form leads to %s", to)
	}
	if got := rosa.Ask(t, http.MethodGet, "/entregado?a=%2Fp%2F"+rfc+"%2Fdocumentos&bucket=x&key=y", nil); got.Header.Get("Refresh") != "0; url=/p/"+rfc+"/documentos" {
		t.Errorf("from there: %d %v", got.Status, got.Header)
	}
	if got := rosa.Ask(t, http.MethodGet, "/entregado?a=https://evil.example/", nil); got.Header.Get("Refresh") != "0; url=/" {
		t.Errorf("elsewhere: %v", got.Header)
	}
}

// dated holds the last delivery of the log to the moment S3 took it, not to that
// of ingest.
func (s *stack) dated(rfc, key string) {
	t := s.t
	t.Helper()
	people, err := dynamo.NewPeople(dynamotest.Client(t), dynamo.Config{Table: s.table}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	log, err := people.LogEntries(t.Context(), rfc, 0, 20)
	if err != nil {
		t.Fatal(err)
	}
	object, err := s.objects.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: &s.inbox, Key: &key})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(log, func(e access.Entry) bool { return e.Note == "delivered 1" })
	if i < 0 || !log[i].At.Equal(aws.ToTime(object.LastModified)) {
		t.Errorf("delivered on %v, the log has %+v", object.LastModified, log)
	}
}

func unescape(s string) string {
	return strings.NewReplacer("&amp;", "&", "&#43;", "+", "&#34;", `"`, "&#39;", "'").Replace(s)
}

// approved says as whom an account signs, approves what waits, and takes the
// package that follows.
func (s *stack) approved(t *testing.T, rosa *visitor, rfc string, m *flow.Machine, env flow.Env, parked *flow.ParkedError) {
	t.Helper()
	at := "/p/" + rfc + "/paquete/2021-03"
	key := func() string {
		found := regexp.MustCompile(`name="pide" value="([0-9a-f]+)"`).FindStringSubmatch(rosa.get(t, at).Body)
		if found == nil {
			return ""
		}
		return found[1]
	}
	if out := rosa.send(t, at+"/revisar", "respuesta", "aprobar", "pide", key()); out.Status != http.StatusForbidden || len(s.aws.handed) != 0 {
		t.Errorf("approved by whom nobody named: %d", out.Status)
	}
	admin := s.enter(t, staff("admin", "*", "admin"))
	if out := admin.send(t, "/p/"+rfc+"/usuarios", "hacer", "firma", "usuario", "rosa@plant.example", "firma", "Persona Uno, Gerente"); out.Status != http.StatusSeeOther {
		t.Fatalf("signs: %d %s", out.Status, out.Body)
	}
	for _, does := range []string{"crear", "papel", "clave"} {
		if out := admin.send(t, "/p/"+rfc+"/usuarios", "hacer", does, "usuario", "rosa@plant.example", "clave", "una frase larga", "papel", "admin"); out.Status != http.StatusConflict {
			t.Errorf("%s on the desk: %d", does, out.Status)
		}
	}
	again := s.enter(t, staff("rosa", rfc+" OTR010101AA1", "officer")) // what changed ended her session
	rosa.cookies = again.cookies
	if out := rosa.send(t, at+"/revisar", "respuesta", "aprobar", "pide", key()); out.Status != http.StatusSeeOther {
		t.Fatalf("approve: %d", out.Status)
	}
	value, _, given := s.Answer(t.Context(), parked.Token)
	if !given {
		t.Fatal("the token was not handed back")
	}
	end, err := m.Resume(t.Context(), parked, value, nil, env)
	if err != nil {
		t.Fatal(err)
	}
	s.delivered(end)
	zip := s.download(t, rosa, at+"/bajar?n=0&que=zip")
	v, err := expediente.Verify(bytes.NewReader(zip), int64(len(zip)))
	if err != nil || !v.OK || v.Manifest.Reviewed == nil || v.Manifest.Reviewed.Who != "Persona Uno" {
		t.Errorf("%+v %v", v, err)
	}
	if sign := s.download(t, rosa, at+"/bajar?n=0&que=firma"); !json.Valid(sign) {
		t.Errorf("signature: %s", sign)
	}
	for _, want := range []int{http.StatusSeeOther, http.StatusConflict} {
		if out := rosa.send(t, "/p/"+rfc+"/paquete/2021-01/compilar"); out.Status != want {
			t.Errorf("build: %d, want %d", out.Status, want)
		}
	}
	if len(s.aws.started()) != 0 || !strings.Contains(rosa.get(t, "/p/"+rfc+"/paquetes").Body, "pedido; empieza en unos minutos") {
		t.Errorf("the request itself started %v, or the desk does not say that it was asked for", s.aws.started())
	}
	s.hears()
	if page := rosa.get(t, "/p/"+rfc+"/paquetes").Body; len(s.aws.started()) != 1 || strings.Contains(page, "pedido;") {
		t.Errorf("started %v, or the desk goes on saying that it was asked for", s.aws.started())
	}
	if out := rosa.send(t, "/p/"+rfc+"/paquete/2021-01/compilar"); out.Status != http.StatusConflict || len(s.aws.events) != 0 {
		t.Errorf("built twice: %d", out.Status)
	}
}

// hears invokes watch with what it was invoked with by who did not wait.
func (s *stack) hears() {
	s.t.Helper()
	s.aws.mu.Lock()
	heard := s.aws.events
	s.aws.events = nil
	s.aws.mu.Unlock()
	for _, e := range heard {
		var out cloud.WatchOut
		s.call("watch", e, &out)
	}
}

// builtAgain: a package that failed, was returned or was not approved in time
// says so, and is asked for again, by a person at once and by the schedule but
// for what was returned; books that are behind are asked for before.
func (s *stack) builtAgain(t *testing.T, rosa *visitor, rfc string) {
	t.Helper()
	says := func(want string) {
		t.Helper()
		if page := rosa.get(t, "/p/"+rfc+"/paquetes"); !strings.Contains(page.Body, want) {
			t.Errorf("the packages do not say %q", want)
		}
	}
	build := func() {
		t.Helper()
		if out := rosa.send(t, "/p/"+rfc+"/paquete/2021-01/compilar"); out.Status != http.StatusSeeOther {
			t.Errorf("build: %d %s", out.Status, out.Body)
		}
		s.hears()
	}
	schedule := func() {
		t.Helper()
		var out cloud.WatchOut
		s.call("watch", map[string]string{"task": "monthly", "at": "2021-02-07T13:30:00Z"}, &out)
	}
	now := s.aws.started()
	starts := func(ask func()) (name string) { // what asking starts
		t.Helper()
		before := now
		ask()
		now = s.aws.started()
		for one := range now {
			if _, there := before[one]; !there {
				name = one
			}
		}
		if len(now) > len(before)+1 {
			t.Errorf("started %d at once", len(now)-len(before))
		}
		return name
	}
	var name string
	for name = range now {
		says("en curso")
	}
	s.aws.ends(name, ended{"FAILED", "CompileFailed", "Misconfigured: made to"})
	says("falló")
	s.ages(rfc)
	s.aws.take(matchQueue)
	if name = starts(build); name == "" {
		t.Fatal("a package that failed is not built again")
	}
	head, err := s.books.Head(t.Context(), rfc)
	if err != nil || head.Terms != step.Terms() {
		t.Errorf("built on books of %q: %v", head.Terms, err)
	}
	s.settle()
	s.aws.ends(name, ended{"FAILED", "CompileFailed", "Misconfigured: made to"})
	if name = starts(schedule); name == "" {
		t.Fatal("the schedule does not try again what failed")
	}
	s.aws.ends(name, ended{"FAILED", "Returned", "falta la firma"})
	says("devuelto: falta la firma")
	if again := starts(schedule); again != "" {
		t.Errorf("the schedule asks again for what was returned: %s", again)
	}
	if name = starts(build); name == "" {
		t.Fatal("a person cannot ask again for what was returned")
	}
	s.aws.ends(name, ended{"FAILED", "NotApproved", ""})
	says("no se aprobó a tiempo")
	if starts(schedule) == "" {
		t.Error("the schedule does not ask again for what nobody approved")
	}
}

// ages makes the books those of another binary.
func (s *stack) ages(rfc string) {
	s.t.Helper()
	var last item
	for _, it := range s.items() {
		if text(it["PK"]) == rfc+"#journal" && text(it["SK"]) > text(last["SK"]) {
			last = it
		}
	}
	last["terms"] = &types.AttributeValueMemberS{Value: "another"}
	s.change([]types.WriteRequest{{PutRequest: &types.PutRequest{Item: last}}})
}

// TestDeskRoles tries every role on every route of the deployed desk.
func TestDeskRoles(t *testing.T) {
	s, rfc, _, _, _, _ := settled(t)
	places := s.around(t, s.enter(t, staff("rosa", rfc, "officer")), rfc)
	places["periodo"] = "2021-02" // what waits in 2021-03 is for who signs
	in := map[string]*visitor{}
	desktest.EveryRoleOnEveryRoute(t, desktest.Site{
		RFC: rfc, Places: places, Nobody: s.visitor(),
		SignIn: func(t *testing.T, who string) desktest.Browser {
			t.Helper()
			if in[who] == nil || in[who].Token() == "" { // somebody signed out
				person := staff(who, "*", who)
				if who == desktest.Stranger {
					person = staff(who, "XXX010101XX1", "admin")
				}
				in[who] = s.enter(t, person)
			}
			return in[who]
		},
	})
	for name, person := range map[string]map[string]any{
		"no role": staff("x", rfc), "no programme": staff("x", "", "viewer"), "an authority with more": staff("x", rfc, "authority", "officer"),
	} {
		v := s.visitor()
		back := s.pool.SignIn(v.Ask(t, http.MethodGet, "/entrar/ir?a=/", nil).Header.Get("Location"), person)
		if got := v.Ask(t, http.MethodGet, back.RequestURI(), nil); got.Status != http.StatusUnprocessableEntity || v.Token() != "" {
			t.Errorf("%s: %d", name, got.Status)
		}
	}
}
