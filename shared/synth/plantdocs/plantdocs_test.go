package plantdocs_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/plantdocs"
	"example.com/immex/shared/synth/specimen"
)

func reader(tb testing.TB) *step.Reader {
	tb.Helper()
	var facts []step.MappingFact
	for _, b := range plantdocs.Mappings() {
		m, findings := mapping.Read(b)
		if m == nil {
			tb.Fatalf("%v\n%s", findings, b)
		}
		facts = append(facts, step.MappingFact{Hash: document.HashOf(b), Mapping: m})
	}
	return &step.Reader{Keep: true, Mappings: step.StoredMappings(nil, facts...)}
}

// at follows a path of the JSON; what is absent or null is "".
func at(v any, path string) string {
	for name := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(x) {
				return ""
			}
			v = x[i]
		default:
			return ""
		}
	}
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

func same(a, b string) bool {
	if a == b {
		return true
	}
	x, errA := money.Parse(a)
	y, errB := money.Parse(b)
	return errA == nil && errB == nil && x.Known() && y.Known() && x.Equal(y)
}

// TestNoSilentError: whatever is accepted says what its page says, and what a
// control covers is refused.
func TestNoSilentError(t *testing.T) {
	t.Parallel()
	r := reader(t)
	counts := map[string]int{}
	err := plantdocs.Generate(7, 1500, func(s specimen.Specimen) error {
		papers := r.Read(context.Background(), step.Input{Name: s.Name, Bytes: s.Bytes, RFC: "MEN210101AB1"})
		p := papers[0]
		accepted := p.Record.Status == document.Accepted
		counts[fmt.Sprintf("%s %v %v", s.Kind, s.Want, accepted)]++
		switch {
		case s.Want == specimen.Accept && !accepted:
			t.Errorf("%s (%s) was refused: %v", s.Name, s.Mutation, p.Record.Findings)
		case s.Want == specimen.Refuse && accepted:
			t.Errorf("%s (%s) was accepted\n%.600s", s.Name, s.Mutation, s.Bytes)
		}
		if !accepted {
			return nil
		}
		if p.Record.Kind != s.Kind {
			t.Errorf("%s is %s, want %s", s.Name, p.Record.Kind, s.Kind)
		}
		b, err := json.Marshal(step.ViewOf(p, document.English))
		if err != nil {
			return err
		}
		var v any
		if err := json.Unmarshal(b, &v); err != nil {
			return err
		}
		for path, want := range s.Truth {
			if got := at(v, path); !same(got, want) {
				t.Errorf("%s (%s): %s is %q, want %q", s.Name, s.Mutation, path, got, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []document.Kind{document.KindPlant, document.KindInvoice, document.KindPacking} {
		if counts[fmt.Sprintf("%s accept true", kind)] < 50 || counts[fmt.Sprintf("%s refuse false", kind)] < 50 {
			t.Errorf("too few of %s: %v", kind, counts)
		}
	}
}

// TestSameSeed: the same seed makes the same truth.
func TestSameSeed(t *testing.T) {
	t.Parallel()
	make1 := func() (out []specimen.Specimen) {
		if err := plantdocs.Generate(3, 40, func(s specimen.Specimen) error {
			if strings.HasSuffix(s.Name, ".xlsx") {
				s.Bytes = nil // a zip carries the hour it was made
			}
			out = append(out, s)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	if d := cmp.Diff(make1(), make1()); d != "" {
		t.Error(d)
	}
}

func TestEmitStops(t *testing.T) {
	t.Parallel()
	if err := plantdocs.Generate(1, 3, func(specimen.Specimen) error { return context.Canceled }); err == nil {
		t.Error("went on")
	}
}
