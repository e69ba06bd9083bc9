package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// empaqueValor: what the packaging of the programme is worth is not added to the
// commercial value of the national goods it carries (rule 4.3.3). An invoice or CFDI
// whose lines the catalogue of parts knows says how much of it is packaging.
func empaqueValor() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_empaque_valor",
		Title:     document.Text{ES: "El valor de los envases del programa (EB) no se suma al comercial", EN: "The value of packaging of the programme (EB) is not added to the commercial value"},
		Citation:  "RGCE 4.3.3",
		Source:    "dossier §2.3 Packaging",
		Authority: rule.IMMEX, From: 20060101, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Rectifique el valor comercial: sólo el de la mercancía nacional.",
			EN: "Rectify the commercial value: that of the national goods alone.",
		},
		Example: document.Text{
			ES: "Un A1 con EB declara 3,200 dólares; la factura cobra 3,000 de mercancía y 200 de tarimas.",
			EN: "An A1 with EB declares 3,200 dollars; the invoice bills 3,000 of goods and 200 of pallets.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataParts}, Checks: []int{4, 10},
		Case: func(c *rule.Case) rule.Outcome {
			switch {
			case !cruce.Packaged(c):
				return rule.NotApplicable
			case c.Papers == nil || len(c.P.Facturas) == 0:
				return c.NoData(rule.DataInvoice)
			case c.Plant == nil:
				return c.NoData(rule.DataParts)
			}
			var lacks rule.Data
			for i := range c.P.Facturas {
				if d := packagingBilled(c, i, &c.P.Facturas[i]); d != "" {
					lacks = d
				}
			}
			if lacks != "" {
				return c.NoData(lacks) // a failure that was raised outweighs it
			}
			return c.Judged()
		},
	}
}

// packagingBilled holds one declared invoice to its paper; it names what is not at
// hand.
func packagingBilled(c *rule.Case, i int, f *pedimento.Factura) rule.Data {
	lines, currency, ok := billedLines(c, f)
	if !ok {
		return rule.DataInvoice
	}
	var goods, packaging money.Sum
	goods.Add(money.Int(0))
	packaging.Add(money.Int(0))
	for _, l := range lines {
		part, ok := c.Plant.Part(l.part, c.On)
		switch {
		case !ok:
			return rule.DataParts
		case part.Tipo == "empaque":
			packaging.Add(l.amount)
		default:
			goods.Add(l.amount)
		}
	}
	worth, extra := cruce.Total(&goods), cruce.Total(&packaging)
	if !worth.Known() || !extra.Known() || cruce.Currency(f.Moneda) != cruce.Currency(currency) {
		return rule.DataValue
	}
	both, err := worth.Add(extra)
	if err != nil {
		return rule.DataValue
	}
	alone, known := cruce.Values(c, f.ValorMoneda, worth)
	added, _ := cruce.Values(c, f.ValorMoneda, both)
	switch {
	case !known:
		return rule.DataValue
	case alone:
		return ""
	case added:
		c.Fail(cruce.At(i, "valor_moneda", f.Numero), "La factura %s cobra %s de mercancía y %s de envases del programa, y el pedimento declara %s.",
			"Invoice %s bills %s of goods and %s of packaging of the programme, and the pedimento declares %s.", f.Numero, worth, extra, f.ValorMoneda)
		return ""
	}
	return rule.DataValue // neither: what else is in it, other rules ask
}

// billedLine is a line of an invoice: its part and what it bills.
type billedLine struct {
	part   string
	amount money.Amount
}

// billedLines are the lines of the one CFDI of the exporter, else of the one
// commercial invoice, of a declared number.
func billedLines(c *rule.Case, f *pedimento.Factura) (out []billedLine, currency string, ok bool) {
	if f.Numero == "" {
		return nil, "", false
	}
	for _, v := range c.Papers.CFDI(f.Numero) {
		if v.Emisor.RFC != c.P.RFC {
			continue
		}
		if ok {
			return nil, "", false // two of one folio
		}
		ok, currency = true, v.Moneda
		for i := range v.Conceptos {
			k := &v.Conceptos[i]
			net := k.Importe
			if k.Descuento.Known() {
				net, _ = k.Importe.Sub(k.Descuento) // unknown when it does not fit
			}
			out = append(out, billedLine{k.NoIdentificacion, net})
		}
	}
	if ok {
		return out, currency, true
	}
	found := c.Papers.Invoices(f.Numero, "")
	if len(found) != 1 {
		return nil, "", false
	}
	for i := range found[0].Lineas {
		out = append(out, billedLine{found[0].Lineas[i].Parte, found[0].Lineas[i].Importe})
	}
	return out, found[0].Moneda, len(out) > 0
}
