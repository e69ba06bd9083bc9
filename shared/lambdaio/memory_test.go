package lambdaio_test

import (
	"testing"

	"example.com/immex/shared/lambdaio"
)

// TestHeapLimit: a function that does not know its memory has no limit, and none
// of nothing.
func TestHeapLimit(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]int64{"": 0, "0": 0, "-1": 0, "lots": 0, "99999999999": 0, "1000": 900 << 20, "3008": 3008 << 20 / 10 * 9} {
		if got := lambdaio.HeapLimit(said); got != want {
			t.Errorf("%q: %d, want %d", said, got, want)
		}
	}
}
