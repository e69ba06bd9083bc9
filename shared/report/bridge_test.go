package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// bridgedOf closes the company of March, given which of its facts were not known
// when February was closed.
func bridgedOf(t *testing.T, change func(*report.Before), late ...string) *report.Set {
	t.Helper()
	facts := march(t)
	came := map[document.Hash]string{}
	var then []*ledger.Fact
	for _, f := range facts {
		if f.Pago < marchHead().From && !slices.Contains(late, f.Key) {
			then = append(then, f)
			continue
		}
		raw, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		came[document.HashOf(raw)] = f.Key
	}
	books, known := booksOf(t, facts, ledger.DefaultPolicy()), booksOf(t, then, ledger.DefaultPolicy())
	more := moreOf(books, facts)
	more.Before = &report.Before{
		Books: ledger.KeepAll(known), Credit: moreOf(known, then).Credit, Same: true, Came: func(h document.Hash) string { return came[h] },
	}
	if change != nil {
		change(more.Before)
	}
	s, err := report.Close(marchHead(), catalog.Default(), ledger.KeepAll(books), found(), nil, more)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// picked are some cells of the rows that keep a level.
func picked(all []map[string]string, nivel string, keys ...string) (out []string) {
	for _, r := range all {
		if r["nivel"] != nivel {
			continue
		}
		var cells []string
		for _, k := range keys {
			cells = append(cells, r[k])
		}
		out = append(out, strings.Join(cells, " "))
	}
	return out
}

// TestBridgeByHand: February's entry of 100 kg with 1,600 of IVA by credit was
// known when February closed, or came later.
func TestBridgeByHand(t *testing.T) {
	t.Parallel()
	keys := []string{"cierre_anterior", "por_otra_version", "correccion", "saldo_inicial", "motivo", "por", "base"}
	s := bridgedOf(t, nil)
	if d := cmp.Diff([]string{"1600 0 0 1600   hechos"}, picked(rows(t, csvOf(t, s, "puente_credito")), "total", keys...)); d != "" {
		t.Error(d)
	}
	if got := picked(rows(t, csvOf(t, s, "puente_credito")), "cuenta", keys...); got != nil {
		t.Errorf("nothing differs: %v", got)
	}
	var feb string
	for _, f := range march(t) {
		if f.Pago < marchHead().From {
			feb = f.Key
		}
	}
	s = bridgedOf(t, func(b *report.Before) {
		b.Package, b.SealedCredit, b.SealedStock = "X-2021-02.zip", []report.SealedCredit{}, []report.SealedStock{}
	}, feb)
	late := "0 0 1600 1600 documento_tardio " + feb + " sello"
	for _, nivel := range []string{"cuenta", "contribucion", "total"} {
		if d := cmp.Diff([]string{late}, picked(rows(t, csvOf(t, s, "puente_credito")), nivel, keys...)); d != "" {
			t.Errorf("%s: %s", nivel, d)
		}
	}
	if d := cmp.Diff([]string{"0 0 100 100 documento_tardio " + feb + " sello", "0 0 50 50 documento_tardio " + feb + " sello"}, picked(rows(t, csvOf(t, s, "puente_saldos")), "lote", keys...)); d != "" {
		t.Error(d)
	}
	s = bridgedOf(t, func(b *report.Before) {
		b.Package, b.Same = "X-2021-02.zip", false
		b.SealedCredit = []report.SealedCredit{{Contribucion: "IVA", Forma: "21", Closing: 1500, Expired: 7}}
	})
	if d := cmp.Diff([]string{"1500 100 0 1600 otra_version  sello"}, picked(rows(t, csvOf(t, s, "puente_credito")), "total", keys...)); d != "" {
		t.Errorf("sealed by another release: %s", d)
	}
}

// TestChanges: a finding is new, stays, came back, is gone, or belongs to the
// month before; one that only its month asks is never called gone.
func TestChanges(t *testing.T) {
	t.Parallel()
	f := func(code string, standing bool) report.Found {
		return report.Found{Standing: standing, Finding: document.Finding{Code: code, Severity: document.Warning, Message: document.Text{ES: code, EN: code}}}
	}
	told := func(fs ...report.Found) (out []report.Told) {
		for i := range fs {
			out = append(out, report.TellFound(&fs[i]))
		}
		return out
	}
	facts := march(t)
	books := booksOf(t, facts, ledger.DefaultPolicy())
	more := moreOf(books, facts)
	more.Before = &report.Before{Books: ledger.KeepAll(books), Credit: more.Credit, Same: true, Came: func(document.Hash) string { return "" }}
	more.Earlier = []report.Earlier{
		{Period: "2021-01", Package: "A", Told: []report.Told{told(f("back", true))[0].Brief(), told(f("gone", true))[0].Brief()}},
		{Period: "2021-02", Package: "B", Told: told(f("stays", true), f("gone", true), f("of_february", false))},
	}
	now := []report.Found{f("new", true), f("stays", true), f("back", true)}
	s, err := report.Close(marchHead(), catalog.Default(), ledger.KeepAll(books), now, nil, more)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows(t, csvOf(t, s, "hallazgos_cambios")) {
		got = append(got, r["cambio"]+" "+r["codigo"]+" "+r["alcance"])
	}
	want := []string{"nuevo new cierre", "volvio back cierre", "ya_no gone cierre", "sigue stays cierre", "de_otro_mes of_february mes"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	var trend []string
	for _, r := range rows(t, csvOf(t, s, "hallazgos_tendencia")) {
		trend = append(trend, r["advertencias"])
	}
	if d := cmp.Diff([]string{"", "", "", "", "", "", "", "", "", "2", "3", "3"}, trend); d != "" {
		t.Error(d)
	}
}

// TestPrecheckByHand: of the discharges of March every amount is that of the
// roll-forward, and what to look at is said.
func TestPrecheckByHand(t *testing.T) {
	t.Parallel()
	facts := march(t)
	books := booksOf(t, facts, ledger.DefaultPolicy())
	more := moreOf(books, facts)
	k := report.Precheck(marchHead(), more.Credit, nil, ledger.KeepAll(books))
	at := map[string]int{}
	for i, c := range k.Columns {
		at[c.Key] = i
	}
	var sum int64
	for _, r := range k.All() {
		sum += int64(micros(t, r[at["importe"]])) / 1_000_000
		if r[at["periodo_descargo"]] != "2021-03" || r[at["pedimento_salida"]] == "" || r[at["clave"]] == "" {
			t.Errorf("%v", r)
		}
	}
	if sum != 848 {
		t.Errorf("the discharges of March are %d pesos, the roll-forward says 848", sum)
	}
	s := bridgedOf(t, func(b *report.Before) { *b = report.Before{Credit: b.Credit, Books: b.Books, Came: b.Came} })
	if d := cmp.Diff(k.Len(), s.Table("anexo30_revision").Len()); d != "" {
		t.Errorf("nothing came since February: %s", d)
	}
}
