package bomcompany

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

func filed(arrives int, name string, kind document.Kind, b []byte, err error) file {
	return file{FileTruth{Name: name, Kind: kind, Expect: document.Accepted}, b, err, arrives}
}

// arrivals are the documents in the order they arrive: the programme and the
// plant's catalogues, then month by month its invoices, its orders and its
// Data Stage, some of it late and some of it twice.
func (w *world) arrivals() []file {
	out := w.catalogues()
	for m := range w.opt.Months {
		out = append(out, w.monthly(m)...)
	}
	if w.opt.Duplicates {
		out = append(out, w.again(out)...)
	}
	slices.SortStableFunc(out, func(a, b file) int { return cmp.Compare(a.arrives, b.arrives) })
	return out
}

// catalogues come before the first month. Late ones: the list of materials as
// it was known then, revised when its next versions are.
func (w *world) catalogues() []file {
	plant := func(arrives int, name string, b []byte, err error) file {
		return filed(arrives, name+".csv", document.KindPlant, b, err)
	}
	out := []file{filed(-1, "programa.yaml", document.KindProgramme, w.programme(), nil)}
	b, err := w.partsTable()
	out = append(out, plant(-1, "partes", b, err))
	b, err = w.aliasTable()
	out = append(out, plant(-1, "alias", b, err))
	if w.opt.Places || w.opt.Counts {
		b, err = table(w.placeRows())
		out = append(out, plant(-1, "lugares", b, err))
	}
	revised := -1
	if w.opt.Late {
		b, err = w.bomTable(known(w.versions, w.opt.Start))
		out = append(out, plant(-1, "bom", b, err))
		revised = w.opt.Months - 1
	}
	sound, stray := split(w.versions)
	b, err = w.bomTable(sound)
	out = append(out, plant(revised, "bom_revisado", b, err))
	b, err = w.bomTable(stray)
	return append(out, plant(w.opt.Months/2, "bom_refacciones", b, err))
}

// split parts the versions that come in a file of their own.
func split(versions []version) (sound, stray []version) {
	for _, v := range versions {
		if v.stray {
			stray = append(stray, v)
		} else {
			sound = append(sound, v)
		}
	}
	return sound, stray
}

// known are the versions that had begun on a day, all of them still open.
func known(versions []version, on document.Date) []version {
	var out []version
	for _, v := range versions {
		if v.from <= on {
			v.to = 0
			out = append(out, v)
		}
	}
	return out
}

// monthly are the documents of a month.
func (w *world) monthly(m int) []file {
	var out []file
	from := w.opt.Start.AddMonths(m)
	label := from.String()[:7]
	for i, p := range w.peds {
		if p.month != m || p.factura == "" {
			continue
		}
		arrives := m
		if w.opt.Late && i%9 == 4 { // after its pedimento
			arrives = m + 2
		}
		out = append(out, w.invoices(p, arrives)...)
	}
	plant := func(arrives int, name string, rows [][]string) {
		if len(rows) > 1 {
			b, err := table(rows)
			out = append(out, filed(arrives, name+"_"+label+".csv", document.KindPlant, b, err))
		}
	}
	to := from.MonthEnd()
	plant(w.late(m, 4), "ordenes", w.orderRows(from, to))
	plant(m, "desperdicios", w.actRows(from, to))
	plant(w.late(m, 2), "decisiones", w.decisionRows(from, to))
	plant(m, "conteos", w.countRows(from, to))
	if w.opt.Places {
		plant(m, "traslados", w.moveRows(from))
	}
	if m == 0 {
		plant(w.late(m, 1), "saldos_iniciales", w.openingRows())
	}
	b, err := w.stageOf(m, 610_000+1700*m, from.MonthEnd().AddDays(5))
	return append(out, filed(w.late(m, 3), "datastage_"+label+".zip", document.KindDataStage, b, err))
}

// late is when something of a month comes: now and then after the next month.
func (w *world) late(m, every int) int {
	if w.opt.Late && m%every == every-1 {
		return m + 2
	}
	return m
}

// again delivers documents a second time: every seventh with the same bytes,
// and some months of Data Stage asked for anew, under another folio.
func (w *world) again(all []file) []file {
	var out []file
	for i, f := range all {
		if i%7 != 6 || f.arrives < 0 {
			continue
		}
		f.Name, f.Expect, f.arrives = "otra_vez_"+f.Name, document.Duplicate, f.arrives+1
		out = append(out, f)
	}
	for m := 1; m < w.opt.Months; m += 5 {
		from := w.opt.Start.AddMonths(m)
		b, err := w.stageOf(m, 900_000+m, from.MonthEnd().AddDays(41))
		out = append(out, filed(m+1, "datastage_otro_folio_"+from.String()[:7]+".zip", document.KindDataStage, b, err))
	}
	return out
}
