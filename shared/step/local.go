package step

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/programme"
)

// Local runs the deployed compile workflow on one machine.
type Local struct {
	Definition []byte // infra/statemachine/compile.asl.json
	Steps      *Compile
	Sleep      func(context.Context, time.Duration) error
	Workers    int
	// Told hears how far each step is, from several at once; it may be nil.
	Told func(Stage)
}

// Stage is how far one step of a compile is. A step that works in parts is done
// when all of them are.
type Stage struct {
	Step     string `json:"step"`
	Done, Of int
}

// Stages are the steps of a compile in their order; review only where a person
// approves.
func Stages() []string {
	return []string{"plan", "reconcile", "crosscheck", "review", "render", "seal", "deliver"}
}

// placeholders name the steps in the definition, as template.yaml does.
func placeholders() map[string]string {
	return map[string]string{
		"PlanFunctionArn": "plan", "ReconcileFunctionArn": "reconcile", "CrosscheckFunctionArn": "crosscheck",
		"ReviewFunctionArn": "review", "RenderFunctionArn": "render", "SealFunctionArn": "seal", "DeliverFunctionArn": "deliver",
	}
}

// Result is what a compile made.
type Result struct {
	Package   string        `json:"package"`
	SHA256    document.Hash `json:"sha256"`
	Signature document.Hash `json:"signature"` // hash of the sidecar, "" for none
	Delivered string        `json:"delivered"`
	// Waiting is there in place of a package that a person has to approve.
	Waiting *Waiting `json:"waiting,omitempty"`
}

// Waiting is a package that waits for approval.
type Waiting struct {
	Period    string               `json:"period"`
	Cut       document.Hash        `json:"cut"`
	Until     time.Time            `json:"until"`
	Reviewers []programme.Reviewer `json:"reviewers"`
}

// ReturnedError says why a person returned a package instead of approving it.
// The same inputs stay returned.
type ReturnedError struct{ Reason string }

// Error gives the reason.
func (e *ReturnedError) Error() string { return "a reviewer returned it: " + e.Reason }

// Run compiles one period of one programme, or leaves it waiting for approval.
func (l *Local) Run(ctx context.Context, rfc, period string, execution flow.Execution) (Result, error) {
	m, err := l.machine()
	if err != nil {
		return Result{}, err
	}
	in, err := json.Marshal(PlanIn{RFC: rfc, Period: period})
	if err != nil {
		return Result{}, fmt.Errorf("compile %s %s: %w", rfc, period, err)
	}
	inv := &invoker{steps: l.Steps, told: l.Told}
	out, err := m.Run(ctx, in, l.env(inv, rfc, execution))
	return l.ended(ctx, inv, rfc, period, out, err)
}

// Answer gives a person's answer to what waits of a period and goes on with the
// run: it ends with the package, or as returned.
func (l *Local) Answer(ctx context.Context, in ReviewIn, execution flow.Execution) (Result, ReviewOut, error) {
	out, err := l.Steps.Answer(ctx, in)
	if err != nil {
		return Result{}, out, err
	}
	if out.State == ReviewReturned {
		return Result{}, out, nil // the next start of the same inputs says so
	}
	parked, err := l.parked(ctx, in.RFC, out.Asked)
	if err != nil {
		return Result{}, out, err
	}
	m, err := l.machine()
	if err != nil {
		return Result{}, out, err
	}
	value, err := json.Marshal(map[string]document.Hash{"approval": out.Approval})
	if err != nil {
		return Result{}, out, fmt.Errorf("approve %s %s: %w", in.RFC, in.Period, err)
	}
	inv := &invoker{steps: l.Steps, told: l.Told}
	raw, err := m.Resume(ctx, parked, value, nil, l.env(inv, in.RFC, execution))
	r, err := l.ended(ctx, inv, in.RFC, in.Period, raw, err)
	return r, out, err
}

func (l *Local) machine() (*flow.Machine, error) {
	def, err := flow.Substitute(l.Definition, placeholders())
	if err != nil {
		return nil, fault.New(fault.Misconfigured, "load compile workflow", err)
	}
	m, err := flow.Load(def)
	if err != nil {
		return nil, fault.New(fault.Misconfigured, "load compile workflow", err)
	}
	return m, nil
}

func (l *Local) env(inv *invoker, rfc string, execution flow.Execution) flow.Env {
	return flow.Env{
		Tasks: inv, Tokens: inv, Objects: &workObjects{l.Steps.Blobs, rfc}, Sleep: l.Sleep, Parallelism: l.Workers, Execution: execution,
	}
}

// ended is what a run came to. One that waits is kept, so that another process
// goes on with it.
func (l *Local) ended(ctx context.Context, inv *invoker, rfc, period string, out json.RawMessage, err error) (Result, error) {
	if parked, ok := errors.AsType[*flow.ParkedError](err); ok {
		return l.park(ctx, inv.review.Asked, rfc, parked)
	}
	if err != nil {
		if inv.review.State == ReviewReturned {
			return Result{}, &ReturnedError{Reason: inv.review.Reason}
		}
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

// park keeps a run that stands still: its state on the work shelf, and where it
// lies in the journal.
func (l *Local) park(ctx context.Context, asked *Review, rfc string, p *flow.ParkedError) (Result, error) {
	ref, err := l.Steps.put(ctx, rfc, p)
	if err != nil {
		return Result{}, err
	}
	w := &Waiting{Period: asked.Period, Cut: asked.Cut, Until: asked.Until, Reviewers: asked.Reviewers}
	_, err = l.Steps.settle(ctx, rfc, asked.Period, func(all []Review) (*Review, ReviewOut, error) {
		if slices.ContainsFunc(all, func(x Review) bool { return x.State == ReviewParked && x.Parked == ref }) {
			return nil, ReviewOut{}, nil
		}
		return &Review{State: ReviewParked, Period: asked.Period, Cut: asked.Cut, CrossCheck: asked.CrossCheck, At: asked.At, Parked: ref}, ReviewOut{}, nil
	})
	return Result{Waiting: w}, err
}

// parked finds the run that waits for the answer to a request.
func (l *Local) parked(ctx context.Context, rfc string, asked *Review) (*flow.ParkedError, error) {
	all, err := Reviews(ctx, l.Steps.Books, rfc)
	if err != nil {
		return nil, err
	}
	for i := range slices.Backward(all) {
		if x := &all[i]; x.State == ReviewParked && x.Cut == asked.Cut && x.CrossCheck == asked.CrossCheck {
			var p flow.ParkedError
			return &p, l.Steps.get(ctx, rfc, x.Parked, &p)
		}
	}
	return nil, fault.Newf(fault.Misconfigured, "approve "+asked.Period, "the run that waited was not kept; compile it again")
}

// Token implements flow.Tokens: the request itself is what an answer is to.
func (*invoker) Token(state string) string { return state }

// Answer implements flow.Tokens.
func (i *invoker) Answer(context.Context, string) (json.RawMessage, *flow.Error, bool) {
	switch i.review.State {
	case ReviewApproved:
		value, err := json.Marshal(map[string]document.Hash{"approval": i.review.Approval})
		return value, nil, err == nil
	case ReviewReturned:
		return nil, &flow.Error{Name: "Returned", Cause: i.review.Reason}, true
	case ReviewAsked, ReviewParked, ReviewExpired:
	}
	return nil, nil, false
}

// invoker calls a step by the name the definition has for it.
type invoker struct {
	steps  *Compile
	last   error
	review ReviewOut // of the step that asks
	told   func(Stage)

	mu    sync.Mutex
	parts int // of reconcile
	done  int // of them
}

// tell says how far a step is.
func (i *invoker) tell(resource string, finished bool) {
	if i.told == nil {
		return
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	s := Stage{Step: resource, Of: 1}
	if resource == "reconcile" {
		s.Done, s.Of = i.done, i.parts
	}
	if finished {
		s.Done++
	}
	if resource == "reconcile" {
		i.done = s.Done
	}
	i.told(s)
}

// Invoke implements flow.Invoker.
func (i *invoker) Invoke(ctx context.Context, resource string, payload json.RawMessage) (json.RawMessage, error) {
	s := i.steps
	var out json.RawMessage
	var err error
	i.tell(resource, false)
	switch resource {
	case "plan":
		out, err = call(ctx, payload, func(ctx context.Context, in PlanIn) (PlanOut, error) {
			o, err := s.Plan(ctx, in)
			i.parts = o.Count
			return o, err
		})
	case "reconcile":
		out, err = call(ctx, payload, s.Reconcile)
	case "crosscheck":
		out, err = call(ctx, payload, s.CrossCheck)
	case "review":
		out, err = call(ctx, payload, func(ctx context.Context, in ReviewIn) (ReviewOut, error) {
			var err error
			i.review, err = s.Ask(ctx, in)
			return i.review, err
		})
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
	i.tell(resource, resource != "review" || i.review.State == ReviewApproved)
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
