package prints_test

import (
	"bytes"
	"strings"
	"testing"

	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
)

// A sound print breaks no control and no text of it covers another.
func TestSoundPrintsAddUp(t *testing.T) {
	for i := range 10 * prints.Layouts() {
		name, broken, overlaps := prints.Checked(7, i)
		if len(broken) > 0 {
			t.Errorf("%s %d: breaks %v", name, i, broken)
		}
		if len(overlaps) > 0 {
			t.Errorf("%s %d: %d overlaps, as %s", name, i, len(overlaps), overlaps[0])
		}
	}
}

// The same seed makes the same bytes, truths and wants.
func TestSameSeedSameBytes(t *testing.T) {
	collect := func() (out []specimen.Specimen) {
		keep := func(s specimen.Specimen) error {
			out = append(out, s)
			return nil
		}
		if err := prints.Generate(3, prints.Layouts(), keep); err != nil {
			t.Fatal(err)
		}
		if err := prints.Mutants(3, 2*prints.Layouts(), keep); err != nil {
			t.Fatal(err)
		}
		return out
	}
	a, b := collect(), collect()
	for i := range a {
		if !bytes.Equal(a[i].Bytes, b[i].Bytes) || a[i].Want != b[i].Want || a[i].Mutation != b[i].Mutation || len(a[i].Truth) != len(b[i].Truth) {
			t.Errorf("%s differs between two runs", a[i].Name)
		}
		if !bytes.HasPrefix(a[i].Bytes, []byte("%PDF-")) || a[i].Pages != bytes.Count(a[i].Bytes, []byte("/Type /Page\n")) {
			t.Errorf("%s is no PDF of %d pages", a[i].Name, a[i].Pages)
		}
	}
}

// Every mutation occurs, and each demand on a mutant follows from a control:
// refused ones name it.
func TestMutants(t *testing.T) {
	seen, refused, either := map[string]int{}, 0, 0
	names := map[string]bool{}
	err := prints.Mutants(5, 400, func(s specimen.Specimen) error {
		sort, _, _ := strings.Cut(s.Mutation, ":")
		seen[sort]++
		if names[s.Name] {
			t.Errorf("two mutants are called %s", s.Name)
		}
		names[s.Name] = true
		switch s.Want {
		case specimen.Refuse:
			refused++
			if !strings.Contains(s.Mutation, " breaks ") {
				t.Errorf("%s: refused without a control", s.Mutation)
			}
		case specimen.Either:
			either++
		default:
			t.Errorf("%s: a mutant must not be demanded accepted", s.Mutation)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) != 13 || refused < 80 || either < 80 {
		t.Errorf("%d sorts, %d to be refused, %d to be read as printed: %v", len(seen), refused, either, seen)
	}
}
