package step

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/flow"
)

// Local runs the deployed compile workflow on one machine.
type Local struct {
	Definition []byte // infra/statemachine/compile.asl.json
	Steps      *Compile
	Sleep      func(context.Context, time.Duration) error
	Workers    int
}

// placeholders name the steps in the definition, as template.yaml does.
func placeholders() map[string]string {
	return map[string]string{
		"PlanFunctionArn": "plan", "ReconcileFunctionArn": "reconcile", "CrosscheckFunctionArn": "crosscheck",
		"RenderFunctionArn": "render", "SealFunctionArn": "seal", "DeliverFunctionArn": "deliver",
	}
}

// Result is what a compile made.
type Result struct {
	Package   string        `json:"package"`
	SHA256    document.Hash `json:"sha256"`
	Signature document.Hash `json:"signature"` // hash of the sidecar, "" for none
	Delivered string        `json:"delivered"`
}

// Run compiles one period of one programme.
func (l *Local) Run(ctx context.Context, rfc, period string, execution flow.Execution) (Result, error) {
	def, err := flow.Substitute(l.Definition, placeholders())
	if err != nil {
		return Result{}, fault.New(fault.Misconfigured, "load compile workflow", err)
	}
	m, err := flow.Load(def)
	if err != nil {
		return Result{}, fault.New(fault.Misconfigured, "load compile workflow", err)
	}
	in, err := json.Marshal(PlanIn{RFC: rfc, Period: period})
	if err != nil {
		return Result{}, fmt.Errorf("compile %s %s: %w", rfc, period, err)
	}
	inv := &invoker{steps: l.Steps}
	out, err := m.Run(ctx, in, flow.Env{
		Tasks: inv, Objects: &workObjects{l.Steps.Blobs, rfc}, Sleep: l.Sleep, Parallelism: l.Workers, Execution: execution,
	})
	if err != nil {
		if inv.last != nil { // the step's own words say more than the state machine's
			return Result{}, fmt.Errorf("compile %s %s: %w", rfc, period, inv.last)
		}
		return Result{}, fmt.Errorf("compile %s %s: %w", rfc, period, err)
	}
	var end struct {
		Seal    SealOut    `json:"seal"`
		Deliver DeliverOut `json:"deliver"`
	}
	if err := json.Unmarshal(out, &end); err != nil {
		return Result{}, fmt.Errorf("compile %s %s: answer: %w", rfc, period, err)
	}
	return Result{Package: end.Seal.Package, SHA256: end.Seal.SHA256, Signature: end.Seal.Signature, Delivered: end.Deliver.Delivered}, nil
}

// invoker calls a step by the name the definition has for it.
type invoker struct {
	steps *Compile
	last  error
}

// Invoke implements flow.Invoker.
func (i *invoker) Invoke(ctx context.Context, resource string, payload json.RawMessage) (json.RawMessage, error) {
	s := i.steps
	var out json.RawMessage
	var err error
	switch resource {
	case "plan":
		out, err = call(ctx, payload, s.Plan)
	case "reconcile":
		out, err = call(ctx, payload, s.Reconcile)
	case "crosscheck":
		out, err = call(ctx, payload, s.CrossCheck)
	case "render":
		out, err = call(ctx, payload, s.Render)
	case "seal":
		out, err = call(ctx, payload, s.Seal)
	case "deliver":
		out, err = call(ctx, payload, s.Deliver)
	default:
		err = fault.Newf(fault.Misconfigured, "compile", "the workflow names step %q, which does not exist", resource)
	}
	if err != nil {
		i.last = err
		return nil, named{err}
	}
	return out, nil
}

// named gives an error the name the workflow's Retry and Catch match.
type named struct{ error }

// ErrorName is the fault class, the same name the Lambda door uses.
func (n named) ErrorName() string { return fault.Of(n.error).String() }

// call decodes a payload strictly, as the Lambda door does, and encodes the answer.
func call[I, O any](ctx context.Context, payload json.RawMessage, do func(context.Context, I) (O, error)) (json.RawMessage, error) {
	var in I
	dec := json.NewDecoder(bytes.NewReader(payload))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		return nil, fault.New(fault.Corrupt, "payload", err)
	}
	out, err := do(ctx, in)
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("answer: %w", err)
	}
	return b, nil
}

// workObjects opens what the workflow's ItemReader names: blobs of the work
// shelf, whose key ends in their hash.
type workObjects struct {
	blobs Blobs
	rfc   string
}

// Open implements flow.Objects.
func (w *workObjects) Open(ctx context.Context, _, key string) (io.ReadCloser, error) {
	const hash = 64
	if len(key) < hash {
		return nil, fault.Newf(fault.Misconfigured, "open "+key, "the key does not end in a hash")
	}
	b, err := w.blobs.Get(ctx, w.rfc, ShelfWork, document.Hash(key[len(key)-hash:]))
	if err != nil {
		return nil, named{err}
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}
