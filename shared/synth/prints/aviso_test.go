package prints_test

import (
	"testing"

	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
)

// An aviso is one page that must not pass for a pedimento.
func TestAvisos(t *testing.T) {
	t.Parallel()
	n := 0
	err := prints.Avisos(1, prints.Layouts(), func(s specimen.Specimen) error {
		n++
		if s.Want != specimen.Refuse || s.Pages != 1 || len(s.Truth["number"]) != 15 {
			t.Errorf("%s: %s, %d pages, %v", s.Name, s.Want, s.Pages, s.Truth)
		}
		return nil
	})
	if err != nil || n != prints.Layouts() {
		t.Errorf("%d avisos, %v", n, err)
	}
}
