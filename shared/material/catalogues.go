package material

// partes is the catalogue of parts (Anexo 24, catálogo de materiales).
func partes() Table {
	return Table{
		Name: "partes", Title: text("catálogo de partes", "parts catalogue"),
		Identity: []string{"parte"}, From: "vigente_desde", To: "vigente_hasta", check: checkPartes,
		Columns: []Column{
			{Name: "parte", English: "part", Aliases: also("numero_parte", "numero_de_parte", "no_parte", "part_number", "material", "sku"), Type: TypeKey, Required: true, Meaning: text("número de parte de la planta", "the plant's part number"), Example: "CON-10"},
			{Name: "descripcion", English: "description", Type: TypeText, Required: true, Meaning: text("descripción comercial", "commercial description"), Example: "Conector"},
			{Name: "tipo", English: "type", Aliases: also("tipo_material", "material_type"), Type: TypeEnum, Values: []string{"insumo", "producto", "activo", "empaque", "desperdicio"}, Meaning: text("insumo, producto, activo, empaque o desperdicio", "insumo (input), producto (product), activo (asset), empaque (packing) or desperdicio (scrap)"), Example: "insumo"},
			{Name: "fraccion", English: "hts_mx", Aliases: also("fraccion_arancelaria"), Type: TypeFraccion, Required: true, Meaning: text("fracción arancelaria de la LIGIE, 8 dígitos", "Mexican tariff item, 8 digits"), Example: "85366999"},
			{Name: "nico", English: "nico", Type: TypeNICO, Meaning: text("número de identificación comercial, 2 dígitos", "commercial identification number, 2 digits"), Example: "00"},
			{Name: "umc", English: "commercial_unit", Aliases: also("unidad", "unidad_comercial", "unit", "uom"), Type: TypeUnidad, Required: true, Meaning: text("unidad de medida comercial: clave o nombre del Apéndice 7", "commercial unit: key or name of Apéndice 7"), Example: "6"},
			{Name: "umt", English: "tariff_unit", Aliases: also("unidad_tarifa"), Type: TypeUnidad, Required: true, Meaning: text("unidad de medida de la tarifa", "tariff unit"), Example: "1"},
			{Name: "factor", English: "factor", Aliases: also("factor_conversion", "conversion_factor"), Type: TypeFactor, Meaning: text("UMT por cada UMC; obligatorio si miden cosas distintas", "tariff units per commercial unit; required when they measure different things"), Example: "0.0125"},
			{Name: "evidencia", English: "evidence", Aliases: also("sustento"), Type: TypeText, Meaning: text("de dónde sale el factor: ficha técnica, pesaje", "where the factor comes from: data sheet, weighing"), Example: "Ficha técnica FT-10"},
			{Name: "vigente_desde", English: "valid_from", Aliases: also("desde"), Type: TypeDate, Required: true, Meaning: text("primer día en que vale el renglón", "first day the row holds"), Example: "2026-01-01"},
			{Name: "vigente_hasta", English: "valid_to", Aliases: also("hasta"), Type: TypeDate, Meaning: text("último día; vacío si sigue vigente", "last day; empty while it holds"), Example: ""},
		},
	}
}

// alias is the other names of a part: the supplier's, the customer's, old ones.
func alias() Table {
	return Table{
		Name: "alias", Title: text("otros nombres de las partes", "other names of parts"),
		Identity: []string{"alias", "de"}, From: "vigente_desde", To: "vigente_hasta", check: checkAlias,
		Columns: []Column{
			{Name: "alias", English: "alias", Aliases: also("parte_alterna", "alternate_part", "otro_nombre"), Type: TypeKey, Required: true, Meaning: text("el otro nombre de la parte", "the other name of the part"), Example: "C10-REV-B"},
			{Name: "parte", English: "part", Aliases: also("numero_parte", "numero_de_parte", "no_parte", "part_number"), Type: TypeKey, Required: true, Meaning: text("número de parte de la planta", "the plant's part number"), Example: "CON-10"},
			{Name: "de", English: "used_by", Aliases: also("usado_por", "owner"), Type: TypeText, Meaning: text("quién la llama así: proveedor, cliente, planta", "who calls it so: supplier, customer, plant"), Example: "EXAMPLE PARTS INC"},
			{Name: "vigente_desde", English: "valid_from", Aliases: also("desde"), Type: TypeDate, Required: true, Meaning: text("primer día en que vale", "first day it holds"), Example: "2026-01-01"},
			{Name: "vigente_hasta", English: "valid_to", Aliases: also("hasta"), Type: TypeDate, Meaning: text("último día; vacío si sigue vigente", "last day; empty while it holds"), Example: ""},
		},
	}
}

// bom is the bill of materials by version.
func bom() Table {
	return Table{
		Name: "bom", Title: text("lista de materiales por versión", "bill of materials by version"),
		Identity: []string{"producto", "version", "componente"}, check: checkBOM,
		Columns: []Column{
			{Name: "producto", English: "product", Aliases: also("ensamble", "assembly", "parent", "padre"), Type: TypeKey, Required: true, Meaning: text("parte que se fabrica", "part that is made"), Example: "PT-900"},
			{Name: "componente", English: "component", Aliases: also("material", "child", "hijo"), Type: TypeKey, Required: true, Meaning: text("parte que se consume", "part that is consumed"), Example: "CON-10"},
			{Name: "cantidad", English: "quantity", Aliases: also("cantidad_por_unidad", "quantity_per", "qty_per", "qty", "consumo"), Type: TypeFactor, Required: true, Meaning: text("cantidad neta por cada unidad de producto", "net quantity per unit of product"), Example: "2"},
			{Name: "unidad", English: "unit", Aliases: also("um", "uom", "unidad_medida"), Type: TypeUnidad, Required: true, Meaning: text("unidad del componente: clave o nombre del Apéndice 7", "unit of the component: key or name of Apéndice 7"), Example: "PZA"},
			{Name: "merma", English: "shrinkage", Aliases: also("merma_pct", "merma_porcentaje", "porcentaje_merma", "shrinkage_pct"), Type: TypePercent, Meaning: text("merma, en por ciento de lo consumido", "shrinkage, per cent of what is consumed"), Example: "2%"},
			{Name: "desperdicio", English: "waste", Aliases: also("desperdicio_pct", "desperdicio_porcentaje", "porcentaje_desperdicio", "waste_pct", "scrap_pct"), Type: TypePercent, Meaning: text("desperdicio, en por ciento de lo consumido", "waste, per cent of what is consumed"), Example: "1.5%"},
			{Name: "version", English: "version", Aliases: also("revision"), Type: TypeKey, Required: true, Meaning: text("versión de la lista", "version of the list"), Example: "A"},
			{Name: "vigente_desde", English: "valid_from", Aliases: also("desde"), Type: TypeDate, Required: true, Meaning: text("primer día de la versión, igual en todas sus filas", "first day of the version, the same in all its rows"), Example: "2026-01-01"},
			{Name: "vigente_hasta", English: "valid_to", Aliases: also("hasta"), Type: TypeDate, Meaning: text("último día; vacío si sigue vigente", "last day; empty while it holds"), Example: ""},
			{Name: "familia", English: "family", Aliases: also("sustitutos", "substitutes"), Type: TypeKey, Meaning: text("los componentes de una familia se sustituyen entre sí", "components of one family substitute each other"), Example: "F1"},
		},
	}
}

// ordenes are production orders, with what they really consumed when known.
func ordenes() Table {
	return Table{
		Name: "ordenes", Title: text("órdenes de producción", "production orders"),
		Identity: []string{"orden", "componente"}, check: checkOrdenes,
		Columns: timed([]Column{
			{Name: "orden", English: "order", Aliases: also("orden_produccion", "no_orden", "work_order", "production_order"), Type: TypeKey, Required: true, Meaning: text("número de la orden", "number of the order"), Example: "OP-2026-001"},
			{Name: "producto", English: "product", Aliases: also("parte", "part", "ensamble"), Type: TypeKey, Required: true, Meaning: text("parte que se fabricó", "part that was made"), Example: "PT-900"},
			{Name: "cantidad", English: "quantity", Aliases: also("cantidad_producida", "qty"), Type: TypeQuantity, Required: true, Positive: true, Meaning: text("unidades de producto fabricadas", "units of product made"), Example: "100"},
			{Name: "fecha", English: "date", Aliases: also("fecha_produccion", "production_date"), Type: TypeDate, Required: true, Meaning: text("fecha de producción", "production date"), Example: "2026-03-02"},
			{Name: "version", English: "version", Aliases: also("version_bom", "bom_version"), Type: TypeKey, Meaning: text("versión de la lista de materiales usada", "version of the bill of materials used"), Example: "A"},
			{Name: "componente", English: "component", Aliases: also("material"), Type: TypeKey, Meaning: text("consumo real: parte consumida", "real consumption: part consumed"), Example: "CON-10"},
			{Name: "consumo", English: "consumption", Aliases: also("cantidad_consumida", "consumed"), Type: TypeQuantity, Meaning: text("consumo real: cantidad total de la orden", "real consumption: total quantity of the order"), Example: "204"},
			{Name: "unidad_consumo", English: "consumption_unit", Aliases: also("unidad", "unit", "uom"), Type: TypeUnidad, Meaning: text("unidad del consumo", "unit of the consumption"), Example: "6"},
			{Name: "pedimento", English: "exit_pedimento", Aliases: also("salida", "pedimento_salida", "exit"), Type: TypePedimento, Meaning: text("pedimento con el que salió lo fabricado, 15 dígitos", "pedimento with which what was made left, 15 digits"), Example: "26 24 3210 6000200"},
			{Name: "partida", English: "exit_line", Aliases: also("partida_salida"), Type: TypeWhole, Meaning: text("partida de esa salida", "line of that exit"), Example: "1"},
		}...),
	}
}

// saldosIniciales are opening balances at a key date, with where they come from.
func saldosIniciales() Table {
	return Table{
		Name: "saldos_iniciales", Title: text("saldos iniciales", "opening balances"),
		Identity: []string{"pedimento", "partida", "parte", "fecha"}, check: checkSaldos,
		Columns: []Column{
			{Name: "pedimento", English: "pedimento", Aliases: also("numero_pedimento", "no_pedimento"), Type: TypePedimento, Required: true, Meaning: text("pedimento de entrada, 15 dígitos", "entry pedimento, 15 digits"), Example: "26 24 3210 6000123"},
			{Name: "partida", English: "line", Aliases: also("secuencia", "sequence"), Type: TypeWhole, Required: true, Meaning: text("número de partida", "number of the line"), Example: "1"},
			{Name: "parte", English: "part", Aliases: also("numero_parte", "numero_de_parte", "part_number"), Type: TypeKey, Meaning: text("número de parte", "part number"), Example: "CON-10"},
			{Name: "fraccion", English: "hts_mx", Aliases: also("fraccion_arancelaria"), Type: TypeFraccion, Required: true, Meaning: text("fracción arancelaria, 8 dígitos", "Mexican tariff item, 8 digits"), Example: "85366999"},
			{Name: "saldo_umt", English: "balance_tariff_unit", Aliases: also("cantidad_umt", "saldo_tarifa"), Type: TypeQuantity, Required: true, Positive: true, Meaning: text("saldo en unidad de tarifa", "balance in tariff units"), Example: "12.5"},
			{Name: "umt", English: "tariff_unit", Aliases: also("unidad_tarifa"), Type: TypeUnidad, Required: true, Meaning: text("unidad de tarifa", "tariff unit"), Example: "1"},
			{Name: "saldo_umc", English: "balance_commercial_unit", Aliases: also("cantidad_umc", "saldo_comercial"), Type: TypeQuantity, Positive: true, Meaning: text("saldo en unidad comercial", "balance in commercial units"), Example: "1000"},
			{Name: "umc", English: "commercial_unit", Aliases: also("unidad_comercial"), Type: TypeUnidad, Meaning: text("unidad comercial", "commercial unit"), Example: "6"},
			{Name: "fecha", English: "key_date", Aliases: also("fecha_clave", "fecha_saldo", "balance_date"), Type: TypeDate, Required: true, Meaning: text("fecha del saldo: al cierre de ese día", "date of the balance: at the close of that day"), Example: "2026-03-31"},
			{Name: "procedencia", English: "provenance", Aliases: also("origen_saldo", "source"), Type: TypeText, Required: true, Meaning: text("de dónde sale el saldo: sistema anterior, inventario, SCCCyG", "where the balance comes from: former system, inventory, SCCCyG"), Example: "Sistema anterior"},
			{Name: "fecha_entrada", English: "entry_date", Aliases: also("entrada"), Type: TypeDate, Meaning: text("día de la entrada, desde el que corre el plazo", "day of the entry, from which the stay runs"), Example: "2026-02-10"},
			{Name: "clave", English: "document_key", Aliases: also("clave_pedimento", "clave_documento"), Type: TypeKey, Meaning: text("clave del pedimento de entrada", "document key of the entry"), Example: "IN"},
			{Name: "vencimiento", English: "due_date", Aliases: also("fecha_vencimiento"), Type: TypeDate, Meaning: text("fecha en que vence el plazo, si se conoce", "date on which the stay ends, when known"), Example: "2027-08-10"},
			{Name: "desperdicio_umt", English: "scrap_tariff_unit", Aliases: also("desperdicio", "saldo_desperdicio_umt"), Type: TypeQuantity, Meaning: text("de ese saldo, lo que ya es desperdicio, en unidad de tarifa", "of that balance, what is desperdicio (scrap) already, in tariff units"), Example: ""},
		},
	}
}
