package report_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
)

// contingency prices what had expired on the last day of March.
func contingency(t *testing.T, facts []*ledger.Fact) *report.Set {
	t.Helper()
	left := contingencia.NewGather(marchHead().To, catalog.Default())
	for _, b := range booksOf(t, facts, ledger.DefaultPolicy()) {
		left.Book(b)
	}
	for _, f := range facts {
		raw, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		left.Fact(document.HashOf(raw), f)
	}
	s, err := build(t, facts, ledger.DefaultPolicy()).Contingency(catalog.Default(), left.Lots())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestContingencyGoldens: the expired lot of the company of March is priced
// from each starting point, and what is assumed is named.
func TestContingencyGoldens(t *testing.T) {
	facts := march(t)
	facts[0].Lineas[0].Tributos = []ledger.Tributo{{Clave: "6", Forma: "5", Importe: money.Int(70)}, {Clave: "3", Forma: "21", Importe: money.Int(123)}}
	s := contingency(t, facts)
	for i := range s.Tables {
		k := &s.Tables[i]
		path := filepath.Join("testdata", k.Name+".csv")
		got := csvOf(t, s, k.Name)
		if *update {
			if err := os.WriteFile(path, got, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Errorf("%s (-want +got):\n%s", path, d)
		}
		sameAsJSON(t, k)
	}
	all := rows(t, csvOf(t, s, "contingencia"))
	if len(all) < 2 || all[0]["lote"] != "192432109000001-1" || all[0]["igi"] != "70" || all[0]["valor_aduana"] != "700" || all[0]["estado"] != "vencido" {
		t.Errorf("%v", all)
	}
	if rows(t, csvOf(t, s, "contingencia_supuestos"))[0]["clave"] != "general" {
		t.Error("what every estimate assumes is not named first")
	}
}

// TestContingencyIsApart: what goes to an authority has none of it, and a month
// without expired lots says so on its own paper.
func TestContingencyIsApart(t *testing.T) {
	s := closedOf(t, march(t), ledger.DefaultPolicy())
	if s.Table("contingencia") != nil || s.Table("contingencia_total") != nil {
		t.Error("the contingency is among the reports")
	}
	none := contingency(t, march(t)[1:])
	if n := none.Table("contingencia").Len() + none.Table("contingencia_total").Len(); n != 0 {
		t.Errorf("%d rows of no lot", n)
	}
	for _, lang := range []document.Lang{document.Spanish, document.English} {
		var pdf, book bytes.Buffer
		if err := report.PDF(&pdf, none, lang, report.Provenance{}); err != nil || !bytes.HasPrefix(pdf.Bytes(), []byte("%PDF")) {
			t.Errorf("pdf: %v", err)
		}
		if err := report.Workbook(&book, none, lang); err != nil || book.Len() == 0 {
			t.Errorf("xlsx: %v", err)
		}
	}
}

// TestAgeingCountsTheUnknown: bands hold every open lot once; what a lot does
// not know is counted and in no sum.
func TestAgeingCountsTheUnknown(t *testing.T) {
	facts := march(t)
	facts[1].Lineas[1].Aduana = money.Amount{}
	s := closedOf(t, facts, ledger.DefaultPolicy())
	lots, bands, unknown, without := 0, int64(0), int64(0), int64(0)
	for _, r := range rows(t, csvOf(t, s, "antiguedad")) {
		n := func(k string) int64 { return int64(micros(t, r[k])) / 1_000_000 }
		switch r["nivel"] {
		case "lote":
			lots++
			if (r["valor_aduana_conocido"] == "") != (r["lotes_sin_valor"] == "1") || (r["contribuciones_conocidas"] == "") != (r["lotes_sin_contribuciones"] == "1") {
				t.Errorf("a lot that hides what it does not know: %v", r)
			}
		case "tramo":
			bands += n("lotes")
			unknown += n("lotes_sin_valor")
			without += n("lotes_sin_contribuciones")
		}
	}
	if lots != s.Summary.LotesOpen || bands != int64(lots) || unknown != 1 || without != int64(lots)-2 {
		t.Errorf("%d lots, %d in bands, %d without value, %d without contributions", lots, bands, unknown, without)
	}
}
