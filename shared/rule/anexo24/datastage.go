package anexo24

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// dataStage: the Data Stage is the authority's own record of every pedimento;
// one that a broker sent and that is not in the Data Stage of the month it was
// paid in was not paid, was eliminated, or is somebody else's. The other way
// round needs no rule: what the Data Stage tells is in the books.
func dataStage() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo24_datastage",
		Title:     document.Text{ES: "Cada pedimento de los libros está en el Data Stage de su mes", EN: "Every pedimento of the books is in the Data Stage of its month"},
		Citation:  "LA 59-I; RGCE Anexo 24, apartado A",
		Source:    "dossier §3.3; §8.3; §14 3",
		Authority: rule.Anexo24, From: 20061113, Severity: document.Warning, Confidence: "C",
		Action: document.Text{
			ES: "Pregunte al agente por su pago; si se eliminó o se desistió, pida el acuse. Si el Data Stage está incompleto, pídalo de nuevo.",
			EN: "Ask the broker about its payment; when it was eliminated or withdrawn, ask for the receipt. When the Data Stage is incomplete, ask for it again.",
		},
		Example: document.Text{
			ES: "Un IN impreso, pagado en marzo, que no viene en el Data Stage de marzo.",
			EN: "A printed IN, paid in March, that is not in the Data Stage of March.",
		},
		Needs: []rule.Data{rule.DataStage}, Checks: []int{3},
		Case: func(c *rule.Case) rule.Outcome {
			switch {
			case !c.P.FechaPago.Known():
				return rule.NotApplicable
			case c.P.Source == document.SourceDataStage:
				return rule.Pass
			case c.Others == nil || !c.Others.Delivered(c.P.FechaPago.String()[:7]):
				return c.NoData(rule.DataStage)
			}
			return c.Fail(rule.Where{Field: "number"},
				"El Data Stage de %s no trae este pedimento, pagado el %s.", "The Data Stage of %s does not have this pedimento, paid on %s.",
				c.P.FechaPago.String()[:7], c.P.FechaPago)
		},
	}
}
