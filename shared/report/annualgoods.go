package report

import (
	"cmp"
	"slices"

	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/reconciliation"
)

// ctmRow is what a V4 of the year transferred, and until when the yearly
// adjustment is made.
type ctmRow struct {
	*ledger.Exit
	unidad     string
	split      split
	due        document.Date
	confidence string
	first      bool // of its piece, which carries the value
}

// ctmTable is the base of the yearly adjustment of transfers to the automotive
// industry (rule 4.3.14): what left on V4. The certificates (C3) that the
// assembler issues come through no door, so that the adjustment itself has no
// figure.
func (s *Set) ctmTable(more *More, _ *Year) ([]Table, error) {
	reason := ctmReason()
	next := document.NewDate(s.Head.To.Year()+1, 1, 1)
	due, confidence := deadlineOf(more.Catalog, "ctm_ajuste", next)
	var rows []ctmRow
	for _, b := range more.whole() {
		taken := knownOf(b)
		for i := range b.Exits {
			if x := &b.Exits[i]; x.Effect() == "ctm" && x.MovedAt >= s.Head.From && x.MovedAt <= s.Head.To {
				rows = append(rows, ctmRow{Exit: x, unidad: b.Material.Unit, split: taken[x.ID], due: due, confidence: confidence})
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b ctmRow) int {
		return cmp.Or(cmp.Compare(a.MovedAt, b.MovedAt), cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.ID, b.ID))
	})
	told := map[string]bool{}
	for i := range rows {
		if x := rows[i].Exit; x.Bears() && !told[x.Piece()] {
			rows[i].first, told[x.Piece()] = true, true
		}
	}
	value := func(of func(*ctmRow) string) func(*ctmRow) string {
		return func(r *ctmRow) string {
			if !r.first {
				return ""
			}
			return of(r)
		}
	}
	return []Table{tabulate("ctm_ajuste", document.Text{ES: "Base del ajuste anual de CTM", EN: "Base of the yearly adjustment of CTM"}, s.Head, slices.Concat([]field[ctmRow]{
		cell("pedimento", "Pedimento", "Pedimento", func(r *ctmRow) string { return r.Pedimento }),
		{"partida", "Partida", "Partida", Integer, func(r *ctmRow) string { return partida(r.Partida) }},
		cell("clave", "Clave", "Key", func(r *ctmRow) string { return r.Clave }),
		{"fecha", "Fecha", "Date", Date, func(r *ctmRow) string { return r.MovedAt.String() }},
		cell("fraccion", "Fracción", "Fracción", func(r *ctmRow) string { return r.Fraccion }),
		cell("parte", "Número de parte", "Part number", func(r *ctmRow) string { return r.Parte }),
		cell("producto", "Producto", "Product", func(r *ctmRow) string { return r.Producto }),
		cell("unidad", "Unidad del material", "Unit of the material", func(r *ctmRow) string { return r.unidad }),
		{"cantidad", "Cantidad", "Quantity", Quantity, func(r *ctmRow) string { return r.Cantidad.String() }},
		{"descargado", "De ella, descargado", "Of it, discharged", Quantity, func(r *ctmRow) string { return r.split.all().String() }},
		{"probado", "De lo descargado, probado", "Of what is discharged, proved", Quantity, func(r *ctmRow) string { return r.split.proved.String() }},
		{"supuesto", "De lo descargado, supuesto", "Of what is discharged, assumed", Quantity, func(r *ctmRow) string { return r.split.assumed.String() }},
		{"sin_documento", "De lo descargado, sin documento", "Of what is discharged, undocumented", Quantity, func(r *ctmRow) string { return r.split.undocumented.String() }},
		{"sin_resolver", "De ella, sin resolver", "Of it, unresolved", Quantity, func(r *ctmRow) string { return r.split.unresolved.String() }},
		{"valor_comercial", "Valor comercial (MXN), una vez por producto", "Commercial value (MXN), once for a product", Money, value(func(r *ctmRow) string { return r.Comercial.String() })},
		{"valor_dolares", "Valor (USD), una vez por producto", "Value (USD), once for a product", Money, value(func(r *ctmRow) string { return r.Dolares.String() })},
		cell("constancia", "Constancia (C3)", "Certificate (C3)", func(*ctmRow) string { return "sin_dato" }),
		cell("ajuste", "Ajuste", "Adjustment", func(*ctmRow) string { return "sin_dato" }),
	}, texts("motivo", "reason", "Motivo", "Reason", func(*ctmRow) document.Text { return reason }), []field[ctmRow]{
		{"ajuste_vence", "El ajuste vence", "The adjustment is due", Date, func(r *ctmRow) string { return r.due.String() }},
		cell("confianza", "Confianza del plazo", "Confidence of the term", func(r *ctmRow) string { return r.confidence }),
		cell("salida", "Salida", "Exit", func(r *ctmRow) string { return r.ID }),
	}), rows)}, nil
}

// knownOf is what each exit of a book discharged by how it is known, and what of it
// is unresolved, in the unit of the book.
func knownOf(b *ledger.Book) map[string]split {
	out := map[string]split{}
	for i := range b.Descargos {
		d := &b.Descargos[i]
		x := out[d.Exit]
		x.take(d.Status, d.Cantidad)
		out[d.Exit] = x
	}
	open := func(exit string, q quantity.Micros) {
		x := out[exit]
		x.unresolved += q
		out[exit] = x
	}
	for i := range b.Held {
		open(b.Held[i].Exit, b.Held[i].Cantidad)
	}
	for i := range b.Shortages {
		open(b.Shortages[i].Exit, b.Shortages[i].Cantidad)
	}
	return out
}

// ctmReason is why the adjustment has no figure.
func ctmReason() document.Text {
	return text("El ajuste no tiene cifra: las constancias (C3) no se reciben.", "The adjustment has no figure: the certificates (C3) are not received.")
}

// deadlineOf is the one deadline of a recurrent obligation in a year, unknown
// when the law of that year has none.
func deadlineOf(cat *catalog.Catalog, code string, first document.Date) (document.Date, string) {
	for _, d := range calendar.Between(cat, first, document.NewDate(first.Year(), 12, 31)) {
		if d.Code == code {
			return d.Due, d.Confidence
		}
	}
	return 0, ""
}

// conteo is a physical count of the year beside the books before it, or a part
// that nobody counted.
type conteo struct {
	on                  document.Date
	material, key, unit string
	before, counted     quantity.Micros
	short, over         quantity.Micros
	was                 bool // counted
	result              string
}

// counted are the counts of the year, the day of the last, and what was counted
// on it.
func (s *Set) counted(books []*ledger.Book) (rows []conteo, last document.Date, done map[string]bool) {
	done = map[string]bool{}
	for _, b := range books {
		for i := range b.Exits {
			x := &b.Exits[i]
			if x.Rol != ledger.RoleConteo || x.MovedAt < s.Head.From || x.MovedAt > s.Head.To {
				continue
			}
			rows = append(rows, countOf(b, x))
			if x.MovedAt > last {
				last = x.MovedAt
				clear(done)
			}
			if x.MovedAt == last {
				done[b.ID] = true
			}
		}
	}
	return rows, last, done
}

func countOf(b *ledger.Book, x *ledger.Exit) conteo {
	c := conteo{on: x.MovedAt, material: b.ID, key: b.Material.Key, unit: b.Material.Unit, counted: x.Cantidad, was: true, result: "coincide"}
	c.short, c.over = reconciliation.Counted(b, x)
	c.before = x.Cantidad - (c.over - c.short)
	switch {
	case c.over > c.short:
		c.result = "sobrante_fisico"
	case c.over < c.short:
		c.result = "faltante_fisico"
	}
	return c
}

// uncounted are the parts that the books hold on the day of the last count and
// nobody counted.
func uncounted(books []*ledger.Book, last document.Date, done map[string]bool) (out []conteo) {
	for _, b := range books {
		if !last.Known() || done[b.ID] {
			continue
		}
		c := conteo{on: last, material: b.ID, key: b.Material.Key, unit: b.Material.Unit, result: "sin_contar"}
		for _, l := range b.AsOf(last) {
			c.before += l.Saldo + l.Desperdicio
		}
		if c.before > 0 {
			out = append(out, c)
		}
	}
	return out
}

// countTable compares the counts of the year with what the books had.
func (s *Set) countTable(more *More, _ *Year) ([]Table, error) {
	rows, last, done := s.counted(more.whole())
	rows = append(rows, uncounted(more.whole(), last, done)...)
	slices.SortFunc(rows, func(a, b conteo) int {
		return cmp.Or(cmp.Compare(a.on, b.on), cmp.Compare(a.key, b.key), cmp.Compare(a.unit, b.unit), cmp.Compare(a.material, b.material))
	})
	told := func(of func(*conteo) quantity.Micros) func(*conteo) string {
		return func(c *conteo) string {
			if !c.was {
				return ""
			}
			return of(c).String()
		}
	}
	return []Table{tabulate("conteo_fisico", document.Text{ES: "Inventario físico y libros", EN: "Physical inventory and books"}, s.Head, []field[conteo]{
		{"fecha", "Fecha del conteo", "Day of the count", Date, func(c *conteo) string { return c.on.String() }},
		cell("parte", "Parte o fracción", "Part or fracción", func(c *conteo) string { return c.key }),
		cell("unidad", "Unidad", "Unit", func(c *conteo) string { return c.unit }),
		{"libros", "Según libros, antes", "By the books, before", Quantity, func(c *conteo) string { return c.before.String() }},
		{"contado", "Contado", "Counted", Quantity, told(func(c *conteo) quantity.Micros { return c.counted })},
		{"faltante", "Faltante", "Missing", Quantity, told(func(c *conteo) quantity.Micros { return c.short })},
		{"sobrante", "Sobrante", "Surplus", Quantity, told(func(c *conteo) quantity.Micros { return c.over })},
		cell("resultado", "Resultado", "Result", func(c *conteo) string { return c.result }),
		cell("material", "Libro del material", "Book of the material", func(c *conteo) string { return c.material }),
	}, rows)}, nil
}
