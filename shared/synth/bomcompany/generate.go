package bomcompany

import (
	"encoding/json"
	"fmt"

	"example.com/immex/shared/document"
)

// file is a document on its way.
type file struct {
	FileTruth
	bytes []byte
	err   error
}

// Generate makes up the company of opt and hands each file to emit in the
// order of arrival, truth.json last; b is not reused. An error of emit stops
// the run and comes back wrapped.
func Generate(opt Options, emit func(name string, b []byte) error) (*Truth, error) {
	opt, err := opt.withDefaults()
	if err != nil {
		return nil, err
	}
	w := tell(opt)
	truth := simulate(w)
	for i, f := range w.files() {
		if f.err != nil {
			return nil, f.err
		}
		f.Name = fmt.Sprintf("%04d_%s", i+1, f.Name)
		if err := emit(f.Name, f.bytes); err != nil {
			return nil, fmt.Errorf("emit %s: %w", f.Name, err)
		}
		truth.Files = append(truth.Files, f.FileTruth)
	}
	b, err := json.MarshalIndent(truth, "", " ")
	if err != nil {
		return nil, fmt.Errorf("encode truth: %w", err)
	}
	if err := emit("truth.json", append(b, '\n')); err != nil {
		return nil, fmt.Errorf("emit truth.json: %w", err)
	}
	return truth, nil
}

func filed(name string, kind document.Kind, b []byte, err error) file {
	return file{FileTruth{Name: name, Kind: kind, Expect: document.Accepted}, b, err}
}

// files are the documents in the order they arrive: the plant's tables first,
// then month by month its invoices, its orders and its Data Stage.
func (w *world) files() []file {
	plant := func(name string, b []byte, err error) file { return filed(name+".csv", document.KindPlant, b, err) }
	out := []file{filed("programa.yaml", document.KindProgramme, w.programme(), nil)}
	b, err := w.partsTable()
	out = append(out, plant("partes", b, err))
	b, err = w.aliasTable()
	out = append(out, plant("alias", b, err))
	b, err = w.bomTable()
	out = append(out, plant("bom", b, err))
	for m := range w.opt.Months {
		out = append(out, w.monthly(m)...)
	}
	if len(w.acts) > 0 {
		b, err = w.actsTable()
		out = append(out, plant("desperdicios", b, err))
	}
	return out
}

// monthly are the documents of a month.
func (w *world) monthly(m int) []file {
	var out []file
	for _, p := range w.peds {
		if p.month == m && p.factura != "" {
			b, err := w.invoice(p)
			out = append(out, filed("factura_"+p.number+".csv", document.KindInvoice, b, err))
		}
	}
	from := w.opt.Start.AddMonths(m)
	if b, err := w.ordersTable(from, from.MonthEnd()); err != nil || len(w.ordersOf(from)) > 0 {
		out = append(out, filed("ordenes_"+from.String()[:7]+".csv", document.KindPlant, b, err))
	}
	b, err := w.stageOf(m, 610_000+1700*m, from.MonthEnd().AddDays(5))
	return append(out, filed("datastage_"+from.String()[:7]+".zip", document.KindDataStage, b, err))
}

// ordersOf are the orders of the month that begins on a day.
func (w *world) ordersOf(from document.Date) []order {
	var out []order
	for _, o := range w.orders {
		if o.fecha >= from && o.fecha <= from.MonthEnd() {
			out = append(out, o)
		}
	}
	return out
}
