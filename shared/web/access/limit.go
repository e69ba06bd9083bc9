package access

import (
	"sync"
	"time"
)

const (
	maxAttempts = 5                // of one name or address
	forgetAfter = 15 * time.Minute // and one more each three minutes
	maxCounted  = 4096             // names and addresses remembered at once
)

// limiter counts attempts. The zero value counts from nothing.
type limiter struct {
	mu   sync.Mutex
	seen map[string]attempts
}

// attempts drain with time: n of them at a moment.
type attempts struct {
	n  float64
	at time.Time
}

// take counts one attempt against every key, and reports whether all of them
// still may. When too many are remembered the drained ones go first; what is
// still full is then answered for everybody: better a wait than a guess.
func (l *limiter) take(now time.Time, keys ...string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen == nil {
		l.seen = map[string]attempts{}
	}
	if len(l.seen) >= maxCounted {
		for k, a := range l.seen {
			if now.Sub(a.at) > forgetAfter {
				delete(l.seen, k)
			}
		}
	}
	ok := true
	for _, k := range keys {
		a, there := l.seen[k]
		if !there && len(l.seen) >= maxCounted {
			ok = false
			continue
		}
		a.n = max(0, a.n-maxAttempts*now.Sub(a.at).Seconds()/forgetAfter.Seconds())
		a.at = now
		if a.n+1 > maxAttempts {
			ok = false
		} else {
			a.n++
		}
		l.seen[k] = a
	}
	return ok
}

// forget drops what was counted of a key: its owner got in.
func (l *limiter) forget(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.seen, key)
}
