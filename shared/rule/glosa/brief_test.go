package glosa_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/stay"
)

// TestBriefSaysWhatOthersAsk: the programme, and each identifier once that may
// decide a stay, of the whole and of partidas.
func TestBriefSaysWhatOthersAsk(t *testing.T) {
	t.Parallel()
	p := ruletest.Import(func(p *pedimento.Pedimento) {
		p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "PZ"}, pedimento.Identificador{Clave: "PC"})
		for i := range p.Partidas {
			p.Partidas[i].Identificadores = []pedimento.Identificador{{Clave: "AF"}, {Clave: "TL", Complementos: []string{"USA"}}, {Clave: "IC", Complementos: []string{"O"}}}
		}
	})
	x := glosa.NewIndex()
	x.Add(glosa.EntryOf(p, true))
	b := x.Find(p.Number)
	want := []stay.Identificador{{Clave: "PZ"}, {Clave: "AF"}, {Clave: "IC", Complementos: []string{"O"}}}
	if diff := cmp.Diff(want, b.Casos); diff != "" || b.Programa != "1234-2006" || !b.Identified || !b.Consolidado || !b.Counterpart {
		t.Errorf("%s in %+v", diff, b)
	}
}

// TestSupersededWithinItsYears: the digits of a number come back after ten years, and
// a rectification replaces what was paid before it, not what bears its digits later.
func TestSupersededWithinItsYears(t *testing.T) {
	t.Parallel()
	const old, late, replaces = "142432104000777", "242432104000777", "242432104000778"
	rectification := func(paid document.Date) *pedimento.Pedimento {
		return ruletest.Import(func(p *pedimento.Pedimento) {
			p.Number, p.FechaPago = replaces, 20240410
			p.Rectifica = &pedimento.Rectificacion{Patente: "3210", Documento: "4000777", Aduana: "240", Fecha: paid}
		})
	}
	for name, tt := range map[string]struct {
		paid      document.Date // as record 701 tells it
		withdrawn bool
		want      map[string]string
	}{
		"of this year":        {20240401, false, map[string]string{late: replaces, old: ""}},
		"of ten years before": {20140401, false, map[string]string{late: "", old: replaces}},
		"701 without a date":  {0, false, map[string]string{late: replaces, old: ""}},
		"withdrawn itself":    {20240401, true, map[string]string{late: "", old: ""}},
	} {
		x := glosa.NewIndex()
		e := glosa.EntryOf(rectification(tt.paid), false)
		e.Withdrawn = tt.withdrawn
		x.Add(e)
		for number, want := range tt.want {
			if got := x.Superseded(number); got != want {
				t.Errorf("%s: %s is replaced by %q, want %q", name, number, got, want)
			}
		}
	}
}

// TestCitesInvoice: an invoice is cited by its number and whose it is; where either
// paper says nothing of that, by its number alone.
func TestCitesInvoice(t *testing.T) {
	t.Parallel()
	x := glosa.NewIndex()
	for number, f := range map[string]pedimento.Factura{
		"212432101000001": {Numero: "INV-7", IDFiscal: "12-345", Proveedor: "ACME, INC."},
		"212432101000002": {Numero: "inv 7", IDFiscal: "99-999", Proveedor: "OTHER LLC"},
		"212432101000003": {Numero: "INV7", Proveedor: "Third S.A."},
		"212432101000004": {Numero: "INV-7"},
	} {
		x.Add(glosa.EntryOf(ruletest.Import(func(p *pedimento.Pedimento) { p.Number, p.Facturas = number, []pedimento.Factura{f, f} }), false))
	}
	const acme, other, third, nobody = "212432101000001", "212432101000002", "212432101000003", "212432101000004"
	for _, c := range []struct {
		name         string
		of           rule.Party
		sure, unsure []string
	}{
		{"by its tax id", rule.Party{ID: "12345"}, []string{acme}, []string{third, nobody}},
		{"the tax id before the name", rule.Party{ID: "12345", Name: "Other LLC"}, []string{acme}, []string{third, nobody}},
		{"by its name", rule.Party{Name: "THIRD SA"}, []string{third}, []string{acme, other, nobody}},
		{"by its name, where one paper has no tax id", rule.Party{ID: "55", Name: "THIRD SA"}, []string{third}, []string{nobody}},
		{"of another", rule.Party{ID: "777"}, nil, []string{third, nobody}},
		{"of nobody", rule.Party{}, nil, []string{acme, other, third, nobody}},
	} {
		got := x.CitesInvoice("INV 7", c.of)
		slices.Sort(got.Sure)
		slices.Sort(got.Unsure)
		if d := cmp.Diff(rule.Cited{Sure: c.sure, Unsure: c.unsure}, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
	if got := x.CitesInvoice("INV-8", rule.Party{ID: "12345"}); got.Any() {
		t.Errorf("another number: %v", got)
	}
}

// TestCitesInvoiceOfNobodyElse: whatever declarations cite, what names another tax id
// is never given for an invoice, what names the same is always sure, and each is given
// once.
func TestCitesInvoiceOfNobodyElse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"", "A-1", "a1", "B"})
		facturas := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) pedimento.Factura {
			return pedimento.Factura{Numero: word.Draw(t, "number"), IDFiscal: word.Draw(t, "id"), Proveedor: word.Draw(t, "name")}
		}), 1, 8).Draw(t, "facturas")
		x := glosa.NewIndex()
		for i, f := range facturas {
			x.Add(glosa.EntryOf(ruletest.Import(func(p *pedimento.Pedimento) {
				p.Number, p.Facturas = fmt.Sprintf("2124321010%05d", i), []pedimento.Factura{f}
			}), false))
		}
		fold := func(s string) string { return strings.ToUpper(strings.ReplaceAll(s, "-", "")) }
		of := rule.Party{ID: word.Draw(t, "of"), Name: word.Draw(t, "called")}
		got := x.CitesInvoice("A1", of)
		for i, f := range facturas {
			number := fmt.Sprintf("2124321010%05d", i)
			sure, unsure := slices.Contains(got.Sure, number), slices.Contains(got.Unsure, number)
			both := f.IDFiscal != "" && of.ID != ""
			switch {
			case fold(f.Numero) != "A1" && (sure || unsure), sure && unsure:
				t.Fatalf("%+v for %+v: %+v", f, of, got)
			case fold(f.Numero) == "A1" && both && (unsure || sure != (fold(f.IDFiscal) == fold(of.ID))):
				t.Fatalf("tax ids %+v for %+v: %+v", f, of, got)
			case fold(f.Numero) == "A1" && !both && !sure && !unsure:
				t.Fatalf("lost %+v for %+v: %+v", f, of, got)
			}
		}
	})
}

// TestGather: what series tell of declarations that are gathered is what they tell of
// those that rules were asked of, what rules find in the others is found, and what
// nobody asks for is not counted.
func TestGather(t *testing.T) {
	t.Parallel()
	const first = 20210301
	var all []*pedimento.Pedimento
	for i := range 60 {
		all = append(all, ruletest.Import(func(p *pedimento.Pedimento) {
			p.Number, p.FechaPago = fmt.Sprintf("2124321010%05d", i), document.NewDate(2021, 1+i/20, 1+i%20)
			p.Facturas = []pedimento.Factura{{Numero: "X", COVE: "COVE210000001", IDFiscal: "1"}} // one acuse again and again
		}))
	}
	found := func(gather bool) (out []rule.Finding) {
		index := glosa.NewIndex()
		for _, p := range all {
			index.Add(glosa.EntryOf(p, false))
		}
		setting := ruletest.Setting()
		setting.Others = index
		g := glosa.New(setting, glosa.Rules())
		g.Untold = gather
		for _, p := range all {
			if gather && p.FechaPago < first {
				g.Gather(p)
				continue
			}
			for _, f := range g.Pedimento(p) {
				if f.On >= first {
					out = append(out, f)
				}
			}
		}
		out = append(out, g.Close()...)
		if told := slices.ContainsFunc(g.Tallies(), func(t glosa.Tally) bool { return t.Judged() > 0 }); told == gather {
			t.Errorf("gathered %t, counted %t", gather, told)
		}
		glosa.Sort(out)
		return out
	}
	want, got := found(false), found(true)
	if len(want) < 20 || !slices.ContainsFunc(want, func(f rule.Finding) bool { return f.Rule.Series != nil }) {
		t.Fatalf("%d findings, or none of a series", len(want))
	}
	key := func(fs []rule.Finding) (out []string) {
		for i := range fs {
			out = append(out, fmt.Sprint(fs[i].Code, fs[i].Key, fs[i].Partida, fs[i].Field, fs[i].Other, fs[i].On, fs[i].Severity, fs[i].Message))
		}
		return out
	}
	if d := cmp.Diff(key(want), key(got)); d != "" {
		t.Error(d)
	}
}
