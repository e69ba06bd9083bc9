package cfdi

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/xmlguard"
)

// complementos reads the stamp, the foreign-trade data, local taxes and what
// a payment pays; other complements change nothing in this product.
func (r *reader) complementos(root *xmlguard.Element) {
	for _, comp := range root.All("Complemento") {
		for _, e := range comp.All("") {
			switch {
			case e.Space() == nsTimbre && e.Local() == "TimbreFiscalDigital":
				r.timbre(e, root)
			case e.Space() == nsCCE20 || e.Space() == nsCCE11:
				r.comercio(e)
			case e.Space() == nsCCE:
				r.c.Findings.Add("cce_version", document.Warning, e.Where(), document.Textf(
					"Complemento Comercio Exterior 1.0: no se lee; capture fracción y cantidades si hacen falta.",
					"Comercio Exterior complement 1.0: not read; type fracción and quantities if needed."))
			case e.Space() == nsLocales:
				r.locales(e)
			case strings.HasPrefix(e.Space(), nsPagos):
				r.pagos(e)
			case strings.HasPrefix(e.Space(), nsPorte) && e.Local() == "CartaPorte":
				r.porte(e)
			}
		}
	}
}

func (r *reader) comercio(e *xmlguard.Element) {
	if r.c.Comercio != nil {
		r.c.Findings.Add("cce_repetido", document.Error, e.Where(), document.Textf(
			"El CFDI trae dos complementos de Comercio Exterior y no se sabe cuál vale; pida el original al emisor.",
			"The CFDI carries two Comercio Exterior complements and it cannot be told which holds; ask the issuer for the original."))
		return
	}
	x := &ComercioExterior{
		Version: text(e, "Version"), ClavePedimento: text(e, "ClaveDePedimento"), Incoterm: text(e, "Incoterm"),
		MotivoTraslado: text(e, "MotivoTraslado"), NumCertificado: text(e, "NumCertificadoOrigen"),
		TipoCambioUSD: r.amount(e, "TipoCambioUSD"), TotalUSD: r.amount(e, "TotalUSD"),
	}
	x.Certificado, x.Domicilio = text(e, "CertificadoOrigen"), len(e.At("Emisor").All("Domicilio")) > 0
	for _, name := range []string{"TipoOperacion", "Subdivision"} {
		if text(e, name) != "" {
			x.Retirados = append(x.Retirados, name)
		}
	}
	for i, m := range e.At("Mercancias").All("Mercancia") {
		if i == MaxConceptos {
			r.limit(e, "mercancías", "lines of goods")
			break
		}
		x.Mercancias = append(x.Mercancias, Mercancia{
			Where: m.Where(), NoIdentificacion: text(m, "NoIdentificacion"),
			FraccionArancelaria: text(m, "FraccionArancelaria"), CantidadAduana: r.amount(m, "CantidadAduana"),
			UnidadAduana: text(m, "UnidadAduana"), ValorUnitarioAduana: r.amount(m, "ValorUnitarioAduana"),
			ValorDolares: r.amount(m, "ValorDolares"),
		})
	}
	r.c.Comercio = x
}

// locales keeps the net of state and municipal taxes, which the Total of an
// invoice includes although they stand outside its Impuestos.
func (r *reader) locales(e *xmlguard.Element) {
	net := money.Int(0)
	if r.c.Locales.Known() {
		net = r.c.Locales
	}
	if a := r.amount(e, "TotaldeTraslados"); a.Known() {
		if sum, err := net.Add(a); err == nil {
			net = sum
		}
	}
	if a := r.amount(e, "TotaldeRetenciones"); a.Known() {
		if diff, err := net.Sub(a); err == nil {
			net = diff
		}
	}
	r.c.Locales = net
}
