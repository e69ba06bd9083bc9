package report_test

import (
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
)

// What falls due on the closing day has a bar of its month, and is not in that of the
// next, as on the page.
func TestDueOnTheClosingDay(t *testing.T) {
	lot := func(n, due string) ledger.Lot {
		d, err := document.ParseDate(due)
		if err != nil {
			t.Fatal(err)
		}
		return ledger.Lot{
			ID: n + "-1", Pedimento: n, Partida: 1, Clave: "IN", Tipo: "insumo", Fraccion: "39012001", UMT: "1", Cantidad: micros(t, "1"), CantidadUMT: micros(t, "1"),
			Aduana: money.Int(100), Pago: document.NewDate(2019, 10, 1), AvailableFrom: document.NewDate(2019, 10, 1), Due: d,
		}
	}
	b := &ledger.Book{RFC: "MEN210101AB1", ID: "m", Material: ledger.Material{Kind: ledger.KindFraccion, Key: "39012001", Unit: "1"}}
	for i, due := range []string{"2021-03-30", "2021-03-31", "2021-04-01", "2021-04-30", "2022-03-31", "2022-04-01"} {
		b.Lots = append(b.Lots, lot("21243210100000"+strconv.Itoa(i+1), due))
	}
	s := closedBooks(t, []*ledger.Book{b})
	want := "vencido 1, 03/21 1, 04/21 2, 03/22 1, después 1"
	if got := report.DueBars(s); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

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
