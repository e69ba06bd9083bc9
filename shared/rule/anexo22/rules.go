// Package anexo22 holds the rules of Anexo 22 of the RGCE: how a pedimento is filled in.
// One file is one rule; see package rule for what a rule is.
package anexo22

import "example.com/immex/shared/rule"

// Rules lists them in reading order.
func Rules() []*rule.Rule {
	return []*rule.Rule{
		totales(),
	}
}
