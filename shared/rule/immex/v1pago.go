package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// v1Pago: both pedimentos of a transfer are validated and paid at the latest the
// day after it (note of 2024); in the text of 2011 the return of the sender
// followed the import of the receiver by at most one day. Of a consolidated
// transfer the goods moved all month: there the receiver's pedimento is the
// measure. A last day that is not a business day goes on to the next (CFF 12), and
// a rectification was paid when what it replaces was.
func v1Pago() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_v1_pago",
		Title:     document.Text{ES: "El V1 se paga a más tardar al día siguiente", EN: "The V1 is paid by the day after"},
		Citation:  "RGCE 4.3.21",
		Source:    "dossier §2.3 V1; §4 V25; §11",
		Authority: rule.IMMEX, From: 20110209, Governs: rule.ByOperation, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Pague los dos pedimentos de la transferencia el mismo día o al siguiente; documente por qué no, si se pasó.",
			EN: "Pay both pedimentos of the transfer the same day or the next; document why not when it was late.",
		},
		Example: document.Text{
			ES: "El destinatario paga el lunes y el remitente el jueves.",
			EN: "The receiver pays on Monday and the sender on Thursday.",
		},
		Needs: []rule.Data{rule.DataDate}, Checks: []int{5, 25},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != claveV1 {
				return rule.NotApplicable
			}
			paid := c.Rated()
			if !c.P.FechaPago.Known() || !paid.Known() {
				return c.NoData(rule.DataDate)
			}
			o, err := c.Catalog.Obligation("v1_aviso", paid)
			if err != nil {
				return c.NoRow(rule.DataRate, err)
			}
			since := c.P.FechaEntrada
			if c.Has("PC") {
				since = 0
			}
			if since.Known() {
				latePair(c, paid, since, o.N, "transferencia", "transfer")
			}
			for i := range c.P.Descargos {
				if d := &c.P.Descargos[i]; d.Clave == claveV1 && d.Fecha.Known() {
					latePair(c, paid, d.Fecha, o.N, "pedimento "+d.Documento+" de la contraparte", "pedimento "+d.Documento+" of the counterpart")
					since = d.Fecha
				}
			}
			if !since.Known() {
				return c.NoData(rule.DataDate)
			}
			return c.Judged()
		},
	}
}

// latePair holds the payment to a day of the other side.
func latePair(c *rule.Case, paid, since document.Date, days int, es, en string) {
	last := c.Catalog.BusinessDay(since.AddDays(days))
	if paid > last {
		c.Fail(rule.Where{Field: "fecha_pago", Other: since.String()},
			"Pagado el %s; la fecha de ("+literal(es)+") es %s y el último día era el %s.", "Paid on %s; the date of ("+literal(en)+") is %s and the last day was %s.",
			paid, since, last)
	}
}
