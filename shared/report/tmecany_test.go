package report

import (
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// TestDeterminationOnce: however many sources and records tell what is not
// originating, by partida, of no partida or both, what is shown comes to what it
// is, or to nothing where it cannot be told.
func TestDeterminationOnce(t *testing.T) {
	t.Parallel()
	shown := 0
	rapid.Check(t, func(rt *rapid.T) {
		values := rapid.SliceOfN(rapid.Int64Range(1, 1000), 1, 3).Draw(rt, "partidas")
		total := int64(0)
		for _, v := range values {
			total += v
		}
		var all []*Declared
		for source := range rapid.IntRange(1, 3).Draw(rt, "sources") {
			f := &ledger.Fact{Operacion: "EXP", Clave: "RT", Pago: 20210301}
			for i := range values {
				f.Lineas = append(f.Lineas, ledger.Line{Sec: i + 1})
			}
			for _, destino := range []string{"USA", ""} { // records 351 and 353
				switch rapid.SampledFrom([]string{"silent", "by partida", "of none"}).Draw(rt, "record") {
				case "by partida":
					for i, v := range values {
						f.Diferidos = append(f.Diferidos, ledger.Diferido{Partida: i + 1, Destino: destino, NoOriginaria: money.Int(v)})
					}
				case "of none":
					f.Diferidos = append(f.Diferidos, ledger.Diferido{Destino: destino, NoOriginaria: money.Int(total)})
				}
			}
			if d := DeclaredOf(document.Hash(rune('a'+source)), f, catalog.Default()); d != nil {
				all = append(all, d)
			}
		}
		var sum money.Sum
		known, whole := false, false
		for i := range values {
			row := devuelto{partida: i + 1}
			row.say(all, false)
			if a := row.duty[saidValue]; a.Known() {
				sum.Add(a)
				known = true
			}
			if a := row.undivided[saidValue]; a.Known() && !whole { // once, in its first row
				sum.Add(a)
				known, whole = true, true
			}
		}
		if !known {
			return
		}
		shown++
		if got, ok := sum.Total(); !ok || got.Cmp(money.Int(total)) != 0 {
			rt.Errorf("%s is shown of %d", got, total)
		}
	})
	if shown == 0 {
		t.Error("nothing was ever shown")
	}
}
