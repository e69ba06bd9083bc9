package match_test

import (
	"runtime"
	"sync"
	"testing"
	"time"

	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

// The history of a large plant.
const (
	historyMaterials = 20_000
	historyLots      = 50  // of each material: 1,000,000
	historyExits     = 710 // of each: with the lots they end, 15,000,000 descargos
)

// each runs a function over all materials on two workers and gives the time.
func each(n int, fn func(worker, i int)) time.Duration {
	start := time.Now()
	var wg sync.WaitGroup
	for worker := range 2 {
		wg.Go(func() {
			for i := worker; i < n; i += 2 {
				fn(worker, i)
			}
		})
	}
	wg.Wait()
	return time.Since(start)
}

// BenchmarkHistory matches a large plant's history in memory on two workers
// and keeps every descargo, beside a bare loop over the same arrays.
func BenchmarkHistory(b *testing.B) {
	ins := plant(historyMaterials, historyLots, historyExits)
	for m := range ins { // enough for every exit, as a plant has it
		for i := range ins[m].Lots {
			ins[m].Lots[i].Qty *= historyExits / historyLots
		}
	}
	kept := make([][]match.Take, len(ins))
	var outs [2]match.Output
	var lefts [2][]quantity.Micros
	var loops [2][]match.Take
	for w := range lefts {
		lefts[w] = make([]quantity.Micros, historyLots)
	}
	var core, floor time.Duration
	descargos, rounds := 0, 0
	for b.Loop() {
		core += each(len(ins), func(w, i int) {
			match.Run(ins[i], &outs[w])
			kept[i] = append(kept[i][:0], outs[w].Takes...)
		})
		floor += each(len(ins), func(w, i int) {
			loops[w] = bare(ins[i], lefts[w], loops[w])
			kept[i] = append(kept[i][:0], loops[w]...)
		})
		rounds++
	}
	for i := range kept {
		descargos += len(kept[i])
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(descargos)/1e6, "Mdescargos")
	b.ReportMetric(core.Seconds()/float64(rounds), "s/history")
	b.ReportMetric(core.Seconds()/floor.Seconds(), "x-bare-loop")
	b.ReportMetric(float64(m.Sys)/1e9, "GB")
	b.ReportMetric(0, "ns/op")
}
