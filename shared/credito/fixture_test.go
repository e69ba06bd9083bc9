package credito_test

import (
	"strconv"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

const (
	ped = "212432101000001"
	old = "202432101000009"
)

func kg(n int64) quantity.Micros { return quantity.Micros(n * 1_000_000) }

// entry is a pedimento of one partida in kilograms with IVA by credit.
func entry(number string, date, due document.Date, kilos, iva int64) credito.Entry {
	return credito.Entry{Pedimento: number, Date: date, Partidas: []credito.Partida{line(1, "39269099", due, kilos, iva, "21")}}
}

func line(n int, fraccion string, due document.Date, kilos, iva int64, forma string) credito.Partida {
	return credito.Partida{
		Numero: n, Fraccion: fraccion, UMT: "1", Cantidad: kg(kilos), Due: due,
		Cargos: []credito.Cargo{{Contribucion: "IVA", Forma: forma, Importe: iva}},
	}
}

// out is a proved return of kilograms.
func out(id string, date document.Date, kilos int64) credito.Discharge {
	return credito.Discharge{ID: id, Pedimento: ped, Fraccion: "39269099", UMT: "1", Date: date, Cantidad: kg(kilos), Kind: "retorno", Proved: true}
}

func build(tb testing.TB, entries []credito.Entry, discharges ...credito.Discharge) *credito.Ledger {
	tb.Helper()
	l := credito.New(entries, discharges, catalog.Default())
	invariants(tb, l)
	return l
}

// only is the one account as of a date.
func only(tb testing.TB, l *credito.Ledger, on document.Date) credito.Saldo {
	tb.Helper()
	s := l.AsOf(on)
	if len(s) != 1 {
		tb.Fatalf("%d accounts on %s: %+v", len(s), on, s)
	}
	return s[0]
}

func codes(fs []credito.Finding) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Code)
	}
	return out
}

// fataler is what testing.T and rapid.T share.
type fataler interface {
	Fatalf(format string, args ...any)
}

// invariants hold for every ledger on every date: nothing below zero, granted
// is discharged and open, nothing is discharged twice, a roll-forward closes
// and agrees with its balances, and what AsOf says depends on nothing later.
func invariants(t fataler, l *credito.Ledger) {
	dates := []document.Date{20201231, 20210301, 20210315, 20210630, 20220901, 20220902, 20230101, 20991231}
	for i, to := range dates {
		discharged := map[credito.Cuenta]int64{}
		for a := range l.Abonos(0, to) {
			if a.Importe < 0 || a.Cantidad < 0 || a.On > to || a.On < a.Discharge.Date {
				t.Fatalf("%+v", a)
			}
			discharged[a.Cuenta] += a.Importe
		}
		saldos := l.AsOf(to)
		for _, s := range saldos {
			if s.Open < 0 || s.Abierta < 0 || s.Proved < 0 || s.Assumed < 0 || s.Expired < 0 || s.Expired > s.Open || s.Granted != s.Proved+s.Assumed+s.Open {
				t.Fatalf("on %s: %+v", to, s)
			}
			if s.Proved+s.Assumed != discharged[s.Cuenta] {
				t.Fatalf("on %s: %d discharged, %d listed", to, s.Proved+s.Assumed, discharged[s.Cuenta])
			}
			if (s.Abierta == 0) != (s.Open == 0) && s.Abierta == 0 && s.Cantidad > 0 {
				t.Fatalf("on %s: everything left and %d is open", to, s.Open)
			}
		}
		for _, from := range dates[:i+1] {
			rollsClose(t, l, from, to, saldos)
		}
	}
}

func rollsClose(t fataler, l *credito.Ledger, from, to document.Date, saldos []credito.Saldo) {
	rolls := l.Roll(from, to)
	if len(rolls) != len(saldos) {
		t.Fatalf("%d roll-forwards, %d balances", len(rolls), len(saldos))
	}
	opening := map[credito.Cuenta]credito.Saldo{}
	for _, s := range l.AsOf(from) {
		opening[s.Cuenta] = s
	}
	for i := range rolls {
		r, s, o := &rolls[i], saldos[i], opening[rolls[i].Cuenta]
		if !r.Balanced() || r.Closing != s.Open-s.Expired || r.ExpiredClosing != s.Expired || r.Opening != o.Open-o.Expired || r.ExpiredOpening != o.Expired {
			t.Fatalf("from %s to %s: %+v; opening %+v, closing %+v", from, to, *r, o, s)
		}
		for _, n := range []int64{r.Opening, r.Granted, r.Discharged, r.Expired, r.Closing, r.ExpiredDischarged} {
			if n < 0 {
				t.Fatalf("from %s to %s: %+v", from, to, *r)
			}
		}
	}
}

func number(i int) string { return "2124321010" + strconv.Itoa(10000+i) }
