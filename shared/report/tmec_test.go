package report_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
)

// TestReturnsToTreatyCountries: what a return declares is shown as it declares
// it, what it does not is said, and other destinations are none of it.
func TestReturnsToTreatyCountries(t *testing.T) {
	day := document.NewDate(2021, 3, 25)
	rt := fact("212432103000002", "RT", "EXP", day, line(t, 1, "85365001", "6", "10", 900), line(t, 2, "85365001", "6", "4", 360),
		line(t, 3, "85365001", "6", "5", 450), line(t, 4, "85365001", "6", "6", 540))
	rt.Lineas[0].Tributos = []ledger.Tributo{{Clave: "12", Forma: "0", Importe: money.Int(30)}, {Clave: "3", Forma: "0", Importe: money.Int(1)}}
	rt.Lineas[1].Casos = []string{"DT|1", "IM|2006"}
	rt.Lineas[2].Origen = "CHN"
	rt.Lineas[3].Origen = "CAN"
	before := fact("212432103000003", "RT", "EXP", document.NewDate(2021, 2, 25), line(t, 1, "85365001", "6", "1", 90))
	ct := fact("212432103000004", "CT", "EXP", day, line(t, 1, "85365001", "6", "1", 90))
	ct.Lineas[0].Tributos = []ledger.Tributo{{Clave: "2.5", Forma: "0", Importe: money.Amount{}}}
	s := closedOf(t, append(march(t), rt, before, ct), ledger.DefaultPolicy())
	got := map[string][]string{}
	for _, r := range rows(t, csvOf(t, s, "tmec25")) {
		got[r["pedimento"]+"-"+r["partida"]] = []string{r["clave"], r["destino"], r["acuerdo"], r["cantidad_umc"], r["valor_comercial"], r["declarado"], r["identificadores"], r["contribucion_12"]}
	}
	want := map[string][]string{
		"212432103000001-1": {"RT", "USA", "T-MEC", "10", "900", "no_consta", "", ""},
		"212432103000002-1": {"RT", "USA", "T-MEC", "10", "900", "importe", "", "30"},
		"212432103000002-2": {"RT", "USA", "T-MEC", "4", "360", "identificador", "DT", ""},
		"212432103000002-4": {"RT", "CAN", "T-MEC", "6", "540", "no_consta", "", ""},
		"212432103000004-1": {"CT", "USA", "", "", "", "importe", "", ""},
	}
	if len(got) != len(want) {
		t.Errorf("%d rows: %v", len(got), got)
	}
	for k, w := range want {
		if !slices.Equal(got[k], w) {
			t.Errorf("%s: %q, want %q", k, got[k], w)
		}
	}
}

// TestDeclaredContradiction: two sources of a return that give other amounts
// leave it unknown and say so.
func TestDeclaredContradiction(t *testing.T) {
	rt := fact("212432103000002", "RT", "EXP", document.NewDate(2021, 3, 25), line(t, 1, "85365001", "6", "10", 900))
	rt.Lineas[0].Tributos = []ledger.Tributo{{Clave: "12", Forma: "0", Importe: money.Int(30)}}
	facts := []*ledger.Fact{rt}
	books := booksOf(t, facts, ledger.DefaultPolicy())
	other := *rt
	other.Lineas = slices.Clone(rt.Lineas)
	other.Lineas[0].Tributos = []ledger.Tributo{{Clave: "12", Forma: "0", Importe: money.Int(31)}}
	d := report.DeclaredOf(document.HashOf([]byte("other")), &other, catalog.Default())
	for _, b := range books {
		for i := range b.Exits {
			b.Exits[i].Facts = append(b.Exits[i].Facts, d.Fact)
		}
	}
	more := moreOf(books, facts)
	more.Declared = append(more.Declared, d)
	s, err := report.Close(marchHead(), catalog.Default(), ledger.KeepAll(books), nil, nil, more)
	if err != nil {
		t.Fatal(err)
	}
	r := rows(t, csvOf(t, s, "tmec25"))
	if len(r) != 1 || r[0]["declarado"] != "contradictorio" || r[0]["contribucion_12"] != "" {
		t.Errorf("%v", r)
	}
	in := *rt
	in.Operacion = "IMP"
	if report.DeclaredOf("", &in, catalog.Default()) != nil {
		t.Error("an entry declares no deferred duty")
	}
}
