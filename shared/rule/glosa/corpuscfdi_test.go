package glosa_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/rule/papers"
)

// TestCorpusInvoices prints what the rules of electronic invoices say of the
// accepted ones of the corpus, fixtures of other projects: none of them is a
// declaration's, so only what an invoice says of itself is judged.
func TestCorpusInvoices(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the corpus of real documents is not part of the repository")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "cfdi", "*.xml"))
	if len(files) == 0 {
		t.Fatal("the corpus holds no CFDI")
	}
	index := papers.New()
	g := glosa.New(&rule.Setting{Catalog: catalog.Default(), Papers: index, Others: glosa.NewIndex()}, glosa.Rules())
	var b strings.Builder
	accepted := 0
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c, _, status := cfdi.Read(raw)
		if c == nil || status != document.Accepted {
			continue
		}
		accepted++
		index.Add(c)
		for _, f := range g.CFDI(c) {
			fmt.Fprintf(&b, "    %s %s: %s\n", filepath.Base(name), f.Code, f.Message.EN)
		}
	}
	for _, y := range g.Tallies() {
		if y.Rule.CFDI != nil {
			fmt.Fprintf(&b, "%-32s %v\n", y.Rule.Code, y.Counts)
		}
		if y.Rule.CFDI != nil && y.Counts[rule.NotApplicable]+y.Counts[rule.NotInForce]+y.Counts[rule.Unreadable]+y.Judged() != accepted {
			t.Errorf("%s: counts %v of %d invoices", y.Rule.Code, y.Counts, accepted)
		}
	}
	t.Logf("%d of %d accepted\n%s", accepted, len(files), b.String())
}
