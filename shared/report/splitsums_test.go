package report_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// machine is the book of an asset of which one piece left proved, two assumed and
// three without a document, of ten, and one is held.
func machine(t *testing.T) *ledger.Book {
	t.Helper()
	day, old := document.NewDate(2021, 3, 20), document.NewDate(2019, 1, 10)
	const lot = "192432109000001-1"
	b := &ledger.Book{
		RFC: "MEN210101AB1", ID: "a", Material: ledger.Material{Kind: ledger.KindPart, Key: "PRENSA", Unit: "6"},
		Lots: []ledger.Lot{{ID: lot, Tipo: "activo_fijo", Pedimento: "192432109000001", Partida: 1, Fraccion: "84771001", UMT: "6", Cantidad: micros(t, "10"), CantidadUMT: micros(t, "10"), Pago: old, AvailableFrom: old}},
	}
	for i, x := range []struct {
		q      string
		status ledger.Status
	}{{"1", ledger.Proved}, {"2", ledger.Assumed}, {"3", ledger.Undocumented}, {"1", ""}} {
		id := "21243210300000" + string(rune('1'+i)) + "-1"
		b.Exits = append(b.Exits, ledger.Exit{ID: id, Pedimento: id[:15], Partida: 1, Rol: ledger.RoleSalida, Tipo: "retorno", Fraccion: "84771001", UMT: "6", CantidadUMT: micros(t, x.q), Cantidad: micros(t, x.q), MovedAt: day})
		if x.status == "" {
			b.Held = append(b.Held, ledger.Held{Exit: id, Lot: lot, Cantidad: micros(t, x.q), MovedAt: day})
			continue
		}
		b.Descargos = append(b.Descargos, ledger.Descargo{Exit: id, Lot: lot, Cantidad: micros(t, x.q), CantidadUMT: micros(t, x.q), MovedAt: day, Status: x.status, Rol: ledger.RoleSalida})
	}
	return b
}

// TestSumsAreSplit: what left of fixed assets, and of a month on the chart, is told by
// how it is known; what is unresolved is in no sum of what is discharged, and is told
// of no month before the period.
func TestSumsAreSplit(t *testing.T) {
	s := closedBooks(t, []*ledger.Book{machine(t)})
	r := rows(t, csvOf(t, s, "activo_fijo"))
	got := []string{r[0]["saldo_inicial"], r[0]["salidas"], r[0]["probado"], r[0]["supuesto"], r[0]["sin_documento"], r[0]["sin_resolver"], r[0]["saldo_final"]}
	if want := []string{"10", "6", "1", "2", "3", "1", "4"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	page := string(pageOf(t, s, document.Spanish))
	for _, want := range []string{
		">2021-03</td><td class=\"n\">0</td><td class=\"n\">6</td><td class=\"n\">1</td><td class=\"n\">2</td><td class=\"n\">3</td><td class=\"n\">1</td>",
		">2021-02</td><td class=\"n\">0</td><td class=\"n\">0</td><td class=\"n\">0</td><td class=\"n\">0</td><td class=\"n\">0</td><td class=\"n\">—</td>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}
