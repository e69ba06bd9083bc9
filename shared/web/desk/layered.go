package desk

import "maps"

// layered is a map that never changes: one with more in it shares all that was
// there before, under what is new.
type layered[K comparable, V any] struct {
	below, top map[K]V
}

// leastTop is how much lies on top before both become one.
const leastTop = 1024

func (m layered[K, V]) of(k K) (V, bool) {
	if v, ok := m.top[k]; ok {
		return v, true
	}
	v, ok := m.below[k]
	return v, ok
}

// with is the map with more in it.
func (m layered[K, V]) with(more map[K]V) layered[K, V] {
	switch {
	case len(more) == 0:
		return m
	case len(m.below) == 0:
		return layered[K, V]{below: more}
	}
	top := make(map[K]V, len(m.top)+len(more))
	maps.Copy(top, m.top)
	maps.Copy(top, more)
	if len(top) < max(leastTop, len(m.below)/leastTop) {
		return layered[K, V]{m.below, top}
	}
	below := make(map[K]V, len(m.below)+len(top))
	maps.Copy(below, m.below)
	maps.Copy(below, top)
	return layered[K, V]{below: below}
}
