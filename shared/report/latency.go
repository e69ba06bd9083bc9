package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
)

// plazo48 is one kind of record that apartado C of Anexo 24 wants within 48
// hours of what happened in the corporate system.
type plazo48 struct {
	registro string
	title    document.Text
	customs  bool // it comes from customs documents, which tell no such time
	cuantos  int
	told     int // of which a row tells a time
	differ   int // of which files write different times
	states   map[string]int
	asked    *asked48 // in the period
}

func (p *plazo48) count(state string, n int) {
	p.cuantos += n
	p.states[state] += n
}

// provable is how many are proved, one way or the other.
func (p *plazo48) provable() int { return p.states[string(plant.InTerm)] + p.late() }

func (p *plazo48) late() int { return p.states[string(plant.OutOfTerm)] }

// result is what can be said of all of them.
func (p *plazo48) result() string {
	for _, state := range []string{string(plant.OutOfTerm), notProvable, string(plant.InTerm), notOurs, notInForce} {
		if p.states[state] > 0 {
			return state
		}
	}
	return noRecords
}

// share is how much of what is proved was late, never without what is not proved.
func (p *plazo48) share() document.Text {
	of := p.provable()
	if of == 0 {
		return document.Text{}
	}
	n := (2*10_000*p.late() + of) / (2 * of) // hundredths of one per cent, half up
	percent := fmt.Sprintf("%d.%02d %%", n/100, n%100)
	return document.Textf("%[1]d de %[2]d demostrables (%[3]s); %[4]d no demostrables", "%[1]d of %[2]d provable (%[3]s); %[4]d not provable",
		p.late(), of, percent, p.states[notProvable])
}

// why is what the result rests on.
func (p *plazo48) why() document.Text {
	switch result := p.result(); {
	case result == noRecords:
		return document.Textf("No hay registros en el periodo.", "There are no records in the period.")
	case p.asked.state != "" && p.provable() == 0:
		return p.asked.why
	case result == notOurs, result == notInForce:
		return document.Textf("En los días de estos registros el plazo no aplica o no estaba vigente.", "On the days of these records the term does not apply or was not in force.")
	case p.customs:
		return noSource()
	case p.told == 0:
		return document.Textf("Ninguna fila de la tabla %[1]s trae hora_evento ni hora_recibido: el plazo no se puede probar ni negar.",
			"No row of table %[1]s has source_event_at or received_at: the term can be neither proved nor denied.", p.registro)
	}
	return declaredTimes()
}

// noSource is why nothing can be proved of what customs documents tell.
func noSource() document.Text {
	return document.Text{
		ES: "Sale de documentos aduaneros, que no traen la hora del evento en el sistema corporativo (source_event_at), y un expediente no contiene horas de llegada: el plazo no se puede probar ni negar.",
		EN: "It comes from customs documents, which do not have the time of the event in the corporate system (source_event_at), and a package has no times of arrival: the term can be neither proved nor denied.",
	}
}

// declaredTimes says whose the times are.
func declaredTimes() document.Text {
	return document.Text{
		ES: "Las dos horas son las que la empresa declara en la fila de su propia tabla; el expediente no las prueba por otro medio.",
		EN: "Both times are those that the company declares in the row of its own table; the package does not prove them by other means.",
	}
}

// latency says of each kind of record whether the 48 hours can be proved.
func (s *Set) latency(more *More) (Table, error) {
	if more.Times == nil {
		return s.latencyUntimed(), nil
	}
	law := &law48{more.Catalog, more.Times.Company, map[document.Date]*asked48{}}
	asked := law.within(s.Head.From, s.Head.To)
	for _, c := range []struct {
		registro string
		title    document.Text
		n        int
	}{
		{"entradas", document.Text{ES: "entradas", EN: "entries"}, s.Summary.Entradas},
		{"salidas", document.Text{ES: "salidas", EN: "exits"}, s.Summary.Salidas},
		{"descargos", document.Text{ES: "descargos", EN: "descargos"}, s.Summary.Descargos},
	} {
		p := plazo48{registro: c.registro, title: c.title, customs: true, states: map[string]int{}, asked: asked}
		p.count(cmp.Or(asked.state, notProvable), c.n)
		s.month.latency = append(s.month.latency, p)
	}
	for i := range more.Times.Clocks {
		s.month.latency = append(s.month.latency, s.clocked(law, asked, &more.Times.Clocks[i]))
	}
	return s.latencyTable(), nil
}

// clocked counts the records of one of the plant's tables dated in the period.
func (s *Set) clocked(law *law48, asked *asked48, c *plant.Clock) plazo48 {
	p := plazo48{registro: c.Tabla, title: c.Title, states: map[string]int{}, asked: asked}
	for day, n := range c.Silent {
		if day >= s.Head.From && day <= s.Head.To {
			p.count(cmp.Or(law.on(day).state, notProvable), n)
		}
	}
	for i := range c.Told {
		r := &c.Told[i]
		if r.Fecha < s.Head.From || r.Fecha > s.Head.To {
			continue
		}
		h := law.judge(c, r)
		p.count(h.state, 1)
		p.told++
		if r.Differ() {
			p.differ++
		}
		s.month.timed = append(s.month.timed, h)
	}
	return p
}

func (s *Set) latencyTable() Table {
	n := func(key, es, en string, of func(*plazo48) int) field[plazo48] {
		return field[plazo48]{key, es, en, Integer, func(p *plazo48) string { return strconv.Itoa(of(p)) }}
	}
	state := func(key, es, en string) field[plazo48] {
		return n(key, es, en, func(p *plazo48) int { return p.states[key] })
	}
	law := func(key, es, en string, of func(*asked48) string) field[plazo48] {
		return cell(key, es, en, func(p *plazo48) string { return of(p.asked) })
	}
	return tabulate("plazo_48h", document.Text{ES: "Plazo de 48 horas (Anexo 24, apartado C)", EN: "Term of 48 hours (Anexo 24, apartado C)"}, s.Head, slices.Concat([]field[plazo48]{
		cell("registro", "Registro", "Record", func(p *plazo48) string { return p.registro }),
		n("cuantos", "Cuántos", "How many", func(p *plazo48) int { return p.cuantos }),
		n("con_hora", "Con alguna hora", "With some time", func(p *plazo48) int { return p.told }),
		state(string(plant.InTerm), "En plazo", "In time"),
		state(string(plant.OutOfTerm), "Fuera de plazo", "Late"),
		state(notProvable, "No demostrable", "Not provable"),
		state(notOurs, "No aplica", "Not applicable"),
		state(notInForce, "No vigente", "Not in force"),
		n("difieren", "Con horas distintas entre archivos", "With different times between files", func(p *plazo48) int { return p.differ }),
	}, texts("parte_fuera", "share_late", "Fuera de plazo, de lo demostrable", "Late, of what is provable", (*plazo48).share), []field[plazo48]{
		cell("resultado", "Resultado", "Result", (*plazo48).result),
	}, texts("motivo", "reason", "Motivo", "Reason", (*plazo48).why), []field[plazo48]{
		law("horas", "Horas del plazo", "Hours of the term", func(a *asked48) string {
			if a.term == 0 {
				return ""
			}
			return strconv.FormatInt(int64(a.term/time.Hour), 10)
		}),
		law("fundamento", "Fundamento", "Foundation", func(a *asked48) string { return a.law.Source }),
		law("confianza", "Confianza", "Confidence", func(a *asked48) string { return a.law.Confidence }),
	}), s.month.latency)
}

// latencyRecords is each record of which a time is told, with what follows.
func (s *Set) latencyRecords() Table {
	text := cell[hora48]
	return tabulate("plazo_48h_registros", document.Text{ES: "Plazo de 48 horas, por registro", EN: "Term of 48 hours, by record"}, s.Head, slices.Concat([]field[hora48]{
		text("registro", "Registro", "Record", func(h *hora48) string { return h.clock.Tabla }),
		text("clave", "Clave", "Key", func(h *hora48) string { return h.record.Clave }),
		{"fecha", "Fecha", "Date", Date, func(h *hora48) string { return h.record.Fecha.String() }},
		text("hora_evento", "Hora del evento", "Time of the event", func(h *hora48) string { return h.telling.Evento }),
		text("hora_recibido", "Hora de recepción", "Time of receipt", func(h *hora48) string { return h.telling.Recibido }),
		text("duracion", "Duración (h:mm:ss)", "Duration (h:mm:ss)", (*hora48).lasted),
		text("resultado", "Resultado", "Result", func(h *hora48) string { return h.state }),
	}, texts("motivo", "reason", "Motivo", "Reason", func(h *hora48) document.Text { return h.why }), []field[hora48]{
		{"versiones", "Horas distintas entre archivos", "Different times between files", Integer, func(h *hora48) string { return strconv.Itoa(len(h.record.Told)) }},
		text("documento", "Documento (SHA-256)", "Document (SHA-256)", func(h *hora48) string { return string(h.telling.Source.Doc) }),
		{"fila", "Fila", "Row", Integer, func(h *hora48) string { return strconv.Itoa(h.telling.Source.Fila) }},
	}), s.month.timed)
}
