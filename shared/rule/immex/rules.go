// Package immex holds the rules of the Decreto IMMEX and the rules of the Secretaría de Economía.
// One file is one rule; see package rule for what a rule is.
package immex

import "example.com/immex/shared/rule"

// Rules lists them in reading order.
func Rules() []*rule.Rule {
	return []*rule.Rule{}
}
