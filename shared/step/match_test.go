package step_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/storetest"
)

// plantOf is a programme whose materials all wait for their first book.
func plantOf(t *testing.T, materials int) *world {
	t.Helper()
	w := newWorld(t)
	storetest.Size{Materials: materials, Lots: 2, Exits: 6, Together: 2}.Load(t, w.books, rfc)
	return w
}

// watched is a store that notes what is saved together, and whose reads of
// movements do what a test says.
type watched struct {
	store
	saved  [][]string
	reads  atomic.Int64
	onRead func(read int64) error
}

func (s *watched) SaveBooks(ctx context.Context, rfc string, us []step.BookUpdate) error {
	var ids []string
	for i := range us {
		ids = append(ids, us[i].Book.ID)
	}
	s.saved = append(s.saved, ids)
	return s.store.SaveBooks(ctx, rfc, us)
}

func (s *watched) Movements(ctx context.Context, rfc, material string, upTo int64) ([][]byte, error) {
	if s.onRead != nil {
		if err := s.onRead(s.reads.Add(1)); err != nil {
			return nil, err
		}
	}
	return s.store.Movements(ctx, rfc, material, upTo)
}

// behindNow is how many materials wait for a book.
func (w *world) behindNow(t *testing.T) int {
	t.Helper()
	dirty, err := w.books.Dirty(w.ctx, rfc)
	if err != nil {
		t.Fatal(err)
	}
	return len(dirty)
}

// TestMatchSavesTogether: every material once, at most 256 to a transaction,
// whatever the number of workers.
func TestMatchSavesTogether(t *testing.T) {
	t.Parallel()
	const materials, together = 600, 256
	for _, workers := range []int{0, 1, 3, 200} {
		w := plantOf(t, materials)
		s := &watched{store: w.books}
		last := 0
		n, err := (&step.Match{Books: s, Workers: workers, Progress: func(done, of int) {
			if done <= last || of != materials {
				t.Errorf("%d workers: %d of %d done after %d", workers, done, of, last)
			}
			last = done
		}}).Run(w.ctx, rfc)
		if err != nil || n != materials || last != materials || w.behindNow(t) != 0 {
			t.Fatalf("%d workers: %d materials, %d told, %d behind, %v", workers, n, last, w.behindNow(t), err)
		}
		seen := map[string]bool{}
		for i, ids := range s.saved {
			if len(ids) > together || i < len(s.saved)-1 && len(ids) != together {
				t.Errorf("%d workers: %d books in save %d of %d", workers, len(ids), i+1, len(s.saved))
			}
			for _, id := range ids {
				if seen[id] {
					t.Errorf("%d workers: %s is saved twice", workers, id)
				}
				seen[id] = true
			}
		}
		if len(seen) != materials {
			t.Errorf("%d workers: %d materials saved", workers, len(seen))
		}
	}
}

// TestMatchSavesFewLargeBooks: books of 3 MiB each go three to a transaction, so
// that none waits with hundreds of its size.
func TestMatchSavesFewLargeBooks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	size := storetest.Size{Lots: 1, Exits: 1, Together: 1}
	for k := range 7 {
		m := size.Group(rfc, k, 0)
		moves, err := ledger.UnpackMovements(m.Data)
		if err != nil {
			t.Fatal(err)
		}
		moves.Lots[0].Descripcion = strings.Repeat("x", 3<<20)
		m.Data = moves.Pack()
		storetest.CommitGroup(t, w.books, rfc, m.Group, m)
	}
	s := &watched{store: w.books}
	if _, err := (&step.Match{Books: s, Workers: 2}).Run(w.ctx, rfc); err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, ids := range s.saved {
		got = append(got, len(ids))
	}
	if want := []int{3, 3, 1}; !slices.Equal(got, want) {
		t.Errorf("%v books to a transaction, want %v", got, want)
	}
}

// TestMatchKeepsWhatIsDone: a material that cannot be read stops the pass; the
// books evaluated before it are saved, and the next try does the rest.
func TestMatchKeepsWhatIsDone(t *testing.T) {
	t.Parallel()
	w := plantOf(t, 150)
	away := errors.New("away")
	s := &watched{store: w.books, onRead: func(read int64) error {
		if read == 100 {
			return fault.New(fault.Transient, "read", away)
		}
		return nil
	}}
	m := &step.Match{Books: s, Workers: 1}
	if _, err := m.Run(w.ctx, rfc); !errors.Is(err, away) {
		t.Fatalf("%v, want what the read failed with", err)
	}
	if behind := w.behindNow(t); behind != 51 {
		t.Errorf("%d materials behind, want the one that failed and those after it", behind)
	}
	if n, err := m.Run(w.ctx, rfc); err != nil || n != 51 || w.behindNow(t) != 0 {
		t.Errorf("the next try matches %d materials, %d behind, %v", n, w.behindNow(t), err)
	}
}

// TestMatchStopsWithItsWriter: when a batch cannot be saved, the workers stop
// and its error is the one that is told.
func TestMatchStopsWithItsWriter(t *testing.T) {
	t.Parallel()
	w := plantOf(t, 400)
	s := &failing{store: w.books, saves: []moment{{}, {class: fault.Transient}}}
	m := &step.Match{Books: s, Workers: 3}
	if n, err := m.Run(w.ctx, rfc); !fault.Is(err, fault.Transient) || errors.Is(err, context.Canceled) || n != 0 {
		t.Fatalf("%d materials, %v: want the error of the save", n, err)
	}
	if behind := w.behindNow(t); behind != 400-256 {
		t.Errorf("%d materials behind, want all but the first batch", behind)
	}
	if _, err := m.Run(w.ctx, rfc); err != nil || w.behindNow(t) != 0 {
		t.Errorf("the next try leaves %d behind, %v", w.behindNow(t), err)
	}
}

// TestMatchCalledOff: a match whose context ends is never told as done.
func TestMatchCalledOff(t *testing.T) {
	t.Parallel()
	for _, at := range []int64{1, 2, 70, 150} {
		w := plantOf(t, 150)
		ctx, stop := context.WithCancel(w.ctx)
		defer stop()
		s := &watched{store: w.books, onRead: func(read int64) error {
			if read == at {
				stop()
			}
			return nil
		}}
		if _, err := (&step.Match{Books: s, Workers: 2}).Run(ctx, rfc); err == nil {
			t.Errorf("ended at read %d: told as done", at)
		}
		if _, err := (&step.Match{Books: w.books}).Run(w.ctx, rfc); err != nil || w.behindNow(t) != 0 {
			t.Errorf("ended at read %d: the next try leaves %d behind, %v", at, w.behindNow(t), err)
		}
	}
	w := plantOf(t, 1)
	ctx, stop := context.WithCancel(w.ctx)
	s := &watched{store: w.books, onRead: func(int64) error { stop(); return nil }}
	dirty, err := w.books.Dirty(w.ctx, rfc)
	if err != nil || len(dirty) != 1 {
		t.Fatalf("%v, %v", dirty, err)
	}
	if err := (&step.Match{Books: s}).One(ctx, rfc, dirty[0].ID); err == nil {
		t.Error("one material whose match was called off is told as done")
	}
}

// TestMatchOfDamagedMovements names what cannot be read.
func TestMatchOfDamagedMovements(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := storetest.Size{Materials: 1, Lots: 2, Exits: 2, Together: 2}.Group(rfc, 0, 0)
	m.Data = m.Data[:len(m.Data)-1]
	storetest.CommitGroup(t, w.books, rfc, "damaged", m)
	_, err := (&step.Match{Books: w.books}).Run(w.ctx, rfc)
	if !fault.Is(err, fault.Corrupt) || !errors.Is(err, ledger.ErrPacked) || w.behindNow(t) != 1 {
		t.Errorf("%v", err)
	}
}
