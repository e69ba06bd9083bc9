package e2e_test

import (
	"slices"
	"strings"
	"sync"
	"time"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/lambdaio/runtimetest"
)

// fleet is a stack whose queues several functions of each kind work off at
// once, as Lambda does.
type fleet struct {
	*stack
	crew map[string][]*runtimetest.Function
	// unruly deliveries come twice, in reverse, once more after they were done,
	// and matching waits until every document is in.
	unruly bool

	mu     sync.Mutex // of all below
	ingest line
	match  line
	late   []queued // for match
	err    error
}

// line is a queue with what is on its way from it.
type line struct {
	waiting []queued
	flying  int
	busy    map[string]bool // groups on their way
}

// batches are the sizes of template.yaml but for ingest, which gets each
// document alone, so that its time is known.
const (
	ingestBatch = 1
	matchBatch  = 10
)

// staff deploys so many functions for each queue, and readers for them.
func (s *stack) staff(hands int) *fleet {
	s.t.Helper()
	f := &fleet{stack: s, crew: map[string][]*runtimetest.Function{}}
	for _, verb := range []string{"ingest", "read", "match"} {
		f.crew[verb] = []*runtimetest.Function{s.functions[verb]}
		for range hands - 1 {
			one := s.function(verb, s.env[verb], time.Minute)
			f.crew[verb] = append(f.crew[verb], one)
			if verb == "read" {
				s.aws.readers <- one
			}
		}
	}
	return f
}

// arrive puts the documents into their places and gives the messages about
// them: mails by their door, the rest dropped.
func (f *fleet) arrive(list []parcel) []queued {
	f.t.Helper()
	var out []queued
	for _, p := range list {
		if id, ok := strings.CutSuffix(p.name, ".eml"); ok {
			f.put("mail/"+p.rfc+id, p.bytes)
			for range 1 + map[bool]int{true: 1}[f.unruly] {
				var taken cloud.MailOut
				if f.call("mail", receipt(p.rfc+id, p.rfc, "PASS"), &taken); taken.Taken != 1 {
					f.t.Errorf("mail %s: %+v", p.name, taken)
				}
			}
			continue
		}
		key := "inbox/" + p.rfc + "/" + p.name
		f.put(key, p.bytes)
		out = append(out, f.created(key))
	}
	out = append(out, f.aws.take(ingestQueue)...)
	if f.unruly {
		for _, m := range slices.Clone(out) {
			m.id += "-twice"
			out = append(out, m)
		}
		slices.Reverse(out)
	}
	return out
}

// work delivers the messages until both queues are empty.
func (f *fleet) work(messages []queued) {
	f.t.Helper()
	f.ingest, f.match = line{waiting: messages, busy: map[string]bool{}}, line{busy: map[string]bool{}}
	var hands sync.WaitGroup
	for _, one := range f.crew["ingest"] {
		hands.Go(func() { f.pull(one, &f.ingest, ingestBatch) })
	}
	for _, one := range f.crew["match"] {
		hands.Go(func() { f.pull(one, &f.match, matchBatch) })
	}
	hands.Wait()
	if f.err != nil {
		f.t.Fatal(f.err)
	}
}

// pull has one function work on a queue until there is nothing left in any.
func (f *fleet) pull(one *runtimetest.Function, from *line, batch int) {
	for {
		part, over := f.take(from, batch)
		if over {
			return
		}
		if len(part) == 0 {
			time.Sleep(2 * time.Millisecond) // a queue is polled
			continue
		}
		groups := make([]string, len(part))
		for i, m := range part {
			groups[i] = m.group
		}
		again, dead, err := send(f.t.Context(), one, part)
		if err == nil && f.unruly && len(again)+len(dead) == 0 && strings.HasSuffix(part[0].id, "0") { // its visibility ran out all the same
			again, dead, err = send(f.t.Context(), one, part)
		}
		f.mu.Lock()
		from.flying--
		for _, g := range groups {
			delete(from.busy, g)
		}
		from.waiting, f.dead = append(from.waiting, again...), append(f.dead, dead...)
		if f.err == nil {
			f.err = err
		}
		f.mu.Unlock()
	}
}

// take gives the next messages of a queue, none of a group on its way; over
// says that both queues have had their last.
func (f *fleet) take(from *line, batch int) (part []queued, over bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	matches := f.aws.take(matchQueue)
	if f.unruly {
		f.late, matches = append(f.late, matches...), nil
	}
	f.match.waiting = append(f.match.waiting, matches...)
	done := len(f.ingest.waiting)+f.ingest.flying == 0
	if done && len(f.late) > 0 {
		slices.Reverse(f.late)
		f.match.waiting, f.late = slices.Concat(f.match.waiting, f.late, f.late), nil
	}
	if f.err != nil || done && len(f.match.waiting)+f.match.flying == 0 {
		return nil, true
	}
	taken := map[string]bool{}
	var left []queued
	for _, m := range from.waiting {
		if len(part) == batch || m.group != "" && from.busy[m.group] {
			left = append(left, m)
			continue
		}
		part, taken[m.group] = append(part, m), true
	}
	for g := range taken {
		from.busy[g] = g != ""
	}
	if from.waiting = left; len(part) > 0 {
		from.flying++
	}
	return part, false
}
