package main

import "runtime/debug"

// softMemory is where the collector begins to work harder: above what a month of
// a million descargos has in use, which is three quarters of it. It refuses
// nothing; a larger month takes more memory, and more time.
const softMemory = 480 << 20

// spare makes the verbs of large packages keep to softMemory, unless whoever
// starts them says another limit in GOMEMLIMIT.
func (a *app) spare() {
	if a.env("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
}
