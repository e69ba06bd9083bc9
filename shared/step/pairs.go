package step

import (
	"context"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// counterpartGroup is the group of the pedimentos of other companies.
const counterpartGroup = "contraparte"

// counterpart turns an accepted V1 of another company, delivered for a
// programme of ours, into a fact beside the books; ok is false for any other
// paper.
func (p *Paper) counterpart(of string) bool {
	if p.Record.RFC == "" || of == "" || p.Record.RFC == of || p.Fact == nil || !p.Fact.IsV1() || p.Record.Status != document.Accepted {
		return false
	}
	c := ledger.Counterpart{RFC: of, Fact: p.Fact}
	b, err := c.Encode()
	if err != nil {
		return false
	}
	p.Kept = &FactRecord{Hash: document.HashOf(b), Kind: FactCounterpart, Key: of, Group: counterpartGroup, Data: b}
	p.Fact = nil
	p.Record.Findings.Add("v1_counterpart", document.Notice, "", document.Textf(
		"Es un V1 de %s: se guarda como contraparte de una transferencia y no mueve nada en los libros de %s.",
		"It is a V1 of %s: it is kept as the other side of a transfer and moves nothing in the books of %s.", of, p.Record.RFC))
	return true
}

// Pairs are the V1 of a programme and how well each is paired.
func Pairs(ctx context.Context, store FactStore, rfc string) ([]ledger.Pair, error) {
	var ours []ledger.Transfer
	papers := stored(ctx, store, rfc)
	err := EachGroup(ctx, store, rfc, func(group string, obs []ledger.Observation) error {
		if _, ok := ledger.TransferOf(obs); !ok {
			return nil // what papers say is read of the V1 alone
		}
		obs, err := papers.tied(group, obs)
		if t, ok := ledger.TransferOf(obs); ok {
			ours = append(ours, t)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	records, err := store.Facts(ctx, rfc, []string{counterpartGroup})
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	var theirs []ledger.Counterpart
	for _, r := range records {
		c, err := ledger.DecodeCounterpart(r.Data)
		if err != nil {
			return nil, fault.New(fault.Corrupt, "counterpart "+string(r.Hash), err)
		}
		theirs = append(theirs, *c)
	}
	return ledger.Pairs(ours, ledger.Counterparts(theirs), catalog.Default()), nil
}
