package api

import (
	"context"
	"slices"
	"strings"
)

// Role is what a person is in the programmes they may see.
type Role string

// The roles; a person may have several. Nobody has all: an administrator sees
// how the system does, and no document.
const (
	Officer   Role = "officer"
	Viewer    Role = "viewer"
	Authority Role = "authority"
	Admin     Role = "admin"
)

// Roles lists the roles.
func Roles() []Role { return []Role{Officer, Viewer, Authority, Admin} }

// Caller is who asks, as a verified token says.
type Caller struct {
	Subject    string // the user pool's own id of the person
	Roles      []Role
	Programmes []string
}

// CallerOf reads the claims of an ID token that the gateway has verified; ok is
// false for any other token, which says nothing of programmes. The gateway
// writes a list as "[a b]".
func CallerOf(claims map[string]string) (c Caller, ok bool) {
	if claims["token_use"] != "id" || claims["sub"] == "" {
		return c, false
	}
	c.Subject = claims["sub"]
	for g := range strings.FieldsSeq(strings.Trim(claims["cognito:groups"], "[]")) {
		if r := Role(g); slices.Contains(Roles(), r) {
			c.Roles = append(c.Roles, r)
		}
	}
	c.Programmes = strings.Fields(claims["custom:programmes"])
	return c, true
}

// as is the first role of the caller that a route takes, "" for none.
func (c *Caller) as(allowed []Role) Role {
	for _, r := range allowed {
		if slices.Contains(c.Roles, r) {
			return r
		}
	}
	return ""
}

type callerKey struct{}

// WithCaller gives a request its caller; whoever verified the token does that,
// and nothing else may.
func WithCaller(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

func callerFrom(ctx context.Context) (Caller, bool) {
	c, ok := ctx.Value(callerKey{}).(Caller)
	return c, ok
}
