package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// Kinds of the company certification register that rules ask about.
const (
	kindIVAIEPS = "iva_ieps"
	kindOEA     = "oea"
)

// claveA3 is the regularisation of Apéndice 2.
const claveA3 = "A3"

// complement is the first complement of an identifier, "" without one.
func complement(k *pedimento.Identificador) string {
	if len(k.Complementos) == 0 {
		return ""
	}
	return k.Complementos[0]
}

// regimeChange reports a declaration that takes goods out of the temporary
// regime as a definitive import.
func regimeChange(c *rule.Case) bool {
	return c.Importa && (c.P.Clave == "F4" || c.P.Clave == "F5" || c.P.Clave == claveA3)
}

// original is the brief of what a rectification replaces, nil when it is not
// here.
func original(c *rule.Case) *rule.Brief {
	r := c.P.Rectifica
	if c.Others == nil || r == nil {
		return nil
	}
	return c.Others.Find(r.Number())
}

// certificate holds a pedimento of the auto industry to the days it has from
// its certificate of transfer, which its first invoice stands for.
func certificate(c *rule.Case, obligation string, issued document.Date) rule.Outcome {
	stated := issued.Known()
	for i := 0; !stated && i < len(c.P.Facturas); i++ {
		if d := c.P.Facturas[i].Fecha; d.Known() && (!issued.Known() || d < issued) {
			issued = d
		}
	}
	o, err := c.Catalog.Obligation(obligation, c.On)
	if err != nil || !issued.Known() || !c.P.FechaPago.Known() {
		return c.NoData(rule.DataCTM)
	}
	if days := issued.DaysUntil(c.P.FechaPago); days > o.N {
		c.Fail(rule.Where{Field: "fecha_pago", Other: issued.String()},
			"Pagado el %s, %d días después de la constancia del %s; eran %d.", "Paid on %s, %d days after the certificate of %s; they were %d.", c.P.FechaPago, days, issued, o.N)
	}
	return c.Judged()
}

// wholeThreshold is a figure of the table umbrales that is a whole number.
func wholeThreshold(law *catalog.Catalog, code string, on document.Date) (int, error) {
	row, err := law.Threshold(code, on)
	if err != nil {
		return 0, err //nolint:wrapcheck // Missing says it all
	}
	micros, whole := row.Value.Micros()
	if !whole {
		return 0, fault.Newf(fault.Misconfigured, "umbrales", "%s is no whole number", code)
	}
	return int(micros / 1_000_000), nil
}

// received is the day the company received the certificate of transfer of a
// pedimento, as its table cumplimiento says; unknown where it does not.
func received(c *rule.Case) document.Date {
	if c.Plant == nil {
		return 0
	}
	all := c.Plant.Evidence()
	for i := range all {
		if e := &all[i]; e.Asunto == "ctm" && pedimento.Same(e.Pedimento, c.P.Number) {
			return e.Fecha
		}
	}
	return 0
}
