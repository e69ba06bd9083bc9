package report

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/reconciliation"
)

// ctmRow is what a V4 of the year transferred, and until when the yearly
// adjustment is made.
type ctmRow struct {
	*ledger.Exit
	unidad     string
	discharged quantity.Micros
	due        document.Date
	confidence string
	first      bool // of its partida, which carries the value

}

// ctmTable is the base of the yearly adjustment of transfers to the automotive
// industry (rule 4.3.14): what left on V4. The certificates (C3) that the
// assembler issues come through no door, so that the adjustment itself has no
// figure.
func (s *Set) ctmTable(more *More, _ *Year) ([]Table, error) {
	next := document.NewDate(s.Head.To.Year()+1, 1, 1)
	due, confidence := deadlineOf(more.Catalog, "ctm_ajuste", next)
	var rows []ctmRow
	for _, b := range more.Books {
		taken := map[string]quantity.Micros{}
		for i := range b.Descargos {
			taken[b.Descargos[i].Exit] += b.Descargos[i].Cantidad
		}
		for i := range b.Exits {
			if x := &b.Exits[i]; x.Tipo == "ctm" && x.MovedAt >= s.Head.From && x.MovedAt <= s.Head.To {
				rows = append(rows, ctmRow{Exit: x, unidad: b.Material.Unit, discharged: taken[x.ID], due: due, confidence: confidence})
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b ctmRow) int {
		return cmp.Or(cmp.Compare(a.MovedAt, b.MovedAt), cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.ID, b.ID))
	})
	for i := range rows {
		rows[i].first = i == 0 || rows[i-1].Pedimento != rows[i].Pedimento || rows[i-1].Partida != rows[i].Partida
	}
	value := func(of func(*ctmRow) string) func(*ctmRow) string {
		return func(r *ctmRow) string {
			if !r.first {
				return ""
			}
			return of(r)
		}
	}
	return []Table{tabulate("ctm_ajuste", document.Text{ES: "Base del ajuste anual de CTM", EN: "Base of the yearly adjustment of CTM"}, s.Head, []field[ctmRow]{
		cell("pedimento", "Pedimento", "Pedimento", func(r *ctmRow) string { return r.Pedimento }),
		{"partida", "Partida", "Partida", Integer, func(r *ctmRow) string { return partida(r.Partida) }},
		cell("clave", "Clave", "Key", func(r *ctmRow) string { return r.Clave }),
		{"fecha", "Fecha", "Date", Date, func(r *ctmRow) string { return r.MovedAt.String() }},
		cell("fraccion", "Fracción", "Fracción", func(r *ctmRow) string { return r.Fraccion }),
		cell("parte", "Número de parte", "Part number", func(r *ctmRow) string { return r.Parte }),
		cell("producto", "Producto", "Product", func(r *ctmRow) string { return r.Producto }),
		cell("unidad", "Unidad del material", "Unit of the material", func(r *ctmRow) string { return r.unidad }),
		{"cantidad", "Cantidad", "Quantity", Quantity, func(r *ctmRow) string { return r.Cantidad.String() }},
		{"descargado", "De ella, descargado", "Of it, discharged", Quantity, func(r *ctmRow) string { return r.discharged.String() }},
		{"valor_comercial", "Valor comercial de la partida (MXN)", "Commercial value of the partida (MXN)", Money, value(func(r *ctmRow) string { return r.Comercial.String() })},
		{"valor_dolares", "Valor de la partida (USD)", "Value of the partida (USD)", Money, value(func(r *ctmRow) string { return r.Dolares.String() })},
		cell("constancia", "Constancia (C3)", "Certificate (C3)", func(*ctmRow) string { return "sin_dato" }),
		{"ajuste_vence", "El ajuste vence", "The adjustment is due", Date, func(r *ctmRow) string { return r.due.String() }},
		cell("confianza", "Confianza del plazo", "Confidence of the term", func(r *ctmRow) string { return r.confidence }),
		cell("salida", "Salida", "Exit", func(r *ctmRow) string { return r.ID }),
	}, rows)}, nil
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

// countTable compares the counts of the year with what the books had.
func (s *Set) countTable(more *More, _ *Year) ([]Table, error) {
	var rows []conteo
	var last document.Date
	done := map[string]bool{} // counted on the last day
	for _, b := range more.Books {
		for i := range b.Exits {
			x := &b.Exits[i]
			if x.Rol != ledger.RoleConteo || x.MovedAt < s.Head.From || x.MovedAt > s.Head.To {
				continue
			}
			c := conteo{on: x.MovedAt, material: b.ID, key: b.Material.Key, unit: b.Material.Unit, counted: x.Cantidad, was: true}
			c.short, c.over = reconciliation.Counted(b, x)
			c.before = x.Cantidad - (c.over - c.short)
			switch {
			case c.over > c.short:
				c.result = "sobrante_fisico"
			case c.over < c.short:
				c.result = "faltante_fisico"
			default:
				c.result = "coincide"
			}
			rows = append(rows, c)
			if x.MovedAt > last {
				last = x.MovedAt
				clear(done)
			}
			if x.MovedAt == last {
				done[b.ID] = true
			}
		}
	}
	for _, b := range more.Books {
		if !last.Known() || done[b.ID] {
			continue
		}
		c := conteo{on: last, material: b.ID, key: b.Material.Key, unit: b.Material.Unit, result: "sin_contar"}
		for _, l := range b.AsOf(last) {
			c.before += l.Saldo + l.Desperdicio
		}
		if c.before > 0 {
			rows = append(rows, c)
		}
	}
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

// activo is a line of the register: an entry of fixed assets, or one machine
// of it that the plant's table names.
type activo struct {
	l     *ledger.Lot
	a     *plant.Asset // nil on the line of the entry
	left  quantity.Micros
	gone  []string // pedimentos and acts that took of it
	last  document.Date
	kinds []string
}

// state is what the books say of an entry of assets.
func (r *activo) state() string {
	switch {
	case r.left == 0:
		return cmp.Or(strings.Join(r.kinds, " "), "sin_saldo")
	case r.left < r.l.CantidadUMT:
		return "en_parte"
	}
	return "en_programa"
}

// assetTable is the register of fixed assets: every entry that was under the
// programme during the year, and the machines that the table activos names.
func (s *Set) assetTable(more *More, y *Year) ([]Table, error) {
	var rows []activo
	for _, b := range more.Books {
		left := map[string]quantity.Micros{}
		for _, l := range b.AsOf(s.Head.To) {
			left[l.Lot.ID] = l.SaldoUMT
		}
		exits := map[string]*ledger.Exit{}
		for i := range b.Exits {
			exits[b.Exits[i].ID] = &b.Exits[i]
		}
		for i := range b.Lots {
			if l := &b.Lots[i]; l.Tipo == "activo_fijo" && l.AvailableFrom <= s.Head.To {
				r := activo{l: l, left: left[l.ID]}
				r.leaves(b, exits, s.Head.To)
				if r.left > 0 || r.last >= s.Head.From {
					rows = append(rows, r)
				}
			}
		}
	}
	slices.SortFunc(rows, func(a, b activo) int {
		return cmp.Or(cmp.Compare(a.l.Pedimento, b.l.Pedimento), cmp.Compare(a.l.Partida, b.l.Partida), cmp.Compare(a.l.ID, b.l.ID))
	})
	if y.Basis != nil && y.Basis.Plant != nil {
		rows = machines(rows, y.Basis.Plant, s.Head.To)
	}
	return []Table{tabulate("registro_activo_fijo", document.Text{ES: "Registro de activo fijo", EN: "Register of fixed assets"}, s.Head, s.assetFields(), rows)}, nil
}

// leaves gathers what took of an entry up to a day.
func (r *activo) leaves(b *ledger.Book, exits map[string]*ledger.Exit, to document.Date) {
	for i := range b.Descargos {
		d := &b.Descargos[i]
		if d.Lot != r.l.ID || d.MovedAt > to {
			continue
		}
		x := exits[d.Exit]
		r.last = max(r.last, d.MovedAt)
		if at := cmp.Or(x.Pedimento, x.ID); !slices.Contains(r.gone, at) {
			r.gone = append(r.gone, at)
		}
		if !slices.Contains(r.kinds, x.Tipo) {
			r.kinds = append(r.kinds, x.Tipo)
		}
	}
}

// machines puts below each entry those that the plant names of it: by serial
// number where the entry has one. A state of a later day is not told.
func machines(rows []activo, index *plant.Index, to document.Date) []activo {
	out := make([]activo, 0, len(rows))
	for _, r := range rows {
		out = append(out, r)
		assets := index.Assets(r.l.Pedimento, r.l.Partida)
		for k := range assets {
			a := &assets[k]
			if a.Fecha > to || r.l.Serie != "" && a.Serie != r.l.Serie {
				continue
			}
			out = append(out, activo{l: r.l, a: a})
		}
	}
	return out
}

func (s *Set) assetFields() []field[activo] {
	lot := func(of func(*activo) string) func(*activo) string {
		return func(r *activo) string {
			if r.a != nil {
				return ""
			}
			return of(r)
		}
	}
	one := func(of func(*plant.Asset) string) func(*activo) string {
		return func(r *activo) string {
			if r.a == nil {
				return ""
			}
			return of(r.a)
		}
	}
	return []field[activo]{
		cell("nivel", "Nivel", "Level", func(r *activo) string {
			if r.a != nil {
				return "equipo"
			}
			return "partida"
		}),
		cell("pedimento", "Pedimento", "Pedimento", func(r *activo) string { return r.l.Pedimento }),
		{"partida", "Partida", "Partida", Integer, func(r *activo) string { return partida(r.l.Partida) }},
		cell("clave", "Clave", "Key", func(r *activo) string { return r.l.Clave }),
		cell("fraccion", "Fracción", "Fracción", func(r *activo) string { return r.l.Fraccion }),
		cell("serie", "Serie", "Serial number", func(r *activo) string {
			if r.a != nil {
				return r.a.Serie
			}
			return r.l.Serie
		}),
		cell("activo", "Número de activo", "Asset number", one(func(a *plant.Asset) string { return a.Activo })),
		cell("descripcion", "Descripción", "Description", func(r *activo) string {
			if r.a != nil {
				return r.a.Descripcion
			}
			return r.l.Descripcion
		}),
		cell("marca", "Marca", "Brand", one(func(a *plant.Asset) string { return a.Marca })),
		cell("modelo", "Modelo", "Model", one(func(a *plant.Asset) string { return a.Modelo })),
		{"entrada", "Entrada", "Entry", Date, func(r *activo) string { return r.l.AvailableFrom.String() }},
		{"vencimiento", "Vencimiento", "Due", Date, func(r *activo) string { return r.l.Due.String() }},
		cell("plazo", "Plazo", "Stay", func(r *activo) string {
			if r.l.Due.Known() {
				return "con_vencimiento"
			}
			return "vida_del_programa"
		}),
		cell("umt", "UMT", "UMT", lot(func(r *activo) string { return r.l.UMT })),
		{"cantidad", "Cantidad de entrada", "Quantity of the entry", Quantity, lot(func(r *activo) string { return r.l.CantidadUMT.String() })},
		{"saldo_final", "Saldo final", "Closing", Quantity, lot(func(r *activo) string { return r.left.String() })},
		{"valor_aduana", "Valor en aduana (MXN)", "Customs value (MXN)", Money, lot(func(r *activo) string { return r.l.Aduana.String() })},
		cell("estado", "Estado según libros", "State by the books", lot((*activo).state)),
		{"ultima_salida", "Última salida", "Last exit", Date, lot(func(r *activo) string { return r.last.String() })},
		cell("salidas", "Documentos de salida", "Exit documents", lot(func(r *activo) string { return strings.Join(r.gone, " ") })),
		cell("lugar", "Lugar", "Place", one(func(a *plant.Asset) string { return a.Lugar })),
		cell("estado_planta", "Estado según la planta", "State by the plant", one(func(a *plant.Asset) string { return a.Estado })),
		{"desde", "En ese estado desde", "In that state since", Date, one(func(a *plant.Asset) string { return a.Fecha.String() })},
		cell("lote", "Lote", "Lot", func(r *activo) string { return r.l.ID }),
	}
}
