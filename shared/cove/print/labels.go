package print

import (
	"regexp"
	"strings"
)

// field is what a label names.
type field string

// The fields of a printed COVE; the names are those of its JSON.
const (
	fOperacion   field = "tipo_operacion"
	fRelacion    field = "relacion_facturas"
	fNumero      field = "numero"
	fFigura      field = "tipo_figura"
	fFecha       field = "fecha_expedicion"
	fObserva     field = "observaciones"
	fRFCs        field = "rfcs_consulta"
	fPatentes    field = "patentes"
	fEDocument   field = "edocument"
	fAdenda      field = "adenda"
	fSubdivision field = "subdivision"
	fCertificado field = "certificado_origen"
	fExportador  field = "exportador_autorizado"
	fTipoID      field = "tipo_identificador"
	fID          field = "identificacion"
	fNombre      field = "nombre"
	fPaterno     field = "apellido_paterno"
	fMaterno     field = "apellido_materno"
	fCalle       field = "calle"
	fExterior    field = "numero_exterior"
	fInterior    field = "numero_interior"
	fCP          field = "codigo_postal"
	fColonia     field = "colonia"
	fLocalidad   field = "localidad"
	fEntidad     field = "entidad_federativa"
	fMunicipio   field = "municipio"
	fPais        field = "pais"
	fDescripcion field = "descripcion"
	fUnidad      field = "unidad"
	fCantidad    field = "cantidad"
	fMoneda      field = "moneda"
	fUnitario    field = "valor_unitario"
	fTotal       field = "valor_total"
	fDolares     field = "valor_dolares"
	fMarca       field = "marca"
	fModelo      field = "modelo"
	fSubModelo   field = "submodelo"
	fSerie       field = "serie"
	fCorreo      field = "correo"
)

// labels lists the wordings of each field, squeezed.
func labels() map[field][]string {
	return map[field][]string{
		fOperacion:   {"TIPODEOPERACION", "TIPOOPERACION"},
		fRelacion:    {"RELACIONDEFACTURAS", "RELACIONFACTURAS"},
		fNumero:      {"NODEFACTURA", "NUMERODEFACTURA", "NOFACTURA", "NUMEROFACTURA", "NUMDEFACTURA", "NUMFACTURA", "NUMERODELAFACTURA", "NODEFACTURAORELACIONDEFACTURAS", "NUMERODEFACTURAORELACIONDEFACTURAS", "NUMERODERELACIONDEFACTURAS", "NODERELACIONDEFACTURAS"},
		fFigura:      {"TIPODEFIGURA", "TIPOFIGURA"},
		fFecha:       {"FECHAEXPEDICION", "FECHADEEXPEDICION", "FECHAEXP", "FECHADEEXP"},
		fObserva:     {"OBSERVACIONES"},
		fRFCs:        {"RFCCONPERMISOSDECONSULTA", "RFCSCONPERMISOSDECONSULTA", "RFCCONPERMISODECONSULTA", "RFCDECONSULTA", "RFCSDECONSULTA", "RFCCONSULTA"},
		fPatentes:    {"NUMERODEPATENTEADUANAL", "NODEPATENTEADUANAL", "PATENTEADUANAL", "NUMEROSDEPATENTEADUANAL", "PATENTESADUANALES", "NUMERODEPATENTE", "NUMERODEAUTORIZACIONADUANAL", "NUMERODEPATENTEOAUTORIZACIONADUANAL"},
		fEDocument:   {"NUMERODEACUSEDEVALOR", "NODEACUSEDEVALOR", "ACUSEDEVALOR", "NUMERODECOVE", "NODECOVE", "NUMEROCOVE", "EDOCUMENT", "NUMERODEEDOCUMENT"},
		fAdenda:      {"NUMERODEADENDA", "NODEADENDA", "ADENDA"},
		fSubdivision: {"SUBDIVISION"},
		fCertificado: {"CERTIFICADODEORIGEN", "CERTIFICADOORIGEN"},
		fExportador:  {"NODEEXPORTADORAUTORIZADO", "NUMERODEEXPORTADORAUTORIZADO", "NUMEROEXPORTADORAUTORIZADO", "EXPORTADORAUTORIZADO"},
		fTipoID:      {"TIPODEIDENTIFICADOR", "TIPOIDENTIFICADOR", "TIPODEIDENTIFICACION"},
		fID:          {"TAXIDSINTAXIDRFCCURP", "TAXIDRFCCURP", "NUMERODEIDENTIFICACION", "NODEIDENTIFICACION", "IDENTIFICACION", "IDENTIFICADOR", "IDENTIFICACIONFISCAL", "RFCTAXID"},
		fNombre:      {"NOMBRESORAZONSOCIAL", "NOMBREORAZONSOCIAL", "NOMBREDENOMINACIONORAZONSOCIAL", "RAZONSOCIAL", "NOMBRE", "NOMBRES"},
		fPaterno:     {"APELLIDOPATERNO", "PRIMERAPELLIDO"},
		fMaterno:     {"APELLIDOMATERNO", "SEGUNDOAPELLIDO"},
		fCalle:       {"CALLE"},
		fExterior:    {"NOEXTERIOR", "NUMEROEXTERIOR", "NUMEXTERIOR", "NOEXT", "NUMEXT"},
		fInterior:    {"NOINTERIOR", "NUMEROINTERIOR", "NUMINTERIOR", "NOINT", "NUMINT"},
		fCP:          {"CODIGOPOSTAL"},
		fColonia:     {"COLONIA"},
		fLocalidad:   {"LOCALIDAD"},
		fEntidad:     {"ENTIDADFEDERATIVA"},
		fMunicipio:   {"MUNICIPIO", "DELEGACIONMUNICIPIO", "MUNICIPIODELEGACION"},
		fPais:        {"PAIS"},
		fDescripcion: {"DESCRIPCIONGENERICA", "DESCRIPCIONGENERICADELAMERCANCIA", "DESCRIPCIONDELAMERCANCIA", "DESCRIPCIONDEMERCANCIA", "DESCRIPCION"},
		fUnidad:      {"CLAVEUMC", "CLAVEDEUMC", "UMC", "UNIDADDEMEDIDA", "UNIDADMEDIDA", "CLAVEUNIDADDEMEDIDA", "CLAVEDEUNIDADDEMEDIDA", "CLAVEUNIDADMEDIDA", "UNIDADDEMEDIDACOMERCIAL"},
		fCantidad:    {"CANTIDAD", "CANTIDADUMC", "CANTIDADDEMERCANCIA", "CANTIDADDELAMERCANCIA", "CANTIDADDELAMERCANCIAUMC"},
		fMoneda:      {"TIPOMONEDA", "TIPODEMONEDA", "MONEDA"},
		fUnitario:    {"VALORUNITARIO", "PRECIOUNITARIO"},
		fTotal:       {"VALORTOTAL"},
		fDolares:     {"VALORTOTALENDOLARES", "VALORENDOLARES", "VALORDOLARES", "VALORTOTALDOLARES", "VALORTOTALENDOLARESUSD", "VALORTOTALUSD", "VALORENUSD"},
		fMarca:       {"MARCA"},
		fModelo:      {"MODELO"},
		fSubModelo:   {"SUBMODELO"},
		fSerie:       {"NUMERODESERIE", "NODESERIE", "NUMEROSERIE", "NUMSERIE", "NUMEROSDESERIE", "SERIE"},
		fCorreo:      {"CORREOELECTRONICO"},
	}
}

// section is the part of the document a heading opens.
type section int

const (
	sGeneral section = iota
	sFactura
	sEmisor
	sDestinatario
	sDomicilio // of the party before it
	sMercancia
	sEspecifica // of the goods before it
	sOther      // seals and legends: nothing of it is a value
)

func headings() map[section][]string {
	return map[section][]string{
		sGeneral: {"DATOSDELACUSEDEVALOR", "DATOSDELCOMPROBANTE", "DATOSGENERALES", "DATOSDELCOVE", "DATOSGENERALESDELCOVE", "DATOSGENERALESDELCOMPROBANTE"},
		sFactura: {"DATOSDELAFACTURA", "DATOSDEFACTURA", "DATOSGENERALESDELAFACTURA"},
		sEmisor: {
			"DATOSGENERALESDELPROVEEDOR", "DATOSDELPROVEEDOR", "DATOSGENERALESDELEMISOR", "DATOSDELEMISOR",
			"DOMICILIODELPROVEEDOR", "DOMICILIODELEMISOR", "PROVEEDOR", "EMISOR", "DATOSGENERALESDELPROVEEDOREMISOR",
		},
		sDestinatario: {
			"DATOSGENERALESDELDESTINATARIO", "DATOSDELDESTINATARIO", "DOMICILIODELDESTINATARIO", "DESTINATARIO",
		},
		sDomicilio: {"DOMICILIO"},
		sMercancia: {
			"DATOSDELAMERCANCIA", "DATOSDELASMERCANCIAS", "DATOSGENERALESDELAMERCANCIA", "MERCANCIAS", "MERCANCIA",
			"DATOSDEMERCANCIA", "DATOSDEMERCANCIAS",
		},
		sEspecifica: {
			"DESCRIPCIONESESPECIFICAS", "DESCRIPCIONESPECIFICA", "DESCRIPCIONESESPECIFICASDELAMERCANCIA",
			"DATOSESPECIFICOSDELAMERCANCIA", "DESCRIPCIONESPECIFICADELAMERCANCIA",
		},
		sOther: {
			"CADENAORIGINAL", "SELLODIGITAL", "FIRMAELECTRONICA", "SELLODIGITALDELSOLICITANTE", "SELLODIGITALDEVUCEM",
			"CADENAORIGINALDELSOLICITANTE", "LEYENDA", "CERTIFICADO", "FIRMA",
		},
	}
}

// named reports fields that hold a name as it is written; others have values
// that begin like a label, as TAX ID and Exportador.
func named(f field) bool {
	switch f {
	case fNombre, fPaterno, fMaterno, fCalle, fColonia, fMunicipio, fLocalidad, fEntidad:
		return true
	default:
		return false
	}
}

// beginsLabel reports a text that is the beginning of a label and no whole one.
func beginsLabel(sq string) bool {
	const enough = 5 // shorter ones are values too, as NO
	if len(sq) < enough {
		return false
	}
	for _, texts := range labels() {
		for _, l := range texts {
			if len(sq) < len(l) && strings.HasPrefix(l, sq) {
				return true
			}
		}
	}
	return false
}

// boilerplate reports the words of the form itself.
func boilerplate(sq string) bool {
	switch sq {
	case "GOBMX", "VENTANILLADIGITALMEXICANADECOMERCIOEXTERIOR", "VENTANILLAUNICADECOMERCIOEXTERIORMEXICANA", "VENTANILLAUNICA",
		"PROMOCIONOSOLICITUDENMATERIADECOMERCIOEXTERIOR", "INFORMACIONDEVALORYDECOMERCIALIZACION", "COMPROBANTEDEVALORELECTRONICO",
		"COMPROBANTEDEVALORELECTRONICOCOVE", "COVE":
		return true
	}
	return false
}

// titled reports the name of the document.
func titled(sq string) bool {
	return strings.Contains(sq, "ACUSEDEVALOR") || strings.Contains(sq, "COMPROBANTEDEVALORELECTRONICO") ||
		strings.Contains(sq, "INFORMACIONDEVALORYDECOMERCIALIZACION")
}

var coveNumber = regexp.MustCompile(`COVE\d{2}[0-9A-Z]{7}`)
