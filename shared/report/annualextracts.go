package report

import (
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/raoce"
)

// extracto is one figure of an extract, or what no book or document holds.
type extracto struct {
	key     string
	title   document.Text
	on      string // a year, a month or a day
	value   money.Amount
	of      string // MXN, USD
	missing int
	from    string // the report it is of
	held    bool
	partial bool // a month that it is of was not told
	untold  bool // lots may be of it or not: nobody says what they are
}

// stockSort is what lots are to the extracts.
type stockSort int

const (
	sortGoods    stockSort = iota // neither of the others
	sortMachines                  // known to be of fixed assets
	sortUntold                    // received by transfer, and nobody says which of the two
)

// extracts are figures for two forms that this product does not file.
func (s *Set) extracts(more *More, y *Year) ([]Table, error) {
	fields := slices.Concat([]field[extracto]{
		cell("concepto", "Clave", "Code", func(x *extracto) string { return x.key }),
	}, texts("titulo", "title", "Concepto", "Concept", func(x *extracto) document.Text { return x.title }), []field[extracto]{
		cell("de", "De", "Of", func(x *extracto) string { return x.on }),
		{"importe", "Importe", "Amount", Money, func(x *extracto) string { return x.value.String() }},
		cell("moneda", "Moneda", "Currency", func(x *extracto) string { return x.of }),
		{"sin_dato", "Sumandos sin valor", "Addends without a value", Integer, func(x *extracto) string {
			if !x.held {
				return ""
			}
			return strconv.Itoa(x.missing)
		}},
		cell("estado", "Estado", "State", func(x *extracto) string {
			switch {
			case !x.held:
				return "no_consta"
			case !x.value.Known():
				return "sin_dato"
			case x.partial:
				return "incompleto"
			case x.untold:
				return "sin_clasificar"
			}
			return "dato"
		}),
		cell("reporte", "Reporte de donde sale", "Report it comes from", func(x *extracto) string { return x.from }),
	}, texts("nota", "note", "Nota", "Note", func(*extracto) document.Text { return extractNote() }))
	of := machineryOf(more).sorts(more.whole())
	return []Table{
		tabulate("extracto_diemse", document.Text{ES: "Extracto para DIEMSE (no es la declaración)", EN: "Extract for DIEMSE (not the return)"}, s.Head, fields, s.diemse(more, of, y)),
		tabulate("extracto_lisr_182", document.Text{ES: "Extracto para LISR 182 (no es el cálculo)", EN: "Extract for LISR 182 (not the computation)"}, s.Head, fields, s.lisr182(more, of, y)),
	}, nil
}

// figureOf is a figure of the year in both currencies.
func (s *Set) figureOf(r *raoce.Report, c raoce.Concept, from raoce.Source) (out []extracto) {
	f := r.Figure(c, from, 0)
	for _, t := range []struct {
		of  string
		sum raoce.Total
	}{{"MXN", f.MXN}, {"USD", f.USD}} {
		x := extracto{
			key: string(c) + "_" + string(from), on: s.Head.From.String()[:4], of: t.of, missing: t.sum.Missing, from: "raoce_cifras", held: true,
			title:   document.Text{ES: trimmed(c.Title().ES) + ", según " + worded(string(from)).ES, EN: trimmed(c.Title().EN) + ", by " + worded(string(from)).EN},
			partial: from == raoce.FromCFDI && len(r.Silent) > 0 || from == raoce.FromPedimento && len(r.Unstaged) > 0,
		}
		switch {
		case f.Documents == 0:
			x.value = money.Int(0)
		case t.sum.Missing == 0:
			x.value = t.sum.Sum
		}
		out = append(out, x)
	}
	return out
}

func (s *Set) diemse(more *More, of map[string]stockSort, y *Year) (out []extracto) {
	for _, x := range []struct {
		c    raoce.Concept
		from raoce.Source
	}{
		{raoce.Sales, raoce.FromCFDI},
		{raoce.Exports, raoce.FromCFDI},
		{raoce.Service, raoce.FromCFDI},
		{raoce.Exports, raoce.FromPedimento},
		{raoce.Returned, raoce.FromPedimento},
		{raoce.ValueAdded, raoce.FromPedimento},
		{raoce.Imported, raoce.FromPedimento},
	} {
		out = append(out, s.figureOf(y.Sales, x.c, x.from)...)
	}
	for _, sort := range []stockSort{sortMachines, sortGoods, sortUntold} {
		out = append(out, valued(more, of, s.Head.To, sort, y))
	}
	return append(out, absentFigure("costos_y_gastos", "Costos y gastos de la maquila", "Costs and expenses of the maquila"),
		absentFigure("activos_propios", "Activos propios y nacionales", "Own and national assets"))
}

// lisr182 are the values of what was under the programme at the close of each
// month and before the first.
func (s *Set) lisr182(more *More, of map[string]stockSort, y *Year) (out []extracto) {
	for _, sort := range []stockSort{sortMachines, sortGoods, sortUntold} {
		for d := s.Head.From.AddDays(-1); d <= s.Head.To; d = d.AddDays(1).MonthEnd() {
			out = append(out, valued(more, of, d, sort, y))
		}
	}
	out = append(out, s.figureOf(y.Sales, raoce.Service, raoce.FromCFDI)...)
	return append(out,
		absentFigure("costos_y_gastos", "Costos y gastos de la operación", "Costs and expenses of the operation"),
		absentFigure("activos_propios", "Activos propios, su deducción y depreciación", "Own assets, their deduction and depreciation"),
		absentFigure("inventarios_nacionales", "Inventarios nacionales y de importación definitiva", "National inventories and those imported for good"))
}

func absentFigure(key, es, en string) extracto {
	return extracto{key: key, title: document.Text{ES: es, EN: en}}
}

// valued is the customs value of what lots hold on a day: of machines, of everything
// else, or of what came by transfer and nobody says which of the two it is; the three
// together are all lots. It is unknown when a lot has none, or before the books begin,
// incomplete when no Data Stage told of a month of the year up to that day, and without
// what is not classified where there is some.
func valued(more *More, of map[string]stockSort, on document.Date, sort stockSort, y *Year) extracto {
	books := more.whole()
	x := valuation(on, sort)
	var sum money.Sum
	lots := 0
	for m := 1; m <= on.Month() && on.Year() == y.Sales.Year; m++ {
		x.partial = x.partial || !y.Staged[m]
	}
	for _, b := range books {
		for _, l := range b.AsOf(on) {
			if l.SaldoUMT <= 0 || l.Lot.AvailableFrom > on {
				continue
			}
			if is := of[l.Lot.ID]; is != sort {
				x.untold = x.untold || is == sortUntold
				continue
			}
			v := valueLeft(l.Lot, l.SaldoUMT)
			lots++
			if !v.Known() {
				x.missing++
			}
			sum.Add(v)
		}
	}
	if x.value = valueOf(&sum, lots); opensAfter(books, on) || lots == 0 && on.Year() < y.Sales.Year && !slices.ContainsFunc(books, begunBefore(on)) {
		x.value = money.Amount{} // zero would be the books', which begin later
	}
	return x
}

// valuation is the figure of a sort of lots on a day, without its value.
func valuation(on document.Date, sort stockSort) extracto {
	x := extracto{
		key: "valor_aduana_inventario", on: on.String(), of: "MXN", from: "saldos", held: true,
		title: document.Text{ES: "Valor en aduana del inventario importado temporalmente", EN: "Customs value of the inventory imported temporarily"},
	}
	switch sort {
	case sortGoods:
	case sortMachines:
		x.key, x.from = "valor_aduana_activo_fijo", "registro_activo_fijo"
		x.title = document.Text{ES: "Valor en aduana del activo fijo importado temporalmente", EN: "Customs value of the fixed assets imported temporarily"}
	case sortUntold:
		x.key = "valor_aduana_transferido_sin_clasificar"
		x.title = document.Text{
			ES: "Valor en aduana de lo recibido por transferencia que nadie dice si es activo fijo", EN: "Customs value of what came by transfer and nobody says whether it is fixed assets",
		}
	}
	return x
}

// opensAfter reports books that opening balances open on a later day: they state
// what was left then, and not what was there before.
func opensAfter(books []*ledger.Book, on document.Date) bool {
	return slices.ContainsFunc(books, func(b *ledger.Book) bool { return b.Policy.KeyDate > on })
}

// begunBefore reports a book with anything on a day or before it.
func begunBefore(on document.Date) func(*ledger.Book) bool {
	return func(b *ledger.Book) bool {
		return slices.ContainsFunc(b.Lots, func(l ledger.Lot) bool { return l.AvailableFrom <= on }) ||
			slices.ContainsFunc(b.Exits, func(x ledger.Exit) bool { return x.MovedAt <= on })
	}
}

// valueLeft is the part of a lot's customs value that a quantity of it carries.
func valueLeft(l *ledger.Lot, left quantity.Micros) money.Amount {
	return share(&lote{Lot: l, closing: left})
}
