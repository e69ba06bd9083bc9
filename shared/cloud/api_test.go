package cloud_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/api"
	"example.com/immex/shared/blob/file"
	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/synth"
)

// signer stands for S3: it shows what it was asked to sign.
type signer struct{}

func (signer) Form(_ context.Context, key string, _ int64, valid time.Duration) (api.Form, error) {
	return api.Form{URL: "https://inbox.example", Fields: map[string]string{"key": key, "valid": valid.String()}}, nil
}

func (signer) Link(_ context.Context, rfc string, h document.Hash, name string, _ time.Duration) (string, error) {
	return "https://packages.example/" + rfc + "/" + name + "?" + string(h), nil
}

// served is an API over the books of a made-up company.
type served struct {
	t      *testing.T
	pool   *pool
	rfc    string
	handle func(context.Context, events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error)
	log    bytes.Buffer
}

func serve(t *testing.T) *served {
	t.Helper()
	dir := t.TempDir()
	books, err := embedded.Open(t.Context(), filepath.Join(dir, "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := books.Close(); err != nil {
			t.Error(err)
		}
	})
	blobs, err := file.Open(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	s := &served{t: t, pool: newPool(t)}
	ingest := &step.Ingest{Books: books, Blobs: blobs, Now: func() time.Time { return s.pool.now }}
	truth, err := synth.Generate(synth.Options{Seed: 7, Months: 1, Pedimentos: 4}, func(name string, b []byte) error {
		if !strings.HasSuffix(name, ".zip") { // the Data Stage is enough
			return nil
		}
		papers := (&step.Reader{}).Read(t.Context(), step.Input{Name: name, Bytes: bytes.Clone(b)})
		_, _, err := ingest.Settle(t.Context(), papers, true)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s.rfc = truth.Company.RFC
	a := &api.API{
		Books: books, Uploads: signer{}, Links: signer{}, Most: cloud.MaxObject, Random: func() string { return "RANDOM" },
		Log: lambdaio.NewLogger(&s.log, "api", "INFO"), Now: time.Now,
	}
	s.handle = cloud.Gateway(a.Handler())
	return s
}

// ask sends a request through the stand-in of the gateway.
func (s *served) ask(method, route, rfc, query, body, token string) (int, map[string]any) {
	s.t.Helper()
	e, status := s.pool.call(method, route, rfc, query, body, token)
	if status != http.StatusOK {
		return status, nil
	}
	out, err := s.handle(s.t.Context(), e)
	if err != nil {
		s.t.Fatal(err)
	}
	var answer map[string]any
	if err := json.Unmarshal([]byte(out.Body), &answer); err != nil {
		s.t.Fatalf("%s: %v", out.Body, err)
	}
	if out.Headers["Cache-Control"] != "no-store" || out.Headers["X-Content-Type-Options"] != "nosniff" {
		s.t.Errorf("headers %v", out.Headers)
	}
	return out.StatusCode, answer
}

// may is who may do what, written down once more.
func may() map[string][]string {
	return map[string][]string{
		"POST /programmes/{rfc}/uploads":  {"officer"},
		"GET /programmes/{rfc}/documents": {"officer", "viewer"},
		"GET /programmes/{rfc}/packages":  {"officer", "viewer"},
		"GET /programmes/{rfc}/status":    {"officer", "viewer", "admin"},
	}
}

// TestRolesByRoute tries every role on every route, in one's own programme, in
// another and in one that is no RFC.
func TestRolesByRoute(t *testing.T) {
	t.Parallel()
	s := serve(t)
	const other = "OTR010101AA1"
	var routes []string
	for _, r := range api.Routes() {
		routes = append(routes, r.Method+" "+r.Path)
	}
	if len(routes) != len(may()) {
		t.Errorf("routes %v", routes)
	}
	tried := 0
	for _, route := range routes {
		method, path, _ := strings.Cut(route, " ")
		for _, role := range []string{"officer", "viewer", "authority", "admin", "", "owner"} {
			token := s.pool.token(t, s.pool.claims("XAX010101000 "+s.rfc, role))
			want := http.StatusForbidden
			if slices.Contains(may()[route], role) {
				if want = http.StatusOK; method == http.MethodPost {
					want = http.StatusCreated
				}
			}
			for rfc, want := range map[string]int{
				s.rfc: want, other: http.StatusNotFound, s.rfc[:11]: http.StatusNotFound, "..": http.StatusNotFound, "%2e%2e": http.StatusNotFound,
				s.rfc + "/x": http.StatusNotFound, strings.ToLower(s.rfc): http.StatusNotFound, step.Unassigned: http.StatusNotFound,
			} {
				tried++
				got, answer := s.ask(method, path, rfc, "", `{"name":"a.zip"}`, token)
				if got != want {
					t.Errorf("%s as %q in %s: %d %v, want %d", route, role, rfc, got, answer, want)
				}
			}
		}
	}
	t.Logf("%d calls", tried)
}

// TestForeignTokens: a token is worth what its signature, pool, client, time
// and use are worth.
func TestForeignTokens(t *testing.T) {
	t.Parallel()
	s := serve(t)
	with := func(change func(map[string]any)) map[string]any {
		c := s.pool.claims(s.rfc, "officer")
		change(c)
		return c
	}
	own := s.pool.token(t, s.pool.claims(s.rfc, "officer"))
	parts := strings.Split(own, ".")
	another := strings.Split(s.pool.token(t, s.pool.claims("OTR010101AA1", "officer")), ".")
	rival := &pool{newPool(t).key, s.pool.now}
	for name, tt := range map[string]struct {
		token string
		want  int
	}{
		"own":                {own, 200},
		"none":               {"", 401},
		"claims swapped":     {parts[0] + "." + another[1] + "." + parts[2], 401},
		"no signature":       {parts[0] + "." + parts[1] + ".", 401},
		"alg none":           {s.pool.sign(t, map[string]any{"alg": "none", "kid": "fixture"}, s.pool.claims(s.rfc, "officer")), 401},
		"another key":        {rival.token(t, s.pool.claims(s.rfc, "officer")), 401},
		"another pool":       {s.pool.token(t, with(func(c map[string]any) { c["iss"] = issuer + "2" })), 401},
		"another client":     {s.pool.token(t, with(func(c map[string]any) { c["aud"] = "other" })), 401},
		"expired":            {s.pool.token(t, with(func(c map[string]any) { c["exp"] = s.pool.now.Unix() })), 401},
		"access token":       {s.pool.token(t, with(func(c map[string]any) { delete(c, "aud"); c["client_id"], c["token_use"] = client, "access" })), 401},
		"no person":          {s.pool.token(t, with(func(c map[string]any) { delete(c, "sub") })), 401},
		"no programmes":      {s.pool.token(t, with(func(c map[string]any) { delete(c, "custom:programmes") })), 404},
		"another programme":  {s.pool.token(t, with(func(c map[string]any) { c["custom:programmes"] = "OTR010101AA1" })), 404},
		"programme as part":  {s.pool.token(t, with(func(c map[string]any) { c["custom:programmes"] = "X" + s.rfc + "," + s.rfc })), 404},
		"no groups":          {s.pool.token(t, with(func(c map[string]any) { delete(c, "cognito:groups") })), 403},
		"group of that name": {s.pool.token(t, with(func(c map[string]any) { c["cognito:groups"] = []string{"officers", "Officer"} })), 403},
	} {
		if got, answer := s.ask(http.MethodGet, "/programmes/{rfc}/documents", s.rfc, "", "", tt.token); got != tt.want {
			t.Errorf("%s: %d %v, want %d", name, got, answer, tt.want)
		}
	}
	// what the gateway did not verify counts for nothing, whatever headers say
	e, _ := s.pool.call(http.MethodGet, "/programmes/{rfc}/documents", s.rfc, "", "", own)
	e.RequestContext.Authorizer = nil
	if out, err := s.handle(t.Context(), e); err != nil || out.StatusCode != http.StatusUnauthorized {
		t.Errorf("without the authorizer: %d %v", out.StatusCode, err)
	}
}

// TestUploadNames: whatever a file is called, its key stays under the
// programme and the random part.
func TestUploadNames(t *testing.T) {
	t.Parallel()
	s := serve(t)
	token := s.pool.token(t, s.pool.claims(s.rfc, "officer"))
	for name, want := range map[string]string{
		"marzo.zip": "marzo.zip", "../../OTR010101AA1/x.zip": "x.zip", `C:\dir\a b.pdf`: "a_b.pdf", "..": "documento", "ñandú.xml": "_and_.xml",
		"a\u202egnp.exe": "a_gnp.exe", "/": "documento", "<script>.csv": "_script_.csv", strings.Repeat("x", 300) + ".zip": strings.Repeat("x", 96) + ".zip", "${filename}": "__filename_",
	} {
		body, err := json.Marshal(map[string]string{"name": name})
		if err != nil {
			t.Fatal(err)
		}
		got, answer := s.ask(http.MethodPost, "/programmes/{rfc}/uploads", s.rfc, "", string(body), token)
		if got != http.StatusCreated || answer["key"] != "inbox/"+s.rfc+"/RANDOM/"+want || answer["expires_in"] != 600.0 || answer["max_bytes"] != float64(cloud.MaxObject) {
			t.Errorf("%q: %d %v", name, got, answer)
		}
		if a, err := lambdaio.ReadArrival([]byte(`{"detail-type":"Object Created","detail":{"bucket":{"name":"b"},"object":{"key":"` + answer["key"].(string) + `"}}}`)); err != nil || a.RFC != s.rfc || a.Name != want {
			t.Errorf("%q arrives as %+v %v", name, a, err)
		}
	}
	for _, body := range []string{"", "{", `{"name":""}`, `{"name":"a","key":"inbox/x"}`, `{"name":"` + strings.Repeat("x", 5000) + `"}`} {
		if got, answer := s.ask(http.MethodPost, "/programmes/{rfc}/uploads", s.rfc, "", body, token); got != http.StatusBadRequest || answer["error"] != "bad_request" {
			t.Errorf("%.20q: %d %v", body, got, answer)
		}
	}
}

// TestAnswers: pages join without a hole, and the log tells of the calls what
// names nobody.
func TestAnswers(t *testing.T) {
	t.Parallel()
	s := serve(t)
	token := s.pool.token(t, s.pool.claims(s.rfc, "viewer"))
	var pages, whole []any
	for after, last := "0", false; !last; {
		got, answer := s.ask(http.MethodGet, "/programmes/{rfc}/documents", s.rfc, "limit=1&after="+after, "", token)
		list, ok := answer["documents"].([]any)
		if got != http.StatusOK || !ok || len(list) > 1 {
			t.Fatalf("%d %v", got, answer)
		}
		pages = append(pages, list...)
		next, more := answer["next"].(float64)
		raw, err := json.Marshal(next)
		if err != nil {
			t.Fatal(err)
		}
		after, last = string(raw), !more
	}
	_, answer := s.ask(http.MethodGet, "/programmes/{rfc}/documents", s.rfc, "limit=500", "", token)
	whole, _ = answer["documents"].([]any)
	if diff := cmp.Diff(whole, pages); diff != "" || len(whole) < 2 {
		t.Errorf("%d documents: %s", len(whole), diff)
	}
	for _, query := range []string{"limit=0", "limit=x", "after=-1"} {
		if got, _ := s.ask(http.MethodGet, "/programmes/{rfc}/documents", s.rfc, query, "", token); got != http.StatusBadRequest {
			t.Errorf("%s: %d", query, got)
		}
	}
	_, status := s.ask(http.MethodGet, "/programmes/{rfc}/status", s.rfc, "", "", token)
	counts, _ := status["documents"].(map[string]any)
	sum := 0.0
	for name, n := range counts {
		if name != string(document.Duplicate) {
			sum += n.(float64)
		}
	}
	if int(sum) != len(whole) || status["materials_behind"].(float64) == 0 || len(status["owed"].([]any)) == 0 {
		t.Errorf("%v for %d documents", status, len(whole))
	}
	log := s.log.String()
	if strings.Contains(log, s.rfc) || strings.Contains(log, "plant.example") || !strings.Contains(log, `"role":"viewer"`) || !strings.Contains(log, "0e3c4a5e") {
		t.Errorf("log: %.500s", log)
	}
}

// TestAPIEvent is events/api.json through the gateway.
func TestAPIEvent(t *testing.T) {
	t.Parallel()
	s := serve(t)
	out, err := lambdaio.Event(s.handle)(t.Context(), event(t, "api"))
	answer, ok := out.(events.APIGatewayV2HTTPResponse)
	if err != nil || !ok || answer.StatusCode != http.StatusCreated || !strings.Contains(answer.Body, "inbox/IMM010101AA1/RANDOM/datastage-2021-03.zip") {
		t.Errorf("%+v %v", out, err)
	}
}
