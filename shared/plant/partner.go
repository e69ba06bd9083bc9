package plant

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// Partner is what is recorded of the programme of a customer or supplier, from
// Desde to Hasta (unknown: still).
type Partner struct {
	RFC, IDFiscal, IMMEX string
	Programa             bool // it has one
	Desde, Hasta         document.Date
	Source               Source
}

func (x *Index) readPartners(m merged) {
	for i := range m["socios"] {
		r := &m["socios"][i]
		x.partners = append(x.partners, Partner{
			RFC: r.text("rfc"), IDFiscal: r.text("id_fiscal"), IMMEX: r.text("immex"), Programa: r.text("tiene_programa") == "si",
			Desde: r.get("programa_desde").Date, Hasta: r.get("programa_hasta").Date, Source: r.source(),
		})
	}
	slices.SortFunc(x.partners, func(a, b Partner) int {
		return cmp.Or(cmp.Compare(a.RFC, b.RFC), cmp.Compare(a.IDFiscal, b.IDFiscal), cmp.Compare(a.Desde, b.Desde), cmp.Compare(a.Source.Fact, b.Source.Fact), cmp.Compare(a.Source.Fila, b.Source.Fila))
	})
}

// Partners are the customers and suppliers of whom it is known whether they have
// a programme, by RFC, tax id and day.
func (x *Index) Partners() []Partner { return x.partners }
