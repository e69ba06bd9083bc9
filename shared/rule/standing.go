package rule

import (
	"cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
)

// State is how far a finding has been worked on.
type State string

// The states. A finding is gone only when its cause is.
const (
	Open         State = "abierto"
	Acknowledged State = "reconocido"
	Resolved     State = "resuelto"
	Suppressed   State = "suprimido"
)

// States lists them in the order of work.
func States() []State { return []State{Open, Acknowledged, Resolved, Suppressed} }

// Title names the state for a reader.
func (s State) Title() document.Text {
	switch s {
	case Open:
		return document.Text{ES: "abierto", EN: "open"}
	case Acknowledged:
		return document.Text{ES: "reconocido", EN: "acknowledged"}
	case Resolved:
		return document.Text{ES: "resuelto", EN: "resolved"}
	case Suppressed:
		return document.Text{ES: "suprimido", EN: "suppressed"}
	}
	return document.Text{ES: string(s), EN: string(s)}
}

// Standing is how a finding that is there stands on a day: by the last
// resolution of it, unless that was about another cause, its suppression has
// ended, or the finding was gone since; then it is open again.
type Standing struct {
	State State
	Again bool              // it was resolved or passed over, and is open again
	By    *plant.Resolution // the last one; nil when nobody has looked at it
	// Assigned is who the last resolution that names somebody gave it to. It
	// stays theirs when it opens again: the cause is another, the desk is not.
	Assigned string
	// Unheard are the decisions of it that count for nothing: another of their
	// day counts after them, and their order does not say so.
	Unheard []*plant.Resolution
}

// StandingOf follows the resolutions of one finding, in the order of their
// days.
func StandingOf(resolutions []plant.Resolution, cause string, on document.Date) Standing {
	out := Standing{State: Open}
	for i := range resolutions {
		if r := &resolutions[i]; r.Fecha <= on {
			out.By = r
			if r.Cede != "" {
				out.Unheard = append(out.Unheard, r)
			}
			out.Assigned = cmp.Or(r.Asignado, out.Assigned)
		}
	}
	if out.By == nil {
		return out
	}
	out.State = State(out.By.Estado)
	other := out.By.Causa != "" && out.By.Causa != cause
	over := out.State == Suppressed && on > out.By.Hasta
	gone := out.By.Ausente.Known() && out.By.Ausente <= on
	if out.State != Open && (other || over || gone) {
		out.State, out.Again = Open, true
	}
	return out
}
