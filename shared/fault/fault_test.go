package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"example.com/immex/shared/fault"
)

func TestClasses(t *testing.T) {
	t.Parallel()
	cause := errors.New("cause")
	for class, name := range map[fault.Class]string{
		fault.Transient: "Transient", fault.Conflict: "Conflict", fault.Corrupt: "Corrupt",
		fault.Misconfigured: "Misconfigured", fault.TooLarge: "TooLarge", 0: "Unknown",
	} {
		err := fmt.Errorf("wrapped: %w", fault.New(class, "save books", cause))
		if class.String() != name || fault.Of(err) != class || !fault.Is(err, class) || !errors.Is(err, cause) {
			t.Errorf("%d is %s, of %v", class, class, fault.Of(err))
		}
		if want := "wrapped: " + name + ": save books: cause"; err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
		for other := fault.Transient; other <= fault.TooLarge; other++ {
			if other != class && fault.Is(err, other) {
				t.Errorf("%s is also %s", class, other)
			}
		}
	}
}

// TestUnclassified: a failure nobody classified is retried, and carries no class.
func TestUnclassified(t *testing.T) {
	t.Parallel()
	err := errors.New("who knows")
	if fault.Of(err) != fault.Transient || fault.Is(err, fault.Transient) || fault.Is(nil, fault.Transient) {
		t.Error("an unclassified error is not treated as transient")
	}
	if fault.New(fault.Corrupt, "read", nil) != nil {
		t.Error("no cause, but a fault")
	}
	if err := fault.Newf(fault.TooLarge, "open", "%d bytes", 9); err.Error() != "TooLarge: open: 9 bytes" || fault.Of(err) != fault.TooLarge {
		t.Error(err)
	}
}

// TestOutermostClass: a caller that reclassifies has the last word.
func TestOutermostClass(t *testing.T) {
	t.Parallel()
	err := fault.New(fault.Corrupt, "outer", fault.New(fault.Transient, "inner", errors.New("x")))
	if fault.Of(err) != fault.Corrupt || fault.Is(err, fault.Transient) {
		t.Errorf("%v is %s", err, fault.Of(err))
	}
}
