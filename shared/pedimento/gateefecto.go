package pedimento

import "example.com/immex/shared/document"

// checkEfecto says why a pedimento that is read well makes no movements: it
// was not paid, or no longer holds. It never refuses; of one that a paper calls
// eliminated or withdrawn it warns.
func checkEfecto(p *Pedimento) {
	if p.Findings.Has("saai_sin_pago") || p.Findings.Has("vucem_sin_pago") {
		return // the reader has said it, and what to deliver
	}
	if killed(p) {
		checkKilled(p)
		return
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

// killed reports a paper that says a pedimento was withdrawn, or an archivo M
// that eliminates one (500.2 = 2 or 3). The Data Stage says it itself and its
// fact undoes what was paid; a void copy of a print says nothing of payment.
func killed(p *Pedimento) bool {
	return p.Source != document.SourceDataStage && p.Efecto == document.Desistido || p.Source == document.SourceArchivoM && p.Efecto == document.Nulo
}

// checkKilled: the papers cannot tell whether the authority took it, and without
// the year of the number nothing says of which pedimento it is.
func checkKilled(p *Pedimento) {
	what := document.Text{ES: "el desistimiento", EN: "the withdrawal"}
	if p.Efecto == document.Nulo {
		what = document.Text{ES: "la eliminación", EN: "the elimination"}
	}
	which := p.Number
	if which == "" {
		which = p.Aduana + " " + p.Patente + " " + p.Documento
	}
	if p.Acuse != "" {
		which += " (acuse " + p.Acuse + ")"
	}
	p.Findings.Add("pedimento_retirado", document.Warning, "encabezado", document.Text{
		ES: "El documento dice " + what.ES + " del pedimento " + which + ". Si ese pedimento está en los libros como pagado, sus lotes o salidas pueden no valer: entregue el Data Stage que lo diga (tipo 7), y mientras bloquee sus lotes (decisión bloquear).",
		EN: "The document tells " + what.EN + " of pedimento " + which + ". If that pedimento is in the books as paid, its lots or exits may not hold: deliver the Data Stage that says so (type 7), and until then block its lots (decision bloquear).",
	})
}
