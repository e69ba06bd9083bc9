package expediente

import (
	"bytes"
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// counterparts reads the pedimentos of other companies among the facts, and
// holds each to its canonical form.
func counterparts(facts []FactLine) ([]ledger.Transfer, error) {
	var all []ledger.Counterpart
	for i := range facts {
		f := &facts[i]
		if f.Kind != Counterpart {
			continue
		}
		c, err := ledger.DecodeCounterpart(f.Data)
		var again []byte
		if err == nil {
			again, err = c.Encode()
		}
		switch {
		case err != nil:
		case !bytes.Equal(again, f.Data):
			err = errNotCanonical
		case !number(c.Fact.Key) || !c.Fact.IsV1():
			err = fmt.Errorf("%q (%s) is no V1 of 15 digits", c.Fact.Key, c.Fact.Clave)
		}
		if err != nil {
			return nil, factError(f, err)
		}
		all = append(all, *c)
	}
	return ledger.Counterparts(all), nil
}

// pairsFound are what the pairs of the V1 paid in a period say: contradictions
// and warnings, and as information what is still missing.
func (b *Books) pairsFound(from, to document.Date) []report.Found {
	var out []report.Found
	for i := range b.Pairs {
		p := &b.Pairs[i]
		if p.Pago < from || p.Pago > to {
			continue
		}
		findings := p.Findings
		if f, missing := p.Missing(); missing {
			findings = append(findings, f)
		}
		for _, f := range findings {
			out = append(out, report.Found{Pedimento: f.Pedimento, Finding: f.Finding})
		}
	}
	return out
}
