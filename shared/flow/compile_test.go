package flow_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/flow"
)

// steps answer the contract of infra/decisions/0003-compile-workflow.md and
// keep what they were given.
type steps struct {
	mu     sync.Mutex
	seen   map[string][]map[string]any
	broken string // this step fails
	with   named
	times  int // so often, then it works
}

func (s *steps) Invoke(_ context.Context, resource string, payload json.RawMessage) (json.RawMessage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var in map[string]any
	if err := json.Unmarshal(payload, &in); err != nil {
		return nil, err
	}
	s.seen[resource] = append(s.seen[resource], in)
	if resource == s.broken && len(s.seen[resource]) <= s.times {
		return nil, s.with
	}
	answers := map[string]string{
		"plan":       `{"rfc":"IMM010101AA1","period":"2021-03","cut":"c1","ranges":{"bucket":"work","key":"ranges"},"count":2,"review":{"required":true,"seconds":60,"approval":""}}`,
		"reconcile":  `{"ref":"r1"}`,
		"crosscheck": `{"ref":"x1"}`,
		"review":     `{"state":"aprobada","approval":"a1"}`,
		"render":     `{"ref":"p1"}`,
		"seal":       `{"package":"IMM010101AA1-2021-03.zip","sha256":"s1","signature":""}`,
		"deliver":    `{"delivered":true}`,
	}
	answer, ok := answers[resource]
	if !ok {
		return nil, fmt.Errorf("no step %s", resource)
	}
	return json.RawMessage(answer), nil
}

func (*steps) Token(string) string { return "token" }

func (*steps) Answer(context.Context, string) (json.RawMessage, *flow.Error, bool) {
	return json.RawMessage(`{"approval":"a1"}`), nil, true
}

func (*steps) Open(_ context.Context, bucket, key string) (io.ReadCloser, error) {
	if bucket != "work" || key != "ranges" {
		return nil, errors.New("no such object")
	}
	return io.NopCloser(strings.NewReader(`[{"from":"A","to":"B"},{"from":"C","to":"D"}]`)), nil
}

func compileMachine(t *testing.T) *flow.Machine {
	t.Helper()
	def, err := os.ReadFile("../../infra/statemachine/compile.asl.json")
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for _, name := range flow.Placeholders(def) {
		values[name] = strings.ToLower(strings.TrimSuffix(name, "FunctionArn"))
	}
	if def, err = flow.Substitute(def, values); err != nil {
		t.Fatal(err)
	}
	return load(t, string(def))
}

func compileRun(t *testing.T, s *steps) (json.RawMessage, error) {
	t.Helper()
	e := env()
	e.Tasks, e.Objects, e.Tokens = s, s, s
	input, err := os.ReadFile("../../events/plan.json")
	if err != nil {
		t.Fatal(err)
	}
	return compileMachine(t).Run(t.Context(), input, e)
}

// TestCompileWorkflow runs the deployed definition: every step gets exactly the
// fields of its events file.
func TestCompileWorkflow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &steps{seen: map[string][]map[string]any{}}
		out, err := compileRun(t, s)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(out), `"deliver":{"delivered":true}`) || !strings.Contains(string(out), `"reconciled":[{"ref":"r1"},{"ref":"r1"}]`) {
			t.Errorf("output %s", out)
		}
		for _, step := range []string{"plan", "reconcile", "crosscheck", "review", "render", "seal", "deliver"} {
			raw, err := os.ReadFile("../../events/" + step + ".json")
			var want map[string]any
			if err = errors.Join(err, json.Unmarshal(raw, &want)); err != nil {
				t.Fatal(err)
			}
			if len(s.seen[step]) == 0 {
				t.Errorf("%s was not called", step)
				continue
			}
			if diff := cmp.Diff(shape(want), shape(s.seen[step][0])); diff != "" {
				t.Errorf("fields of %s (-events +workflow):\n%s", step, diff)
			}
		}
	})
}

// shape keeps the names and drops the values.
func shape(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, inner := range v {
			out[name] = shape(inner)
		}
		return out
	case []any:
		if len(v) > 0 {
			return []any{shape(v[0])}
		}
	}
	return nil
}

func TestCompileFailures(t *testing.T) {
	for _, c := range []struct {
		broken string
		with   named
		times  int
		want   string // "" means it heals
		calls  int
	}{
		{"plan", "Conflict", 3, "", 4},
		{"render", "Lambda.TooManyRequestsException", 5, "", 6},
		{"render", "Transient", 99, "Transient", 6},
		{"seal", "Corrupt", 99, "Corrupt", 1},
		{"reconcile", "Misconfigured", 99, flow.ErrTolerance, 0},
	} {
		t.Run(c.broken+" "+string(c.with), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &steps{seen: map[string][]map[string]any{}, broken: c.broken, with: c.with, times: c.times}
				_, err := compileRun(t, s)
				name := ""
				if failed, ok := errors.AsType[*flow.Error](err); ok && failed.Name == "CompileFailed" {
					name, _, _ = strings.Cut(failed.Cause, ":")
				}
				if name != c.want || (err == nil) != (c.want == "") {
					t.Errorf("error %v, want %q", err, c.want)
				}
				if got := len(s.seen[c.broken]); c.calls > 0 && got != c.calls {
					t.Errorf("%d calls, want %d", got, c.calls)
				}
			})
		})
	}
}

// TestPatience: books that wait for matching are waited for as long as a release
// takes, some hours, as is a mail that does not go out; not for ever.
func TestPatience(t *testing.T) {
	for _, c := range []struct {
		broken      string
		with        named
		least, most time.Duration
	}{
		{"plan", "Conflict", 5 * time.Hour, 7 * time.Hour},
		{"plan", "Transient", time.Second, 5 * time.Minute},
		{"deliver", "Transient", 5 * time.Hour, 8 * time.Hour},
		{"deliver", "Misconfigured", 0, time.Minute},
	} {
		t.Run(c.broken+" "+string(c.with), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &steps{seen: map[string][]map[string]any{}, broken: c.broken, with: c.with, times: 999}
				from := time.Now()
				_, err := compileRun(t, s)
				if failed, ok := errors.AsType[*flow.Error](err); !ok || failed.Name != "CompileFailed" {
					t.Errorf("%v", err)
				}
				if took := time.Since(from); took < c.least || took > c.most {
					t.Errorf("given up after %s", took)
				}
			})
		})
	}
}
