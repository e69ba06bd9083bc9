package rule_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func date(n int32) document.Date { return document.Date(n) }

// failing is a rule that always fails.
func failing(confidence string, sev document.Severity, authority rule.Authority) *rule.Rule {
	return &rule.Rule{
		Code: string(authority) + "_prueba", Authority: authority, From: 20200101, To: 20241231, Severity: sev, Confidence: confidence,
		Case: func(c *rule.Case) rule.Outcome {
			c.Fail(rule.Where{Partida: 2, Field: "valor_aduana"}, "Dice %d.", "Says %d.", len(c.P.Partidas))
			return c.Judged()
		},
	}
}

// TestCeiling: what is not confirmed warns and says so; our own heuristics are
// notices.
func TestCeiling(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		rule *rule.Rule
		want rule.Outcome
		says bool
	}{
		"confirmed":       {failing("C", document.Error, rule.Anexo22), rule.Error, false},
		"confirmed once":  {failing("C-old", document.Error, rule.Anexo22), rule.Error, false},
		"third party":     {failing("3P", document.Error, rule.Anexo22), rule.Warning, true},
		"our own reading": {failing("OWN", document.Error, rule.Anexo22), rule.Warning, true},
		"a heuristic":     {failing("C", document.Error, rule.Ours), rule.Notice, false},
		"a notice":        {failing("OWN", document.Notice, rule.Anexo22), rule.Notice, false},
	} {
		c := ruletest.Case(ruletest.Import())
		v := rule.Judge(tt.rule, c)
		if v.Outcome != tt.want || len(c.Findings()) != 1 {
			t.Errorf("%s: %v with %d findings, want %v", name, v.Outcome, len(c.Findings()), tt.want)
			continue
		}
		m := c.Findings()[0].Message
		if strings.Contains(m.ES, "No confirmado") != tt.says || strings.Contains(m.EN, "Not confirmed") != tt.says {
			t.Errorf("%s: says %+v", name, m)
		}
	}
}

// TestInForce: the date of the document decides, never today's.
func TestInForce(t *testing.T) {
	t.Parallel()
	r := failing("C", document.Error, rule.Anexo22)
	for day, want := range map[document.Date]rule.Outcome{
		20191231: rule.NotInForce, 20200101: rule.Error, 20241231: rule.Error, 20250101: rule.NotInForce, 0: rule.NotInForce,
	} {
		if got := rule.Judge(r, ruletest.Case(ruletest.Import(ruletest.At(day)))).Outcome; got != want {
			t.Errorf("on %v: %v, want %v", day, got, want)
		}
	}
	r.To = 0
	if got := rule.Judge(r, ruletest.Case(ruletest.Import(ruletest.At(0)))).Outcome; got != rule.Error {
		t.Errorf("a rule without an end does not judge an unknown date: %v", got)
	}
}

// TestFingerprint: the place names a finding, its figures are its cause.
func TestFingerprint(t *testing.T) {
	t.Parallel()
	f := rule.Finding{Code: "a_b", Key: "242432104000123", Partida: 2, Field: "x", Severity: document.Error, Message: document.Textf("1", "1")}
	g := f
	g.Message = document.Textf("2", "2")
	if f.Fingerprint("R") != g.Fingerprint("R") || f.Cause() == g.Cause() {
		t.Error("other figures are another finding, or the same cause")
	}
	for name, change := range map[string]func(*rule.Finding){
		"code":    func(f *rule.Finding) { f.Code = "a_c" },
		"key":     func(f *rule.Finding) { f.Key = "242432104000124" },
		"partida": func(f *rule.Finding) { f.Partida = 3 },
		"field":   func(f *rule.Finding) { f.Field = "y" },
		"other":   func(f *rule.Finding) { f.Other = "z" },
	} {
		h := f
		change(&h)
		if h.Fingerprint("R") == f.Fingerprint("R") {
			t.Errorf("another %s is the same finding", name)
		}
	}
	if f.Fingerprint("R") == f.Fingerprint("S") {
		t.Error("another programme is the same finding")
	}
}

// TestNames: every outcome and every kind of data has a name in both languages.
func TestNames(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, o := range rule.Outcomes() {
		if n := o.String(); seen[n] || n == "unknown" || o.Title().ES == "" || o.Title().EN == "" {
			t.Errorf("outcome %d is called %q %+v", o, n, o.Title())
		}
		seen[o.String()] = true
	}
	for _, d := range rule.AllData() {
		if title := d.Title(); title.ES == "" || title.ES == string(d) || title.EN == string(d) && d != rule.DataCFDI {
			if d != rule.DataCOVE {
				t.Errorf("data %s is called %+v", d, title)
			}
		}
	}
}

// TestGoverns: the day that governs says whether a rule is the law of a case,
// where the document gives it; else that of payment.
func TestGoverns(t *testing.T) {
	t.Parallel()
	const first = 20200101
	for name, tt := range map[string]struct {
		governs              rule.Governs
		paid, entered, rated document.Date
		want                 rule.Outcome
	}{
		"payment, paid on the first day":        {rule.ByPayment, first, 20191231, 0, rule.Error},
		"payment, entered on it":                {rule.ByPayment, 20191231, first, 0, rule.NotInForce},
		"entry, entered on it":                  {rule.ByEntry, 20191231, first, 0, rule.Error},
		"entry, paid on it":                     {rule.ByEntry, first, 20191231, 0, rule.NotInForce},
		"entry, which the document lacks":       {rule.ByEntry, first, 0, 0, rule.Error},
		"entry, and a rectification of before":  {rule.ByEntry, first, 0, 20191231, rule.NotInForce},
		"operation, rectified on it":            {rule.ByOperation, first, 20191201, 20191231, rule.NotInForce},
		"operation, of the first day":           {rule.ByOperation, 20200601, 20191201, first, rule.Error},
		"operation, no rectification":           {rule.ByOperation, first, 20191231, 0, rule.Error},
		"payment, of a rectification of before": {rule.ByPayment, first, 20191231, 20191231, rule.Error},
	} {
		r := failing("C", document.Error, rule.Anexo22)
		r.Governs = tt.governs
		c := ruletest.Case(ruletest.Import(ruletest.At(tt.paid), func(p *pedimento.Pedimento) {
			p.FechaEntrada = tt.entered
			if tt.rated.Known() {
				p.Rectifica = &pedimento.Rectificacion{Fecha: tt.rated}
			}
		}))
		if v := rule.Judge(r, c); v.Outcome != tt.want {
			t.Errorf("%s: %v, want %v", name, v.Outcome, tt.want)
		}
	}
}
