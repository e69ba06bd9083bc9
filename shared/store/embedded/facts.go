package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// Groups implements step.FactStore.
func (s *Store) Groups(ctx context.Context, rfc string, suffixes []string) (map[string][]step.GroupRef, error) {
	out := map[string][]step.GroupRef{}
	for q := range slices.Chunk(suffixes, batch) {
		query := "SELECT DISTINCT key, grp FROM fact WHERE rfc=? AND suffix IN (" + marks(len(q)) + ")" +
			" UNION SELECT grp, grp FROM named_group WHERE rfc=? AND suffix IN (" + marks(len(q)) + ") ORDER BY 1, 2"
		args := append(bind(rfc, q), bind(rfc, q)...)
		for ref, err := range rows(ctx, s.write, query, args, func(r *sql.Rows) (step.GroupRef, error) {
			var g step.GroupRef
			return g, r.Scan(&g.Key, &g.Group)
		}) {
			if err != nil {
				return nil, err
			}
			out[ledger.Suffix(ref.Key)] = append(out[ledger.Suffix(ref.Key)], ref)
		}
	}
	return out, nil
}

// Facts implements step.FactStore.
func (s *Store) Facts(ctx context.Context, rfc string, groups []string) ([]step.FactRecord, error) {
	var out []step.FactRecord
	for _, g := range groups {
		for f, err := range rows(ctx, s.write, "SELECT grp, hash, kind, key, data FROM fact WHERE rfc=? AND grp=? ORDER BY hash", []any{rfc, g}, scanFact) {
			if err != nil {
				return nil, err
			}
			out = append(out, f)
		}
	}
	return out, nil
}

// AllFacts implements step.FactStore.
func (s *Store) AllFacts(ctx context.Context, rfc string) iter.Seq2[step.FactRecord, error] {
	return rows(ctx, s.read, "SELECT grp, hash, kind, key, data FROM fact WHERE rfc=? ORDER BY grp, hash", []any{rfc}, scanFact)
}

func scanFact(r *sql.Rows) (step.FactRecord, error) {
	var f step.FactRecord
	if err := r.Scan(&f.Group, &f.Hash, &f.Kind, &f.Key, &f.Data); err != nil {
		return f, fmt.Errorf("scan: %w", err)
	}
	return f, nil
}

// GroupFindings implements step.FactStore.
func (s *Store) GroupFindings(ctx context.Context, rfc string) iter.Seq2[step.GroupFindings, error] {
	return rows(ctx, s.read, "SELECT grp, data FROM finding WHERE rfc=? ORDER BY grp", []any{rfc}, func(r *sql.Rows) (step.GroupFindings, error) {
		var g step.GroupFindings
		var b []byte
		if err := r.Scan(&g.Group, &b); err != nil {
			return g, fmt.Errorf("scan: %w", err)
		}
		return g, json.Unmarshal(b, &g.Findings)
	})
}
