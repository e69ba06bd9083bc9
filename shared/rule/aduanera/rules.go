// Package aduanera holds the rules of the Ley Aduanera, its Reglamento and the RGCE.
// One file is one rule; see package rule for what a rule is.
package aduanera

import "example.com/immex/shared/rule"

// Rules lists them in reading order.
func Rules() []*rule.Rule {
	return []*rule.Rule{}
}
