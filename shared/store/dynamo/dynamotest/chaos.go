package dynamotest

import (
	"context"
	"errors"
	"io"
	"maps"
	"math/rand/v2"
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
)

// Injected are the failures of a request that neither stand-in produces.
func Injected() map[string]error {
	return map[string]error{
		"throttling":           &types.ProvisionedThroughputExceededException{Message: aws.String("slow down")},
		"server error":         &types.InternalServerError{Message: aws.String("500")},
		"transaction conflict": &types.TransactionCanceledException{CancellationReasons: []types.CancellationReason{{Code: aws.String("TransactionConflict")}}},
		"item in transaction":  &types.TransactionConflictException{Message: aws.String("in flight")},
		"connection lost":      &smithyhttp.RequestSendError{Err: io.ErrUnexpectedEOF},
	}
}

// ErrDead is what a process sees that was killed: nothing it asks is tried.
var ErrDead = errors.New("the process is dead")

// Middleware sits between the SDK's retries and the wire, where the stand-ins
// never fail.
type Middleware func(context.Context, middleware.FinalizeInput, middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error)

// Faulty is a client whose requests pass m, with the retries of the SDK but
// their waiting. ErrDead is not tried again.
func Faulty(t *testing.T, m Middleware) *dynamodb.Client {
	t.Helper()
	return Client(t, func(o *dynamodb.Options) {
		o.Retryer = retry.NewStandard(func(r *retry.StandardOptions) {
			r.MaxBackoff, r.RateLimiter = time.Millisecond, ratelimit.None
			r.Retryables = append([]retry.IsErrorRetryable{retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
				if errors.Is(err, ErrDead) {
					return aws.FalseTernary
				}
				return aws.UnknownTernary
			})}, r.Retryables...)
		})
		o.APIOptions = append(o.APIOptions, func(s *middleware.Stack) error {
			return s.Finalize.Insert(middleware.FinalizeMiddlewareFunc("inject", m), "Retry", middleware.After)
		})
	})
}

// Chaos makes some requests fail: before they are sent, or after they were
// done, when only the answer is lost. Now and then it kills the process that
// asks. Happened counts what it did, by name.
type Chaos struct {
	// OneIn is how many requests there are to a failure; DeathOneIn how many
	// writes to a death.
	OneIn, DeathOneIn int

	mu       sync.Mutex
	random   *rand.Rand
	happened map[string]int
}

// NewChaos draws from a seed.
func NewChaos(seed uint64, oneIn, deathOneIn int) *Chaos {
	return &Chaos{OneIn: oneIn, DeathOneIn: deathOneIn, random: rand.New(rand.NewPCG(seed, 1)), happened: map[string]int{}} //nolint:gosec // a test repeats by its seed
}

// Happened says what was done so far.
func (c *Chaos) Happened() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.happened)
}

// kinds are the names of what it does to a request, in a fixed order.
func kinds() []string {
	return []string{"throttling", "server error", "transaction conflict", "item in transaction", "connection lost"}
}

// Names are all that may happen.
func Names() []string {
	var out []string
	for _, k := range kinds() {
		out = append(out, k, k+", done")
	}
	return append(out, "death", "death, done")
}

// mishap is what becomes of one request; nothing when err is nil.
type mishap struct {
	err    error
	landed bool // the request was carried out all the same
}

// draw decides about one request. A read is never carried out and lost, which
// nobody could tell from a refused one, and kills nobody.
func (c *Chaos) draw(write bool) mishap {
	c.mu.Lock()
	defer c.mu.Unlock()
	var name string
	var m mishap
	switch {
	case write && c.random.IntN(c.DeathOneIn) == 0:
		name, m.err = "death", ErrDead
	case c.random.IntN(c.OneIn) == 0:
		name = kinds()[c.random.IntN(len(kinds()))]
		m.err = Injected()[name]
	default:
		return m
	}
	if m.landed = write && c.random.IntN(2) == 0; m.landed {
		name += ", done"
	}
	c.happened[name]++
	return m
}

// Process is one process under the chaos: a client that dies for good.
type Process struct {
	Client *dynamodb.Client

	mu   sync.Mutex
	dead bool
}

// Start starts a process.
func (c *Chaos) Start(t *testing.T) *Process {
	t.Helper()
	p := &Process{}
	p.Client = Faulty(t, func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
		if p.Dead() {
			return middleware.FinalizeOutput{}, middleware.Metadata{}, ErrDead
		}
		op := middleware.GetOperationName(ctx)
		m := c.draw(op == "PutItem" || op == "UpdateItem")
		if m.err == nil {
			return next.HandleFinalize(ctx, in)
		}
		if errors.Is(m.err, ErrDead) {
			defer p.kill()
		}
		if m.landed {
			if _, meta, err := next.HandleFinalize(ctx, in); err != nil {
				return middleware.FinalizeOutput{}, meta, err //nolint:wrapcheck // as the stand-in says it
			}
		}
		return middleware.FinalizeOutput{}, middleware.Metadata{}, m.err
	})
	return p
}

// Dead reports whether the process was killed.
func (p *Process) Dead() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dead
}

func (p *Process) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dead = true
}
