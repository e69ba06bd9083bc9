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

// checkKilled says what a paper of a withdrawal proves, and what it does to the
// books: only who is certain of the pedimento and of the authority's word makes
// a fact.
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
	does := doesKilled(p)
	p.Findings.Add("pedimento_retirado", document.Warning, "encabezado", document.Text{
		ES: "El documento dice " + what.ES + " del pedimento " + which + ". " + does.ES,
		EN: "The document tells " + what.EN + " of pedimento " + which + ". " + does.EN,
	})
}

// doesKilled is what becomes of the pedimento that a paper calls withdrawn.
func doesKilled(p *Pedimento) document.Text {
	const es, en = "Si ese pedimento está en los libros como pagado, ", "If that pedimento is in the books as paid, "
	switch {
	case p.Source == document.SourcePrint && p.Number != "" && p.FechaPago.Known():
		return document.Text{
			ES: es + "las fuentes se contradicen y sus partidas quedan fuera hasta que el Data Stage o una persona diga cuál vale (sources_contradict).",
			EN: en + "the sources contradict each other and its partidas stay out until the Data Stage or a person says which holds (sources_contradict).",
		}
	case p.Findings.Has("saai_retiro_aceptado"):
		return document.Text{
			ES: "El validador aceptó ese movimiento. Si un impreso o archivo M con ese acuse está en los libros como pagado, las fuentes se contradicen y sus partidas quedan fuera hasta que el Data Stage o una persona diga cuál vale (sources_contradict). Si ninguno dice el acuse, sus lotes siguen: entregue el impreso, o el Data Stage que lo diga (tipo 7), y mientras bloquee sus lotes (decisión bloquear).",
			EN: "The validator took that movement. If a print or archivo M with that acuse is in the books as paid, the sources contradict each other and its partidas stay out until the Data Stage or a person says which holds (sources_contradict). If none tells the acuse, its lots stay: deliver the print, or the Data Stage that says so (type 7), and until then block its lots (decision bloquear).",
		}
	case p.Source == document.SourceArchivoM:
		return document.Text{
			ES: "Es lo que se pidió, no lo que se aceptó: no cambia los libros. " + es + "entregue en un zip este archivo con la respuesta del validador (BORRADO), o el Data Stage que lo diga (tipo 7), y mientras bloquee sus lotes (decisión bloquear).",
			EN: "It is what was asked for, not what was taken: it does not change the books. " + en + "deliver this file in a zip with the validator's answer (BORRADO), or the Data Stage that says so (type 7), and until then block its lots (decision bloquear).",
		}
	}
	return document.Text{
		ES: "No cambia los libros, porque su número o su fecha de pago no son ciertos. " + es + "entregue el PDF original o el Data Stage que lo diga (tipo 7), y mientras bloquee sus lotes (decisión bloquear).",
		EN: "It does not change the books, since its number or its payment date is not certain. " + en + "deliver the original PDF or the Data Stage that says so (type 7), and until then block its lots (decision bloquear).",
	}
}
