package ledger_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

const us = "MEN210101AB1"

// Invented numbers: 21 24 3210 100000n.
func ped(n int) string { return "21243210100000" + string(rune('0'+n)) }

func day(s string) document.Date {
	d, err := document.ParseDate(s)
	if err != nil {
		panic(err) // a test's own constant
	}
	return d
}

func kg(n int64) quantity.Micros { return quantity.Micros(n * 1_000_000) }

// resin and screw are the goods of these tests.
const (
	resin = "39012001"
	screw = "73181501"
)

func line(sec int, fraccion string, q int64) ledger.Line {
	return ledger.Line{Sec: sec, Fraccion: fraccion, UMT: "1", CantidadUMT: kg(q), UMC: "1", CantidadUMC: kg(q)}
}

func named(n int, fraccion string, q int64) ledger.Named {
	return ledger.Named{Key: ped(n), Clave: "IN", Fecha: day("2021-03-01"), Fraccion: fraccion, Unidad: "1", Cantidad: kg(q)}
}

// fact is an import paid on a day.
func fact(n int, clave, pago string, lines ...ledger.Line) ledger.Fact {
	return ledger.Fact{
		Key: ped(n), Doc: document.HashOf([]byte(clave + pago)), Source: document.SourceDataStage, AsOf: day(pago),
		Clave: clave, Operacion: "IMP", Pago: day(pago), Lineas: lines,
	}
}

func export(n int, clave, pago string, lines ...ledger.Line) ledger.Fact {
	f := fact(n, clave, pago, lines...)
	f.Operacion = "EXP"
	return f
}

func from(f ledger.Fact, s document.Source) ledger.Fact { f.Source = s; return f }

func rectify(f ledger.Fact, prior int, on string) ledger.Fact {
	f.EsRectif, f.Rectifica = true, &ledger.Prior{Key: ped(prior), Clave: "IN", Fecha: day(on)}
	return f
}

func naming(f ledger.Fact, ns ...ledger.Named) ledger.Fact { f.Nombrados = ns; return f }

func observe(facts ...ledger.Fact) []ledger.Observation {
	out := make([]ledger.Observation, len(facts))
	for i := range facts {
		b, err := facts[i].Encode()
		if err != nil {
			panic(err) // a fact always encodes
		}
		out[i] = ledger.Observation{Hash: document.HashOf(b), Fact: &facts[i]}
	}
	return out
}

// resolve resolves one group, in every rotation of its observations: the
// answer must be the same.
func resolve(tb testing.TB, policy ledger.Policy, facts ...ledger.Fact) ledger.Group {
	tb.Helper()
	obs := observe(facts...)
	want := ledger.Resolve(slices.Clone(obs), catalog.Default(), policy)
	for range obs {
		obs = append(obs[1:], obs[0])
		if got := ledger.Resolve(slices.Clone(obs), catalog.Default(), policy); !sameGroup(want, got) {
			tb.Fatalf("another order resolves to\n%+v\nnot\n%+v", got, want)
		}
	}
	return want
}

func sameGroup(a, b ledger.Group) bool {
	if a.Root != b.Root || len(a.Movements) != len(b.Movements) || !slices.Equal(a.Findings, b.Findings) {
		return false
	}
	for i := range a.Movements {
		if !slices.Equal(a.Movements[i].Pack(), b.Movements[i].Pack()) {
			return false
		}
	}
	return true
}

// groups is a set of pedimentos, each resolved by itself; codes are what was
// found on the way.
func books(tb testing.TB, policy ledger.Policy, groups ...[]ledger.Fact) (map[string]*ledger.Book, []string) {
	tb.Helper()
	byMaterial := map[ledger.Material][]ledger.Movements{}
	var codes []string
	for _, facts := range groups {
		g := resolve(tb, policy, facts...)
		for _, m := range g.Movements {
			byMaterial[m.Material] = append(byMaterial[m.Material], m)
		}
		codes = append(codes, codesOf(g.Findings)...)
	}
	out := map[string]*ledger.Book{}
	for m, ms := range byMaterial {
		b := ledger.Evaluate(us, m, ms, policy, "catalogue")
		if err := b.Check(); err != nil {
			tb.Fatal(err)
		}
		slices.Reverse(ms)
		if again := ledger.Evaluate(us, m, ms, policy, "catalogue"); !bytes.Equal(encoded(tb, again), encoded(tb, b)) {
			tb.Fatalf("movements of %s in another order give another book", m.Key)
		}
		out[m.Key] = b
		codes = append(codes, codesOf(b.Findings())...)
	}
	slices.Sort(codes)
	return out, codes
}

// encoded is the canonical form of a book.
func encoded(tb require, b *ledger.Book) []byte {
	tb.Helper()
	out, err := b.Encode()
	if err != nil {
		tb.Fatalf("%v", err)
	}
	return out
}

func codesOf(fs []ledger.Finding) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Code)
	}
	return out
}

// told is a book in short lines: descargos, held, shortages and saldos.
func told(b *ledger.Book) []string {
	if b == nil {
		return nil
	}
	var out []string
	short := func(id string) string {
		return strings.TrimPrefix(id, "21243210100000")
	}
	for _, d := range b.Descargos {
		out = append(out, short(d.Exit)+" takes "+d.Cantidad.String()+" of "+short(d.Lot)+" "+d.Basis+" "+string(d.Status))
	}
	for _, h := range b.Held {
		out = append(out, short(h.Exit)+" holds "+h.Cantidad.String()+" of "+short(h.Lot))
	}
	for _, s := range b.Shortages {
		text := short(s.Exit) + " lacks " + s.Cantidad.String() + " " + string(s.Cause)
		for _, by := range s.TakenBy {
			text = strings.Join([]string{text, "taken by", short(by)}, " ")
		}
		out = append(out, text)
	}
	for _, s := range b.Saldos {
		out = append(out, "left "+s.Cantidad.String()+" of "+short(s.Lot))
	}
	return out
}

func directo() ledger.Policy {
	p := ledger.DefaultPolicy()
	p.SinBOM = ledger.SinBOMDirecto
	return p
}

func byPart() ledger.Policy {
	p := directo()
	p.InventoryKey = "part"
	return p
}
