package report

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
)

// noEvent says that nobody told when a movement happened in the corporate system.
const noEvent plant.Term = "sin_evento"

// plazo48 is one kind of record that apartado C of Anexo 24 wants within 48
// hours of what happened in the corporate system.
type plazo48 struct {
	registro               document.Text
	cuantos, told          int
	inTerm, late, unproved int
}

// evento48 is a document of the period by what the company tells of its events.
type evento48 struct {
	registro, documento string
	movimientos         int
	plant.Event         // the worst of its events
	took                time.Duration
	term                plant.Term
}

// latencyOf gathers what is told of each document of the period.
type latencyOf struct {
	events map[[2]string][]plant.Event
	docs   map[[2]string]*evento48
}

// move counts a movement of a document, by any number of its chain.
func (l *latencyOf) move(registro string, numbers ...string) *evento48 {
	k := [2]string{registro, numbers[0]}
	if d := l.docs[k]; d != nil {
		d.movimientos++
		return d
	}
	d := &evento48{registro: registro, documento: numbers[0], movimientos: 1, term: noEvent}
	for _, n := range numbers {
		for _, e := range l.events[[2]string{registro, n}] {
			took, term := e.Took()
			if d.term == noEvent || worse(term, took) > worse(d.term, d.took) {
				d.Event, d.took, d.term = e, took, term
			}
		}
	}
	l.docs[k] = d
	return d
}

// worse orders what is said of events: out of the term before not provable, and
// that before within it.
func worse(t plant.Term, took time.Duration) time.Duration {
	const far = 1 << 60
	switch t {
	case plant.OutOfTerm:
		return far + min(took, far)
	case plant.NoReceipt, plant.ClockDoubt, noEvent:
		return far
	case plant.InTerm:
	}
	return min(took, far-1)
}

func (p *plazo48) count(t plant.Term) {
	if p.cuantos++; t != noEvent {
		p.told++
	}
	switch t {
	case plant.InTerm:
		p.inTerm++
	case plant.OutOfTerm:
		p.late++
	case plant.NoReceipt, plant.ClockDoubt, noEvent:
		p.unproved++
	}
}

// result is what can be said of all of them.
func (p *plazo48) result() string {
	switch {
	case p.cuantos == 0:
		return "sin_movimientos"
	case p.late > 0:
		return string(plant.OutOfTerm)
	case p.unproved > 0:
		return "no_demostrable"
	}
	return string(plant.InTerm)
}

// why says what the result rests on.
func (p *plazo48) why() document.Text {
	if p.told == 0 {
		return noSource()
	}
	return declaredTimes()
}

// noSource is why nothing can be proved: a package has no time of arrival, and
// nobody told that of the event.
func noSource() document.Text {
	return document.Text{
		ES: "Ningún evento de la tabla eventos_corporativos (source_event_at) es de estos movimientos, y un expediente no contiene horas de llegada: el plazo de 48 horas no se puede probar ni negar.",
		EN: "No event of table eventos_corporativos (source_event_at) is of these movements, and a package has no times of arrival: the term of 48 hours can be neither proved nor denied.",
	}
}

// declaredTimes says whose the times are.
func declaredTimes() document.Text {
	return document.Text{
		ES: "Las horas del evento y de la recepción son las que la empresa declara en la tabla eventos_corporativos; un descargo tiene las de su salida. Sin evento, sin recepción, o con horas sin huso a menos de una hora del plazo, no se puede probar ni negar.",
		EN: "The times of event and receipt are those the company declares in table eventos_corporativos; a descargo has those of its exit. Without event, without receipt, or with times without offset within an hour of the term, it can be neither proved nor denied.",
	}
}

// latency says of each kind of record whether the 48 hours can be proved.
func (s *Set) latency(more *More) (Table, error) {
	in, out, posted := plazo48{registro: document.Text{ES: "entradas", EN: "entries"}}, plazo48{registro: document.Text{ES: "salidas", EN: "exits"}}, plazo48{registro: document.Text{ES: "descargos", EN: "descargos"}}
	if len(more.Events) == 0 {
		in.cuantos, out.cuantos, posted.cuantos = s.Summary.Entradas, s.Summary.Salidas, s.Summary.Descargos
		in.unproved, out.unproved, posted.unproved = in.cuantos, out.cuantos, posted.cuantos
	} else {
		s.timed(more, &in, &out, &posted)
	}
	rows := []plazo48{in, out, posted}
	s.month.latency = rows
	n := func(key, es, en string, of func(*plazo48) int) field[plazo48] {
		return field[plazo48]{key, es, en, Integer, func(r *plazo48) string { return strconv.Itoa(of(r)) }}
	}
	return tabulate("plazo_48h", document.Text{ES: "Plazo de 48 horas (Anexo 24, apartado C)", EN: "Term of 48 hours (Anexo 24, apartado C)"}, s.Head, []field[plazo48]{
		{"registro", "Registro", "Record", Text, func(r *plazo48) string { return r.registro.ES }},
		n("cuantos", "Cuántos", "How many", func(r *plazo48) int { return r.cuantos }),
		n("con_hora_de_origen", "Con hora del sistema corporativo", "With the time of the corporate system", func(r *plazo48) int { return r.told }),
		n("en_plazo", "En plazo", "In time", func(r *plazo48) int { return r.inTerm }),
		n("fuera_de_plazo", "Fuera de plazo", "Late", func(r *plazo48) int { return r.late }),
		n("no_demostrable", "No demostrable", "Not provable", func(r *plazo48) int { return r.unproved }),
		{"resultado", "Resultado", "Result", Text, func(r *plazo48) string { return r.result() }},
		{"motivo", "Motivo", "Reason in Spanish", Text, func(r *plazo48) string { return r.why().ES }},
		{"reason", "Motivo en inglés", "Reason", Text, func(r *plazo48) string { return r.why().EN }},
	}, rows), nil
}

// timed holds every movement of the period against the events of its document.
func (s *Set) timed(more *More, in, out, posted *plazo48) {
	l := &latencyOf{events: map[[2]string][]plant.Event{}, docs: map[[2]string]*evento48{}}
	for i := range more.Events {
		k := [2]string{more.Events[i].Registro, more.Events[i].Documento}
		l.events[k] = append(l.events[k], more.Events[i])
	}
	for b := range ledger.Lent(more.Books) {
		for i := range b.Lots {
			if lot := &b.Lots[i]; lot.AvailableFrom >= s.Head.From && lot.AvailableFrom <= s.Head.To {
				in.count(l.move("entrada", append([]string{lot.Pedimento}, lot.Numeros...)...).term)
			}
		}
		terms := map[string]plant.Term{}
		for _, at := range b.Between(s.Head.From, s.Head.To) {
			x := &b.Exits[at]
			terms[x.ID] = l.move("salida", append([]string{papered(x)}, x.Numeros...)...).term
			out.count(terms[x.ID])
		}
		for i := range b.Descargos {
			if d := &b.Descargos[i]; d.MovedAt >= s.Head.From && d.MovedAt <= s.Head.To {
				posted.count(terms[d.Exit])
			}
		}
	}
	keys := slices.SortedFunc(maps.Keys(l.docs), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	for _, k := range keys {
		s.month.timed = append(s.month.timed, *l.docs[k])
	}
}

// papered is the document of an exit: its pedimento, act or production order, else
// its id.
func papered(x *ledger.Exit) string {
	if act, ok := strings.CutPrefix(x.ID, "acta:"); ok && strings.Contains(act, "-") {
		return act[:strings.LastIndex(act, "-")]
	}
	return cmp.Or(x.Pedimento, x.Orden, x.ID)
}

// latencyOfDocuments is each document of the period with its events, where the
// company tells of any.
func (s *Set) latencyOfDocuments() Table {
	text := func(key, es, en string, of func(*evento48) string) field[evento48] {
		return field[evento48]{key, es, en, Text, of}
	}
	return tabulate("plazo_48h_documentos", document.Text{ES: "Plazo de 48 horas, por documento", EN: "Term of 48 hours, by document"}, s.Head, []field[evento48]{
		text("registro", "Registro", "Record", func(r *evento48) string { return r.registro }),
		text("documento", "Documento", "Document", func(r *evento48) string { return r.documento }),
		{"movimientos", "Movimientos", "Movements", Integer, func(r *evento48) string { return strconv.Itoa(r.movimientos) }},
		text("evento", "Hora del evento", "Time of the event", func(r *evento48) string { return r.Evento }),
		text("recibido", "Hora de recepción", "Time of receipt", func(r *evento48) string { return r.Recibido }),
		text("folio", "Folio del evento", "Number of the event", func(r *evento48) string { return r.Folio }),
		{"minutos", "Minutos entre ambas", "Minutes between both", Integer, func(r *evento48) string {
			if r.term == noEvent || r.term == plant.NoReceipt {
				return ""
			}
			return strconv.FormatInt(int64(r.took/time.Minute), 10)
		}},
		text("resultado", "Resultado", "Result", func(r *evento48) string { return string(r.term) }),
	}, s.month.timed)
}

// latencyPage says it on a page.
func (s *Set) latencyPage(p *pen) {
	p.section(latencyTitle())
	var rows [][]string
	told := false
	for i := range s.month.latency {
		r := &s.month.latency[i]
		told = told || r.told > 0
		rows = append(rows, []string{r.registro.In(p.lang), strconv.Itoa(r.cuantos), strconv.Itoa(r.inTerm), strconv.Itoa(r.late), strconv.Itoa(r.unproved), termName(r.result()).In(p.lang)})
	}
	n := func(es, en string) gridColumn { return gridColumn{document.Text{ES: es, EN: en}, 80 * point, true} }
	p.grid([]gridColumn{
		{document.Text{ES: "Registro", EN: "Record"}, 110 * point, false},
		n("Cuántos", "How many"), n("En plazo", "In time"), n("Fuera de plazo", "Late"), n("No demostrable", "Not provable"),
		{document.Text{ES: "Resultado", EN: "Result"}, 90 * point, false},
	}, rows)
	if !told {
		p.para(noSource())
	} else {
		p.para(declaredTimes())
		p.para(document.Text{ES: "Cada documento, con sus horas, está en reportes/plazo_48h_documentos.csv.", EN: "Every document, with its times, is in reportes/plazo_48h_documentos.csv."})
	}
	p.para(document.Text{
		ES: "El plazo es del apartado C del Anexo 24 (empresas del registro en el esquema de certificación); a una IMMEX sin certificación no le aplica.",
		EN: "The term is of apartado C of Anexo 24 (companies in the certification scheme); it does not apply to an IMMEX without certification.",
	})
}

// termName is a result for people.
func termName(result string) document.Text {
	switch result {
	case string(plant.InTerm):
		return document.Text{ES: "en plazo", EN: "in time"}
	case string(plant.OutOfTerm):
		return document.Text{ES: "FUERA DE PLAZO", EN: "LATE"}
	case "sin_movimientos":
		return document.Text{ES: "sin movimientos", EN: "no movements"}
	}
	return document.Text{ES: "no demostrable", EN: "not provable"}
}

func latencyTitle() document.Text {
	return document.Text{ES: "Plazo de 48 horas", EN: "Term of 48 hours"}
}
