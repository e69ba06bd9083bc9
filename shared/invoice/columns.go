package invoice

import (
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/sheet"
)

// The fields are those of a mapping, so that one word names a figure in the
// headings, the findings and the JSON contract.
type field = mapping.Field

// headings lists the headings a field is known by when no mapping says so,
// folded; the first is the one templates use.
func headings() map[field][]string {
	return map[field][]string{
		mapping.Factura:     {"factura", "numero_factura", "no_factura", "num_factura", "invoice", "invoice_number", "invoice_no", "invoice_num"},
		mapping.Fecha:       {"fecha", "fecha_factura", "date", "invoice_date"},
		mapping.IDProveedor: {"id_proveedor", "id_fiscal", "tax_id", "supplier_id", "supplier_tax_id", "vendor_id", "id_fiscal_proveedor"},
		mapping.Nombre:      {"proveedor", "nombre_proveedor", "supplier", "supplier_name", "vendor", "vendor_name", "seller"},
		mapping.IDComprador: {"id_comprador", "id_fiscal_comprador", "buyer_id", "buyer_tax_id"},
		mapping.Comprador:   {"comprador", "nombre_comprador", "buyer", "buyer_name"},
		mapping.Vinculacion: {"vinculacion", "partes_relacionadas", "related_parties", "related_party"},
		mapping.Moneda:      {"moneda", "currency"},
		mapping.Incoterm:    {"incoterm", "termino_facturacion", "terms"},
		mapping.Pedimento:   {"pedimento", "numero_pedimento", "num_pedimento", "no_pedimento", "pedimento_number"},
		mapping.COVE:        {"cove", "acuse_valor", "e_document"},
		mapping.Parte:       {"parte", "numero_parte", "no_parte", "num_parte", "part", "part_number", "part_no", "item", "sku"},
		mapping.Descripcion: {"descripcion", "description"},
		mapping.Fraccion:    {"fraccion", "fraccion_arancelaria", "tariff_fraction", "tariff_fraction_mx", "mx_tariff_fraction", "hts_mx"},
		mapping.HTS:         {"hts", "hts_code", "hts_us", "us_hts", "hs_code", "hs", "tariff", "tariff_code", "htsus", "taric", "schedule_b"},
		mapping.Cantidad:    {"cantidad", "quantity", "qty"},
		mapping.Unidad:      {"unidad", "unidad_medida", "umc", "unit", "uom"},
		mapping.Precio:      {"precio_unitario", "precio", "unit_price", "price"},
		mapping.Importe:     {"importe", "valor", "amount", "total_amount", "line_total"},
		mapping.Origen:      {"origen", "pais_origen", "origin", "country_of_origin", "coo"},
		mapping.Lista:       {"lista", "lista_empaque", "packing_list", "packing_list_number", "packing_list_no"},
		mapping.Bultos:      {"bultos", "cajas", "packages", "cartons", "boxes"},
		mapping.Cartones:    {"cartones", "rango_cartones", "carton_range", "carton_no", "carton_numbers"},
		mapping.Tarima:      {"tarima", "pallet", "pallet_no"},
		mapping.NetoKG:      {"peso_neto_kg", "neto_kg", "net_weight_kg", "net_kg", "net_weight_kgs"},
		mapping.NetoLB:      {"peso_neto_lb", "neto_lb", "net_weight_lb", "net_lb", "net_weight_lbs"},
		mapping.BrutoKG:     {"peso_bruto_kg", "bruto_kg", "gross_weight_kg", "gross_kg", "gross_weight_kgs"},
		mapping.BrutoLB:     {"peso_bruto_lb", "bruto_lb", "gross_weight_lb", "gross_lb", "gross_weight_lbs"},
		mapping.Dimensiones: {"dimensiones", "medidas", "dimensions"},
	}
}

// invoiceOnly are headings that no packing list has.
func invoiceOnly() []field { return []field{mapping.Precio, mapping.Importe} }

// required are the columns without which a table is no invoice of ours.
func required() []field {
	return []field{mapping.Factura, mapping.Fecha, mapping.IDProveedor, mapping.Moneda, mapping.Cantidad, mapping.Precio, mapping.Importe}
}

// columnsOf maps the headings of a row; repeated is a field two headings name.
func columnsOf(row *sheet.Row, m *mapping.Index) (at map[field]int, repeated field) {
	byName := map[string]field{}
	if m == nil {
		for f, names := range headings() {
			for _, n := range names {
				byName[n] = f
			}
		}
	}
	at = map[field]int{}
	for i := range row.Cells {
		text := row.Cells[i].Text
		f, ok := byName[sheet.Fold(text)]
		if m != nil {
			f, ok = m.Column(text)
		}
		if !ok {
			continue
		}
		if _, twice := at[f]; twice && repeated == "" {
			repeated = f
		}
		at[f] = i
	}
	return at, repeated
}

func has(at map[field]int, fields ...field) bool {
	for _, f := range fields {
		if _, ok := at[f]; !ok {
			return false
		}
	}
	return true
}

func hasAny(at map[field]int, fields ...field) bool {
	for _, f := range fields {
		if _, ok := at[f]; ok {
			return true
		}
	}
	return false
}

// isInvoice and isPacking tell what a row of headings is the heading of.
func isInvoice(at map[field]int, mapped bool) bool {
	if mapped { // the number may stand above the table
		return has(at, mapping.Cantidad, mapping.Importe) || has(at, mapping.Cantidad, mapping.Precio)
	}
	return has(at, mapping.Factura, mapping.Cantidad, mapping.Importe)
}

func isPacking(at map[field]int) bool {
	return has(at, mapping.Cantidad) && hasAny(at, mapping.Parte, mapping.Descripcion) && !hasAny(at, invoiceOnly()...) &&
		hasAny(at, mapping.Bultos, mapping.Cartones, mapping.NetoKG, mapping.NetoLB, mapping.BrutoKG, mapping.BrutoLB)
}

// headingWithin is how many rows with content may stand above the table: the
// letterhead and the addresses.
const headingWithin = 60

// What says what a table is.
type What int

// What a table may be.
const (
	Neither What = iota
	IsInvoice
	IsPacking
)

// Recognise says what a sheet is by its headings, under a mapping or, with
// nil, under the headings of this package.
func Recognise(s *sheet.Sheet, m *mapping.Mapping) What {
	var x *mapping.Index
	if m != nil {
		x = m.Index()
	}
	what, _ := headingRow(s, x)
	return what
}

// headingRow finds the first row that is the heading of a table.
func headingRow(s *sheet.Sheet, m *mapping.Index) (what What, index int) {
	for i := range s.Rows[:min(len(s.Rows), headingWithin)] {
		at, _ := columnsOf(&s.Rows[i], m)
		switch {
		case isInvoice(at, m != nil):
			return IsInvoice, i
		case isPacking(at):
			return IsPacking, i
		}
	}
	return Neither, -1
}

// Sniff says what b is by the headings of this package, Neither when it has none
// of them.
func Sniff(b []byte) What {
	s := sheet.Head(b, 3)
	if s == nil {
		return Neither
	}
	return Recognise(s, nil)
}
