package flow_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/flow"
)

func load(t *testing.T, def string) *flow.Machine {
	t.Helper()
	m, err := flow.Load([]byte(def))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// counter notes the highest number of calls at once.
type counter struct{ now, peak atomic.Int64 }

func (c *counter) Invoke(context.Context, string, json.RawMessage) (json.RawMessage, error) {
	n := c.now.Add(1)
	defer c.now.Add(-1)
	for peak := c.peak.Load(); n > peak && !c.peak.CompareAndSwap(peak, n); peak = c.peak.Load() {
	}
	time.Sleep(time.Second)
	return json.RawMessage(`1`), nil
}

func TestParallelismIsGlobal(t *testing.T) {
	m := load(t, `{"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$","End":true,"ItemProcessor":
		{"StartAt":"N","States":{"N":{"Type":"Map","ItemsPath":"$","End":true,"ItemProcessor":
		{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:000000000000:function:x","End":true}}}}}}}}}`)
	synctest.Test(t, func(t *testing.T) {
		c, e := &counter{}, env()
		e.Tasks, e.Parallelism = c, 3
		start := time.Now()
		out, err := m.Run(t.Context(), json.RawMessage(`[[1,2,3],[4,5,6],[7,8,9]]`), e)
		if err != nil || string(out) != `[[1,1,1],[1,1,1],[1,1,1]]` {
			t.Fatalf("%s %v", out, err)
		}
		if got := c.peak.Load(); got != 3 || time.Since(start) != 3*time.Second {
			t.Errorf("%d tasks at once during %s, want 3 during 3s", got, time.Since(start))
		}
	})
}

func TestRetryWaits(t *testing.T) {
	m := load(t, `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:000000000000:function:boom","End":true,
		"Retry":[{"ErrorEquals":["States.ALL"],"IntervalSeconds":2,"BackoffRate":3,"MaxDelaySeconds":10,"MaxAttempts":4}]}}}`)
	var waits []time.Duration
	e := env()
	e.Sleep = func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil }
	_, err := m.Run(t.Context(), json.RawMessage(`{}`), e)
	failed, ok := errors.AsType[*flow.Error](err)
	if !ok || failed.Name != "ParseError" || failed.State != "A" {
		t.Errorf("error %v", err)
	}
	want := []time.Duration{2 * time.Second, 6 * time.Second, 10 * time.Second, 10 * time.Second}
	if diff := cmp.Diff(want, waits); diff != "" {
		t.Error(diff)
	}
}

func TestStoppedByCaller(t *testing.T) {
	m := load(t, `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:000000000000:function:slow","End":true,
		"Retry":[{"ErrorEquals":["States.ALL"]}],"Catch":[{"ErrorEquals":["States.ALL"],"Next":"B"}]},"B":{"Type":"Succeed"}}}`)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := m.Run(ctx, json.RawMessage(`{}`), env()); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v, want the caller's deadline", err)
		}
	})
}

func TestRunRefusesBadInput(t *testing.T) {
	m := load(t, `{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}`)
	for _, in := range []string{"", "{", "1 2", `"` + strings.Repeat("x", flow.MaxPayload) + `"`} {
		if _, err := m.Run(t.Context(), json.RawMessage(in), env()); err == nil {
			t.Errorf("input of %d bytes accepted", len(in))
		}
	}
	if _, err := m.Run(t.Context(), json.RawMessage(`{}`), flow.Env{}); err == nil {
		t.Error("an empty Env is accepted")
	}
}

func TestSubstitute(t *testing.T) {
	def := []byte(`{"a":"${PlanFunctionArn}","b":["${X}","${X}"]}`)
	if diff := cmp.Diff([]string{"PlanFunctionArn", "X"}, flow.Placeholders(def)); diff != "" {
		t.Error(diff)
	}
	got, err := flow.Substitute(def, map[string]string{"PlanFunctionArn": `pl"an`, "X": "x"})
	if err != nil || string(got) != `{"a":"pl\"an","b":["x","x"]}` {
		t.Errorf("%s %v", got, err)
	}
	for _, values := range []map[string]string{{"X": "x"}, {"X": "x", "PlanFunctionArn": "p", "Y": "y"}} {
		if _, err := flow.Substitute(def, values); err == nil {
			t.Errorf("%v accepted", values)
		}
	}
}

func TestHostileDefinitions(t *testing.T) {
	deep := strings.Repeat(`{"And":[`, 5000) + `{}` + strings.Repeat(`]}`, 5000)
	for name, def := range map[string]string{
		"empty": "", "null": "null", "array": "[]", "two values": `{} {}`, "bytes": "\xff\xfe{",
		"twice": `{"StartAt":"A","StartAt":"B","States":{"A":{"Type":"Succeed"}}}`,
		"huge":  strings.Repeat(" ", flow.MaxDefinition+1),
		"deep":  `{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[` + deep + `]}}}`,
		"template": `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Parameters":` +
			strings.Repeat(`{"x":`, 900) + `1` + strings.Repeat(`}`, 900) + `}}}`,
		"calls": `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Parameters":{"x.$":"` +
			strings.Repeat("States.Array(", 5000) + strings.Repeat(")", 5000) + `"}}}}`,
	} {
		if _, err := flow.Load([]byte(def)); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
}

// FuzzLoad: whatever the bytes, Load answers, and what it accepts runs to an
// end without a panic.
func FuzzLoad(f *testing.F) {
	files, err := filepath.Glob("testdata/asl/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var c aslCase
		if err := json.Unmarshal(raw, &c); err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(c.Definition), []byte(c.Input))
	}
	f.Fuzz(func(t *testing.T, def, input []byte) {
		m, err := flow.Load(def)
		if err != nil {
			return
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		e := env()
		e.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
		out, err := m.Run(ctx, input, e)
		if err == nil && !json.Valid(out) {
			t.Errorf("output is not JSON: %s", out)
		}
	})
}
