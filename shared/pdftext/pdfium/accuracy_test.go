package pdfium_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/synth"
)

// reference is a word as poppler places it, from the upper left.
type reference struct {
	Text string  `xml:",chardata"`
	X0   float64 `xml:"xMin,attr"`
	Y0   float64 `xml:"yMin,attr"`
	X1   float64 `xml:"xMax,attr"`
	Y1   float64 `xml:"yMax,attr"`
}

type referencePage struct {
	Height float64     `xml:"height,attr"`
	Words  []reference `xml:"word"`
}

// poppler runs pdftotext, the reference of both engines.
func poppler(t *testing.T, pdf []byte, flag string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "pdftotext", flag, "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("pdftotext %s: %v", flag, err)
	}
	return out
}

// inCorpus are the prints that are measured: those of the corpus when there is
// one, and invented ones.
func inCorpus(tb testing.TB) map[string][]byte {
	tb.Helper()
	out := map[string][]byte{}
	for seed := range uint64(4) {
		_, err := synth.Generate(synth.Options{Seed: seed + 1, Months: 1, Pedimentos: 30, ErrorsOn: true}, func(name string, b []byte) error {
			if strings.HasSuffix(name, ".pdf") {
				out[name] = b
			}
			return nil
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		files, err := filepath.Glob(filepath.Join(dir, "pedimento_pdf", "*.pdf"))
		if err != nil || len(files) == 0 {
			tb.Fatalf("no prints in %s: %v", dir, err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				tb.Fatal(err)
			}
			out[filepath.Base(f)] = b
		}
	}
	if len(out) == 0 {
		tb.Fatal("no prints")
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
		} else if testing.Verbose() {
			t.Logf("not found: %q", token)
		}
	}
	for i, page := range boxes(t, pdf) {
		for _, r := range page.Words {
			s.words++
			if i < len(got.Pages) && placed(&got.Pages[i], r, page.Height) {
				s.placed++
			} else if testing.Verbose() {
				t.Logf("page %d: not in its place: %+v", i+1, r)
			}
		}
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
// reference's and whose base line runs through its box.
func placed(p *pdftext.Page, r reference, height float64) bool {
	for _, w := range p.Words {
		base := height - w.Base
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
		"pdftext": pdftext.Read, "pdfium": e.Read,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var s score
			for file, pdf := range inCorpus(t) {
				got, err := read(t.Context(), pdf, pdftext.Limits{})
				if err != nil {
					t.Errorf("%s: %v", file, err)
					continue
				}
				s.add(t, pdf, got)
			}
			t.Logf("%d of %d tokens with three digits or more (%.4f), %d of %d words in their places (%.4f)",
				s.found, s.tokens, float64(s.found)/float64(s.tokens), s.placed, s.words, float64(s.placed)/float64(s.words))
			if s.tokens < 100 || s.found*1000 < s.tokens*995 {
				t.Errorf("found %d of %d tokens, want 0.995", s.found, s.tokens)
			}
			if s.words < 300 || s.placed*100 < s.words*98 {
				t.Errorf("placed %d of %d words, want 0.98", s.placed, s.words)
			}
		})
	}
}
