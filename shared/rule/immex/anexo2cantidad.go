package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/unit"
)

// anexo2Cantidad: an authorisation of Anexo II is for a quantity or a value;
// what was imported under it adds up to no more (Decreto IMMEX art. 5).
func anexo2Cantidad() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_anexo2_cantidad",
		Title:     document.Text{ES: "Lo importado del Anexo II no pasa de la cantidad autorizada", EN: "What was imported of Anexo II is within the authorised quantity"},
		Citation:  "Decreto IMMEX art. 5 y Anexo II",
		Source:    "dossier §2.1 Sens.; §4 V28",
		Authority: rule.IMMEX, From: 20061113, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Pida ampliar la autorización antes de la siguiente importación; vea immex permits.",
			EN: "Ask for a larger authorisation before the next import; see immex permits.",
		},
		Example: document.Text{
			ES: "Autorizados 10,000 kg; se importaron 7,000 en marzo y 4,000 en mayo.",
			EN: "10,000 kg authorised; 7,000 were imported in March and 4,000 in May.",
		},
		Needs: []rule.Data{rule.DataAuthorised}, Checks: []int{11},
		Series: func() rule.Series {
			return &spending{imports: true, keep: func(a *rule.Authorisation) bool { return a.Kind == permiso.KindAnexoII }}
		},
	}
}

// spending gathers what declarations used of authorisations.
type spending struct {
	imports bool // temporary imports, else records 553
	keep    func(*rule.Authorisation) bool
	auths   []rule.Authorisation
	uses    []permiso.Use
	asked   bool
	any     bool // a declaration of the kind came at all
	last    document.Date
}

// Add implements rule.Series.
func (s *spending) Add(c *rule.Case) {
	if !s.asked && c.Company != nil {
		s.asked = true
		for i := range c.Company.Authorised {
			if a := &c.Company.Authorised[i]; s.keep(a) {
				s.auths = append(s.auths, *a)
			}
		}
	}
	s.last = max(s.last, c.On)
	if c.Others != nil && c.Others.Superseded(c.P.Number) != "" {
		return // its rectification counts
	}
	if s.imports && !c.Temporal {
		return
	}
	if s.imports {
		s.any = true
		if len(s.auths) == 0 {
			return // nothing is added up that nobody authorised
		}
	}
	for _, u := range permiso.UsesOf(c.P, s.imports) {
		if (u.Number == "") == s.imports {
			s.any = true
			if len(s.auths) > 0 {
				s.uses = append(s.uses, u)
			}
		}
	}
}

// Close implements rule.Series.
func (s *spending) Close(k *rule.Sink) rule.Outcome {
	if !s.any {
		return rule.NotApplicable
	}
	if len(s.auths) == 0 {
		return k.NoData(rule.DataAuthorised)
	}
	account := permiso.Of(s.auths, s.uses, unit.Default(), s.last)
	counted := false
	for i := range account.Balances {
		counted = counted || account.Balances[i].Uses > 0
	}
	if !counted {
		return rule.NotApplicable
	}
	told := map[rule.Authorisation]bool{}
	for i := range account.Findings {
		f := &account.Findings[i]
		if f.Trouble != permiso.OverQuantity && f.Trouble != permiso.OverValue || told[f.Of] {
			continue
		}
		told[f.Of] = true // from the first use beyond it on
		exceeded(k, f)
	}
	return k.Judged()
}

func exceeded(k *rule.Sink, f *permiso.Finding) {
	at := rule.Where{Key: f.Use.Pedimento, Partida: f.Use.Partida, Field: "fraccion", Other: f.Of.Number}
	name := f.Of.Name()
	if f.Trouble == permiso.OverValue {
		k.Fail(at, "%s autoriza %s dólares y con este pedimento del %s van %s.", "%s authorises %s dollars and with this pedimento of %s they are %s.", name, f.Of.Value, f.Use.On, f.Used)
		return
	}
	k.Fail(at, "%s autoriza %s (unidad %s) y con este pedimento del %s van %s.", "%s authorises %s (unit %s) and with this pedimento of %s they are %s.", name, f.Of.Quantity, f.Of.Unit, f.Use.On, f.Used)
}
