package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// moto is a second stand-in of SQS, EventBridge, Step Functions, SES and KMS,
// written by others, behind a router that has the compiled bootstraps answer
// for Lambda and our S3 for the list that the state machine reads.
type moto struct {
	t      *testing.T
	router *httptest.Server
	own    string // its address without the router
	stack  *stack // once it is deployed
}

// startMoto runs the server that infra/test-aws.sh installed.
func startMoto(t *testing.T) *moto {
	t.Helper()
	server := os.Getenv("IMMEX_MOTO")
	if server == "" {
		t.Skip("IMMEX_MOTO not set: infra/test-aws.sh installs moto where there is Python 3.9")
	}
	m := &moto{t: t}
	m.router = httptest.NewServer(http.HandlerFunc(m.route))
	t.Cleanup(m.router.Close)
	at, err := url.Parse(m.router.URL)
	if err != nil {
		t.Fatal(err)
	}
	free, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	m.own = "http://" + address
	_, port, _ := strings.Cut(address, ":")
	config := filepath.Join(t.TempDir(), "config") // names with dots below localhost are not resolved everywhere
	if err := os.WriteFile(config, []byte("[default]\ns3 =\n    addressing_style = path\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), server, "-H", "127.0.0.1", "-p", port)
	cmd.Env = append(os.Environ(), "MOTO_PORT="+at.Port(), "AWS_CONFIG_FILE="+config, "no_proxy=*")
	log := &logbook{}
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may have ended already
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("moto said last\n%s", log.tail())
		}
	})
	for range 300 {
		if r, err := http.Get(m.own + "/moto-api/data.json"); err == nil {
			_ = r.Body.Close()
			m.ask(http.MethodPost, "/moto-api/config", "", `{"stepfunctions":{"execute_state_machine":true}}`)
			return m
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("moto does not start: %s", log.String())
	return nil
}

// ask speaks to moto itself where no client of ours does.
func (m *moto) ask(method, path, target, body string) []byte {
	m.t.Helper()
	r, err := http.NewRequestWithContext(m.t.Context(), method, m.own+path, strings.NewReader(body))
	if err != nil {
		m.t.Fatal(err)
	}
	if target != "" {
		r.Header.Set("X-Amz-Target", target)
		r.Header.Set("Content-Type", "application/x-amz-json-1.1")
		r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/events/aws4_request, SignedHeaders=host, Signature=0")
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		m.t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // reading only
	out, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode/100 != 2 {
		m.t.Fatalf("%s %s: %s %s %v", target, path, answer.Status, out, err)
	}
	return out
}

// config is what clients of the services behind the router need.
func (m *moto) config() aws.Config {
	return aws.Config{
		Region: "us-east-1", BaseEndpoint: &m.router.URL,
		Credentials: credentials.NewStaticCredentialsProvider("test", "testtest", ""),
	}
}

func (m *moto) route(w http.ResponseWriter, r *http.Request) {
	if rest, ok := strings.CutPrefix(r.URL.Path, "/2015-03-31/functions/"); ok {
		name := strings.TrimSuffix(rest, "/invocations")
		m.invoke(w, r, name[strings.LastIndexByte(name, ':')+1:])
		return
	}
	if bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); m.stack != nil && bucket == m.stack.buckets.Work && r.Method == http.MethodGet {
		out, err := m.stack.objects.GetObject(r.Context(), &s3.GetObjectInput{Bucket: &bucket, Key: &key})
		if err != nil {
			http.Error(w, err.Error(), http.StatusNotFound)
			return
		}
		defer out.Body.Close() //nolint:errcheck // reading only
		_, _ = io.Copy(w, out.Body)
		return
	}
	to, err := url.Parse(m.own)
	if err != nil {
		m.t.Error(err)
		return
	}
	if !whole(w, r) {
		return
	}
	proxy := passing(to)
	if r.Header.Get("X-Amz-Target") == "TrentService.GetPublicKey" {
		proxy.ModifyResponse = named
	}
	proxy.ServeHTTP(w, r)
}

// named adds what KMS says of a public key and moto leaves out.
func named(r *http.Response) error {
	var out map[string]any
	if err := json.NewDecoder(r.Body).Decode(&out); err != nil {
		return err
	}
	out["KeySpec"] = "ECC_NIST_P256"
	b, err := json.Marshal(out)
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(b)), int64(len(b))
	r.Header.Set("Content-Length", strconv.Itoa(len(b)))
	return err
}

// invoke has a bootstrap answer, with its errors as Lambda gives them.
func (m *moto) invoke(w http.ResponseWriter, r *http.Request, name string) {
	body, err := io.ReadAll(r.Body)
	f := m.stack.functions[name]
	if err != nil || f == nil {
		http.Error(w, fmt.Sprintf("no function %q, %v", name, err), http.StatusNotFound)
		return
	}
	a, err := f.Invoke(r.Context(), body)
	if err != nil {
		m.t.Error(err)
	}
	w.Header().Set("Content-Type", "application/json")
	if a.ErrorType != "" {
		w.Header().Set("X-Amz-Function-Error", "Unhandled")
		if a.Payload, err = json.Marshal(map[string]string{"errorType": a.ErrorType, "errorMessage": a.ErrorMessage}); err != nil {
			m.t.Error(err)
		}
	}
	_, _ = w.Write(a.Payload)
}
