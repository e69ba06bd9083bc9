package lambdaio

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	stdlog "log"
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"

	"example.com/immex/shared/fault"
)

// Handler answers one invocation; its error is any fault.
type Handler func(ctx context.Context, payload json.RawMessage) (any, error)

// Build makes a function's handler once, when the process starts.
type Build func(ctx context.Context, s Settings, log *slog.Logger) (Handler, error)

// Start runs one function until the platform stops it. When settings or Build
// fail, every invocation answers with that fault: an exit would only show as
// Runtime.ExitError and hide which setting is missing.
func Start(function string, build Build) {
	stdlog.SetOutput(io.Discard) // the runtime library prints each error there, and its text may be personal data
	if n := HeapLimit(os.Getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")); n > 0 {
		debug.SetMemoryLimit(n)
	}
	s, err := ReadSettings(function, os.LookupEnv)
	log := NewLogger(os.Stdout, function, s.LogLevel)
	var h Handler
	if err == nil {
		h, err = build(context.Background(), s, log)
	}
	if err != nil {
		failed := err
		h = func(context.Context, json.RawMessage) (any, error) { return nil, failed }
	}
	lambda.Start(Wrap(h, log))
}

// Wrap puts the door around a handler: its error leaves typed and unwrapped,
// and is logged by class only.
func Wrap(h Handler, log *slog.Logger) func(context.Context, json.RawMessage) (any, error) {
	return func(ctx context.Context, payload json.RawMessage) (any, error) {
		defer func() {
			if p := recover(); p != nil { // the runtime ends the process; what it says of it is kept out of the log
				log.LogAttrs(ctx, slog.LevelError, "invocation panicked")
				panic(p)
			}
		}()
		out, err := h(ctx, payload)
		if err == nil {
			return out, nil
		}
		attrs := []slog.Attr{slog.String("class", fault.Of(err).String())}
		if lc, ok := lambdacontext.FromContext(ctx); ok {
			attrs = append(attrs, slog.String("request_id", lc.AwsRequestID))
		}
		log.LogAttrs(ctx, slog.LevelError, "invocation failed", attrs...)
		return nil, Door(err)
	}
}

// Step makes a handler of a step of the compile workflow. The payload is our
// own contract, so an unknown field is refused as Corrupt.
func Step[I, O any](do func(context.Context, I) (O, error)) Handler {
	return decoded(true, do)
}

// Event makes a handler of an event AWS defines, which may gain fields.
func Event[I, O any](do func(context.Context, I) (O, error)) Handler {
	return decoded(false, do)
}

func decoded[I, O any](strict bool, do func(context.Context, I) (O, error)) Handler {
	return func(ctx context.Context, payload json.RawMessage) (any, error) {
		var in I
		d := json.NewDecoder(bytes.NewReader(payload))
		if strict {
			d.DisallowUnknownFields()
		}
		if err := d.Decode(&in); err != nil {
			return nil, fault.New(fault.Corrupt, "decode the payload", err)
		}
		if _, err := d.Token(); !errors.Is(err, io.EOF) {
			return nil, fault.Newf(fault.Corrupt, "decode the payload", "more than one JSON value")
		}
		return do(ctx, in)
	}
}
