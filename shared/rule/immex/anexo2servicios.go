package immex

import (
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/rule"
)

// anexo2Servicios: the heading of Anexo II of the Decreto IMMEX does not let a
// programme of services import its goods, except as the SE provides for
// certified companies.
func anexo2Servicios() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_anexo2_servicios",
		Title:     document.Text{ES: "Un programa de servicios no importa mercancía del Anexo II", EN: "A programme of services imports no goods of Anexo II"},
		Citation:  "Decreto IMMEX Anexo II, encabezado",
		Source:    "dossier §4 V28; §7",
		Authority: rule.IMMEX, From: 20061113, Governs: rule.ByEntry, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Impórtela bajo otra modalidad, o con la certificación que la SE admite para servicios.",
			EN: "Import it under another modality, or with the certification that the SE accepts for services.",
		},
		Example: document.Text{
			ES: "Un programa de servicios sin certificación importa una fracción del Anexo II.",
			EN: "A programme of services without certification imports a fracción of Anexo II.",
		},
		Needs: []rule.Data{rule.DataProgramme, rule.DataRestricted, rule.DataDate}, Rows: []string{listAnexoII}, Checks: []int{11},
		Case: func(c *rule.Case) rule.Outcome {
			on := c.Entered()
			switch {
			case !c.Temporal:
				return rule.NotApplicable
			case !on.Known():
				return c.NoData(rule.DataDate)
			case c.Company == nil:
				return c.NoData(rule.DataProgramme)
			case !strings.HasPrefix(c.Company.Modalidad, "servicio"):
				return rule.NotApplicable
			case c.Company.InRegister(on):
				return rule.Pass
			}
			rows := listed(c, listAnexoII, on)
			if len(rows) == 0 && !c.Company.Lists(permiso.KindAnexoII) {
				return noList(c, listAnexoII, on)
			}
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if sensitive(c, rows, q.Fraccion) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "fraccion"},
						"La fracción %s es del Anexo II, el programa es de %s y la empresa no está en el registro de certificación el %s.",
						"Fracción %s is of Anexo II, the programme is of %s and the company is not in the certification register on %s.", q.Fraccion, c.Company.Modalidad, on)
				}
			}
			return c.Judged()
		},
	}
}

// sensitive reports a fracción of Anexo II: by the list, or because the company
// itself holds an authorisation for it.
func sensitive(c *rule.Case, rows []catalog.RestrictionRow, fraccion string) bool {
	if r := under(rows, fraccion); r != nil && r.Whole {
		return true
	}
	if c.Company == nil {
		return false
	}
	for i := range c.Company.Authorised {
		if a := &c.Company.Authorised[i]; a.Kind == permiso.KindAnexoII && a.Covers(fraccion) {
			return true
		}
	}
	return false
}
