package flow

import (
	"context"
	"fmt"
)

// run takes one state from its raw input to its output, with retries.
func (st *state) run(ctx context.Context, f *frame, raw any) (outcome, error) {
	attempts := make([]int, len(st.retry))
	for {
		got, err := st.once(ctx, f, raw)
		if err == nil || ctx.Err() != nil || asParked(err) != nil {
			return got, err
		}
		failed := asError(err)
		again, err := st.again(ctx, f, attempts, failed)
		if err != nil {
			return outcome{}, err
		}
		if !again {
			return st.caught(f, raw, failed)
		}
	}
}

// again waits and reports true when the first matching Retry has attempts left.
func (st *state) again(ctx context.Context, f *frame, attempts []int, failed *Error) (bool, error) {
	for i, r := range st.retry {
		if !matches(r.equals, failed.Name) {
			continue
		}
		if attempts[i] >= r.attempts {
			return false, nil
		}
		if err := f.move(); err != nil {
			return false, err
		}
		wait := r.delay(attempts[i])
		attempts[i]++
		if err := f.env.Sleep(ctx, wait); err != nil {
			return false, fmt.Errorf("flow: waiting to retry %s: %w", st.name, err)
		}
		return true, nil
	}
	return false, nil
}

// caught goes to the first matching Catch with {Error, Cause}.
func (st *state) caught(f *frame, raw any, failed *Error) (outcome, error) {
	for _, c := range st.catch {
		if !matches(c.equals, failed.Name) {
			continue
		}
		report := map[string]any{"Error": failed.Name, "Cause": failed.Cause}
		out, err := place(raw, c.result, c.drop, report)
		if err != nil {
			return outcome{}, err
		}
		return f.checked(outcome{value: out, next: c.next})
	}
	return outcome{}, failed
}

// once is the pipeline InputPath, Parameters, action, ResultSelector,
// ResultPath, OutputPath.
func (st *state) once(ctx context.Context, f *frame, raw any) (outcome, error) {
	in, err := f.narrow("InputPath", st.input, raw)
	if err != nil {
		return outcome{}, err
	}
	if f.limit, err = st.limited(f, in); err != nil {
		return outcome{}, err
	}
	f.token = ""
	if t, ok := st.action.(task); ok && t.waits {
		if f.env.Tokens == nil {
			return outcome{}, failf(ErrRuntime, "the state waits for an answer and nobody keeps tokens")
		}
		f.token = f.env.Tokens.Token(st.name)
	}
	if st.params != nil {
		if in, err = st.params.eval(f.scope(in)); err != nil {
			return outcome{}, err
		}
	}
	got, err := st.action.do(ctx, f, in)
	if err != nil {
		return outcome{}, err
	}
	return st.finish(f, raw, got)
}

// finish is the pipeline after the action.
func (st *state) finish(f *frame, raw any, got outcome) (_ outcome, err error) {
	if st.pick != nil {
		if got.value, err = st.pick.eval(f.scope(got.value)); err != nil {
			return outcome{}, err
		}
	}
	if got.value, err = place(raw, st.result, st.drop, got.value); err != nil {
		return outcome{}, err
	}
	if got.value, err = f.narrow("OutputPath", st.output, got.value); err != nil {
		return outcome{}, err
	}
	if got.next == "" {
		got.next = st.next
	}
	return f.checked(got)
}

// place puts a result into the state's raw input as ResultPath says.
func place(raw any, names []string, drop bool, result any) (any, error) {
	if drop {
		return raw, nil
	}
	return insert(raw, names, result)
}

func (f *frame) narrow(field string, p *path, v any) (any, error) {
	if p == nil {
		return map[string]any{}, nil
	}
	out, err := p.eval(f.scope(v))
	if err != nil {
		return nil, failf(ErrRuntime, "%s %s leads nowhere", field, p.text)
	}
	return out, nil
}

// checked refuses an output above MaxPayload.
func (*frame) checked(got outcome) (outcome, error) {
	if _, err := encode(got.value); err != nil {
		return outcome{}, err
	}
	return got, nil
}
