package expediente

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// ReplayBooks is Replay for who asks for the books, their findings, pairs and basis
// alone: the same books, each checked, without runs and without what else facts say.
func ReplayBooks(rfc string, facts []FactLine, policy ledger.Policy, cat *catalog.Catalog, upTo document.Date) (*Books, error) {
	facts, hashes, err := sortFacts(facts)
	if err != nil {
		return nil, err
	}
	b, err := (&Books{bare: true}).replay(rfc, facts, hashes, policy, cat, upTo)
	if b != nil {
		b.said, b.Papers = nil, nil
	}
	return b, err
}
