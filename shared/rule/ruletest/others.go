package ruletest

import (
	"slices"

	"example.com/immex/shared/rule"
)

// Others is other declarations as a test lists them.
type Others struct {
	Briefs []*rule.Brief
	By     map[string]string   // number to the one that rectifies it
	Coves  map[string][]string // COVE to the declarations that cite it
	Cited  map[string][]string // invoice, or invoice|tax id, to the declarations that cite it
	Months []string            // of which a Data Stage was delivered
}

// Find implements rule.Others.
func (o *Others) Find(number string) *rule.Brief {
	for _, b := range o.Briefs {
		if b.Number == number {
			return b
		}
	}
	return nil
}

// Superseded implements rule.Others.
func (o *Others) Superseded(number string) string { return o.By[number] }

// Delivered implements rule.Others.
func (o *Others) Delivered(month string) bool { return slices.Contains(o.Months, month) }

// UsesCOVE implements rule.Others.
func (o *Others) UsesCOVE(number string) []string { return o.Coves[number] }

// CitesInvoice implements rule.Others.
func (o *Others) CitesInvoice(number string, of rule.Party) rule.Cited {
	return rule.Cited{Sure: o.Cited[number+"|"+of.ID], Unsure: o.Cited[number]}
}
