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
		secuencia(), fraccion(), nico(), nicoTarifa(), unidad(), umt(), conversion(), factorParte(), fraccionParte(), peso(),
		metodo(), vinculacion(), pais(),
		tipoCambio(), precioUnitario(), dolares(),
		sumaAduana(), sumaComercial(), sumaDolares(),
		incoterm(), moneda(), factorMoneda(), facturas(), coveForma(), identificador(), identificadorIM(), programaIM(), identificadorMS(), identificadorCI(),
		registroSO(), identificadorPS(), consolidado(), revisionOrigen(), activoFijo(),
		origenPreferencial(), tasaPreferencial(), contribucion(), formaPago(), tipoTasa(), importes(), decimales(), acuse(), longitudes(),
		totales(),
	}
}
