package step_test

import (
	"reflect"
	"sync"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
)

// worth is a partida of 800,000 pesos of customs value with an IGI of 15 % and
// an IVA by credit, as the worked example of the dossier, twice as much.
func worth(sec int, fraccion string, comercial int64) ledger.Line {
	l := line(sec, fraccion, 1000)
	l.Aduana, l.Comercial = money.Int(800_000), money.Int(comercial)
	l.Tributos = []ledger.Tributo{{Clave: "IGI", Forma: "5", Importe: money.Int(120_000)}, {Clave: "IVA", Forma: "21", Importe: money.Int(148_224)}}
	return l
}

func contingencyOf(t *testing.T, w *world, on, pay document.Date) *step.Contingency {
	t.Helper()
	factor, err := money.Parse("1.06")
	if err != nil {
		t.Fatal(err)
	}
	k, err := step.ContingencyOf(t.Context(), w.books, rfc, on, contingencia.Options{Pago: pay, Factor: factor})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// TestContingency is the worked example from the documents on: half of a lot
// changes regime, the other half is expired when it is paid.
func TestContingency(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	in := ledger.Fact{Key: number(2025, 1), Clave: "IN", Pago: 20250115, Entrada: 20250115, Remesa: 20250115, Seleccion: 20250115, Lineas: []ledger.Line{worth(1, "39012001", 780_000), worth(2, "84099199", 700_000)}}
	w.settle(paper(in))
	other := in
	other.Source = document.SourceVUCEM
	other.Lineas = []ledger.Line{worth(1, "39012001", 780_000), worth(2, "84099199", 710_000)}
	w.settle(paper(other))
	w.settle(paper(ledger.Fact{Key: number(2025, 2), Clave: "F4", Pago: 20250301, Lineas: []ledger.Line{line(1, "39012001", 500)}, Nombrados: []ledger.Named{
		{Key: number(2025, 1), Clave: "IN", Fecha: 20250115, Fraccion: "39012001", Unidad: "1", Cantidad: micros(500)},
	}}))
	w.match(rfc)

	k := contingencyOf(t, w, 20261126, 20261126)
	if k.Lots() != 2 || !k.Updated() || k.Law == "" {
		t.Fatalf("%d lots under law %q", k.Lots(), k.Law)
	}
	at := k.Find(number(2025, 1) + "-1")
	if len(at) != 1 || at[0] != 1 || len(k.Find("none")) != 0 {
		t.Fatalf("the half lot is at %v, the dearest first", at)
	}
	l, wait := k.Lot(at[0])
	if l.Estado != contingencia.Vencido || l.Aduana.String() != "400000" || l.Comercial.String() != "390000" || l.Queda != micros(500) {
		t.Errorf("%+v", l)
	}
	if p := l.Puntos[0]; p.Recargo.String() != "38.94" || p.Componentes[0].Actualizado.String() != "63600" || p.Componentes[0].Recargos.String() != "24766" || p.Actualizado.Suma.String() != "202229" {
		t.Errorf("%+v", p)
	}
	if got := wait[0].Escenarios[2].Actualizado.Maximo.String(); got != "3012" {
		t.Errorf("a month more costs %s", got)
	}
	whole, _ := k.Lot(0)
	if whole.Comercial.Known() || whole.Puntos[0].Escenarios[3].Actualizado.Maximo.Known() {
		t.Errorf("two sources say two commercial values, and the lot is worth %s", whole.Comercial)
	}
	if s := k.Summary.PorEstado()[0]; s.Lotes != 2 || s.Aduana.Pesos.String() != "1200000" || s.Inicios[0].Escenarios[3].Actualizado.Maximo.SinCifra != 1 {
		t.Errorf("%+v", s)
	}
	if rows := k.Rows(); len(rows) != 4 || rows[2].Lote != l.Lote || rows[2].IVA.String() != "74112" || rows[2].Espera[2].Actualizado.Maximo.String() != "3012" {
		t.Errorf("%+v", rows)
	}
}

// TestContingencyOfADay: balances are those of the day, the price that of
// another; what is within its stay bears no fine.
func TestContingencyOfADay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(paper(ledger.Fact{Key: number(2025, 1), Clave: "IN", Pago: 20250115, Entrada: 20250115, Lineas: []ledger.Line{worth(1, "39012001", 780_000)}}))
	w.settle(paper(ledger.Fact{Key: number(2025, 2), Clave: "F4", Pago: 20250301, Lineas: []ledger.Line{line(1, "39012001", 1000)}, Nombrados: []ledger.Named{
		{Key: number(2025, 1), Clave: "IN", Fecha: 20250115, Fraccion: "39012001", Unidad: "1", Cantidad: micros(1000)},
	}}))
	w.match(rfc)
	if k := contingencyOf(t, w, 20250301, 20261126); k.Lots() != 0 || k.Summary.PorEstado()[0].Lotes != 0 || len(k.Rows()) != 0 {
		t.Errorf("nothing is left, of %d lots", k.Lots())
	}
	if k := contingencyOf(t, w, 20250114, 20261126); k.Lots() != 0 {
		t.Errorf("%d lots before anything came", k.Lots())
	}
	k := contingencyOf(t, w, 20250228, 20260601)
	l, _ := k.Lot(0)
	if k.Lots() != 1 || l.Estado != contingencia.Vigente || l.Queda != micros(1000) || l.Puntos[0].Escenarios[2].Actualizado.MultaMaxima.String() != "0" {
		t.Errorf("%+v", l)
	}
	if _, err := step.ContingencyOf(t.Context(), w.books, rfc, 20250228, contingencia.Options{}); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("without a day of payment: %v", err)
	}
}

// TestContingencyShared: two who look at one estimate at once see the same.
func TestContingencyShared(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(paper(ledger.Fact{Key: number(2025, 1), Clave: "IN", Pago: 20250115, Entrada: 20250115, Lineas: []ledger.Line{worth(1, "39012001", 780_000), worth(2, "84099199", 700_000)}}))
	w.match(rfc)
	k := contingencyOf(t, w, 20261126, 20261126)
	want := k.Rows()
	if err := k.Forget(catalog.Default()); err != nil {
		t.Fatal(err)
	}
	var seen [2][]contingencia.Renglon
	var all sync.WaitGroup
	for i := range seen {
		all.Go(func() { seen[i] = k.Rows() })
	}
	all.Wait()
	for i := range seen {
		if len(want) == 0 || !reflect.DeepEqual(want, seen[i]) {
			t.Errorf("%d sees %+v, expected %+v", i, seen[i], want)
		}
	}
}
