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
		formaIGI(), formaIVA(), formaDefinitiva(), creditoCertificacion(), creditoVigencia(), garantiaIVA(),
	}
}
