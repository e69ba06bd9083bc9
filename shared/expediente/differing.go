package expediente

import "sync/atomic"

// differing compares files, the largest first, and gives what came of each, by the first
// path of what is compared together. Behind the first of them that differs nothing is
// compared: a file that differs is made whole to say where.
func (v *Verdict) differing(c *container, files []File) map[string]made[*Difference] {
	type job struct {
		n    int
		some []File
	}
	type outcome struct {
		job

		made[*Difference]
	}
	at, jobs := map[string]int{}, []job{}
	for some := range together(files) {
		at[some[0].Path] = len(at)
	}
	for _, some := range largestFirst(files) {
		jobs = append(jobs, job{at[some[0].Path], some})
	}
	var first atomic.Int64
	first.Store(int64(len(at)))
	found := map[string]made[*Difference]{}
	for x := range asDone(jobs, func(j job) outcome {
		if int64(j.n) > first.Load() {
			return outcome{job: j}
		}
		m := madeOf(j.some, func(some []File) *Difference { return sameFiles(c, some) })
		for was := first.Load(); (m.value != nil || m.panic != nil) && int64(j.n) < was && !first.CompareAndSwap(was, int64(j.n)); {
			was = first.Load()
		}
		return outcome{j, m}
	}) {
		found[x.some[0].Path] = x.made
	}
	return found
}
