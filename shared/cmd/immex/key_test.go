package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/expediente"
)

// TestKeyOfAStack: --kms prints the public half of the key that seals on AWS as
// verify --trust takes it, and makes no key of its own.
func TestKeyOfAStack(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	asked := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			KeyID string `json:"KeyId"`
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || r.Header.Get("X-Amz-Target") != "TrentService.GetPublicKey" {
			t.Errorf("%s: %v", r.Header.Get("X-Amz-Target"), err)
		}
		asked = in.KeyID
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		if err := json.NewEncoder(w).Encode(map[string]any{"PublicKey": der, "KeyUsage": "SIGN_VERIFY", "KeySpec": "ECC_NIST_P256"}); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_KMS": server.URL, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "testtest", "AWS_EC2_METADATA_DISABLED": "true",
	} {
		t.Setenv(name, value)
	}
	data := filepath.Join(t.TempDir(), "data")
	verb := func(args ...string) (int, string, string) {
		var out, says bytes.Buffer
		code := run(t.Context(), append([]string{"key", "--data", data}, args...), strings.NewReader(""), &out, &says, os.Getenv, time.Now)
		return code, out.String(), says.String()
	}
	code, pem, says := verb("--kms", "alias/seal")
	ids, err := expediente.ParsePublic([]byte(pem))
	if code != 0 || err != nil || len(ids) != 1 || ids[0] != expediente.KeyID(der) || asked != "alias/seal" {
		t.Errorf("%d %q %q %v: asked for %q", code, pem, says, err, asked)
	}
	if code, out, says := verb("--lang", "en"); code == 0 || out != "" || !strings.Contains(says, "--kms") || !strings.Contains(says, "--create") {
		t.Errorf("without a key: %d %q %q", code, out, says)
	}
	if _, err := os.Stat(filepath.Join(data, keyName)); err == nil {
		t.Error("a key was made that nobody asked for")
	}
	if code, out, _ := verb("--create"); code != 0 || !strings.Contains(out, "BEGIN PUBLIC KEY") {
		t.Errorf("--create: %d %q", code, out)
	}
	if code, _, _ := verb("--create", "--kms", "x"); code != exitUsage {
		t.Errorf("both: %d", code)
	}
}
