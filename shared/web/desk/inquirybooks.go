package desk

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// inquiries are all of them, in the order they are listed.
func inquiries() []inquiry { return append(inquiriesOfStock(), inquiriesOfPapers()...) }

// inquiriesOfStock are about what is there, what is lacking and what it would cost.
func inquiriesOfStock() []inquiry {
	return []inquiry{
		{
			key: "cobertura", verb: "coverage", name: document.Text{ES: "Cobertura", EN: "Coverage"}, note: document.Text{ES: "Qué tanto de lo que salió está probado, supuesto o sin lote, con las dos políticas de lo que sale sin lista de materiales.", EN: "How much of what left is proved, assumed or without a lot, under both policies for what leaves without a bill of materials."},
			tables: ask(func(ctx context.Context, j *step.Judge, q *Ask, _ Inquiry) ([]*step.Coverage, error) {
				return step.CoverageOf(ctx, j.Books, q.Programme.RFC, 0, 0)
			}, (*Ask).coverageTables),
		},
		{
			key: "faltantes", verb: "shortages", name: document.Text{ES: "Faltantes", EN: "Shortages"}, note: document.Text{ES: "Lo que salió sin lote, por causa, con qué hacer y cómo probarlo.", EN: "What left without a lot, by cause, with what to do and how to try it."},
			tables: ask(shortagesOf, (*Ask).shortageTables),
		},
		{
			key: "contradicciones", verb: "findings", name: document.Text{ES: "Contradicciones", EN: "Contradictions"}, note: document.Text{ES: "Lo que dos fuentes de un pedimento dicen distinto: queda fuera de los libros hasta que se resuelva.", EN: "What two sources of a pedimento say differently: it stays out of the books until it is resolved."},
			tables: (*Desk).clashTables,
		},
		{
			key: "contingencia", verb: "contingency", dated: true, opens: true, name: document.Text{ES: "Contingencia", EN: "Contingency"}, note: document.Text{ES: "Lo que costaría lo que no ha salido, pagado ese día: una estimación que no va a ninguna autoridad.", EN: "What has not left would cost, paid on that day: an estimate that goes to no authority."},
			tables: ask(func(ctx context.Context, j *step.Judge, q *Ask, of Inquiry) (*step.Contingency, error) {
				return step.ContingencyOf(ctx, j.Books, q.Programme.RFC, of.On, contingencia.Options{Pago: of.On})
			}, (*Ask).contingencyTables),
		},
		{
			key: "credito", verb: "credit", dated: true, opens: true, name: document.Text{ES: "Crédito de IVA e IEPS", EN: "IVA and IEPS credit"}, note: document.Text{ES: "Crédito y garantía por pedimento y fracción: otorgado, descargado, abierto y vencido, en pesos enteros.", EN: "Credit and guarantee by pedimento and fracción: granted, discharged, open and past due, in whole pesos."},
			tables: ask(creditOf, (*Ask).creditTables),
		},
		{
			key: "anexos3031", verb: "credit --precheck", monthly: true, opens: true, name: document.Text{ES: "Revisión de los Anexos 30 y 31", EN: "Check of Anexos 30 and 31"}, note: document.Text{ES: "Los descargos de un mes por informar y qué revisar de cada uno. El TXT del SCCCyG no se produce.", EN: "The discharges of a month to report and what to check of each. The TXT of the SCCCyG is not produced."},
			tables: ask(precheckOf, (*Ask).precheckTables),
		},
	}
}

// inquiriesOfPapers are about counterparts, permits, what is reported, and the books themselves.
func inquiriesOfPapers() []inquiry {
	return []inquiry{
		{
			key: "parejas", verb: "pairs", name: document.Text{ES: "Parejas V1", EN: "V1 pairs"}, note: document.Text{ES: "Cada V1 y el pedimento de su contraparte: citado, confirmado o contradicho.", EN: "Every V1 and the pedimento of its counterpart: cited, confirmed or contradicted."},
			tables: ask(func(ctx context.Context, j *step.Judge, q *Ask, _ Inquiry) ([]ledger.Pair, error) {
				return step.Pairs(ctx, j.Books, q.Programme.RFC)
			}, (*Ask).pairTables),
		},
		{
			key: "permisos", verb: "permits", dated: true, name: document.Text{ES: "Permisos y cupos", EN: "Permits and quotas"}, note: document.Text{ES: "Permisos, Regla 8ª, Anexo II y cupos: autorizado, usado, lo que queda y cuándo vence.", EN: "Permits, Regla 8ª, Anexo II and quotas: authorised, used, left and when they end."},
			tables: ask(func(ctx context.Context, j *step.Judge, q *Ask, of Inquiry) (*step.Permits, error) {
				return j.Permits(ctx, q.Programme.RFC, of.On)
			}, (*Ask).permitTables),
		},
		{
			key: "lugares", verb: "places", dated: true, opens: true, name: document.Text{ES: "Lugares", EN: "Places"}, note: document.Text{ES: "En qué lugar está cada parte según los traslados; no cambian saldos.", EN: "In which place each part is, by its moves; they change no balance."},
			tables: ask(placesOf, (*Ask).placeTables),
		},
		{
			key: "cambios", verb: "diff --list", name: document.Text{ES: "Corridas que cambiaron el pasado", EN: "Runs that changed the past"}, note: document.Text{ES: "Qué cambió cada corrida de lo que ya se sabía, y los meses cuyo cierre cambia.", EN: "What each run changed of what was known, and the months whose closing changes."},
			tables: ask(func(ctx context.Context, j *step.Judge, q *Ask, _ Inquiry) ([]*ledger.Rewrite, error) {
				return step.Rewrites(ctx, j.Books, q.Programme.RFC)
			}, (*Ask).rewriteTables),
		},
		{
			key: "comprobacion", verb: "check", name: document.Text{ES: "Comprobación de los libros", EN: "Check of the books"}, note: document.Text{ES: "Sostiene los libros contra sus invariantes: conservación, PEPS, diario y recálculo.", EN: "Holds the books against their invariants: conservation, PEPS, journal and replay."},
			tables: ask(func(ctx context.Context, j *step.Judge, q *Ask, _ Inquiry) (*step.Checked, error) {
				return step.CheckBooks(ctx, j.Books, q.Programme.RFC)
			}, (*Ask).checkTables),
		},
		{
			key: "reglas", verb: "rules", dated: true, name: document.Text{ES: "Reglas", EN: "Rules"}, note: document.Text{ES: "Las reglas de la glosa con su fundamento, desde cuándo rigen y qué tan seguras son.", EN: "The rules of the glosa with their legal basis, since when they hold and how sure they are."},
			tables: (*Desk).ruleTables,
		},
		{
			key: "cotejos", verb: "checks", name: document.Text{ES: "Cotejos de la puerta", EN: "Checks of the gate"}, note: document.Text{ES: "Qué se exige a cada fuente con sus propias cifras, y con qué tolerancia.", EN: "What each source is held to by its own figures, with its tolerance."},
			tables: (*Desk).gateTables,
		},
	}
}

// quantities are sums by unit, in one cell: pieces and kilos are never added.
func (q *Ask) quantities(by map[string]*money.Sum) string {
	var out []string
	for _, unit := range slices.Sorted(maps.Keys(by)) {
		amount, _ := by[unit].Total()
		out = append(out, unitOf(unit).In(q.Lang)+": "+amount.String())
	}
	return strings.Join(out, "; ")
}

// className is a class of coverage in words.
func className(class string) document.Text {
	switch {
	case class == step.ClassExpired:
		return document.Text{ES: "vencido: por decidir", EN: "expired: to decide"}
	case class == "total":
		return document.Text{ES: "total", EN: "total"}
	case slices.Contains([]string{string(ledger.Proved), string(ledger.Assumed), string(ledger.Undocumented)}, class):
		return proofOf(ledger.Status(class))
	}
	return causeName(ledger.Cause(class))
}

// pesosOf is what some lines are worth: unknown when none of them says.
func pesosOf(s *money.Sum, none bool) string {
	if none {
		return money.Int(0).String()
	}
	t, _ := s.Total()
	return t.String()
}

// coverageTitle says under which policy of what leaves without a bill of materials.
func coverageTitle(c *step.Coverage) document.Text {
	policy := document.Text{ES: "si lo que sale sin lista de materiales no descarga (faltante)", EN: "if what leaves without a bill of materials discharges nothing (faltante)"}
	if c.SinBOM == ledger.SinBOMDirecto {
		policy = document.Text{ES: "si lo que sale sin lista de materiales descarga lo mismo que sale (directo)", EN: "if what leaves without a bill of materials discharges what leaves (directo)"}
	}
	if c.Stored {
		return document.Textf("Como dice el programa: %s", "As the programme says: %s", policy)
	}
	return document.Textf("Para comparar: %s", "To compare: %s", policy)
}

func (q *Ask) coverageTables(all []*step.Coverage, of Inquiry) (out []*page.Table) {
	for _, c := range all {
		title := coverageTitle(c)
		total := c.Total
		total.Class = "total"
		type row = step.CoverageClass
		out = append(out, page.Tabulate("cobertura_"+string(c.SinBOM), title, q.head(of.On), []page.Field[row]{
			{Key: "clase", ES: "Clase", EN: "Class", Kind: report.Text, Of: func(k *row) string { return className(k.Class).In(q.Lang) }},
			{Key: "partidas", ES: "Partidas", EN: "Lines", Kind: report.Integer, Of: func(k *row) string { return strconv.Itoa(k.Lines) }},
			{Key: "sin_valor", ES: "De ellas, sin valor", EN: "Of them, without a value", Kind: report.Integer, Of: func(k *row) string { return strconv.Itoa(k.Unpriced) }},
			{Key: "valor_comercial", ES: "Valor comercial (MXN)", EN: "Commercial value (MXN)", Kind: report.Money, Of: func(k *row) string { return pesosOf(&k.Pesos, k.Lines == 0 && len(k.Quantities) == 0) }},
			{Key: "cantidades", ES: "Cantidad por unidad", EN: "Quantity by unit", Kind: report.Text, Of: func(k *row) string { return q.quantities(k.Quantities) }},
		}, append(slices.Clone(c.Classes), total)))
	}
	return out
}

func (q *Ask) shortageTables(s *shortages, of Inquiry) []*page.Table {
	type row = *step.CauseGroup
	type item = step.Missing
	title, all := q.shortagesAsked(s)
	return []*page.Table{
		page.Tabulate("por_causa", document.Text{ES: "Por causa, de mayor a menor valor", EN: "By cause, the largest value first"}, q.head(of.On), []page.Field[row]{
			{Key: "causa", ES: "Causa", EN: "Cause", Kind: report.Text, Of: func(g *row) string { return className(string((*g).Cause)).In(q.Lang) }},
			{Key: "faltantes", ES: "Faltantes", EN: "Shortages", Kind: report.Integer, Of: func(g *row) string { return strconv.Itoa(len((*g).Items)) }, Link: func(g *row) string { return q.shortagesAt(*g, false) }},
			{Key: "sin_valor", ES: "De ellos, sin valor", EN: "Of them, without a value", Kind: report.Integer, Of: func(g *row) string { return strconv.Itoa((*g).Unpriced) }, Link: func(g *row) string { return q.shortagesAt(*g, true) }},
			{Key: "valor_comercial", ES: "Valor comercial (MXN)", EN: "Commercial value (MXN)", Kind: report.Money, Of: func(g *row) string { return pesosOf(&(*g).Pesos, false) }},
			{Key: "cantidades", ES: "Cantidad por unidad", EN: "Quantity by unit", Kind: report.Text, Of: func(g *row) string { return q.quantities((*g).Quantities) }},
		}, s.groups),
		page.Tabulate("faltantes", title, q.head(of.On), []page.Field[item]{
			{Key: "salida", ES: "Salida", EN: "Exit", Kind: report.Text, Whole: true, Of: func(m *item) string { return m.Exit }, Link: func(m *item) string { return q.followed(m.Exit) }},
			{Key: "causa", ES: "Causa", EN: "Cause", Kind: report.Text, Of: func(m *item) string { return className(string(m.Cause)).In(q.Lang) }},
			{Key: "fecha", ES: "Día", EN: "Day", Kind: report.Date, Of: func(m *item) string { return m.MovedAt.String() }},
			{Key: "material", ES: "Material", EN: "Material", Kind: report.Text, Whole: true, Of: func(m *item) string { return m.Material.Key }},
			{Key: "unidad", ES: "Unidad", EN: "Unit", Kind: report.Text, Of: func(m *item) string { return unitOf(m.Material.Unit).In(q.Lang) }},
			{Key: "cantidad", ES: "Cantidad", EN: "Quantity", Kind: report.Quantity, Of: func(m *item) string { return m.Cantidad.String() }},
			{Key: "valor_comercial", ES: "Valor comercial (MXN)", EN: "Commercial value (MXN)", Kind: report.Money, Of: func(m *item) string { return m.Pesos.String() }},
			{Key: "que_hacer", ES: "Qué hacer", EN: "What to do", Kind: report.Text, Of: func(m *item) string { return m.Fix.Text.In(q.Lang) }},
			{Key: "renglon", ES: "Renglón que se entrega", EN: "Row to deliver", Kind: report.Text, Of: func(m *item) string {
				if m.Fix.Row == "" {
					return ""
				}
				return m.Fix.Table + ": " + m.Fix.Row
			}},
			{Key: "orden", ES: "Cómo probarlo", EN: "How to try it", Kind: report.Text, Of: func(m *item) string { return m.Fix.Command }},
		}, all),
	}
}

// shortagesAt is where the shortages of a cause are listed, or those of them whose
// value nobody says; "" of none.
func (q *Ask) shortagesAt(g *step.CauseGroup, unpriced bool) string {
	to := url.Values{"tabla": {"faltantes"}, "causa": {string(g.Cause)}}
	if unpriced {
		to.Set("valor", "sin")
		if g.Unpriced == 0 {
			return ""
		}
	}
	return q.at("consultas/faltantes?" + to.Encode())
}

// shortagesAsked are those that the address asks for, with what they are.
func (q *Ask) shortagesAsked(s *shortages) (document.Text, []step.Missing) {
	title, all := document.Text{ES: "Faltantes", EN: "Shortages"}, s.all
	if cause := q.FormValue("causa"); cause != "" {
		name := className(cause)
		title, all = document.Text{ES: title.ES + ": " + name.ES, EN: title.EN + ": " + name.EN}, nil
		for _, g := range s.groups {
			if string(g.Cause) == cause {
				all = g.Items
			}
		}
	}
	if q.FormValue("valor") == "sin" {
		title = document.Text{ES: title.ES + ", sin valor", EN: title.EN + ", without a value"}
		all = slices.DeleteFunc(slices.Clone(all), func(m step.Missing) bool { return m.Pesos.Known() })
	}
	return title, all
}

func (d *Desk) clashTables(q *Ask, _ Inquiry) ([]*page.Table, error) {
	found, err := d.Reader.Contradictions(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	return []*page.Table{q.clashTable(found)}, nil
}

func (q *Ask) pairTables(pairs []ledger.Pair, of Inquiry) []*page.Table {
	type row = ledger.Pair
	return []*page.Table{page.Tabulate("parejas", document.Text{ES: "Transferencias V1", EN: "V1 transfers"}, q.head(of.On), []page.Field[row]{
		{Key: "pedimento", ES: "Pedimento", EN: "Pedimento", Kind: report.Text, Whole: true, Of: func(p *row) string { return p.Pedimento }, Link: func(p *row) string { return q.followed(p.Pedimento) }},
		{Key: "operacion", ES: "Operación", EN: "Operation", Kind: report.Text, Whole: true, Of: func(p *row) string { return p.Operacion }},
		{Key: "fecha_pago", ES: "Pago", EN: "Paid", Kind: report.Date, Of: func(p *row) string { return p.Pago.String() }},
		{Key: "pareja", ES: "Pareja", EN: "Pair", Kind: report.Text, Of: func(p *row) string { return step.PairName(p.State).In(q.Lang) }},
		{Key: "cita", ES: "Cita", EN: "It cites", Kind: report.Text, Of: func(p *row) string { return strings.Join(p.Cited, " ") }},
		{Key: "contraparte", ES: "Documentos de la contraparte", EN: "Documents of the counterpart", Kind: report.Text, Of: func(p *row) string { return strings.Join(p.Others, " ") }},
		{Key: "rfc", ES: "RFC de la contraparte", EN: "RFC of the counterpart", Kind: report.Text, Of: func(p *row) string { return p.RFC }},
		{Key: "diferencias", ES: "En qué difieren", EN: "In what they differ", Kind: report.Text, Of: func(p *row) string {
			said := make([]document.Text, len(p.Findings))
			for i := range p.Findings {
				said[i] = p.Findings[i].Message
			}
			return q.notes(said)
		}},
	}, pairs)}
}

func (q *Ask) rewriteTables(all []*ledger.Rewrite, of Inquiry) []*page.Table {
	type row = *ledger.Rewrite
	return []*page.Table{page.Tabulate("cambios", document.Text{ES: "Corridas", EN: "Runs"}, q.head(of.On), []page.Field[row]{
		{Key: "material", ES: "Material", EN: "Material", Kind: report.Text, Whole: true, Of: func(w *row) string { return (*w).Material.Key }},
		{Key: "unidad", ES: "Unidad", EN: "Unit", Kind: report.Text, Of: func(w *row) string { return unitOf((*w).Material.Unit).In(q.Lang) }},
		{Key: "asientos", ES: "Asientos del diario", EN: "Entries of the journal", Kind: report.Text, Of: func(w *row) string {
			return strconv.FormatInt((*w).FromSeq, 10) + "-" + strconv.FormatInt((*w).ToSeq, 10)
		}},
		{Key: "desde", ES: "Desde", EN: "From", Kind: report.Date, Of: func(w *row) string { return (*w).FirstAffected.String() }},
		{Key: "que", ES: "Qué cambió", EN: "What changed", Kind: report.Text, Of: func(w *row) string { return q.changeCounts((*w).Counts) }},
		{Key: "meses", ES: "Meses cuyo cierre cambia", EN: "Months whose closing changes", Kind: report.Text, Of: func(w *row) string { return strings.Join((*w).Periods, ", ") }},
	}, all)}
}

// changeCounts says how many of each kind of thing changed.
func (q *Ask) changeCounts(counts map[string]int) string {
	var out []string
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, deltaName(what).In(q.Lang)+" "+strconv.Itoa(counts[what]))
	}
	return strings.Join(out, ", ")
}

func (q *Ask) checkTables(k *step.Checked, of Inquiry) []*page.Table {
	var rows []item
	add := func(es, en string, n int64) {
		rows = append(rows, item{document.Text{ES: es, EN: en}, strconv.FormatInt(n, 10)})
	}
	add("Asientos en cadena", "Chained entries", k.Entries)
	add("Hechos", "Facts", int64(k.Facts))
	add("Materiales", "Materials", int64(k.Materials))
	add("Lotes", "Lots", int64(k.Lots))
	add("Salidas", "Exits", int64(k.Exits))
	add("Movimientos", "Postings", int64(k.Postings))
	add("Materiales por calcular", "Materials waiting", int64(k.Waiting))
	add("Faltas", "Breaches", int64(len(k.Breaches)))
	breaches := page.Tabulate("faltas", document.Text{ES: "Faltas", EN: "Breaches"}, q.head(of.On), []page.Field[document.Text]{
		{Key: "falta", ES: "Qué no se sostiene", EN: "What does not hold", Kind: report.Text, Of: func(b *document.Text) string { return b.In(q.Lang) }},
	}, k.Breaches)
	breaches.Empty = document.Text{ES: "Ninguna: conservación, saldos, orden PEPS, diario y recálculo se sostienen.", EN: "None: conservation, balances, PEPS order, journal and replay hold."}
	return []*page.Table{page.Tabulate("comprobado", document.Text{ES: "Qué se comprobó", EN: "What was checked"}, q.head(of.On), []page.Field[item]{
		{Key: "que", ES: "Qué", EN: "What", Kind: report.Text, Of: func(s *item) string { return s.name.In(q.Lang) }},
		{Key: "cuantos", ES: "Cuántos", EN: "How many", Kind: report.Integer, Of: func(s *item) string { return s.value }},
	}, rows), breaches}
}

// placeKind is what a place is, in words.
func placeKind(kind string) document.Text {
	return inWords(map[string]document.Text{
		"planta": {ES: "planta", EN: "plant"}, "bodega": {ES: "bodega", EN: "warehouse"}, "submaquila": {ES: "submaquila", EN: "subcontractor (submaquila)"}, "tercero": {ES: "tercero", EN: "third party"},
		"": {ES: "sin registrar", EN: "not registered"},
	}, kind)
}

func (q *Ask) placeTables(p *places, of Inquiry) []*page.Table {
	type row = step.Placed
	unfit := q.foundTable("no_caben", document.Text{ES: "Traslados que no caben en su lugar", EN: "Moves that do not fit their place"}, p.found, of)
	unfit.Empty = document.Text{ES: "Ninguno.", EN: "None."}
	return []*page.Table{page.Tabulate("lugares", document.Text{ES: "Partes y lugares", EN: "Parts and places"}, q.head(of.On), []page.Field[row]{
		{Key: "parte", ES: "Parte", EN: "Part", Kind: report.Text, Of: func(p *row) string { return p.Parte }, Link: func(p *row) string { return q.searchAt(p.Parte) }},
		{Key: "lugar", ES: "Lugar", EN: "Place", Kind: report.Text, Of: func(p *row) string { return p.Lugar }},
		{Key: "tipo", ES: "Tipo", EN: "Kind", Kind: report.Text, Of: func(p *row) string { return placeKind(p.Tipo).In(q.Lang) }},
		{Key: "unidad", ES: "Unidad", EN: "Unit", Kind: report.Text, Of: func(p *row) string { return unitOf(p.Unidad).In(q.Lang) }},
		{Key: "cantidad", ES: "Cantidad", EN: "Quantity", Kind: report.Quantity, Of: func(p *row) string { return p.Cantidad.String() }},
		{Key: "en_libros", ES: "¿La llevan los libros?", EN: "Do the books keep it?", Kind: report.Text, Of: func(p *row) string {
			if p.Known {
				return document.Text{ES: "sí", EN: "yes"}.In(q.Lang)
			}
			return document.Text{ES: "no: neto de traslados", EN: "no: net of moves"}.In(q.Lang)
		}},
	}, p.placed), unfit}
}
