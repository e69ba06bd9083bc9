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
		secuencia(), fraccion(), nico(), nicoTarifa(), unidad(), umt(), conversion(), peso(),
		metodo(), vinculacion(), pais(),
		tipoCambio(), precioUnitario(), dolares(),
		sumaAduana(), sumaComercial(), sumaDolares(),
		incoterm(), moneda(), factorMoneda(), facturas(), coveForma(), coveRepetido(), coveValor(),
		identificador(), identificadorIM(), programaIM(), identificadorMS(), identificadorCI(),
		registroCI(), registroSO(), registroIC(), identificadorPS(), prosec(),
		consolidado(), identificadorA3(), identificadorV1(), revisionOrigen(), activoFijo(),
		origenPreferencial(), tasaPreferencial(), edocument(),
		contribucion(), formaPago(), tipoTasa(), importes(), decimales(), acuse(), longitudes(),
		totales(),
	))
}
