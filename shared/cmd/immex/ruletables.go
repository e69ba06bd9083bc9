package main

import (
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
)

// lawState is the law that rules are explained with: whose, and of which day.
type lawState struct {
	of  *concerned
	cat *catalog.Catalog
	on  document.Date
}

// ruleTable is the JSON of a table that a person delivers for rules.
type ruleTable struct {
	Table string   `json:"tabla"`
	Title string   `json:"titulo"`
	Law   bool     `json:"ley"`   // dated law; else a table of the plant
	Lacks []string `json:"falta"` // of law on the day; null of the plant's, whose rules say it case by case
	How   string   `json:"como"`
}

// waitingTable is the JSON of a table with the rules that wait for it.
type waitingTable struct {
	RFC *string `json:"rfc"`
	ruleTable
	On    document.Date `json:"fecha"`
	Rules []string      `json:"reglas"`
}

// tablesOf are the tables that give what a rule needs.
func (a *app) tablesOf(r *rule.Rule, law *lawState) []ruleTable {
	out := []ruleTable{}
	for _, d := range r.Needs {
		for _, name := range d.Tables() {
			out = append(out, a.ruleTable(name, d, r.Rows, law))
		}
	}
	return out
}

// ruleTable says what a table lacks, of some of its keys or of all, and how to
// deliver it.
func (a *app) ruleTable(name string, d rule.Data, keys []string, law *lawState) ruleTable {
	out := ruleTable{Table: name, Title: a.say("programa IMMEX (YAML)", "IMMEX programme (YAML)"), How: "immex template " + name}
	if t, ok := material.ByName(name); ok {
		out.Title = t.Title.In(a.lang)
	}
	if t, ok := catalog.LawTableNamed(name); ok {
		out.Law, out.Lacks = true, a.lacks(t, keys, law)
		out.How += "; immex law " + name
	}
	if whole, ok := d.Whole(); ok {
		out.How += "; " + whole.In(a.lang)
	}
	return out
}

// lacks are the keys of a table of law that nobody gave on a day, of those that
// are asked for.
func (a *app) lacks(t *catalog.LawTable, keys []string, law *lawState) []string {
	out := []string{}
	if len(law.cat.LawRows(t.Name)) == 0 {
		return append(out, a.say("todo: no tiene filas", "everything: it has no rows"))
	}
	rows, missing := law.cat.LawOn(t.Name, law.on)
	for i := range rows {
		if key := keyOf(t, &rows[i]); t.Unknown(&rows[i]) && !slices.Contains(out, key) && asks(keys, key) {
			out = append(out, key)
		}
	}
	for _, m := range missing {
		if !asks(keys, m.Key) {
			continue
		}
		out = append(out, strings.TrimSpace(m.Key+" "+m.When))
	}
	return out
}

// asks reports a key among those asked for; none asked for are all.
func asks(keys []string, key string) bool {
	first, _, _ := strings.Cut(key, " ")
	return len(keys) == 0 || slices.Contains(keys, first)
}

func (a *app) printTablesOf(r *rule.Rule, law *lawState) {
	for _, t := range a.tablesOf(r, law) {
		a.printf("  Entregue: %s (%s)%s: %s", "  Deliver: %s (%s)%s: %s", t.Table, t.Title, a.lackNote(&t), t.How)
	}
}

func (a *app) lackNote(t *ruleTable) string {
	switch {
	case !t.Law:
		return ""
	case len(t.Lacks) == 0:
		return a.say(", nada falta", ", nothing is missing")
	}
	return a.say(", falta %s", ", missing %s", strings.Join(t.Lacks, ", "))
}

// listRuleTables prints each table that a person delivers with the rules that
// have no answer without it.
func (a *app) listRuleTables(law *lawState) error {
	for _, t := range a.waitingTables(law) {
		if a.json {
			if err := a.emit(t); err != nil {
				return err
			}
			continue
		}
		a.printf("%s (%s)%s: %s", "%s (%s)%s: %s", t.Table, t.Title, a.lackNote(&t.ruleTable), t.How)
		a.printf("       la esperan: %s", "       waited for by: %s", strings.Join(t.Rules, ", "))
	}
	return nil
}

// waitingTables are the tables some rule waits for, each once, in the order of
// the data they give.
func (a *app) waitingTables(law *lawState) (out []waitingTable) {
	at := map[string]int{}
	for _, d := range rule.AllData() {
		codes := []string{}
		for _, r := range glosa.Rules() {
			if slices.Contains(r.Needs, d) {
				codes = append(codes, r.Code)
			}
		}
		if len(codes) == 0 {
			continue
		}
		for _, name := range d.Tables() {
			if i, again := at[name]; again {
				out[i].Rules = append(out[i].Rules, codes...)
				continue
			}
			at[name] = len(out)
			out = append(out, waitingTable{law.of.name(), a.ruleTable(name, d, nil, law), law.on, slices.Clone(codes)})
		}
	}
	return out
}
