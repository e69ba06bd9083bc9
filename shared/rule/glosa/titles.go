package glosa

import (
	"sync"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// Title says what the code of a finding is about: the title of its rule or of its
// check; false for a code that neither has.
func Title(code string) (document.Text, bool) {
	t, ok := titles()[code]
	return t, ok
}

var titles = sync.OnceValue(func() map[string]document.Text { //nolint:gochecknoglobals // immutable, built once
	names := map[string]document.Text{}
	for _, r := range Rules() {
		names[r.Code] = r.Title
	}
	for _, x := range catalog.Default().Cotejos() {
		if _, ok := names[x.Code]; !ok {
			names[x.Code] = x.Title
		}
	}
	return names
})
