package expediente

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/programme"
)

// Reviewed is the person who approved a package whose programme asks for one.
// It comes after the cut, so it is no fact of it: the manifest carries it, and
// whoever verifies holds it against the persons the programme file names.
type Reviewed struct {
	Who      string        `json:"quien"`
	Capacity string        `json:"cargo"`
	On       document.Date `json:"fecha"`
}

// reviewed puts the approval of a person where the policy would stand. Who
// closed a period by decision stays: the manifest names both.
func (c *Closing) reviewed(r *Reviewed) {
	if r == nil || c.Approval.Who != "" {
		return
	}
	c.Approval = Approval{Who: r.Who, Capacity: r.Capacity, On: r.On, Policy: document.Textf(
		"Revisado y aprobado por la persona nombrada, a quien el programa designa.", "Reviewed and approved by the person named, whom the programme designates.")}
	if len(c.Missing) > 0 {
		c.Approval.Policy = document.Textf("Revisado y aprobado como %[1]s por la persona nombrada, a quien el programa designa: falta lo que se enumera.",
			"Reviewed and approved as %[1]s by the person named, whom the programme designates: what is listed is missing.", string(c.State))
	}
}

// checkReview holds who approved against the programme file in force.
func (in *Input) checkReview() error {
	var files []programme.File
	for i := range in.Facts {
		if f := &in.Facts[i]; f.Kind == Programme {
			files = append(files, programme.File{Hash: document.HashOf(f.Data), Data: f.Data})
		}
	}
	p, err := programme.InForce(files)
	if err != nil {
		return fault.New(fault.Corrupt, "programme of the cut", err)
	}
	policy, op := p.Review(), "package of "+in.RFC
	switch {
	case policy == nil && in.Reviewed == nil:
		return nil
	case policy == nil:
		return fault.Newf(fault.Misconfigured, op, "%s approved it, and its programme names nobody to", in.Reviewed.Who)
	case in.Reviewed == nil:
		return fault.Newf(fault.Misconfigured, op, "its programme names who approves, and nobody did")
	case !policy.Names(programme.Reviewer{Name: in.Reviewed.Who, Capacity: in.Reviewed.Capacity}):
		return fault.Newf(fault.Misconfigured, op, "%s (%s) approved it and is not named by its programme", in.Reviewed.Who, in.Reviewed.Capacity)
	}
	return nil
}
