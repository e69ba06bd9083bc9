package flow

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Defaults of a Retry entry (States Language specification).
const (
	defaultInterval = 1
	defaultAttempts = 3
	defaultBackoff  = 2.0
	maxAttempts     = 99_999_999
	maxBackoff      = 1000
)

type retrier struct {
	equals   []string
	interval time.Duration
	attempts int
	backoff  float64
	max      time.Duration
}

type catcher struct {
	equals []string
	result []string
	drop   bool
	next   string
}

// delay before retry n, counted from 0.
func (r retrier) delay(n int) time.Duration {
	d := float64(r.interval)
	for range n {
		if d *= r.backoff; d >= float64(r.max) {
			break
		}
	}
	return time.Duration(min(d, float64(r.max)))
}

// handlers takes Retry and Catch.
func (o *object) handlers(st *state, s site) {
	retries := o.array("Retry")
	for i, raw := range retries {
		ro := openObject(fmt.Sprintf("%s.Retry[%d]", o.where, i), raw)
		ro.text("Comment")
		r := retrier{
			equals:   ro.errorNames(i+1 == len(retries)),
			interval: seconds(ro.whole("IntervalSeconds", defaultInterval, 1, MaxSeconds)),
			attempts: ro.whole("MaxAttempts", defaultAttempts, 0, maxAttempts),
			backoff:  ro.number("BackoffRate", defaultBackoff, 1, maxBackoff),
			max:      seconds(ro.whole("MaxDelaySeconds", MaxSeconds, 1, MaxSeconds)),
		}
		ro.oneOf("JitterStrategy", "NONE")
		o.adopt(ro.done())
		st.retry = append(st.retry, r)
	}
	catches := o.array("Catch")
	for i, raw := range catches {
		co := openObject(fmt.Sprintf("%s.Catch[%d]", o.where, i), raw)
		co.text("Comment")
		c := catcher{equals: co.errorNames(i+1 == len(catches)), next: co.text("Next")}
		var holder state
		co.resultPath(&holder, s)
		c.result, c.drop = holder.result, holder.drop
		if c.next == "" {
			co.fail("Next", "missing")
		}
		o.adopt(co.done())
		st.catch = append(st.catch, c)
	}
}

// errorNames takes ErrorEquals. States.ALL stands alone and last, which the
// public validators miss; a reserved name that cannot happen is a misspelling.
func (o *object) errorNames(last bool) []string {
	var out []string
	for _, raw := range o.array("ErrorEquals") {
		name, ok := "", false
		if v, err := decode(raw); err == nil {
			name, ok = v.(string)
		}
		if !ok || name == "" {
			o.fail("ErrorEquals", "expected error names")
		}
		if strings.HasPrefix(name, "States.") && !slices.Contains(reservedNames(), name) {
			o.fail("ErrorEquals", "%q is no error this workflow can raise", name)
		}
		out = append(out, name)
	}
	if len(out) == 0 {
		o.fail("ErrorEquals", "missing")
	}
	if slices.Contains(out, ErrAll) && (len(out) > 1 || !last) {
		o.fail("ErrorEquals", "States.ALL stands alone and in the last entry")
	}
	return out
}

func reservedNames() []string {
	return []string{
		ErrAll, ErrTaskFailed, ErrTimeout, ErrDataLimit, ErrNoChoice, ErrParameterPath,
		ErrResultPath, ErrIntrinsic, ErrItemReader, ErrTolerance,
	}
}
