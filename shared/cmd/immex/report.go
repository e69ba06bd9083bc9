package main

import (
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// outcome is the JSON of one document of an ingest.
type outcome struct {
	SHA256   *string                 `json:"sha256"` // null: the file could not be read from disk
	Name     string                  `json:"name"`
	Parent   *string                 `json:"parent"`
	Kind     document.Kind           `json:"kind"`
	Key      *string                 `json:"key"`
	Status   document.Status         `json:"status"`
	RFC      *string                 `json:"rfc"`
	Findings []pedimento.FindingView `json:"findings"`
	Did      []pedimento.FindingView `json:"did"` // of a document that withdraws a pedimento: what that did to the books
}

// summary is the last object of an ingest.
type summary struct {
	Documents int                     `json:"documents"`
	ByStatus  map[document.Status]int `json:"by_status"`
	Materials int                     `json:"materials"`
}

// report prints one record as the run asks for it.
func (a *app) report(r step.Record) error {
	if a.json {
		return a.emit(outcome{
			SHA256: pedimento.Opt(string(r.SHA)), Name: r.Name, Parent: pedimento.Opt(string(r.Parent)), Kind: r.Kind, Key: pedimento.Opt(r.Key),
			Status: r.Status, RFC: programmeOf(r.RFC), Findings: pedimento.FindingViews(r.Findings, a.lang),
			Did: pedimento.FindingViews(did(&r), a.lang),
		})
	}
	did := did(&r)
	if r.Parent != "" && len(did) == 0 && (r.Status == document.Accepted || r.Status == document.Duplicate || only(r.Findings, "delivery_quarantined")) {
		return nil // the container's line speaks for them
	}
	fmt.Fprintf(a.out, "%-12s %-10s %s\n", a.status(r.Status), r.Kind, r.Name) //nolint:errcheck // a closed pipe ends the process
	for i := range r.Findings {
		x := &r.Findings[i]
		if x.Severity == document.Error || x.Severity == document.Unreadable || r.Status == document.Unsupported {
			fmt.Fprintf(a.out, "             %s %s: %s\n", x.Code, x.In(a.lang), x.Message.In(a.lang)) //nolint:errcheck // same
		}
	}
	for i := range did {
		fmt.Fprintf(a.out, "             %s %s: %s\n", a.severity(did[i].Severity), did[i].Code, did[i].Message.In(a.lang)) //nolint:errcheck // same
	}
	return nil
}

// did is what a document that withdraws a pedimento did to the books; of one
// that proves none, that it did nothing.
func did(r *step.Record) document.Findings {
	if len(r.Did) > 0 || r.Status == document.Duplicate || r.Status == document.Quarantined {
		return r.Did
	}
	var out document.Findings
	for _, f := range r.Findings {
		if f.Code == "pedimento_retirado" {
			out = append(out, f)
		}
	}
	return out
}

// only reports that the one blocking finding is of a code.
func only(fs document.Findings, code string) bool {
	n := 0
	for _, f := range fs {
		if f.Severity == document.Error || f.Severity == document.Unreadable {
			if f.Code != code {
				return false
			}
			n++
		}
	}
	return n == 1
}

func programmeOf(rfc string) *string {
	if rfc == step.Unassigned {
		return nil
	}
	return pedimento.Opt(rfc)
}

func (a *app) status(s document.Status) string { return s.Name().In(a.lang) }

func (a *app) severity(s document.Severity) string { return s.Name().In(a.lang) }

func (a *app) summarise(s summary) error {
	if s.ByStatus[document.Quarantined]+s.ByStatus[document.Unsupported] > 0 {
		a.code = exitQuarantined
	}
	if a.json {
		return a.emit(map[string]summary{"summary": s})
	}
	a.printf("%d documentos: %d aceptados, %d en cuarentena, %d duplicados, %d versiones, %d sin uso; %d materiales al día",
		"%d documents: %d accepted, %d quarantined, %d duplicates, %d versions, %d unsupported; %d materials up to date",
		s.Documents, s.ByStatus[document.Accepted], s.ByStatus[document.Quarantined], s.ByStatus[document.Duplicate],
		s.ByStatus[document.Version], s.ByStatus[document.Unsupported], s.Materials)
	return nil
}
