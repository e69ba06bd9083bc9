//go:build !linux

package sandbox

// resident is not known here: the child's own soft limit must do.
func resident(int) (int, bool) { return 0, false }
