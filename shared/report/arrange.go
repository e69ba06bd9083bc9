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
