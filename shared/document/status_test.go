package document_test

import (
	"testing"

	"example.com/immex/shared/document"
)

// TestStatusName: every outcome has a word of its own in both languages, and a
// status nobody names stays as it is.
func TestStatusName(t *testing.T) {
	t.Parallel()
	seen := map[string]document.Status{}
	for _, s := range []document.Status{document.Accepted, document.Quarantined, document.Duplicate, document.Version, document.Unsupported} {
		name := s.Name()
		if name.ES == "" || name.EN == "" || name.ES == string(s) {
			t.Errorf("%s is called %q and %q", s, name.ES, name.EN)
		}
		if other, twice := seen[name.ES]; twice {
			t.Errorf("%s and %s are both %q", other, s, name.ES)
		}
		seen[name.ES] = s
	}
	if got := document.Status("another").Name(); got.ES != "another" || got.EN != "another" {
		t.Errorf("a status without a name is called %+v", got)
	}
}
