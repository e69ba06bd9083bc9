// Package aduanera holds the rules of the Ley Aduanera, its Reglamento, the LFD,
// the LIVA and the RGCE: what a declaration pays, and on what. One file is one
// rule; see package rule for what a rule is.
package aduanera

import (
	"example.com/immex/shared/rule"
)

// Rules lists them in reading order.
func Rules() []*rule.Rule {
	return []*rule.Rule{
		valorAduana(), prorrateo(), pagoAnticipado(),
		igi(), igiFalta(), igiTarifa(),
		ivaTasa(), ivaPartida(), ivaDefinitivo(), ivaTemporal(), ivaExtraccion(),
		dtaDefinitivo(), dtaActivo(), dtaFijo(), dtaRemesas(), dtaFalta(),
		prevalidacion(), prevalidacionIVA(), prevalidacionFalta(),
		formaIGI(), formaIVA(), formaDefinitiva(), creditoVigencia(), garantiaIVA(),
		forma21(), certificacionCI(), certificacionIC(), prosec(), retorno80(),
		plazoInicio(), plazoCIVA(), plazoOEA(),
		cambioDescargo(), cambioClave(), cambioPlazo(), cambioFactor(), cambioValor(), desperdicio(),
		a3Supuesto(), a3Temprano(), a3Acta(), donacionV9(), ctmV4(), ctmF4(), destruccionAviso(), tmec25(),
		rectificacionOriginal(), rectificacionFecha(), rectificacionPosterior(), rectificacionCambios(), rectificacionCadena(),
		consolidadoViernes(),
		// pedimento, acuse de valor, invoice and packing list
		coveRepetido(),
		coveProveedor(),
		coveFecha(),
		coveMoneda(),
		coveValor(),
		coveOperacion(),
		covePatente(),
		coveRenglones(),
		coveFactura(),
		coveFacturaRenglones(),
		facturaProveedor(),
		facturaNumero(),
		facturaFecha(),
		facturaMoneda(),
		facturaIncoterm(),
		facturaValor(),
		facturaRenglones(),
		facturaOrigen(),
		facturaIncrementables(),
		facturaVinculacion(),
		facturaPedimento(),
		empaquePeso(),
		empaqueBultos(),
		empaqueCantidad(),
		empaqueFactura(),
		empaqueNeto(),
		empaqueRenglones(),
		edocumento(),
		expediente(),
		mve(),
	}
}
