package dynamo_test

import (
	"context"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/smithy-go/middleware"

	"example.com/immex/shared/store/dynamo/dynamotest"
)

// injector sits between the SDK's retries and the wire, where the stand-ins
// never fail, and counts the writes that pass it.
type injector struct {
	mu     sync.Mutex
	writes int
	dead   bool

	from, times int   // the writes it acts on: times of them, from the from-th; 0 none
	err         error // what the client sees; nil for death
	landed      bool  // whether the write happens all the same

	blocked chan struct{} // closed when the from-th write waits for release
	release chan struct{}
}

// plan says what to do with one attempt.
func (j *injector) plan(write bool) (before, after error, wait bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.dead {
		return dynamotest.ErrDead, nil, false
	}
	if !write {
		return nil, nil, false
	}
	j.writes++
	if j.from == 0 || j.writes < j.from || j.writes >= j.from+j.times {
		return nil, nil, false
	}
	if j.release != nil {
		return nil, nil, true
	}
	err := j.err
	if err == nil {
		j.dead = true
		err = dynamotest.ErrDead
	}
	if j.landed {
		return nil, err, false
	}
	return err, nil, false
}

func (j *injector) handle(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
	op := middleware.GetOperationName(ctx)
	before, after, wait := j.plan(op == "PutItem" || op == "UpdateItem")
	if before != nil {
		return middleware.FinalizeOutput{}, middleware.Metadata{}, before
	}
	if wait {
		close(j.blocked)
		<-j.release
	}
	out, meta, err := next.HandleFinalize(ctx, in)
	if after != nil {
		return middleware.FinalizeOutput{}, meta, after
	}
	return out, meta, err
}

// client is one process: its requests pass the injector.
func (j *injector) client(t *testing.T) *dynamodb.Client {
	t.Helper()
	return dynamotest.Faulty(t, j.handle)
}
