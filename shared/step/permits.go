package step

import (
	"context"

	"example.com/immex/shared/document"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/unit"
)

// Permits are the authorisations of a programme with what its declarations
// used of them until a day. Of several sources of a pedimento the best counts,
// and of a chain of rectifications the last.
type Permits struct {
	RFC     string
	On      document.Date
	Account *permiso.Account
	// Declarations is how many declarations were looked at.
	Declarations int
}

// Permits adds up the uses in the archive of a programme. It asks no rule.
func (j *Judge) Permits(ctx context.Context, rfc string, on document.Date) (*Permits, error) {
	basis, err := CurrentBasis(ctx, j.Books, rfc)
	if err != nil {
		return nil, err
	}
	out := &Permits{RFC: rfc, On: on, Account: &permiso.Account{}}
	if basis.Plant == nil || len(basis.Plant.Allowed()) == 0 {
		return out, nil
	}
	var auths []permiso.Authorisation
	for _, a := range basis.Plant.Allowed() {
		auths = append(auths, a.Authorisation)
	}
	uses := &useGatherer{}
	run := *j
	run.lean, run.terse = true, true
	run.Rules = []*rule.Rule{{Code: "permits", Authority: rule.Ours, Series: func() rule.Series { return uses }}}
	judged, err := run.Run(ctx, rfc, 0, on)
	if err != nil {
		return nil, err
	}
	out.Declarations = judged.Declarations
	out.Account = permiso.Of(auths, uses.uses, unit.Default(), on)
	return out, nil
}

// useGatherer takes the uses of every declaration in force.
type useGatherer struct{ uses []permiso.Use }

// Add implements rule.Series.
func (g *useGatherer) Add(c *rule.Case) {
	if c.Others.Superseded(c.P.Number) == "" {
		g.uses = append(g.uses, permiso.UsesOf(c.P, c.Temporal)...)
	}
}

// Close implements rule.Series.
func (*useGatherer) Close(*rule.Sink) rule.Outcome { return rule.Pass }
