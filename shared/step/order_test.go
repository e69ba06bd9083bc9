package step_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

func micros(n int64) quantity.Micros { return quantity.Micros(n * 1_000_000) }

func missing(h document.Hash) error {
	return fault.Newf(fault.Misconfigured, "get "+string(h), "not there")
}

func date(s string) document.Date {
	d, err := document.ParseDate(s)
	if err != nil {
		panic(err) // a test's own constant
	}
	return d
}

// small is a company of three months with every kind of document and the
// planned errors.
func small() synth.Options {
	return synth.Options{Seed: 11, Months: 2, Pedimentos: 8, Partidas: 2, Materials: 8, ErrorsOn: true}
}

// TestOrderOfArrivalLeavesNoTrace feeds the documents of a company shuffled,
// repeated, joined and split over commits, with matching in between: the
// books and findings are those of the run in order, byte by byte.
func TestOrderOfArrivalLeavesNoTrace(t *testing.T) {
	t.Parallel()
	c := invent(t, small())
	us := c.truth.Company.RFC
	files := openFolders(t)
	in, done := files.open(t)
	for _, name := range c.documents() {
		in.settle(c.read(name)...)
	}
	in.match(us)
	want := in.state(us)
	done()
	if len(want.Books) < 5 || len(want.Findings) == 0 {
		t.Fatalf("the story is too poor to prove anything: %d books, %d findings", len(want.Books), len(want.Findings))
	}
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.Permutation(c.documents()).Draw(t, "order")
		for range rapid.IntRange(0, 3).Draw(t, "repeats") {
			at := rapid.IntRange(0, len(names)).Draw(t, "at")
			names = slices.Insert(names, at, rapid.SampledFrom(c.documents()).Draw(t, "again"))
		}
		w, done := files.open(t)
		defer done()
		for len(names) > 0 {
			n := min(len(names), rapid.IntRange(1, 12).Draw(t, "together"))
			var papers []*step.Paper
			for _, name := range names[:n] {
				papers = append(papers, c.read(name)...)
			}
			names = names[n:]
			w.settle(papers...)
			if rapid.IntRange(0, 3).Draw(t, "match now") == 0 {
				w.match(us)
			}
		}
		w.match(us)
		if d := cmp.Diff(want, w.state(us)); d != "" {
			t.Fatalf("another order gives other books (-in order +this one):\n%s", d)
		}
	})
}

// story is a set of papers whose order must not matter.
func stories() map[string]func() []*step.Paper {
	entry := func(key, day string, lines ...ledger.Line) ledger.Fact {
		return ledger.Fact{Key: key, Clave: "IN", Pago: date(day), Entrada: date(day), Seleccion: date(day), Lineas: lines}
	}
	rectify := func(f ledger.Fact, prior, on string) ledger.Fact {
		f.EsRectif, f.Rectifica = true, &ledger.Prior{Key: prior, Clave: "IN", Fecha: date(on)}
		return f
	}
	o, r1, r2 := number(2021, 1), number(2021, 2), number(2021, 3)
	all := map[string]func() []*step.Paper{
		"a chain of rectifications": func() []*step.Paper {
			return []*step.Paper{
				paper(entry(o, "2021-03-01", line(1, "39012001", 100))),
				paper(rectify(entry(r1, "2021-03-10", line(1, "39012001", 90)), o, "2021-03-01")),
				paper(rectify(entry(r2, "2021-03-10", line(1, "73181501", 80)), r1, "2021-03-10")),
				paper(ledger.Fact{
					Key: number(2021, 9), Clave: "F4", Pago: date("2021-04-01"), Lineas: []ledger.Line{line(1, "73181501", 30)},
					Nombrados: []ledger.Named{{Key: r1, Clave: "IN", Fecha: date("2021-03-10"), Fraccion: "73181501", Unidad: "1", Cantidad: micros(30)}},
				}),
			}
		},
		"a chain whose original never comes": func() []*step.Paper {
			return []*step.Paper{
				paper(rectify(entry(r1, "2021-03-10", line(1, "39012001", 90)), o, "2021-03-01")),
				paper(rectify(entry(r2, "2021-03-20", line(1, "39012001", 80)), r1, "2021-03-10")),
			}
		},
		"sources a year apart": func() []*step.Paper {
			key, printed := number(2020, 7), "21"+number(2020, 7)[2:]
			a, b := entry(key, "2021-01-05", line(1, "39012001", 100)), entry(printed, "2021-01-05", line(1, "39012001", 100))
			b.Source = document.SourcePrint
			c := entry(printed, "2021-01-05", line(1, "39012001", 100))
			c.Source = document.SourceVUCEM
			return []*step.Paper{
				paper(a), paper(b), paper(c),
				paper(rectify(entry(r1, "2021-02-10", line(1, "39012001", 90)), key, "2021-01-05")),
				invoiceOf(printed, "39012001", 100),
			}
		},
		"an original of a greater number, and sources that do not say what they rectify": func() []*step.Paper {
			greater := number(2021, 500)
			bare1, bare2 := entry(r1, "2021-03-10", line(1, "39012001", 90)), entry(r2, "2021-03-10", line(1, "39012001", 80))
			bare1.Source, bare2.Source = document.SourcePrint, document.SourceVUCEM
			return []*step.Paper{
				paper(entry(greater, "2021-03-01", line(1, "39012001", 100))),
				paper(rectify(entry(r1, "2021-03-10", line(1, "39012001", 90)), greater, "2021-03-01")),
				paper(rectify(entry(r2, "2021-03-10", line(1, "39012001", 80)), r1, "2021-03-10")),
				paper(bare1), paper(bare2),
			}
		},
		"a contradiction and its confirmation": func() []*step.Paper {
			a, b, c := entry(o, "2021-03-01", line(1, "39012001", 100)), entry(o, "2021-03-01", line(1, "39012001", 70)), entry(o, "2021-03-01", line(1, "39012001", 100))
			b.Source, c.Source = document.SourcePrint, document.SourceVUCEM
			return []*step.Paper{paper(a), paper(b), paper(c)}
		},
		"an archivo M that the validator took": func() []*step.Paper {
			print := entry(o, "2021-03-01", line(1, "39012001", 100))
			print.Source, print.Seleccion = document.SourcePrint, 0
			stage := print
			stage.Source = document.SourceDataStage
			return []*step.Paper{
				underAcuse(paper(print), "ABCD1234"), paper(stage), killed(o, "ABCD1234"),
				underAcuse(paper(entry(r1, "2021-03-10", line(1, "39012001", 60))), "WXYZ9876"), killed(r1, "ZZZZ0000"),
			}
		},
		"a print that tells a withdrawal": func() []*step.Paper {
			gone := ledger.Fact{Key: o, Clave: "IN", Pago: date("2021-03-01"), Source: document.SourcePrint, Desistido: true}
			paid := entry(o, "2021-03-01", line(1, "39012001", 100))
			paid.Seleccion = 0
			return []*step.Paper{
				paper(paid), paper(gone),
				paper(entry(r1, "2021-03-10", line(1, "39012001", 60))),
				paper(rectify(entry(r2, "2021-03-20", line(1, "39012001", 80)), o, "2021-03-01")),
				paper(ledger.Fact{
					Key: number(2021, 9), Clave: "F4", Pago: date("2021-04-01"), Lineas: []ledger.Line{line(1, "39012001", 30)},
					Nombrados: []ledger.Named{{Key: o, Clave: "IN", Fecha: date("2021-03-01"), Fraccion: "39012001", Unidad: "1", Cantidad: micros(30)}},
				}),
			}
		},
		"lots without a part that are stolen, destroyed and blocked, and one that is not here": func() []*step.Paper {
			const decided = "decision,fecha,tipo,salida,salida_partida,lote,lote_partida,parte,cantidad,unidad,quien,motivo\n"
			return []*step.Paper{
				paper(entry(o, "2021-03-01", line(1, "39012001", 100), line(2, "73181501", 50))), invoiceOf(o, "73181501", 50),
				plantTable(decided + "D-1,2021-04-01,faltante,,," + o + ",1,,30,1,Gerente,robo\nD-2,2021-04-01,faltante,,," + o + ",2,,5,1,Gerente,robo\n"),
				plantTable(decided + "D-3,2021-04-01,faltante,,," + r1 + ",1,,7,1,Gerente,robo\nD-4,2021-04-01,bloquear,,," + r2 + ",1,,,,Gerente,calidad\nD-5,2021-04-01,bloquear,,," + number(2021, 9) + ",1,,,,Gerente,calidad\n"),
				plantTable("acta,renglon,fecha,tipo,pedimento,partida,cantidad,unidad,documento,de\nA-1,1,2021-05-01,destruccion," + o + ",1,20,1,Acta,material\n"),
				plantTable("pedimento,partida,fraccion,saldo_umt,umt,fecha,procedencia,fecha_entrada\n" + number(2021, 9) + ",1,39012001,8,1,2021-02-01,sistema anterior,2021-01-15\n"),
				programmePaper("inventory_key: part\nsin_bom: directo\nvigente_desde: 2021-01-01\n"),
				paper(ledger.Fact{Key: number(2021, 10), Clave: "RT", Operacion: "EXP", Pago: date("2021-06-01"), Lineas: []ledger.Line{line(1, "39012001", 10)}}),
			}
		},
		"invoices before their pedimento, and two programme files": func() []*step.Paper {
			return []*step.Paper{
				paper(entry(o, "2021-03-01", line(1, "39012001", 100), line(2, "73181501", 5))),
				invoiceOf(o, "39012001", 100), invoiceOf(o, "73181501", 5), invoiceOf(number(2021, 77), "39012001", 1),
				paper(ledger.Fact{Key: number(2021, 9), Clave: "RT", Operacion: "EXP", Pago: date("2021-04-01"), Lineas: []ledger.Line{line(1, "39012001", 30)}}),
				programmePaper("inventory_key: fraccion\nsin_bom: faltante\nvigente_desde: 2021-01-01\n"),
				programmePaper("inventory_key: part\nsin_bom: directo\nvigente_desde: 2022-01-01\n"),
			}
		},
	}
	maps.Copy(all, cfdiStories())
	return all
}

// plantTable is a table of the plant.
func plantTable(rows string) *step.Paper {
	read := reader().Read(context.Background(), step.Input{Name: "table.csv", Bytes: []byte(rows), RFC: rfc})
	if len(read) != 1 || read[0].Record.Status != document.Accepted {
		panic(read[0].Record.Findings) // a test's own constant
	}
	return read[0]
}

// invoiceOf is an invoice that gives a partida its part number.
func invoiceOf(key, fraccion string, kilos int64) *step.Paper {
	sha := document.HashOf([]byte("invoice " + key + fraccion))
	return &step.Paper{
		Parts: &ledger.PartList{Pedimento: key, Doc: sha, Invoice: "F-" + fraccion, Lines: []ledger.PartLine{{Parte: "P-" + fraccion, Fraccion: fraccion, Cantidad: micros(kilos)}}},
		Record: step.Record{
			RFC: rfc, SHA: sha, Name: "invoice " + fraccion, Kind: document.KindInvoice, Source: "csv", Key: "F-" + fraccion + key, Status: document.Accepted,
		},
	}
}

func programmePaper(policy string) *step.Paper {
	b := []byte("rfc: " + rfc + "\nnombre: MANUFACTURAS EJEMPLO\nprograma: \"1234-2006\"\n" + policy)
	p, findings := programme.Read(b)
	if p == nil {
		panic(findings) // a test's own constant
	}
	return &step.Paper{Bytes: b, Programme: p, Record: step.Record{
		RFC: rfc, SHA: document.HashOf(b), Name: "programa.yaml", Kind: document.KindProgramme, Key: rfc, Status: document.Accepted,
	}}
}

// TestEveryOrderOfAStory draws orders, groupings and moments of matching.
func TestEveryOrderOfAStory(t *testing.T) {
	t.Parallel()
	for name, papers := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := openFolders(t)
			var want *state
			rapid.Check(t, func(t *rapid.T) {
				w, done := files.open(t)
				defer done()
				all := papers()
				order := make([]int, len(all))
				for i := range order {
					order[i] = i
				}
				if want != nil {
					order = rapid.Permutation(order).Draw(t, "order")
				}
				for len(order) > 0 {
					n := min(len(order), rapid.IntRange(1, 3).Draw(t, "together"))
					var batch []*step.Paper
					for _, i := range order[:n] {
						batch = append(batch, all[i])
					}
					order = order[n:]
					w.settle(batch...)
					if rapid.IntRange(0, 3).Draw(t, "match now") == 0 {
						w.match(rfc)
					}
				}
				w.match(rfc)
				got := w.state(rfc)
				if want == nil {
					want = &got
				}
				if d := cmp.Diff(*want, got); d != "" {
					t.Fatalf("(-first order +this one):\n%s", d)
				}
			})
		})
	}
}

// storyBooks are what a story comes to.
type storyBooks struct {
	Lots  []string // id, quantity, saldo, part
	Codes []string
}

// TestWhatTheStoriesSay: the same books in every order could still be wrong.
func TestWhatTheStoriesSay(t *testing.T) {
	t.Parallel()
	want := map[string]storyBooks{
		"a chain of rectifications": {
			Lots: []string{number(2021, 1) + "-1 80 50 "}, Codes: []string{"programme_missing"},
		},
		"a chain whose original never comes": {
			Lots: []string{number(2021, 1) + "-1 80 80 "}, Codes: []string{"programme_missing", "rectification_without_original"},
		},
		"sources a year apart": {
			Lots: []string{number(2020, 7) + "-1 90 90 P-39012001"}, Codes: []string{"invoice_rectified_quantity", "programme_missing"},
		},
		"an original of a greater number, and sources that do not say what they rectify": {
			Lots: []string{number(2021, 500) + "-1 80 80 "}, Codes: []string{"programme_missing"},
		},
		"a contradiction and its confirmation": {
			Lots: []string{number(2021, 1) + "-1 100 100 "}, Codes: []string{"programme_missing", "sources_contradict"},
		},
		"an archivo M that the validator took": {
			Lots: []string{number(2021, 2) + "-1 60 60 "}, Codes: []string{"programme_missing", "sources_contradict"},
		},
		"a print that tells a withdrawal": {
			Lots: []string{number(2021, 2) + "-1 60 60 "}, Codes: []string{"programme_missing", "shortage_before_window", "sources_contradict"},
		},
		"lots without a part that are stolen, destroyed and blocked, and one that is not here": {
			// 100 less 30 stolen, 20 destroyed and 10 that left while the older lot was blocked
			Lots:  []string{number(2021, 1) + "-1 100 40 ", number(2021, 1) + "-2 50 45 P-73181501", number(2021, 9) + "-1 8 8 "},
			Codes: []string{"decision_without_pedimento"},
		},
		"invoices before their pedimento, and two programme files": {
			Lots:  []string{number(2021, 1) + "-1 100 100 P-39012001", number(2021, 1) + "-2 5 5 P-73181501"},
			Codes: []string{"invoice_without_pedimento", "shortage_before_window"},
		},
	}
	maps.Copy(want, cfdiBooks())
	for name, papers := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for _, p := range papers() {
				w.settle(p)
			}
			w.match(rfc)
			var got storyBooks
			err := step.EachBook(w.ctx, w.books, rfc, func(b *ledger.Book) error {
				for i, l := range b.Lots {
					got.Lots = append(got.Lots, l.ID+" "+l.Cantidad.String()+" "+b.Saldos[i].Cantidad.String()+" "+l.Parte)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			slices.Sort(got.Lots)
			got.Codes = w.codes()
			if d := cmp.Diff(want[name], got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}
