package material

// decisiones are what a person decided about the books: who, when and why.
func decisiones() Table {
	return Table{
		Name: "decisiones", Title: text("decisiones sobre lotes y salidas", "decisions on lots and exits"),
		Identity: []string{"decision"}, check: checkDecisiones,
		Columns: []Column{
			{Name: "decision", English: "decision", Aliases: also("numero_decision", "no_decision", "decision_number"), Type: TypeKey, Required: true, Meaning: text("número de la decisión", "number of the decision"), Example: "DEC-2026-01"},
			{Name: "fecha", English: "date", Aliases: also("fecha_decision", "decision_date"), Type: TypeDate, Required: true, Meaning: text("día desde el que vale", "day from which it holds"), Example: "2026-04-15"},
			{Name: "tipo", English: "kind", Aliases: also("tipo_decision", "type"), Type: TypeEnum, Required: true, Values: []string{"dirigir", "bloquear", "liberar", "tomar_vencido", "dejar_vencido", "faltante", "hallado"}, Meaning: text(
				"dirigir (la salida descarga ese lote), bloquear y liberar (el lote), tomar_vencido y dejar_vencido (la salida, de ese lote o de todos), faltante (robo o pérdida) o hallado",
				"dirigir (the exit discharges that lot), bloquear and liberar (block and release the lot), tomar_vencido and dejar_vencido (the exit takes or leaves that expired lot, or all of them), faltante (theft or loss) or hallado (found)"), Example: "dirigir"},
			{Name: "salida", English: "exit", Aliases: also("pedimento_salida", "exit_pedimento"), Type: TypePedimento, Meaning: text("pedimento de salida, 15 dígitos", "exit pedimento, 15 digits"), Example: "26 24 3210 6000200"},
			{Name: "salida_partida", English: "exit_line", Aliases: also("partida_salida"), Type: TypeWhole, Meaning: text("partida de la salida", "line of the exit"), Example: "1"},
			{Name: "lote", English: "lot", Aliases: also("pedimento_lote", "lot_pedimento"), Type: TypePedimento, Meaning: text("pedimento de entrada del lote, 15 dígitos", "entry pedimento of the lot, 15 digits"), Example: "26 24 3210 6000123"},
			{Name: "lote_partida", English: "lot_line", Aliases: also("partida_lote"), Type: TypeWhole, Meaning: text("partida del lote", "line of the lot"), Example: "1"},
			{Name: "parte", English: "part", Aliases: also("numero_parte", "numero_de_parte", "part_number"), Type: TypeKey, Meaning: text("número de parte, si la partida trae varias o no hay lote", "part number, when the line has several or there is no lot"), Example: "CON-10"},
			{Name: "cantidad", English: "quantity", Aliases: also("qty"), Type: TypeQuantity, Positive: true, Meaning: text("cantidad que se dirige, falta o se halló", "quantity directed, missing or found"), Example: "10"},
			{Name: "unidad", English: "unit", Aliases: also("um", "uom"), Type: TypeUnidad, Meaning: text("unidad de la cantidad", "unit of the quantity"), Example: "6"},
			{Name: "quien", English: "who", Aliases: also("responsable", "autoriza", "decided_by"), Type: TypeText, Required: true, Meaning: text("quién decide: puesto o nombre", "who decides: role or name"), Example: "Gerente de comercio exterior"},
			{Name: "motivo", English: "reason", Aliases: also("causa"), Type: TypeText, Required: true, Meaning: text("por qué", "why"), Example: "El cliente pidió ese lote"},
			{Name: "orden", English: "order", Aliases: also("orden_del_dia", "order_of_day"), Type: TypeWhole, Meaning: text("cuál va primero, si otra del mismo día dice lo contrario del mismo lote o salida", "which comes first, when another of the same day says the opposite of the same lot or exit"), Example: ""},
		},
	}
}

// traslados are moves between places: they change where a quantity is, never
// a balance.
func traslados() Table {
	return Table{
		Name: "traslados", Title: text("traslados entre lugares", "moves between places"),
		Identity: []string{"documento", "fecha", "parte", "pedimento", "partida", "de", "a"}, OneOf: []string{"parte", "pedimento"}, check: checkTraslados,
		Columns: timed([]Column{
			{Name: "documento", English: "document", Aliases: also("aviso", "no_documento", "document_number"), Type: TypeKey, Required: true, Meaning: text("documento del traslado: aviso, remisión, carta porte", "document of the move: notice, delivery note, waybill"), Example: "REM-0042"},
			{Name: "fecha", English: "date", Aliases: also("fecha_traslado", "move_date"), Type: TypeDate, Required: true, Meaning: text("día del traslado", "day of the move"), Example: "2026-04-20"},
			{Name: "tipo", English: "kind", Aliases: also("tipo_traslado", "type"), Type: TypeEnum, Required: true, Values: []string{"submaquila", "salida_temporal", "retorno_temporal", "entre_plantas"}, Meaning: text(
				"submaquila, salida_temporal, retorno_temporal o entre_plantas", "submaquila (subcontracting), salida_temporal (temporary exit), retorno_temporal (return of one) or entre_plantas (between plants)"), Example: "submaquila"},
			{Name: "parte", English: "part", Aliases: also("numero_parte", "numero_de_parte", "part_number"), Type: TypeKey, Meaning: text("número de parte, si no hay pedimento", "part number, when there is no pedimento"), Example: "CON-10"},
			{Name: "pedimento", English: "pedimento", Aliases: also("numero_pedimento", "no_pedimento"), Type: TypePedimento, Meaning: text("pedimento del lote, si se conoce", "pedimento of the lot, when known"), Example: ""},
			{Name: "partida", English: "line", Aliases: also("secuencia", "sequence"), Type: TypeWhole, Meaning: text("partida del lote", "line of the lot"), Example: ""},
			{Name: "cantidad", English: "quantity", Aliases: also("qty"), Type: TypeQuantity, Required: true, Positive: true, Meaning: text("cantidad trasladada", "quantity moved"), Example: "50"},
			{Name: "unidad", English: "unit", Aliases: also("um", "uom"), Type: TypeUnidad, Required: true, Meaning: text("unidad", "unit"), Example: "6"},
			{Name: "de", English: "from", Aliases: also("origen", "lugar_origen", "from_place"), Type: TypeKey, Required: true, Meaning: text("clave del lugar de donde sale", "key of the place it leaves"), Example: "PLANTA-1"},
			{Name: "a", English: "to", Aliases: also("destino", "lugar_destino", "to_place"), Type: TypeKey, Required: true, Meaning: text("clave del lugar a donde llega", "key of the place it comes to"), Example: "SUB-1"},
		}...),
	}
}

// fracciones are the changes of fracciones that join old books to new ones.
func fracciones() Table {
	return Table{
		Name: "fracciones", Title: text("cambios de fracción arancelaria", "changes of tariff items"),
		Identity: []string{"fraccion_anterior", "vigente_desde"}, check: checkFracciones,
		Columns: []Column{
			{Name: "fraccion_anterior", English: "former_hts_mx", Aliases: also("anterior", "fraccion_vieja", "old_hts_mx"), Type: TypeFraccion, Required: true, Meaning: text("fracción que dejó de usarse, 8 dígitos", "tariff item no longer used, 8 digits"), Example: "85366999"},
			{Name: "fraccion_nueva", English: "new_hts_mx", Aliases: also("nueva"), Type: TypeFraccion, Required: true, Meaning: text("fracción que la sustituye, 8 dígitos", "tariff item in its place, 8 digits"), Example: "85366901"},
			{Name: "vigente_desde", English: "valid_from", Aliases: also("desde"), Type: TypeDate, Required: true, Meaning: text("primer día de la nueva", "first day of the new one"), Example: "2026-01-01"},
			{Name: "motivo", English: "reason", Aliases: also("causa"), Type: TypeText, Required: true, Meaning: text("por qué cambió: tabla de correlación, rectificación", "why it changed: correlation table, rectification"), Example: "Tabla de correlación"},
		},
	}
}
