package reconciliation

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/raoce"
)

// OfSales holds the CFDI of exports against RT, A1, V1 and the like: the bridge
// of the annual report in pesos, difference by difference.
func OfSales(years []*raoce.Report) *Result {
	r := &Result{Kind: Sales}
	for _, y := range years {
		r.Other += y.Figure(raoce.Exports, raoce.FromCFDI, 0).Documents
		r.Books += y.Figure(raoce.Exports, raoce.FromPedimento, 0).Documents
		differs := r.bridge(y)
		for m := 1; m <= 12; m++ {
			f := y.Figure(raoce.Exports, raoce.FromPedimento, m)
			for i := range f.Items {
				if !differs[f.Items[i].Key] {
					r.Agreed++
				}
			}
		}
	}
	r.Note = document.Textf("Se comparan años completos.", "Whole years are compared.")
	if len(years) == 0 {
		r.Note = document.Textf("No hay CFDI ni pedimentos que comparar.", "There are no CFDI or pedimentos to compare.")
	}
	return r.rank()
}

// bridge takes the items of a year in pesos and tells of which pedimentos they
// are.
func (r *Result) bridge(y *raoce.Report) map[string]bool {
	differs := map[string]bool{}
	for _, b := range y.Bridges {
		if b.Currency != "MXN" {
			continue
		}
		for i := range b.Items {
			it := &b.Items[i]
			for _, k := range it.Pedimentos {
				differs[k] = true
			}
			r.add(saleOf(it, y.Year))
		}
	}
	return differs
}

// saleOf is one item of the bridge as a difference.
func saleOf(it *raoce.BridgeItem, year int) Difference {
	d := Difference{
		Reason: string(it.Gap), Severity: it.Severity, Key: strings.Join(it.Pedimentos, ","), Other: strings.Join(it.CFDI, ","), Books: strings.Join(it.Pedimentos, ","),
		On: document.NewDate(year, 12, 31), Pesos: it.MXN.Abs(),
	}
	if d.Key == "" {
		d.Key = d.Other
	}
	if n := len(it.Months); n > 0 {
		d.On = document.NewDate(year, it.Months[n-1], 1).MonthEnd()
	}
	d.Says = document.Textf("%s: CFDI menos pedimento, %s pesos (%s).", "%s: CFDI less pedimento, %s pesos (%s).", d.Key, money.Group(it.MXN.String()), worded(it.Gap))
	switch it.Gap {
	case raoce.GapNoCFDI:
		d.Fix = document.Textf("Emita o entregue el CFDI de la exportación, o declare su UUID en la rectificación.", "Issue or deliver the CFDI of the export, or declare its UUID in a rectification.")
	case raoce.GapNoPedimento:
		d.Fix = document.Textf("Busque el pedimento que ampara la salida, o el CFDI dice exportar lo que no salió.", "Look for the pedimento that covers the exit, or the CFDI says that goods left that did not.")
	case raoce.GapAmount, raoce.GapUnknown:
		d.Fix = document.Textf("Compare renglón por renglón el CFDI con las partidas; corrija el que esté mal.", "Compare the CFDI line by line with the partidas; correct the one that is wrong.")
	case raoce.GapYear, raoce.GapMonth:
		d.Fix = document.Textf("Anote en el reporte anual en qué periodo va cada lado.", "Note in the annual report to which period each side belongs.")
	case raoce.GapMaquilaService, raoce.GapProforma, raoce.GapGoodsByService, raoce.GapCredit, raoce.GapRate:
		d.Fix = document.Textf("Nada que corregir: explica la diferencia.", "Nothing to correct: it explains the difference.")
	case raoce.GapFiledPedimento, raoce.GapFiledAdded, raoce.GapFiledService, raoce.GapFiledGoods, raoce.GapFiledMonth, raoce.GapFiledDocuments, raoce.GapFiledRounded, raoce.GapFiledOther:
		// of what was filed, which has a bridge of its own
	}
	return d
}
