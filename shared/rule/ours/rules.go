// Package ours holds the rules of our own heuristics, which no law demands: notices only.
// One file is one rule; see package rule for what a rule is.
package ours

import "example.com/immex/shared/rule"

// Rules lists them in reading order.
func Rules() []*rule.Rule {
	return []*rule.Rule{
		// what shows over many declarations
		origenUnico(),
		factorUMT(),
		fraccionParte(),
		fraccionProveedor(),
		valorUnitario(),
		coveReusado(),
		cantidadRedonda(),
	}
}
