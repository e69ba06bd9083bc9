package raoce

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Why what was filed differs from the CFDI.
const (
	GapFiledPedimento Gap = "segun_pedimento"      // it is what pedimentos say: goods on proformas, under maquila no finding
	GapFiledAdded     Gap = "segun_valor_agregado" // it is the value added of pedimentos: under maquila no finding
	GapFiledService   Gap = "segun_servicio"       // it is the maquila service alone: under maquila no finding
	GapFiledGoods     Gap = "sin_servicio_maquila" // it is the CFDI but for the service
	GapFiledMonth     Gap = "presentado_otro_mes"  // it is what CFDI say of one other month
	GapFiledDocuments Gap = "documentos"           // what pedimentos are more than CFDI: the bridge between them says why
	GapFiledRounded   Gap = "redondeo"             // less than a unit
	GapFiledOther     Gap = "presentado_sin_razon" // no figure of the documents is the one filed
)

// FiledItem is one reason of what was filed.
type FiledItem struct {
	Gap      Gap               `json:"tipo"`
	Severity document.Severity `json:"severidad"` // "" when it is no finding
	Month    int               `json:"mes"`       // another one it is of; 0 of none
	Amount   money.Amount      `json:"importe"`
}

// FiledBridge leads from the CFDI of a figure to what was filed of it. Its items add
// up to filed less CFDI.
type FiledBridge struct {
	Concept  Concept      `json:"concepto"`
	Month    int          `json:"mes"`
	Currency string       `json:"moneda"`
	CFDI     money.Amount `json:"cfdi"`
	Filed    money.Amount `json:"presentado"`
	Items    []FiledItem  `json:"partidas"`
}

// Explained reports that what was filed is a figure of the documents.
func (b *FiledBridge) Explained() bool {
	return !slices.ContainsFunc(b.Items, func(it FiledItem) bool { return it.Gap == GapFiledOther })
}

// filedBridges says of everything that was filed and can be compared why it is not what
// the CFDI say.
func (w *worker) filedBridges() {
	for i := range w.out.Filed {
		d := &w.out.Filed[i]
		if !d.CFDI.Known() || w.out.Figure(d.Concept, FromCFDI, d.Month).Documents == 0 && w.silent(d.Month) {
			continue // nothing to lead from
		}
		b := FiledBridge{Concept: d.Concept, Month: d.Month, Currency: d.Currency, CFDI: d.CFDI, Filed: d.Filed, Items: []FiledItem{}}
		if d.FromCFDI.Sign() != 0 {
			b.Items = w.filedItems(d)
		}
		w.out.FiledBridges = append(w.out.FiledBridges, b)
	}
}

// silent reports a month of which there is no issued CFDI, or a year with one.
func (w *worker) silent(month int) bool {
	return month == 0 && len(w.out.Silent) > 0 || slices.Contains(w.out.Silent, month)
}

// filedItems are the reasons of one figure. What is near a figure of the documents is
// that figure, and what rounds it is in its reason.
func (w *worker) filedItems(d *FiledDifference) []FiledItem {
	whole := func(gap Gap, severity document.Severity, month int) []FiledItem {
		return []FiledItem{{gap, severity, month, d.FromCFDI}}
	}
	is := func(c Concept, s Source) bool {
		a, ok := w.total(c, s, d.Month, d.Currency)
		diff, err := d.Filed.Sub(a)
		return ok && a.Sign() != 0 && err == nil && near(diff)
	}
	exports := d.Concept == Exports || d.Concept == Direct
	switch {
	case near(d.FromCFDI):
		return whole(GapFiledRounded, "", 0)
	case near(d.FromPedimento) && w.staged(d.Month):
		return whole(GapFiledPedimento, w.byBasis(), 0)
	case d.Concept == Exports && is(ValueAdded, FromPedimento):
		return whole(GapFiledAdded, w.byBasis(), 0)
	case exports && is(Service, FromCFDI):
		return whole(GapFiledService, w.byBasis(), 0)
	case d.Concept == Exports && w.butService(d):
		return whole(GapFiledGoods, document.Notice, 0)
	}
	if m := w.otherMonth(d); m > 0 {
		return whole(GapFiledMonth, document.Warning, m)
	}
	if d.FromPedimento.Known() && w.staged(d.Month) {
		if leg, err := d.Pedimento.Sub(d.CFDI); err == nil && leg.Sign() != 0 {
			return []FiledItem{{GapFiledDocuments, "", 0, leg}, {GapFiledOther, document.Warning, 0, d.FromPedimento}}
		}
	}
	return whole(GapFiledOther, document.Warning, 0)
}

// staged reports that a Data Stage told of the pedimentos of a month, or of all of a
// year: without one, what is added up is not all there is.
func (w *worker) staged(month int) bool {
	if month == 0 {
		return len(w.out.Unstaged) == 0
	}
	return !slices.Contains(w.out.Unstaged, month)
}

// byBasis is how grave it is to file by pedimentos, by how the company sells.
func (w *worker) byBasis() document.Severity {
	switch w.in.SalesBasis {
	case "maquila":
		return ""
	case "sale":
		return document.Warning
	}
	return document.Notice
}

// total is the sum of a figure, where every document of it has a value.
func (w *worker) total(c Concept, s Source, month int, currency string) (money.Amount, bool) {
	f := w.out.Figure(c, s, month)
	t := f.MXN
	if currency == "USD" {
		t = f.USD
	}
	return t.Sum, f.Documents > 0 && t.Missing == 0 && t.Sum.Known()
}

// butService reports that what was filed is all exports by CFDI but the service.
func (w *worker) butService(d *FiledDifference) bool {
	service, ok := w.total(Service, FromCFDI, d.Month, d.Currency)
	if !ok {
		return false
	}
	sum, err := d.FromCFDI.Add(service)
	return err == nil && near(sum)
}

// otherMonth is the only other month whose CFDI add up to what was filed, 0 when there
// is none or more than one.
func (w *worker) otherMonth(d *FiledDifference) (found int) {
	if d.Month == 0 || d.Filed.Sign() == 0 {
		return 0
	}
	for m := 1; m < months; m++ {
		a, ok := w.total(d.Concept, FromCFDI, m, d.Currency)
		if m == d.Month || !ok {
			continue
		}
		if diff, err := d.Filed.Sub(a); err == nil && near(diff) {
			if found > 0 {
				return 0
			}
			found = m
		}
	}
	return found
}

// Unfiled are the months of which no figure of a concept and currency was filed.
func (r *Report) Unfiled(c Concept, currency string) (out []int) {
	for m := 1; m < months; m++ {
		if !slices.ContainsFunc(r.Filed, func(d FiledDifference) bool { return d.Concept == c && d.Currency == currency && d.Month == m }) {
			out = append(out, m)
		}
	}
	return out
}

// Untold are the months of which neither CFDI nor Data Stage nor any document of a
// concept tells: a year with one of them is a sum of the others.
func (r *Report) Untold(c Concept) (out []int) {
	for _, m := range r.Silent {
		if slices.Contains(r.Unstaged, m) && r.Figure(c, FromCFDI, m).Documents+r.Figure(c, FromPedimento, m).Documents == 0 {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, cmp.Compare[int])
	return out
}
