package dynamo_test

import (
	"context"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/store/dynamo"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// TestTurn: who never lost and finds nobody takes no turn; who lost takes it,
// and everybody else waits for it, until it is given back or its holder is taken
// for dead.
func TestTurn(t *testing.T) {
	t.Parallel()
	c := dynamotest.Client(t)
	table := dynamotest.Table(t, c)
	s := dynamotest.On(t, c, table)
	ask := func(lost int) func() {
		t.Helper()
		done, err := s.Turns(time.Now)(t.Context(), rfc, lost)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	if ask(0) != nil {
		t.Error("a turn was taken that nobody needs")
	}
	give := ask(1)
	if give == nil {
		t.Fatal("no turn for a loser")
	}
	for lost := range 2 {
		short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		if done, err := s.Turns(time.Now)(short, rfc, lost); done != nil || !fault.Is(err, fault.Transient) {
			t.Errorf("two have the turn: %v", err)
		}
		cancel()
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if done, err := s.Turns(time.Now)(ended, rfc, 1); done != nil || !fault.Is(err, fault.Transient) {
		t.Errorf("who no longer waits goes on without a turn: %v", err)
	}
	behind := func() time.Time { return time.Now().Add(-time.Hour) } // to whom the holder's clock is ahead
	if done, err := s.Turns(behind)(t.Context(), "AHE210101AB1", 1); done == nil || err != nil {
		t.Fatalf("%v", err)
	}
	if other, err := s.Turns(time.Now)(t.Context(), "OTR210101AB1", 1); other == nil || err != nil {
		t.Errorf("the turn of another programme: %v", err)
	}
	next := make(chan func())
	go func() {
		done, _ := s.Turns(time.Now)(t.Context(), rfc, 0)
		next <- done
	}()
	give()
	give() // twice, late: it is another's now or nobody's
	held := <-next
	if held != nil { // it had to wait
		give()
		short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if _, err := s.Turns(time.Now)(short, rfc, 0); err == nil {
			t.Error("a turn was given back by who no longer had it")
		}
		held()
	}
	if _, err := c.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: &table, Item: map[string]types.AttributeValue{
		"PK": &types.AttributeValueMemberS{Value: rfc + "#turn"}, "SK": &types.AttributeValueMemberS{Value: "-"},
		"by": &types.AttributeValueMemberS{Value: "dead"}, "until": &types.AttributeValueMemberN{Value: "1700000000000"},
	}}); err != nil {
		t.Fatal(err)
	}
	if ask(1) == nil {
		t.Error("a dead holder keeps the turn")
	}
}

// TestTurnIsAdvice: without the table a commit goes on, and it alone says what
// is wrong.
func TestTurnIsAdvice(t *testing.T) {
	t.Parallel()
	c := dynamotest.Client(t)
	s, err := dynamo.New(c, dynamo.Config{Table: "nothing-of-that-name"})
	if err != nil {
		t.Fatal(err)
	}
	if done, err := s.Turns(time.Now)(t.Context(), rfc, 1); done != nil || err != nil {
		t.Errorf("%v", err)
	}
}
