package anexo24_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/anexo24"
)

// TestMeasured: what is left of a lot is told with the unit of its books, by name, and
// bare where that is not known.
func TestMeasured(t *testing.T) {
	t.Parallel()
	asked := 0
	for unit, want := range map[string]string{"1": "Quedan 2.5 Kilo de ", "": "Quedan 2.5 de ", "999": "Quedan 2.5 de "} {
		for _, r := range anexo24.Rules() {
			if r.Code != "anexo24_lote_vencido" {
				continue
			}
			b := books(due(20240629, 20240629), withLot(func(l *rule.Lot) { l.Unidad, l.Saldo, l.Desperdicio, l.Faltante = unit, 2_500_000, 0, 0 }))
			rule.JudgeBooks(r, b)
			asked++
			found := b.Findings()
			if len(found) != 1 || !strings.HasPrefix(found[0].Message.ES, want) || !strings.HasPrefix(found[0].Message.EN, strings.TrimSuffix(strings.TrimPrefix(want, "Quedan "), "de ")+"of ") {
				t.Errorf("unit %q: %+v, want %s", unit, found, want)
			}
		}
	}
	if asked != 3 {
		t.Errorf("asked %d times", asked)
	}
}
