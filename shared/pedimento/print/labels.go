package print

import (
	"slices"
	"strings"

	"example.com/immex/shared/pdftext"
)

// The labels of Anexo 1, by what they introduce.
const (
	lNumero      = "numero"
	lOperacion   = "operacion"
	lClave       = "clave"
	lRegimen     = "regimen"
	lDestino     = "destino"
	lTipoCambio  = "tipo_cambio"
	lPeso        = "peso_bruto"
	lAduanaES    = "aduana_es"
	lDolares     = "valor_dolares"
	lAduana      = "valor_aduana"
	lComercial   = "valor_comercial"
	lImportador  = "importador"
	lRFC         = "rfc"
	lCURP        = "curp"
	lNombre      = "nombre"
	lDomicilio   = "domicilio"
	lAcuse       = "acuse"
	lDespacho    = "despacho"
	lBultos      = "bultos"
	lCuadro      = "cuadro"
	lCaptura     = "linea_captura"
	lImporte     = "importe_pagado"
	lFechaPago   = "fecha_pago"
	lOperBanco   = "operacion_bancaria"
	lTransaccion = "transaccion_sat"
	lProveedor   = "proveedor"
	lCOVE        = "cove"
	lEDocument   = "edocument"
	lGuia        = "guia"
	lContenedor  = "contenedor"
	lTransporte  = "transporte"
	lPais        = "pais"
	lFin         = "fin"
	lTotal       = "total_partidas"
	lPrevalida   = "prevalidador"
	lBanco       = "banco"
	lPresenta    = "medio_presentacion"
	lRecepcion   = "medio_recepcion"
	lPatente     = "patente"
	lPedimento   = "pedimento"
	lAduanaPago  = "aduana_pago"
	lMedioES     = "medio_entrada_salida"
	lArribo      = "arribo"
	lSalida      = "salida"
	lTransportis = "transportista"
	lCandado     = "candado"
	lCiudad      = "ciudad"
	lPagina      = "pagina"
	lReferencia  = "referencia"
	lIDFiscal    = "id_fiscal"
	lIncoterm    = "incoterm"
	lVincula     = "vinculacion"
	lRemesa      = "remesa"   // of an aviso consolidado alone
	lCantidad    = "cantidad" // of an aviso consolidado alone
	lFechaAviso  = "fecha"    // of an aviso consolidado alone
	lSumDolares  = "suma"     // of an aviso consolidado alone
	lOther       = "other"    // ends the value before it and introduces nothing we take
)

// label is one way a label is printed, squeezed.
type label struct{ text, id string }

// labels lists the variants seen in prints and in Anexo 1, longest first, so
// that the longest one that fits is taken.
var labels = variants(commonLabels()) //nolint:gochecknoglobals // an immutable table

// avisoLabels are those of an aviso consolidado: words that stand in texts and
// headings of a pedimento as well.
var avisoLabels = variants(commonLabels(), map[string]string{ //nolint:gochecknoglobals // an immutable table
	lRemesa:     "NUMDEREMESA NUMREMESA NUMERODEREMESA NUMEROREMESA NOREMESA NODEREMESA REMESANO REMESANUM REMESANUMERO REMESA CONSECUTIVODEREMESA CONSECUTIVODELAREMESA",
	lCantidad:   "CANTIDADUMC CANTIDADENUMC CANTIDADDEMERCANCIA CANTIDADDEMERCANCIAUMC CANTIDADDEMERCANCIAENUMC CANTIDADDELAMERCANCIA CANTUMC CANTIDADCOMERCIAL",
	lFechaAviso: "FECHADELAVISO FECHADEAVISO FECHADEEMISION FECHADELAREMESA FECHADEREMESA FECHADECRUCE FECHADEPRESENTACION FECHADETRANSMISION",
	lSumDolares: "TOTALVALORDOLARES VALORTOTALDOLARES VALORTOTALENDOLARES TOTALDOLARES VALORDOLARESTOTAL TOTALENDOLARES",
	lCOVE:       "NUMERODEACUSEDEVALORCOVE NUMERODECOVE NUMDECOVE NUMCOVE NOCOVE NODECOVE COVE",
})

// commonLabels are the variants of every label of a pedimento.
func commonLabels() map[string]string {
	return map[string]string{
		lNumero:      "NUMPEDIMENTO NUMERODEPEDIMENTO NUMDEPEDIMENTO NOPEDIMENTO NODEPEDIMENTO NUMEROPEDIMENTO",
		lOperacion:   "TOPER TIPOOPER TIPODEOPERACION TIPOOPERACION TIPODEOPER TOPERACION",
		lClave:       "CVEPEDIMENTO CVEPEDIM CVEDEPEDIMENTO CLAVEPEDIMENTO CLAVEDEPEDIMENTO CLAVEDELPEDIMENTO CVEPED CVEDOCUMENTO",
		lRegimen:     "REGIMEN REGIMENADUANERO",
		lDestino:     "DESTINO DESTINOORIGEN DESTINOUORIGEN",
		lTipoCambio:  "TIPOCAMBIO TIPODECAMBIO",
		lPeso:        "PESOBRUTO PESOBRUTOKG PESOBRUTOKGS PESOBRUTOTOTAL",
		lAduanaES:    "ADUANAES ADUANAENTRADASALIDA ADUANADEES",
		lDolares:     "VALORDOLARES VALORENDOLARES VALDOLARESTOTAL",
		lAduana:      "VALORADUANA VALORENADUANA",
		lComercial:   "PRECIOPAGADOVALORCOMERCIAL VALORCOMERCIAL PRECIOPAGADO PRECIOPAGVALORCOMERCIAL",
		lImportador:  "DATOSDELIMPORTADOREXPORTADOR DATOSDELIMPORTADOR DATOSDELEXPORTADOR DATOSDELIMPEXP",
		lRFC:         "RFC CLAVEENELRFC CLAVERFC",
		lCURP:        "CURP",
		lNombre:      "NOMBREDENOMINACIONORAZONSOCIAL NOMBREDENOMINACIONRAZONSOCIAL NOMBREORAZONSOCIAL DENOMINACIONORAZONSOCIAL",
		lDomicilio:   "DOMICILIO",
		lAcuse:       "CODIGODEACEPTACION CODIGOACEPTACION ACUSEELECTRONICODEVALIDACION CODIGODE",
		lDespacho:    "CLAVEDELASECCIONADUANERADEDESPACHO CLAVEDELASECCIONADUANERA CLAVEDELASECCION",
		lBultos:      "MARCASNUMEROSYTOTALDEBULTOS MARCASNUMEROSYTOTALBULTOS",
		lCuadro:      "CUADRODELIQUIDACION",
		lCaptura:     "LINEADECAPTURA LINEACAPTURA",
		lImporte:     "IMPORTEPAGADO IMPORTEPAGO MONTOPAGADO IMPORTEDEPAGO IMPORTEDELPAGO IMPORTETOTALPAGADO",
		lFechaPago:   "FECHADEPAGO FECHAPAGO",
		lOperBanco:   "NUMEROOPERACIONBANCARIA NOOPERACIONBANCARIA NUMDEOPERACIONBANCARIA OPERACIONBANCARIA NUMERODEOPERACIONBANCARIA NUMOPERACIONBANCARIA NODEOPERACIONBANCARIA",
		lTransaccion: "NUMEROTRANSACCIONSAT NOTRANSACCIONSAT NUMDETRANSACCIONSAT TRANSACCIONSAT NUMERODETRANSACCIONSAT NUMTRANSACCIONSAT NODETRANSACCIONSAT",
		lProveedor:   "DATOSDELPROVEEDOROCOMPRADOR DATOSDELPROVEEDOR DATOSDELCOMPRADOR DATOSDELPROVEEDORCOMPRADOR",
		lCOVE:        "NUMERODEACUSEDEVALOR NUMACUSEDEVALOR ACUSEDEVALOR",
		lEDocument:   "NUMERODEEDOCUMENT NUMEDOCUMENT",
		lGuia:        "NUMERODEGUIAORDENEMBARQUEID NOGUIAORDENDEEMBARQUEID NUMEROGUIAORDENDEEMBARQUEID NUMGUIAORDENEMBARQUE GUIAORDENEMBARQUEID NUMEROGUIAORDENEMBARQUEID NOGUIAORDENEMBARQUEID NUMGUIAORDENEMBARQUEID NUMEROGUIAORDENEMBARQUE NUMERODEGUIA",
		lContenedor:  "NUMEROTIPO NUMEROTIPODECONTENEDOR",
		lTransporte:  "TRANSPORTEIDENTIFICACION",
		lPais:        "PAIS",
		lFin:         "FINDEPEDIMENTO",
		lTotal:       "NUMTOTALDEPARTIDAS NUMTOTALPARTIDAS NUMERODEPARTIDAS NUMEROTOTALDEPARTIDAS TOTALDEPARTIDAS",
		lPrevalida:   "CLAVEPREVALIDADOR NUMCLAVEPREVALIDADOR CVEPREVALIDADOR CLAVEDELPREVALIDADOR PREVALIDADOR",
		lBanco:       "BANCO NOMBREDELAINSTITUCIONBANCARIA INSTITUCIONBANCARIA",
		lPresenta:    "MEDIODEPRESENTACION",
		lRecepcion:   "MEDIODERECEPCIONCOBRO MEDIODERECEPCION MEDIODECOBRO",
		lPatente:     "PATENTE",
		lPedimento:   "PEDIMENTO",
		lAduanaPago:  "ADUANA",
		lMedioES:     "ENTRADASALIDA",
		lArribo:      "ARRIBO",
		lSalida:      "SALIDA",
		lTransportis: "TRANSPORTISTA",
		lCandado:     "NUMERODECANDADO NUMDECANDADO NUMCANDADO NOCANDADO NUMEROSDECANDADO",
		lCiudad:      "DOMICILIOCIUDADESTADO",
		lPagina:      "PAGINA PAG HOJA",
		lReferencia:  "REFERENCIA REF",
		lIDFiscal:    "IDFISCAL",
		lIncoterm:    "INCOTERM",
		lVincula:     "VINCULACION",
		lOther:       "CERTIFICACIONES CERTIFICACION MEDIOSDETRANSPORTE CODIGODEBARRAS FECHAIMPRESION FECHADEIMPRESION",
	}
}

// variants lists labels, longest first.
func variants(tables ...map[string]string) []label {
	var out []label
	for _, t := range tables {
		for id, all := range t {
			for v := range strings.FieldsSeq(all) {
				out = append(out, label{v, id})
			}
		}
	}
	slices.SortFunc(out, func(a, b label) int {
		if d := len(b.text) - len(a.text); d != 0 {
			return d
		}
		return strings.Compare(a.text, b.text)
	})
	return out
}

// segment is a label of a line with the words up to the next label.
type segment struct {
	label  string
	at     []word // the words of the label
	values []word
}

// segments is the line cut at its labels.
func segments(l *line) []segment {
	if l.segs == nil {
		l.segs = segmentsOf(l, labels)
	}
	return l.segs
}

// segmentsOf cuts a line at its labels; the first segment has no label and
// holds the words before the first one.
func segmentsOf(l *line, known []label) []segment {
	ps := pieces(l.words)
	out := []segment{{}}
	for i := 0; i < len(ps); {
		id, n := labelAt(ps[i:], known)
		if n == 0 {
			last := &out[len(out)-1]
			last.values = append(last.values, ps[i])
			i++
			continue
		}
		out = append(out, segment{label: id, at: ps[i : i+n]})
		i += n
	}
	return out
}

// pieces cuts words behind a colon and behind rows of asterisks, so that
// "REGIMEN:EXD" is a label and a value.
func pieces(ws []word) []word {
	var out []word
	for _, w := range ws {
		for {
			w.s = strings.Trim(w.s, "*")
			i := strings.IndexAny(w.s, ":*")
			if i < 0 || i+1 >= len(w.s) {
				break
			}
			head := w
			head.s = strings.TrimRight(w.s[:i+1], "*")
			cut := w.x0 + (w.x1-w.x0)*pdftext.Points(i+1)/pdftext.Points(len(w.s))
			head.x1, w.x0, w.s = cut, cut, w.s[i+1:]
			if squeeze(head.s) != "" {
				out = append(out, head)
			}
		}
		if squeeze(w.s) != "" || w.s == "$" {
			out = append(out, w)
		}
	}
	return out
}

// generic reports words that stand in texts as well: they are labels only with
// a colon.
func generic(text string) bool {
	switch text {
	case "PATENTE", "PEDIMENTO", "ADUANA", "BANCO", "REF", "REMESA", "COVE":
		return true
	}
	return false
}

// labelAt is the longest label that the first words of ps spell, with the
// number of words.
func labelAt(ps []word, known []label) (id string, n int) {
	text, ends := "", []int{}
	for i := 0; i < len(ps) && i < 9; i++ {
		text += squeeze(ps[i].s)
		ends = append(ends, len(text))
		if len(text) > 48 {
			break
		}
	}
	for _, l := range known {
		if !strings.HasPrefix(text, l.text) {
			continue
		}
		for i, e := range ends {
			if e == len(l.text) && (!generic(l.text) || strings.HasSuffix(ps[i].s, ":")) {
				return l.id, i + 1
			}
		}
	}
	return "", 0
}
