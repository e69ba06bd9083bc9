package dynamo

import (
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// live filters out what was removed.
const live = "attribute_not_exists(#gone)"

// pedimentoDigits is the length of a pedimento's number, the only key indexed
// by its suffix.
const pedimentoDigits = 15

// Groups implements step.FactStore.
func (s *Store) Groups(ctx context.Context, rfc string, suffixes []string) (map[string][]step.GroupRef, error) {
	if err := usable("read groups", append([]string{rfc}, suffixes...)...); err != nil {
		return nil, err
	}
	if _, err := s.settle(ctx, rfc); err != nil {
		return nil, err
	}
	refs, err := parallel(ctx, suffixes, func(ctx context.Context, suffix string) ([]step.GroupRef, error) {
		var out []step.GroupRef
		for i, err := range s.walk(ctx, query{pk: suffixPK(rfc, suffix), filter: live}) {
			if err != nil {
				return nil, err
			}
			out = append(out, step.GroupRef{Key: i.text("key"), Group: i.text("group")})
		}
		return out, nil
	})
	if err != nil {
		return nil, err
	}
	out := map[string][]step.GroupRef{}
	for n, suffix := range suffixes {
		if len(refs[n]) > 0 {
			out[suffix] = refs[n]
		}
	}
	return out, nil
}

// Facts implements step.FactStore.
func (s *Store) Facts(ctx context.Context, rfc string, groups []string) ([]step.FactRecord, error) {
	if err := usable("read facts", append([]string{rfc}, groups...)...); err != nil {
		return nil, err
	}
	if _, err := s.settle(ctx, rfc); err != nil {
		return nil, err
	}
	lists, err := parallel(ctx, groups, func(ctx context.Context, g string) (list []step.FactRecord, err error) {
		for i, err := range s.walk(ctx, groupQuery(rfc, g)) {
			if err != nil {
				return nil, err
			}
			f, err := s.fact(ctx, rfc, i)
			if err != nil {
				return nil, err
			}
			list = append(list, f)
		}
		return list, nil
	})
	return slices.Concat(lists...), err
}

func groupQuery(rfc, group string) query {
	return query{pk: factsPK(rfc, shardOf(group)), sk: "begins_with(SK, :sk)", values: item{":sk": text(group + separator)}, filter: live}
}

func (s *Store) fact(ctx context.Context, rfc string, i item) (step.FactRecord, error) {
	data, err := s.unpack(ctx, rfc, i, "data")
	return step.FactRecord{
		Hash: document.Hash(i.text("hash")), Kind: step.FactKind(i.text("kind")), Key: i.text("key"), Group: i.text("group"), Data: data,
	}, err
}

// AllFacts implements step.FactStore. A commit during the walk ends it with a
// Conflict, since facts may have moved across it.
func (s *Store) AllFacts(ctx context.Context, rfc string) iter.Seq2[step.FactRecord, error] {
	return steady(ctx, s, rfc, all(factsPK, rfc, live), func(i item) (step.FactRecord, error) { return s.fact(ctx, rfc, i) })
}

// GroupFindings implements step.FactStore, with the same Conflict.
func (s *Store) GroupFindings(ctx context.Context, rfc string) iter.Seq2[step.GroupFindings, error] {
	return steady(ctx, s, rfc, all(findingsPK, rfc, live), func(i item) (step.GroupFindings, error) {
		g := step.GroupFindings{Group: i.text("SK")}
		b, err := s.unpack(ctx, rfc, i, "data")
		if err != nil {
			return g, err
		}
		return g, fault.New(fault.Corrupt, "findings of "+g.Group, json.Unmarshal(b, &g.Findings))
	})
}

// steady walks partitions and checks that the journal stood still meanwhile.
func steady[T any](ctx context.Context, s *Store, rfc string, qs []query, read func(item) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		err := usable("read facts", rfc)
		var before, after step.Head
		if err == nil {
			before, err = s.settle(ctx, rfc)
		}
		if err != nil {
			yield(zero, err)
			return
		}
		for i, err := range s.merge(ctx, qs) {
			var v T
			if err == nil {
				v, err = read(i)
			}
			if err != nil {
				yield(zero, err)
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if after, err = s.settle(ctx, rfc); err == nil && after != before {
			err = fault.Newf(fault.Conflict, "read the books of "+rfc, "the journal moved from %d to %d meanwhile", before.Seq, after.Seq)
		}
		if err != nil {
			yield(zero, err)
		}
	}
}

// factWrites places the facts of a commit and moves those its regroups name:
// first to their new group, then out of the old one.
func (s *Store) factWrites(ctx context.Context, c *step.Commit, seq int64, first, then *writes) error {
	var leave []item
	moves := destinations(c.Regroups)
	for _, m := range moves {
		for i, err := range s.walk(ctx, groupQuery(c.RFC, m.From)) {
			if err != nil {
				return err
			}
			if i.number(attrSeq) >= seq {
				continue // placed there by this commit, or by one after it
			}
			gone := at(i.text("PK"), i.text("SK"))
			gone[attrSeq], gone[attrGone] = number(seq), number(1)
			leave = append(leave, gone)
			refWrites(c.RFC, i.text("key"), m.From, seq, true, first)
			place(c.RFC, m.To, i, seq, first)
		}
	}
	// after every departure: a group may be left by one regroup and reached by another
	for n := range first.list {
		if i := first.list[n].item; i.has("hash") {
			refWrites(c.RFC, i.text("key"), i.text("group"), seq, false, first)
		}
	}
	for n := range c.Facts {
		f := &c.Facts[n]
		i := at(factsPK(c.RFC, shardOf(f.Group)), factSK(f.Group, f.Hash))
		i["hash"], i["kind"], i["key"], i["group"] = text(string(f.Hash)), text(string(f.Kind)), text(f.Key), text(f.Group)
		i[attrSeq] = number(seq)
		data := f.Data
		if data == nil {
			data = []byte{}
		}
		first.add(write{item: i, cond: absent, name: "data", data: data})
		refWrites(c.RFC, f.Key, f.Group, seq, false, first)
	}
	for _, i := range leave {
		if !first.has(i.text("PK"), i.text("SK")) { // a fact this commit brings again stays
			then.add(write{item: i, cond: newer})
		}
	}
	return nil
}

// place copies a stored fact into another group, its packed bytes as they are.
func place(rfc, group string, from item, seq int64, w *writes) {
	i := item{}
	maps.Copy(i, from)
	i["PK"], i["SK"] = text(factsPK(rfc, shardOf(group))), text(factSK(group, document.Hash(from.text("hash"))))
	i["group"], i[attrSeq] = text(group), number(seq)
	w.add(write{item: i, cond: absent})
}

// refWrites index a fact by its own number and by its group's.
func refWrites(rfc, key, group string, seq int64, gone bool, w *writes) {
	add := func(suffix, key string) {
		i := at(suffixPK(rfc, suffix), key+separator+group)
		i["key"], i["group"], i[attrSeq] = text(key), text(group), number(seq)
		if gone {
			i[attrGone] = number(1)
		}
		w.add(write{item: i, cond: newer})
	}
	if len(key) == pedimentoDigits {
		add(ledger.Suffix(key), key)
	}
	if len(group) == pedimentoDigits && group != key {
		add(ledger.Suffix(group), group)
	}
}

// destinations follows regroups in their order to where each group ends.
func destinations(rs []step.Regroup) []step.Regroup {
	to := map[string]string{}
	for _, r := range rs {
		for from, t := range to {
			if t == r.From {
				to[from] = r.To
			}
		}
		if _, moved := to[r.From]; !moved {
			to[r.From] = r.To
		}
	}
	var out []step.Regroup
	for from, t := range to {
		if from != t {
			out = append(out, step.Regroup{From: from, To: t})
		}
	}
	slices.SortFunc(out, func(a, b step.Regroup) int { return cmp.Compare(a.From, b.From) })
	return out
}

// findingWrites replace the findings of groups.
func findingWrites(c *step.Commit, seq int64, w *writes) error {
	for n := range c.Findings {
		g := &c.Findings[n]
		i := at(findingsPK(c.RFC, shardOf(g.Group)), g.Group)
		i[attrSeq] = number(seq)
		if len(g.Findings) == 0 {
			i[attrGone] = number(1)
			w.add(write{item: i, cond: newer})
			continue
		}
		b, err := json.Marshal(g.Findings)
		if err != nil {
			return fault.New(fault.Corrupt, "findings of "+g.Group, err)
		}
		w.add(write{item: i, cond: newer, name: "data", data: b})
	}
	return nil
}
