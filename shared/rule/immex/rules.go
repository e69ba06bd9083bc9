// Package immex holds the rules of the Decreto IMMEX and the rules of the Secretaría de Economía.
// One file is one rule; see package rule for what a rule is.
package immex

import "example.com/immex/shared/rule"

// Rules lists them in reading order.
func Rules() []*rule.Rule {
	return []*rule.Rule{
		programa(), umbral(), situacion(), acuses(),
		anexo1(), petroliferos(), anexo2Servicios(), anexo2Autorizacion(), anexo2Cantidad(),
		permisoVigente(), permisoSaldo(), regla8(),
		domicilio(),
		v1Complemento(), v1Contraparte(), v1Pago(), v1Plazo(),
		ampliacion(),
		retornoClave(), empaque(), empaqueValor(), sinEfecto(), virtualBB(), v5Certificada(), salidaVencida(),
	}
}
