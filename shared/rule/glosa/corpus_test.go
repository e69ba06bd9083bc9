package glosa_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
)

// corpus gives the accepted declarations of the real Data Stages by company,
// each number once.
func corpus(tb testing.TB) map[string][]*pedimento.Pedimento {
	tb.Helper()
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		tb.Skip("IMMEX_CORPUS not set: the corpus of real documents is not part of the repository")
	}
	zips, _ := filepath.Glob(filepath.Join(dir, "datastage", "*.zip"))
	if len(zips) == 0 {
		tb.Fatal("the corpus holds no Data Stage zips")
	}
	out := map[string][]*pedimento.Pedimento{}
	seen := map[string]bool{}
	for _, name := range zips {
		b, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		d, err := datastage.Open(context.Background(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			tb.Fatalf("%s: %v", filepath.Base(name), err)
		}
		for i := range d.Len() {
			p := d.Pedimento(i)
			if pedimento.Gate(p) != document.Accepted || p.Efecto != document.Pagado || seen[p.RFC+p.Number] {
				continue
			}
			seen[p.RFC+p.Number] = true
			out[p.RFC] = append(out[p.RFC], p)
		}
	}
	return out
}

// TestCorpusRules prints how often each rule answered what over real, paid
// pedimentos, and holds it to 2 % errors: the authority accepted them all.
func TestCorpusRules(t *testing.T) {
	total := map[string]*glosa.Tally{}
	examples := map[string]string{}
	for _, peds := range corpus(t) {
		slices.SortFunc(peds, glosa.Order)
		index := glosa.NewIndex()
		for _, p := range peds {
			index.Add(glosa.EntryOf(p, false))
		}
		g := glosa.New(&rule.Setting{Catalog: catalog.Default(), Others: index}, glosa.Rules())
		for _, p := range peds {
			for _, f := range g.Pedimento(p) {
				if examples[f.Code] == "" {
					examples[f.Code] = f.Key + ": " + f.Message.EN
				}
			}
		}
		for _, f := range g.Close() {
			if examples[f.Code] == "" {
				examples[f.Code] = f.Key + ": " + f.Message.EN
			}
		}
		for _, y := range g.Tallies() {
			sum(total, y)
		}
	}
	var b strings.Builder
	for _, r := range glosa.Rules() {
		y := total[r.Code]
		fmt.Fprintf(&b, "%-36s n/a %5d  not in force %5d  no data %5d  pass %5d  notice %5d  warning %5d  error %5d  %v\n",
			r.Code, y.Counts[0], y.Counts[1], y.Counts[2], y.Counts[3], y.Counts[4], y.Counts[5], y.Counts[6], slices.Sorted(maps.Keys(y.Missing)))
		if e := examples[r.Code]; e != "" {
			fmt.Fprintf(&b, "    %.180s\n", e)
		}
		if n := y.Judged(); r.Case != nil && y.Counts[rule.Error]*50 > n {
			t.Errorf("%s: error on %d of %d pedimentos that the authority accepted", r.Code, y.Counts[rule.Error], n)
		}
	}
	t.Logf("%d rules\n%s", len(glosa.Rules()), b.String())
}

func sum(total map[string]*glosa.Tally, y glosa.Tally) {
	have := total[y.Rule.Code]
	if have == nil {
		have = &glosa.Tally{Rule: y.Rule, Missing: map[rule.Data]int{}}
		total[y.Rule.Code] = have
	}
	for i, n := range y.Counts {
		have.Counts[i] += n
	}
	for d, n := range y.Missing {
		have.Missing[d] += n
	}
}
