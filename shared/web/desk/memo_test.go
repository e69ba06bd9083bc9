package desk

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestTwoAnswersAtOnce: two answers that are worked out at once, of which one is
// kept, do not push each other out while somebody waits for them.
func TestTwoAnswersAtOnce(t *testing.T) {
	t.Parallel()
	m, asked, end := newMemo[string, int](1), make(chan string, 9), make(chan struct{})
	ask := func(k string) error {
		ctx, done := context.WithTimeout(t.Context(), time.Millisecond)
		defer done()
		_, err := m.of(withPatience(t.Context(), patience{over: ctx.Done(), lasts: time.Millisecond}), k, func(context.Context) (int, error) {
			asked <- k
			<-end
			return len(k), nil
		})
		return err
	}
	for range 3 {
		for _, k := range []string{"a", "bb"} {
			if err := ask(k); err == nil {
				t.Fatalf("%s has an answer already", k)
			}
		}
	}
	close(end)
	for _, k := range []string{"a", "bb"} {
		if v, err := m.of(t.Context(), k, func(context.Context) (int, error) { return 0, nil }); err != nil || v != len(k) {
			t.Errorf("%s: %d, %v", k, v, err)
		}
	}
	if len(asked) != 2 {
		t.Errorf("worked out %d times, not once each", len(asked))
	}
	if len(m.slots) > 2 || len(m.order) != len(m.slots) {
		t.Errorf("%d answers in %d places", len(m.slots), len(m.order))
	}
}

// late asks a memo with no patience left, for an answer that comes when the channel
// is closed.
func late(t *testing.T, m *memo[string, int], k string, begun *atomic.Int64, end <-chan struct{}) error {
	t.Helper()
	over := make(chan struct{})
	close(over)
	_, err := m.of(withPatience(t.Context(), patience{over: over}), k, func(context.Context) (int, error) {
		begun.Add(1)
		<-end
		return len(k), nil
	})
	return err
}

// TestNobodyComesBack: of answers beyond those kept, what was told goes when another
// is told or there, and what nobody came for goes in a while.
func TestNobodyComesBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, end := longMemo[string, int](1), make(chan struct{})
		var begun atomic.Int64
		for _, k := range []string{"a", "b", "c"} {
			if err := late(t, m, k, &begun, end); !errors.Is(err, errWorking) {
				t.Errorf("%s: %v", k, err)
			}
		}
		close(end)
		synctest.Wait()
		for _, x := range []struct {
			k    string
			left int
		}{{"b", 3}, {"c", 2}} {
			if err := late(t, m, x.k, &begun, end); err != nil || len(m.slots) != x.left {
				t.Errorf("%s: %v, %d answers left, not %d", x.k, err, len(m.slots), x.left)
			}
		}
		time.Sleep(2 * comesBack)
		synctest.Wait()
		if len(m.slots) != 1 || len(m.order) != 1 || m.order[0] != "c" || begun.Load() != 3 {
			t.Errorf("%v are kept, %d worked out", m.order, begun.Load())
		}
	})
}

// TestManyWait: no more than so many answers that take long wait to be worked out;
// a further question begins none, and is answered when it comes again.
func TestManyWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, end := longMemo[string, int](2), make(chan struct{})
		var begun atomic.Int64
		for i := range maxWaiting + 3 {
			if err := late(t, m, strconv.Itoa(i), &begun, end); !errors.Is(err, errWorking) {
				t.Errorf("%d: %v", i, err)
			}
		}
		synctest.Wait()
		if begun.Load() != maxWaiting {
			t.Errorf("%d are worked out at once", begun.Load())
		}
		close(end)
		synctest.Wait()
		err := late(t, m, "more", &begun, end)
		synctest.Wait()
		if begun.Load() != maxWaiting+1 {
			t.Errorf("asked again: %v, %d worked out", err, begun.Load())
		}
	})
}

// TestSearchTooLong: what is too long for a search leads to none.
func TestSearchTooLong(t *testing.T) {
	t.Parallel()
	if at := (&Ask{}).searchAt(strings.Repeat("x", maxKey+1)); at != "" {
		t.Errorf("it leads to %.40s", at)
	}
}
