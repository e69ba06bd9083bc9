package invoicedocs

import "slices"

// cell is a column of the table of goods.
type cell struct {
	id     string
	head   []string // lines of its heading
	x0, x1 float64
	align  string // L, C or R, of the values
	headAs string // of the heading; "" is as the values
}

// layout is one invented form.
type layout struct {
	name     string
	packing  bool
	a4       bool
	font     string // Helvetica, Times, Courier, go, gomono
	size     float64
	header   string // columns, boxes, colons, rows
	spanish  bool
	numbers  string // point, comma, blank, plain
	currency string
	inHead   bool   // the currency stands in the headings only
	date     string // iso, mdy, dmy, named, nombre
	cells    []cell
	ruled    bool
	centred  bool // cells are centred from top to bottom
	perPage  int
	lines    [2]int // least and most lines of goods
	pageSum  bool
	pages    bool // "Page n of N"
	dollar   bool // a "$" at the left of amounts
	prices   int  // decimals of unit prices
	charges  []string
	totalRow bool // one row of totals under the columns
	boxSums  bool // totals in boxes: labels above figures
}

// layouts are the forms, invoices first.
func layouts() []layout {
	return slices.Concat(firstInvoices(), moreInvoices(), packingLists())
}

// firstInvoices are the invoices with headers in columns, boxes and typed lists.
func firstInvoices() []layout {
	return []layout{
		{
			name: "aduana", font: "Helvetica", size: 7.5, header: "columns", numbers: "point", currency: "USD", date: "mdylabel", ruled: true,
			perPage: 14, lines: [2]int{1, 9}, prices: 4, charges: []string{"flete", "seguro"}, pages: true,
			cells: []cell{
				{"parte", []string{"ITEM NO"}, 30, 92, "L", ""},
				{"descripcion", []string{"DESCRIPTION"}, 95, 240, "L", ""},
				{"pedida", []string{"QUANTITY", "ORDERED"}, 243, 290, "R", "C"},
				{"cantidad", []string{"QUANTITY", "SHIPPED"}, 293, 340, "R", "C"},
				{"unidad", []string{"UOM"}, 343, 366, "C", ""},
				{"origen", []string{"COO"}, 369, 392, "C", ""},
				{"hts", []string{"HTS", "CODE"}, 395, 455, "C", ""},
				{"precio_unitario", []string{"NET UNIT", "PRICE"}, 458, 515, "R", "R"},
				{"importe", []string{"NET", "AMOUNT"}, 518, 582, "R", "R"},
			},
		},
		{
			name: "europea", a4: true, font: "go", size: 8, header: "boxes", numbers: "comma", currency: "EUR", date: "dmyproof",
			perPage: 16, lines: [2]int{2, 12}, prices: 3, charges: []string{"flete", "embalaje", "descuento"},
			cells: []cell{
				{"renglon", []string{"Pos."}, 40, 62, "R", ""},
				{"parte", []string{"Article"}, 70, 140, "L", ""},
				{"descripcion", []string{"Description"}, 146, 300, "L", ""},
				{"cantidad", []string{"Quantity"}, 310, 365, "R", ""},
				{"unidad", []string{"Unit"}, 370, 395, "L", ""},
				{"precio_unitario", []string{"Unit price"}, 400, 470, "R", ""},
				{"importe", []string{"Amount"}, 480, 555, "R", ""},
			},
		},
		{
			name: "mecanografica", font: "Courier", size: 8, header: "colons", numbers: "plain", currency: "USD", date: "iso",
			perPage: 20, lines: [2]int{1, 14}, prices: 4, charges: []string{"flete"}, inHead: true,
			cells: []cell{
				{"parte", []string{"PART NUMBER"}, 36, 110, "L", ""},
				{"descripcion", []string{"DESCRIPTION"}, 120, 280, "L", ""},
				{"cantidad", []string{"QTY"}, 285, 340, "R", ""},
				{"unidad", []string{"UM"}, 350, 372, "L", ""},
				{"precio_unitario", []string{"PRICE (USD)"}, 375, 470, "R", ""},
				{"importe", []string{"AMOUNT (USD)"}, 478, 570, "R", ""},
			},
		},
		{
			name: "factura", font: "Times", size: 9, header: "colons", spanish: true, numbers: "point", currency: "USD", date: "nombre", ruled: true,
			perPage: 12, lines: [2]int{1, 10}, prices: 5, charges: []string{"flete", "seguro", "embalaje"}, dollar: true, pages: true,
			cells: []cell{
				{"parte", []string{"No. de parte"}, 30, 95, "L", "C"},
				{"descripcion", []string{"Descripción de la mercancía"}, 98, 232, "L", "C"},
				{"fraccion", []string{"Fracción", "arancelaria"}, 235, 288, "C", ""},
				{"origen", []string{"País de", "origen"}, 291, 325, "C", ""},
				{"cantidad", []string{"Cantidad"}, 328, 375, "R", "C"},
				{"unidad", []string{"U.M."}, 378, 402, "C", ""},
				{"precio_unitario", []string{"Precio", "unitario"}, 405, 465, "R", "C"},
				{"importe", []string{"Importe"}, 468, 530, "R", "C"},
				{"peso_neto_kg", []string{"Peso neto", "(kg)"}, 533, 582, "R", "C"},
			},
			totalRow: true,
		},
	}
}

// moreInvoices are the bilingual, long and bare invoices.
func moreInvoices() []layout {
	return []layout{
		{
			name: "bilingue", font: "go", size: 7, header: "boxes", numbers: "point", currency: "USD", date: "named", ruled: true, centred: true,
			perPage: 10, lines: [2]int{2, 8}, prices: 4, charges: []string{"flete", "otros_cargos"}, boxSums: true,
			cells: []cell{
				{"renglon", []string{"LINE", "RENGLON"}, 28, 62, "C", ""},
				{"parte", []string{"PART NUMBER", "NUMERO DE PARTE"}, 66, 132, "L", "C"},
				{"descripcion", []string{"DESCRIPTION OF GOODS", "DESCRIPCION DE LA MERCANCIA"}, 136, 268, "L", "C"},
				{"cantidad", []string{"QUANTITY", "CANTIDAD"}, 272, 322, "R", "C"},
				{"unidad", []string{"UNIT OF MEASURE", "UNIDAD DE MEDIDA"}, 324, 392, "C", ""},
				{"precio_unitario", []string{"UNIT PRICE USD", "PRECIO UNITARIO"}, 396, 460, "R", "C"},
				{"importe", []string{"TOTAL VALUE USD", "VALOR TOTAL"}, 464, 526, "R", "C"},
				{"origen", []string{"ORIGIN", "ORIGEN"}, 530, 582, "C", ""},
			},
		},
		{
			name: "larga", font: "Helvetica", size: 8, header: "rows", numbers: "point", currency: "USD", date: "iso",
			perPage: 11, lines: [2]int{13, 40}, prices: 4, charges: []string{"flete", "descuento"}, pageSum: true, pages: true,
			cells: []cell{
				{"renglon", []string{"#"}, 30, 46, "R", ""},
				{"parte", []string{"Part No."}, 54, 120, "L", ""},
				{"descripcion", []string{"Description"}, 126, 270, "L", ""},
				{"hts", []string{"HTS Code"}, 276, 335, "L", ""},
				{"origen", []string{"Country of", "Origin"}, 340, 385, "C", ""},
				{"cantidad", []string{"Qty"}, 390, 432, "R", ""},
				{"unidad", []string{"UOM"}, 437, 460, "L", ""},
				{"precio_unitario", []string{"Unit", "Price"}, 464, 515, "R", ""},
				{"importe", []string{"Extended", "Price"}, 518, 582, "R", ""},
			},
		},
		{
			name: "blancos", a4: true, font: "Helvetica", size: 8.5, header: "boxes", numbers: "blank", currency: "EUR", date: "dmyproof",
			perPage: 15, lines: [2]int{1, 9}, prices: 2, charges: []string{"flete", "seguro"}, totalRow: true,
			cells: []cell{
				{"parte", []string{"Product code"}, 40, 110, "L", ""},
				{"descripcion", []string{"Goods description"}, 116, 280, "L", ""},
				{"origen", []string{"Origin"}, 286, 322, "C", ""},
				{"cantidad", []string{"Quantity"}, 326, 384, "R", ""},
				{"unidad", []string{"Unit"}, 390, 414, "L", ""},
				{"precio_unitario", []string{"Unit price"}, 418, 482, "R", ""},
				{"importe", []string{"Total"}, 488, 555, "R", ""},
			},
		},
		{
			name: "sinparte", font: "gomono", size: 7.5, header: "rows", numbers: "point", currency: "USD", date: "named",
			perPage: 18, lines: [2]int{1, 12}, prices: 4, charges: []string{"flete", "seguro", "descuento"}, totalRow: true,
			cells: []cell{
				{"cantidad", []string{"QTY"}, 36, 82, "R", ""},
				{"unidad", []string{"UNIT"}, 88, 112, "L", ""},
				{"parte", []string{"PART NO."}, 120, 195, "L", ""},
				{"descripcion", []string{"DESCRIPTION"}, 205, 360, "L", ""},
				{"peso_neto_kg", []string{"NET KG"}, 366, 416, "R", ""},
				{"peso_bruto_kg", []string{"GROSS KG"}, 420, 468, "R", ""},
				{"precio_unitario", []string{"PRICE"}, 472, 515, "R", ""},
				{"importe", []string{"AMOUNT"}, 518, 580, "R", ""},
			},
		},
	}
}

// packingLists are the packing lists.
func packingLists() []layout {
	return []layout{
		{
			name: "rangos", packing: true, font: "Helvetica", size: 8, header: "colons", numbers: "point", date: "iso", ruled: true,
			perPage: 16, lines: [2]int{2, 12}, pages: true, totalRow: true,
			cells: []cell{
				{"cartones", []string{"CARTON NO."}, 36, 90, "C", ""},
				{"bultos", []string{"CTNS"}, 94, 124, "R", ""},
				{"parte", []string{"PART NO."}, 130, 200, "L", ""},
				{"descripcion", []string{"DESCRIPTION"}, 206, 330, "L", ""},
				{"cantidad", []string{"QUANTITY"}, 334, 384, "R", ""},
				{"unidad", []string{"UOM"}, 388, 414, "C", ""},
				{"peso_neto_kg", []string{"N.W.", "(KGS)"}, 418, 470, "R", ""},
				{"peso_bruto_kg", []string{"G.W.", "(KGS)"}, 474, 524, "R", ""},
				{"dimensiones", []string{"DIMENSIONS"}, 528, 582, "L", ""},
			},
		},
		{
			name: "tarimas", packing: true, font: "go", size: 7.5, header: "boxes", numbers: "point", date: "named",
			perPage: 14, lines: [2]int{2, 10}, totalRow: true,
			cells: []cell{
				{"tarima", []string{"PALLET"}, 30, 66, "C", ""},
				{"parte", []string{"PART NUMBER"}, 72, 140, "L", ""},
				{"cantidad", []string{"QTY"}, 150, 200, "R", ""},
				{"unidad", []string{"UOM"}, 206, 232, "L", ""},
				{"bultos", []string{"CARTONS"}, 238, 280, "R", ""},
				{"peso_neto_kg", []string{"NET WEIGHT", "(KG)"}, 286, 350, "R", ""},
				{"peso_neto_lb", []string{"NET WEIGHT", "(LB)"}, 356, 420, "R", ""},
				{"peso_bruto_kg", []string{"GROSS WEIGHT", "(KG)"}, 426, 496, "R", ""},
				{"peso_bruto_lb", []string{"GROSS WEIGHT", "(LB)"}, 502, 576, "R", ""},
			},
		},
		{
			name: "empaque", packing: true, a4: true, font: "Times", size: 9, header: "rows", spanish: true, numbers: "comma", date: "nombre",
			perPage: 16, lines: [2]int{1, 9},
			cells: []cell{
				{"parte", []string{"Número de parte"}, 40, 120, "L", ""},
				{"descripcion", []string{"Descripción"}, 126, 280, "L", ""},
				{"cantidad", []string{"Cantidad"}, 286, 345, "R", ""},
				{"bultos", []string{"Bultos"}, 352, 392, "R", ""},
				{"peso_neto_kg", []string{"Peso neto (kg)"}, 398, 470, "R", ""},
				{"peso_bruto_kg", []string{"Peso bruto (kg)"}, 476, 555, "R", ""},
			},
		},
	}
}
