package report

import (
	"strconv"

	"example.com/immex/shared/document"
)

// figure is one named figure of a summary.
type figure struct {
	name  document.Text
	kind  Kind
	value string
}

// figures are the counts of the period, in reading order.
func (s *Summary) figures() []figure {
	n := func(es, en string, v int) figure {
		return figure{document.Text{ES: es, EN: en}, Integer, strconv.Itoa(v)}
	}
	out := []figure{
		n("Entradas (lotes)", "Entries (lots)", s.Entradas), n("Salidas (renglones)", "Exits (lines)", s.Salidas),
		n("Descargos", "Descargos", s.Descargos), n("Faltantes y retenidos", "Shortages and held", s.Faltantes),
		n("Lotes con saldo", "Lots with a balance", s.LotesOpen), n("Lotes vencidos con saldo", "Expired lots with a balance", s.Vencidos),
		{document.Text{ES: "Valor en aduana del saldo (MXN)", EN: "Customs value of the balance (MXN)"}, Money, s.ValorSaldo.String()},
		{document.Text{ES: "IVA/IEPS otorgado, FP 21 y 22 (MXN)", EN: "IVA/IEPS granted, FP 21 and 22 (MXN)"}, Money, s.Credito.String()},
	}
	for _, sev := range severities() {
		t := sev.Name()
		out = append(out, n("Hallazgos: "+t.ES, "Findings: "+t.EN, s.Hallazgos[sev]))
	}
	return out
}

// totals is the table of quantities per unit, the only ones that may be added.
// Units have the names of the catalogue.
func (s *Summary) totals() Table {
	q := func(key, es, en string, of func(*UnitTotal) string) field[UnitTotal] {
		return field[UnitTotal]{key, es, en, Quantity, of}
	}
	return tabulate("totales", document.Text{ES: "Cantidades por unidad de tarifa", EN: "Quantities per tariff unit"}, Head{}, []field[UnitTotal]{
		{"umt", "UMT", "UMT", Text, func(u *UnitTotal) string { return u.UMT }},
		{"unidad", "Unidad", "Unit", Text, func(u *UnitTotal) string { return u.Unidad }},
		q("saldo_inicial", "Saldo inicial", "Opening", func(u *UnitTotal) string { return u.Opening.String() }),
		q("entradas", "Entradas", "Entries", func(u *UnitTotal) string { return u.Entered.String() }),
		q("probado", "Descargado probado", "Discharged, proved", func(u *UnitTotal) string { return u.Proved.String() }),
		q("supuesto", "Descargado supuesto", "Discharged, assumed", func(u *UnitTotal) string { return u.Assumed.String() }),
		q("sin_documento", "Descargado sin documento", "Discharged, undocumented", func(u *UnitTotal) string { return u.NoRecord.String() }),
		q("saldo_final", "Saldo final", "Closing", func(u *UnitTotal) string { return u.Closing.String() }),
		q("vencido", "Del saldo, vencido", "Of it, expired", func(u *UnitTotal) string { return u.Expired.String() }),
		q("sin_resolver", "Salidas sin resolver", "Exits unresolved", func(u *UnitTotal) string { return u.Unresolved.String() }),
	}, s.PorUnidad)
}

// summarySheet is the first sheet.
func (s *Set) summarySheet(k *workbook, name string) error {
	const named, wide = 46, 18
	x := k.newSheet(name, []int{named, wide, wide, wide, wide, wide, wide, wide, wide})
	x.head(&s.Head, name)
	x.next++
	for _, g := range s.Summary.figures() {
		x.row(g.name.In(k.lang), k.st.cell(g.kind, g.value))
	}
	x.next++
	t := s.Summary.totals()
	of := t.fill
	t.fill = func() func(int, []string) {
		fill := of()
		return func(r int, row []string) {
			fill(r, row)
			row[1] = unitName(row[0], row[1]).In(k.lang)
		}
	}
	x.table(&t, 0, t.Len())
	return x.close()
}
