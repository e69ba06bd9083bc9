package aduanera_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/rule/aduanera"
	"example.com/immex/shared/rule/ruletest"
)

// TestRules: every rule passes, fails, does not apply, and was not always law.
func TestRules(t *testing.T) {
	ruletest.Table(t, aduanera.Rules(), slices.Concat(
		valorAduana(), prorrateo(), pagoAnticipado(),
		igi(), igiFalta(), igiTarifa(),
		ivaTasa(), ivaPartida(), ivaDefinitivo(), ivaTemporal(), ivaExtraccion(),
		dtaDefinitivo(), dtaActivo(), dtaFijo(), dtaRemesas(), dtaFalta(),
		prevalidacion(), prevalidacionIVA(), prevalidacionFalta(),
		formaIGI(), formaIVA(), formaDefinitiva(), creditoCertificacion(), creditoVigencia(), garantiaIVA(),
	))
}
