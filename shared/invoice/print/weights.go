package print

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// weights gives the weights their unit: of the heading, of the cell, or the
// only one the document prints. A weight without a unit is not taken.
func (r *reader) weights() {
	only := ""
	if units := r.weightUnits(); len(units) == 1 {
		only = sortedKeys(units)[0]
	}
	for i := range r.rows {
		r.weighRow(r.rows[i].cells, only)
	}
	for i := range r.sums {
		if id := r.sums[i].id; id == fTotalNeto || id == fTotalBruto {
			r.sums[i].id += suffix(r.sums[i].fig.unit, only)
		}
	}
}

// weightUnits are the units of weight the document prints: "kg", "lb".
func (r *reader) weightUnits() map[string]bool {
	units := map[string]bool{}
	see := func(f figure) {
		if u := weightUnit(f.unit); u != "" {
			units[strings.ToLower(u)] = true
		}
	}
	for i := range r.tables {
		for _, b := range r.tables[i].bands {
			if strings.HasSuffix(b.id, "_kg") || strings.HasSuffix(b.id, "_lb") {
				units[b.id[len(b.id)-2:]] = true
			}
		}
	}
	for i := range r.rows {
		for _, id := range []string{fNeto, fBruto} {
			if f, ok := number(r.rows[i].cells[id]); ok {
				see(f)
			}
		}
	}
	for i := range r.sums {
		if id := r.sums[i].id; id == fTotalNeto || id == fTotalBruto {
			see(r.sums[i].fig)
		}
	}
	return units
}

// weighRow names the weights of one row by their unit, only being that of the
// document.
func (r *reader) weighRow(cells map[string]phrase, only string) {
	for _, id := range []string{fNeto, fBruto} {
		c, ok := cells[id]
		if !ok {
			continue
		}
		f, _ := number(c)
		if u := suffix(f.unit, only); u != "" {
			cells[id+u] = c
		} else if r.packing {
			r.refuse("invoice_print_weight_unit", c, "el peso %q no dice si son kg o lb", "the weight %q does not tell whether it is kg or lb", c.text())
		}
		delete(cells, id)
	}
}

func suffix(unit, only string) string {
	switch u := strings.ToLower(weightUnit(unit)); {
	case u != "":
		return "_" + u
	case only != "":
		return "_" + only
	}
	return ""
}

// total is a column with the total that is printed of it.
type total struct{ line, total, sum, code string }

func columnTotals() []total {
	return []total{
		{"peso_neto_kg", "peso_neto_kg", "total_peso_neto_kg", "invoice_print_weight"},
		{"peso_neto_lb", "peso_neto_lb", "total_peso_neto_lb", "invoice_print_weight"},
		{"peso_bruto_kg", "peso_bruto_kg", "total_peso_bruto_kg", "invoice_print_weight"},
		{"peso_bruto_lb", "peso_bruto_lb", "total_peso_bruto_lb", "invoice_print_weight"},
		{fBultos, fTotalBulto, fTotalBulto, "invoice_print_packages"},
	}
}

// columnTotal holds a column of the goods to its printed total, wherever and
// however often it is printed; true when it is printed and agrees.
func (r *reader) columnTotal(x total, rows []map[string]*money.Amount, marks []map[string]document.Evidence, head map[string]document.Evidence, totals map[string]*money.Amount, sums []sum, st style) bool {
	var all money.Sum
	given := false
	for i := range rows {
		a := *rows[i][x.line]
		if a.Known() { // a carton of several parts has its weight once
			given = true
			all.Add(a)
		}
	}
	got, ok := all.Total()
	if !given {
		return false
	}
	if !totals[x.total].Known() {
		return false
	}
	return r.equals(sums, st, x.sum, x.code, got, ok, func() {
		held(head, x.total)
		for i := range marks {
			held(marks[i], x.line)
		}
	})
}

// heavier refuses a line whose net weight is above its gross weight: one of
// them was read from another column.
func (r *reader) heavier(rows []map[string]*money.Amount) {
	for i := range rows {
		for _, unit := range []string{"_kg", "_lb"} {
			net, gross := *rows[i][fNeto+unit], *rows[i][fBruto+unit]
			if net.Known() && gross.Known() && net.Cmp(gross) > 0 {
				r.add("invoice_print_weight", document.Error, nil, "el renglón %d dice peso neto %s y bruto %s",
					"line %d says net weight %s and gross %s", i+1, net, gross)
			}
		}
	}
}

// contradictions refuses a charge or a weight that is printed twice with
// different figures. Subtotals and totals are held to the lines one by one.
func (r *reader) contradictions(sums []sum, st style) {
	first := map[string]money.Amount{}
	for i := range sums {
		s := &sums[i]
		if s.inside || s.id == fSubtotal || s.id == fTotal || s.id == fPagina {
			continue
		}
		a, ok := s.fig.in(st)
		if b, seen := first[s.id]; ok && seen && !a.Equal(b) {
			r.add("invoice_print_conflict", document.Error, s.fig.words, "%s dice %s y también %s", "%s says %s and also %s", s.id, b, a)
		} else if ok {
			first[s.id] = a
		}
	}
}
