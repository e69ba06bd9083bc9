package print

import "strings"

// nouns gives in English what a reader says it could not read. Longer phrases
// stand before those they begin with.
func nouns() *strings.Replacer {
	return strings.NewReplacer(
		"el número de secuencia", "the sequence number", "el renglón de la fracción", "the row of the fracción", "el renglón de valores", "the row of values",
		"de la primera hoja: otra imprime", "of the first sheet: another one prints",
		"se imprime dos veces con valores distintos", "it is printed twice with different values",
		"hay entre ellos un texto que no es de ellos", "a text that is not theirs stands among them",
		"no es de ellos o falta su rótulo", "is not theirs or its label is missing",
		"dónde termina el nombre del proveedor: falta el rótulo del domicilio", "where the supplier's name ends: the label of the address is missing and it",
		"a qué pedimento rectifica: se citan varios", "which pedimento it rectifies: several are cited and it",
		"a qué factura pertenece", "the invoice to which belongs", "a qué bloque pertenece", "the block to which belongs",
		"a qué corresponde la fecha", "the meaning of the date",
		"si la marca dice que se desistió", "whether the mark says it was withdrawn",
		"ninguna factura debajo de su encabezado", "any invoice below its heading",
		"un concepto del cuadro de liquidación", "an entry of the cuadro de liquidación",
		"el cuadro de liquidación", "the cuadro de liquidación",
		"los encabezados de las partidas", "the headings of the partidas",
		"el encabezado de los identificadores", "the heading of the identifiers", "el encabezado de las facturas", "the heading of the invoices",
		"los valores de la factura", "the values of invoice", "los datos del transporte", "the data of the transport",
		"los datos del proveedor", "the data of the supplier", "los datos del destinatario", "the data of the consignee",
		"los candados", "the seals", "las fechas del pedimento", "the dates of the pedimento",
		"la fecha del aviso", "the date of the aviso", "a qué acuse de valor pertenece", "the acuse de valor to which belongs", "dolares del aviso", "the dollars of the aviso", "cantidad del aviso", "the quantity of the aviso",
		"los valores de uno de los acuses de valor", "the values of one of the acuses de valor",
		"la fecha de la factura", "the date of invoice", "la fecha de entrada", "the date of entry", "la fecha tipo", "the date of type",
		"la fecha", "the date", "fecha del pago", "date of the payment", "línea de captura", "línea de captura",
		"la factura del acuse de valor", "the invoice of acuse de valor", "la factura", "invoice", "la guía", "the waybill",
		"la diferencia", "the difference", "la compensación", "the compensation",
		"la clave del permiso", "the key of the permit", "la clave de la sección aduanera de despacho", "the key of the customs section of dispatch",
		"el renglón de incrementables o decrementables", "the row of incrementables or decrementables", "el renglón", "the row",
		"el número total de partidas", "the total number of partidas", "el número de serie de", "the serial number of",
		"el número de pedimento", "the number of the pedimento", "el número de acuse de valor", "the number of the acuse de valor",
		"el acuse de valor de", "the acuse de valor of", "el descargo", "the descargo", "el contenedor", "the container", "el identificador", "the identifier",
		"el RFC del importador o exportador", "the RFC of the importer or exporter",
		"del acuse de valor: le falta un dato de su encabezado", "of the acuse de valor: a value of its heading is missing and it",
		"del acuse de valor", "of the acuse de valor", "de los identificadores", "of the identifiers", "el total", "the total",
		"a qué cifra pertenece", "the figure to which belongs", "a qué rótulo pertenece", "the label to which belongs",
		", que está sola debajo de otra", ", which stands alone below another one", ", que no es texto", ", which is no text",
		" es un encabezado", " is a heading", "la descripción", "the description", "los valores", "the values",
		"una contribución", "a contribution", "unidades y cantidades", "units and quantities",
		"debajo de una factura: le falta el suyo o no es de ella", "below an invoice: its own is missing or it is not of it, and it",
		"el contenido del bloque", "the content of block", "del bloque", "of block",
		", que está bajo los encabezados y no pertenece a ninguna partida", ", which stands below the headings and belongs to no partida,",
		" de la partida ", " of partida ", " del pago", " of the payment",
		"valor aduana", "customs value", "valor comercial", "commercial value", "valor dolares", "value in dollars", "tipo cambio", "exchange rate", "peso bruto", "gross weight",
		"aduana es", "aduana of entry or exit", "operacion", "operation", "regimen", "régimen", "destino", "destination",
	)
}

// inEnglish says in English what could not be read; what is quoted from the
// page stays as it is printed.
func inEnglish(what string) string {
	var b strings.Builder
	r := nouns()
	for what != "" {
		said, quoted, open := strings.Cut(what, "«")
		b.WriteString(r.Replace(said))
		if !open {
			break
		}
		text, rest, _ := strings.Cut(quoted, "»")
		b.WriteString("«" + text + "»")
		what = rest
	}
	return b.String()
}
