package step

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// archive reads the accepted documents of a programme again, as they came:
// containers whole, since what lies in one is read together.
type archive struct {
	store  Journal
	blobs  Blobs
	reader Reader
	rfc    string

	// refused hears of the papers that were set apart; nil when nobody asks.
	refused func(*Paper)

	state map[document.Hash]DocumentState
	files []DocumentState // those with bytes of their own that no other contains
	// frozen is of a cut: all its files are on the archive, and one that is not
	// is no file that says nothing.
	frozen bool
	holds  map[document.Hash]bool // the documents that another that counts lies in
	// missing counts the documents that count and whose bytes are on no shelf.
	missing atomic.Int64
}

func newArchive(ctx context.Context, store Journal, blobs Blobs, reader *Reader, rfc string) (*archive, error) {
	docs, err := Documents(ctx, store, rfc)
	if err != nil {
		return nil, err
	}
	a := &archive{store: store, blobs: blobs, reader: *reader.Watched(), rfc: rfc, state: make(map[document.Hash]DocumentState, len(docs))}
	a.reader.Keep, a.reader.again = true, true
	for _, d := range docs {
		a.state[d.Record.SHA] = d
	}
	a.holds = map[document.Hash]bool{}
	for _, d := range docs {
		if usable(d.Record.Status) && !isContainer(d.Record.Kind) {
			for h := d.Record.Parent; h != "" && !a.holds[h]; h = a.state[h].Record.Parent {
				a.holds[h] = true
			}
		}
		if _, inside := a.state[d.Record.Parent]; !inside && !d.Record.Inside {
			a.files = append(a.files, d)
		}
	}
	slices.SortFunc(a.files, func(a, b DocumentState) int { return cmp.Compare(a.Record.SHA, b.Record.SHA) })
	return a, nil
}

// usable reports a document whose word counts.
func usable(s document.Status) bool { return s == document.Accepted || s == document.Version }

// together is how many files are read at once, while another is told.
const together = 2

// rereading is what one file says, when it is there.
type rereading struct {
	file   document.Hash
	papers []*Paper
	err    error
	broke  string // what a reader panicked with
	done   chan struct{}
}

// fill reads the file. A fault of the program is told where the papers are: who
// walks them can tell it, a goroutine would end the process.
func (r *rereading) fill(read func() ([]*Paper, error)) {
	defer close(r.done)
	defer func() {
		if x := recover(); x != nil {
			r.broke = fmt.Sprintf("%v\n%s", x, debug.Stack())
		}
	}()
	r.papers, r.err = read()
}

// each reads files and gives every paper in them whose document counts, file by
// file in the order of their hashes, whatever order they came in. The next files
// are read while one is told.
func (a *archive) each(ctx context.Context, files []DocumentState, fn func(file document.Hash, p *Paper) error) error {
	ctx, stop := context.WithCancel(ctx)
	var readers sync.WaitGroup
	defer readers.Wait()
	defer stop()
	next := make(chan *rereading, together-1)
	readers.Go(func() {
		defer close(next)
		for _, d := range files {
			r := &rereading{file: d.Record.SHA, done: make(chan struct{})}
			select {
			case next <- r:
			case <-ctx.Done():
				return
			}
			readers.Go(func() { r.fill(func() ([]*Paper, error) { return a.read(ctx, d) }) })
		}
	})
	for r := range next {
		<-r.done
		if r.broke != "" {
			panic(r.broke)
		}
		if r.err != nil {
			return r.err // already classified
		}
		for _, p := range r.papers {
			if !a.counts(p) {
				continue
			}
			if err := fn(r.file, p); err != nil {
				return err
			}
		}
	}
	return ctx.Err() //nolint:wrapcheck // cancelled
}

// counts reports a paper whose word counts; of one that was set apart whoever
// asks hears.
func (a *archive) counts(p *Paper) bool {
	s, ok := a.state[p.Record.SHA]
	if ok && s.Record.Status == document.Quarantined && a.refused != nil {
		a.refused(p)
	}
	return ok && usable(s.Record.Status)
}

// read reads one file from the shelf its outcome put it on; one that is on
// neither says nothing.
func (a *archive) read(ctx context.Context, d DocumentState) ([]*Paper, error) {
	for _, shelf := range []Shelf{ShelfArchive, ShelfQuarantine} {
		b, err := a.blobs.Get(ctx, a.rfc, shelf, d.Record.SHA)
		if fault.Is(err, fault.Misconfigured) && !a.frozen {
			continue
		}
		if err != nil {
			return nil, err //nolint:wrapcheck // a fault of the store, already classified
		}
		papers := a.reader.Read(ctx, Input{Name: d.Record.Name, Bytes: b, RFC: a.rfc})
		err = a.reader.Failed()
		if err == nil && ctx.Err() != nil { // a reader that was stopped says nothing of its document
			err = fault.New(fault.Transient, "read a document again", ctx.Err())
		}
		return papers, err
	}
	if usable(d.Record.Status) && (!isContainer(d.Record.Kind) || a.holds[d.Record.SHA]) { // what brought nothing lapses
		a.missing.Add(1)
	}
	return nil, nil
}
