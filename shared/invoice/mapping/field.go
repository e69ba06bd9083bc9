package mapping

import "example.com/immex/shared/document"

// Field is one figure or text of an invoice or packing list, by the name it
// has in a mapping, in findings and in the JSON contract.
type Field string

// The fields of an invoice or packing list. Those of the document may stand
// in a label above the table or in a column; those of a line only in a column.
const (
	Factura       Field = "factura"      // number of the invoice
	Lista         Field = "lista"        // number of the packing list
	Fecha         Field = "fecha"        // of the document
	IDProveedor   Field = "id_proveedor" // tax id of the seller
	Nombre        Field = "proveedor"    // seller
	IDComprador   Field = "id_comprador" // RFC or tax id of the buyer
	Comprador     Field = "comprador"    // buyer or consignee
	Vinculacion   Field = "vinculacion"  // SI or NO: seller and buyer are related parties
	OrdenCompra   Field = "orden_compra" // purchase order
	Moneda        Field = "moneda"
	Incoterm      Field = "incoterm"
	Pedimento     Field = "pedimento"
	COVE          Field = "cove"
	Subtotal      Field = "subtotal" // of the lines
	Flete         Field = "flete"    // freight charged
	Seguro        Field = "seguro"   // insurance charged
	Embalaje      Field = "embalaje" // packing charged
	OtrosCargos   Field = "otros_cargos"
	Descuento     Field = "descuento"           // a positive figure that lowers the total
	Total         Field = "total"               // of the document
	TotalCantidad Field = "total_cantidad"      // Σ of the lines' quantities
	TotalBultos   Field = "total_bultos"        // Σ of the lines' packages
	TotalNetoKG   Field = "total_peso_neto_kg"  // Σ net kilograms
	TotalNetoLB   Field = "total_peso_neto_lb"  // Σ net pounds
	TotalBrutoKG  Field = "total_peso_bruto_kg" // Σ gross kilograms
	TotalBrutoLB  Field = "total_peso_bruto_lb" // Σ gross pounds

	Parte       Field = "parte"
	Descripcion Field = "descripcion"
	Fraccion    Field = "fraccion" // 8-digit fracción arancelaria
	HTS         Field = "hts"      // tariff code of another country, as written
	Cantidad    Field = "cantidad"
	Unidad      Field = "unidad"
	Precio      Field = "precio_unitario"
	Importe     Field = "importe"
	Origen      Field = "origen"
	Bultos      Field = "bultos"        // packages of the line
	Cartones    Field = "cartones"      // range of carton numbers, as 1-70
	Tarima      Field = "tarima"        // pallet number
	NetoKG      Field = "peso_neto_kg"  // net kilograms of the line
	NetoLB      Field = "peso_neto_lb"  // net pounds of the line
	BrutoKG     Field = "peso_bruto_kg" // gross kilograms of the line
	BrutoLB     Field = "peso_bruto_lb" // gross pounds of the line
	Dimensiones Field = "dimensiones"   // as written, 48x40x36 in
)

// Place says where a field may stand.
type Place int

// The two places.
const (
	OfDocument Place = iota // beside or under a label, or in a column of equal values
	OfLine                  // in a column only
)

// FieldInfo describes a field to a person.
type FieldInfo struct {
	Name    Field
	Place   Place
	Meaning document.Text
}

// Fields lists every field in reading order.
func Fields() []FieldInfo {
	text := func(es, en string) document.Text { return document.Text{ES: es, EN: en} }
	return []FieldInfo{
		{Factura, OfDocument, text("número de factura", "invoice number")},
		{Lista, OfDocument, text("número de lista de empaque", "packing list number")},
		{Fecha, OfDocument, text("fecha del documento", "date of the document")},
		{IDProveedor, OfDocument, text("identificador fiscal del vendedor", "tax id of the seller")},
		{Nombre, OfDocument, text("vendedor", "seller")},
		{IDComprador, OfDocument, text("RFC o identificador fiscal del comprador", "RFC or tax id of the buyer")},
		{Comprador, OfDocument, text("comprador o consignatario", "buyer or consignee")},
		{Vinculacion, OfDocument, text("partes relacionadas: SI o NO", "related parties: YES or NO")},
		{OrdenCompra, OfDocument, text("orden de compra", "purchase order")},
		{Moneda, OfDocument, text("moneda, tres letras", "currency, three letters")},
		{Incoterm, OfDocument, text("incoterm, tres letras", "incoterm, three letters")},
		{Pedimento, OfDocument, text("pedimento, 15 dígitos", "pedimento, 15 digits")},
		{COVE, OfDocument, text("acuse de valor", "acuse de valor (COVE)")},
		{Subtotal, OfDocument, text("suma de los renglones", "sum of the lines")},
		{Flete, OfDocument, text("flete cobrado", "freight charged")},
		{Seguro, OfDocument, text("seguro cobrado", "insurance charged")},
		{Embalaje, OfDocument, text("embalaje cobrado", "packing charged")},
		{OtrosCargos, OfDocument, text("otros cargos", "other charges")},
		{Descuento, OfDocument, text("descuento", "discount")},
		{Total, OfDocument, text("total del documento", "total of the document")},
		{TotalCantidad, OfDocument, text("suma de cantidades", "sum of quantities")},
		{TotalBultos, OfDocument, text("suma de bultos", "sum of packages")},
		{TotalNetoKG, OfDocument, text("peso neto total, kg", "total net weight, kg")},
		{TotalNetoLB, OfDocument, text("peso neto total, lb", "total net weight, lb")},
		{TotalBrutoKG, OfDocument, text("peso bruto total, kg", "total gross weight, kg")},
		{TotalBrutoLB, OfDocument, text("peso bruto total, lb", "total gross weight, lb")},
		{Parte, OfLine, text("número de parte", "part number")},
		{Descripcion, OfLine, text("descripción", "description")},
		{Fraccion, OfLine, text("fracción arancelaria, 8 dígitos", "fracción arancelaria, 8 digits")},
		{HTS, OfLine, text("código arancelario de otro país", "tariff code of another country")},
		{Cantidad, OfLine, text("cantidad", "quantity")},
		{Unidad, OfLine, text("unidad", "unit")},
		{Precio, OfLine, text("precio unitario", "unit price")},
		{Importe, OfLine, text("importe", "amount")},
		{Origen, OfLine, text("país de origen", "country of origin")},
		{Bultos, OfLine, text("bultos", "packages")},
		{Cartones, OfLine, text("cartones, como 1-70", "cartons, as 1-70")},
		{Tarima, OfLine, text("tarima", "pallet")},
		{NetoKG, OfLine, text("peso neto, kg", "net weight, kg")},
		{NetoLB, OfLine, text("peso neto, lb", "net weight, lb")},
		{BrutoKG, OfLine, text("peso bruto, kg", "gross weight, kg")},
		{BrutoLB, OfLine, text("peso bruto, lb", "gross weight, lb")},
		{Dimensiones, OfLine, text("dimensiones", "dimensions")},
	}
}

// info describes a field by name.
func info(name Field) (FieldInfo, bool) {
	for _, f := range Fields() {
		if f.Name == name {
			return f, true
		}
	}
	return FieldInfo{}, false
}
