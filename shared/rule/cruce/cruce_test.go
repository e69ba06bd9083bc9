package cruce_test

import (
	"testing"

	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/lineas"
	"example.com/immex/shared/rule/ruletest"
)

func TestFigures(t *testing.T) {
	c := ruletest.Case(ruletest.Import())
	tests := map[string]struct {
		compare      func(*rule.Case, money.Amount, money.Amount) (bool, bool)
		a, b         string
		equal, known bool
	}{
		"equal":              {cruce.Values, "100", "100.00", true, true},
		"a unit apart":       {cruce.Values, "100", "101", true, true},
		"more than a unit":   {cruce.Values, "100", "101.01", false, true},
		"a thousandth":       {cruce.Values, "100000", "100100", true, true},
		"either way":         {cruce.Values, "100100", "100000", true, true},
		"more than that":     {cruce.Values, "100000", "100101", false, true},
		"unknown":            {cruce.Values, "", "100", false, false},
		"unknown is not 0":   {cruce.Values, "0", "", false, false},
		"two hundredths":     {cruce.Weights, "1000", "1020", true, true},
		"more of the weight": {cruce.Weights, "1000", "1021", false, true},
		"a sign":             {cruce.Values, "-100", "100", false, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			equal, known := tt.compare(c, ruletest.Amount(tt.a), ruletest.Amount(tt.b))
			if equal != tt.equal || known != tt.known {
				t.Errorf("equal %v known %v, want %v %v", equal, known, tt.equal, tt.known)
			}
		})
	}
	early := ruletest.Case(ruletest.Import(ruletest.At(19900101)))
	if _, known := cruce.Values(early, ruletest.Amount("1"), ruletest.Amount("1")); known {
		t.Error("compared on a day without thresholds")
	}
}

func TestKilos(t *testing.T) {
	c := ruletest.Case(ruletest.Import())
	for _, tt := range []struct{ kg, lb, want string }{{"10", "99", "10"}, {"", "100", "45.359237"}, {"", "", ""}} {
		if got := cruce.Kilos(c, ruletest.Amount(tt.kg), ruletest.Amount(tt.lb)).String(); got != tt.want {
			t.Errorf("%q kg %q lb: %q, want %q", tt.kg, tt.lb, got, tt.want)
		}
	}
}

func TestTotal(t *testing.T) {
	var s money.Sum
	if cruce.Total(&s).Known() {
		t.Error("nothing adds up to something")
	}
	s.Add(ruletest.Amount("1"))
	s.Add(ruletest.Amount("2"))
	if got := cruce.Total(&s).String(); got != "3" {
		t.Errorf("1 and 2 are %s", got)
	}
	s.Add(money.Amount{})
	if cruce.Total(&s).Known() {
		t.Error("an unknown addend is counted as zero")
	}
}

// ask runs a check as a rule does.
func ask(p *pedimento.Pedimento, check func(*rule.Case) rule.Outcome) (rule.Verdict, []rule.Finding) {
	c := ruletest.Case(p)
	r := &rule.Rule{Code: "ours_prueba", Authority: rule.Aduanera, From: 19960401, Severity: "warning", Confidence: "C", Case: check}
	return rule.Judge(r, c), c.Findings()
}

func TestParty(t *testing.T) {
	tests := map[string]struct {
		id, name string
		findings int
		judged   bool
	}{
		"both":      {"99-0000001", "Example Parts Inc.", 0, true},
		"neither":   {"", "", 0, false},
		"id alone":  {"990000001", "", 0, true},
		"other id":  {"1", "EXAMPLE PARTS INC", 1, true},
		"other two": {"1", "OTHER METAL LLC", 2, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			judged := false
			_, found := ask(ruletest.Import(), func(c *rule.Case) rule.Outcome {
				judged = cruce.Party(c, 0, &c.P.Facturas[0], tt.id, tt.name, "factura 1")
				return c.Judged()
			})
			if judged != tt.judged || len(found) != tt.findings {
				t.Errorf("judged %v with %d findings, want %v with %d", judged, len(found), tt.judged, tt.findings)
			}
		})
	}
}

func TestGoods(t *testing.T) {
	p := ruletest.Import()
	p.Partidas[1].CantidadUMC = ruletest.Amount("77")
	lines := cruce.Partidas(p)
	if lines[1].Number != 2 || lines[1].Unidad != "6" || lines[1].Cantidad.String() != "77" || lines[1].Fraccion != "85444299" {
		t.Errorf("partida 2 is %+v", lines[1])
	}
	goods := func(left []lineas.Line) (rule.Verdict, []rule.Finding) {
		return ask(p, func(c *rule.Case) rule.Outcome { return cruce.Goods(c, left, cruce.Partidas(c.P), "x") })
	}
	if v, found := goods(cruce.Partidas(p)); v.Outcome != rule.Pass {
		t.Errorf("the same goods: %v %v", v.Outcome, found)
	}
	if v, _ := goods(append(cruce.Partidas(p), cruce.Partidas(p)...)); v.Outcome != rule.Unreadable || v.Missing != rule.DataParts {
		t.Errorf("goods told twice: %v, missing %s", v.Outcome, v.Missing)
	}
	if v, found := goods(cruce.Partidas(p)[:1]); v.Outcome != rule.Warning || len(found) != 1 || found[0].Partida != 2 {
		t.Errorf("a partida too many: %v %v", v.Outcome, found)
	}
	unmeasured := cruce.Partidas(p)
	unmeasured[0].Unidad = ""
	if v, _ := goods(unmeasured); v.Outcome != rule.Unreadable || v.Missing != rule.DataUnit {
		t.Errorf("a unit nobody knows: %v, missing %s", v.Outcome, v.Missing)
	}
	priced := cruce.Partidas(p)
	p.Partidas[0].ValorDolares = ruletest.Amount("")
	if v, found := goods(priced); v.Outcome != rule.Pass {
		t.Errorf("the price paid at the exchange rate: %v %v", v.Outcome, found)
	}
	priced[0].Valor = ruletest.Amount("1600")
	if v, found := goods(priced); v.Outcome != rule.Warning || len(found) != 1 || found[0].Field != "valor_dolares" {
		t.Errorf("another price: %v %v", v.Outcome, found)
	}
	p.TipoCambio = ruletest.Amount("")
	if v, _ := goods(priced); v.Outcome != rule.Unreadable || v.Missing != rule.DataValue {
		t.Errorf("a value that the partida does not give: %v, missing %s", v.Outcome, v.Missing)
	}
	if v, _ := goods(make([]lineas.Line, lineas.MaxComparisons)); v.Outcome != rule.Unreadable {
		t.Errorf("too many lines: %v", v.Outcome)
	}
}

// TestReadOnce: what rules ask of a case is read and paired once, a second paper's
// lines are numbered on without changing those of the first, and another case
// reads anew.
func TestReadOnce(t *testing.T) {
	t.Parallel()
	c := ruletest.Case(ruletest.Import())
	reads, none := 0, money.Amount{}
	read := func() []lineas.Line {
		reads++
		return []lineas.Line{{Number: 1, Descripcion: "CABLE"}}
	}
	first := cruce.Read(c, nil, "a", none, read)
	both := cruce.Read(c, first, "b", none, read)
	again := cruce.Read(c, nil, "a", none, read)
	if reads != 2 || len(first) != 1 || len(both) != 2 || both[1].Number != 2 || again[0].Number != 1 || &again[0] != &first[0] {
		t.Errorf("%d reads: %v, %v, %v", reads, first, both, again)
	}
	cruce.Read(c, nil, "a", money.Int(2), read)
	cruce.Read(ruletest.Case(ruletest.Import()), nil, "a", none, read)
	if reads != 4 {
		t.Errorf("%d reads, want another for the factor and another for the case", reads)
	}
	one, _ := cruce.Pair(c, cruce.Declared(c), cruce.Declared(c))
	two, _ := cruce.Pair(c, cruce.Declared(c), cruce.Declared(c))
	if len(one.Matches) != len(c.P.Partidas) || &one.Matches[0] != &two.Matches[0] {
		t.Errorf("paired twice: %v and %v", one, two)
	}
	if mine, _ := cruce.Pair(c, both, cruce.Declared(c)); len(mine.Matches) == len(one.Matches) {
		t.Errorf("another list took the answer of the declaration's: %v", mine)
	}
}
