package cloud

import (
	"context"
	"slices"
	"strings"

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
}

// maxExecutions is how many executions of the workflow are looked through, the
// latest first.
const maxExecutions = 200

// Build implements desk.Clerk. What was made of the same inputs is not made
// again.
func (k *deskClerk) Build(ctx context.Context, rfc, period string) (bool, error) {
	all, err := k.Jobs(ctx, rfc)
	if err != nil {
		return false, err
	}
	if slices.ContainsFunc(all, func(j desk.Job) bool { return j.Period == period && j.Running() }) {
		return false, nil
	}
	failed := 0
	for _, j := range all {
		if j.Period == period && j.Failed {
			failed++
		}
	}
	return true, k.watch.startAgain(ctx, rfc, period, failed)
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
	if last := slices.IndexFunc(all, func(j desk.Job) bool { return j.Period == in.Period }); last >= 0 && all[last].Failed { // nothing waits for it any more
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
			for n := range seals { // the latest made the last one, or found it made; what an earlier one made is not told
				if seals[n].Period == period && !slices.ContainsFunc(out, func(j desk.Job) bool { return j.Period == period && j.Result.Package != "" }) {
					j.Result = step.Result{Package: seals[n].Package, SHA256: seals[n].SHA256, Signature: seals[n].Signature}
				}
			}
		case x.Status != types.ExecutionStatusRunning:
			j.Failed = true
		}
		out = append(out, j)
	}
	return out, nil
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

// periodOf is the period that an execution compiles, when it is of a programme.
func periodOf(name, rfc string) (string, bool) {
	rest, ours := strings.CutPrefix(name, ExecutionName(rfc, ""))
	at := strings.LastIndexByte(rest, '-')
	if !ours || at < 0 {
		return "", false
	}
	_, _, err := step.Period(rest[:at])
	return rest[:at], err == nil
}
