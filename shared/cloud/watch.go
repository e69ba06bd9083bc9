package cloud

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// WatchIn is the payload of the schedules, and of a person who starts a compile.
type WatchIn struct {
	Task string    `json:"task"` // daily, monthly, annual or compile
	At   time.Time `json:"at"`   // when it was due or asked for, not when it ran
	// RFC and Period are what to compile; of task compile alone.
	RFC    string `json:"rfc,omitempty"`
	Period string `json:"period,omitempty"`
}

// WatchOut counts what was done.
type WatchOut struct {
	Programmes int `json:"programmes"`
	Started    int `json:"started"`
	Due        int `json:"due"`
	Stuck      int `json:"stuck"`
	Waiting    int `json:"waiting"` // packages nobody approved yet, or in time, or returned
	Owed       int `json:"owed"`    // periods that are due and have no package
	// Undelivered are sealed packages whose own mail never went out.
	Undelivered int `json:"undelivered"`
	// Unread are programmes of which the digest says nothing but that.
	Unread int `json:"unread"`
}

// Watch handles the schedules. Each task may run twice: matching is asked for
// by sequence, an execution is named by what it compiles, and a digest is
// remembered by its date.
func (c *Cloud) Watch(open Post, now func() time.Time) (func(context.Context, WatchIn) (WatchOut, error), error) {
	books, err := c.books(false)
	if err != nil {
		return nil, err
	}
	w := &watch{
		books: books, now: now, machine: c.set.CompileMachine, compile: c.machine(),
		queued: matchQueue{c.sendBatch(), c.set.MatchQueueURL},
		post:   c.officer(open),
		marks:  marks{c.table(), c.set.BooksTable},
		asks:   asks{api: c.table(), table: c.set.BooksTable},
	}
	return w.run, nil
}

type watch struct {
	now     func() time.Time
	books   step.Books
	machine string
	compile machineCalls
	queued  matchQueue
	post    officer
	marks   marks
	asks    asks
}

func (w *watch) run(ctx context.Context, in WatchIn) (WatchOut, error) {
	if in.Task == taskCompile {
		return w.compileNow(ctx, in)
	}
	var out WatchOut
	local := in.At.In(mexico())
	periods, err := duePeriods(in.Task, local)
	if err != nil {
		return out, err
	}
	rfcs, err := w.books.Programmes(ctx)
	if err != nil {
		return out, err //nolint:wrapcheck // already classified
	}
	out.Programmes = len(rfcs)
	var d digest
	var failed []error // what is wrong with one programme keeps no other waiting
	for _, rfc := range rfcs {
		behind := w.catchUp(ctx, rfc, in.At)
		if in.Task == taskDaily {
			failed = append(failed, w.pending(ctx, &d, rfc, in.At), w.handBack(ctx, rfc, in.At))
		}
		if failed = append(failed, behind); behind != nil || rfc == step.Unassigned {
			continue // no package of books that are behind, nor of documents of nobody
		}
		n, err := w.startAll(ctx, rfc, in.Task, periods, local)
		out.Started += n
		failed = append(failed, err)
	}
	out.Due, out.Stuck, out.Waiting, out.Owed, out.Undelivered, out.Unread = d.due, d.stuck, d.waiting, d.owed, len(d.undelivered), len(d.unread)
	return out, errors.Join(append(failed, w.mail(ctx, &d, in.At))...)
}

// startAll starts the periods of a task; that of the month also those that it
// missed, and the daily one whatever its own schedule should have made by now.
func (w *watch) startAll(ctx context.Context, rfc, task string, periods []string, local time.Time) (started int, err error) {
	c := &step.Compile{Books: w.books}
	var failed []error
	switch task {
	case taskMonthly:
		periods, err = c.Behind(ctx, rfc, local)
	case taskDaily:
		if periods, err = c.Missed(ctx, rfc, local); err == nil {
			periods = slices.DeleteFunc(periods, func(p string) bool { return early(p, local) })
			failed = append(failed, w.approvedSince(ctx, rfc, periods, local))
		}
	}
	if err != nil {
		return 0, err //nolint:wrapcheck // already classified
	}
	for _, period := range periods {
		err := w.start(ctx, rfc, period, false)
		if failed = append(failed, err); err == nil {
			started++
		}
	}
	return started, errors.Join(failed...)
}

// early reports a year whose own schedule, in February, is still to come.
func early(period string, local time.Time) bool {
	return local.Month() == time.January && period == fmt.Sprintf("%04d", local.Year()-1)
}

// approvedSince goes on with supplements that were returned, so that their
// execution ended, and approved afterwards; a period without a package is among
// those owed.
func (w *watch) approvedSince(ctx context.Context, rfc string, owed []string, now time.Time) error {
	all, err := step.Reviews(ctx, w.books, rfc)
	if err != nil {
		return err //nolint:wrapcheck // already classified
	}
	for _, p := range step.Reviewed(all) {
		asked, out := step.OfPeriod(all, p, now)
		if out.State != step.ReviewApproved || now.After(asked.Until) || slices.Contains(owed, p) {
			continue
		}
		name, err := w.name(ctx, rfc, p)
		if err != nil {
			return err
		}
		first, err := w.ending(ctx, name)
		if err == nil && first.failed { // what was never started is no supplement that waits
			err = w.start(ctx, rfc, p, false)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// The tasks of the schedules that do more than the periods of their day.
const (
	taskDaily   = "daily"
	taskMonthly = "monthly"
)

// taskCompile is the task of a person: any period of one programme, whatever its
// age, and of a sealed one a supplement where its inputs are others.
const taskCompile = "compile"

// compileNow starts the period that was asked for.
func (w *watch) compileNow(ctx context.Context, in WatchIn) (WatchOut, error) {
	if _, _, err := step.Period(in.Period); err != nil {
		return WatchOut{}, err //nolint:wrapcheck // already classified
	}
	rfcs, err := w.books.Programmes(ctx)
	if err != nil {
		return WatchOut{}, err //nolint:wrapcheck // already classified
	}
	if in.RFC == step.Unassigned || !slices.Contains(rfcs, in.RFC) {
		return WatchOut{}, fault.Newf(fault.Misconfigured, "start a compile", "there is no programme %q", in.RFC)
	}
	if err := w.catchUp(ctx, in.RFC, w.now()); err != nil {
		return WatchOut{}, err
	}
	if err := w.start(ctx, in.RFC, in.Period, true); err != nil {
		return WatchOut{}, err
	}
	if in.At.IsZero() { // of a person who invoked the function
		return WatchOut{Programmes: 1, Started: 1}, nil
	}
	return WatchOut{Programmes: 1, Started: 1}, w.asks.note(ctx, in.RFC, in.Period, in.At, true)
}

// catchUp makes books of another binary anew, and asks for those that are behind.
func (w *watch) catchUp(ctx context.Context, rfc string, at time.Time) error {
	if _, err := step.Renew(ctx, w.books, rfc, at); err != nil {
		return err //nolint:wrapcheck // already classified
	}
	return w.queued.dirty(ctx, w.books, rfc)
}

// handBack hands the tokens of what was answered back again, while an execution
// may wait for them: whoever recorded an answer may have died before it did.
func (w *watch) handBack(ctx context.Context, rfc string, now time.Time) error {
	all, err := step.Reviews(ctx, w.books, rfc)
	if err != nil {
		return err //nolint:wrapcheck // already classified
	}
	for _, p := range step.Reviewed(all) {
		asked, out := step.OfPeriod(all, p, now)
		if asked.Token == "" || now.After(asked.Until) || out.State != step.ReviewApproved && out.State != step.ReviewReturned {
			continue
		}
		if err := (&reviews{tokens: w.compile}).hand(ctx, asked.Token, &out); err != nil {
			return err
		}
	}
	return nil
}

// mexico is the time of the schedules. The country's centre keeps UTC-6 all
// year since 2022, and the runtime's image may lack time zone data.
func mexico() *time.Location { return time.FixedZone("CST", -6*60*60) }

// duePeriods are those a task compiles.
func duePeriods(task string, local time.Time) ([]string, error) {
	if local.IsZero() || local.Year() < 2000 {
		return nil, fault.Newf(fault.Corrupt, "watch", "the event has no time")
	}
	switch task {
	case taskDaily:
		return nil, nil
	case taskMonthly: // the year's package waits for its own schedule
		return step.DuePeriods(local)[:1], nil
	case "annual":
		return []string{fmt.Sprintf("%04d", local.Year()-1)}, nil
	}
	return nil, fault.Newf(fault.Corrupt, "watch", "there is no task %q", task)
}
