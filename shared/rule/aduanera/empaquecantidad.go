package aduanera

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/papers"
)

// empaqueCantidad: a packing list holds what its invoice bills, part by part (LA
// art. 36-A; check 19).
func empaqueCantidad() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_empaque_cantidad",
		Title:     document.Text{ES: "La lista de empaque trae lo que factura su factura", EN: "The packing list holds what its invoice bills"},
		Citation:  "LA 36-A-I-a",
		Source:    "dossier §4 V24, §14 #19",
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
	billed, boxed, units := make(tally, len(v.Lineas)), make(tally, len(l.Lineas)), cruce.UnitsOf(c)
	for i := range v.Lineas {
		if x := &v.Lineas[i]; !billed.add(&units, x.Parte, x.Unidad, x.Cantidad) {
			return false
		}
	}
	for i := range l.Lineas {
		if x := &l.Lineas[i]; !boxed.add(&units, x.Parte, x.Unidad, x.Cantidad) {
			return false
		}
	}
	var other []string // parts
	for k, want := range billed {
		if have := boxed[k]; (!have.Known() || have.Cmp(want) != 0) && !slices.Contains(other, k.part) {
			other = append(other, k.part)
		}
	}
	for k := range boxed {
		if !billed[k].Known() && !slices.Contains(other, k.part) {
			other = append(other, k.part)
		}
	}
	slices.Sort(other)
	for _, part := range other {
		c.Fail(rule.Where{Field: "parte." + part, Other: v.Numero}, "De la parte %s la factura %s cobra %s y la lista empaca %s.", "Of part %s invoice %s bills %s and the list packs %s.", part, v.Numero, billed.of(c, part), boxed.of(c, part))
	}
	return true
}

// counted is a part in one unit: a key of Apéndice 7, else the unit as written.
type counted struct{ part, unit string }

// tally is how much there is of each.
type tally map[counted]money.Amount

// add counts one line; false when it says too little or the sum does not fit.
func (t tally) add(units *cruce.Units, part, unit string, quantity money.Amount) bool {
	if part == "" || unit == "" || !quantity.Known() {
		return false
	}
	k := counted{papers.Fold(part), units.Named(unit)}
	if k.unit == "" {
		k.unit = papers.Fold(unit)
	}
	have, ok := t[k]
	if !ok {
		t[k] = quantity
		return true
	}
	next, err := have.Add(quantity)
	t[k] = next
	return err == nil
}

// of is how much there is of a part, unit by unit; "0" when there is none.
func (t tally) of(c *rule.Case, part string) string {
	var out []string
	for k, q := range t {
		if k.part == part {
			name := k.unit
			if u, ok := c.Catalog.Unit(k.unit); ok {
				name = u.Descripcion
			}
			out = append(out, q.String()+" "+name)
		}
	}
	if out == nil {
		return "0"
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
