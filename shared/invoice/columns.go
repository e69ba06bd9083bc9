package invoice

import "strings"

// column is a field a heading may name.
type column int

const (
	colNone column = iota
	colNumero
	colFecha
	colProveedorID
	colProveedor
	colMoneda
	colIncoterm
	colPedimento
	colCOVE
	colParte
	colDescripcion
	colFraccion
	colCantidad
	colUnidad
	colPrecio
	colImporte
	colOrigen
	columns
)

// headings lists, per column, the name it has in findings and the headings it
// is known by, folded (lower case, no accents, blanks and dots as "_").
func headings() map[column][]string {
	return map[column][]string{
		colNumero:      {"factura", "numero_factura", "no_factura", "num_factura", "invoice", "invoice_number", "invoice_no", "invoice_num"},
		colFecha:       {"fecha", "fecha_factura", "date", "invoice_date"},
		colProveedorID: {"id_proveedor", "id_fiscal", "tax_id", "supplier_id", "supplier_tax_id", "vendor_id", "id_fiscal_proveedor"},
		colProveedor:   {"proveedor", "nombre_proveedor", "supplier", "supplier_name", "vendor", "vendor_name", "seller"},
		colMoneda:      {"moneda", "currency"},
		colIncoterm:    {"incoterm", "termino_facturacion", "terms"},
		colPedimento:   {"pedimento", "numero_pedimento", "num_pedimento", "no_pedimento", "pedimento_number"},
		colCOVE:        {"cove", "acuse_valor", "e_document"},
		colParte:       {"parte", "numero_parte", "no_parte", "num_parte", "part", "part_number", "part_no", "item", "sku"},
		colDescripcion: {"descripcion", "description"},
		colFraccion:    {"fraccion", "fraccion_arancelaria", "hts", "hs_code", "tariff", "hts_mx"},
		colCantidad:    {"cantidad", "quantity", "qty"},
		colUnidad:      {"unidad", "unidad_medida", "umc", "unit", "uom"},
		colPrecio:      {"precio_unitario", "precio", "unit_price", "price"},
		colImporte:     {"importe", "valor", "amount", "total_amount", "line_total"},
		colOrigen:      {"origen", "pais_origen", "origin", "country_of_origin", "coo"},
	}
}

// required are the columns without which the file is no invoice of ours.
func required() []column {
	return []column{colNumero, colFecha, colProveedorID, colMoneda, colCantidad, colPrecio, colImporte}
}

// name is the heading used in findings.
func (c column) name() string { return headings()[c][0] }

// fold makes headings comparable.
func fold(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n", "#", "no").Replace(s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "_")
}

// columnsOf maps the headings; repeated is a column two headings name.
func columnsOf(header []string) (at map[column]int, repeated column) {
	byName := map[string]column{}
	for c, names := range headings() {
		for _, n := range names {
			byName[n] = c
		}
	}
	at = map[column]int{}
	for i, h := range header {
		c, ok := byName[fold(h)]
		if !ok {
			continue
		}
		if _, twice := at[c]; twice && repeated == colNone {
			repeated = c
		}
		at[c] = i
	}
	return at, repeated
}
