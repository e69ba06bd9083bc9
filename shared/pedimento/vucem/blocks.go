package vucem

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/xmlguard"
)

// address joins the parts of a domicilio; some answers give it as plain text.
func address(e *xmlguard.Element, pais string) string {
	if e == nil {
		return ""
	}
	if len(e.All("")) == 0 {
		return joinAddress(e.Text(), "", pais)
	}
	return pedimento.Address(e.At("calle").Text(), e.At("numeroExterior").Text(), e.At("numeroInterior").Text(),
		e.At("codigoPostal").Text(), e.At("ciudadMunicipio").Text(), "", pais)
}

func joinAddress(domicilio, entidad, pais string) string {
	return pedimento.Address(domicilio, "", "", "", "", entidad, pais)
}

// cuentas are customs accounts, of the pedimento or of a partida.
func (m *Message) cuentas(list []*xmlguard.Element) []pedimento.Cuenta {
	var out []pedimento.Cuenta
	for _, e := range list {
		out = append(out, pedimento.Cuenta{
			Institucion: clave(e.At("institucionEmisora")), Numero: e.At("numeroCuenta").Text(), Folio: e.At("folioConstancia").Text(),
			Fecha: m.date(e.At("fechaConstancia")), Tipo: clave(e.At("tipoCuenta")), Garantia: clave(e.At("tipoGarantia")),
			ValorUnitario: m.amount(e.At("valorUnitarioTitulo")), Total: m.amount(e.At("totalGarantia")),
			Cantidad: m.amount(e.At("cantidadUMC")), Titulos: m.amount(e.At("titulosAsignados")),
		})
	}
	return out
}

// rest reads the blocks few pedimentos have.
func (m *Message) rest(p *pedimento.Pedimento, body *xmlguard.Element) {
	p.Cuentas = m.cuentas(filled(body.All("cuentasAduaneras")))
	for _, e := range filled(body.All("destinatarios")) {
		p.Destinatarios = append(p.Destinatarios, pedimento.Destinatario{
			IDFiscal: e.At("identificadorFiscal").Text(), Nombre: e.At("nombre").Text(),
			Domicilio: joinAddress(address(e.At("domicilio"), ""), e.At("entidadFederativa").Text(), clave(e.At("pais"))),
		})
	}
	for _, e := range filled(body.All("diferenciasContribuciones")) {
		p.Diferencias = append(p.Diferencias, pedimento.Contribucion{
			Clave: contribution(e.At("claveGravamen")), FormaPago: clave(e.At("formaPago")), Importe: m.amount(e.At("importePago")),
		})
	}
	for _, e := range filled(body.All("determinacionesContribucionesArticulo303")) {
		p.Articulo303 = append(p.Articulo303, pedimento.Articulo303{
			Pais: clave(e.At("paisDestino")), Fraccion: e.At("fraccionArancelaria").Text(),
			Partida:      first(e.At("secuenciaFracionArancelaria"), e.At("secuenciaFraccionArancelaria")).Text(),
			NoOriginaria: m.amount(e.At("valorMercanciaNoOriginaria")), IGI: m.amount(e.At("montoIGI")),
			TotalArancel: m.amount(e.At("totalArancelEUCanada")), Exento: m.amount(e.At("montoExento")),
		})
	}
	if e := first(body.At("pedimentoComplemetario"), body.At("pedimentoComplementario")); len(e.All("")) > 0 {
		p.Complementario = &pedimento.Complementario{
			Clave: clave(first(e.At("clavedocumento"), e.At("claveDocumento"))), TipoCambio: m.amount(e.At("tipoCambio")),
			RFC: e.At("rfcImportadorExportador").Text(), Nombre: e.At("razonSocialImportadorExportador").Text(),
			RFCAgente: e.At("rfcAgenteAduanalSocFactura").Text(),
		}
	}
}

// filled leaves out the empty elements the service sends for blocks that a
// pedimento does not have.
func filled(list []*xmlguard.Element) []*xmlguard.Element {
	var out []*xmlguard.Element
	for _, e := range list {
		if len(e.All("")) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// known are the children of pedimento and of partida that are read.
func known(kind Kind) string {
	if kind == Completo {
		return " pedimento encabezado rectificacion importadorExportador tasas proveedoresCompradores facturas transportes guias" +
			" contenedores identificadores cuentasAduaneras descargos destinatarios diferenciasContribuciones observaciones partidas" +
			" determinacionesContribucionesArticulo303 pedimentoComplemetario pedimentoComplementario "
	}
	return " numeroPartida fraccionArancelaria subdivisionFraccion descripcionMercancia unidadMedidaTarifa cantidadUnidadMedidaTarifa" +
		" unidadMedidaComercial cantidadUnidadMedidaComercial precioUnitario valorComercial valorAduana valorDolares valorAgregado" +
		" metodoValoracion vinculacion paisOrigenDestino paisVendedorComprador codigoProducto marca modelo permisos identificadores" +
		" cuentasAduaneras datosVeiculos datosVehiculos gravamenes observaciones "
}

// unread says which blocks of the answer hold something this version does not
// read, once per name; the answer keeps them.
func (m *Message) unread(body *xmlguard.Element) {
	list, said := known(m.Kind), ""
	for _, e := range body.All("") {
		name := " " + e.Local() + " "
		if strings.Contains(list, name) || strings.Contains(said, name) || text(e) == "" {
			continue
		}
		said += name
		m.Findings.Add("vucem_bloque", document.Warning, e.Where(), document.Textf(
			"El bloque <%s> trae datos (%q…) que esta versión no interpreta; quedan en el documento.",
			"Block <%s> holds data (%q…) this version does not interpret; they stay in the document.", e.Local(), clip(text(e))))
	}
}

// text is all the text below an element.
func text(e *xmlguard.Element) string {
	var parts []string
	children := e.All("")
	if len(children) == 0 {
		return e.Text()
	}
	for _, c := range children {
		if t := text(c); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " ")
}

func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}
