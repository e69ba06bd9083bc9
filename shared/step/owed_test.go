package step_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/step"
)

// TestOwed: what a machine owes after it was off, and what late documents
// supplement, by the local day.
func TestOwed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, _ := month()
	w.settle(papers...)
	w.match(rfc)
	c := &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: tray{}, Tool: "test", Reader: readers, Now: noon}
	seal := func(period string) {
		t.Helper()
		l := &step.Local{Definition: statemachine.Compile, Steps: c, Sleep: func(context.Context, time.Duration) error { return nil }, Workers: 2}
		if _, err := l.Run(w.ctx, rfc, period, flow.Execution{ID: period, Name: period, StartTime: noon()}); err != nil {
			t.Fatal(err)
		}
	}
	owes := func(day string, want ...string) {
		t.Helper()
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Owed(w.ctx, rfc, at)
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("on %s: %v (-want +got):\n%s", day, err, d)
		}
	}
	owes("2021-04-04", "2021-02") // the third business day of April is the fifth
	owes("2021-04-05", "2021-03")
	owes("2022-01-10", "2021-12", "2021")
	seal("2021-03")
	owes("2021-04-30")
	owes("2021-05-06", "2021-04")
	owes("2021-08-10", "2021-04", "2021-05", "2021-06", "2021-07")
	owes("2022-03-10", "2021-04", "2021-05", "2021-06", "2021-07", "2021-08", "2021-09", "2021-10", "2021-11", "2021-12", "2022-01", "2022-02", "2021")
	for day, want := range map[string][]string{"2021-04-30": {"2021-03"}, "2021-05-06": {"2021-04"}, "2021-08-10": {"2021-04", "2021-05", "2021-06", "2021-07"}} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.Behind(w.ctx, rfc, at); err != nil || cmp.Diff(want, got) != "" {
			t.Errorf("behind on %s: %v %v", day, got, err)
		}
	}
	seal("2021-04")
	seal("2021-06") // that of May failed meanwhile, and is not forgotten
	owes("2021-08-10", "2021-05", "2021-07")
	owes("2022-01-04", "2021-05", "2021-07", "2021-08", "2021-09", "2021-10", "2021-11")
	owes("2022-02-10", "2021-05", "2021-07", "2021-08", "2021-09", "2021-10", "2021-11", "2021-12", "2022-01", "2021")
	before, err := c.Standing(w.ctx, rfc, "2021-03")
	if err != nil {
		t.Fatal(err)
	}
	f := *papers[1].Fact
	f.Key, f.Pago = number(2021, 77), date("2021-03-20")
	w.settle(paper(f)) // a late document of March changes March and what comes after
	w.match(rfc)
	owes("2021-05-20", "2021-03", "2021-04")
	if after, err := c.Standing(w.ctx, rfc, "2021-03"); err != nil || after == before {
		t.Errorf("%s after %s, %v", after, before, err)
	}
	seal("2021-03")
	owes("2021-05-20", "2021-04")
	seal("2021-04")
	owes("2021-05-20")
	seals, err := step.Seals(w.ctx, w.books, rfc)
	if err != nil || len(seals) != 5 {
		t.Errorf("%d seals, %v", len(seals), err)
	}
	w.settle(reader().Read(w.ctx, step.Input{Name: "cierre.csv", RFC: rfc, Bytes: []byte(
		"periodo,fecha,quien,cargo,motivo,faltante\n2021-03,2021-05-21,Persona Uno,Gerente,Se cierra,datastage:2021-03\n")})...)
	owes("2021-05-22", "2021-03") // a person's decision closes it
}

// TestOwedSinceItCame: a programme none of whose packages was ever made owes
// them from the month that was due when its first document came.
func TestOwedSinceItCame(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := &step.Compile{Books: w.books}
	missed := func(day string, want ...string) {
		t.Helper()
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.Missed(w.ctx, rfc, at); err != nil || cmp.Diff(want, got) != "" {
			t.Errorf("on %s: %v %v, want %v", day, got, err, want)
		}
	}
	papers, _ := month()
	w.settle(papers...) // at noon(), on 2 January 2026
	missed("2026-01-02", "2025-11")
	missed("2026-01-20", "2025-11", "2025-12", "2025")
	missed("2026-04-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2025")
}
