package plant_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/money"
	"example.com/immex/shared/plant"
)

// TestDeclared: filings and balances of others come in order, with where they
// were written.
func TestDeclared(t *testing.T) {
	t.Parallel()
	x := index(t,
		"ejercicio,concepto,mes,moneda,importe\n2025,ventas_totales,,MXN,7\n2025,exportacion_total,2,USD,5\n2024,ventas_totales,1,MXN,3\n",
		"fecha,parte,lugar,existencia,unidad\n2026-06-30,B,,1,PZA\n2026-06-30,A,X,2,PZA\n2026-05-31,B,,3,PZA\n",
		"fecha,pedimento_entrada,fraccion,saldo_pesos\n2026-06-30,26 24 3210 6000125,72083601,9\n2026-06-30,26 24 3210 6000121,72083601,8\n",
	)
	bare := cmp.Comparer(func(a, b plant.Source) bool { return (a.Fila == 0) != (b.Fila == 0) || a.Fila == b.Fila })
	exact := cmp.Comparer(func(a, b money.Amount) bool { return a.Equal(b) })
	if d := cmp.Diff([]plant.Reported{
		{Ejercicio: 2024, Mes: 1, Concepto: "ventas_totales", Moneda: "MXN", Importe: money.Int(3)},
		{Ejercicio: 2025, Mes: 2, Concepto: "exportacion_total", Moneda: "USD", Importe: money.Int(5)},
		{Ejercicio: 2025, Concepto: "ventas_totales", Moneda: "MXN", Importe: money.Int(7)},
	}, x.Reported(), bare, exact); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]plant.Stock{
		{Fecha: 20260531, Parte: "B", Cantidad: money.Int(3), Unidad: "6"},
		{Fecha: 20260630, Parte: "A", Lugar: "X", Cantidad: money.Int(2), Unidad: "6"},
		{Fecha: 20260630, Parte: "B", Cantidad: money.Int(1), Unidad: "6"},
	}, x.Stock(), bare, exact); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]plant.CreditBalance{
		{Fecha: 20260630, Pedimento: "262432106000121", Fraccion: "72083601", Saldo: money.Int(8)},
		{Fecha: 20260630, Pedimento: "262432106000125", Fraccion: "72083601", Saldo: money.Int(9)},
	}, x.CreditBalances(), bare, exact); d != "" {
		t.Error(d)
	}
	for _, r := range x.Stock() {
		if r.Source.Tabla != "existencias_erp" || r.Source.Fila == 0 {
			t.Errorf("written nowhere: %+v", r.Source)
		}
	}
}

// TestEvidence: what was done by its day comes by that day; a destruction says
// when notice was given.
func TestEvidence(t *testing.T) {
	t.Parallel()
	x := index(t,
		"asunto,obligacion,periodo,pedimento,fecha,resultado,vence,folio\nopinion_32d,,,,2026-04-15,negativo,,F2\nobligacion,inegi_mensual,2026-02-01,,2026-03-20,,,F1\nctm,,,26 24 3210 6000125,2026-04-01,,,C3\n",
		"acta,renglon,fecha,tipo,parte,cantidad,unidad,documento,fecha_aviso\nA-1,1,2026-05-15,destruccion,CON-10,5,6,Aviso,2026-04-30\n")
	var got []plant.Evidence
	for _, e := range x.Evidence() {
		if e.Source.Tabla != "cumplimiento" || e.Source.Fila == 0 {
			t.Errorf("written nowhere: %+v", e.Source)
		}
		e.Source = plant.Source{}
		got = append(got, e)
	}
	if d := cmp.Diff([]plant.Evidence{
		{Asunto: "obligacion", Obligacion: "inegi_mensual", Periodo: 20260201, Fecha: 20260320, Folio: "F1"},
		{Asunto: "ctm", Pedimento: "262432106000125", Fecha: 20260401, Folio: "C3"},
		{Asunto: "opinion_32d", Fecha: 20260415, Negativo: true, Folio: "F2"},
	}, got); d != "" {
		t.Error(d)
	}
	if acts := x.Acts(); len(acts) != 1 || acts[0].Aviso != 20260430 {
		t.Errorf("%+v", acts)
	}
}
