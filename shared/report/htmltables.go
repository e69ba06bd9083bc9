package report

import (
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// maxPageRows bounds each list of the page: a browser searches that many at
// once on any machine, and who needs more opens the CSV.
const maxPageRows = 500

func keyColumn(es, en string) pageColumn {
	return pageColumn{Title: document.Text{ES: es, EN: en}}
}

func textColumn(es, en string) pageColumn {
	return pageColumn{Title: document.Text{ES: es, EN: en}, Class: "t"}
}

func numberColumn(es, en string) pageColumn {
	return pageColumn{Title: document.Text{ES: es, EN: en}, Class: "n"}
}

// totalsTable is the quantities per unit.
func (s *Set) totalsTable() pageTable {
	t := s.Summary.totals()
	out := pageTable{Title: t.Title}
	for _, c := range t.Columns {
		column := keyColumn(c.Title.ES, c.Title.EN)
		if c.Kind == Quantity {
			column = numberColumn(c.Title.ES, c.Title.EN)
			column.Href = s.summed("#saldos")
		}
		out.Columns = append(out.Columns, column)
	}
	for _, r := range t.All() {
		cells := []document.Text{same(r[0]), unitName(r[0], r[1])}
		if s.unlinked { // whose pages had its name in Spanish alone
			cells[1] = same(r[1])
		}
		for _, q := range r[2:] {
			cells = append(cells, number(q))
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// lists are what the page lets people search.
func (s *Set) lists() []pageList {
	out := []pageList{s.saldosList(), s.lotesList(), s.hallazgosList()}
	if s.year != nil {
		out = append(out, s.annualLists()...)
	}
	if s.month != nil && s.month.before != nil {
		out = append(out, s.changesList(), s.bridgeList(), s.reconciledList())
	}
	if s.month != nil && s.month.evidence != nil {
		out = append(out, s.evidenceList())
	}
	s.group(out)
	return out
}

// bounded says in which order the rows are and how many of them are shown: a
// search that finds nothing here may find it in the CSV.
func bounded(order document.Text, here, all int) document.Text {
	n := []any{group(strconv.Itoa(here)), group(strconv.Itoa(all))}
	t := document.Textf("Están los primeros %s de %s: la búsqueda no ve los demás, que están en el CSV.",
		"The first %s of %s are here: the search does not see the rest, which are in the CSV.", n...)
	if here == all {
		t = document.Textf("Están todos: %s.", "All are here: %s.", n[1])
	}
	return document.Text{ES: order.ES + " " + t.ES, EN: order.EN + " " + t.EN}
}

// saldosList is the balance per fracción.
func (s *Set) saldosList() pageList {
	t := pageTable{
		Title: document.Text{ES: "Saldos por fracción y unidad", EN: "Balances per fracción and unit"},
		Columns: []pageColumn{
			keyColumn("Fracción", "Fracción"), keyColumn("Unidad", "Unit"),
			numberColumn("Saldo inicial", "Opening"), numberColumn("Entradas", "Entries"),
			numberColumn("Descargado probado", "Discharged, proved"), numberColumn("Descargado supuesto", "Discharged, assumed"),
			numberColumn("Sin documento", "Undocumented"), numberColumn("Saldo final", "Closing"), numberColumn("De él, vencido", "Of it, expired"),
			numberColumn("Salidas sin resolver", "Exits unresolved"), numberColumn("Valor en aduana (MXN)", "Customs value (MXN)"),
		},
	}
	here := min(len(s.saldos), maxPageRows)
	for i := range s.saldos[:here] {
		b := &s.saldos[i]
		row := []document.Text{b.shown(), s.unit(b.umt)}
		for _, q := range []quantity.Micros{b.opening, b.in, b.proved, b.assumed, b.undocumented, b.closing, b.due["vencido"]} {
			row = append(row, number(b.of(q)))
		}
		value := valueOf(&b.value, b.open)
		if b.nivel == withoutLot {
			value = money.Amount{}
		}
		t.Rows = append(t.Rows, append(row, number(b.unresolved.String()), number(value.String())))
	}
	return pageList{
		ID: "saldos", File: "reportes/saldos.csv", Title: document.Text{ES: "Saldos", EN: "Balances"}, Table: t,
		Note: bounded(document.Text{
			ES: trimmed("En orden de fracción. " + s.opening().ES), EN: trimmed("In the order of fracción. " + s.opening().EN),
		}, here, len(s.saldos)),
	}
}

// lotesList is the open lots, the first to fall due on top.
func (s *Set) lotesList() pageList {
	t := pageTable{
		Title: document.Text{ES: "Lotes con saldo", EN: "Lots with a balance"},
		Columns: []pageColumn{
			keyColumn("Vencimiento", "Due"), numberColumn("Días", "Days"), keyColumn("Pedimento", "Pedimento"), numberColumn("Partida", "Partida"),
			keyColumn("Fracción", "Fracción"), textColumn("Número de parte", "Part number"), textColumn("Descripción", "Description"),
			numberColumn("Saldo", "Balance"), keyColumn("Unidad", "Unit"), numberColumn("Valor en aduana (MXN)", "Customs value (MXN)"),
		},
	}
	here := min(len(s.aging), maxPageRows)
	for i := range s.aging[:here] {
		l := &s.aging[i]
		t.Rows = append(t.Rows, []document.Text{
			same(l.Due.String()), same(dias(s.Head.To, l.Due)), same(l.Pedimento), same(partida(l.Partida)), same(l.Fraccion), same(l.Parte),
			same(l.Descripcion), number(l.closing.String()), s.unit(l.UMT), number(share(l).String()),
		})
	}
	return pageList{
		ID: "lotes", File: "reportes/vencimientos.csv", Title: document.Text{ES: "Lotes", EN: "Lots"}, Table: t,
		Note: bounded(document.Text{ES: "Primero el que vence antes; al final los que no tienen plazo.", EN: "The first to fall due on top; those without a term at the end."}, here, len(s.aging)),
	}
}

// hallazgosList is the findings, the gravest first.
func (s *Set) hallazgosList() pageList {
	t := pageTable{
		Title: document.Text{ES: "Hallazgos del periodo", EN: "Findings of the period"},
		Columns: []pageColumn{
			keyColumn("Gravedad", "Severity"), textColumn("Código", "Code"), keyColumn("Pedimento o documento", "Pedimento or document"),
			textColumn("Dónde", "Where"), textColumn("Mensaje", "Message"),
		},
	}
	here := min(len(s.found), maxPageRows)
	for i := range s.found[:here] {
		f := &s.found[i]
		about := f.Pedimento
		if about == "" {
			about = string(f.Document[:min(12, len(f.Document))]) // enough to find it in documentos/
		}
		t.Rows = append(t.Rows, []document.Text{
			f.Severity.Name(), same(f.Code), same(about),
			{ES: shown(f.In(document.Spanish)), EN: shown(f.In(document.English))},
			{ES: shown(f.Message.ES), EN: shown(f.Message.EN)},
		})
	}
	return pageList{
		ID: "hallazgos", File: "reportes/hallazgos.csv", Title: document.Text{ES: "Hallazgos", EN: "Findings"}, Table: t,
		Note: bounded(document.Text{ES: "Los más graves primero.", EN: "The gravest first."}, here, len(s.found)),
	}
}
