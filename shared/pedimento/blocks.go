package pedimento

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Blocks are the groups of Anexo 1 that not every pedimento has. An absent
// block is empty, never guessed.
type Blocks struct {
	CURP             string // of the importer or exporter
	Domicilio        string // of the importer or exporter
	MediosTransporte MediosTransporte
	Bultos           Bultos
	Prevalidador     string // three digits behind FIN DE PEDIMENTO
	Pago             *Pago
	Destinatarios    []Destinatario // record 520
	Candados         []string       // record 516, seal numbers
	Cuentas          []Cuenta       // record 508
	Compensaciones   []Compensacion // record 513
	PagosVirtuales   []PagoVirtual  // record 514
	Diferencias      []Contribucion // record 702: what a rectification changes
	Aviso            *Aviso         // the document is the aviso of one remesa
}

// Aviso is what the aviso consolidado of one remesa says beside the blocks it
// shares with its pedimento. Its acuses de valor are invoices.
type Aviso struct {
	Remesa     string         // its number within the pedimento
	Fecha      document.Date  // as the aviso is dated
	Cantidad   money.Amount   // commercial units of the whole remesa
	Cantidades []money.Amount // of each invoice, unknown when none is printed; empty when no invoice has one
}

// MediosTransporte are keys of Apéndice 3: on entry or exit, arrival, exit.
type MediosTransporte struct{ EntradaSalida, Arribo, Salida string }

// Bultos is MARCAS, NUMEROS Y TOTAL DE BULTOS: the text and the count as
// printed ("1/70" is how some systems write one of seventy).
type Bultos struct{ Marcas, Total string }

// Pago is the bank's certification of the payment.
type Pago struct {
	LineaCaptura     string // 20 characters, without blanks
	Importe          money.Amount
	Fecha            document.Date
	Banco            string
	Operacion        string // number of the bank's operation
	Transaccion      string // 20 digits, of the SAT
	MedioPresenta    string // medio de presentación
	MedioRecepcion   string // medio de recepción or cobro
	PatenteImpresa   string // as the payment block repeats it
	DocumentoImpreso string // the seven digits, as the payment block repeats them
}

// Destinatario is who receives the goods (record 520).
type Destinatario struct{ IDFiscal, Nombre, Domicilio string }

// Cuenta is a customs account or a guarantee, of a pedimento (record 508) or
// of a partida (record 555).
type Cuenta struct {
	Garantia      string // kind of guarantee, 1 to 8
	Tipo          string // 0 account, 1 guarantee (until 2008)
	Institucion   string
	Numero        string // account or contract
	Folio         string // of the proof of deposit
	Fecha         document.Date
	ValorUnitario money.Amount
	Total         money.Amount
	Cantidad      money.Amount // units of measure the estimated price is for
	Titulos       money.Amount
}

// Compensacion is record 513: what an earlier pedimento paid too much.
type Compensacion struct {
	Patente, Documento, Aduana string
	Fecha                      document.Date // payment of the earlier one
	Clave                      string        // Anexo 22 abbreviation of the contribution
	Importe                    money.Amount  // whole pesos
}

// PagoVirtual is record 514: a document that stands for money.
type PagoVirtual struct {
	FormaPago, Institucion, Numero string
	Fecha                          document.Date
	Importe                        money.Amount // of the document
	Saldo                          money.Amount // still available
	ImportePago                    money.Amount // paid with it here
}
