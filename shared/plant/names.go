package plant

import (
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// names is what other names stand for, day by day.
type names struct {
	days map[string][]meaning // by name, in order, without gaps between the first and the last
	of   map[string][]string  // by part: every name that stands for it on some day
}

// meaning is what a name stands for from one day to another.
type meaning struct {
	from, to document.Date
	part     string   // the name itself when it stands for nothing else
	row      *row     // of an alias that holds then; nil: none does
	circle   bool     // it leads back to itself, which is told already
	others   []string // what it may stand for; more than one is a doubt
}

func (m meaning) span() (from, to document.Date) { return m.from, m.to }

// readNames works out on which days each alias stands for which part. One that
// holds for two parts, or is itself a part of the catalogue then, or leads
// back to itself, is told and stands for nothing.
func (x *Index) readNames(m merged) {
	byName := map[string][]*row{}
	for i := range m["alias"] {
		r := &m["alias"][i]
		byName[r.text("alias")] = append(byName[r.text("alias")], r)
	}
	x.names = names{days: map[string][]meaning{}, of: map[string][]string{}}
	for name, rows := range byName {
		x.names.days[name] = x.meanings(name, rows)
	}
	x.circles()
	reach := map[string]map[string]bool{}
	for name, list := range x.names.days {
		for _, d := range list {
			for part := range x.names.reached(name, d) {
				if reach[part] == nil {
					reach[part] = map[string]bool{}
				}
				reach[part][name] = true
			}
			if len(d.others) > 1 && !d.circle {
				x.doubt(name, d)
			}
		}
	}
	for part, set := range reach {
		x.names.of[part] = slices.Sorted(maps.Keys(set))
	}
}

// meanings cuts the days of one name where something changes.
func (x *Index) meanings(name string, rows []*row) (out []meaning) {
	cuts := map[document.Date]bool{0: true}
	cut := func(from, to document.Date) {
		cuts[from] = true
		if to < lastDay {
			cuts[to.AddDays(1)] = true
		}
	}
	for _, r := range rows {
		cut(r.from, r.to)
	}
	for _, p := range x.parts[name] {
		cut(p.days())
	}
	days := slices.Sorted(maps.Keys(cuts))
	for i, from := range days {
		d := meaning{from: from, to: lastDay, part: name}
		if i+1 < len(days) {
			d.to = days[i+1].AddDays(-1)
		}
		d.read(name, rows, span(x.parts[name], from, Part.days) >= 0)
		out = append(out, d)
	}
	return out
}

// read gathers what a name may stand for: what its aliases say, and itself
// when the catalogue has it as a part of its own.
func (m *meaning) read(name string, rows []*row, own bool) {
	parts := map[string]bool{}
	for _, r := range rows {
		if r.from <= m.from && m.from <= r.to {
			parts[r.text("parte")] = true
			if m.row == nil || before(r, m.row) {
				m.row = r
			}
		}
	}
	if len(parts) > 0 && own {
		parts[name] = true
	}
	m.others = slices.Sorted(maps.Keys(parts))
	if len(parts) == 1 {
		m.part = m.others[0]
	}
}

// before orders rows by where they stand, for one choice among equals.
func before(a, b *row) bool {
	if a.file.Hash != b.file.Hash {
		return a.file.Hash < b.file.Hash
	}
	return a.at.Fila < b.at.Fila
}

// circles takes back the meanings of names that lead back to themselves.
func (x *Index) circles() {
	type turn struct {
		name string
		at   int
	}
	var found []turn
	for name, list := range x.names.days {
		for i := range list {
			d := &list[i]
			for on := d.from; d.part != name && on <= d.to; {
				back, to := x.names.returns(name, on)
				if back {
					found = append(found, turn{name, i})
				}
				if back || to >= lastDay {
					break
				}
				on = max(to, on).AddDays(1)
			}
		}
	}
	for _, t := range found {
		d := &x.names.days[t.name][t.at]
		x.problem(d.row, "plant_alias_circle", document.Error, document.Textf(
			"El alias %q lleva a %s y de ahí otra vez a él; no se usa del %s al %s. Corrija el catálogo de alias.",
			"Alias %q leads to %s and from there back to itself; it is not used from %s to %s. Correct the list of aliases.",
			t.name, d.part, d.from, d.to))
		d.others, d.part, d.circle = []string{d.part, t.name}, t.name, true
	}
}

// returns follows a name on a date and tells whether it comes back to it, and
// up to which day that is so.
func (n names) returns(name string, on document.Date) (back bool, to document.Date) {
	to = lastDay
	seen := map[string]bool{}
	for part := name; !seen[part]; {
		seen[part] = true
		list := n.days[part]
		i := span(list, on, meaning.span)
		if i < 0 {
			return false, to
		}
		to = min(to, list[i].to)
		if list[i].part == part {
			return false, to
		}
		if part = list[i].part; part == name {
			return true, to
		}
	}
	return false, to // another's circle, which is told there
}

// reached is every part that a meaning leads to on its days.
func (n names) reached(name string, d meaning) map[string]bool {
	out := map[string]bool{}
	for on := d.from; d.part != name && on <= d.to; {
		part, _, to := n.Name(name, on)
		out[part] = true
		if to >= lastDay {
			break
		}
		on = to.AddDays(1)
	}
	return out
}

// Name is the part a name stands for on a date, and on which days.
func (n names) Name(name string, on document.Date) (part string, from, to document.Date) {
	part, to = name, lastDay
	for {
		list := n.days[part]
		i := span(list, on, meaning.span)
		if i < 0 {
			return part, from, to
		}
		from, to = max(from, list[i].from), min(to, list[i].to)
		if list[i].part == part {
			return part, from, to
		}
		part = list[i].part
	}
}

// doubt tells of an alias that stands for nothing on some days.
func (x *Index) doubt(name string, d meaning) {
	x.problem(d.row, "plant_alias_doubt", document.Error, document.Textf(
		"%q vale a la vez para %s del %s al %s y no se usa esos días; deje una, o cierre la parte en el catálogo.",
		"%q holds for %s at the same time from %s to %s and is not used on those days; leave one, or close the part in the catalogue.",
		name, strings.Join(d.others, ", "), d.from, d.to))
}

// Name is the part that a name stands for on a date: itself, without an alias.
// ok is false when an alias is in doubt that day: it renames nothing, and the
// finding of Problems says why.
func (x *Index) Name(alias string, on document.Date) (part string, ok bool) {
	part, _, _ = x.names.Name(alias, on)
	list := x.names.days[part]
	if i := span(list, on, meaning.span); i >= 0 && list[i].part == part && len(list[i].others) > 1 {
		return part, false
	}
	return part, true
}
