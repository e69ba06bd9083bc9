package step_test

import (
	"context"
	"encoding/json"
	"iter"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
)

// hour is when the nth arrival of a test comes.
func hour(n int) time.Time { return noon().Add(time.Duration(n) * time.Hour) }

// at settles and matches one arrival at an hour.
func (w *world) at(n int, papers ...*step.Paper) {
	w.t.Helper()
	w.commitAt(n, papers...)
	w.match(rfc)
}

// commitAt is at without matching: what comes next is of the same batch.
func (w *world) commitAt(n int, papers ...*step.Paper) {
	w.t.Helper()
	in := &step.Ingest{Books: w.books, Blobs: w.blobs, Now: func() time.Time { return hour(n) }}
	if _, ok, err := in.Settle(w.ctx, papers, true); err != nil || !ok {
		w.t.Fatalf("settle: %v, %v", ok, err)
	}
}

// heads are the generations that stand now, as they are stored.
func (w *world) heads() map[string]*ledger.Book {
	w.t.Helper()
	out := map[string]*ledger.Book{}
	err := step.EachBook(w.ctx, w.books, rfc, func(b *ledger.Book) error {
		if len(b.Lots)+len(b.Exits) > 0 {
			out[b.ID] = b
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// packed is everything books say, as one text each.
func packed(books map[string]*ledger.Book) map[string]string {
	out := map[string]string{}
	for id, b := range books {
		raw, err := json.Marshal(b)
		if err != nil {
			panic(err) // a book always encodes
		}
		out[id] = string(document.HashOf(raw))
	}
	return out
}

// TestKnownAtIsWhatTheBooksSaid: the books derived for a moment are, byte for
// byte, the generations that stood then; what two moments differ by is what
// those generations differ by.
func TestKnownAtIsWhatTheBooksSaid(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	files := openFolders(t)
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t)
		w, done := files.open(t)
		defer done()
		var said []map[string]*ledger.Book
		for n, i := range h.order() {
			w.at(n, h.arrivals[i]()...)
			said = append(said, w.heads())
		}
		for n, want := range said {
			for _, later := range []time.Duration{0, 59 * time.Minute} {
				d, err := step.KnownAt(w.ctx, w.books, rfc, hour(n).Add(later))
				if err != nil {
					t.Fatal(err)
				}
				books, err := d.Books()
				if err != nil {
					t.Fatal(err)
				}
				got := map[string]*ledger.Book{}
				for _, b := range books {
					if len(b.Lots)+len(b.Exits) > 0 { // a balance that applies to nothing yet
						got[b.ID] = b
					}
				}
				if d := cmp.Diff(packed(want), packed(got)); d != "" {
					t.Fatalf("known after arrival %d (-said +derived):\n%s", n, d)
				}
			}
		}
		a, b := rapid.IntRange(0, len(said)-1).Draw(t, "from"), rapid.IntRange(0, len(said)-1).Draw(t, "to")
		got, err := step.DiffKnown(w.ctx, w.books, rfc, hour(a), hour(b))
		if err != nil {
			t.Fatal(err)
		}
		want := map[ledger.Delta]int{}
		for id, x := range said[a] {
			for _, d := range ledger.Compare(x, said[b][id]) {
				want[d]++
			}
		}
		for id, y := range said[b] {
			if said[a][id] == nil {
				for _, d := range ledger.Compare(nil, y) {
					want[d]++
				}
			}
		}
		for _, d := range got.Deltas {
			want[d]--
		}
		for d, n := range want {
			if n != 0 {
				t.Fatalf("%d times %+v from %d to %d", n, d, a, b)
			}
		}
	})
}

// tableOf reads a table of the plant.
func tableOf(t *testing.T, rows string) *step.Paper {
	t.Helper()
	read := reader().Read(t.Context(), step.Input{Name: "table.csv", Bytes: []byte(rows), RFC: rfc})
	if len(read) != 1 || read[0].Record.Status != document.Accepted || read[0].Kept == nil {
		t.Fatalf("%s\n%v", rows, read[0].Record.Findings)
	}
	return read[0]
}

const (
	catalogue = "parte,descripcion,tipo,fraccion,umc,umt,factor,evidencia,vigente_desde\n" +
		"P-73181501,tornillo,insumo,73181501,1,1,,,2020-01-01\nPT-1,ensamble,producto,73269099,6,1,0.5,pesada,2020-01-01\n"
	listHead = "producto,componente,cantidad,unidad,merma,desperdicio,version,vigente_desde,vigente_hasta\n"
)

// floor is a plant that keeps its books by part: 100 kg of bolts since
// 2021-01-10 and 50 kg since 2021-06-10, a product with one kilo of them in
// it, and 10 of it returned on 2021-07-01.
func floor(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	entry := func(n int, day string, kilos int64) *step.Paper {
		l := line(1, bolt, kilos)
		l.Aduana = money.FromMicros(kilos * 20 * 1_000_000)
		l.Tributos = []ledger.Tributo{
			{Clave: "6", Forma: "5", Importe: money.FromMicros(kilos * 10 * 1_000_000)},
			{Clave: "3", Forma: "21", Importe: money.FromMicros(kilos * 5 * 1_000_000)},
			{Clave: "1", Forma: "0", Importe: money.FromMicros(99 * 1_000_000)},
		}
		return paper(ledger.Fact{Key: number(2021, n), Clave: "IN", Pago: date(day), Entrada: date(day), Seleccion: date(day), Lineas: []ledger.Line{l}})
	}
	made := ledger.Line{Sec: 1, Fraccion: bracket, Parte: "PT-1", UMT: "1", CantidadUMT: micros(5), UMC: "6", CantidadUMC: micros(10)}
	w.at(0, programmePaper("inventory_key: part\nsin_bom: faltante\nvigente_desde: 2021-01-01\n"))
	w.at(1, tableOf(t, catalogue), tableOf(t, listHead+"PT-1,P-73181501,1,1,,,A,2020-01-01,\n"))
	w.at(2, entry(1, "2021-01-10", 100), invoiceOf(number(2021, 1), bolt, 100))
	w.at(3, entry(2, "2021-06-10", 50), invoiceOf(number(2021, 2), bolt, 50))
	w.at(4, paper(ledger.Fact{Key: number(2021, 3), Clave: "RT", Operacion: "EXP", Pago: date("2021-07-01"), Lineas: []ledger.Line{made}}))
	w.at(5, paper(ledger.Fact{Key: number(2021, 4), Clave: "IN", Pago: date("2021-02-01"), Lineas: []ledger.Line{line(1, resin, 8)}})) // without an invoice
	return w
}

// figures of one side of a simulation.
func figures(s *step.Side) []string {
	aduana, tributos, risk := s.Exposure.Amounts()
	return []string{
		"left " + s.Exposure.Pendiente.String(), "aduana " + aduana.String(), "tributos " + tributos.String(), "at risk " + risk.String(),
		ledger.LineNumber(s.Exposure.Expired) + " expired", ledger.LineNumber(s.Descargos) + " descargos", ledger.LineNumber(s.Shortages) + " short",
	}
}

// TestSimulate: the books as they are beside those under another policy or
// with a table that was not delivered; nothing of it is kept.
func TestSimulate(t *testing.T) {
	t.Parallel()
	w := floor(t)
	ten := 10
	before := []string{"left 148", "aduana ", "tributos 2100", "at risk 1350", "2 expired", "1 descargos", "0 short"}
	for name, tt := range map[string]struct {
		scenario step.Scenario
		after    []string
	}{
		"nothing": {step.Scenario{}, before},
		"another list of materials": {
			step.Scenario{Tables: []step.FactRecord{
				*tableOf(t, listHead+"PT-1,P-73181501,1,1,,,A,2020-01-01,2021-05-31\nPT-1,P-73181501,2,1,,,B,2021-06-01,\n").Kept,
			}},
			[]string{"left 138", "aduana ", "tributos 1950", "at risk 1200", "2 expired", "1 descargos", "0 short"},
		},
		"a list with waste": {
			step.Scenario{Tables: []step.FactRecord{*tableOf(t, listHead+"PT-1,P-73181501,1,1,10%,10%,A,2020-01-01,2021-12-31\n").Kept}},
			// 12.5 consumed: 10 in the product, 1.25 merma, 1.25 desperdicio that stays;
			// of 88.75 % each contribution is rounded to pesos by itself
			[]string{"left 146.75", "aduana ", "tributos 2082", "at risk 1332", "2 expired", "2 descargos", "0 short"},
		},
		"by fracción": {
			step.Scenario{InventoryKey: ledger.KindFraccion},
			[]string{"left 158", "aduana ", "tributos 2250", "at risk 1500", "2 expired", "0 descargos", "1 short"},
		},
		"days between production and shipment": {step.Scenario{LeadDays: &ten}, before},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			was := w.state(rfc)
			tt.scenario.On = date("2022-12-01")
			s, err := step.Simulate(w.ctx, w.books, rfc, tt.scenario)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff([][]string{before, tt.after}, [][]string{figures(&s.Before), figures(&s.After)}); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if changed := !cmp.Equal(before, tt.after); changed != (len(s.Deltas) > 0) {
				t.Errorf("%+v", s.Deltas)
			}
			if d := cmp.Diff(was, w.state(rfc)); d != "" {
				t.Errorf("it posted something: %s", d)
			}
		})
	}
}

// opening counts the books that are opened.
type opening struct {
	store
	opened *atomic.Int64
}

// Segments implements step.BookStore.
func (o opening) Segments(ctx context.Context, rfc, material string, ids []ledger.SegmentID) ([][]byte, error) {
	o.opened.Add(1)
	return o.store.Segments(ctx, rfc, material, ids)
}

// catching is matched as soon as all its books were read.
type catching struct {
	opening
	match func()
}

// Books implements step.BookStore.
func (c catching) Books(ctx context.Context, rfc string) iter.Seq2[step.BookRecord, error] {
	return func(yield func(step.BookRecord, error) bool) {
		for r, err := range c.opening.Books(ctx, rfc) {
			if !yield(r, err) {
				return
			}
		}
		c.match()
	}
}

// TestSimulateOnKeptBooks: the books that are kept stand for those of the facts where
// none waits to be matched, and the answer is that of books made of the facts.
func TestSimulateOnKeptBooks(t *testing.T) {
	t.Parallel()
	w := floor(t)
	l := line(1, bolt, 30)
	w.commitAt(6, paper(ledger.Fact{Key: number(2021, 9), Clave: "IN", Pago: date("2021-08-10"), Entrada: date("2021-08-10"), Lineas: []ledger.Line{l}}), invoiceOf(number(2021, 9), bolt, 30))
	var opened atomic.Int64
	books := opening{w.books, &opened}
	simulated := func() (out []*step.Simulated) {
		for _, sc := range []step.Scenario{{}, {InventoryKey: ledger.KindFraccion}, {SinBOM: ledger.SinBOMDirecto}} {
			sc.On = date("2022-12-01")
			s, err := step.Simulate(w.ctx, books, rfc, sc)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, s)
		}
		return out
	}
	if n := w.behindNow(t); n == 0 {
		t.Fatal("no book waits")
	}
	made := simulated()
	if n := opened.Load(); n > 0 {
		t.Errorf("%d books of before are opened", n)
	}
	caught, err := step.Simulate(w.ctx, catching{books, func() { w.match(rfc) }}, rfc, step.Scenario{On: date("2022-12-01")})
	if err != nil || opened.Load() > 0 || !reflect.DeepEqual(caught, made[0]) {
		t.Errorf("matched while the books are read: %d are opened, %+v, %v", opened.Load(), caught, err)
	}
	kept := simulated()
	if opened.Load() == 0 {
		t.Error("no book that is kept is opened")
	}
	if !reflect.DeepEqual(made, kept) {
		t.Errorf("of the facts %+v\nkept %+v", made, kept)
	}
	w.otherBinary()
	opened.Store(0)
	if _, err := step.Simulate(w.ctx, books, rfc, step.Scenario{On: date("2022-12-01")}); err != nil || opened.Load() > 0 {
		t.Errorf("books of another binary: %d are opened, %v", opened.Load(), err)
	}
}

// TestPlanOperation: what an operation of today would take, lot by lot.
func TestPlanOperation(t *testing.T) {
	t.Parallel()
	w := floor(t)
	kilos := func(clave, day string, n int64) step.Operation {
		return step.Operation{Clave: clave, Parte: "P-73181501", Cantidad: micros(n), Unidad: "1", Fecha: date(day)}
	}
	as := func(op step.Operation, parte, fraccion, unidad string) step.Operation {
		op.Parte, op.Fraccion, op.Unidad = parte, fraccion, unidad
		return op
	}
	first, second := number(2021, 1)+"-1", number(2021, 2)+"-1"
	for name, tt := range map[string]struct {
		op   step.Operation
		want []string
	}{
		"a return":                         {kilos("RT", "2021-08-01", 30), []string{"salida 30 of " + first + " proved"}},
		"on the day another left":          {kilos("RT", "2021-07-01", 30), []string{"salida 30 of " + first + " proved"}},
		"before another left":              {kilos("V1", "2021-02-01", 95), []string{"salida 95 of " + first + " proved", "other descargo 10 → 5", "other descargo 0 → 5"}},
		"a transfer over two lots":         {kilos("V1", "2021-08-01", 120), []string{"salida 90 of " + first + " proved", "salida 30 of " + second + " proved"}},
		"a change of regime":               {kilos("F4", "2021-08-01", 100), []string{"salida 90 of " + first + " proved", "salida 10 of " + second + " proved"}},
		"a return of what expired":         {kilos("RT", "2022-12-01", 100), []string{"salida 10 of " + second + " proved", "holds 90 of " + first}},
		"a regularisation of it":           {kilos("A3", "2022-12-01", 100), []string{"salida 90 of " + first + " proved", "salida 10 of " + second + " proved"}},
		"not enough":                       {kilos("RT", "2021-08-01", 500), []string{"salida 90 of " + first + " proved", "salida 50 of " + second + " proved", "lacks 360 over_discharge"}},
		"before anything came":             {kilos("RT", "2020-08-01", 5), []string{"lacks 5 late_import"}},
		"a product":                        {as(kilos("RT", "2021-08-01", 7), "PT-1", "", "6"), []string{"incorporado 7 of " + first + " proved"}},
		"a part in grams":                  {as(kilos("RT", "2021-08-01", 3000), "P-73181501", "", "2"), []string{"salida 3 of " + first + " proved"}},
		"a part that cannot be counted":    {as(kilos("RT", "2021-08-01", 3), "P-73181501", "", "6"), []string{"finds unit_clash", "finds shortage_unit", "lacks 3 unit"}},
		"a part nobody knows":              {as(kilos("RT", "2021-08-01", 3), "P-0", "", "6"), []string{"lacks 3 no_bom"}},
		"a fracción without parts":         {as(kilos("F4", "2021-08-01", 3), "", resin, "1"), []string{"salida 3 of " + number(2021, 4) + "-1 proved"}},
		"the same in grams":                {as(kilos("F4", "2021-08-01", 3000), "", resin, "2"), []string{"salida 3 of " + number(2021, 4) + "-1 proved"}},
		"the same in pieces":               {as(kilos("F4", "2021-08-01", 3), "", resin, "6"), []string{"finds shortage_unit", "lacks 3 before_window"}},
		"a fracción whose goods are parts": {as(kilos("F4", "2021-08-01", 3), "", bolt, "1"), []string{"lacks 3 before_window"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			was := w.state(rfc)
			p, err := step.PlanOperation(w.ctx, w.books, rfc, tt.op)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, outcome(p)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if d := cmp.Diff(was, w.state(rfc)); d != "" {
				t.Errorf("it posted something: %s", d)
			}
		})
	}
	for name, op := range map[string]step.Operation{
		"a clave that moves nothing": kilos("GC", "2021-08-01", 1),
		"an entry":                   kilos("IN", "2021-08-01", 1),
		"neither part nor fracción":  as(kilos("RT", "2021-08-01", 1), "", "", "1"),
	} {
		if p, err := step.PlanOperation(w.ctx, w.books, rfc, op); !fault.Is(err, fault.Misconfigured) {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
}

// outcome is a planned operation in short lines.
func outcome(p *step.Planned) []string {
	var out []string
	for _, f := range p.Findings {
		out = append(out, "finds "+f.Code)
	}
	for _, b := range p.Books {
		mine := map[string]bool{}
		for i := range b.Exits {
			mine[b.Exits[i].ID] = b.Exits[i].Pedimento == step.PlannedKey
		}
		for _, d := range b.Descargos {
			if mine[d.Exit] {
				out = append(out, string(d.Rol)+" "+d.Cantidad.String()+" of "+d.Lot+" "+string(d.Status))
			}
		}
		for _, h := range b.Held {
			if mine[h.Exit] {
				out = append(out, "holds "+h.Cantidad.String()+" of "+h.Lot)
			}
		}
		for _, s := range b.Shortages {
			if mine[s.Exit] {
				out = append(out, "lacks "+s.Cantidad.String()+" "+string(s.Cause))
			}
		}
	}
	for _, d := range p.Deltas {
		if d.Exit != "" && d.Exit[:15] != step.PlannedKey {
			out = append(out, "other "+d.Que+" "+d.Antes.String()+" → "+d.Despues.String())
		}
	}
	return out
}

// TestDiffKnown: a late entry and what it changes, with the months whose close
// no longer holds.
func TestDiffKnown(t *testing.T) {
	t.Parallel()
	w := floor(t)
	w.at(6, paper(ledger.Fact{
		Key: number(2021, 5), Clave: "IN", Pago: date("2021-01-03"), Entrada: date("2021-01-03"), Seleccion: date("2021-01-03"), Lineas: []ledger.Line{line(1, bolt, 4)},
	}), invoiceOf(number(2021, 5), bolt, 4))
	d, err := step.DiffKnown(w.ctx, w.books, rfc, hour(5), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	type delta struct {
		Que, Exit, Lot, Detalle string
		Antes, Despues          quantity.Micros
	}
	var got []delta
	for _, x := range d.Deltas {
		got = append(got, delta{x.Que, x.Exit, x.Lot, x.Detalle, x.Antes, x.Despues})
	}
	exit, late, first := number(2021, 3)+"-1:incorporado:P-73181501", number(2021, 5)+"-1", number(2021, 1)+"-1"
	want := []delta{
		{"descargo", exit, first, "proved", micros(10), micros(6)},
		{"descargo", exit, late, "proved", 0, micros(4)},
		{"lote", "", late, "UMT 1", 0, micros(4)},
		{"lote", "", late, "vence 2022-07-03", 0, micros(4)},
		{"saldo", "", first, "", micros(90), micros(94)},
		{"saldo", "", first, "UMT 1", micros(90), micros(94)},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06", "2021-07"}, d.Periods); d != "" {
		t.Errorf("months (-want +got):\n%s", d)
	}
	none, err := step.DiffKnown(context.Background(), w.books, rfc, hour(6), time.Time{})
	if err != nil || len(none.Deltas)+len(none.Periods) > 0 {
		t.Errorf("%+v, %v", none, err)
	}
}
