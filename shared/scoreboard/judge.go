package scoreboard

import (
	"context"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/specimen"
)

// Outcome is what became of one specimen.
type Outcome string

// The four outcomes.
const (
	AcceptedRight       Outcome = "accepted_right"
	AcceptedWrong       Outcome = "accepted_wrong"
	QuarantinedRightly  Outcome = "quarantined_rightly"
	QuarantinedWrongly  Outcome = "quarantined_wrongly"
	mustNotBeAccepted           = "accepted, and a control covers what is wrong"
	acceptedWithoutRead         = "accepted, and no paper of its kind was read"
)

// Difference is a field that is not as in the truth.
type Difference struct{ Path, Want, Got string }

// Verdict is the judgement of one specimen.
type Verdict struct {
	Outcome   Outcome
	Reason    string       // of a wrong acceptance
	Codes     []string     // findings that block, of a quarantined one
	Fields    int          // of the truth that the view has
	Right     int          // of those, as in the truth
	NotInView []string     // paths of the truth that the view does not have
	Differ    []Difference // the others
}

// Judge reads a specimen and compares.
func Judge(ctx context.Context, r *step.Reader, s *specimen.Specimen) (Verdict, error) {
	return JudgeRead(r.Read(ctx, step.Input{Name: s.Name, Bytes: s.Bytes}), s)
}

// JudgeRead compares papers that were read from a specimen, the file's own
// first.
func JudgeRead(papers []*step.Paper, s *specimen.Specimen) (Verdict, error) {
	accepted := len(papers) > 0 && papers[0].Record.Status == document.Accepted
	p := paperOf(papers, s)
	v := Verdict{}
	for _, x := range papers {
		for _, f := range x.Record.Findings {
			if f.Severity == document.Error || f.Severity == document.Unreadable {
				v.Codes = append(v.Codes, f.Code)
			}
		}
	}
	slices.Sort(v.Codes)
	v.Codes = slices.Compact(v.Codes)
	if p == nil {
		// a container is accepted for having been opened; what counts then is
		// whether anything of the kind asked for was accepted inside it
		accepted = accepted && !slices.Contains([]document.Kind{document.KindZip, document.KindMail}, papers[0].Record.Kind)
		v.Outcome, v.Reason = AcceptedWrong, acceptedWithoutRead
		if !accepted {
			v.settle(false, s.Want)
		}
		return v, nil
	}
	accepted = accepted && p.Record.Status == document.Accepted
	t, err := treeOf(step.ViewOf(p, document.Spanish))
	if err != nil {
		return v, err
	}
	v.compare(t, s)
	v.settle(accepted, s.Want)
	return v, nil
}

// paperOf is the paper a truth speaks of: of its kind and, when several are,
// the one whose number the truth names.
func paperOf(papers []*step.Paper, s *specimen.Specimen) *step.Paper {
	var first *step.Paper
	for _, p := range papers {
		if p.Record.Kind != s.Kind {
			continue
		}
		if first == nil {
			first = p
		}
		for _, path := range []string{"number", "numero", "key"} {
			if want := s.Truth[path]; want != "" && (p.Record.Key == want || p.Pedimento != nil && p.Pedimento.Number == want || p.Invoice != nil && p.Invoice.Numero == want) {
				return p
			}
		}
	}
	return first
}

func (v *Verdict) compare(t tree, s *specimen.Specimen) {
	sorted(t.root, unordered())
	for path, want := range reordered(s.Truth) {
		got, known := t.at(path)
		if !known {
			if want != "" {
				v.NotInView = append(v.NotInView, path)
			}
			continue
		}
		v.Fields++
		want = strings.Join(strings.Fields(want), " ")
		if same(path, got, want) || s.MayLack && got == "" {
			v.Right++
			continue
		}
		v.Differ = append(v.Differ, Difference{path, want, got})
	}
	slices.SortFunc(v.Differ, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(v.NotInView)
}

func (v *Verdict) settle(accepted bool, want specimen.Want) {
	switch {
	case accepted && want == specimen.Refuse:
		v.Outcome, v.Reason = AcceptedWrong, mustNotBeAccepted
	case accepted && len(v.Differ) > 0:
		v.Outcome, v.Reason = AcceptedWrong, "accepted with "+v.Differ[0].Path+" wrong"
	case accepted:
		v.Outcome = AcceptedRight
	case want == specimen.Accept:
		v.Outcome = QuarantinedWrongly
	default:
		v.Outcome = QuarantinedRightly
	}
}
