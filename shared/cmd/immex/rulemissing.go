package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
)

// unjudgedLine is the JSON of a rule that could not judge some cases.
type unjudgedLine struct {
	RFC      string     `json:"rfc"`
	Code     string     `json:"code"`
	Judged   int        `json:"juzgados"`
	Unjudged int        `json:"sin_dato"`
	Lacks    []lackLine `json:"faltan"`
}

// lackLine is one thing that is missing.
type lackLine struct {
	Data  rule.Data `json:"dato"`
	Table *string   `json:"tabla"`
	Key   *string   `json:"llave"`
	When  *string   `json:"para"` // day, month or year
	Text  string    `json:"texto"`
	Times int       `json:"veces"`
}

// listUnjudged tells, of each programme, what its rules could not judge and what
// exactly they lacked.
func (a *app) listUnjudged(c *cobra.Command, shows func(*rule.Rule) bool) error {
	return a.eachProgramme(c, func(f *folder, rfc string) error {
		j, done, err := a.judge(f)
		if err != nil {
			return err
		}
		defer done()
		judged, err := j.Run(c.Context(), rfc, 0, a.today())
		if err != nil {
			return fmt.Errorf("rules of %s: %w", rfc, err)
		}
		if !a.json {
			a.printf("%s", "%s", rfc)
		}
		for i := range judged.Tallies {
			t := &judged.Tallies[i]
			if n := t.Counts[rule.Unreadable]; n > 0 && shows(t.Rule) {
				if err := a.printUnjudged(rfc, t, n); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (a *app) printUnjudged(rfc string, t *glosa.Tally, n int) error {
	line := unjudgedLine{RFC: rfc, Code: t.Rule.Code, Judged: t.Judged(), Unjudged: n}
	for _, l := range slices.SortedFunc(maps.Keys(t.Lacks), func(x, y rule.Lack) int {
		return cmp.Or(t.Lacks[y]-t.Lacks[x], cmp.Compare(x.Data, y.Data), cmp.Compare(x.Table, y.Table), cmp.Compare(x.Key, y.Key), cmp.Compare(x.When, y.When))
	}) {
		line.Lacks = append(line.Lacks, lackLine{l.Data, optional(l.Table), optional(l.Key), optional(l.When), l.Text().In(a.lang), t.Lacks[l]})
	}
	if a.json {
		return a.emit(line)
	}
	a.printf("  %s: %d sin dato, %d juzgados", "  %s: %d without data, %d judged", t.Rule.Code, n, line.Judged)
	for i := range line.Lacks[:min(mostLacks, len(line.Lacks))] {
		l := &line.Lacks[i]
		a.printf("    %d × %s", "    %d × %s", l.Times, l.Text)
	}
	if more := len(line.Lacks) - mostLacks; more > 0 {
		a.printf("    y %d más (--json los da todos)", "    and %d more (--json gives all)", more)
	}
	return nil
}

// mostLacks is how many things one rule lacks are printed.
const mostLacks = 5
