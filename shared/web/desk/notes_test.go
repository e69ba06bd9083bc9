package desk_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/immex/shared/web/desk"
)

// noted is where the desk says what a line of the log is about.
var noted = regexp.MustCompile(`(?:Note:|[nN]ote :?=|Note, a\.Again =|Note =|status, note :?=) (?:[\w.]+, )?"([a-z_]+)`)

// TestNotes: every note that the desk writes into the log is told in words, in both
// languages.
func TestNotes(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range noted.FindAllStringSubmatch(string(b), -1) {
			seen[m[1]] = true
		}
	}
	for _, more := range []string{"working", "user_added", "user_role", "user_password", "user_switched", "user_signs"} { // put together where they are written
		seen[more] = true
	}
	delete(seen, "user_")
	for note := range seen {
		name := desk.NoteName(note + " x")
		if name.ES == name.EN || name.EN == note+" x" {
			t.Errorf("the log tells %q as %q", note, name)
		}
	}
	if len(seen) < 20 {
		t.Errorf("%d notes were found", len(seen))
	}
	if got := desk.NoteName("resolve reconocido"); strings.Contains(got.EN, "reconocido") {
		t.Errorf("a decision is told in English as %q", got.EN)
	}
}
