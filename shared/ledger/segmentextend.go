package ledger

import "slices"

// extend puts items at the end and cuts what that changes.
func (s *spine) extend(added items) error {
	if added.len() == 0 {
		return nil
	}
	levels := levelsOf(added)
	highest := min(max(1, slices.Max(levels)), leafLevel) // at least 1: the rest always grows together with what comes
	joined, err := s.takeOff(func(e *entry) bool { return e.level < highest })
	if err != nil {
		return err
	}
	if joined.len() == 0 {
		joined = added
	} else {
		levels = slices.Concat(levelsOf(joined), levels)
		joined.join(added)
	}
	from := 0
	for _, to := range cuts(levels) {
		if err := s.push(s.w.segment(joined, from, to, levels[to-1], s.takes)); err != nil {
			return err
		}
		from = to
	}
	if from < len(levels) {
		e := entry{n: len(levels) - from, last: joined.date(len(levels) - 1), inline: &rest{items: joined.pack(from, len(levels))}}
		if s.takes {
			e.inline.takes, e.nTakes = joined.packTakes(from, len(levels))
		}
		return s.push(e)
	}
	return nil
}

// push puts a piece at the end.
func (s *spine) push(e entry) error {
	s.n += e.n
	if e.level < leafLevel {
		s.tail = append(s.tail, e)
		return nil
	}
	if err := s.readLeaves(); err != nil {
		return err
	}
	s.leaves, s.inLeaves = append(s.leaves, e), s.inLeaves+e.n
	if e.level < pageLevel {
		return nil
	}
	if err := s.readPages(); err != nil {
		return err
	}
	page := entry{n: s.inLeaves, last: e.last, level: e.level, id: s.w.emit(packIndex(s.leaves, s.takes))}
	for i := range s.leaves {
		page.nTakes += s.leaves[i].nTakes
	}
	s.pages, s.inPages = append(s.pages, page), s.inPages+page.n
	s.leaves, s.inLeaves = nil, 0
	return nil
}

// levelsOf are the levels of items.
func levelsOf(x items) []uint8 {
	levels := make([]uint8, x.len())
	for i := range levels {
		levels[i] = x.level(i)
	}
	return levels
}
