package catalog

import (
	"slices"

	"example.com/immex/shared/document"
)

// plazos are the stay periods; the package stay weighs their rows.
func plazos() LawTable {
	text := func(es, en string) document.Text { return document.Text{ES: es, EN: en} }
	return LawTable{
		Name: "plazos", Title: text("plazos de permanencia", "stay periods"), Key: []string{"regla"}, Droppable: true,
		Columns: slices.Concat([]LawColumn{
			lawKey("regla", "stay_rule", "nombre del plazo, como lo citan los lotes", "name of the period, as lots cite it", "I-sensible"),
			lawKey("tipo", "entry_kind", "tipo de entrada de la tabla de efectos", "kind of entry of the table of effects", "insumo"),
			lawText("clave", "document_key", "clave de pedimento", "document key", ""),
			lawText("bien", "good", "qué es el bien según el catálogo de la planta", "what the goods are by the plant's catalogue", ""),
			lawText("proveedor", "supplier", "con_programa o sin_programa", "con_programa (with) or sin_programa (without programme)", ""),
			lawText("certificacion", "certification", "IVA_IEPS u OEA", "IVA_IEPS or OEA", ""),
			lawText("identificador", "identifier", "identificador del Apéndice 8", "identifier of Apéndice 8", ""),
			lawText("complemento", "complement", "uno de sus complementos", "one of its complements", ""),
			{Name: "fraccion", English: "hts_prefix", Kind: LawPrefix, Meaning: text("primeros dígitos de la fracción", "leading digits of the fracción"), Example: "8703"},
			{Name: "meses", English: "months", Kind: LawWhole, Required: true, Meaning: text("meses; 0 es la vida del programa", "months; 0 is the life of the programme"), Example: "6"},
			lawEnum("inicio", "start", "desde qué corre", "what it runs from", "stay_start", "stay_start", "transfer", "programme"),
		}, lawTitles()),
	}
}

// diasInhabiles are the rules of non-business days.
func diasInhabiles() LawTable {
	text := func(es, en string) document.Text { return document.Text{ES: es, EN: en} }
	whole := func(name, english, es, en, example string) LawColumn {
		return LawColumn{Name: name, English: english, Kind: LawWhole, Meaning: text(es, en), Example: example}
	}
	return LawTable{
		Name: "dias_inhabiles", Title: text("días inhábiles", "non-business days"), Key: []string{"mes", "dia", "dia_semana", "orden", "titulo"}, Droppable: true,
		Columns: slices.Concat([]LawColumn{
			whole("mes", "month", "mes, 1 a 12; vacío: todos", "month, 1 to 12; blank: all", "12"),
			whole("dia", "day", "día del mes; vacío: todos", "day of the month; blank: all", "24"),
			whole("dia_semana", "weekday", "1 lunes a 7 domingo; vacío: todos", "1 Monday to 7 Sunday; blank: all", ""),
			whole("orden", "nth", "cuál de ese día en el mes; vacío: todos", "which of that weekday in the month; blank: all", ""),
		}, lawTitles()),
	}
}
