package cfdi

import (
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/xmlguard"
)

// CartaPorte is the transport complement (3.1, 3.0, 2.0), as far as customs
// asks for it.
type CartaPorte struct {
	Where         string
	Version       string
	ID            string   // IdCCP, since 3.0
	Internacional string   // TranspInternac: Sí, No
	EntradaSalida string   // EntradaSalidaMerc
	Regimenes     []string // c_RegimenAduanero
	Declaradas    string   // NumTotalMercancias
	Mercancias    []MercanciaPorte
}

// MercanciaPorte is one line of what is carried.
type MercanciaPorte struct {
	Where        string
	BienTransp   string // BienesTransp, c_ClaveProdServCP
	Descripcion  string
	Cantidad     money.Amount
	ClaveUnidad  string
	PesoKg       money.Amount
	Valor        money.Amount
	Moneda       string
	Fraccion     string   // FraccionArancelaria, 10 digits
	UUIDExterno  string   // UUIDComercioExt
	Pedimentos   []string // 15 digits
	Importadores []string // of each of Pedimentos, "" where it names none
	Documentos   []DocumentoAduanero
}

// DocumentoAduanero is one DocumentacionAduanera (3.0 and later).
type DocumentoAduanero struct{ Tipo, Identificador, RFCImportador string }

func (r *reader) porte(e *xmlguard.Element) {
	m := e.At("Mercancias")
	x := &CartaPorte{
		Where: e.Where(), Version: text(e, "Version"), ID: text(e, "IdCCP"), Internacional: text(e, "TranspInternac"),
		EntradaSalida: text(e, "EntradaSalidaMerc"), Declaradas: text(m, "NumTotalMercancias"),
	}
	if v := text(e, "RegimenAduanero"); v != "" {
		x.Regimenes = append(x.Regimenes, v)
	}
	for _, g := range e.At("RegimenesAduaneros").All("RegimenAduaneroCCP") {
		x.Regimenes = append(x.Regimenes, text(g, "RegimenAduanero"))
	}
	for i, g := range m.All("Mercancia") {
		if i == MaxConceptos {
			r.limit(e, "mercancías", "lines of goods")
			break
		}
		x.Mercancias = append(x.Mercancias, r.mercanciaPorte(g))
	}
	r.c.CartaPorte = x
}

func (r *reader) mercanciaPorte(e *xmlguard.Element) MercanciaPorte {
	m := MercanciaPorte{
		Where: e.Where(), BienTransp: text(e, "BienesTransp"), Descripcion: text(e, "Descripcion"),
		Cantidad: r.amount(e, "Cantidad"), ClaveUnidad: text(e, "ClaveUnidad"), PesoKg: r.amount(e, "PesoEnKg"),
		Valor: r.amount(e, "ValorMercancia"), Moneda: text(e, "Moneda"), Fraccion: text(e, "FraccionArancelaria"),
		UUIDExterno: text(e, "UUIDComercioExt"),
	}
	for _, p := range e.All("Pedimentos") {
		if n, ok := r.numero(p, text(p, "Pedimento")); ok {
			m.Pedimentos, m.Importadores = append(m.Pedimentos, n), append(m.Importadores, "")
		}
	}
	for _, d := range e.All("DocumentacionAduanera") {
		if v := text(d, "NumPedimento"); v != "" {
			if n, ok := r.numero(d, v); ok {
				m.Pedimentos, m.Importadores = append(m.Pedimentos, n), append(m.Importadores, text(d, "RFCImpo"))
			}
		}
		m.Documentos = append(m.Documentos, DocumentoAduanero{
			text(d, "TipoDocumento"), text(d, "IdentDocAduanero"), text(d, "RFCImpo"),
		})
	}
	return m
}

// checkPorte holds the count of lines, the one total of what is carried that
// does not depend on how weights were taken.
func (g *gatekeeper) checkPorte() {
	x := g.c.CartaPorte
	n, err := strconv.Atoi(x.Declaradas)
	if err == nil && n == len(x.Mercancias) {
		return
	}
	g.c.Findings.Add("ccp_num_mercancias", g.severity("ccp_num_mercancias"), x.Where+"/Mercancias/@NumTotalMercancias", document.Textf(
		"NumTotalMercancias dice %q y el complemento trae %d; pida al emisor el XML correcto.",
		"NumTotalMercancias says %q and the complement has %d; ask the issuer for the right XML.", x.Declaradas, len(x.Mercancias)))
}
