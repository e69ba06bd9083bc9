package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// standing is how much of the name of a period's inputs goes into that of its
// execution.
const standing = 12

// An RFC of a company has twelve letters, that of a person thirteen; so much of the
// hash of one stands for it.
const (
	ofCompany = 12
	ofPerson  = 16
)

// maxTries is how many executions the same inputs may have: the names of those
// that ended are not free again.
const maxTries = 100

// The errors that the workflow ends with where a person did not approve.
const (
	endReturned    = "Returned"
	endNotApproved = "NotApproved"
)

// start compiles one period of one programme. The same inputs are the same
// execution, and others make a supplement. After one that failed another is
// started; after one that a person returned only when a person asks, or one
// approved it since: the schedule would be told the same.
func (w *watch) start(ctx context.Context, rfc, period string, byHand bool) error {
	base, err := w.name(ctx, rfc, period)
	if err != nil {
		return err
	}
	input, err := json.Marshal(step.PlanIn{RFC: rfc, Period: period})
	if err != nil {
		return fmt.Errorf("start a compile: %w", err)
	}
	name := func(n int) string {
		if n == 0 {
			return base
		}
		return base + "-" + strconv.Itoa(n)
	}
	for n := range maxTries {
		_, err = w.compile.StartExecution(ctx, &sfn.StartExecutionInput{
			StateMachineArn: &w.machine, Name: aws.String(name(n)), Input: aws.String(string(input)),
		})
		if err == nil {
			return nil
		}
		if _, there := errors.AsType[*types.ExecutionAlreadyExists](err); !there {
			return classify("start a compile", err)
		}
		end, err := w.ending(ctx, name(n))
		if err != nil || !end.failed {
			return err
		}
		if end.class == endReturned && !byHand { // unless somebody asked since
			goes, err := w.goesOn(ctx, rfc, period, name(n+1))
			if err != nil || !goes {
				return err
			}
		}
	}
	return fault.Newf(fault.Misconfigured, "start a compile", "the same inputs of %s were tried %d times", period, maxTries)
}

// name is that of the first execution of the inputs of a period as they stand.
func (w *watch) name(ctx context.Context, rfc, period string) (string, error) {
	of, err := (&step.Compile{Books: w.books}).Standing(ctx, rfc, period)
	if err != nil {
		return "", err //nolint:wrapcheck // already classified
	}
	return ExecutionName(rfc, period) + "-" + string(of[:standing]), nil
}

// goesOn reports that what was returned is not the last word: somebody started
// the next execution, or what was asked last of the period is approved.
func (w *watch) goesOn(ctx context.Context, rfc, period, next string) (bool, error) {
	if end, err := w.ending(ctx, next); err != nil || end.known {
		return end.known, err
	}
	all, err := step.Reviews(ctx, w.books, rfc)
	if err != nil {
		return false, err //nolint:wrapcheck // already classified
	}
	_, out := step.OfPeriod(all, period, time.Time{})
	return out.State == step.ReviewApproved, nil
}

// ending is how an execution ended.
type ending struct {
	known        bool
	failed       bool // it ended, without a package
	class, cause string
}

// ending asks how an execution ended; one that is not known yet runs.
func (w *watch) ending(ctx context.Context, name string) (ending, error) {
	arn := strings.Replace(w.machine, ":stateMachine:", ":execution:", 1) + ":" + name
	out, err := w.compile.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: &arn})
	if _, missing := errors.AsType[*types.ExecutionDoesNotExist](err); missing {
		return ending{}, nil
	}
	if err != nil {
		return ending{}, classify("look at a compile", err)
	}
	return ending{true, broken(out.Status), aws.ToString(out.Error), aws.ToString(out.Cause)}, nil
}

// broken reports an execution that ended without a package.
func broken(s types.ExecutionStatus) bool {
	return s == types.ExecutionStatusFailed || s == types.ExecutionStatusTimedOut || s == types.ExecutionStatusAborted
}

// ExecutionName is the RFC and the period. Step Functions refuses & and its
// logs take ASCII letters only; an RFC has no underscore, so no two meet. Since
// those logs show names, the RFC of a person, which tells its initials and its
// birthday, is there as the beginning of a hash.
func ExecutionName(rfc, period string) string {
	if utf8.RuneCountInString(rfc) > ofCompany {
		rfc = "_p" + string(document.HashOf([]byte(rfc))[:ofPerson])
	}
	return strings.NewReplacer("&", "_a", "Ñ", "_n").Replace(rfc) + "-" + period
}

// periodOf is the period that an execution compiles, when it is of a programme.
func periodOf(name, rfc string) (string, bool) {
	rest, ours := strings.CutPrefix(name, ExecutionName(rfc, ""))
	if !ours {
		return "", false
	}
	for _, long := range []int{len("2006-01"), len("2006")} {
		if len(rest) <= long || rest[long] != '-' {
			continue
		}
		if _, _, err := step.Period(rest[:long]); err == nil {
			return rest[:long], true
		}
	}
	return "", false
}
