package flow

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync/atomic"
	"time"
)

// Env is the world of one execution.
type Env struct {
	Tasks   Invoker
	Objects Objects // may be nil when no Map has an ItemReader
	// Sleep waits for d or until ctx ends; Wait states and retries use it.
	Sleep func(ctx context.Context, d time.Duration) error
	// Parallelism is how many tasks may run at once, whatever MaxConcurrency
	// allows; below 1 it is 1.
	Parallelism int
	Execution   Execution
	Tokens      Tokens // may be nil when no state waits for an answer
}

// Invoker runs one task. Resource is the function's name or ARN as the
// definition gives it. An error that carries ErrorName() string is matched by
// that name, any other is States.TaskFailed. It must stop when ctx ends, since
// Run waits for it, and it is called from several goroutines.
type Invoker interface {
	Invoke(ctx context.Context, resource string, payload json.RawMessage) (json.RawMessage, error)
}

// Objects opens what an ItemReader names.
type Objects interface {
	Open(ctx context.Context, bucket, key string) (io.ReadCloser, error)
}

// Execution is what the context object ($$) says about the run.
type Execution struct {
	ID        string
	Name      string
	StartTime time.Time
}

// frame is one execution: of the machine, or of one DISTRIBUTED item.
type frame struct {
	env     Env
	slots   chan struct{} // one per task in flight, shared by all frames
	moves   *atomic.Int64
	info    map[string]any // $$.Execution
	item    map[string]any // $$.Map.Item, nil outside a Map
	current string         // $$.State.Name
	token   string         // $$.Task.Token, "" outside a state that waits for an answer
	limit   time.Duration  // of the state, as TimeoutSecondsPath gives it
}

// outcome is what an action made, and where it goes when not to the state's
// own Next.
type outcome struct {
	value any
	next  string
}

// action is what a state's type does with its effective input.
type action interface {
	do(ctx context.Context, f *frame, in any) (outcome, error)
}

// Run executes the machine on input and gives its output. A failed execution
// is an *Error, one that waits for an answer a *ParkedError; when ctx ends first the
// error is the context's. Only the caller decides about repeating a run:
// nothing is remembered between two.
func (m *Machine) Run(ctx context.Context, input json.RawMessage, env Env) (json.RawMessage, error) {
	f, err := newFrame(input, &env)
	if err != nil {
		return nil, err
	}
	out, err := f.within(ctx, m.timeout, func(ctx context.Context) (any, error) {
		return f.graph(ctx, m.graph, f.info["Input"])
	})
	if err != nil {
		return nil, (&ParkedError{Input: input}).again(err)
	}
	return encode(out)
}

// newFrame is one execution that begins, or goes on.
func newFrame(input json.RawMessage, env *Env) (*frame, error) {
	if env.Tasks == nil || env.Sleep == nil {
		return nil, errors.New("flow: Env needs Tasks and Sleep")
	}
	if len(input) > MaxPayload {
		return nil, failf(ErrDataLimit, "%d bytes of input, the limit is %d", len(input), MaxPayload)
	}
	in, err := decode(input)
	if err != nil {
		return nil, err
	}
	return &frame{
		env:   *env,
		slots: make(chan struct{}, max(1, env.Parallelism)),
		moves: new(atomic.Int64),
		info: map[string]any{
			"Id": env.Execution.ID, "Name": env.Execution.Name, "Input": in,
			"StartTime": env.Execution.StartTime.UTC().Format(time.RFC3339),
		},
	}, nil
}

// within runs work under a time limit and waits for it to end: a task that went
// on in the dark could write beside its own retry.
func (*frame) within(ctx context.Context, limit time.Duration, work func(context.Context) (any, error)) (any, error) {
	if limit == 0 {
		return work(ctx)
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	v, err := work(limited)
	if limited.Err() != nil && ctx.Err() == nil {
		return nil, failf(ErrTimeout, "not finished after %s", limit)
	}
	return v, err
}

// graph goes from state to state until one ends.
func (f *frame) graph(ctx context.Context, g graph, data any) (any, error) {
	return f.from(ctx, g, g.start, data)
}

// from goes on at a state.
func (f *frame) from(ctx context.Context, g graph, name string, data any) (any, error) {
	local := *f // the current state's name is this walk's own
	for name != "" {
		if err := stopped(ctx); err != nil {
			return nil, err
		}
		if err := f.move(); err != nil {
			return nil, err
		}
		st := g.states[name]
		local.current = name
		got, err := st.run(ctx, &local, data)
		if err != nil {
			if ended := stopped(ctx); ended != nil {
				return nil, ended
			}
			if p := asParked(err); p != nil {
				p.Data, err = encode(data)
				return nil, first(err, p)
			}
			failed := *asError(err)
			if failed.State == "" {
				failed.State = name
			}
			return nil, &failed
		}
		data, name = got.value, got.next
	}
	return data, nil
}

// first is the first of two that is an error.
func first(err error, p *ParkedError) error {
	if err != nil {
		return err
	}
	return p
}

// move counts one state entry or retry against the cap.
func (f *frame) move() error {
	if f.moves.Add(1) > MaxTransitions {
		return failf(ErrTransitionsCap, "more than %d transitions in one execution", MaxTransitions)
	}
	return nil
}

// scope is what expressions see: data and the context object.
func (f *frame) scope(data any) scope {
	object := map[string]any{"Execution": f.info, "State": map[string]any{"Name": f.current}}
	if f.token != "" {
		object["Task"] = map[string]any{"Token": f.token}
	}
	if f.item != nil {
		object["Map"] = map[string]any{"Item": f.item}
	}
	return scope{data: data, context: object}
}
