package report_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
)

// hashOf is the hash of a fact of the small year, which lots and exits name.
func hashOf(t *testing.T, f *ledger.Fact) document.Hash {
	t.Helper()
	raw, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return document.HashOf(raw)
}

// sealOf is the package of a month that says what the small year does.
func sealOf(t *testing.T, month int, change func(*report.SealedMonth)) report.SealedMonth {
	t.Helper()
	facts := yearOf(t)
	books := booksOf(t, facts, directo())
	first := document.NewDate(2021, month, 1)
	figures, err := report.ClosingsAt(books, moreOf(books, facts).Credit, first, first.MonthEnd())
	if err != nil {
		t.Fatal(err)
	}
	p := report.SealedMonth{
		Month: month, Package: "MEN210101AB1-" + first.String()[:7] + ".zip", SHA256: document.HashOf([]byte{byte(month)}), State: "definitivo",
		Schema: "immex.expediente/4", Engine: ledger.Engine, Catalog: catalog.Default().Version, TellsCredit: true, Figures: figures,
	}
	if change != nil {
		change(&p)
	}
	return p
}

// without takes a closing out of a package.
func without(p *report.SealedMonth, concept string) {
	p.Figures = slices.DeleteFunc(p.Figures, func(f report.ClosingFigure) bool { return f.Concept == concept })
}

// TestSeals: twelve months, of which one is as it was sealed, one is not
// definitive, one was superseded, one is of a layout without credit, and others changed by facts, a table, another
// version, and by nothing that can be told.
func TestSeals(t *testing.T) {
	facts := yearOf(t)
	feb, rt := facts[1], facts[3]
	late := func(f *ledger.Fact) report.LateFact {
		return report.LateFact{SHA: hashOf(t, f), Kind: "pedimento", Group: f.Key, Pedimento: f.Key, Clave: f.Clave, On: f.Pago}
	}
	table := report.LateFact{SHA: document.HashOf([]byte("bom")), Kind: "plant", Group: "planta"}
	seals := []report.SealedMonth{
		sealOf(t, 1, nil),
		sealOf(t, 2, func(p *report.SealedMonth) { p.State = "provisional"; without(p, report.ClosingBalance) }),
		sealOf(t, 3, func(p *report.SealedMonth) { // before the pedimento of February came
			p.Figures = []report.ClosingFigure{{Concept: report.ClosingBalance, Fraccion: "39012001", UMT: "1", Value: money.Int(50)}, {Concept: report.ClosingBalance, Fraccion: "84771001", UMT: "6", Value: money.Int(1)}}
			p.Late = []report.LateFact{late(feb), table}
		}),
		sealOf(t, 4, func(p *report.SealedMonth) { p.Figures, p.Late = nil, nil }),
		sealOf(t, 4, func(p *report.SealedMonth) { p.N, p.Package, p.Late = 1, "S1.zip", []report.LateFact{late(rt)} }),
		sealOf(t, 5, func(p *report.SealedMonth) { without(p, report.ClosingCredit); p.Late = []report.LateFact{table} }),
		sealOf(t, 6, func(p *report.SealedMonth) { without(p, report.ClosingCredit); p.Engine = "1" }),
		sealOf(t, 7, func(p *report.SealedMonth) { without(p, report.ClosingCredit) }),
		sealOf(t, 8, func(p *report.SealedMonth) {
			without(p, report.ClosingCredit)
			p.Schema, p.TellsCredit = "immex.expediente/2", false
		}),
	}
	s := annualOf(t, booksOf(t, facts, directo()), facts, func(y *report.Year) { y.Seals = seals })
	const never, as = "|||||missing: never sealed||", "as it was sealed; later facts: "
	changed := func(n, late int) string {
		return fmt.Sprintf("corrected afterwards; closings that changed: %d; later facts: %d", n, late)
	}
	want := []string{
		"1|MEN210101AB1-2021-01.zip|definitivo|si|0|" + as + "0|0|0",
		"2|MEN210101AB1-2021-02.zip|provisional||1|no definitive one: provisional; " + changed(1, 0) + "|1600|0",
		"3|MEN210101AB1-2021-03.zip|definitivo|si|2|" + changed(2, 2) + "|0|1600", "4|MEN210101AB1-2021-04.zip|definitivo|||a supplement supersedes it||",
		"4|S1.zip|definitivo|si|0|" + as + "1|1440|0",
		"5|MEN210101AB1-2021-05.zip|definitivo|si|1|" + changed(1, 1) + "|0|1440", "6|MEN210101AB1-2021-06.zip|definitivo|si|1|" + changed(1, 0) + "|0|960",
		"7|MEN210101AB1-2021-07.zip|definitivo|si|1|" + changed(1, 0) + "|0|960", "8|MEN210101AB1-2021-08.zip|definitivo|si|0|" + as + "0||", "9" + never, "10" + never, "11" + never, "12" + never,
	}
	if d := cmp.Diff(want, cells(t, s, "sellos", "mes", "paquete", "estado", "entra", "diferencias", "reason", "credito_al_sello", "credito_corregido")); d != "" {
		t.Errorf("seals (-want +got):\n%s", d)
	}
	want = []string{ // of 1,600 pesos for 100 kg, 10 left in April and 30 in June
		"2|saldo|39012001|0|150|150|no_localizada||",
		"3|credito|39012001|0|1600|1600|pedimento|" + feb.Key + "|" + string(hashOf(t, feb)),
		"3|saldo|39012001|50|150|100|pedimento|" + feb.Key + "|" + string(hashOf(t, feb)),
		"5|credito|39012001|0|1440|1440|tabla||" + string(table.SHA),
		"6|credito|39012001|0|960|960|version||", "7|credito|39012001|0|960|960|no_localizada||",
	}
	if d := cmp.Diff(want, cells(t, s, "sellos_diferencias", "mes", "concepto", "fraccion", "al_sello", "al_corte", "diferencia", "causa", "pedimentos", "hechos")); d != "" {
		t.Errorf("differences (-want +got):\n%s", d)
	}
	want = []string{"3|pedimento|" + feb.Key + "|si", "3|plant||", "4|pedimento|" + rt.Key + "|", "5|plant||si"}
	if d := cmp.Diff(want, cells(t, s, "sellos_hechos", "mes", "clase", "pedimento", "explica")); d != "" {
		t.Errorf("facts (-want +got):\n%s", d)
	}
}

// TestSumFigures: figures of one thing add up, and zeros are none.
func TestSumFigures(t *testing.T) {
	f := func(fraccion string, n int64) report.ClosingFigure {
		return report.ClosingFigure{Concept: report.ClosingBalance, Fraccion: fraccion, UMT: "1", Value: money.Int(n)}
	}
	got, err := report.SumFigures([]report.ClosingFigure{f("2", 5), f("1", 1), f("2", -2), f("3", 4), f("3", -4)})
	want := []report.ClosingFigure{f("1", 1), f("2", 3)}
	if d := cmp.Diff(want, got, cmp.Comparer(func(a, b money.Amount) bool { return a.Equal(b) })); d != "" || err != nil {
		t.Errorf("%v\n%s", err, d)
	}
	if _, err := report.SumFigures([]report.ClosingFigure{{Concept: report.ClosingBalance}}); err == nil {
		t.Error("a figure nobody knows was added")
	}
}
