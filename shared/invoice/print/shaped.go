package print

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/pedimento"
)

// The shapes of the values of the header.
var (
	reDocument = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9./_#-]*$`)
	reTaxID    = regexp.MustCompile(`^[A-Z0-9Ñ&][A-Z0-9Ñ&. /-]{3,22}$`)
	reIncoterm = regexp.MustCompile(`^\(?(EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAF|DES|DEQ|DDU|DDP|DAP|DAT|DPU)\)?[,:.-]?$`)
	reCOVE     = regexp.MustCompile(`^COVE\d{2}[0-9A-Z]{7}$`)
)

// enterShaped takes a value that its form tells: a number, a currency, an
// Incoterm. Two candidates of that form and no colon are in doubt.
func (r *reader) enterShaped(h *header, e *entry) {
	if e.m.id == fNumero && e.m.weak && !e.m.colon && (len(e.right) == 0 || e.right.x0()-e.at.x1() > e.at.size()) {
		return // a title; what stands below or beside it is anything
	}
	var got []value
	for _, p := range e.candidates(r) {
		if text, ok := shaped(e.m.id, p); ok && !slices.ContainsFunc(got, func(v value) bool { return v.text == text }) {
			got = append(got, value{text, p, e.m.rank})
		}
	}
	switch {
	case len(got) == 1:
		h.fields[e.m.id] = append(h.fields[e.m.id], got[0])
	case len(got) == 2 && e.m.id == fPago:
		h.fields[e.m.id] = append(h.fields[e.m.id], got[0])
	case len(got) == 2:
		r.refuse("invoice_print_value", e.at, "%q puede ser %q o %q", "%q may be %q or %q", joined(e.at, " "), got[0].text, got[1].text)
	}
}

// shaped is the value of a field in the words beside its label.
func shaped(id string, p phrase) (string, bool) {
	p = slices.DeleteFunc(slices.Clone(p), func(w word) bool { return w.s == ":" || w.s == "-" })
	if len(p) == 0 {
		return "", false
	}
	text := p.text()
	switch id {
	case fNumero, fLista, fOrden:
		_, isDate := dateIn(p[0].s)
		return p[0].s, reDocument.MatchString(p[0].s) && hasDigit(p[0].s) && len(p) == 1 && !isDate
	case fMoneda:
		if c := currencyName(text); c != "" {
			return c, true
		}
		for i := range p {
			if c := cmp.Or(isoCode(strings.Trim(p[i].s, "(),.-")), currencyIn(p[i].s)); c != "" {
				return c, len(p) <= 4
			}
		}
		return "", false
	case fIncoterm:
		m := reIncoterm.FindStringSubmatch(strings.ToUpper(p[0].s))
		if m == nil {
			return "", false
		}
		return strings.TrimSpace(m[1] + " " + joined(p[1:], " ")), true
	case fVinculacion:
		switch squeeze(p[0].s) {
		case "Y", "YES", "SI", "S":
			return "SI", len(p) == 1
		case "N", "NO", "NONE":
			return "NO", len(p) == 1
		}
		return "", false
	case fPedimento:
		return pedimento.ParseNumber(text)
	case fCOVE:
		return text, reCOVE.MatchString(text)
	case fVendedorID, fCompradorID:
		up := strings.ToUpper(text)
		return up, reTaxID.MatchString(up) && hasDigit(up)
	case fPago:
		return text, true
	}
	return "", false
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
