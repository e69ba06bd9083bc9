package signin_test

import (
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/signin"
	"example.com/immex/shared/web/signin/signintest"
)

const rfc = "AAA010101AA1"

func pool(t *testing.T) (*signin.Pool, *signintest.Pool) {
	t.Helper()
	s := signintest.New(t)
	return signin.New(signin.Config{
		Issuer: s.Issuer(), Domain: s.Server.URL, Client: signintest.Client, Redirect: "https://desk.example/entrar/vuelta", Home: "https://desk.example/entrar",
		Random: rand.Text, Now: time.Now,
	}), s
}

func begin(t *testing.T, p *signin.Pool) (address, memory string) {
	t.Helper()
	address, memory, err := p.Begin("/p/" + rfc + "/hoy")
	if err != nil {
		t.Fatal(err)
	}
	return address, memory
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	p, s := pool(t)
	for name, x := range map[string]struct {
		claims     map[string]any
		role       access.Role
		programmes []string
		lang       document.Lang
	}{
		"an officer":        {signintest.Person("Rosa@Plant.example", rfc+" BBB010101BB2", "officer"), access.Officer, []string{rfc, "BBB010101BB2"}, document.Spanish},
		"of all programmes": {signintest.Person("luis@plant.example", "*", "viewer", "admin", "others"), access.Admin, nil, document.Spanish},
		"an authority":      {signintest.Person("sat@authority.example", rfc, "authority"), access.Authority, []string{rfc}, document.Spanish},
		"in English":        {map[string]any{"sub": "sub-x", "email": "x@plant.example", "custom:programmes": rfc, "cognito:groups": []string{"viewer"}, "locale": "en-US"}, access.Viewer, []string{rfc}, document.English},
	} {
		address, memory := begin(t, p)
		u, to, err := p.End(t.Context(), memory, s.SignIn(address, x.claims).Query())
		if err != nil || u.Role != x.role || !slices.Equal(u.Programmes, x.programmes) || u.Lang != x.lang || to != "/p/"+rfc+"/hoy" ||
			u.Name != strings.ToLower(x.claims["email"].(string)) || u.Password != access.VouchedBy(x.claims["sub"].(string)) {
			t.Errorf("%s: %+v %q %v", name, u, to, err)
		}
	}
	if s.Asked != 1 {
		t.Errorf("the keys were fetched %d times", s.Asked)
	}
	if at, err := url.Parse(p.Leave()); err != nil || at.Path != "/logout" || at.Query().Get("client_id") != signintest.Client || at.Query().Get("logout_uri") != "https://desk.example/entrar" {
		t.Errorf("leaves by %s", p.Leave())
	}
}

// TestNobody spoils the way back in each part: nobody comes in, and hears why by
// a refusal.
func TestNobody(t *testing.T) {
	t.Parallel()
	p, s := pool(t)
	rosa := signintest.Person("rosa@plant.example", rfc, "officer")
	forged, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	claim := func(key string, v any) func(map[string]any) {
		return func(c map[string]any) {
			if v == nil {
				delete(c, key)
				return
			}
			c[key] = v
		}
	}
	for name, change := range map[string]func(map[string]any){
		"another issuer": claim("iss", "https://evil.example"), "another client": claim("aud", "api-client"), "it is over": claim("exp", time.Now().Add(-time.Second).Unix()),
		"another nonce": claim("nonce", "x"), "no nonce": claim("nonce", nil), "an access token": claim("token_use", "access"), "of nobody": claim("sub", ""),
		"no role": claim("cognito:groups", nil), "a role that is none": claim("cognito:groups", []string{"king"}), "authority and more": claim("cognito:groups", []string{"authority", "viewer"}),
		"no programme": claim("custom:programmes", nil), "groups as a text": claim("cognito:groups", "officer"),
	} {
		address, memory := begin(t, p)
		back := s.SignIn(address, rosa).Query()
		s.Change = change
		refused(t, p, name, memory, back)
		s.Change = nil
	}
	own := s.Key
	s.Key = forged
	address, memory := begin(t, p)
	refused(t, p, "another key", memory, s.SignIn(address, rosa).Query())
	s.Key = own

	address, memory = begin(t, p)
	_, other := begin(t, p)
	back := s.SignIn(address, rosa).Query()
	refused(t, p, "another browser", other, back)
	refused(t, p, "no memory", "", back)
	refused(t, p, "spoilt memory", memory[1:], back)
	refused(t, p, "gave up", memory, url.Values{"state": back["state"], "error": {"access_denied"}})
	refused(t, p, "another code", memory, url.Values{"state": back["state"], "code": {"x"}})
	if _, _, err := p.End(t.Context(), memory, back); err != nil {
		t.Errorf("the right one: %v", err)
	}
	refused(t, p, "a second time", memory, back)

	address, memory = begin(t, p)
	back = s.SignIn(address, rosa).Query()
	s.Server.Close()
	if _, _, err := p.End(t.Context(), memory, back); !fault.Is(err, fault.Transient) {
		t.Errorf("the pool is away: %v", err)
	}
}

func refused(t *testing.T, p *signin.Pool, name, memory string, back url.Values) {
	t.Helper()
	u, _, err := p.End(t.Context(), memory, back)
	denied, ok := errors.AsType[*access.DeniedError](err)
	if !ok || denied.Text.ES == denied.Text.EN || denied.Text.ES == "" {
		t.Errorf("%s: %+v %v", name, u, err)
	}
}
