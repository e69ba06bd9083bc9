package step

import (
	"strings"

	"example.com/immex/shared/document"
)

// PricedAt says where a person reads what the choices about an expired lot would
// cost, for a finding of a code; "" of what is about none.
func PricedAt(code string) document.Text {
	if !strings.HasPrefix(code, "expired_") {
		return document.Text{}
	}
	return document.Text{
		ES: "Lo que costaría cada salida de un lote vencido, al día en que se pagaría, lo calcula «immex contingency --pay AAAA-MM-DD»; el paquete de cada periodo lo trae en sus tablas de contingencia.",
		EN: "What each way out of an expired lot would cost, on the day it would be paid, is worked out by “immex contingency --pay YYYY-MM-DD”; the package of each period has it in its tables of contingency.",
	}
}
