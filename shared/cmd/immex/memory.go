package main

import "runtime/debug"

// softMemory is where the collector begins to work harder: above what a month of
// a million descargos has in use, which is three quarters of it. It refuses
// nothing; a larger month takes more memory, and more time.
const softMemory = 545 << 20

// softGrowth is by how many hundredths the heap may grow before it is collected
// again, as long as it is below softMemory: collecting a small heap again and again
// is a tenth of the time of a large package.
const softGrowth = 300

// spare makes the verbs of large packages keep to softMemory, and use what there is
// of it, unless whoever starts them says otherwise in GOMEMLIMIT or GOGC.
func (a *app) spare() {
	if a.env("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(softMemory)
	if a.env("GOGC") == "" {
		debug.SetGCPercent(softGrowth)
	}
}
