package datastage

// Table is one of the 26 files of a delivery, in canonical order.
type Table int

// The tables, named as the authority's layout numbers them (Formato Consulta
// Data Stage, ANAM, April 2022; Resumen is not in that document).
const (
	T501     Table = iota // datos generales
	T502                  // transporte
	T503                  // guías
	T504                  // contenedores
	T505                  // facturas
	T506                  // fechas
	T507                  // identificadores del pedimento
	T508                  // cuentas aduaneras del pedimento
	T509                  // tasas del pedimento
	T510                  // contribuciones del pedimento
	T511                  // observaciones del pedimento
	T512                  // descargos
	T520                  // destinatarios
	T551                  // partidas
	T552                  // mercancías (VIN)
	T553                  // permisos
	T554                  // identificadores de partida
	T555                  // cuentas aduaneras de partida
	T556                  // tasas de partida
	T557                  // contribuciones de partida
	T558                  // observaciones de partida
	T701                  // rectificaciones
	T702                  // diferencias de contribuciones
	TInci                 // incidencias
	TResumen              // resumen
	TSel                  // selección automatizada
	tables
)

// layout is what the format promises of one table: its code in the entry
// name and its exact header, which has no trailing pipe while every row has.
type layout struct {
	code   string
	header string
}

//nolint:gochecknoglobals // the format's own constant table
var layouts = [tables]layout{
	T501: {"501", "Patente|Pedimento|SeccionAduanera|TipoOperacion|ClaveDocumento|SeccionAduaneraEntrada|" +
		"CurpContribuyente|Rfc|CurpAgenteA|TipoCambio|TotalFletes|TotalSeguros|TotalEmbalajes|" +
		"TotalIncrementables|TotalDeducibles|PesoBrutoMercancia|MedioTransporteSalida|" +
		"MedioTransporteArribo|MedioTransporteEntrada_Salida|DestinoMercancia|NombreContribuyente|" +
		"CalleContribuyente|NumInteriorContribuyente|NumExteriorContribuyente|CPContribuyente|" +
		"MunicipioContribuyente|EntidadFedContribuyente|PaisContribuyente|TipoPedimento|" +
		"FechaRecepcionPedimento|FechaPagoReal"},
	T502: {"502", "Patente|Pedimento|SeccionAduanera|RfcTransportista|CurpTransportista|NombreTransportista|" +
		"PaisTransporte|IdentificadorTransporte|FechaPagoReal"},
	T503: {"503", "Patente|Pedimento|SeccionAduanera|NumeroGuia|TipoGuia|FechaPagoReal"},
	T504: {"504", "Patente|Pedimento|SeccionAduanera|NumContenedor|TipoContenedor|FechaPagoReal"},
	T505: {"505", "Patente|Pedimento|SeccionAduanera|FechaFacturacion|NumeroFactura|TerminoFacturacion|" +
		"MonedaFacturacion|ValorDolares|ValorMonedaExtranjera|PaisFacturacion|EntidadFedFacturacion|" +
		"IndentFiscalProveedor|ProveedorMercancia|CalleProveedor|NumInteriorProveedor|" +
		"NumExteriorProveedor|CpProveedor|MunicipioProveedor|FechaPagoReal"},
	T506: {"506", "Patente|Pedimento|SeccionAduanera|TipoFecha|FechaOperacion|FechaValidacionPagoR"},
	T507: {"507", "Patente|Pedimento|SeccionAduanera|ClaveCaso|IdentificadorCaso|TipoPedimento|ComplementoCaso|" +
		"FechaValidacionPagoR"},
	T508: {"508", "Patente|Pedimento|SeccionAduanera|InstitucionEmisora|NumeroCuenta|FolioConstancia|" +
		"FechaConstancia|TipoCuenta|ClaveGarantia|ValorUnitarioTitulo|TotalGarantia|CantidadUnidades|" +
		"TitulosAsignados|FechaPagoReal"},
	T509: {"509", "Patente|Pedimento|SeccionAduanera|ClaveContribucion|TasaContribucion|TipoTasa|TipoPedimento|" +
		"FechaPagoReal"},
	T510: {"510", "Patente|Pedimento|SeccionAduanera|ClaveContribucion|FormaPago|ImportePago|TipoPedimento|" +
		"FechaPagoReal"},
	T511: {"511", "Patente|Pedimento|SeccionAduanera|SecuenciaObservacion|Observaciones|TipoPedimento|" +
		"FechaValidacionPagoR"},
	T512: {"512", "Patente|Pedimento|SeccionAduanera|PatenteAduanalOrig|PedimentoOriginal|" +
		"SeccionAduaneraDespOrig|DocumentoOriginal|FechaOperacionOrig|FraccionOriginal|UnidadMedida|" +
		"MercanciaDescargada|TipoPedimento|FechaPagoReal"},
	T520: {"520", "Patente|Pedimento|SeccionAduanera|IndentFiscalDestinatario|NombreDestinatarioMercancia|" +
		"CalleDestinatario|NumInteriorDestinatario|NumExteriorDestinatario|CpDestinatario|" +
		"MunicpioDestinatario|PaisDestinatario|FechaPagoReal"},
	T551: {"551", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|SubdivisionFraccion|" +
		"DescripcionMercancia|PrecioUnitario|ValorAduana|ValorComercial|ValorDolares|" +
		"CantidadUMComercial|UnidadMedidaComercial|CantidadUMTarifa|UnidadMedidaTarifa|ValorAgregado|" +
		"ClaveVinculacion|MetodoValorizacion|CodigoMercanciaProducto|MarcaMercanciaProducto|" +
		"ModeloMercanciaProducto|PaisOrigenDestino|PaisCompradorVendedor|EntidadFedOrigen|" +
		"EntidadFedDestino|EntidadFedComprador|EntidadFedVendedor|TipoOperacion|ClaveDocumento|" +
		"FechaPagoReal"},
	T552: {"552", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|VinNumeroSerie|" +
		"KilometrajeVehiculo|FechaPagoReal"},
	T553: {"553", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|ClavePermiso|FirmaDescargo|" +
		"NumeroPermiso|ValorComercialDolares|CantidadMUMTarifa|FechaPagoReal"},
	T554: {"554", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|ClaveCaso|IdentificadorCaso|" +
		"ComplementoCaso|FechaPagoReal"},
	T555: {"555", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|InstitucionEmisora|" +
		"NumeroCuenta|FolioConstancia|FechaConstancia|ClaveGarantia|ValorUnitarioTitulo|" +
		"TotalGarantia|CantidadUnidadesMedida|TitulosAsignados|FechaPagoReal"},
	T556: {"556", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|ClaveContribucion|" +
		"TasaContribucion|TipoTasa|FechaPagoReal"},
	T557: {"557", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|ClaveContribucion|FormaPago|" +
		"ImportePago|FechaPagoReal"},
	T558: {"558", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|SecuenciaObservacion|" +
		"Observaciones|FechaPagoReal"},
	T701: {"701", "Patente|Pedimento|SeccionAduanera|ClaveDocumento|FechaPago|PedimentoAnterior|" +
		"PatenteAnterior|SeccionAduaneraAnterior|DocumentoAnterior|FechaOperacionAnterior|" +
		"PedimentoOriginal|PatenteAduanalOrig|SeccionAduaneraDespOrig|FechaPagoReal"},
	T702: {"702", "Patente|Pedimento|SeccionAduanera|ClaveContribucion|FormaPago|ImportePago|TipoPedimento|" +
		"FechaPagoReal"},
	TInci: {"Inci", "Patente|Pedimento|SeccionAduanera|ConsecutivoRemesa|NumeroSeleccion|" +
		"FechaInicioReconocimiento|HoraInicioReconocimiento|FechaFinReconocimiento|" +
		"HoraFinReconocimiento|Fraccion|SecuenciaFraccion|ClaveDocumento|TipoOperacion|" +
		"GradoIncidencia|FechaSeleccion"},
	TResumen: {"Resumen", "Folio|RFCoPatenteAduanal|Fecha_Inicial|Fecha_Final|Fecha_Ejecucion|Total_Fracciones|" +
		"Total_Contribuciones"},
	TSel: {"Sel", "Patente|Pedimento|SeccionAduanera|ConsecutivoRemesa|NumeroSeleccion|FechaSeleccion|" +
		"HoraSeleccion|SemaforoFiscal|ClaveDocumento|TipoOperacion"},
}
