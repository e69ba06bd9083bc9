package report_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

var splitKeys = []string{"probado", "supuesto", "sin_documento", "sin_resolver"}

// TestMaterialsSplit: whatever the movements, every material an exit used is
// proved, assumed, undocumented or unresolved, and by exit they are what
// salidas says.
func TestMaterialsSplit(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var facts []*ledger.Fact
		for i := range rapid.IntRange(1, 12).Draw(r, "pedimentos") {
			c := rapid.SampledFrom([][2]string{{"IN", "IMP"}, {"V1", "IMP"}, {"F4", "IMP"}, {"A3", "IMP"}, {"RT", "EXP"}, {"V1", "EXP"}}).Draw(r, "clave")
			day := document.NewDate(2019, 10, 1).AddDays(rapid.IntRange(0, 540).Draw(r, "day"))
			q := fmt.Sprintf("%d.%d", rapid.IntRange(1, 50).Draw(r, "q"), rapid.IntRange(0, 9).Draw(r, "tenth"))
			facts = append(facts, fact(fmt.Sprintf("2124321010%05d", i), c[0], c[1], day, line(t, 1, "39012001", "1", q, 100)))
		}
		policy := ledger.DefaultPolicy()
		policy.SinBOM = rapid.SampledFrom([]ledger.SinBOM{ledger.SinBOMDirecto, ledger.SinBOMFaltante}).Draw(r, "sin_bom")
		s := closedBooks(t, booksOf(t, facts, policy))
		sums := map[string]int64{}
		for _, row := range rows(t, csvOf(t, s, "materiales_utilizados")) {
			whole, parts := int64(micros(t, row["cantidad"])), int64(0)
			for _, k := range splitKeys {
				n := int64(micros(t, row[k]))
				parts += n
				sums[row["salida"]+k] += n
			}
			if whole != parts || (row["sin_resolver"] == "0") != (row["causa"] == "") || (row["estado"] == "sin_resolver") != (row["causa"] != "") {
				r.Fatalf("it does not split: %v", row)
			}
		}
		for _, row := range rows(t, csvOf(t, s, "salidas")) {
			for _, k := range splitKeys {
				column := k
				if k != "sin_resolver" {
					column = "descargado_" + k
				}
				if n := int64(micros(t, row[column])); n != sums[row["salida"]+k] {
					r.Fatalf("%s of %s: salidas say %d, materials %d", k, row["salida"], n, sums[row["salida"]+k])
				}
			}
		}
	})
}

func closedBooks(t *testing.T, books []*ledger.Book) *report.Set {
	t.Helper()
	s, err := report.Close(marchHead(), catalog.Default(), ledger.KeepAll(books), nil, nil, moreOf(books, nil))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestChangesAreSplit: what becomes desperdicio is no descargo and has its
// status in salidas too.
func TestChangesAreSplit(t *testing.T) {
	day := document.NewDate(2021, 3, 20)
	kilo := micros(t, "1")
	b := &ledger.Book{
		RFC: "MEN210101AB1", ID: "m", Material: ledger.Fraccion("39012001", "1"),
		Lots:  []ledger.Lot{{ID: "212432101000001-1", Pedimento: "212432101000001", Partida: 1, Fraccion: "39012001", UMT: "1", Cantidad: 10 * kilo, CantidadUMT: 10 * kilo, Pago: day, AvailableFrom: day}},
		Exits: []ledger.Exit{{ID: "x", Rol: ledger.RoleDesperdicio, Cantidad: 5 * kilo, MovedAt: day}},
		Cambios: []ledger.Change{
			{Exit: "x", Lot: "212432101000001-1", Cantidad: 3 * kilo, MovedAt: day, A: ledger.ToDesperdicio, Status: ledger.Proved},
			{Exit: "x", Lot: "212432101000001-1", Cantidad: 2 * kilo, MovedAt: day, A: ledger.ToDesperdicio, Status: ledger.Undocumented},
		},
	}
	s := closedBooks(t, []*ledger.Book{b})
	got := rows(t, csvOf(t, s, "salidas"))[0]
	for k, want := range map[string]string{
		"cantidad": "5", "cambio_probado": "3", "cambio_supuesto": "0", "cambio_sin_documento": "2", "descargado_probado": "0", "sin_resolver": "0",
	} {
		if got[k] != want {
			t.Errorf("%s: %q, want %q", k, got[k], want)
		}
	}
	var split [2]string
	for i, r := range rows(t, csvOf(t, s, "materiales_utilizados")) {
		split[i] = r["probado"] + " " + r["sin_documento"]
	}
	if split != [2]string{"3 0", "0 2"} {
		t.Errorf("materials: %v", split)
	}
}
