package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// softMemory is where the collector begins to work harder: above what a month of
// a million descargos has in use, which is three quarters of it. It refuses
// nothing; a larger month takes more memory, and more time.
const softMemory = 545 << 20

// softGrowth is by how many hundredths the heap may grow before it is collected
// again, as long as it is below softMemory: collecting a small heap again and again
// is a tenth of the time of a large package.
const softGrowth = 300

// spare makes the verbs of large packages keep to softMemory, and use what there is
// of it, unless whoever starts them says otherwise in GOMEMLIMIT or GOGC. The limit
// follows what is in use where that is more.
func (a *app) spare() {
	if a.env("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(softMemory)
	if a.env("GOGC") == "" {
		debug.SetGCPercent(softGrowth)
	}
	follow()
}

// follow raises the limit of this process after each collection that leaves nearly
// all of it in use.
var follow = sync.OnceFunc(watch) //nolint:gochecknoglobals // one of a process, as the limit is

// watch looks at what the next collection leaves in use, and again at the one after.
func watch() {
	held := &struct{ next *struct{} }{} // a pointer within: those without are collected many at once
	runtime.AddCleanup(held, func(struct{}) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		limit := debug.SetMemoryLimit(-1)                                        // as it is
		if next := raised(limit, int64(live[0].Value.Uint64())); next != limit { //nolint:gosec // no heap is that large
			debug.SetMemoryLimit(next)
		}
		watch()
	}, struct{}{})
}

// raised is the limit that leaves room above what is in use: below it a limit saves
// nothing, and the collector takes three quarters of the time. It does not fall while one engine works; the next begins anew.
func raised(limit, live int64) int64 {
	if live < limit/20*17 {
		return limit
	}
	return max(limit, live/4*5)
}
