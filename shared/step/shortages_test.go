package step_test

import (
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/material"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
)

// shortagesOf are the shortages of a programme, with what every fix of them
// must hold: texts in both languages and rows of columns that exist.
func shortagesOf(t *testing.T, w *world, rfc string) map[ledger.Cause]*step.CauseGroup {
	t.Helper()
	groups, err := step.Shortages(t.Context(), w.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	out := map[ledger.Cause]*step.CauseGroup{}
	for _, g := range groups {
		out[g.Cause] = g
		for i := range g.Items {
			f := g.Items[i].Fix
			if f.Text.ES == "" || f.Text.EN == "" || strings.Contains(f.Text.ES+f.Text.EN, "%!") {
				t.Fatalf("%s: %+v", g.Cause, f)
			}
			knownColumns(t, f)
		}
	}
	return out
}

// knownColumns holds a proposed row to the columns of its table.
func knownColumns(t *testing.T, f step.Fix) {
	t.Helper()
	if f.Table == "" {
		return
	}
	table, ok := material.ByName(f.Table)
	if !ok {
		t.Fatalf("no table %q", f.Table)
	}
	given := map[string]bool{}
	for cell := range strings.SplitSeq(f.Row, ", ") {
		if name, _, ok := strings.Cut(cell, "="); ok {
			given[name] = true
		}
	}
	for _, c := range table.Columns {
		if len(given) > 0 && c.Required && !given[c.Name] {
			t.Errorf("%s: the row %q lacks %s", f.Table, f.Row, c.Name)
		}
		delete(given, c.Name)
	}
	for name := range given {
		t.Errorf("%s has no column %s", f.Table, name)
	}
}

// table is a table of the plant, dropped as a CSV.
func table(t *testing.T, w *world, text string) {
	t.Helper()
	for _, r := range w.settle(tableReader(nil).Read(t.Context(), step.Input{Name: "table.csv", Bytes: []byte(text), RFC: rfc})...) {
		if r.Status != document.Accepted {
			t.Fatalf("%+v", r.Findings)
		}
	}
}

// TestShortagesOfFracciones: what one book cannot know, all of them do.
func TestShortagesOfFracciones(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	names := func(key string, on document.Date, l ledger.Line) []ledger.Named {
		return []ledger.Named{{Key: key, Clave: "IN", Fecha: on, Fraccion: l.Fraccion, Unidad: l.UMT, Cantidad: l.CantidadUMT}}
	}
	exit := func(n int, pago document.Date, l ledger.Line, named []ledger.Named) {
		l.Comercial = money.Int(int64(n) * 100)
		w.settle(paper(ledger.Fact{Key: number(2021, n), Clave: "F4", Pago: pago, Lineas: []ledger.Line{l}, Nombrados: named}))
	}
	w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: 20210310, Entrada: 20210310, Lineas: []ledger.Line{line(1, "39012001", 100)}}))
	pieces := line(1, "39012001", 7)
	pieces.UMT = "6"
	exit(2, 20210401, pieces, names(number(2021, 1), 20210310, pieces))                                 // its lot is in kilos
	exit(3, 20210301, line(1, "39012001", 5), names(number(2021, 1), 20210310, line(1, "39012001", 5))) // nine days too early
	old := line(1, "84099199", 4)
	exit(4, 20210401, old, names(number(2019, 9), 20190505, old)) // of a month that is not here
	exit(5, 20210601, line(1, "39012001", 900), nil)              // more than there is
	w.match(rfc)
	got := shortagesOf(t, w, rfc)
	if g := got[ledger.CauseUnit]; g == nil || len(g.Items) != 1 || strings.Join(g.Items[0].Units, "") != "1" {
		t.Errorf("unit: %+v", g)
	}
	if g := got[ledger.CauseLateImport]; g == nil || g.Items[0].LateLot != number(2021, 1)+"-1" || g.Items[0].LateDays != 9 || !strings.Contains(g.Items[0].Fix.Command, "--on 2021-03-10") {
		t.Errorf("late: %+v", g)
	}
	if g := got[ledger.CauseBeforeWindow]; g == nil || g.Items[0].Month != "2019-05" || g.Items[0].First != "2021-03" || strings.Join(g.Items[0].Gaps, "") != "" {
		t.Errorf("before: %+v", g)
	}
	g := got[ledger.CauseOverDischarge]
	if g == nil {
		t.Fatal("nothing over-discharged")
	}
	if p, ok := g.Pesos.Total(); !ok || p.String() != "444" { // 800 of 900 kilos of 500 pesos
		t.Errorf("over: %s of %+v", p, g.Items[0])
	}
	groups, err := step.Shortages(t.Context(), w.books, rfc)
	if err != nil || groups[0].Cause != ledger.CauseOverDischarge {
		t.Errorf("%v: the largest value is not first: %s", err, groups[0].Cause)
	}
}

// TestShortagesOfParts: a name that differs by a dash, and a product without
// its list.
func TestShortagesOfParts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	program := "rfc: " + rfc + "\nnombre: N\nprograma: \"1\"\ninventory_key: part\nvigente_desde: \"2021-01-01\"\n"
	w.settle(tableReader(nil).Read(t.Context(), step.Input{Name: "p.yaml", Bytes: []byte(program), RFC: rfc})...)
	in, out := line(1, "39012001", 100), line(1, "39012001", 10)
	in.Parte, out.Parte = "CON-10", "con 10"
	w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: 20210110, Entrada: 20210110, Lineas: []ledger.Line{in}}))
	w.settle(paper(ledger.Fact{Key: number(2021, 2), Clave: "RT", Operacion: "EXP", Pago: 20210201, Seleccion: 20210201, Lineas: []ledger.Line{out}}))
	other := line(1, "39012001", 3)
	other.Parte = "OLD-1"
	w.settle(paper(ledger.Fact{Key: number(2021, 3), Clave: "RT", Operacion: "EXP", Pago: 20210202, Seleccion: 20210202, Lineas: []ledger.Line{other}}))
	table(t, w, "alias,parte,de,vigente_desde\nOLD-1,CON-10,planta,2022-01-01\n")
	unknown := line(1, "39012001", 2)
	unknown.Parte = "PT-900"
	w.settle(paper(ledger.Fact{Key: number(2021, 4), Clave: "RT", Operacion: "EXP", Pago: 20210203, Seleccion: 20210203, Lineas: []ledger.Line{unknown}}))
	w.match(rfc)
	got := shortagesOf(t, w, rfc)
	if g := got[ledger.CauseAlias]; g == nil || len(g.Items) != 2 || g.Items[0].Twins[0] != "CON-10" || g.Items[1].Twins[0] != "CON-10" {
		t.Errorf("alias: %+v", g)
	}
	if g := got[ledger.CauseNoBOM]; g == nil || len(g.Items) != 1 || !strings.Contains(g.Items[0].Fix.Row, "producto=PT-900") {
		t.Errorf("no_bom: %+v", g)
	}
}

// TestShortagesExpired: what waits for a decision about an expired lot stands among
// what found no lot, with the decision to write.
func TestShortagesExpired(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(programmePaper("inventory_key: fraccion\nsin_bom: directo\n"))
	out := line(1, "39012001", 40)
	out.Comercial = money.Int(800)
	w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: 20210110, Entrada: 20210110, Lineas: []ledger.Line{line(1, "39012001", 30)}}))
	w.settle(paper(ledger.Fact{Key: number(2023, 2), Clave: "RT", Operacion: "EXP", Pago: 20230601, Seleccion: 20230601, Lineas: []ledger.Line{out}}))
	w.match(rfc)
	got := shortagesOf(t, w, rfc)
	g := got[step.ClassExpired]
	if g == nil || len(g.Items) != 1 || g.Items[0].Cantidad != micros(30) || g.Items[0].Expired != number(2021, 1)+"-1" {
		t.Fatalf("expired: %+v", g)
	}
	if p, ok := g.Pesos.Total(); !ok || p.String() != "600" {
		t.Errorf("its pesos: %s", p)
	}
	table(t, w, strings.ReplaceAll(header(g.Items[0].Fix.Row), "QUIEN", "Gerente"))
	w.match(rfc)
	if g := shortagesOf(t, w, rfc)[step.ClassExpired]; g != nil {
		t.Errorf("decided, and still there: %+v", g.Items)
	}
}

// TestShortagesExpiredTaken: what an A3 took of the expired lot is held for the
// exits before it no more, and has no descargo: it is told as it is in the
// package, and the row that is proposed gives those exits their lots.
func TestShortagesExpiredTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(programmePaper("inventory_key: fraccion\nsin_bom: directo\n"))
	v1 := ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: 20210110, Entrada: 20210110, Lineas: []ledger.Line{line(1, "39012001", 30)}}
	w.settle(paper(v1))
	w.settle(paper(ledger.Fact{Key: number(2023, 2), Clave: "IN", Pago: 20230110, Entrada: 20230110, Lineas: []ledger.Line{line(1, "39012001", 50)}}))
	w.settle(paper(ledger.Fact{Key: number(2023, 3), Clave: "RT", Operacion: "EXP", Pago: 20230601, Seleccion: 20230601, Lineas: []ledger.Line{line(1, "39012001", 12)}}))
	w.settle(paper(ledger.Fact{
		Key: number(2023, 4), Clave: "A3", Pago: 20230701, Entrada: 20230701, Lineas: []ledger.Line{line(1, "39012001", 25)},
		Nombrados: []ledger.Named{{Key: v1.Key, Clave: "IN", Fecha: 20210110, Fraccion: "39012001", Unidad: "1", Cantidad: micros(25)}},
	}))
	w.match(rfc)
	g := shortagesOf(t, w, rfc)[step.ClassExpired]
	if g == nil || len(g.Items) != 2 {
		t.Fatalf("%+v", g)
	}
	var sum quantity.Micros
	var row string
	for _, m := range g.Items {
		sum += m.Cantidad
		if len(m.TakenBy) > 0 {
			row = m.Fix.Row
			if m.Cantidad != micros(7) || !strings.Contains(m.Fix.Text.ES, m.TakenBy[0]) {
				t.Errorf("%+v", m)
			}
		}
	}
	if sum != micros(12) {
		t.Errorf("told %s of the 12 that have no descargo", sum)
	}
	table(t, w, strings.ReplaceAll(header(row), "QUIEN", "Gerente"))
	w.match(rfc)
	if g := shortagesOf(t, w, rfc)[step.ClassExpired]; g != nil {
		t.Errorf("decided, and still there: %+v", g.Items)
	}
}

// header writes a proposed row as a table of one row.
func header(row string) string {
	var names, values []string
	for cell := range strings.SplitSeq(row, ", ") {
		name, value, _ := strings.Cut(cell, "=")
		names, values = append(names, name), append(values, value)
	}
	return strings.Join(names, ",") + "\n" + strings.Join(values, ",") + "\n"
}

// TestShortagesCorpus: every shortage of EMPRESA C has a cause and a fix, and
// the quantities are those of the books.
func TestShortagesCorpus(t *testing.T) {
	inOneLine(t)
	w, rfc := ofCorpus(t, "EMPRESA C")
	n := 0
	if err := step.EachBook(t.Context(), w.books, rfc, func(b *ledger.Book) error {
		n += len(b.Shortages)
		for i := range b.Held {
			h := &b.Held[i]
			if h.Pendiente() > 0 {
				n++
			}
			if h.Pendiente() < h.Cantidad {
				n++
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	got := shortagesOf(t, w, rfc)
	t.Logf("in %s", time.Since(start).Round(time.Millisecond))
	for cause, g := range got {
		p, _ := g.Pesos.Total()
		t.Logf("%s: %d, %s pesos; %s", cause, len(g.Items), p, g.Items[0].Fix.Text.EN)
		n -= len(g.Items)
	}
	if n != 0 {
		t.Errorf("%d shortages of the books are not told, or told twice", n)
	}
}
