package step

import (
	"cmp"
	"slices"

	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/rule"
)

// certIVAIEPS is the registration that carries a credit of IVA and IEPS.
const certIVAIEPS = "iva_ieps"

// Deadlines are the days on which something falls due from one day to another,
// by day and code: those of the calendar alone, and those that run from what
// the programme file tells (the beginning and the end of its certification).
// Without a basis they are those of everybody.
func Deadlines(basis *programme.Basis, cat *catalog.Catalog, from, to document.Date) []calendar.Deadline {
	due := calendar.Between(cat, from, to)
	for _, d := range eventsOf(basis, cat) {
		same := func(o calendar.Deadline) bool { return o.Event.Known() && o.Code == d.Code && o.Due == d.Due }
		if d.Due >= from && d.Due <= to && !slices.ContainsFunc(due, same) {
			due = append(due, d)
		}
	}
	slices.SortStableFunc(due, func(x, y calendar.Deadline) int {
		return cmp.Or(cmp.Compare(x.Due, y.Due), cmp.Compare(x.Code, y.Code))
	})
	return due
}

// eventsOf are the deadlines that run from a day the programme file gives.
func eventsOf(basis *programme.Basis, cat *catalog.Catalog) (out []calendar.Deadline) {
	add := func(code string, event document.Date) {
		if !event.Known() {
			return
		}
		if d, err := calendar.After(cat, code, event); err == nil { // what no table has is told by the law, not here
			out = append(out, d)
		}
	}
	for _, x := range register(basis) {
		add("rece_renovacion", x.To)
		if x.Kind == certIVAIEPS {
			add("scccyg_inventario", x.From)
		}
	}
	return out
}

// register is what the programme file says of the company certification
// register.
func register(basis *programme.Basis) []rule.Certification {
	if basis == nil || basis.Programme == nil {
		return nil
	}
	return basis.Programme.Company(basis.Plant).Certifications
}

// Applies says whether an obligation is the programme's on a day, as far as its
// file tells, and what says so; not known is not no.
func Applies(basis *programme.Basis, tags []string, on document.Date) (known bool, why document.Text) {
	certified, credited := false, false
	for _, x := range register(basis) {
		if !on.Known() || x.From <= on && (!x.To.Known() || on <= x.To) {
			certified, credited = true, credited || x.Kind == certIVAIEPS
		}
	}
	switch {
	case slices.Contains(tags, "immex"):
		return true, document.Textf("toda empresa con programa IMMEX", "every company with an IMMEX programme")
	case slices.Contains(tags, "rece") && certified, slices.Contains(tags, "scccyg") && credited:
		return true, document.Textf("el archivo de programa dice que está certificada", "the programme file says it is certified")
	case slices.Contains(tags, "scccyg"):
		return false, document.Textf("el archivo de programa no dice que esté certificada; con garantía de IVA también aplica", "the programme file does not say it is certified; with a guarantee of IVA it applies too")
	case slices.Contains(tags, "prosec") && basis.Programme != nil && len(basis.Programme.Sectores) > 0:
		return true, document.Textf("el archivo de programa trae sectores de PROSEC", "the programme file has sectors of PROSEC")
	case slices.Contains(tags, "rece") && basis.Programme != nil:
		return false, document.Textf("el archivo de programa no dice que esté certificada ese día", "the programme file does not say it is certified on that day")
	}
	return false, document.Textf("el archivo de programa no lo dice", "the programme file does not say")
}
