package archivom_test

import (
	"bytes"
	"errors"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/archivom"
	"example.com/immex/shared/synth/specimen"
)

func all(t *testing.T, seed uint64, n int) []specimen.Specimen {
	t.Helper()
	var out []specimen.Specimen
	if err := archivom.Generate(seed, n, func(s specimen.Specimen) error { out = append(out, s); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSame: the same seed makes the same bytes, another seed others.
func TestSame(t *testing.T) {
	t.Parallel()
	a, b, c := all(t, 1, 60), all(t, 1, 60), all(t, 2, 60)
	differ := 0
	for i := range a {
		if !bytes.Equal(a[i].Bytes, b[i].Bytes) || a[i].Want != b[i].Want || a[i].Mutation != b[i].Mutation {
			t.Errorf("%s is another file the second time", a[i].Name)
		}
		if !bytes.Equal(a[i].Bytes, c[i].Bytes) {
			differ++
		}
	}
	if differ < 50 {
		t.Errorf("only %d of 60 differ with another seed", differ)
	}
}

// TestSpecimens: names are unique, sound ones are wanted whole, every defect is
// dealt out, and what must be refused has no truth a reader could be held to.
func TestSpecimens(t *testing.T) {
	t.Parallel()
	names, defects, wants := map[string]bool{}, map[string]int{}, map[specimen.Want]int{}
	for _, s := range all(t, 3, 300) {
		if names[s.Name] || s.Format != archivom.Format || len(s.Bytes) == 0 {
			t.Errorf("%s of %s, %d bytes", s.Name, s.Format, len(s.Bytes))
		}
		names[s.Name] = true
		defects[s.Mutation]++
		wants[s.Want]++
		if s.Mutation == "" && (s.Want != specimen.Accept || len(s.Truth) == 0) {
			t.Errorf("%s is sound and wanted %s with %d truths", s.Name, s.Want, len(s.Truth))
		}
		if s.Want == specimen.Accept && s.Kind == document.KindPedimento && len(s.Truth) < 20 {
			t.Errorf("%s (%s) has %d truths", s.Name, s.Mutation, len(s.Truth))
		}
		if s.Want == specimen.Refuse && s.Kind == document.KindPedimento && s.Truth != nil {
			t.Errorf("%s (%s) must be refused and has a truth", s.Name, s.Mutation)
		}
	}
	if defects[""] != 100 || len(defects) < 18 || wants[specimen.Refuse] < 60 {
		t.Errorf("%v %v", defects, wants)
	}
}

// TestStops: what the receiver refuses ends the work.
func TestStops(t *testing.T) {
	t.Parallel()
	full := errors.New("full")
	n := 0
	err := archivom.Generate(1, 10, func(specimen.Specimen) error { n++; return full })
	if !errors.Is(err, full) || n != 1 {
		t.Errorf("%v after %d", err, n)
	}
}
