package ours

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// one is a unit in millionths.
const one = 1_000_000

// least is a threshold of patrones.csv on the day of a case, -1 without one.
func least(c *rule.Case, code string) int { return c.Catalog.PatternInt(code, c.On) }

// supplier is the tax id of the one supplier of an import, "" when it has none
// or several.
func supplier(c *rule.Case) string {
	id := ""
	for i := range c.P.Facturas {
		f := c.P.Facturas[i].IDFiscal
		if f == "" || id != "" && f != id {
			return ""
		}
		id = f
	}
	if !c.Importa {
		return ""
	}
	return id
}

func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// median is the lower of the two middle values where there are two.
func median(values []int64) int64 {
	s := slices.Sorted(slices.Values(values))
	return s[(len(s)-1)/2]
}

// distances are those of values from their middle.
func distances(values []int64, mid int64) []int64 {
	out := make([]int64, len(values))
	for i, v := range values {
		out[i] = max(v-mid, mid-v)
	}
	return out
}

// within reports two figures that differ by some millionths of the larger at
// most.
func within(a, b, ppm int64) bool {
	d := max(a-b, b-a)
	return d <= max(a, b)/one*ppm+max(a, b)%one*ppm/one
}

// off reports a value further from the middle than some times the spread, and
// some times larger or smaller than the middle.
func off(v, mid, spread, times, ratio int64) bool {
	far := max(v-mid, mid-v)/times > spread
	return far && (v/ratio > mid || v < mid/ratio)
}

// nearest is what came nearest to be judged: of as many lines the first by name.
type nearest struct {
	name string
	has  int
}

func (n *nearest) see(name string, has int) {
	if has > n.has {
		n.name, n.has = name, has
	}
}

// tooFew answers that nothing came often enough to be compared; it names what came
// nearest, how often it came and how often it must, where the table says it.
func (n *nearest) tooFew(s *rule.Sink, d rule.Data, what document.Text, needs int) rule.Outcome {
	if n.has > 0 && n.has < needs {
		s.Unsaid(d, "Faltan renglones para comparar: %[1]s %[2]q es lo que más tiene, %[3]d, y se piden %[4]d.",
			"Too few lines to compare: %[1]s %[2]q has the most, %[3]d, and %[4]d are asked for.", what, n.name, n.has, needs)
	}
	return s.NoData(d)
}

// alternating follows the fracción of each thing from line to line.
type alternating struct {
	by      func(*rule.Case, *pedimento.Partida) string
	least   string // threshold of lines
	missing rule.Data
	subject document.Text
	of      document.Text // the same within a sentence
	last    *rule.Case
	things  map[string]*classified
}

// classified is the history of one thing.
type classified struct {
	lines, changes int
	back           bool // a fracción it had left came again
	now            string
	seen           []string
}

// Add implements rule.Series.
func (x *alternating) Add(c *rule.Case) {
	if !c.Importa {
		return
	}
	x.last = c
	if x.things == nil {
		x.things = map[string]*classified{}
	}
	for i := range c.P.Partidas {
		q := &c.P.Partidas[i]
		k := x.by(c, q)
		if k == "" || q.Fraccion == "" {
			continue
		}
		t := x.things[k]
		if t == nil {
			t = &classified{now: q.Fraccion, seen: []string{q.Fraccion}}
			x.things[k] = t
		}
		t.lines++
		if q.Fraccion == t.now {
			continue
		}
		t.now = q.Fraccion
		t.changes++
		if slices.Contains(t.seen, q.Fraccion) {
			t.back = true
		} else {
			t.seen = append(t.seen, q.Fraccion)
		}
	}
}

// Close implements rule.Series. A thing that changed once and stayed was
// reclassified; one that came back was not.
func (x *alternating) Close(s *rule.Sink) rule.Outcome {
	if x.last == nil {
		return rule.NotApplicable
	}
	lines, changes := least(x.last, x.least), least(x.last, "serie_alterna_cambios")
	judged, near := false, nearest{}
	for _, k := range sorted(x.things) {
		t := x.things[k]
		near.see(k, t.lines)
		if lines < 0 || changes < 0 || t.lines < lines {
			continue
		}
		judged = true
		if t.back && t.changes >= changes {
			s.Note(rule.Where{Key: k, Field: "fraccion"},
				"%[1]s %[3]s cambió %[4]d veces de fracción en %[5]d renglones, entre %[6]s.", "%[2]s %[3]s changed fracción %[4]d times in %[5]d lines, among %[6]s.",
				x.subject.ES, x.subject.EN, k, t.changes, t.lines, strings.Join(t.seen, ", "))
		}
	}
	if !judged {
		return near.tooFew(s, x.missing, x.of, lines)
	}
	return s.Judged()
}
