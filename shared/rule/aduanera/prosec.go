package aduanera

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// prosec: identifier PS on a partida names the sector of PROSEC whose rate it
// uses; the company is registered in that sector.
func prosec() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_prosec",
		Title:     document.Text{ES: "El sector PROSEC de la partida es uno en que la empresa está registrada", EN: "The PROSEC sector of the partida is one the company is registered in"},
		Citation:  "Decreto PROSEC arts. 4 y 5; RGCE Anexo 22 Apéndice 8, PP y PS",
		Source:    "dossier §4.1",
		Authority: rule.Aduanera, From: 20020802, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Complete sectores en el programa; si falta el registro, la tasa preferente no procede.",
			EN: "Complete sectores in the programme; without the registration the preferential rate does not apply.",
		},
		Example: document.Text{
			ES: "Una partida con PS XIX y la empresa registrada sólo en II.",
			EN: "A partida with PS XIX and the company registered in II only.",
		},
		Needs: []rule.Data{rule.DataProgramme}, Checks: []int{12, 24},
		Case: func(c *rule.Case) rule.Outcome {
			used := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				sector := sectorOf(q)
				if sector == "" {
					continue
				}
				used = true
				if c.Company == nil || len(c.Company.Sectors) == 0 {
					return c.NoData(rule.DataProgramme)
				}
				if !slices.ContainsFunc(c.Company.Sectors, func(s string) bool { return ofSector(s, sector) }) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "identificadores", Other: "PS"},
						"La partida usa el sector %s y la empresa está registrada en %s.", "The partida uses sector %s and the company is registered in %s.", sector, strings.Join(c.Company.Sectors, ", "))
				}
			}
			if !used {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}

// sectorOf is the sector of identifier PS, "" when the partida uses none.
func sectorOf(q *pedimento.Partida) string {
	for i := range q.Identificadores {
		if k := &q.Identificadores[i]; k.Clave == "PS" && complement(k) != "" {
			return complement(k)
		}
	}
	return ""
}

// ofSector reports that a registration covers a sector: the same, or one of its
// incisos (XIX covers XIXb, and II not III).
func ofSector(registered, sector string) bool {
	if len(registered) > len(sector) || !strings.EqualFold(registered, sector[:len(registered)]) {
		return false
	}
	inciso := sector[len(registered):]
	return inciso == "" || len(inciso) == 1 && !strings.ContainsAny(inciso, "IVXLCDM")
}
