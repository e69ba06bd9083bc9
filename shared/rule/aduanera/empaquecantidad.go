package aduanera

import (
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/papers"
)

// empaqueCantidad: a packing list holds what its invoice bills, part by part (LA
// art. 36-A; check 19).
func empaqueCantidad() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_empaque_cantidad",
		Title:     document.Text{ES: "La lista de empaque trae lo que factura su factura", EN: "The packing list holds what its invoice bills"},
		Citation:  "LA 36-A-I-a",
		Source:    "dossier §4 V24, §14 check 19",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Cuente lo recibido; sobrante o faltante se declara, no se ajusta en el inventario.",
			EN: "Count what was received; what is over or short is declared, not adjusted in the inventory.",
		},
		Example: document.Text{
			ES: "La factura cobra 500 de CAB-20 y la lista empaca 450.",
			EN: "The invoice bills 500 of CAB-20 and the list packs 450.",
		},
		Needs: []rule.Data{rule.DataPacking, rule.DataInvoice, rule.DataParts}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachInvoice(c, rule.DataPacking, func(_ int, _ *pedimento.Factura, v *invoice.Invoice) bool {
				found := c.Papers.Packings(v.Numero)
				return len(found) == 1 && packed(c, v, found[0])
			})
		},
	}
}

// packed compares what is billed and packed of each part; false when a line of
// either has no part, quantity or unit.
func packed(c *rule.Case, v *invoice.Invoice, l *invoice.Packing) bool {
	billed, boxed := make(map[string]money.Amount, len(v.Lineas)), make(map[string]money.Amount, len(l.Lineas))
	for i := range v.Lineas {
		if !count(billed, v.Lineas[i].Parte, v.Lineas[i].Unidad, v.Lineas[i].Cantidad) {
			return false
		}
	}
	for i := range l.Lineas {
		if !count(boxed, l.Lineas[i].Parte, l.Lineas[i].Unidad, l.Lineas[i].Cantidad) {
			return false
		}
	}
	keys := slices.Sorted(maps.Keys(billed))
	for k := range boxed {
		if _, ok := billed[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		have, want := boxed[k], billed[k]
		if have.Known() && want.Known() && have.Cmp(want) == 0 {
			continue
		}
		part, _, _ := strings.Cut(k, "\x00")
		c.Fail(rule.Where{Field: "parte." + part, Other: v.Numero}, "De la parte %s la factura %s cobra %s y la lista empaca %s.", "Of part %s invoice %s bills %s and the list packs %s.", part, v.Numero, none(want), none(have))
	}
	return true
}

func none(a money.Amount) string {
	if !a.Known() {
		return "0"
	}
	return a.String()
}

// count adds a line to its part and unit.
func count(total map[string]money.Amount, part, unit string, quantity money.Amount) bool {
	if part == "" || unit == "" || !quantity.Known() {
		return false
	}
	k := papers.Fold(part) + "\x00" + papers.Fold(unit)
	have, ok := total[k]
	if !ok {
		have = money.Int(0)
	}
	next, err := have.Add(quantity)
	total[k] = next
	return err == nil
}
