package covedocs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/covedocs"
	"example.com/immex/shared/synth/specimen"
)

func reader() *step.Reader {
	return &step.Reader{Keep: true, PDF: step.PDFReader(func(ctx context.Context, b []byte) (*pdftext.Text, error) {
		return pdftext.Read(ctx, b, pdftext.Limits{})
	})}
}

// at follows a path of object keys and list positions; null and absent are "".
func at(v any, path string) string {
	for key := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[key]
		case []any:
			n, err := strconv.Atoi(key)
			if err != nil || n >= len(x) {
				return ""
			}
			v = x[n]
		default:
			return ""
		}
	}
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

func same(got, want string) bool {
	if got == want {
		return true
	}
	a, errA := money.Parse(got)
	b, errB := money.Parse(want)
	return errA == nil && errB == nil && a.Known() && b.Known() && a.Equal(b)
}

// count tells how many specimens IMMEX_SPECIMENS asks for.
func count(tb testing.TB, otherwise int) int {
	tb.Helper()
	if n, err := strconv.Atoi(os.Getenv("IMMEX_SPECIMENS")); err == nil {
		return n
	}
	return otherwise
}

// TestReaders: every specimen is read as it stands or refused, as it must be.
func TestReaders(t *testing.T) {
	r := reader()
	type tally struct{ docs, accepted, refused int }
	by := map[string]*tally{}
	failures := 0
	err := covedocs.Generate(7, count(t, 800), func(s specimen.Specimen) error {
		p := r.Read(t.Context(), step.Input{Name: s.Name, Bytes: s.Bytes})[0]
		b, err := json.Marshal(step.ViewOf(p, document.Spanish))
		if err != nil {
			return err
		}
		var v any
		if err := json.Unmarshal(b, &v); err != nil {
			return err
		}
		if by[s.Format] == nil {
			by[s.Format] = &tally{}
		}
		by[s.Format].docs++
		accepted := p.Record.Status == document.Accepted
		if accepted {
			by[s.Format].accepted++
		} else {
			by[s.Format].refused++
		}
		var wrong []string
		if accepted {
			for _, path := range slices.Sorted(maps.Keys(s.Truth)) {
				if got := at(v, path); !same(got, s.Truth[path]) {
					wrong = append(wrong, fmt.Sprintf("%s is %q, want %q", path, got, s.Truth[path]))
				}
			}
		}
		if accepted && s.Want == specimen.Refuse || !accepted && s.Want == specimen.Accept || len(wrong) > 0 {
			failures++
			if failures <= 10 {
				t.Errorf("%s %s (%s, want %s): %s %v", s.Format, s.Name, s.Mutation, s.Want, p.Record.Status, wrong)
				for _, f := range p.Record.Findings {
					t.Logf("  %s %s %s: %s", f.Severity, f.Code, f.Where, f.Message.EN)
				}
				if dir := os.Getenv("IMMEX_DUMP"); dir != "" {
					_ = os.WriteFile(filepath.Join(dir, s.Name), s.Bytes, 0o600)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		t.Logf("%-24s %+v", name, *by[name])
	}
	t.Logf("%d failures", failures)
}

// TestSame: the same seed gives the same bytes and truth.
func TestSame(t *testing.T) {
	t.Parallel()
	all := func() (out []specimen.Specimen) {
		if err := covedocs.Generate(3, 40, func(s specimen.Specimen) error { out = append(out, s); return nil }); err != nil {
			t.Fatal(err)
		}
		return out
	}
	a, b := all(), all()
	names := map[string]bool{}
	for i := range a {
		if !bytes.Equal(a[i].Bytes, b[i].Bytes) || !maps.Equal(a[i].Truth, b[i].Truth) || a[i].Want != b[i].Want {
			t.Errorf("%s differs from one run to the next", a[i].Name)
		}
		if names[a[i].Format+a[i].Name] {
			t.Errorf("%s %s twice", a[i].Format, a[i].Name)
		}
		names[a[i].Format+a[i].Name] = true
		if (a[i].Mutation == "") != (a[i].Want == specimen.Accept) && a[i].Mutation == "" {
			t.Errorf("%s is sound and must not be refused", a[i].Name)
		}
	}
	if len(a) != 40 {
		t.Errorf("%d specimens, want 40", len(a))
	}
}
