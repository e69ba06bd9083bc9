package prints

// Orders of blocks; every layout takes one.
const (
	orderFull = "head header importador incrementables acuse bultos fechas cuadro pago proveedores destinatarios transporte guias contenedores " +
		"identificadores cuentas descargos compensaciones virtuales rectificacion observaciones partidas"
	orderLate = "head header importador incrementables acuse bultos fechas cuadro rectificacion pago proveedores destinatarios guias transporte contenedores " +
		"identificadores observaciones cuentas descargos compensaciones virtuales partidas"
	orderSimple = "head header importador acuse bultos fechas cuadro pago guias proveedores edocuments transporte observaciones"
)

// Column sets that several layouts share.
const (
	incrPlain = "vseg|20|C|VAL. SEGUROS;seg|20|C|SEGUROS;fle|20|C|FLETES;emb|20|C|EMBALAJES;otr|20|C|OTROS INCREMENTABLES"
	incrSwap  = "vseg|20|C|VAL. SEGUROS;fle|20|C|FLETES;seg|20|C|SEGUROS;emb|20|C|EMBALAJES;otr|20|C|OTROS INCREMENTABLES"
	incrLast  = "fle|20|R|FLETES;emb|20|R|EMBALAJES;vseg|20|R|VAL. SEGUROS;seg|20|R|SEGUROS;otr|20|R|OTROS\nINCREMENTABLES"
	decrTall  = "tra|20|C|TRANSPORTE\nDECREMENTABLES;seg|20|C|SEGURO\nDECREMENTABLES;car|20|C|CARGA\nDECREMENTABLES;des|20|C|DESCARGA\nDECREMENTABLES;otr|20|C|OTROS\nDECREMENTABLES"
	decrFlat  = "tra|20|C|TRANSPORTE;seg|20|C|SEGURO;car|20|C|CARGA;des|20|C|DESCARGA;otr|20|C|OTROS DECREMENTABLES"
	tasasStd  = "con|20|L|CONTRIB.;tt|16|C|CVE. T. TASA;tasa|24|R|TASA"
	cuadroStd = "con|20|L|CONCEPTO;fp|10|C|F.P.;imp|24|R|IMPORTE"
	sellerStd = "id|22|L|ID. FISCAL;nom|36|L|NOMBRE, DENOMINACION O RAZON SOCIAL;dom|50|L|DOMICILIO:;vin|14|L|VINCULACION"
	invStd    = "num|30|L|NUM. FACTURA;fec|16|L|FECHA;inc|12|C|INCOTERM;mon|16|C|MONEDA FACT;val|18|R|VAL.MON.FACT;fac|20|R|FACTOR MON.FACT;usd|18|R|VAL.DOLARES"
	casesStd  = "cla|22|L|IDENTIF.;c1|30|L|COMPLEMENTO 1;c2|30|L|COMPLEMENTO 2;c3|30|L|COMPLEMENTO 3"
	permStd   = "per|12|L|PERMISO;num|30|L|NUMERO DE PERMISO;fir|24|L|FIRMA DESCARGO;usd|20|R|VAL. COM. DLS.;can|20|R|CANTIDAD UMT/C"
	rowC      = "adu|20|R|VAL ADU/USD;pag|24|R|IMP. PRECIO PAG.;uni|24|R|PRECIO UNIT.;agr|20|R|VAL. AGREG."
	rowD      = "mar|20|L|MARCA;mod|24|L|MODELO;cod|24|L|CODIGO PRODUCTO"
	taxStd    = "con|20|L|CON.;tasa|26|R|TASA;tt|10|C|T.T.;fp|10|C|F.P.;imp|24|R|IMPORTE"
	taxWide   = "con|14|L|CON.;tasa|36|R|TASA;tt|10|C|T.T.;fp|10|C|F.P.;imp|24|R|IMPORTE"
	rowA      = "sec|9|L|SEC;fra|22|L|FRACCION;nico|17|L|SUBD/NUM.\nIDENT.\nCOMERCIAL;vin|9|C|VINC.;met|9|C|MET\nVAL;umc|9|C|UMC;cumc|24|R|CANTIDAD\nUMC;umt|9|C|UMT;cumt|26|R|CANTIDAD\nUMT;pvc|10|C|P.\nV/C;pod|10|C|P.\nO/D"
	rowANoSec = "fra|24|L|FRACCION;nico|17|L|SUBD/\nNÚM. IDENT.;vin|9|C|VINC.;met|9|C|MET.\nVAL;umc|9|C|UMC;cumc|24|R|CANTIDAD\nUMC;umt|9|C|UMT;cumt|26|R|CANTIDAD\nUMT;pvc|12|C|P.\nV/C;pod|12|C|P.\nO/D"
	rowAStack = "sec|9|L|SEC;fra|24|L|FRACCION;nico|14|L|SUBD/\nNÚM\nIDENT\nIFICA\nCIÓN\nCOME\nRCIAL;vin|10|C|VINC.;met|14|C|MET VAL;umc|9|C|UMC;cumc|24|R|CANTIDAD UMC;umt|9|C|UMT;cumt|26|R|CANTIDAD UMT;pvc|11|C|P.V/C;pod|11|C|P.O/D"
)

// The heading as most systems set it.
func headingRows() []string {
	return []string{
		"numero@0 operacion@360 clave@500 regimen@720 CERT@880",
		"destino@0 tipo_cambio@150 peso@380 aduana_es@660",
		"MEDIOS@30 dolares@420",
		"^entrada_salida@0 ^arribo@150 ^salida@260 aduana@420",
		"_entrada_salida@60 _arribo@165 _salida@275 comercial@420",
	}
}

// layouts are the invented broker systems, in reading order.
func layouts() []layout {
	return []layout{columnas(), renglones(), interlinea(), silabas(), recuadro(), apaisada(), mostrador(), girada(), oficio(), maquina(), certificada(), simplificada()}
}

// columnas: taxes on the right of each partida, no separators, 06 for a unit.
func columnas() layout {
	return layout{
		name: "columnas", page: "Letter", font: "Helvetica", size: 6.5, step: 9, order: orderFull, dateSep: "/", tasaPlaces: 5,
		unitZero: true, nameBelow: true, bothDuties: true, ivaprv: "IVA PRV", junk: true, repeatGoods: true, goodsTitle: "PARTIDAS", guiasInLine: true, caseTitle: true,
		keep: true, paidText: "$,%s", copyText: "ORIGINAL: ADUANA", header: headingRows(), incr: incrPlain, decr: decrTall, tasas: tasasStd, cuadro: cuadroStd,
		seller: sellerStd, invoice: invStd, cases: casesStd, permits: permStd,
		goods: goodsForm{a: rowA, c: rowC, d: rowD, tax: taxStd, taxes: taxBeside, descFrom: 60, descTo: 640, heads: 4},
	}
}

// renglones: SEC and the taxes begin on the line of the description.
func renglones() layout {
	return layout{
		name: "renglones", page: "Letter", font: "Times", size: 7.5, step: 9.5, draw: byWord, order: orderLate, dateSep: "-", tasaPlaces: 5,
		thousands: true, cuadroByCol: true, repeatGoods: true, goodsTitle: "P A R T I D A S", paidText: "%s.00", copyText: "SEGUNDA COPIA: IMPORTADOR", nameBelow: true,
		labels: map[string]string{
			"operacion": "T.OPER", "rfc": "Clave en el RFC:", "acuse": "CÓDIGO DE ACEPTACIÓN:", "importe": "IMPORTE DE PAGO:", "banco": "BANCO:",
			"linea": "LINEA CAPTURA:", "page": "Pagina %d de %d",
		},
		header: headingRows(), incr: incrSwap, decr: decrFlat, tasas: tasasStd, cuadro: cuadroStd, seller: sellerStd, invoice: invStd, cases: casesStd, permits: permStd,
		goods: goodsForm{a: rowANoSec, c: "adu|20|R|VAL\nADU/USD;pag|24|R|IMP.PRECIO\nPAG.;uni|24|R|PRECIO\nUNIT.;agr|20|R|VAL.\nAGREG.", d: rowD, tax: taxStd, taxes: taxInText, secBelow: true, descFrom: 60, descTo: 660, heads: 3},
	}
}

// interlinea: taxes in rows below the values, thousands separators, SEC 001.
func interlinea() layout {
	return layout{
		name: "interlinea", page: "A4", font: "go", size: 6, step: 9, order: orderFull, dateSep: "/", tasaPlaces: 5, thousands: true, sec3: true,
		numbered: true, coveBeside: true, bothDuties: true, repeatGoods: true, goodsTitle: "PARTIDAS", paidText: "$,%s", copyText: "SEGUNDA COPIA: IMPORTADOR",
		labels: map[string]string{
			"destino": "DESTINO/ORIGEN:", "acuse": "CÓDIGO DE", "acuse2": "ACEPTACIÓN", "seccion": "CLAVE DE LA SECCION ADUANERA", "seccion2": "DE DESPACHO:",
			"guias": "NO. (GUIA/ORDEN EMBARQUE)/ID:", "importador": "DATOS DEL IMPORTADOR / EXPORTADOR",
		},
		header: headingRows(), incr: incrPlain, decr: decrTall, tasas: tasasStd, cuadro: cuadroStd, seller: sellerStd,
		invoice: "num|24|L|NUM. CFDI O DOCUMENTO EQUIVALENTE;cove|20|L|COVE;fec|14|L|FECHA;inc|12|C|INCOTERM;mon|14|C|MONEDA FACT;val|16|R|VAL. MON. FACT;fac|18|R|FACTOR MON. FACT;usd|16|R|VAL. DOLARES",
		cases:   casesStd, permits: permStd,
		goods: goodsForm{a: rowA, c: rowC, d: rowD, tax: taxStd, taxes: taxBelow, descFrom: 60, descTo: 900, heads: 4},
	}
}

// silabas: one label set syllable by syllable, rates of ten places, pages
// that break anywhere and repeat the heading of the partidas.
func silabas() layout {
	return layout{
		name: "silabas", page: "Letter", font: "Helvetica", size: 6, step: 8.5, draw: byWord, order: orderFull, dateSep: "/", tasaPlaces: 10, glued: true,
		nameBelow: true, cuadroOne: true, repeatGoods: true, goodsTitle: "PARTIDAS", caseTitle: true, paidText: "$,%s", copyText: "TERCERA COPIA: AGENTE",
		labels: map[string]string{
			"rfc": "Clave en el RFC:", "importe": "Importe de Pago:", "operacion_banco": "Número de operación bancaria:", "transaccion": "Número de transacción SAT:",
			"fin": "FIN DE PEDIMENTO **** NUM. TOTAL DE PARTIDAS: %s **** CLAVE PREVALIDADOR: %s",
		},
		header: headingRows(), incr: incrSwap, decr: decrTall, tasas: tasasStd, cuadro: cuadroStd, seller: sellerStd, invoice: invStd, cases: casesStd, permits: permStd,
		goods: goodsForm{a: rowAStack, c: rowC, d: rowD, tax: taxWide, taxes: taxBeside, descFrom: 60, descTo: 660, heads: 3},
	}
}

// recuadro: labels above their values in the heading, fletes last, totals
// below the cuadro.
func recuadro() layout {
	return layout{
		name: "recuadro", page: "Letter", font: "gomono", size: 5.2, step: 8.5, order: orderLate, dateSep: "/", tasaPlaces: 2, labelsAbove: true, thousands: true,
		fechasFirst: true, totalsBelow: true, cuadroOne: true, goodsTitle: "PARTIDAS", guiasInLine: true, keep: true, paidText: "%s", copyText: "COPIA IMPORTADOR",
		labels: map[string]string{"operacion": "TIPO OPER:", "clave": "CVE. PEDIM:", "banco": "BANCO:"},
		header: []string{
			"numero@0 operacion@260 clave@380 regimen@520 CERT@820", "destino@0 tipo_cambio@150 peso@330 aduana_es@520",
			"entrada_salida@0 arribo@200 salida@330", "dolares@0 aduana@260 comercial@520",
		},
		incr: incrLast, tasas: tasasStd, cuadro: cuadroStd, seller: "id|22|L|ID FISCAL:;nom|38|L|NOMBRE, DENOMINACION O RAZON SOCIAL:;dom|50|L|DOMICILIO:;vin|16|L|VINCULACION",
		invoice: "num|34|L|NUM.FACTURA;fec|18|L|FECHA;inc|14|C|INCOTERM;mon|14|C|MONEDA\nFACT;val|20|R|VAL.MON.FACT;fac|22|R|FACTOR MON.FACT;usd|20|R|VAL.DOLARES",
		cases:   casesStd, permits: permStd,
		goods: goodsForm{a: rowA, c: rowC, d: rowD, tax: taxStd, taxes: taxBeside, valuesFirst: true, descFrom: 60, descTo: 640, heads: 4},
	}
}

// apaisada: landscape, everything wide, taxes in the text.
func apaisada() layout {
	return layout{
		name: "apaisada", page: "Letter", landscape: true, font: "Helvetica", size: 7.5, step: 10, draw: byRune, order: orderFull, dateSep: "/", tasaPlaces: 5,
		thousands: true, unitZero: true, repeatGoods: true, goodsTitle: "PARTIDAS", guiasInLine: true, paidText: "$,%s.00", copyText: "ORIGINAL", coveBeside: true,
		labels: map[string]string{"clave": "CVE.PEDIM:", "operacion": "T.OPER:", "regimen": "REGIMEN", "peso": "PESO BRUTO"},
		header: headingRows(), incr: incrPlain, decr: decrFlat, tasas: tasasStd, cuadro: cuadroStd, seller: sellerStd,
		invoice: "num|30|L|NUM. FACTURA;fec|16|L|FECHA;inc|12|C|INCOTERM;mon|16|C|MONEDA FACT;val|18|R|VAL.MON.FACT;fac|20|R|FACTOR MON.FACT;usd|18|R|VAL.DOLARES;cove|24|R|ACUSE DE VALOR",
		cases:   casesStd, permits: permStd,
		goods: goodsForm{a: rowA, c: rowC, d: rowD, tax: taxStd, taxes: taxInText, descFrom: 60, descTo: 660, heads: 4},
	}
}

// mostrador: characters drawn one by one, a heading of two lines per row and
// the COVE above the number of the invoice.
func mostrador() layout {
	return layout{
		name: "mostrador", page: "A4", font: "Times", size: 7, step: 9, draw: byRune, order: orderLate, dateSep: "/", tasaPlaces: 5, interleaved: true,
		repeatGoods: true, goodsTitle: "PARTIDAS", caseTitle: true, keep: true, paidText: "$,%s", copyText: "SEGUNDA COPIA", nameBelow: true, bothDuties: true,
		labels: map[string]string{"cove_first": "1", "page": "Página %d / %d", "rfc": "Clave en el RFC:", "dolares": "VALOR DOLARES", "aduana": "VALOR ADUANA", "comercial": "PRECIO PAGADO/VALOR COMERCIAL"},
		header: headingRows(), incr: incrLast, decr: decrTall, tasas: "con|20|L|CONTRIB;tt|16|C|CVE.T.TASA;tasa|24|R|TASA", cuadro: cuadroStd, seller: sellerStd,
		invoice: "num|30|L|NUM. CFDI O DOC. EQUIVALENTE;fec|16|L|FECHA;inc|12|C|INCOTERM;mon|16|C|MONEDA FACT;val|18|R|VAL.MON.FACT;fac|20|R|FACTOR MON.FACT;usd|18|R|VAL.DOLARES",
		cases:   "cla|18|C|IDENTIF.;c1|30|C|COMPLEMENTO 1;c2|30|C|COMPLEMENTO 2;c3|30|C|COMPLEMENTO 3", permits: permStd,
		goods: goodsForm{a: rowANoSec, c: rowC, d: rowD, tax: taxStd, taxes: taxBeside, secBelow: true, descFrom: 60, descTo: 650, heads: 4},
	}
}

// girada: a landscape sheet turned by /Rotate.
func girada() layout {
	l := columnas()
	l.name, l.landscape, l.rotate, l.font, l.size, l.step, l.draw = "girada", true, 90, "go", 7, 9.5, byString
	l.unitZero, l.bothDuties, l.ivaprv, l.junk, l.thousands = false, false, "", false, true
	l.order, l.incr, l.copyText = orderLate, incrSwap, "COPIA"
	l.goods.taxes = taxInText
	l.goods.heads = 3
	return l
}

// oficio: legal paper, no heading of the partidas on later pages, columns of
// taxes before those of prices.
func oficio() layout {
	return layout{
		name: "oficio", page: "Legal", font: "go", size: 6.2, step: 8.8, draw: byWord, order: orderFull, dateSep: "-", tasaPlaces: 5, cuadroByCol: true,
		goodsTitle: "PARTIDAS", paidText: "$,%s", copyText: "ORIGINAL: AGENTE", guiasInLine: true, glued: true, nameBelow: true, ivaprv: "IVA PRV",
		labels: map[string]string{"numero": "NUM. DE PEDIMENTO:", "operacion": "TIPO OPER.:", "fechas": "F E C H A S", "proveedor": "DATOS DEL PROVEEDOR / COMPRADOR"},
		header: headingRows(), incr: incrSwap, decr: decrFlat, tasas: tasasStd, cuadro: cuadroStd, seller: sellerStd, invoice: invStd, cases: casesStd, permits: permStd,
		goods: goodsForm{
			a: "sec|9|L|SEC;fra|22|L|FRACCION;nico|14|L|NICO;vin|9|C|VINC.;met|9|C|M.V.;umt|9|C|UMT;cumt|26|R|CANTIDAD UMT;umc|9|C|UMC;cumc|24|R|CANTIDAD UMC;pod|12|C|P.O/D;pvc|12|C|P.V/C",
			c: "pag|24|R|IMP. PRECIO PAG.;adu|20|R|VAL ADU/USD;uni|24|R|PRECIO UNIT.;agr|20|R|VAL. AGREG.", d: rowD, tax: taxStd, taxes: taxBelow, descFrom: 60, descTo: 640, heads: 4,
		},
	}
}

// maquina: a matrix printer's Courier.
func maquina() layout {
	return layout{
		name: "maquina", page: "Legal", landscape: true, font: "Courier", size: 7.2, step: 10, order: orderLate, dateSep: "/", tasaPlaces: 5, thousands: true,
		sec3: true, repeatGoods: true, goodsTitle: "PARTIDAS", paidText: "$ %s.00", copyText: "COPIA: IMPORTADOR", cuadroOne: true, fechasFirst: true, nameBelow: true,
		labels: map[string]string{"importador": "DATOS DEL IMPORTADOR/EXPORTADOR", "rfc": "R.F.C.:"},
		header: headingRows(), incr: incrPlain, decr: decrFlat, tasas: tasasStd, cuadro: cuadroStd, seller: sellerStd, invoice: invStd, cases: casesStd, permits: permStd,
		goods: goodsForm{a: rowA, c: rowC, d: rowD, tax: taxStd, taxes: taxBeside, descFrom: 60, descTo: 640, heads: 4},
	}
}

// certificada: two columns on the first page, the bank's certification in the
// right one; frames and lines.
func certificada() layout {
	l := renglones()
	l.name, l.page, l.font, l.size, l.step, l.draw = "certificada", "Letter", "go", 5.4, 8.6, byString
	l.side, l.frame, l.dateSep, l.thousands, l.paidText, l.cuadroByCol, l.unitZero = true, true, "/", false, "$,%s", false, true
	l.goodsTitle, l.order, l.ivaprv, l.copyText = "PARTIDAS", orderFull, "IVA PRV", "ORIGINAL: IMPORTADOR"
	l.goods.taxes, l.goods.secBelow, l.goods.a = taxBeside, false, rowA
	return l
}

// simplificada: the forma simplificada, which prints no values and no
// partidas.
func simplificada() layout {
	return layout{
		name: "simplificada", page: "Letter", font: "Helvetica", size: 6.5, step: 9, order: orderSimple, dateSep: "/", nameBelow: true, paidText: "$ ,%s.00",
		copyText: "Usuario: invento", ivaprv: "IVA PRV", guiasInLine: true,
		labels: map[string]string{
			"head": "FORMA SIMPLIFICADA DEL PEDIMENTO", "operacion": "T.OPER:", "clave": "CVE.PEDIMENTO:", "rfc": "Clave en el RFC:", "acuse_valor": "NUMERO DE ACUSE DE VALOR:",
			"fin": "**********FIN DE PEDIMENTO******* **********NUM. TOTAL DE PARTIDAS:%s ********** **********NUM. CLAVE PREVALIDADOR:%s **********",
		},
		header: []string{"numero@0 operacion@400 clave@560 CERT@820", "destino@0 peso@200 aduana_es@460"},
		cuadro: cuadroStd, incr: incrPlain,
	}
}
