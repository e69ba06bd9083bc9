package cff_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cff"
	"example.com/immex/shared/rule/ruletest"
)

// TestRules: every rule passes, fails, does not apply, and was not always law.
func TestRules(t *testing.T) {
	ruletest.Table(t, cff.Rules(), slices.Concat(
		cceVersion(),
		cceObligatorios(),
		cceClave(),
		cceDecimales(),
		cceTotal(),
		cceValor(),
		cceIdentificacion(),
		cceFraccion(),
		exportacionClave(),
		exportacionComplemento(),
		exportacionReceptor(),
		pedimentoForma(),
		pedimentoAnio(),
		pedimentoAduana(),
		pedimentoPosiciones(),
		pedimentoComplemento(),
		ventaTemporal(),
		exportacionPedimento(),
		exportacionCFDI(),
		retornoPedimento(),
		retornoComplemento(),
		definitivoCFDI(),
		cfdiFecha(),
		cfdiMoneda(),
		cfdiValor(),
		cfdiReceptor(),
		cfdiEmisor(),
		cfdiIncoterm(),
		cfdiRenglones(),
		coveCFDI(),
		coveCFDIRenglones(),
		cfdiFactura(),
		cfdiFacturaRenglones(),
	))
}

// sale is the sample invoice of a definitive export by itself, changed.
func sale(changes ...func(*cfdi.Comprobante)) *rule.CFDICase {
	return ruletest.SaleOf(ruletest.Sale(changes...))
}

// out is the sample return among its papers, changed.
func out(changes ...func(*ruletest.Shipment)) *rule.Case { return ruletest.Salida(changes...).Case() }

// selling is the invoice of the sample return, changed.
func selling(changes ...func(*ruletest.Shipment)) *rule.CFDICase {
	return ruletest.Salida(changes...).Sale()
}
