package prints_test

import (
	"testing"

	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
)

// Every figure lies on its page, and every value of the truth that is printed
// has a place.
func TestFigures(t *testing.T) {
	t.Parallel()
	i := 0
	err := prints.Generate(2, prints.Layouts(), func(s specimen.Specimen) error {
		places := map[string]bool{}
		for _, f := range prints.Figures(2, i) {
			places[f.Path] = true
			if f.Page < 1 || f.Page > s.Pages || f.X0 < 0 || f.X1 > 1010 || f.X1 <= f.X0 || f.Y0 < 0 || f.Y1 > 1010 || f.Text == "" {
				t.Errorf("%s: %+v", s.Name, f)
			}
		}
		i++
		for _, p := range []string{"number", "clave", "rfc", "peso_bruto", "efectivo", "liquidacion.0.importe", "total_partidas"} {
			if !places[p] || s.Truth[p] == "" {
				t.Errorf("%s: no place or no truth of %s", s.Name, p)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
