package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// Job is a package in the making.
type Job struct {
	RFC, Period   string
	Started, Done time.Time // Done zero: it runs
	Result        step.Result
	Returned      string       // why a person returned it
	Stages        []step.Stage // how far each step is that began, in the order of the first word of each
	Expired       bool         // nobody approved it in time
	Failed        bool
	Asked         bool // somebody asked for it, and it has not begun
}

// Broken reports one that ended without a package and goes on no more.
func (j *Job) Broken() bool { return j.Failed || j.Expired || j.Returned != "" }

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

// forget takes a job away that never began.
func (l *jobs) forget(j *Job) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = slices.DeleteFunc(l.all, func(x *Job) bool { return x == j })
}

// told notes how far a step of a job is.
func (l *jobs) told(j *Job) func(step.Stage) {
	return func(s step.Stage) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if i := slices.IndexFunc(j.Stages, func(x step.Stage) bool { return x.Step == s.Step }); i >= 0 {
			j.Stages[i] = s
			return
		}
		j.Stages = append(j.Stages, s)
	}
}

// run does a job in the background.
func (o *Office) run(j *Job, do func(context.Context, func(step.Stage)) (step.Result, error)) {
	o.Go(func(ctx context.Context) {
		r, err := do(ctx, o.jobs.told(j))
		back, returned := errors.AsType[*step.ReturnedError](err)
		if err != nil && !returned {
			o.Failed(err)
		}
		o.jobs.mu.Lock()
		defer o.jobs.mu.Unlock()
		j.Done, j.Result, j.Failed = o.Now(), r, err != nil && !returned
		if returned {
			j.Returned = back.Reason
		}
	})
}

// Build implements Clerk.
func (o *Office) Build(_ context.Context, rfc, period string) (bool, error) {
	j := o.jobs.start(rfc, period, o.Now())
	if j == nil {
		return false, nil
	}
	o.run(j, func(ctx context.Context, told func(step.Stage)) (step.Result, error) {
		return o.Compile(ctx, rfc, period, told)
	})
	return true, nil
}

// Answer implements Clerk. The answer is in the journal before the run goes on:
// one that breaks off afterwards is taken up by the next build.
func (o *Office) Answer(ctx context.Context, in step.ReviewIn) (bool, error) {
	var j *Job
	if !in.Return {
		if j = o.jobs.start(in.RFC, in.Period, o.Now()); j == nil {
			return false, nil
		}
	}
	_, err := (&step.Compile{Books: o.Books, Blobs: o.Blobs, Tool: step.Release, Now: o.Now}).Answer(ctx, in)
	switch {
	case err != nil && j != nil:
		o.jobs.forget(j)
		fallthrough
	case err != nil:
		return false, fmt.Errorf("answer to %s of %s: %w", in.Period, in.RFC, err)
	case j != nil:
		o.run(j, func(ctx context.Context, told func(step.Stage)) (step.Result, error) { return o.Resume(ctx, in, told) })
	}
	return true, nil
}

// Jobs implements Clerk.
func (o *Office) Jobs(_ context.Context, rfc string) (out []Job, err error) {
	o.jobs.mu.Lock()
	defer o.jobs.mu.Unlock()
	for _, j := range slices.Backward(o.jobs.all) {
		if j.RFC == rfc {
			one := *j
			one.Stages = slices.Clone(j.Stages)
			out = append(out, one)
		}
	}
	return out, nil
}

// stageView is one step of what is being built.
type stageView struct {
	Name, State document.Text
	Done, Of    int // of its parts; Of 0 while that is not known
	Now, Ended  bool
}

// stagesOf are the steps of the job that runs; none when none does. Steps before
// one that began are done: what waited for approval goes on in its middle.
func stagesOf(all []Job) (out []stageView) {
	at := slices.IndexFunc(all, func(j Job) bool { return j.Running() })
	if at < 0 || len(all[at].Stages) == 0 { // none began, or nobody tells of them
		return nil
	}
	names := map[string]document.Text{
		"plan": {ES: "Corte de lo que entra", EN: "Cut of what goes in"}, "reconcile": {ES: "Libros de cada material", EN: "Books of each material"},
		"crosscheck": {ES: "Revisión cruzada", EN: "Cross-check"}, "review": {ES: "Aprobación", EN: "Approval"}, "render": {ES: "Escritura del paquete", EN: "Writing the package"},
		"seal": {ES: "Sello y firma", EN: "Seal and signature"}, "deliver": {ES: "Entrega", EN: "Delivery"},
	}
	last := -1 // the furthest that began
	for i, name := range step.Stages() {
		if slices.ContainsFunc(all[at].Stages, func(s step.Stage) bool { return s.Step == name }) {
			last = i
		}
	}
	for i, name := range step.Stages() {
		k := slices.IndexFunc(all[at].Stages, func(s step.Stage) bool { return s.Step == name })
		if name == "review" && k < 0 {
			continue
		}
		v := stageView{Name: names[name], State: document.Text{ES: "falta", EN: "to come"}}
		if k >= 0 {
			v.Done, v.Of = all[at].Stages[k].Done, all[at].Stages[k].Of
		}
		switch {
		case i < last || k >= 0 && v.Of > 0 && v.Done >= v.Of:
			v.State, v.Ended = document.Text{ES: "hecho", EN: "done"}, true
		case k >= 0:
			v.State, v.Now = document.Text{ES: "en curso", EN: "running"}, true
		}
		out = append(out, v)
	}
	return out
}
