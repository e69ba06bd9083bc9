package ledger

import (
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// stock is a lot in the three states it can be in, and what left it.
type stock struct {
	good, waste, missing, gone quantity.Micros
	umt                        quantity.Micros // what left it, in UMT
}

// checker replays the postings of a book one by one. It shares no code with
// the matcher.
type checker struct {
	b     *Book
	lots  map[string]int
	exits map[string]int
	stock []stock
	open  []quantity.Micros // per exit: what is not accounted for
	seen  map[[3]string]bool
}

// Check holds a book against what must always be true and names the first
// breach: conservation per lot (entry = descargos + saldo + desperdicio + what
// is missing, in both units) and per exit, nothing below zero, nothing
// discharged before it was there, no posting twice, PEPS order.
func (b *Book) Check() error {
	c := &checker{b: b, lots: make(map[string]int, len(b.Lots)), exits: make(map[string]int, len(b.Exits)), seen: map[[3]string]bool{}}
	var all, umt quantity.Micros
	for i := range b.Lots {
		l := &b.Lots[i]
		if _, twice := c.lots[l.ID]; twice {
			return c.breach("lot %s stands twice", l.ID)
		}
		if l.Cantidad < 0 || l.CantidadUMT < 0 || l.Desperdicio < 0 || l.Bueno() < 0 {
			return c.breach("lot %s brings %s (%s UMT)", l.ID, l.Cantidad, l.CantidadUMT)
		}
		if all, umt = all+l.Cantidad, umt+l.CantidadUMT; all < 0 || umt < 0 {
			return c.breach("its lots up to %s add up to more than fits in millionths", l.ID)
		}
		c.lots[l.ID] = i
		c.stock = append(c.stock, stock{good: l.Bueno(), waste: l.Desperdicio})
	}
	for e := range b.Exits {
		x := &b.Exits[e]
		if _, twice := c.exits[x.ID]; twice {
			return c.breach("exit %s stands twice", x.ID)
		}
		c.exits[x.ID] = e
		c.open = append(c.open, x.Cantidad)
	}
	if err := c.post(); err != nil {
		return err
	}
	if err := c.rest(); err != nil {
		return err
	}
	if err := c.saldos(); err != nil {
		return err
	}
	return b.checkPEPS()
}

func (c *checker) breach(format string, args ...any) error {
	return fmt.Errorf("material %s: %s", c.b.Material.Key, fmt.Sprintf(format, args...)) //nolint:err113 // a broken book, not a class of error
}

// post walks descargos and changes together, in the order of their exits.
func (c *checker) post() error {
	d, k := 0, 0
	for e := range c.b.Exits {
		id := c.b.Exits[e].ID
		for ; d < len(c.b.Descargos) && c.b.Descargos[d].Exit == id; d++ {
			if err := c.descargo(&c.b.Descargos[d]); err != nil {
				return err
			}
		}
		for ; k < len(c.b.Cambios) && c.b.Cambios[k].Exit == id; k++ {
			if err := c.change(&c.b.Cambios[k]); err != nil {
				return err
			}
		}
	}
	if d < len(c.b.Descargos) {
		return c.breach("descargo %s × %s names no exit of the book, or stands out of order", c.b.Descargos[d].Exit, c.b.Descargos[d].Lot)
	}
	if k < len(c.b.Cambios) {
		return c.breach("change %s × %s names no exit of the book, or stands out of order", c.b.Cambios[k].Exit, c.b.Cambios[k].Lot)
	}
	return nil
}

// pair finds the lot and exit of a posting and refuses what may not meet.
func (c *checker) pair(exit, lot, kind string, q quantity.Micros, moved document.Date) (x *Exit, s *stock, err error) {
	l, okL := c.lots[lot]
	e, okE := c.exits[exit]
	key := [3]string{exit, lot, kind}
	switch {
	case !okL || !okE:
		return nil, nil, c.breach("posting %s × %s names what is not in the book", exit, lot)
	case c.seen[key]:
		return nil, nil, c.breach("%s × %s is posted twice (%s)", exit, lot, kind)
	case q <= 0:
		return nil, nil, c.breach("%s × %s of %s", exit, lot, q)
	case moved != c.b.Exits[e].MovedAt:
		return nil, nil, c.breach("%s × %s is dated %s, its exit %s", exit, lot, moved, c.b.Exits[e].MovedAt)
	case c.b.Lots[l].AvailableFrom > c.b.Exits[e].MovedAt:
		return nil, nil, c.breach("%s × %s: the lot is available %s, after the exit of %s", exit, lot, c.b.Lots[l].AvailableFrom, c.b.Exits[e].MovedAt)
	}
	c.seen[key] = true
	return &c.b.Exits[e], &c.stock[l], nil
}

func (c *checker) descargo(d *Descargo) error {
	x, s, err := c.pair(d.Exit, d.Lot, d.Basis, d.Cantidad, d.MovedAt)
	if err != nil {
		return err
	}
	if x.Rol != d.Rol {
		return c.breach("descargo %s × %s is %s, its exit %s", d.Exit, d.Lot, d.Rol, x.Rol)
	}
	from := &s.good
	if x.EndsWaste() {
		from = &s.waste
	}
	*from -= d.Cantidad
	s.gone += d.Cantidad
	s.umt += d.CantidadUMT
	c.open[c.exits[d.Exit]] -= d.Cantidad
	if *from < 0 || c.open[c.exits[d.Exit]] < 0 || d.CantidadUMT < 0 {
		return c.breach("descargo %s × %s takes more than there is", d.Exit, d.Lot)
	}
	return nil
}

func (c *checker) change(k *Change) error {
	x, s, err := c.pair(k.Exit, k.Lot, k.Basis+k.A, k.Cantidad, k.MovedAt)
	if err != nil {
		return err
	}
	from, to := &s.good, &s.waste
	switch k.A {
	case ToFaltante:
		to = &s.missing
	case ToBueno:
		from, to = &s.missing, &s.good
	case ToDesperdicio:
	default:
		return c.breach("change %s × %s goes to %q", k.Exit, k.Lot, k.A)
	}
	*from -= k.Cantidad
	*to += k.Cantidad
	if *from < 0 {
		return c.breach("change %s × %s takes more than there is", k.Exit, k.Lot)
	}
	if x.Rol != RoleConteo {
		c.open[c.exits[k.Exit]] -= k.Cantidad
	}
	return nil
}

// rest accounts for what was not posted: held against an expired lot, or
// short. A count states a quantity and owes none.
func (c *checker) rest() error {
	for i := range c.b.Held {
		h := &c.b.Held[i]
		l, okL := c.lots[h.Lot]
		e, okE := c.exits[h.Exit]
		switch {
		case !okL || !okE || h.Cantidad <= 0:
			return c.breach("held %s × %s of %s", h.Exit, h.Lot, h.Cantidad)
		case c.b.Lots[l].AvailableFrom > c.b.Exits[e].MovedAt || !expired(&c.b.Lots[l], c.b.Exits[e].MovedAt):
			return c.breach("held %s × %s: the lot was not there or had not expired", h.Exit, h.Lot)
		}
		c.open[e] -= h.Cantidad
		if err := c.takenHeld(h, e); err != nil {
			return err
		}
	}
	for i := range c.b.Shortages {
		e, ok := c.exits[c.b.Shortages[i].Exit]
		if !ok || c.b.Shortages[i].Cantidad <= 0 {
			return c.breach("shortage of %s in exit %s", c.b.Shortages[i].Cantidad, c.b.Shortages[i].Exit)
		}
		c.open[e] -= c.b.Shortages[i].Cantidad
	}
	for i := range c.b.Sobrantes {
		s := &c.b.Sobrantes[i]
		if e, ok := c.exits[s.Exit]; !ok || c.b.Exits[e].Rol != RoleConteo || s.Cantidad <= 0 {
			return c.breach("surplus of %s in %s", s.Cantidad, s.Exit)
		}
	}
	for e := range c.open {
		if c.b.Exits[e].Rol != RoleConteo && c.open[e] != 0 {
			return c.breach("exit %s: %s of %s is neither discharged nor held nor short", c.b.Exits[e].ID, c.open[e], c.b.Exits[e].Cantidad)
		}
	}
	return nil
}

// takenHeld holds what others took of a hold to their own postings: each came
// later, and took of that lot itself.
func (c *checker) takenHeld(h *Held, e int) error {
	for _, t := range h.Tomado {
		by, ok := c.exits[t.Exit]
		named, peps := [3]string{t.Exit, h.Lot, "named"}, [3]string{t.Exit, h.Lot, "peps" + ToFaltante}
		switch {
		case !ok || by <= e || t.Cantidad <= 0 || t.MovedAt != c.b.Exits[by].MovedAt:
			return c.breach("%s × %s: %s of what was held taken by %s on %s", h.Exit, h.Lot, t.Cantidad, t.Exit, t.MovedAt)
		case !c.seen[named] && !c.seen[[3]string{t.Exit, h.Lot, "named" + ToDesperdicio}] && !c.seen[[3]string{t.Exit, h.Lot, "named" + ToFaltante}] && !c.seen[peps]:
			return c.breach("%s × %s: %s took what was held and nothing of the lot", h.Exit, h.Lot, t.Exit)
		}
	}
	if h.Pendiente() < 0 {
		return c.breach("%s × %s: more was taken of what was held than there was", h.Exit, h.Lot)
	}
	return nil
}

func (c *checker) saldos() error {
	b := c.b
	if len(b.Saldos) != len(b.Lots) {
		return c.breach("%d saldos of %d lots", len(b.Saldos), len(b.Lots))
	}
	held := map[string]quantity.Micros{}
	for i := range b.Held {
		held[b.Held[i].Lot] += b.Held[i].Pendiente()
	}
	for i := range b.Saldos {
		s, k, l := &b.Saldos[i], &c.stock[i], &b.Lots[i]
		switch {
		case s.Lot != l.ID || s.Cantidad != k.good || s.Desperdicio != k.waste || s.Faltante != k.missing || s.Held != held[l.ID]:
			return c.breach("lot %s: saldo %s, desperdicio %s, missing %s; its postings leave %s, %s, %s", l.ID, s.Cantidad, s.Desperdicio, s.Faltante, k.good, k.waste, k.missing)
		case s.Held > s.Cantidad:
			return c.breach("lot %s: %s held of %s", l.ID, s.Held, s.Cantidad)
		case k.good+k.waste+k.missing+k.gone != l.Cantidad:
			return c.breach("lot %s of %s accounts for %s", l.ID, l.Cantidad, k.good+k.waste+k.missing+k.gone)
		case s.CantidadUMT != l.CantidadUMT-k.umt || s.CantidadUMT < 0:
			return c.breach("lot %s: %s UMT left of %s, its descargos leave %s", l.ID, s.CantidadUMT, l.CantidadUMT, l.CantidadUMT-k.umt)
		case s.Pendiente() == 0 && s.CantidadUMT != 0 && l.Cantidad != 0:
			return c.breach("lot %s is used up and still has %s UMT", l.ID, s.CantidadUMT)
		}
	}
	return nil
}

func expired(l *Lot, on document.Date) bool { return l.Due != 0 && l.Due < on }
