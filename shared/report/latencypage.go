package report

import (
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
)

// lateShown is how many late records stand on the page.
const lateShown = 15

// latencyPage says it on a page.
func (s *Set) latencyPage(p *pen) {
	p.section(latencyTitle())
	if len(s.month.latency) == 0 {
		p.para(untimed())
		return
	}
	var rows [][]string
	for i := range s.month.latency {
		r := &s.month.latency[i]
		n := func(states ...string) string {
			sum := 0
			for _, state := range states {
				sum += r.states[state]
			}
			return strconv.Itoa(sum)
		}
		rows = append(rows, []string{
			r.title.In(p.lang), strconv.Itoa(r.cuantos), n(string(plant.InTerm)), n(string(plant.OutOfTerm)), n(notProvable), n(notOurs, notInForce), state48(r.result()).In(p.lang),
		})
	}
	n := func(es, en string) gridColumn { return gridColumn{document.Text{ES: es, EN: en}, 62 * point, true} }
	p.grid([]gridColumn{
		{document.Text{ES: "Registro", EN: "Record"}, 142 * point, false},
		n("Cuántos", "How many"), n("En plazo", "In time"), n("Fuera de plazo", "Late"), n("No demostrable", "Not provable"), n("No aplica o no vigente", "Not applicable, not in force"),
		{document.Text{ES: "Resultado", EN: "Result"}, 76 * point, false},
	}, rows)
	s.latencyWords(p)
	s.latePage(p)
}

// latencyWords are the share of what is proved, whose the times are, and the law.
func (s *Set) latencyWords(p *pen) {
	told := false
	for i := range s.month.latency {
		r := &s.month.latency[i]
		told = told || r.told > 0
		if r.provable() > 0 {
			share := r.share()
			p.para(document.Text{ES: "Fuera de plazo, " + r.title.ES + ": " + share.ES + ".", EN: "Late, " + r.title.EN + ": " + share.EN + "."})
		}
	}
	if told {
		p.para(declaredTimes())
	}
	first := &s.month.latency[0]
	switch {
	case first.asked.state != "":
		p.para(first.asked.why)
	default:
		p.para(noSource())
		p.para(document.Text{
			ES: "Entradas, salidas y descargos no se separan por día: el apartado C aplica al menos un día del periodo.",
			EN: "Entries, exits and descargos are not parted by day: apartado C applies on at least one day of the period.",
		})
	}
	law := document.Text{
		ES: "El plazo es del apartado C del Anexo 24 (empresas del registro en el esquema de certificación); a una IMMEX sin certificación no le aplica.",
		EN: "The term is of apartado C of Anexo 24 (companies in the certification scheme); it does not apply to an IMMEX without certification.",
	}
	if l := &first.asked.law; l.Code != "" {
		named := worded(l.Confidence)
		law.ES += " Vigente desde " + l.From.String() + "; fuente: " + l.Source + " (" + named.ES + ")."
		law.EN += " In force from " + l.From.String() + "; source: " + catalog.SourceIn(l.Source, document.English) + " (" + named.EN + ")."
	}
	p.para(law)
}

// latePage names the first records that were late.
func (s *Set) latePage(p *pen) {
	var rows [][]string
	n := 0
	for i := range s.month.timed {
		h := &s.month.timed[i]
		if h.state != string(plant.OutOfTerm) {
			continue
		}
		if n++; n <= lateShown {
			rows = append(rows, []string{h.clock.Title.In(p.lang), h.record.Clave, h.telling.Evento, h.telling.Recibido, h.lasted()})
		}
	}
	if n == 0 {
		return
	}
	text := func(es, en string, width mpt) gridColumn {
		return gridColumn{document.Text{ES: es, EN: en}, width, false}
	}
	p.grid([]gridColumn{
		text("Fuera de plazo", "Late", 110*point), text("Clave", "Key", 130*point), text("Evento", "Event", 112*point), text("Recepción", "Receipt", 112*point),
		{document.Text{ES: "Duración", EN: "Duration"}, 64 * point, true},
	}, rows)
	if n > lateShown {
		p.para(more(n-lateShown, "plazo_48h_registros.csv"))
	}
}

// state48 is a result for people.
func state48(state string) document.Text {
	switch state {
	case string(plant.InTerm):
		return document.Text{ES: "en plazo", EN: "in time"}
	case string(plant.OutOfTerm):
		return document.Text{ES: "FUERA DE PLAZO", EN: "LATE"}
	case notOurs:
		return document.Text{ES: "no aplica", EN: "not applicable"}
	case notInForce:
		return document.Text{ES: "no vigente", EN: "not in force"}
	case noRecords:
		return document.Text{ES: "sin registros", EN: "no records"}
	}
	return document.Text{ES: "no demostrable", EN: "not provable"}
}

func latencyTitle() document.Text {
	return document.Text{ES: "Plazo de 48 horas", EN: "Term of 48 hours"}
}
