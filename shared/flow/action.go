package flow

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// echo is Succeed, and a Pass without Result: the input is the result.
type echo struct{}

func (echo) do(_ context.Context, _ *frame, in any) (outcome, error) { return outcome{value: in}, nil }

// fixed is a Pass with a Result.
type fixed struct{ value any }

func (p fixed) do(context.Context, *frame, any) (outcome, error) {
	return outcome{value: p.value}, nil
}

func loadPass(o *object) action {
	if !o.has("Result") {
		return echo{}
	}
	return fixed{o.value("Result")}
}

type wait struct{ d time.Duration }

func (w wait) do(ctx context.Context, f *frame, in any) (outcome, error) {
	if err := f.env.Sleep(ctx, w.d); err != nil {
		return outcome{}, fmt.Errorf("flow: waiting: %w", err)
	}
	return outcome{value: in}, nil
}

// stop is Fail.
type stop struct{ name, cause expr }

func loadFail(o *object, s site) stop {
	either := func(field string) expr {
		static, dynamic := o.has(field), o.has(field+"Path")
		if static && dynamic {
			o.fail(field, "stands twice, with and without Path")
		}
		if dynamic {
			e, err := parseExpr(o.text(field+"Path"), s)
			if err != nil {
				o.fail(field+"Path", "%v", err)
			}
			return e
		}
		return literal{o.text(field)}
	}
	return stop{name: either("Error"), cause: either("Cause")}
}

func (st stop) do(_ context.Context, f *frame, in any) (outcome, error) {
	words := make([]string, 0, 2)
	for _, e := range []expr{st.name, st.cause} {
		v, err := e.eval(f.scope(in))
		if err != nil {
			return outcome{}, failf(ErrRuntime, "%v", err)
		}
		text, ok := v.(string)
		if !ok {
			return outcome{}, failf(ErrRuntime, "Error and Cause of a Fail state must be text")
		}
		words = append(words, text)
	}
	if strings.HasPrefix(words[0], "States.") {
		return outcome{}, failf(ErrRuntime, "a Fail state may not raise %s: names in States. are reserved", words[0])
	}
	return outcome{}, &Error{Name: words[0], Cause: words[1]}
}

// invokeResource is the optimised integration: the payload is wrapped.
const invokeResource = "arn:aws:states:::lambda:invoke"

// task calls a function: wrapped by the optimised integration, where the state
// sees {"Payload","StatusCode","ExecutedVersion"}, or by its plain ARN.
type task struct {
	resource string
	wrapped  bool
	waits    bool // for an answer to its token
	payload  expr // of a wrapped call, evaluated as part of Parameters
	timeout  time.Duration
}

func loadTask(o *object, st *state, s site) action {
	if o.has("TimeoutSecondsPath") {
		if o.has("TimeoutSeconds") {
			o.fail("TimeoutSeconds", "stands twice, with and without Path")
		}
		st.limit = o.path("TimeoutSecondsPath", s)
	}
	t := task{resource: o.text("Resource"), timeout: seconds(o.whole("TimeoutSeconds", 0, 1, MaxSeconds))}
	t.waits = t.resource == waitResource
	if t.resource != invokeResource && !t.waits {
		plain := regexp.MustCompile(`^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]+)?$`)
		if !plain.MatchString(t.resource) {
			o.fail("Resource", "%q is not supported, only %s or a Lambda function's ARN", t.resource, invokeResource)
		}
		return t
	}
	t.wrapped = true
	params, _ := st.params.(objectTemplate)
	for _, f := range params {
		switch f.name {
		case "FunctionName":
			name, _ := f.expr.(literal)
			t.resource, _ = name.value.(string)
		case "Payload":
			t.payload = f.expr
		default:
			o.fail("Parameters."+f.name, "unsupported field")
		}
	}
	if t.resource == invokeResource || t.resource == waitResource || t.resource == "" {
		o.fail("Parameters.FunctionName", "expected a function's name or ARN as text")
	}
	if t.payload == nil {
		o.fail("Parameters.Payload", "missing")
	}
	return t
}

func (t task) do(ctx context.Context, f *frame, in any) (outcome, error) {
	if t.waits {
		return t.wait(ctx, f, in)
	}
	v, err := t.ask(ctx, f, in)
	if err != nil {
		return outcome{}, err
	}
	if t.wrapped {
		v = map[string]any{"ExecutedVersion": "$LATEST", "Payload": v, "StatusCode": json.Number("200")}
	}
	return outcome{value: v}, nil
}

// ask calls the function.
func (t task) ask(ctx context.Context, f *frame, in any) (any, error) {
	if t.wrapped {
		call, _ := in.(map[string]any)
		in = call["Payload"]
	}
	payload, err := encode(in)
	if err != nil {
		return nil, err
	}
	limit := t.timeout
	if f.limit != 0 {
		limit = f.limit
	}
	return f.within(ctx, limit, func(ctx context.Context) (any, error) {
		raw, err := f.invoke(ctx, t.resource, payload)
		if err != nil {
			return nil, err
		}
		if len(raw) > MaxPayload {
			return nil, failf(ErrDataLimit, "%d bytes answered by %s, the limit is %d", len(raw), t.resource, MaxPayload)
		}
		return decode(raw)
	})
}

// invoke waits for a free slot and calls the function.
func (f *frame) invoke(ctx context.Context, resource string, payload json.RawMessage) (json.RawMessage, error) {
	select {
	case f.slots <- struct{}{}:
		defer func() { <-f.slots }()
	case <-ctx.Done():
		return nil, fmt.Errorf("flow: waiting for a free task slot: %w", ctx.Err())
	}
	out, err := f.env.Tasks.Invoke(ctx, resource, payload)
	if err != nil {
		return nil, fmt.Errorf("flow: task %s: %w", resource, err)
	}
	return out, nil
}
