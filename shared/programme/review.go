package programme

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// Revision is who has to approve a package before it is sealed. Without it a
// package is approved by policy and says so.
type Revision struct {
	Aprueba  []string `yaml:"aprueba"`           // "NOMBRE, CARGO": any one of them
	Recuerda int      `yaml:"recordatorio_dias"` // days until a reminder, then one a day
	Limite   int      `yaml:"limite_dias"`       // days after which it ends without approval
}

// The days when the file does not say, and the longest wait there is.
const (
	defaultReminder = 3
	defaultLimit    = 15
	maxLimit        = 90
)

// Reviewer is one who may approve.
type Reviewer struct {
	Name     string `json:"nombre"`
	Capacity string `json:"cargo"`
}

// Review is who approves the packages of a programme, in whole days.
type Review struct {
	Reviewers []Reviewer `json:"aprueba"`
	Reminder  int        `json:"recordatorio_dias"`
	Limit     int        `json:"limite_dias"`
}

// ParseReviewer reads "NAME, CAPACITY".
func ParseReviewer(s string) (Reviewer, bool) {
	name, capacity, _ := strings.Cut(s, ",")
	r := Reviewer{strings.TrimSpace(name), strings.TrimSpace(capacity)}
	return r, r.Name != "" && r.Capacity != ""
}

// Review is the policy of the programme; nil where packages need nobody.
func (p *Programme) Review() *Review {
	if p == nil || len(p.Revision.Aprueba) == 0 {
		return nil
	}
	out := &Review{Reminder: p.Revision.Recuerda, Limit: p.Revision.Limite}
	if out.Limit == 0 {
		out.Limit = defaultLimit
	}
	if out.Reminder == 0 {
		out.Reminder = min(defaultReminder, out.Limit)
	}
	for _, s := range p.Revision.Aprueba {
		if r, ok := ParseReviewer(s); ok { // Read refused any other
			out.Reviewers = append(out.Reviewers, r)
		}
	}
	return out
}

// Names reports whether a person in a capacity is one of those who may approve.
func (r *Review) Names(who Reviewer) bool {
	return r != nil && slices.Contains(r.Reviewers, who)
}

// checkReview holds the policy to whole names and possible days.
func (p *Programme) checkReview(fs *document.Findings, at func(...string) document.Spot) {
	r := &p.Revision
	for _, s := range r.Aprueba {
		if _, ok := ParseReviewer(s); !ok {
			fs.At("programme_value", document.Error, at("revision", "aprueba"), document.Textf(
				"revision.aprueba dice %q; se espera «nombre, cargo».", "revision.aprueba says %q; expected \"name, capacity\".", s))
		}
	}
	limit := r.Limite
	if limit == 0 {
		limit = defaultLimit
	}
	switch {
	case len(r.Aprueba) == 0 && (r.Limite != 0 || r.Recuerda != 0):
		fs.At("programme_value", document.Error, at("revision"), document.Textf(
			"revision no dice quién aprueba; escriba aprueba.", "revision does not say who approves; write aprueba."))
	case r.Limite < 0 || r.Limite > maxLimit || r.Recuerda < 0 || r.Recuerda > limit:
		fs.At("programme_value", document.Error, at("revision"), document.Textf(
			"revision: limite_dias va de 1 a %d y recordatorio_dias de 1 al límite.", "revision: limite_dias is 1 to %d and recordatorio_dias 1 to the limit.", maxLimit))
	}
}
