package desk

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
)

// Cabinet keeps beside the books what was worked out from them. All of it may be
// thrown away: it is worked out again.
type Cabinet interface {
	// Keep replaces what lies under a name of a programme.
	Keep(rfc, name string, b []byte) error
	// Kept reads it; nil when there is none.
	Kept(rfc, name string) ([]byte, error)
}

// as is the state of something kept, told as what it is while the books are in
// another.
func (s KeptState) as(now KeptState) KeptState {
	s.Before = !s.same(now) && (s.Until > 0 || !s.beyond(now))
	return s
}

// headOf is what stands above a table of something kept that is downloaded: what
// is of before says so in every row.
func (q *Ask) headOf(s *KeptState, on document.Date) report.Head {
	if !s.Before {
		return q.head(on)
	}
	head := q.head(s.On)
	head.State = document.Textf("al %s, %s", "as of %s, %s", s.On, s.entries().In(q.Lang)).In(q.Lang)
	head.Period = head.State
	return head
}

// notice says that something is of before, on the page that shows it.
func (s *KeptState) notice(zone *time.Location) document.Text {
	if !s.Before {
		return document.Text{}
	}
	return document.Textf(
		"Esto es de antes de lo último: al %s, con lo que había llegado el %s (%s). Lo que llegó después se está revisando con todo lo demás y se mostrará aquí cuando esté.",
		"This is of before the latest: as of %s, with what had come in on %s (%s). What came in later is being judged with all the rest and will be shown here when that is done.",
		s.On, moment(s.At, zone), s.entries())
}

// errKept is something kept that is not as it was put away.
var errKept = errors.New("desk: what was kept is damaged")

// KeptState names what something kept follows from.
type KeptState struct {
	Last   int64         // the last entry of the journal that may matter to it
	Behind int           // materials that waited to be matched
	On     document.Date // the day it was asked for
	By     string        // the program and the law
	At     time.Time     // when it was begun
	Before bool          // a later state is being worked out
	// Until is the last entry when the work ended, where some came while it went
	// on: the answer may follow from some of them. Else 0.
	Until int64
}

// beyond reports a state that some of what is asked of may already be behind.
func (s KeptState) beyond(o KeptState) bool {
	return max(s.Last, s.Until) > o.Last && s.On == o.On && s.By == o.By
}

// entries are those it follows from.
func (s *KeptState) entries() document.Text {
	if s.Until > 0 {
		return document.Textf("entre los asientos %d y %d", "between entries %d and %d", s.Last, s.Until)
	}
	return document.Textf("hasta el asiento %d", "up to entry %d", s.Last)
}

// same reports two states that give the same answer.
func (s KeptState) same(o KeptState) bool {
	s.At, o.At, s.Before, o.Before = time.Time{}, time.Time{}, false, false
	return s == o
}

// kept is an answer with its state.
type kept[V any] struct {
	KeptState

	V    V
	Took time.Duration // until it was there
}

// serves reports that an answer of before is given to who asks for a later one
// without waiting: a download is of what the page shows, and what took longer than
// a page waits will again.
func (h *kept[V]) serves(p patience) bool {
	return h != nil && p.settles && (!p.hurried() || h.Took > p.lasts)
}

// keep holds of every programme the last answer to a question that takes long.
// It is worked out once for each state of the books; until it is done, who
// cannot wait gets the answer of before, which says of when it is.
type keep[V any] struct {
	name    string
	cabinet Cabinet // nil: in memory only
	work    func(ctx context.Context, rfc string, of KeptState) (V, error)
	state   func(ctx context.Context, rfc string, on document.Date) (KeptState, error)
	whole   func(*V) error // holds what comes out of the cabinet to what it should be
	failed  func(error)

	mu  sync.Mutex
	all map[string]*keeping[V]
}

// keeping is what is held of one programme.
type keeping[V any] struct {
	mu     sync.Mutex
	looked bool // into the cabinet
	have   *kept[V]
	ready  chan struct{} // closed when the work that goes on ends; nil: none does
	err    error         // of the last work, until it is told
}

func (k *keep[V]) of(rfc string) *keeping[V] {
	k.mu.Lock()
	defer k.mu.Unlock()
	s, ok := k.all[rfc]
	if !ok {
		if k.all == nil {
			k.all = map[string]*keeping[V]{}
		}
		s = &keeping[V]{}
		k.all[rfc] = s
	}
	return s
}

// get is the answer for a state, or, for who does not wait, the last there is.
func (k *keep[V]) get(ctx context.Context, rfc string, now KeptState) (*kept[V], error) {
	p := patienceOf(ctx)
	s := k.of(rfc)
	for {
		s.mu.Lock()
		k.look(s, rfc)
		have, ready, err := s.have, s.ready, s.err
		s.err = nil
		switch {
		case err != nil:
			s.mu.Unlock()
			return nil, err
		case have != nil && (have.same(now) || have.beyond(now) || p.settles && now.Behind > 0):
			s.mu.Unlock()
			return have, nil
		case ready == nil:
			ready = make(chan struct{})
			s.ready = ready
			s.mu.Unlock()
			if p.settles || p.hurried() {
				go k.fill(p.unhurried(ctx), s, rfc, now)
			} else {
				k.fill(ctx, s, rfc, now)
			}
		default:
			s.mu.Unlock()
		}
		if have.serves(p) {
			return have, nil
		}
		if err := p.wait(ctx, ready); err != nil {
			if have != nil && errors.Is(err, errWorking) {
				return have, nil
			}
			return nil, err
		}
	}
}

// look takes out of the cabinet what an earlier run of the program put away.
func (k *keep[V]) look(s *keeping[V], rfc string) {
	if s.looked || k.cabinet == nil {
		return
	}
	s.looked = true
	b, err := k.cabinet.Kept(rfc, k.name)
	if err != nil {
		k.failed(fmt.Errorf("%s of %s: %w", k.name, rfc, err))
	}
	if err != nil || b == nil {
		return
	}
	var have kept[V]
	if err := unsealed(b, &have); err != nil || k.whole(&have.V) != nil {
		return // of another version, or damaged: it is worked out again
	}
	s.have = &have
}

// sealed is an answer as it is put away, with its hash before it.
func sealed[V any](have *kept[V]) ([]byte, error) {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(have); err != nil {
		return nil, fmt.Errorf("put away: %w", err)
	}
	return append([]byte(document.HashOf(b.Bytes())), b.Bytes()...), nil
}

// unsealed reads what was put away; what changed since is an error.
func unsealed[V any](b []byte, have *kept[V]) error {
	n := len(document.HashOf(nil))
	if len(b) < n || string(document.HashOf(b[n:])) != string(b[:n]) {
		return errKept
	}
	if err := gob.NewDecoder(bytes.NewReader(b[n:])).Decode(have); err != nil {
		return fmt.Errorf("%w: %w", errKept, err)
	}
	return nil
}

// fill works the answer out and puts it away.
func (k *keep[V]) fill(ctx context.Context, s *keeping[V], rfc string, of KeptState) {
	have, err := k.made(ctx, rfc, of)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err = err; err == nil {
		s.have, s.looked = have, true
	}
	close(s.ready)
	s.ready = nil
}

func (k *keep[V]) made(ctx context.Context, rfc string, of KeptState) (have *kept[V], err error) {
	defer func() {
		if r := recover(); r != nil { // nobody else catches it where no request waits, and who waits would for ever
			err = fmt.Errorf("%w: %v\n%s", errPanic, r, debug.Stack())
		}
	}()
	done, err := patienceOf(ctx).turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	v, err := k.work(ctx, rfc, of)
	if err != nil {
		return nil, err
	}
	after, err := k.state(ctx, rfc, of.On)
	if err != nil {
		return nil, err
	}
	if after.Last > of.Last {
		of.Until = after.Last
	}
	have = &kept[V]{of, v, after.At.Sub(of.At)}
	if k.cabinet == nil {
		return have, nil
	}
	b, err := sealed(have)
	if err == nil {
		err = k.cabinet.Keep(rfc, k.name, b)
	}
	if err != nil {
		k.failed(fmt.Errorf("%s of %s: %w", k.name, rfc, err))
	}
	return have, nil
}

// follower finds the last entry of a journal that findings and reconciliations
// may follow from: what persons decide about findings is told beside them, and
// what we made of documents is none.
type follower struct {
	mu sync.Mutex
	at map[string]*followed
}

type followed struct{ head, last int64 }

func (f *follower) last(ctx context.Context, books step.Journal, rfc string, head step.Head) (int64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at := f.at[rfc]
	if at == nil {
		if f.at == nil {
			f.at = map[string]*followed{}
		}
		at = &followed{}
		f.at[rfc] = at
	}
	if at.head == 0 {
		return at.back(ctx, books, rfc, head)
	}
	last, err := at.between(ctx, books, rfc, at.head, head)
	if err != nil {
		return 0, err
	}
	at.head, at.last = max(at.head, head.Seq), max(at.last, last)
	return at.last, nil
}

// back looks for the first time, from the end of the journal backwards.
func (f *followed) back(ctx context.Context, books step.Journal, rfc string, head step.Head) (int64, error) {
	const first, times = 64, 8
	for n := int64(first); ; n *= times {
		last, err := f.between(ctx, books, rfc, max(0, head.Seq-n), head)
		if err != nil {
			return 0, err
		}
		if last > 0 || n >= head.Seq {
			f.head, f.last = head.Seq, last
			return last, nil
		}
	}
}

// between is the last of some entries that matters, 0 when none does.
func (f *followed) between(ctx context.Context, books step.Journal, rfc string, after int64, head step.Head) (last int64, err error) {
	for e, err := range books.Entries(ctx, rfc, after) {
		if err != nil {
			return 0, err
		}
		if e.Seq > head.Seq {
			break
		}
		if e.Record.Came() && e.Record.Status != document.Duplicate && !aboutFindings(&e.Record) {
			last = e.Seq
		}
	}
	return last, nil
}

// aboutFindings reports a sound table of what persons decided about findings.
func aboutFindings(r *step.Record) bool {
	return r.Kind == document.KindPlant && len(r.Findings) == 0 && strings.HasPrefix(r.Key, "resoluciones:")
}
