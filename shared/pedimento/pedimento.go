// Package pedimento is the customs declaration of Mexico, one type whatever
// the source: Data Stage, VUCEM, archivo M or a printed page. Its layout is
// Anexo 22 of the RGCE; the dossier of formats names every field.
//
// Example: number 26 24 3210 6000123 is "262432106000123": year of validation,
// first two digits of the aduana, patente, seven digits.
//
// The package holds values and checks what a pedimento promises about itself
// (the gate). It does not read formats (its sub-packages do) and does not
// decide what a pedimento does to an inventory (package ledger does).
package pedimento

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Pedimento is one declaration as one source tells it. Texts are "" and
// amounts unknown when the source does not give them.
type Pedimento struct {
	Source document.Source
	Efecto document.Efecto
	Cotejo document.Cotejo

	Number    string // 15 digits, "" when the source does not suffice
	Patente   string // 4 digits
	Aduana    string // aduana-sección of dispatch, 3 digits
	Documento string // the last 7 digits

	Clave      string // Apéndice 2, "IN"
	Regimen    string // Apéndice 16, "ITE"
	Operacion  string // IMP, EXP or TRA
	Tipo       string // Data Stage TipoPedimento, Anexo 22: 1 normal, 2 rectificación …
	RFC        string // importer or exporter
	Nombre     string // its name
	AduanaES   string // aduana-sección of entry or exit
	Destino    string // Apéndice 15
	TipoCambio money.Amount
	PesoBruto  money.Amount // kilograms

	ValorDolares   money.Amount // USD, header
	ValorAduana    money.Amount // whole pesos
	ValorComercial money.Amount // precio pagado, whole pesos

	ValorSeguros                                    money.Amount // insured value, whole pesos
	Fletes, Seguros, Embalajes, OtrosIncrementables money.Amount // whole pesos
	Decrementables                                  money.Amount // whole pesos

	FechaPago    document.Date
	FechaEntrada document.Date
	Fechas       []Fecha

	// TotalPartidas is the count the document states or, for sources that
	// state none, the number of partidas delivered; nil when neither is known.
	TotalPartidas *int

	Tasas           []Tasa         // pedimento level (509)
	Contribuciones  []Contribucion // pedimento level only (510)
	Liquidacion     []Contribucion // the whole cuadro: pedimento level + Σ partidas
	Efectivo        money.Amount
	Otros           money.Amount
	Total           money.Amount
	Identificadores []Identificador
	Facturas        []Factura
	Guias           []Guia
	Contenedores    []Contenedor
	Transportes     []Transporte
	Descargos       []Descargo // record 512
	Rectifica       *Rectificacion
	Selecciones     []Seleccion // Data Stage Sel
	Observaciones   []string
	Acuse           string // 8-character acceptance code
	Partidas        []Partida

	Findings document.Findings
	Blocks
	Despacho
	Block
}

// Partida is one line of goods.
type Partida struct {
	Secuencia      int
	Fraccion       string // 8 digits
	NICO           string // 2 digits, "" before Nov-2020
	Descripcion    string
	UMC            string // Apéndice 7, no leading zero
	CantidadUMC    money.Amount
	UMT            string
	CantidadUMT    money.Amount
	PrecioUnitario money.Amount // pesos per UMC
	ValorAduana    money.Amount // whole pesos
	ValorComercial money.Amount // whole pesos
	ValorDolares   money.Amount // USD
	ValorAgregado  money.Amount // whole pesos

	Vinculacion      string // 0, 1, 2
	MetodoValoracion string // Apéndice 11
	PaisOrigen       string // origin, or destination on exports; Anexo 22 key
	PaisVendedor     string // seller or buyer
	Marca            string
	Modelo           string
	CodigoProducto   string

	Tasas           []Tasa
	Contribuciones  []Contribucion
	Identificadores []Identificador
	Permisos        []Permiso
	Observaciones   []string
	Series          []string   // VIN or serial numbers (552)
	Kilometrajes    []string   // beside Series, "" where none is given; empty when no serial has one
	Entidades       *Entidades // states of 551, nil when none is given
	Garantias       []Cuenta   // guarantees of the partida (555)

	Block
}

// Contribucion is a tax, duty or fee by form of payment.
type Contribucion struct {
	Clave     string       // Anexo 22 abbreviation (Apéndice 12): IGI, IVA, DTA …
	FormaPago string       // Apéndice 13: 0 cash, 5 temporary, 21 IVA credit …
	Importe   money.Amount // whole pesos
}

// Tasa is a rate.
type Tasa struct {
	Clave string // Anexo 22 abbreviation
	Tipo  string // Apéndice 18
	Tasa  money.Amount
}

// Identificador is a case with up to three complements (Apéndice 8).
type Identificador struct {
	Clave        string
	Complementos []string // as given, trailing blanks dropped
}

// Factura is an invoice or COVE the pedimento declares (505).
type Factura struct {
	Numero         string // invoice number
	COVE           string // acuse de valor, "" when none
	Fecha          document.Date
	Incoterm       string
	Moneda         string
	ValorMoneda    money.Amount
	FactorMoneda   money.Amount
	ValorDolares   money.Amount
	Pais           string
	Proveedor      string // name of the supplier or buyer
	IDFiscal       string
	Domicilio      string // of the supplier or buyer
	Vinculacion    string // SI or NO, as printed
	EntidadFederat string
}

// Fecha is one of the typed dates (506): 1 entry, 2 payment, 3 extraction,
// 5 presentation, 6 import to USA/CAN, 7 original.
type Fecha struct {
	Tipo  string
	Fecha document.Date
}

// Guia is a transport document (503); Tipo M or H.
type Guia struct{ Numero, Tipo string }

// Contenedor is a container (504).
type Contenedor struct{ Numero, Tipo string }

// Transporte is the vehicle (502).
type Transporte struct{ Identificacion, Pais, Nombre, RFC, CURP, Domicilio string }

// Descargo is record 512: what an earlier pedimento covered. Its meaning
// depends on the clave of the host pedimento; see package ledger.
type Descargo struct {
	Patente   string
	Documento string // 7 digits, leading zeros restored
	Aduana    string
	Clave     string
	Fecha     document.Date
	Fraccion  string
	Unidad    string
	Cantidad  money.Amount // UMT
	Block
}

// Rectificacion is record 701: the pedimento this one replaces.
type Rectificacion struct {
	Patente   string
	Documento string
	Aduana    string
	Clave     string
	Fecha     document.Date // operation date of the replaced one
}

// Number is the number of the pedimento it replaces, its year by its date.
func (r *Rectificacion) Number() string {
	return Number(YearFor(r.Documento, r.Fecha), r.Aduana, r.Patente, r.Documento)
}

// NumberBy is Number where record 701 may lack its date: the year is then by the
// payment of the declaration that cites it, which is never earlier.
func (r *Rectificacion) NumberBy(cited document.Date) string {
	if r.Fecha.Known() {
		return r.Number()
	}
	return Number(YearFor(r.Documento, cited), r.Aduana, r.Patente, r.Documento)
}

// Seleccion is one result of the selection mechanism (Sel): its date opens
// the stay; Remesa counts the shipments of a consolidated pedimento.
type Seleccion struct {
	Remesa   string
	Numero   string
	Fecha    document.Date
	Hora     string // as delivered
	Semaforo string // 0 red, 1 green
}

// Permiso is record 553.
type Permiso struct {
	Clave, Numero, Firma string
	ValorDolares         money.Amount
	CantidadUMT          money.Amount
}
