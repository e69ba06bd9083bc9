package ledger_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

func anyText(t *rapid.T) string {
	return rapid.OneOf(rapid.SampledFrom([]string{"", "a", "TORNILLO", "ñ€", "1", "6"}), rapid.String()).Draw(t, "text")
}

func anyDate(t *rapid.T) document.Date {
	return rapid.SampledFrom([]document.Date{0, 20210301, 20220831, 19991231}).Draw(t, "date")
}

func anyAmount(t *rapid.T) money.Amount {
	a, err := money.Parse(rapid.StringMatching(`(-?[0-9]{1,9}(\.[0-9]{1,6})?)?`).Draw(t, "amount"))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func anyMicros(t *rapid.T) quantity.Micros {
	return quantity.Micros(rapid.Int64().Draw(t, "micros"))
}

func anyHash(t *rapid.T) document.Hash {
	return rapid.OneOf(
		rapid.Map(rapid.String(), func(s string) document.Hash { return document.HashOf([]byte(s)) }),
		rapid.Just(document.Hash("not a hash")),
	).Draw(t, "hash")
}

// several draws a slice that is nil when empty, as unpacking gives it.
func several[T any](t *rapid.T, one func(*rapid.T) T) []T {
	var out []T
	for range rapid.IntRange(0, 3).Draw(t, "several") {
		out = append(out, one(t))
	}
	return out
}

func anyTributo(t *rapid.T) ledger.Tributo {
	return ledger.Tributo{Clave: anyText(t), Forma: anyText(t), Importe: anyAmount(t)}
}

func anyLine(t *rapid.T) ledger.Line {
	return ledger.Line{
		Sec: rapid.IntRange(0, 1<<31-1).Draw(t, "sec"), Fraccion: anyText(t), NICO: anyText(t), Descripcion: anyText(t), UMC: anyText(t),
		CantidadUMC: anyMicros(t), UMT: anyText(t), CantidadUMT: anyMicros(t), Aduana: anyAmount(t), Comercial: anyAmount(t), Dolares: anyAmount(t),
		Origen: anyText(t), Tributos: several(t, anyTributo), Casos: several(t, anyText), Serie: anyText(t), Parte: anyText(t),
	}
}

func drawFact(t *rapid.T) *ledger.Fact {
	f := &ledger.Fact{
		Key: anyText(t), Doc: anyHash(t), Source: document.Source(anyText(t)), AsOf: anyDate(t), Clave: anyText(t), Operacion: anyText(t),
		Tipo: anyText(t), Pago: anyDate(t), Entrada: anyDate(t), Remesa: anyDate(t), Seleccion: anyDate(t), Consolidado: rapid.Bool().Draw(t, "pc"),
		EsRectif: rapid.Bool().Draw(t, "r"), Casos: several(t, anyText), Proveedores: several(t, anyText), TipoCambio: anyAmount(t), Lineas: several(t, anyLine),
		Desistido: rapid.Bool().Draw(t, "withdrawn"),
		Nombrados: several(t, func(t *rapid.T) ledger.Named {
			return ledger.Named{Key: anyText(t), Clave: anyText(t), Fecha: anyDate(t), Fraccion: anyText(t), Unidad: anyText(t), Cantidad: anyMicros(t)}
		}),
	}
	if rapid.Bool().Draw(t, "prior") {
		f.Rectifica = &ledger.Prior{Key: anyText(t), Clave: anyText(t), Fecha: anyDate(t)}
	}
	return f
}

func anyBloqueo(t *rapid.T) ledger.Bloqueo {
	return ledger.Bloqueo{Desde: anyDate(t), Hasta: anyDate(t)}
}

func anyLot(t *rapid.T) ledger.Lot {
	l := ledger.Lot{
		Pedimento: anyText(t), Numeros: several(t, anyText), Partida: rapid.IntRange(0, 99999).Draw(t, "partida"), Clave: anyText(t), Tipo: anyText(t),
		Fraccion: anyText(t), NICO: anyText(t), Descripcion: anyText(t), Parte: anyText(t), Serie: anyText(t), Origen: anyText(t), UMT: anyText(t),
		Cantidad: anyMicros(t), UMC: anyText(t), CantidadUMC: anyMicros(t), Aduana: anyAmount(t), Dolares: anyAmount(t), Pago: anyDate(t),
		AvailableFrom: anyDate(t), AvailableBasis: anyText(t), StayStart: anyDate(t), StayBasis: anyText(t), Due: anyDate(t), DueSource: anyText(t),
		CantidadUMT: anyMicros(t), Entrada: anyMicros(t), EntradaUMT: anyMicros(t), DueExtended: anyDate(t), DueLast: anyDate(t), Bloqueos: several(t, anyBloqueo),
		Procedencia: anyText(t), Pareja: anyText(t), DueReasons: several(t, func(t *rapid.T) document.Text { return document.Text{ES: anyText(t), EN: anyText(t)} }),
		NamedOnly: rapid.Bool().Draw(t, "af"), Provisional: rapid.Bool().Draw(t, "prov"), ParteSupuesta: rapid.Bool().Draw(t, "by catalogue"), Tributos: several(t, anyTributo), Facts: several(t, anyHash),
	}
	l.ID = l.Pedimento + "-" + ledger.LineNumber(l.Partida)
	if rapid.Bool().Draw(t, "of a part") {
		l.ID += "/" + l.Parte
	}
	return l
}

func anyExit(t *rapid.T) ledger.Exit {
	return ledger.Exit{
		ID: anyText(t), Pedimento: anyText(t), Numeros: several(t, anyText), Partida: rapid.IntRange(0, 99999).Draw(t, "partida"), Clave: anyText(t),
		Tipo: anyText(t), Fraccion: anyText(t), Descripcion: anyText(t), Parte: anyText(t), UMT: anyText(t), Cantidad: anyMicros(t), UMC: anyText(t),
		CantidadUMC: anyMicros(t), Comercial: anyAmount(t), Dolares: anyAmount(t), Destino: anyText(t), MovedAt: anyDate(t), MovedBasis: anyText(t),
		PaidAt: anyDate(t), Named: anyText(t), NamedFecha: anyDate(t), SameState: rapid.Bool().Draw(t, "ss"), Regularises: rapid.Bool().Draw(t, "a3"), Facts: several(t, anyHash),
		Rol: rapid.SampledFrom(ledger.Roles()).Draw(t, "rol"), CantidadUMT: anyMicros(t), Cantidades: anyMicros(t), Producto: anyText(t), Version: anyText(t),
		Orden: anyText(t), Residuo: anyText(t), Causa: ledger.Cause(anyText(t)), Motivo: anyText(t), Pareja: anyText(t),
		Undocumented: rapid.Bool().Draw(t, "ud"), Desperdicio: rapid.Bool().Draw(t, "de"), TakesExpired: rapid.Bool().Draw(t, "te"), LeaveExpired: rapid.Bool().Draw(t, "le"),
		Dirigido:      several(t, func(t *rapid.T) ledger.Directed { return ledger.Directed{Lot: anyText(t), Cantidad: anyMicros(t)} }),
		ParteSupuesta: rapid.Bool().Draw(t, "by catalogue"), OtraUnidad: rapid.Bool().Draw(t, "unit"),
		Vencidos: several(t, func(t *rapid.T) ledger.AboutExpired {
			return ledger.AboutExpired{Lot: rapid.SampledFrom([]string{ped(0) + "-1", ped(1) + "-1"}).Draw(t, "about"), Toma: rapid.Bool().Draw(t, "takes")}
		}),
		Identifica: several(t, func(t *rapid.T) ledger.Identified {
			return ledger.Identified{Pedimento: anyText(t), CantidadUMT: anyMicros(t), Cantidad: anyMicros(t)}
		}),
	}
}

func same() cmp.Options {
	return cmp.Options{cmpopts.EquateEmpty(), cmp.Comparer(func(a, b money.Amount) bool { return a.Equal(b) })}
}

func TestPackFact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawFact(t)
		again, err := ledger.UnpackFact(f.Pack())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(f, again, same()); d != "" {
			t.Fatal(d)
		}
		a, errA := f.Encode()
		b, errB := again.Encode()
		if errA != nil || errB != nil || document.HashOf(a) != document.HashOf(b) {
			t.Fatalf("packing changes the identity of a fact:\n%s\n%s", a, b)
		}
		if string(again.Pack()) != string(f.Pack()) {
			t.Fatal("packed again it has other bytes")
		}
	})
}

func TestPackMovements(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := ledger.Movements{Material: ledger.Material{Kind: anyText(t), Key: anyText(t), Unit: anyText(t)}, Lots: several(t, anyLot), Exits: several(t, anyExit)}
		again, err := ledger.UnpackMovements(m.Pack())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(m, again, same()); d != "" {
			t.Fatal(d)
		}
	})
}

// takeOne gives an item one field, any, of another.
func takeOne[T any](t *rapid.T, item *T, of T) {
	to, from := reflect.ValueOf(item).Elem(), reflect.ValueOf(of)
	k := rapid.IntRange(0, to.NumField()-1).Draw(t, "field")
	to.Field(k).Set(from.Field(k))
}

// TestPackRepeats: exits, lots and openings that say what those before them say,
// in all fields but the id or in all but any two more, come back as they were,
// and the same values give the same bytes whoever holds them.
func TestPackRepeats(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := ledger.Movements{Material: ledger.Fraccion(resin, "1")}
		for range rapid.IntRange(1, 4).Draw(t, "kinds of exit") {
			x := anyExit(t)
			for range rapid.IntRange(1, 5).Draw(t, "times") {
				x.Pedimento, x.Partida = ped(1), len(m.Exits)+1
				x.ID = fmt.Sprintf("%s-%d", ped(1), x.Partida)
				for range rapid.IntRange(0, 2).Draw(t, "differ") {
					takeOne(t, &x, anyExit(t))
				}
				again := x
				again.Facts = slices.Clone(x.Facts)
				m.Exits = append(m.Exits, again)
			}
		}
		l := anyLot(t)
		for range rapid.IntRange(0, 6).Draw(t, "lots") {
			l.Pedimento, l.Partida = ped(2), len(m.Lots)+1
			l.ID = fmt.Sprintf("%s-%d", ped(2), l.Partida)
			for range rapid.IntRange(0, 2).Draw(t, "differ") {
				takeOne(t, &l, anyLot(t))
			}
			m.Lots = append(m.Lots, l)
			m.Openings = append(m.Openings, ledger.Opening{Lot: l, Fecha: anyDate(t), Cantidad: anyMicros(t), Anula: rapid.Bool().Draw(t, "annuls")})
		}
		packed := m.Pack()
		again, err := ledger.UnpackMovements(packed)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(m, again, same()); d != "" {
			t.Fatal(d)
		}
		if !bytes.Equal(again.Pack(), packed) {
			t.Fatal("packed again it has other bytes")
		}
	})
}

// TestPackedLines: a line that says what the one before it says costs its number,
// its quantity and what it leaves out, whatever the pedimento says.
func TestPackedLines(t *testing.T) {
	t.Parallel()
	const lines, each = 100, 8
	size := func(n int) int {
		m := ledger.Movements{Material: ledger.Fraccion(resin, "1")}
		for i := range n {
			m.Exits = append(m.Exits, ledger.Exit{
				ID: fmt.Sprintf("%s-%d", ped(1), i+1), Pedimento: ped(1), Partida: i + 1, Rol: ledger.RoleIncorporado, Clave: "RT", Tipo: "retorno", Fraccion: resin,
				Descripcion: "piezas", UMT: "1", UMC: "1", Destino: "USA", MovedBasis: "pago", MovedAt: day("2021-04-01"), PaidAt: day("2021-04-01"),
				Cantidad: kg(3), CantidadUMT: kg(3), CantidadUMC: kg(3), Facts: []document.Hash{document.HashOf(nil)},
			})
		}
		return len(m.Pack())
	}
	if more := size(lines+1) - size(1); more > each*lines {
		t.Errorf("%d lines more take %d bytes", lines, more)
	}
}

// anyMovements are drawn so that their book is one that can be.
func anyMovements(t *rapid.T) (ms []ledger.Movements, policy ledger.Policy) {
	for n := range rapid.IntRange(0, 6).Draw(t, "pedimentos") {
		m := ledger.Movements{}
		if rapid.Bool().Draw(t, "entry") {
			l := anyLot(t)
			l.Pedimento, l.Partida = ped(n), 1
			l.ID = ped(n) + "-1"
			l.CantidadUMT = quantity.Micros(rapid.Int64Range(0, 1<<62).Draw(t, "umt"))
			for i := range l.Bloqueos {
				l.Bloqueos[i].Hasta = 0
			}
			l.Cantidad, l.AvailableFrom = kg(rapid.Int64Range(1, 50).Draw(t, "q")), day("2021-01-01").AddDays(rapid.IntRange(0, 60).Draw(t, "day"))
			l.Due = l.AvailableFrom.AddDays(rapid.IntRange(1, 90).Draw(t, "stay"))
			m.Lots = append(m.Lots, l)
		} else {
			x := anyExit(t)
			x.Pedimento, x.ID, x.Cantidad = ped(n), ped(n)+"-1", kg(rapid.Int64Range(1, 50).Draw(t, "q"))
			x.MovedAt = day("2021-01-01").AddDays(rapid.IntRange(0, 120).Draw(t, "day"))
			x.Named, x.Identifica = rapid.SampledFrom([]string{"", ped(0), ped(1)}).Draw(t, "named"), nil
			x.LeaveExpired = x.LeaveExpired && !x.TakesExpired // of two decisions about an exit the later counts
			for i := range x.Dirigido {                        // no table of decisions or acts gives less than something
				x.Dirigido[i].Cantidad = kg(rapid.Int64Range(1, 50).Draw(t, "directed"))
			}
			m.Exits = append(m.Exits, x)
		}
		ms = append(ms, m)
	}
	return ms, rapid.SampledFrom([]ledger.Policy{ledger.DefaultPolicy(), directo(), byPart()}).Draw(t, "policy")
}

// TestOpenBook: a book that went through its segments is the book, field by
// field.
func TestOpenBook(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ms, policy := anyMovements(t)
		m := ledger.Fraccion(resin, "1")
		b := ledger.Evaluate(us, m, ms, policy, "catalogue")
		if err := b.Check(); err != nil {
			t.Fatal(err)
		}
		g, err := ledger.EvaluateSegments(us, m, ms, policy, "catalogue", nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		kept := shelf{}
		kept.keep(g)
		again, err := ledger.OpenBook(g.Manifest, kept.fetch)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(b, again, same()); d != "" {
			t.Fatal(d)
		}
	})
}

// unpackers are the three doors of packed bytes.
func unpackers(tb testing.TB) map[string]func([]byte) error {
	tb.Helper()
	kept := shelf{}
	kept.keep(sampleBook(tb))
	return map[string]func([]byte) error{
		"fact":      func(b []byte) error { _, err := ledger.UnpackFact(b); return err },
		"movements": func(b []byte) error { _, err := ledger.UnpackMovements(b); return err },
		"book":      func(b []byte) error { _, err := ledger.OpenBook(b, kept.fetch); return err },
	}
}

// samples is one packed value of each kind, full of everything.
func samples(tb testing.TB) map[string][]byte {
	tb.Helper()
	f := naming(rectify(fact(3, "F4", "2021-04-01", line(1, resin, 15)), 2, "2021-03-01"), named(1, resin, 15))
	g := resolve(tb, directo(), fact(1, "IN", "2021-01-01", line(1, resin, 10)))
	return map[string][]byte{"fact": f.Pack(), "movements": g.Movements[0].Pack(), "book": sampleBook(tb).Manifest}
}

// sampleBook has descargos, a held quantity and shortages.
func sampleBook(tb testing.TB) *ledger.Generation {
	tb.Helper()
	var ms []ledger.Movements
	for _, f := range []ledger.Fact{
		fact(1, "IN", "2019-01-01", line(1, resin, 10)), fact(2, "IN", "2021-01-01", line(1, resin, 10)),
		export(3, "RT", "2021-04-01", line(1, resin, 15)), export(4, "RT", "2021-05-01", line(1, resin, 15)),
	} {
		ms = append(ms, resolve(tb, directo(), f).Movements...)
	}
	g, err := ledger.EvaluateSegments(us, ledger.Fraccion(resin, "1"), ms, directo(), "catalogue", nil, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// TestUnpackRefuses: any cut, anything too much, another kind or version.
func TestUnpackRefuses(t *testing.T) {
	t.Parallel()
	all := samples(t)
	for kind, unpack := range unpackers(t) {
		good := all[kind]
		if err := unpack(good); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		for n := range good {
			if err := unpack(good[:n]); !errors.Is(err, ledger.ErrPacked) {
				t.Fatalf("%s: the first %d of %d bytes unpack: %v", kind, n, len(good), err)
			}
		}
		bad := map[string][]byte{"one byte more": append(append([]byte{}, good...), 0), "another version": append([]byte{9}, good[1:]...)}
		for other, b := range all {
			if other != kind {
				bad[other] = b
			}
		}
		for name, b := range bad {
			if err := unpack(b); !errors.Is(err, ledger.ErrPacked) {
				t.Errorf("%s unpacks as %s: %v", name, kind, err)
			}
		}
	}
}

// TestHostileCounts: a count cannot ask for much more memory than its bytes.
func TestHostileCounts(t *testing.T) {
	t.Parallel()
	const size = 1 << 20
	for kind, head := range map[string][]byte{"fact": {3, 'f'}, "movements": {4, 'm'}, "book": {4, 'M'}} {
		for texts := range 12 {
			b := slices.Clone(head)
			for range texts {
				b = append(b, 0, 0) // an empty text
			}
			b = binary.AppendUvarint(b, size-64)
			b = append(b, make([]byte, size-len(b))...)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_ = unpackers(t)[kind](b)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 400*size {
				t.Errorf("%s with a count after %d texts: %d bytes allocated for %d", kind, texts, used, size)
			}
		}
	}
}

func fuzzUnpack(f *testing.F, kind string) {
	f.Helper()
	for _, b := range samples(f) {
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	unpack := unpackers(f)[kind]
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := unpack(b); err == nil && (len(b) < 2 || b[0] < 1 || b[0] > 4) {
			t.Errorf("%x unpacks", b)
		}
	})
}

func FuzzUnpackFact(f *testing.F)      { fuzzUnpack(f, "fact") }
func FuzzUnpackMovements(f *testing.F) { fuzzUnpack(f, "movements") }
func FuzzOpenBook(f *testing.F)        { fuzzUnpack(f, "book") }
