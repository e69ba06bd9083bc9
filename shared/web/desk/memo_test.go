package desk

import (
	"context"
	"testing"
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
