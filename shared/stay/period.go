package stay

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// period weighs the rows that hold for the entry and takes the shortest that
// may: the confirmed special rule before the general one, and beside it every
// unconfirmed one.
func (s *Stay) period(in *Input, cat *catalog.Catalog, from clock) {
	if !from.date.Known() {
		return
	}
	rows := candidates(in, cat, from.date)
	if len(rows) == 0 {
		s.Uncertain = true
		s.reason(document.Textf("Ninguna regla da plazo a una entrada de tipo %q y clave %q en esa fecha.",
			"No rule gives a period to an entry of kind %q and clave %q on that date.", in.Tipo, in.Clave))
		return
	}
	r := rows[0]
	s.Months, s.Life, s.Rule, s.Source, s.Confidence = r.Months, r.Months == 0, r.Regla, r.Source, r.Confidence
	if s.Life {
		s.Uncertain = !r.Confirmed()
		s.reason(lifelong(r))
		return
	}
	s.Due, s.DueExtended = due(from.date, r.Months, cat)
	s.Earliest, _ = due(from.first, r.Months, cat)
	s.bounded = !from.open && slices.ContainsFunc(rows, (*catalog.StayRow).Confirmed)
	s.last = s.DueExtended
	s.Uncertain = from.open || from.first != from.date || !r.Confirmed()
	s.reason(document.Textf("Plazo de %d meses: "+percent(r.Title.ES)+" (%s).", "Period of %d months: "+percent(r.Title.EN)+" (%s).", r.Months, r.Source))
	if s.Due.Day() != from.date.Day() {
		s.reason(document.Textf("El mes de vencimiento no tiene día %d: primer día hábil del siguiente (CFF art. 12).",
			"The month of the due date has no day %d: first business day of the next (CFF art. 12).", from.date.Day()))
	}
	s.extension(cat)
	for _, r := range rows[1:] {
		s.alternative(r, from, cat)
	}
	s.prolonged(in)
}

// percent keeps a title of the catalogue from being read as a format.
func percent(title string) string { return strings.ReplaceAll(title, "%", "%%") }

// candidates are the rows that may decide, the shortest period first: the
// confirmed ones no other confirmed one narrows, cut to one, and the
// unconfirmed ones no confirmed one narrows that say something else.
func candidates(in *Input, cat *catalog.Catalog, on document.Date) []*catalog.StayRow {
	var confirmed, other, out []*catalog.StayRow
	all := cat.Stays()
	for i := range all {
		switch r := &all[i]; {
		case r.Tipo != in.Tipo || !r.Holds(on) || !matches(r, in, on):
		case r.Confirmed():
			confirmed = append(confirmed, r)
		default:
			other = append(other, r)
		}
	}
	other = append(other, stated(in, on)...)
	slices.SortFunc(confirmed, shorter)
	for _, r := range confirmed {
		if !narrowed(r, confirmed) {
			out = append(out, r)
			break
		}
	}
	for _, r := range other {
		same := func(o *catalog.StayRow) bool { return o.Months == r.Months }
		special := func(o *catalog.StayRow) bool { return same(o) && o.Narrows(r) }
		if !narrowed(r, confirmed) && !slices.ContainsFunc(out, same) && !slices.ContainsFunc(other, special) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, shorter)
	return out
}

func narrowed(r *catalog.StayRow, by []*catalog.StayRow) bool {
	return slices.ContainsFunc(by, func(special *catalog.StayRow) bool { return special.Narrows(r) })
}

// shorter orders periods, the life of the programme last.
func shorter(a, b *catalog.StayRow) int {
	months := func(r *catalog.StayRow) int {
		if r.Months == 0 {
			return math.MaxInt
		}
		return r.Months
	}
	return cmp.Or(cmp.Compare(months(a), months(b)), cmp.Compare(a.Regla, b.Regla), cmp.Compare(a.Source, b.Source))
}

// matches holds each condition of a row against the entry.
func matches(r *catalog.StayRow, in *Input, on document.Date) bool {
	return (r.Clave == "" || r.Clave == in.Clave) &&
		(r.Bien == "" || r.Bien == in.Bien) &&
		(r.Proveedor == "" || r.Proveedor == in.Proveedor) &&
		(r.Fraccion == "" || strings.HasPrefix(in.Fraccion, r.Fraccion)) &&
		(r.Certificacion == "" || certified(in.Certificaciones, r.Certificacion, on)) &&
		(r.Identificador == "" || declared(in.Identificadores, r.Identificador, r.Complemento))
}

func certified(list []Certificacion, modalidad string, on document.Date) bool {
	return slices.ContainsFunc(list, func(c Certificacion) bool {
		return c.Modalidad == modalidad && on >= c.From && (!c.To.Known() || on <= c.To)
	})
}

func declared(list []Identificador, clave, complemento string) bool {
	return slices.ContainsFunc(list, func(id Identificador) bool {
		return id.Clave == clave && (complemento == "" || slices.Contains(id.Complementos, complemento))
	})
}

// stated are the periods the company itself states for sensitive goods: they
// may bring a due date forward, never put it off.
func stated(in *Input, on document.Date) []*catalog.StayRow {
	var out []*catalog.StayRow
	for _, x := range in.Sensibles {
		if x.Months > 0 && x.Fraccion != "" && strings.HasPrefix(in.Fraccion, x.Fraccion) && on >= x.From && (!x.To.Known() || on <= x.To) {
			out = append(out, &catalog.StayRow{
				Regla: "sensible", Fraccion: x.Fraccion, Months: x.Months,
				Title:    document.Text{ES: "Mercancía sensible según la empresa", EN: "Sensitive goods as the company states"},
				Validity: catalog.Validity{From: x.From, To: x.To, Source: x.Source, Confidence: typed},
			})
		}
	}
	return out
}

// alternative keeps a longer period that may hold beside the due date.
func (s *Stay) alternative(r *catalog.StayRow, from clock, cat *catalog.Catalog) {
	a := Alternative{Rule: r.Regla, Source: r.Source, Confidence: r.Confidence, Months: r.Months}
	s.Uncertain = true
	if r.Months == 0 {
		s.bounded = false
		s.reason(mayNotEnd(r))
	} else {
		var extended document.Date
		a.Due, extended = due(from.date, r.Months, cat)
		s.last = max(s.last, extended)
		s.reason(document.Textf("Puede ser de %d meses, al %s: "+percent(r.Title.ES)+" (%s).",
			"It may be %d months, until %s: "+percent(r.Title.EN)+" (%s).", r.Months, a.Due, r.Source))
	}
	s.Alternatives = append(s.Alternatives, a)
}

// prolonged: the pedimento says that the period was extended and not by how
// much (identifier PZ).
func (s *Stay) prolonged(in *Input) {
	if !declared(in.Identificadores, extension, "") {
		return
	}
	s.Uncertain, s.bounded = true, false
	s.reason(document.Text{
		ES: "El pedimento declara una ampliación del plazo (PZ) sin decir hasta cuándo: anote el vencimiento con su autorización.",
		EN: "The pedimento declares an extension of the period (PZ) without its end: record the due date with its authorisation.",
	})
}

// extension says what a non-business last day becomes.
func (s *Stay) extension(cat *catalog.Catalog) {
	if row, closed := cat.Closed(s.Due); closed {
		s.reason(document.Textf("El %s es inhábil ("+percent(row.Title.ES)+"): se prorroga al %s (CFF art. 12). Se avisa sin la prórroga.",
			"%s is no business day ("+percent(row.Title.EN)+"): extended to %s (CFF art. 12). The warning does not count on it.", s.Due, s.DueExtended))
	}
}
