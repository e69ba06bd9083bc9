package reconciliation

import (
	"strings"

	"example.com/immex/shared/document"
)

// worded is a code of a difference inside a sentence. One that has no words is
// shown without its underscores.
func worded[T ~string](code T) document.Text {
	for _, list := range [][][3]string{fieldWords(), causeWords()} {
		for _, w := range list {
			if w[0] == string(code) {
				return document.Text{ES: w[1], EN: w[2]}
			}
		}
	}
	s := strings.ReplaceAll(string(code), "_", " ")
	return document.Text{ES: s, EN: s}
}

// fieldWords are the things that two papers say, and what names a pedimento.
func fieldWords() [][3]string {
	return [][3]string{
		{"operacion", "operación", "operation"},
		{"fecha_pago", "fecha de pago", "date of payment"},
		{"fecha_entrada", "fecha de entrada", "date of entry"},
		{"tipo_cambio", "tipo de cambio", "exchange rate"},
		{"clave", "clave", "key"},
		{"fraccion", "fracción", "fracción"},
		{"umt", "unidad de tarifa", "tariff unit"},
		{"umc", "unidad comercial", "commercial unit"},
		{"origen", "origen", "origin"},
		{"cantidad_umt", "cantidad de tarifa", "tariff quantity"},
		{"cantidad_umc", "cantidad comercial", "commercial quantity"},
		{"valor_aduana", "valor en aduana", "customs value"},
		{"valor_comercial", "valor comercial", "commercial value"},
		{"contribucion", "contribución y forma de pago", "contribution and form of payment"},
		{"cove_fecha", "fecha", "date"},
		{"cove_operacion", "operación", "operation"},
		{"cove_moneda", "moneda", "currency"},
		{"cove_factura", "número de factura", "number of the invoice"},
		{"cove_valor", "valor", "value"},
		{"cove_dolares", "valor en dólares", "value in dollars"},
		{"factura_fecha", "fecha", "date"},
		{"factura_moneda", "moneda", "currency"},
		{"factura_valor", "valor", "value"},
		{"cfdi_fecha", "fecha", "date"},
		{"cfdi_moneda", "moneda", "currency"},
		{"cfdi_valor", "valor", "value"},
		{"cfdi", "CFDI", "CFDI"},
		{"cove", "acuse de valor", "acuse de valor"},
		{"factura", "factura", "invoice"},
		{"carta_porte", "carta porte", "carta porte"},
		{"descargo_512", "registro 512", "record 512"},
		{"rectifica_701", "registro 701", "record 701"},
		{"seleccion", "selección automatizada", "automated selection"},
	}
}

// causeWords are why two figures differ, and the ways goods leave.
func causeWords() [][3]string {
	return [][3]string{
		{"servicio_maquila", "servicio de maquila", "maquila service"},
		{"proforma_maquila", "proforma de maquila", "maquila proforma"},
		{"servicio_por_bienes", "servicio por bienes", "service beside goods"},
		{"nota_credito", "nota de crédito", "credit note"},
		{"otro_mes", "otro mes", "another month"},
		{"otro_ejercicio", "otro ejercicio", "another year"},
		{"sin_pedimento", "sin pedimento", "without pedimento"},
		{"sin_cfdi", "sin CFDI", "without CFDI"},
		{"importe_distinto", "importe distinto", "another amount"},
		{"sin_dato", "sin dato", "no data"},
		{"cancelado", "cancelado", "cancelled"},
		{replacedCFDI, "sustituido por otro", "replaced by another"},
		{"dos_versiones", "dos versiones que se contradicen", "two versions that contradict each other"},
		{"", "sin causa anotada", "no cause on record"},
		{"no_bom", "sin lista de materiales", "no bill of materials"},
		{"bom_version", "ninguna versión de la lista de materiales vale ese día", "no version of the bill of materials holds that day"},
		{"bom", "la lista de materiales no se puede explotar", "the bill of materials cannot be exploded"},
		{"sin_parte", "sin número de parte", "without part number"},
		{"blocked", "bloqueado por una persona", "blocked by a person"},
		{"sin_desperdicio", "sin desperdicio de donde tomar", "no desperdicio to take from"},
		{"no_faltante", "nada falta", "nothing is missing"},
		{"late_import", "entró después", "it came in later"},
		{"before_window", "ninguna entrada en los libros", "no entry in the books"},
		{"unit", "otra unidad", "another unit"},
		{"over_discharge", "excede lo que quedaba", "it exceeds what was left"},
		{"alias", "alias de la parte", "alias of the part"},
		{"salida", "sale", "leaves"},
		{"incorporado", "incorporado", "incorporated"},
		{"merma", "merma", "merma"},
		{"desperdicio", "desperdicio", "desperdicio"},
		{"acta", "acta", "act"},
		{"faltante", "faltante", "missing"},
		{"hallado", "hallado", "found"},
		{"conteo", "conteo", "count"},
	}
}
