package desk

import (
	"context"
	"slices"
	"sync"
	"time"

	"example.com/immex/shared/step"
)

// Job is a package in the making.
type Job struct {
	RFC, Period   string
	Started, Done time.Time // Done zero: it runs
	Result        step.Result
	Failed        bool
}

// Running reports that it is not done.
func (j *Job) Running() bool { return j.Done.IsZero() }

// keptJobs is how many jobs are remembered.
const keptJobs = 50

// jobs are those since the start, the earliest first. One runs at a time: a
// compile takes all the cores there are.
type jobs struct {
	mu  sync.Mutex
	all []*Job
}

// start adds a job; nil when one runs.
func (l *jobs) start(rfc, period string, now time.Time) *Job {
	l.mu.Lock()
	defer l.mu.Unlock()
	if slices.ContainsFunc(l.all, (*Job).Running) {
		return nil
	}
	if len(l.all) >= keptJobs {
		l.all = l.all[1:]
	}
	j := &Job{RFC: rfc, Period: period, Started: now}
	l.all = append(l.all, j)
	return j
}

// Build implements Clerk.
func (o *Office) Build(rfc, period string) bool {
	j := o.jobs.start(rfc, period, o.Now())
	if j == nil {
		return false
	}
	o.Go(func(ctx context.Context) {
		r, err := o.Compile(ctx, rfc, period)
		if err != nil {
			o.Failed(err)
		}
		o.jobs.mu.Lock()
		defer o.jobs.mu.Unlock()
		j.Done, j.Result, j.Failed = o.Now(), r, err != nil
	})
	return true
}

// Jobs implements Clerk.
func (o *Office) Jobs(rfc string) (out []Job) {
	o.jobs.mu.Lock()
	defer o.jobs.mu.Unlock()
	for _, j := range slices.Backward(o.jobs.all) {
		if j.RFC == rfc {
			out = append(out, *j)
		}
	}
	return out
}
