package report

import (
	"cmp"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// What a page shows before it points to the CSV.
const (
	maxPageLots     = 40
	maxPageFindings = 60
)

// cover is the period on one page.
func (s *Set) cover(p *pen, from Provenance) {
	p.text(margin, p.y+16*point, title, true, document.Text{
		ES: "Expediente de control de inventarios", EN: "Inventory control package",
	}.In(p.lang))
	p.y += 24 * point
	p.para(document.Text{
		ES: "Importación temporal, programa IMMEX (Ley Aduanera art. 59-I; Anexo 24 de las RGCE).",
		EN: "Temporary importation, IMMEX programme (Ley Aduanera art. 59-I; Anexo 24 of the RGCE).",
	})
	p.y += 4 * point
	for _, r := range s.Head.figures(p.lang) {
		p.text(margin, p.y+9*point, body, false, r.name.In(p.lang))
		p.text(margin+150*point, p.y+9*point, body, true, p.fit(cmp.Or(r.value, "—"), body, true, bodyWidth-150*point))
		p.y += 15 * point
	}
	s.notDefinitive(p)
	s.approval(p, from)
	p.section(document.Text{ES: "Resumen", EN: "Summary"})
	s.figureGrid(p)
	s.wrong(p)
	p.section(document.Text{ES: "Cantidades por unidad de tarifa", EN: "Quantities per tariff unit"})
	t := s.Summary.totals()
	columns := make([]gridColumn, len(t.Columns))
	rows := make([][]string, t.Len())
	for i, c := range t.Columns {
		columns[i] = gridColumn{c.Title, 54 * point, c.Kind == Quantity}
	}
	columns[0].width, columns[1].width = 28*point, 66*point
	for i, r := range t.All() {
		rows[i] = append([]string{r[0], unitName(r[0], r[1]).In(p.lang)}, grouped(r[2:])...)
	}
	p.grid(columns, rows)
	p.para(meaning())
	if len(from.Pending) > 0 {
		p.section(document.Text{ES: "Pendiente al cierre", EN: "Missing at closing"})
		for _, t := range from.Pending {
			p.lines(margin+8*point, bodyWidth-8*point, body, "• "+t.In(p.lang))
		}
	}
}

// notDefinitive warns, where nobody can miss it, of a paper that may change.
func (s *Set) notDefinitive(p *pen) {
	t := warning(s.Head.State)
	if t.ES == "" {
		return
	}
	p.y += 4 * point
	p.box(margin, p.y, bodyWidth, 20*point, 210)
	p.text(margin+8*point, p.y+13*point, body, true, t.In(p.lang))
	p.y += 24 * point
}

// approval says who answers for the paper, or by which policy it came about,
// and what a seal of it is and is not.
func (s *Set) approval(p *pen, from Provenance) {
	if len(from.Approval) == 0 {
		return
	}
	label := document.Text{ES: "Aprueba", EN: "Approved by"}.In(p.lang)
	for _, t := range from.Approval {
		p.text(margin, p.y+9*point, body, false, label)
		p.lines(margin+150*point, bodyWidth-150*point, body, t.In(p.lang))
		label = ""
	}
	if from.Supersedes != "" {
		p.text(margin, p.y+9*point, body, false, document.Text{ES: "Complementa y sustituye a", EN: "Supplements and supersedes"}.In(p.lang))
		p.lines(margin+150*point, bodyWidth-150*point, small, from.Supersedes)
	}
	p.lines(margin, bodyWidth, small, document.Text{
		ES: "Sello: firma de la llave de la empresa, en un archivo aparte (.sig.json). No es constancia NOM-151 ni e.firma.",
		EN: "Seal: signature by the company's key, in a file of its own (.sig.json). It is neither a NOM-151 constancia nor an e.firma.",
	}.In(p.lang))
}

// figureGrid is the counts in two columns.
func (s *Set) figureGrid(p *pen) {
	figures := s.Summary.figures()
	half := (len(figures) + 1) / 2
	top := p.y
	const wide = bodyWidth/2 - 10*point
	for i, f := range figures {
		x, y := margin, top+mpt(i%half)*15*point
		if i >= half {
			x += bodyWidth/2 + 10*point
		}
		value := cmp.Or(group(f.value), "—")
		p.text(x, y+9*point, body-point/2, false, p.fit(f.name.In(p.lang), body-point/2, false, wide-70*point))
		p.right(x+wide, y+9*point, body, true, value)
	}
	p.y = top + mpt(half)*15*point
}

func grouped(cells []string) []string {
	out := make([]string, len(cells))
	for i, s := range cells {
		out[i] = group(s)
	}
	return out
}

// balances is the saldo per fracción.
func (s *Set) balances(p *pen) {
	p.section(document.Text{ES: "Saldos por fracción", EN: "Balances per fracción"})
	q := func(es, en string) gridColumn { return gridColumn{document.Text{ES: es, EN: en}, 47500, true} }
	columns := []gridColumn{
		{document.Text{ES: "Fracción", EN: "Fracción"}, 44 * point, false},
		{document.Text{ES: "Unidad", EN: "Unit"}, 56 * point, false},
		q("Saldo inicial", "Opening"), q("Entradas", "Entries"), q("Descargado probado", "Discharged, proved"),
		q("Descargado supuesto", "Discharged, assumed"), q("Sin documento", "Without document"), q("Saldo final", "Closing"), q("De él, vencido", "Of it, expired"),
		q("Vence en 90 días", "Due within 90 days"), q("Salidas sin resolver", "Exits unresolved"),
	}
	rows := make([][]string, len(s.saldos))
	for i := range s.saldos {
		b := &s.saldos[i]
		soon := b.due["30"] + b.due["60"] + b.due["90"] // parts of the closing, which fits
		rows[i] = []string{b.shown().In(p.lang), s.unit(b.umt).In(p.lang)}
		for _, v := range []quantity.Micros{b.opening, b.in, b.proved, b.assumed, b.undocumented, b.closing, b.due["vencido"], soon} {
			rows[i] = append(rows[i], cmp.Or(group(b.of(v)), "—"))
		}
		rows[i] = append(rows[i], group(b.unresolved.String()))
	}
	p.grid(columns, rows)
	p.para(document.Text{
		ES: "Cada saldo por lote, con su pedimento, está en reportes/saldos.csv.",
		EN: "Every balance per lot, with its pedimento, is in reportes/saldos.csv.",
	})
	if note := s.opening(); note.ES != "" {
		p.para(note)
	}
}

// opening says of a period that begins before the books do what its opening
// balances and entries are, else nothing.
func (s *Set) opening() document.Text {
	if s.opens < s.Head.From {
		return document.Text{}
	}
	return document.Textf("Los libros abren con los saldos iniciales del %[1]s: de lo que entró hasta ese día sólo tienen lo que quedaba, y eso es su saldo inicial o su entrada aquí; lo que salió hasta ese día no descarga nada.",
		"The books open with the opening balances of %[1]s: of what came in up to that day they have what was left alone, and that is its opening balance or its entry here; what left up to that day discharges nothing.", s.opens)
}

// foundPages are the findings, the gravest first.
func (s *Set) foundPages(p *pen) {
	p.section(document.Text{ES: "Hallazgos", EN: "Findings"})
	if len(s.found) == 0 {
		p.para(document.Text{ES: "Ninguno en el periodo.", EN: "None in the period."})
		return
	}
	var last document.Severity
	for i := range s.found[:min(len(s.found), maxPageFindings)] {
		f := &s.found[i]
		if f.Severity != last {
			last = f.Severity
			p.need(40 * point)
			p.text(margin, p.y+10*point, body, true, last.Name().In(p.lang)+"  ("+strconv.Itoa(s.Summary.Hallazgos[last])+")")
			p.y += 16 * point
		}
		what := f.Pedimento
		if what == "" && f.Document != "" {
			what = document.Text{ES: "documento ", EN: "document "}.In(p.lang) + string(f.Document[:min(12, len(f.Document))])
		}
		p.need(3 * rowHeight)
		p.text(margin+8*point, p.y+small, small, true, p.fit(codeShown(f.Code, p.lang), small, true, bodyWidth-8*point))
		p.y += small + 3*point
		if about := whereOf(what, f.In(p.lang)); about != "" {
			p.text(margin+8*point, p.y+small, small, false, p.fit(about, small, false, bodyWidth-8*point))
			p.y += small + 3*point
		}
		p.lines(margin+8*point, bodyWidth-8*point, small, f.Message.In(p.lang))
	}
	if n := len(s.found) - maxPageFindings; n > 0 {
		p.para(more(n, "reportes/hallazgos.csv"))
	}
}

// whereOf is a finding's paper and the place in it, which begins with the paper
// where it is a partida of it.
func whereOf(paper, place string) string {
	if paper == "" || strings.HasPrefix(place, paper) {
		return place
	}
	return paper + "   " + place
}

// closing says what a seal is worth and where the paper comes from.
func (s *Set) closing(p *pen, from Provenance) {
	p.sectionOf(document.Text{ES: "Qué es y qué no es el sello", EN: "What the seal is and is not"}, 180*point)
	p.para(sealWorth())
	p.para(document.Text{
		ES: "Se verifica sin conexión con «immex verify»: cada huella se compara y los libros y reportes se calculan otra vez a partir de " +
			"los hechos. Este PDF se comprueba por su huella; las cifras que valen son las de los reportes y los libros.",
		EN: "It is verified offline with “immex verify”: every hash is compared, and books and reports are computed again from the facts. " +
			"This PDF is checked by its hash; the figures that count are those of the reports and the books.",
	})
	for _, r := range from.figures() {
		p.need(rowHeight)
		p.text(margin, p.y+8*point, small, false, r.name.In(p.lang))
		p.text(margin+130*point, p.y+8*point, small, true, p.fit(r.value, small, true, bodyWidth-130*point))
		p.y += rowHeight
	}
}
