package step_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/step"
)

// allBooks is step.Books under a name that leaves its method Books to crowded.
type allBooks interface{ step.Books }

// crowded is a store with so many materials.
type crowded struct {
	allBooks
	n int
}

func (c crowded) Books(context.Context, string) iter.Seq2[step.BookRecord, error] {
	return func(yield func(step.BookRecord, error) bool) {
		for i := range c.n {
			if !yield(step.BookRecord{ID: fmt.Sprintf("%026d", i)}, nil) {
				return
			}
		}
	}
}

// sized runs the real plan, invents the answers of the other steps at their
// full length, and keeps the largest payload.
type sized struct {
	mu      sync.Mutex
	c       *step.Compile
	largest map[string]int
	seen    map[string]bool // materials by range
}

func (s *sized) Invoke(ctx context.Context, resource string, payload json.RawMessage) (json.RawMessage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.largest[resource] = max(s.largest[resource], len(payload))
	ref := document.HashOf(payload)
	switch resource {
	case "plan":
		out, err := s.c.Plan(ctx, step.PlanIn{RFC: rfc, Period: "2021-03"})
		if err != nil {
			return nil, err
		}
		return json.Marshal(out)
	case "reconcile":
		var in step.ReconcileIn
		if err := json.Unmarshal(payload, &in); err != nil || in.Range.From > in.Range.To || s.seen[in.Range.From] {
			return nil, fault.Newf(fault.Corrupt, "test", "range %+v, %v", in.Range, err)
		}
		s.seen[in.Range.From] = true
		return json.Marshal(step.RefOut{Ref: ref})
	case "seal":
		return json.Marshal(step.SealOut{Package: rfc + "-2021-03.zip", SHA256: ref, Signature: ref})
	case "deliver":
		return json.Marshal(step.DeliverOut{Delivered: strings.Repeat("x", 200)})
	}
	return json.Marshal(step.RefOut{Ref: ref})
}

func (s *sized) Open(ctx context.Context, _, key string) (io.ReadCloser, error) {
	b, err := s.c.Blobs.Get(ctx, rfc, step.ShelfWork, document.Hash(key[len(key)-64:]))
	return io.NopCloser(bytes.NewReader(b)), err
}

// TestPayloadsOfALargePlant: with 100,000 materials, and with far more, no state
// of the workflow carries more than a state may.
func TestPayloadsOfALargePlant(t *testing.T) {
	t.Parallel()
	def, err := flow.Substitute(statemachine.Compile, map[string]string{
		"PlanFunctionArn": "plan", "ReconcileFunctionArn": "reconcile", "CrosscheckFunctionArn": "crosscheck", "ReviewFunctionArn": "review",
		"RenderFunctionArn": "render", "SealFunctionArn": "seal", "DeliverFunctionArn": "deliver",
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := flow.Load(def)
	if err != nil {
		t.Fatal(err)
	}
	for _, materials := range []int{100_000, 1_000_000} {
		w := newWorld(t)
		s := &sized{largest: map[string]int{}, seen: map[string]bool{}, c: &step.Compile{Books: crowded{w.books, materials}, Blobs: w.blobs, Locator: w.blobs, Now: noon}}
		out, err := m.Run(w.ctx, json.RawMessage(`{"rfc":"`+rfc+`","period":"2021-03","decision":null}`), flow.Env{
			Tasks: s, Objects: s, Parallelism: 2, Sleep: func(context.Context, time.Duration) error { return nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(s.seen); n == 0 || n > 1_000 {
			t.Errorf("%d materials in %d ranges", materials, n)
		}
		for name, n := range s.largest {
			if n > flow.MaxPayload/2 { // half of what may be: room for what else a state carries
				t.Errorf("%d materials: %s is given %d bytes", materials, name, n)
			}
		}
		if len(out) > flow.MaxPayload/2 || s.largest["crosscheck"] < len(s.seen)*64 {
			t.Errorf("%d materials: the last state carries %d bytes, crosscheck is given %d", materials, len(out), s.largest["crosscheck"])
		}
		t.Logf("%d materials: %d ranges, crosscheck is given %d bytes", materials, len(s.seen), s.largest["crosscheck"])
	}
}
