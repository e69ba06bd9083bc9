package ruletest

import (
	"cmp"
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// Example is one case of one rule; exactly one of Case, Books, CFDI and Series
// is set.
type Example struct {
	Rule   string
	Name   string
	Want   rule.Outcome
	Case   *rule.Case
	Books  *rule.Books
	CFDI   *rule.CFDICase
	Series []*rule.Case
}

// Table asks every example and fails when a rule lacks one of the four kinds.
func Table(t *testing.T, rules []*rule.Rule, examples []Example) {
	t.Helper()
	byCode := map[string]*rule.Rule{}
	for _, r := range rules {
		byCode[r.Code] = r
	}
	seen := map[string]map[rule.Outcome]bool{}
	for _, x := range examples {
		r := byCode[x.Rule]
		if r == nil {
			t.Errorf("%s: no such rule", x.Rule)
			continue
		}
		t.Run(x.Rule+"/"+x.Name, func(t *testing.T) {
			got, findings := ask(r, x)
			if got.Outcome != x.Want {
				t.Errorf("outcome %v (missing %q), want %v; findings %+v", got.Outcome, got.Missing, x.Want, findings)
			}
			check(t, r, got, findings)
		})
		if seen[x.Rule] == nil {
			seen[x.Rule] = map[rule.Outcome]bool{}
		}
		seen[x.Rule][x.Want] = seen[x.Rule][x.Want] || x.Want != rule.NotInForce || before(r, x)
	}
	for _, r := range rules {
		complete(t, r, seen[r.Code])
	}
}

func complete(t *testing.T, r *rule.Rule, have map[rule.Outcome]bool) {
	t.Helper()
	if !have[rule.Notice] && !have[rule.Warning] && !have[rule.Error] {
		t.Errorf("%s: no example fails it", r.Code)
	}
	for _, want := range []rule.Outcome{rule.Pass, rule.NotApplicable, rule.NotInForce} {
		if !have[want] {
			t.Errorf("%s: no example answers %v (of a day before it began)", r.Code, want)
		}
	}
	if len(r.Needs) > 0 && !have[rule.Unreadable] {
		t.Errorf("%s needs %v: no example lacks it", r.Code, r.Needs)
	}
}

// before reports an example of days before a rule began, so that "not in force" is
// not of one that ended.
func before(r *rule.Rule, x Example) bool {
	switch {
	case x.Case != nil:
		on := map[rule.Governs]document.Date{rule.ByPayment: x.Case.On, rule.ByOperation: x.Case.Rated(), rule.ByEntry: x.Case.Entered()}[r.Governs]
		return cmp.Or(on, x.Case.On) < r.From
	case x.Books != nil:
		return x.Books.AsOf < r.From
	case x.CFDI != nil:
		return x.CFDI.On < r.From
	}
	return !slices.ContainsFunc(x.Series, func(c *rule.Case) bool { return c.On >= r.From })
}

func check(t *testing.T, r *rule.Rule, v rule.Verdict, findings []rule.Finding) {
	t.Helper()
	if v.Outcome == rule.Unreadable && v.Missing == "" {
		t.Error("no data, and it does not say which")
	}
	if v.Outcome == rule.Unreadable && v.Missing.OfLaw() && !v.Lack.Known() {
		t.Errorf("no row of law %q, and it does not say which", v.Missing)
	}
	if failed := v.Outcome >= rule.Notice; failed != (len(findings) > 0) {
		t.Errorf("outcome %v with %d findings", v.Outcome, len(findings))
	}
	for _, f := range findings {
		if f.Message.ES == "" || f.Message.EN == "" || f.Code != r.Code {
			t.Errorf("finding %+v lacks a sentence or its code", f)
		}
		if !r.Confirmed() && f.Severity == document.Error {
			t.Errorf("an unconfirmed rule raised an error: %+v", f)
		}
	}
}

func ask(r *rule.Rule, x Example) (rule.Verdict, []rule.Finding) {
	switch {
	case x.Books != nil:
		v := rule.JudgeBooks(r, x.Books)
		return v, x.Books.Findings()
	case x.CFDI != nil:
		v := rule.JudgeCFDI(r, x.CFDI)
		return v, x.CFDI.Findings()
	case x.Series != nil:
		series := r.Series()
		var on document.Date
		for _, c := range x.Series {
			if r.InForce(c.On) {
				series.Add(c)
				on = c.On
			}
		}
		if !on.Known() {
			return rule.Verdict{Rule: r, Outcome: rule.NotInForce}, nil
		}
		return rule.Close(r, series, on)
	}
	v := rule.Judge(r, x.Case)
	return v, x.Case.Findings()
}
