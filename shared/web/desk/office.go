package desk

import (
	"context"
	"fmt"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/step"
)

// Judges tells what the rules find, which reads every document again.
type Judges interface {
	// Board is everything found in a programme up to a day, and how it stands.
	// Who does not wait gets that of the state before, which says so.
	Board(ctx context.Context, rfc string, on document.Date) (*Board, error)
	// Resolutions are what persons decided about findings.
	Resolutions(ctx context.Context, rfc string) ([]plant.Resolution, error)
	// Reconcile holds the books against what others say, as Board does; of
	// another day than today it is worked out when it is asked for.
	Reconcile(ctx context.Context, rfc string, on document.Date, today bool) ([]*Side, error)
}

// Packages tells how far a period is and hands over what was sealed.
type Packages interface {
	// Closing is how final a period is today and what it lacks.
	Closing(ctx context.Context, rfc, period string) (*expediente.Closing, error)
	// Reviews are what was asked of those who approve and what they answered.
	Reviews(ctx context.Context, rfc string) ([]step.Review, error)
	// Frozen are the findings that an approval is of, by the hash of its cross-check:
	// those of its cut, whatever was found since. A fault Misconfigured when they are
	// no longer kept, Corrupt when what is kept is not what was written.
	Frozen(ctx context.Context, rfc string, crossCheck document.Hash) (step.Frozen, error)
	// Missed are the periods that are due at a local time and have no package.
	Missed(ctx context.Context, rfc string, now time.Time) ([]string, error)
	// Package reads the bytes of a sealed one, and of its signature when it has
	// one.
	Package(ctx context.Context, rfc string, s *step.Sealed) (zip, signature []byte, err error)
	// Trusts are the keys that a signature may be of.
	Trusts(ctx context.Context) ([]document.Hash, error)
}

// Clerk writes what a person decided, and makes packages.
type Clerk interface {
	// Keep reads a table and commits it, like any other document; what is not
	// accepted is not kept.
	Keep(ctx context.Context, rfc, name string, b []byte) (step.Record, error)
	// Facts reads a plant table and keeps nothing; none when it is no such table.
	Facts(ctx context.Context, rfc, name string, b []byte) ([]step.FactRecord, error)
	// Build starts to make the package of a period; false when one is being
	// made already.
	Build(ctx context.Context, rfc, period string) (bool, error)
	// Answer records what a person named answered to the request that waits of a
	// period. An approval goes on with what waits; false when a package is being
	// made already, and nothing is recorded.
	Answer(ctx context.Context, in step.ReviewIn) (bool, error)
	// Jobs are the packages that are or were made of late, the latest first.
	Jobs(ctx context.Context, rfc string) ([]Job, error)
}

// OfficeConfig is what an office needs.
type OfficeConfig struct {
	Books step.Books
	Blobs step.Blobs
	// Reader reads documents of a programme again; done lets go of what it holds.
	Reader func(rfc string) (r *step.Reader, done func(), err error)
	Now    func() time.Time
	// Compile makes, seals and delivers a package.
	Compile func(ctx context.Context, rfc, period string, told func(step.Stage)) (step.Result, error)
	// Resume goes on with what was approved.
	Resume func(ctx context.Context, in step.ReviewIn, told func(step.Stage)) (step.Result, error)
	// Go runs what takes longer than a request, for as long as the desk does.
	Go func(func(context.Context))
	// Keys are the hashes of the public keys of the company.
	Keys func(ctx context.Context) ([]document.Hash, error)
	// Failed is told of what went wrong in the background.
	Failed func(error)
	// Cabinet keeps findings and reconciliations from one start to the next; nil
	// for none.
	Cabinet Cabinet
	// Scratch is room outside of memory for large files; nil holds them in it.
	Scratch expediente.Scratch
}

// Office is the Judges, the Packages, the Clerk and the Inquirer over the books.
type Office struct {
	OfficeConfig
	reading  reading // for its stamp
	followed follower
	boards   keep[*boardRows]
	sides    keep[[]*sideRows]
	said     *memo[stamp, []plant.Resolution]
	stood    standings
	days     *memo[dayKey, []*sideRows]
	closings *memo[periodKey, *expediente.Closing]
	asked    *memo[inquiryKey, any]
	cuts     *memo[cutKey, step.Frozen]
	jobs     jobs
}

type (
	dayKey struct {
		stamp
		on document.Date
	}
	periodKey struct {
		stamp
		period string
	}
	// cutKey is no key of a state of the books: what it names never changes.
	cutKey struct {
		rfc        string
		crossCheck document.Hash
	}
)

// keptCuts is of how many cuts the findings are kept at once.
const keptCuts = 4

// keptClosings is how many periods are kept worked out at once.
const keptClosings = 16

// keptDays is how many days of the past are kept reconciled at once.
const keptDays = 2

// NewOffice is an office.
func NewOffice(c OfficeConfig) *Office {
	o := &Office{
		OfficeConfig: c, reading: reading{books: c.Books}, said: newMemo[stamp, []plant.Resolution](keptProgrammes),
		days: longMemo[dayKey, []*sideRows](keptDays), closings: longMemo[periodKey, *expediente.Closing](keptClosings),
		asked: longMemo[inquiryKey, any](keptInquiries), cuts: newMemo[cutKey, step.Frozen](keptCuts),
	}
	state := func(ctx context.Context, rfc string, on document.Date) (KeptState, error) {
		now, _, err := o.state(ctx, rfc, on)
		return now, err
	}
	o.boards = keep[*boardRows]{name: "hallazgos", state: state, cabinet: c.Cabinet, work: o.judged, whole: wholeBoard, failed: c.Failed}
	o.sides = keep[[]*sideRows]{name: "conciliacion", state: state, cabinet: c.Cabinet, whole: wholeSides, failed: c.Failed, work: func(ctx context.Context, rfc string, of KeptState) ([]*sideRows, error) {
		return o.reconciled(ctx, rfc, of.On)
	}}
	return o
}

// judge asks with a reader of its own.
func (o *Office) judge(rfc string, do func(*step.Judge) error) error {
	r, done, err := o.Reader(rfc)
	if err != nil {
		return err
	}
	defer done()
	return do(&step.Judge{Books: o.Books, Blobs: o.Blobs, Reader: r, Scratch: o.Scratch})
}

// judged asks the rules of everything, and tells what everybody delivered.
func (o *Office) judged(ctx context.Context, rfc string, of KeptState) (out *boardRows, err error) {
	err = o.judge(rfc, func(j *step.Judge) error {
		head, err := o.Books.Head(ctx, rfc)
		if err != nil {
			return fmt.Errorf("findings of %s: %w", rfc, err)
		}
		b, err := j.Board(ctx, rfc, of.On)
		if err == nil && rfc != step.Unassigned && of.On == step.Today(o.Now()) {
			_, err = b.Note(ctx, o.Books, head, o.Now())
		}
		if err != nil {
			return fmt.Errorf("findings of %s: %w", rfc, err)
		}
		cards, err := b.Scorecards(ctx, o.Books)
		if err != nil {
			return fmt.Errorf("scorecards of %s: %w", rfc, err)
		}
		out, err = boardOf(b, cards)
		return err
	})
	return out, err
}

// Closing implements Packages.
func (o *Office) Closing(ctx context.Context, rfc, period string) (*expediente.Closing, error) {
	at, err := o.reading.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	o.closings.forget(func(k periodKey) bool { return k.before(at) })
	return o.closings.of(ctx, periodKey{at, period}, func(ctx context.Context) (*expediente.Closing, error) {
		c, err := (&step.Compile{Books: o.Books, Blobs: o.Blobs, Tool: step.Release, Scratch: o.Scratch}).Closing(ctx, rfc, period)
		if err != nil {
			return nil, fmt.Errorf("closing %s of %s: %w", period, rfc, err)
		}
		return &c, nil
	})
}

// Reviews implements Packages.
func (o *Office) Reviews(ctx context.Context, rfc string) ([]step.Review, error) {
	return step.Reviews(ctx, o.Books, rfc) //nolint:wrapcheck // a fault of the store, already classified
}

// Frozen implements Packages.
func (o *Office) Frozen(ctx context.Context, rfc string, crossCheck document.Hash) (step.Frozen, error) {
	return o.cuts.of(ctx, cutKey{rfc, crossCheck}, func(ctx context.Context) (step.Frozen, error) {
		found, err := step.FrozenFindings(ctx, o.Blobs, rfc, crossCheck)
		if err != nil {
			return step.Frozen{}, fmt.Errorf("findings of the cut of %s: %w", rfc, err)
		}
		return found, nil
	})
}

// Missed implements Packages.
func (o *Office) Missed(ctx context.Context, rfc string, now time.Time) ([]string, error) {
	return (&step.Compile{Books: o.Books}).Missed(ctx, rfc, now) //nolint:wrapcheck // a fault of the store, already classified
}

// Package implements Packages.
func (o *Office) Package(ctx context.Context, rfc string, s *step.Sealed) (zip, signature []byte, err error) {
	if zip, err = o.Blobs.Get(ctx, rfc, step.ShelfPackages, s.SHA256); err != nil || s.Signature == "" {
		return zip, nil, err //nolint:wrapcheck // a fault of the shelf, already classified
	}
	signature, err = o.Blobs.Get(ctx, rfc, step.ShelfPackages, s.Signature)
	return zip, signature, err //nolint:wrapcheck // same
}

// Trusts implements Packages.
func (o *Office) Trusts(ctx context.Context) ([]document.Hash, error) { return o.Keys(ctx) }

// Keep implements Clerk.
func (o *Office) Keep(ctx context.Context, rfc, name string, b []byte) (step.Record, error) {
	r, done, err := o.Reader(rfc)
	if err != nil {
		return step.Record{}, err
	}
	defer done()
	papers, err := r.ReadWhole(ctx, step.Input{Name: name, Bytes: b, RFC: rfc})
	if err != nil {
		return step.Record{}, err //nolint:wrapcheck // already classified
	}
	if first := papers[0].Record; first.Status != document.Accepted {
		return first, nil
	}
	records, _, err := (&step.Ingest{Books: o.Books, Blobs: o.Blobs, Now: o.Now}).Settle(ctx, papers, true)
	if err != nil {
		return step.Record{}, fmt.Errorf("keep %s: %w", name, err)
	}
	return records[0], nil
}

// Facts implements Clerk.
func (o *Office) Facts(ctx context.Context, rfc, name string, b []byte) (out []step.FactRecord, err error) {
	r, done, err := o.Reader(rfc)
	if err != nil {
		return nil, err
	}
	defer done()
	papers, err := r.ReadWhole(ctx, step.Input{Name: name, Bytes: b, RFC: rfc})
	if err != nil {
		return nil, err //nolint:wrapcheck // already classified
	}
	for _, p := range papers {
		if p.Kept != nil && p.Kept.Kind == step.FactPlant {
			out = append(out, *p.Kept)
		}
	}
	return out, nil
}
