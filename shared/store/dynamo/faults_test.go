package dynamo_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// reference is what an undisturbed run leaves, and how many writes it made.
func reference(t *testing.T) (state, int) {
	t.Helper()
	j := &injector{}
	c := j.client(t)
	s := dynamotest.On(t, c, dynamotest.Table(t, c))
	if err := tell(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	j.mu.Lock()
	writes := j.writes
	j.mu.Unlock()
	return observe(t, s), writes
}

func wantState(t *testing.T, s *dynamo.Store, want state) {
	t.Helper()
	if d := cmp.Diff(want, observe(t, s)); d != "" {
		t.Errorf("something is lost or doubled (-want +got):\n%.4000s", d)
	}
}

// TestDeath kills the process at every write, before it lands and after, and
// lets another one tell the story again.
func TestDeath(t *testing.T) {
	t.Parallel()
	want, writes := reference(t)
	for at := 1; at <= writes; at++ {
		for _, landed := range []bool{false, true} {
			j := &injector{from: at, times: 1, landed: landed}
			c := j.client(t)
			table := dynamotest.Table(t, dynamotest.Client(t))
			if err := tell(t.Context(), dynamotest.On(t, c, table)); at < writes && err == nil {
				t.Errorf("write %d: the dead process finished its work", at)
			}
			s := dynamotest.On(t, dynamotest.Client(t), table)
			if err := tell(t.Context(), s); err != nil {
				t.Fatalf("write %d, landed %v: %v", at, landed, err)
			}
			wantState(t, s, want)
			if t.Failed() {
				t.Fatalf("write %d of %d, landed %v", at, writes, landed)
			}
		}
	}
	t.Logf("%d deaths", 2*writes)
}

// TestFailures makes a write fail once and so often that the SDK gives up,
// with the write done or not; the caller tries again as a queue would. Each
// kind of failure takes every third write, all of them together every one.
func TestFailures(t *testing.T) {
	t.Parallel()
	want, writes := reference(t)
	kinds := dynamotest.Injected()
	for n, name := range slices.Sorted(maps.Keys(kinds)) {
		err := kinds[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for at := 1 + n%3; at <= writes; at += 3 {
				for _, f := range []struct {
					times  int
					landed bool
				}{{1, at%2 == 0}, {4, at%2 == 1}} {
					j := &injector{from: at, times: f.times, err: err, landed: f.landed}
					c := j.client(t)
					s := dynamotest.On(t, c, dynamotest.Table(t, c))
					for try := 0; ; try++ {
						got := tell(t.Context(), s)
						if got == nil {
							break
						}
						if !fault.Is(got, fault.Transient) || try > 8 {
							t.Fatalf("write %d: attempt %d: %v", at, try, got)
						}
					}
					wantState(t, s, want)
					if t.Failed() {
						t.Fatalf("write %d of %d, %d times, landed %v", at, writes, f.times, f.landed)
					}
				}
			}
		})
	}
}

// TestLostAnswer loses the answer to every write that happened: the writer
// must recognise its own work, and neither fail nor do it twice.
func TestLostAnswer(t *testing.T) {
	t.Parallel()
	_, writes := reference(t)
	for at := 1; at <= writes; at++ {
		j := &injector{from: at, times: 1, err: dynamotest.Injected()["connection lost"], landed: true}
		c := j.client(t)
		s := dynamotest.On(t, c, dynamotest.Table(t, c))
		for n, ch := range story() {
			cm, err := next(t.Context(), s, ch)
			if err == nil {
				err = s.Commit(t.Context(), cm)
			}
			if err != nil {
				t.Fatalf("write %d, chapter %d: %v", at, n, err)
			}
			us, err := books(t.Context(), s)
			if err == nil {
				err = s.SaveBooks(t.Context(), rfc, us)
			}
			if err != nil {
				t.Fatalf("write %d, books of chapter %d: %v", at, n, err)
			}
		}
	}
}

// TestStraggler holds a writer at every write, lets others finish its work and
// go on, and then lets it go.
func TestStraggler(t *testing.T) {
	t.Parallel()
	want, writes := reference(t)
	for at := 1; at <= writes; at++ {
		j := &injector{from: at, times: 1, blocked: make(chan struct{}), release: make(chan struct{})}
		c := j.client(t)
		table := dynamotest.Table(t, dynamotest.Client(t))
		slow := make(chan error, 1)
		go func() { slow <- tell(t.Context(), dynamotest.On(t, c, table)) }()
		<-j.blocked
		s := dynamotest.On(t, dynamotest.Client(t), table)
		if err := tell(t.Context(), s); err != nil {
			t.Fatalf("write %d: the others: %v", at, err)
		}
		close(j.release)
		if err := <-slow; err != nil {
			t.Fatalf("write %d: the straggler: %v", at, err)
		}
		wantState(t, s, want)
		if t.Failed() {
			t.Fatalf("write %d of %d", at, writes)
		}
	}
}

// TestReadOnly: a role that may not write waits, then says so.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	api := dynamotest.Client(t)
	table := dynamotest.Table(t, api)
	const firstOfFanOut = 4 // after the payload, the registry and the head
	j := &injector{from: firstOfFanOut, times: 1}
	if err := tell(t.Context(), dynamotest.On(t, j.client(t), table)); err == nil {
		t.Fatal("the dead process finished its work")
	}
	reader, err := dynamo.New(api, dynamo.Config{Table: table, Grace: time.Millisecond, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Head(t.Context(), rfc); !fault.Is(err, fault.Transient) {
		t.Errorf("an unfinished commit: got %v, want Transient", err)
	}
	if _, err := dynamotest.On(t, api, table).Head(t.Context(), rfc); err != nil {
		t.Fatal(err)
	}
	if h, err := reader.Head(t.Context(), rfc); err != nil || h.Seq != 1 {
		t.Errorf("head %v, %v after another finished it", h, err)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	if _, err := dynamo.New(nil, dynamo.Config{}); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("no table: got %v", err)
	}
	s := dynamotest.On(t, dynamotest.Client(t), "no-such-table")
	if _, err := s.Head(t.Context(), rfc); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("a table that is not there: got %v", err)
	}
	for _, bad := range []string{"", "A#journal", "A B", fmt.Sprintf("%0300d", 1)} {
		if _, err := s.Head(t.Context(), bad); !fault.Is(err, fault.Misconfigured) {
			t.Errorf("programme %.20q: got %v, want Misconfigured", bad, err)
		}
		if err := s.Commit(t.Context(), step.Commit{RFC: rfc, Findings: []step.GroupFindings{{Group: bad}}}); !fault.Is(err, fault.Misconfigured) {
			t.Errorf("group %.20q: got %v, want Misconfigured", bad, err)
		}
	}
}
