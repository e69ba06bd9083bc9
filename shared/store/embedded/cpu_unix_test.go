//go:build unix

package embedded_test

import (
	"syscall"
	"time"
)

// cpu is the processor time the process has used: on a machine that others
// use too, the clock says little.
func cpu() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
