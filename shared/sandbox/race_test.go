//go:build race

package sandbox_test

// raced says that the race detector is at work.
const raced = true
