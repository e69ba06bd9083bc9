package ledger_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// TestCanonicalIsJSON holds the hand-written canonical form against
// encoding/json over arbitrary facts, odd texts included.
func TestCanonicalIsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFact(t)
		got, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Fatalf("canonical form differs from encoding/json (-want +got):\n%s", d)
		}
		if !f.Encodes(want) || f.Encodes(want[1:]) || f.Encodes(append(want, ' ')) {
			t.Fatalf("it is not told from other bytes: %s", want)
		}
	})
}

// TestDecodeFactIsJSON: a fact in canonical form, and such a form with something
// else in it somewhere, is read as encoding/json reads it.
func TestDecodeFactIsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw, err := anyFact(t).Encode()
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(0, 2).Draw(t, "edits") {
			from := rapid.IntRange(0, len(raw)).Draw(t, "from")
			to := min(len(raw), from+rapid.IntRange(0, 4).Draw(t, "length"))
			piece := rapid.SampledFrom([]string{"", "0", "null", "[]", `"`, `\`, `\u00e1`, "á", "\xff", "\x01", " ", ",", "}", "true", `"a"`, "-1", "1.50"}).Draw(t, "piece")
			raw = slices.Concat(raw[:from], []byte(piece), raw[to:])
		}
		var want ledger.Fact
		wrong := json.Unmarshal(raw, &want)
		got, err := ledger.DecodeFact(raw)
		if (err == nil) != (wrong == nil) {
			t.Fatalf("%q: %v, encoding/json says %v", raw, err, wrong)
		}
		if err == nil && !reflect.DeepEqual(*got, want) {
			t.Fatalf("%q is read as\n%#v, encoding/json reads\n%#v", raw, *got, want)
		}
	})
}

func anyFact(t *rapid.T) *ledger.Fact {
	text := rapid.OneOf(rapid.StringMatching(`[A-Z0-9 .,"<>&\\]{0,12}`), rapid.String())
	date := rapid.Custom(func(t *rapid.T) document.Date {
		return document.NewDate(rapid.IntRange(1999, 2030).Draw(t, "y"), rapid.IntRange(1, 12).Draw(t, "m"), rapid.IntRange(0, 28).Draw(t, "d"))
	})
	amount := rapid.Custom(func(t *rapid.T) money.Amount {
		if rapid.Bool().Draw(t, "unknown") {
			return money.Amount{}
		}
		return money.FromMicros(rapid.Int64Range(-1e15, 1e15).Draw(t, "micros"))
	})
	micros := rapid.Custom(func(t *rapid.T) quantity.Micros {
		return quantity.Micros(rapid.Int64Range(0, 1e15).Draw(t, "q"))
	})
	f := &ledger.Fact{
		Key: text.Draw(t, "key"), Doc: document.Hash(text.Draw(t, "doc")), Source: document.SourceVUCEM, AsOf: date.Draw(t, "as of"),
		Clave: text.Draw(t, "clave"), Operacion: "IMP", Tipo: text.Draw(t, "tipo"), Pago: date.Draw(t, "pago"),
		Entrada: date.Draw(t, "entrada"), Remesa: date.Draw(t, "remesa"), Seleccion: date.Draw(t, "seleccion"),
		Consolidado: rapid.Bool().Draw(t, "consolidado"), EsRectif: rapid.Bool().Draw(t, "rectificacion"),
		Casos: rapid.SliceOfN(text, 0, 3).Draw(t, "casos"), Proveedores: rapid.SliceOfN(text, 0, 2).Draw(t, "proveedores"), TipoCambio: amount.Draw(t, "tc"),
	}
	if rapid.Bool().Draw(t, "rectifica") {
		f.Rectifica = &ledger.Prior{Key: text.Draw(t, "prior"), Clave: "IN", Fecha: date.Draw(t, "fecha")}
	}
	for range rapid.IntRange(0, 2).Draw(t, "diferidos") {
		d := ledger.Diferido{
			Partida: rapid.IntRange(0, 9).Draw(t, "partida"), Destino: text.Draw(t, "destino"), NoOriginaria: amount.Draw(t, "no originaria"),
			IGI: amount.Draw(t, "igi"), Arancel: amount.Draw(t, "arancel"), Moneda: text.Draw(t, "moneda"), Exento: amount.Draw(t, "exento"),
		}
		if rapid.Bool().Draw(t, "pago") {
			d.Tributos = []ledger.Tributo{{Clave: "2.5", Forma: "0", Importe: amount.Draw(t, "pagado")}}
		}
		f.Diferidos = append(f.Diferidos, d)
	}
	for range rapid.IntRange(0, 2).Draw(t, "nombrados") {
		f.Nombrados = append(f.Nombrados, ledger.Named{
			Key: text.Draw(t, "k"), Clave: "IN", Fecha: date.Draw(t, "f"), Fraccion: text.Draw(t, "fr"), Unidad: "1", Cantidad: micros.Draw(t, "q"),
		})
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "lineas") {
		l := ledger.Line{
			Sec: i + 1, Fraccion: text.Draw(t, "fraccion"), NICO: text.Draw(t, "nico"), Descripcion: text.Draw(t, "descripcion"),
			UMC: "6", CantidadUMC: micros.Draw(t, "umc"), UMT: "1", CantidadUMT: micros.Draw(t, "umt"), Aduana: amount.Draw(t, "va"),
			Comercial: amount.Draw(t, "vc"), Dolares: amount.Draw(t, "vd"), Origen: text.Draw(t, "origen"),
			Casos: rapid.SliceOfN(text, 0, 2).Draw(t, "ids"), Serie: text.Draw(t, "serie"), Parte: text.Draw(t, "parte"),
		}
		if rapid.Bool().Draw(t, "tributo") {
			l.Tributos = []ledger.Tributo{{Clave: "IVA", Forma: "21", Importe: amount.Draw(t, "importe")}}
		}
		f.Lineas = append(f.Lineas, l)
	}
	return f
}
