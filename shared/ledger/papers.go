package ledger

import (
	"maps"
	"slices"
)

// Papers is a Shelf in memory.
type Papers struct {
	about map[string][]Said          // by key of the ref it is about
	up    map[string]map[string]bool // by key of what is led to: the groups that lead to it
}

// NewPapers is an empty shelf.
func NewPapers() *Papers {
	return &Papers{map[string][]Said{}, map[string]map[string]bool{}}
}

// Add puts one piece of evidence on the shelf; group is where it is kept.
func (p *Papers) Add(group string, s Said) {
	if s.Dice != Declara {
		key := Ref(s.De).Key()
		p.about[key] = append(p.about[key], s)
	}
	if s.A == "" {
		return
	}
	key := s.A.Key()
	if p.up[key] == nil {
		p.up[key] = map[string]bool{}
	}
	p.up[key][group] = true
}

// About implements Shelf.
func (p *Papers) About(ref Ref) ([]Said, error) {
	var out []Said
	for _, s := range p.about[ref.Key()] {
		if s.De == string(ref) {
			out = append(out, s)
		}
	}
	return out, nil
}

// Holders implements Shelf.
func (p *Papers) Holders(ref Ref) ([]string, error) {
	return Climb([]string{ref.Key()}, func(keys []string) ([]string, error) { return p.Above(keys), nil })
}

// Above are the groups that lead to any of some keys directly.
func (p *Papers) Above(keys []string) []string {
	var out []string
	for _, k := range keys {
		out = slices.AppendSeq(out, maps.Keys(p.up[k]))
	}
	return out
}

// Climb follows keys up to the groups of pedimentos, in order; above gives the
// groups that lead to any of some keys directly, asked once per step.
func Climb(keys []string, above func(keys []string) ([]string, error)) ([]string, error) {
	seen, found := map[string]bool{}, map[string]bool{}
	for len(keys) > 0 {
		next := map[string]bool{}
		for _, k := range keys {
			seen[k] = true
		}
		groups, err := above(keys)
		if err != nil {
			return nil, err
		}
		for _, g := range groups {
			switch {
			case !IsRefKey(g):
				found[g] = true
			case !seen[g]:
				next[g] = true
			}
		}
		keys = slices.Sorted(maps.Keys(next))
	}
	return slices.Sorted(maps.Keys(found)), nil
}
