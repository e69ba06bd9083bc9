package ledger

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// open applies the opening balances: what was there at the close of the key
// date is what they say, and what left until then is in them already.
func (b *Book) open(openings []Opening, key document.Date) {
	if !key.Known() {
		return
	}
	openings = notTakenBack(openings)
	slices.SortFunc(openings, func(x, y Opening) int { return lotOrder(&x.Lot, &y.Lot) })
	used := make([]bool, len(openings))
	bySuffix := map[string][]int{}
	for i := range openings {
		suffix := Suffix(openings[i].Lot.Pedimento)
		bySuffix[suffix] = append(bySuffix[suffix], i)
	}
	for i := range b.Lots {
		l := &b.Lots[i]
		if l.AvailableFrom > key {
			continue
		}
		at := l.openedBy(openings, bySuffix, used)
		if at < 0 {
			b.notInOpening(l)
			continue
		}
		used[at] = true
		b.replace(l, &openings[at])
	}
	b.openAlone(openings, used)
	b.Exits = slices.DeleteFunc(b.Exits, func(x Exit) bool { return x.MovedAt <= key && x.Rol.internal() })
	for e := range b.Exits {
		if x := &b.Exits[e]; x.MovedAt <= key {
			x.Causa = CauseBeforeWindow
		}
	}
}

// notTakenBack leaves out the balances that the entry of their lot took back.
func notTakenBack(openings []Opening) []Opening {
	gone := map[string]bool{}
	for i := range openings {
		if openings[i].Anula {
			gone[openings[i].Lot.ID] = true
		}
	}
	if len(gone) == 0 {
		return openings
	}
	return slices.DeleteFunc(slices.Clone(openings), func(o Opening) bool { return gone[o.Lot.ID] })
}

// opened brings an opening balance that is in UMT only, of a part whose unit no
// factor reaches, into the book of the lot it is of, by the lot's own ratio; the
// row alone would put it in a book of its own.
func (r *resolver) opened(l *Lot, m Material) {
	if m.Kind == KindFraccion || l.CantidadUMT == 0 {
		return
	}
	var seen []*OpeningRow // two numbers of a chain may find one row
	for _, n := range append([]string{l.Pedimento}, l.Numeros...) {
		rows := r.t.Records.Openings[Suffix(n)]
		for i := range rows {
			o := &rows[i]
			if o.Partida != l.Partida || !samePedimento(o.Pedimento, n) || o.UMT != l.UMT || slices.Contains(seen, o) {
				continue
			}
			seen = append(seen, o)
			r.openedBy(l, m, o, slices.ContainsFunc(rows, func(x OpeningRow) bool {
				return x.Pedimento == o.Pedimento && x.Partida == o.Partida && x.Parte != o.Parte
			}))
		}
	}
}

func (r *resolver) openedBy(l *Lot, m Material, o *OpeningRow, shared bool) {
	own := &resolver{t: r.t, byMat: map[Material]*Movements{}}
	if !own.opening(o, shared) {
		return
	}
	for other, ms := range own.byMat {
		b := ms.Openings[0]
		if other == m || b.Lot.Parte != l.Parte {
			continue
		}
		r.in(other).Openings = append(r.in(other).Openings, Opening{Lot: b.Lot, Fecha: b.Fecha, Anula: true})
		b.Cantidad = proportion(l.Cantidad, min(b.CantidadUMT, l.CantidadUMT), l.CantidadUMT)
		b.Lot.Cantidad, b.Lot.Desperdicio = b.Cantidad, proportion(b.Cantidad, b.Desperdicio, b.CantidadUMT)
		r.in(m).Openings = append(r.in(m).Openings, b)
	}
}

// internal roles are the plant's own records: before the key date they are in
// the opening balance and leave no trace of their own.
func (r Role) internal() bool {
	return r == RoleConteo || r == RoleFaltante || r == RoleHallado || r == RoleActa
}

// openedBy finds the opening of a lot, -1 without one: that of its part, else
// one that names no part or whose lot has none.
func (l *Lot) openedBy(openings []Opening, bySuffix map[string][]int, used []bool) int {
	best := -1
	for _, n := range append([]string{l.Pedimento}, l.Numeros...) {
		for _, i := range bySuffix[Suffix(n)] {
			o := &openings[i].Lot
			if used[i] || o.Partida != l.Partida || !l.named(o.Pedimento) {
				continue
			}
			if o.Parte == l.Parte {
				return i
			}
			if best < 0 && (o.Parte == "" || l.Parte == "") {
				best = i
			}
		}
	}
	return best
}

// openAlone makes lots of the openings whose entry is not in the books.
func (b *Book) openAlone(openings []Opening, used []bool) {
	there := map[string][]int{} // lots that a partida already has, by its suffix
	see := func(at int) {
		for _, n := range append([]string{b.Lots[at].Pedimento}, b.Lots[at].Numeros...) {
			there[Suffix(n)] = append(there[Suffix(n)], at)
		}
	}
	entered := len(b.Lots)
	for i := range b.Lots {
		see(i)
	}
	for i := range openings {
		l := &openings[i].Lot
		switch {
		case used[i]:
		case slices.ContainsFunc(there[Suffix(l.Pedimento)], func(at int) bool { return b.Lots[at].holds(l, at < entered) }):
			b.aviso(l.Pedimento, "opening_ambiguous", document.Error, l.ID, document.Textf(
				"El saldo inicial de %s no corresponde a un solo lote del mismo pedimento y partida; no se usa. Escriba la parte como en la entrada.",
				"The opening balance of %s does not correspond to one lot of the same pedimento and partida; it is not used. Write the part as in the entry.", l.ID))
		default:
			b.Lots = append(b.Lots, *l)
			see(len(b.Lots) - 1)
		}
	}
}

// holds reports whether a lot is of the partida of an opening, by any number of
// its chain: one that did not enter, of the same part only.
func (l *Lot) holds(o *Lot, entered bool) bool {
	return l.Partida == o.Partida && l.named(o.Pedimento) && (entered || l.Parte == o.Parte)
}

// replace gives a lot its opening balance; what exceeds the entry is refused.
func (b *Book) replace(l *Lot, o *Opening) {
	l.Procedencia, l.Entrada, l.EntradaUMT = o.Lot.Procedencia, l.Cantidad, l.CantidadUMT
	l.Facts = append(slices.Clone(l.Facts), o.Lot.Facts...)
	slices.Sort(l.Facts)
	if !o.direct(b.Material.Unit) && o.CantidadUMT <= l.CantidadUMT && o.Lot.UMT == l.UMT {
		o.Cantidad = proportion(l.Cantidad, o.CantidadUMT, l.CantidadUMT) // by the lot's own ratio, not the factor of the part
	}
	if o.Cantidad > l.Cantidad || o.CantidadUMT > l.CantidadUMT {
		b.aviso(l.Pedimento, "opening_over_entry", document.Error, l.ID, document.Textf(
			"El saldo inicial de %s es %s y el pedimento sólo trajo %s; se usa lo que trajo. Corrija el renglón de saldos iniciales o busque la entrada que falta.",
			"The opening balance of %s is %s and the pedimento brought only %s; what it brought is used. Correct the opening row or look for the missing entry.",
			l.ID, o.Cantidad, l.Cantidad))
		l.Desperdicio = min(l.Cantidad, proportion(l.Cantidad, min(o.Desperdicio, l.CantidadUMT), l.CantidadUMT))
		return
	}
	l.Cantidad, l.CantidadUMT = o.Cantidad, o.CantidadUMT
	l.Desperdicio = proportion(l.Cantidad, o.Desperdicio, l.CantidadUMT)
}

// direct reports an opening balance that says its quantity in the unit of the
// material, or in one of its dimension.
func (o *Opening) direct(material string) bool {
	for _, s := range [2]stated{{o.Lot.UMC, o.Lot.CantidadUMC}, {o.Lot.UMT, o.Lot.CantidadUMT}} {
		if _, err := unit.Default().Convert(s.qty, s.unit, material, o.Fecha, nil); s.qty > 0 && err == nil {
			return true
		}
	}
	return false
}

func (b *Book) notInOpening(l *Lot) {
	l.Entrada, l.EntradaUMT = l.Cantidad, l.CantidadUMT
	l.Cantidad, l.CantidadUMT = 0, 0
	b.aviso(l.Pedimento, "not_in_opening", document.Notice, l.ID, document.Textf(
		"El lote %s (%s) entró antes de la fecha clave y no está en los saldos iniciales: se tiene por descargado por completo hasta esa fecha.",
		"Lot %s (%s) came in before the key date and is not in the opening balances: it counts as fully discharged by that date.", l.ID, l.Entrada))
}

func (b *Book) aviso(pedimento, code string, sev document.Severity, where string, msg document.Text) {
	b.Avisos = append(b.Avisos, Finding{pedimento, document.Finding{Code: code, Severity: sev, Where: where, Message: msg}})
}

func sortedWith(hs []document.Hash, h document.Hash) []document.Hash {
	if h == "" || slices.Contains(hs, h) {
		return hs
	}
	hs = append(slices.Clone(hs), h)
	slices.Sort(hs)
	return hs
}

// proportion is part of a UMT by running totals: whole when part is whole.
func proportion(umt, part, whole quantity.Micros) quantity.Micros {
	if umt == whole {
		return part
	}
	if whole == 0 {
		return 0
	}
	out, err := umt.MulDiv(part, whole)
	if err != nil {
		return 0 // part never exceeds whole, so the result never exceeds umt
	}
	return out
}
