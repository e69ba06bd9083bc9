package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/step"
)

// closer is the person who closes a period.
type closer struct{ who, capacity, reason string }

// decision reads --decide and --reason; nil when nobody decides.
func (a *app) decision(w *packageFlags) (*closer, error) {
	if w.decide == "" && w.reason == "" {
		return nil, nil //nolint:nilnil // nobody decides
	}
	who, capacity, _ := strings.Cut(w.decide, ",")
	d := &closer{strings.TrimSpace(who), strings.TrimSpace(capacity), strings.TrimSpace(w.reason)}
	if d.who == "" || d.capacity == "" || d.reason == "" {
		return nil, usage(errors.New(a.say("--decide espera «nombre, cargo» y --reason el motivo", "--decide expects \"name, capacity\" and --reason why")))
	}
	return d, nil
}

// closePeriod records a person's decision with everything that is missing now:
// a file of the table cierres, kept like any other document. What was decided
// already is not decided again.
func (a *app) closePeriod(ctx context.Context, f *folder, rfcs []string, period string, d *closer) error {
	if len(rfcs) != 1 {
		return usage(errors.New(a.say("una decisión es de un programa; indíquelo con --rfc: %s", "a decision is of one programme; give it with --rfc: %s", strings.Join(rfcs, ", "))))
	}
	c := &step.Compile{Books: f.books, Blobs: f.blobs, Language: a.lang, Tool: step.Release}
	closing, err := c.Closing(ctx, rfcs[0], period)
	if err != nil {
		return fmt.Errorf("close %s: %w", period, err)
	}
	if was := closing.Approval; was.Who == d.who && was.Capacity == d.capacity && was.Reason == d.reason {
		return nil
	}
	for _, m := range closing.Missing {
		a.note("acepta que falta %s: %s", "accepts as missing %s: %s", m.Key, m.Text.In(a.lang))
	}
	b := step.ClosingTable(period, a.today(), &expediente.Approval{Who: d.who, Capacity: d.capacity, Reason: d.reason}, closing.Missing)
	return a.keepTable(ctx, f, rfcs[0], step.ClosingName(period), b)
}

// keepTable reads and commits a table that a verb wrote for a person.
func (a *app) keepTable(ctx context.Context, f *folder, rfc, name string, b []byte) error {
	reader, done, err := a.reader()
	if err != nil {
		return err
	}
	defer done()
	papers := reader.Read(ctx, step.Input{Name: name, Bytes: b, RFC: rfc})
	if r := papers[0].Record; r.Status != document.Accepted {
		return usage(errors.New(a.why(r.Findings)))
	}
	ing := &step.Ingest{Books: f.books, Blobs: f.blobs, Now: a.now}
	records, _, err := ing.Settle(ctx, papers, true)
	if err != nil {
		return fmt.Errorf("record %s: %w", name, err)
	}
	for _, r := range records {
		if err := a.report(r); err != nil {
			return err
		}
	}
	return nil
}
