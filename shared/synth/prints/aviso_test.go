package prints_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
)

// An aviso is one page with the number of its pedimento and never counts as
// paid; every layout prints it in every form.
func TestAvisos(t *testing.T) {
	t.Parallel()
	n, forms := 0, map[string]int{}
	err := prints.Avisos(1, 3*prints.Layouts(), func(s specimen.Specimen) error {
		n++
		if s.Want != specimen.Accept || s.Pages != 1 || len(s.Truth["number"]) != 15 || s.Truth["efecto"] != "previo" || s.Truth["aviso.remesa"] == "" || s.Truth["facturas.0.cove"] == "" {
			t.Errorf("%s: %s, %d pages, %v", s.Name, s.Want, s.Pages, s.Truth)
		}
		var form strings.Builder
		for _, p := range []string{"facturas.0.valor_dolares", "facturas.0.fecha", "valor_dolares"} {
			if s.Truth[p] != "" {
				form.WriteString(p + " ")
			}
		}
		forms[form.String()]++
		return nil
	})
	if err != nil || n != 3*prints.Layouts() || len(forms) != 3 {
		t.Errorf("%d avisos in forms %v, %v", n, forms, err)
	}
}

// A defect of an aviso that its sums or its number tell must be refused.
func TestAvisoMutants(t *testing.T) {
	t.Parallel()
	sums, refused, n := 0, 0, 0
	err := prints.AvisoMutants(3, 200, func(s specimen.Specimen) error {
		n++
		if s.Want == specimen.Refuse {
			refused++
		}
		if strings.Contains(s.Mutation, "aviso_sum") {
			sums++
		}
		return nil
	})
	if err != nil || n != 200 || sums == 0 || refused < 20 || refused == n {
		t.Errorf("%d mutants, %d refused, %d for a sum, %v", n, refused, sums, err)
	}
}
