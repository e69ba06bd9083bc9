package report

import (
	"fmt"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// desecho is the desperdicio of one material over a period, in the unit of the material:
// opening + in opening balances + generated − out = closing. What is not resolved is in
// none of them.
type desecho struct {
	material            string
	of                  ledger.Material
	parte               string // of its lots, where all have the same one
	opening, in         quantity.Micros
	generated, left     split4
	out                 [len(wasteOuts{})]quantity.Micros
	closing             quantity.Micros
	lots                int // with desperdicio at the close
	early               bool
	openLooks, endLooks quantity.Micros // of the lots, on both ends
}

// split4 is a quantity by how it is known.
type split4 struct{ proved, assumed, undocumented, unresolved quantity.Micros }

func (s *split4) add(status ledger.Status, q quantity.Micros) {
	switch status {
	case ledger.Proved:
		s.proved += q
	case ledger.Assumed:
		s.assumed += q
	case ledger.Undocumented:
		s.undocumented += q
	default:
		s.unresolved += q
	}
}

// all is what is resolved of it.
func (s *split4) all() quantity.Micros { return s.proved + s.assumed + s.undocumented }

// wasteOuts are the ways desperdicio ends, in the order of the columns.
type wasteOuts [6]string

func wasteWays() wasteOuts {
	return wasteOuts{"retornado", "destruido", "donado", "cambio_regimen", "transferido", "otras"}
}

// wasteWay is the column of a kind of exit.
func wasteWay(effect string) int {
	ways := wasteWays()
	name := "otras"
	switch effect {
	case "destruccion":
		name = "destruido"
	case "donacion":
		name = "donado"
	default:
		switch exitColumn(effect) {
		case "retorno":
			name = "retornado"
		case "transferencia":
			name = "transferido"
		case "cambio_regimen":
			name = "cambio_regimen"
		}
	}
	return slices.Index(ways[:], name)
}

// wastes reports a book in which something is or was desperdicio, or should have been.
func wastes(k *ledger.Kept) bool {
	return slices.ContainsFunc(k.Cambios, func(c ledger.Change) bool { return c.A == ledger.ToDesperdicio }) ||
		slices.ContainsFunc(k.Lots, func(l ledger.Lot) bool { return l.Desperdicio > 0 }) || len(k.Shortages)+len(k.Held) > 0
}

// desechoOf follows the desperdicio of one book; ok is false where there is none.
func desechoOf(b *ledger.Book, head *Head) (d desecho, ok bool) {
	d = desecho{material: b.ID, of: b.Material}
	lots := make(map[string]*ledger.Lot, len(b.Lots))
	for i := range b.Lots {
		l := &b.Lots[i]
		lots[l.ID] = l
		if i == 0 {
			d.parte = l.Parte
		} else if l.Parte != d.parte {
			d.parte = ""
		}
		switch {
		case l.AvailableFrom > head.To:
		case l.AvailableFrom < head.From:
			d.opening += l.Desperdicio
		default:
			d.in += l.Desperdicio
		}
	}
	exits := make(map[string]*ledger.Exit, len(b.Exits))
	for i := range b.Exits {
		exits[b.Exits[i].ID] = &b.Exits[i]
	}
	d.changes(b, lots, head)
	d.discharges(b, lots, exits, head)
	d.loosen(b, exits, head)
	d.closing = d.opening + d.in + d.generated.all() - d.left.all()
	if !d.early {
		d.lots, d.endLooks = wasteOn(b, head.To)
		_, d.openLooks = wasteOn(b, head.From.AddDays(-1))
	}
	return d, d.opening|d.in|d.generated.all()|d.left.all()|d.generated.unresolved|d.left.unresolved|d.closing != 0
}

// wasteOn is how much desperdicio the lots of a book have on a day, and how many.
func wasteOn(b *ledger.Book, on document.Date) (n int, q quantity.Micros) {
	for _, s := range b.AsOf(on) {
		if s.Desperdicio > 0 {
			n++
		}
		q += s.Desperdicio
	}
	return n, q
}

// when is the day a posting counts on: no lot is moved before it is there.
func (d *desecho) when(l *ledger.Lot, moved document.Date) document.Date {
	d.early = d.early || moved < l.AvailableFrom
	return max(moved, l.AvailableFrom)
}

func (d *desecho) changes(b *ledger.Book, lots map[string]*ledger.Lot, head *Head) {
	for i := range b.Cambios {
		c := &b.Cambios[i]
		if c.A != ledger.ToDesperdicio {
			continue
		}
		switch on := d.when(lots[c.Lot], c.MovedAt); {
		case on > head.To:
		case on < head.From:
			d.opening += c.Cantidad
		default:
			d.generated.add(c.Status, c.Cantidad)
		}
	}
}

func (d *desecho) discharges(b *ledger.Book, lots map[string]*ledger.Lot, exits map[string]*ledger.Exit, head *Head) {
	for i := range b.Descargos {
		k := &b.Descargos[i]
		x := exits[k.Exit]
		if !x.EndsWaste() {
			continue
		}
		switch on := d.when(lots[k.Lot], k.MovedAt); {
		case on > head.To:
		case on < head.From:
			d.opening -= k.Cantidad
		default:
			d.left.add(k.Status, k.Cantidad)
			d.out[wasteWay(x.Effect())] += k.Cantidad
		}
	}
}

// loosen takes what was to become desperdicio or to end as such and found no lot.
func (d *desecho) loosen(b *ledger.Book, exits map[string]*ledger.Exit, head *Head) {
	take := func(exit string, q quantity.Micros) {
		x := exits[exit]
		if x.MovedAt < head.From || x.MovedAt > head.To {
			return
		}
		switch {
		case x.EndsWaste():
			d.left.unresolved += q
		case x.Rol == ledger.RoleDesperdicio:
			d.generated.unresolved += q
		}
	}
	for i := range b.Shortages {
		take(b.Shortages[i].Exit, b.Shortages[i].Cantidad)
	}
	for i := range b.Held {
		take(b.Held[i].Exit, b.Held[i].Cantidad)
	}
}

// wasteTable is the roll-forward of the desperdicio of every material that has any. One
// that does not lead to what the lots hold is refused.
func (s *Set) wasteTable(more *More) (Table, error) {
	var rows []desecho
	for _, k := range more.Books {
		if !wastes(k) {
			continue
		}
		d, ok := desechoOf(k.Open(), &s.Head)
		if !ok {
			continue
		}
		if d.closing < 0 || !d.early && (d.closing != d.endLooks || d.opening != d.openLooks) {
			return Table{}, fmt.Errorf("%w: desperdicio of %s: %s and %s, the lots hold %s and %s", ErrUnbalanced, d.material, d.opening, d.closing, d.openLooks, d.endLooks)
		}
		rows = append(rows, d)
	}
	s.month.waste = rows
	q := func(key, es, en string, of func(*desecho) quantity.Micros) field[desecho] {
		return field[desecho]{key, es, en, Quantity, func(d *desecho) string { return of(d).String() }}
	}
	out := func(at int, es, en string) field[desecho] {
		return q(wasteWays()[at], es, en, func(d *desecho) quantity.Micros { return d.out[at] })
	}
	split := func(key, es, en string, of func(*desecho) *split4) []field[desecho] {
		return []field[desecho]{
			q(key+"_probado", es+", probado", en+", proved", func(d *desecho) quantity.Micros { return of(d).proved }),
			q(key+"_supuesto", es+", supuesto", en+", assumed", func(d *desecho) quantity.Micros { return of(d).assumed }),
			q(key+"_sin_documento", es+", sin documento", en+", undocumented", func(d *desecho) quantity.Micros { return of(d).undocumented }),
			q(key+"_sin_resolver", es+", sin resolver (fuera del saldo)", en+", unresolved (outside the balance)", func(d *desecho) quantity.Micros { return of(d).unresolved }),
		}
	}
	return tabulate("desperdicios", wasteTitle(), s.Head, slices.Concat([]field[desecho]{
		cell("libro", "Libro por", "Book by", func(d *desecho) string { return d.of.Kind }),
		cell("clave", "Parte, familia o fracción", "Part, family or fracción", func(d *desecho) string { return d.of.Key }),
		cell("parte", "Número de parte", "Part number", func(d *desecho) string { return d.parte }),
		cell("unidad", "Unidad del material", "Unit of the material", func(d *desecho) string { return d.of.Unit }),
	}, texts("unidad_nombre", "unit_name", "Unidad", "Unit", func(d *desecho) document.Text { return s.unit(d.of.Unit) }), []field[desecho]{
		q("saldo_inicial", "Saldo inicial", "Opening", func(d *desecho) quantity.Micros { return d.opening }),
		q("en_saldo_inicial", "De saldos iniciales que abren en el periodo", "Of opening balances that open in the period", func(d *desecho) quantity.Micros { return d.in }),
		q("generado", "Generado", "Generated", func(d *desecho) quantity.Micros { return d.generated.all() }),
		out(0, "Retornado", "Returned"), out(1, "Destruido", "Destroyed"), out(2, "Donado", "Donated"), out(3, "Cambio de régimen", "Change of regime"), //nolint:mnd // in their order
		out(4, "Transferido", "Transferred"), out(5, "Otras", "Others"), //nolint:mnd // same
		q("salidas", "Salidas", "Out", func(d *desecho) quantity.Micros { return d.left.all() }),
		q("saldo_final", "Saldo final", "Closing", func(d *desecho) quantity.Micros { return d.closing }),
	}, split("generado", "Generado", "Generated", func(d *desecho) *split4 { return &d.generated }),
		split("salidas", "Salidas", "Out", func(d *desecho) *split4 { return &d.left }), []field[desecho]{
			cell("material", "Libro del material", "Book of the material", func(d *desecho) string { return d.material }),
		}), rows), nil
}

func wasteTitle() document.Text {
	return document.Text{ES: "Desperdicios por material", EN: "Desperdicios per material"}
}

// wastePage is the same on paper.
func (s *Set) wastePage(p *pen) {
	p.section(wasteTitle())
	n := func(es, en string) gridColumn { return gridColumn{document.Text{ES: es, EN: en}, 52 * point, true} }
	columns := []gridColumn{
		{document.Text{ES: "Material", EN: "Material"}, 90 * point, false},
		{document.Text{ES: "Unidad", EN: "Unit"}, 50 * point, false},
		n("Saldo inicial", "Opening"), n("Generado", "Generated"), n("Retornado", "Returned"), n("Destruido o donado", "Destroyed or donated"),
		n("Otras salidas", "Other exits"), n("Saldo final", "Closing"), n("Sin resolver", "Unresolved"),
	}
	here := min(len(s.month.waste), maxPageLots)
	rows := make([][]string, here)
	for i := range rows {
		d := &s.month.waste[i]
		rows[i] = []string{d.of.Key, s.unit(d.of.Unit).In(p.lang)}
		for _, q := range []quantity.Micros{
			d.opening + d.in, d.generated.all(), d.out[0], d.out[1] + d.out[2], d.left.all() - d.out[0] - d.out[1] - d.out[2], d.closing, d.generated.unresolved + d.left.unresolved,
		} {
			rows[i] = append(rows[i], group(q.String()))
		}
	}
	if here == 0 {
		p.para(document.Text{ES: "Ningún material tuvo desperdicio en el periodo.", EN: "No material had desperdicio in the period."})
		return
	}
	p.grid(columns, rows)
	p.para(document.Textf("%s materiales con desperdicio, cada uno en su unidad, con lo probado, supuesto y sin documento en reportes/desperdicios.csv. El desperdicio sigue bajo su lote y su plazo hasta que sale.",
		"%s materials with desperdicio, each in its unit, with what is proved, assumed and undocumented in reportes/desperdicios.csv. Desperdicio stays under its lot and its term until it leaves.", strconv.Itoa(len(s.month.waste))))
}
