package glosa

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// Version is the hash of what findings follow from beside the papers: of every rule its
// code, severity, foundation and the days it holds, in the order of the codes, and the
// dated data of a catalogue. Other words of a finding do not change it; another check
// under the same code does not either, which the release tells.
func Version(rules []*rule.Rule, cat *catalog.Catalog) document.Hash {
	if len(rules) == 0 {
		rules = Rules()
	}
	rules = slices.SortedFunc(slices.Values(rules), func(a, b *rule.Rule) int { return cmp.Compare(a.Code, b.Code) })
	var b strings.Builder
	put := func(cells ...string) { b.WriteString(strings.Join(cells, "\x1f") + "\x1e") }
	put(string(cat.Version), string(cat.Law))
	for _, r := range rules {
		put(r.Code, string(r.Authority), string(r.Severity), string(r.Ceiling()), r.Confidence, r.Citation, r.From.String(), r.To.String(),
			strconv.Itoa(int(r.Governs)), strings.Join(r.Rows, " "), r.Twin)
	}
	return document.HashOf([]byte(b.String()))
}
