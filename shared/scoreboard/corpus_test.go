package scoreboard_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/scoreboard"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/companydocs"
	"example.com/immex/shared/synth/specimen"
)

// fate is what becomes of the papers of one folder of the corpus.
type fate struct {
	Files    int            `json:"files"`
	Papers   map[string]int `json:"papers"` // by kind and status
	Compared int            `json:"compared,omitempty"`
	// Wrong counts compared papers of which a figure is not as in the truth.
	Wrong int            `json:"wrong"`
	Codes map[string]int `json:"codes"` // that blocked a paper
}

// TestCorpus reads every real document: each is accepted, or refused for a
// stated reason; where a truth can be had nothing is accepted wrong.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: reads one document after the other, and all of them without -short")
	}
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: real documents are not part of the repository")
	}
	fates, r := map[string]*fate{}, reader(t)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".truth.json") || strings.HasSuffix(path, ".md") || strings.HasSuffix(path, "MANIFEST.csv") {
			return err
		}
		folder, err := filepath.Rel(dir, filepath.Dir(path))
		if err != nil || folder == "licenses" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f := fates[folder]
		if f == nil {
			f = &fate{Papers: map[string]int{}, Codes: map[string]int{}}
			fates[folder] = f
		}
		f.Files++
		f.read(t, r, path, b)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	report(fates)
	compareFates(t, fates)
}

// read judges one file and everything in it.
func (f *fate) read(t *testing.T, r *step.Reader, path string, b []byte) {
	t.Helper()
	papers := r.Read(context.Background(), step.Input{Name: filepath.Base(path), Bytes: b})
	for _, p := range papers {
		f.Papers[fmt.Sprintf("%s %s", p.Record.Kind, p.Record.Status)]++
		if p.Record.Status == document.Accepted {
			continue
		}
		if !listed(p.Record.Findings) {
			t.Errorf("%s is %s without a reason that cotejos.csv lists: %v", p.Record.Name, p.Record.Status, p.Record.Findings)
		}
		seen := map[string]bool{}
		for _, x := range p.Record.Findings {
			if (x.Severity == document.Error || x.Severity == document.Unreadable || p.Record.Status == document.Unsupported) && !seen[x.Code] {
				seen[x.Code] = true
				f.Codes[x.Code]++
			}
		}
	}
	if raw, err := os.ReadFile(strings.TrimSuffix(path, ".pdf") + ".truth.json"); err == nil {
		x := readTranscript(t, raw)
		f.compare(t, &specimen.Specimen{
			Name: filepath.Base(path), Kind: document.KindPedimento, Bytes: b, Want: specimen.Accept, Truth: x.paths(),
		}, papers)
		if keys := x.passedOver(); len(keys) > 0 {
			t.Errorf("%s: the truth says %v and nothing compares it", filepath.Base(path), keys)
		}
	}
	if len(papers) > 0 && papers[0].Record.Kind == document.KindDataStage {
		truth, err := companydocs.StageTruth(b)
		if err != nil {
			return // a zip in a zip, or a damaged one: not for this reading
		}
		for _, p := range papers {
			if p.Pedimento == nil {
				continue
			}
			if w := truth(p.Pedimento.Number); w != nil {
				f.compare(t, &specimen.Specimen{Name: p.Record.Name, Kind: document.KindPedimento, Want: specimen.Accept, Truth: w}, []*step.Paper{p})
			}
		}
	}
}

// listed reports a finding that refuses or sets apart and that the catalogue
// has among its checks.
func listed(findings document.Findings) bool {
	for _, x := range findings {
		want := x.Severity
		if want == document.Unreadable {
			want = document.Error
		}
		if want != document.Warning && slices.ContainsFunc(catalog.Default().Cotejos(), func(c catalog.Cotejo) bool { return c.Code == x.Code && c.Severity == want }) {
			return true
		}
	}
	return false
}

func (f *fate) compare(t *testing.T, s *specimen.Specimen, papers []*step.Paper) {
	t.Helper()
	v, err := scoreboard.JudgeRead(papers, s)
	if err != nil {
		t.Error(err)
		return
	}
	f.Compared++
	if len(v.NotInView) > 0 {
		t.Errorf("%s: the view has no %v", s.Name, v.NotInView)
	}
	if v.Outcome != scoreboard.AcceptedWrong && len(v.Differ) == 0 {
		return
	}
	if f.Wrong++; f.Wrong <= *examples {
		t.Errorf("%s: %s %s: %+v", s.Name, v.Outcome, v.Reason, v.Differ[:min(3, len(v.Differ))])
	}
}

func report(fates map[string]*fate) {
	for _, k := range slices.Sorted(maps.Keys(fates)) {
		f := fates[k]
		fmt.Printf("%-18s %3d files, %d compared with a truth, %d wrong\n", k, f.Files, f.Compared, f.Wrong)
		for _, p := range slices.Sorted(maps.Keys(f.Papers)) {
			fmt.Printf("    %-40s %d\n", p, f.Papers[p])
		}
		for _, c := range slices.Sorted(maps.Keys(f.Codes)) {
			fmt.Printf("      refused for %-28s %d\n", c, f.Codes[c])
		}
	}
}

func compareFates(t *testing.T, fates map[string]*fate) {
	t.Helper()
	for folder, f := range fates {
		if f.Wrong > 0 {
			t.Errorf("%s: %d documents were accepted wrong", folder, f.Wrong)
		}
	}
	golden := filepath.Join("testdata", "corpus.golden.json")
	if *update {
		b, err := json.MarshalIndent(fates, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, append(b, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	raw, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]*fate{}
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, fates); d != "" {
		t.Errorf("the corpus reads otherwise; look why, then rewrite the counts with -update:\n%s", d)
	}
}
