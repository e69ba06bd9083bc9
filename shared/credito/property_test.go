package credito_test

import (
	"cmp"
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

func anyDate() *rapid.Generator[document.Date] {
	return rapid.Custom(func(t *rapid.T) document.Date {
		return document.Date(20210101).AddDays(rapid.IntRange(0, 800).Draw(t, "day"))
	})
}

// anyHistory is entries, some rectified, and what left of them: beyond what
// is there, twice, of unknown kinds and of goods without credit.
func anyHistory(t *rapid.T) (entries []credito.Entry, discharges []credito.Discharge) {
	fracciones := []string{"39269099", "85423199"}
	n := rapid.IntRange(1, 5).Draw(t, "entries")
	for i := range n {
		e := credito.Entry{Pedimento: number(i), Date: anyDate().Draw(t, "date")}
		if i > 0 && rapid.IntRange(0, 3).Draw(t, "rectifies") == 0 {
			e.Rectifica, e.RectificaFecha = number(rapid.IntRange(0, n).Draw(t, "original")), anyDate().Draw(t, "original date")
		}
		for p := range rapid.IntRange(0, 3).Draw(t, "partidas") {
			l := line(p+1, rapid.SampledFrom(fracciones).Draw(t, "fraccion"), anyDate().Draw(t, "due"), 0,
				rapid.Int64Range(0, 100000).Draw(t, "iva"), rapid.SampledFrom([]string{"21", "21", "22", "0"}).Draw(t, "forma"))
			l.Cantidad = quantity.Micros(rapid.Int64Range(0, 9_000_000).Draw(t, "cantidad"))
			if rapid.IntRange(0, 4).Draw(t, "life") == 0 {
				l.Due = 0
			}
			e.Partidas = append(e.Partidas, l)
		}
		entries = append(entries, e)
	}
	for range rapid.IntRange(0, 12).Draw(t, "discharges") {
		discharges = append(discharges, credito.Discharge{
			ID:        strconv.Itoa(rapid.IntRange(0, 40).Draw(t, "id")),
			Pedimento: number(rapid.IntRange(0, n).Draw(t, "of")),
			Partida:   rapid.IntRange(0, 3).Draw(t, "partida"),
			Fraccion:  rapid.SampledFrom(fracciones).Draw(t, "fraccion"), UMT: "1",
			Date:     anyDate().Draw(t, "on"),
			Cantidad: quantity.Micros(rapid.Int64Range(0, 5_000_000).Draw(t, "cantidad")),
			Kind:     rapid.SampledFrom([]string{"retorno", "insumo", "regularizacion", "desperdicio", "magia"}).Draw(t, "kind"),
			Proved:   rapid.Bool().Draw(t, "proved"),
		})
	}
	return entries, discharges
}

// TestAnyHistory: the invariants hold, order does not matter, and the books
// at a date know nothing dated later.
func TestAnyHistory(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	rapid.Check(t, func(t *rapid.T) {
		entries, discharges := anyHistory(t)
		l := credito.New(entries, discharges, cat)
		invariants(t, l)

		shuffledE, shuffledD := slices.Clone(entries), slices.Clone(discharges)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		r.Shuffle(len(shuffledE), func(i, j int) { shuffledE[i], shuffledE[j] = shuffledE[j], shuffledE[i] })
		r.Shuffle(len(shuffledD), func(i, j int) { shuffledD[i], shuffledD[j] = shuffledD[j], shuffledD[i] })
		other := credito.New(shuffledE, shuffledD, cat)
		if diff := gocmp.Diff(l.AsOf(20990101), other.AsOf(20990101)); diff != "" {
			t.Fatalf("order matters:\n%s", diff)
		}
		if diff := gocmp.Diff(l.Findings(), other.Findings()); diff != "" {
			t.Fatalf("order matters to findings:\n%s", diff)
		}

		on := anyDate().Draw(t, "as of")
		var known []credito.Discharge
		for _, d := range discharges {
			if d.Date <= on {
				known = append(known, d)
			}
		}
		if !repeated(discharges) {
			if diff := gocmp.Diff(credito.New(entries, known, cat).AsOf(on), l.AsOf(on)); diff != "" {
				t.Fatalf("what comes after %s changes it:\n%s", on, diff)
			}
		}
	})
}

// repeated: one id twice is a contradiction that may reach back in time.
func repeated(discharges []credito.Discharge) bool {
	seen := map[string]bool{}
	for _, d := range discharges {
		if seen[d.ID] {
			return true
		}
		seen[d.ID] = true
	}
	return false
}

// TestOpenOnlyFalls: after the grant, an account never grows, and what expired
// never runs again.
func TestOpenOnlyFalls(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	rapid.Check(t, func(t *rapid.T) {
		l := credito.New(anyEntries(t), nil, cat)
		entries, discharges := anyHistory(t)
		for _, l := range []*credito.Ledger{l, credito.New(entries, discharges, cat)} {
			last := map[credito.Cuenta]credito.Saldo{}
			for on := document.Date(20210101); on < 20240101; on = on.AddDays(37) {
				for _, s := range l.AsOf(on) {
					if o, ok := last[s.Cuenta]; ok && (s.Open > o.Open || s.Granted != o.Granted || o.Expired > 0 && s.Expired != s.Open) {
						t.Fatalf("%+v, then on %s %+v", o, on, s)
					}
					last[s.Cuenta] = s
				}
			}
		}
	})
}

func anyEntries(t *rapid.T) []credito.Entry {
	entries, _ := anyHistory(t)
	return entries
}

// TestAgainstReference: the same by rationals, one account at a time, with
// nothing but the definition: open is the grant less its share of what left,
// rounded half up.
func TestAgainstReference(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	rapid.Check(t, func(t *rapid.T) {
		pesos := rapid.Int64Range(1, credito.MaxImporte).Draw(t, "pesos")
		total := rapid.Int64Range(1, 1<<62).Draw(t, "quantity")
		e := entry(ped, 20210301, 0, 0, pesos)
		e.Partidas[0].Cantidad = quantity.Micros(total)
		var discharges []credito.Discharge
		for i := range rapid.IntRange(0, 8).Draw(t, "n") {
			d := out(strconv.Itoa(i), anyDate().Draw(t, "on"), 0)
			d.Cantidad = quantity.Micros(rapid.Int64Range(1, total).Draw(t, "left"))
			discharges = append(discharges, d)
		}
		on := anyDate().Draw(t, "as of")
		left := new(big.Int)
		for _, d := range discharges {
			if max(d.Date, 20210301) <= on {
				left.Add(left, big.NewInt(int64(d.Cantidad)))
			}
		}
		if left.Cmp(big.NewInt(total)) > 0 {
			left.SetInt64(total)
		}
		share := new(big.Rat).SetFrac(new(big.Int).Mul(left, big.NewInt(pesos)), big.NewInt(total))
		share.Add(share, big.NewRat(1, 2))
		want := pesos - new(big.Int).Quo(share.Num(), share.Denom()).Int64()
		saldos := credito.New([]credito.Entry{e}, discharges, cat).AsOf(on)
		if on < 20210301 {
			if len(saldos) != 0 {
				t.Fatalf("%+v", saldos)
			}
			return
		}
		if saldos[0].Open != want {
			t.Fatalf("%d open of %d, want %d", saldos[0].Open, pesos, want)
		}
	})
}

// million is 1,000,000 discharges of 50,000 pedimentos with two fracciones.
func million() (entries []credito.Entry, discharges []credito.Discharge) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 50_000 {
		date := document.Date(20210101).AddDays(r.IntN(700))
		entries = append(entries, credito.Entry{Pedimento: number(i), Date: date, Partidas: []credito.Partida{
			line(1, "39269099", date.AddMonths(18), 1000, 16000, "21"), line(2, "85423199", date.AddMonths(18), 500, 8000, "21"),
		}})
	}
	for i := range 1_000_000 {
		e := &entries[r.IntN(len(entries))]
		p := &e.Partidas[r.IntN(2)]
		discharges = append(discharges, credito.Discharge{
			ID: strconv.Itoa(i), Pedimento: e.Pedimento, Partida: p.Numero, Fraccion: p.Fraccion, UMT: p.UMT,
			Date: e.Date.AddDays(r.IntN(600)), Cantidad: quantity.Micros(r.Int64N(90_000_000) + 1), Kind: "retorno", Proved: i%3 > 0,
		})
	}
	slices.SortFunc(discharges, func(a, b credito.Discharge) int { return cmp.Compare(a.Date, b.Date) })
	return entries, discharges
}

func BenchmarkNew(b *testing.B) {
	entries, discharges := million()
	cat := catalog.Default()
	b.ReportAllocs()
	for b.Loop() {
		credito.New(entries, discharges, cat)
	}
	b.ReportMetric(float64(len(discharges))*float64(b.N)/b.Elapsed().Seconds(), "discharges/s")
}

func BenchmarkAsOf(b *testing.B) {
	entries, discharges := million()
	l := credito.New(entries, discharges, catalog.Default())
	b.ReportAllocs()
	for b.Loop() {
		if t := credito.Totals(l.AsOf(20220630)); len(t) != 1 || t[0].Open <= 0 {
			b.Fatal(t)
		}
	}
}

func BenchmarkRoll(b *testing.B) {
	entries, discharges := million()
	l := credito.New(entries, discharges, catalog.Default())
	b.ReportAllocs()
	for b.Loop() {
		if t := credito.RollTotals(l.Roll(20220531, 20220630)); len(t) != 1 || !t[0].Balanced() {
			b.Fatal(t)
		}
	}
}
