// Package ubl reads the invoice and the credit note of OASIS UBL 2.x, as
// foreign suppliers send them electronically (ISO/IEC 19845; EN 16931 gives
// the fields their meaning and the sums their rules).
//
// Example: invoice "CROSS-1" of 20 pieces at 90.00 EUR, 1,800.00 in all.
//
// The package takes no fracción from it: the classification of a supplier is
// that of its own country. It converts no currency, and refuses an invoice
// whose lines and totals do not cross-foot.
package ubl

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
)

// MaxLineas bounds one document.
const MaxLineas = 20_000

// Documento is one invoice or credit note. Texts are "" and amounts unknown
// when absent; amounts are in Moneda.
type Documento struct {
	Credito    bool   // a credit note: it takes back what an invoice billed
	Tipo       string // InvoiceTypeCode or CreditNoteTypeCode (UNTDID 1001)
	Numero     string // BT-1
	Fecha      document.Date
	Moneda     string // BT-5
	Orden      string // OrderReference
	Facturas   []string
	Incoterm   string // DeliveryTerms
	Vendedor   Parte
	Comprador  Parte
	Lineas     []Linea
	SumaLineas money.Amount // LineExtensionAmount, BT-106
	Descuentos money.Amount // AllowanceTotalAmount, BT-107
	Cargos     money.Amount // ChargeTotalAmount, BT-108
	SinImpto   money.Amount // TaxExclusiveAmount, BT-109
	Impuesto   money.Amount // TaxTotal in Moneda, BT-110
	ConImpto   money.Amount // TaxInclusiveAmount, BT-112
	Anticipo   money.Amount // PrepaidAmount, BT-113
	Redondeo   money.Amount // PayableRoundingAmount, BT-114
	Total      money.Amount // PayableAmount, BT-115
	Cotejo     document.Cotejo
	Findings   document.Findings
}

// Parte is seller or buyer.
type Parte struct{ ID, Nombre, Pais string }

// Linea is one line of goods or services.
type Linea struct {
	Where       string
	ID          string
	Cantidad    money.Amount
	Unidad      string // UN/ECE Rec. 20
	Importe     money.Amount
	Ajuste      money.Amount // charges less allowances of the line
	Precio      money.Amount // per Base units
	Base        money.Amount // BaseQuantity; unknown is one
	Vendedor    string       // the seller's part number
	Comprador   string       // the buyer's part number
	Estandar    string       // GTIN and the like
	Nombre      string
	Descripcion string
	Origen      string // country
	Series      []string
	Lote        string
	Codigos     []Codigo // classifications, as HS or HTS
}

// Codigo is a classification with the list it is of.
type Codigo struct{ Lista, Codigo string }

// Key is the business key: supplier, number and date.
func (d *Documento) Key() string { return d.header().Key() }

func (d *Documento) header() *invoice.Invoice {
	return &invoice.Invoice{
		Numero: d.Numero, Fecha: d.Fecha, ProveedorID: d.Vendedor.ID, Proveedor: d.Vendedor.Nombre, Moneda: d.Moneda,
		Incoterm: d.Incoterm, Total: d.Total,
	}
}

// Invoice is the document as the product holds commercial invoices; ok is
// false for a credit note, whose amounts have the other sign.
func (d *Documento) Invoice() (v *invoice.Invoice, ok bool) {
	v = d.header()
	for i := range d.Lineas {
		l := &d.Lineas[i]
		part := l.Comprador
		if part == "" {
			part = l.Vendedor
		}
		v.Lineas = append(v.Lineas, invoice.Linea{
			Fila: i + 1, Parte: part, Descripcion: l.text(), Cantidad: l.Cantidad, Unidad: l.Unidad,
			PrecioUnitario: l.Precio, Importe: l.Importe, Origen: l.Origen,
		})
	}
	return v, !d.Credito
}

func (l *Linea) text() string {
	if l.Descripcion != "" {
		return l.Descripcion
	}
	return l.Nombre
}
