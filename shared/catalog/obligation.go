package catalog

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// ObligationRule says how the day of an obligation is found.
type ObligationRule string

// The rules of the table obligaciones.
const (
	RuleLastBusinessDay ObligationRule = "ultimo_habil"       // of month Month, or of each month
	RuleDayNextMonth    ObligationRule = "dia_mes_siguiente"  // day N of the month after the one reported
	RuleEndNextMonth    ObligationRule = "fin_mes_siguiente"  // last day of the month after the one reported
	RuleFixedDay        ObligationRule = "dia_fijo"           // day N of month Month
	RuleFridayNextWeek  ObligationRule = "viernes_siguiente"  // Friday after the week from Monday to Sunday
	RuleDaysAfter       ObligationRule = "dias_naturales"     // N days after an event
	RuleBusinessAfter   ObligationRule = "dias_habiles"       // N business days after an event
	RuleDaysBefore      ObligationRule = "dias_antes"         // N days before an event
	RuleBusinessBefore  ObligationRule = "dias_habiles_antes" // N business days before an event
	RuleHoursAfter      ObligationRule = "horas"              // N hours after an event
)

// Recurrent reports a rule that the calendar alone answers, without an event.
func (r ObligationRule) Recurrent() bool {
	return slices.Contains([]ObligationRule{RuleLastBusinessDay, RuleDayNextMonth, RuleEndNextMonth, RuleFixedDay, RuleFridayNextWeek}, r)
}

// ObligationRow is one dated obligation.
type ObligationRow struct {
	Code    string
	Rule    ObligationRule
	Month   int           // of RuleLastBusinessDay and RuleFixedDay, 0: each
	N       int           // days, business days or hours; day of the month
	Event   document.Text // what the days run from, blank for a recurrent one
	Applies []string      // immex, rece, scccyg, automotriz, prosec …
	Title   document.Text
	Validity
}

// Obligations are all rows, in the order of the table.
func (c *Catalog) Obligations() (out []ObligationRow) {
	rows := c.LawRows("obligaciones")
	for i := range rows {
		out = append(out, obligation(&rows[i]))
	}
	return out
}

// Obligation is an obligation on a day.
func (c *Catalog) Obligation(code string, on document.Date) (ObligationRow, error) {
	r, err := c.find("obligaciones", on, on.String(), code)
	if err != nil {
		return ObligationRow{}, err
	}
	return obligation(r), nil
}

func obligation(r *LawRow) ObligationRow {
	whole := func(column string) int {
		n, _ := strconv.Atoi(r.Cells[column]) // lint refused what is no whole number; blank is 0
		return n
	}
	return ObligationRow{
		Code: r.Cells["obligacion"], Rule: ObligationRule(r.Cells["regla"]), Month: whole("mes"), N: whole("n"),
		Event:   document.Text{ES: r.Cells["evento"], EN: r.Cells["event"]},
		Applies: strings.Split(r.Cells["aplica"], "|"), Title: r.title(), Validity: r.Validity,
	}
}

func obligaciones() LawTable {
	text := func(es, en string) document.Text { return document.Text{ES: es, EN: en} }
	rules := []string{
		string(RuleLastBusinessDay), string(RuleDayNextMonth), string(RuleEndNextMonth), string(RuleFixedDay), string(RuleFridayNextWeek),
		string(RuleDaysAfter), string(RuleBusinessAfter), string(RuleDaysBefore), string(RuleBusinessBefore), string(RuleHoursAfter),
	}
	return LawTable{
		Name: "obligaciones", Title: text("obligaciones y su fecha", "obligations and their day"), Key: []string{"obligacion"}, Droppable: true,
		Columns: slices.Concat([]LawColumn{
			lawKey("obligacion", "obligation", "clave de la obligación", "key of the obligation", "raoce"),
			lawEnum("regla", "rule", "cómo se halla el día", "how the day is found", "ultimo_habil", rules...),
			{Name: "mes", English: "month", Kind: LawWhole, Meaning: text("mes, 1 a 12; vacío si es cada mes", "month, 1 to 12; blank when each month"), Example: "5"},
			{Name: "n", English: "n", Kind: LawWhole, Meaning: text("días, horas o día del mes", "days, hours or day of the month"), Example: ""},
			lawText("evento", "event_es", "desde qué se cuenta, en español", "what it runs from, in Spanish", ""),
			lawText("event", "event_en", "desde qué se cuenta, en inglés", "what it runs from, in English", ""),
			lawKey("aplica", "applies", "a quién: immex, rece, scccyg, automotriz, separados por |", "to whom: immex, rece, scccyg, automotriz, with | between", "immex"),
		}, lawTitles()),
	}
}
