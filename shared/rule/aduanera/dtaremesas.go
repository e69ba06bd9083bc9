package aduanera

import (
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// dtaRemesas: a consolidated pedimento pays the fixed fee for each of its
// remesas; their number is in identifier RC, as "1" or "1-15" (LFD art. 49;
// dossier V16). What is exempt (form 9) owes nothing and is not counted.
func dtaRemesas() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_dta_remesas",
		Title:     document.Text{ES: "Un consolidado paga el DTA de cada remesa", EN: "A consolidated pedimento pays the DTA of each remesa"},
		Citation:  "LFD 49; LA 37",
		Source:    "dossier §4 V16",
		Authority: rule.Aduanera, From: 20050101, Severity: document.Warning, Confidence: "OWN",
		Action:  rectify(),
		Example: document.Text{ES: "RC dice 1-15 y el DTA es 13 veces la cuota.", EN: "RC says 1-15 and DTA is 13 times the fee."},
		Needs:   []rule.Data{rule.DataRate, rule.DataRemesas}, Checks: []int{12, 25},
		Case: func(c *rule.Case) rule.Outcome {
			got, found := paidDTA(c)
			code, ok := c.Catalog.DTA(c.P.Clave, c.P.Operacion, c.On)
			if !found || !ok || code == catalog.FeeDTA || code == catalog.FeeDTAAsset || !c.Has("PC") {
				return rule.NotApplicable
			}
			n := remesas(c)
			if n == 0 {
				return c.NoData(rule.DataRemesas)
			}
			due := fee(c, code)
			if !due.Known() {
				return c.NoData(rule.DataRate)
			}
			if !got.Known() {
				return c.NoData(rule.DataValue)
			}
			if k, whole := rule.IsWhole(got, due); !whole || k != n {
				c.Fail(rule.Where{Field: "contribuciones"},
					"El consolidado ampara %d remesas y su DTA es %s; la cuota es %s por remesa.", "The consolidated pedimento covers %d remesas and its DTA is %s; the fee is %s for each.",
					n, got, due)
			}
			return c.Judged()
		},
	}
}

// paidDTA is the DTA in cash; found is false when there is none.
func paidDTA(c *rule.Case) (total money.Amount, found bool) {
	for i := range c.P.Contribuciones {
		x := &c.P.Contribuciones[i]
		if x.Clave != "DTA" {
			continue
		}
		if found || !c.Catalog.In(catalog.ListCash, x.FormaPago, c.On) {
			return money.Amount{}, false
		}
		total, found = x.Importe, true
	}
	return total, found
}

// remesas counts what identifier RC says; 0 when it says nothing that can be
// counted.
func remesas(c *rule.Case) (n int64) {
	for _, k := range c.Identifier("RC") {
		if len(k.Complementos) == 0 {
			return 0
		}
		first, last, both := strings.Cut(k.Complementos[0], "-")
		if !both {
			last = first
		}
		a, errA := strconv.ParseInt(strings.TrimSpace(first), 10, 32)
		b, errB := strconv.ParseInt(strings.TrimSpace(last), 10, 32)
		if errA != nil || errB != nil || b < a {
			return 0
		}
		n += b - a + 1
	}
	return n
}
