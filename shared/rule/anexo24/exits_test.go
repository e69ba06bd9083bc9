package anexo24_test

import (
	"slices"

	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

// exits are the examples of rules about what left.
func exits() []ruletest.Example {
	short := withExit(func(x *rule.Exit) { x.Probado, x.Faltante, x.Causa = 80e6, 20e6, "late_import" })
	assumed := withExit(func(x *rule.Exit) { x.Probado, x.Supuesto = 0, 100e6 })
	before := withExit(func(x *rule.Exit) { x.UltimaEntrada = 20240602 })
	held := withExit(func(x *rule.Exit) { x.Probado, x.Retenido = 0, 100e6 })
	nothing := withExit(func(x *rule.Exit) { x.Cantidad, x.Probado, x.UltimaEntrada = 0, 0, 0 })
	return slices.Concat(
		four("anexo24_salida_sin_descargo", rule.Warning, short, nil, noExits),
		four("anexo24_salida_supuesta", rule.Notice, assumed, nil, nothing),
		four("anexo24_salida_antes", rule.Warning, before, withExit(func(x *rule.Exit) { x.UltimaEntrada = 20240601 }), nothing),
		four("anexo24_retenido", rule.Warning, held, nil, noExits),
	)
}
