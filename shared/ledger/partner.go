package ledger

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/stay"
)

// Partner says on which days a customer or supplier has a programme, or has
// none; an unknown end is still to come.
type Partner struct {
	Programa     bool
	Desde, Hasta document.Date
	Fact         document.Hash
}

// PartnerKey is an RFC, tax id or number of programme as it is found: its
// letters and digits.
func PartnerKey(name string) string { return bareName(name) }

// proveedor is whether the supplier of a V1 has a programme, as a person
// recorded it with its proof: the stay of what a national supplier without one
// transfers is another (Decreto IMMEX art. 4). The pedimento says who it is, by
// tax id or in its identifier V1. Where it says itself that it is an IMMEX, or
// rows say both, nothing is decided, and the shorter stay warns.
func (r *resolver) proveedor(f *Fact, ids []stay.Identificador) (said string, by document.Hash) {
	if r.e.clave != "V1" || len(r.t.Records.Partners) == 0 {
		return "", ""
	}
	names, immex := slices.Clone(f.Proveedores), false
	for _, id := range ids {
		if id.Clave == "V1" {
			names = append(names, id.Complementos...)
			immex = immex || slices.Contains(id.Complementos, "IM")
		}
	}
	on := r.e.first.Entrada
	if !on.Known() {
		on = r.e.first.Pago
	}
	var with, without []Partner
	for _, n := range names {
		for _, p := range r.t.Records.Partners[PartnerKey(n)] {
			switch {
			case PartnerKey(n) == "" || on < p.Desde || p.Hasta.Known() && on > p.Hasta:
			case p.Programa:
				with = append(with, p)
			default:
				without = append(without, p)
			}
		}
	}
	switch {
	case len(without) > 0 && (immex || len(with) > 0):
		r.find("v1_supplier_programme", document.Warning, "identificador V1", document.Textf(
			"La tabla socios dice que el proveedor de esta V1 no tiene programa, y el pedimento (complemento IM) u otro renglón, que sí: se avisa por el plazo corto, de 6 meses. Corrija la tabla o rectifique el identificador.",
			"Table socios says that the supplier of this V1 has no programme, and the pedimento (complement IM) or another row says it has: the short stay of 6 months warns. Correct the table or rectify the identifier."))
		return "", ""
	case len(without) > 0:
		return "sin_programa", without[0].Fact
	case len(with) > 0:
		return "con_programa", with[0].Fact
	}
	return "", ""
}
