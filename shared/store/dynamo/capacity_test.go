package dynamo_test

import (
	"fmt"
	"math/big"
	"testing"
	"time"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// TestCapacity holds the rows of capacidad_nube.csv that say a test measured
// them: a commit of one document, and what each further partida of it, each of
// another material, adds to it and to matching.
func TestCapacity(t *testing.T) {
	t.Parallel()
	c := dynamotest.Client(t)
	m := &meter{API: c}
	s := dynamotest.On(t, m, dynamotest.Table(t, c))
	head := step.Head{}
	commit := func(partidas int) spent {
		key := fmt.Sprintf("21243001%07d", head.Seq)
		e, err := step.Chain(head.Hash, head.Seq+1, time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC), step.Record{
			RFC: rfc, SHA: document.HashOf([]byte(key)), Name: key + ".xml", Kind: document.KindPedimento, Key: key, Status: document.Accepted,
		})
		if err != nil {
			t.Fatal(err)
		}
		cm := step.Commit{RFC: rfc, After: head, Entries: []step.Entry{e}, Facts: []step.FactRecord{fact(key, key, []byte(key))}}
		for n := range partidas {
			cm.Movements = append(cm.Movements, move(n, key, []byte(key)))
		}
		head = step.Head{Seq: e.Seq, Hash: e.Hash}
		return m.during(t, "commit", func() error { return s.Commit(t.Context(), cm) })
	}
	commit(41) // the programme and its materials are known
	one, many := commit(1), commit(41)
	const matching = 3650 // thousandths of a write unit a touched material, TestSteadyCost
	partida := new(big.Rat).Add(big.NewRat(many.writes-one.writes, 400), big.NewRat(matching, 1000))
	used(t, "dynamodb", "write_request_unit", "documento", big.NewRat(one.writes, 10))
	used(t, "dynamodb", "write_request_unit", "partida", partida)
}

// used holds a row to what was measured: not below it, and not half above.
func used(t *testing.T, service, item, per string, measured *big.Rat) {
	t.Helper()
	for _, u := range catalog.CloudUsesOn(document.NewDate(2026, 12, 1)) {
		if u.Service != service || u.Item != item || u.Per != per {
			continue
		}
		says, ok := new(big.Rat).SetString(u.Amount.String())
		most := new(big.Rat).Mul(measured, big.NewRat(3, 2))
		t.Logf("%s %s a %s: measured %s, the table says %s", service, item, per, measured.FloatString(2), u.Amount)
		if !ok || says.Cmp(measured) < 0 || says.Cmp(most) > 0 {
			t.Errorf("%s %s a %s: measured %s, the table says %s", service, item, per, measured.FloatString(2), u.Amount)
		}
		return
	}
	t.Errorf("the table has no %s %s a %s", service, item, per)
}
