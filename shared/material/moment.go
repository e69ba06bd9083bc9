package material

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
)

// The columns of a record that its own system sends: when it happened there and when
// the inventory control had it (Anexo 24 apartado C RGCE).
const (
	EventColumn    = "hora_evento"
	ReceivedColumn = "hora_recibido"
)

// timed are the two columns, last in the tables that have them. Both are the
// company's word.
func timed(columns ...Column) []Column {
	return append(columns,
		Column{Name: EventColumn, English: "source_event_at", Aliases: also("hora_del_evento"), Type: TypeMoment, Later: true, Meaning: text(
			"día y hora en que el sistema corporativo lo registró, si se va a probar el plazo de 48 horas", "day and time at which the corporate system recorded it, when the term of 48 hours is to be proved"), Example: "2026-03-02T14:05:00-06:00"},
		Column{Name: ReceivedColumn, English: "received_at", Aliases: also("hora_de_recepcion"), Type: TypeMoment, Later: true, Meaning: text(
			"día y hora en que el control de inventarios lo recibió", "day and time at which the inventory control received it"), Example: "2026-03-03T09:00:00-06:00"})
}

var momentShape = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$`)

// offsets are those of Mexico, and UTC. Another is a clock that nobody set here.
func offsets() []string { return []string{"", "Z", "-05:00", "-06:00", "-07:00", "-08:00"} }

// Moment is a day and time of some clock.
type Moment struct {
	Text           string // canonical: YYYY-MM-DDTHH:MM, with its seconds and its offset where they are written
	at             time.Time
	zoned, seconds bool
}

// ParseMoment reads a day with its time; expected says what was expected when it is
// none.
func ParseMoment(s string) (m Moment, expected document.Text) {
	parts := momentShape.FindStringSubmatch(strings.ToUpper(s))
	if parts == nil {
		return m, text("día y hora, como texto: 2026-03-02 14:05:00, con su huso si lo hay: 2026-03-02T14:05:00-06:00; una celda de fecha pierde la hora",
			"day and time, as text: 2026-03-02 14:05:00, with its offset if any: 2026-03-02T14:05:00-06:00; a cell of a date loses its time")
	}
	day, seconds, offset := parts[1], parts[3], parts[4]
	if len(offset) == len("-0600") {
		offset = offset[:3] + ":" + offset[3:]
	}
	if !slices.Contains(offsets(), offset) {
		return m, text("un huso de México, de -08:00 a -05:00 en horas enteras, o Z", "an offset of Mexico, from -08:00 to -05:00 in whole hours, or Z")
	}
	if strings.Contains(seconds, ".") {
		seconds = strings.TrimRight(strings.TrimRight(seconds, "0"), ".")
	}
	layout := "2006-01-02T15:04"
	if seconds != "" {
		layout += ":05"
	}
	if offset != "" {
		layout += "Z07:00"
	}
	m = Moment{Text: day + "T" + parts[2] + seconds + offset, zoned: offset != "", seconds: seconds != ""}
	at, err := time.Parse(layout, m.Text)
	if known, bad := document.ParseDate(day); err != nil || bad != nil || !known.Known() {
		return Moment{}, text("un día y una hora que existen", "a day and a time that exist")
	}
	m.at = at
	return m, document.Text{}
}

// Day is the civil date it writes, whatever its offset; unknown of the zero Moment.
func (m *Moment) Day() document.Date {
	day, _ := document.ParseDate(m.Text[:min(len(m.Text), len("2006-01-02"))]) // ParseMoment refused what is no date
	return day
}

// Local reports a time of a clock whose offset is not written.
func (m *Moment) Local() bool { return !m.zoned }

// Since is how long it was from one moment to another, as both clocks tell it: as
// written, at least and at most, since a minute without its seconds is any of them. ok
// is false when one has an offset and the other has none.
func (m *Moment) Since(from *Moment) (written, least, most time.Duration, ok bool) {
	if m.zoned != from.zoned {
		return 0, 0, 0, false
	}
	const unwritten = time.Minute - time.Nanosecond
	written = m.at.Sub(from.at)
	least, most = written, written
	if !from.seconds {
		least -= unwritten
	}
	if !m.seconds {
		most += unwritten
	}
	return written, least, most, true
}
