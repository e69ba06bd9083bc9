package dynamo_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// byPartition counts the write units each partition consumes, in tenths.
type byPartition struct {
	dynamo.API
	mu     sync.Mutex
	tenths map[string]int64
}

func (p *byPartition) add(key map[string]types.AttributeValue, c *types.ConsumedCapacity) {
	pk, _ := key["PK"].(*types.AttributeValueMemberS)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tenths[pk.Value] += tenths(c)
}

func (p *byPartition) PutItem(ctx context.Context, in *dynamodb.PutItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := p.API.PutItem(ctx, in, opts...)
	if err == nil {
		p.add(in.Item, out.ConsumedCapacity)
	}
	return out, err
}

func (p *byPartition) UpdateItem(ctx context.Context, in *dynamodb.UpdateItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := p.API.UpdateItem(ctx, in, opts...)
	if err == nil {
		p.add(in.Key, out.ConsumedCapacity)
	}
	return out, err
}

// share is what the busiest partition of a family took, and all of them.
func (p *byPartition) share(family string) (partitions int, busiest, all int64) {
	for pk, n := range p.tenths {
		if strings.HasPrefix(pk, rfc+family) {
			partitions, busiest, all = partitions+1, max(busiest, n), all+n
		}
	}
	return partitions, busiest, all
}

// TestSpread: what a commit brings many of goes to many partitions, the journal
// gets its one item and its one mark, and walks come in order all the same.
func TestSpread(t *testing.T) {
	t.Parallel()
	const documents = 320
	c := dynamotest.Client(t)
	p := &byPartition{API: c, tenths: map[string]int64{}}
	s := dynamotest.On(t, p, dynamotest.Table(t, c))
	var cm step.Commit
	cm.RFC = rfc
	head := step.Head{}
	for n := range documents {
		key := fmt.Sprintf("21243001%07d", n*37)
		e, err := step.Chain(head.Hash, head.Seq+1, time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC), step.Record{
			RFC: rfc, SHA: document.HashOf([]byte(key)), Name: key + ".xml", Kind: document.KindPedimento, Key: key, Status: document.Accepted,
		})
		if err != nil {
			t.Fatal(err)
		}
		head = step.Head{Seq: e.Seq, Hash: e.Hash}
		cm.Entries, cm.Facts = append(cm.Entries, e), append(cm.Facts, fact(key, key, []byte(key)))
		cm.Movements = append(cm.Movements, move(n, key, []byte(key)))
		cm.Findings = append(cm.Findings, finding(key, "x"))
	}
	if err := s.Commit(t.Context(), cm); err != nil {
		t.Fatal(err)
	}
	for _, family := range []string{"#facts#", "#findings#", "#materials#"} {
		partitions, busiest, all := p.share(family)
		t.Logf("%s: %d partitions, the busiest took %d of %d tenths of a write unit", family, partitions, busiest, all)
		if partitions != 16 || busiest*6 > all { // 20 of 320 each, give or take
			t.Errorf("%s: %d partitions, the busiest took %d of %d", family, partitions, busiest, all)
		}
	}
	// what a commit brings stands in its item up to 1,500 bytes twice, else in
	// payloads: written and marked, that is 8 units at most
	const most = 8 * 10
	_, journal, _ := p.share("#journal")
	t.Logf("journal: %d tenths of a write unit for %d documents in one commit", journal, documents)
	if journal == 0 || journal > most {
		t.Errorf("the journal took %d tenths of a write unit, at most %d expected", journal, most)
	}

	var groups []string
	for f, err := range s.AllFacts(t.Context(), rfc) {
		if err != nil {
			t.Fatal(err)
		}
		groups = append(groups, f.Group)
	}
	var found []string
	for f, err := range s.GroupFindings(t.Context(), rfc) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, f.Group)
	}
	dirty, err := s.Dirty(t.Context(), rfc)
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]string, 0, len(dirty))
	for _, d := range dirty {
		ids = append(ids, d.ID)
	}
	for what, list := range map[string][]string{"facts": groups, "findings": found, "materials": ids} {
		if len(list) != documents || !slices.IsSorted(list) {
			t.Errorf("%s: %d of %d, in order: %v", what, len(list), documents, slices.IsSorted(list))
		}
	}
}
