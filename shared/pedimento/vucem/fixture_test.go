package vucem_test

import (
	"fmt"
	"strings"
)

// The services change prefixes from answer to answer, so each fixture has its
// own. Companies, numbers and goods are invented.
const ns = "http://www.ventanillaunica.gob.mx/"

func envelope(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Header/><S:Body>` +
		body + `</S:Body></S:Envelope>`
}

type header struct {
	documento, aduana, comercial string
	partidas                     []int
}

func completo(h header) string {
	var list strings.Builder
	for _, n := range h.partidas {
		fmt.Fprintf(&list, "<b:partidas>%d</b:partidas>", n)
	}
	return `<b:consultarPedimentoCompletoRespuesta xmlns="` + ns + `pedimentos/ws/oxml/comunes" xmlns:b="` + ns +
		`pedimentos/ws/oxml/consultarpedimentocompleto" xmlns:r="` + ns + `common/ws/oxml/respuesta">
<r:tieneError>false</r:tieneError><b:numeroOperacion>7000001</b:numeroOperacion>
<b:pedimento><b:pedimento>` + h.documento + `</b:pedimento>
<b:encabezado><b:tipoOperacion><b:clave>1</b:clave><b:descripcion>Importacion</b:descripcion></b:tipoOperacion>
<b:claveDocumento><b:clave>IN</b:clave></b:claveDocumento><b:destino><b:clave>9</b:clave></b:destino>
<b:aduanaEntradaSalida><b:clave>` + h.aduana + `</b:clave></b:aduanaEntradaSalida>
<b:tipoCambio>17.06330</b:tipoCambio><b:pesoBruto>120.500</b:pesoBruto><b:valorDolares>586.05</b:valorDolares>
<b:valorAduanalTotal>10100.00</b:valorAduanalTotal><b:valorComercialTotal>` + h.comercial + `</b:valorComercialTotal></b:encabezado>
<b:rectificacion/>
<b:importadorExportador><b:rfc>MNE200101AB1</b:rfc><b:razonSocial>MAQUILADORA DEL NORTE EJEMPLO   </b:razonSocial>
<b:seguros>0.00</b:seguros><b:fletes>100.00</b:fletes><b:embalajes>0.00</b:embalajes><b:incrementables>0.00</b:incrementables>
<b:aaduanaDespacho><b:clave>` + h.aduana + `</b:clave></b:aaduanaDespacho>
<b:fechas><b:fecha>2027-01-02-06:00</b:fecha><b:tipo><b:clave>2</b:clave></b:tipo></b:fechas>
<b:fechas><b:fecha>2026-12-30-06:00</b:fecha><b:tipo><b:clave>1</b:clave></b:tipo></b:fechas>
<b:efectivo>290.00</b:efectivo><b:otros>244</b:otros><b:total>534.00</b:total>
<b:pais><clave>MEX</clave></b:pais></b:importadorExportador>
<b:tasas><b:contribucion><b:clave>15</b:clave><b:descripcion>PREVALIDAAAA</b:descripcion></b:contribucion><b:tipoTasa><clave>2</clave></b:tipoTasa>
<b:tasaAplicable>290.0000000000</b:tasaAplicable><b:formaPago><clave>0</clave></b:formaPago><b:importe>290.00</b:importe></b:tasas>
<b:tasas><b:contribucion><b:clave>1</b:clave></b:contribucion><b:tipoTasa><clave>4</clave></b:tipoTasa>
<b:tasaAplicable>244.0000000000</b:tasaAplicable><b:formaPago><clave>5</clave></b:formaPago><b:importe>244.00</b:importe></b:tasas>
<b:proveedoresCompradores><b:identificadorFiscal>990000001</b:identificadorFiscal><b:proveedorComprador>EXAMPLE PARTS INC</b:proveedorComprador><b:pais><clave>USA</clave></b:pais></b:proveedoresCompradores>
<b:facturas><b:fecha>2026-12-20-06:00</b:fecha><b:numero>COVE26AB12CD3</b:numero><b:terminoFacturacion><b:clave>FCA</b:clave></b:terminoFacturacion>
<b:moneda><b:clave>USD</b:clave></b:moneda><b:valorDolares>586.05</b:valorDolares><b:valorMonedaExtranjera>586.05</b:valorMonedaExtranjera>
<b:identificadorFiscalProveedorComprador>990000001</b:identificadorFiscalProveedorComprador><b:proveedorComprador>EXAMPLE PARTS INC</b:proveedorComprador></b:facturas>
<b:guias><b:guiaManifiesto>GUIA1</b:guiaManifiesto><b:tipoGuia>M</b:tipoGuia></b:guias>
<b:identificadores><b:identificadores><claveIdentificador><clave>IM</clave></claveIdentificador><complemento1>9990001</complemento1></b:identificadores>
<b:identificadores><claveIdentificador><clave>XX</clave></claveIdentificador><complemento2>B</complemento2></b:identificadores></b:identificadores>
<b:descargos><b:patenteOriginal>321</b:patenteOriginal><b:pedimentoOriginal>50961</b:pedimentoOriginal><b:aduanaOriginal><b:clave>70</b:clave></b:aduanaOriginal>
<b:claveDocumentoOriginal><b:clave>RT</b:clave></b:claveDocumentoOriginal><b:fechaPagoOriginal>2026-10-23-05:00</b:fechaPagoOriginal>
<b:fraccionOriginal>39269099</b:fraccionOriginal><b:UnidadMedida><clave>01</clave></b:UnidadMedida><b:cantidad>12.500</b:cantidad></b:descargos>
<b:observaciones>` + strings.Repeat("A", 118) + "PA" + "LABRA" + strings.Repeat(" ", 115) + `SEGUNDA   </b:observaciones>` +
		list.String() +
		`<b:contenedores><b:identificador>CONT0000001</b:identificador><b:tipoContenedor><b:clave>3</b:clave></b:tipoContenedor></b:contenedores>
</b:pedimento></b:consultarPedimentoCompletoRespuesta>`
}

func partida(n int, comercial string) string {
	return fmt.Sprintf(`<q:consultarPartidaRespuesta xmlns="%[1]scommon/ws/oxml/respuesta" xmlns:c="%[1]spedimentos/ws/oxml/comunes" xmlns:q="%[1]spedimentos/ws/oxml/consultarpartida">
<tieneError>false</tieneError><q:partida><c:numeroPartida>%[2]d</c:numeroPartida><c:fraccionArancelaria>39269099</c:fraccionArancelaria>
<c:subdivisionFraccion>1</c:subdivisionFraccion><c:descripcionMercancia>PIEZA DE PLASTICO          </c:descripcionMercancia>
<c:unidadMedidaTarifa><c:clave>1</c:clave></c:unidadMedidaTarifa><c:cantidadUnidadMedidaTarifa>10.50000</c:cantidadUnidadMedidaTarifa>
<c:unidadMedidaComercial><c:clave>06</c:clave></c:unidadMedidaComercial><c:cantidadUnidadMedidaComercial>1000.000</c:cantidadUnidadMedidaComercial>
<c:precioUnitario>5.00000</c:precioUnitario><c:valorComercial>%[3]s</c:valorComercial><c:valorAduana>5050.00</c:valorAduana>
<c:valorDolares>293.02</c:valorDolares><c:valorAgregado>0.00</c:valorAgregado>
<c:metodoValoracion>VALOR DE TRANSACCION DE LAS MERCANCIAS</c:metodoValoracion>
<c:vinculacion>SI EXISTE VINCULACION Y NO AFECTA EL VALOR ADUANA</c:vinculacion>
<c:paisOrigenDestino><c:clave>USA</c:clave></c:paisOrigenDestino><c:paisVendedorComprador><c:clave>USA</c:clave></c:paisVendedorComprador>
<c:permisos><c:clavePermiso><c:clave>NM</c:clave></c:clavePermiso><c:numeroPermiso>1</c:numeroPermiso><c:firmaDescargo>NOM-000-EJ-2000</c:firmaDescargo><c:valorComercialDolares>0.00</c:valorComercialDolares></c:permisos>
<c:identificadores><c:claveIdentificador><c:clave>MS</c:clave></c:claveIdentificador><c:complemento1>1</c:complemento1></c:identificadores>
<c:datosVeiculos><c:vin>VIN0000000000001</c:vin><c:kilometraje>0</c:kilometraje></c:datosVeiculos>
<c:gravamenes><c:claveGravamen><c:clave>3</c:clave></c:claveGravamen><c:tasas><c:clave><c:clave>1</c:clave></c:clave><c:tasaAplicable>16.0000000000</c:tasaAplicable></c:tasas>
<c:importes><c:formaPago><c:clave>21</c:clave></c:formaPago><c:importe>808.00</c:importe></c:importes></c:gravamenes>
<c:gravamenes><c:claveGravamen><c:clave>6</c:clave></c:claveGravamen><c:tasas><c:clave><c:clave>1</c:clave></c:clave><c:tasaAplicable>0.0000000000</c:tasaAplicable></c:tasas>
<c:importes><c:formaPago><c:clave>5</c:clave></c:formaPago><c:importe>0.00</c:importe></c:importes></c:gravamenes>
<c:observaciones>LOTE 1     
LOTE 2     </c:observaciones></q:partida></q:consultarPartidaRespuesta>`, ns, n, comercial)
}

func peticion(adu, documento string) string {
	return `<con:consultarPedimentoCompletoPeticion xmlns:con="` + ns + `pedimentos/ws/oxml/consultarpedimentocompleto" xmlns:com="` + ns +
		`pedimentos/ws/oxml/comunes"><con:peticion><com:aduana>` + adu + `</com:aduana><com:patente>3210` +
		`</com:patente><com:pedimento>` + documento + `</com:pedimento></con:peticion></con:consultarPedimentoCompletoPeticion>`
}

func listar(adu, patente, documento string) string {
	return `<l:consultarPedimentosRespuesta xmlns="` + ns + `pedimentos/ws/oxml/comunes" xmlns:l="` + ns +
		`pedimentos/ws/oxml/listarpedimentos"><l:pedimento><l:aduana><clave>` + adu + `</clave></l:aduana><l:petente>` + patente +
		`</l:petente><l:numeroDocumentoAgente>` + documento + `</l:numeroDocumentoAgente></l:pedimento></l:consultarPedimentosRespuesta>`
}

func good() header {
	return header{documento: "6000123", aduana: "71", comercial: "10000.00", partidas: []int{2, 1}}
}
