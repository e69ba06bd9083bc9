package desk

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/rule/glosa"
)

// inWords is a code in words; one that has none is told as it is.
func inWords(words map[string]document.Text, code string) document.Text {
	if w, ok := words[code]; ok {
		return w
	}
	return document.Text{ES: code, EN: code}
}

// kindName is what a document is.
func kindName(k document.Kind) document.Text {
	return inWords(map[string]document.Text{
		"unknown": {ES: "desconocido", EN: "unknown"}, "datastage": {ES: "Data Stage", EN: "Data Stage"}, "zip": {ES: "zip", EN: "zip"}, "mail": {ES: "correo", EN: "mail"},
		"pedimento": {ES: "pedimento", EN: "pedimento"}, "partida": {ES: "partida de VUCEM", EN: "partida of VUCEM"}, "vucem": {ES: "mensaje de VUCEM", EN: "message of VUCEM"},
		"cfdi": {ES: "CFDI", EN: "CFDI"}, "cove": {ES: "COVE", EN: "COVE"}, "invoice": {ES: "factura comercial", EN: "commercial invoice"}, "programme": {ES: "archivo de programa", EN: "programme file"},
		"pdf": {ES: "otro PDF", EN: "other PDF"}, "xml": {ES: "otro XML", EN: "other XML"}, "spreadsheet": {ES: "hoja de cálculo", EN: "spreadsheet"}, "text": {ES: "texto", EN: "text"},
		"archivo_m": {ES: "archivo M", EN: "archivo M"}, "respuesta": {ES: "respuesta a archivo M", EN: "answer to archivo M"}, "broker_xml": {ES: "XML del agente", EN: "broker's XML"},
		"doda": {ES: "DODA", EN: "DODA"}, "packing": {ES: "lista de empaque", EN: "packing list"}, "ubl": {ES: "factura UBL", EN: "UBL invoice"}, "x12": {ES: "X12", EN: "X12"}, "edifact": {ES: "EDIFACT", EN: "EDIFACT"},
		"plant": {ES: "tabla de la planta", EN: "plant table"}, "mapping": {ES: "lo aprendido de un proveedor", EN: "what was learned of a supplier"}, "correction": {ES: "captura de una persona", EN: "typed by a person"},
		"tnef": {ES: "winmail.dat", EN: "winmail.dat"}, "image": {ES: "imagen", EN: "image"}, "revision": {ES: "revisión de paquete", EN: "review of a package"}, "sello": {ES: "paquete sellado", EN: "sealed package"},
		"expected": {ES: "pedimento esperado", EN: "expected pedimento"}, "datastage_resaved": {ES: "Data Stage alterado", EN: "Data Stage saved again"},
	}, string(k))
}

// sourceName is where the values of a document come from.
func sourceName(s document.Source) document.Text {
	return inWords(map[string]document.Text{
		"typed": {ES: "capturado", EN: "typed"}, "datastage": {ES: "Data Stage", EN: "Data Stage"}, "vucem": {ES: "VUCEM", EN: "VUCEM"}, "archivo_m": {ES: "archivo M", EN: "archivo M"},
		"cfdi": {ES: "CFDI", EN: "CFDI"}, "print": {ES: "impresión", EN: "print"}, "csv": {ES: "CSV", EN: "CSV"}, "xlsx": {ES: "XLSX", EN: "XLSX"}, "pdf": {ES: "PDF", EN: "PDF"}, "xml": {ES: "XML", EN: "XML"}, "ocr": {ES: "OCR", EN: "OCR"},
	}, string(s))
}

// unitWord is a unit of Apéndice 7 in English; one that has no word here is told
// as the catalogue has it.
func unitWord(key, otherwise string) string {
	words := map[string]string{
		"1": "Kilo", "2": "Gram", "3": "Linear metre", "4": "Square metre", "5": "Cubic metre", "6": "Piece", "7": "Head", "8": "Litre", "9": "Pair", "10": "Kilowatt", "11": "Thousand",
		"12": "Set", "13": "Kilowatt-hour", "14": "Tonne", "15": "Barrel", "16": "Net gram", "17": "Tens", "18": "Hundreds", "19": "Dozens", "20": "Box", "21": "Bottle", "22": "Carat",
	}
	return cmp.Or(words[key], otherwise)
}

// basisName is why an exit met its lot.
func basisName(s string) document.Text {
	return inWords(map[string]document.Text{"named": {ES: "identificado", EN: "identified"}, "peps": {ES: "PEPS", EN: "PEPS (FIFO)"}}, s)
}

// causeName is why an exit found no lot.
func causeName(c ledger.Cause) document.Text {
	return inWords(map[string]document.Text{
		"no_bom": {ES: "sin lista de materiales", EN: "no bill of materials"}, "bom_version": {ES: "sin versión vigente de la lista", EN: "no version of the bill in force"}, "bom": {ES: "lista de materiales", EN: "bill of materials"},
		"sin_parte": {ES: "la salida no dice su parte", EN: "the exit names no part"}, "blocked": {ES: "bloqueado", EN: "blocked"}, "sin_desperdicio": {ES: "no hay desperdicio", EN: "no desperdicio"},
		"no_faltante": {ES: "nada faltaba", EN: "nothing was missing"}, "late_import": {ES: "entró después de salir", EN: "came in after it left"}, "before_window": {ES: "antes de lo que saben los libros", EN: "before what the books know"},
		"unit": {ES: "otra unidad", EN: "another unit"}, "over_discharge": {ES: "se descargó de más", EN: "discharged too much"}, "alias": {ES: "está con otro número de parte", EN: "it is there under another part number"},
	}, string(c))
}

// roleName is what an exit does.
func roleName(r ledger.Role) document.Text {
	return inWords(map[string]document.Text{
		"salida": {ES: "sale como está", EN: "leaves as it stands"}, "incorporado": {ES: "sale en un producto", EN: "leaves in a product"}, "merma": {ES: "merma", EN: "merma"}, "desperdicio": {ES: "pasa a desperdicio", EN: "becomes desperdicio"},
		"acta": {ES: "termina por acta", EN: "ends by an act"}, "faltante": {ES: "robo o pérdida", EN: "theft or loss"}, "hallado": {ES: "se halló", EN: "found again"}, "conteo": {ES: "conteo físico", EN: "physical count"},
	}, string(r))
}

// detailName is the detail of a difference between two books: a proof, a cause,
// or words that are some already.
func detailName(s string) document.Text {
	switch ledger.Status(s) {
	case ledger.Proved, ledger.Assumed, ledger.Undocumented:
		return proofOf(ledger.Status(s))
	}
	if key, ok := strings.CutPrefix(s, "UMT "); ok {
		u := unitOf(key)
		return document.Text{ES: "UMT " + u.ES, EN: "UMT " + u.EN}
	}
	if day, ok := strings.CutPrefix(s, "vence "); ok {
		return document.Text{ES: s, EN: "due " + day}
	}
	return causeName(ledger.Cause(s))
}

// codeName tells what the code of a finding is about: the title of its rule or of
// its check; else the code.
func codeName(code string) document.Text {
	if t, ok := glosa.Title(code); ok {
		return t
	}
	return document.Text{ES: code, EN: code}
}

// fieldPart is one name in the path of a value.
var fieldPart = regexp.MustCompile(`[A-Za-z_][A-Za-z_0-9]*`)

// fieldName is the path of a value in a document, in words.
func fieldName(path string) document.Text {
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
	return document.Text{ES: fromOne(say(false)), EN: fromOne(say(true))}
}

// whereName is where a rule found something, in words: the path of a field, and
// what it was held against as it is.
func whereName(where string, lang document.Lang) string {
	path, other, held := strings.Cut(where, "↔")
	if strings.Contains(path, "/") { // within an XML, whose names are those of its standard
		return where
	}
	path = fieldName(path).In(lang)
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

// fieldWords are the names of values whose words are not their key with blanks,
// in both languages.
func fieldWords() map[string][2]string {
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
}
