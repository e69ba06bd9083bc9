package dynamo_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// large is a commit of 40 movements in ten materials, as books made anew are one.
func large() chapter {
	return chapter{"anew", func(c *step.Commit) {
		for m := range 10 {
			for g := range 4 {
				x := move(m, fmt.Sprintf("21999999000%04d", g), fmt.Appendf(nil, "%d in %d", g, m))
				c.Movements = append(c.Movements, x)
			}
		}
		for g := range 4 {
			c.Findings = append(c.Findings, finding(fmt.Sprintf("21999999000%04d", g), "x"))
		}
	}}
}

// left is what a large commit left.
type left struct {
	Head      step.Head
	Findings  []step.GroupFindings
	Materials []step.MaterialRef
	Rows      map[string][][]byte
	Edits     map[string][]ledger.Edit
}

func leftBy(t *testing.T, s *dynamo.Store) left {
	t.Helper()
	out := left{Rows: map[string][][]byte{}, Edits: map[string][]ledger.Edit{}}
	var err error
	if out.Head, err = s.Head(t.Context(), rfc); err != nil {
		t.Fatal(err)
	}
	for f, err := range s.GroupFindings(t.Context(), rfc) {
		if err != nil {
			t.Fatal(err)
		}
		out.Findings = append(out.Findings, f)
	}
	if out.Materials, err = s.Materials(t.Context(), rfc); err != nil {
		t.Fatal(err)
	}
	for _, m := range out.Materials {
		rows, err := s.Movements(t.Context(), rfc, m.ID, m.Wanted)
		if err != nil {
			t.Fatal(err)
		}
		m.Applied = 0
		edits, err := s.Edits(t.Context(), rfc, m)
		if err != nil {
			t.Fatal(err)
		}
		out.Rows[m.ID], out.Edits[m.ID] = rows, edits
	}
	return out
}

// TestLargeCommitInSteps: a commit that no process can write in its time is
// written by one after the other, each going on where the last kept how far it
// was; nothing is lost or doubled, and at no moment does anybody see a part of it.
func TestLargeCommitInSteps(t *testing.T) {
	t.Parallel()
	const budget, part = 15, 5 // writes until a process is ended; two parts and their marks
	store := func(api dynamo.API, table string) *dynamo.Store {
		s, err := dynamo.New(api, dynamo.Config{Table: table, Grace: 50 * time.Millisecond, Part: part})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	write := func(ctx context.Context, s *dynamo.Store) error {
		c, err := next(ctx, s, large()) // its first request goes on with a commit that is not finished
		if err != nil || c.After.Seq > 0 {
			return err
		}
		return s.Commit(ctx, c)
	}
	j := &injector{}
	c := j.client(t)
	undisturbed := store(c, dynamotest.Table(t, c))
	if err := write(t.Context(), undisturbed); err != nil {
		t.Fatal(err)
	}
	want, whole := leftBy(t, undisturbed), j.writes
	if whole < 4*budget {
		t.Fatalf("%d writes are no large commit", whole)
	}
	for _, landed := range []bool{false, true} {
		api := dynamotest.Client(t)
		table, writes, deaths := dynamotest.Table(t, api), 0, 0
		for ; ; deaths++ {
			j := &injector{from: budget, times: 1, landed: landed}
			err := write(t.Context(), store(j.client(t), table))
			writes += j.writes
			if !j.dead {
				if err != nil {
					t.Fatal(err)
				}
				break
			}
			if deaths > whole/part {
				t.Fatalf("%d processes of %d writes came no further", deaths, budget)
			}
			reader, err := dynamo.New(api, dynamo.Config{Table: table, Grace: time.Millisecond, ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			if seen, err := reader.Materials(t.Context(), rfc); !fault.Is(err, fault.Transient) && !cmp.Equal(seen, want.Materials) { // its last write may have landed
				t.Fatalf("a part of the commit is seen: %v, %v", seen, err)
			}
		}
		if d := cmp.Diff(want, leftBy(t, store(api, table))); d != "" {
			t.Errorf("something is lost or doubled (-want +got):\n%.4000s", d)
		}
		if again := writes - whole; deaths < 3 || again > deaths*(budget-part) {
			t.Errorf("%d processes were ended; they wrote %d items again of %d", deaths, again, whole)
		}
		t.Logf("%d writes by %d processes of at most %d; %d at once without a death", writes, deaths+1, budget, whole)
	}
}
