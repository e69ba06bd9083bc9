package reconciliation

import (
	"iter"
	"maps"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// OfCounts holds the physical counts from one day to another against what the books had
// before them: the books follow the count, and the difference stays as missing
// goods or as a surplus. The other way, a part that the books hold on the day of
// the last count and nobody counted.
func OfCounts(books iter.Seq[*ledger.Book], from, on document.Date) *Result {
	r := &Result{Kind: Counts, On: on}
	var last document.Date
	counted := map[string]bool{} // by material on the last day
	for b := range books {
		for i := range b.Exits {
			x := &b.Exits[i]
			if x.Rol != ledger.RoleConteo || x.MovedAt < from || on.Known() && x.MovedAt > on {
				continue
			}
			r.Other++
			r.count(b, x)
			if x.MovedAt > last {
				last = x.MovedAt
				clear(counted)
			}
			if x.MovedAt == last {
				counted[b.ID] = true
			}
		}
	}
	if r.Other == 0 {
		r.Note = document.Textf("No hay conteos que comparar: entregue la tabla conteos, con inventory_key: part.", "There are no counts to compare: deliver table conteos, with inventory_key: part.")
		return r
	}
	for b := range books {
		h := holding(b, last)
		if h.qty == 0 {
			continue
		}
		r.Books++
		if !counted[b.ID] {
			r.add(Difference{
				Reason: "sin_contar", Severity: document.Notice, Key: b.Material.Key, On: last, Books: amount(h.qty, b.Material.Unit), Pesos: h.worth(h.qty),
				Says: document.Textf("%s: los libros tienen %s el %s y no se contó.", "%s: the books hold %s on %s and it was not counted.", b.Material.Key, amount(h.qty, b.Material.Unit), last),
				Fix:  document.Textf("Cuente la parte, o anote cero si no hay.", "Count the part, or write zero if there is none."),
			})
		}
	}
	return r.rank()
}

// count says by how much one count differed from the books before it.
func (r *Result) count(b *ledger.Book, x *ledger.Exit) {
	short, over := Counted(b, x)
	diff := over - short
	if diff == 0 {
		r.Agreed++
		return
	}
	had, h := x.Cantidad-diff, holding(b, x.MovedAt)
	d := Difference{Reason: "faltante_fisico", Severity: document.Warning, Key: b.Material.Key, On: x.MovedAt, Books: amount(had, b.Material.Unit), Other: amount(x.Cantidad, b.Material.Unit), Pesos: h.worth(diff)}
	d.Fix = document.Textf("Busque una salida o merma sin registrar; sin ella, lo que falta sigue venciendo y debe sus contribuciones.", "Look for an exit or waste that was not recorded; without one, what is missing still falls due and owes its contributions.")
	if diff > 0 {
		d.Reason = "sobrante_fisico"
		d.Fix = document.Textf("Busque una entrada sin documento o una salida descargada de más.", "Look for an entry without document or an exit discharged in excess.")
	}
	d.Says = document.Textf("%s: se contaron %s el %s y los libros tenían %s.", "%s: %s were counted on %s and the books had %s.", b.Material.Key, d.Other, x.MovedAt, d.Books)
	r.add(d)
}

// Counted is what a count found missing and what it found beyond the books.
func Counted(b *ledger.Book, count *ledger.Exit) (short, over quantity.Micros) {
	for i := range b.Cambios {
		if c := &b.Cambios[i]; c.Exit == count.ID && c.A == ledger.ToFaltante {
			short += c.Cantidad
		} else if c.Exit == count.ID {
			over += c.Cantidad
		}
	}
	for i := range b.Sobrantes {
		if b.Sobrantes[i].Exit == count.ID {
			over += b.Sobrantes[i].Cantidad
		}
	}
	return short, over
}

// held is the good stock and scrap of a material on a day, and what its lots
// were worth when they came in.
type held struct {
	qty     quantity.Micros
	brought quantity.Micros
	value   money.Sum
}

func holding(b *ledger.Book, on document.Date) held {
	var h held
	for _, s := range b.AsOf(on) {
		if q := s.Saldo + s.Desperdicio; q > 0 {
			h.qty += q
		}
		h.brought += s.Lot.Brought()
		h.value.Add(s.Lot.Aduana)
	}
	return h
}

// worth is an average of all lots: which of them a difference is of nobody
// knows.
func (h *held) worth(q quantity.Micros) money.Amount {
	total, ok := h.value.Total()
	if !ok {
		return money.Amount{}
	}
	return worth(total, q, h.brought)
}

// amount is a quantity with the name that Apéndice 7 has for its unit.
func amount(q quantity.Micros, of string) string { return q.String() + " " + unitOf(of) }

// unitOf is that name; a key without one is told as it is.
func unitOf(key string) string {
	if u, ok := catalog.Default().Unit(key); ok {
		return u.Descripcion
	}
	return "u" + key
}

// OfStock holds the stock of the company's own system against the books, part
// by part, on the last day up to on that the system tells of. Names are those
// of the plant's aliases. Books kept by fracción know no parts.
func OfStock(books iter.Seq[*ledger.Book], stock []plant.Stock, names *plant.Index, units *unit.Table, on document.Date) *Result {
	r := &Result{Kind: ERP, On: on}
	day := lastDay(stock, on)
	if !day.Known() {
		r.Note = document.Textf("No se entregó la tabla existencias_erp.", "Table existencias_erp was not delivered.")
		return r
	}
	r.On = day
	byPart, some := map[string][]stocked{}, false
	for b := range books {
		if some = true; b.Material.Kind == "part" {
			byPart[b.Material.Key] = append(byPart[b.Material.Key], stocked{b.Material.Unit, holding(b, day)})
		}
	}
	if len(byPart) == 0 && some {
		r.Note = document.Textf("Los libros se llevan por fracción y no conocen partes: fije inventory_key: part.", "The books are kept by fracción and know no parts: set inventory_key: part.")
		return r
	}
	says := named(stock, names, day)
	r.Other = len(says)
	for _, part := range slices.Sorted(maps.Keys(says)) {
		r.part(part, says[part], byPart[part], units)
	}
	r.absent(byPart, says, day)
	return r.rank()
}

// lastDay is the last day up to on that rows tell of.
func lastDay(stock []plant.Stock, on document.Date) (day document.Date) {
	for i := range stock {
		if f := stock[i].Fecha; !on.Known() || f <= on {
			day = max(day, f)
		}
	}
	return day
}

// named are the rows of a day by the plant's own name of the part.
func named(stock []plant.Stock, names *plant.Index, day document.Date) map[string][]plant.Stock {
	says := map[string][]plant.Stock{}
	for i := range stock {
		if stock[i].Fecha != day {
			continue
		}
		name := stock[i].Parte
		if names != nil {
			if n, ok := names.Name(name, day); ok {
				name = n
			}
		}
		says[name] = append(says[name], stock[i])
	}
	return says
}

// stocked is what a book holds on the day.
type stocked struct {
	unit  string
	holds held
}

// absent tells the parts that the books hold and the system does not have.
func (r *Result) absent(byPart map[string][]stocked, says map[string][]plant.Stock, day document.Date) {
	for _, part := range slices.Sorted(maps.Keys(byPart)) {
		for _, b := range byPart[part] {
			h := &b.holds
			if h.qty == 0 {
				continue
			}
			r.Books++
			if says[part] == nil {
				r.add(Difference{
					Reason: "no_esta_en_erp", Severity: document.Warning, Key: part, On: day, Books: amount(h.qty, b.unit), Pesos: h.worth(h.qty),
					Says: document.Textf("%s: los libros tienen %s el %s y el ERP no trae la parte.", "%s: the books hold %s on %s and the ERP does not have the part.", part, amount(h.qty, b.unit), day),
					Fix:  document.Textf("Revise si salió sin registrarse o si el ERP la llama de otro modo (tabla alias).", "See whether it left unrecorded or the ERP calls it otherwise (table alias)."),
				})
			}
		}
	}
}

// part compares one part, in the unit of its book.
func (r *Result) part(part string, rows []plant.Stock, books []stocked, units *unit.Table) {
	day := rows[0].Fecha
	if len(books) != 1 {
		d := Difference{
			Reason: "sin_entrada", Severity: document.Notice, Key: part, On: day, Other: rows[0].Cantidad.String() + " " + unitOf(rows[0].Unidad),
			Says: document.Textf("%s: está en el ERP y los libros no tienen entradas de la parte.", "%s: it is in the ERP and the books have no entries of the part.", part),
			Fix:  document.Textf("Es nacional o producto, falta su entrada, o los libros la llaman de otro modo (tabla alias).", "It is national or a product, its entry is missing, or the books call it otherwise (table alias)."),
		}
		if len(books) > 1 {
			d.Reason = "varias_unidades"
			d.Says = document.Textf("%s: los libros la llevan en %d unidades y no se compara.", "%s: the books keep it in %d units and it is not compared.", part, len(books))
			d.Fix = document.Textf("Dé el factor de la parte en la tabla partes.", "Give the factor of the part in table partes.")
		}
		r.add(d)
		return
	}
	b := books[0]
	var sum quantity.Micros
	for i := range rows {
		q, err := quantity.From(rows[i].Cantidad)
		if err == nil && rows[i].Unidad != b.unit {
			q, err = units.Convert(q, rows[i].Unidad, b.unit, day, nil)
		}
		if err != nil {
			r.add(Difference{
				Reason: "unidad", Severity: document.Notice, Key: part, On: day, Books: unitOf(b.unit), Other: rows[i].Cantidad.String() + " " + unitOf(rows[i].Unidad),
				Says: document.Textf("%s: el ERP la da en unidad %s y los libros en %s; no se convierte.", "%s: the ERP gives it in unit %s and the books in %s; it does not convert.", part, unitOf(rows[i].Unidad), unitOf(b.unit)),
				Fix:  document.Textf("Exporte las existencias en la unidad de los libros.", "Export the stock in the unit of the books."),
			})
			return
		}
		sum += q
	}
	h := &b.holds
	if h.qty == sum {
		r.Agreed++
		return
	}
	d := Difference{Reason: "erp_de_menos", Severity: document.Warning, Key: part, On: day, Books: amount(h.qty, b.unit), Other: amount(sum, b.unit), Pesos: h.worth(h.qty - sum)}
	d.Fix = document.Textf("Busque salidas o merma sin registrar en los libros; cuente la parte.", "Look for exits or waste that the books lack; count the part.")
	if sum > h.qty {
		d.Reason = "erp_de_mas"
		d.Fix = document.Textf("Busque compras nacionales de la misma parte, una entrada sin documento o un descargo de más.", "Look for national purchases of the same part, an entry without document, or a discharge in excess.")
	}
	d.Says = document.Textf("%s: el ERP tiene %s el %s y los libros %s.", "%s: the ERP holds %s on %s and the books %s.", part, d.Other, day, d.Books)
	r.add(d)
}
