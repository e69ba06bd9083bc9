package report

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/quantity"
)

// activo is a line of the register: an entry of fixed assets, or one machine
// of it that the plant's table names.
type activo struct {
	l     *ledger.Lot
	a     *plant.Asset // nil on the line of the entry
	by    string       // how it is known to be of fixed assets
	left  quantity.Micros
	split split    // of what left; what is held is unresolved, and in what is left
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
	of := machineryOf(more)
	for _, b := range more.whole() {
		left := map[string]quantity.Micros{}
		for _, l := range b.AsOf(s.Head.To) {
			left[l.Lot.ID] = l.SaldoUMT
		}
		exits := map[string]*ledger.Exit{}
		for i := range b.Exits {
			exits[b.Exits[i].ID] = &b.Exits[i]
		}
		for i := range b.Lots {
			if l := &b.Lots[i]; of.is(l) && l.AvailableFrom <= s.Head.To {
				r := activo{l: l, left: left[l.ID]}
				r.by, _ = of.known(l)
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
		r.split.take(d.Status, d.CantidadUMT)
		if at := cmp.Or(x.Pedimento, x.ID); !slices.Contains(r.gone, at) {
			r.gone = append(r.gone, at)
		}
		if kind := x.Effect(); !slices.Contains(r.kinds, kind) {
			r.kinds = append(r.kinds, kind)
		}
	}
	for i := range b.Held {
		if h := &b.Held[i]; h.Lot == r.l.ID && h.MovedAt <= to {
			r.split.unresolved += inUMT(r.l, h.On(to))
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
		cell("reconocido", "Cómo se sabe que es activo fijo", "How it is known to be a fixed asset", lot(func(r *activo) string { return r.by })),
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
		{"probado", "Salió, probado", "Left, proved", Quantity, lot(func(r *activo) string { return r.split.proved.String() })},
		{"supuesto", "Salió, supuesto", "Left, assumed", Quantity, lot(func(r *activo) string { return r.split.assumed.String() })},
		{"sin_documento", "Salió, sin documento", "Left, undocumented", Quantity, lot(func(r *activo) string { return r.split.undocumented.String() })},
		{"sin_resolver", "Retenido sin resolver, en el saldo", "Held unresolved, in the closing", Quantity, lot(func(r *activo) string { return r.split.unresolved.String() })},
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
