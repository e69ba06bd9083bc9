package report

import (
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// unresolvedStatus marks what an exit of the period has without a lot; no
// descargo has it.
const unresolvedStatus ledger.Status = "sin_resolver"

// split is a quantity by how it is known. What is unresolved is discharged by
// nothing and in none of the others.
type split struct{ proved, assumed, undocumented, unresolved quantity.Micros }

// take adds a quantity of a descargo.
func (s *split) take(status ledger.Status, q quantity.Micros) {
	switch status {
	case ledger.Proved:
		s.proved += q
	case ledger.Assumed:
		s.assumed += q
	case ledger.Undocumented:
		s.undocumented += q
	}
}

// all is what is discharged.
func (s *split) all() quantity.Micros { return s.proved + s.assumed + s.undocumented }

// unmet are the materials that exits of the period needed and found no lot
// for, or that are held: a use without entry, whose UMT nobody knows.
func (b *builder) unmet() []uso {
	var out []uso
	for i := range b.exits {
		more := b.stragglers(&b.exits[i])
		if len(more.loose) == 0 {
			continue
		}
		var x salida // each row has its own
		b.salida(i, &x)
		for _, l := range x.loose {
			if l.cantidad == 0 {
				continue
			}
			d := &ledger.Descargo{Exit: x.ID, Lot: l.lot, Cantidad: l.cantidad, MovedAt: x.MovedAt, Rol: x.Rol, Status: unresolvedStatus}
			out = append(out, uso{Descargo: d, material: x.material, unidad: x.unidad, exit: x.Exit, lot: &ledger.Lot{Parte: x.Parte}, after: -1, cause: l.cause})
		}
	}
	return out
}

// splitFields are the quantity of a use in the unit of its material, as proved,
// assumed, undocumented or unresolved: exactly one of them.
func splitFields() []field[uso] {
	of := func(s ledger.Status) func(*uso) string {
		return func(u *uso) string {
			if u.Status != s {
				return quantity.Micros(0).String()
			}
			return u.Cantidad.String()
		}
	}
	return []field[uso]{
		{"unidad", "Unidad del material", "Unit of the material", Text, func(u *uso) string { return u.unidad }},
		{"cantidad", "Cantidad en su unidad", "Quantity in its unit", Quantity, func(u *uso) string { return u.Cantidad.String() }},
		{"probado", "De ella, probado", "Of it, proved", Quantity, of(ledger.Proved)},
		{"supuesto", "De ella, supuesto", "Of it, assumed", Quantity, of(ledger.Assumed)},
		{"sin_documento", "De ella, sin documento", "Of it, undocumented", Quantity, of(ledger.Undocumented)},
		{"sin_resolver", "De ella, sin resolver", "Of it, unresolved", Quantity, of(unresolvedStatus)},
		{"causa", "Causa", "Cause", Text, func(u *uso) string { return u.cause }},
		{"salida", "Salida", "Exit", Text, func(u *uso) string { return u.Exit }},
	}
}

// change takes what an exit moves to another state of its lot.
func (x *gone) change(b *builder, c *ledger.Change) {
	if x.changed == nil {
		x.changed = map[ledger.Status]quantity.Micros{}
	}
	x.changed[c.Status] = b.add(x.changed[c.Status], c.Cantidad)
}

// changeFields are what of an exit is no descargo and stays under its lot:
// desperdicio, what is missing, what was found (see ajustes). With them every
// exit is what its columns add up to, but for a count that found too much.
func changeFields() []field[salida] {
	of := func(s ledger.Status) func(*salida) string {
		return func(x *salida) string { return x.changed[s].String() }
	}
	return []field[salida]{
		{"cambio_probado", "Cambia de estado, probado", "Changes its state, proved", Quantity, of(ledger.Proved)},
		{"cambio_supuesto", "Cambia de estado, supuesto", "Changes its state, assumed", Quantity, of(ledger.Assumed)},
		{"cambio_sin_documento", "Cambia de estado, sin documento", "Changes its state, undocumented", Quantity, of(ledger.Undocumented)},
	}
}
