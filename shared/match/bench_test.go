package match_test

import (
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

// plant is materials × lots × exits: a large plant's year.
func plant(materials, lots, exits int) []match.Input {
	first := document.NewDate(2021, 1, 1)
	days := make([]document.Date, 365)
	for i := range days {
		days[i] = first.AddDays(i)
	}
	ins := make([]match.Input, materials)
	seed := uint64(1)
	next := func(n int) int { // splitmix64: the same plant on every machine
		seed += 0x9e3779b97f4a7c15
		z := seed
		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
		z = (z ^ (z >> 27)) * 0x94d049bb133111eb
		return int((z ^ (z >> 31)) % uint64(n))
	}
	for m := range ins {
		in := &ins[m]
		in.Lots, in.Exits = make([]match.Lot, lots), make([]match.Exit, exits)
		for i := range in.Lots {
			in.Lots[i] = match.Lot{Qty: quantity.Micros(500+next(1000)) * 1e6, Available: days[i*300/lots], Due: days[i*300/lots].AddMonths(18)}
		}
		for i := range in.Exits {
			in.Exits[i] = match.Exit{Qty: quantity.Micros(400+next(1000)) * 1e6, Moved: days[40+i*320/exits]}
		}
	}
	return ins
}

// bare is FIFO and nothing else over the same arrays: the floor to compare
// with.
func bare(in match.Input, left []quantity.Micros, takes []match.Take) []match.Take {
	takes = takes[:0]
	for i := range in.Lots {
		left[i] = in.Lots[i].Qty
	}
	head := 0
	for e := range in.Exits {
		need := in.Exits[e].Qty
		for need > 0 && head < len(left) && in.Lots[head].Available <= in.Exits[e].Moved {
			q := min(need, left[head])
			takes = append(takes, match.Take{Exit: int32(e), Lot: int32(head), Qty: q, Basis: match.PEPS})
			need -= q
			if left[head] -= q; left[head] == 0 {
				head++
			}
		}
	}
	return takes
}

// BenchmarkPEPS is the FIFO core beside a bare loop over the same arrays, in
// one run; its allocations per descargo must stay at zero.
func BenchmarkPEPS(b *testing.B) {
	ins := plant(500, 200, 200)
	var out match.Output
	left := make([]quantity.Micros, 200)
	var takes []match.Take
	var core, floor time.Duration
	var descargos int
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		for i := range ins {
			match.Run(ins[i], &out)
			descargos += len(out.Takes)
		}
		core += time.Since(start)
		start = time.Now()
		for i := range ins {
			takes = bare(ins[i], left, takes)
		}
		floor += time.Since(start)
	}
	b.ReportMetric(float64(descargos)/core.Seconds()/1e6, "Mdescargos/s")
	b.ReportMetric(core.Seconds()/floor.Seconds(), "x-bare-loop")
	b.ReportMetric(0, "ns/op")
}
