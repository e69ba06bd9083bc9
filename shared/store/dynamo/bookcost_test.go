package dynamo_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo/dynamotest"
	"example.com/immex/shared/store/storetest"
)

// spent is what some work consumed, in tenths of a unit.
type spent struct{ writes, reads int64 }

func (m *meter) during(t *testing.T, what string, work func() error) spent {
	t.Helper()
	before := spent{m.writes, m.reads}
	if err := work(); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	return spent{m.writes - before.writes, m.reads - before.reads}
}

func (s spent) plus(o spent) spent { return spent{s.writes + o.writes, s.reads + o.reads} }

// units shows tenths over n.
func units(tenths int64, n int) string {
	return new(big.Rat).SetFrac64(tenths, int64(10*n)).FloatString(3)
}

// pricedOn is the day whose list price counts.
const pricedOn = document.Date(20260101)

// dollars is the list price of n of what was spent, of per.
func (s spent) dollars(t *testing.T, n int64, per int) string {
	t.Helper()
	sum := new(big.Rat)
	for item, tenths := range map[string]int64{"write_request_unit": s.writes, "read_request_unit": s.reads} {
		p, ok := catalog.CloudPriceOn("dynamodb", item, "us-east-1", pricedOn)
		if !ok {
			t.Fatalf("no price of %s", item)
		}
		price, ok := new(big.Rat).SetString(p.Price.String())
		if !ok {
			t.Fatalf("price %s", p.Price)
		}
		sum.Add(sum, price.Mul(price, big.NewRat(tenths, 10*p.Per)))
	}
	return sum.Mul(sum, big.NewRat(n, int64(per))).FloatString(8)
}

// TestBookCost holds matching to the units the decision record promises: in
// bulk by descargo, and in steady state by material that is touched.
func TestBookCost(t *testing.T) {
	t.Parallel()
	c := dynamotest.Client(t)
	m := &meter{API: c}
	s := dynamotest.On(t, m, dynamotest.Table(t, c))
	size := storetest.Size{Materials: 8, Lots: 50, Exits: 710, Together: 10}
	var pedimentos int
	commit := m.during(t, "commit", func() error { pedimentos = size.Load(t, s, rfc); return nil })
	matching := m.during(t, "match", func() error {
		_, err := (&step.Match{Books: s, Workers: 2}).Run(t.Context(), rfc)
		return err
	})
	descargos := 0
	if err := step.EachBook(t.Context(), s, rfc, func(b *ledger.Book) error { descargos += len(b.Descargos); return b.Check() }); err != nil {
		t.Fatal(err)
	}
	t.Logf("in bulk: %d descargos of %d pedimentos; matching writes %s and reads %s units a descargo, USD %s a descargo", descargos, pedimentos,
		units(matching.writes, descargos), units(matching.reads, descargos), matching.dollars(t, 1, descargos))
	all := commit.plus(matching)
	t.Logf("in bulk with the commits: %s write and %s read units a pedimento; USD %s per 1,000 pedimentos at the list price of us-east-1 on %s",
		units(all.writes, pedimentos), units(all.reads, pedimentos), all.dollars(t, 1000, pedimentos), pricedOn)
	if matching.writes > int64(descargos) { // 0.1 units each, counted in tenths
		t.Errorf("matching writes %s units a descargo, at most 0.1 expected", units(matching.writes, descargos))
	}
}

// TestSteadyCost brings pedimentos one by one into a material with a past.
func TestSteadyCost(t *testing.T) {
	t.Parallel()
	c := dynamotest.Client(t)
	m := &meter{API: c}
	s := dynamotest.On(t, m, dynamotest.Table(t, c))
	size := storetest.Size{Lots: 1000, Exits: 20_000, Together: 10}
	next := size.LoadInOrder(t, s, rfc)
	size.Together = 1
	const rounds = 60
	var commit, matching spent
	for n := range rounds {
		g := size.Group(rfc, 0, next+n)
		commit = commit.plus(m.during(t, "commit", func() error { storetest.CommitGroup(t, s, rfc, fmt.Sprint("one ", n), g); return nil }))
		matching = matching.plus(m.during(t, "match", func() error { return (&step.Match{Books: s}).One(t.Context(), rfc, g.ID) }))
	}
	t.Logf("one by one: matching writes %s and reads %s units a touched material; with the commit %s and %s; USD %s per 1,000 pedimentos",
		units(matching.writes, rounds), units(matching.reads, rounds), units(matching.writes+commit.writes, rounds), units(matching.reads+commit.reads, rounds),
		matching.plus(commit).dollars(t, 1000, rounds))
	if most := int64(6 * 10 * rounds); matching.writes > most {
		t.Errorf("matching writes %s units a touched material, at most 6 expected", units(matching.writes, rounds))
	}
}

// weight is about what an item weighs: names and values.
func weight(i map[string]types.AttributeValue) int {
	n := 0
	for k, v := range i {
		n += len(k)
		switch v := v.(type) {
		case *types.AttributeValueMemberS:
			n += len(v.Value)
		case *types.AttributeValueMemberN:
			n += len(v.Value)
		case *types.AttributeValueMemberB:
			n += len(v.Value)
		}
	}
	return n
}

// TestItemsStaySmall: no item nears the 400 kB of DynamoDB, whatever the
// number of lots.
func TestItemsStaySmall(t *testing.T) {
	t.Parallel()
	c := dynamotest.Client(t)
	m := &meter{API: c}
	s := dynamotest.On(t, m, dynamotest.Table(t, c))
	size := storetest.Size{Materials: 1, Lots: 50_000, Exits: 10_000, Together: 500}
	size.Load(t, s, rfc)
	if _, err := (&step.Match{Books: s}).Run(t.Context(), rfc); err != nil {
		t.Fatal(err)
	}
	const limit = 400 << 10
	if m.heaviest == 0 || m.heaviest > limit {
		t.Errorf("the heaviest item has %d bytes, the limit is %d", m.heaviest, limit)
	}
	t.Logf("50,000 lots: the heaviest of %d items has %d bytes", m.putCalls, m.heaviest)
}
