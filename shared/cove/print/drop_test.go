package print_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/cove/print"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/synth/covedocs"
	"example.com/immex/shared/synth/specimen"
)

// leaves lists every value of a view by its path.
func leaves(tb interface{ Fatalf(string, ...any) }, s string) map[string]string {
	var v any
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		tb.Fatalf("%v", err)
	}
	out := map[string]string{}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch x := v.(type) {
		case map[string]any:
			for k, y := range x {
				walk(path+"."+k, y)
			}
		case []any:
			for i, y := range x {
				walk(fmt.Sprintf("%s.%d", path, i), y)
			}
		case nil:
		default:
			out[path] = fmt.Sprint(x)
		}
	}
	walk("", v)
	return out
}

// without reports that got is want with one of its words left out.
func without(want, got, word string) bool {
	ws := strings.Fields(want)
	for i, w := range ws {
		if w == word && strings.Join(slices.Concat(ws[:i:i], ws[i+1:]), " ") == got {
			return true
		}
	}
	return false
}

// TestWordLost: with any one word of a page lost, the print is refused, or
// everything that is read is what the page still says: the same values, but
// for a text that lacks that word.
func TestWordLost(t *testing.T) {
	var pages []*pdftext.Text
	pages = append(pages, text(grid), text(table))
	err := covedocs.Generate(5, 48, func(s specimen.Specimen) error {
		if s.Pages > 0 && s.Mutation == "" {
			p, err := pdftext.Read(t.Context(), s.Bytes, pdftext.Limits{})
			if err != nil {
				return err
			}
			pages = append(pages, p)
		}
		return nil
	})
	if err != nil || len(pages) < 10 {
		t.Fatalf("%v, %d prints", err, len(pages))
	}
	refused, same := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(pages).Draw(t, "print")
		n := rapid.IntRange(0, len(p.Pages)-1).Draw(t, "page")
		i := rapid.IntRange(0, len(p.Pages[n].Words)-1).Draw(t, "word")
		word := p.Pages[n].Words[i].S
		cut := &pdftext.Text{Pages: slices.Clone(p.Pages)}
		cut.Pages[n].Words = slices.Delete(slices.Clone(p.Pages[n].Words), i, i+1)
		c, ok := print.Read(cut)
		if !ok || c.Findings.Blocking() {
			refused++
			return
		}
		same++
		whole, _ := print.Read(p)
		want, got := leaves(t, plain(whole)), leaves(t, plain(c))
		for path, v := range got {
			if strings.HasSuffix(path, ".descripcion") && strings.HasSuffix(v, want[path]) {
				continue // words of its own label that lost one of them: no figure, and nothing is missing
			}
			if v != want[path] && !without(want[path], v, word) {
				t.Fatalf("without %q %s is %q, was %q", word, path, v, want[path])
			}
		}
		for path, v := range want {
			coded := word == "No" || word == "Sí" || word == "Sin" || word == "Con" || word == "RFC" || word == "CURP" // the whole of a value that is read as a key
			if _, ok := got[path]; !ok && v != word && !coded {
				t.Fatalf("without %q %s is gone, was %q", word, path, v)
			}
		}
	})
	t.Logf("%d refused, %d read as they stand", refused, same)
}
