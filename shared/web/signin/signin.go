// Package signin lets people in whose accounts a Cognito user pool keeps: the
// authorization code flow of OpenID Connect with PKCE (RFC 7636), at the pool's
// own pages.
//
// Example: a browser is sent to the pool with a state, a nonce and the hash of a
// verifier, all three in a cookie of the desk. It comes back with a code, which
// is exchanged with the verifier for an ID token; the token is of the pool, for
// this client, of this nonce and in force, or nobody comes in.
//
// The package keeps nothing and serves no page. It refuses access tokens, people
// without a role or a programme, and an authority that has another role as well.
package signin

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/web/access"
)

// Everything is what stands for all programmes in custom:programmes.
const Everything = "*"

// Config is where the pool is.
type Config struct {
	Issuer   string // of the tokens; its keys are below it
	Domain   string // of the pool's pages
	Client   string // public: it has no secret
	Redirect string // where the browser comes back to
	Home     string // where it goes after it left
	Random   func() string
	Now      func() time.Time
}

// Pool implements desk.Pool.
type Pool struct {
	Config
	flow     oauth2.Config
	verifier *oidc.IDTokenVerifier
	client   *http.Client
}

// wait bounds a call to the pool.
const wait = 5 * time.Second

// New is a pool; its keys are fetched when the first token comes, and again when
// one is signed with a key that is not known.
func New(c Config) *Pool {
	p := &Pool{Config: c, client: &http.Client{Timeout: wait}}
	p.flow = oauth2.Config{
		ClientID: c.Client, RedirectURL: c.Redirect, Scopes: []string{oidc.ScopeOpenID, "email", "profile"},
		Endpoint: oauth2.Endpoint{AuthURL: c.Domain + "/oauth2/authorize", TokenURL: c.Domain + "/oauth2/token", AuthStyle: oauth2.AuthStyleInParams},
	}
	keys := oidc.NewRemoteKeySet(oidc.ClientContext(context.Background(), p.client), c.Issuer+"/.well-known/jwks.json")
	p.verifier = oidc.NewVerifier(c.Issuer, keys, &oidc.Config{ClientID: c.Client, SupportedSigningAlgs: []string{oidc.RS256}, Now: c.Now})
	return p
}

// memory is what a browser remembers while it is at the pool.
type memory struct {
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
	To       string `json:"to"`
}

// Begin implements desk.Pool.
func (p *Pool) Begin(to string) (address, remembered string, err error) {
	m := memory{State: p.Random(), Nonce: p.Random(), Verifier: p.Random() + p.Random(), To: to}
	b, err := json.Marshal(m)
	if err != nil {
		return "", "", fault.New(fault.Corrupt, "begin to sign in", err)
	}
	return p.flow.AuthCodeURL(m.State, oidc.Nonce(m.Nonce), oauth2.S256ChallengeOption(m.Verifier)), base64.RawURLEncoding.EncodeToString(b), nil
}

// Leave implements desk.Pool.
func (p *Pool) Leave() string {
	return p.Domain + "/logout?" + url.Values{"client_id": {p.Client}, "logout_uri": {p.Home}}.Encode()
}

func denied(es, en string) error {
	return &access.DeniedError{Text: document.Textf(es, en)}
}

// again is told to who came back with what is not of their way out.
func again() error {
	return denied("Entrar no se terminó: empiece de nuevo.", "Signing in was not finished: begin again.")
}

// End implements desk.Pool.
func (p *Pool) End(ctx context.Context, remembered string, back url.Values) (u access.User, to string, err error) {
	var m memory
	b, err := base64.RawURLEncoding.DecodeString(remembered)
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil || m.State == "" || m.Nonce == "" || m.Verifier == "" || subtle.ConstantTimeCompare([]byte(m.State), []byte(back.Get("state"))) != 1 || back.Get("code") == "" {
		return u, "", again() // also when the pool says that the person gave up
	}
	ctx = oidc.ClientContext(ctx, p.client)
	t, err := p.flow.Exchange(ctx, back.Get("code"), oauth2.VerifierOption(m.Verifier))
	if err != nil {
		if e, ok := errors.AsType[*oauth2.RetrieveError](err); ok && e.Response != nil && e.Response.StatusCode < http.StatusInternalServerError {
			return u, "", again() // the code is over, was used, or is of another verifier
		}
		return u, "", fault.New(fault.Transient, "exchange the code", err)
	}
	raw, _ := t.Extra("id_token").(string)
	id, err := p.verifier.Verify(ctx, raw)
	if err != nil {
		return u, "", again()
	}
	u, err = p.person(id, m.Nonce)
	return u, m.To, err
}

// claims are what a token says of a person.
type claims struct {
	Use        string   `json:"token_use"`
	Email      string   `json:"email"`
	Groups     []string `json:"cognito:groups"`
	Programmes string   `json:"custom:programmes"`
	Locale     string   `json:"locale"`
}

// person is who a verified token is of.
func (*Pool) person(id *oidc.IDToken, nonce string) (u access.User, err error) {
	var c claims
	if err := id.Claims(&c); err != nil || c.Use != "id" || id.Subject == "" || subtle.ConstantTimeCompare([]byte(nonce), []byte(id.Nonce)) != 1 {
		return u, again()
	}
	u = access.User{Name: strings.ToLower(c.Email), Password: access.VouchedBy(id.Subject), Lang: document.Spanish}
	if u.Name == "" {
		u.Name = id.Subject
	}
	if strings.HasPrefix(strings.ToLower(c.Locale), string(document.English)) {
		u.Lang = document.English
	}
	if u.Role, err = roleOf(c.Groups); err != nil {
		return u, err
	}
	u.Programmes = strings.Fields(c.Programmes)
	switch {
	case len(u.Programmes) == 0:
		return u, denied("Su cuenta no tiene ningún programa: pídalo a quien administra.", "Your account has no programme: ask who administers.")
	case slices.Contains(u.Programmes, Everything):
		u.Programmes = nil
	}
	return u, nil
}

// roleOf is the role of the desk that groups of the pool give. Of officer, viewer
// and admin the one that may most counts; an authority is nothing else, since it
// would see what is none of its business.
func roleOf(groups []string) (access.Role, error) {
	for _, r := range []access.Role{access.Admin, access.Officer, access.Viewer} {
		if slices.Contains(groups, string(r)) {
			if slices.Contains(groups, string(access.Authority)) {
				return "", denied("Su cuenta es de autoridad y de la empresa a la vez: pida a quien administra que deje una.", "Your account is of an authority and of the company at once: ask who administers to leave one.")
			}
			return r, nil
		}
	}
	if slices.Contains(groups, string(access.Authority)) {
		return access.Authority, nil
	}
	return "", denied("Su cuenta no tiene papel: pídalo a quien administra.", "Your account has no role: ask who administers.")
}
