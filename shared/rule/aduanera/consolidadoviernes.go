package aduanera

import (
	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// consolidadoViernes: since 2026-01-01 the consolidated pedimento is transmitted at
// the latest on the Friday of each week, for the operations of Monday to Sunday of
// the week before (LA 37-A-IV). Its payment stands for the transmission, that of
// the first when it was rectified, and the selection of each remesa for its
// operation. Transfers may be consolidated by the month and are not judged.
func consolidadoViernes() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_consolidado_viernes",
		Title:     document.Text{ES: "El consolidado se cierra el viernes siguiente a la semana de sus remesas", EN: "A consolidado is closed on the Friday after the week of its shipments"},
		Citation:  "LA art. 37-A-IV (DOF 19-11-2025)",
		Source:    "dossier §4 V31; §7",
		Authority: rule.Aduanera, From: 20260101, Governs: rule.ByOperation, Severity: document.Warning, Confidence: "C",
		Action: document.Text{
			ES: "Cierre cada semana a más tardar el viernes; documente la causa del atraso.",
			EN: "Close each week by Friday; document the cause of the delay.",
		},
		Example: document.Text{
			ES: "Remesas del lunes 5 de enero de 2026 en un pedimento del lunes 19.",
			EN: "Shipments of Monday 5 January 2026 in a pedimento of Monday the 19th.",
		},
		Needs: []rule.Data{rule.DataRemesas}, Checks: []int{25, 28},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Has("PC") {
				return rule.NotApplicable
			}
			if c.Catalog.In(catalog.ListMonthly, c.P.Clave, c.On) {
				return rule.NotApplicable // it may be of a month
			}
			first := document.Date(0)
			for _, s := range c.P.Selecciones {
				if s.Fecha.Known() && s.Remesa != "" && (first == 0 || s.Fecha < first) {
					first = s.Fecha
				}
			}
			paid := c.Rated()
			if !first.Known() || !c.P.FechaPago.Known() || !paid.Known() {
				return c.NoData(rule.DataRemesas)
			}
			last := closing(c, first)
			if !last.Known() {
				c.Lacks(rule.Lack{Data: rule.DataRate, Table: "obligaciones", Key: "consolidado", When: first.String()})
				return c.NoData(rule.DataRate)
			}
			if paid > last {
				c.Fail(rule.Where{Field: "fecha_pago", Other: first.String()},
					"La primera remesa es del %s, el consolidado se debía cerrar el %s y se pagó el %s.",
					"The first shipment is of %s, the consolidado was to be closed on %s and was paid on %s.", first, last, paid)
			}
			return c.Judged()
		},
	}
}

// closing is the day by which the week of a day is closed, put off when it is no
// business day; unknown where the table of obligations has none.
func closing(c *rule.Case, d document.Date) document.Date {
	const weeks = 3 * 7
	for _, x := range calendar.Between(c.Catalog, d, d.AddDays(weeks)) {
		if x.Code == "consolidado" && x.From <= d && d <= x.To {
			return x.Extended
		}
	}
	return 0
}
