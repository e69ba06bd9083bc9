package catalog

import (
	"maps"
	"sync"

	"example.com/immex/shared/document"
)

// Heading is what a column is called for people.
func (c *LawColumn) Heading() document.Text {
	if h, ok := lawHeadings()[c.Name]; ok {
		return h
	}
	return document.Text{ES: c.Name, EN: c.English}
}

// Word is a value of the column for people. What names something (a fine, a
// requirement, a heading) is told as a file has it.
func (c *LawColumn) Word(value string) document.Text {
	if w, ok := lawWords()[c.Name][value]; ok {
		return w
	}
	return document.Text{ES: value, EN: value}
}

// Named reports a value that is a name, which has no other words.
func (c *LawColumn) Named(value string) bool { return c.Kind == LawKey || value == "LA_59_V" }

var lawHeadings = sync.OnceValue(func() map[string]document.Text { //nolint:gochecknoglobals // immutable, built once
	return map[string]document.Text{
		"clase": {ES: "clase", EN: "class"}, "tasa": {ES: "tasa (%)", EN: "rate (%)"}, "motivo": {ES: "por qué no hay dato", EN: "why there is no value"}, "reason": {ES: "por qué no hay dato", EN: "why there is no value"},
		"titulo": {ES: "nombre", EN: "name"}, "title": {ES: "nombre", EN: "name"}, "concepto": {ES: "concepto", EN: "item"}, "valor": {ES: "valor", EN: "value"}, "unidad": {ES: "unidad", EN: "unit"},
		"multa": {ES: "multa", EN: "fine"}, "base": {ES: "sobre qué", EN: "counted on"}, "minimo": {ES: "mínimo (%)", EN: "least (%)"}, "maximo": {ES: "máximo (%)", EN: "most (%)"},
		"cuota_minima": {ES: "mínimo (MXN)", EN: "least (MXN)"}, "cuota_maxima": {ES: "máximo (MXN)", EN: "most (MXN)"}, "dias": {ES: "días de cada periodo", EN: "days of each period"}, "tope": {ES: "tope", EN: "cap"},
		"reduccion": {ES: "reducción", EN: "reduction"}, "porcentaje": {ES: "de la multa (%)", EN: "of the fine (%)"}, "umbral": {ES: "umbral", EN: "threshold"}, "sentido": {ES: "sentido", EN: "sense"},
		"lista": {ES: "lista", EN: "list"}, "prefijo": {ES: "fracciones que empiezan con", EN: "fracciones beginning with"}, "alcance": {ES: "alcance", EN: "extent"}, "excepcion": {ES: "excepción", EN: "exception"}, "exception": {ES: "excepción", EN: "exception"},
		"mes": {ES: "mes", EN: "month"}, "inpc": {ES: "INPC", EN: "INPC (index)"}, "moneda": {ES: "moneda", EN: "currency"}, "fecha": {ES: "fecha", EN: "date"}, "tipo_de_cambio": {ES: "tipo de cambio (MXN)", EN: "exchange rate (MXN)"},
		"fraccion": {ES: "fracción", EN: "fracción"}, "operacion": {ES: "operación", EN: "operation"}, "tipo_tasa": {ES: "tipo de tasa", EN: "type of rate"}, "umt": {ES: "UMT", EN: "UMT"}, "nico": {ES: "NICO", EN: "NICO"},
		"clave": {ES: "clave de documento", EN: "document key"}, "regimen": {ES: "régimen", EN: "régimen"}, "requisito": {ES: "requisito", EN: "requirement"}, "forma_pago": {ES: "forma de pago", EN: "form of payment"},
		"identificador": {ES: "identificador", EN: "identifier"}, "nivel": {ES: "nivel", EN: "level"}, "condicion": {ES: "condición", EN: "condition"}, "condition": {ES: "condición", EN: "condition"},
		"pais": {ES: "país", EN: "country"}, "iso3": {ES: "clave ISO", EN: "ISO key"}, "nombre": {ES: "nombre", EN: "name"}, "descripcion": {ES: "descripción", EN: "description"},
		"complementos": {ES: "complementos", EN: "complements"}, "complements": {ES: "complementos", EN: "complements"}, "uso": {ES: "para qué", EN: "what for"}, "use": {ES: "para qué", EN: "what for"},
		"registro": {ES: "registro", EN: "record"}, "posicion": {ES: "lugar, desde 0", EN: "place, from 0"}, "campo": {ES: "campo", EN: "field"}, "tipo": {ES: "tipo", EN: "type"}, "enteros": {ES: "signos o enteros", EN: "signs or whole digits"}, "decimales": {ES: "decimales", EN: "decimals"},
		"regla": {ES: "regla", EN: "rule"}, "bien": {ES: "qué es el bien", EN: "what the goods are"}, "proveedor": {ES: "proveedor", EN: "supplier"}, "certificacion": {ES: "certificación", EN: "certification"}, "complemento": {ES: "complemento", EN: "complement"},
		"meses": {ES: "meses", EN: "months"}, "inicio": {ES: "corre desde", EN: "runs from"}, "dia": {ES: "día", EN: "day"}, "dia_semana": {ES: "día de la semana", EN: "day of the week"}, "orden": {ES: "cuál del mes", EN: "which of the month"},
		"obligacion": {ES: "obligación", EN: "obligation"}, "n": {ES: "cuántos", EN: "how many"}, "evento": {ES: "desde qué", EN: "from what"}, "event": {ES: "desde qué", EN: "from what"}, "aplica": {ES: "a quién", EN: "to whom"},
		"grupo": {ES: "grupo", EN: "group"}, "prueba": {ES: "qué lo muestra", EN: "what shows it"},
	}
})

// lawWords are the words of the values of columns, by column and value.
var lawWords = sync.OnceValue(func() map[string]map[string]document.Text { //nolint:gochecknoglobals // same
	units := map[string]document.Text{
		"pesos": {ES: "pesos", EN: "pesos"}, "por_ciento": {ES: "por ciento", EN: "per cent"}, "al_millar": {ES: "al millar", EN: "per thousand"}, "USD": {ES: "USD", EN: "USD"},
		"dias_naturales": {ES: "días naturales", EN: "calendar days"}, "dias_habiles": {ES: "días hábiles", EN: "business days"}, "horas": {ES: "horas", EN: "hours"}, "meses": {ES: "meses", EN: "months"}, "anios": {ES: "años", EN: "years"}, "veces": {ES: "veces", EN: "times"},
	}
	words := map[string]map[string]document.Text{
		"unidad": units,
		"base": {
			"contribucion": {ES: "la contribución omitida", EN: "the contribution omitted"}, "iva": {ES: "el IVA", EN: "the IVA"}, "valor_comercial": {ES: "el valor comercial", EN: "the commercial value"},
			"documento": {ES: "cada documento", EN: "each document"}, "periodo": {ES: "cada periodo", EN: "each period"}, "infraccion": {ES: "cada infracción", EN: "each infraction"},
		},
		"tope":      {"valor": {ES: "el valor", EN: "the value"}},
		"sentido":   {"mas_de": {ES: "más de", EN: "more than"}, "al_menos": {ES: "al menos", EN: "at least"}, "a_lo_mas": {ES: "a lo más", EN: "at most"}, "exige": {ES: "exige", EN: "asks for"}, "supone": {ES: "supone", EN: "supposes"}},
		"alcance":   {"total": {ES: "total", EN: "all"}, "parcial": {ES: "parcial", EN: "some"}, "desconocido": {ES: "desconocido", EN: "unknown"}, "ninguno": {ES: "ninguno", EN: "none"}},
		"tipo_tasa": {"1": {ES: "1 porcentual", EN: "1 per cent"}, "2": {ES: "2 específica", EN: "2 specific"}},
		"nivel":     {"G": {ES: "G pedimento", EN: "G pedimento"}, "P": {ES: "P partida", EN: "P partida"}},
		"inicio":    {"stay_start": {ES: "el inicio de la permanencia", EN: "the start of the stay"}, "transfer": {ES: "la transferencia", EN: "the transfer"}, "programme": {ES: "la vida del programa", EN: "the life of the programme"}},
		"proveedor": {"con_programa": {ES: "con programa", EN: "with a programme"}, "sin_programa": {ES: "sin programa", EN: "without a programme"}},
		"regla": {
			string(RuleLastBusinessDay): {ES: "último día hábil del mes", EN: "last business day of the month"}, string(RuleDayNextMonth): {ES: "día del mes siguiente", EN: "day of the next month"},
			string(RuleEndNextMonth): {ES: "fin del mes siguiente", EN: "end of the next month"}, string(RuleFixedDay): {ES: "día fijo", EN: "fixed day"}, string(RuleFridayNextWeek): {ES: "viernes de la semana siguiente", EN: "Friday of the next week"},
			string(RuleDaysBefore): {ES: "días naturales antes", EN: "calendar days before"}, string(RuleBusinessBefore): {ES: "días hábiles antes", EN: "business days before"},
		},
		"tipo": {
			"texto": {ES: "texto", EN: "text"}, "entero": {ES: "entero", EN: "whole number"}, "decimal": {ES: "decimal", EN: "decimal"}, "insumo": {ES: "insumo", EN: "input"}, "activo_fijo": {ES: "activo fijo", EN: "fixed asset"},
			"devolucion": {ES: "devolución", EN: "taken back"}, "transferencia": {ES: "transferencia", EN: "transfer"},
		},
		"bien": {
			"activo_fijo": {ES: "activo fijo", EN: "fixed asset"}, "consumible": {ES: "consumible", EN: "consumable"}, "contenedor": {ES: "contenedor", EN: "container"}, "empaque": {ES: "empaque", EN: "packing material"}, "etiqueta": {ES: "etiqueta", EN: "label"},
		},
		"prueba": {
			"pedimentos": {ES: "pedimentos", EN: "pedimentos"}, "coves": {ES: "COVE", EN: "COVE"}, "cfdi": {ES: "CFDI", EN: "CFDI"}, "edocuments": {ES: "e-documents", EN: "e-documents"}, "mve": {ES: "manifestación de valor", EN: "manifestación de valor"},
			"registro": {ES: "registro de la empresa", EN: "register of the company"}, "retorno": {ES: "retornos", EN: "returns"}, "data_stage": {ES: "Data Stage", EN: "Data Stage"}, "plazo_48h": {ES: "plazo de 48 horas", EN: "term of 48 hours"},
			"vencidos": {ES: "lotes vencidos", EN: "expired lots"}, "credito": {ES: "crédito de IVA e IEPS", EN: "credit of IVA and IEPS"}, "ninguna": {ES: "nada que se reciba aquí", EN: "nothing that is received here"},
		},
	}
	maps.Copy(words["regla"], units) // a deadline runs for so many of them
	return words
})
