package signing_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kms"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cloud/signing"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

const arn = "arn:aws:kms:us-east-1:000000000000:key/1"

// service speaks the two calls of KMS as the service documents them.
type service struct {
	t          *testing.T
	key        *ecdsa.PrivateKey
	spec, fail string
	publics    int
	signed     int
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var in struct {
		KeyID                                     string `json:"KeyId"`
		Message                                   []byte
		MessageType, SigningAlgorithm, GrantToken string
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil || in.KeyID != arn {
		s.t.Errorf("request for %q: %v", in.KeyID, err)
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	answer := func(v any) {
		if err := json.NewEncoder(w).Encode(v); err != nil {
			s.t.Error(err)
		}
	}
	if s.fail != "" {
		w.WriteHeader(http.StatusBadRequest)
		answer(map[string]string{"__type": s.fail, "message": "made to"})
		return
	}
	switch target := r.Header.Get("X-Amz-Target"); target {
	case "TrentService.GetPublicKey":
		s.publics++
		der, err := x509.MarshalPKIXPublicKey(&s.key.PublicKey)
		if err != nil {
			s.t.Error(err)
		}
		answer(map[string]any{"KeyId": arn, "PublicKey": der, "KeySpec": s.spec, "KeyUsage": "SIGN_VERIFY", "SigningAlgorithms": []string{"ECDSA_SHA_256"}})
	case "TrentService.Sign":
		s.signed++
		if in.MessageType != "RAW" || in.SigningAlgorithm != "ECDSA_SHA_256" {
			s.t.Errorf("asked for %s of a %s message", in.SigningAlgorithm, in.MessageType)
		}
		digest := sha256.Sum256(in.Message)
		value, err := ecdsa.SignASN1(rand.Reader, s.key, digest[:])
		if err != nil {
			s.t.Error(err)
		}
		answer(map[string]any{"KeyId": arn, "Signature": value, "SigningAlgorithm": in.SigningAlgorithm})
	default:
		s.t.Errorf("unknown call %q", target)
	}
}

func start(t *testing.T) (*service, *signing.Key) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s := &service{t: t, key: key, spec: "ECC_NIST_P256"}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	api := kms.New(kms.Options{
		Region: "us-east-1", BaseEndpoint: aws.String(server.URL), RetryMaxAttempts: 1,
		Credentials: credentials.NewStaticCredentialsProvider("test", "testtest", ""),
	})
	return s, signing.New(api, arn)
}

// sealed is an empty package of an invented company.
func sealed(t *testing.T) []byte {
	t.Helper()
	var zip bytes.Buffer
	if _, err := expediente.Build(&zip, expediente.Input{
		RFC: "IMM010101AA1", Period: "2021-03", From: document.NewDate(2021, 3, 1), To: document.NewDate(2021, 3, 31),
		Policy: ledger.Policy{SinBOM: "faltante", InventoryKey: "fraccion"}, Catalog: catalog.Default(), Tool: "test", Rules: document.HashOf([]byte("rules")),
	}); err != nil {
		t.Fatal(err)
	}
	return zip.Bytes()
}

// TestSidecarVerifiesOffline: what the service signs is checked without it.
func TestSidecarVerifiesOffline(t *testing.T) {
	s, key := start(t)
	zip := sealed(t)
	var values [][]byte
	for range 2 {
		sig, err := expediente.Sign(t.Context(), key, zip)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := sig.Encode()
		if err != nil {
			t.Fatal(err)
		}
		v, err := expediente.Verify(bytes.NewReader(zip), int64(len(zip)))
		if err != nil || !v.OK {
			t.Fatalf("%+v %v", v, err)
		}
		by := expediente.CheckSignature("x.sig.json", raw, v.Manifest, document.HashOf(zip), v.Sum, []document.Hash{sig.Statement.KeyID})
		if by.First != nil || !by.Known || by.Algorithm != expediente.ECDSA {
			t.Errorf("%+v %+v", by, by.First)
		}
		if other := expediente.CheckSignature("x.sig.json", raw, v.Manifest, document.HashOf([]byte("x")), v.Sum, nil); other.First == nil {
			t.Error("it signs other bytes as well")
		}
		values = append(values, sig.Value)
	}
	if s.publics != 1 || s.signed != 2 {
		t.Errorf("asked %d times for the key and %d times to sign", s.publics, s.signed)
	}
	if bytes.Equal(values[0], values[1]) {
		t.Error("two signatures of ECDSA are the same: the random number repeats")
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		code string
		want fault.Class
	}{
		{"NotFoundException", fault.Misconfigured},
		{"DisabledException", fault.Misconfigured},
		{"AccessDeniedException", fault.Misconfigured},
		{"KMSInvalidStateException", fault.Misconfigured},
		{"KeyUnavailableException", fault.Transient},
		{"KMSInternalException", fault.Transient},
		{"ThrottlingException", fault.Transient},
	} {
		s, key := start(t)
		s.fail = c.code
		_, _, err := key.Public(t.Context())
		_, signErr := key.Sign(t.Context(), []byte("x"))
		if !fault.Is(err, c.want) || !fault.Is(signErr, c.want) {
			t.Errorf("%s: %v, %v", c.code, err, signErr)
		}
		s.fail = ""
		if _, _, err := key.Public(context.Background()); err != nil {
			t.Errorf("%s is not forgotten: %v", c.code, err)
		}
	}
	s, key := start(t)
	s.spec = "ECC_NIST_P384"
	if _, _, err := key.Public(t.Context()); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("a key of another curve: %v", err)
	}
	if _, err := key.Sign(t.Context(), make([]byte, 4097)); !fault.Is(err, fault.TooLarge) || s.signed != 0 {
		t.Errorf("a long message: %v, %d asked", err, s.signed)
	}
	if _, err := key.Sign(t.Context(), make([]byte, 4096)); err != nil {
		t.Errorf("the longest message: %v", err)
	}
}
