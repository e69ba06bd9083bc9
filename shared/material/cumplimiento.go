package material

import (
	"fmt"

	"example.com/immex/shared/document"
)

// cumplimiento is evidence that something was done by its day: receipts of
// reports, the state of the company before the SAT, receipts of certificates of
// transfer, reviews of the archive.
func cumplimiento() Table {
	return Table{
		Name: "cumplimiento", Title: text("constancias de cumplimiento", "evidence of compliance"),
		Identity: []string{"asunto", "obligacion", "periodo", "pedimento", "fecha"}, Aside: true, check: checkCumplimiento,
		Columns: []Column{
			{Name: "asunto", English: "subject", Type: TypeEnum, Required: true, Values: subjects(), Meaning: text(
				"obligacion (acuse de un informe), ctm (recepción de una constancia de transferencia), efirma, opinion_32d, rfc, listas_69, buzon, padron (consultas al SAT), archivo, bitacora o tablas (revisiones propias)",
				"obligacion (receipt of a report), ctm (receipt of a certificate of transfer), efirma, opinion_32d, rfc, listas_69, buzon, padron (queries to the SAT), archivo (archive), bitacora (access log) or tablas (tables of law), own reviews"), Example: "obligacion"},
			{Name: "obligacion", English: "obligation", Type: TypeKey, Meaning: text("clave de la obligación (immex law obligaciones), si el asunto lo es", "key of the obligation (immex law obligaciones), when that is the subject"), Example: "inegi_mensual"},
			{Name: "periodo", English: "period", Type: TypeDate, Meaning: text("primer día de lo que se informa", "first day of what is reported"), Example: "2026-03-01"},
			{Name: "pedimento", English: "pedimento", Aliases: also("numero_pedimento", "no_pedimento"), Type: TypePedimento, Meaning: text("pedimento de la constancia (V4 o F4), si el asunto es ctm", "pedimento of the certificate (V4 or F4), when the subject is ctm"), Example: ""},
			{Name: "fecha", English: "date", Type: TypeDate, Required: true, Meaning: text("día en que se presentó, recibió, consultó o revisó", "day it was filed, received, asked or reviewed"), Example: "2026-04-17"},
			{Name: "resultado", English: "result", Type: TypeEnum, Values: []string{"positivo", "negativo"}, Meaning: text("positivo o negativo, de una consulta o revisión", "positivo (positive) or negativo (negative), of a query or review"), Example: ""},
			{Name: "vence", English: "expires", Type: TypeDate, Meaning: text("último día en que vale, si lo tiene", "last day it holds, when it has one"), Example: ""},
			{Name: "folio", English: "receipt", Aliases: also("acuse"), Type: TypeKey, Required: true, Meaning: text("número del acuse, de la consulta o del acta", "number of the receipt, query or record"), Example: "AC-000123"},
		},
	}
}

// subjects are what evidence may be of.
func subjects() []string {
	return []string{"obligacion", "ctm", "efirma", "opinion_32d", "rfc", "listas_69", "buzon", "padron", "archivo", "bitacora", "tablas"}
}

// checkCumplimiento: a row says what its subject needs, and nothing of another.
func checkCumplimiento(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		subject := c.get(row, "asunto").Text
		for _, x := range []struct {
			column string
			of     string // the subject that has it
		}{{"obligacion", "obligacion"}, {"periodo", "obligacion"}, {"pedimento", "ctm"}} {
			written := c.get(row, x.column).Text != ""
			if needs := subject == x.of; subject != "" && written != needs {
				es, en := "sobra", "does not belong"
				if needs {
					es, en = "falta", "is missing"
				}
				c.add("plant_value", document.Error, c.at(row.Fila, x.column), text(
					fmt.Sprintf("%s %s en una fila de asunto %s.", x.column, es, subject), fmt.Sprintf("%s %s in a row of subject %s.", x.column, en, subject)))
			}
		}
		if from, to := c.get(row, "fecha").Date, c.get(row, "vence").Date; to.Known() && to < from {
			c.add("plant_value", document.Error, c.at(row.Fila, "vence"), text("vence es anterior a fecha; corrija una.", "vence is before fecha; correct one."))
		}
		if subject != "obligacion" && subject != "ctm" && subject != "" && c.get(row, "resultado").Text == "" {
			c.add("plant_value", document.Error, c.at(row.Fila, "resultado"), text("Falta el resultado de la consulta o revisión: positivo o negativo.", "The result of the query or review is missing: positivo or negativo."))
		}
	}
}
