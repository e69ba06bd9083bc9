//go:build race

package hostile_test

// raced says that the race detector is at work.
const raced = true
