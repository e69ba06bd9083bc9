package immex

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// umbral: a programme lives on yearly exports of more than an amount in dollars,
// or of at least a share of all invoicing (Decreto IMMEX art. 24-I). The amount
// follows from the returns, virtual transfers and definitive exports of a whole
// calendar year; the share does not show in pedimentos, so a year below the
// amount is told and judged no further.
func umbral() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_umbral",
		Title:     document.Text{ES: "Las exportaciones del año sostienen el programa", EN: "The exports of the year keep the programme"},
		Citation:  "Decreto IMMEX art. 24-I",
		Source:    "dossier §5.1",
		Authority: rule.IMMEX, From: 20061113, Severity: document.Notice, Confidence: "C",
		Action: document.Text{
			ES: "Compruebe que lo exportado llega a la parte de la facturación total que pide el Decreto, antes del reporte anual.",
			EN: "Prove that exports reach the share of all invoicing that the Decreto asks for, before the annual report.",
		},
		Example: document.Text{
			ES: "En 2024 los retornos suman 320,000 dólares.",
			EN: "In 2024 returns add up to 320,000 dollars.",
		},
		Needs: []rule.Data{rule.DataHistory}, Checks: []int{7},
		Series: func() rule.Series { return &exported{years: map[int]*money.Sum{}} },
	}
}

// exported adds up the dollars that left in each year of payment.
type exported struct {
	law    *catalog.Catalog
	others rule.Others
	years  map[int]*money.Sum
	active bool // something came in under a programme
}

// Add implements rule.Series.
func (s *exported) Add(c *rule.Case) {
	s.law, s.others = c.Catalog, c.Others
	s.active = s.active || c.Temporal
	year := c.On.Year()
	if s.years[year] == nil {
		s.years[year] = &money.Sum{}
		s.years[year].Add(money.Int(0)) // of no declaration the sum is nothing
	}
	sells := func(clave string) bool { return c.Catalog.In(catalog.ListProgrammeSales, clave, c.On) }
	switch {
	case !c.Exporta || !c.InForce():
	case c.Unresolved() || c.Contradicted() && slices.ContainsFunc(c.Claves(), sells):
		s.years[year].Add(money.Amount{}) // nobody says what it is, or whether it holds
	case slices.ContainsFunc(c.Claves(), sells):
		s.years[year].Add(c.P.ValorDolares)
	}
}

// Close implements rule.Series: it judges the years of which every month was
// delivered.
func (s *exported) Close(k *rule.Sink) rule.Outcome {
	if !s.active {
		return rule.NotApplicable
	}
	judged := false
	for _, year := range slices.Sorted(maps.Keys(s.years)) {
		dollars, known := s.years[year].Total()
		if !known || !s.whole(year) {
			continue
		}
		end := document.NewDate(year, 12, 31)
		least, err := s.law.Threshold("exportacion_minima_usd", end)
		share, errShare := s.law.Threshold("exportacion_minima_parte", end)
		if err != nil || errShare != nil {
			return k.NoRow(rule.DataRate, errors.Join(err, errShare))
		}
		judged = true
		if dollars.Cmp(least.Value) <= 0 {
			k.Note(rule.Where{Key: fmt.Sprintf("exportaciones %d", year), Field: "valor_dolares"},
				"En %d se exportaron %s dólares; para sostener el programa son más de %s, o el %s por ciento de la facturación, que no consta en los pedimentos.",
				"In %d %s dollars were exported; to keep the programme it is more than %s, or %s per cent of all invoicing, which pedimentos do not show.",
				year, dollars, least.Value, share.Value)
		}
	}
	if judged {
		return k.Judged()
	}
	return k.NoData(rule.DataHistory)
}

// whole reports that the Data Stage of every month of a year was delivered.
func (s *exported) whole(year int) bool {
	if s.others == nil {
		return false
	}
	for month := 1; month <= 12; month++ {
		if !s.others.Delivered(fmt.Sprintf("%04d-%02d", year, month)) {
			return false
		}
	}
	return true
}
