package glosa

import (
	"slices"

	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/aduanera"
	"example.com/immex/shared/rule/anexo22"
	"example.com/immex/shared/rule/anexo24"
	"example.com/immex/shared/rule/cff"
	"example.com/immex/shared/rule/immex"
	"example.com/immex/shared/rule/ours"
)

// Rules lists every rule in reading order: by authority, as each authority
// lists its own.
func Rules() []*rule.Rule {
	return slices.Concat(aduanera.Rules(), anexo22.Rules(), anexo24.Rules(), immex.Rules(), cff.Rules(), ours.Rules())
}

// Find is the rule of a code, nil when there is none.
func Find(code string) *rule.Rule {
	for _, r := range Rules() {
		if r.Code == code {
			return r
		}
	}
	return nil
}
