package report

import (
	"maps"
	"slices"

	"example.com/immex/shared/document"
)

// guarda is until when the papers of an entry pedimento are kept.
type guarda struct {
	pedimento  string
	clave      string
	entered    document.Date
	last       document.Date // discharge
	open       bool
	life       bool // of the programme: fixed assets
	until      document.Date
	wise       document.Date
	least      document.Date // of fixed assets that are gone: not before it
	source     string
	confidence string
}

func (g *guarda) state() string {
	switch {
	case g.open && g.life:
		return "abierto_vida_del_programa"
	case g.open:
		return "abierto"
	case g.life:
		return "cerrado_vida_del_programa"
	case !g.until.Known():
		return "plazo_desconocido"
	}
	return "corre"
}

// after is a day some years later, unknown for none.
func after(d document.Date, years int) document.Date {
	if years <= 0 {
		return 0
	}
	return d.AddMonths(12 * years)
}

// entered are the pedimentos of entry with their last discharge, by number.
func (s *Set) entered(more *More) []guarda {
	by, of := map[string]*guarda{}, machineryOf(more)
	for _, b := range more.whole() {
		at := map[string]*guarda{} // by lot
		for _, l := range b.AsOf(s.Head.To) {
			if l.Lot.AvailableFrom > s.Head.To || l.Lot.Pedimento == "" {
				continue
			}
			g := by[l.Lot.Pedimento]
			if g == nil {
				g = &guarda{pedimento: l.Lot.Pedimento, clave: l.Lot.Clave, entered: l.Lot.Pago}
				by[g.pedimento] = g
			}
			g.open = g.open || l.SaldoUMT > 0
			g.life = g.life || of.is(l.Lot)
			at[l.Lot.ID] = g
		}
		for i := range b.Descargos {
			if d := &b.Descargos[i]; at[d.Lot] != nil && d.MovedAt <= s.Head.To {
				at[d.Lot].last = max(at[d.Lot].last, d.MovedAt)
			}
		}
	}
	out := make([]guarda, 0, len(by))
	for _, k := range slices.Sorted(maps.Keys(by)) {
		out = append(out, *by[k])
	}
	return out
}

// retentionTable says of every entry until when its pedimento, COVE, annexes
// and CFDI are kept: years after the last discharge of its lots. While one of
// them is open the term does not begin. That it begins there is our reading
// (CFF 30: continuing effects).
func (s *Set) retentionTable(more *More, _ *Year) ([]Table, error) {
	years := func(code string) (int, string, string) {
		t, err := more.Catalog.Threshold(code, s.Head.To)
		n, ok := t.Value.Micros()
		if err != nil || !ok || n <= 0 {
			return 0, "", ""
		}
		return int(n / 1_000_000), t.Source, t.Confidence
	}
	least, source, confidence := years("conservacion_anios")
	wise, _, _ := years("conservacion_anios_prudente")
	rows := s.entered(more)
	for i := range rows {
		g := &rows[i]
		g.source, g.confidence = source, confidence
		if !g.open && g.last.Known() {
			g.until, g.wise = after(g.last, least), after(g.last, wise)
		}
		if g.life && !more.Old { // nobody knows when the programme ends
			g.least, g.until, g.wise = g.until, 0, 0
		}
	}
	date := func(key, es, en string, of func(*guarda) document.Date) field[guarda] {
		return field[guarda]{key, es, en, Date, func(g *guarda) string { return of(g).String() }}
	}
	return []Table{tabulate("conservacion", document.Text{ES: "Conservación de documentos por pedimento de entrada", EN: "Retention of documents per entry pedimento"}, s.Head, slices.Concat([]field[guarda]{
		cell("pedimento", "Pedimento", "Pedimento", func(g *guarda) string { return g.pedimento }),
		cell("clave", "Clave", "Key", func(g *guarda) string { return g.clave }),
		date("fecha_pago", "Fecha de pago", "Payment date", func(g *guarda) document.Date { return g.entered }),
		cell("estado", "Estado", "State", func(g *guarda) string { return g.state() }),
		date("ultimo_descargo", "Último descargo", "Last discharge", func(g *guarda) document.Date { return g.last }),
		date("conservar_hasta", "Conservar hasta", "Keep until", func(g *guarda) document.Date { return g.until }),
		date("conviene_hasta", "Conviene hasta", "Wise until", func(g *guarda) document.Date { return g.wise }),
		cell("fundamento", "Fundamento de los años", "Foundation of the years", func(g *guarda) string { return g.source }),
		cell("confianza", "Confianza de los años", "Confidence of the years", func(g *guarda) string { return g.confidence }),
		cell("confianza_inicio", "Confianza del inicio", "Confidence of the start", func(*guarda) string { return "OWN" }),
	}, texts("nota", "note", "Nota", "Note", (*guarda).note)), rows)}, nil
}

// note says in words when the term begins.
func (g *guarda) note() document.Text {
	switch {
	case g.life && g.least.Known():
		return document.Textf(
			"Activo fijo: la vida del programa y los años siguientes (lectura propia); no antes del %s, los años desde su último descargo.",
			"Fixed asset: the life of the programme and the years after it (own reading); not before %s, the years from its last discharge.", g.least)
	case g.life:
		return document.Text{
			ES: "Activo fijo: la vida del programa y los años siguientes (lectura propia).",
			EN: "Fixed assets: the life of the programme and the years after it (own reading).",
		}
	case g.open:
		return document.Text{
			ES: "Tiene saldo: el plazo corre desde el último descargo (lectura propia).",
			EN: "It has a balance: the term runs from the last discharge (own reading).",
		}
	}
	return document.Text{
		ES: "Desde el último descargo (lectura propia); otro papel puede obligar a más.",
		EN: "From the last discharge (own reading); another paper may demand more.",
	}
}
