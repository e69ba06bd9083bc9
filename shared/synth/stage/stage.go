// Package stage is the empty form of a Data Stage delivery, the zip of 26
// tables that the authority sends an importer on request: which tables there
// are and the header of each, as its format guide publishes them. The
// generators of made-up companies fill it in.
//
// Example: the third table is 503, whose header begins
// "Patente|Pedimento|SeccionAduanera|NumeroGuia".
//
// The package holds names only: no rows and no reader.
package stage

// Table is one .asc file of a delivery.
type Table struct {
	Code   string // as in the file name
	Header string // columns parted by "|", without a last one; rows have it
}

// Tables lists the 26 files in the order of the zip, headers exactly as the
// authority writes them (misspellings included).
func Tables() []Table {
	return []Table{
		{"501", "Patente|Pedimento|SeccionAduanera|TipoOperacion|ClaveDocumento|SeccionAduaneraEntrada|" +
			"CurpContribuyente|Rfc|CurpAgenteA|TipoCambio|TotalFletes|TotalSeguros|TotalEmbalajes|" +
			"TotalIncrementables|TotalDeducibles|PesoBrutoMercancia|MedioTransporteSalida|" +
			"MedioTransporteArribo|MedioTransporteEntrada_Salida|DestinoMercancia|NombreContribuyente|" +
			"CalleContribuyente|NumInteriorContribuyente|NumExteriorContribuyente|CPContribuyente|" +
			"MunicipioContribuyente|EntidadFedContribuyente|PaisContribuyente|TipoPedimento|" +
			"FechaRecepcionPedimento|FechaPagoReal"},
		{"502", "Patente|Pedimento|SeccionAduanera|RfcTransportista|CurpTransportista|NombreTransportista|" +
			"PaisTransporte|IdentificadorTransporte|FechaPagoReal"},
		{"503", "Patente|Pedimento|SeccionAduanera|NumeroGuia|TipoGuia|FechaPagoReal"},
		{"504", "Patente|Pedimento|SeccionAduanera|NumContenedor|TipoContenedor|FechaPagoReal"},
		{"505", "Patente|Pedimento|SeccionAduanera|FechaFacturacion|NumeroFactura|TerminoFacturacion|" +
			"MonedaFacturacion|ValorDolares|ValorMonedaExtranjera|PaisFacturacion|EntidadFedFacturacion|" +
			"IndentFiscalProveedor|ProveedorMercancia|CalleProveedor|NumInteriorProveedor|" +
			"NumExteriorProveedor|CpProveedor|MunicipioProveedor|FechaPagoReal"},
		{"506", "Patente|Pedimento|SeccionAduanera|TipoFecha|FechaOperacion|FechaValidacionPagoR"},
		{"507", "Patente|Pedimento|SeccionAduanera|ClaveCaso|IdentificadorCaso|TipoPedimento|ComplementoCaso|" +
			"FechaValidacionPagoR"},
		{"508", "Patente|Pedimento|SeccionAduanera|InstitucionEmisora|NumeroCuenta|FolioConstancia|" +
			"FechaConstancia|TipoCuenta|ClaveGarantia|ValorUnitarioTitulo|TotalGarantia|CantidadUnidades|" +
			"TitulosAsignados|FechaPagoReal"},
		{"509", "Patente|Pedimento|SeccionAduanera|ClaveContribucion|TasaContribucion|TipoTasa|TipoPedimento|" +
			"FechaPagoReal"},
		{"510", "Patente|Pedimento|SeccionAduanera|ClaveContribucion|FormaPago|ImportePago|TipoPedimento|" +
			"FechaPagoReal"},
		{"511", "Patente|Pedimento|SeccionAduanera|SecuenciaObservacion|Observaciones|TipoPedimento|" +
			"FechaValidacionPagoR"},
		{"512", "Patente|Pedimento|SeccionAduanera|PatenteAduanalOrig|PedimentoOriginal|SeccionAduaneraDespOrig|" +
			"DocumentoOriginal|FechaOperacionOrig|FraccionOriginal|UnidadMedida|MercanciaDescargada|" +
			"TipoPedimento|FechaPagoReal"},
		{"520", "Patente|Pedimento|SeccionAduanera|IndentFiscalDestinatario|NombreDestinatarioMercancia|" +
			"CalleDestinatario|NumInteriorDestinatario|NumExteriorDestinatario|CpDestinatario|" +
			"MunicpioDestinatario|PaisDestinatario|FechaPagoReal"},
		{"551", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|SubdivisionFraccion|" +
			"DescripcionMercancia|PrecioUnitario|ValorAduana|ValorComercial|ValorDolares|CantidadUMComercial|" +
			"UnidadMedidaComercial|CantidadUMTarifa|UnidadMedidaTarifa|ValorAgregado|ClaveVinculacion|" +
			"MetodoValorizacion|CodigoMercanciaProducto|MarcaMercanciaProducto|ModeloMercanciaProducto|" +
			"PaisOrigenDestino|PaisCompradorVendedor|EntidadFedOrigen|EntidadFedDestino|EntidadFedComprador|" +
			"EntidadFedVendedor|TipoOperacion|ClaveDocumento|FechaPagoReal"},
		{"552", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|VinNumeroSerie|KilometrajeVehiculo|" +
			"FechaPagoReal"},
		{"553", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|ClavePermiso|FirmaDescargo|" +
			"NumeroPermiso|ValorComercialDolares|CantidadMUMTarifa|FechaPagoReal"},
		{"554", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|ClaveCaso|IdentificadorCaso|" +
			"ComplementoCaso|FechaPagoReal"},
		{"555", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|InstitucionEmisora|NumeroCuenta|" +
			"FolioConstancia|FechaConstancia|ClaveGarantia|ValorUnitarioTitulo|TotalGarantia|" +
			"CantidadUnidadesMedida|TitulosAsignados|FechaPagoReal"},
		{"556", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|ClaveContribucion|TasaContribucion|" +
			"TipoTasa|FechaPagoReal"},
		{"557", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|ClaveContribucion|FormaPago|" +
			"ImportePago|FechaPagoReal"},
		{"558", "Patente|Pedimento|SeccionAduanera|Fraccion|SecuenciaFraccion|SecuenciaObservacion|Observaciones|" +
			"FechaPagoReal"},
		{"701", "Patente|Pedimento|SeccionAduanera|ClaveDocumento|FechaPago|PedimentoAnterior|PatenteAnterior|" +
			"SeccionAduaneraAnterior|DocumentoAnterior|FechaOperacionAnterior|PedimentoOriginal|" +
			"PatenteAduanalOrig|SeccionAduaneraDespOrig|FechaPagoReal"},
		{"702", "Patente|Pedimento|SeccionAduanera|ClaveContribucion|FormaPago|ImportePago|TipoPedimento|" +
			"FechaPagoReal"},
		{"Inci", "Patente|Pedimento|SeccionAduanera|ConsecutivoRemesa|NumeroSeleccion|FechaInicioReconocimiento|" +
			"HoraInicioReconocimiento|FechaFinReconocimiento|HoraFinReconocimiento|Fraccion|" +
			"SecuenciaFraccion|ClaveDocumento|TipoOperacion|GradoIncidencia|FechaSeleccion"},
		{"Resumen", "Folio|RFCoPatenteAduanal|Fecha_Inicial|Fecha_Final|Fecha_Ejecucion|Total_Fracciones|" +
			"Total_Contribuciones"},
		{"Sel", "Patente|Pedimento|SeccionAduanera|ConsecutivoRemesa|NumeroSeleccion|FechaSeleccion|" +
			"HoraSeleccion|SemaforoFiscal|ClaveDocumento|TipoOperacion"},
	}
}
