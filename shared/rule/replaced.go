package rule

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// claveR1 is a rectification in sources that do not keep the clave of what it
// rectifies (Anexo 22 Apéndice 2): the archivo M, VUCEM and prints. A Data Stage
// never says it.
const claveR1 = "R1"

// Replaces are the declarations that this one rectifies, from the one it names to
// the first of them, as far as they are here.
func (c *Case) Replaces() (out []*Brief) {
	const chain = 20 // rectifications of one pedimento; more is a circle
	if c.P.Rectifica == nil || c.Others == nil {
		return nil
	}
	for b := c.Others.Find(c.P.Rectifica.NumberBy(c.On)); b != nil && len(out) < chain; b = c.Others.Find(b.Rectifica) {
		out = append(out, b)
		if b.Rectifica == "" {
			break
		}
	}
	return out
}

// First is the day of payment of the first of the declarations it rectifies, as
// far as they are here or record 701 tells it; its own of one that rectifies none.
func (c *Case) First() document.Date {
	on := c.On
	if r := c.P.Rectifica; r != nil && r.Fecha.Known() {
		on = r.Fecha
	}
	for _, b := range c.Replaces() {
		if b.Pago.Known() {
			on = b.Pago
		}
	}
	return on
}

// Claves are those under which a declaration may have its effect: its own, and of
// a rectification, which may be R1 in its source, that of what it rectifies.
func (c *Case) Claves() []string {
	claves := []string{c.P.Clave}
	if c.Rectifica && c.P.Rectifica != nil && c.P.Rectifica.Clave != "" {
		claves = append(claves, c.P.Rectifica.Clave)
	}
	if all := c.Replaces(); len(all) > 0 {
		claves = append(claves, all[len(all)-1].Clave)
	}
	return slices.Compact(claves)
}

// Effect is what a declaration does to the inventory, as the books have it: by its
// own clave or, of one that is R1 in its source, by that of what it rectifies. ok is
// false when none of them is in the table of effects.
func (c *Case) Effect() (row catalog.EffectRow, clave string, ok bool) {
	var cases []string
	for i := range c.P.Identificadores {
		cases = append(cases, c.P.Identificadores[i].Clave)
	}
	for i := range c.P.Partidas {
		for k := range c.P.Partidas[i].Identificadores {
			cases = append(cases, c.P.Partidas[i].Identificadores[k].Clave)
		}
	}
	for _, clave := range c.Claves() {
		if row, ok := c.Catalog.Effect(clave, c.P.Operacion, cases, c.On); ok {
			return row, clave, true
		}
	}
	return row, c.P.Clave, false
}

// Unresolved reports a rectification of which nobody says what it rectifies: what
// it does is not known, and it may do something.
func (c *Case) Unresolved() bool {
	_, _, ok := c.Effect()
	return !ok && c.P.Clave == claveR1
}

// InForce reports a declaration that no other replaces and that was not withdrawn:
// one that counts.
func (c *Case) InForce() bool {
	if c.Others == nil {
		return true
	}
	b := c.Others.Find(c.P.Number)
	return c.Others.Superseded(c.P.Number) == "" && (b == nil || !b.Withdrawn)
}

// Contradicted reports that a paper says that the declaration, or one it rectifies,
// was withdrawn while another source has it as paid: it is out of the books until it
// is known which holds, and what it is worth is not known.
func (c *Case) Contradicted() bool {
	if c.Others == nil {
		return false
	}
	b := c.Others.Find(c.P.Number)
	return b != nil && b.Contradicted || slices.ContainsFunc(c.Replaces(), func(b *Brief) bool { return b.Contradicted && !b.Withdrawn })
}
