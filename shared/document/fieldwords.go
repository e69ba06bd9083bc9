package document

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// fieldPart is one name in the path of a value.
var fieldPart = regexp.MustCompile(`[A-Za-z_][A-Za-z_0-9]*`)

// FieldName is the path of a value in a document, in words.
func FieldName(path string) Text {
	words := fieldWords()
	say := func(en bool) string {
		return fieldPart.ReplaceAllStringFunc(strings.ReplaceAll(path, ".", " › "), func(part string) string {
			w, ok := words[part]
			switch {
			case !ok:
				return strings.ReplaceAll(part, "_", " ")
			case en:
				return w[1]
			}
			return w[0]
		})
	}
	return Text{ES: fromOne(say(false)), EN: fromOne(say(true))}
}

// PathIn is where a rule found something, in words: the path of a field, and
// what it was held against as it is.
func PathIn(where string, lang Lang) string {
	path, other, held := strings.Cut(where, "↔")
	if strings.Contains(path, "/") { // within an XML, whose names are those of its standard
		return where
	}
	path = FieldName(path).In(lang)
	if held {
		path += "↔" + other
	}
	return path
}

// nth is the place of a value in a list, as paths have it: from 0, in brackets.
var nth = regexp.MustCompile(`\[(\d+)\]`)

// fromOne says places as people count them.
func fromOne(path string) string {
	return nth.ReplaceAllStringFunc(path, func(s string) string {
		n, err := strconv.Atoi(s[1 : len(s)-1])
		if err != nil {
			return s
		}
		return " " + strconv.Itoa(n+1)
	})
}

// namedPath is a path of names alone, in a place that says more.
var namedPath = regexp.MustCompile(`^[a-z_]+(\[\d+\])?(\.[a-z_]+(\[\d+\])?)*$`)

// Placed is where a finding is, in words: In, and in a place that has no words of its
// own the paths of fields, of which every name is known. What it was held against
// stays as it is.
func (f *Finding) Placed(l Lang) string {
	said := f.In(l)
	if f.At != (Spot{}) || f.In(Spanish) != f.In(English) {
		return said
	}
	own, other, held := strings.Cut(said, "↔")
	parts := strings.Split(own, " ")
	for i, part := range parts {
		if namedPath.MatchString(part) && allNamed(part) {
			parts[i] = FieldName(part).In(l)
		}
	}
	said = strings.Join(parts, " ")
	if held {
		said += "↔" + other
	}
	return said
}

// allNamed reports a path whose every name has words.
func allNamed(path string) bool {
	for _, name := range fieldPart.FindAllString(path, -1) {
		if _, ok := fieldWords()[name]; !ok {
			return false
		}
	}
	return true
}

// fieldWords are the names of values whose words are not their key with blanks,
// in both languages.
var fieldWords = sync.OnceValue(func() map[string][2]string { //nolint:gochecknoglobals // immutable, built once
	return map[string][2]string{
		"number": {"número de pedimento", "pedimento number"}, "numero": {"número", "number"}, "patente": {"patente", "patente"}, "aduana": {"aduana", "aduana"}, "clave": {"clave", "clave"}, "regimen": {"régimen", "régimen"},
		"operacion": {"operación", "operation"}, "rfc": {"RFC", "RFC"}, "curp": {"CURP", "CURP"}, "nombre": {"nombre", "name"}, "domicilio": {"domicilio", "address"}, "pago": {"fecha de pago", "date of payment"}, "entrada": {"fecha de entrada", "date of entry"},
		"fecha": {"fecha", "date"}, "fechas": {"fechas", "dates"}, "fecha_pago": {"fecha de pago", "date of payment"}, "fecha_entrada": {"fecha de entrada", "date of entry"}, "tipo": {"tipo", "type"}, "tipo_pedimento": {"tipo de pedimento", "type of pedimento"},
		"tipo_cambio": {"tipo de cambio", "exchange rate"}, "valor_dolares": {"valor en dólares", "value in dollars"}, "valor_aduana": {"valor en aduana", "customs value"}, "valor_comercial": {"valor comercial", "commercial value"}, "valor_agregado": {"valor agregado", "added value"},
		"valor_seguros": {"valor de los seguros", "insured value"}, "valor_unitario": {"valor unitario", "unit value"}, "valor_moneda": {"valor en su moneda", "value in its currency"}, "precio_unitario": {"precio unitario", "unit price"}, "precio_pagado": {"precio pagado", "price paid"},
		"importe": {"importe", "amount"}, "importe_pago": {"importe pagado", "amount paid"}, "fraccion": {"fracción", "fracción"}, "nico": {"NICO", "NICO"}, "descripcion": {"descripción", "description"}, "partida": {"partida", "partida"}, "partidas": {"partida", "partida"},
		"secuencia": {"secuencia", "sequence"}, "total": {"total", "total"}, "total_partidas": {"número de partidas", "number of partidas"}, "cantidad": {"cantidad", "quantity"}, "cantidad_umt": {"cantidad en UMT", "quantity in UMT"}, "cantidad_umc": {"cantidad en UMC", "quantity in UMC"},
		"umt": {"UMT", "UMT"}, "umc": {"UMC", "UMC"}, "unidad": {"unidad", "unit"}, "origen": {"origen", "origin"}, "destino": {"destino", "destination"}, "efecto": {"efecto", "effect"}, "pais": {"país", "country"}, "pais_origen": {"país de origen", "country of origin"}, "pais_vendedor": {"país del vendedor", "country of the seller"},
		"vendedor": {"vendedor", "seller"}, "comprador": {"comprador", "buyer"}, "proveedor": {"proveedor", "supplier"}, "id_fiscal": {"identificación fiscal", "tax id"}, "vinculacion": {"vinculación", "relationship"}, "metodo_valoracion": {"método de valoración", "method of valuation"},
		"contribuciones": {"contribución", "contribution"}, "forma_pago": {"forma de pago", "form of payment"}, "tasa": {"tasa", "rate"}, "tasas": {"tasa", "rate"}, "liquidacion": {"liquidación", "liquidation"}, "efectivo": {"efectivo", "cash"}, "otros": {"otros", "other"},
		"fletes": {"fletes", "freight"}, "seguros": {"seguros", "insurance"}, "embalajes": {"embalajes", "packing"}, "incrementables": {"incrementables", "additions"}, "decrementables": {"decrementables", "deductions"}, "bultos": {"bultos", "packages"}, "peso_bruto": {"peso bruto", "gross weight"},
		"marcas": {"marcas", "marks"}, "marca": {"marca", "brand"}, "modelo": {"modelo", "model"}, "series": {"serie", "serial"}, "facturas": {"factura", "invoice"}, "factor_moneda": {"factor de la moneda", "currency factor"}, "moneda": {"moneda", "currency"}, "incoterm": {"Incoterm", "Incoterm"},
		"cove": {"COVE", "COVE"}, "edocument": {"e-document", "e-document"}, "identificadores": {"identificador", "identifier"}, "complemento": {"complemento", "complement"}, "complementos": {"complementos", "complements"}, "permisos": {"permiso", "permit"}, "firma": {"firma", "signature"},
		"descargos": {"descargo (512)", "descargo (512)"}, "transportes": {"transporte", "transport"}, "medios_transporte": {"medios de transporte", "means of transport"}, "entrada_salida": {"de entrada o salida", "of entry or exit"}, "arribo": {"de arribo", "of arrival"}, "salida": {"de salida", "of exit"},
		"guias": {"guía", "waybill"}, "contenedores": {"contenedor", "container"}, "candados": {"candado", "seal"}, "banco": {"banco", "bank"}, "institucion": {"institución", "institution"}, "linea_captura": {"línea de captura", "línea de captura"}, "numero_operacion": {"número de operación", "number of the operation"},
		"transaccion": {"transacción", "transaction"}, "medio_presentacion": {"medio de presentación", "means of filing"}, "medio_recepcion": {"medio de recepción", "means of reception"}, "observaciones": {"observaciones", "remarks"}, "rfc_agente": {"RFC del agente", "broker's RFC"}, "curp_agente": {"CURP del agente", "broker's CURP"},
		"aduana_es": {"aduana de entrada o salida", "aduana of entry or exit"}, "evidencia": {"evidencia", "evidence"}, "documento": {"documento", "document"}, "source": {"fuente", "source"}, "status": {"estado", "state"}, "kind": {"tipo", "kind"}, "rectifica": {"rectifica a", "rectifies"},
		"destinatarios": {"destinatario", "consignee"}, "prevalidador": {"prevalidador", "prevalidator"}, "acuse": {"acuse", "receipt"}, "folio": {"folio", "folio"}, "uuid": {"UUID", "UUID"}, "emisor": {"emisor", "issuer"}, "receptor": {"receptor", "receiver"}, "conceptos": {"concepto", "line"},
		"subtotal": {"subtotal", "subtotal"}, "lines": {"renglón", "line"}, "lineas": {"renglón", "line"}, "parte": {"número de parte", "part number"}, "codigo_producto": {"código de producto", "product code"}, "codigo": {"código", "code"}, "mercancias": {"mercancía", "goods"}, "titulos": {"título", "heading"},
		"vence": {"vencimiento", "due date"}, "salidas": {"salidas", "exits"}, "exportacion": {"exportación", "export"}, "desperdicio": {"desperdicio", "desperdicio"}, "serie": {"serie", "serial"}, "lugar": {"lugar", "place"}, "orden": {"orden", "order"},
		"obligacion": {"obligación", "obligation"}, "inicio": {"inicio", "start"}, "expediente": {"expediente", "file"}, "cumplimiento": {"cumplimiento", "compliance"}, "contraparte": {"contraparte", "other side"}, "conteos": {"conteos", "counts"},
		"faltante": {"faltante", "shortage"}, "comercio_exterior": {"comercio exterior", "foreign trade"}, "version": {"versión", "version"}, "total_usd": {"total en dólares", "total in dollars"}, "clave_pedimento": {"clave de pedimento", "document key"},
		"residencia_fiscal": {"residencia fiscal", "tax residence"}, "num_reg_id_trib": {"registro fiscal", "tax register"}, "renglon": {"renglón", "line"}, "fecha_aviso": {"fecha del aviso", "date of the notice"}, "documento_digital": {"documento digital", "digital document"},
	}
})
