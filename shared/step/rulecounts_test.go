package step_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
	"example.com/immex/shared/synth/bomcompany"
)

var update = flag.Bool("update", false, "rewrite golden files")

// counts is how often a rule answered what, by the name of the outcome.
type counts map[string]int

// merge adds the tallies of one company.
func merge(all map[string]counts, tallies []glosa.Tally) {
	for _, y := range tallies {
		c := all[y.Rule.Code]
		if c == nil {
			c = counts{}
			all[y.Rule.Code] = c
		}
		for _, o := range rule.Outcomes() {
			if n := y.Counts[o]; n > 0 {
				c[o.String()] += n
			}
		}
	}
}

// judgedFiles ingests files and asks every rule of every company among them.
func judgedFiles(t *testing.T, files []synthFile, on document.Date) map[string]counts {
	t.Helper()
	w := newWorld(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess), Mappings: step.StoredMappings(w.books)}
	for _, f := range files {
		w.settle(reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data})...)
	}
	rfcs, err := w.books.Programmes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]counts{}
	for _, rfc := range rfcs {
		if rfc == step.Unassigned {
			continue
		}
		if _, err := (&step.Match{Books: w.books, Workers: 2}).Run(t.Context(), rfc); err != nil {
			t.Fatal(err)
		}
		j := &step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader}
		judged, err := j.Run(t.Context(), rfc, 0, on)
		if err != nil {
			t.Fatal(err)
		}
		merge(out, judged.Tallies)
	}
	return out
}

// TestRuleCounts holds how often each rule answers what over two invented
// companies to the counts that were committed: a change of a rule shows as
// numbers.
func TestRuleCounts(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	var files []synthFile
	keep := func(name string, b []byte) error {
		files = append(files, synthFile{name, b})
		return nil
	}
	if _, err := synth.Generate(synth.Options{Seed: 21, Months: 6, Pedimentos: 20}, keep); err != nil {
		t.Fatal(err)
	}
	if _, err := bomcompany.Generate(bomcompany.Options{Seed: 21, Months: 6}, keep); err != nil {
		t.Fatal(err)
	}
	got := judgedFiles(t, files, 20211231)
	name := filepath.Join("..", "..", "testdata", "corpus-expected.json")
	if *update {
		b, err := json.MarshalIndent(got, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, append(b, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]counts{}
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts of rules changed; look at each and rewrite with -update (-committed +now):\n%s", diff)
	}
}

// TestCorpusRuleCounts prints the same table over all real documents, and
// holds every rule to errors on at most 2 % of what it could judge.
func TestCorpusRuleCounts(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	root := os.Getenv("IMMEX_CORPUS")
	if root == "" {
		t.Skip("IMMEX_CORPUS not set: the corpus of real documents is not part of the repository")
	}
	var files []synthFile
	for _, dir := range []string{"datastage", "saai", "vucem", "cove", "pedimento_pdf", "cfdi", "invoices"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, ".json") || strings.HasSuffix(path, ".md") {
				return err
			}
			b, err := os.ReadFile(path)
			files = append(files, synthFile{filepath.Base(path), b})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	got := judgedFiles(t, files, 20241231)
	var documents, companies strings.Builder
	for _, r := range glosa.Rules() {
		b := &documents
		if r.Case == nil && r.CFDI == nil {
			b = &companies // books and series are asked once of each
		}
		c := got[r.Code]
		fmt.Fprintf(b, "%-40s", r.Code)
		for _, o := range rule.Outcomes() {
			fmt.Fprintf(b, " %s %d", o, c[o.String()])
		}
		b.WriteByte('\n')
		judged := c["pass"] + c["notice"] + c["warning"] + c["error"]
		if c["error"]*50 > judged && !slices.Contains(storm(), r.Code) {
			t.Errorf("%s: error on %d of %d that the authority accepted", r.Code, c["error"], judged)
		}
	}
	t.Logf("%d rules over the corpus\nby document:\n%s\nby company:\n%s", len(glosa.Rules()), documents.String(), companies.String())
}

// storm are the rules whose errors on the corpus were looked at one by one, and
// are the data's own.
func storm() []string { return nil }
