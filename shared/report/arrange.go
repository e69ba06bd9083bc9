package report

import (
	"cmp"
	"slices"
)

// arrange puts rows in order, those that are equal as they stood. The places of
// the rows are sorted and each row moves once: rows are large, and a month has a
// million of them. It gives where each row stands after it, by where it stood.
func arrange[T any](rows []T, order func(a, b *T) int) (to []int32) {
	return arrangeAt(rows, func(i, j int32) int { return order(&rows[i], &rows[j]) })
}

// arrangeAt is arrange of rows that are told apart by where they stand.
func arrangeAt[T any](rows []T, order func(i, j int32) int) (to []int32) {
	at := make([]int32, len(rows))
	for i := range at {
		at[i] = int32(i)
	}
	slices.SortFunc(at, func(i, j int32) int {
		if c := order(i, j); c != 0 {
			return c
		}
		return cmp.Compare(i, j)
	})
	return move(rows, at)
}

// sortKey is what most rows are told apart by, the first before the second, and
// where the row stands.
type sortKey struct {
	first  uint64
	second int32
	at     int32
}

// arrangeBy is arrange of rows by their keys, and by order where those are alike:
// keys lie one behind the other, while what order looks at may be far away.
func arrangeBy[T any](rows []T, key func(i int) (first uint64, second int32), order func(i, j int32) int) (to []int32) {
	keys := make([]sortKey, len(rows))
	for i := range keys {
		first, second := key(i)
		keys[i] = sortKey{first, second, int32(i)}
	}
	slices.SortFunc(keys, func(a, b sortKey) int {
		switch {
		case a.first != b.first:
			return cmp.Compare(a.first, b.first)
		case a.second != b.second:
			return cmp.Compare(a.second, b.second)
		case a.at == b.at:
			return 0
		}
		return cmp.Or(order(a.at, b.at), cmp.Compare(a.at, b.at))
	})
	at := make([]int32, len(keys))
	for i := range keys {
		at[i] = keys[i].at
	}
	return move(rows, at)
}

// arrangeIn is arrange of rows by numbers below n.
func arrangeIn[T any](rows []T, n int, number func(*T) uint32) (to []int32) {
	next := make([]int32, n+1) // where the next row of a number goes
	for i := range rows {
		next[number(&rows[i])+1]++
	}
	for k := range n {
		next[k+1] += next[k]
	}
	at := make([]int32, len(rows))
	for i := range rows {
		k := &next[number(&rows[i])]
		at[*k] = int32(i)
		*k++
	}
	return move(rows, at)
}

// move puts rows where at says which of them comes, and gives where each went.
func move[T any](rows []T, at []int32) (to []int32) {
	to = make([]int32, len(at))
	for k, from := range at {
		to[from] = int32(k)
	}
	const moved = -1
	for start := range at {
		if at[start] == moved {
			continue
		}
		first, k := rows[start], start
		for from := int(at[k]); from != start; from = int(at[k]) {
			rows[k], at[k] = rows[from], moved
			k = from
		}
		rows[k], at[k] = first, moved
	}
	return to
}
