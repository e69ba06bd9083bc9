// Package invoice reads the foreign commercial invoice as a table a supplier,
// a broker or a person can write: one CSV row per line of goods (LA art. 36-A
// asks for the invoice or its equivalent with every pedimento).
//
// Example of a file, in Spanish or English headings and any column order:
//
//	factura,fecha,id_proveedor,proveedor,moneda,incoterm,pedimento,parte,fraccion,cantidad,unidad,precio_unitario,importe,origen
//	INV-1001,2026-03-02,990000001,EXAMPLE PARTS INC,USD,FCA,26 24 3210 6000123,CON-10,85366999,1000,PZA,0.25,250.00,USA
//
// Required columns: factura, fecha, id_proveedor, moneda, cantidad,
// precio_unitario, importe, and in each row one of parte, descripcion or
// fraccion. Optional: proveedor, incoterm, pedimento (15 digits, any spacing),
// cove, unidad, origen. A row that says TOTAL closes its invoice and must equal
// the sum of its lines.
//
// The package refuses a file as a whole when any row cannot be read exactly;
// each error names row, column, value and what was expected. It reads no
// scanned or printed invoice and converts no currency.
package invoice

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Invoice is one commercial invoice. Texts are "" and amounts unknown when the
// file does not give them.
type Invoice struct {
	Numero      string
	Fecha       document.Date
	ProveedorID string // tax id of the supplier in its country
	Proveedor   string
	Moneda      string       // ISO 4217, three letters
	Incoterm    string       // three letters
	Pedimento   string       // 15 digits, "" when not given
	COVE        string       // acuse de valor
	Total       money.Amount // of a totals row; unknown without one
	Lineas      []Linea
	Header      // what only a printed invoice says
}

// Linea is one line of goods.
type Linea struct {
	Fila           int // row of the file, the heading is row 1
	Parte          string
	Descripcion    string
	Fraccion       string // 8 digits, "" when not given
	Cantidad       money.Amount
	Unidad         string // as written
	PrecioUnitario money.Amount
	Importe        money.Amount
	Origen         string // country, as written
	Detail                // what only a printed line says
}

// Key is the business key: supplier, number and date. A print without a tax
// id has the supplier's name.
func (v *Invoice) Key() string {
	who := v.ProveedorID
	if who == "" {
		who = v.Proveedor
	}
	return who + "+" + v.Numero + "+" + v.Fecha.String()
}
