package pdfium_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/locked"
	"example.com/immex/shared/synth"
	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
)

// layouts are those that shared/synth/prints draws.
const layouts = 12

var missing = flag.Bool("missing", false, "name every token and word that was not found")

// reference is a word as poppler places it, from the upper left.
type reference struct {
	Text string  `xml:",chardata"`
	X0   float64 `xml:"xMin,attr"`
	Y0   float64 `xml:"yMin,attr"`
	X1   float64 `xml:"xMax,attr"`
	Y1   float64 `xml:"yMax,attr"`
}

type referencePage struct {
	Words []reference `xml:"word"`
}

// poppler runs pdftotext, the reference of both engines.
func poppler(t *testing.T, pdf []byte, how string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "pdftotext", how, "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("pdftotext %s: %v", how, err)
	}
	return out
}

// measured are the prints of each kind: those of the corpus when there is one,
// those of the made-up company, and each invented layout.
func measured(tb testing.TB) map[string]map[string][]byte {
	tb.Helper()
	out := map[string]map[string][]byte{"company": {}}
	for seed := range uint64(4) {
		_, err := synth.Generate(synth.Options{Seed: seed + 1, Months: 1, Pedimentos: 30, ErrorsOn: true}, func(name string, b []byte) error {
			if strings.HasSuffix(name, ".pdf") {
				out["company"][name] = b
			}
			return nil
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	err := prints.Generate(2026, 36, func(s specimen.Specimen) error {
		if out[s.Format] == nil {
			out[s.Format] = map[string][]byte{}
		}
		out[s.Format][s.Name] = s.Bytes
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		tb.Log("IMMEX_CORPUS not set: real prints are not part of the repository and are not measured")
		return out
	}
	files, err := filepath.Glob(filepath.Join(dir, "pedimento_pdf", "*.pdf"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no prints in %s: %v", dir, err)
	}
	out["corpus"] = map[string][]byte{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		out["corpus"][filepath.Base(f)] = b
	}
	return out
}

// score counts what an engine found of the reference.
type score struct{ tokens, found, words, placed int }

func (s *score) add(t *testing.T, pdf []byte, got *pdftext.Text) {
	t.Helper()
	have := map[string]int{}
	for i := range got.Pages {
		for _, w := range got.Pages[i].Words {
			have[w.S]++
		}
	}
	for token := range strings.FieldsSeq(string(poppler(t, pdf, "-layout"))) {
		if digits(token) < 3 {
			continue
		}
		s.tokens++
		if have[token] > 0 {
			have[token]--
			s.found++
		} else if *missing {
			t.Logf("not found: %q", token)
		}
	}
	for i, page := range boxes(t, pdf) {
		for _, r := range page.Words {
			s.words++
			if i < len(got.Pages) && placed(&got.Pages[i], r) {
				s.placed++
			} else if *missing {
				t.Logf("page %d: not in its place: %+v", i+1, r)
			}
		}
	}
}

// judge holds each kind of print to the shares that both engines must reach.
func (s *score) judge(t *testing.T, kind string) {
	t.Helper()
	t.Logf("%-24s %6d of %6d tokens with three digits or more (%.4f), %6d of %6d words in their places (%.4f)",
		kind, s.found, s.tokens, float64(s.found)/float64(s.tokens), s.placed, s.words, float64(s.placed)/float64(s.words))
	if s.tokens < 100 || s.found*1000 < s.tokens*995 {
		t.Errorf("%s: found %d of %d tokens, want 0.995", kind, s.found, s.tokens)
	}
	if s.words < 300 || s.placed*100 < s.words*98 {
		t.Errorf("%s: placed %d of %d words, want 0.98", kind, s.placed, s.words)
	}
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// boxes are the words of poppler's XHTML.
func boxes(t *testing.T, pdf []byte) []referencePage {
	t.Helper()
	var doc struct {
		Pages []referencePage `xml:"body>doc>page"`
	}
	d := xml.NewDecoder(bytes.NewReader(poppler(t, pdf, "-bbox")))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	if err := d.Decode(&doc); err != nil || len(doc.Pages) == 0 {
		t.Fatalf("pdftotext -bbox: %v", err)
	}
	return doc.Pages
}

// placed reports the same word whose ends are within a point of the
// reference's and whose base line runs through its box. The reference gives a
// turned page the height it had before, so that ours counts.
func placed(p *pdftext.Page, r reference) bool {
	for _, w := range p.Words {
		base := p.Height - w.Base
		if w.S == r.Text && near(w.X0, r.X0) && near(w.X1, r.X1) && base >= r.Y0 && base <= r.Y1 {
			return true
		}
	}
	return false
}

func near(a, b float64) bool { return max(a-b, b-a) <= 1 }

// Both engines find what poppler finds, where poppler finds it.
func TestAccuracy(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext of poppler, the reference, is not installed: ", err)
	}
	e := engine(t)
	for name, read := range map[string]func(context.Context, []byte, pdftext.Limits) (*pdftext.Text, error){
		"pdftext": locked.Read, "pdfium": e.Read,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kinds := measured(t)
			if len(kinds) < layouts {
				t.Errorf("%d kinds of prints, want %d layouts at least", len(kinds), layouts)
			}
			for _, kind := range slices.Sorted(maps.Keys(kinds)) {
				var s score
				for file, pdf := range kinds[kind] {
					got, err := read(t.Context(), pdf, pdftext.Limits{})
					if err != nil {
						t.Errorf("%s: %v", file, err)
						continue
					}
					s.add(t, pdf, got)
				}
				s.judge(t, kind)
			}
		})
	}
}
