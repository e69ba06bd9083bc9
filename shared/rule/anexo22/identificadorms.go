package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// identificadorMS: a programme of the service modality says so with identifier
// MS on what it imports temporarily (Anexo 22 Apéndice 8; dossier V05).
func identificadorMS() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_identificador_ms",
		Title:     say("La modalidad de servicios lleva el identificador MS", "The service modality carries identifier MS"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (MS); Decreto IMMEX 3-III",
		Source:    "dossier §4 V05",
		Authority: rule.Anexo22, From: 20061113, Severity: document.Warning, Confidence: "OWN",
		Action:  rectify(),
		Example: say("Un IN de un programa de servicios sin MS.", "An IN of a service programme without MS."),
		Needs:   []rule.Data{rule.DataProgramme, rule.DataIdentifier}, Checks: []int{24},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Temporal || !c.Importa || c.Catalog.In(catalog.ListVirtual, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			if c.Company == nil || c.Company.Modalidad == "" {
				return c.NoData(rule.DataProgramme)
			}
			if c.Company.Modalidad != "servicios" {
				return rule.NotApplicable
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			if !c.Has("MS") {
				c.Fail(rule.Where{Field: "identificadores"}, "El programa es de servicios y el pedimento no trae MS.", "The programme is of services and the pedimento has no MS.")
			}
			return c.Judged()
		},
	}
}
