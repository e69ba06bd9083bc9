package ledger

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// openingGoods is goods of a row that names a lot of the opening balances, or a
// pedimento of them without a partida, and no part; found is false when no balance
// states it, or in books by part balances of several parts.
func (r *resolver) openingGoods(lot, unidad string, q quantity.Micros, where document.Text) (g rowGoods, found, ok bool) {
	of := r.openingsOf(lot)
	if len(of) == 0 {
		return g, false, false
	}
	several := slices.ContainsFunc(of, func(o *OpeningRow) bool { return o.Parte != of[0].Parte })
	switch {
	case r.t.Policy.InventoryKey != KindPart:
	case several:
		return g, false, false
	case of[0].Parte != "":
		g, ok = r.goods(of[0].Parte, unidad, q, where)
		return g, true, ok
	}
	if !several {
		g.parte = r.rename(of[0].Parte)
	}
	for i, o := range of {
		m, l := r.openingLot(o)
		if i > 0 && m != g.Material {
			r.find("row_several_parts", document.Warning, where.ES, document.Textf(
				"%s nombra el pedimento %s sin partida y sus saldos iniciales son de varias fracciones o unidades: no mueve nada. Escriba la partida.",
				"%s names pedimento %s without a partida and its opening balances are of several fracciones or units: it moves nothing. Write the partida.", where, lot))
			return g, true, false
		}
		g.Material = m
		one, told := r.byLot(l, &g, unidad, q, where)
		if told && i > 0 && one != g.qty {
			told = r.clash(l, &g, unidad, where)
		}
		if g.qty = one; !told {
			return g, true, false
		}
	}
	return g, true, true
}

// openingsOf are the opening balances of a lot, or of all lots of a pedimento that
// is named without a partida.
func (r *resolver) openingsOf(lot string) (of []*OpeningRow) {
	rows := r.t.Records.Openings[Suffix(pedimentoOf(lot))]
	for i := range rows {
		if rows[i].states(lot) {
			of = append(of, &rows[i])
		}
	}
	return of
}

// openingLot is the lot that an opening balance states by itself, and its material.
func (r *resolver) openingLot(o *OpeningRow) (m Material, l *Lot) {
	own := &resolver{t: r.t, byMat: map[Material]*Movements{}}
	own.opening(o, false)
	for of, moves := range own.byMat {
		m, l = of, &moves.Openings[0].Lot
	}
	return m, l
}

// blockedOpening blocks and frees the lot of an opening balance as persons
// decided. Where its entry is in the books the lot of the entry counts, and its
// group follows the same decisions.
func (r *resolver) blockedOpening(l *Lot) {
	var all []Decided
	for _, d := range r.t.Records.Decided[Suffix(l.Pedimento)] {
		parte := r.rename(d.Parte)
		if d.onLot() && l.isLine(d.Lot) && (parte == "" || l.Parte == "" || parte == l.Parte) {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, decisionOrder)
	tied := r.ties(all)
	for i := range all {
		if tied[i] || r.block(l, &all[i]) { // a tie is told already
			r.followed(all[i].ID)
		}
	}
}

// followed notes a decision that an opening balance answers.
func (r *resolver) followed(id string) {
	if r.heeded == nil {
		r.heeded = map[string]bool{}
	}
	r.heeded[id] = true
}

// strays tells decisions about lots of the opening balances that change nothing of
// them: they name a part which no balance of the lot does, or free what nothing
// blocks.
func (r *resolver) strays(openings []OpeningRow) {
	told := map[string]bool{}
	for i := range openings {
		o := &openings[i]
		r.at(o.Pedimento, o.Fecha)
		for _, d := range r.t.Records.Decided[Suffix(o.Pedimento)] {
			if told[d.ID] || r.heeded[d.ID] || !d.onLot() || !sameLine(lineID(o.Pedimento, o.Partida), d.Lot) {
				continue
			}
			told[d.ID] = true
			r.find("decision_without_object", document.Warning, d.ID, r.unheeded(&d, openings))
		}
	}
}

// unheeded says why a decision changes nothing of the opening balance of its lot.
func (r *resolver) unheeded(d *Decided, openings []OpeningRow) document.Text {
	if d.Parte == "" || slices.ContainsFunc(openings, func(k OpeningRow) bool {
		return sameLine(lineID(k.Pedimento, k.Partida), d.Lot) && (k.Parte == "" || r.rename(k.Parte) == r.rename(d.Parte))
	}) {
		return document.Textf(
			"La decisión %s (%s) libera el lote %s, y ninguna anterior bloquea su saldo inicial: no cambia nada de ese saldo. Revise el lote y las fechas.",
			"Decision %s (%s) frees lot %s, and no earlier one blocks its opening balance: it changes nothing of that balance. Check the lot and the dates.",
			d.ID, d.Tipo, d.Lot)
	}
	return document.Textf(
		"La decisión %s (%s) nombra la parte %s del lote %s, y el saldo inicial dice otra: no cambia nada de ese saldo. Revise la parte.",
		"Decision %s (%s) names part %s of lot %s, and the opening balance says another: it changes nothing of that balance. Check the part.",
		d.ID, d.Tipo, d.Parte, d.Lot)
}
