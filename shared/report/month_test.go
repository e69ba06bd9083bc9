package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
)

// closedOf are the reports of a close.
func closedOf(t *testing.T, facts []*ledger.Fact, policy ledger.Policy) *report.Set {
	t.Helper()
	books := booksOf(t, facts, policy)
	s, err := report.Close(marchHead(), catalog.Default(), ledger.KeepAll(books), found(), nil, moreOf(books, facts))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// moreOf is what a close is computed from.
func moreOf(books []*ledger.Book, facts []*ledger.Fact) *report.More {
	kept := ledger.KeepAll(books)
	more := &report.More{Catalog: catalog.Default(), Credit: credito.OfBooks(kept, catalog.Default()), Books: kept, Papers: report.NewPapers(), Times: &report.Times{}}
	for _, f := range facts {
		more.Papers.Fact(f, catalog.Default())
		raw, err := f.Encode()
		if err != nil {
			panic(err) // a fixture that does not encode
		}
		if d := report.DeclaredOf(document.HashOf(raw), f, catalog.Default()); d != nil {
			more.Declared = append(more.Declared, d)
		}
	}
	return more
}

// TestCloseGoldens: every table of a close of the company of March, as CSV and
// as JSON of the same cells.
func TestCloseGoldens(t *testing.T) {
	s := closedOf(t, march(t), ledger.DefaultPolicy())
	var names []string
	for i := range s.Tables {
		k := &s.Tables[i]
		if !k.Close {
			continue
		}
		names = append(names, k.Name)
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
	if d := cmp.Diff([]string{"credito", "antiguedad", "tmec25", "expediente", "plazo_48h", "desperdicios"}, names); d != "" {
		t.Error(d)
	}
}

// sameAsJSON holds the JSON of a table to its cells.
func sameAsJSON(t *testing.T, k *report.Table) {
	t.Helper()
	var b bytes.Buffer
	if err := k.JSON(&b); err != nil {
		t.Fatal(err)
	}
	var csv, csvToo, jsonToo bytes.Buffer
	if err := errors.Join(k.CSV(&csv), k.CSVAndJSON(&csvToo, &jsonToo)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(csv.Bytes(), csvToo.Bytes()) || !bytes.Equal(b.Bytes(), jsonToo.Bytes()) {
		t.Errorf("%s: other bytes when both files are written at once", k.Name)
	}
	var back struct {
		Name    string                   `json:"reporte"`
		RFC     string                   `json:"rfc"`
		Nombre  string                   `json:"nombre"`
		Columns []struct{ Clave string } `json:"columnas"`
		Rows    [][]*string              `json:"filas"`
	}
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatalf("%s: %v", k.Name, err)
	}
	if back.Name != k.Name || back.RFC != k.Head.RFC || back.Nombre != k.Head.Nombre || len(back.Columns) != len(k.Columns) || len(back.Rows) != k.Len() {
		t.Fatalf("%s: %s %s, %d columns, %d rows", k.Name, back.Name, back.RFC, len(back.Columns), len(back.Rows))
	}
	for i, row := range k.All() {
		for c, want := range row {
			got := back.Rows[i][c]
			if (got == nil) != (want == "") || got != nil && *got != want {
				t.Errorf("%s row %d %s: %v, want %q", k.Name, i, back.Columns[c].Clave, got, want)
			}
		}
	}
}

// TestCreditByHand: of 100 kg with 1,600 of IVA by credit 53 leave in March, 40 by
// name and 13 by PEPS; 4,800 are granted in March, of which nothing leaves.
func TestCreditByHand(t *testing.T) {
	s := closedOf(t, march(t), ledger.DefaultPolicy())
	want := map[string]string{
		"nivel": "total", "saldo_inicial": "1600", "otorgado": "4800", "descargado": "848", "vencido": "0", "saldo_final": "5552",
		"probado": "848", "supuesto": "0", "cuentas": "2", "cuentas_sobredescargo": "0",
	}
	all := rows(t, csvOf(t, s, "credito"))
	got := all[len(all)-1]
	for k, w := range want {
		if got[k] != w {
			t.Errorf("%s: %q, want %q", k, got[k], w)
		}
	}
	if all[0]["nivel"] != "cuenta" || all[0]["contribucion_nombre"] != "IVA" || all[0]["forma_pago"] != "21" {
		t.Errorf("%v", all[0])
	}
}

// credited adds an IVA and an IEPS by credit to an entry.
func credited(f *ledger.Fact, iva, ieps int64) *ledger.Fact {
	for i := range f.Lineas {
		f.Lineas[i].Tributos = []ledger.Tributo{
			{Clave: "3", Forma: "21", Importe: money.Int(iva)}, {Clave: "22", Forma: "22", Importe: money.Int(ieps)}, {Clave: "6", Forma: "0", Importe: money.Int(5)},
		}
	}
	return f
}

// TestCreditReconciles: whatever comes in and leaves, each row of the roll-
// forward closes, accounts add up to their contribution and these to the
// total, and a month opens with what the one before closed with.
func TestCreditReconciles(t *testing.T) {
	keys := []string{"saldo_inicial", "otorgado", "descargado", "vencido", "saldo_final", "vencido_inicial", "vencido_descargado", "vencido_final", "probado", "supuesto"}
	rapid.Check(t, func(r *rapid.T) {
		var facts []*ledger.Fact
		for i := range rapid.IntRange(1, 12).Draw(r, "pedimentos") {
			c := rapid.SampledFrom([][2]string{{"IN", "IMP"}, {"IN", "IMP"}, {"V1", "IMP"}, {"F4", "IMP"}, {"A3", "IMP"}, {"RT", "EXP"}}).Draw(r, "clave")
			day := document.NewDate(2019, 1, 1).AddDays(rapid.IntRange(0, 850).Draw(r, "day"))
			f := fact(fmt.Sprintf("2124321010%05d", i), c[0], c[1], day, line(t, 1, "39012001", "1", strconv.Itoa(rapid.IntRange(1, 50).Draw(r, "q")), 100))
			facts = append(facts, credited(f, rapid.Int64Range(0, 9999).Draw(r, "iva"), rapid.Int64Range(0, 99).Draw(r, "ieps")))
		}
		policy := ledger.DefaultPolicy()
		policy.SinBOM = rapid.SampledFrom([]ledger.SinBOM{ledger.SinBOMDirecto, ledger.SinBOMFaltante}).Draw(r, "sin_bom")
		books := booksOf(t, facts, policy)
		closing := map[string]int64{}
		for _, m := range []int{2, 3} {
			head := marchHead()
			head.From = document.NewDate(2021, m, 1)
			head.To = head.From.MonthEnd()
			s, err := report.Close(head, catalog.Default(), ledger.KeepAll(books), nil, nil, moreOf(books, facts))
			if err != nil {
				r.Fatal(err)
			}
			sums := map[string]map[string]int64{"cuenta": {}, "contribucion": {}, "total": {}}
			for _, row := range rows(t, csvOf(t, s, "credito")) {
				n := func(k string) int64 { return int64(micros(t, row[k])) / 1_000_000 }
				if n("saldo_inicial")+n("otorgado")-n("descargado")-n("vencido") != n("saldo_final") ||
					n("vencido_inicial")+n("vencido")-n("vencido_descargado") != n("vencido_final") ||
					n("probado")+n("supuesto") != n("descargado")+n("vencido_descargado") || n("saldo_final") < 0 || n("vencido_final") < 0 {
					r.Fatalf("row does not close: %v", row)
				}
				for _, k := range keys {
					sums[row["nivel"]][k] += n(k)
				}
			}
			if d := cmp.Diff(sums["cuenta"], sums["total"]); d != "" && len(sums["cuenta"]) > 0 {
				r.Fatalf("accounts and total: %s", d)
			}
			if d := cmp.Diff(sums["contribucion"], sums["total"]); d != "" && len(sums["contribucion"]) > 0 {
				r.Fatalf("contributions and total: %s", d)
			}
			if m == 3 && (sums["total"]["saldo_inicial"] != closing["saldo_final"] || sums["total"]["vencido_inicial"] != closing["vencido_final"]) {
				r.Fatalf("March opens with %v, February closed with %v", sums["total"], closing)
			}
			closing = sums["total"]
		}
	})
}

// TestGrantedOnPageOne: the credit that page 1 says was granted is the one the
// roll-forward grants, on the day of the payment and not of the entry.
func TestGrantedOnPageOne(t *testing.T) {
	for _, tt := range []struct {
		paid, entered document.Date
		want          string
	}{
		{document.NewDate(2021, 3, 30), document.NewDate(2021, 4, 3), "160000"},
		{document.NewDate(2021, 4, 1), document.NewDate(2021, 3, 31), "0"},
		{document.NewDate(2021, 3, 30), document.NewDate(2021, 3, 30), "160000"},
	} {
		in := fact("212432103000002", "IN", "IMP", tt.paid, line(t, 1, "39012001", "1", "100", 1000000))
		in.Entrada = tt.entered
		in.Lineas[0].Tributos = []ledger.Tributo{{Clave: "3", Forma: "21", Importe: money.Int(160000)}}
		s := closedOf(t, []*ledger.Fact{in}, ledger.DefaultPolicy())
		granted := ""
		for _, r := range rows(t, csvOf(t, s, "credito")) {
			if r["nivel"] == "total" {
				granted = r["otorgado"]
			}
		}
		if got := s.Summary.Credito.String(); got != tt.want || granted != tt.want {
			t.Errorf("paid %s, entered %s: page 1 %s, roll-forward %s, want %s", tt.paid, tt.entered, got, granted, tt.want)
		}
	}
}
