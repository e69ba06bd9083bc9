package desk

import (
	"slices"
	"sync"
)

// memo keeps the last few answers to the same question. A question that is
// being answered is answered once; an error is not kept.
type memo[K comparable, V any] struct {
	keep int

	mu    sync.Mutex
	slots map[K]*slot[V]
	order []K // the least lately asked for first
}

type slot[V any] struct {
	once sync.Once
	v    V
	err  error
}

func newMemo[K comparable, V any](keep int) *memo[K, V] {
	return &memo[K, V]{keep: keep, slots: map[K]*slot[V]{}}
}

// of is the answer to a question, worked out when it is not kept.
func (m *memo[K, V]) of(k K, answer func() (V, error)) (V, error) {
	m.mu.Lock()
	s, ok := m.slots[k]
	if !ok {
		s = &slot[V]{}
		m.slots[k] = s
		if len(m.order) >= m.keep {
			delete(m.slots, m.order[0])
			m.order = m.order[1:]
		}
	} else {
		m.order = slices.DeleteFunc(m.order, func(x K) bool { return x == k })
	}
	m.order = append(m.order, k)
	m.mu.Unlock()
	s.once.Do(func() { s.v, s.err = answer() })
	if s.err != nil {
		m.mu.Lock()
		if m.slots[k] == s {
			delete(m.slots, k)
			m.order = slices.DeleteFunc(m.order, func(x K) bool { return x == k })
		}
		m.mu.Unlock()
	}
	return s.v, s.err
}
