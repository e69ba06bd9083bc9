package flow_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/flow"
)

// aslCase is one machine with what must come of it. Error may list alternatives
// with |; Refused is the place at which Load must refuse it.
type aslCase struct {
	Name       string          `json:"name"`
	Definition json.RawMessage `json:"definition"`
	Input      json.RawMessage `json:"input"`
	Output     json.RawMessage `json:"output"`
	Error      string          `json:"error"`
	Cause      string          `json:"cause"`
	Subset     bool            `json:"subset"`
	Refused    string          `json:"refused"`
}

// named is a task failure with a name, as the Lambda door makes them.
type named string

func (n named) Error() string     { return "made to fail: " + string(n) }
func (n named) ErrorName() string { return string(n) }

// fakes are the functions the cases call.
type fakes struct {
	mu     sync.Mutex
	calls  map[string]int
	tokens int
	given  map[string]json.RawMessage // by token
}

func (f *fakes) Token(state string) string {
	f.tokens++
	return fmt.Sprintf("%s-%d", state, f.tokens)
}

func (f *fakes) Answer(_ context.Context, token string) (json.RawMessage, *flow.Error, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	v, ok := f.given[token]
	if string(v) == "null" {
		return nil, &flow.Error{Name: "Returned", Cause: "made to"}, true
	}
	return v, nil, ok
}

func (f *fakes) Invoke(ctx context.Context, resource string, payload json.RawMessage) (json.RawMessage, error) {
	var in struct {
		A, B, N, V, Failures int
		Key, Token           string
	}
	_ = json.Unmarshal(payload, &in) // a payload that is no object leaves zeros
	switch name := resource[strings.LastIndex(resource, ":")+1:]; name {
	case "add":
		return json.RawMessage(fmt.Sprintf(`{"sum":%d}`, in.A+in.B)), nil
	case "echo":
		return payload, nil
	case "callback", "refuse":
		f.mu.Lock()
		defer f.mu.Unlock()
		f.given[in.Token] = json.RawMessage(fmt.Sprintf(`{"approved":true,"v":%d}`, in.V))
		if name == "refuse" {
			f.given[in.Token] = json.RawMessage("null")
		}
		return json.RawMessage(`"not the answer"`), nil
	case "boom":
		return nil, named("ParseError")
	case "boomIfOdd":
		if in.N%2 == 1 {
			return nil, named("ParseError")
		}
		return payload, nil
	case "flaky":
		f.mu.Lock()
		defer f.mu.Unlock()
		f.calls[in.Key]++
		if f.calls[in.Key] <= in.Failures {
			return nil, named("TransientError")
		}
		return json.RawMessage(fmt.Sprintf(`{"ok":true,"attempts":%d}`, f.calls[in.Key])), nil
	case "slow":
		return json.RawMessage(`{}`), sleep(ctx, time.Minute)
	case "big":
		return json.RawMessage(`"` + strings.Repeat("x", flow.MaxPayload) + `"`), nil
	case "nameless":
		return nil, errors.New("no name")
	default:
		return nil, fmt.Errorf("no fake %s", name)
	}
}

func (f *fakes) Open(_ context.Context, bucket, key string) (io.ReadCloser, error) {
	if key != "items.json" {
		return nil, fmt.Errorf("no object %s in %s", key, bucket)
	}
	return io.NopCloser(strings.NewReader(`[{"id":1},{"id":2},{"id":3}]`)), nil
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func env() flow.Env {
	f := &fakes{calls: map[string]int{}, given: map[string]json.RawMessage{}}
	return flow.Env{
		Tasks: f, Objects: f, Tokens: f, Sleep: sleep, Parallelism: 2,
		Execution: flow.Execution{ID: "id-1", Name: "run-1", StartTime: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)},
	}
}

// TestOwnCases runs the machines of testdata/asl, all invented here.
func TestOwnCases(t *testing.T) {
	files, err := filepath.Glob("testdata/asl/*.json")
	if err != nil || len(files) < 12 {
		t.Fatalf("only %d cases: %v", len(files), err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var c aslCase
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			m, err := flow.Load(c.Definition)
			if c.Refused != "" {
				refusal, ok := errors.AsType[*flow.RefusalError](err)
				if !ok || refusal.Where != c.Refused {
					t.Fatalf("refused with %v, want a refusal at %s", err, c.Refused)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			synctest.Test(t, func(t *testing.T) { check(t, m, c) })
		})
	}
}

// TestPublishedCases runs a file of machines whose semantics were measured on
// Step Functions: each gives the expected outcome or is refused at load.
func TestPublishedCases(t *testing.T) {
	file := os.Getenv("IMMEX_ASL_CASES")
	if file == "" {
		t.Skip("IMMEX_ASL_CASES not set: no file of measured state machines to compare with")
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []aslCase
	if err := json.Unmarshal(raw, &cases); err != nil {
		t.Fatal(err)
	}
	var passed, refused int
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			m, err := flow.Load(c.Definition)
			if err != nil {
				refused++
				t.Logf("refused: %v", err)
				return
			}
			synctest.Test(t, func(t *testing.T) { check(t, m, c) })
			if !t.Failed() {
				passed++
			}
		})
	}
	t.Logf("%d cases: %d as expected, %d refused at load", len(cases), passed, refused)
	if passed+refused != len(cases) {
		t.Errorf("%d cases neither pass nor are refused", len(cases)-passed-refused)
	}
}

func check(t *testing.T, m *flow.Machine, c aslCase) {
	t.Helper()
	got, err := m.Run(t.Context(), c.Input, env())
	if c.Error != "" {
		failed, ok := errors.AsType[*flow.Error](err)
		want := strings.Split(strings.Replace(c.Error, "TIMED_OUT", flow.ErrTimeout, 1), "|")
		if !ok || !slices.Contains(want, failed.Name) || (c.Cause != "" && failed.Cause != c.Cause) {
			t.Errorf("error %v, want %s %q", err, c.Error, c.Cause)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(c.Output, []byte("null")) || len(c.Output) == 0 {
		return
	}
	var have, want any
	if err := errors.Join(json.Unmarshal(got, &have), json.Unmarshal(c.Output, &want)); err != nil {
		t.Fatal(err)
	}
	if w, ok := want.(map[string]any); ok && c.Subset {
		for key := range have.(map[string]any) {
			if _, listed := w[key]; !listed {
				delete(have.(map[string]any), key)
			}
		}
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("output (-want +got):\n%s", diff)
	}
}
