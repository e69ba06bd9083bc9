package cfdidocs_test

import (
	"bytes"
	"context"
	"testing"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/cfdidocs"
	"example.com/immex/shared/synth/specimen"
)

func all(t *testing.T, seed uint64, n int) []specimen.Specimen {
	t.Helper()
	var out []specimen.Specimen
	if err := cfdidocs.Generate(seed, n, func(s specimen.Specimen) error {
		out = append(out, s)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSpecimens: every sound invoice is accepted with its seal verified or
// said to be unverified, every spoiled one is refused.
func TestSpecimens(t *testing.T) {
	count := map[string]int{}
	for _, s := range all(t, 1, 600) {
		c, findings, status := cfdi.Read(s.Bytes)
		count[s.Format+" "+string(s.Want)]++
		if s.Want == specimen.Either {
			if got := c.Conceptos[0].NoIdentificacion; got != s.Truth["conceptos.0.no_identificacion"] {
				t.Errorf("%s (%s): reads %q", s.Name, s.Mutation, got)
			}
			continue
		}
		if accepted := status == document.Accepted; accepted != (s.Want == specimen.Accept) {
			t.Errorf("%s (%s): %s, want %s: %+v", s.Name, s.Mutation, status, s.Want, findings)
			continue
		}
		if s.Want == specimen.Accept && string(c.Sello.Estado) != s.Truth["sello"] {
			t.Errorf("%s: seal %s (%s), want %s", s.Name, c.Sello.Estado, c.Sello.Motivo.EN, s.Truth["sello"])
		}
		if s.Want == specimen.Accept && (c.UUID != s.Truth["uuid"] || c.Total.String() != s.Truth["total"]) {
			t.Errorf("%s: %s total %s", s.Name, c.UUID, c.Total)
		}
	}
	if len(count) != 5 {
		t.Errorf("a kind of specimen is missing: %v", count)
	}
	t.Log(count)
}

func TestSameSeedSameBytes(t *testing.T) {
	a, b := all(t, 5, 24), all(t, 5, 24)
	for i := range a {
		if !bytes.Equal(a[i].Bytes, b[i].Bytes) || a[i].Mutation != b[i].Mutation {
			t.Fatalf("%s differs between two runs", a[i].Name)
		}
	}
	if bytes.Equal(a[0].Bytes, all(t, 6, 1)[0].Bytes) {
		t.Error("another seed, the same invoice")
	}
}

func TestEmitStops(t *testing.T) {
	if err := cfdidocs.Generate(1, 3, func(specimen.Specimen) error { return context.Canceled }); err == nil {
		t.Error("an error of emit was lost")
	}
}
