package ledger

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// Decided is a decision of a person about an exit or a lot.
type Decided struct {
	ID       string
	Fecha    document.Date
	Orden    int    // among the decisions of a day; 0: not written
	Tipo     string // dirigir, bloquear, liberar, tomar_vencido, dejar_vencido
	Exit     string // "<15 digits>-<partida>"
	Lot      string // same
	Parte    string // of a partida of several; "" all of them
	Cantidad quantity.Micros
	Unidad   string // of Cantidad
	Fact     document.Hash
}

// decisionOrder is the order they are followed in: by their days, then by the
// number a person wrote for that. The rest only makes it the same every time:
// nothing may depend on it (ties).
func decisionOrder(a, b Decided) int {
	return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Orden, b.Orden), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Fact, b.Fact))
}

// decided joins what persons recorded to the lots and exits of the group.
func (r *resolver) decided() {
	var all []Decided
	for _, n := range append([]string{r.e.root}, r.e.numbers...) {
		for _, d := range r.t.Records.Decided[Suffix(n)] {
			if !slices.Contains(all, d) {
				all = append(all, d)
			}
		}
	}
	slices.SortFunc(all, decisionOrder)
	tied := r.ties(all)
	for i := range all {
		if !tied[i] && !r.decide(&all[i]) {
			r.withoutObject(&all[i])
		}
	}
}

// withoutObject says why a decision changes nothing of its pedimento: what frees a
// lot of the opening balances these tell (strays).
func (r *resolver) withoutObject(d *Decided) {
	lots := d.Tipo == "liberar" && r.has(d)
	switch {
	case lots && len(r.openingsOf(d.Lot)) > 0:
	case lots:
		r.find("decision_without_object", document.Warning, d.ID, document.Textf(
			"La decisión %s (%s) libera el lote %s, que ninguna decisión anterior bloquea: no cambia nada. Revise el lote y las fechas.",
			"Decision %s (%s) frees lot %s, which no earlier decision blocks: it changes nothing. Check the lot and the dates.",
			d.ID, d.Tipo, d.Lot))
	default:
		r.find("decision_without_object", document.Warning, d.ID, d.named())
	}
}

// has reports a lot of the group that a decision is about.
func (r *resolver) has(d *Decided) bool {
	for _, m := range r.byMat {
		if slices.ContainsFunc(m.Lots, func(l Lot) bool {
			return l.isLine(d.Lot) && (d.Parte == "" || l.Parte == "" || r.rename(d.Parte) == l.Parte)
		}) {
			return true
		}
	}
	return false
}

// named says that a pedimento does not have what a decision names.
func (d *Decided) named() document.Text {
	return document.Textf(
		"La decisión %s (%s) nombra %s%s, que este pedimento no tiene: no cambia nada. Revise la partida.",
		"Decision %s (%s) names %s%s, which this pedimento does not have: it changes nothing. Check the partida.",
		d.ID, d.Tipo, d.Exit, d.Lot)
}

// ties are the decisions of one day that say opposite things of one object where
// nobody wrote which comes last: of one order, or one of them without any. None
// of them is followed, nor any other of that day and object whose place among
// them depends on it.
func (r *resolver) ties(all []Decided) map[int]bool {
	tied := map[int]bool{}
	for i := range all {
		for j := i + 1; j < len(all) && all[j].Fecha == all[i].Fecha; j++ {
			a, b := &all[i], &all[j]
			if ordered(a, b) || !a.opposes(b) || !r.mine(a.object()) {
				continue
			}
			tied[i], tied[j] = true, true
			r.find("decision_tie", document.Warning, a.ID, document.Textf(
				"Las decisiones %s (%s) y %s (%s) son del mismo día, se contradicen y no se sabe cuál va primero: no se sigue ninguna. Escriba en las dos la columna orden.",
				"Decisions %s (%s) and %s (%s) are of the same day, contradict each other and nothing says which comes first: neither is followed. Write column orden in both.",
				a.ID, a.Tipo, b.ID, b.Tipo))
		}
	}
	return r.withTied(all, tied)
}

// ordered reports decisions of a day whose order a person wrote.
func ordered(a, b *Decided) bool { return a.Orden > 0 && b.Orden > 0 && a.Orden != b.Orden }

// withTied adds what a tied decision of the same day may unsay: when the last
// word of a day is not known, an earlier one of it is not the last word.
func (r *resolver) withTied(all []Decided, tied map[int]bool) map[int]bool {
	for again := len(tied) > 0; again; {
		again = false
		for i := range all {
			for j := range all {
				if tied[i] && !tied[j] && all[i].Fecha == all[j].Fecha && all[i].opposes(&all[j]) && r.mine(all[j].object()) {
					tied[j], again = true, true
				}
			}
		}
	}
	return tied
}

// object is the id of the lot or exit a decision is about.
func (d *Decided) object() string {
	if d.onLot() {
		return d.Lot
	}
	return d.Exit
}

func (d *Decided) onLot() bool { return d.Tipo == "bloquear" || d.Tipo == "liberar" }

// opposes reports two decisions of which only the later counts: what one says of
// a lot, or of an exit and all or the same of its lots, the other unsays.
func (d *Decided) opposes(o *Decided) bool {
	if d.Tipo == o.Tipo || d.Tipo == "dirigir" || o.Tipo == "dirigir" || d.onLot() != o.onLot() {
		return false
	}
	either := func(a, b string) bool { return a == "" || b == "" || a == b }
	return sameLine(d.object(), o.object()) && either(d.Parte, o.Parte) && (d.onLot() || d.Lot == "" || o.Lot == "" || sameLine(d.Lot, o.Lot))
}

// sameLine reports whether two ids name one partida, whatever year their numbers
// print.
func sameLine(a, b string) bool {
	x, y := pedimentoOf(a), pedimentoOf(b)
	return samePedimento(x, y) && a[len(x):] == b[len(y):]
}

// decide applies one decision; done is false when nothing here is its object.
// A directed discharge belongs to its exit, a block to its lot.
func (r *resolver) decide(d *Decided) (done bool) {
	if !r.mine(d.object()) {
		return true // the other pedimento of the decision has it
	}
	parte := r.rename(d.Parte)
	of := func(partes ...string) bool { // no other part: goods whose part nobody told may be it
		return parte == "" || r.t.Policy.InventoryKey != KindPart || partes[0] == "" || slices.Contains(partes, parte)
	}
	for _, m := range r.byMat {
		for i := range m.Lots {
			if l := &m.Lots[i]; d.onLot() && l.isLine(d.Lot) && of(l.Parte) {
				done = r.block(l, d) || done
			}
		}
		for i := range m.Exits {
			x := &m.Exits[i]
			switch {
			case !d.onLot() && x.isLine(d.Exit) && of(x.Parte, x.Producto):
				r.decideExit(m.Material, x, d)
				done = true
			case r.frees(d) && x.isLine(d.Lot): // why it is here
				x.Facts = sortedWith(x.Facts, d.Fact)
				done = true
			}
		}
	}
	return done
}

// mine reports whether the id of a lot or exit is one of the group's.
func (r *resolver) mine(id string) bool {
	number := pedimentoOf(id)
	return samePedimento(r.e.root, number) || slices.ContainsFunc(r.e.numbers, func(n string) bool { return samePedimento(n, number) })
}

// decideExit applies a decision to an exit. What it does with what has expired
// the last decision says: one that names a lot for that lot, one that names
// none for all of them.
func (r *resolver) decideExit(m Material, x *Exit, d *Decided) {
	x.Facts = sortedWith(x.Facts, d.Fact)
	takes := d.Tipo == "tomar_vencido"
	switch {
	case d.Tipo == "dirigir" && x.Producto != "" && x.Rol != RoleIncorporado:
		return // the quantity is what is inside the product, once
	case d.Tipo == "dirigir":
		q, err := unit.Default().Convert(d.Cantidad, d.Unidad, m.Unit, r.e.first.Pago, r.factors(x.Parte))
		if err != nil {
			r.find("unit_clash", document.Warning, d.ID, clashText(err, x.Parte))
			return
		}
		x.Dirigido = append(x.Dirigido, Directed{d.Lot, q})
	case d.Lot != "":
		x.Vencidos = slices.DeleteFunc(slices.Clone(x.Vencidos), func(v AboutExpired) bool { return sameLine(v.Lot, d.Lot) })
		x.Vencidos = append(x.Vencidos, AboutExpired{d.Lot, takes})
	default:
		x.TakesExpired, x.LeaveExpired, x.Vencidos = takes, !takes, nil
	}
}

// block opens a block of a lot or ends the one that is open; decisions come in
// their order. A lot that is blocked already stays so, and one that is free is
// not freed again. One that is freed on its first day kept no exit from the lot.
func (r *resolver) block(l *Lot, d *Decided) bool {
	n := len(l.Bloqueos)
	open := n > 0 && l.Bloqueos[n-1].Hasta == 0
	switch {
	case d.Tipo == "bloquear" && !open:
		l.Bloqueos = append(slices.Clip(l.Bloqueos), Bloqueo{Desde: d.Fecha})
	case d.Tipo == "liberar" && open && l.Bloqueos[n-1].Desde == d.Fecha:
		l.Bloqueos = slices.Clone(l.Bloqueos[:n-1])
	case d.Tipo == "liberar" && open:
		l.Bloqueos[n-1].Hasta = d.Fecha
	case d.Tipo == "liberar" && n == 0 && !r.frees(d):
		return false
	}
	l.Facts = sortedWith(l.Facts, d.Fact)
	return true
}
