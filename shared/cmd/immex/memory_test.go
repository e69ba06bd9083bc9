package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// TestRaised: a limit of memory stays where there is room below it, never falls, and
// leaves a fifth of itself free above what is in use where there is not.
func TestRaised(t *testing.T) {
	t.Parallel()
	const mb = 1 << 20
	for _, c := range []struct{ limit, live, want int64 }{
		{softMemory, 0, softMemory},
		{softMemory, 400 * mb, softMemory},
		{softMemory, 460 * mb, softMemory},
		{softMemory, 480 * mb, 600 * mb},
		{softMemory, 1200 * mb, 1500 * mb},
		{1500 * mb, 1200 * mb, 1500 * mb},
		{1500 * mb, 100 * mb, 1500 * mb},
		{1500 * mb, 1280 * mb, 1600 * mb},
	} {
		if got := raised(c.limit, c.live); got != c.want {
			t.Errorf("limit %d MB, %d in use: %d MB, want %d", c.limit/mb, c.live/mb, got/mb, c.want/mb)
		}
	}
}

// TestLimitFollows: a process that has more in use than its limit gets another one, which
// is more than what is in use.
func TestLimitFollows(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(before)
	const small = 8 << 20
	debug.SetMemoryLimit(small)
	watch()
	held := make([]byte, 64<<20)
	for deadline := time.Now().Add(30 * time.Second); debug.SetMemoryLimit(-1) <= int64(len(held)); {
		if time.Now().After(deadline) {
			t.Fatalf("the limit stayed at %d with %d in use", debug.SetMemoryLimit(-1), len(held))
		}
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	runtime.KeepAlive(held)
}
