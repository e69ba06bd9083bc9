package step_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/match/naive"
	"example.com/immex/shared/step"
)

// history draws the documents of a small plant: each call of an arrival gives
// fresh papers.
type history struct {
	t        *rapid.T
	arrivals []func() []*step.Paper
	entries  []ledger.Fact // what a rectification, an exit or a table may name
	exits    []ledger.Fact
}

// The goods of the plant: two parts of one family, a third, and a product.
const (
	bolt, nut, resin = "73181501", "73181601", "39012001"
	bracket          = "73269099"
)

func fracciones() []string { return []string{bolt, nut, resin} }

// partOf is the part of a fracción that invoices and tables name.
func partOf(fraccion string) string { return "P-" + fraccion }

// day is a day of the two years the history is about.
func (h *history) day(label string) document.Date {
	return date("2021-01-04").AddDays(rapid.IntRange(0, 700).Draw(h.t, label))
}

func (h *history) kilos(label string, most int64) int64 {
	return rapid.Int64Range(1, most).Draw(h.t, label)
}

// arrive adds a document of our own.
func (h *history) arrive(f ledger.Fact) {
	h.arrivals = append(h.arrivals, func() []*step.Paper {
		again := f
		again.Lineas = slices.Clone(f.Lineas)
		return []*step.Paper{paper(again)}
	})
}

func (h *history) lines(most int64) []ledger.Line {
	var out []ledger.Line
	for sec := range rapid.IntRange(1, 3).Draw(h.t, "partidas") {
		out = append(out, line(sec+1, rapid.SampledFrom(fracciones()).Draw(h.t, "fracción"), h.kilos("kilos", most)))
	}
	return out
}

// entry is an import, with its invoices, and what rectifies it.
func (h *history) entry(n int) {
	f := ledger.Fact{Key: number(2021, n), Clave: rapid.SampledFrom([]string{"IN", "IN", "V1", "AF"}).Draw(h.t, "entry"), Pago: h.day("paid"), Lineas: h.lines(300)}
	if rapid.Bool().Draw(h.t, "selected") {
		f.Entrada, f.Seleccion = f.Pago.AddDays(-1), f.Pago.AddDays(2)
	}
	h.arrive(f)
	h.entries = append(h.entries, f)
	for i := range f.Lineas {
		l := &f.Lineas[i]
		if rapid.IntRange(0, 3).Draw(h.t, "invoice") > 0 {
			h.invoice(f.Key, l)
		}
	}
	if rapid.IntRange(0, 2).Draw(h.t, "second source") == 0 {
		again := f
		again.Lineas = slices.Clone(f.Lineas)
		again.Source = rapid.SampledFrom([]document.Source{document.SourceVUCEM, document.SourcePrint}).Draw(h.t, "source")
		if rapid.Bool().Draw(h.t, "contradicts") {
			again.Lineas[0].CantidadUMT++
		}
		h.arrive(again)
	}
	h.rectify(n, f)
}

// invoice names the parts of a partida, one or two, or adds up to nothing.
func (h *history) invoice(key string, l *ledger.Line) {
	total := int64(l.CantidadUMC) / 1_000_000
	parts := []ledger.PartLine{{Parte: partOf(l.Fraccion), Fraccion: l.Fraccion, Cantidad: micros(total)}}
	switch rapid.IntRange(0, 4).Draw(h.t, "shares") {
	case 0:
		first := total/3 + 1
		if first < total {
			parts[0].Cantidad = micros(first)
			parts = append(parts, ledger.PartLine{Parte: "Q-" + l.Fraccion, Fraccion: l.Fraccion, Cantidad: micros(total - first)})
		}
	case 1:
		parts[0].Cantidad++
	case 2:
		parts[0].Parte = "ALIAS-" + l.Fraccion
	}
	sec := l.Sec
	h.arrivals = append(h.arrivals, func() []*step.Paper {
		sha := document.HashOf([]byte(fmt.Sprint("invoice", key, sec, parts)))
		return []*step.Paper{{
			Parts: &ledger.PartList{Pedimento: key, Doc: sha, Invoice: fmt.Sprint("F-", sec), Lines: slices.Clone(parts)},
			Record: step.Record{
				RFC: rfc, SHA: sha, Name: "invoice", Kind: document.KindInvoice, Source: "csv", Key: fmt.Sprint("F-", key, "-", sec), Status: document.Accepted,
			},
		}}
	})
}

// rectify adds a chain of rectifications, of which some never come.
func (h *history) rectify(n int, f ledger.Fact) {
	prior := f
	for i := range rapid.IntRange(0, 2).Draw(h.t, "rectifications") {
		r := prior
		r.Key, r.Pago, r.Lineas = number(2021, 1000+10*n+i), prior.Pago.AddDays(5), h.lines(300)
		r.EsRectif, r.Rectifica = true, &ledger.Prior{Key: prior.Key, Clave: prior.Clave, Fecha: prior.Pago}
		if rapid.IntRange(0, 4).Draw(h.t, "comes") > 0 {
			h.arrive(r)
		}
		prior = r
	}
}

// exit is a return, a transfer, a change of regime or a regularisation.
func (h *history) exit(n int) {
	f := ledger.Fact{Key: number(2022, n), Operacion: "EXP", Pago: h.day("left")}
	f.Clave = rapid.SampledFrom([]string{"RT", "RT", "V1", "F4", "A3", "F5"}).Draw(h.t, "exit")
	f.Lineas = h.lines(120)
	switch f.Clave {
	case "F4", "A3", "F5":
		f.Operacion = "IMP"
		for i := range f.Lineas {
			l := &f.Lineas[i]
			if rapid.Bool().Draw(h.t, "names") {
				e := rapid.SampledFrom(h.entries).Draw(h.t, "named")
				f.Nombrados = append(f.Nombrados, ledger.Named{Key: e.Key, Clave: e.Clave, Fecha: e.Pago, Fraccion: l.Fraccion, Unidad: "1", Cantidad: micros(h.kilos("of it", 120))})
			}
		}
	default:
		if rapid.Bool().Draw(h.t, "product") {
			f.Lineas[0].Fraccion, f.Lineas[0].Parte = bracket, "PT-1"
		}
		for i := range f.Lineas {
			if l := &f.Lineas[i]; l.Parte == "" && rapid.Bool().Draw(h.t, "part") {
				l.Parte = partOf(l.Fraccion)
			}
		}
	}
	h.arrive(f)
	h.exits = append(h.exits, f)
	h.rectify(500+n, f)
}

// table adds a table of the plant as a file that goes through the reader.
func (h *history) table(rows ...string) {
	b := []byte(strings.Join(rows, "\n") + "\n")
	read := reader().Read(h.t.Context(), step.Input{Name: "table.csv", Bytes: b, RFC: rfc})
	if len(read) != 1 || read[0].Record.Status != document.Accepted {
		h.t.Fatalf("%s\n%v", b, read[0].Record.Findings)
	}
	h.arrivals = append(h.arrivals, func() []*step.Paper {
		again := *read[0]
		return []*step.Paper{&again}
	})
}

// plant draws the tables: catalogue, lists of materials of several versions,
// aliases, what persons recorded.
func (h *history) plant() {
	maybe := func(label string) bool { return rapid.Bool().Draw(h.t, label) }
	parts := []string{"parte,descripcion,tipo,fraccion,umc,umt,factor,evidencia,vigente_desde"}
	for _, f := range fracciones() {
		parts = append(parts, partOf(f)+",pieza,insumo,"+f+",1,1,,,2020-01-01")
		if maybe("the only part of its fracción") {
			continue
		}
		parts = append(parts, "Q-"+f+",pieza,insumo,"+f+",1,1,,,2020-01-01")
	}
	if maybe("catalogue") {
		h.table(append(parts, "PT-1,ensamble,producto,"+bracket+",1,1,,,2020-01-01")...)
	}
	head := "producto,componente,cantidad,unidad,merma,desperdicio,version,vigente_desde,vigente_hasta,familia"
	list := func(version, from, to string) []string {
		rows := []string{head}
		for i, f := range fracciones() {
			family := ""
			if i < 2 && maybe("family") {
				family = "F-1"
			}
			rows = append(rows, fmt.Sprintf("PT-1,%s,0.%d,1,%d%%,%d%%,%s,%s,%s,%s", partOf(f), 1+rapid.IntRange(0, 8).Draw(h.t, "net"),
				rapid.IntRange(0, 3).Draw(h.t, "merma"), rapid.IntRange(0, 3).Draw(h.t, "desperdicio"), version, from, to, family))
		}
		return rows
	}
	if maybe("bom") {
		h.table(list("A", "2020-01-01", "2021-12-31")...)
	}
	if maybe("later bom") {
		h.table(list("B", "2021-07-01", "")...) // overlaps A for half a year
	}
	if maybe("bom again") {
		h.table(list("A", "2020-01-01", "2021-06-30")...)
	}
	if maybe("alias") {
		h.table("alias,parte,vigente_desde", "ALIAS-"+bolt+","+partOf(bolt)+",2020-01-01", "ALIAS-"+nut+","+partOf(nut)+",2021-06-01")
	}
	if maybe("alias in doubt") {
		h.table("alias,parte,vigente_desde", "ALIAS-"+bolt+","+partOf(resin)+",2021-03-01")
	}
	h.records(maybe)
}

// records are the tables that move stock or decide about it.
func (h *history) records(maybe func(string) bool) {
	part := func() string { return partOf(rapid.SampledFrom(fracciones()).Draw(h.t, "of part")) }
	if maybe("opening") {
		e := rapid.SampledFrom(h.entries).Draw(h.t, "opened")
		l := e.Lineas[0]
		rows := []string{
			"pedimento,partida,parte,fraccion,saldo_umt,umt,saldo_umc,umc,fecha,procedencia,fecha_entrada,clave",
			fmt.Sprintf("%s,1,%s,%s,%d,1,%d,1,2021-03-31,Sistema anterior,,IN", number(2020, 7), partOf(bolt), bolt, 40, 40),
		}
		if e.Pago <= date("2021-03-25") {
			q := h.kilos("opening", 350)
			rows = append(rows, fmt.Sprintf("%s,%d,%s,%s,%d,1,%d,1,2021-03-31,Sistema anterior,%s,%s", e.Key, l.Sec, partOf(l.Fraccion), l.Fraccion, q, q, e.Pago, e.Clave))
		}
		h.table(rows...)
	}
	if maybe("counts") {
		h.table("fecha,parte,lugar,contado,unidad,motivo", fmt.Sprintf("%s,%s,L-1,%d,1,conteo", h.day("counted"), part(), h.kilos("count", 200)))
	}
	if maybe("acts") {
		on := h.day("act")
		h.table("acta,renglon,fecha,tipo,parte,pedimento,partida,cantidad,unidad,documento,de",
			fmt.Sprintf("A-1,1,%s,destruccion,%s,,,%d,1,acta,material", on, part(), h.kilos("goods", 50)),
			fmt.Sprintf("A-1,2,%s,destruccion,%s,,,%d,1,acta,desperdicio", on, part(), h.kilos("waste", 5)),
			fmt.Sprintf("A-1,3,%s,destruccion,,%s,1,%d,1,acta,material", on, rapid.SampledFrom(h.entries).Draw(h.t, "destroyed").Key, h.kilos("of a lot", 50)))
	}
	const head = "decision,fecha,tipo,salida,salida_partida,lote,lote_partida,parte,cantidad,unidad,quien,motivo"
	if maybe("losses") {
		p, lot := part(), ","
		if len(h.entries) > 0 && rapid.Bool().Draw(h.t, "of a lot") {
			lot = rapid.SampledFrom(h.entries).Draw(h.t, "lost of").Key + ",1"
			if rapid.Bool().Draw(h.t, "whatever it is of") {
				p = ""
			}
		}
		h.table(head, fmt.Sprintf("D-1,%s,faltante,,,%s,%s,%d,1,gerente,robo", h.day("lost"), lot, p, h.kilos("lost", 50)),
			fmt.Sprintf("D-2,%s,hallado,,,%s,%s,%d,1,gerente,hallado", h.day("found"), lot, p, h.kilos("back", 50)))
	}
	if maybe("decisions") && len(h.exits) > 0 {
		x, e := rapid.SampledFrom(h.exits).Draw(h.t, "decided"), rapid.SampledFrom(h.entries).Draw(h.t, "about")
		on := max(x.Pago, e.Pago).AddDays(10)
		h.table(head, fmt.Sprintf("D-3,%s,dirigir,%s,1,%s,1,,%d,1,gerente,pedido", on, x.Key, e.Key, h.kilos("directed", 60)),
			fmt.Sprintf("D-4,%s,%s,%s,2,,,,,,gerente,vencido", on, rapid.SampledFrom([]string{"tomar_vencido", "dejar_vencido"}).Draw(h.t, "expired"), x.Key),
			fmt.Sprintf("D-9,%s,%s,%s,1,%s,1,,,,gerente,vencido", on, rapid.SampledFrom([]string{"tomar_vencido", "dejar_vencido"}).Draw(h.t, "that lot"), x.Key, e.Key),
			fmt.Sprintf("D-5,%s,bloquear,,,%s,1,,,,gerente,calidad", e.Pago.AddDays(3), e.Key),
			fmt.Sprintf("D-6,%s,liberar,,,%s,1,,,,gerente,calidad", e.Pago.AddDays(90), e.Key),
			fmt.Sprintf("D-7,%s,bloquear,,,%s,1,,,,gerente,calidad", e.Pago.AddDays(120), e.Key),
			fmt.Sprintf("D-8,%s,liberar,,,%s,1,,,,gerente,calidad", e.Pago.AddDays(300), e.Key))
	}
}

// drawHistory draws everything that will arrive, in the order of its making.
func drawHistory(t *rapid.T) *history {
	h := &history{t: t}
	for n := range rapid.IntRange(1, 4).Draw(t, "entries") {
		h.entry(n + 1)
	}
	for n := range rapid.IntRange(1, 4).Draw(t, "exits") {
		h.exit(n + 1)
	}
	h.plant()
	for _, policy := range []string{
		"inventory_key: part\nsin_bom: faltante\nbom_lead_days: 3\nvigente_desde: 2021-01-01\n", "inventory_key: part\nsin_bom: directo\nvigente_desde: 2022-01-01\n",
		"inventory_key: fraccion\nsin_bom: directo\nvigente_desde: 2020-01-01\n",
		"inventory_key: part\nparte_sin_factura: catalogo\nvigente_desde: 2023-01-01\n",
	} {
		if rapid.Bool().Draw(t, "programme") {
			h.arrivals = append(h.arrivals, func() []*step.Paper { return []*step.Paper{programmePaper(policy)} })
		}
	}
	return h
}

// order draws a shuffled order of the arrivals, some of them twice.
func (h *history) order() []int {
	var all []int
	for i := range h.arrivals {
		all = append(all, i)
	}
	for range rapid.IntRange(0, 4).Draw(h.t, "repeats") {
		all = append(all, rapid.IntRange(0, len(h.arrivals)-1).Draw(h.t, "again"))
	}
	return rapid.Permutation(all).Draw(h.t, "order")
}

// naively is a book as the naive matcher must find it, from its lots and exits.
func naively(b *ledger.Book) (lots []naive.Lot, exits []naive.Exit) {
	classes := map[string]int{"": 0}
	class := func(part string) int {
		if b.Material.Kind != ledger.KindFamilia {
			return 0
		}
		if _, ok := classes[part]; !ok {
			classes[part] = len(classes)
		}
		return classes[part]
	}
	for i := range b.Lots {
		l := &b.Lots[i]
		lots = append(lots, naive.Lot{
			ID: l.ID, Qty: int64(l.Cantidad), Available: l.AvailableFrom, Due: l.Due, NamedOnly: l.NamedOnly, Class: class(l.Parte),
		})
		for _, b := range l.Bloqueos {
			lots[i].Blocked = append(lots[i].Blocked, naive.Block{From: b.Desde, Free: b.Hasta})
		}
	}
	for i := range b.Exits {
		x := &b.Exits[i]
		e := naive.Exit{
			ID: x.ID, Qty: int64(x.Cantidad), Moved: x.MovedAt, Class: class(x.Parte),
			NamedOnly:    x.Named != "" || len(x.Identifica) > 0 || len(x.Dirigido) > 0 && slices.Contains([]ledger.Role{ledger.RoleFaltante, ledger.RoleHallado, ledger.RoleActa}, x.Rol),
			TakesExpired: x.Regularises && !x.LeaveExpired || x.TakesExpired || x.Rol == ledger.RoleFaltante, LeavesExpired: x.LeaveExpired,
			Hold: x.Causa != "" || x.Rol == ledger.RoleSalida && !x.SameState && b.Policy.SinBOM == ledger.SinBOMFaltante,
		}
		for _, v := range x.Vencidos {
			for k := range b.Lots {
				if l := &b.Lots[k]; !sameNumber(l, v.Lot[:15]) || v.Lot != fmt.Sprintf("%s-%d", v.Lot[:15], l.Partida) {
					continue
				}
				if v.Toma {
					e.Take = append(e.Take, b.Lots[k].ID)
				} else {
					e.Leave = append(e.Leave, b.Lots[k].ID)
				}
			}
		}
		switch x.Rol {
		case ledger.RoleDesperdicio, ledger.RoleFaltante, ledger.RoleHallado, ledger.RoleConteo:
			e.Role = naive.Role(x.Rol)
		case ledger.RoleActa, ledger.RoleSalida: // of scrap: sold or given away
			e.Role = naive.Salida
			if x.Desperdicio {
				e.Role = naive.Acta
			}
		default:
			e.Role = naive.Salida
		}
		e.Names = namesOf(b, x)
		if e.Hold && len(e.Names) > 0 && len(x.Identifica) == 0 {
			e.Hold, e.NamedOnly = unheard(b, x, &e)
		}
		exits = append(exits, e)
	}
	return lots, exits
}

// unheard is how an exit is held of whose goods nobody tells the materials or
// the part, though lots are named for it: it takes those and no other, a record
// 512 without a part only where all of them are fixed assets.
func unheard(b *ledger.Book, x *ledger.Exit, e *naive.Exit) (hold, namedOnly bool) {
	if x.Causa == "" {
		return false, true
	}
	for i := range b.Lots {
		l := &b.Lots[i]
		if !l.NamedOnly && slices.ContainsFunc(e.Names, func(n naive.Name) bool { return n.Lot == l.ID }) {
			return true, e.NamedOnly
		}
	}
	return x.Causa != ledger.CauseNoPart || x.Named == "", e.NamedOnly
}

// namesOf are the lots an exit names: those a person directed, those of the
// number in its record 512.
func namesOf(b *ledger.Book, x *ledger.Exit) (out []naive.Name) {
	for _, d := range x.Dirigido {
		more := false
		for i := range b.Lots {
			if l := &b.Lots[i]; sameNumber(l, d.Lot[:15]) && d.Lot == fmt.Sprintf("%s-%d", d.Lot[:15], l.Partida) {
				out = append(out, naive.Name{Lot: l.ID, Qty: int64(d.Cantidad), More: more})
				more = true
			}
		}
	}
	whole := func(number string, q int64) {
		more := false
		for i := range b.Lots {
			if l := &b.Lots[i]; sameNumber(l, number) {
				out = append(out, naive.Name{Lot: l.ID, Qty: q, More: more})
				more = true
			}
		}
	}
	if x.Named != "" {
		whole(x.Named, int64(x.Cantidad))
	}
	for _, n := range x.Identifica {
		whole(n.Pedimento, int64(n.Cantidad))
	}
	return out
}

// sameNumber reports a number of the lot's chain.
func sameNumber(l *ledger.Lot, number string) bool {
	return slices.ContainsFunc(append([]string{l.Pedimento}, l.Numeros...), func(n string) bool {
		return n[2:] == number[2:] && ledger.YearsApart(n, number) <= 1
	})
}

// holdNaively compares every stored book with the naive matcher.
func (w *world) holdNaively() {
	w.t.Helper()
	err := step.EachBook(w.ctx, w.books, rfc, func(b *ledger.Book) error {
		want := naive.Run(naively(b))
		got := naive.Result{Balances: map[string]naive.Balance{}, Short: map[string]int64{}}
		for _, s := range b.Saldos {
			got.Balances[s.Lot] = naive.Balance{Good: int64(s.Cantidad), Waste: int64(s.Desperdicio), Missing: int64(s.Faltante), Held: int64(s.Held)}
		}
		for _, d := range b.Descargos {
			list := &got.PEPS
			if d.Basis == "named" {
				list = &got.Named
			}
			*list = append(*list, naive.Take{Exit: d.Exit, Lot: d.Lot, Qty: int64(d.Cantidad)})
		}
		for _, c := range b.Cambios {
			list := &got.PEPS
			switch {
			case c.A == ledger.ToBueno:
				list = &got.Back
			case c.Basis == "named":
				list = &got.Named
			}
			*list = append(*list, naive.Take{Exit: c.Exit, Lot: c.Lot, Qty: int64(c.Cantidad)})
		}
		for _, x := range b.Held {
			got.Held = append(got.Held, naive.Take{Exit: x.Exit, Lot: x.Lot, Qty: int64(x.Cantidad)})
			for _, t := range x.Tomado {
				got.Freed = append(got.Freed, naive.Freed{Held: x.Exit, By: t.Exit, Lot: x.Lot, Qty: int64(t.Cantidad)})
			}
		}
		for _, s := range b.Shortages {
			got.Short[s.Exit] += int64(s.Cantidad)
		}
		for _, s := range b.Sobrantes {
			got.Short[s.Exit] += int64(s.Cantidad)
		}
		want.Named, want.Freed = addedUp(want.Named), together(want.Freed)
		byName := cmpopts.SortSlices(func(a, b naive.Take) bool { return a.Exit+a.Lot < b.Exit+b.Lot })
		byHold := cmpopts.SortSlices(func(a, b naive.Freed) bool { return a.Held+a.By+a.Lot < b.Held+b.By+b.Lot })
		if d := cmp.Diff(want, got, cmpopts.EquateEmpty(), byName, byHold); d != "" {
			return fmt.Errorf("%v: (-naive +books)\n%s", b.Material, d) //nolint:err113 // read by a person
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// addedUp are takes with those of one exit and lot as one: a person may direct
// an exit to the lot its record names.
func addedUp(takes []naive.Take) (out []naive.Take) {
	for _, t := range takes {
		i := slices.IndexFunc(out, func(o naive.Take) bool { return o.Exit == t.Exit && o.Lot == t.Lot })
		if i < 0 {
			out = append(out, t)
			continue
		}
		out[i].Qty += t.Qty
	}
	return out
}

// together is addedUp of what was held.
func together(list []naive.Freed) (out []naive.Freed) {
	for _, f := range list {
		i := slices.IndexFunc(out, func(o naive.Freed) bool { return o.Held == f.Held && o.By == f.By && o.Lot == f.Lot })
		if i < 0 {
			out = append(out, f)
			continue
		}
		out[i].Qty += f.Qty
	}
	return out
}

// audit runs the invariant checker of the product.
func (w *world) audit() {
	w.t.Helper()
	k, err := step.CheckBooks(w.ctx, w.books, rfc)
	if err != nil || len(k.Breaches) > 0 {
		w.t.Fatalf("%v %+v", err, k)
	}
}

// flaky is a store some of whose calls fail: before anything is done, or
// after, when the answer is lost. Which ones is drawn.
type flaky struct {
	store
	plan []moment
	at   atomic.Int64
}

func (f *flaky) do(write func() error) error {
	m := f.plan[int(f.at.Add(1))%len(f.plan)]
	if m.class != 0 && !m.after {
		return m.err()
	}
	if err := write(); err != nil || m.class == 0 {
		return err
	}
	return m.err()
}

func (f *flaky) Commit(ctx context.Context, c step.Commit) error {
	return f.do(func() error { return f.store.Commit(ctx, c) })
}

func (f *flaky) SaveBooks(ctx context.Context, rfc string, us []step.BookUpdate) error {
	return f.do(func() error { return f.store.SaveBooks(ctx, rfc, us) })
}

// plan draws which writes fail; at least one of every five goes through.
func (h *history) plan() []moment {
	var out []moment
	for range rapid.IntRange(5, 25).Draw(h.t, "writes") {
		if rapid.IntRange(0, 2).Draw(h.t, "fails") > 0 || len(out)%5 == 0 {
			out = append(out, moment{})
			continue
		}
		class := fault.Transient
		if rapid.Bool().Draw(h.t, "race") {
			class = fault.Conflict
		}
		out = append(out, moment{after: rapid.Bool().Draw(h.t, "answer lost"), class: class})
	}
	return out
}

// again repeats what failed in a way that may be tried again.
func again(try func() error) error {
	for range 2000 { // a worker among four may meet the writes that fail many times in a row
		err := try()
		if c := fault.Of(err); err == nil || c != fault.Transient && c != fault.Conflict {
			return err
		}
	}
	return fault.Newf(fault.Conflict, "try", "it never got through")
}

// together delivers the arrivals from several workers at once, each of which
// also matches, over stores that fail now and then: books gives the one of a
// worker. A worker that fails begins its arrival anew, as one that was killed
// would.
func (w *world) together(h *history, order []int, workers int, books func(worker int) step.Books) error {
	var next atomic.Int64
	errs := make([]error, workers)
	var all sync.WaitGroup
	for k := range workers {
		all.Go(func() {
			for errs[k] == nil {
				at := int(next.Add(1)) - 1
				if at >= len(order) {
					return
				}
				errs[k] = again(func() error {
					of := books(k)
					in := &step.Ingest{Books: of, Blobs: w.blobs, Now: noon}
					if _, _, err := in.Settle(w.ctx, h.arrivals[order[at]](), true); err != nil {
						return err
					}
					var err error
					if at%workers == k {
						_, err = (&step.Match{Books: of, Workers: 2}).Run(w.ctx, rfc)
					}
					return err
				})
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// TestAnyHistory draws the documents of a small plant and holds the books they
// give, taken one by one, to the naive matcher and to the invariant checker
// after every step. The same documents in another order, twice, several at a
// time, and from four workers at once over a store that fails, give the same
// bytes.
func TestAnyHistory(t *testing.T) {
	t.Parallel()
	files := openFolders(t)
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t)
		first, done := files.open(t)
		defer done()
		for _, a := range h.arrivals {
			first.settle(a()...)
			first.match(rfc)
			first.audit()
		}
		first.holdNaively()
		want := first.state(rfc)

		second, done := files.open(t)
		defer done()
		for order := h.order(); len(order) > 0; {
			n := min(len(order), rapid.IntRange(1, 6).Draw(t, "together"))
			var papers []*step.Paper
			for _, i := range order[:n] {
				papers = append(papers, h.arrivals[i]()...)
			}
			order = order[n:]
			second.settle(papers...)
			if rapid.IntRange(0, 2).Draw(t, "match now") == 0 {
				second.match(rfc)
				second.audit()
			}
		}
		second.match(rfc)
		second.audit()
		if d := cmp.Diff(want, second.state(rfc)); d != "" {
			t.Fatalf("another order gives other books (-one by one +this one):\n%s", d)
		}

		third, done := files.open(t)
		defer done()
		sound := third.books
		shaky := &flaky{store: sound, plan: h.plan()}
		if err := third.together(h, h.order(), 4, func(int) step.Books { return shaky }); err != nil {
			t.Fatal(err)
		}
		third.match(rfc)
		third.audit()
		if d := cmp.Diff(want, third.state(rfc)); d != "" {
			t.Fatalf("four workers give other books (-one by one +four):\n%s", d)
		}
	})
}
