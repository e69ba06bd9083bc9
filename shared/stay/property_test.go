package stay_test

import (
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/stay"
)

// anyDay is a day on which every row of the law of 2003 holds.
func anyDay() *rapid.Generator[document.Date] {
	return rapid.Custom(func(t *rapid.T) document.Date {
		return document.Date(20040101).AddDays(rapid.IntRange(0, 10000).Draw(t, "day"))
	})
}

func anyInput(t *rapid.T) *stay.Input {
	in := &stay.Input{
		Tipo:        rapid.SampledFrom([]string{"insumo", "transferencia", "activo_fijo", "devolucion", "otro"}).Draw(t, "tipo"),
		Clave:       rapid.SampledFrom([]string{"IN", "V1", "V2", "AF", ""}).Draw(t, "clave"),
		Fraccion:    rapid.SampledFrom([]string{"86090001", "87163901", "39269099", ""}).Draw(t, "fraccion"),
		Bien:        rapid.SampledFrom([]string{"", "", "contenedor", "empaque", "activo_fijo"}).Draw(t, "bien"),
		Proveedor:   rapid.SampledFrom([]string{"", "", "con_programa", "sin_programa"}).Draw(t, "proveedor"),
		Consolidado: rapid.Bool().Draw(t, "consolidado"),
	}
	in.Identificadores = rapid.SliceOfN(rapid.SampledFrom([]stay.Identificador{
		{Clave: "AF"},
		{Clave: "PZ"},
		{Clave: "V1", Complementos: []string{"1", "IM"}},
		{Clave: "V1", Complementos: []string{"1", "CN"}},
		{Clave: "IC", Complementos: []string{"O"}},
	}), 0, 3).Draw(t, "identificadores")
	for _, m := range rapid.SliceOfN(rapid.SampledFrom([]string{"IVA_IEPS", "OEA"}), 0, 2).Draw(t, "certificaciones") {
		in.Certificaciones = append(in.Certificaciones, stay.Certificacion{Modalidad: m, From: anyDay().Draw(t, "from")})
	}
	if rapid.Bool().Draw(t, "sensible") {
		in.Sensibles = []stay.Sensible{{Fraccion: "3", Months: rapid.IntRange(1, 40).Draw(t, "months"), Source: "s"}}
	}
	return in
}

// at sets all dates of an entry relative to one day, so that two entries may
// differ in nothing but it.
func at(in stay.Input, d document.Date, gaps []int) *stay.Input {
	in.Entrada, in.Remesa = d.AddDays(gaps[0]), d.AddDays(gaps[1])
	in.Pago, in.Seleccion = d.AddDays(gaps[2]), d.AddDays(gaps[3])
	for i, p := range []*document.Date{&in.Entrada, &in.Remesa, &in.Pago, &in.Seleccion} {
		if gaps[4+i] == 0 {
			*p = 0
		}
	}
	return &in
}

// TestDueFollowsStart: what starts later is never due earlier, nothing is due
// before it starts, the extension only adds, warnings come first, and a
// business day ends every extension.
func TestDueFollowsStart(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		gaps := rapid.SliceOfN(rapid.IntRange(0, 9), 8, 8).Draw(t, "gaps")
		d := anyDay().Draw(t, "d")
		a := stay.Of(at(*in, d, gaps), cat)
		b := stay.Of(at(*in, d.AddDays(rapid.IntRange(0, 70).Draw(t, "later")), gaps), cat)
		if a.Rule == b.Rule && (b.Due < a.Due || b.DueExtended < a.DueExtended || b.Earliest < a.Earliest) {
			t.Fatalf("start %s due %s; start %s due %s", a.StayStart, a.Due, b.StayStart, b.Due)
		}
		if a.Due.Known() && (a.Due <= a.StayStart || a.DueExtended < a.Due || a.Earliest > a.Due || a.DueExtended > a.Due.AddDays(16)) {
			t.Fatalf("%+v", a)
		}
		if _, closed := cat.Closed(a.DueExtended); closed {
			t.Fatalf("extended to %s, which is no business day", a.DueExtended)
		}
		if a.Due.Known() == (a.Life || a.Rule == "") {
			t.Fatalf("neither due nor said why not: %+v", a)
		}
	})
}

// TestNothingUnconfirmedFails: with the unconfirmed taken away (certificates,
// statements, doubtful identifiers) the due date is never earlier than with
// them, and never certain while one of the periods that may hold is running.
func TestNothingUnconfirmedFails(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	rapid.Check(t, func(t *rapid.T) {
		gaps := append([]int{0, 0, 0, 0}, 1, 1, 1, 1)
		in := at(*anyInput(t), anyDay().Draw(t, "d"), gaps)
		s := stay.Of(in, cat)
		on := in.Entrada.AddDays(rapid.IntRange(0, 2000).Draw(t, "days"))
		for _, x := range s.Alternatives {
			if s.Ended(on) == stay.HasEnded && (!x.Due.Known() || on <= x.Due) {
				t.Fatalf("failed on %s while %s may run until %s", on, x.Rule, x.Due)
			}
			if x.Due.Known() && x.Due < s.Due {
				t.Fatalf("%s is due on %s, before %s", x.Rule, x.Due, s.Due)
			}
		}
		if s.Ended(on) == stay.Running && s.Due.Known() && on > s.Due {
			t.Fatalf("silent on %s, due %s", on, s.Due)
		}
		bare := *in
		bare.Certificaciones, bare.Sensibles = nil, nil
		if b := stay.Of(&bare, cat); b.Due.Known() && (!s.Due.Known() || s.Due > b.Due) {
			t.Fatalf("certificates and statements put the due date off from %s to %s", b.Due, s.Due)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	cat := catalog.Default()
	in := on(b, "insumo", "2021-03-01", certified("OEA", 20200101, 0), id("IM", "1"), id("EB", "7"))
	b.ReportAllocs()
	for b.Loop() {
		if s := stay.Of(in, cat); s.Due != 20220901 {
			b.Fatal(s.Due)
		}
	}
}
