// Package fault holds the closed set of ways an operation can fail, so that
// every caller (a queue, a state machine, a person at a terminal) knows what
// to do next without reading the text. It describes infrastructure and
// operation failures; a bad document is a result with findings, not a fault.
//
// Example: a conditional write that lost its race returns
// fault.New(fault.Conflict, "commit", err), and the step reads again.
package fault

import (
	"errors"
	"fmt"
)

// Class says what the caller should do.
type Class int

// The classes, in the order an operator cares about them.
const (
	// Transient means: try again, nothing was decided.
	Transient Class = iota + 1
	// Conflict means: somebody else moved first; read again, then retry.
	Conflict
	// Corrupt means: stored bytes are not what was written; stop and quarantine.
	Corrupt
	// Misconfigured means: a named setting is missing or wrong; a person must act.
	Misconfigured
	// TooLarge means: refused at the door because a named limit was passed.
	TooLarge
)

// String is the stable English name, used in ASL ErrorEquals and logs.
func (c Class) String() string {
	switch c {
	case Transient:
		return "Transient"
	case Conflict:
		return "Conflict"
	case Corrupt:
		return "Corrupt"
	case Misconfigured:
		return "Misconfigured"
	case TooLarge:
		return "TooLarge"
	}
	return "Unknown"
}

// Error is one classified failure.
type Error struct {
	Class Class  // what to do
	Op    string // what was being done, to which thing
	Err   error  // the cause
}

// Error says what happened, to what, and why.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s: %v", e.Class, e.Op, e.Err) }

// Unwrap gives the cause to errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Err }

// New classifies err; a nil err stays nil.
func New(c Class, op string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Class: c, Op: op, Err: err}
}

// Newf classifies a sentence.
func Newf(c Class, op, format string, args ...any) error {
	return &Error{Class: c, Op: op, Err: fmt.Errorf(format, args...)}
}

// Of is the class of err, or Transient when nobody classified it: an unknown
// failure is retried a bounded number of times rather than dropped.
func Of(err error) Class {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Class
	}
	return Transient
}

// Is reports whether err carries class c.
func Is(err error, c Class) bool {
	var e *Error
	return errors.As(err, &e) && e.Class == c
}
