package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// peso: the gross weight is not less than the goods whose tariff unit is a mass
// weigh (Anexo 22; dossier V21), with half a per cent of rounding. Goods that
// are not presented are not weighed, and their claves are not judged.
func peso() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_peso",
		Title:     say("El peso bruto no es menor que el neto de las partidas", "The gross weight is not less than the net of the partidas"),
		Citation:  "RGCE Anexo 22, peso bruto",
		Source:    "dossier §4 V21",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Compare con la lista de empaque y el documento de transporte.", "Compare with the packing list and the transport document."),
		Example: say("Peso bruto 260 y 300.2 kilos en las partidas.", "Gross weight 260 and 300.2 kilos in the partidas."),
		Needs:   []rule.Data{rule.DataWeight}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			net, found := money.Int(0), false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if u, ok := c.Catalog.Unit(q.UMT); ok && u.Dimension == "mass" {
					net, found = rule.Plus(net, rule.InBase(q.CantidadUMT, u.Factor)), true
				}
			}
			if !found || c.Catalog.In(catalog.ListVirtual, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			if !net.Known() || !c.P.PesoBruto.Known() {
				return c.NoData(rule.DataWeight)
			}
			if c.P.PesoBruto.Cmp(net) < 0 && !c.Near("anexo22_peso", c.P.PesoBruto, net, 1) {
				c.Fail(rule.Where{Field: "peso_bruto"}, "El peso bruto es %s kilos y las partidas pesan %s.", "The gross weight is %s kilos and the partidas weigh %s.", c.P.PesoBruto, net)
			}
			return c.Judged()
		},
	}
}
