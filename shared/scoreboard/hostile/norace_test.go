//go:build !race

package hostile_test

// slower is what the race detector makes of the reader's time and memory.
const slower = 1
