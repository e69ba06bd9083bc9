package catalog

import (
	"errors"

	"example.com/immex/shared/document"
)

// DeferralRow is a country under a treaty that limits how far duty on what is
// not originating may stay deferred when goods return to it (T-MEC art. 2.5).
type DeferralRow struct {
	Pais    string // Apéndice 4
	Acuerdo string
	Validity
}

func addDeferral(c *Catalog, m map[string]string, v Validity) error {
	r := DeferralRow{Pais: m["pais"], Acuerdo: m["acuerdo"], Validity: v}
	if r.Pais == "" || r.Acuerdo == "" {
		return errors.New("pais and acuerdo are required")
	}
	c.deferrals = append(c.deferrals, r)
	return nil
}

// Deferral is the treaty that limits the deferral of duty on goods that return
// to a country, on a date.
func (c *Catalog) Deferral(pais string, on document.Date) (DeferralRow, bool) {
	for i := range c.deferrals {
		if r := &c.deferrals[i]; r.Pais == pais && r.Holds(on) {
			return *r, true
		}
	}
	return DeferralRow{}, false
}
