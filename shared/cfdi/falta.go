package cfdi

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

// The attributes that the schemas of 3.3 and 4.0 both require (cfdv33.xsd and
// cfdv40.xsd; IdDocumento: Pagos10.xsd and Pagos20.xsd) and this product reads.
func requiredOfComprobante() []string {
	return []string{"Fecha", "SubTotal", "Moneda", "Total", "TipoDeComprobante"}
}

func requiredOfConcepto() []string { return []string{"Cantidad", "ValorUnitario", "Importe"} }

// single are the children that both schemas allow once; one Complemento more
// is legal in 3.3 and loses nothing, for all of them are read.
func single() []string { return []string{"Emisor", "Receptor", "Conceptos", "Impuestos"} }

// schema refuses an invoice without the data its schema requires, or with a
// second element where it allows one: only the first would be read.
func (r *reader) schema(root *xmlguard.Element) {
	r.required(root, requiredOfComprobante())
	r.once(root, single())
	for i, e := range root.At("Conceptos").All("Concepto") {
		if i == MaxConceptos {
			return // refused as too long
		}
		r.required(e, requiredOfConcepto())
	}
}

// required asks for attributes; an empty one says as little as none.
func (r *reader) required(e *xmlguard.Element, names []string) {
	for _, name := range names {
		if text(e, name) == "" {
			r.c.Findings.Add("cfdi_falta", document.Error, e.Where()+"/@"+name, document.Textf(
				"A %s le falta el atributo %s, que el Anexo 20 exige; pida el XML original al emisor.",
				"%s lacks the attribute %s, which Anexo 20 requires; ask the issuer for the original XML.",
				e.Local(), name))
		}
	}
}

// once refuses children that come again.
func (r *reader) once(e *xmlguard.Element, names []string) {
	for _, name := range names {
		if list := e.All(name); len(list) > 1 {
			r.c.Findings.Add("cfdi_repetido", document.Error, list[1].Where(), document.Textf(
				"%s trae %d elementos %s y el Anexo 20 admite uno: no se sabe cuál vale; pida el XML original al emisor.",
				"%s holds %d elements %s and Anexo 20 allows one: it cannot be told which holds; ask the issuer for the original XML.",
				e.Local(), len(list), name))
		}
	}
}
