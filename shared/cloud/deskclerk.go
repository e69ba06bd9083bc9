package cloud

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"example.com/immex/shared/step"
	"example.com/immex/shared/web/desk"
)

// deskClerk is an office whose packages the workflow makes: what is being made
// is asked of it, since the process of one request knows nothing of another's.
type deskClerk struct {
	*desk.Office

	watch   *watch
	reviews *reviews
	asks    asks

	mu    sync.Mutex
	ended map[string]ending // by name: how an execution ended does not change
}

// maxExecutions is how many executions of the workflow are looked through, the
// latest first.
const maxExecutions = 200

// Build implements desk.Clerk. It only asks: books that are behind, or of another
// binary, may take longer than a request has. What was made of the same inputs
// is not made again.
func (k *deskClerk) Build(ctx context.Context, rfc, period string) (bool, error) {
	all, err := k.Jobs(ctx, rfc)
	if err != nil {
		return false, err
	}
	if slices.ContainsFunc(all, func(j desk.Job) bool { return j.Period == period && j.Running() }) {
		return false, nil
	}
	return true, k.asks.ask(ctx, rfc, period, k.Now())
}

// Answer implements desk.Clerk: the fact first, then the token of the execution
// that waits.
func (k *deskClerk) Answer(ctx context.Context, in step.ReviewIn) (bool, error) {
	if _, err := k.reviews.do(ctx, in); err != nil || in.Return {
		return err == nil, err
	}
	all, err := k.Jobs(ctx, in.RFC)
	if err != nil {
		return false, err
	}
	if last := slices.IndexFunc(all, func(j desk.Job) bool { return j.Period == in.Period }); last >= 0 && all[last].Broken() { // nothing waits for it any more
		return k.Build(ctx, in.RFC, in.Period)
	}
	return true, nil
}

// Jobs implements desk.Clerk. An execution that waits for a person is not one
// that runs.
func (k *deskClerk) Jobs(ctx context.Context, rfc string) (out []desk.Job, err error) {
	waits, err := k.waiting(ctx, rfc)
	if err != nil {
		return nil, err
	}
	seals, err := step.Seals(ctx, k.Books, rfc)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	list, err := k.watch.compile.ListExecutions(ctx, &sfn.ListExecutionsInput{StateMachineArn: &k.watch.machine, MaxResults: maxExecutions})
	if err != nil {
		return nil, classify("list what is compiled", err)
	}
	for i := range list.Executions {
		x := &list.Executions[i]
		period, ours := periodOf(aws.ToString(x.Name), rfc)
		if !ours {
			continue
		}
		j := desk.Job{RFC: rfc, Period: period, Started: aws.ToTime(x.StartDate), Done: aws.ToTime(x.StopDate)}
		switch {
		case x.Status == types.ExecutionStatusRunning && waits[period]:
			j.Done = j.Started
		case x.Status == types.ExecutionStatusSucceeded:
			// the latest made the last one, or found it made; what an earlier one made is not told
			if !slices.ContainsFunc(out, func(j desk.Job) bool { return j.Period == period && j.Result.Package != "" }) {
				j.Result = lastOf(seals, period)
			}
		case broken(x.Status):
			if err := k.broke(ctx, aws.ToString(x.Name), &j); err != nil {
				return nil, err
			}
		}
		out = append(out, j)
	}
	asked, err := k.asks.waiting(ctx, rfc)
	if err != nil {
		return nil, err
	}
	return withAsked(out, rfc, asked, k.Now()), nil
}

// withAsked adds what was asked for and has not begun, unless an execution did
// since; what nothing came of in time failed.
func withAsked(jobs []desk.Job, rfc string, asked map[string]time.Time, now time.Time) []desk.Job {
	for period, at := range asked {
		if slices.ContainsFunc(jobs, func(j desk.Job) bool { return j.Period == period && j.Started.After(at) }) {
			continue
		}
		j := desk.Job{RFC: rfc, Period: period, Started: at, Asked: true}
		if now.Sub(at) > askedFor {
			j.Asked, j.Failed, j.Done = false, true, at
		}
		jobs = append(jobs, j)
	}
	slices.SortStableFunc(jobs, func(a, b desk.Job) int { return b.Started.Compare(a.Started) })
	return jobs
}

// lastOf is the last package sealed of a period.
func lastOf(seals []step.Sealed, period string) (out step.Result) {
	for i := range seals {
		if s := &seals[i]; s.Period == period {
			out = step.Result{Package: s.Package, SHA256: s.SHA256, Signature: s.Signature}
		}
	}
	return out
}

// broke says why a job ended without a package.
func (k *deskClerk) broke(ctx context.Context, name string, j *desk.Job) error {
	end, err := k.ending(ctx, name)
	switch {
	case err != nil:
		return err
	case end.class == endReturned:
		j.Returned = end.cause
	case end.class == endNotApproved:
		j.Expired = true
	default:
		j.Failed = true
	}
	return nil
}

// maxEnded is how many endings are remembered.
const maxEnded = 1000

// ending is how an execution ended, asked once.
func (k *deskClerk) ending(ctx context.Context, name string) (ending, error) {
	k.mu.Lock()
	end, known := k.ended[name]
	k.mu.Unlock()
	if known {
		return end, nil
	}
	end, err := k.watch.ending(ctx, name)
	if err != nil || !end.failed {
		return end, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.ended) >= maxEnded || k.ended == nil {
		k.ended = map[string]ending{}
	}
	k.ended[name] = end
	return end, nil
}

// waiting are the periods that wait for a person.
func (k *deskClerk) waiting(ctx context.Context, rfc string) (map[string]bool, error) {
	all, err := step.Reviews(ctx, k.Books, rfc)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	out := map[string]bool{}
	for _, p := range step.Reviewed(all) {
		_, at := step.OfPeriod(all, p, k.Now())
		out[p] = at.State == step.ReviewAsked || at.State == step.ReviewParked
	}
	return out, nil
}
