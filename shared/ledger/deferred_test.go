package ledger_test

import (
	"encoding/hex"
	"reflect"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
)

// TestDeferredDuty: a fact keeps each determination of a partida and what the whole
// pedimento paid of it, and nothing of other contributions. A determination of no
// partida is of the whole, and a payment of none is told and not added. Without any
// of them its bytes are those of a fact that knows none.
func TestDeferredDuty(t *testing.T) {
	t.Parallel()
	p := &pedimento.Pedimento{
		Source: document.SourceVUCEM, Efecto: document.Pagado, Cotejo: document.CotejoCompleto, Number: ped(1), Clave: "RT", Operacion: "EXP", Tipo: "1",
		FechaPago: day("2021-03-01"), Partidas: []pedimento.Partida{{Secuencia: 1, Fraccion: resin, UMT: "1", CantidadUMT: amount("10.5")}},
		Contribuciones: []pedimento.Contribucion{{Clave: "DTA", FormaPago: "0", Importe: amount("400")}, {Clave: "2.5", FormaPago: "0", Importe: amount("30")}},
	}
	p.Articulo303 = []pedimento.Articulo303{
		{Pais: "USA", Partida: "1", NoOriginaria: amount("100"), IGI: amount("10"), TotalArancel: amount("2.5"), MonedaArancel: "USD", Exento: amount("0")},
		{Pais: "USA", Partida: "1", Pagos: []pedimento.Contribucion{{Clave: "2.5", FormaPago: "0", Importe: amount("30")}}},
		{Pais: "USA", Partida: "", NoOriginaria: amount("1")},
		{Pais: "USA", Partida: "x", IGI: amount("3")},
		{Pais: "USA", Partida: "0", Pagos: []pedimento.Contribucion{{Clave: "2.5", FormaPago: "0", Importe: amount("30")}}},
	}
	f, findings, ok := ledger.FromPedimento(p, "doc")
	if n := len(findings); n != 3 || findings.Blocking() || !findings.Has("deferred_no_partida") {
		t.Errorf("what names no partida is told %d times, want 3: %v", n, findings)
	}
	paid := []ledger.Tributo{{Clave: "2.5", Forma: "0", Importe: amount("30")}}
	want := []ledger.Diferido{
		{Tributos: paid},
		{Partida: 1, Destino: "USA", NoOriginaria: amount("100"), IGI: amount("10"), Arancel: amount("2.5"), Moneda: "USD", Exento: amount("0")},
		{Partida: 1, Destino: "USA", Tributos: paid},
		{Destino: "USA", NoOriginaria: amount("1")},
		{Destino: "USA", IGI: amount("3")},
	}
	if !ok || !reflect.DeepEqual(f.Diferidos, want) {
		t.Errorf("%v %+v", ok, f.Diferidos)
	}
	back, err := ledger.UnpackFact(f.Pack())
	if err != nil || !reflect.DeepEqual(back.Diferidos, want) {
		t.Errorf("packed: %+v %v", back, err)
	}
}

// TestPackedBefore: a fact that was packed before there were determinations is
// read as it was.
func TestPackedBefore(t *testing.T) {
	t.Parallel()
	packed, err := hex.DecodeString("0366000f3231323433323130313030303030320040373363636135393862626235373265633131363966323733666666636232366636633233313632" +
		"3930383264666461633032353131376262376133393061366200096461746173746167650002525400034558500000e1c5d109e1c5d1090000000000" +
		"00000001000141060100016b0002494e00000833393031323030310001310e01010a06060b0b0606068087a70e8087a70e0606060000")
	if err != nil {
		t.Fatal(err)
	}
	want := export(2, "RT", "2021-04-01", line(1, resin, 15))
	want.Proveedores = []string{"A"}
	want.Nombrados = []ledger.Named{{Key: "k", Clave: "IN", Fraccion: resin, Unidad: "1", Cantidad: 7}}
	if got, err := ledger.UnpackFact(packed); err != nil || !reflect.DeepEqual(got, &want) {
		t.Errorf("%+v, %v", got, err)
	}
}
