package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// bomVersion: what is consumed is what the bill of materials in force says for
// the product that left (Anexo 24, module materiales utilizados). A finished
// product without one proves nothing about its materials.
func bomVersion() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_bom_version",
		Title:     document.Text{ES: "Cada producto que salió tiene lista de materiales vigente", EN: "Each product that left has a bill of materials in force"},
		Citation:  "RGCE Anexo 24, apartado A, módulo de aduanas 2",
		Source:    "dossier §1.4; §1.5",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Entregue la tabla bom con la versión vigente el día de la salida.",
			EN: "Deliver table bom with the version in force on the day of the exit.",
		},
		Example: document.Text{
			ES: "Un RT de producto terminado sin BOM en esa fecha.",
			EN: "An RT of a finished product without a BOM on that day.",
		},
		Needs: []rule.Data{rule.DataBOM}, Checks: []int{13},
		Books: func(b *rule.Books) rule.Outcome {
			if b.Plant == nil {
				return b.NoData(rule.DataBOM)
			}
			return inAll(b, func(x *rule.Exit) bool { return x.Rol != "merma" && x.Rol != "desperdicio" && x.Rol != "acta" },
				withoutBOM,
				"%d salidas no tienen lista de materiales que valga ese día; la primera es %s (%s).",
				"%d exits have no bill of materials that holds that day; the first is %s (%s).")
		},
	}
}
