package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/raoce"
)

// salesTables are the figures of the annual report (RAOCE, Decreto IMMEX
// art. 25), the documents each is made of, and the bridge between its sources.
func (s *Set) salesTables(_ *More, y *Year) ([]Table, error) {
	r := y.Sales
	return []Table{
		s.salesFigures(r), s.salesItems(r), s.threeWays(r), s.bridgeTable(r), s.filedTable(r), s.testTable(r), s.excludedTable(r),
	}, nil
}

// monthCell is a month as a cell: the year is 0.
func monthCell(m int) string { return strconv.Itoa(m) }

func (s *Set) salesFigures(r *raoce.Report) Table {
	type row = raoce.Figure
	n := func(key, es, en string, of func(*row) int) field[row] {
		return field[row]{key, es, en, Integer, func(f *row) string { return strconv.Itoa(of(f)) }}
	}
	return tabulate("raoce_cifras", document.Text{ES: "Reporte anual: ventas y exportaciones por mes", EN: "Annual report: sales and exports by month"}, s.Head, []field[row]{
		cell("concepto", "Concepto", "Concept", func(f *row) string { return string(f.Concept) }),
		cell("fuente", "Fuente", "Source", func(f *row) string { return string(f.Source) }),
		n("mes", "Mes (0: el año)", "Month (0: the year)", func(f *row) int { return f.Month }),
		n("documentos", "Documentos", "Documents", func(f *row) int { return f.Documents }),
		{"mxn", "Importe (MXN)", "Amount (MXN)", Money, func(f *row) string { return f.MXN.Sum.String() }},
		n("mxn_sin_dato", "Documentos sin valor en pesos", "Documents without a value in pesos", func(f *row) int { return f.MXN.Missing }),
		{"usd", "Importe (USD)", "Amount (USD)", Money, func(f *row) string { return f.USD.Sum.String() }},
		n("usd_sin_dato", "Documentos sin valor en dólares", "Documents without a value in dollars", func(f *row) int { return f.USD.Missing }),
		cell("meses_sin_fuente", "Meses del año sin su fuente", "Months of the year without their source", func(f *row) string { return withoutSource(r, f.Source, f.Month) }),
	}, r.Figures)
}

// withoutSource are the months that the year of a source is without: its sums are of
// the others. A month without CFDI may be one in which nothing was sold.
func withoutSource(r *raoce.Report, from raoce.Source, month int) string {
	switch {
	case month > 0:
		return ""
	case from == raoce.FromCFDI:
		return numbers(r.Silent)
	}
	return numbers(r.Unstaged)
}

// yearAlone is a cell of the year alone.
func yearAlone(of func(*threeWay) string) func(*threeWay) string {
	return func(x *threeWay) string {
		if x.month > 0 {
			return ""
		}
		return of(x)
	}
}

// salesItem is one document of a figure.
type salesItem struct {
	*raoce.Figure
	raoce.Item
}

func (s *Set) salesItems(r *raoce.Report) Table {
	var rows []salesItem
	for i := range r.Figures {
		for _, it := range r.Figures[i].Items {
			rows = append(rows, salesItem{&r.Figures[i], it})
		}
	}
	return tabulate("raoce_documentos", document.Text{ES: "Reporte anual: CFDI y pedimentos de cada cifra", EN: "Annual report: CFDI and pedimentos of each figure"}, s.Head, []field[salesItem]{
		cell("concepto", "Concepto", "Concept", func(x *salesItem) string { return string(x.Concept) }),
		cell("fuente", "Fuente", "Source", func(x *salesItem) string { return string(x.Source) }),
		{"mes", "Mes", "Month", Integer, func(x *salesItem) string { return monthCell(x.Month) }},
		cell("documento", "UUID o pedimento", "UUID or pedimento", func(x *salesItem) string { return x.Key }),
		cell("tipo", "Tipo o clave", "Kind or key", func(x *salesItem) string { return x.Kind }),
		{"fecha", "Fecha", "Date", Date, func(x *salesItem) string { return x.On.String() }},
		{"mxn", "Importe (MXN)", "Amount (MXN)", Money, func(x *salesItem) string { return x.Item.MXN.String() }},
		{"usd", "Importe (USD)", "Amount (USD)", Money, func(x *salesItem) string { return x.Item.USD.String() }},
	}, rows)
}

// threeWay is one figure as CFDI, pedimentos and the filing have it.
type threeWay struct {
	concept                raoce.Concept
	month                  int
	currency               string
	filed, cfdi, pedimento money.Amount
	verdict                string
	untold                 []int // months of a year of which nobody tells
}

// over is one side less the other: of a year that lacks months there is none.
func (x *threeWay) over(a, b money.Amount) string {
	if len(x.untold) > 0 {
		return ""
	}
	return less(a, b)
}

// less is one side less the other, blank when one is unknown.
func less(a, b money.Amount) string {
	if !a.Known() || !b.Known() {
		return ""
	}
	d, err := a.Sub(b)
	if err != nil {
		return ""
	}
	return d.String()
}

// side is what the documents of a source add up to: unknown when one of them
// has no value, or when the source tells nothing of the concept or the month.
func side(r *raoce.Report, c raoce.Concept, from raoce.Source, m int, currency string) money.Amount {
	silent := c == raoce.Sales || c == raoce.Service
	if silent && from == raoce.FromPedimento || c == raoce.ValueAdded && from == raoce.FromCFDI {
		return money.Amount{}
	}
	f := r.Figure(c, from, m)
	t := f.MXN
	if currency == "USD" {
		t = f.USD
	}
	switch {
	case t.Missing > 0:
		return money.Amount{}
	case f.Documents > 0:
		return t.Sum
	case from == raoce.FromCFDI && slices.Contains(r.Silent, m), from == raoce.FromPedimento && slices.Contains(r.Unstaged, m):
		return money.Amount{} // nobody told of that month
	}
	return money.Int(0)
}

func threeWayOf(r *raoce.Report, c raoce.Concept, m int, currency string) threeWay {
	x := threeWay{
		concept: c, month: m, currency: currency, cfdi: side(r, c, raoce.FromCFDI, m, currency), pedimento: side(r, c, raoce.FromPedimento, m, currency), verdict: "no_presentado",
	}
	if m == 0 {
		x.untold = r.Untold(c)
	}
	for i := range r.Filed {
		if f := &r.Filed[i]; f.Concept == c && f.Month == m && f.Currency == currency {
			x.filed, x.verdict = f.Filed, f.Verdict
		}
	}
	return x
}

// threeWays puts the three beside each other, month by month.
func (s *Set) threeWays(r *raoce.Report) Table {
	var rows []threeWay
	for _, c := range []raoce.Concept{raoce.Sales, raoce.Exports, raoce.Direct, raoce.Virtual, raoce.Service, raoce.ValueAdded} {
		for m := range 13 {
			for _, currency := range []string{"MXN", "USD"} {
				x := threeWayOf(r, c, m, currency)
				if m == 0 || x.filed.Known() || r.Figure(c, raoce.FromCFDI, m).Documents+r.Figure(c, raoce.FromPedimento, m).Documents > 0 {
					rows = append(rows, x)
				}
			}
		}
	}
	amount := func(key, es, en string, of func(*threeWay) string) field[threeWay] {
		return field[threeWay]{key, es, en, Money, of}
	}
	return tabulate("raoce_tres_vias", document.Text{ES: "Puente de tres vías: CFDI, pedimento y presentado", EN: "Three-way bridge: CFDI, pedimento and filed"}, s.Head, []field[threeWay]{
		cell("sales_basis", "Base de venta", "Sales basis", func(*threeWay) string { return cmp.Or(r.SalesBasis, "desconocida") }),
		cell("concepto", "Concepto", "Concept", func(x *threeWay) string { return string(x.concept) }),
		{"mes", "Mes (0: el año)", "Month (0: the year)", Integer, func(x *threeWay) string { return monthCell(x.month) }},
		cell("moneda", "Moneda", "Currency", func(x *threeWay) string { return x.currency }),
		amount("cfdi", "Según CFDI", "By CFDI", func(x *threeWay) string { return x.cfdi.String() }),
		amount("pedimento", "Según pedimento", "By pedimento", func(x *threeWay) string { return x.pedimento.String() }),
		amount("presentado", "Presentado", "Filed", func(x *threeWay) string { return x.filed.String() }),
		amount("cfdi_menos_pedimento", "CFDI menos pedimento", "CFDI less pedimento", func(x *threeWay) string { return x.over(x.cfdi, x.pedimento) }),
		amount("presentado_menos_cfdi", "Presentado menos CFDI", "Filed less CFDI", func(x *threeWay) string { return x.over(x.filed, x.cfdi) }),
		amount("presentado_menos_pedimento", "Presentado menos pedimento", "Filed less pedimento", func(x *threeWay) string { return x.over(x.filed, x.pedimento) }),
		cell("resultado", "Resultado", "Result", func(x *threeWay) string { return x.verdict }),
		cell("meses_sin_dato", "Meses de los que nadie dice", "Months of which nobody tells", func(x *threeWay) string { return numbers(x.untold) }),
		cell("meses_sin_cfdi", "Meses sin CFDI emitido", "Months without an issued CFDI", yearAlone(func(*threeWay) string { return numbers(r.Silent) })),
		cell("meses_sin_data_stage", "Meses sin Data Stage", "Months without a Data Stage", yearAlone(func(*threeWay) string { return numbers(r.Unstaged) })),
		cell("meses_sin_presentar", "Meses de los que no consta lo presentado", "Months of which nothing filed is on record", yearAlone(func(x *threeWay) string { return numbers(r.Unfiled(x.concept, x.currency)) })),
	}, rows)
}

// filedRow is the line of the bridge to what was filed: an end, a reason, or the check.
type filedRow struct {
	*raoce.FiledBridge
	level, kind string
	severity    document.Severity
	other       int
	amount      money.Amount
}

// filedTable leads from the CFDI of every figure that was filed to what was filed.
func (s *Set) filedTable(r *raoce.Report) Table {
	var rows []filedRow
	for i := range r.FiledBridges {
		b := &r.FiledBridges[i]
		rows = append(rows, filedRow{b, "total", "cfdi", "", 0, b.CFDI})
		for _, it := range b.Items {
			rows = append(rows, filedRow{b, "razon", string(it.Gap), it.Severity, it.Month, it.Amount})
		}
		check := "cierra"
		if !b.Explained() {
			check = "no_cierra"
		}
		rows = append(rows, filedRow{b, "total", "presentado", "", 0, b.Filed}, filedRow{FiledBridge: b, level: "control", kind: check})
	}
	return tabulate("raoce_puente_presentado", document.Text{ES: "Puente de lo presentado: de los CFDI a lo presentado", EN: "Bridge of what was filed: from CFDI to the filing"}, s.Head, []field[filedRow]{
		cell("sales_basis", "Base de venta", "Sales basis", func(*filedRow) string { return cmp.Or(r.SalesBasis, "desconocida") }),
		cell("concepto", "Concepto", "Concept", func(x *filedRow) string { return string(x.Concept) }),
		{"mes", "Mes (0: el año)", "Month (0: the year)", Integer, func(x *filedRow) string { return monthCell(x.Month) }},
		cell("moneda", "Moneda", "Currency", func(x *filedRow) string { return x.Currency }),
		cell("nivel", "Nivel", "Level", func(x *filedRow) string { return x.level }),
		cell("tipo", "Razón o extremo", "Reason or end", func(x *filedRow) string { return x.kind }),
		cell("gravedad", "Gravedad", "Severity", func(x *filedRow) string { return string(x.severity) }),
		{"importe", "Importe", "Amount", Money, func(x *filedRow) string { return x.amount.String() }},
		{"del_mes", "De otro mes", "Of another month", Integer, func(x *filedRow) string { return partida(x.other) }},
	}, rows)
}

// bridgeRow is the line of a bridge: its two ends, a reason, or the check.
type bridgeRow struct {
	currency, level, kind string
	severity              document.Severity
	cfdi, pedimentos      []string
	months                []int
	items                 int
	amount                money.Amount
}

// reasons adds up the items of a bridge by their reason; a reason with an item
// of no value has none itself.
func reasons(b *raoce.Bridge) (out []bridgeRow) {
	for k := range b.Items {
		it := &b.Items[k]
		at := slices.IndexFunc(out, func(r bridgeRow) bool { return r.kind == string(it.Gap) && r.severity == it.Severity })
		if at < 0 {
			at = len(out)
			out = append(out, bridgeRow{currency: b.Currency, level: "razon", kind: string(it.Gap), severity: it.Severity, amount: money.Int(0)})
		}
		r := &out[at]
		r.items++
		a := it.MXN
		if b.Currency == "USD" {
			a = it.USD
		}
		sum, err := r.amount.Add(a)
		if !r.amount.Known() || !a.Known() || err != nil {
			sum = money.Amount{}
		}
		r.amount = sum
	}
	return out
}

func (s *Set) bridgeTable(r *raoce.Report) Table {
	var rows []bridgeRow
	for i := range r.Bridges {
		b := &r.Bridges[i]
		end := func(kind string, a money.Amount) {
			rows = append(rows, bridgeRow{currency: b.Currency, level: "total", kind: kind, amount: a})
		}
		end("pedimento", b.Pedimento)
		rows = append(rows, reasons(b)...)
		for k := range b.Items {
			it := &b.Items[k]
			row := bridgeRow{
				currency: b.Currency, level: "partida", kind: string(it.Gap), severity: it.Severity,
				cfdi: it.CFDI, pedimentos: it.Pedimentos, months: it.Months, amount: it.MXN,
			}
			if b.Currency == "USD" {
				row.amount = it.USD
			}
			rows = append(rows, row)
		}
		end("explicado", b.Explained)
		end("cfdi", b.CFDI)
		end("diferencia", b.Difference)
		check := "no_cierra"
		if b.Closes() {
			check = "cierra"
		}
		rows = append(rows, bridgeRow{currency: b.Currency, level: "control", kind: check})
	}
	return tabulate("raoce_puente", document.Text{ES: "Puente de exportaciones: de pedimentos a CFDI", EN: "Bridge of exports: from pedimentos to CFDI"}, s.Head, []field[bridgeRow]{
		cell("moneda", "Moneda", "Currency", func(x *bridgeRow) string { return x.currency }),
		cell("nivel", "Nivel", "Level", func(x *bridgeRow) string { return x.level }),
		cell("tipo", "Razón o extremo", "Reason or end", func(x *bridgeRow) string { return x.kind }),
		cell("gravedad", "Gravedad", "Severity", func(x *bridgeRow) string { return string(x.severity) }),
		{"importe", "Importe", "Amount", Money, func(x *bridgeRow) string { return x.amount.String() }},
		{"partidas", "Partidas", "Items", Integer, func(x *bridgeRow) string { return partida(x.items) }},
		cell("meses", "Meses", "Months", func(x *bridgeRow) string { return numbers(x.months) }),
		cell("cfdi", "CFDI", "CFDI", func(x *bridgeRow) string { return strings.Join(x.cfdi, " ") }),
		cell("pedimentos", "Pedimentos", "Pedimentos", func(x *bridgeRow) string { return strings.Join(x.pedimentos, " ") }),
	}, rows)
}

func numbers(list []int) string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, " ")
}

func (s *Set) testTable(r *raoce.Report) Table {
	type row = raoce.Test
	amount := func(key, es, en string, of func(*row) money.Amount) field[row] {
		return field[row]{key, es, en, Money, func(t *row) string { return of(t).String() }}
	}
	return tabulate("raoce_umbrales", document.Text{ES: "Umbrales del ejercicio", EN: "Thresholds of the year"}, s.Head, slices.Concat([]field[row]{
		cell("umbral", "Clave", "Code", func(t *row) string { return t.Code }),
	}, texts("titulo", "title", "Umbral", "Threshold", func(t *row) document.Text { return t.Title }), []field[row]{
		cell("fuente", "Fuente", "Source", func(t *row) string { return string(t.Source) }),
		amount("cifra", "Cifra", "Figure", func(t *row) money.Amount { return t.Figure }),
		amount("de", "Parte (MXN)", "Part (MXN)", func(t *row) money.Amount { return t.Of }),
		amount("sobre", "Sobre (MXN)", "Over (MXN)", func(t *row) money.Amount { return t.Over }),
		amount("limite", "Límite", "Limit", func(t *row) money.Amount { return t.Threshold }),
		cell("unidad", "Unidad", "Unit", func(t *row) string { return t.Unit }),
		cell("sentido", "Sentido", "Sense", func(t *row) string { return t.Sense }),
		cell("resultado", "Resultado", "Result", func(t *row) string { return string(t.Verdict) }),
	}, texts("motivo", "reason", "Motivo", "Reason", func(t *row) document.Text { return t.Why }), []field[row]{
		cell("fundamento", "Fundamento", "Foundation", func(t *row) string { return t.Cites }),
		cell("confianza", "Confianza", "Confidence", func(t *row) string { return t.Confidence }),
	}), r.Tests)
}

func (s *Set) excludedTable(r *raoce.Report) Table {
	type row = raoce.Excluded
	return tabulate("raoce_excluidos", document.Text{ES: "CFDI emitidos que no son venta", EN: "Issued CFDI that are no sale"}, s.Head, []field[row]{
		cell("uuid", "UUID", "UUID", func(x *row) string { return x.UUID }),
		cell("tipo", "Tipo", "Kind", func(x *row) string { return x.Kind }),
		{"fecha", "Fecha", "Date", Date, func(x *row) string { return x.On.String() }},
		cell("motivo", "Motivo", "Reason", func(x *row) string { return x.Why }),
	}, r.Excluded)
}
