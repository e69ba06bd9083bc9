package step_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

func uuid(n int) string { return fmt.Sprintf("0A1B2C3D-0000-4000-8000-%012d", n) }

// declares gives a pedimento's paper the papers it declares, by their numbers.
func declares(p *step.Paper, numbers ...string) *step.Paper {
	ped := &pedimento.Pedimento{RFC: rfc}
	for _, n := range numbers {
		x := pedimento.Factura{Numero: n, Fecha: p.Fact.Pago, IDFiscal: rfc}
		if strings.HasPrefix(n, "COVE") {
			x.Numero, x.COVE = "", n
		}
		ped.Facturas = append(ped.Facturas, x)
	}
	p.Evidence = ledger.EvidenceOfPedimento(ped, p.Fact)
	return p
}

// voucher is an accepted paper that says something of other papers.
func voucher(name string, say func(document.Hash) []ledger.Evidence) *step.Paper {
	sha := document.HashOf([]byte(name))
	return &step.Paper{Evidence: say(sha), Record: step.Record{
		RFC: rfc, SHA: sha, Name: name, Kind: document.KindCFDI, Key: "sha256:" + string(sha), Status: document.Accepted,
	}}
}

// goodsOf are the kilos of each part of an invoice.
type goodsOf map[string]int64

// invoiced is the CFDI n of a day, with what it replaces.
func invoiced(n int, day string, goods goodsOf, replaces ...int) *step.Paper {
	c := &cfdi.Comprobante{
		UUID: uuid(n), Tipo: "I", Serie: "A", Folio: ledger.LineNumber(n), Fecha: date(day), Cotejo: document.CotejoCompleto,
		Emisor: cfdi.Emisor{RFC: rfc}, Comercio: &cfdi.ComercioExterior{},
	}
	for _, part := range []string{"P-1", "P-2", "P-3"} {
		if q := goods[part]; q != 0 {
			c.Conceptos = append(c.Conceptos, cfdi.Concepto{NoIdentificacion: part, Cantidad: money.Int(q), ClaveUnidad: "KGM"})
			c.Comercio.Mercancias = append(c.Comercio.Mercancias, cfdi.Mercancia{NoIdentificacion: part, FraccionArancelaria: "3901200100"})
		}
	}
	for _, r := range replaces {
		c.Relacionados = append(c.Relacionados, cfdi.Relacion{Tipo: "04", UUID: uuid(r)})
	}
	return voucher("cfdi "+uuid(n), func(sha document.Hash) []ledger.Evidence { return ledger.EvidenceOfCFDI(c, sha) })
}

// cancels is the SAT's answer that an invoice is cancelled.
func cancels(n int, day, emisor string) *step.Paper {
	a := &cfdi.Acuse{Emisor: emisor, Fecha: date(day), Folios: []cfdi.FolioCancelado{{UUID: uuid(n), Estado: "201"}, {UUID: uuid(90 + n), Estado: "205"}}}
	return voucher("acuse "+uuid(n)+emisor, func(sha document.Hash) []ledger.Evidence { return ledger.EvidenceOfAcuse(a, sha) })
}

// acuseDeValor names the invoice A-n.
func acuseDeValor(n int, day string) *step.Paper {
	c := &cove.Cove{
		EDocument: fmt.Sprintf("COVE21%07d", n), Numero: "A " + ledger.LineNumber(n), Fecha: date(day), Cotejo: document.CotejoCompleto,
		Emisor: cove.Persona{Tipo: "1", ID: rfc},
	}
	return voucher("cove "+c.EDocument, func(sha document.Hash) []ledger.Evidence { return ledger.EvidenceOfCOVE(c, sha) })
}

// cfdiStories are of an export of 100 kilos, and of what its CFDI say.
func cfdiStories() map[string]func() []*step.Paper {
	const day = "2021-03-10"
	rt := func(n int, numbers ...string) *step.Paper {
		return declares(paper(ledger.Fact{Key: number(2021, n), Clave: "IN", Operacion: "IMP", Pago: date(day), Lineas: []ledger.Line{line(1, "39012001", 100)}}), numbers...)
	}
	v1 := func(numbers ...string) *step.Paper {
		return declares(paper(ledger.Fact{Key: number(2021, 2), Clave: "V1", Operacion: "EXP", Pago: date(day), Lineas: []ledger.Line{line(1, "39012001", 10)}}), numbers...)
	}
	part := func() *step.Paper { return programmePaper("inventory_key: part\n") }
	two := goodsOf{"P-1": 60, "P-2": 40}
	return map[string]func() []*step.Paper{
		"a CFDI names the parts": func() []*step.Paper {
			return []*step.Paper{part(), rt(1, uuid(1)), invoiced(1, day, two)}
		},
		"its lines do not add up": func() []*step.Paper {
			return []*step.Paper{part(), rt(1, uuid(1)), invoiced(1, day, goodsOf{"P-1": 60, "P-2": 41})}
		},
		"cancelled": func() []*step.Paper {
			return []*step.Paper{part(), rt(1, uuid(1)), invoiced(1, day, two), cancels(1, "2021-05-02", rfc)}
		},
		"cancelled by a stranger": func() []*step.Paper {
			return []*step.Paper{part(), rt(1, uuid(1)), invoiced(1, day, two), cancels(1, "2021-05-02", "XXX010101XX1")}
		},
		"replaced twice": func() []*step.Paper {
			return []*step.Paper{
				part(), rt(1, uuid(1)), invoiced(1, day, two), invoiced(2, "2021-04-01", goodsOf{"P-1": 100}, 1), invoiced(3, "2021-04-02", goodsOf{"P-1": 30, "P-3": 70}, 2),
			}
		},
		"the replacement is cancelled": func() []*step.Paper {
			return []*step.Paper{part(), rt(1, uuid(1)), invoiced(1, day, two), invoiced(2, "2021-04-01", goodsOf{"P-1": 100}, 1), cancels(2, "2021-05-02", rfc)}
		},
		"each replaces the other": func() []*step.Paper {
			return []*step.Paper{part(), rt(1, uuid(1)), invoiced(1, day, two, 2), invoiced(2, day, two, 1)}
		},
		"two replace it": func() []*step.Paper {
			return []*step.Paper{part(), rt(1, uuid(1)), invoiced(1, day, two), invoiced(2, day, two, 1), invoiced(3, day, two, 1)}
		},
		"two pedimentos declare it": func() []*step.Paper {
			return []*step.Paper{part(), rt(1, uuid(1)), rt(3, uuid(1)), invoiced(1, day, two)}
		},
		"by its number, and by an acuse de valor": func() []*step.Paper {
			return []*step.Paper{
				part(), rt(1, uuid(9)), invoiced(9, day, two), v1("A-1", "COVE210000001"), acuseDeValor(1, day), invoiced(1, day, goodsOf{"P-2": 10}),
			}
		},
		"only by an acuse de valor, and cancelled": func() []*step.Paper {
			return []*step.Paper{
				part(), rt(1, uuid(9)), invoiced(9, day, two), v1("COVE210000001"), acuseDeValor(1, day), invoiced(1, day, goodsOf{"P-2": 10}), cancels(1, "2021-05-02", rfc),
			}
		},
		"an invoice told the parts before": func() []*step.Paper {
			return []*step.Paper{part(), rt(1, uuid(1)), invoiceOf(number(2021, 1), "39012001", 100), invoiced(1, day, two), cancels(1, "2021-05-02", rfc)}
		},
		"a rectification declares another": func() []*step.Paper {
			r := paper(ledger.Fact{
				Key: number(2021, 5), Clave: "IN", Operacion: "IMP", Pago: date("2021-03-20"), EsRectif: true,
				Rectifica: &ledger.Prior{Key: number(2021, 1), Clave: "IN", Fecha: date(day)}, Lineas: []ledger.Line{line(1, "39012001", 90)},
			})
			return []*step.Paper{part(), rt(1, uuid(1)), declares(r, uuid(2)), invoiced(1, day, two), invoiced(2, "2021-03-20", goodsOf{"P-1": 50, "P-3": 40})}
		},
		"nobody declares it": func() []*step.Paper {
			return []*step.Paper{part(), rt(1), invoiced(1, day, two), cancels(1, day, rfc)}
		},
	}
}

func cfdiBooks() map[string]storyBooks {
	one := number(2021, 1)
	whole := []string{one + "-1 100 100 "}
	parts := []string{one + "-1/P-1 60 60 P-1", one + "-1/P-2 40 40 P-2"}
	return map[string]storyBooks{
		"a CFDI names the parts":  {parts, nil},
		"its lines do not add up": {whole, []string{"invoice_line_unmatched"}},
		"cancelled":               {whole, []string{"cfdi_cancelled"}},
		"cancelled by a stranger": {parts, nil},
		"replaced twice":          {[]string{one + "-1/P-1 30 30 P-1", one + "-1/P-3 70 70 P-3"}, []string{"cfdi_cancelled"}},
		"the replacement is cancelled": {
			whole, []string{"cfdi_cancelled"},
		},
		"each replaces the other":   {whole, []string{"cfdi_cancelled"}},
		"two replace it":            {whole, []string{"cfdi_ambiguous", "cfdi_cancelled"}},
		"two pedimentos declare it": {append(slices.Clone(whole), number(2021, 3)+"-1 100 100 "), []string{"cfdi_shared"}},
		"by its number, and by an acuse de valor": {
			[]string{one + "-1/P-1 60 60 P-1", one + "-1/P-2 40 30 P-2"}, nil,
		},
		"only by an acuse de valor, and cancelled": {parts, []string{"cfdi_cancelled", "shortage_no_bom"}},
		"an invoice told the parts before":         {[]string{one + "-1 100 100 P-39012001"}, []string{"cfdi_cancelled"}},
		"a rectification declares another":         {[]string{one + "-1/P-1 50 50 P-1", one + "-1/P-3 40 40 P-3"}, nil},
		"nobody declares it":                       {whole, nil},
	}
}

// TestDerivedAlike: computed in memory from the facts alone, the books are the
// stored ones, and so is what the facts of a package say.
func TestDerivedAlike(t *testing.T) {
	t.Parallel()
	for name, papers := range cfdiStories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for _, p := range papers() {
				w.settle(p)
			}
			w.match(rfc)
			d, err := step.KnownAt(w.ctx, w.books, rfc, noon())
			if err != nil {
				t.Fatal(err)
			}
			derived, err := d.Books()
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for _, b := range derived {
				raw, err := b.Encode()
				if err != nil {
					t.Fatal(err)
				}
				got[b.Material.Key+"/"+b.Material.Unit] = string(document.HashOf(raw))
			}
			want := w.state(rfc).Books
			for k, v := range want {
				_, want[k], _ = strings.Cut(v, " ")
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("(-stored +derived):\n%s", d)
			}
		})
	}
}

// TestOnlyWhatItTouches: a cancellation matches the materials of the pedimento
// that declares the invoice again, and no others.
func TestOnlyWhatItTouches(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := paper(ledger.Fact{Key: number(2021, 7), Clave: "IN", Pago: 20210310, Lineas: []ledger.Line{line(1, "73181501", 5)}})
	for _, p := range append(cfdiStories()["a CFDI names the parts"](), other) {
		w.settle(p)
	}
	w.match(rfc)
	dirty := func(p *step.Paper) []string {
		w.settle(p)
		refs, err := w.books.Dirty(w.ctx, rfc)
		if err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, r := range refs {
			keys = append(keys, r.Material.Key)
		}
		slices.Sort(keys)
		return keys
	}
	if got := dirty(invoiced(5, "2021-03-10", goodsOf{"P-1": 5})); len(got) != 0 {
		t.Errorf("an invoice nobody declares matches %v again", got)
	}
	if got := dirty(cancels(1, "2021-05-02", "XXX010101XX1")); len(got) != 0 {
		t.Errorf("a cancellation that does not hold matches %v again", got)
	}
	if d := cmp.Diff([]string{"39012001", "P-1", "P-2"}, dirty(cancels(1, "2021-05-02", rfc))); d != "" {
		t.Error(d)
	}
	w.match(rfc)
}
