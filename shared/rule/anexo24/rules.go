// Package anexo24 holds the rules of Anexo 24 of the RGCE: the inventory control of temporary imports.
// One file is one rule; see package rule for what a rule is.
package anexo24

import "example.com/immex/shared/rule"

// Rules lists them in reading order.
func Rules() []*rule.Rule {
	return []*rule.Rule{
		loteVencido(), loteVence(), salidaSinDescargo(), salidaSupuesta(), salidaAntes(), expiradoEnOrden(),
		mermaDocumento(), bomVersion(), desperdicioVence(), faltanteFisico(), conteoFecha(), activoSerie(),
		revisiones(),
		v1Contradicha(), v1Citada(), dataStage(),
	}
}
