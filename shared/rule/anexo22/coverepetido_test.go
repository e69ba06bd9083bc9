package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveRepetido() []ruletest.Example {
	const code = "anexo22_cove_repetido"
	const other = "242432104000999"
	beside := func(b rule.Brief, more ...func(*pedimento.Pedimento)) *rule.Case {
		b.Number = other
		s := ruletest.Setting()
		s.Others = oneOther{b}
		return ruletest.In(s, ruletest.Import(more...))
	}
	return []ruletest.Example{
		{Rule: code, Name: "in another of the clave", Want: rule.Warning, Case: beside(rule.Brief{Clave: "IN", Operacion: "IMP"})},
		{Rule: code, Name: "split between claves", Want: rule.Pass, Case: beside(rule.Brief{Clave: "A1", Operacion: "IMP"})},
		{Rule: code, Name: "in its rectification", Want: rule.Pass, Case: beside(rule.Brief{Clave: "IN", Operacion: "IMP", Rectifica: "242432104000123"})},
		{Rule: code, Name: "in a consolidated one", Want: rule.Pass, Case: beside(rule.Brief{Clave: "IN", Operacion: "IMP", Consolidado: true})},
		{Rule: code, Name: "an extraction", Want: rule.NotApplicable, Case: beside(rule.Brief{Clave: "E1", Operacion: "IMP"}, func(p *pedimento.Pedimento) { p.Clave = "E1" })},
		{Rule: code, Name: "no COVE", Want: rule.NotApplicable, Case: beside(rule.Brief{}, func(p *pedimento.Pedimento) { p.Facturas[0].COVE = "" })},
		{Rule: code, Name: "it stands alone", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before there were any", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20120531)))},
	}
}

// oneOther is one other declaration of the company, with every COVE.
type oneOther struct{ brief rule.Brief }

func (o oneOther) Find(number string) *rule.Brief {
	if number == o.brief.Number {
		return &o.brief
	}
	return nil
}

func (o oneOther) Superseded(number string) string {
	if o.brief.Rectifica == number {
		return o.brief.Number
	}
	return ""
}

func (oneOther) Delivered(string) bool        { return false }
func (oneOther) CitesInvoice(string) []string { return nil }

func (o oneOther) UsesCOVE(string) []string { return []string{"242432104000123", o.brief.Number} }
