package material

// conteos are physical counts.
func conteos() Table {
	return Table{
		Name: "conteos", Title: text("conteos físicos", "physical counts"),
		Identity: []string{"fecha", "parte", "lugar"},
		Columns: timed([]Column{
			{Name: "fecha", English: "date", Aliases: also("fecha_conteo", "count_date"), Type: TypeDate, Required: true, Meaning: text("día del conteo, al cierre", "day of the count, at its close"), Example: "2026-06-30"},
			{Name: "parte", English: "part", Aliases: also("numero_parte", "numero_de_parte", "part_number"), Type: TypeKey, Required: true, Meaning: text("número de parte", "part number"), Example: "CON-10"},
			{Name: "lugar", English: "place", Aliases: also("ubicacion", "location", "almacen"), Type: TypeKey, Required: true, Meaning: text("clave del lugar registrado", "key of the registered place"), Example: "PLANTA-1"},
			{Name: "contado", English: "counted", Aliases: also("cantidad_contada", "counted_quantity", "cantidad", "quantity"), Type: TypeQuantity, Required: true, Meaning: text("cantidad contada; cero si no hay", "quantity counted; zero when there is none"), Example: "950"},
			{Name: "unidad", English: "unit", Aliases: also("um", "uom"), Type: TypeUnidad, Required: true, Meaning: text("unidad contada", "unit counted"), Example: "6"},
			{Name: "motivo", English: "reason", Aliases: also("causa"), Type: TypeText, Required: true, Meaning: text("motivo del conteo o de la diferencia", "reason of the count or of the difference"), Example: "Inventario semestral"},
		}...),
	}
}

// activosFijos are machines and equipment, one row each.
func activosFijos() Table {
	return Table{
		Name: "activos", Title: text("activo fijo", "fixed assets"),
		Identity: []string{"pedimento", "partida", "serie", "activo"}, OneOf: []string{"serie", "activo"}, check: checkActivos,
		Columns: []Column{
			{Name: "activo", English: "asset", Aliases: also("no_activo", "numero_activo", "asset_number"), Type: TypeKey, Meaning: text("número de activo de la planta", "the plant's asset number"), Example: "AF-0001"},
			{Name: "serie", English: "serial", Aliases: also("numero_serie", "no_serie", "serial_number"), Type: TypeKey, Meaning: text("número de serie", "serial number"), Example: "SN-0012345"},
			{Name: "pedimento", English: "pedimento", Aliases: also("numero_pedimento", "no_pedimento"), Type: TypePedimento, Required: true, Meaning: text("pedimento de entrada, 15 dígitos", "entry pedimento, 15 digits"), Example: "26 24 3210 6000124"},
			{Name: "partida", English: "line", Aliases: also("secuencia", "sequence"), Type: TypeWhole, Required: true, Meaning: text("número de partida", "number of the line"), Example: "1"},
			{Name: "descripcion", English: "description", Type: TypeText, Required: true, Meaning: text("descripción del equipo", "description of the equipment"), Example: "Prensa hidráulica"},
			{Name: "marca", English: "brand", Type: TypeText, Meaning: text("marca", "brand"), Example: "EJEMPLO"},
			{Name: "modelo", English: "model", Type: TypeText, Meaning: text("modelo", "model"), Example: "PH-20"},
			{Name: "lugar", English: "place", Aliases: also("ubicacion", "location"), Type: TypeKey, Required: true, Meaning: text("clave del lugar registrado", "key of the registered place"), Example: "PLANTA-1"},
			{Name: "estado", English: "status", Aliases: also("situacion", "estatus"), Type: TypeEnum, Required: true, Values: []string{"en_uso", "fuera_de_uso", "retornado", "transferido", "cambio_de_regimen", "destruido", "donado", "robado"}, Meaning: text("situación del equipo", "status: en_uso in use, fuera_de_uso out of use, retornado returned, transferido transferred, cambio_de_regimen regime changed, destruido destroyed, donado donated, robado stolen"), Example: "en_uso"},
			{Name: "fecha", English: "date", Aliases: also("fecha_estado", "status_date"), Type: TypeDate, Required: true, Meaning: text("desde cuándo está así", "since when it is so"), Example: "2026-03-05"},
		},
	}
}

// desperdicios are scrap and destruction acts (LIVA, RGCE: aviso and acta).
func desperdicios() Table {
	return Table{
		Name: "desperdicios", Title: text("actas de desperdicio y destrucción", "scrap and destruction acts"),
		Identity: []string{"acta", "renglon"}, OneOf: []string{"parte", "pedimento", "producto"}, check: checkActas,
		Columns: timed([]Column{
			{Name: "acta", English: "act", Aliases: also("numero_acta", "no_acta", "act_number"), Type: TypeKey, Required: true, Meaning: text("número del acta o aviso", "number of the act or notice"), Example: "ACTA-2026-01"},
			{Name: "renglon", English: "item", Aliases: also("linea"), Type: TypeWhole, Required: true, Meaning: text("renglón dentro del acta", "line within the act"), Example: "1"},
			{Name: "fecha", English: "date", Aliases: also("fecha_acta", "act_date"), Type: TypeDate, Required: true, Meaning: text("fecha del acta", "date of the act"), Example: "2026-05-15"},
			{Name: "tipo", English: "kind", Aliases: also("clase", "type"), Type: TypeEnum, Required: true, Values: []string{"destruccion", "desperdicio", "donacion", "venta_desperdicio"}, Meaning: text("destruccion, desperdicio, donacion o venta_desperdicio", "destruccion (destruction), desperdicio (scrap), donacion (donation) or venta_desperdicio (sale of scrap)"), Example: "destruccion"},
			{Name: "parte", English: "part", Aliases: also("numero_parte", "numero_de_parte", "part_number"), Type: TypeKey, Meaning: text("número de parte, si no hay pedimento", "part number, when there is no pedimento"), Example: "CON-10"},
			{Name: "pedimento", English: "pedimento", Aliases: also("numero_pedimento", "no_pedimento"), Type: TypePedimento, Meaning: text("pedimento del lote, si se conoce", "pedimento of the lot, when known"), Example: "26 24 3210 6000123"},
			{Name: "partida", English: "line", Aliases: also("secuencia", "sequence"), Type: TypeWhole, Meaning: text("partida del lote", "line of the lot"), Example: "1"},
			{Name: "cantidad", English: "quantity", Aliases: also("qty"), Type: TypeQuantity, Required: true, Positive: true, Meaning: text("cantidad destruida o desperdiciada", "quantity destroyed or scrapped"), Example: "5"},
			{Name: "unidad", English: "unit", Aliases: also("um", "uom"), Type: TypeUnidad, Required: true, Meaning: text("unidad", "unit"), Example: "6"},
			{Name: "documento", English: "evidence", Aliases: also("evidencia", "document"), Type: TypeText, Required: true, Meaning: text("documento que lo prueba: aviso, acta, constancia", "document that proves it: notice, act, certificate"), Example: "Aviso de destrucción 123"},
			{Name: "de", English: "from", Aliases: also("sale_de", "taken_from"), Type: TypeEnum, Values: []string{"desperdicio", "material"}, Meaning: text("de dónde sale: desperdicio (si no se dice) o material en buen estado", "what it is taken from: desperdicio (scrap, when not said) or material (good stock)"), Example: "desperdicio"},
			{Name: "producto", English: "product", Aliases: also("ensamble", "assembly"), Type: TypeKey, Meaning: text("producto terminado, si es lo que se destruyó: se explota con su lista", "finished product, when that was destroyed: it is exploded by its list"), Example: ""},
			{Name: "fecha_aviso", English: "notice_date", Aliases: also("aviso", "fecha_del_aviso"), Type: TypeDate, Meaning: text("día en que se avisó de la destrucción (RLA 125)", "day notice of the destruction was given (RLA 125)"), Example: "2026-04-25"},
		}...),
	}
}

// socios are customers and suppliers (Anexo 24, catálogos).
func socios() Table {
	return Table{
		Name: "socios", Title: text("clientes y proveedores", "customers and suppliers"),
		Identity: []string{"tipo", "rfc", "id_fiscal", "nombre", "programa_desde"}, OneOf: []string{"rfc", "id_fiscal"}, check: checkSocios,
		Columns: []Column{
			{Name: "tipo", English: "kind", Aliases: also("tipo_socio", "type"), Type: TypeEnum, Required: true, Values: []string{"cliente", "proveedor", "submaquila", "agente_aduanal"}, Meaning: text("cliente, proveedor, submaquila o agente_aduanal", "cliente (customer), proveedor (supplier), submaquila (subcontractor) or agente_aduanal (broker)"), Example: "proveedor"},
			{Name: "nombre", English: "name", Aliases: also("razon_social", "company"), Type: TypeText, Required: true, Meaning: text("nombre o razón social", "name"), Example: "EXAMPLE PARTS INC"},
			{Name: "rfc", English: "rfc", Type: TypeRFC, Meaning: text("RFC, si es mexicano", "RFC, when Mexican"), Example: ""},
			{Name: "id_fiscal", English: "tax_id", Aliases: also("tax_number"), Type: TypeKey, Meaning: text("identificador fiscal, si es extranjero", "tax id, when foreign"), Example: "990000001"},
			{Name: "pais", English: "country", Aliases: also("pais_residencia"), Type: TypePais, Required: true, Meaning: text("país, dos o tres letras", "country, two or three letters"), Example: "USA"},
			{Name: "immex", English: "immex", Aliases: also("programa", "numero_immex", "immex_number"), Type: TypeKey, Meaning: text("número de programa IMMEX, si tiene", "IMMEX programme number, if any"), Example: ""},
			{Name: "domicilio", English: "address", Aliases: also("direccion"), Type: TypeText, Meaning: text("domicilio", "address"), Example: "1 EXAMPLE STREET"},
			{Name: "tiene_programa", English: "has_programme", Aliases: also("con_programa"), Type: TypeEnum, Values: []string{"si", "no"}, Meaning: text("si transfiere con un programa (IMMEX u otro) o es proveedor nacional sin programa: si o no; vacío si no se sabe", "whether it transfers under a programme (IMMEX or another) or is a national supplier without one: si (yes) or no; empty when unknown"), Example: ""},
			{Name: "programa_desde", English: "programme_from", Aliases: also("con_programa_desde"), Type: TypeDate, Meaning: text("primer día en que eso vale", "first day on which that holds"), Example: ""},
			{Name: "programa_hasta", English: "programme_to", Aliases: also("con_programa_hasta"), Type: TypeDate, Meaning: text("último día en que vale; vacío si sigue", "last day on which it holds; empty while it does"), Example: ""},
			{Name: "prueba", English: "proof", Aliases: also("constancia"), Type: TypeText, Meaning: text("documento que lo prueba: oficio, constancia, carta del proveedor", "document that proves it: letter of the authority, certificate, letter of the supplier"), Example: ""},
		},
	}
}

// lugares are the registered places of the programme, with their dates.
func lugares() Table {
	return Table{
		Name: "lugares", Title: text("domicilios registrados", "registered places"),
		Identity: []string{"lugar"}, From: "vigente_desde", To: "vigente_hasta",
		Columns: []Column{
			{Name: "lugar", English: "place", Aliases: also("clave_lugar", "ubicacion", "location"), Type: TypeKey, Required: true, Meaning: text("clave del lugar", "key of the place"), Example: "PLANTA-1"},
			{Name: "tipo", English: "kind", Aliases: also("tipo_lugar", "type"), Type: TypeEnum, Required: true, Values: []string{"planta", "bodega", "submaquila", "tercero"}, Meaning: text("planta, bodega, submaquila o tercero", "planta (plant), bodega (warehouse), submaquila (subcontractor) or tercero (third party)"), Example: "planta"},
			{Name: "domicilio", English: "address", Aliases: also("direccion"), Type: TypeText, Required: true, Meaning: text("domicilio como está en el programa", "address as in the programme"), Example: "AVENIDA DE LA INVENCIÓN 100"},
			{Name: "rfc", English: "rfc", Type: TypeRFC, Meaning: text("RFC de quien opera el lugar, si es otro", "RFC of who runs the place, when another"), Example: ""},
			{Name: "vigente_desde", English: "valid_from", Aliases: also("desde"), Type: TypeDate, Required: true, Meaning: text("día del alta en el programa", "day it was registered"), Example: "2021-01-01"},
			{Name: "vigente_hasta", English: "valid_to", Aliases: also("hasta"), Type: TypeDate, Meaning: text("día de la baja; vacío si sigue registrado", "last day; empty while registered"), Example: ""},
		},
	}
}
