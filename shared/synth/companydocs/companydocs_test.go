package companydocs_test

import (
	"bytes"
	"encoding/csv"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/synth/companydocs"
	"example.com/immex/shared/synth/specimen"
)

func collect(t *testing.T, g specimen.Generator, n int) []specimen.Specimen {
	t.Helper()
	var out []specimen.Specimen
	if err := g(4, n, func(s specimen.Specimen) error {
		out = append(out, s)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(out) != n {
		t.Fatalf("%d specimens, want %d", len(out), n)
	}
	return out
}

// Each generator emits sound documents and every defect it knows, the same
// twice, with truths that differ only where the defect says so.
func TestGenerators(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		generate specimen.Generator
		n        int
		defects  []string
		paths    []string
	}{
		"datastage": {
			companydocs.DataStage, 40,
			[]string{"", "contribution_cut", "contribution_twice", "digit", "partida_cut", "partida_twice", "pedimento_twice", "total_changed"},
			[]string{"number", "clave", "tipo_cambio", "partidas.0.fraccion", "partidas.0.cantidad_umt"},
		},
		"vucem": {
			companydocs.VUCEM, 40,
			[]string{"", "fraccion_digit", "header_digit", "partida_missing", "price_digit", "quantity_digit", "total_digit", "value_digit"},
			[]string{"number", "partidas.0.valor_aduana"},
		},
		"cfdi": {
			companydocs.CFDI, 30,
			[]string{"", "line_cut", "line_digit", "part_digit", "subtotal_digit", "total_digit"},
			[]string{"uuid", "total", "conceptos.0.cantidad", "emisor.rfc"},
		},
		"invoice": {
			companydocs.InvoiceCSV, 28,
			[]string{"", "digit_cantidad", "digit_importe", "digit_numero_parte", "digit_precio_unitario", "row_cut", "row_twice"},
			[]string{"numero", "lineas.0.parte", "lineas.0.importe"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, b := collect(t, tt.generate, tt.n), collect(t, tt.generate, tt.n)
			if d := cmp.Diff(a, b); d != "" {
				t.Fatalf("two runs differ: %.300s", d)
			}
			seen := map[string]bool{}
			for i := range a {
				s := &a[i]
				seen[s.Mutation] = true
				if (s.Mutation == "") != (s.Want == specimen.Accept) {
					t.Errorf("%s: %q wants %s", s.Name, s.Mutation, s.Want)
				}
				for _, p := range tt.paths {
					if s.Want == specimen.Accept && s.Truth[p] == "" {
						t.Errorf("%s: no %s", s.Name, p)
					}
				}
			}
			if d := cmp.Diff(tt.defects, slices.Sorted(maps.Keys(seen))); d != "" {
				t.Error(d)
			}
		})
	}
}

// The truth of a CSV is its cells, and a digit in an amount breaks its line.
func TestInvoiceTruthIsItsCells(t *testing.T) {
	t.Parallel()
	refused := 0
	for _, s := range collect(t, companydocs.InvoiceCSV, 56) {
		rows, err := csv.NewReader(bytes.NewReader(s.Bytes)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		last := len(rows) - 1
		if got := s.Truth["lineas."+string(rune('0'+last-1))+".importe"]; last < 10 && got != rows[last][slices.Index(rows[0], "importe")] {
			t.Errorf("%s: last amount is %q", s.Name, got)
		}
		if s.Want == specimen.Refuse {
			refused++
			if !strings.HasPrefix(s.Mutation, "digit_") {
				t.Errorf("%s must be refused for %s", s.Name, s.Mutation)
			}
		}
	}
	if refused == 0 {
		t.Error("no digit broke a line")
	}
}

func TestStageTruth(t *testing.T) {
	t.Parallel()
	s := collect(t, companydocs.DataStage, 1)[0]
	of, err := companydocs.StageTruth(s.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(s.Truth, of(s.Truth["number"])); d != "" {
		t.Error(d)
	}
	if got := of("999999999999999"); got != nil {
		t.Errorf("a pedimento that is not in it: %v", got)
	}
	for _, b := range [][]byte{nil, []byte("no zip")} {
		if _, err := companydocs.StageTruth(b); err == nil {
			t.Errorf("%q was taken for a delivery", b)
		}
	}
}

// An emitter's error stops a generator.
func TestEmitErrorStops(t *testing.T) {
	t.Parallel()
	n := 0
	err := companydocs.CFDI(4, 9, func(specimen.Specimen) error {
		n++
		return bytes.ErrTooLarge
	})
	if err == nil || n != 1 {
		t.Errorf("%d emitted, %v", n, err)
	}
}
