package ledger

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// OfLots takes out of the rows the losses and acts that name a lot and no part,
// by the last 13 digits of its pedimento: which material that is only the
// pedimento tells, and its group makes them. Where an opening balance states the
// lot they stay: that row says what it is of.
func (rows *Rows) OfLots() map[string]Rows {
	stated := map[string][]*OpeningRow{}
	for i := range rows.Openings {
		o := &rows.Openings[i]
		stated[Suffix(o.Pedimento)] = append(stated[Suffix(o.Pedimento)], o)
	}
	apart := map[string]Rows{}
	of := func(parte, lot string) (suffix string, ok bool) {
		suffix = Suffix(pedimentoOf(lot))
		return suffix, parte == "" && lot != "" && !slices.ContainsFunc(stated[suffix], func(o *OpeningRow) bool { return o.states(lot) })
	}
	rows.Acts = slices.DeleteFunc(slices.Clone(rows.Acts), func(a ActRow) bool {
		suffix, ok := of(a.Parte, a.Lot)
		if ok {
			one := apart[suffix]
			one.Acts = append(one.Acts, a)
			apart[suffix] = one
		}
		return ok
	})
	rows.Losses = slices.DeleteFunc(slices.Clone(rows.Losses), func(l LossRow) bool {
		suffix, ok := of(l.Parte, l.Lot)
		if ok {
			one := apart[suffix]
			one.Losses = append(one.Losses, l)
			apart[suffix] = one
		}
		return ok
	})
	return apart
}

// states reports an opening balance of a lot, or of one of all lots of a pedimento
// that is named without a partida.
func (o *OpeningRow) states(lot string) bool {
	number := pedimentoOf(lot)
	return lot == number && samePedimento(o.Pedimento, number) || sameLine(lineID(o.Pedimento, o.Partida), lot)
}

// ofLots makes what the plant's tables say of the group's lots without saying a
// part.
func (r *resolver) ofLots() {
	seen := map[string]bool{} // two numbers of a chain may find one row
	for _, n := range append([]string{r.e.root}, r.e.numbers...) {
		rows := r.t.Records.OfLot[Suffix(n)]
		for i := range rows.Acts {
			a := &rows.Acts[i]
			if id := a.id(); r.mine(a.Lot) && !seen[id] {
				seen[id] = true
				r.actOfLot(a)
			}
		}
		for i := range rows.Losses {
			l := &rows.Losses[i]
			if id := l.id(); r.mine(l.Lot) && !seen[id] {
				seen[id] = true
				r.lossOfLot(l)
			}
		}
	}
}

func (r *resolver) actOfLot(a *ActRow) {
	if g, ok := r.lotGoods(a.Lot, a.Unidad, a.Cantidad, a.where()); ok {
		r.addAct(a, &g)
	}
}

func (r *resolver) lossOfLot(l *LossRow) {
	if g, ok := r.lotGoods(l.Lot, l.Unidad, l.Cantidad, l.where()); ok {
		r.addLoss(l, &g)
	}
}

// lotGoods is the material of the lots that a row names and its quantity in it;
// ok is false, with a finding, when they cannot be told.
func (r *resolver) lotGoods(lot, unidad string, q quantity.Micros, where document.Text) (g rowGoods, ok bool) {
	var materials, parts []string
	var lots []*Lot
	var brought quantity.Micros // by all of them
	for m, moves := range r.byMat {
		for i := range moves.Lots {
			l := &moves.Lots[i]
			if !l.meant(lot) {
				continue
			}
			g.Material, g.parte = m, l.Parte
			lots, materials, parts = append(lots, l), append(materials, strings.TrimSpace(m.Key+" "+m.Unit)), append(parts, l.Parte)
			brought += l.Cantidad
		}
	}
	slices.Sort(materials)
	slices.Sort(parts)
	materials, parts = slices.Compact(materials), slices.Compact(parts)
	if len(materials) == 1 && len(parts) > 1 { // of one fracción or family
		materials = parts
	}
	switch {
	case len(lots) == 0:
		r.find("row_without_lot", document.Warning, where.ES, document.Textf(
			"%s es del lote %s, que no está entre las entradas de su pedimento: no mueve nada. Revise la partida.",
			"%s is of lot %s, which is not among the entries of its pedimento: it moves nothing. Check the partida.", where, lot))
		return g, false
	case len(materials) > 1:
		r.find("row_several_parts", document.Warning, where.ES, document.Textf(
			"%s no dice de qué parte es y el lote %s es de varias (%s): no mueve nada. Escriba la partida o el número de parte.",
			"%s does not say of which part it is and lot %s is of several (%s): it moves nothing. Write the partida or the part number.", where, lot, strings.Join(materials, ", ")))
		return g, false
	}
	for i, l := range lots {
		one, told := r.byLot(l, &g, unidad, q, where)
		if told && i > 0 && one != g.qty {
			told = r.clash(l, &g, unidad, where)
		}
		if g.qty = one; !told {
			return g, false
		}
	}
	several := len(lots) > 1 || len(serials(lots[0].Serie, lots[0].Cantidad)) > 1
	if lots[0].NamedOnly && several && g.qty < brought {
		r.find("row_several_machines", document.Warning, where.ES, document.Textf(
			"%s es de %s de las máquinas del lote %s y no dice cuáles: no mueve nada.",
			"%s is of %s of the machines of lot %s and does not say which: it moves nothing.", where, g.qty, lot))
		return g, false
	}
	return g, true
}

// byLot turns a quantity into the unit of the material by what the lot declares of
// itself in that unit, else by the factor of its part.
func (r *resolver) byLot(l *Lot, g *rowGoods, unidad string, q quantity.Micros, where document.Text) (quantity.Micros, bool) {
	out, err := q, error(nil)
	switch {
	case unidad == g.Unit:
	case unidad == l.UMC && l.CantidadUMC > 0:
		out, err = q.MulDiv(l.Cantidad, l.CantidadUMC)
	case unidad == l.UMT && l.CantidadUMT > 0:
		out, err = q.MulDiv(l.Cantidad, l.CantidadUMT)
	default:
		out, err = unit.Default().Convert(q, unidad, g.Unit, r.e.first.Pago, r.factors(g.parte))
	}
	if err != nil {
		return 0, r.clash(l, g, unidad, where)
	}
	return out, true
}

// clash tells a quantity that does not turn into the unit of the material, or
// turns into another by each of the lots it is of; it reports false.
func (r *resolver) clash(l *Lot, g *rowGoods, unidad string, where document.Text) bool {
	r.find("unit_clash", document.Warning, where.ES, document.Textf(
		"%s está en la unidad %s y su lote en %s (%s por pedimento, %s de tarifa): no se convierte de un solo modo y no mueve nada. Escriba la partida, y la cantidad en una de ellas.",
		"%s is in unit %s and its lot in %s (%s by pedimento, %s by tariff): it does not turn into it in one way and moves nothing. Write the partida, and the quantity in one of these.",
		where, unidad, g.Unit, l.UMC, l.UMT))
	return false
}

// unheld tells what persons wrote and decided about pedimentos that move nothing:
// only papers of them are here, or they were withdrawn.
func (t *Terms) unheld(numbers []string) (out []Finding) {
	slices.Sort(numbers)
	tell := func(number, code, at string, where document.Text, object string) {
		if samePedimento(number, pedimentoOf(object)) {
			out = append(out, Finding{number, document.Finding{Code: code, Severity: document.Warning, Where: at, Message: document.Textf(
				"%s nombra %s, y de ese pedimento no hay nada en los libros: no cambia nada hasta que lo haya.",
				"%s names %s, and nothing of that pedimento is in the books: it changes nothing until there is.", where, object)}})
		}
	}
	for _, number := range slices.Compact(numbers) {
		of := t.Records.OfLot[Suffix(number)]
		for i := range of.Acts {
			tell(number, "row_without_lot", of.Acts[i].where().ES, of.Acts[i].where(), of.Acts[i].Lot)
		}
		for i := range of.Losses {
			tell(number, "row_without_lot", of.Losses[i].where().ES, of.Losses[i].where(), of.Losses[i].Lot)
		}
		for _, d := range t.Records.Decided[Suffix(number)] {
			tell(number, "decision_without_object", d.ID, whereDecision(d.ID), d.object())
		}
	}
	slices.SortFunc(out, findingOrder)
	return out
}

func numbersOf(lists []*PartList) []string {
	out := make([]string, len(lists))
	for i, l := range lists {
		out[i] = l.Pedimento
	}
	return out
}

// Mention is what a person wrote about a pedimento.
type Mention struct {
	Number string        // 15 digits
	Where  document.Text // the row: a decision or a line of an act
	About  string        // the lot or exit it names
	Fecha  document.Date // of the row
}

// Alone is the finding of a mention whose pedimento is not in the books: it
// changes nothing until it is, and nothing else can say it, since a decision
// takes effect where its pedimento is resolved.
func (m *Mention) Alone() Finding {
	return Finding{m.Number, document.Finding{
		Code: "decision_without_pedimento", Severity: document.Warning, Where: m.Where.ES, Message: document.Textf(
			"%s nombra %s, de un pedimento que no está en los libros ni en los saldos iniciales: no cambia nada. Revise el número o entregue ese pedimento.",
			"%s names %s, of a pedimento that is neither in the books nor in the opening balances: it changes nothing. Check the number or deliver that pedimento.",
			m.Where, m.About),
	}}
}

// About lists what the plant's tables say of single pedimentos, in the order of
// their numbers: with no such pedimento in the books it changes nothing. Lots
// that an opening balance states are there.
func (r *Records) About() (out []Mention) {
	stated := func(lot string) bool {
		return slices.ContainsFunc(r.Openings[Suffix(pedimentoOf(lot))], func(o OpeningRow) bool { return sameLine(lineID(o.Pedimento, o.Partida), lot) })
	}
	for _, of := range r.Decided {
		for i := range of {
			if d := &of[i]; !d.onLot() || !stated(d.Lot) {
				out = append(out, Mention{pedimentoOf(d.object()), whereDecision(d.ID), d.object(), d.Fecha})
			}
		}
	}
	for _, rows := range r.OfLot {
		for i := range rows.Acts {
			out = append(out, Mention{pedimentoOf(rows.Acts[i].Lot), rows.Acts[i].where(), rows.Acts[i].Lot, rows.Acts[i].Fecha})
		}
		for i := range rows.Losses {
			out = append(out, Mention{pedimentoOf(rows.Losses[i].Lot), rows.Losses[i].where(), rows.Losses[i].Lot, rows.Losses[i].Fecha})
		}
	}
	slices.SortFunc(out, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Where.ES, b.Where.ES), cmp.Compare(a.About, b.About))
	})
	return out
}
