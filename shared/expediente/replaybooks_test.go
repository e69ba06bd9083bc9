package expediente_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
)

// TestReplayBooks: books that are asked for alone are those of a whole replay, with the
// same findings and pairs.
func TestReplayBooks(t *testing.T) {
	for name, in := range map[string]expediente.Input{"one of everything": input(t), "many": large(t, 2000)} {
		whole, err := expediente.Replay(in.RFC, in.Facts, in.Policy, in.Catalog, in.To)
		if err != nil {
			t.Fatal(err)
		}
		alone, err := expediente.ReplayBooks(in.RFC, in.Facts, in.Policy, in.Catalog, in.To)
		if err != nil {
			t.Fatal(err)
		}
		if len(whole.Books) == 0 || len(whole.Books) != len(alone.Books) || len(whole.Located) != len(alone.Located) {
			t.Fatalf("%s: %d books and %d", name, len(whole.Books), len(alone.Books))
		}
		for _, pair := range [][2][]*ledger.Kept{{whole.Books, alone.Books}, {whole.Located, alone.Located}} {
			for i := range pair[0] {
				a, err := pair[0][i].Open().Encode()
				if err != nil {
					t.Fatal(err)
				}
				b, err := pair[1][i].Open().Encode()
				if err != nil || !bytes.Equal(a, b) {
					t.Errorf("%s: book %s differs, %v", name, pair[0][i].ID, err)
				}
			}
		}
		if d := cmp.Diff(whole.Findings, alone.Findings); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if d := cmp.Diff(whole.Pairs, alone.Pairs); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}
