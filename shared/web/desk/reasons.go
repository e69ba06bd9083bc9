package desk

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/immex/shared/document"
)

// reasonName is the reason of a difference in words; one that has none here is
// told by its code.
func reasonName(code string) document.Text {
	for end, what := range map[string]document.Text{
		"_sin_juzgar": {ES: "sin juzgar", EN: "not judged"}, "_cantidad": {ES: "cantidad", EN: "quantity"}, "_valor": {ES: "valor", EN: "value"},
		"_de_menos": {ES: "falta un renglón", EN: "a line is missing"}, "_de_mas": {ES: "un renglón de más", EN: "an extra line"},
	} {
		of, ok := strings.CutSuffix(code, end)
		base, known := map[string]document.Text{
			"partida_cove": {ES: "partidas contra COVE", EN: "partidas against COVE"}, "partida_cfdi": {ES: "partidas contra CFDI", EN: "partidas against CFDI"},
			"factura": {ES: "factura contra COVE", EN: "invoice against COVE"}, "cfdi": {ES: "CFDI", EN: "CFDI"},
		}[of]
		if ok && known {
			return document.Text{ES: base.ES + ": " + what.ES, EN: base.EN + ": " + what.EN}
		}
	}
	return inWords(reasonWords(), code)
}

func reasonWords() map[string]document.Text {
	return map[string]document.Text{
		"sin_papel": {ES: "sin papel", EN: "no paper"}, "provisional": {ES: "provisional", EN: "provisional"}, "no_esta_en_data_stage": {ES: "no está en Data Stage", EN: "not in Data Stage"}, "desistido_en_data_stage": {ES: "desistido en Data Stage", EN: "withdrawn in Data Stage"},
		"mes_sin_data_stage": {ES: "mes sin Data Stage", EN: "month without Data Stage"}, "partida_de_mas": {ES: "partida de más", EN: "extra partida"}, "partida_de_menos": {ES: "partida de menos", EN: "missing partida"},
		"valor_comercial": {ES: "valor comercial", EN: "commercial value"}, "valor_aduana": {ES: "valor en aduana", EN: "customs value"}, "umt": {ES: "unidad (UMT)", EN: "unit (UMT)"},
		"umc": {ES: "unidad (UMC)", EN: "unit (UMC)"}, "unidad": {ES: "unidad", EN: "unit"}, "tipo_cambio": {ES: "tipo de cambio", EN: "exchange rate"}, "origen": {ES: "origen", EN: "origin"},
		"operacion": {ES: "operación", EN: "operation"}, "fraccion": {ES: "fracción", EN: "fracción"}, "fecha_pago": {ES: "fecha de pago", EN: "date of payment"},
		"fecha_entrada": {ES: "fecha de entrada", EN: "date of entry"}, "clave": {ES: "clave", EN: "clave"}, "cantidad_umt": {ES: "cantidad en UMT", EN: "quantity in UMT"},
		"cantidad_umc": {ES: "cantidad en UMC", EN: "quantity in UMC"}, "saldo": {ES: "saldo", EN: "balance"}, "sin_contar": {ES: "sin contar", EN: "not counted"},
		"sin_entrada": {ES: "sin entrada", EN: "no entry"}, "faltante_fisico": {ES: "faltante físico", EN: "physical shortage"}, "sobrante_fisico": {ES: "sobrante físico", EN: "physical surplus"},
		"erp_de_menos": {ES: "el ERP tiene menos", EN: "the ERP has less"}, "erp_de_mas": {ES: "el ERP tiene más", EN: "the ERP has more"}, "no_esta_en_erp": {ES: "no está en el ERP", EN: "not in the ERP"},
		"contribucion":    {ES: "contribución y forma de pago", EN: "contribution and form of payment"},
		"varias_unidades": {ES: "varias unidades", EN: "several units"},
		"sin_cove":        {ES: "sin COVE", EN: "no COVE"}, "cove_no_esta": {ES: "el COVE no está", EN: "the COVE is not here"}, "cove_valor_moneda": {ES: "COVE: valor en moneda", EN: "COVE: value in currency"},
		"cove_valor_dolares": {ES: "COVE: valor en dólares", EN: "COVE: value in dollars"}, "factura_no_esta": {ES: "la factura no está", EN: "the invoice is not here"}, "factura_repetida": {ES: "factura repetida", EN: "invoice more than once"},
		"factura_fecha": {ES: "fecha de la factura", EN: "date of the invoice"}, "cfdi_no_esta": {ES: "el CFDI no está", EN: "the CFDI is not here"}, "cfdi_sin_vigencia": {ES: "declara un CFDI que no está vigente", EN: "it declares a CFDI that is not in force"},
		"no_esta_en_scccyg": {ES: "no está en SCCCyG", EN: "not in SCCCyG"}, "no_esta_en_libros": {ES: "no está en los libros", EN: "not in the books"},
		"sin_lote": {ES: "sin lote", EN: "no lot"}, "sin_explotar": {ES: "sin lista de materiales", EN: "no bill of materials"}, "antes_de_abrir": {ES: "antes de abrir los libros", EN: "before the books open"}, "retenido": {ES: "retenido", EN: "held"},
		"orden_sin_salida": {ES: "orden sin salida", EN: "order without an exit"}, "orden_de_menos": {ES: "la orden tiene menos", EN: "the order has less"}, "orden_de_mas": {ES: "la orden tiene más", EN: "the order has more"}, "salida_sin_orden": {ES: "salida sin orden", EN: "exit without an order"},
		"servicio_maquila": {ES: "servicio de maquila", EN: "maquila service"}, "proforma_maquila": {ES: "proforma de maquila", EN: "maquila proforma"}, "servicio_por_bienes": {ES: "servicio por bienes", EN: "service beside goods"},
		"nota_credito": {ES: "nota de crédito", EN: "credit note"}, "otro_mes": {ES: "otro mes", EN: "another month"}, "otro_ejercicio": {ES: "otro ejercicio", EN: "another year"}, "sin_pedimento": {ES: "sin pedimento", EN: "no pedimento"},
		"sin_cfdi": {ES: "sin CFDI", EN: "no CFDI"}, "importe_distinto": {ES: "importe distinto", EN: "another amount"}, "sin_dato": {ES: "sin dato", EN: "no data"},
		"nombrado_por_rectifica_701": {ES: "lo nombra una rectificación (701)", EN: "a rectification names it (701)"}, "nombrado_por_descargo_512": {ES: "lo nombra un descargo (512)", EN: "a descargo names it (512)"},
		"nombrado_por_cfdi": {ES: "lo nombra un CFDI", EN: "a CFDI names it"}, "nombrado_por_seleccion": {ES: "lo nombra la selección", EN: "the selection names it"},
		"nombrado_por_factura": {ES: "lo nombra una factura", EN: "an invoice names it"}, "nombrado_por_carta_porte": {ES: "lo nombra una carta porte", EN: "a carta porte names it"},
		"factura_sin_pedimento": {ES: "factura sin pedimento", EN: "invoice without pedimento"}, "factura_de_quien": {ES: "no se sabe de qué proveedor", EN: "of which supplier nobody knows"}, "numeros_salteados": {ES: "números salteados", EN: "numbers left out"},
		"cfdi_sin_pedimento": {ES: "CFDI sin pedimento", EN: "CFDI without pedimento"}, "cove_sin_pedimento": {ES: "COVE sin pedimento", EN: "COVE without pedimento"},
	}
}

// saying is what differs, with the code at its end in words.
func saying(x *sideRow) document.Text {
	name, short := reasonName(x.Reason), x.Reason
	for _, how := range []string{x.Reason, strings.TrimPrefix(x.Reason, "nombrado_por_"), strings.TrimSuffix(x.Reason, "_sin_pedimento")} {
		if strings.Contains(x.Says.ES, "("+how+")") {
			short = how
		}
	}
	return document.Text{ES: strings.Replace(x.Says.ES, "("+short+")", "("+name.ES+")", 1), EN: strings.Replace(x.Says.EN, "("+short+")", "("+name.EN+")", 1)}
}

// sideName is what one side says, where that is a source.
func sideName(s string) document.Text { return sourceName(document.Source(s)) }

// counted is a name with how many there are.
func counted(t document.Text, n int) document.Text {
	return document.Text{ES: t.ES + " (" + strconv.Itoa(n) + ")", EN: t.EN + " (" + strconv.Itoa(n) + ")"}
}

// capital begins a name with a capital letter.
func capital(t document.Text) document.Text {
	up := func(s string) string {
		r, n := utf8.DecodeRuneInString(s)
		return string(unicode.ToUpper(r)) + s[n:]
	}
	return document.Text{ES: up(t.ES), EN: up(t.EN)}
}
