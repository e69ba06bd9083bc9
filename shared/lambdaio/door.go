package lambdaio

import "example.com/immex/shared/fault"

// One error type per fault class. The Lambda runtime reports the Go type name
// of the outermost error as errorType, so these are returned unwrapped and
// their names are the contract with Retry and Catch of the state machine.
type (
	// Transient means: try again, nothing was decided.
	Transient struct{ Sentence string } //nolint:errname // the name ErrorEquals matches
	// Conflict means: somebody else moved first; run the step again.
	Conflict struct{ Sentence string } //nolint:errname // the name ErrorEquals matches
	// Corrupt means: stored bytes are not what was written.
	Corrupt struct{ Sentence string } //nolint:errname // the name ErrorEquals matches
	// Misconfigured means: a named setting is missing or wrong.
	Misconfigured struct{ Sentence string } //nolint:errname // the name ErrorEquals matches
	// TooLarge means: a named limit was passed.
	TooLarge struct{ Sentence string } //nolint:errname // the name ErrorEquals matches
)

// Error is the sentence of the fault.
func (e Transient) Error() string { return e.Sentence }

// Error is the sentence of the fault.
func (e Conflict) Error() string { return e.Sentence }

// Error is the sentence of the fault.
func (e Corrupt) Error() string { return e.Sentence }

// Error is the sentence of the fault.
func (e Misconfigured) Error() string { return e.Sentence }

// Error is the sentence of the fault.
func (e TooLarge) Error() string { return e.Sentence }

// ErrorName is the name ErrorEquals matches, the same on both engines.
func (Transient) ErrorName() string { return fault.Transient.String() }

// ErrorName is the name ErrorEquals matches, the same on both engines.
func (Conflict) ErrorName() string { return fault.Conflict.String() }

// ErrorName is the name ErrorEquals matches, the same on both engines.
func (Corrupt) ErrorName() string { return fault.Corrupt.String() }

// ErrorName is the name ErrorEquals matches, the same on both engines.
func (Misconfigured) ErrorName() string { return fault.Misconfigured.String() }

// ErrorName is the name ErrorEquals matches, the same on both engines.
func (TooLarge) ErrorName() string { return fault.TooLarge.String() }

// Door gives the typed error of err's fault class; nil stays nil. An error
// nobody classified is Transient (fault.Of).
func Door(err error) error {
	if err == nil {
		return nil
	}
	switch fault.Of(err) {
	case fault.Conflict:
		return Conflict{err.Error()}
	case fault.Corrupt:
		return Corrupt{err.Error()}
	case fault.Misconfigured:
		return Misconfigured{err.Error()}
	case fault.TooLarge:
		return TooLarge{err.Error()}
	case fault.Transient:
		return Transient{err.Error()}
	}
	return Transient{err.Error()}
}
