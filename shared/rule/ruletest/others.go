package ruletest

import "example.com/immex/shared/rule"

// Others is other declarations as a test lists them.
type Others struct {
	Briefs []*rule.Brief
	By     map[string]string   // number to the one that rectifies it
	Coves  map[string][]string // COVE to the declarations that cite it
	Cited  map[string][]string // invoice to the declarations that cite it
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

// UsesCOVE implements rule.Others.
func (o *Others) UsesCOVE(number string) []string { return o.Coves[number] }

// CitesInvoice implements rule.Others.
func (o *Others) CitesInvoice(number string) []string { return o.Cited[number] }
