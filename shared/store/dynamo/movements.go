package dynamo

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// refOf reads how far the book of a material is.
func refOf(i item) step.MaterialRef {
	return step.MaterialRef{
		ID: i.text("SK"), Material: ledger.Material{Kind: i.text("kind"), Key: i.text("key"), Unit: i.text("unit")},
		Wanted: i.number(attrWanted), Applied: i.number(attrApplied), Gen: i.number(attrGen),
	}
}

// Dirty implements step.MaterialStore.
func (s *Store) Dirty(ctx context.Context, rfc string) ([]step.MaterialRef, error) {
	if err := usable("read materials", rfc); err != nil {
		return nil, err
	}
	return s.refs(ctx, rfc, "attribute_not_exists(#applied) OR #applied < #wanted")
}

// Materials implements step.MaterialStore.
func (s *Store) Materials(ctx context.Context, rfc string) ([]step.MaterialRef, error) {
	if err := usable("read materials", rfc); err != nil {
		return nil, err
	}
	return s.refs(ctx, rfc, "attribute_exists(#wanted)")
}

func (s *Store) refs(ctx context.Context, rfc, filter string) ([]step.MaterialRef, error) {
	if _, err := s.settle(ctx, rfc); err != nil {
		return nil, err
	}
	var out []step.MaterialRef
	for i, err := range s.merge(ctx, all(materialsPK, rfc, filter)) {
		if err != nil {
			return nil, err
		}
		out = append(out, refOf(i))
	}
	return out, nil
}

// Material implements step.MaterialStore.
func (s *Store) Material(ctx context.Context, rfc, material string) (step.MaterialRef, bool, error) {
	if err := usable("read material", rfc, material); err != nil {
		return step.MaterialRef{}, false, err
	}
	if _, err := s.settle(ctx, rfc); err != nil {
		return step.MaterialRef{}, false, err
	}
	i, err := s.get(ctx, materialsPK(rfc, shardOf(material)), material)
	if err != nil || !i.has(attrWanted) {
		return step.MaterialRef{}, false, err
	}
	return refOf(i), true, nil
}

// Movements implements step.MovementStore: of each group, its last version up
// to the sequence. Versions sort by group, then sequence.
func (s *Store) Movements(ctx context.Context, rfc, material string, upTo int64) ([][]byte, error) {
	if err := usable("read movements", rfc, material); err != nil {
		return nil, err
	}
	if _, err := s.settle(ctx, rfc); err != nil {
		return nil, err
	}
	var out [][]byte
	for i, err := range s.standing(ctx, rfc, material, upTo) {
		if err != nil {
			return nil, err
		}
		b, err := s.unpack(ctx, rfc, i, "data")
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

// Movers implements step.MovementStore.
func (s *Store) Movers(ctx context.Context, rfc, material string) ([]string, error) {
	if err := usable("read movements", rfc, material); err != nil {
		return nil, err
	}
	if _, err := s.settle(ctx, rfc); err != nil {
		return nil, err
	}
	var out []string
	for i, err := range s.standing(ctx, rfc, material, step.Latest) {
		if err != nil {
			return nil, err
		}
		out = append(out, groupOf(i))
	}
	return out, nil
}

// standing walks the last version of each group up to a sequence, but for those
// that left.
func (s *Store) standing(ctx context.Context, rfc, material string, upTo int64) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		var last item
		for i, err := range s.walk(ctx, query{pk: movementsPK(rfc, material)}) {
			if err != nil {
				yield(nil, err)
				return
			}
			if i.number(attrSeq) > upTo {
				continue
			}
			if last != nil && groupOf(last) != groupOf(i) && !last.has(attrGone) && !yield(last, nil) {
				return
			}
			last = i
		}
		if last != nil && !last.has(attrGone) {
			yield(last, nil)
		}
	}
}

// groupOf is the group a version is of.
func groupOf(i item) string {
	group, _, _ := strings.Cut(i.text("SK"), separator)
	return group
}

// Edits implements step.MovementStore: the log of the material says which
// groups moved, and the versions of each are found by its name.
func (s *Store) Edits(ctx context.Context, rfc string, ref step.MaterialRef) ([]ledger.Edit, error) {
	if err := usable("read movements", rfc, ref.ID); err != nil {
		return nil, err
	}
	if ref.Applied >= ref.Wanted {
		return nil, nil
	}
	groups := map[string]bool{}
	for i, err := range s.walk(ctx, query{
		pk: logPK(rfc, ref.ID), sk: "SK BETWEEN :from AND :to",
		values: item{":from": text(seqKey(ref.Applied + 1)), ":to": text(seqKey(ref.Wanted))},
	}) {
		if err != nil {
			return nil, err
		}
		list, err := s.unpack(ctx, rfc, i, logName)
		if err != nil {
			return nil, err
		}
		for g := range strings.SplitSeq(string(list), separator) {
			groups[g] = true
		}
	}
	return parallel(ctx, slices.Sorted(maps.Keys(groups)), func(ctx context.Context, group string) (d ledger.Edit, err error) {
		if d.Old, err = s.version(ctx, rfc, ref.ID, group, ref.Applied); err == nil {
			d.New, err = s.version(ctx, rfc, ref.ID, group, ref.Wanted)
		}
		return d, err
	})
}

// version is what a group did in a material as of a sequence, nil when it was
// not there.
func (s *Store) version(ctx context.Context, rfc, material, group string, upTo int64) ([]byte, error) {
	if upTo == 0 {
		return nil, nil
	}
	q := query{
		pk: movementsPK(rfc, material), sk: "SK BETWEEN :from AND :to", last: true,
		values: item{":from": text(group + separator), ":to": text(group + separator + seqKey(upTo))},
	}
	for i, err := range s.walk(ctx, q) {
		if err != nil {
			return nil, err
		}
		if i.has(attrGone) {
			break
		}
		return s.unpack(ctx, rfc, i, "data")
	}
	return nil, nil
}

// logName holds the groups a commit moved in a material.
const logName = "groups"

// movementWrites are the versions of what groups do in materials, and the log
// of which groups moved. Removals come first, as a group that leaves and comes
// back in one commit stays.
func movementWrites(c *step.Commit, seq int64, w *writes) {
	moved := map[string]map[string]bool{}
	for _, gone := range []bool{true, false} {
		for n := range c.Movements {
			m := &c.Movements[n]
			if (m.Data == nil) != gone {
				continue
			}
			i := at(movementsPK(c.RFC, m.ID), m.Group+separator+seqKey(seq))
			i[attrSeq] = number(seq)
			if gone {
				i[attrGone] = number(1)
			}
			w.add(write{item: i, cond: newer, name: "data", data: m.Data})
			if moved[m.ID] == nil {
				moved[m.ID] = map[string]bool{}
			}
			moved[m.ID][m.Group] = true
		}
	}
	for _, material := range slices.Sorted(maps.Keys(moved)) {
		i := at(logPK(c.RFC, material), seqKey(seq))
		i[attrSeq] = number(seq)
		w.add(write{item: i, cond: newer, name: logName, data: []byte(strings.Join(slices.Sorted(maps.Keys(moved[material])), separator))})
	}
}

// touched are the first movements of every material a commit moves something in.
func touched(c *step.Commit) []*step.MovementRecord {
	seen := map[string]bool{}
	var out []*step.MovementRecord
	for n := range c.Movements {
		if m := &c.Movements[n]; !seen[m.ID] {
			seen[m.ID] = true
			out = append(out, m)
		}
	}
	return out
}

// touch raises wanted of materials.
func (s *Store) touch(ctx context.Context, rfc string, materials []*step.MovementRecord, seq int64) error {
	_, err := parallel(ctx, materials, func(ctx context.Context, m *step.MovementRecord) (struct{}, error) {
		err := s.update(ctx, materialsPK(rfc, shardOf(m.ID)), m.ID, "SET #kind = :kind, #key = :key, #unit = :unit, #wanted = :seq",
			"attribute_not_exists(#wanted) OR #wanted < :seq",
			item{":kind": text(m.Material.Kind), ":key": text(m.Material.Key), ":unit": text(m.Material.Unit), ":seq": number(seq)})
		return struct{}{}, lost(err)
	})
	return err
}
