package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// retorno80: the form of the registration for IVA and IEPS asks whether the value
// returned in the last twelve months is at least a share (80 %) of that of the
// inputs imported temporarily. Both are taken as declared: what each declaration
// adds is rule.Portion, as in the report of a year.
func retorno80() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_retorno_80",
		Title:     document.Text{ES: "Lo retornado en doce meses llega a la parte que pide la certificación", EN: "What returned in twelve months reaches the share the registration asks for"},
		Citation:  "RGCE 7.1.2; forma de certificación",
		Source:    "dossier §5.2; §14 8",
		Authority: rule.Aduanera, From: 20180101, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Revise saldos viejos y cambios de régimen antes de renovar; el umbral está en la tabla umbrales.",
			EN: "Review old balances and changes of regime before renewing; the threshold is in table umbrales.",
		},
		Example: document.Text{
			ES: "Se importaron 100 millones y se retornaron 60.",
			EN: "100 million were imported and 60 returned.",
		},
		Needs: []rule.Data{rule.DataProgramme, rule.DataHistory}, Checks: []int{8},
		Series: func() rule.Series {
			return &ratio{}
		},
	}
}

// ratio gathers what was returned and imported day by day.
type ratio struct {
	company     *rule.Company
	law         *catalog.Catalog
	first, last document.Date
	days        []rule.Portion
}

// Add implements rule.Series.
func (s *ratio) Add(c *rule.Case) {
	s.company, s.law = c.Company, c.Catalog
	if !s.first.Known() {
		s.first = c.On
	}
	s.last = max(s.last, c.On)
	if !c.InForce() {
		return // its rectification counts, or it was withdrawn
	}
	if x := c.Portion(); x.Side != rule.NoSide {
		s.days = append(s.days, x)
	}
}

// Close implements rule.Series.
func (s *ratio) Close(k *rule.Sink) rule.Outcome {
	switch {
	case s.company == nil:
		return k.NoData(rule.DataProgramme)
	case !s.company.Certified(kindIVAIEPS, s.last):
		return rule.NotApplicable
	}
	months, err := wholeThreshold(s.law, "rece_retorno_meses", s.last)
	if err != nil {
		return k.NoRow(rule.DataRate, err)
	}
	since := s.last.AddMonths(-months)
	if s.first > since {
		return k.NoData(rule.DataHistory)
	}
	threshold, err := s.law.Threshold("rece_retorno", s.last)
	if err != nil {
		return k.NoRow(rule.DataRate, err)
	}
	var in, out money.Sum
	in.Add(money.Int(0)) // of no declaration the sum is nothing
	out.Add(money.Int(0))
	for _, x := range s.days {
		switch {
		case x.On <= since:
		case x.Side == rule.ReturnedSide:
			out.Add(x.Pesos)
		default:
			in.Add(x.Pesos)
		}
	}
	imported, readIn := in.Total()
	returned, readOut := out.Total()
	if !readIn || !readOut {
		return k.NoData(rule.DataValue)
	}
	if imported.Sign() == 0 {
		return rule.NotApplicable
	}
	have, errA := returned.Mul(money.Int(100))
	need, errB := imported.Mul(threshold.Value)
	if errA != nil || errB != nil {
		return k.NoData(rule.DataValue)
	}
	if have.Cmp(need) < 0 {
		k.Fail(rule.Where{Field: "valor_comercial"},
			"Del %s al %s se retornaron %s pesos y se importaron %s; la certificación pide %s por ciento.",
			"From %s to %s %s pesos were returned and %s imported; the registration asks for %s per cent.",
			since.AddDays(1), s.last, returned, imported, threshold.Value)
	}
	return k.Judged()
}
