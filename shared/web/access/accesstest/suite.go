// Package accesstest is the suite that every store of users, sessions and the
// log passes.
package accesstest

import (
	"reflect"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/web/access"
)

// Store is what is tested.
type Store interface {
	access.Users
	access.Sessions
	access.Log
}

// Run holds an empty store against the contracts of package access.
func Run(t *testing.T, s Store) {
	t.Helper()
	t.Run("users", func(t *testing.T) { users(t, s) })
	t.Run("sessions", func(t *testing.T) { sessions(t, s) })
	t.Run("log", func(t *testing.T) { entries(t, s) })
}

func users(t *testing.T, s Store) {
	t.Helper()
	ctx := t.Context()
	rosa := access.User{Name: "rosa", Role: access.Admin, Lang: document.English, Password: "x", Created: time.Unix(1_700_000_000, 5).UTC()}
	luis := access.User{Name: "luis", Role: access.Authority, Programmes: []string{"AAA010101AA1", "BBB010101BB2"}, Off: true, Password: "y", Signs: "LUIS P, GERENTE", Created: time.Unix(1_700_000_001, 0).UTC()}
	if _, ok, err := s.User(ctx, "rosa"); ok || err != nil {
		t.Errorf("a user of an empty store: %v %v", ok, err)
	}
	if err := s.SetUser(ctx, rosa); !fault.Is(err, fault.Conflict) {
		t.Errorf("set a user who is not there: %v", err)
	}
	if err := s.AddUser(ctx, rosa, true); err != nil {
		t.Fatal(err)
	}
	if err := s.AddUser(ctx, luis, true); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second first user: %v", err)
	}
	if err := s.AddUser(ctx, luis, false); err != nil {
		t.Fatal(err)
	}
	if err := s.AddUser(ctx, luis, false); !fault.Is(err, fault.Conflict) {
		t.Errorf("a name twice: %v", err)
	}
	all, err := s.Users(ctx)
	if want := []access.User{luis, rosa}; !reflect.DeepEqual(want, all) || err != nil {
		t.Errorf("users %+v, %v; expected %+v", all, err, want)
	}
	luis.Role, luis.Off, luis.Programmes, luis.Password, luis.Signs = access.Viewer, false, nil, "z", ""
	if err := s.SetUser(ctx, luis); err != nil {
		t.Fatal(err)
	}
	got, ok, err := s.User(ctx, "luis")
	if !reflect.DeepEqual(luis, got) || !ok || err != nil {
		t.Errorf("%+v %v %v; expected %+v", got, ok, err, luis)
	}
}

func sessions(t *testing.T, s Store) {
	t.Helper()
	ctx := t.Context()
	start := time.Unix(1_700_000_000, 7).UTC()
	session := func(id, user string, from time.Time) access.Session {
		return access.Session{ID: document.HashOf([]byte(id)), User: user, Started: from, Expires: from.Add(time.Hour)}
	}
	one, two, three := session("1", "rosa", start), session("2", "luis", start), session("3", "luis", start.Add(30*time.Minute))
	for _, x := range []access.Session{one, two, three} {
		if err := s.AddSession(ctx, x); err != nil {
			t.Fatal(err)
		}
	}
	there := func(want ...access.Session) {
		t.Helper()
		for _, x := range []access.Session{one, two, three} {
			got, ok, err := s.Session(ctx, x.ID)
			expected := false
			for _, w := range want {
				expected = expected || w.ID == x.ID
			}
			if err != nil || ok != expected || ok && !reflect.DeepEqual(got, x) {
				t.Errorf("session of %s: %+v %v %v, expected %v", x.User, got, ok, err, expected)
			}
		}
	}
	there(one, two, three)
	if err := s.EndSession(ctx, one.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.EndSession(ctx, one.ID); err != nil {
		t.Errorf("ended twice: %v", err)
	}
	there(two, three)
	if err := s.AddSession(ctx, session("4", "rosa", start.Add(61*time.Minute))); err != nil { // two expired before it
		t.Fatal(err)
	}
	there(three)
	if err := s.EndSessionsOf(ctx, "luis"); err != nil {
		t.Fatal(err)
	}
	there()
}

func entries(t *testing.T, s Store) {
	t.Helper()
	ctx := t.Context()
	for i, rfc := range []string{"AAA010101AA1", "", "BBB010101BB2", "AAA010101AA1"} {
		e := access.Entry{
			At: time.Unix(1_700_000_000, int64(i)).UTC(), User: "rosa", Role: access.Admin, RFC: rfc, Method: "GET",
			Path: "/p/x?a=<b>", Status: 200, From: "127.0.0.1", Note: "download",
		}
		if err := s.AddEntry(ctx, e); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.LogEntries(ctx, "", 0, 10)
	if err != nil || len(all) != 4 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	for i, e := range all {
		if want := time.Unix(1_700_000_000, int64(3-i)).UTC(); !e.At.Equal(want) || e.Path != "/p/x?a=<b>" || e.Role != access.Admin || e.Status != 200 || e.From != "127.0.0.1" || e.Note != "download" {
			t.Errorf("entry %d: %+v", i, e)
		}
		if i > 0 && e.Seq >= all[i-1].Seq {
			t.Errorf("%d comes after %d", e.Seq, all[i-1].Seq)
		}
	}
	mine, err := s.LogEntries(ctx, "AAA010101AA1", 0, 10)
	if err != nil || len(mine) != 2 || mine[0].RFC != "AAA010101AA1" {
		t.Errorf("of one programme: %+v %v", mine, err)
	}
	next, err := s.LogEntries(ctx, "", all[1].Seq, 1)
	if err != nil || len(next) != 1 || next[0].Seq != all[2].Seq {
		t.Errorf("before %d: %+v %v", all[1].Seq, next, err)
	}
}
