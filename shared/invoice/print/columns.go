package print

import "slices"

// stack is a column of a heading while its lines are put together.
type stack struct {
	x0, x1 points
	rows   [maxHead * 2][]word
}

// columnsOf makes columns of the lines of a heading. The phrases of the main
// line are columns; those of the other lines stand above or below them, and
// one that spans several columns belongs to each.
func (n *naming) columnsOf(ls []line, main int) []column {
	var stacks []*stack
	for _, i := range outward(main, len(ls)) {
		for _, p := range n.split(ls[i].phrases) {
			stacks = pile(stacks, p, i)
		}
	}
	slices.SortStableFunc(stacks, func(a, b *stack) int { return int(a.x0*64) - int(b.x0*64) })
	out := make([]column, 0, len(stacks))
	for _, s := range stacks {
		c := n.field(slices.Concat(s.rows[:]...))
		c.x0, c.x1 = s.x0, s.x1
		out = append(out, c)
	}
	return out
}

// outward lists the lines of a heading from its main line outwards, the line
// below before the line above.
func outward(main, lines int) []int {
	order := []int{main}
	for d := 1; d < lines; d++ {
		for _, i := range []int{main + d, main - d} {
			if i >= 0 && i < min(lines, maxHead*2) {
				order = append(order, i)
			}
		}
	}
	return order
}

// pile puts a phrase of line i on the columns it overlaps, or makes it one.
func pile(stacks []*stack, p phrase, i int) []*stack {
	var over []*stack
	for _, s := range stacks {
		if p.overlaps(s.x0, s.x1) {
			over = append(over, s)
		}
	}
	if len(over) == 0 {
		s := &stack{x0: p.x0(), x1: p.x1()}
		s.rows[i] = p
		return append(stacks, s)
	}
	for _, s := range over {
		s.rows[i] = append(s.rows[i], p...)
	}
	if len(over) == 1 {
		s := over[0]
		s.x0, s.x1 = min(s.x0, p.x0()), max(s.x1, p.x1())
	}
	return stacks
}

// split parts headings that stand so close that they read as one phrase: only
// where every part names a known field of its own.
func (n *naming) split(ps []phrase) []phrase {
	var out []phrase
	for _, p := range ps {
		if parts := n.parts2(p); len(p) > 1 && n.field(p).id == "" && parts != nil {
			out = append(out, parts...)
			continue
		}
		out = append(out, p)
	}
	return out
}

// maxGlued is how many words of glued headings are tried: more is a text.
const maxGlued = 10

func (n *naming) parts2(p phrase) []phrase {
	if len(p) == 0 {
		return []phrase{}
	}
	if len(p) > maxGlued {
		return nil
	}
	for i := len(p); i > 0; i-- {
		if n.field(p[:i]).id == "" {
			continue
		}
		if rest := n.parts2(p[i:]); rest != nil {
			return append([]phrase{p[:i]}, rest...)
		}
	}
	return nil
}
