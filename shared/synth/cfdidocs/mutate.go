package cfdidocs

import (
	"strings"

	"example.com/immex/shared/synth/specimen"
)

// field is an attribute somewhere in the document.
type field struct {
	n *node
	i int
}

func (f field) name() string   { return f.n.name + "/@" + f.n.attrs[f.i].name }
func (f field) value() *string { return &f.n.attrs[f.i].value }

// fields are the attributes that hold a digit and satisfy want.
func fields(n *node, want func(n *node, a *attr) bool) (out []field) {
	for i := range n.attrs {
		a := &n.attrs[i]
		if !strings.HasPrefix(a.name, "xmlns") && strings.ContainsAny(a.value, "0123456789") && want(n, a) {
			out = append(out, field{n, i})
		}
	}
	for _, c := range n.children {
		out = append(out, fields(c, want)...)
	}
	return out
}

// spoilAny changes one digit of anything the seal covers, or of the seal.
func (m *maker) spoilAny(p *paper) string {
	all := fields(p.root, func(n *node, a *attr) bool {
		if n == p.stamp {
			return a.name == "SelloCFD"
		}
		// Another version is another kind of document, refused as such.
		return a.name != "Certificado" && a.name != "Version"
	})
	f := all[m.r.n(len(all))]
	m.turn(f.value(), -1)
	return "digit of " + f.name()
}

// spoilSum changes the first digit of an amount or a quantity; every one of
// them stands in a sum or a product that no longer holds.
func (m *maker) spoilSum(p *paper) (what string, want specimen.Want) {
	zero := p.truth["tipo"] == "T"
	all := fields(p.root, func(_ *node, a *attr) bool {
		switch a.name {
		case "Importe", "SubTotal", "Total", "TotalUSD", "ValorDolares", "MontoTotalPagos", "Monto", "ImpSaldoAnt", "ImpPagado",
			"ImpSaldoInsoluto", "Base", "TotalImpuestosTrasladados":
			if a.name == "Importe" && p.truth["tipo"] == "P" {
				return false // worth nothing, whatever it says
			}
			return !zero || a.name == "Total" || a.name == "SubTotal"
		case "Cantidad", "ValorUnitario", "CantidadAduana":
			return p.truth["tipo"] != "T" && p.truth["tipo"] != "P" && strings.Trim(a.value, "0.") != ""
		}
		return false
	})
	f := all[m.r.n(len(all))]
	m.turn(f.value(), strings.IndexAny(*f.value(), "0123456789"))
	return "first digit of " + f.name(), specimen.Refuse
}

// spoilText changes a digit no check covers: the truth is what it now says.
func (m *maker) spoilText(p *paper) string {
	for _, f := range fields(p.root, func(n *node, a *attr) bool { return n.name == "cfdi:Concepto" && a.name == "NoIdentificacion" }) {
		m.turn(f.value(), -1)
		p.say("conceptos.0.no_identificacion", *f.value())
		return "digit of " + f.name()
	}
	return ""
}

// turn changes the digit at a place, or one of all the digits for -1.
func (m *maker) turn(s *string, at int) {
	if at < 0 {
		var places []int
		for i := range len(*s) {
			if c := (*s)[i]; c >= '0' && c <= '9' {
				places = append(places, i)
			}
		}
		at = places[m.r.n(len(places))]
	}
	old := (*s)[at] - '0'
	fresh := (old + byte(m.r.between(1, 9))) % 10 //nolint:gosec // at most 9
	*s = (*s)[:at] + string('0'+fresh) + (*s)[at+1:]
}
