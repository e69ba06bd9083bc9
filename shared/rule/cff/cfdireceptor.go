package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// cfdiReceptor: the buyer of an export is the receiver of its CFDI, and the
// supplier of an import its issuer, by tax id and by name (LA art. 36-A-II; dossier §8.3).
func cfdiReceptor() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cfdi_receptor",
		Title:     document.Text{ES: "El comprador o proveedor es el del CFDI", EN: "Buyer or supplier are those of the CFDI"},
		Citation:  "LA 36-A-II; CFF 29-A",
		Source:    "dossier §8.3, §14 #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare el CFDI con el pedimento; si el CFDI es el equivocado, sustitúyalo; si es el pedimento, rectifíquelo.",
			EN: "Compare the CFDI with the pedimento; where the CFDI is wrong, replace it; where the pedimento is, rectify it.",
		},
		Example: document.Text{
			ES: "El CFDI es para EXAMPLE PARTS INC y el pedimento dice OTHER METAL LLC.",
			EN: "The CFDI is for EXAMPLE PARTS INC and the pedimento says OTHER METAL LLC.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataValue}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCFDI(c, rule.DataValue, func(i int, f *pedimento.Factura, v *cfdi.Comprobante) bool {
				other := issuer(v)
				if c.Exporta {
					other = receiver(v)
				}
				return cruce.Party(c, i, f, other.ID, other.Name, other.Where)
			})
		},
	}
}

// issuer is who issued a CFDI.
func issuer(v *cfdi.Comprobante) cruce.Named {
	return cruce.Named{ID: v.Emisor.RFC, Name: v.Emisor.Nombre, Where: "CFDI " + v.Serie + v.Folio}
}

// receiver is whom it bills: of a foreigner the tax id.
func receiver(v *cfdi.Comprobante) cruce.Named {
	id := v.Receptor.RFC
	if id == foreigner {
		id = v.Receptor.NumRegIDTrib
	}
	return cruce.Named{ID: id, Name: v.Receptor.Nombre, Where: "CFDI " + v.Serie + v.Folio}
}
