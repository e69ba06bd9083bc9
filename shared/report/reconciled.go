package report

import (
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/reconciliation"
)

// maxPageDifferences is how many differences of a kind a page shows.
const maxPageDifferences = 8

func reconciledTitle() document.Text {
	return document.Text{ES: "Conciliaciones", EN: "Reconciliations"}
}

// differing is a difference with the reconciliation it is of.
type differing struct {
	reconciliation.Difference
	kind reconciliation.Kind
	rank int
}

// nothingCompared reports a reconciliation that had nothing on either side, and
// says why: that it found no difference says nothing.
func nothingCompared(r *reconciliation.Result) bool {
	return r.Books == 0 && r.Other == 0 && len(r.Differences) == 0 && r.Note.ES != ""
}

// worthOf is what the differences of a reconciliation are worth together;
// unknown when one is, or when nothing was compared.
func worthOf(r *reconciliation.Result) money.Amount {
	if nothingCompared(r) {
		return money.Amount{}
	}
	if len(r.Differences) == 0 {
		return money.Int(0)
	}
	var sum money.Sum
	for i := range r.Differences {
		sum.Add(r.Differences[i].Pesos.Abs())
	}
	return whole(&sum)
}

// graves is how many differences are more than a notice.
func graves(r *reconciliation.Result) (n int) {
	for i := range r.Differences {
		if sev := r.Differences[i].Severity; sev == document.Error || sev == document.Warning || sev == document.Unreadable {
			n++
		}
	}
	return n
}

// reconciledTable is each reconciliation in a line.
func (s *Set) reconciledTable(more *More) (Table, error) {
	rows := make([]reconciliation.Result, len(more.Reconciled))
	for i, r := range more.Reconciled {
		rows[i] = *r
	}
	type row = reconciliation.Result
	return tabulate("conciliaciones", document.Text{
		ES: "Conciliaciones: los libros y lo que otros dicen", EN: "Reconciliations: the books and what others say",
	}, s.Head, []field[row]{
		{"tipo", "Tipo", "Kind", Text, func(r *row) string { return string(r.Kind) }},
		{"nombre", "Conciliación", "Reconciliation in Spanish", Text, func(r *row) string { return r.Kind.Title().ES }},
		{"name", "Conciliación en inglés", "Reconciliation", Text, func(r *row) string { return r.Kind.Title().EN }},
		{"al", "Al", "As of", Date, func(r *row) string { return r.On.String() }},
		{"en_libros", "En libros", "In the books", Integer, func(r *row) string { return strconv.Itoa(r.Books) }},
		{"en_otro", "Del otro lado", "On the other side", Integer, func(r *row) string { return strconv.Itoa(r.Other) }},
		{"coinciden", "Coinciden", "Agree", Integer, func(r *row) string { return strconv.Itoa(r.Agreed) }},
		{"diferencias", "Diferencias", "Differences", Integer, func(r *row) string { return strconv.Itoa(len(r.Differences)) }},
		{"graves", "De ellas, advertencias y errores", "Of them, warnings and errors", Integer, func(r *row) string { return strconv.Itoa(graves(r)) }},
		{"pesos", "Valor de las diferencias (MXN)", "Worth of the differences (MXN)", Money, func(r *row) string { return worthOf(r).String() }},
		{"nota", "Nota", "Note in Spanish", Text, func(r *row) string { return r.Note.ES }},
		{"note", "Nota en inglés", "Note", Text, func(r *row) string { return r.Note.EN }},
	}, rows), nil
}

// differencesTable is every difference, ranked within its kind.
func (s *Set) differencesTable(more *More) (Table, error) {
	var rows []differing
	for _, r := range more.Reconciled {
		for i := range r.Differences {
			rows = append(rows, differing{r.Differences[i], r.Kind, i + 1})
		}
	}
	return tabulate("conciliaciones_detalle", document.Text{
		ES: "Conciliaciones: cada diferencia", EN: "Reconciliations: every difference",
	}, s.Head, []field[differing]{
		{"tipo", "Tipo", "Kind", Text, func(d *differing) string { return string(d.kind) }},
		{"orden", "Orden", "Rank", Integer, func(d *differing) string { return strconv.Itoa(d.rank) }},
		{"motivo", "Motivo", "Reason", Text, func(d *differing) string { return d.Reason }},
		{"gravedad", "Gravedad", "Severity", Text, func(d *differing) string { return string(d.Severity) }},
		{"clave", "Pedimento, parte, UUID o cuenta", "Pedimento, part, UUID or account", Text, func(d *differing) string { return d.Key }},
		{"partida", "Partida o renglón", "Partida or line", Integer, func(d *differing) string { return partida(d.Partida) }},
		{"fecha", "Fecha", "Date", Date, func(d *differing) string { return d.On.String() }},
		{"libros", "Libros", "Books", Text, func(d *differing) string { return d.Books }},
		{"otro", "Otro", "Other", Text, func(d *differing) string { return d.Other }},
		{"pesos", "Valor (MXN)", "Worth (MXN)", Money, func(d *differing) string { return d.Pesos.String() }},
		{"dice", "Qué difiere", "What differs, in Spanish", Text, func(d *differing) string { return d.Says.ES }},
		{"says", "Qué difiere, en inglés", "What differs", Text, func(d *differing) string { return d.Says.EN }},
		{"propuesta", "Propuesta", "Proposal in Spanish", Text, func(d *differing) string { return d.Fix.ES }},
		{"proposal", "Propuesta en inglés", "Proposal", Text, func(d *differing) string { return d.Fix.EN }},
	}, rows), nil
}

// reconciledPage is the summary, and the first differences of each.
func (s *Set) reconciledPage(p *pen) {
	p.section(reconciledTitle())
	n := func(es, en string) gridColumn { return gridColumn{document.Text{ES: es, EN: en}, 58 * point, true} }
	columns := []gridColumn{
		{document.Text{ES: "Conciliación", EN: "Reconciliation"}, 210 * point, false},
		n("En libros", "In the books"), n("Otro lado", "Other side"), n("Coinciden", "Agree"), n("Diferencias", "Differences"),
		{document.Text{ES: "Valor (MXN)", EN: "Worth (MXN)"}, 84 * point, true},
	}
	var rows [][]string
	for _, r := range s.month.reconciled {
		worth := group(worthOf(r).String())
		if worth == "" {
			worth = "—"
		}
		if nothingCompared(r) {
			rows = append(rows, []string{r.Kind.Title().In(p.lang), "—", "—", "—", "—", "—"})
			continue
		}
		rows = append(rows, []string{
			r.Kind.Title().In(p.lang), strconv.Itoa(r.Books), strconv.Itoa(r.Other), strconv.Itoa(r.Agreed), strconv.Itoa(len(r.Differences)), worth,
		})
	}
	p.grid(columns, rows)
	p.para(document.Text{
		ES: "Quién tiene razón lo dice una persona: nada se corrige solo. —: alguna diferencia no se puede valuar, o no hubo qué comparar y se dice por qué. Cada diferencia, con su motivo y su propuesta, está en reportes/conciliaciones_detalle.csv.",
		EN: "Who is right is a person's to say: nothing corrects itself. —: a difference cannot be priced, or there was nothing to compare, and why is told. Every difference, with its reason and proposal, is in reportes/conciliaciones_detalle.csv.",
	})
	for _, r := range s.month.reconciled {
		if len(r.Differences) == 0 && r.Note.ES == "" {
			continue
		}
		p.need(4 * rowHeight)
		p.text(margin, p.y+body, body, true, r.Kind.Title().In(p.lang))
		p.y += 14 * point
		if r.Note.ES != "" {
			p.lines(margin+8*point, bodyWidth-8*point, small, r.Note.In(p.lang))
		}
		for i := range r.Differences[:min(len(r.Differences), maxPageDifferences)] {
			d := &r.Differences[i]
			worth := document.Text{ES: "sin valor conocido", EN: "worth unknown"}.In(p.lang)
			if d.Pesos.Known() {
				worth = group(d.Pesos.String()) + " MXN"
			}
			p.need(3 * rowHeight)
			p.lines(margin+8*point, bodyWidth-8*point, small, "• "+d.Says.In(p.lang)+" ["+worth+"] "+d.Fix.In(p.lang))
		}
		if n := len(r.Differences) - maxPageDifferences; n > 0 {
			p.para(more(n, "reportes/conciliaciones_detalle.csv"))
		}
	}
}
