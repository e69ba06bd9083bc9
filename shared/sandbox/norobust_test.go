//go:build !linux || race

package sandbox_test

import (
	"os"
	"testing"
)

func robust(string) { os.Exit(7) }

func TestHostilePDFs(t *testing.T) {
	t.Skip("memory is measured with Linux's rusage, without the race detector's shadow memory")
}
