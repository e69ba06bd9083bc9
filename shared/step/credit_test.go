package step_test

import (
	"bytes"
	"testing"
	"time"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/step"
)

// credited is a line with an IVA by credit.
func credited(sec int, fraccion string, kilos, iva int64) ledger.Line {
	l := line(sec, fraccion, kilos)
	l.Tributos = []ledger.Tributo{{Clave: "IVA", Forma: "21", Importe: money.Int(iva)}, {Clave: "IGI", Forma: "5", Importe: money.Int(9)}}
	return l
}

// creditOf is the credit of a programme, held to its own arithmetic.
func creditOf(t *testing.T, w *world, rfc string) *step.Credit {
	t.Helper()
	k, err := step.CreditOf(t.Context(), w.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range k.AsOf(0) {
		if s.Granted != s.Proved+s.Assumed+s.Open || s.Open < 0 || s.Expired > s.Open {
			t.Fatalf("%+v does not add up", s)
		}
	}
	for _, r := range k.Roll(0, 0) {
		if !r.Balanced() {
			t.Fatalf("%+v does not close", r)
		}
	}
	return k
}

// TestCredit: a lot by credit, a quarter of it changes regime; a lot that was
// paid in cash has no account.
func TestCredit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cash := line(2, "84099199", 5)
	cash.Tributos = []ledger.Tributo{{Clave: "IVA", Forma: "0", Importe: money.Int(77)}}
	w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: 20210110, Entrada: 20210110, Lineas: []ledger.Line{credited(1, "39012001", 100, 16000), cash}}))
	w.settle(paper(ledger.Fact{Key: number(2021, 2), Clave: "F4", Pago: 20210301, Lineas: []ledger.Line{line(1, "39012001", 25)}, Nombrados: []ledger.Named{
		{Key: number(2021, 1), Clave: "IN", Fecha: 20210110, Fraccion: "39012001", Unidad: "1", Cantidad: micros(25)},
	}}))
	w.match(rfc)
	k := creditOf(t, w, rfc)
	account := credito.Key{Pedimento: number(2021, 1), Fraccion: "39012001", UMT: "1"}
	for on, want := range map[document.Date][3]int64{20210109: {}, 20210110: {16000, 0, 16000}, 20210228: {16000, 0, 16000}, 20210301: {16000, 4000, 12000}, 0: {16000, 4000, 12000}} {
		var got [3]int64
		for _, s := range k.AsOf(on) {
			if s.Key != account || s.Contribucion != "IVA" || s.Forma != "21" {
				t.Errorf("an account of its own: %+v", s.Cuenta)
			}
			got = [3]int64{s.Granted, s.Proved, s.Open}
		}
		if got != want {
			t.Errorf("on %s: %v, want %v", on, got, want)
		}
	}
	if r := k.Roll(20210228, 20210331); len(r) != 1 || r[0].Opening != 16000 || r[0].Discharged != 4000 || r[0].Closing != 12000 || !r[0].Balanced() {
		t.Errorf("%+v", r)
	}
	if fs := k.Findings(0); len(fs) != 1 || fs[0].Code != "lot_without_credit" || fs[0].Pedimento != number(2021, 1) {
		t.Errorf("%+v", fs)
	}
	var said bool
	for _, c := range w.codes() {
		said = said || c == "lot_without_credit"
	}
	if !said {
		t.Error("findings do not tell what the credit found")
	}
}

// TestCreditOfOpenings: of a lot that only an opening balance states nobody tells
// its contributions, and where there is credit that is said: its sum is short of it.
func TestCreditOfOpenings(t *testing.T) {
	t.Parallel()
	for name, papers := range map[string]struct {
		of   []*step.Paper
		want bool
	}{
		"with credit":    {[]*step.Paper{paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: 20210110, Entrada: 20210110, Lineas: []ledger.Line{credited(1, "39012001", 100, 16000)}})}, true},
		"without credit": {[]*step.Paper{original()}, false},
		"nothing else":   {nil, true},
	} {
		w := newWorld(t)
		for _, p := range papers.of {
			w.settle(p)
		}
		w.settle(plantTable("pedimento,partida,fraccion,saldo_umt,umt,fecha,procedencia\n" + number(2019, 7) + ",1,39012001,40,1,2020-12-31,sistema anterior\n"))
		w.match(rfc)
		var got bool
		for _, f := range creditOf(t, w, rfc).Findings(0) {
			got = got || f.Code == credito.UnknownCredit
		}
		if got != papers.want {
			t.Errorf("%s: told %v", name, got)
		}
	}
}

// TestCreditOfNobody: a company without credit has no findings about it.
func TestCreditOfNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(original())
	w.match(rfc)
	if k := creditOf(t, w, rfc); len(k.AsOf(0))+len(k.Findings(0)) != 0 {
		t.Errorf("%+v %+v", k.AsOf(0), k.Findings(0))
	}
}

// TestCreditCorpus: what the entries of EMPRESA C declare by forms 21 and 22,
// counted from its tables, is granted through the store, to the peso.
func TestCreditCorpus(t *testing.T) {
	inOneLine(t)
	w, rfc := ofCorpus(t, "EMPRESA C")
	entries := map[string]map[string]int64{} // by pedimento and contribution/form
	prior := map[string]bool{}
	eachDelivery(t, "EMPRESA C", func(_, _ string, b []byte) {
		d, err := datastage.Open(t.Context(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		for i := range d.Len() {
			p := d.Pedimento(i)
			if p.Rectifica != nil {
				prior[p.Rectifica.Documento] = true
			}
			sums := map[string]int64{}
			for j := range p.Partidas {
				for _, c := range p.Partidas[j].Contribuciones {
					n, ok := credito.Pesos(c.Importe)
					if c.FormaPago == "21" || c.FormaPago == "22" {
						if !ok {
							t.Fatalf("%s: %s", p.Number, c.Importe)
						}
						sums[c.Clave+"/"+c.FormaPago] += n
					}
				}
			}
			entries[p.Number] = sums
		}
	})
	want := map[string]int64{}
	for number, sums := range entries {
		if prior[number[8:]] {
			continue // replaced by its rectification
		}
		for k, n := range sums {
			want[k] += n
		}
	}
	start := time.Now()
	k := creditOf(t, w, rfc)
	got := map[string]int64{}
	for _, total := range credito.Totals(k.AsOf(0)) {
		got[total.Contribucion+"/"+total.Forma] = total.Granted
		t.Logf("%s FP %s on %s: %d accounts, granted %d, proved %d, assumed %d, open %d, past due %d (%d in doubt)", total.Contribucion, total.Forma, k.On,
			total.Cuentas, total.Granted, total.Proved, total.Assumed, total.Open, total.Expired, total.Doubtful)
	}
	byCode := map[string]int{}
	for _, f := range k.Findings(0) {
		byCode[f.Code]++
	}
	t.Logf("in %s; findings %v; declared %v", time.Since(start).Round(time.Millisecond), byCode, want)
	for c, n := range want {
		if n != 0 && got[c] != n {
			t.Errorf("%s: granted %d, the tables declare %d", c, got[c], n)
		}
	}
}
