package anexo22_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func identificadorIM() []ruletest.Example {
	const code = "anexo22_identificador_im"
	return []ruletest.Example{
		{Rule: code, Name: "has it", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "lacks it", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("CI", "AA")))},
		{Rule: code, Name: "a page without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(printed))},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "before the Decreto", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20061112)))},
	}
}

// cases gives a pedimento one identifier alone.
func cases(clave string, complementos ...string) func(*pedimento.Pedimento) {
	return func(p *pedimento.Pedimento) {
		p.Identificadores = []pedimento.Identificador{{Clave: clave, Complementos: complementos}}
	}
}

// printed makes a pedimento a page that lists no identifier.
func printed(p *pedimento.Pedimento) { p.Source, p.Identificadores = document.SourcePrint, nil }
