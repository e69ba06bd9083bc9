package plant_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/money"
	"example.com/immex/shared/permiso"
)

// TestAllowed: authorisations come by kind and number; a later file that says
// another quantity of the same permit counts, and the former is told.
func TestAllowed(t *testing.T) {
	t.Parallel()
	const head = "tipo,fraccion,numero,unidad,cantidad,valor_usd,vigente_desde,vigente_hasta\n"
	x := index(t,
		head+"permiso,72083601,0452-26,1,9000,,2026-01-01,2026-06-30\nprograma,8536,,,,,2020-01-01,\n",
		head+"permiso,72083601,0452-26,KG,12000,500.5,2026-01-01,2026-12-31\n",
	)
	var got []permiso.Authorisation
	for _, a := range x.Allowed() {
		got = append(got, a.Authorisation)
		if a.Source.Tabla != "autorizaciones" || a.Source.Fila == 0 {
			t.Errorf("written nowhere: %+v", a.Source)
		}
	}
	half, err := money.Parse("500.5")
	if err != nil {
		t.Fatal(err)
	}
	want := []permiso.Authorisation{
		{Kind: "permiso", Fraccion: "72083601", Number: "0452-26", Unit: "1", Quantity: money.Int(12000), Value: half, From: 20260101, To: 20261231},
		{Kind: "programa", Fraccion: "8536", From: 20200101},
	}
	if d := cmp.Diff(want, got, cmp.Comparer(func(a, b money.Amount) bool { return a.String() == b.String() })); d != "" {
		t.Error(d)
	}
	told := false
	for _, p := range x.Problems() {
		told = told || p.Code == "plant_displaced" && p.Tabla == "autorizaciones"
	}
	if !told {
		t.Errorf("nobody says that one file displaces the other: %v", x.Problems())
	}
}

// TestPlaces lists every registered place with its days.
func TestPlaces(t *testing.T) {
	t.Parallel()
	x := index(t, "lugar,tipo,domicilio,vigente_desde,vigente_hasta\nB,bodega,CALLE 2,2021-01-01,2021-12-31\nA,planta,CALLE 1,2020-01-01,\n")
	got := x.Places()
	if len(got) != 2 || got[0].Lugar != "A" || got[1].Lugar != "B" || got[1].Hasta != 20211231 {
		t.Errorf("%+v", got)
	}
	if none := index(t, "alias,parte,de,vigente_desde\nA,B,C,2026-01-01\n"); len(none.Places()) != 0 || len(none.Allowed()) != 0 {
		t.Error("places and authorisations out of nothing")
	}
}
