package access

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// Stay is how long a session lasts: a working day.
const Stay = 12 * time.Hour

// PoolStay is how long a session lasts of somebody whom a pool vouches for: who
// lost role or account there loses them here after so long.
const PoolStay = 2 * time.Hour

// ErrWho says that name and password do not go together, whichever is wrong.
var ErrWho = errors.New("access: unknown user or wrong password")

// ErrWait says that too many attempts failed.
var ErrWait = errors.New("access: too many failed attempts")

// ErrSetUp says that the set-up token is wrong, was used, or never was.
var ErrSetUp = errors.New("access: no such set-up token")

// Gate lets people in.
type Gate struct {
	Users    Users
	Sessions Sessions
	Now      func() time.Time
	Random   io.Reader
	Cost     Cost

	limit limiter
	busy  chan struct{} // bounds the memory that sign-ins take together
	mu    sync.Mutex
	setUp string // the token of the first administrator; "" when there is none
	decoy string // a password nobody has, checked when the user is unknown
}

// NewGate is a gate over a store.
func NewGate(users Users, sessions Sessions, now func() time.Time, random io.Reader, cost Cost) (*Gate, error) {
	g := &Gate{Users: users, Sessions: sessions, Now: now, Random: random, Cost: cost, busy: make(chan struct{}, 2)}
	word, err := g.token()
	if err != nil {
		return nil, err
	}
	g.decoy, err = hashed(word, cost, random)
	return g, err
}

// token is 256 random bits as a browser can hold them.
func (g *Gate) token() (string, error) {
	b := make([]byte, 32)
	if _, err := io.ReadFull(g.Random, b); err != nil {
		return "", fmt.Errorf("random token: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

// SetUpToken is the one-time token that makes the first administrator, "" when
// there is somebody already.
func (g *Gate) SetUpToken(ctx context.Context) (string, error) {
	all, err := g.Users.Users(ctx)
	if err != nil || len(all) > 0 {
		return "", err //nolint:wrapcheck // a fault of the store, already classified
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.setUp == "" {
		if g.setUp, err = g.token(); err != nil {
			return "", err
		}
	}
	return g.setUp, nil
}

// MaySetUp reports whether a set-up token holds.
func (g *Gate) MaySetUp(token string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.setUp != "" && subtle.ConstantTimeCompare([]byte(g.setUp), []byte(token)) == 1
}

// SetUp makes the first administrator and uses the token up.
func (g *Gate) SetUp(ctx context.Context, token, name, password string, lang document.Lang) error {
	if !g.MaySetUp(token) {
		return ErrSetUp
	}
	u, err := g.newUser(User{Name: name, Role: Admin, Lang: lang}, password)
	if err != nil {
		return err
	}
	err = g.Users.AddUser(ctx, u, true)
	if err != nil && !fault.Is(err, fault.Conflict) {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	g.mu.Lock()
	g.setUp = ""
	g.mu.Unlock()
	if err != nil {
		return ErrSetUp
	}
	return nil
}

// Add makes a user.
func (g *Gate) Add(ctx context.Context, u User, password string) error {
	if !u.Role.Known() {
		return refuse("No hay papel %q.", "There is no role %q.", string(u.Role))
	}
	u, err := g.newUser(u, password)
	if err != nil {
		return err
	}
	err = g.Users.AddUser(ctx, u, false)
	if fault.Is(err, fault.Conflict) {
		return refuse("Ya hay un usuario %s.", "There is a user %s already.", u.Name)
	}
	return err //nolint:wrapcheck // a fault of the store, already classified
}

// SetPassword gives a user another password and ends every session of theirs.
func (g *Gate) SetPassword(ctx context.Context, name, password string) error {
	u, ok, err := g.Users.User(ctx, name)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	if !ok {
		return refuse("No hay usuario %s.", "There is no user %s.", name)
	}
	made, err := g.newUser(u, password)
	if err != nil {
		return err
	}
	made.Created = u.Created
	return g.Change(ctx, made)
}

// Change replaces a user and ends every session of theirs.
func (g *Gate) Change(ctx context.Context, u User) error {
	if err := g.Users.SetUser(ctx, u); err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	return g.Sessions.EndSessionsOf(ctx, u.Name) //nolint:wrapcheck // same
}

func (g *Gate) newUser(u User, password string) (User, error) {
	if err := acceptable(u.Name, password); err != nil {
		return u, err
	}
	g.busy <- struct{}{}
	defer func() { <-g.busy }()
	var err error
	u.Password, err = hashed(password, g.Cost, g.Random)
	u.Created = g.Now().UTC()
	return u, err
}

// SignIn gives a browser its token. An unknown user takes as long as a wrong
// password; failures count against the name and the address alike.
func (g *Gate) SignIn(ctx context.Context, name, password, from string) (token string, s Session, err error) {
	now := g.Now().UTC()
	if !nameShape.MatchString(name) || len(password) > maxPassword {
		name, password = "-", "-" // nobody; it counts against the address
	}
	if !g.limit.take(now, counted{"u:" + name, ofName}, counted{"a:" + from, ofAddress}) {
		return "", s, ErrWait
	}
	u, ok, err := g.Users.User(ctx, name)
	if err != nil {
		return "", s, err //nolint:wrapcheck // a fault of the store, already classified
	}
	stored := u.Password
	if !ok || u.Off {
		stored = g.decoy
	}
	right, err := g.check(ctx, password, stored)
	if err != nil {
		return "", s, err
	}
	if !right || !ok || u.Off {
		return "", s, ErrWho
	}
	g.limit.succeed("u:"+name, "a:"+from)
	if token, err = g.token(); err != nil {
		return "", s, err
	}
	s = Session{ID: sessionID(token), User: name, Started: now, Expires: now.Add(Stay)}
	return token, s, g.Sessions.AddSession(ctx, s) //nolint:wrapcheck // a fault of the store, already classified
}

// check compares a password; at most two at once, since each takes the memory
// that makes guessing dear.
func (g *Gate) check(ctx context.Context, password, stored string) (bool, error) {
	select {
	case g.busy <- struct{}{}:
	case <-ctx.Done():
		return false, ctx.Err() //nolint:wrapcheck // the browser left
	}
	defer func() { <-g.busy }()
	return matches(password, stored)
}

// VouchedBy is what stands in place of a password of a user whom a pool of
// accounts vouches for: no word of a person makes it, so none opens the door.
func VouchedBy(subject string) string { return "pool:" + subject }

// Enter gives a browser its token when a pool vouches for who came back with it:
// role and programmes are those the pool says today. As whom they sign, and
// whether they are kept out, is said here and stays, but not for somebody else
// who was given the name.
func (g *Gate) Enter(ctx context.Context, u User) (token string, s Session, err error) {
	now := g.Now().UTC()
	u.Created = now
	if !nameShape.MatchString(u.Name) || !u.Role.Known() || u.Password == "" {
		return "", s, ErrWho
	}
	was, ok, err := g.Users.User(ctx, u.Name)
	switch {
	case err != nil:
		return "", s, err //nolint:wrapcheck // a fault of the store, already classified
	case !ok:
		err = g.Users.AddUser(ctx, u, false)
	case was.Off:
		return "", s, ErrWho
	default:
		u.Created = was.Created
		if u.Password == was.Password {
			u.Signs = was.Signs
		}
		if u.Password != was.Password || u.Role != was.Role || !slices.Equal(u.Programmes, was.Programmes) {
			err = g.Change(ctx, u)
		}
	}
	if err != nil {
		return "", s, err
	}
	if token, err = g.token(); err != nil {
		return "", s, err
	}
	s = Session{ID: sessionID(token), User: u.Name, Started: now, Expires: now.Add(PoolStay)}
	return token, s, g.Sessions.AddSession(ctx, s) //nolint:wrapcheck // same
}

// Who is the user of a token; ok is false when it is of nobody, expired, or of
// somebody who may not enter any more.
func (g *Gate) Who(ctx context.Context, token string) (u User, s Session, ok bool, err error) {
	if token == "" {
		return u, s, false, nil
	}
	s, ok, err = g.Sessions.Session(ctx, sessionID(token))
	if err != nil || !ok || !g.Now().Before(s.Expires) {
		return u, s, false, err //nolint:wrapcheck // a fault of the store, already classified
	}
	u, ok, err = g.Users.User(ctx, s.User)
	return u, s, ok && !u.Off, err //nolint:wrapcheck // same
}

// SignOut ends the session of a token.
func (g *Gate) SignOut(ctx context.Context, token string) error {
	return g.Sessions.EndSession(ctx, sessionID(token)) //nolint:wrapcheck // a fault of the store, already classified
}

func sessionID(token string) document.Hash { return document.HashOf([]byte(token)) }

// FormToken is what every form of a session carries: a page elsewhere can send
// the cookie but cannot know this. It follows from the token and is not stored.
func FormToken(token string) string {
	m := hmac.New(sha256.New, []byte(token))
	m.Write([]byte("form"))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// FormTokenOf reports whether a form carries the token of its session.
func FormTokenOf(token, form string) bool {
	return token != "" && subtle.ConstantTimeCompare([]byte(FormToken(token)), []byte(form)) == 1
}

// LinkToken is what the link of a download carries: it is good for one session,
// one address and until one moment.
func LinkToken(token, address string, until time.Time) string {
	m := hmac.New(sha256.New, []byte(token))
	m.Write(fmt.Appendf(nil, "link\n%d\n%s", until.Unix(), address))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// LinkTokenOf reports whether a link carries what LinkToken made for it.
func LinkTokenOf(token, address string, until time.Time, link string) bool {
	return token != "" && subtle.ConstantTimeCompare([]byte(LinkToken(token, address, until)), []byte(link)) == 1
}
