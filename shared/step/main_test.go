package step_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain lets rapid draw fewer cases than it would: each one here opens a
// store on disk and replays a company. -rapid.checks says otherwise.
func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		if err := flag.Set("rapid.checks", "30"); err != nil {
			panic(err) // rapid no longer has the flag
		}
	}
	os.Exit(m.Run())
}

// inOneLine leaves a test out of -short, with which the race detector runs: it
// does one thing after the other, and takes minutes there instead of seconds.
func inOneLine(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: runs in one line, and whole without -short")
	}
}
