package synth

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// Namespaces of the pedimento services of VUCEM.
const (
	nsSOAP     = "http://schemas.xmlsoap.org/soap/envelope/"
	nsBase     = "http://www.ventanillaunica.gob.mx/"
	nsComunes  = nsBase + "pedimentos/ws/oxml/comunes"
	nsCompleto = nsBase + "pedimentos/ws/oxml/consultarpedimentocompleto"
	nsPartida  = nsBase + "pedimentos/ws/oxml/consultarpartida"
	nsRespuest = nsBase + "common/ws/oxml/respuesta"
)

// vucemZip is what a company keeps of one pedimento asked for in VUCEM: the
// request, the answer and one answer per partida. extra is added to the
// quantity of the first partida, the contradiction of the planned defects.
func (g *generator) vucemZip(p *ped, extra int64) (name string, b []byte, contains []string, err error) {
	entries := []struct {
		name string
		b    []byte
	}{{"peticion.xml", g.peticion(p)}, {"completo.xml", g.completo(p)}}
	for i := range p.partidas {
		entries = append(entries, struct {
			name string
			b    []byte
		}{fmt.Sprintf("partida-%d.xml", i+1), g.respuestaPartida(p, i, extra)})
		extra = 0
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries {
		f, err := w.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: noon(p.pago.AddDays(3))})
		if err != nil {
			return "", nil, nil, fmt.Errorf("vucem zip: %w", err)
		}
		if _, err := f.Write(e.b); err != nil {
			return "", nil, nil, fmt.Errorf("vucem zip: %w", err)
		}
		contains = append(contains, e.name)
	}
	if err := w.Close(); err != nil {
		return "", nil, nil, fmt.Errorf("vucem zip: %w", err)
	}
	return "vucem_" + p.number + ".zip", out.Bytes(), contains, nil
}

// peticion is the request; the completo answer itself never names patente.
func (g *generator) peticion(p *ped) []byte {
	w := newXML()
	w.open("soapenv:Envelope", "xmlns:soapenv", nsSOAP, "xmlns:con", nsCompleto, "xmlns:com", nsComunes)
	w.empty("soapenv:Header").open("soapenv:Body").open("con:consultarPedimentoCompletoPeticion").open("con:peticion")
	w.leaf("com:aduana", p.aduana).leaf("com:patente", p.patente).leaf("com:pedimento", p.doc)
	return w.bytes()
}

// completo is the answer with everything but the partidas.
func (g *generator) completo(p *ped) []byte {
	w := newXML()
	w.open("S:Envelope", "xmlns:S", nsSOAP).open("S:Body")
	w.open("ns2:consultarPedimentoCompletoRespuesta", "xmlns", nsComunes, "xmlns:ns2", nsCompleto, "xmlns:ns3", nsRespuest)
	w.leaf("ns3:tieneError", "false").leaf("ns2:numeroOperacion", operationNumber(p))
	w.open("ns2:pedimento").leaf("ns2:pedimento", p.doc)
	encabezado(w, p)
	g.importador(w, p)
	for i, c := range p.cuadro {
		t := p.tasas[i]
		w.open("ns2:tasas").coded("ns2:contribucion", "ns2:", strconv.Itoa(c.clave), contributionName(c.clave))
		w.coded("ns2:tipoTasa", "", strconv.Itoa(t.tipo), rateName(t.tipo)).leaf("ns2:tasaAplicable", decimal(t.tasa*100_000, 10))
		w.coded("ns2:formaPago", "", strconv.Itoa(c.fp), paymentName(c.fp)).leaf("ns2:importe", pesos(c.importe)).end()
	}
	comercio(w, p)
	cases(w, p)
	for _, d := range p.descargos {
		w.open("ns2:descargos").leaf("ns2:patenteOriginal", d.patente).leaf("ns2:pedimentoOriginal", d.doc)
		w.coded("ns2:aduanaOriginal", "ns2:", shortAduana(d.aduana), "ADUANA").coded("ns2:claveDocumentoOriginal", "ns2:", d.clave, "ORIGINAL")
		w.leaf("ns2:fechaPagoOriginal", offset(d.fecha)).leaf("ns2:fraccionOriginal", d.fraccion)
		w.coded("ns2:UnidadMedida", "", strconv.Itoa(d.unidad), unitName(d.unidad)).leaf("ns2:cantidad", decimal(d.cantidad, 3)).end()
	}
	w.leaf("ns2:observaciones", padded(p.obs))
	for i := range p.partidas { // unordered, as the service answers
		w.leaf("ns2:partidas", strconv.Itoa((i+len(p.partidas)/2)%len(p.partidas)+1))
	}
	return w.bytes()
}

func encabezado(w *xmlWriter, p *ped) {
	op := []string{"", "Importacion", "Exportacion"}[p.op]
	w.open("ns2:encabezado").coded("ns2:tipoOperacion", "ns2:", strconv.Itoa(p.op), op)
	w.coded("ns2:claveDocumento", "ns2:", p.clave, "CLAVE "+p.clave).coded("ns2:destino", "ns2:", "9", "INTERIOR DEL PAIS")
	w.coded("ns2:aduanaEntradaSalida", "ns2:", shortAduana(p.aduana), "ADUANA")
	w.leaf("ns2:tipoCambio", decimal(p.tc, 5)).leaf("ns2:pesoBruto", decimal(p.peso, 3))
	w.coded("ns2:medioTrasnporteSalida", "ns2:", strconv.Itoa(p.salida), "MEDIO")
	w.coded("ns2:medioTrasnporteArribo", "ns2:", strconv.Itoa(p.arribo), "MEDIO")
	w.coded("ns2:medioTrasnporteEntrada", "ns2:", strconv.Itoa(p.entry()), "MEDIO")
	w.leaf("ns2:curpApoderadomandatario", p.broker.curp).leaf("ns2:rfcAgenteAduanalSocFactura", p.broker.rfc)
	if p.op == 1 {
		w.leaf("ns2:valorDolares", decimal(p.inDollars(), 2))
	}
	w.leaf("ns2:valorAduanalTotal", pesos(p.valorAduana)).leaf("ns2:valorComercialTotal", pesos(p.valorComercial)).end()
}

func (g *generator) importador(w *xmlWriter, p *ped) {
	c := g.co
	w.open("ns2:importadorExportador").leaf("ns2:rfc", c.rfc).leaf("ns2:razonSocial", fmt.Sprintf("%-120s", c.nombre))
	w.open("ns2:domicilio").leaf("ns2:calle", fmt.Sprintf("%-80s", c.calle)).leaf("ns2:numeroExterior", c.numero)
	w.leaf("ns2:ciudadMunicipio", c.municipio).leaf("ns2:codigoPostal", c.cp).end()
	w.leaf("ns2:seguros", pesos(p.seguros)).leaf("ns2:fletes", pesos(p.fletes)).leaf("ns2:embalajes", "0.00")
	w.leaf("ns2:incrementables", "0.00").coded("ns2:aaduanaDespacho", "ns2:", shortAduana(p.aduana), "ADUANA").leaf("ns2:bultos", "1")
	fecha := func(on document.Date, clave, name string) {
		w.open("ns2:fechas").leaf("ns2:fecha", offset(on)).coded("ns2:tipo", "ns2:", clave, name).end()
	}
	fecha(p.pago, "2", "FECHA DE PAGO DE LAS CONTRIBUCIONES")
	if p.op == 1 {
		fecha(p.entrada, "1", "FECHA DE ENTRADA A TERRITORIO NAL.")
	} else {
		fecha(p.entrada, "5", "FECHA DE PRESENTACION")
	}
	var cash, other int64
	for _, x := range p.cuadro {
		if x.fp == fpEfectivo {
			cash += x.importe
		} else {
			other += x.importe
		}
	}
	w.leaf("ns2:efectivo", pesos(cash)).leaf("ns2:otros", strconv.FormatInt(other, 10)).leaf("ns2:total", pesos(cash+other))
	w.coded("ns2:pais", "", "MEX", "MEXICO (ESTADOS UNIDOS MEXICANOS)").end()
}

// comercio writes suppliers, invoices and transport.
func comercio(w *xmlWriter, p *ped) {
	s := p.socio
	for _, f := range p.facturas {
		cents := decimal(p.cents(f), 2)
		w.open("ns2:proveedoresCompradores").leaf("ns2:identificadorFiscal", s.taxID).leaf("ns2:proveedorComprador", s.nombre)
		w.open("ns2:domicilio").leaf("ns2:calle", s.calle).leaf("ns2:numeroExterior", s.numero).
			leaf("ns2:ciudadMunicipio", s.ciudad).leaf("ns2:codigoPostal", s.cp).end()
		w.coded("ns2:moneda", "ns2:", "USD", "AMERICAN DOLLARS").leaf("ns2:valorMonedaExtranjera", cents).leaf("ns2:valorDolares", cents)
		w.coded("ns2:pais", "", s.pais, "PAIS").end()
	}
	for _, f := range p.facturas {
		cents := decimal(p.cents(f), 2)
		w.open("ns2:facturas").leaf("ns2:fecha", offset(f.fecha)).leaf("ns2:numero", f.numero)
		w.coded("ns2:terminoFacturacion", "ns2:", f.incoterm, "TERMINO").coded("ns2:moneda", "ns2:", "USD", "AMERICAN DOLLARS")
		w.leaf("ns2:valorDolares", cents).leaf("ns2:valorMonedaExtranjera", cents)
		w.leaf("ns2:identificadorFiscalProveedorComprador", s.taxID).leaf("ns2:proveedorComprador", s.nombre).end()
	}
	if p.guia != "" {
		w.open("ns2:guias").leaf("ns2:guiaManifiesto", p.guia).leaf("ns2:tipoGuia", "H").end()
	}
	if p.contenedor != "" {
		w.open("ns2:contenedores").leaf("ns2:identificador", p.contenedor).coded("ns2:tipoContenedor", "ns2:", "3", "CONTENEDOR").end()
	}
}

// inDollars is the customs value in dollars, field VALOR DOLARES of an import.
func (p *ped) inDollars() int64 { return mulDiv(p.valorAduana, 10_000_000, p.tc) }

// cents is the dollar value of an invoice; that of a COVE is the whole.
func (p *ped) cents(f factura) int64 {
	if f.cove {
		return p.dolares
	}
	return f.cents
}

func cases(w *xmlWriter, p *ped) {
	w.open("ns2:identificadores")
	for _, c := range p.ids {
		w.open("ns2:identificadores").coded("claveIdentificador", "", c.clave, "IDENTIFICADOR "+c.clave)
		if c.c1 != "" {
			w.leaf("complemento1", c.c1)
		}
		w.end()
	}
	w.end()
}

// padded writes each line to the 120 columns of the record.
func padded(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%-120s\n", l)
	}
	return b.String()
}

// operationNumber is the number the service gives to an answer.
func operationNumber(p *ped) string { return "8" + p.number[6:15] }

// shortAduana is the key without its leading zeros, as VUCEM writes it.
func shortAduana(a string) string { return strings.TrimLeft(a, "0") }

// pesos prints whole pesos with the two decimals of VUCEM.
func pesos(n int64) string { return strconv.FormatInt(n, 10) + ".00" }
