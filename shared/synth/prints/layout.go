package prints

// drawMode is how a producer puts a text on the page.
type drawMode int

const (
	byString drawMode = iota // one string per field
	byWord                   // one string per word
	byRune                   // one string per character
)

// taxPlace is where the taxes of a partida stand.
type taxPlace int

const (
	taxBeside taxPlace = iota // right of the first row on
	taxInText                 // right of the description on, interleaved with it
	taxBelow                  // in rows of their own
)

// layout is one invented broker system: everything about a print but the
// pedimento. Columns are written "key|weight|align|LABEL" and "\n" in a label
// sets it on two lines.
type layout struct {
	name      string
	page      string // Letter, Legal or A4
	landscape bool
	rotate    int // /Rotate of the page, its content turned to match
	font      string
	size      float64
	step      float64 // from line to line
	draw      drawMode
	order     string // blocks, in order

	thousands   bool // separators in values of goods and totals
	unitZero    bool // 06
	sec3        bool // 001
	tasaPlaces  int  // of the partidas
	dateSep     string
	labelsAbove bool // labels of the heading above their values
	nameBelow   bool // the importer's name under its label
	glued       bool // label and value in one string
	cuadroOne   bool // the cuadro in one column of concepts
	cuadroByCol bool // two columns filled one after the other
	totalsBelow bool
	fechasFirst bool // tasas under the fechas, not beside them
	coveBeside  bool // COVE in a column of its own
	guiasInLine bool // label and pairs on one line
	caseTitle   bool // a title above the identifiers
	repeatGoods bool // heading of the partidas on every page
	goodsTitle  string
	numbered    bool // "15 PRV"
	bothDuties  bool // IGI/IGE
	ivaprv      string
	junk        bool   // PDF417 as glyphs
	paidText    string // how the paid amount is written: "$%s", "$ %s.00"
	copyText    string
	interleaved bool // watermark of body-size words between the lines
	keep        bool // rows A to C of a partida never part
	side        bool // the bank's certification in a column beside the first page's blocks
	frame       bool // lines around the page and under titles

	header  []string // rows "key@x key@x"
	labels  map[string]string
	incr    string
	decr    string
	tasas   string
	cuadro  string
	seller  string
	invoice string
	cases   string
	permits string
	goods   goodsForm
}

// goodsForm is how a partida is laid out.
type goodsForm struct {
	a, c, d     string // columns of the rows A, C and D
	tax         string
	taxes       taxPlace
	secBelow    bool // SEC before the description
	valuesFirst bool // row C before the description
	descFrom    float64
	descTo      float64
	heads       int // rows of labels that stand above the partidas: A, B, C, D
}

// standard labels; a layout overrides some.
func standardLabels() map[string]string {
	return map[string]string{
		"numero": "NUM. PEDIMENTO:", "operacion": "T. OPER", "clave": "CVE. PEDIMENTO:", "regimen": "REGIMEN:", "destino": "DESTINO:",
		"tipo_cambio": "TIPO CAMBIO:", "peso": "PESO BRUTO:", "aduana_es": "ADUANA E/S:", "dolares": "VALOR DOLARES:", "aduana": "VALOR ADUANA:",
		"comercial": "PRECIO PAGADO/VALOR COMERCIAL:", "medios": "MEDIOS DE TRANSPORTE", "importador": "DATOS DEL IMPORTADOR/EXPORTADOR",
		"rfc": "RFC:", "curp": "CURP:", "nombre": "NOMBRE, DENOMINACION O RAZON SOCIAL:", "domicilio": "DOMICILIO:", "decrementables": "VALOR DECREMENTABLES",
		"acuse": "CODIGO DE ACEPTACION:", "barras": "CODIGO DE BARRAS", "seccion": "CLAVE DE LA SECCION ADUANERA DE DESPACHO:",
		"bultos": "MARCAS, NUMEROS Y TOTAL DE BULTOS:", "fechas": "FECHAS", "tasas": "TASAS A NIVEL PEDIMENTO", "cuadro": "CUADRO DE LIQUIDACION",
		"efectivo": "EFECTIVO", "otros": "OTROS", "total": "TOTAL", "totales": "TOTALES", "deposito": "DEPÓSITO REFERENCIADO - LÍNEA DE CAPTURA",
		"electronico": "***PAGO ELECTRÓNICO***", "banco": "NOMBRE DE LA INSTITUCIÓN BANCARIA:", "linea": "LÍNEA DE CAPTURA:", "importe": "IMPORTE PAGADO:",
		"fecha_pago": "FECHA DE PAGO:", "operacion_banco": "NÚMERO DE OPERACIÓN BANCARIA:", "transaccion": "NÚMERO DE TRANSACCIÓN SAT:",
		"presentacion": "MEDIO DE PRESENTACIÓN:", "recepcion": "MEDIO DE RECEPCIÓN/COBRO:", "proveedor": "DATOS DEL PROVEEDOR O COMPRADOR",
		"acuse_valor": "NUMERO DE ACUSE DE VALOR", "destinatario": "DATOS DEL DESTINATARIO", "transporte": "TRANSPORTE IDENTIFICACION:", "pais": "PAIS:",
		"transportista": "TRANSPORTISTA", "candados": "NUMERO DE CANDADO", "guias": "NUMERO (GUIA/ORDEN EMBARQUE)/ID:",
		"contenedores": "CONTENEDORES/CARRO DE FERROCARRIL/NÚMERO ECONÓMICO DEL VEHÍCULO", "numero_tipo": "NUMERO/TIPO", "identificadores": "IDENTIFICADORES",
		"cuentas": "CUENTAS ADUANERAS Y CUENTAS ADUANERAS DE GARANTIA", "descargos": "DESCARGOS", "compensaciones": "COMPENSACIONES",
		"virtuales":     "DOCUMENTOS QUE AMPARAN FORMAS DE PAGO: FIANZA, CARGO A PARTIDA PRESUPUESTAL Y CERTIFICADOS ESPECIALES DE TESORERIA",
		"observaciones": "OBSERVACIONES", "observaciones_partida": "OBSERVACIONES A NIVEL PARTIDA", "rectificacion": "RECTIFICACION",
		"diferencias": "DIFERENCIAS DE CONTRIBUCIONES A NIVEL PEDIMENTO", "entrada_salida": "ENTRADA/SALIDA:", "arribo": "ARRIBO:", "salida": "SALIDA:",
		"oper2": "TIPO OPER:", "clave2": "CVE. PEDIM:", "head": "PEDIMENTO", "head2": "ANEXO DEL PEDIMENTO", "page": "Página %d de %d",
		"edocument": "NUMERO DE E-DOCUMENT :", "fin": "********** FIN DE PEDIMENTO ***** NUM. TOTAL DE PARTIDAS: %s ***** CLAVE PREVALIDADOR: %s **********",
	}
}

func (l *layout) label(key string) string {
	if s, ok := l.labels[key]; ok {
		return s
	}
	return standardLabels()[key]
}

// amount writes a number as the system does.
func (l *layout) amount(a num) string {
	if l.thousands {
		return grouped(a.String())
	}
	return a.String()
}

func (l *layout) unit(u string) string {
	if l.unitZero && len(u) == 1 {
		return "0" + u
	}
	return u
}

// duty writes a contribution as the system abbreviates it.
func (l *layout) duty(clave string) string {
	switch {
	case clave == "IVA/PRV" && l.ivaprv != "":
		return l.ivaprv
	case l.bothDuties && (clave == "IGI" || clave == "IGE"):
		return "IGI/IGE"
	}
	return clave
}
