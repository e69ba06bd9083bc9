package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
)

func TestCredit(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for forma, want := range map[string]bool{"21": true, "22": true, "0": false, "5": false, "": false} {
		if c.CreditForm(forma, day) != want {
			t.Errorf("form of payment %q: %v", forma, !want)
		}
	}
	if c.CreditForm("21", 20131231) {
		t.Error("credit before its law")
	}
	for kind, want := range map[string]bool{"retorno": true, "regularizacion": true, "merma": true, "desperdicio": true, "faltante": false} {
		if row, ok := c.CreditExit(kind, day); !ok || row.Counts != want || row.Title.ES == "" || row.Title.EN == "" {
			t.Errorf("%s: %+v, %v", kind, row, ok)
		}
	}
	if _, ok := c.CreditExit("nadie", day); ok {
		t.Error("a kind nobody knows")
	}
}

// TestEveryExitIsKnownToTheCredit: no kind of the table of effects is left out.
func TestEveryExitIsKnownToTheCredit(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	kinds := map[string]bool{}
	for _, clave := range []string{"RT", "V1", "V5", "V6", "V9", "V4", "BB", "F4", "F5", "A3", "A1"} {
		for _, as := range [][2]string{{"EXP", ""}, {"EXP", "EB"}, {"EXP", "DE"}, {"IMP", ""}, {"IMP", "DE"}} {
			row, _ := c.Effect(clave, as[0], []string{as[1]}, day)
			kinds[row.Tipo] = true
			if row.Effect != catalog.EffectExit && row.Effect != catalog.EffectRegime {
				continue
			}
			if x, ok := c.CreditExit(row.Tipo, day); !ok || !x.Counts {
				t.Errorf("%s %s (%s): %v", clave, as, row.Tipo, ok)
			}
		}
	}
	for _, kind := range []string{"empaque", "desperdicio"} {
		if !kinds[kind] {
			t.Errorf("nothing leaves as %s", kind)
		}
	}
}
