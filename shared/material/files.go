package material

import "example.com/immex/shared/document"

// Files are the templates of the files that are no tables. What a
// person must say is empty and refused with its line until it is filled in;
// the examples stand in comments, so that none is taken for a fact.
func Files() map[string]document.Text {
	return map[string]document.Text{
		"programa": programaTemplate(),
		"mapeo": {
			ES: `# Lo aprendido de los archivos de un proveedor: sus encabezados y rótulos para nuestros campos.
proveedor: {id: "", nombre: ""} # {id: "99-1234567", nombre: "SAMPLE PARTS INC"}
# textos que deben estar en el documento para que valga
reconoce: []                    # ["SAMPLE PARTS INC"]
columnas:
  parte: []                     # ["Item"]
  cantidad: []                  # ["Shipped"]
  precio_unitario: []           # ["Net price"]
  importe: []                   # ["Extended"]
etiquetas:
  factura: []                   # ["Document"]
  fecha: []                     # ["Issued"]
  total: []                     # ["Grand total"]
# su unidad: la clave del Apéndice 7
unidades: {}                    # {EA: "6"}
fecha: ""                       # MM/DD/AAAA
decimal: ""                     # "."
moneda: ""                      # USD
vigente_desde: ""               # 2026-01-01
`,
			EN: `# What was learned of a supplier's files: its headings and labels for our fields.
proveedor: {id: "", nombre: ""} # {id: "99-1234567", nombre: "SAMPLE PARTS INC"}
# texts that must stand in the document for it to apply
reconoce: []                    # ["SAMPLE PARTS INC"]
columnas:
  parte: []                     # ["Item"]
  cantidad: []                  # ["Shipped"]
  precio_unitario: []           # ["Net price"]
  importe: []                   # ["Extended"]
etiquetas:
  factura: []                   # ["Document"]
  fecha: []                     # ["Issued"]
  total: []                     # ["Grand total"]
# its unit: the key of Apéndice 7
unidades: {}                    # {EA: "6"}
fecha: ""                       # MM/DD/AAAA
decimal: ""                     # "."
moneda: ""                      # USD
vigente_desde: ""               # 2026-01-01
`,
		},
	}
}

// programaTemplate is the template of the programme.
func programaTemplate() document.Text {
	return document.Text{
		ES: `# Programa IMMEX. Llénelo y entréguelo como cualquier documento.
rfc: ""           # MEN210101AB1
nombre: ""        # Manufacturas Ejemplo del Norte, S.A. de C.V.
programa: ""      # 1234-2006
# material: fraccion, o part cuando las facturas, los CFDI o el catálogo dan el número de parte
inventory_key: fraccion
# sin documento que dé la parte: ninguna, o catalogo para suponer la única de la tabla partes con su fracción y UMT
parte_sin_factura: ninguna
# salida sin lista de materiales: faltante, o directo para descargar la misma fracción como supuesto
sin_bom: faltante
# registro de certificación, un renglón por periodo: iva_ieps, oea, comercializadora o socio
certificaciones: [] # [{tipo: iva_ieps, nivel: AA, desde: 2020-06-01}]
sectores: []        # de PROSEC: [IIa, XIXb]
plantas: []         # [{lugar: PLANTA-1, desde: 2021-01-01}]
vigente_desde: "" # 2021-01-01
`,
		EN: `# IMMEX programme. Fill it in and deliver it like any document.
rfc: ""           # MEN210101AB1
nombre: ""        # Manufacturas Ejemplo del Norte, S.A. de C.V.
programa: ""      # 1234-2006
# material: fraccion, or part when invoices, CFDI or the catalogue give the part number
inventory_key: fraccion
# no document gives the part: ninguna for none, or catalogo to assume the only one of table partes with its fracción and UMT
parte_sin_factura: ninguna
# exit without a BOM: faltante is a shortage; directo discharges the same fracción, as assumed
sin_bom: faltante
# certification register, one row for each period: iva_ieps, oea, comercializadora or socio
certificaciones: [] # [{tipo: iva_ieps, nivel: AA, desde: 2020-06-01}]
sectores: []        # of PROSEC: [IIa, XIXb]
plantas: []         # [{lugar: PLANTA-1, desde: 2021-01-01}]
vigente_desde: "" # 2021-01-01
`,
	}
}
