package cloud_test

import (
	"slices"
	"testing"
	"time"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// TestMarksCrossed: what is remembered beside the books of a programme is of that
// programme alone: packages asked for, and what was sent. One RFC begins as the
// other does.
func TestMarksCrossed(t *testing.T) {
	api := dynamotest.Client(t)
	m := cloud.NewMarks(api, dynamotest.Table(t, api))
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	rfcs := []string{"AAA010101AA1", "AAA010101AA", "BBB010101BB2"}
	for i, rfc := range rfcs {
		for _, other := range rfcs[i:] { // none of these asked yet
			if got, err := m.Asked(t.Context(), other); err != nil || len(got) > 0 {
				t.Errorf("%s sees what %v asked for: %v %v", other, rfcs[:i], got, err)
			}
		}
		period := "2026-0" + string(rune('1'+i))
		if err := m.Ask(t.Context(), rfc, period, at); err != nil {
			t.Fatal(err)
		}
		sends := 0
		for range 2 { // the same name and content: once for each programme
			if err := m.Deliver(t.Context(), rfc, "2026-01.zip", "hash", func() error { sends++; return nil }); err != nil {
				t.Fatal(err)
			}
		}
		if sends != 1 {
			t.Errorf("%s: sent %d times", rfc, sends)
		}
		for j, other := range rfcs[:i+1] {
			if got, err := m.Asked(t.Context(), other); err != nil || !slices.Equal(got, []string{"2026-0" + string(rune('1'+j))}) {
				t.Errorf("%s asked for %v after %s asked: %v", other, got, rfc, err)
			}
		}
	}
	// other content under a name is refused to who delivered it, and to nobody else
	if err := m.Deliver(t.Context(), rfcs[0], "2026-01.zip", "other", func() error { return nil }); err == nil {
		t.Error("a sealed package was changed")
	}
	if err := m.Deliver(t.Context(), "CCC010101CC3", "2026-01.zip", "other", func() error { return nil }); err != nil {
		t.Errorf("another programme's package is in the way: %v", err)
	}
}
