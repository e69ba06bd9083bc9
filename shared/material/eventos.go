package material

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"example.com/immex/shared/document"
)

// EventsTable is the name of the table of times in the corporate system.
const EventsTable = "eventos_corporativos"

// eventosCorporativos says when a movement happened in the company's own system
// and when the inventory control had it (Anexo 24 apartado C RGCE, 48 hours).
func eventosCorporativos() Table {
	return Table{
		Name: EventsTable, Title: text("horas de los eventos en el sistema corporativo", "times of the events in the corporate system"),
		Identity: []string{"registro", "documento", "folio"}, Aside: true, check: checkEventos,
		Columns: []Column{
			{Name: "registro", English: "record", Type: TypeEnum, Required: true, Values: []string{"entrada", "salida"}, Meaning: text("entrada o salida", "entrada (entry) or salida (exit)"), Example: "entrada"},
			{Name: "documento", English: "document", Aliases: also("pedimento_o_acta"), Type: TypeKey, Required: true, Meaning: text("pedimento de 15 dígitos; de lo que no lo tiene, su acta o documento", "pedimento of 15 digits; of what has none, its act or document"), Example: "26 24 3210 6000124"},
			{Name: "evento", English: "event_at", Aliases: also("source_event_at"), Type: TypeMoment, Required: true, Meaning: text("día y hora en que el sistema corporativo lo registró", "day and time at which the corporate system recorded it"), Example: "2026-03-02T14:05:00-06:00"},
			{Name: "recibido", English: "received_at", Aliases: also("recepcion"), Type: TypeMoment, Meaning: text("día y hora en que el control de inventarios lo recibió; vacío si no se sabe", "day and time at which the inventory control received it; empty when not known"), Example: "2026-03-03T09:00:00-06:00"},
			{Name: "folio", English: "event_number", Aliases: also("id_evento"), Type: TypeKey, Meaning: text("número del evento, si un documento tiene varios", "number of the event, when a document has several"), Example: "EV-000123"},
		},
	}
}

// checkEventos: both times are told in one way, and nothing is received before it
// happened.
func checkEventos(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		event, received := c.get(row, "evento").Text, c.get(row, "recibido").Text
		if event == "" || received == "" {
			continue
		}
		a, zonedA := Moment(event)
		b, zonedB := Moment(received)
		switch {
		case zonedA != zonedB:
			c.add("plant_value", document.Error, c.at(row.Fila, "recibido"), text("Una hora trae huso y la otra no; escriba las dos igual.", "One time has an offset and the other has none; write both alike."))
		case b.Before(a):
			c.add("plant_value", document.Error, c.at(row.Fila, "recibido"), text(
				fmt.Sprintf("Se recibió %s, antes del evento %s; corrija una.", received, event), fmt.Sprintf("It was received %s, before the event %s; correct one.", received, event)))
		}
	}
}

var momentShape = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?(Z|[+-]\d{2}:\d{2})?$`)

// moment reads a day with its time, and its offset from UTC where one is written.
func moment(s string) (v Value, es, en string) {
	es, en = "día y hora como 2026-03-02 14:05, con huso si lo hay: 2026-03-02T14:05:00-06:00", "day and time such as 2026-03-02 14:05, with its offset if any: 2026-03-02T14:05:00-06:00"
	m := momentShape.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return v, es, en
	}
	if m[3] == "" {
		m[3] = ":00"
	}
	if m[4] == "Z" {
		m[4] = "+00:00"
	}
	text := m[1] + "T" + m[2] + m[3] + m[4]
	day, err := document.ParseDate(m[1])
	if at, _ := Moment(text); err != nil || !day.Known() || at.IsZero() {
		return v, es, en
	}
	return Value{Text: text, Date: day}, "", ""
}

// Moment is what a value of TypeMoment means, and whether it tells its offset from
// UTC: without one it is a time of the plant's clock.
func Moment(text string) (at time.Time, zoned bool) {
	if at, err := time.Parse("2006-01-02T15:04:05-07:00", text); err == nil {
		return at, true
	}
	at, err := time.Parse("2006-01-02T15:04:05", text)
	if err != nil {
		return time.Time{}, false
	}
	return at, false
}
