package cff

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// exportacionPedimento: an invoice the company issued for an export is cited by a
// pedimento (LA art. 36-A-II; LIVA art. 29; dossier §8.3, check 20). Under sales
// basis maquila the goods leave without an invoice of sale, and an invoice of the
// service is in no pedimento.
func exportacionPedimento() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_exportacion_pedimento",
		Title:     document.Text{ES: "El CFDI de exportación tiene su pedimento", EN: "The CFDI of an export has its pedimento"},
		Citation:  "LA 36-A-II; LIVA 29",
		Source:    "dossier §8.3, §14 #20",
		Authority: rule.CFF, From: 20220101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Busque el pedimento con el que salió la mercancía; sin él la tasa 0 no se prueba.",
			EN: "Find the pedimento with which the goods left; without it the rate of 0 has no proof.",
		},
		Example: document.Text{
			ES: "Un CFDI con Exportacion 02 que ningún pedimento cita.",
			EN: "A CFDI with Exportacion 02 that no pedimento cites.",
		},
		Needs: []rule.Data{rule.DataHistory}, Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			if !c.Issued || !c.Sells() || c.C.Exportacion == "" || c.Catalog.In(catalog.ListNotExported, c.C.Exportacion, c.On) || c.Company.SalesBasis == "maquila" {
				return rule.NotApplicable
			}
			if c.Others == nil {
				return c.NoData(rule.DataHistory)
			}
			if citesExport(c) {
				return c.Judged()
			}
			return c.Fail(rule.Where{Field: "exportacion"}, "Ningún pedimento de los recibidos cita la factura de exportación %s%s.", "No pedimento among those received cites export invoice %s%s.", c.C.Serie, c.C.Folio)
		},
	}
}

// citesExport reports a pedimento that cites the invoice: by its UUID, which is of it
// alone, or by series and folio to its buyer. An import that cites a supplier's invoice
// of the same folio is none.
func citesExport(c *rule.CFDICase) bool {
	if c.C.UUID != "" && c.Others.CitesInvoice(c.C.UUID, rule.Party{}).Any() {
		return true
	}
	buyer := rule.Party{ID: c.C.Receptor.NumRegIDTrib, Name: c.C.Receptor.Nombre}
	for _, n := range [...]string{c.C.Serie + c.C.Folio, c.C.Folio} {
		if n == "" {
			continue
		}
		by := c.Others.CitesInvoice(n, buyer)
		if slices.ContainsFunc(slices.Concat(by.Sure, by.Unsure), func(number string) bool { return !imports(c.Others, number) }) {
			return true
		}
	}
	return false
}

// imports reports a declaration that is known to bring goods in.
func imports(all rule.Others, number string) bool {
	b := all.Find(number)
	return b != nil && b.Operacion == "IMP"
}
