package print_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/print"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/synth/invoicedocs"
	"example.com/immex/shared/synth/specimen"
)

var specimens = flag.Int("specimens", 440, "how many invented documents to read")

// tally is what became of the documents of one layout.
type tally struct{ right, wrong, refused, unduly int }

// TestSpecimens reads invented documents, sound and with one defect: none is
// accepted with a figure that its page does not say, none that a control
// covers is accepted, and the sound ones are read.
func TestSpecimens(t *testing.T) {
	by := map[string]*tally{}
	codes := map[string]int{}
	dump := os.Getenv("IMMEX_INVOICE_DUMP")
	err := invoicedocs.Generate(11, *specimens, func(s specimen.Specimen) error {
		view, status, findings := read(t, &s)
		n := by[s.Format]
		if n == nil {
			n = &tally{}
			by[s.Format] = n
		}
		diff := differences(s.Truth, view)
		bad := false
		switch {
		case status == document.Accepted && (s.Want == specimen.Refuse || len(diff) > 0):
			n.wrong++
			bad = true
			t.Errorf("%s (%s) accepted: %s", s.Name, s.Want, strings.Join(diff, "; "))
		case status == document.Accepted:
			n.right++
		case s.Want == specimen.Accept:
			n.unduly++
			bad = true
			t.Errorf("%s refused: %v", s.Name, findings)
		default:
			n.refused++
			if s.Want == specimen.Either {
				bad = true
				for _, f := range findings {
					codes[s.Format+" "+s.Mutation+" "+f.Code]++
				}
			}
		}
		if bad && dump != "" {
			return os.WriteFile(dump+"/"+s.Name, s.Bytes, 0o600)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range slices.Sorted(maps.Keys(by)) {
		t.Logf("%-28s right %4d  wrong %d  refused %4d  unduly %d", f, by[f].right, by[f].wrong, by[f].refused, by[f].unduly)
	}
	for _, c := range slices.Sorted(maps.Keys(codes)) {
		t.Logf("either, refused: %s %d", c, codes[c])
	}
}

// read gives the flattened JSON of a specimen as parse prints it.
func read(tb testing.TB, s *specimen.Specimen) (map[string]string, document.Status, document.Findings) {
	tb.Helper()
	words, err := pdftext.Read(context.Background(), s.Bytes, pdftext.Limits{})
	if err != nil {
		tb.Fatalf("%s: %v", s.Name, err)
	}
	r := print.Read(words, nil)
	var v any
	switch {
	case r.Invoice != nil:
		v = invoice.ViewOf(r.Invoice, r.Status(), r.Findings, document.English)
	case r.Packing != nil:
		v = map[string]any{"content": invoice.PackingViewOf(r.Packing)}
	}
	b, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(b, &tree); err != nil {
		tb.Fatal(err)
	}
	flat := map[string]string{}
	flatten("", tree, flat)
	return flat, r.Status(), r.Findings
}

func flatten(at string, v any, out map[string]string) {
	switch x := v.(type) {
	case map[string]any:
		for k, e := range x {
			flatten(strings.TrimPrefix(at+"."+k, "."), e, out)
		}
	case []any:
		for i, e := range x {
			out[at+"."+strconv.Itoa(i)] = "…"
			flatten(at+"."+strconv.Itoa(i), e, out)
		}
	case nil:
	default:
		out[at] = fmt.Sprint(x)
	}
}

// differences lists the paths where a reading is not the truth.
func differences(truth, got map[string]string) []string {
	var out []string
	for k, want := range truth {
		have := got[k]
		a, err1 := money.Parse(want)
		b, err2 := money.Parse(have)
		if want == have || err1 == nil && err2 == nil && a.Known() && a.Equal(b) && !strings.HasSuffix(k, "numero") {
			continue
		}
		out = append(out, fmt.Sprintf("%s is %q, read %q", k, want, have))
	}
	slices.Sort(out)
	return out
}
