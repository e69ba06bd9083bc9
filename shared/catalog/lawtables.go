package catalog

import (
	"slices"
	"sync"

	"example.com/immex/shared/document"
)

// LawTables lists the tables of dated law. The list is shared: it is read and
// never changed.
func LawTables() []LawTable { return lawTables() }

// LawTableNamed is a table by name.
func LawTableNamed(name string) (*LawTable, bool) {
	all := lawTables()
	for i := range all {
		if all[i].Name == name {
			return &all[i], true
		}
	}
	return nil, false
}

var lawTables = sync.OnceValue(func() []LawTable { //nolint:gochecknoglobals // immutable, built once
	return slices.Concat(
		[]LawTable{recargos(), cuotas(), multas(), reducciones(), umbrales(), obligaciones(), restricciones()},
		[]LawTable{plazos(), diasInhabiles()},
		[]LawTable{inpc(), tipoDeCambio(), tasasTIGIE(), nicos()},
		[]LawTable{regimenClave(), requisitos(), requisitosRECE(), paisesISO(), identificadores(), registrosSAAI(), longitudes()},
	)
})

func lawKey(name, english, es, en, example string) LawColumn {
	return LawColumn{Name: name, English: english, Kind: LawKey, Required: true, Meaning: document.Text{ES: es, EN: en}, Example: example}
}

func lawText(name, english, es, en, example string) LawColumn {
	return LawColumn{Name: name, English: english, Kind: LawText, Meaning: document.Text{ES: es, EN: en}, Example: example}
}

// lawValue is a figure the row is there to say.
func lawValue(name, english, es, en, example string) LawColumn {
	return LawColumn{Name: name, English: english, Kind: LawAmount, Value: true, Meaning: document.Text{ES: es, EN: en}, Example: example}
}

func lawEnum(name, english, es, en, example string, values ...string) LawColumn {
	return LawColumn{
		Name: name, English: english, Kind: LawEnum, Required: !slices.Contains(values, ""), Values: values,
		Meaning: document.Text{ES: es, EN: en}, Example: example,
	}
}

// lawTitles are the name of what the row is about, in both languages.
func lawTitles() []LawColumn {
	es := lawText("titulo", "title_es", "nombre en español", "name in Spanish", "Nombre")
	en := lawText("title", "title_en", "nombre en inglés", "name in English", "Name")
	es.Required, en.Required = true, true
	return []LawColumn{es, en}
}

// lawReasons say why a row has no value.
func lawReasons() []LawColumn {
	return []LawColumn{
		lawText("motivo", "reason_es", "por qué no hay valor, en español", "why there is no value, in Spanish", ""),
		lawText("reason", "reason_en", "por qué no hay valor, en inglés", "why there is no value, in English", ""),
	}
}

func recargos() LawTable {
	return LawTable{
		Name: "recargos", Title: document.Text{ES: "recargos mensuales", EN: "monthly surcharges"},
		Key: []string{"clase"}, Continuous: true, Droppable: true,
		Columns: slices.Concat([]LawColumn{
			lawKey("clase", "class", "mora, prorroga o parcialidad_…", "mora (late), prorroga (deferral) or parcialidad_… (instalments)", "mora"),
			lawValue("tasa", "rate", "por ciento por mes o fracción", "per cent per month or fraction", "2.07"),
		}, lawReasons()),
	}
}

func cuotas() LawTable {
	return LawTable{
		Name: "cuotas", Title: document.Text{ES: "cuotas y tasas fijadas por ley", EN: "fees and rates fixed by law"},
		Key: []string{"concepto"}, Continuous: true, Droppable: true,
		Columns: slices.Concat([]LawColumn{
			lawKey("concepto", "item", "DTA_III, PRV, IVA …", "DTA_III, PRV, IVA …", "DTA_III"),
			lawValue("valor", "value", "la cuota o la tasa", "the fee or the rate", "425"),
			lawEnum("unidad", "unit", "pesos, por_ciento o al_millar", "pesos, por_ciento (per cent) or al_millar (per thousand)", "pesos", "pesos", "por_ciento", "al_millar"),
		}, lawTitles(), lawReasons()),
	}
}

func multas() LawTable {
	return LawTable{
		Name: "multas", Title: document.Text{ES: "multas", EN: "fines"}, Key: []string{"multa"}, Droppable: true,
		Columns: slices.Concat([]LawColumn{
			lawKey("multa", "fine", "artículo y fracción", "article and fraction", "LA_178_I"),
			lawEnum("base", "base", "sobre qué se cuenta", "what it is counted on", "contribucion", "contribucion", "iva", "valor_comercial", "documento", "periodo", "infraccion"),
			lawValue("minimo", "least", "por ciento de la base, el menor", "per cent of the base, the least", "130"),
			lawValue("maximo", "most", "por ciento de la base, el mayor", "per cent of the base, the most", "150"),
			lawValue("cuota_minima", "least_pesos", "pesos, el menor", "pesos, the least", ""),
			lawValue("cuota_maxima", "most_pesos", "pesos, el mayor", "pesos, the most", ""),
			{Name: "dias", English: "days", Kind: LawWhole, Meaning: document.Text{ES: "días de cada periodo", EN: "days of each period"}},
			lawEnum("tope", "cap", "lo que no rebasa", "what it does not exceed", "", "", "valor"),
		}, lawTitles(), lawReasons()),
	}
}

func reducciones() LawTable {
	return LawTable{
		Name: "reducciones", Title: document.Text{ES: "reducciones de multas", EN: "reductions of fines"}, Key: []string{"reduccion"}, Droppable: true,
		Columns: slices.Concat([]LawColumn{
			lawKey("reduccion", "reduction", "artículo y caso", "article and case", "LA_199_20"),
			lawValue("porcentaje", "percentage", "por ciento de la multa", "per cent of the fine", "20"),
		}, lawTitles(), lawReasons()),
	}
}

func umbrales() LawTable {
	return LawTable{
		Name: "umbrales", Title: document.Text{ES: "umbrales de obligaciones y beneficios", EN: "thresholds of obligations and benefits"}, Key: []string{"umbral"}, Droppable: true,
		Columns: slices.Concat([]LawColumn{
			lawKey("umbral", "threshold", "clave del umbral", "key of the threshold", "exportacion_minima_usd"),
			lawValue("valor", "value", "la cifra", "the figure", "500000"),
			lawEnum("unidad", "unit", "USD, por_ciento, dias_naturales, dias_habiles, horas, meses, anios o veces", "USD, por_ciento (per cent), dias_naturales (days), dias_habiles (business days), horas (hours), meses (months), anios (years) or veces (times)", "USD", "USD", "por_ciento", "dias_naturales", "dias_habiles", "horas", "meses", "anios", "veces"),
			lawEnum("sentido", "sense", "mas_de, al_menos o a_lo_mas", "mas_de (more than), al_menos (at least) or a_lo_mas (at most)", "mas_de", "mas_de", "al_menos", "a_lo_mas"),
		}, lawTitles(), lawReasons()),
	}
}

func restricciones() LawTable {
	prefix := LawColumn{
		Name: "prefijo", English: "prefix", Kind: LawPrefix, Example: "6401",
		Meaning: document.Text{ES: "primeros dígitos de las fracciones; vacío si se desconocen", EN: "leading digits of the fracciones; blank when unknown"},
	}
	return LawTable{
		Name: "restricciones", Title: document.Text{ES: "mercancías restringidas o prohibidas", EN: "restricted or prohibited goods"},
		Key: []string{"lista", "prefijo"}, Droppable: true,
		Columns: slices.Concat([]LawColumn{
			lawKey("lista", "list", "anexo_I, anexo_II, petroliferos …", "anexo_I, anexo_II, petroliferos …", "anexo_I"),
			prefix,
			lawEnum("alcance", "extent", "total, parcial, desconocido, o ninguno donde lo de abajo se lista aparte", "total (all), parcial (some), desconocido (unknown), or ninguno where what is under it is listed apart", "total", "total", "parcial", "desconocido", "ninguno"),
		}, lawTitles(), []LawColumn{
			lawText("excepcion", "exception_es", "quién queda exceptuado, en español", "who is excepted, in Spanish", ""),
			lawText("exception", "exception_en", "quién queda exceptuado, en inglés", "who is excepted, in English", ""),
		}, lawReasons()),
	}
}

func inpc() LawTable {
	return LawTable{
		Name: "inpc", Title: document.Text{ES: "INPC", EN: "INPC (consumer price index)"},
		Key: []string{"mes"}, Period: "mes", Droppable: true,
		Columns: []LawColumn{
			{Name: "mes", English: "month", Kind: LawMonth, Required: true, Meaning: document.Text{ES: "mes, AAAA-MM", EN: "month, YYYY-MM"}, Example: "2026-10"},
			lawValue("inpc", "cpi", "índice publicado", "published index", "140.123"),
		},
	}
}

func tipoDeCambio() LawTable {
	return LawTable{
		Name: "tipo_de_cambio", Title: document.Text{ES: "tipo de cambio", EN: "exchange rate"},
		Key: []string{"moneda", "fecha"}, Period: "fecha", Droppable: true,
		Columns: []LawColumn{
			lawKey("moneda", "currency", "moneda, tres letras", "currency, three letters", "USD"),
			{Name: "fecha", English: "date", Kind: LawDay, Required: true, Meaning: document.Text{ES: "día en que rige", EN: "day it applies to"}, Example: "2026-10-01"},
			lawValue("tipo_de_cambio", "exchange_rate", "pesos por una unidad de la moneda", "pesos for one unit of the currency", "18.5312"),
		},
	}
}

func tasasTIGIE() LawTable {
	fraccion := lawKey("fraccion", "hts_mx", "fracción, 8 dígitos", "fracción, 8 digits", "85366999")
	fraccion.Kind = LawFraccion
	umt := lawText("umt", "tariff_unit", "unidad de la tarifa", "tariff unit", "6")
	return LawTable{
		Name: "tasas_tigie", Title: document.Text{ES: "tasas de la tarifa (TIGIE)", EN: "rates of the tariff (TIGIE)"},
		Key: []string{"fraccion", "operacion"}, Droppable: true,
		Columns: []LawColumn{
			fraccion,
			lawEnum("operacion", "operation", "IMP o EXP", "IMP or EXP", "IMP", "IMP", "EXP"),
			lawEnum("tipo_tasa", "rate_type", "1 porcentual, 2 específico", "1 per cent, 2 specific", "1", "1", "2"),
			lawValue("tasa", "rate", "por ciento, o monto por unidad de la tarifa", "per cent, or amount per tariff unit", "15"),
			umt,
		},
	}
}

func nicos() LawTable {
	fraccion := lawKey("fraccion", "hts_mx", "fracción, 8 dígitos", "fracción, 8 digits", "85366999")
	fraccion.Kind = LawFraccion
	return LawTable{
		Name: "nicos", Title: document.Text{ES: "números de identificación comercial (NICO)", EN: "commercial identification numbers (NICO)"},
		Key: []string{"fraccion", "nico"}, Droppable: true,
		Columns: []LawColumn{
			fraccion,
			lawKey("nico", "nico", "dos dígitos bajo la fracción", "two digits under the fracción", "00"),
		},
	}
}
