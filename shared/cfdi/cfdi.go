// Package cfdi reads the Mexican electronic invoice (comprobante fiscal
// digital por Internet; CFF arts. 29 and 29-A, Anexo 20 of the RMF) with its
// foreign-trade complement (Comercio Exterior 2.0 and 1.1) and checks what an
// invoice promises about itself.
//
// Example: UUID "6F35D3B5-…-14CDBE384CD7" is the key of an invoice whose
// SubTotal is the sum of its conceptos and whose Total follows from it.
//
// The package refuses payroll (nómina: personal data this product has no use
// for), certificates of withholding and versions before 3.3. It verifies the
// issuer's seal with the certificate inside the file and an invoice changed
// after it was sealed is refused; it neither follows the certificate to the
// SAT's roots nor asks whether the invoice was cancelled, and says so.
// ReadAcuse reads the SAT's answer to a cancellation.
package cfdi

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Comprobante is one invoice. Texts are "" and amounts unknown when absent.
type Comprobante struct {
	Version     string // 4.0 or 3.3
	UUID        string // TimbreFiscalDigital/@UUID in upper case: the key
	Timbrado    document.Date
	Serie       string
	Folio       string
	Fecha       document.Date
	Tipo        string // I income, E credit, T transfer, P payment
	Exportacion string // 01 none, 02 definitive, 03 temporary, 04
	FormaPago   string
	MetodoPago  string
	Lugar       string // LugarExpedicion, postal code
	Moneda      string
	TipoCambio  money.Amount // pesos per unit of Moneda
	SubTotal    money.Amount // in Moneda, before discount and taxes
	Descuento   money.Amount
	Total       money.Amount
	Trasladados money.Amount // TotalImpuestosTrasladados
	Retenidos   money.Amount // TotalImpuestosRetenidos
	Locales     money.Amount // complement implocal: traslados less retenciones
	Cotejo      document.Cotejo

	Global     *InformacionGlobal // of a global invoice to the public; else nil
	Sello      Sello
	Timbre     *Timbre // nil for a draft
	Pagos      *Pagos  // nil without the complement
	CartaPorte *CartaPorte

	Emisor       Emisor
	Receptor     Receptor
	Relacionados []Relacion
	Conceptos    []Concepto
	Comercio     *ComercioExterior // nil without the complement
	PagoDe       []string          // UUIDs a payment receipt pays

	Findings document.Findings
}

// Emisor is who issued it.
type Emisor struct{ RFC, Nombre, Regimen string }

// Receptor is whom it bills; a foreigner has RFC XEXX010101000 and a tax id.
type Receptor struct {
	RFC, Nombre      string
	NumRegIDTrib     string
	ResidenciaFiscal string // c_Pais, three letters
	UsoCFDI          string
}

// Relacion is one CfdiRelacionado with the kind of its group.
type Relacion struct{ Tipo, UUID string }

// Concepto is one line.
type Concepto struct {
	Where            string // XPath by local names
	NoIdentificacion string // the company's own part number
	ClaveProdServ    string
	Cantidad         money.Amount
	ClaveUnidad      string // c_ClaveUnidad
	Unidad           string
	Descripcion      string
	ValorUnitario    money.Amount
	Importe          money.Amount
	Descuento        money.Amount
	ObjetoImp        string
	Traslados        []Impuesto
	Retenciones      []Impuesto
	Terceros         string // RFC of ACuentaTerceros, on whose behalf it is billed
	Partes           []Parte
	Pedimentos       []string // InformacionAduanera of the line and its parts, 15 digits
	Escritos         []string // the same numbers as written, those that are none too
}

// Parte is one component of a line, with the pedimentos it was imported with.
type Parte struct {
	NoIdentificacion string
	ClaveProdServ    string
	Cantidad         money.Amount
	Unidad           string
	Descripcion      string
	ValorUnitario    money.Amount
	Importe          money.Amount
	Pedimentos       []string // 15 digits
}

// InformacionGlobal is the period of a global invoice (CFDI 4.0).
type InformacionGlobal struct{ Periodicidad, Meses, Ano string }

// Impuesto is one tax of a line.
type Impuesto struct {
	Impuesto string // 001 ISR, 002 IVA, 003 IEPS
	Factor   string // Tasa, Cuota, Exento
	Tasa     money.Amount
	Base     money.Amount
	Importe  money.Amount
}

// ComercioExterior is the complement of a definitive export.
type ComercioExterior struct {
	Version        string // 2.0 or 1.1
	ClavePedimento string
	Incoterm       string
	MotivoTraslado string
	NumCertificado string   // NumCertificadoOrigen
	Certificado    string   // CertificadoOrigen: 0 none, 1 there is one; "" not said
	Domicilio      bool     // the issuer says its address
	Retirados      []string // attributes it carries that version 2.0 dropped
	TipoCambioUSD  money.Amount
	TotalUSD       money.Amount
	Mercancias     []Mercancia
}

// Mercancia is one line as customs counts it.
type Mercancia struct {
	Where               string
	NoIdentificacion    string
	FraccionArancelaria string       // 8 digits, or 10 with NICO since Dec-2020
	CantidadAduana      money.Amount // in UnidadAduana, the unit of the tariff
	UnidadAduana        string       // c_UnidadAduana
	ValorUnitarioAduana money.Amount // USD
	ValorDolares        money.Amount // USD
}

// Key is the business key: the UUID, or "" for a draft without stamp.
func (c *Comprobante) Key() string { return c.UUID }
