package main

import (
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
)

// factRow is the JSON of one fact of the dossier of regulation.
type factRow struct {
	Section    string      `json:"seccion"`
	Fact       string      `json:"texto"`
	Confidence string      `json:"confianza"`
	Confirmed  bool        `json:"confirmado"`
	Done       bool        `json:"hecho"`
	Rules      []string    `json:"reglas"`
	Tables     []string    `json:"tablas"`
	Readers    []string    `json:"lectores"`
	Verbs      []string    `json:"verbos"`
	Missing    []rule.Data `json:"faltan"`
	Outside    *string     `json:"fuera"`
}

// printFacts is the dossier of regulation, fact by fact, with where each is held or
// why it is not.
func (a *app) printFacts() error {
	facts, err := glosa.Facts()
	if err != nil {
		return err //nolint:wrapcheck // names the fact
	}
	confirmed, done, part := 0, 0, 0
	for i := range facts {
		f := &facts[i]
		if f.Confirmed() {
			confirmed++
			if f.Done() {
				done++
			}
			if f.Done() && len(noDoor(f.Missing)) > 0 {
				part++
			}
		}
		if a.json {
			if err := a.emit(a.factOf(f)); err != nil {
				return err
			}
			continue
		}
		a.printFact(f)
	}
	if !a.json {
		a.printf("%d hechos, %d confirmados: %d revisados (%d de ellos en parte), %d no", "%d facts, %d confirmed: %d held (%d of them in part), %d not",
			len(facts), confirmed, done, part, confirmed-done)
	}
	return nil
}

func (a *app) factOf(f *glosa.Fact) factRow {
	row := factRow{
		Section: f.Section, Fact: f.Text.In(a.lang), Confidence: f.Confidence, Confirmed: f.Confirmed(), Done: f.Done(), Rules: codesOf(f.Rules),
		Tables: append([]string{}, f.Tables...), Readers: append([]string{}, f.Gates...), Verbs: append([]string{}, f.Verbs...),
		Missing: append([]rule.Data{}, f.Missing...), Outside: optional(f.Outside.In(a.lang)),
	}
	return row
}

// doorless reports data that no table brings in.
func doorless(d rule.Data) bool { return len(d.Tables()) == 0 }

func noDoor(ds []rule.Data) (out []rule.Data) {
	for _, d := range ds {
		if doorless(d) {
			out = append(out, d)
		}
	}
	return out
}

func codesOf(rules []*rule.Rule) []string {
	out := []string{}
	for _, r := range rules {
		out = append(out, r.Code)
	}
	return out
}

func (a *app) printFact(f *glosa.Fact) {
	a.printf("%-16s %-5s %s", "%-16s %-5s %s", f.Section, f.Confidence, f.Text.In(a.lang))
	for _, x := range []struct{ what, names string }{
		{a.say("reglas", "rules"), strings.Join(codesOf(f.Rules), ", ")},
		{a.say("tablas", "tables"), strings.Join(f.Tables, ", ")},
		{a.say("lectores", "readers"), strings.Join(f.Gates, ", ")},
		{a.say("verbos", "verbs"), strings.Join(f.Verbs, ", ")},
		{a.say("con datos que se entregan", "with data that are delivered"), a.dataNames(slices.DeleteFunc(slices.Clone(f.Missing), doorless))},
		{a.say("faltan datos que ninguna puerta trae", "data missing that no door brings"), a.dataNames(noDoor(f.Missing))},
		{a.say("fuera", "outside"), f.Outside.In(a.lang)},
	} {
		if x.names != "" {
			a.printf("%s", "%s", fmt.Sprintf("       %s: %s", x.what, x.names))
		}
	}
}
