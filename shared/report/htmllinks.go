package report

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Where the totals of the page come from: a list on the page, or a file of the package
// beside it. A link leads to nothing outside of the package.

// pageSums says what a chart sums: a list of the page, by its name.
type pageSums struct {
	Says, Name document.Text
	Href       string
}

// figureSums name what each count of the summary sums, in its order: a list by its
// anchor, else a table; the counts of findings come behind them.
func figureSums() []string {
	return []string{"entradas", "salidas", "descargos", "faltantes", "#lotes", "#lotes", "#lotes", "credito"}
}

// chartSums name the lists that charts sum, by the id of the chart.
func chartSums() map[string]string {
	return map[string]string{"g-antiguedad": "#lotes", calendarID: "#lotes", "g-hallazgos": "#hallazgos"}
}

// summed is the link to a list of the page or to a table of the package; "" where the
// layout has no links, or the package no such table.
func (s *Set) summed(what string) string {
	switch {
	case s.unlinked || what == "":
		return ""
	case strings.HasPrefix(what, "#"):
		return what
	case s.Table(what) == nil:
		return ""
	}
	return "reportes/" + what + ".csv"
}

// linkedFigures are the counts of the summary, each with what it sums.
func (s *Set) linkedFigures() []pagePair {
	out, sums := paired(s.Summary.figures(), s.Summary.figures()), figureSums()
	for i := range out {
		what := "#hallazgos"
		if i < len(sums) {
			what = sums[i]
		}
		out[i].Href = s.summed(what)
	}
	return out
}

// sums is what a chart sums, nil where that is no list of the page.
func (s *Set) sums(what string) *pageSums {
	href := s.summed(what)
	if href == "" {
		return nil
	}
	name := document.Text{ES: "Lotes con saldo", EN: "Lots with a balance"}
	if what == "#hallazgos" {
		name = document.Text{ES: "Hallazgos del periodo", EN: "Findings of the period"}
	}
	return &pageSums{document.Text{ES: "Suma de la lista:", EN: "It sums the list:"}, name, href}
}

// group adds subtotals to the lists that are shown by groups: of all that the list is
// of, not only of what the page has room for.
func (s *Set) group(lists []pageList) {
	if s.unlinked {
		return
	}
	of := map[string]func() *pageTable{"lotes": s.lotGroups, "hallazgos": s.foundGroups, "conciliaciones": s.reconciledGroups, "cambios": s.changeGroups}
	for i := range lists {
		if add := of[lists[i].ID]; add != nil {
			lists[i].Groups = add()
		}
	}
}

// subtotals is a table of groups with their total at the end; nil without any.
func subtotals(title, first document.Text, columns []pageColumn, rows [][]document.Text, total []document.Text) *pageTable {
	if len(rows) == 0 {
		return nil
	}
	return &pageTable{
		Title: title, Columns: append([]pageColumn{{Title: first}}, columns...),
		Rows: append(rows, append([]document.Text{{ES: "Total", EN: "Total"}}, total...)),
	}
}

// count is a number of things.
func count(n int) document.Text { return number(strconv.Itoa(n)) }

// lotGroups are the open lots by the days that are left of their stay.
func (s *Set) lotGroups() *pageTable {
	var rows [][]document.Text
	var all lotSum
	for _, band := range tramos() {
		var g lotSum
		for i := range s.aging {
			if l := &s.aging[i]; tramo(s.Head.To, l.Due) == band {
				g.add(l)
				all.add(l)
			}
		}
		if g.lots > 0 {
			rows = append(rows, []document.Text{bandName(band), count(g.lots), number(valueOf(&g.value, g.lots).String())})
		}
	}
	return subtotals(
		document.Text{ES: "Subtotales de los lotes con saldo, por días que quedan al cierre", EN: "Subtotals of the lots with a balance, by days left at the closing"},
		document.Text{ES: "Días restantes", EN: "Days left"},
		[]pageColumn{numberColumn("Lotes", "Lots"), numberColumn("Valor en aduana del saldo (MXN)", "Customs value of the balance (MXN)")},
		rows, []document.Text{count(all.lots), number(valueOf(&all.value, all.lots).String())})
}

// foundGroups are the findings by severity.
func (s *Set) foundGroups() *pageTable {
	var rows [][]document.Text
	for _, sev := range severities() {
		if n := s.Summary.Hallazgos[sev]; n > 0 {
			rows = append(rows, []document.Text{sev.Name(), count(n)})
		}
	}
	return subtotals(document.Text{ES: "Subtotales de los hallazgos, por gravedad", EN: "Subtotals of the findings, by severity"},
		document.Text{ES: "Gravedad", EN: "Severity"}, []pageColumn{numberColumn("Hallazgos", "Findings")}, rows, []document.Text{count(len(s.found))})
}

// changeGroups are the findings that changed, by what became of them.
func (s *Set) changeGroups() *pageTable {
	by, all := map[string]int{}, 0
	for i := range s.month.changes {
		if c := s.month.changes[i].change; c != changeStays && c != changeBefore {
			by[c]++
			all++
		}
	}
	var rows [][]document.Text
	for _, x := range changeNames() {
		if n := by[x.key]; n > 0 {
			rows = append(rows, []document.Text{x.name, count(n)})
		}
	}
	return subtotals(document.Text{ES: "Subtotales de los hallazgos que cambiaron", EN: "Subtotals of the findings that changed"},
		document.Text{ES: "Cambio", EN: "Change"}, []pageColumn{numberColumn("Hallazgos", "Findings")}, rows, []document.Text{count(all)})
}

// reconciledGroups are the differences by reconciliation: how many, how many of them
// nobody can price, and what the others are worth.
func (s *Set) reconciledGroups() *pageTable {
	type group struct {
		many, unpriced int
		worth          money.Sum
	}
	add := func(g *group, worth money.Amount) {
		if g.many++; worth.Known() {
			g.worth.Add(worth)
		} else {
			g.unpriced++
		}
	}
	cells := func(g *group) []document.Text {
		return []document.Text{count(g.many), count(g.unpriced), number(valueOf(&g.worth, g.many-g.unpriced).String())}
	}
	var rows [][]document.Text
	var all group
	for _, r := range s.month.reconciled {
		var g group
		for i := range r.Differences {
			add(&g, r.Differences[i].Pesos)
			add(&all, r.Differences[i].Pesos)
		}
		if g.many > 0 {
			rows = append(rows, slices.Concat([]document.Text{r.Kind.Title()}, cells(&g)))
		}
	}
	return subtotals(document.Text{ES: "Subtotales de las diferencias, por conciliación", EN: "Subtotals of the differences, by reconciliation"},
		document.Text{ES: "Conciliación", EN: "Reconciliation"},
		[]pageColumn{numberColumn("Diferencias", "Differences"), numberColumn("Sin valuar", "Not priced"), numberColumn("Valor de las demás (MXN)", "Worth of the others (MXN)")},
		rows, cells(&all))
}
