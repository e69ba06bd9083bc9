// Package anexo22 holds the rules of Anexo 22 of the RGCE: how a pedimento is filled
// in. One file is one rule; see package rule for what a rule is.
package anexo22

import (
	"example.com/immex/shared/rule"
)

// Rules lists them in reading order.
func Rules() []*rule.Rule {
	return []*rule.Rule{
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
	}
}
