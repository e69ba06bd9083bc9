package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

// in is the sample import among its papers, changed.
func in(changes ...func(*ruletest.Shipment)) *rule.Case { return ruletest.Entrada(changes...).Case() }

// ped changes the declaration alone.
func ped(change func(*pedimento.Pedimento)) func(*ruletest.Shipment) {
	return func(s *ruletest.Shipment) { change(s.P) }
}

// shipped moves the declaration to another day of payment.
func shipped(day document.Date) func(*ruletest.Shipment) { return ped(ruletest.At(day)) }

// paperless takes all papers away.
func paperless(s *ruletest.Shipment) { s.None = true }

// uncited drops the acuse from the declaration.
func uncited(s *ruletest.Shipment) { s.P.Facturas[0].COVE = "" }

// cites is one other declaration that cites the same acuse.
func cites(s *ruletest.Shipment, b *rule.Brief) *ruletest.Others {
	return &ruletest.Others{Briefs: []*rule.Brief{b}, Coves: map[string][]string{s.P.Facturas[0].COVE: {b.Number}}}
}
