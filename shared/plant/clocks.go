package plant

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
)

// Clock is what one table tells of when its records happened in the corporate system
// and when the inventory control had them (Anexo 24 apartado C RGCE).
type Clock struct {
	Tabla  string
	Title  document.Text
	Silent map[document.Date]int // records of which no file tells a time, by their day
	Told   []Timed               // by day and key
}

// Timed is a record of which a file tells a time. The row that counts says its day;
// every file that has the record may say its times.
type Timed struct {
	Clave string // what names it in its table
	Fecha document.Date
	Told  []Telling // not alike, in an order of their own
}

// Telling is what one row says: each is "" where it says none.
type Telling struct {
	Evento, Recibido string // as material.ParseMoment reads them
	Source           Source
}

// Term says whether a record was received within the hours that the law gives.
type Term string

// What can be said of a record, the worst first. All but the first and the last prove
// nothing.
const (
	OutOfTerm  Term = "fuera_de_plazo"
	Backwards  Term = "recepcion_antes_del_evento"
	OneOffset  Term = "huso_en_una_sola"
	ClockDoubt Term = "cerca_del_plazo" // as near as what is not written: seconds, or an offset
	NoReceipt  Term = "sin_recepcion"
	NoEvent    Term = "sin_evento"
	InTerm     Term = "en_plazo"
)

// Day is the civil date of the event, unknown where none is told.
func (t *Telling) Day() document.Date {
	event, _ := material.ParseMoment(t.Evento)
	return event.Day()
}

// unwritten is by how much two times without an offset may lie apart otherwise than
// they are written: Mexico has had offsets from -08:00 to -05:00, and a system that
// writes none may be of any of them.
const unwritten = 3 * time.Hour

// Took is how long it took as written, and whether that is within the term: to its
// last second it is. It asks no clock but those of the row.
func (t *Telling) Took(term time.Duration) (time.Duration, Term) {
	switch {
	case t.Evento == "":
		return 0, NoEvent
	case t.Recibido == "":
		return 0, NoReceipt
	}
	event, _ := material.ParseMoment(t.Evento) // refused with its row when it is none
	received, _ := material.ParseMoment(t.Recibido)
	written, least, most, ok := received.Since(&event)
	doubt := time.Duration(0)
	if event.Local() {
		doubt = unwritten // between them its clock may have been put on or back, and two systems may be of two zones
	}
	switch {
	case !ok:
		return 0, OneOffset
	case most < 0:
		return written, Backwards
	case least-doubt > term:
		return written, OutOfTerm
	case most+doubt > term:
		return written, ClockDoubt
	}
	return written, InTerm
}

// Differ reports that the files tell different times of the record.
func (r *Timed) Differ() bool { return len(r.Told) > 1 }

// clocked are the tables whose rows are records of the corporate system.
func clocked() []string { return []string{"ordenes", "desperdicios", "conteos", "traslados"} }

// readClocks takes of each record that counts what any file says of its times: a file
// that was passed over for the books may have told the truth of the clock.
func (x *Index) readClocks(m merged, files []File) {
	for _, name := range clocked() {
		table, _ := material.ByName(name)
		c := Clock{Tabla: name, Title: table.Title, Silent: map[document.Date]int{}}
		told := tellings(name, files)
		for i := range m[name] {
			r := &m[name][i]
			var of []Telling
			if len(told) > 0 {
				of = told[joined(r, table.Identity)]
			}
			if len(of) == 0 {
				c.Silent[r.get("fecha").Date]++
				continue
			}
			c.Told = append(c.Told, Timed{r.named(), r.get("fecha").Date, of})
		}
		slices.SortFunc(c.Told, func(a, b Timed) int { return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Clave, b.Clave)) })
		x.clocks = append(x.clocks, c)
	}
}

// tellings are the rows of a table that say a time, by what names the record; those
// that say the same are one.
func tellings(table string, files []File) map[string][]Telling {
	out := map[string][]Telling{}
	for i := range files {
		f := &files[i]
		for j := range f.Rows {
			if f.Table.Name != table {
				break
			}
			r := row{file: f, at: &f.Rows[j]}
			if t := (Telling{r.text(material.EventColumn), r.text(material.ReceivedColumn), r.source()}); t.Evento+t.Recibido != "" {
				id := joined(&r, f.Table.Identity)
				out[id] = append(out[id], t)
			}
		}
	}
	for id, list := range out {
		slices.SortFunc(list, func(a, b Telling) int {
			return cmp.Or(cmp.Compare(a.Evento, b.Evento), cmp.Compare(a.Recibido, b.Recibido), cmp.Compare(a.Source.Fact, b.Source.Fact), cmp.Compare(a.Source.Fila, b.Source.Fila))
		})
		out[id] = slices.CompactFunc(list, func(a, b Telling) bool { return a.Evento == b.Evento && a.Recibido == b.Recibido })
	}
	return out
}

// named is what names a row, for a person.
func (r *row) named() string {
	var parts []string
	for _, name := range r.file.Table.Identity {
		if v := r.text(name); v != "" {
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, " · ")
}

// Clocks are what each table tells of times, in the order of a report.
func (x *Index) Clocks() []Clock { return x.clocks }
