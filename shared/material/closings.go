package material

import (
	"strconv"

	"example.com/immex/shared/document"
)

// CierresTable is the name of the table of closings.
const CierresTable = "cierres"

// cierres are the decisions of named persons to close a period although
// something is missing, and what they know is missing. They move nothing and
// travel in the package of their period.
func cierres() Table {
	return Table{
		Name: CierresTable, Title: text("cierres de periodos", "closings of periods"),
		Identity: []string{"periodo", "fecha", "quien", "faltante"}, Aside: true, check: checkCierres,
		Columns: []Column{
			{Name: "quien", English: "who", Aliases: also("nombre", "aprueba", "name"), Type: TypeText, Required: true, Meaning: text("nombre de quien aprueba", "name of who approves"), Example: "Nombre Apellido"},
			{Name: "periodo", English: "period", Aliases: also("mes", "periodo_cerrado"), Type: TypeKey, Required: true, Meaning: text("mes AAAA-MM o año AAAA que se cierra", "month YYYY-MM or year YYYY that is closed"), Example: "2026-03"},
			{Name: "fecha", English: "date", Aliases: also("fecha_cierre", "closed_on"), Type: TypeDate, Required: true, Meaning: text("día de la decisión", "day of the decision"), Example: "2026-04-20"},
			{Name: "cargo", English: "capacity", Aliases: also("caracter", "puesto"), Type: TypeText, Required: true, Meaning: text("cargo o carácter con que aprueba", "capacity in which it is approved"), Example: "Representante legal"},
			{Name: "motivo", English: "reason", Aliases: also("causa"), Type: TypeText, Required: true, Meaning: text("por qué se cierra", "why it is closed"), Example: "El Data Stage se entregó incompleto"},
			{Name: "faltante", English: "missing", Aliases: also("falta"), Type: TypeKey, Meaning: text("clave de algo que falta y se acepta, una fila por cada una, como la muestra immex package --month; vacía si no falta nada", "key of something missing that is accepted, a row for each, as immex package --month shows it; empty when nothing is missing"), Example: "datastage:2026-03"},
		},
	}
}

// checkCierres asks for a period that was over on the day of the decision.
func checkCierres(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		to := lastDay(c.get(row, "periodo").Text)
		switch {
		case !to.Known():
			c.value(row, "periodo", "El periodo no es AAAA-MM ni AAAA; corríjalo.", "The period is neither YYYY-MM nor YYYY; correct it.")
		case c.get(row, "fecha").Date <= to:
			c.add("plant_dates", document.Error, c.at(row.Fila, "fecha"), text(
				"El periodo se cierra antes de terminar; corrija la fecha.", "The period is closed before it ends; correct the date."))
		}
	}
}

// lastDay is that of YYYY-MM or YYYY, unknown for anything else.
func lastDay(period string) document.Date {
	const month = len("2006-01")
	if len(period) != month && len(period) != 4 || len(period) == month && period[4] != '-' {
		return 0
	}
	year, err := strconv.Atoi(period[:4])
	if err != nil {
		return 0
	}
	if len(period) == 4 {
		return document.NewDate(year, 12, 31)
	}
	m, err := strconv.Atoi(period[5:])
	if err != nil {
		return 0
	}
	return document.NewDate(year, m, 1).MonthEnd()
}
