package report_test

import (
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// The scale of the chart of due dates is the value of the lots together: what
// each has beyond whole pesos is not lost lot by lot.
func TestDueChartAddsCentavos(t *testing.T) {
	day := document.NewDate(2021, 3, 5)
	entry, exit := fact("212432101000002", "IN", "IMP", day), fact("212432102000001", "F4", "IMP", day.AddDays(1))
	for n := 1; n <= 4; n++ { // three quarters of 1001 pesos are left of each: 750.75
		fraccion := "3901200" + strconv.Itoa(n)
		entry.Lineas = append(entry.Lineas, line(t, n, fraccion, "1", "4", 1001))
		exit.Lineas = append(exit.Lineas, line(t, n, fraccion, "1", "1", 1001))
		exit.Nombrados = append(exit.Nombrados, ledger.Named{Key: entry.Key, Clave: "IN", Fecha: entry.Pago, Fraccion: fraccion, Unidad: "1", Cantidad: micros(t, "1")})
	}
	facts := []*ledger.Fact{entry, exit}
	s, err := report.Build(marchHead(), catalog.Default(), ledger.KeepAll(booksOf(t, facts, ledger.DefaultPolicy())), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	whole := strings.Join(text(t, pdfOf(t, s, document.Spanish)), "\n")
	for axis := range strings.Lines(whole) {
		if strings.TrimSpace(axis) == "3,003" {
			return
		}
	}
	t.Errorf("the axis does not end at 3,003:\n%s", whole)
}
