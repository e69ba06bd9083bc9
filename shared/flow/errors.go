package flow

import (
	"context"
	"errors"
	"fmt"
)

// The error names of the States Language which this interpreter raises.
const (
	ErrAll            = "States.ALL"
	ErrTaskFailed     = "States.TaskFailed"
	ErrTimeout        = "States.Timeout"
	ErrRuntime        = "States.Runtime"
	ErrDataLimit      = "States.DataLimitExceeded"
	ErrNoChoice       = "States.NoChoiceMatched"
	ErrParameterPath  = "States.ParameterPathFailure"
	ErrResultPath     = "States.ResultPathMatchFailure"
	ErrIntrinsic      = "States.IntrinsicFailure"
	ErrItemReader     = "States.ItemReaderFailed"
	ErrTolerance      = "States.ExceedToleratedFailureThreshold"
	ErrTransitionsCap = "Immex.TooManyTransitions"
)

// A RefusalError says why a definition was not loaded. Where is the JSON path of
// the state and field, as in "States.Plan.Retry[0].JitterStrategy".
type RefusalError struct {
	Where  string
	Reason string
}

// Error names the place and the reason.
func (r *RefusalError) Error() string {
	return fmt.Sprintf("flow: definition refused at %s: %s", r.Where, r.Reason)
}

// Error is how a failed state or execution ends.
type Error struct {
	Name  string // what ErrorEquals matches, e.g. "Transient" or "States.Timeout"
	Cause string // one sentence
	State string // the state that failed, "" when none was entered
	Err   error  // what the task returned, nil when the interpreter failed it
}

// Error gives state, name and cause.
func (e *Error) Error() string {
	if e.State == "" {
		return fmt.Sprintf("flow: %s: %s", e.Name, e.Cause)
	}
	return fmt.Sprintf("flow: state %s: %s: %s", e.State, e.Name, e.Cause)
}

// Unwrap gives the task's own error to errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Err }

// ErrorName is what ErrorEquals is compared with.
func (e *Error) ErrorName() string { return e.Name }

func failf(name, format string, args ...any) *Error {
	return &Error{Name: name, Cause: fmt.Sprintf(format, args...)}
}

// asError names any failure: a task's own name when it carries one.
func asError(err error) *Error {
	if own, ok := errors.AsType[*Error](err); ok {
		return own
	}
	name := ErrTaskFailed
	var named interface{ ErrorName() string }
	if errors.As(err, &named) && named.ErrorName() != "" {
		name = named.ErrorName()
	}
	return &Error{Name: name, Cause: err.Error(), Err: err}
}

// stopped reports whether the caller, and not a state, ended the execution.
func stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("flow: execution stopped: %w", err)
	}
	return nil
}

// matches is the rule of ErrorEquals: States.ALL takes all but the two
// terminal errors, States.TaskFailed all but those and the timeout.
func matches(equals []string, name string) bool {
	for _, want := range equals {
		switch {
		case want == name && name != ErrRuntime:
			return true
		case name == ErrRuntime || name == ErrDataLimit || name == ErrTransitionsCap:
			continue
		case want == ErrAll, want == ErrTaskFailed && name != ErrTimeout:
			return true
		}
	}
	return false
}
