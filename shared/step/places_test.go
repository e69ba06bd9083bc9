package step_test

import (
	"fmt"
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// TestPlaces: what goes to a submaquila and comes back in part; what is taken
// from where it never was; more sent away than there is. No balance changes.
func TestPlaces(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	program := "rfc: " + rfc + "\nnombre: N\nprograma: \"1\"\ninventory_key: part\nvigente_desde: \"2021-01-01\"\n"
	w.settle(tableReader(nil).Read(t.Context(), step.Input{Name: "p.yaml", Bytes: []byte(program), RFC: rfc})...)
	in := line(1, "39012001", 100)
	in.Parte = "CON-10"
	w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: 20210110, Entrada: 20210110, Lineas: []ledger.Line{in}}))
	table(t, w, "parte,descripcion,fraccion,umc,umt,vigente_desde\nCON-10,Conector,39012001,KG,KG,2021-01-01\n")
	table(t, w, "lugar,tipo,domicilio,vigente_desde\nP1,planta,A,2021-01-01\nS1,submaquila,B,2021-01-01\nS2,tercero,C,2021-01-01\n")
	w.match(rfc)
	before := w.state(rfc).Books
	moves := "documento,fecha,tipo,parte,cantidad,unidad,de,a\n" +
		"T1,2021-02-01,submaquila,CON-10,30,KG,P1,S1\n" +
		"T2,2021-03-01,submaquila,CON-10,10,KG,S1,P1\n" +
		"T3,2021-03-02,salida_temporal,CON-10,5,KG,S2,P1\n" + // never brought there
		"T4,2021-03-03,submaquila,CON-10,95,KG,P1,S1\n" // more than there is
	table(t, w, moves)
	w.match(rfc)
	if after := w.state(rfc).Books; len(after) != len(before) {
		t.Errorf("%v before the moves, %v after", before, after)
	}
	if b := w.book(rfc, ledger.Material{Kind: ledger.KindPart, Key: "CON-10", Unit: "1"}); b.Saldos[0].Cantidad != micros(100) || len(b.Exits) != 0 {
		t.Errorf("moves changed the balance: %+v", b.Saldos)
	}
	for on, want := range map[int][]string{
		20210131: nil,
		20210228: {"P1 70 true", "S1 30 true"},
		20210301: {"P1 80 true", "S1 20 true"},
	} {
		placed, found, err := step.Places(t.Context(), w.books, rfc, document.Date(on))
		var got []string
		for _, p := range placed {
			got = append(got, fmt.Sprintf("%s %s %v", p.Lugar, p.Cantidad, p.Known))
		}
		if err != nil || len(found) != 0 || !slices.Equal(got, want) {
			t.Errorf("on %d: %v %v %v, want %v", on, err, got, found, want)
		}
	}
	_, found, err := step.Places(t.Context(), w.books, rfc, 20211231)
	var codes []string
	for _, f := range found {
		codes = append(codes, f.Code+" "+f.Where)
	}
	if err != nil || !slices.Equal(codes, []string{"place_over_moved traslado T3", "place_over_stock traslado T4"}) {
		t.Errorf("%v %v", err, codes)
	}
	if all := w.codes(); !slices.Contains(all, "place_over_moved") || !slices.Contains(all, "place_over_stock") {
		t.Errorf("findings do not tell the moves: %v", all)
	}
}
