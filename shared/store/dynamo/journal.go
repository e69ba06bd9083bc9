package dynamo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// The attributes of a commit item, whose SK is the sequence it comes after:
// two commits on the same head want the same item, and one gets it.
const (
	attrHash    = "hash"    // of its last entry
	attrToken   = "by"      // the attempt that wrote it
	attrPending = "pending" // until everything derived from it is written
	attrWritten = "written" // how much of that is, of a large commit
	attrTerms   = "terms"   // what it was resolved under
	entriesName = "entries"
	changesName = "changes"
)

// Head implements step.Journal.
func (s *Store) Head(ctx context.Context, rfc string) (step.Head, error) {
	if err := usable("read journal", rfc); err != nil {
		return step.Head{}, err
	}
	return s.settle(ctx, rfc)
}

// A commit is as a rule finished within hundredths of a second: who waits for
// it looks soon, then less and less often.
const (
	firstLook = 4 * time.Millisecond
	lastLook  = 100 * time.Millisecond
)

// settle is the head of a journal with everything before it readable: a commit
// whose writer died is finished first.
func (s *Store) settle(ctx context.Context, rfc string) (step.Head, error) {
	last, err := s.last(ctx, rfc)
	if err != nil {
		return step.Head{}, err
	}
	pause := firstLook
	for waited := time.Duration(0); last.has(attrPending); pause = min(2*pause, lastLook) {
		if waited >= s.grace {
			if s.readOnly {
				return step.Head{}, fault.Newf(fault.Transient, "read journal of "+rfc, "its last commit is not finished and this role may not finish it")
			}
			if err := s.finish(ctx, rfc, last); err != nil {
				return step.Head{}, err
			}
			break
		}
		pause = min(pause, s.grace-waited)
		waited += pause
		select {
		case <-ctx.Done():
			return step.Head{}, fault.New(fault.Transient, "read journal of "+rfc, ctx.Err())
		case <-time.After(pause):
		}
		before := last
		if last, err = s.last(ctx, rfc); err != nil {
			return step.Head{}, err
		}
		if !s.readOnly && last.number(attrWritten) != before.number(attrWritten) {
			waited = 0 // somebody is writing a large commit
		}
	}
	return step.Head{Seq: last.number(attrSeq), Hash: document.Hash(last.text(attrHash)), Terms: last.text(attrTerms)}, nil
}

// last is the newest commit item, nil for an empty journal.
func (s *Store) last(ctx context.Context, rfc string) (item, error) {
	for i, err := range s.walk(ctx, query{pk: journalPK(rfc), last: true}) {
		return i, err
	}
	return nil, nil //nolint:nilnil // an empty journal is no error
}

// finish writes what derives from a commit, from what the commit item keeps.
func (s *Store) finish(ctx context.Context, rfc string, i item) error {
	c := step.Commit{RFC: rfc}
	changes, err := s.unpack(ctx, rfc, i, changesName)
	if err != nil {
		return err
	}
	if err := decodeChanges(changes, &c); err != nil {
		return fault.New(fault.Corrupt, "finish the commit after "+i.text("SK")+" of "+rfc, err)
	}
	if c.Entries, err = s.entries(ctx, rfc, i); err != nil {
		return err
	}
	err = s.fanOut(ctx, &c, i.text("SK"), i.number(attrWritten))
	if fault.Is(err, fault.Conflict) { // a transaction in flight: the reader's own work is in no conflict
		return fault.New(fault.Transient, "finish the commit after "+i.text("SK")+" of "+rfc, err)
	}
	return err
}

// Commit implements step.Journal.
func (s *Store) Commit(ctx context.Context, c step.Commit) error {
	if err := usableCommit(&c); err != nil {
		return err
	}
	if len(c.Entries) == 0 {
		return fault.Newf(fault.Misconfigured, "commit", "a commit without a journal entry has no place in the journal of %s", c.RFC)
	}
	head, err := s.settle(ctx, c.RFC)
	if err != nil {
		return err
	}
	if head != c.After {
		return fault.Newf(fault.Conflict, "commit", "the journal of %s is at %d, this commit was computed on %d", c.RFC, head.Seq, c.After.Seq)
	}
	i, err := s.commitItem(ctx, &c)
	if err != nil {
		return err
	}
	if head.Seq == 0 { // before the commit: Programmes leaves out who has none
		if err := s.put(ctx, at(registry, c.RFC), "", nil); err != nil {
			return err
		}
	}
	if err := s.switchHead(ctx, i); err != nil {
		return err
	}
	// The commit has happened. Should the rest fail here, whoever reads next
	// finishes it and says why when it cannot; an error would make the caller
	// report as failed what is in the books.
	_ = s.fanOut(ctx, &c, i.text("SK"), 0)
	return nil
}

// commitItem stores what the commit brings and returns the item that makes it
// so.
func (s *Store) commitItem(ctx context.Context, c *step.Commit) (item, error) {
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	enc.SetEscapeHTML(false)
	for i := range c.Entries {
		if err := enc.Encode(&c.Entries[i]); err != nil {
			return nil, fault.New(fault.Corrupt, "commit "+c.Entries[i].Record.Name, err)
		}
	}
	changes, err := encodeChanges(c)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "commit", err)
	}
	last := &c.Entries[len(c.Entries)-1]
	i := at(journalPK(c.RFC), seqKey(c.After.Seq))
	i[attrSeq], i[attrHash] = number(last.Seq), text(string(last.Hash))
	i[attrToken], i[attrPending] = text(token()), number(1)
	if c.Terms != "" {
		i[attrTerms] = text(c.Terms)
	}
	if err := s.pack(ctx, c.RFC, i, entriesName, lines.Bytes(), commitLimit); err != nil {
		return nil, err
	}
	return i, s.pack(ctx, c.RFC, i, changesName, changes, commitLimit)
}

// switchHead is the commit. When the answer is lost it looks whether the item
// that is there is its own.
func (s *Store) switchHead(ctx context.Context, i item) error {
	err := s.put(ctx, i, "attribute_not_exists(PK)", nil)
	if err == nil {
		return nil
	}
	const patience = 10 * time.Second // the caller's context may be what ended
	look, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	there, lookErr := s.get(look, i.text("PK"), i.text("SK"))
	if lookErr != nil {
		return fault.New(fault.Transient, "commit", errors.Join(err, lookErr))
	}
	if there.text(attrToken) == i.text(attrToken) {
		return nil
	}
	return err
}

// Entries implements step.Journal.
func (s *Store) Entries(ctx context.Context, rfc string, after int64) iter.Seq2[step.Entry, error] {
	return func(yield func(step.Entry, error) bool) {
		if err := usable("read journal", rfc); err != nil {
			yield(step.Entry{}, err)
			return
		}
		from, err := s.commitBefore(ctx, rfc, after)
		if err != nil {
			yield(step.Entry{}, err)
			return
		}
		if from == "" {
			return
		}
		for i, err := range s.walk(ctx, query{pk: journalPK(rfc), sk: "SK >= :sk", values: item{":sk": text(from)}}) {
			if err != nil {
				yield(step.Entry{}, err)
				return
			}
			if !s.give(ctx, rfc, i, after, yield) {
				return
			}
		}
	}
}

// give yields the entries of one commit that come after a sequence, and
// reports whether the caller wants more.
func (s *Store) give(ctx context.Context, rfc string, i item, after int64, yield func(step.Entry, error) bool) bool {
	list, err := s.entries(ctx, rfc, i)
	if err != nil {
		yield(step.Entry{}, err)
		return false
	}
	for _, e := range list {
		if e.Seq > after && !yield(e, nil) {
			return false
		}
	}
	return true
}

// commitBefore is the sort key of the last commit that starts at or before a
// sequence: the one that holds the entry after it, or the one before; "" when
// the journal is empty.
func (s *Store) commitBefore(ctx context.Context, rfc string, after int64) (from string, err error) {
	for i, err := range s.walk(ctx, query{pk: journalPK(rfc), sk: "SK <= :sk", values: item{":sk": text(seqKey(after))}, last: true}) {
		if err != nil {
			return "", err
		}
		from = i.text("SK")
	}
	return from, nil
}

// entries decodes those of one commit.
func (s *Store) entries(ctx context.Context, rfc string, i item) ([]step.Entry, error) {
	b, err := s.unpack(ctx, rfc, i, entriesName)
	if err != nil {
		return nil, err
	}
	var out []step.Entry
	for d := json.NewDecoder(bytes.NewReader(b)); ; {
		var e step.Entry
		if err := d.Decode(&e); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, fault.New(fault.Corrupt, "read journal of "+rfc, fmt.Errorf("commit after %s: %w", i.text("SK"), err))
		}
		out = append(out, e)
	}
}

// Programmes implements step.Journal: those registered whose first commit
// happened.
func (s *Store) Programmes(ctx context.Context) ([]string, error) {
	var out []string
	for i, err := range s.walk(ctx, query{pk: registry}) {
		if err != nil {
			return nil, err
		}
		first, err := s.last(ctx, i.text("SK"))
		if err != nil {
			return nil, err
		}
		if first != nil {
			out = append(out, i.text("SK"))
		}
	}
	return out, nil
}
