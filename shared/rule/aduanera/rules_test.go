package aduanera_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule/aduanera"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/unit"
)

// TestRules: every rule passes, fails, does not apply, and was not always law.
func TestRules(t *testing.T) {
	ruletest.Table(t, aduanera.Rules(), slices.Concat(
		valorAduana(), prorrateo(), pagoAnticipado(), igi(), igiFalta(), igiTarifa(),
		ivaTasa(), ivaPartida(), ivaDefinitivo(), ivaTemporal(), ivaExtraccion(), dtaDefinitivo(), dtaActivo(), dtaFijo(), dtaRemesas(), dtaFalta(),
		prevalidacion(), prevalidacionIVA(), prevalidacionFalta(), formaIGI(), formaIVA(), formaDefinitiva(), creditoVigencia(), garantiaIVA(),
		forma21(), certificacionCI(), certificacionIC(), prosec(), plazoOEA(), plazoCIVA(), plazoInicio(), retorno80(), cambioDescargo(), cambioClave(),
		cambioPlazo(), cambioFactor(), cambioValor(), desperdicio(), a3Supuesto(), a3Temprano(), a3Acta(), donacionV9(), ctmV4(), ctmF4(), destruccionAviso(), tmec25(), rectificacionOriginal(),
		rectificacionFecha(), rectificacionPosterior(), rectificacionCambios(), rectificacionCadena(), consolidadoViernes(),
		coveRepetido(), coveProveedor(), coveFecha(), coveMoneda(), coveValor(), coveOperacion(), covePatente(), coveRenglones(), coveFactura(),
		coveFacturaRenglones(), facturaProveedor(), facturaNumero(), facturaFecha(), facturaMoneda(), facturaIncoterm(), facturaValor(), facturaRenglones(), facturaOrigen(), facturaIncrementables(),
		facturaVinculacion(), facturaPedimento(), empaquePeso(), empaqueBultos(), empaqueCantidad(), empaqueFactura(), empaqueNeto(), empaqueRenglones(), edocumento(), expediente(), mve(),
	))
}

// index reads tables as the plant sends them.
func index(csvs ...string) *plant.Index {
	var files []plant.File
	for _, csv := range csvs {
		book, findings := sheet.Read([]byte(csv))
		if book == nil {
			panic(findings)
		}
		f, findings := material.Read(book)
		if f == nil {
			panic(findings)
		}
		files = append(files, plant.File{File: f, Hash: document.HashOf([]byte(csv)), Doc: "d"})
	}
	return plant.New(files, unit.Default())
}
