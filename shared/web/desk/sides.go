package desk

import (
	"context"
	"fmt"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/step"
)

// Side is one reconciliation, ready to be looked through. It never changes.
type Side struct {
	KeptState

	*sideRows
}

// sideRows is what the books and another side say, with what differs packed.
type sideRows struct {
	Kind                 reconciliation.Kind
	On                   document.Date
	Books, Other, Agreed int
	Note                 document.Text
	Reasons              []reasonCount // in the order they come
	Rows                 *packed[sideRow]
}

// reasonCount is how many differences have one reason, and which rows they are.
type reasonCount struct {
	Reason string
	At     []int32
}

// of are the rows of one reason, all of them for "": how many, and each.
func (s *sideRows) of(reason string) (int, func(int) *sideRow) {
	if reason == "" {
		return s.Rows.Len, s.Rows.at
	}
	var at []int32 // none where nothing has that reason any more
	if n := slices.IndexFunc(s.Reasons, func(r reasonCount) bool { return r.Reason == reason }); n >= 0 {
		at = s.Reasons[n].At
	}
	return len(at), func(i int) *sideRow { return s.Rows.at(int(at[i])) }
}

// sideRow is one difference; what it is worth is text, which packs as it is.
type sideRow struct {
	Reason, Key, Books, Other, Pesos string
	Severity                         document.Severity
	Partida                          int
	On                               document.Date
	Says, Fix                        document.Text
}

// sidesOf packs reconciliations.
func sidesOf(all []*reconciliation.Result) (out []*sideRows, err error) {
	for _, r := range all {
		s := &sideRows{Kind: r.Kind, On: r.On, Books: r.Books, Other: r.Other, Agreed: r.Agreed, Note: r.Note}
		rows, at := make([]sideRow, len(r.Differences)), map[string]int{}
		for i := range r.Differences {
			x := &r.Differences[i]
			rows[i] = sideRow{x.Reason, x.Key, x.Books, x.Other, x.Pesos.String(), x.Severity, x.Partida, x.On, x.Says, x.Fix}
			reason := x.Reason
			n, ok := at[reason]
			if !ok {
				n = len(s.Reasons)
				at[reason], s.Reasons = n, append(s.Reasons, reasonCount{Reason: reason})
			}
			s.Reasons[n].At = append(s.Reasons[n].At, int32(i))
		}
		if s.Rows, err = pack(rows); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// wholeSides holds what came out of the cabinet to what it should be.
func wholeSides(all *[]*sideRows) error {
	if len(*all) != len(reconciliation.Kinds()) {
		return errKept
	}
	for i, s := range *all {
		if s == nil || s.Rows == nil || s.Kind != reconciliation.Kinds()[i] {
			return errKept
		}
		if err := s.Rows.whole(); err != nil {
			return err
		}
		if !s.counted() {
			return fmt.Errorf("%w: the rows of its reasons", errKept)
		}
	}
	return nil
}

// counted reports that every row has its one reason.
func (s *sideRows) counted() bool {
	seen := make([]bool, s.Rows.Len)
	n := 0
	for _, r := range s.Reasons {
		for _, i := range r.At {
			if i < 0 || int(i) >= len(seen) || seen[i] {
				return false
			}
			seen[i] = true
			n++
		}
	}
	return n == len(seen)
}

// Reconcile implements Judges. Today's are kept; those of another day are worked
// out when they are asked for.
func (o *Office) Reconcile(ctx context.Context, rfc string, on document.Date, today bool) (out []*Side, err error) {
	now, at, err := o.state(ctx, rfc, on)
	if err != nil {
		return nil, err
	}
	var all []*sideRows
	if today {
		have, err := o.sides.get(ctx, rfc, now)
		if err != nil {
			return nil, err
		}
		all, now = have.V, have.as(now)
	} else {
		o.days.forget(func(k dayKey) bool { return k.before(at) })
		if all, err = o.days.of(ctx, dayKey{at, on}, func(ctx context.Context) ([]*sideRows, error) { return o.reconciled(ctx, rfc, on) }); err != nil {
			return nil, err
		}
	}
	for _, s := range all {
		out = append(out, &Side{now, s})
	}
	return out, nil
}

func (o *Office) reconciled(ctx context.Context, rfc string, on document.Date) (out []*sideRows, err error) {
	err = o.judge(rfc, func(j *step.Judge) error {
		all, err := j.Reconcile(ctx, rfc, reconciliation.Kinds(), on)
		if err != nil {
			return fmt.Errorf("reconciliations of %s: %w", rfc, err)
		}
		out, err = sidesOf(all)
		return err
	})
	return out, err
}
