package access

import (
	"sync"
	"time"
)

const (
	ofName      = 5                // failures of one name
	ofAddress   = 20               // and of one address, which an office shares
	forgetAfter = 15 * time.Minute // until all of them are forgotten, bit by bit
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

// counted is a name or an address, and how often it may fail.
type counted struct {
	key  string
	most float64
}

// take counts one attempt against every key, and reports whether all of them
// still may. When too many are remembered the drained ones go first; what is
// still full is then answered for everybody: better a wait than a guess.
func (l *limiter) take(now time.Time, keys ...counted) bool {
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
		a, there := l.seen[k.key]
		if !there && len(l.seen) >= maxCounted {
			ok = false
			continue
		}
		a.n = max(0, a.n-k.most*now.Sub(a.at).Seconds()/forgetAfter.Seconds())
		a.at = now
		if a.n+1 > k.most {
			ok = false
		} else {
			a.n++
		}
		l.seen[k.key] = a
	}
	return ok
}

// succeed takes back what was counted of a name whose owner got in, and this
// one attempt of the address.
func (l *limiter) succeed(name, address string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.seen, name)
	if a, ok := l.seen[address]; ok {
		a.n = max(0, a.n-1)
		l.seen[address] = a
	}
}
