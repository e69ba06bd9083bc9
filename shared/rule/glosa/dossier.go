package glosa

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

//go:embed dossier.csv
var dossier string

// Fact is something the dossier of regulation says, with where this program holds
// it: rules, tables, checks of the readers, verbs; or the data that no door brings
// in, or why it is outside.
type Fact struct {
	Section    string
	Text       document.Text
	Confidence string
	Rules      []*rule.Rule
	Tables     []string
	Gates      []string
	Verbs      []string
	Missing    []rule.Data
	Outside    document.Text
}

// Confirmed reports whether the dossier read it in a text.
func (f *Fact) Confirmed() bool { return f.Confidence == "C" || f.Confidence == "C-old" }

// Done reports whether something holds it.
func (f *Fact) Done() bool { return len(f.Rules)+len(f.Tables)+len(f.Gates)+len(f.Verbs) > 0 }

// Facts are the facts of the dossier in its order.
func Facts() ([]Fact, error) {
	records, err := csv.NewReader(strings.NewReader(dossier)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("dossier: %w", err)
	}
	rules := Rules()
	var out []Fact
	for _, r := range records[1:] {
		f := Fact{Section: r[0], Text: document.Text{ES: r[1], EN: r[2]}, Confidence: r[3]}
		for place := range strings.SplitSeq(r[4], "|") {
			if err := f.put(place, rules); err != nil {
				return nil, err
			}
		}
		out = append(out, f)
	}
	return out, nil
}

// put adds one place of a fact.
func (f *Fact) put(place string, rules []*rule.Rule) error {
	kind, name, _ := strings.Cut(place, ":")
	switch kind {
	case "rule":
		i := slices.IndexFunc(rules, func(r *rule.Rule) bool { return r.Code == name })
		if i < 0 {
			return fmt.Errorf("dossier %s: there is no rule %q", f.Section, name)
		}
		f.Rules = append(f.Rules, rules[i])
	case "table":
		f.Tables = append(f.Tables, name)
	case "gate":
		f.Gates = append(f.Gates, name)
	case "verb":
		f.Verbs = append(f.Verbs, name)
	case "missing":
		f.Missing = append(f.Missing, rule.Data(name))
	case "outside":
		f.Outside.ES, f.Outside.EN, _ = strings.Cut(name, " / ")
	default:
		return fmt.Errorf("dossier %s: %q is no place", f.Section, place)
	}
	return nil
}
