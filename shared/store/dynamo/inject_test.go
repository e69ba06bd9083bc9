package dynamo_test

import (
	"context"
	"errors"
	"io"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

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

var errDead = errors.New("the process is dead")

// plan says what to do with one attempt.
func (j *injector) plan(write bool) (before, after error, wait bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.dead {
		return errDead, nil, false
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
		err = errDead
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
	return dynamotest.Client(t, func(o *dynamodb.Options) {
		o.Retryer = retry.NewStandard(func(r *retry.StandardOptions) {
			r.MaxBackoff, r.RateLimiter = time.Millisecond, ratelimit.None
			r.Retryables = append([]retry.IsErrorRetryable{retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
				if errors.Is(err, errDead) {
					return aws.FalseTernary
				}
				return aws.UnknownTernary
			})}, r.Retryables...)
		})
		o.APIOptions = append(o.APIOptions, func(s *middleware.Stack) error {
			return s.Finalize.Insert(middleware.FinalizeMiddlewareFunc("inject", j.handle), "Retry", middleware.After)
		})
	})
}

// injected are the failures neither stand-in produces.
func injected() map[string]error {
	return map[string]error{
		"throttling":           &types.ProvisionedThroughputExceededException{Message: aws.String("slow down")},
		"server error":         &types.InternalServerError{Message: aws.String("500")},
		"transaction conflict": &types.TransactionCanceledException{CancellationReasons: []types.CancellationReason{{Code: aws.String("TransactionConflict")}}},
		"item in transaction":  &types.TransactionConflictException{Message: aws.String("in flight")},
		"connection lost":      &smithyhttp.RequestSendError{Err: io.ErrUnexpectedEOF},
	}
}
