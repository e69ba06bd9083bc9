package plant

import (
	"cmp"
	"slices"

	"example.com/immex/shared/permiso"
)

// Allowed is an authorisation of the programme or of a permit, and where it was
// written.
type Allowed struct {
	permiso.Authorisation
	Source Source
}

func (x *Index) readAllowed(m merged) {
	for i := range m["autorizaciones"] {
		r := &m["autorizaciones"][i]
		x.allowed = append(x.allowed, Allowed{permiso.Authorisation{
			Kind: r.text("tipo"), Fraccion: r.text("fraccion"), Number: r.text("numero"), Unit: r.text("unidad"),
			Quantity: r.get("cantidad").Amount, Value: r.get("valor_usd").Amount, From: r.get("vigente_desde").Date, To: r.get("vigente_hasta").Date,
		}, r.source()})
	}
	slices.SortFunc(x.allowed, func(a, b Allowed) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Fraccion, b.Fraccion), cmp.Compare(a.From, b.From))
	})
}

// Allowed are the authorisations by kind, number and fracción.
func (x *Index) Allowed() []Allowed { return x.allowed }

// Places are the registered places by key and day.
func (x *Index) Places() (out []Place) { return inOrder(x.places) }
