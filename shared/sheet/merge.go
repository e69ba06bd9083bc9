package sheet

import (
	"fmt"
	"sort"
	"strings"
)

// merge marks the cells that a merged range covers: what stands in its first
// cell may or may not be meant for them.
func (r *sheetReader) merge(ref string) error {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return nil
	}
	c0, r0, ok0 := reference(from)
	c1, r1, ok1 := reference(to)
	if !ok0 || !ok1 {
		return fmt.Errorf("merged range %q: %w", ref, errOrder)
	}
	c1 = min(c1, MaxColumns-1)
	first := sort.Search(len(r.s.Rows), func(i int) bool { return r.s.Rows[i].Number >= r0 })
	for i := first; i < len(r.s.Rows) && r.s.Rows[i].Number <= r1; i++ {
		row := &r.s.Rows[i]
		if r.covered += max(0, c1-c0) + 1; r.covered > MaxCells {
			r.w.limit.over(At(r.s.Name, row.Number, -1), "celdas combinadas", "merged cells", MaxCells)
			return nil
		}
		for c := c0; c <= c1; c++ {
			if row.Number == r0 && c == c0 {
				continue
			}
			for len(row.Cells) <= c {
				row.Cells = append(row.Cells, Cell{})
			}
			if row.Cells[c].Problem == nil {
				row.Cells[c].Problem = problem("está combinada con la celda %s; escriba el dato en cada celda", "it is merged with cell %s; write the value in every cell", from)
			}
		}
	}
	return nil
}
