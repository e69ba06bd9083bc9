package ledger

import (
	"maps"
	"math"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// side is what one side of a transfer says, added up.
type side struct {
	keys    []string
	lines   int
	units   map[string]quantity.Micros // UMT
	goods   map[string]quantity.Micros // UMT by fracción and unit
	dolares money.Sum
	over    bool // a sum does not fit
}

func sideOf(all []Transfer, at []int) side {
	s := side{units: map[string]quantity.Micros{}, goods: map[string]quantity.Micros{}}
	for _, i := range at {
		f := all[i].Fact
		s.keys = append(s.keys, f.Key)
		s.lines += len(f.Lineas)
		for n := range f.Lineas {
			l := &f.Lineas[n]
			s.add(l.UMT, l.CantidadUMT)
			s.goods[l.Fraccion+" "+l.UMT] += l.CantidadUMT // no more than of its unit, which fits or is told
			s.dolares.Add(f.Lineas[n].Dolares)
		}
	}
	return s
}

func (s *side) add(unit string, q quantity.Micros) {
	have := s.units[unit]
	if q < 0 || have > math.MaxInt64-q {
		s.over = true
		return
	}
	s.units[unit] = have + q
}

// differ names what both sides say differently: quantity by unit, dollars.
func (s *side) differ(theirs *side, cat *catalog.Catalog, on document.Date) []document.Text {
	var out []document.Text
	ours, others := document.Text{ES: "en el nuestro", EN: "in ours"}, document.Text{ES: "en el suyo", EN: "in theirs"}
	if len(s.keys)+len(theirs.keys) > 2 {
		a, b := strings.Join(s.keys, ", "), strings.Join(theirs.keys, ", ")
		ours, others = document.Textf("en los nuestros (%s)", "in ours (%s)", a), document.Textf("en los suyos (%s)", "in theirs (%s)", b)
	}
	say := func(what document.Text, a, b string) {
		out = append(out, document.Text{
			ES: what.ES + ": " + a + " " + ours.ES + ", " + b + " " + others.ES,
			EN: what.EN + ": " + a + " " + ours.EN + ", " + b + " " + others.EN,
		})
	}
	for _, unit := range unitsOf(s.units, theirs.units) {
		if a, b := s.units[unit], theirs.units[unit]; a != b {
			say(document.Textf("cantidad en la unidad %s", "quantity in unit %s", unit), a.String(), b.String())
		}
	}
	a, okA := s.dolares.Total()
	b, okB := theirs.dolares.Total()
	if okA && okB && !money.Within(a, b, cat.Tolerance("v1_contradiction", on, a, s.lines)) {
		say(document.Text{ES: "valor en dólares", EN: "value in dollars"}, a.String(), b.String())
	}
	return out
}

// unlike names the fracciones of which both sides say other quantities, though
// their sums by unit agree: other goods, or another classification.
func (s *side) unlike(theirs *side) (names []string) {
	for _, g := range unitsOf(s.goods, theirs.goods) {
		if s.goods[g] != theirs.goods[g] {
			fraccion, _, _ := strings.Cut(g, " ")
			names = append(names, fraccion)
		}
	}
	return slices.Compact(names)
}

// priced reports that the value of a side is known.
func (s *side) priced() bool {
	_, ok := s.dolares.Total()
	return ok
}

// unitsOf are the units of two sides, in order.
func unitsOf(a, b map[string]quantity.Micros) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

// citations compares, in a group of several, what our records 512 identify of
// each counterpart with what it declares. The sums of the group decide whether
// it is confirmed; a citation that says otherwise is for a person to look at.
func (k *pairing) citations(g pairGroup) {
	for _, j := range g.theirs {
		c, own := &k.theirs[j], sideOf(k.theirs, []int{j})
		said, known := k.identified(j)
		if !known {
			continue
		}
		for _, unit := range unitsOf(said.units, own.units) {
			if a, b := said.units[unit], own.units[unit]; a != b {
				for _, i := range k.back[j] {
					k.out[i].find("v1_citation", document.Warning, document.Textf(
						"Nuestros registros 512 identifican %s en la unidad %s del pedimento %s, que declara %s. Revise qué cantidad identifica cada uno.",
						"Our records 512 identify %s in unit %s of pedimento %s, which declares %s. Check which quantity each identifies.", a, unit, c.Fact.Key, b))
				}
			}
		}
	}
}

// identified adds up what our records 512 identify of one counterpart; known is
// false when one of them tells no quantity, or none names it.
func (k *pairing) identified(j int) (said side, known bool) {
	said.units = map[string]quantity.Micros{}
	for _, i := range k.back[j] {
		for _, n := range k.ours[i].Fact.Nombrados {
			if !k.theirs[j].is(n.Key) {
				continue
			}
			if n.Cantidad <= 0 {
				return said, false
			}
			said.add(n.Unidad, n.Cantidad)
		}
	}
	return said, !said.over && len(said.units) > 0
}
