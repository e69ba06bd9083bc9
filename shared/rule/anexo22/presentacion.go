package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// presentacion: goods of a virtual operation are not presented, and its three
// means of transport say 98; those of other claves are (Anexo 22 Apéndice 3;
// dossier §3.5).
func presentacion() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_presentacion",
		Title:     say("Una operación virtual declara medio de transporte 98", "A virtual operation declares means of transport 98"),
		Citation:  "RGCE Anexo 22, Apéndices 2 y 3",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  rectify(),
		Example: say("Un V1 con medio de transporte 7.", "A V1 with means of transport 7."),
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{5},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Catalog.In(catalog.ListVirtual, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			m := c.P.MediosTransporte
			if m == (pedimento.MediosTransporte{}) {
				return c.NoData(rule.DataValue)
			}
			for _, x := range [...]string{m.EntradaSalida, m.Arribo, m.Salida} {
				if x != "" && !c.Catalog.In(catalog.ListTransportNone, x, c.On) {
					return c.Fail(rule.Where{Field: "medios_transporte"},
						"La clave %s es de mercancía que no se presenta y el pedimento dice medio de transporte %s.",
						"Clave %s is of goods that are not presented and the pedimento says means of transport %s.", c.P.Clave, x)
				}
			}
			return c.Judged()
		},
	}
}
