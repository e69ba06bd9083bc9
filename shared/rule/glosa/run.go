package glosa

import (
	"cmp"
	"slices"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// Tally is how often a rule answered what.
type Tally struct {
	Rule    *rule.Rule
	Counts  [7]int            // by rule.Outcome
	Missing map[rule.Data]int // of "no data", by what was missing
	Lacks   map[rule.Lack]int // the same, by what exactly
}

// Judged is how many cases the rule could judge: those it applies to, was in
// force for and had the data of.
func (t *Tally) Judged() int {
	return t.Counts[rule.Pass] + t.Counts[rule.Notice] + t.Counts[rule.Warning] + t.Counts[rule.Error]
}

func (t *Tally) count(v rule.Verdict) {
	t.Counts[v.Outcome]++
	if v.Missing != "" {
		if t.Missing == nil {
			t.Missing = map[rule.Data]int{}
		}
		t.Missing[v.Missing]++
	}
	if v.Outcome == rule.Unreadable {
		if t.Lacks == nil {
			t.Lacks = map[rule.Lack]int{}
		}
		t.Lacks[v.Lack]++
	}
}

// Glosa asks rules of one company's declarations and books, in one pass.
type Glosa struct {
	// Untold: nobody asks for its tallies, and what rules lack is not kept.
	Untold bool

	setting *rule.Setting
	tallies []Tally
	series  []rule.Series // beside tallies; nil where the rule is no series
	last    document.Date
	desk    rule.Desk
}

func (g *Glosa) count(t *Tally, v rule.Verdict) {
	if !g.Untold {
		t.count(v)
	}
}

// New begins a pass. The setting is read only.
func New(setting *rule.Setting, rules []*rule.Rule) *Glosa {
	g := &Glosa{setting: setting, tallies: make([]Tally, len(rules)), series: make([]rule.Series, len(rules))}
	for i, r := range rules {
		g.tallies[i].Rule = r
		if r.Series != nil {
			g.series[i] = r.Series()
		}
	}
	return g
}

// Pedimento asks every rule of declarations about one, and adds it to the
// series. Declarations come in the order of payment and number.
func (g *Glosa) Pedimento(p *pedimento.Pedimento) []rule.Finding {
	c := g.desk.Case(g.setting, p)
	g.last = max(g.last, c.On)
	for i := range g.tallies {
		t := &g.tallies[i]
		switch r := t.Rule; {
		case r.Case != nil:
			g.count(t, rule.Judge(r, c))
		case r.Series != nil && r.InForce(c.On):
			g.series[i].Add(c)
		}
	}
	return c.Findings()
}

// Gather adds a declaration to the series and asks no rule about it: what would be
// found in it is told elsewhere. It takes its place in the order of Pedimento.
func (g *Glosa) Gather(p *pedimento.Pedimento) {
	c := g.desk.Case(g.setting, p)
	g.last = max(g.last, c.On)
	for i := range g.tallies {
		if r := g.tallies[i].Rule; r.Series != nil && r.InForce(c.On) {
			g.series[i].Add(c)
		}
	}
}

// CFDI asks every rule of electronic invoices about one.
func (g *Glosa) CFDI(inv *cfdi.Comprobante) []rule.Finding {
	c := rule.NewCFDICase(g.setting, inv)
	for i := range g.tallies {
		if t := &g.tallies[i]; t.Rule.CFDI != nil {
			g.count(t, rule.JudgeCFDI(t.Rule, c))
		}
	}
	return c.Findings()
}

// Books asks every rule of inventory.
func (g *Glosa) Books(b *rule.Books) []rule.Finding {
	for i := range g.tallies {
		if t := &g.tallies[i]; t.Rule.Books != nil {
			g.count(t, rule.JudgeBooks(t.Rule, b))
		}
	}
	return b.Findings()
}

// Close asks every series what it shows.
func (g *Glosa) Close() (out []rule.Finding) {
	for i, s := range g.series {
		if s == nil {
			continue
		}
		v, found := rule.Close(g.tallies[i].Rule, s, g.last)
		g.count(&g.tallies[i], v)
		out = append(out, found...)
	}
	return out
}

// Tallies are the counts so far, in the order of the rules.
func (g *Glosa) Tallies() []Tally { return g.tallies }

// Sort puts findings in the order an officer reads them: by key, partida, rule,
// field and other document; never by arrival.
func Sort(fs []rule.Finding) {
	slices.SortFunc(fs, func(a, b rule.Finding) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Field, b.Field), cmp.Compare(a.Other, b.Other), cmp.Compare(a.Message.ES, b.Message.ES))
	})
}
