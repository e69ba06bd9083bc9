package aduanera

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// expediente: the importer keeps with each pedimento its usual documents, the
// invoice or its equivalent, proof of payment, expenses and contracts, and shows value, origin,
// destination, description and traceability with them (LA art. 59-V, as amended by
// DOF 19-11-2025; RLA 6-B). What counts here is what is among the documents
// delivered. Proof of payment is no document this product reads: without it the
// file passes only where no payment is owed, the goods being of the client's.
func expediente() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_expediente",
		Title:     document.Text{ES: "El expediente de la operación está completo", EN: "The file of the operation is complete"},
		Citation:  "LA 59-V; RLA 6-B",
		Source:    "dossier §8.2, §14 #21",
		Authority: rule.Aduanera, From: 20260101, Severity: document.Warning, Confidence: "C",
		Action: document.Text{
			ES: "Reúna lo que falta y déjelo con el pedimento; el agente aduanal lleva su propio expediente.",
			EN: "Gather what is missing and keep it with the pedimento; the broker keeps a file of its own.",
		},
		Example: document.Text{
			ES: "Un pedimento de importación con su COVE y sin factura.",
			EN: "A pedimento of import with its COVE and without invoice.",
		},
		Needs: []rule.Data{rule.DataExpediente, rule.DataPayments}, Checks: []int{21},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || len(c.P.Facturas) == 0 {
				return rule.NotApplicable
			}
			if c.Papers == nil {
				return c.NoData(rule.DataExpediente)
			}
			have, missing := contents(c)
			if len(missing) > 0 {
				es, en := make([]string, len(missing)), make([]string, len(missing))
				for i, m := range missing {
					es[i], en[i] = m.ES, m.EN
				}
				return c.Fail(rule.Where{Field: "expediente"},
					"El expediente tiene %[1]d de %[2]d documentos; falta: %[3]s. El comprobante de pago no se puede ver aquí.",
					"The file has %[1]d of %[2]d documents; missing: %[4]s. Proof of payment cannot be seen here.",
					have, have+len(missing), strings.Join(es, ", "), strings.Join(en, ", "))
			}
			if c.Company == nil || c.Company.SalesBasis != "maquila" {
				return c.NoData(rule.DataPayments)
			}
			return c.Judged()
		},
	}
}

// contents counts the documents of the file that are here and names the others.
func contents(c *rule.Case) (have int, missing []document.Text) {
	invoices, coves := true, true
	for i := range c.P.Facturas {
		f := &c.P.Facturas[i]
		v := c.Papers.COVE(f.COVE)
		inv := invoiceOf(c, f)
		coves = coves && f.COVE != "" && v != nil
		invoices = invoices && inv != nil
	}
	for _, x := range [...]struct {
		here   bool
		es, en string
	}{
		{coves, "acuse de valor", "acuse de valor"},
		{invoices, "factura", "invoice"},
	} {
		if x.here {
			have++
		} else {
			missing = append(missing, document.Text{ES: x.es, EN: x.en})
		}
	}
	return have, missing
}
