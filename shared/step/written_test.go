package step_test

import (
	"bytes"
	"encoding/csv"
	"testing"

	"example.com/immex/shared/plant"
	"example.com/immex/shared/step"
)

// TestResolutionOfTwins: two findings of one place that say the same are resolved by
// one row, which the table takes; one that says something else has its own.
func TestResolutionOfTwins(t *testing.T) {
	t.Parallel()
	twin := func(cause string) *step.Found { return &step.Found{Fingerprint: "huellahuellahue1", Cause: cause} }
	b := step.ResolutionTable([]*step.Found{twin("causa1"), twin("causa1"), twin("causa2")}, &plant.Resolution{Estado: "reconocido", Fecha: 20240305, Quien: "Analista", Nota: "Se pidió", Orden: 1})
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][3] != "causa1" || rows[2][3] != "causa2" {
		t.Errorf("%v %v", rows, err)
	}
}
