package access_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/access/accesstest"
)

const phrase = "una frase larga"

// cheap is a cost for tests: the same code with less of it.
func cheap() access.Cost { return access.Cost{MemoryKiB: 8, Passes: 1, Lanes: 1} }

// clock is a time that tests move.
type clock struct{ now time.Time }

func gate(t *testing.T) (*access.Gate, *access.Memory, *clock) {
	t.Helper()
	c, m := &clock{time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}, &access.Memory{}
	g, err := access.NewGate(m, m, func() time.Time { return c.now }, rand.Reader, cheap())
	if err != nil {
		t.Fatal(err)
	}
	return g, m, c
}

// first makes the first administrator.
func first(t *testing.T, g *access.Gate) {
	t.Helper()
	token, err := g.SetUpToken(t.Context())
	if err != nil || token == "" {
		t.Fatalf("%q %v", token, err)
	}
	if err := g.SetUp(t.Context(), token, "rosa", phrase, "es"); err != nil {
		t.Fatal(err)
	}
}

func TestMemory(t *testing.T) {
	t.Parallel()
	accesstest.Run(t, &access.Memory{})
}

func TestSetUpOnce(t *testing.T) {
	t.Parallel()
	g, m, _ := gate(t)
	ctx := t.Context()
	token, err := g.SetUpToken(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := g.SetUpToken(ctx); again != token {
		t.Error("another token while the first holds")
	}
	for _, wrong := range []string{"", "x", token + "x", token[1:]} {
		if err := g.SetUp(ctx, wrong, "rosa", phrase, "es"); !errors.Is(err, access.ErrSetUp) {
			t.Errorf("token %q: %v", wrong, err)
		}
	}
	var refused *access.DeniedError
	if err := g.SetUp(ctx, token, "Rosa María", phrase, "es"); !errors.As(err, &refused) {
		t.Errorf("a name with spaces: %v", err)
	}
	if err := g.SetUp(ctx, token, "rosa", "corta", "es"); !errors.As(err, &refused) {
		t.Errorf("a short password: %v", err)
	}
	// Two browsers with the page open make one administrator.
	var wg sync.WaitGroup
	made := make([]error, 8)
	for i := range made {
		wg.Go(func() { made[i] = g.SetUp(ctx, token, fmt.Sprintf("rosa%d", i), phrase, "es") })
	}
	wg.Wait()
	n := 0
	for _, err := range made {
		if err == nil {
			n++
		} else if !errors.Is(err, access.ErrSetUp) {
			t.Errorf("the losers: %v", err)
		}
	}
	all, err := m.Users(ctx)
	if n != 1 || len(all) != 1 || err != nil || all[0].Role != access.Admin {
		t.Errorf("%d made it, %d users (%v)", n, len(all), err)
	}
	if token, err := g.SetUpToken(ctx); token != "" || err != nil {
		t.Errorf("a token when there is somebody: %q %v", token, err)
	}
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	g, m, c := gate(t)
	ctx := t.Context()
	first(t, g)
	if err := g.Add(ctx, access.User{Name: "luis", Role: "king"}, phrase); err == nil {
		t.Error("a role that is none")
	}
	if err := g.Add(ctx, access.User{Name: "rosa", Role: access.Viewer}, phrase); err == nil {
		t.Error("a name twice")
	}
	for _, x := range [][2]string{{"rosa", phrase + "."}, {"nadie", phrase}, {"", ""}, {"rosa", strings.Repeat("x", 1000)}} {
		if _, _, err := g.SignIn(ctx, x[0], x[1], "10.0.0."+x[0]); !errors.Is(err, access.ErrWho) {
			t.Errorf("%s with %.20q: %v", x[0], x[1], err)
		}
	}
	token, s, err := g.SignIn(ctx, "rosa", phrase, "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	u, _, ok, err := g.Who(ctx, token)
	if err != nil || !ok || u.Name != "rosa" || u.Role != access.Admin {
		t.Errorf("%+v %v %v", u, ok, err)
	}
	if strings.Contains(u.Password, phrase) || !strings.HasPrefix(u.Password, "$argon2id$v=19$m=8,t=1,p=1$") || string(s.ID) == token {
		t.Errorf("stored as %s, session %s", u.Password, s.ID)
	}
	if _, _, ok, _ := g.Who(ctx, string(s.ID)); ok {
		t.Error("what is stored of a session opens it")
	}
	if !access.FormTokenOf(token, access.FormToken(token)) || access.FormTokenOf(token, access.FormToken(token+"x")) || access.FormTokenOf("", access.FormToken("")) || access.FormTokenOf(token, "") {
		t.Error("the token of forms")
	}
	// A new password, or being shut out, ends what is open.
	if err := g.SetPassword(ctx, "rosa", phrase+" nueva"); err != nil {
		t.Fatal(err)
	}
	if _, _, ok, _ := g.Who(ctx, token); ok {
		t.Error("an old session outlives the password")
	}
	if token, _, err = g.SignIn(ctx, "rosa", phrase+" nueva", "127.0.0.1"); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.Add(access.Stay - time.Second)
	if _, _, ok, _ := g.Who(ctx, token); !ok {
		t.Error("it ended early")
	}
	c.now = c.now.Add(time.Second)
	if _, _, ok, _ := g.Who(ctx, token); ok {
		t.Error("it outlives its day")
	}
	if token, _, err = g.SignIn(ctx, "rosa", phrase+" nueva", "127.0.0.1"); err != nil {
		t.Fatal(err)
	}
	if err := g.SignOut(ctx, token); err != nil {
		t.Fatal(err)
	}
	if _, _, ok, _ := g.Who(ctx, token); ok {
		t.Error("signed out and still in")
	}
	u, _, _ = m.User(ctx, "rosa")
	u.Off = true
	if err := g.Change(ctx, u); err != nil {
		t.Fatal(err)
	}
	if _, _, err := g.SignIn(ctx, "rosa", phrase+" nueva", "10.1.1.1"); !errors.Is(err, access.ErrWho) {
		t.Errorf("shut out: %v", err)
	}
}

// TestGuessing: after five wrong passwords the right one waits too, from
// anywhere for that name and for any name from there; it drains with time.
func TestGuessing(t *testing.T) {
	t.Parallel()
	g, _, c := gate(t)
	ctx := t.Context()
	first(t, g)
	for range 5 {
		if _, _, err := g.SignIn(ctx, "rosa", "otra frase larga", "10.0.0.1"); !errors.Is(err, access.ErrWho) {
			t.Fatal(err)
		}
	}
	if _, _, err := g.SignIn(ctx, "rosa", phrase, "10.0.0.2"); !errors.Is(err, access.ErrWait) {
		t.Errorf("the name from elsewhere: %v", err)
	}
	for i := range 15 {
		if _, _, err := g.SignIn(ctx, fmt.Sprintf("luis%d", i), phrase, "10.0.0.1"); !errors.Is(err, access.ErrWho) {
			t.Fatal(err)
		}
	}
	if _, _, err := g.SignIn(ctx, "luis", phrase, "10.0.0.1"); !errors.Is(err, access.ErrWait) {
		t.Errorf("another name from there: %v", err)
	}
	c.now = c.now.Add(4 * time.Minute)
	if _, _, err := g.SignIn(ctx, "rosa", phrase, "10.0.0.2"); err != nil {
		t.Errorf("later: %v", err)
	}
	// Names without end take no memory without end, and open no door.
	for i := range 10_000 {
		g.SignIn(ctx, fmt.Sprintf("n%d", i), "x", fmt.Sprintf("10.1.%d.%d", i/250, i%250)) //nolint:errcheck // refused, all of them
	}
	if _, _, err := g.SignIn(ctx, "nadie", "x", "10.9.9.9"); !errors.Is(err, access.ErrWait) {
		t.Errorf("with the table full: %v", err)
	}
	c.now = c.now.Add(time.Hour)
	if _, _, err := g.SignIn(ctx, "rosa", phrase, "10.9.9.9"); err != nil {
		t.Errorf("once it drained: %v", err)
	}
}

// TestDamaged: a stored password that nobody wrote is a fault, not a wrong
// password, and never a right one.
func TestDamaged(t *testing.T) {
	t.Parallel()
	for _, stored := range []string{"", phrase, "$argon2id$v=19$m=64,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"} {
		g, m, _ := gate(t)
		if err := m.AddUser(t.Context(), access.User{Name: "rosa", Role: access.Admin, Password: stored}, true); err != nil {
			t.Fatal(err)
		}
		if _, _, err := g.SignIn(t.Context(), "rosa", phrase, "127.0.0.1"); err == nil || errors.Is(err, access.ErrWho) {
			t.Errorf("%q: %v", stored, err)
		}
	}
}

// TestNoRandom: without randomness nothing is made.
func TestNoRandom(t *testing.T) {
	t.Parallel()
	m := &access.Memory{}
	if _, err := access.NewGate(m, m, time.Now, bytes.NewReader(make([]byte, 40)), cheap()); err == nil {
		t.Error("a gate without a salt")
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	for _, r := range access.Roles() {
		if !r.Known() || r.Title().ES == "" || r.Title().EN == "" || r.Title().EN == r.Title().ES {
			t.Errorf("%s: %+v", r, r.Title())
		}
	}
	u := access.User{Programmes: []string{"AAA010101AA1"}}
	if !u.Sees("AAA010101AA1") || u.Sees("BBB010101BB2") || !(&access.User{}).Sees("BBB010101BB2") {
		t.Error("programmes")
	}
}

// TestEnter: who a pool vouches for gets in as the pool says today, and keeps
// what is said here.
func TestEnter(t *testing.T) {
	t.Parallel()
	g, m, c := gate(t)
	ctx := t.Context()
	rosa := access.User{Name: "rosa@plant.example", Role: access.Officer, Programmes: []string{"AAA010101AA1"}, Password: access.VouchedBy("1")}
	for name, wrong := range map[string]access.User{
		"no name": {Role: access.Viewer, Password: access.VouchedBy("1")}, "no role": {Name: "x", Password: access.VouchedBy("1")},
		"a role that is none": {Name: "x", Role: "king", Password: access.VouchedBy("1")}, "nobody vouches": {Name: "x", Role: access.Viewer},
	} {
		if _, _, err := g.Enter(ctx, wrong); !errors.Is(err, access.ErrWho) {
			t.Errorf("%s: %v", name, err)
		}
	}
	token, s, err := g.Enter(ctx, rosa)
	if err != nil || !s.Expires.Equal(c.now.Add(access.PoolStay)) {
		t.Fatalf("%+v %v", s, err)
	}
	in := func(token string) bool {
		_, _, ok, err := g.Who(ctx, token)
		return ok && err == nil
	}
	if _, _, err := g.SignIn(ctx, rosa.Name, rosa.Password, "127.0.0.1"); err == nil {
		t.Error("what stands in place of a password opens the door")
	}
	u, _, _ := m.User(ctx, rosa.Name)
	if u.Signs = "ROSA, GERENTE"; m.SetUser(ctx, u) != nil {
		t.Fatal("set")
	}
	again, _, err := g.Enter(ctx, rosa)
	if u, _, _ := m.User(ctx, rosa.Name); err != nil || !in(token) || !in(again) || u.Signs == "" || !u.Created.Equal(c.now) {
		t.Errorf("the same person in another browser: %+v %v", u, err)
	}
	less := rosa
	less.Role = access.Viewer
	last, _, err := g.Enter(ctx, less)
	if u, _, _ := m.User(ctx, rosa.Name); err != nil || in(token) || !in(last) || u.Role != access.Viewer || u.Signs == "" {
		t.Errorf("with another role: %+v %v", u, err)
	}
	other := rosa
	other.Password = access.VouchedBy("2")
	if _, _, err = g.Enter(ctx, other); err != nil || in(last) {
		t.Errorf("somebody else of that name: %v", err)
	}
	u, _, _ = m.User(ctx, rosa.Name)
	if u.Signs != "" {
		t.Error("somebody else signs as the one before")
	}
	if u.Off = true; g.Change(ctx, u) != nil {
		t.Fatal("change")
	}
	if _, _, err := g.Enter(ctx, other); !errors.Is(err, access.ErrWho) {
		t.Errorf("kept out: %v", err)
	}
}
