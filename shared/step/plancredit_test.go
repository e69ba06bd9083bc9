package step_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
)

// TestPlannedCredit: what an operation discharges of the credit is the account's
// own figure, also where its lots are of several parts.
func TestPlannedCredit(t *testing.T) {
	t.Parallel()
	plannedCredit(t, newWorld(t))
}

func plannedCredit(t *testing.T, w *world) {
	t.Helper()
	of := func(sec int, parte string, kilos, iva int64, forma string) ledger.Line {
		l := line(sec, "39012001", kilos)
		l.Parte, l.Tributos = parte, []ledger.Tributo{{Clave: "3", Forma: forma, Importe: money.Int(iva)}}
		return l
	}
	w.settle(programmePaper("inventory_key: fraccion\nsin_bom: faltante\n"))
	w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: date("2021-03-01"), Lineas: []ledger.Line{of(1, "P-1", 100, 16, "21"), of(2, "P-2", 50, 8, "21")}}))
	w.settle(paper(ledger.Fact{Key: number(2021, 2), Clave: "IN", Pago: date("2021-04-01"), Lineas: []ledger.Line{of(1, "P-1", 40, 7, "0")}}))
	w.settle(paper(ledger.Fact{Key: number(2021, 3), Clave: "RT", Operacion: "EXP", Pago: date("2021-05-01"), Lineas: []ledger.Line{of(1, "P-2", 20, 0, "0")}}))
	w.match(rfc)
	w.settle(programmePaper("inventory_key: part\nsin_bom: faltante\n")) // the goods leave the book of the fracción
	w.match(rfc)
	for kilos, want := range map[int64][]step.CreditTaken{
		25:  {{Pesos: 4, Open: 17}}, // 24 of 150 kg: 3 left with 20 kg, 7 with 45
		110: {{Pesos: 16, Open: 5}}, // 100 of that pedimento, 10 of one that was paid
		200: {{Pesos: 16, Open: 5}},
	} {
		p, err := step.PlanOperation(w.ctx, w.books, rfc, step.Operation{Clave: "RT", Parte: "P-1", Cantidad: micros(kilos), Unidad: "1", Fecha: date("2021-06-01")})
		if err != nil || !p.CreditKnown {
			t.Fatal(err)
		}
		var got []step.CreditTaken
		for _, c := range p.Credit {
			if c.Pedimento != number(2021, 1) || c.Contribucion != "3" || c.Forma != "21" {
				t.Errorf("%d: account %+v", kilos, c.Cuenta)
			}
			got = append(got, step.CreditTaken{Pesos: c.Pesos, Open: c.Open})
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%d kilos (-want +got):\n%s", kilos, d)
		}
	}
}

// TestPlannedCreditGrantedLater: of goods that came before their pedimento is
// paid nobody knows yet what credit they give back, and of those that only an
// opening balance tells of nobody does.
func TestPlannedCreditGrantedLater(t *testing.T) {
	t.Parallel()
	plannedCreditGrantedLater(t, newWorld(t))
}

func plannedCreditGrantedLater(t *testing.T, w *world) {
	t.Helper()
	l := line(1, "39012001", 100)
	l.Tributos = []ledger.Tributo{{Clave: "3", Forma: "21", Importe: money.Int(16)}}
	w.settle(programmePaper("inventory_key: fraccion\nsin_bom: directo\n"))
	w.settle(plantTable("pedimento,partida,fraccion,saldo_umt,umt,fecha,procedencia\n" + number(2019, 7) + ",1,84099199,40,1,2020-12-31,sistema anterior\n"))
	w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: date("2021-06-15"), Entrada: date("2021-06-01"), Lineas: []ledger.Line{l}}))
	w.match(rfc)
	for on, known := range map[string]bool{"2021-06-10": false, "2021-06-20": true} {
		p, err := step.PlanOperation(w.ctx, w.books, rfc, step.Operation{Clave: "RT", Fraccion: "39012001", Cantidad: micros(10), Unidad: "1", Fecha: date(on)})
		if err != nil || len(p.Taken()) != 1 {
			t.Fatalf("%s: takes of %d lots, %v", on, len(p.Taken()), err)
		}
		if p.CreditKnown != known || len(p.Credit) == 1 != known {
			t.Errorf("%s: known %v, %v", on, p.CreditKnown, p.Credit)
		}
	}
	p, err := step.PlanOperation(w.ctx, w.books, rfc, step.Operation{Clave: "RT", Fraccion: "84099199", Cantidad: micros(10), Unidad: "1", Fecha: date("2021-06-10")})
	if err != nil || len(p.Taken()) != 1 || p.CreditKnown || len(p.Credit) > 0 {
		t.Errorf("of an opening balance: %v, known %v, %v", err, p.CreditKnown, p.Credit)
	}
}
