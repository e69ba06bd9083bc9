package desk

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"
)

// memo keeps the last few answers to the same question. A question that is
// being answered is answered once; an error is told once and not kept.
type memo[K comparable, V any] struct {
	keep int
	long bool // its answers take long and much memory: they wait for a turn

	mu    sync.Mutex
	slots map[K]*slot[V]
	order []K // the least lately asked for first
}

type slot[V any] struct {
	ready chan struct{} // closed when there is an answer
	v     V
	err   error
	told  bool // somebody got the answer; guarded as the slots are
}

// errPanic is an answer that could not be worked out for a fault of the program.
var errPanic = errors.New("desk: panic")

func newMemo[K comparable, V any](keep int) *memo[K, V] {
	return &memo[K, V]{keep: keep, slots: map[K]*slot[V]{}}
}

// longMemo is one whose answers take long.
func longMemo[K comparable, V any](keep int) *memo[K, V] {
	m := newMemo[K, V](keep)
	m.long = true
	return m
}

// of is the answer to a question, worked out when it is not kept. Who has
// patience for so long hears errWorking when it is over; the answer is worked out
// all the same.
func (m *memo[K, V]) of(ctx context.Context, k K, answer func(context.Context) (V, error)) (v V, err error) {
	p := patienceOf(ctx)
	s, mine := m.slot(k, p.hurried())
	switch {
	case s == nil:
		return v, errWorking
	case mine && p.hurried():
		go m.fill(p.unhurried(ctx), s, answer)
	case mine:
		m.fill(ctx, s, answer)
	}
	if err := p.wait(ctx, s.ready); err != nil {
		return v, err
	}
	m.tell(k, s)
	return s.v, s.err
}

// tell is what follows when somebody gets an answer.
func (m *memo[K, V]) tell(k K, s *slot[V]) {
	if s.err != nil {
		m.drop(k, s)
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	s.told = true
	m.trim(m.keep, func(x *slot[V]) bool { return x.told && x != s })
}

// maxWaiting is how many answers that take long wait to be worked out at once:
// each goes on when who asked for it has left.
const maxWaiting = 3

// slot is where the answer to a question is or will be; mine when nobody works
// it out yet. None when as many wait as may, for who comes again.
func (m *memo[K, V]) slot(k K, hurried bool) (s *slot[V], mine bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.slots[k]
	if !ok {
		if m.long && hurried && m.waiting() >= maxWaiting {
			return nil, false
		}
		s = &slot[V]{ready: make(chan struct{})}
		m.slots[k] = s
		m.trim(m.keep-1, func(*slot[V]) bool { return true })
	} else {
		m.order = slices.DeleteFunc(m.order, func(x K) bool { return x == k })
	}
	m.order = append(m.order, k)
	return s, !ok
}

// waiting is how many answers are not there yet.
func (m *memo[K, V]) waiting() (n int) {
	for _, s := range m.slots {
		if !s.over() {
			n++
		}
	}
	return n
}

// trim lets go of the oldest answers beyond some, of those that may go. One that is
// still being worked out stays: two pages that wait for an answer each would push
// each other's out for ever.
func (m *memo[K, V]) trim(keep int, may func(*slot[V]) bool) {
	for i := 0; i < len(m.order) && len(m.order) > keep; {
		if s := m.slots[m.order[i]]; s.over() && may(s) {
			delete(m.slots, m.order[i])
			m.order = slices.Delete(m.order, i, i+1)
		} else {
			i++
		}
	}
}

// comesBack is how long an answer that is there waits for who asked for it, where
// more are there than are kept.
const comesBack = time.Minute

// filled lets go of what was told before, and in a while of what nobody came for.
func (m *memo[K, V]) filled(s *slot[V]) {
	close(s.ready)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.trim(m.keep, func(x *slot[V]) bool { return x.told })
	if len(m.order) > m.keep {
		time.AfterFunc(comesBack, func() {
			m.mu.Lock()
			defer m.mu.Unlock()
			m.trim(m.keep, func(*slot[V]) bool { return true })
		})
	}
}

func (m *memo[K, V]) fill(ctx context.Context, s *slot[V], answer func(context.Context) (V, error)) {
	defer m.filled(s)
	defer func() {
		if r := recover(); r != nil { // nobody else catches it where no request waits
			s.err = fmt.Errorf("%w: %v\n%s", errPanic, r, debug.Stack())
		}
	}()
	if m.long {
		done, err := patienceOf(ctx).turn(ctx)
		if err != nil {
			s.err = err
			return
		}
		defer done()
	}
	s.v, s.err = answer(ctx)
}

// drop forgets an answer that is none.
func (m *memo[K, V]) drop(k K, s *slot[V]) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.slots[k] == s {
		delete(m.slots, k)
		m.order = slices.DeleteFunc(m.order, func(x K) bool { return x == k })
	}
}

// forget lets go of the answers to some questions that nobody will ask again.
func (m *memo[K, V]) forget(of func(K) bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.order = slices.DeleteFunc(m.order, func(k K) bool {
		if of(k) {
			delete(m.slots, k)
		}
		return of(k)
	})
}

// latest is the answer that was last asked for of those to some question.
func (m *memo[K, V]) latest(of func(K) bool) (v V, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range slices.Backward(m.order) {
		if s := m.slots[k]; s.settled() && of(k) {
			return s.v, true
		}
	}
	return v, false
}

// over reports a slot whose work has ended.
func (s *slot[V]) over() bool {
	select {
	case <-s.ready:
		return true
	default:
		return false
	}
}

// settled reports a slot with an answer.
func (s *slot[V]) settled() bool { return s.over() && s.err == nil }

// patience is how long who asks waits for an answer.
type patience struct {
	over  <-chan struct{} // closed when it ends; nil: as long as it takes
	lasts time.Duration   // how long it is
	turns chan struct{}   // holds one for each answer that takes long; nil for no bound
	// settles: an answer of before is better than none, where it says so.
	settles bool
}

type patienceKey struct{}

func withPatience(ctx context.Context, p patience) context.Context {
	return context.WithValue(ctx, patienceKey{}, p)
}

func patienceOf(ctx context.Context) patience {
	p, _ := ctx.Value(patienceKey{}).(patience)
	return p
}

func (p patience) hurried() bool { return p.over != nil }

// unhurried is for work that goes on when who asked for it has left.
func (p patience) unhurried(ctx context.Context) context.Context {
	p.over = nil
	return withPatience(context.WithoutCancel(ctx), p)
}

// wait is over when there is an answer, or the patience is. What is there
// already needs none.
func (p patience) wait(ctx context.Context, ready <-chan struct{}) error {
	select {
	case <-ready:
		return nil
	default:
	}
	select {
	case <-ready:
		return nil
	case <-ctx.Done():
		return ctx.Err() //nolint:wrapcheck // cancelled
	case <-p.over:
		return errWorking
	}
}

// turn waits until there is room for one more answer that takes long.
func (p patience) turn(ctx context.Context) (done func(), err error) {
	if p.turns == nil {
		return func() {}, nil
	}
	select {
	case p.turns <- struct{}{}:
		return func() { <-p.turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err() //nolint:wrapcheck // cancelled
	}
}
