package dynamo_test

import (
	"context"
	"fmt"
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

// meter adds up the capacity a store consumes, in tenths of a unit.
type meter struct {
	dynamo.API
	mu               sync.Mutex
	writes, reads    int64
	putCalls, gotten int
	heaviest         int // bytes of the largest item put
}

func tenths(c *types.ConsumedCapacity) int64 {
	if c == nil || c.CapacityUnits == nil {
		return 0
	}
	return int64(*c.CapacityUnits * 10)
}

func (m *meter) add(write bool, c *types.ConsumedCapacity) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if write {
		m.writes += tenths(c)
		m.putCalls++
		return
	}
	m.reads += tenths(c)
	m.gotten++
}

func (m *meter) PutItem(ctx context.Context, in *dynamodb.PutItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.API.PutItem(ctx, in, opts...)
	if err == nil {
		m.add(true, out.ConsumedCapacity)
		m.mu.Lock()
		m.heaviest = max(m.heaviest, weight(in.Item))
		m.mu.Unlock()
	}
	return out, err
}

func (m *meter) UpdateItem(ctx context.Context, in *dynamodb.UpdateItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.API.UpdateItem(ctx, in, opts...)
	if err == nil {
		m.add(true, out.ConsumedCapacity)
	}
	return out, err
}

func (m *meter) GetItem(ctx context.Context, in *dynamodb.GetItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.API.GetItem(ctx, in, opts...)
	if err == nil {
		m.add(false, out.ConsumedCapacity)
	}
	return out, err
}

func (m *meter) Query(ctx context.Context, in *dynamodb.QueryInput, opts ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.API.Query(ctx, in, opts...)
	if err == nil {
		m.add(false, out.ConsumedCapacity)
	}
	return out, err
}

// TestCost holds a commit to the units the decision record promises: a fixed
// part, and a number per thing it brings.
func TestCost(t *testing.T) {
	t.Parallel()
	c := dynamotest.Client(t)
	m := &meter{API: c}
	s := dynamotest.On(t, m, dynamotest.Table(t, c))
	commit := func(after step.Head, documents int) (step.Head, int64) {
		var cm step.Commit
		cm.RFC, cm.After = rfc, after
		head := after
		for n := range documents {
			key := fmt.Sprintf("21243001%07d", head.Seq)
			e, err := step.Chain(head.Hash, head.Seq+1, time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC), step.Record{
				RFC: rfc, SHA: document.HashOf([]byte(key)), Name: key + ".xml", Kind: document.KindPedimento, Key: key, Status: document.Accepted,
			})
			if err != nil {
				t.Fatal(err)
			}
			head = step.Head{Seq: e.Seq, Hash: e.Hash}
			cm.Entries = append(cm.Entries, e)
			cm.Facts = append(cm.Facts, fact(key, key, []byte(key)))
			cm.Movements = append(cm.Movements, move(n%10, key, []byte(key)))
		}
		before := m.writes
		if err := s.Commit(t.Context(), cm); err != nil {
			t.Fatal(err)
		}
		return head, (m.writes - before) / 10
	}
	head, _ := commit(step.Head{}, 1) // registers the programme
	head, one := commit(head, 1)
	_, hundred := commit(head, 100)
	t.Logf("write units of a commit with 1 document of one movement: %d; with 100: %d", one, hundred)
	// per document: its hash, its key, fact, suffix and movement; then the
	// material and its log, the head twice, and what the payload weighs
	for _, c := range []struct{ got, documents, most int64 }{{one, 1, 12}, {hundred, 100, 5*100 + 10 + 40}} {
		if c.got == 0 || c.got > c.most {
			t.Errorf("%d documents cost %d write units, at most %d expected", c.documents, c.got, c.most)
		}
	}
	before := m.reads
	if _, err := s.Head(t.Context(), rfc); err != nil {
		t.Fatal(err)
	}
	t.Logf("read units of Head: %d tenths", m.reads-before)
}
