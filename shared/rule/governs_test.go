package rule_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

// TestRated: a rectification pays the rates of the operation it replaces.
func TestRated(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(*pedimento.Pedimento)
		want   document.Date
	}{
		"ordinary":      {func(*pedimento.Pedimento) {}, 20240305},
		"rectification": {func(p *pedimento.Pedimento) { p.Rectifica = &pedimento.Rectificacion{Fecha: 20231120} }, 20231120},
		"of nothing":    {func(p *pedimento.Pedimento) { p.Tipo = "2" }, 0},
	} {
		if got := ruletest.Case(ruletest.Import(tt.change)).Rated(); got != tt.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestRatedOfAChain: a rectification of a rectification is of the first of
// them, where they are here; two that replace each other end nothing.
func TestRatedOfAChain(t *testing.T) {
	t.Parallel()
	const second, first = "242432104000200", "242432104000100"
	third := ruletest.Import(func(p *pedimento.Pedimento) {
		p.Tipo, p.Rectifica = "2", &pedimento.Rectificacion{Patente: "3210", Documento: "4000200", Aduana: "240", Fecha: 20240220}
	})
	for name, tt := range map[string]struct {
		briefs []*rule.Brief
		want   document.Date
	}{
		"none is here":     {nil, 20240220},
		"the second alone": {[]*rule.Brief{{Number: second, Rectifica: first, Pago: 20240220}}, 20240220},
		"both":             {[]*rule.Brief{{Number: second, Rectifica: first, Pago: 20240220}, {Number: first, Pago: 20240110}}, 20240110},
		"a first of later": {[]*rule.Brief{{Number: second, Pago: 20240301}}, 20240220},
		"a circle":         {[]*rule.Brief{{Number: second, Rectifica: first, Pago: 20240220}, {Number: first, Rectifica: second, Pago: 20240110}}, 20240220},
	} {
		s := ruletest.Setting()
		s.Others = &ruletest.Others{Briefs: tt.briefs}
		if got := ruletest.In(s, third).Rated(); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// TestEntered: restrictions are of the day of entry, else of the operation.
func TestEntered(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		entry document.Date
		want  document.Date
	}{"entry": {20240301, 20240301}, "none": {0, 20240220}} {
		c := ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			p.FechaEntrada, p.Rectifica = tt.entry, &pedimento.Rectificacion{Fecha: 20240220}
		}))
		if got := c.Entered(); got != tt.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestTemporary: what a document states governs; what its source computed, or
// does not give, follows from clave and operation.
func TestTemporary(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		clave, operacion, regimen string
		computed, want            bool
	}{
		{"IN", "IMP", "ITE", false, true},
		{"IN", "IMP", "IMD", false, false},
		{"IN", "IMP", "", false, true},
		{"IN", "IMP", "ITE", true, true},
		{"V7", "IMP", "", false, true},
		{"V7", "EXP", "", false, false},
		{"A1", "IMP", "", false, false},
		{"RT", "EXP", "ITE", false, false},
		{"ZZ", "IMP", "", false, false},
	} {
		p := ruletest.Import(func(p *pedimento.Pedimento) { p.Clave, p.Operacion, p.Regimen = tt.clave, tt.operacion, tt.regimen })
		if tt.computed {
			p.Mark("regimen", document.Evidence{Level: document.Computed})
		}
		if got := rule.NewCase(&rule.Setting{Catalog: catalog.Default()}, p).Temporal; got != tt.want {
			t.Errorf("%+v: %v", tt, got)
		}
	}
}
