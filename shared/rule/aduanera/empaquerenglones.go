package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/lineas"
	"example.com/immex/shared/rule/papers"
)

// empaqueRenglones: what the packing lists hold of each product is a partida with the
// same quantity (LA art. 36-A; check 19). A list has no values, and a tie is not
// judged.
func empaqueRenglones() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_empaque_renglones",
		Title:     document.Text{ES: "Lo empacado son las partidas", EN: "What is packed are the partidas"},
		Citation:  "LA 36-A",
		Source:    "dossier §4 V24, §14 #19",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Cuente lo recibido; sobrante o faltante se declara, no se ajusta en el inventario.",
			EN: "Count what was received; what is over or short is declared, not adjusted in the inventory.",
		},
		Example: document.Text{
			ES: "La lista empaca 450 cables y la partida declara 500.",
			EN: "The list packs 450 cables and the partida declares 500.",
		},
		Needs: []rule.Data{rule.DataPacking, rule.DataParts}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			lists, o := packings(c)
			if lists == nil {
				return o
			}
			goods, ok := packedGoods(c, lists)
			if !ok {
				c.Unsaid(rule.DataParts, "Un renglón de la lista de empaque %s no da parte ni descripción, o su cantidad en una unidad conocida.",
					"A line of packing list %s gives neither part nor description, or no quantity in a known unit.", listOf(lists[0]))
				return c.NoData(rule.DataParts)
			}
			return cruce.Goods(c, goods, cruce.Declared(c), listOf(lists[0]))
		},
	}
}

// packedGoods are the products of packing lists, a product that several boxes hold
// once; ok is false when a line gives no quantity, or nothing to know it by.
func packedGoods(c *rule.Case, lists []*invoice.Packing) (goods []lineas.Line, ok bool) {
	n := 0
	for _, l := range lists {
		n += len(l.Lineas)
	}
	at, out, units := make(map[counted]int, n), cruce.Blank(c, n), cruce.UnitsOf(c)
	for _, l := range lists {
		for i := range l.Lineas {
			x := &l.Lineas[i]
			what := x.Parte
			if what == "" {
				what = x.Descripcion
			}
			unit := units.Named(x.Unidad)
			if what == "" || unit == "" || !x.Cantidad.Known() {
				return nil, false
			}
			key := counted{papers.Fold(what), unit}
			k, seen := at[key]
			if !seen {
				at[key] = len(out)
				out = append(out, lineas.Line{Number: len(out) + 1, Parte: x.Parte, Descripcion: x.Descripcion, Unidad: unit, Cantidad: x.Cantidad})
				continue
			}
			sum, err := out[k].Cantidad.Add(x.Cantidad)
			if err != nil {
				return nil, false
			}
			out[k].Cantidad = sum
		}
	}
	return out, len(out) > 0
}
