package material

// resoluciones are what persons decided about findings: who took note, who
// resolved with which evidence, what is passed over until when, whose it is. They
// move nothing.
func resoluciones() Table {
	return Table{
		Name: "resoluciones", Title: text("resoluciones de hallazgos", "resolutions of findings"),
		Identity: []string{"huella", "fecha", "orden", "estado", "causa"}, Aside: true, check: checkResoluciones,
		Columns: []Column{
			{Name: "huella", English: "fingerprint", Aliases: also("hallazgo", "finding"), Type: TypeKey, Required: true, Meaning: text("huella del hallazgo, como la muestra immex findings", "fingerprint of the finding, as immex findings shows it"), Example: "k3v7q2m4x5a6b7c2"},
			{Name: "estado", English: "state", Aliases: also("estatus"), Type: TypeEnum, Required: true, Values: []string{"reconocido", "resuelto", "suprimido", "abierto"}, Meaning: text(
				"reconocido (alguien lo atiende), resuelto (con nota y evidencia), suprimido (no se muestra hasta una fecha) o abierto (de nuevo)",
				"reconocido (somebody is on it), resuelto (resolved, with note and evidence), suprimido (not shown until a date) or abierto (open again)"), Example: "resuelto"},
			{Name: "fecha", English: "date", Aliases: also("fecha_resolucion", "decided_on"), Type: TypeDate, Required: true, Meaning: text("día de la resolución", "day of the resolution"), Example: "2026-04-15"},
			{Name: "causa", English: "cause", Aliases: also("causa_hallazgo"), Type: TypeKey, Meaning: text("causa que tenía el hallazgo; si cambia, el hallazgo se abre de nuevo", "cause the finding had; when it changes, the finding opens again"), Example: "b2c3d4e5f6a7b2c3"},
			{Name: "hasta", English: "until", Aliases: also("vence"), Type: TypeDate, Meaning: text("último día de la supresión", "last day of the suppression"), Example: ""},
			{Name: "quien", English: "who", Aliases: also("usuario", "responsable", "user"), Type: TypeText, Required: true, Meaning: text("quién resuelve: puesto o nombre", "who resolves: role or name"), Example: "Analista de comercio exterior"},
			{Name: "nota", English: "note", Aliases: also("comentario", "comment"), Type: TypeText, Required: true, Meaning: text("qué se hizo o se decidió", "what was done or decided"), Example: "Se pidió la rectificación al agente"},
			{Name: "evidencia", English: "evidence", Aliases: also("sustento"), Type: TypeText, Meaning: text("documento que lo prueba; obligatorio al resolver", "document that proves it; required to resolve"), Example: "262432106000777"},
			{Name: "asignado", English: "assigned_to", Aliases: also("asignado_a", "assignee"), Type: TypeText, Meaning: text(
				"a quién le toca, si se dice; vale hasta que otra fila diga otro", "whose it is, when it is told; it holds until another row tells another"), Example: "Coordinación de aduanas"},
			{Name: "orden", English: "order", Aliases: also("orden_del_dia", "order_of_day"), Type: TypeWhole, Meaning: text(
				"cuál va después, si hay varias de un mismo día", "which comes later, when there are several of one day"), Example: "2"},
		},
	}
}

// checkResoluciones holds each state to what it needs: nothing is resolved
// without evidence, nothing is passed over without an end.
func checkResoluciones(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		state, until := c.get(row, "estado").Text, c.get(row, "hasta")
		switch {
		case state == "resuelto" && c.get(row, "evidencia").Text == "":
			c.value(row, "evidencia", "Un hallazgo resuelto trae su evidencia; escriba qué documento lo prueba.",
				"A resolved finding has its evidence; write which document proves it.")
		case state == "suprimido" && until.Text == "":
			c.value(row, "hasta", "Una supresión tiene fin; escriba su último día.", "A suppression has an end; write its last day.")
		case state != "suprimido" && until.Text != "":
			c.value(row, "hasta", "Sólo una supresión tiene último día; quítelo o corrija el estado.",
				"Only a suppression has a last day; remove it or correct the state.")
		case until.Text != "" && until.Date < c.get(row, "fecha").Date:
			c.add("plant_dates", "error", c.at(row.Fila, "hasta"), text("La supresión termina antes de empezar.", "The suppression ends before it begins."))
		}
	}
}
