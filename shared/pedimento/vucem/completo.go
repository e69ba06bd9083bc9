package vucem

import (
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/xmlguard"
)

// completo reads the header answer. Elements are looked up by name: their
// order differs (contenedores came after partidas in a real answer).
func (m *Message) completo(e *xmlguard.Element) {
	body := e.At("pedimento")
	p := &pedimento.Pedimento{Source: document.SourceVUCEM, Cotejo: document.CotejoNinguno}
	p.At = document.Place{Part: body.Where(), Line: body.Line()}
	m.Pedimento = p
	p.Documento = pedimento.PadInt(body.At("pedimento").Text(), 7)
	m.encabezado(p, body.At("encabezado"))
	m.importador(p, body.At("importadorExportador"))
	m.rectificacion(p, body.At("rectificacion"))
	m.tasas(p, body.All("tasas"))
	m.facturas(p, body)
	m.transporte(p, body)
	m.descargos(p, body.All("descargos"))
	for _, e := range body.All("identificadores") {
		nested := e.All("identificadores")
		if len(nested) == 0 && e.At("claveIdentificador") != nil {
			nested = []*xmlguard.Element{e}
		}
		p.Identificadores = append(p.Identificadores, identificadores(nested)...)
	}
	m.rest(p, body)
	m.unread(body)
	for _, o := range body.All("observaciones") {
		p.Observaciones = append(p.Observaciones, observations(o.Raw())...)
	}
	for _, n := range body.All("partidas") {
		m.numero(n)
	}
	total := len(m.Numeros)
	p.TotalPartidas = &total
	if p.Documento == "" {
		m.Findings.Add("vucem_vacio", document.Error, body.Where(), document.Textf(
			"La respuesta no trae el número del pedimento; repita la consulta.",
			"The answer carries no pedimento number; repeat the query."))
	}
	m.checkTotal(p, body.Where())
	m.checkCash(p, body.Where())
}

// numero takes one entry of the unordered list of partida numbers.
func (m *Message) numero(e *xmlguard.Element) {
	n, err := strconv.Atoi(e.Text())
	if err != nil || n < 1 {
		m.Findings.Add("vucem_partidas", document.Unreadable, e.Where(), document.Textf(
			"El número de partida %q no se entiende; repita la consulta.",
			"The partida number %q cannot be understood; repeat the query.", e.Text()))
		return
	}
	m.Numeros = append(m.Numeros, n)
}

func (m *Message) encabezado(p *pedimento.Pedimento, e *xmlguard.Element) {
	switch op := clave(e.At("tipoOperacion")); op {
	case "1":
		p.Operacion = "IMP"
	case "2":
		p.Operacion = "EXP"
	case "":
	default:
		m.Findings.Add("vucem_operacion", document.Warning, e.Where(), document.Textf(
			"El tipo de operación %q no es 1 ni 2; queda sin dato.",
			"Operation type %q is neither 1 nor 2; it is left unknown.", op))
	}
	p.Clave = clave(e.At("claveDocumento"))
	p.Destino = clave(e.At("destino"))
	p.AduanaES = aduana(clave(e.At("aduanaEntradaSalida")))
	p.MediosTransporte = pedimento.MediosTransporte{
		EntradaSalida: unit(first(e.At("medioTrasnporteEntrada"), e.At("medioTransporteEntrada"))), // sic
		Arribo:        unit(first(e.At("medioTrasnporteArribo"), e.At("medioTransporteArribo"))),
		Salida:        unit(first(e.At("medioTrasnporteSalida"), e.At("medioTransporteSalida"))),
	}
	p.CURPAgente = e.At("curpApoderadomandatario").Text()
	p.RFCAgente = e.At("rfcAgenteAduanalSocFactura").Text()
	p.TipoCambio = m.amount(e.At("tipoCambio"))
	p.PesoBruto = m.amount(e.At("pesoBruto"))
	p.ValorDolares = m.amount(e.At("valorDolares"))
	p.ValorAduana = m.amount(e.At("valorAduanalTotal"))
	p.ValorComercial = m.amount(e.At("valorComercialTotal"))
}

func (m *Message) importador(p *pedimento.Pedimento, e *xmlguard.Element) {
	p.RFC = e.At("rfc").Text()
	p.Nombre = e.At("razonSocial").Text()
	p.CURP = e.At("curp").Text()
	p.Domicilio = address(e.At("domicilio"), clave(e.At("pais")))
	p.Bultos.Total = e.At("bultos").Text()
	p.Seguros = m.amount(e.At("seguros"))
	p.Fletes = m.amount(e.At("fletes"))
	p.Embalajes = m.amount(e.At("embalajes"))
	p.OtrosIncrementables = m.amount(e.At("incrementables"))
	p.Aduana = aduana(clave(first(e.At("aaduanaDespacho"), e.At("aduanaDespacho"))))
	if len(p.Aduana) == 2 {
		m.Findings.Add("vucem_aduana", document.Warning, e.Where(), document.Textf(
			"La aduana de despacho viene sin sección (%q); complétela con el original.",
			"The aduana of dispatch comes without its section (%q); complete it from the original.", p.Aduana))
	}
	p.Efectivo = m.amount(e.At("efectivo"))
	p.Otros = m.amount(e.At("otros"))
	p.Total = m.amount(e.At("total"))
	for _, f := range e.All("fechas") {
		x := pedimento.Fecha{Tipo: clave(f.At("tipo")), Fecha: m.date(f.At("fecha"))}
		p.Fechas = append(p.Fechas, x)
		switch x.Tipo {
		case "1":
			p.FechaEntrada = x.Fecha
		case "2":
			p.FechaPago = x.Fecha
		}
	}
	if p.FechaPago.Known() {
		p.Efecto = document.Pagado
		return
	}
	m.Findings.Add("vucem_sin_pago", document.Warning, e.Where(), document.Textf(
		"La respuesta no trae fecha de pago (tipo 2): no se sabe si el pedimento se pagó y no hace movimientos.",
		"The answer carries no payment date (type 2): it is not known whether the pedimento was paid, and it makes no movements."))
}

func (m *Message) rectificacion(p *pedimento.Pedimento, e *xmlguard.Element) {
	if len(e.All("")) == 0 {
		return // the service sends an empty element when there is none
	}
	p.Rectifica = &pedimento.Rectificacion{
		Patente:   pedimento.PadInt(e.At("patenteOriginal").Text(), 4),
		Documento: pedimento.PadInt(e.At("pedimentoOriginal").Text(), 7),
		Aduana:    aduana(clave(e.At("aduanaOriginal"))),
		Clave:     clave(e.At("claveDocumento")),
		Fecha:     m.date(e.At("fechaOriginal")),
	}
	p.Tipo = "2"
	p.Mark("tipo_pedimento", document.Evidence{
		Source: document.SourceVUCEM, Level: document.Computed, At: document.Place{Part: e.Where()},
	})
}

// tasas are rates and amounts of pedimento level.
func (m *Message) tasas(p *pedimento.Pedimento, list []*xmlguard.Element) {
	for _, e := range list {
		c := contribution(e.At("contribucion"))
		p.Tasas = append(p.Tasas, pedimento.Tasa{Clave: c, Tipo: clave(e.At("tipoTasa")), Tasa: m.amount(e.At("tasaAplicable"))})
		p.Contribuciones = append(p.Contribuciones, pedimento.Contribucion{
			Clave: c, FormaPago: clave(e.At("formaPago")), Importe: m.amount(e.At("importe")),
		})
	}
}

// facturas are the invoices, with the country of the supplier when the list of
// suppliers, which repeats once per invoice, leaves no doubt.
func (m *Message) facturas(p *pedimento.Pedimento, body *xmlguard.Element) {
	country, home := map[string]string{}, map[string]string{}
	for _, s := range body.All("proveedoresCompradores") {
		key := s.At("identificadorFiscal").Text() + "|" + s.At("proveedorComprador").Text()
		c := clave(s.At("pais"))
		if old, ok := country[key]; ok && old != c {
			c = ""
		}
		country[key] = c
		a := address(s.At("domicilio"), "")
		if old, ok := home[key]; ok && old != a {
			a = ""
		}
		home[key] = a
	}
	for _, e := range body.All("facturas") {
		f := pedimento.Factura{
			Numero: e.At("numero").Text(), Fecha: m.date(e.At("fecha")),
			Incoterm: clave(e.At("terminoFacturacion")), Moneda: clave(e.At("moneda")),
			ValorMoneda: m.amount(e.At("valorMonedaExtranjera")), ValorDolares: m.amount(e.At("valorDolares")),
			Proveedor: e.At("proveedorComprador").Text(),
			IDFiscal:  e.At("identificadorFiscalProveedorComprador").Text(),
		}
		if coveShape.MatchString(f.Numero) {
			f.COVE, f.Numero = f.Numero, ""
		}
		f.Pais, f.Domicilio = country[f.IDFiscal+"|"+f.Proveedor], home[f.IDFiscal+"|"+f.Proveedor]
		p.Facturas = append(p.Facturas, f)
	}
}

func (m *Message) transporte(p *pedimento.Pedimento, body *xmlguard.Element) {
	for _, e := range body.All("transportes") {
		p.Transportes = append(p.Transportes, pedimento.Transporte{
			Identificacion: e.At("identificador").Text(), Pais: clave(e.At("paisTransporte")),
			Nombre: e.At("nombre").Text(), RFC: e.At("rfcTransportista").Text(), CURP: e.At("curpTransportista").Text(),
			Domicilio: address(e.At("domicilioTransportista"), ""),
		})
		for _, c := range e.All("candados") {
			if t := text(c); t != "" {
				p.Candados = append(p.Candados, t)
			}
		}
	}
	for _, e := range body.All("guias") {
		p.Guias = append(p.Guias, pedimento.Guia{Numero: e.At("guiaManifiesto").Text(), Tipo: e.At("tipoGuia").Text()})
	}
	for _, e := range body.All("contenedores") {
		p.Contenedores = append(p.Contenedores, pedimento.Contenedor{
			Numero: e.At("identificador").Text(), Tipo: clave(e.At("tipoContenedor")),
		})
	}
}

func (m *Message) descargos(p *pedimento.Pedimento, list []*xmlguard.Element) {
	for _, e := range list {
		d := pedimento.Descargo{
			Patente:   pedimento.PadInt(e.At("patenteOriginal").Text(), 4),
			Documento: pedimento.PadInt(e.At("pedimentoOriginal").Text(), 7),
			Aduana:    aduana(clave(e.At("aduanaOriginal"))),
			Clave:     clave(e.At("claveDocumentoOriginal")),
			Fecha:     m.date(e.At("fechaPagoOriginal")),
			Fraccion:  e.At("fraccionOriginal").Text(),
			Unidad:    unit(first(e.At("UnidadMedida"), e.At("unidadMedida"))),
			Cantidad:  m.amount(e.At("cantidad")),
		}
		d.At = document.Place{Part: e.Where(), Line: e.Line()}
		p.Descargos = append(p.Descargos, d)
	}
}
