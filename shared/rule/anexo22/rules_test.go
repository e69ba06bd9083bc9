package anexo22_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/rule/anexo22"
	"example.com/immex/shared/rule/ruletest"
)

// TestRules: every rule passes, fails, does not apply, and was not always law.
func TestRules(t *testing.T) {
	ruletest.Table(t, anexo22.Rules(), slices.Concat(
		numero(), digito(), clave(), regimen(), claveRegimen(), aduana(), fechas(),
		rfcForma(), rfcDigito(),
		medio(), presentacion(), destino(),
		secuencia(), fraccion(), nico(), nicoTarifa(), unidad(), umt(), conversion(), factorParte(), fraccionParte(), peso(),
		metodo(), vinculacion(), pais(),
		tipoCambio(), precioUnitario(), dolares(),
		sumaAduana(), sumaComercial(), sumaDolares(),
		incoterm(), moneda(), factorMoneda(), facturas(), coveForma(), identificador(), identificadorIM(), programaIM(), identificadorMS(), identificadorCI(),
		registroSO(), identificadorPS(), consolidado(), revisionOrigen(), activoFijo(),
		origenPreferencial(), tasaPreferencial(), contribucion(), formaPago(), tipoTasa(), importes(), decimales(), acuse(), longitudes(),
		totales(),
	))
}
