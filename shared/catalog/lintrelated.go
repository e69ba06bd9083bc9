package catalog

import (
	"fmt"

	"example.com/immex/shared/document"
)

// related judges what columns of one row say of each other.
func (t *LawTable) related(r *LawRow) (out []Lint) {
	add := func(es, en string) { out = append(out, t.wrong(r, document.Text{ES: es, EN: en})) }
	switch t.Name {
	case "restricciones":
		if !extends(r) {
			add("Sin prefijo el alcance es desconocido, o ninguno donde la lista está completa; con prefijo no es desconocido.",
				"Without a prefix the extent is desconocido, or ninguno where the list is whole; with one it is not desconocido.")
		}
	case "plazos", "dias_inhabiles":
		read := addStay
		if t.Name == "dias_inhabiles" {
			read = addClosed
		}
		if err := read(&Catalog{}, r.Cells, r.Validity); err != nil {
			add(fmt.Sprintf("El renglón no se puede leer: %s.", err), fmt.Sprintf("The row cannot be read: %s.", err))
		}
	case "multas":
		for _, pair := range [][2]string{{"minimo", "maximo"}, {"cuota_minima", "cuota_maxima"}} {
			least, most := r.Amount(pair[0]), r.Amount(pair[1])
			if least.Known() != most.Known() || least.Known() && least.Cmp(most) > 0 {
				add(fmt.Sprintf("%s y %s van juntos, el menor primero.", pair[0], pair[1]), fmt.Sprintf("%s and %s go together, the lesser first.", pair[0], pair[1]))
			}
		}
	case "inpc", "tipo_de_cambio":
		for _, c := range t.Columns {
			if c.Value && r.Cells[c.Name] == "0" {
				add(c.Name+" no puede ser 0.", c.Name+" cannot be 0.")
			}
		}
	case "obligaciones":
		out = append(out, t.obligationOf(r)...)
	}
	return out
}

// obligationOf judges the figures that a rule of an obligation asks for.
func (t *LawTable) obligationOf(r *LawRow) (out []Lint) {
	o := obligation(r)
	add := func(es, en string) { out = append(out, t.wrong(r, document.Text{ES: es, EN: en})) }
	needsN := o.Rule != RuleLastBusinessDay && o.Rule != RuleEndNextMonth && o.Rule != RuleFridayNextWeek
	if needsN != (o.N > 0) {
		add("n va con las reglas que cuentan, y con ninguna otra.", "n goes with the rules that count, and with no other.")
	}
	if o.Month > 12 || o.Rule == RuleFixedDay && o.Month == 0 || o.Month != 0 && o.Rule != RuleFixedDay && o.Rule != RuleLastBusinessDay {
		add("mes va de 1 a 12 con dia_fijo, y puede ir con ultimo_habil.", "mes is 1 to 12 with dia_fijo, and may go with ultimo_habil.")
	}
	if (o.Rule == RuleFixedDay || o.Rule == RuleDayNextMonth) && o.N > 28 {
		add("El día del mes va de 1 a 28.", "The day of a month is 1 to 28.")
	}
	if o.Rule.Recurrent() != (o.Event.ES == "") || o.Rule.Recurrent() != (o.Event.EN == "") {
		add("evento y event van con las reglas que cuentan desde un hecho.", "evento and event go with the rules that count from an event.")
	}
	return out
}

// extends reports a restriction whose extent fits its prefix: without one the row
// speaks of the rest of its list, that nobody knows it or that there is none.
func extends(r *LawRow) bool {
	extent := r.Cells["alcance"]
	if r.Cells["prefijo"] == "" {
		return extent == "desconocido" || extent == "ninguno"
	}
	return extent != "desconocido"
}
