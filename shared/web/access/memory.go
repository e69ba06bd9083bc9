package access

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// Memory keeps users, sessions and the log for as long as the process lives.
// The zero value is empty.
type Memory struct {
	mu       sync.Mutex
	users    []User
	sessions map[document.Hash]Session
	entries  []Entry
}

func conflict(op string) error { return fault.Newf(fault.Conflict, op, "it is not as expected") }

// User implements Users.
func (m *Memory) User(_ context.Context, name string) (User, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if i := m.find(name); i >= 0 {
		return m.users[i], true, nil
	}
	return User{}, false, nil
}

func (m *Memory) find(name string) int {
	return slices.IndexFunc(m.users, func(u User) bool { return u.Name == name })
}

// Users implements Users.
func (m *Memory) Users(context.Context) ([]User, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := slices.Clone(m.users)
	slices.SortFunc(out, func(a, b User) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// AddUser implements Users.
func (m *Memory) AddUser(_ context.Context, u User, first bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.find(u.Name) >= 0 || first && len(m.users) > 0 {
		return conflict("add user " + u.Name)
	}
	m.users = append(m.users, u)
	return nil
}

// SetUser implements Users.
func (m *Memory) SetUser(_ context.Context, u User) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := m.find(u.Name)
	if i < 0 {
		return conflict("set user " + u.Name)
	}
	m.users[i] = u
	return nil
}

// Session implements Sessions.
func (m *Memory) Session(_ context.Context, id document.Hash) (Session, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.sessions[id]
	return s, ok, nil
}

// AddSession implements Sessions.
func (m *Memory) AddSession(_ context.Context, s Session) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.sessions == nil {
		m.sessions = map[document.Hash]Session{}
	}
	for id, old := range m.sessions {
		if old.Expires.Before(s.Started) {
			delete(m.sessions, id)
		}
	}
	m.sessions[s.ID] = s
	return nil
}

// EndSession implements Sessions.
func (m *Memory) EndSession(_ context.Context, id document.Hash) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.sessions, id)
	return nil
}

// EndSessionsOf implements Sessions.
func (m *Memory) EndSessionsOf(_ context.Context, user string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, s := range m.sessions {
		if s.User == user {
			delete(m.sessions, id)
		}
	}
	return nil
}

// AddEntry implements Log.
func (m *Memory) AddEntry(_ context.Context, e Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	e.Seq = int64(len(m.entries)) + 1
	m.entries = append(m.entries, e)
	return nil
}

// LogEntries implements Log.
func (m *Memory) LogEntries(_ context.Context, rfc string, before int64, n int) ([]Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []Entry
	for i := len(m.entries) - 1; i >= 0 && len(out) < n; i-- {
		e := m.entries[i]
		if (before == 0 || e.Seq < before) && (rfc == "" || e.RFC == rfc) {
			out = append(out, e)
		}
	}
	return out, nil
}
