package embedded_test

import (
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/store/storetest"
)

func open(tb testing.TB) *embedded.Store {
	tb.Helper()
	s, err := embedded.Open(tb.Context(), filepath.Join(tb.TempDir(), "books.db"))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// takes counts the descargos of a programme's books.
func takes(tb testing.TB, s step.Books) int {
	tb.Helper()
	n := 0
	err := step.EachBook(tb.Context(), s, rfc, func(b *ledger.Book) error {
		n += len(b.Descargos)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

// BenchmarkHistory reads, matches and commits a history from movements that
// are in the file, in materials of the size of a large plant's: loaded material
// by material, and as it came, which spreads a material over the whole file. Its
// figures count from there to the last durable commit; a profile holds the making
// and loading of the movements too. The whole plant takes minutes and 4 GB of
// disk; -short leaves it out.
func BenchmarkHistory(b *testing.B) {
	materials := []int{400}
	if !testing.Short() {
		materials = append(materials, 20_000) // the whole plant: 1 M lots, 14.2 M exits
	}
	for _, n := range materials {
		size := storetest.Size{Materials: n, Lots: 50, Exits: 710, Together: 10}
		b.Run(strconv.Itoa(n)+"/by-material", func(b *testing.B) { benchHistory(b, size.Load) })
		b.Run(strconv.Itoa(n)+"/as-it-came", func(b *testing.B) { benchHistory(b, size.LoadAsItCame) })
	}
}

func benchHistory(b *testing.B, load func(testing.TB, step.Books, string) int) {
	b.Helper()
	var spent, used time.Duration
	descargos := 0
	for b.Loop() {
		s := open(b)
		load(b, s, rfc)
		start, before := time.Now(), cpu()
		if _, err := (&step.Match{Books: s, Workers: 2}).Run(b.Context(), rfc); err != nil {
			b.Fatal(err)
		}
		spent, used = spent+time.Since(start), used+cpu()-before
		descargos += takes(b, s)
	}
	b.ReportMetric(float64(used.Nanoseconds())/float64(descargos), "cpu-ns/descargo")
	b.ReportMetric(float64(descargos)/float64(b.N), "descargos")
	b.ReportMetric(float64(descargos)/spent.Seconds(), "descargos/s")
	b.ReportMetric(0, "ns/op")
}

// next commits a pedimento and matches it; it gives the time of the matching.
func next(b *testing.B, s step.Books, size storetest.Size, n int) time.Duration {
	b.Helper()
	m := size.Group(rfc, 0, n)
	storetest.CommitGroup(b, s, rfc, fmt.Sprintf("one %d", n), m)
	start := time.Now()
	if err := (&step.Match{Books: s}).One(b.Context(), rfc, m.ID); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// BenchmarkLateFact brings an exit of the first days into a material of
// 50,000 descargos: all of them are matched again.
func BenchmarkLateFact(b *testing.B) {
	size := storetest.Size{Materials: 1, Lots: 2000, Exits: 48_000, Together: 10}
	s := open(b)
	size.Load(b, s, rfc)
	if _, err := (&step.Match{Books: s}).Run(b.Context(), rfc); err != nil {
		b.Fatal(err)
	}
	late := size
	late.Together, late.Lots = 1, 0 // item n is dated as the n-th exit
	var spent, used time.Duration
	rounds := 0
	for b.Loop() {
		m := late.Group(rfc, 0, 20)
		name := fmt.Sprintf("29%013d", rounds)
		moves, err := ledger.UnpackMovements(m.Data)
		if err != nil {
			b.Fatal(err)
		}
		moves.Exits[0].ID, moves.Exits[0].Pedimento = name+"-1", name
		m.Group, m.Data = name, moves.Pack()
		storetest.CommitGroup(b, s, rfc, name, m)
		start, before := time.Now(), cpu()
		if err := (&step.Match{Books: s}).One(b.Context(), rfc, m.ID); err != nil {
			b.Fatal(err)
		}
		spent, used = spent+time.Since(start), used+cpu()-before
		rounds++
	}
	b.ReportMetric(used.Seconds()*1e3/float64(rounds), "cpu-ms/late-fact")
	b.ReportMetric(float64(takes(b, s)), "descargos")
	b.ReportMetric(spent.Seconds()*1e3/float64(rounds), "ms/late-fact")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkPresent brings pedimentos in the present to materials with more and
// more past, and prints how the cost grows with a hundred and, without -short,
// a thousand times the past.
func BenchmarkPresent(b *testing.B) {
	pasts := []int{10_000, 1_000_000}
	if !testing.Short() {
		pasts = append(pasts, 10_000_000)
	}
	var first, last time.Duration
	for _, past := range pasts {
		b.Run(strconv.Itoa(past), func(b *testing.B) {
			s := open(b)
			size := storetest.Size{Lots: past / 20, Exits: past, Together: 10, PerDay: 50}
			n := size.LoadInOrder(b, s, rfc)
			var spent time.Duration
			rounds := 0
			for b.Loop() {
				spent += next(b, s, size, n+rounds*size.Together)
				rounds++
			}
			last = spent / time.Duration(rounds)
			if first == 0 {
				first = last
			}
			b.ReportMetric(last.Seconds()*1e3, "ms/fact")
			b.ReportMetric(float64(last)/float64(first), "x-first")
			b.ReportMetric(0, "ns/op")
		})
	}
}
