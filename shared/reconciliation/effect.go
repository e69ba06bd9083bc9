package reconciliation

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Effect is what doing what a difference proposes changes in the books: which
// balance, credit or finding becomes another, and by how much where both sides say
// it. Where what is missing must come first, it says that nobody can tell how much.
// Doing it is a person's; nothing of it was posted.
func (d *Difference) Effect(k Kind) document.Text {
	effect := d.changes(k)
	if d.Severity == "" {
		return effect
	}
	return document.Text{ES: effect.ES + " El hallazgo se cierra.", EN: effect.EN + " The finding goes."}
}

// changes is what becomes another in the books of one kind.
func (d *Difference) changes(k Kind) document.Text {
	switch k {
	case DataStage:
		return d.changesDataStage()
	case COVE, SalesLines:
		return d.changesPapers()
	case Sales:
		return d.changesSales()
	case Production:
		return d.changesProduction()
	case Counts, ERP:
		return d.changesStock()
	case SCCCyG:
		return d.changesCredit()
	case Missing:
		return d.changesMissing()
	}
	return document.Text{}
}

// valued is what a difference is worth, in words.
func (d *Difference) valued() document.Text {
	if !d.Pesos.Known() {
		return document.Textf("no se sabe cuánto vale", "nobody knows its worth")
	}
	return document.Textf("vale %s pesos", "it is worth %s pesos", money.Group(d.Pesos.String()))
}

// changesDataStage: the books take each value of the source of the highest rank,
// and of the usual ones that is the Data Stage.
func (d *Difference) changesDataStage() document.Text {
	switch d.Reason {
	case "sin_papel":
		return document.Textf("Ningún saldo cambia si el papel dice lo mismo; lo que diga distinto se verá aquí.", "No balance changes when the paper says the same; what it says otherwise will be seen here.")
	case "provisional":
		return document.Textf("Lo provisional queda firme (%s); el saldo cambia sólo en lo que el Data Stage diga distinto.", "What is provisional becomes firm (%s); the balance changes only by what the Data Stage says otherwise.", d.valued())
	case "no_esta_en_data_stage":
		return document.Textf("Si se desistió, sus entradas o salidas dejan los libros (%s); si se pagó, quedan firmes.", "If it was withdrawn, its entries or exits leave the books (%s); if it was paid, they become firm.", d.valued())
	case "desistido_en_data_stage":
		return document.Textf("Ningún saldo cambia: lo desistido ya no está en los libros.", "No balance changes: what was withdrawn is in the books no more.")
	case "partida_de_mas":
		return document.Textf("Si la partida no existe, no cuenta en los libros (%s); si existe, cuenta cuando otra fuente la confirme.", "If the partida does not exist it does not count in the books (%s); if it does, it counts when another source confirms it.", d.valued())
	case "partida_de_menos":
		return document.Textf("Ningún saldo cambia si el documento la trae igual: vale el Data Stage (%s).", "No balance changes when the document has it the same: the Data Stage counts (%s).", d.valued())
	}
	if slices.Contains([]string{"valor_aduana", "valor_comercial", "tipo_cambio", "origen", "contribucion"}, d.Reason) {
		return document.Textf("Ninguna cantidad cambia. Los libros llevan lo de la fuente de más rango: corregida la captura, %[2]s; rectificado el pedimento, %[1]s.",
			"No quantity changes. The books have what the source of the highest rank says: with the capture corrected %[2]s, with the pedimento rectified %[1]s.", d.Books, d.Other)
	}
	return document.Textf("Lo que se contradice queda fuera de los libros mientras otra fuente no lo confirme. Entra con %[2]s si se corrige la captura, y con %[1]s si se rectifica el pedimento.",
		"What is contradicted stays out of the books while no other source confirms it. It enters with %[2]s if the capture is corrected, and with %[1]s if the pedimento is rectified.", d.Books, d.Other)
}

// changesPapers: an acuse, an invoice or a CFDI moves no goods; a rectification of
// the pedimento does.
func (d *Difference) changesPapers() document.Text {
	if d.Books == "" || d.Other == "" {
		return document.Textf("Ningún saldo cambia al llegar el papel; lo que diga distinto se verá aquí.", "No balance changes when the paper comes; what it says otherwise will be seen here.")
	}
	return document.Textf("Si se corrige el papel, ningún saldo cambia. Si se rectifica el pedimento, este pasa de %s a %s, y con él su lote o su salida.",
		"If the paper is corrected, no balance changes. If the pedimento is rectified it goes from %s to %s, and its lot or exit with it.", d.Books, d.Other)
}

// changesSales: the bridge of the annual report.
func (d *Difference) changesSales() document.Text {
	return document.Textf("Ningún saldo ni crédito cambia. En el reporte anual, lo que separa CFDI y pedimentos cambia en esta diferencia (%s).",
		"No balance or credit changes. In the annual report what parts CFDI and pedimentos changes by this difference (%s).", d.valued())
}

func (d *Difference) changesProduction() document.Text {
	switch d.Reason {
	case "sin_lote":
		return document.Textf("Lo descargado sube de %s hasta %s, el saldo de esos lotes baja en lo mismo y el faltante se va (%s).", "What is discharged goes from %s up to %s, the balance of those lots falls by as much, and the shortage goes (%s).", d.Books, d.Other, d.valued())
	case "sin_explotar":
		return document.Textf("Sus materiales se descargan y el saldo de sus lotes baja; cuánto lo dice la lista: pruébela en Simulación.", "Its materials are discharged and the balance of their lots falls; by how much the bill says: try it in Simulation.")
	case "antes_de_abrir":
		return document.Textf("Nada cambia si los saldos iniciales ya lo restan; si se corrigen, cambia el saldo de sus lotes (%s).", "Nothing changes when the opening balances are without it; when they are corrected, the balance of their lots changes (%s).", d.valued())
	case "retenido":
		return document.Textf("Si regresa tarde, el lote vencido se descarga (de %s a %s); si se regulariza, la salida toma el lote siguiente y el vencido sigue debiendo (%s).",
			"If it returns late, the expired lot is discharged (from %s to %s); if it is regularised, the exit takes the next lot and the expired one still owes (%s).", d.Books, d.Other, d.valued())
	case "orden_sin_salida":
		return document.Textf("Con el pedimento, la salida entra a los libros y descarga sus materiales (%s).", "With the pedimento the exit enters the books and discharges its materials (%s).", d.Other)
	}
	return document.Textf("La merma y el desperdicio de lo que la orden diga pasan de no documentados a probados; pruébelo en Simulación con la tabla ordenes.",
		"Merma and desperdicio of what the order says go from undocumented to proved; try it in Simulation with table ordenes.")
}

// changesStock: a count is followed by the books, stock of the ERP is not.
func (d *Difference) changesStock() document.Text {
	switch d.Reason {
	case "faltante_fisico":
		return document.Textf("El saldo ya siguió al conteo (de %s a %s). Al registrar la salida, lo faltante pasa a descargado y deja de deber (%s).",
			"The balance has followed the count already (from %s to %s). When the exit is recorded, what is missing becomes discharged and owes no more (%s).", d.Books, d.Other, d.valued())
	case "sobrante_fisico":
		return document.Textf("El sobrante no es saldo. Con la entrada, el saldo sube de %s a %s (%s).", "The surplus is no balance. With the entry the balance goes up from %s to %s (%s).", d.Books, d.Other, d.valued())
	case "sin_contar":
		return document.Textf("Contado igual, nada cambia. Contado en cero, %s pasan a faltante (%s).", "Counted the same, nothing changes. Counted as zero, %s become missing (%s).", d.Books, d.valued())
	case "erp_de_menos", "erp_de_mas":
		return document.Textf("El ERP no mueve los libros. Al registrar lo que falte, el saldo de ese día pasa de %s a %s (%s).", "The ERP moves no books. When what is missing is recorded the balance of that day goes from %s to %s (%s).", d.Books, d.Other, d.valued())
	case "no_esta_en_erp":
		return document.Textf("Si salió, al registrarlo el saldo de ese día pasa de %s a cero (%s); con el alias, ninguno cambia.", "If it left, the balance of that day goes from %s to zero when that is recorded (%s); with the alias none changes.", d.Books, d.valued())
	case "sin_entrada":
		return document.Textf("Si falta su entrada, la parte empieza a tener saldo con ella; si es nacional o producto, ninguno cambia.", "If its entry is missing the part begins to have a balance with it; if it is national or a product none changes.")
	}
	return document.Textf("Ningún saldo cambia: se podrá comparar.", "No balance changes: it can be compared then.")
}

func (d *Difference) changesCredit() document.Text {
	switch d.Reason {
	case "no_esta_en_libros":
		return document.Textf("El crédito en libros pasa de nada a %s pesos.", "The credit in the books goes from nothing to %s pesos.", d.Other)
	case "no_esta_en_scccyg":
		return document.Textf("El crédito en libros no cambia (%s pesos); la cuenta aparece en el SCCCyG.", "The credit in the books does not change (%s pesos); the account appears in the SCCCyG.", d.Books)
	}
	return document.Textf("Al informar, el SCCCyG pasa de %[2]s a %[1]s pesos y los libros no cambian; si el error es de los libros, su crédito pasa de %[1]s a %[2]s pesos.",
		"When it is reported the SCCCyG goes from %[2]s to %[1]s pesos and the books do not change; if the books are wrong their credit goes from %[1]s to %[2]s pesos.", d.Books, d.Other)
}

func (d *Difference) changesMissing() document.Text {
	switch {
	case d.Reason == "mes_sin_data_stage":
		return document.Textf("Los pedimentos de ese mes entran a los libros o quedan firmes; cuánto, nadie lo sabe antes.", "The pedimentos of that month enter the books or become firm; how much nobody knows before.")
	case d.Reason == reasonSkipped:
		return document.Textf("Si son pedimentos de la empresa, entran a los libros con sus lotes o salidas; si son de otro cliente del agente, nada cambia.",
			"If they are pedimentos of the company they enter the books with their lots or exits; if they are of another client of the broker nothing changes.")
	case strings.HasSuffix(d.Reason, "_sin_pedimento"):
		return document.Textf("Si el pedimento existe, entra a los libros con sus lotes o salidas (%s según este documento).", "If there is a pedimento it enters the books with its lots or exits (%s by this document).", d.valued())
	}
	return document.Textf("Con el pedimento, sus lotes o salidas entran a los libros (%s según %s); cuánto de cada saldo, nadie lo sabe antes.",
		"With the pedimento its lots or exits enter the books (%s by %s); how much of each balance nobody knows before.", d.valued(), cmp.Or(d.Other, d.Key))
}
