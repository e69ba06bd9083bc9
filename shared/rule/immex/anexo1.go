package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// anexo1: goods of Anexo I of the Decreto IMMEX may not be imported
// temporarily. The Decreto of DOF 19-12-2024 added 304 fracciones of finished
// apparel and made-ups from 2024-12-20; that of DOF 28-08-2025 footwear, 64.01
// to 64.05, from 2025-08-29. Oficio 400.2025.001 of 2025-01-13 excepts companies
// in the register that give online access to Anexo 24 C and imported those
// goods the calendar year before; of the three only the register shows here. Of
// what Anexo I held before 2024-12-20 no source gave the list, so that goods under no
// row have no answer until the whole list is delivered (restricciones, a row of the
// list without prefix and extent ninguno says that it is whole). The day of entry
// governs, and of a rectification that of what it replaces.
func anexo1() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_anexo1",
		Title:     document.Text{ES: "Ninguna mercancía importada temporalmente está en el Anexo I", EN: "No goods imported temporarily are in Anexo I"},
		Citation:  "Decreto IMMEX art. 4 y Anexo I (DOF 19-12-2024, 28-08-2025); oficio 400.2025.001",
		Source:    "dossier §4 V27; §7",
		Authority: rule.IMMEX, From: 20241220, Governs: rule.ByEntry, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "No importe esa fracción al amparo del programa: impórtela en definitiva, o acredite la excepción del oficio si es textil.",
			EN: "Do not import that fracción under the programme: import it for good, or prove the exception of the oficio when it is textile.",
		},
		Example: document.Text{
			ES: "Calzado de la 64.03 importado con IN el 1 de septiembre de 2025.",
			EN: "Footwear of 64.03 imported with IN on 1 September 2025.",
		},
		Needs: []rule.Data{rule.DataRestricted, rule.DataDate}, Rows: []string{listAnexoI}, Checks: []int{11},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Temporal {
				return rule.NotApplicable
			}
			on := c.Entered()
			if !on.Known() {
				return c.NoData(rule.DataDate)
			}
			rows := listed(c, listAnexoI, on)
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				r := under(rows, q.Fraccion)
				if r == nil {
					continue
				}
				at, d := rule.Where{Partida: q.Secuencia, Field: "fraccion"}, doubt(r)
				switch {
				case r.Exception.ES != "" && c.Company.InRegister(on):
					c.Note(at, "La fracción %s cae en una lista del Anexo I; la empresa está en el registro de certificación: acredite lo demás de la excepción ("+literal(r.Exception.ES)+").",
						"Fracción %s falls under a list of Anexo I; the company is in the certification register: prove the rest of the exception ("+literal(r.Exception.EN)+").",
						q.Fraccion)
				case certain(r):
					c.Fail(at, "La fracción %s está en el Anexo I desde %s ("+literal(r.Title.ES)+") y se importó temporalmente el %s.",
						"Fracción %s is in Anexo I since %s ("+literal(r.Title.EN)+") and was imported temporarily on %s.", q.Fraccion, r.From, on)
				default:
					c.Warn(at, "La fracción %s puede estar en el Anexo I desde %s ("+literal(r.Title.ES)+")."+d.ES, "Fracción %s may be in Anexo I since %s ("+literal(r.Title.EN)+")."+d.EN, q.Fraccion, r.From)
				}
			}
			if c.Judged() == rule.Pass && unlisted(c, listAnexoI, on) {
				return noList(c, listAnexoI, on)
			}
			return c.Judged()
		},
	}
}
