package cloud_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
)

const (
	issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_fixture"
	client = "client"
)

// pool is a key set that signs what Cognito would, and the authorizer of the
// gateway that knows its public half.
type pool struct {
	key *rsa.PrivateKey
	now time.Time
}

func newPool(t *testing.T) *pool {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return &pool{key, time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
}

// claims of an ID token of one person.
func (p *pool) claims(programmes string, groups ...string) map[string]any {
	return map[string]any{
		"iss": issuer, "aud": client, "token_use": "id", "sub": "0e3c4a5e-2f0a-4b7e-9a51-1f6f3f7c5d11", "email": "persona@plant.example",
		"exp": p.now.Add(time.Hour).Unix(), "iat": p.now.Unix(), "cognito:groups": groups, "custom:programmes": programmes,
	}
}

func (p *pool) sign(t *testing.T, header, claims map[string]any) string {
	t.Helper()
	part := func(v any) string {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString(raw)
	}
	text := part(header) + "." + part(claims)
	digest := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func (p *pool) token(t *testing.T, claims map[string]any) string {
	t.Helper()
	return p.sign(t, map[string]any{"alg": "RS256", "kid": "fixture"}, claims)
}

// authorize does what the JWT authorizer of an HTTP API documents: signature by
// the key set, iss, aud or client_id, exp and nbf; then the claims as texts.
func (p *pool) authorize(header string) (map[string]string, error) {
	parts := strings.Split(strings.TrimPrefix(header, "Bearer "), ".")
	if len(parts) != 3 {
		return nil, errors.New("no token")
	}
	var head struct{ Alg, Kid string }
	var claims map[string]any
	for i, into := range []any{&head, &claims} {
		raw, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw, into); err != nil {
			return nil, err
		}
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if head.Alg != "RS256" || head.Kid != "fixture" || rsa.VerifyPKCS1v15(&p.key.PublicKey, crypto.SHA256, digest[:], signature) != nil {
		return nil, errors.New("not signed by the pool")
	}
	audience := claims["aud"]
	if audience == nil {
		audience = claims["client_id"]
	}
	expires, _ := claims["exp"].(float64)
	if claims["iss"] != issuer || audience != client || int64(expires) <= p.now.Unix() {
		return nil, errors.New("of another pool or client, or expired")
	}
	out := map[string]string{}
	for name, v := range claims {
		out[name] = strings.Trim(fmt.Sprint(v), `"`) // a list becomes [a b], as on AWS
	}
	return out, nil
}

// call is what the gateway does with a request: 401 by itself, or the event.
func (p *pool) call(method, route, rfc, query, body, token string) (events.APIGatewayV2HTTPRequest, int) {
	claims, err := p.authorize(token)
	if err != nil {
		return events.APIGatewayV2HTTPRequest{}, http.StatusUnauthorized
	}
	e := events.APIGatewayV2HTTPRequest{
		RouteKey: method + " " + route, RawPath: strings.ReplaceAll(route, "{rfc}", rfc), RawQueryString: query, Body: body,
		Headers: map[string]string{"authorization": token}, PathParameters: map[string]string{"rfc": rfc},
	}
	e.RequestContext.HTTP.Method = method
	e.RequestContext.Authorizer = &events.APIGatewayV2HTTPRequestContextAuthorizerDescription{
		JWT: &events.APIGatewayV2HTTPRequestContextAuthorizerJWTDescription{Claims: claims},
	}
	return e, http.StatusOK
}
