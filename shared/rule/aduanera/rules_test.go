package aduanera_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/aduanera"
	"example.com/immex/shared/rule/ruletest"
)

// TestRules: every rule passes, fails, does not apply, and was not always law.
func TestRules(t *testing.T) {
	ruletest.Table(t, aduanera.Rules(), slices.Concat(
		coveForma(),
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
		edocumento(),
		expediente(),
		mve(),
	))
}

// in is the sample import among its papers, changed.
func in(changes ...func(*ruletest.Shipment)) *rule.Case { return ruletest.Entrada(changes...).Case() }

// ped changes the declaration alone.
func ped(change func(*pedimento.Pedimento)) func(*ruletest.Shipment) {
	return func(s *ruletest.Shipment) { change(s.P) }
}

// on moves the declaration to another day of payment.
func on(day document.Date) func(*ruletest.Shipment) { return ped(ruletest.At(day)) }

// bare takes all papers away.
func bare(s *ruletest.Shipment) { s.None = true }

// uncited drops the acuse from the declaration.
func uncited(s *ruletest.Shipment) { s.P.Facturas[0].COVE = "" }

// cites is one other declaration that cites the same acuse.
func cites(s *ruletest.Shipment, b *rule.Brief) *ruletest.Others {
	return &ruletest.Others{Briefs: []*rule.Brief{b}, Coves: map[string][]string{s.P.Facturas[0].COVE: {b.Number}}}
}
