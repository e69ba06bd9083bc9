package catalog_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/money"
)

// TestTolerance: the most generous of the three parts holds, and an unlisted
// code forgives nothing.
func TestTolerance(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	if got := c.Tolerance("facturas_sum", day, money.Int(1000), 7); got.String() != "0.07" {
		t.Errorf("seven rows allow %s, want 0.07", got)
	}
	if got := c.Tolerance("no_such_check", day, money.Int(1000), 7); got.Sign() != 0 {
		t.Errorf("an unlisted check allows %s", got)
	}
}

// TestCotejosAreComplete: every check has both titles, sources and a source of law.
func TestCotejosAreComplete(t *testing.T) {
	t.Parallel()
	for _, x := range catalog.Default().Cotejos() {
		if x.Title.ES == "" || x.Title.EN == "" || len(x.Sources) == 0 || x.Source == "" || x.Code == "" {
			t.Errorf("%+v lacks a part", x)
		}
	}
}

// TestCotejosAreRaised: every check of the table is one a reader makes: its
// code stands in the source, whole or as the beginning it is built from.
func TestCotejosAreRaised(t *testing.T) {
	t.Parallel()
	var all strings.Builder
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		all.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	source := all.String()
	for _, x := range catalog.Default().Cotejos() {
		built := strings.HasPrefix(x.Code, "print_sum_") || strings.HasSuffix(x.Code, "_impreso")
		if !built && !strings.Contains(source, `"`+x.Code+`"`) {
			t.Errorf("no reader raises %s", x.Code)
		}
	}
}
