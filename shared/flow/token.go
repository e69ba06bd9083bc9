package flow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// waitResource is lambda:invoke that ends when somebody hands its token back.
const waitResource = invokeResource + ".waitForTaskToken"

// Tokens are what a state that waits for an answer needs of the world; nil when
// no state waits.
type Tokens interface {
	// Token names one wait of a state. It must not repeat.
	Token(state string) string
	// Answer is what was handed back for a token: a value, or an *Error. given is
	// false while nobody has.
	Answer(ctx context.Context, token string) (value json.RawMessage, failed *Error, given bool)
}

// ParkedError is how Run ends, as an error, when a state waits for an answer that
// nobody has given: everything that Resume needs, to be kept as JSON.
type ParkedError struct {
	State string          `json:"state"`
	Token string          `json:"token"`
	Data  json.RawMessage `json:"data"`  // the raw input of the state
	Input json.RawMessage `json:"input"` // of the execution
	// Seconds is how long the state may wait, 0 for ever.
	Seconds int64 `json:"seconds"`
}

// Error says what it waits in.
func (p *ParkedError) Error() string { return "flow: state " + p.State + " waits for an answer" }

// asParked is the wait among the causes of an error.
func asParked(err error) *ParkedError {
	p, _ := errors.AsType[*ParkedError](err)
	return p
}

// wait asks by calling the function, and takes the answer or parks.
func (t task) wait(ctx context.Context, f *frame, in any) (outcome, error) {
	if _, err := t.ask(ctx, f, in); err != nil {
		return outcome{}, err
	}
	value, failed, given := f.env.Tokens.Answer(ctx, f.token)
	switch {
	case !given:
		limit := t.timeout
		if f.limit != 0 {
			limit = f.limit
		}
		return outcome{}, &ParkedError{State: f.current, Token: f.token, Seconds: int64(limit / time.Second)}
	case failed != nil:
		return outcome{}, failed //nolint:wrapcheck // it is the state's own error
	}
	v, err := answered(value)
	return outcome{value: v}, err
}

// answered reads what was handed back.
func answered(value json.RawMessage) (any, error) {
	if len(value) > MaxPayload {
		return nil, failf(ErrDataLimit, "%d bytes handed back, the limit is %d", len(value), MaxPayload)
	}
	return decode(value)
}

// Resume goes on with a run that parked: with the value handed back, or as
// failed when failed is not nil. A run may park again.
func (m *Machine) Resume(ctx context.Context, p *ParkedError, value json.RawMessage, failed *Error, env Env) (json.RawMessage, error) {
	f, err := newFrame(p.Input, &env)
	if err != nil {
		return nil, err
	}
	st, ok := m.graph.states[p.State]
	t, waits := task{}, false
	if ok {
		t, waits = st.action.(task)
	}
	if !waits || !t.waits {
		return nil, failf(ErrRuntime, "no state %q of this definition waits for an answer", p.State)
	}
	raw, err := decode(p.Data)
	if err != nil {
		return nil, err
	}
	f.current = p.State
	got, err := st.resumed(f, raw, value, failed)
	if err != nil {
		own := *asError(err)
		own.State = p.State
		return nil, &own
	}
	out, err := f.from(ctx, m.graph, got.next, got.value)
	if err != nil {
		return nil, p.again(err)
	}
	return encode(out)
}

// again completes another wait of the same execution.
func (p *ParkedError) again(err error) error {
	if next := asParked(err); next != nil {
		next.Input = p.Input
		return next
	}
	return err
}

// resumed is what a state makes of the answer to its wait.
func (st *state) resumed(f *frame, raw any, value json.RawMessage, failed *Error) (outcome, error) {
	if failed != nil {
		for _, r := range st.retry {
			if matches(r.equals, failed.Name) {
				return outcome{}, failf(ErrRuntime, "a wait that failed with %s would be tried again, which is not supported", failed.Name)
			}
		}
		return st.caught(f, raw, failed)
	}
	v, err := answered(value)
	if err != nil {
		return outcome{}, err
	}
	return st.finish(f, raw, outcome{value: v})
}

// limited evaluates TimeoutSecondsPath on the state's input.
func (st *state) limited(f *frame, in any) (time.Duration, error) {
	if st.limit == nil {
		return 0, nil
	}
	v, err := st.limit.eval(f.scope(in))
	if err != nil {
		return 0, failf(ErrRuntime, "TimeoutSecondsPath: %v", err)
	}
	number, _ := v.(json.Number)
	n, err := number.Int64()
	if err != nil || n < 1 || n > MaxSeconds {
		return 0, failf(ErrRuntime, "TimeoutSecondsPath gives %s, not 1 to %d seconds", fmt.Sprint(v), MaxSeconds)
	}
	return time.Duration(n) * time.Second, nil
}
