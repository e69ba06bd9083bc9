package e2e_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/step"
)

type form struct {
	URL      string            `json:"url"`
	Fields   map[string]string `json:"fields"`
	Key      string            `json:"key"`
	MaxBytes int64             `json:"max_bytes"`
}

// askForm asks the deployed API for a place, as an officer of the programme.
func (s *stack) askForm(rfc, name string) form {
	s.t.Helper()
	e := events.APIGatewayV2HTTPRequest{RouteKey: "POST /programmes/{rfc}/uploads", PathParameters: map[string]string{"rfc": rfc}, Body: `{"name":"` + name + `"}`}
	e.RequestContext.HTTP.Method = http.MethodPost
	e.RequestContext.Authorizer = &events.APIGatewayV2HTTPRequestContextAuthorizerDescription{JWT: &events.APIGatewayV2HTTPRequestContextAuthorizerJWTDescription{
		Claims: map[string]string{"token_use": "id", "sub": "0e3c4a5e", "cognito:groups": "[officer]", "custom:programmes": rfc},
	}}
	var out events.APIGatewayV2HTTPResponse
	s.call("api", e, &out)
	var f form
	if err := json.Unmarshal([]byte(out.Body), &f); err != nil || out.StatusCode != http.StatusCreated {
		s.t.Fatalf("%d %s %v", out.StatusCode, out.Body, err)
	}
	return f
}

// post sends a form with a file, as a browser does.
func post(t *testing.T, f form, b []byte) int {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, name := range slices.Sorted(maps.Keys(f.Fields)) {
		if err := w.WriteField(name, f.Fields[name]); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreateFormFile("file", "x")
	if err == nil {
		_, err = part.Write(b)
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }} // where it leads is asked apart
	r, err := client.Post(f.URL, w.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close() //nolint:errcheck // reading only
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		t.Fatal(err)
	}
	return r.StatusCode
}

// TestUploadByForm: what the API gives uploads one document of at most so many
// bytes to one place, and nothing else.
func TestUploadByForm(t *testing.T) {
	s := deploy(t)
	rfc, files := company(t)
	i := slices.IndexFunc(files, func(f dropped) bool { return strings.HasSuffix(f.name, ".zip") })
	f := s.askForm(rfc, files[i].name)
	policy, err := base64.StdEncoding.DecodeString(f.Fields["policy"])
	var p struct {
		Expiration time.Time
		Conditions []any
	}
	if err == nil {
		err = json.Unmarshal(policy, &p)
	}
	if left := time.Until(p.Expiration); err != nil || left > 10*time.Minute || left < 8*time.Minute || f.MaxBytes != cloud.MaxObject {
		t.Errorf("%v: holds for %v, %d bytes", err, left, f.MaxBytes)
	}
	if !bytes.Contains(policy, []byte(`["content-length-range",1,134217728]`)) || !bytes.Contains(policy, []byte(f.Key)) || bytes.Contains(policy, []byte("starts-with")) {
		t.Errorf("policy %s", policy)
	}
	for name, change := range map[string]func(form) ([]byte, form){
		"another programme": func(f form) ([]byte, form) {
			f.Fields["key"] = strings.Replace(f.Key, rfc, "OTR010101AA1", 1)
			return files[i].bytes, f
		},
		"another name": func(f form) ([]byte, form) { f.Fields["key"] = f.Key + "x"; return files[i].bytes, f },
		"mail":         func(f form) ([]byte, form) { f.Fields["key"] = "mail/forged"; return files[i].bytes, f },
		"another bucket": func(f form) ([]byte, form) {
			f.URL = strings.Replace(f.URL, s.inbox, s.buckets.Archive, 1)
			return files[i].bytes, f
		},
		"nothing in it": func(f form) ([]byte, form) { return nil, f },
		"signature cut": func(f form) ([]byte, form) {
			f.Fields["X-Amz-Signature"] = strings.Repeat("0", 64)
			return files[i].bytes, f
		},
		"policy stretched": func(f form) ([]byte, form) { f.Fields["policy"] = stretched(t, policy); return files[i].bytes, f },
	} {
		b, changed := change(form{URL: f.URL, Fields: maps.Clone(f.Fields), Key: f.Key})
		if status := post(t, changed, b); status < 400 || status >= 500 {
			t.Errorf("%s: %d", name, status)
		}
	}
	if status := post(t, f, files[i].bytes); status/100 != 2 {
		t.Fatalf("the form as it was given: %d", status)
	}
	s.deliver("ingest", 5, []queued{s.created(f.Key)})
	docs, err := step.Documents(t.Context(), s.books, rfc)
	if err != nil || len(docs) == 0 || docs[0].Name != files[i].name {
		t.Errorf("%+v %v", docs, err)
	}
}

// stretched is the policy with more bytes allowed.
func stretched(t *testing.T, policy []byte) string {
	t.Helper()
	more := bytes.Replace(policy, []byte("134217728"), []byte("999999999"), 1)
	if bytes.Equal(more, policy) {
		t.Fatal("the policy has no limit")
	}
	return base64.StdEncoding.EncodeToString(more)
}
