package report

// near has memory fetched for many rows at once, before the first of them is made.
type near struct {
	from, to int
	some     byte // of what was read, so that it is
}

// rowsNear are looked at together: as many as a processor waits for at a time.
const rowsNear = 16

// row is told of the row that is made next, of how many, and what reads a little of
// each.
func (n *near) row(i, all int, read func(i int) byte) {
	if i >= n.from && i < n.to {
		return
	}
	n.from, n.to = i, min(all, i+rowsNear)
	for k := n.from; k < n.to; k++ {
		n.some += read(k)
	}
}
