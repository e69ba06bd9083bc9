// Package cff holds the rules of the fiscal code, the LIVA and the rules of the CFDI.
// One file is one rule; see package rule for what a rule is.
package cff

import "example.com/immex/shared/rule"

// Rules lists them in reading order.
func Rules() []*rule.Rule {
	return []*rule.Rule{
		// electronic invoices, and declarations with theirs
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
	}
}
