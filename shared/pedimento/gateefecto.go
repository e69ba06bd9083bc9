package pedimento

import "example.com/immex/shared/document"

// checkEfecto says why a pedimento that is read well makes no movements: it
// was not paid, or no longer holds. It is a notice and never refuses.
func checkEfecto(p *Pedimento) {
	if p.Findings.Has("saai_sin_pago") || p.Findings.Has("vucem_sin_pago") {
		return // the reader has said it, and what to deliver
	}
	var why document.Text
	switch p.Efecto {
	case document.Pagado:
		return
	case document.Nulo:
		why = document.Text{ES: "está anulado o eliminado y ya no vale", EN: "is void or eliminated and no longer holds"}
	case document.Desistido:
		why = document.Text{ES: "fue desistido y ya no vale", EN: "was withdrawn and no longer holds"}
	case document.Previo:
		why = document.Text{ES: "es el previo de un consolidado: sus mercancías las da el pedimento que lo cierra", EN: "is the opening of a consolidated one: its goods come with the pedimento that closes it"}
	case document.Proforma:
		why = document.Text{ES: "es una proforma: no prueba el pago", EN: "is a proforma: it does not prove payment"}
	default:
		why = document.Text{ES: "no prueba el pago", EN: "does not prove payment"}
	}
	p.Findings.Add("pedimento_sin_movimientos", document.Notice, "encabezado", document.Text{
		ES: "El pedimento " + why.ES + "; se conserva y no hace movimientos de inventario.",
		EN: "The pedimento " + why.EN + "; it is kept and makes no inventory movements.",
	})
}
