package cloud

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// WatchIn is the payload of the schedules, and of a person who starts a compile.
type WatchIn struct {
	Task string    `json:"task"` // daily, monthly, annual or compile
	At   time.Time `json:"at"`   // when it was due, not when it ran; of a schedule alone
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
	Waiting    int `json:"waiting"` // packages nobody approved yet, or in time
}

// Watch handles the schedules. Each task may run twice: matching is asked for
// by sequence, an execution is named by what it compiles, and a digest is
// remembered by its date.
func (c *Cloud) Watch(now func() time.Time) (func(context.Context, WatchIn) (WatchOut, error), error) {
	books, err := c.books(false)
	if err != nil {
		return nil, err
	}
	w := &watch{
		books: books, now: now, machine: c.set.CompileMachine, compile: sfn.NewFromConfig(c.aws),
		queued: matchQueue{sqs.NewFromConfig(c.aws), c.set.MatchQueueURL},
		post:   post{sesv2.NewFromConfig(c.aws), c.set.MailFrom, c.set.MailTo},
		marks:  marks{c.table(), c.set.BooksTable},
	}
	return w.run, nil
}

type watch struct {
	now     func() time.Time
	books   step.Books
	machine string
	compile *sfn.Client
	queued  matchQueue
	post    post
	marks   marks
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
	today := document.NewDate(local.Year(), int(local.Month()), local.Day())
	var failed []error // what is wrong with one programme keeps no other waiting
	whole := true      // the digest is of all of them; sent once, it is not sent again
	for _, rfc := range rfcs {
		behind := w.catchUp(ctx, rfc, in.At)
		if in.Task == "daily" {
			told := errors.Join(d.programme(ctx, w.books, rfc, today), d.reviews(ctx, w.books, rfc, in.At))
			whole = whole && told == nil
			failed = append(failed, told, w.handBack(ctx, rfc, in.At))
		}
		if failed = append(failed, behind); behind != nil || rfc == step.Unassigned {
			continue // no package of books that are behind, nor of documents of nobody
		}
		n, err := w.startAll(ctx, rfc, in.Task, periods, local)
		out.Started += n
		failed = append(failed, err)
	}
	out.Due, out.Stuck, out.Waiting = d.due, d.stuck, d.waiting
	if whole && d.due+d.stuck+d.waiting > 0 {
		date := today.String()
		failed = append(failed, w.marks.once(ctx, markedDigests, date, date, func() error {
			return w.post.send(ctx, "IMMEX: pendientes al "+date, d.String())
		}))
	}
	return out, errors.Join(failed...)
}

// startAll starts the periods of a task; that of the month also those that it
// missed.
func (w *watch) startAll(ctx context.Context, rfc, task string, periods []string, local time.Time) (started int, err error) {
	if task == taskMonthly {
		if periods, err = (&step.Compile{Books: w.books}).Behind(ctx, rfc, local); err != nil {
			return 0, err //nolint:wrapcheck // already classified
		}
	}
	var failed []error
	for _, period := range periods {
		err := w.start(ctx, rfc, period, false)
		if failed = append(failed, err); err == nil {
			started++
		}
	}
	return started, errors.Join(failed...)
}

const taskMonthly = "monthly"

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
	return WatchOut{Programmes: 1, Started: 1}, w.start(ctx, in.RFC, in.Period, true)
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
	case "daily":
		return nil, nil
	case taskMonthly: // the year's package waits for its own schedule
		return step.DuePeriods(local)[:1], nil
	case "annual":
		return []string{fmt.Sprintf("%04d", local.Year()-1)}, nil
	}
	return nil, fault.Newf(fault.Corrupt, "watch", "there is no task %q", task)
}
