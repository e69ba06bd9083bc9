//go:build !unix

package scoreboard_test

import "time"

var started = time.Now()

// processor is the time of the clock where the system does not tell that of
// the processor.
func processor() time.Duration { return time.Since(started) }
