package cff

import (
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// pedimentoAnio: positions 1 and 2 of NumeroPedimento are a year not later than that
// of the invoice (Anexo 20; dossier §9). Two digits do not say the century: the
// year is the latest that is not after the invoice, and one too far back for any
// pedimento is a year to come.
func pedimentoAnio() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_pedimento_anio",
		Title:     document.Text{ES: "El año del pedimento no es posterior al de la factura", EN: "The year of the pedimento is not later than that of the invoice"},
		Citation:  "Anexo 20 de la RMF, InformacionAduanera/@NumeroPedimento",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20170701, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Una factura de 2024 con un pedimento 26.",
			EN: "An invoice of 2024 with a pedimento of 26.",
		},
		Needs: []rule.Data{rule.DataDate}, Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			if !pedimentos(c) {
				return rule.NotApplicable
			}
			if !c.On.Known() {
				return c.NoData(rule.DataDate)
			}
			age, err := c.Catalog.Threshold("cfdi_pedimento_edad", c.On)
			years, whole := age.Value.Micros()
			if err != nil || !whole {
				return c.NoRow(rule.DataRate, err)
			}
			oldest := int(years / 1_000_000)
			for i := range c.C.Conceptos {
				k := &c.C.Conceptos[i]
				for _, n := range k.Pedimentos {
					if y, ok := yearIn(n, c.On.Year()); ok && c.On.Year()-y > oldest {
						c.Fail(rule.Where{Field: k.Where, Other: n}, "El pedimento %s es del año %s y la factura de %d.", "Pedimento %s is of year %s and the invoice of %d.", n, n[:2], c.On.Year())
					}
				}
			}
			return c.Judged()
		},
	}
}

// yearIn is the latest year up to one that ends in the first two digits of a
// number.
func yearIn(number string, last int) (year int, ok bool) {
	yy, _, _, _ := pedimento.Split(number)
	y, err := strconv.Atoi(yy)
	if err != nil {
		return 0, false
	}
	const century = 100
	back := ((last-y)%century + century) % century
	return last - back, true
}

// pedimentos reports that a line of the invoice names a pedimento.
func pedimentos(c *rule.CFDICase) bool {
	for i := range c.C.Conceptos {
		if len(c.C.Conceptos[i].Pedimentos) > 0 {
			return true
		}
	}
	return false
}
