// Package cove reads the comprobante de valor electrónico (acuse de valor;
// LA arts. 36-A and 59-A, RGCE 1.9.18): what an invoice says of its goods, as
// it is sent to the Ventanilla Única and as the Ventanilla gives it back. A
// pedimento cites it by its number, and it is the evidence of the part
// descriptions of that pedimento.
//
// Example: "COVE250A1B2C3" of an invoice of 100 clamps at 1.88 EUR, 188 EUR in
// all, 207.7776 dollars.
//
// It reads the upload (one invoice or a relación), the answer to a query,
// which has another shape, adendas, and the service's other answers: receipts,
// results, digitalisations, errors. The print is read by package print below.
//
// The package refuses to guess: a figure given twice, a number that is none, a
// text whose encoding is lost quarantine the document. It verifies a seal only
// with the certificate in the file and asks nobody whether a COVE is in force.
package cove

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// Forma is the shape a COVE came in.
type Forma string

// The shapes. The three uploads differ in where emisor and goods stand.
const (
	Carga    Forma = "carga"         // solicitarRecibirCoveServicio: one invoice
	CargaIA  Forma = "relacion_ia"   // relación of invoices, industria automotriz
	CargaNIA Forma = "relacion_noia" // relación of invoices, each with its parties
	Consulta Forma = "consulta"      // answer of ConsultarEdocument
	Impreso  Forma = "impreso"       // print
)

// upload reports a shape that is sent, not yet received.
func (f Forma) upload() bool { return f == Carga || f == CargaIA || f == CargaNIA }

// The keys of tipoOperacion.
const (
	Importacion = "TOCE.IMP"
	Exportacion = "TOCE.EXP"
)

// Cove is one comprobante. Texts are "" and amounts unknown when absent.
type Cove struct {
	pedimento.Block
	Forma         Forma
	EDocument     string // COVE and nine signs: the key; "" while only uploaded
	Adenda        string // number of the adenda whose values these are
	Enmienda      string // the e-document an upload asks to amend
	TipoOperacion string // TOCE.IMP or TOCE.EXP
	Numero        string // of the invoice, or of the relación of invoices
	Relacion      string // relacionFacturas: 0 one invoice, 1 several
	Automotriz    string // 1 for a relación of the automotive industry
	Fecha         document.Date
	TipoFigura    string // 1 agente aduanal, 4 exportador, 5 importador
	Correo        string
	Observaciones string
	Patentes      []string
	RFCsConsulta  []string // who may consult it
	Emisor        Persona  // proveedor, or exporter
	Destinatario  Persona
	Facturas      []Factura
	Sello         Sello
	Cotejo        document.Cotejo
	Findings      document.Findings
}

// Factura is one invoice of the COVE.
type Factura struct {
	pedimento.Block
	Numero       string // only in a relación; else Cove.Numero
	Certificado  string // certificadoOrigen: 1 the invoice is a certificate of origin
	Subdivision  string // 1 the goods enter in parts
	Exportador   string // numeroExportadorAutorizado
	Emisor       *Persona
	Destinatario *Persona
	Mercancias   []Mercancia
}

// Persona is emisor or destinatario.
type Persona struct {
	pedimento.Block
	Tipo      string // 0 tax id, 1 RFC, 2 CURP, 3 none
	ID        string
	Paterno   string
	Materno   string
	Nombre    string
	Domicilio Domicilio
}

// RFC is the identification when it is an RFC, else "".
func (p *Persona) RFC() string {
	if p == nil || p.Tipo != "1" {
		return ""
	}
	return p.ID
}

// Domicilio is an address as the COVE divides it.
type Domicilio struct {
	Calle, Exterior, Interior, Colonia, Localidad, Municipio, Entidad, Pais, CP string
}

// Mercancia is one line of goods.
type Mercancia struct {
	pedimento.Block
	Descripcion   string
	Unidad        string       // as written: an OMA key in XML, often a name in print
	UnidadOMA     string       // the OMA key, "" when it is not certain
	Moneda        string       // ISO 4217, "" when it is not certain
	MonedaEscrita string       // as printed, when that is no key
	Cantidad      money.Amount // in Unidad
	ValorUnitario money.Amount // in Moneda
	ValorTotal    money.Amount // in Moneda
	ValorDolares  money.Amount // US dollars
	Especificas   []Especifica
}

// Especifica is what tells one piece from another.
type Especifica struct{ Marca, Modelo, SubModelo, Serie string }

// Key is the business key: the e-document, with the adenda that changed it; ""
// for what has not the shape of one.
func (c *Cove) Key() string {
	switch {
	case !numberShape.MatchString(c.EDocument):
		return ""
	case adendaShape.MatchString(c.Adenda):
		return c.EDocument + "+" + c.Adenda
	}
	return c.EDocument
}

// RFCs are the companies it may be a document of, most likely first: the
// Mexican side of the operation, the other one, and who may consult it.
func (c *Cove) RFCs() []string {
	parties := []string{c.Destinatario.RFC(), c.Emisor.RFC()}
	if c.TipoOperacion == Exportacion {
		parties[0], parties[1] = parties[1], parties[0]
	}
	for i := range c.Facturas {
		parties = append(parties, c.Facturas[i].Destinatario.RFC(), c.Facturas[i].Emisor.RFC())
	}
	var out []string
	seen := map[string]bool{"": true}
	for _, rfc := range append(parties, c.RFCsConsulta...) {
		if !seen[rfc] {
			seen[rfc] = true
			out = append(out, rfc)
		}
	}
	return out
}

// Goods counts the lines of all invoices.
func (c *Cove) Goods() int {
	n := 0
	for i := range c.Facturas {
		n += len(c.Facturas[i].Mercancias)
	}
	return n
}
