package anexo24_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

const parts = "parte,descripcion,fraccion,umc,umt,vigente_desde\nCON-10,Conector,85366999,6,6,2020-01-01\n"

// production are the examples of rules about bills of materials.
func production(t *testing.T) []ruletest.Example {
	t.Helper()
	plant := tables(t, parts)
	both := func(change func(*rule.Exit)) func(*rule.Books) {
		return func(b *rule.Books) { plant(b); change(&b.Exits[0]) }
	}
	documented := both(func(x *rule.Exit) { x.Rol = "merma" })
	bare := both(func(x *rule.Exit) { x.Rol, x.SinDocumento = "desperdicio", true })
	noBOM := both(func(x *rule.Exit) { x.Probado, x.Faltante, x.Causa = 0, 100e6, "no_bom" })
	act := both(func(x *rule.Exit) { x.Rol = "acta" })
	return slices.Concat(
		four("anexo24_merma_documento", rule.Warning, bare, documented, plant),
		four("anexo24_bom_version", rule.Warning, noBOM, plant, act),
	)
}
