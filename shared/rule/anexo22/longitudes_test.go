package anexo22_test

import (
	"strings"

	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func longitudes() []ruletest.Example {
	const code = "anexo22_longitudes"
	of := func(change func(*pedimento.Pedimento)) *rule.Case { return ruletest.Case(ruletest.Import(change)) }
	return []ruletest.Example{
		{Rule: code, Name: "as they should", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "a long container", Want: rule.Warning, Case: of(func(p *pedimento.Pedimento) { p.Contenedores = []pedimento.Contenedor{{Numero: "ABCU1234567890"}} })},
		{Rule: code, Name: "accents count once", Want: rule.Pass, Case: of(func(p *pedimento.Pedimento) { p.Guias = []pedimento.Guia{{Numero: strings.Repeat("Ñ", 20)}} })},
		{Rule: code, Name: "a long serial", Want: rule.Warning, Case: of(func(p *pedimento.Pedimento) { p.Partidas[0].Series = []string{strings.Repeat("9", 26)} })},
		{Rule: code, Name: "a long seal", Want: rule.Warning, Case: of(func(p *pedimento.Pedimento) { p.Candados = []string{strings.Repeat("9", 22)} })},
		{Rule: code, Name: "a long línea de captura", Want: rule.Warning, Case: of(func(p *pedimento.Pedimento) { p.Pago = &pedimento.Pago{LineaCaptura: strings.Repeat("9", 21)} })},
		{Rule: code, Name: "no text", Want: rule.NotApplicable, Case: of(func(p *pedimento.Pedimento) { p.Facturas, p.Nombre = nil, "" })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
