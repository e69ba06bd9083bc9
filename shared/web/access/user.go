package access

import (
	"context"
	"slices"
	"time"

	"example.com/immex/shared/document"
)

// User is a person who may sign in.
type User struct {
	Name string
	Role Role
	// Programmes are those the user is limited to; none is no limit.
	Programmes []string
	Lang       document.Lang
	Off        bool   // may not sign in
	Password   string // what argon2id makes of it, with its parameters; or VouchedBy
	// Signs is as whom the user approves packages, "NAME, CAPACITY" as programme
	// files have it; "" as nobody.
	Signs   string
	Created time.Time
}

// Sees reports whether a programme is one of the user's.
func (u *User) Sees(rfc string) bool {
	return len(u.Programmes) == 0 || slices.Contains(u.Programmes, rfc)
}

// Session is one browser that signed in. ID is the hash of the token that the
// browser holds: who reads the store cannot act as anybody.
type Session struct {
	ID      document.Hash
	User    string
	Started time.Time
	Expires time.Time
}

// Entry is one line of the log: what a person saw or did.
type Entry struct {
	Seq    int64
	At     time.Time
	User   string // "" of somebody who did not sign in
	Role   Role
	RFC    string // "" when it is about no programme
	Method string
	Path   string // with its query: what exactly was shown
	Status int    // HTTP status of the answer
	From   string // address it came from
	Note   string // what was done, in a word: sign_in, refused …
}

// Users is where the people are kept.
type Users interface {
	// User reads one by name; ok is false when there is none.
	User(ctx context.Context, name string) (u User, ok bool, err error)
	// Users lists them by name.
	Users(ctx context.Context) ([]User, error)
	// AddUser keeps a new one; a name that is taken is a Conflict. With first
	// it is a Conflict as soon as there is anybody, atomically: two browsers
	// with the set-up page open make one administrator.
	AddUser(ctx context.Context, u User, first bool) error
	// SetUser replaces one that is there; else a Conflict.
	SetUser(ctx context.Context, u User) error
}

// Sessions is where sessions are kept.
type Sessions interface {
	// Session reads one; ok is false when there is none.
	Session(ctx context.Context, id document.Hash) (s Session, ok bool, err error)
	// AddSession keeps one and forgets those that expired before it started.
	AddSession(ctx context.Context, s Session) error
	// EndSession forgets one; one that is not there is a success.
	EndSession(ctx context.Context, id document.Hash) error
	// EndSessionsOf forgets all of a user: a new password or role holds at once.
	EndSessionsOf(ctx context.Context, user string) error
}

// Log is who saw and did what. Entries are never changed.
type Log interface {
	// AddEntry keeps a line and gives it the next Seq; it is durable when the
	// call returns.
	AddEntry(ctx context.Context, e Entry) error
	// LogEntries are the lines before a Seq (0: all), the latest first, at most
	// n. With an RFC only those about that programme.
	LogEntries(ctx context.Context, rfc string, before int64, n int) ([]Entry, error)
}
