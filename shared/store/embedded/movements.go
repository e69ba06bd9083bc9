package embedded

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

const refColumns = "SELECT id, kind, key, unit, wanted, applied, gen FROM material WHERE rfc=?"

func scanRef(scan func(...any) error) (step.MaterialRef, error) {
	var m step.MaterialRef
	return m, scan(&m.ID, &m.Material.Kind, &m.Material.Key, &m.Material.Unit, &m.Wanted, &m.Applied, &m.Gen)
}

// Dirty implements step.MaterialStore.
func (s *Store) Dirty(ctx context.Context, rfc string) ([]step.MaterialRef, error) {
	return s.refs(ctx, rfc, " AND applied<wanted")
}

// Materials implements step.MaterialStore.
func (s *Store) Materials(ctx context.Context, rfc string) ([]step.MaterialRef, error) {
	return s.refs(ctx, rfc, "")
}

func (s *Store) refs(ctx context.Context, rfc, where string) ([]step.MaterialRef, error) {
	var out []step.MaterialRef
	for m, err := range rows(ctx, s.read, refColumns+where+" ORDER BY id", []any{rfc}, func(r *sql.Rows) (step.MaterialRef, error) { return scanRef(r.Scan) }) {
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// Material implements step.MaterialStore.
func (s *Store) Material(ctx context.Context, rfc, material string) (step.MaterialRef, bool, error) {
	m, err := scanRef(s.read.QueryRowContext(ctx, refColumns+" AND id=?", rfc, material).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return m, false, nil
	}
	return m, err == nil, fault.New(fault.Transient, "read material", err)
}

// Movements implements step.MovementStore: of each group, its last version up
// to the sequence.
func (s *Store) Movements(ctx context.Context, rfc, material string, upTo int64) ([][]byte, error) {
	rs, err := s.query(ctx, "SELECT grp, data FROM movement WHERE rfc=? AND material=? AND seq<=? ORDER BY grp, seq", rfc, material, upTo)
	if err != nil {
		return nil, fault.New(fault.Transient, "read movements", err)
	}
	defer rs.Close() //nolint:errcheck // reading only
	var v versions
	var group, data sql.RawBytes
	for rs.Next() {
		if err := rs.Scan(&group, &data); err != nil {
			return nil, fault.New(fault.Corrupt, "read movements", err)
		}
		v.add(group, data)
	}
	if err := rs.Err(); err != nil {
		return nil, fault.New(fault.Transient, "read movements", err)
	}
	return v.last, nil
}

// versions keep the last one of what each group does in a material. They come
// by group, the last one last, without data where the group left.
type versions struct {
	last  [][]byte
	group []byte // the one that came before
	stays bool   // with data, at the end of last
	room  []byte // for what comes
}

// add copies what it is given.
func (v *versions) add(group, data []byte) {
	if v.stays && bytes.Equal(group, v.group) {
		v.last = v.last[:len(v.last)-1]
	}
	v.group, v.stays = append(v.group[:0], group...), data != nil
	if !v.stays {
		return
	}
	if len(v.room)+len(data) > cap(v.room) { // a material has one or hundreds of small ones
		const least, most = 1 << 10, 64 << 10
		v.room = make([]byte, 0, max(len(data), min(2*cap(v.room), most), least))
	}
	from := len(v.room)
	v.room = append(v.room, data...)
	v.last = append(v.last, v.room[from:len(v.room):len(v.room)])
}

// Movers implements step.MovementStore.
func (s *Store) Movers(ctx context.Context, rfc, material string) ([]string, error) {
	var out []string
	const last = "SELECT grp FROM movement AS m WHERE rfc=? AND material=? AND data IS NOT NULL AND seq=" +
		"(SELECT max(seq) FROM movement WHERE rfc=m.rfc AND material=m.material AND grp=m.grp) ORDER BY grp"
	for group, err := range rows(ctx, s.read, last, []any{rfc, material}, func(r *sql.Rows) (group string, err error) { return group, r.Scan(&group) }) {
		if err != nil {
			return nil, err
		}
		out = append(out, group)
	}
	return out, nil
}

// Edits implements step.MovementStore: touched says which groups moved, and
// the versions of each are found by its name.
func (s *Store) Edits(ctx context.Context, rfc string, ref step.MaterialRef) ([]ledger.Edit, error) {
	groups := map[string]bool{}
	for list, err := range rows(ctx, s.read, "SELECT groups FROM touched WHERE rfc=? AND material=? AND seq>? AND seq<=?", []any{rfc, ref.ID, ref.Applied, ref.Wanted},
		func(r *sql.Rows) (string, error) {
			var list string
			return list, r.Scan(&list)
		}) {
		if err != nil {
			return nil, err
		}
		for g := range strings.SplitSeq(list, groupSeparator) {
			groups[g] = true
		}
	}
	stmt, err := s.statement(ctx, "SELECT data FROM movement WHERE rfc=? AND material=? AND grp=? AND seq<=? ORDER BY seq DESC LIMIT 1")
	if err != nil {
		return nil, fault.New(fault.Transient, "read movements", err)
	}
	out := make([]ledger.Edit, 0, len(groups))
	for _, g := range slices.Sorted(maps.Keys(groups)) {
		var d ledger.Edit
		for _, at := range []struct {
			seq  int64
			data *[]byte
		}{{ref.Applied, &d.Old}, {ref.Wanted, &d.New}} {
			err := stmt.QueryRowContext(ctx, rfc, ref.ID, g, at.seq).Scan(at.data)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return nil, fault.New(fault.Transient, "read movements", err)
			}
		}
		out = append(out, d)
	}
	return out, nil
}

// MaterialsOf implements step.Finder: a look into the index for each material.
func (s *Store) MaterialsOf(ctx context.Context, rfc string, groups []string) (out []string, err error) {
	if len(groups) == 0 {
		return nil, nil
	}
	q := "SELECT id FROM material m WHERE m.rfc=? AND EXISTS (SELECT 1 FROM movement v WHERE v.rfc=m.rfc AND v.material=m.id AND v.grp IN (" + marks(len(groups)) + ")) ORDER BY id"
	for id, err := range rows(ctx, s.read, q, bind(rfc, groups), func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) }) {
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

// groupSeparator stands between the groups a commit touched: no name has it.
const groupSeparator = "\n"

// movements writes a version of each group that moves, and which groups of
// which material moved.
func (w *writer) movements(ms []step.MovementRecord) {
	// a group that leaves and comes back in one commit stays
	ordered := slices.Clone(ms)
	slices.SortStableFunc(ordered, func(a, b step.MovementRecord) int {
		switch {
		case (a.Data == nil) == (b.Data == nil):
			return 0
		case a.Data == nil:
			return -1
		}
		return 1
	})
	w.keep(ordered)
	at := map[string]int{}
	var touched []step.MovementRecord
	var groups []map[string]bool
	for _, m := range ms {
		i, seen := at[m.ID]
		if !seen {
			i = len(touched)
			at[m.ID], touched, groups = i, append(touched, m), append(groups, map[string]bool{})
		}
		groups[i][m.Group] = true
		if strings.Contains(m.Group, groupSeparator) && w.err == nil {
			w.err = fault.Newf(fault.Misconfigured, "commit", "%.80q cannot be the name of a group", m.Group)
		}
	}
	w.each(`INSERT INTO material (rfc, id, kind, key, unit, wanted) VALUES (?,?,?,?,?,?)
		ON CONFLICT (rfc, id) DO UPDATE SET wanted=excluded.wanted`, len(touched), func(i int) []any {
		m := &touched[i]
		return []any{w.rfc, m.ID, m.Material.Kind, m.Material.Key, m.Material.Unit, w.seq}
	})
	w.each("INSERT INTO touched (rfc, material, seq, groups) VALUES (?,?,?,?)", len(touched), func(i int) []any {
		return []any{w.rfc, touched[i].ID, w.seq, strings.Join(slices.Sorted(maps.Keys(groups[i])), groupSeparator)}
	})
}

// keep writes movements.
func (w *writer) keep(ms []step.MovementRecord) {
	w.insert("INSERT OR REPLACE INTO movement (rfc, material, grp, seq, data) VALUES ", "(?,?,?,?,?)", len(ms), func(args []any, i int) []any {
		return append(args, w.rfc, ms[i].ID, ms[i].Group, w.seq, ms[i].Data)
	})
}
