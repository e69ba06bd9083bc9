// Package signintest is a user pool for tests: it signs tokens with keys of its
// own, gives out codes as the pages of Cognito do, and checks the verifier.
package signintest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"
)

// Client is the one client of the pool.
const Client = "desk-client"

// Pool is a user pool with its pages.
type Pool struct {
	Server *httptest.Server
	// Change spoils the claims of the next tokens; nil leaves them.
	Change func(map[string]any)
	// Key signs; another one than the pool publishes is a forgery.
	Key *rsa.PrivateKey
	// Now is the time of the pool.
	Now func() time.Time
	// Asked are how often the keys were fetched.
	Asked int

	t         *testing.T
	published *rsa.PublicKey
	mu        sync.Mutex
	codes     map[string]given
}

// given is what a code stands for.
type given struct {
	claims              map[string]any
	challenge, redirect string
}

// keyOnce is the key of all pools of a process: making one takes long.
//
//nolint:gochecknoglobals // never changes once made
var keyOnce = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// New is a pool that lives as long as the test.
func New(t *testing.T) *Pool {
	t.Helper()
	key, err := keyOnce()
	if err != nil {
		t.Fatal(err)
	}
	p := &Pool{Key: key, published: &key.PublicKey, codes: map[string]given{}, t: t, Now: time.Now} //nolint:forbidigo // tokens of a pool of tests are of the moment they are asked
	mux := http.NewServeMux()
	mux.HandleFunc("GET /pool/.well-known/jwks.json", p.keys)
	mux.HandleFunc("POST /oauth2/token", p.token)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Server.Close)
	return p
}

// Issuer is who its tokens are of.
func (p *Pool) Issuer() string { return p.Server.URL + "/pool" }

// Person are the claims of somebody.
func Person(email, programmes string, groups ...string) map[string]any {
	return map[string]any{"sub": "sub-" + email, "email": email, "custom:programmes": programmes, "cognito:groups": groups}
}

// SignIn plays the pool's pages: somebody who was sent to an address signs in,
// and is sent back with what it gives.
func (p *Pool) SignIn(address string, person map[string]any) *url.URL {
	p.t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		p.t.Fatal(err)
	}
	q := at.Query()
	if at.Path != "/oauth2/authorize" || q.Get("response_type") != "code" || q.Get("client_id") != Client || q.Get("code_challenge_method") != "S256" || q.Get("code_challenge") == "" || q.Get("state") == "" || q.Get("nonce") == "" {
		p.t.Fatalf("the pool is asked %s", address)
	}
	claims := map[string]any{"iss": p.Issuer(), "aud": Client, "token_use": "id", "nonce": q.Get("nonce"), "iat": p.Now().Unix(), "exp": p.Now().Add(30 * time.Minute).Unix()}
	maps.Copy(claims, person)
	code := rand.Text()
	p.mu.Lock()
	p.codes[code] = given{claims, q.Get("code_challenge"), q.Get("redirect_uri")}
	p.mu.Unlock()
	back, err := url.Parse(q.Get("redirect_uri"))
	if err != nil {
		p.t.Fatal(err)
	}
	back.RawQuery = url.Values{"code": {code}, "state": {q.Get("state")}}.Encode()
	return back
}

func (p *Pool) keys(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	p.Asked++
	p.mu.Unlock()
	b64 := base64.RawURLEncoding
	write(w, http.StatusOK, map[string]any{"keys": []any{map[string]string{
		"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "one", "n": b64.EncodeToString(p.published.N.Bytes()), "e": b64.EncodeToString(big.NewInt(int64(p.published.E)).Bytes()),
	}}})
}

// token gives a token for a code, once, to who knows the verifier.
func (p *Pool) token(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	g, ok := p.codes[r.PostFormValue("code")]
	delete(p.codes, r.PostFormValue("code"))
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if !ok || base64.RawURLEncoding.EncodeToString(sum[:]) != g.challenge || r.PostFormValue("redirect_uri") != g.redirect || r.PostFormValue("client_id") != Client || r.PostFormValue("grant_type") != "authorization_code" {
		write(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant"})
		return
	}
	if p.Change != nil {
		p.Change(g.claims)
	}
	write(w, http.StatusOK, map[string]any{"id_token": p.sign(g.claims), "access_token": "x", "token_type": "Bearer", "expires_in": 1800})
}

func (p *Pool) sign(claims map[string]any) string {
	b64 := base64.RawURLEncoding
	body, err := json.Marshal(claims)
	if err != nil {
		p.t.Error(err)
	}
	signed := b64.EncodeToString([]byte(`{"alg":"RS256","kid":"one"}`)) + "." + b64.EncodeToString(body)
	sum := sha256.Sum256([]byte(signed))
	mac, err := rsa.SignPKCS1v15(rand.Reader, p.Key, crypto.SHA256, sum[:])
	if err != nil {
		p.t.Error(err)
	}
	return signed + "." + b64.EncodeToString(mac)
}

func write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v) //nolint:errcheck,errchkjson,gosec // our own maps
}
