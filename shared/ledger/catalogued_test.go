package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// listed is a catalogue of parts: those of a fracción in kilos, from a day on.
type listed []ledger.PartOf

func (l listed) PartsOf(fraccion, umt string, on document.Date) []ledger.PartOf {
	if fraccion != connector || umt != "1" || on < day("2021-01-01") {
		return nil
	}
	return l
}

func byCatalog(tb testing.TB, list ...ledger.PartOf) *ledger.Terms {
	tb.Helper()
	t := terms(tb, nil, row(tb, "CON-10", "2", "6", "0", "0", "", 1))
	t.Policy.PartBy, t.Parts = ledger.PartByCatalog, listed(list)
	return t
}

// TestPartByCatalogue: a partida that no document gives a part is of the only
// one the catalogue has for it, as assumed; in every doubt it stays without.
func TestPartByCatalogue(t *testing.T) {
	t.Parallel()
	con10, con11 := ledger.PartOf{Parte: "CON-10"}, ledger.PartOf{Parte: "CON-11"}
	goods := piecesLine(1000, 20, 1000)
	goods.Descripcion, goods.NICO = "conector", "00"
	own, other := goods, goods
	own.Parte, other.Fraccion = "CON-11", "85444299"
	for name, tt := range map[string]struct {
		list  []ledger.PartOf
		edit  func(*ledger.Terms)
		line  ledger.Line
		on    string
		more  []ledger.Observation
		part  string // of the lot
		guess bool
		codes []string
	}{
		"one":                      {list: []ledger.PartOf{con10}, line: goods, part: "CON-10", guess: true, codes: []string{"part_by_catalogue"}},
		"one under another name":   {list: []ledger.PartOf{con10, {Parte: "C10-REV-B"}}, line: goods, part: "CON-10", guess: true, codes: []string{"part_by_catalogue"}},
		"none":                     {line: goods},
		"of another fracción":      {list: []ledger.PartOf{con10}, line: other},
		"before the catalogue":     {list: []ledger.PartOf{con10}, line: goods, on: "2020-12-31"},
		"two":                      {list: []ledger.PartOf{con10, con11}, line: goods, codes: []string{"part_ambiguous"}},
		"the other of other NICO":  {list: []ledger.PartOf{con10, {Parte: "CON-11", NICO: "01"}}, line: goods, part: "CON-10", guess: true, codes: []string{"part_by_catalogue"}},
		"itself of other NICO":     {list: []ledger.PartOf{{Parte: "CON-10", NICO: "01"}}, line: goods},
		"the pedimento says it":    {list: []ledger.PartOf{con10}, line: own, part: "CON-11"},
		"an invoice says it":       {list: []ledger.PartOf{con10}, line: goods, more: []ledger.Observation{invoice(ped(1), part("CON-11", 1000))}, part: "CON-11"},
		"an invoice says too much": {list: []ledger.PartOf{con10}, line: goods, more: []ledger.Observation{invoice(ped(1), part("CON-11", 1200))}, codes: []string{"invoice_line_unmatched"}},
		"an invoice of unknown fracción": {
			list: []ledger.PartOf{con10}, line: goods, more: []ledger.Observation{invoice(ped(1), ledger.PartLine{Parte: "X-1", Cantidad: kg(5)})},
			codes: []string{"invoice_line_unmatched"},
		},
		"an invoice of other goods": {
			list: []ledger.PartOf{con10}, line: goods, more: []ledger.Observation{invoice(ped(1), ledger.PartLine{Parte: "X-1", Fraccion: "85444299", Cantidad: kg(5)})},
			part: "CON-10", guess: true, codes: []string{"invoice_line_unmatched", "part_by_catalogue"},
		},
		"the programme does not say so": {list: []ledger.PartOf{con10}, line: goods, edit: func(t *ledger.Terms) { t.Policy.PartBy = "" }},
		"books by fracción":             {list: []ledger.PartOf{con10}, line: goods, edit: func(t *ledger.Terms) { t.Policy.InventoryKey = ledger.KindFraccion }},
		"without tables":                {line: goods, edit: func(t *ledger.Terms) { t.Parts = nil }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			te := byCatalog(t, tt.list...)
			if tt.edit != nil {
				tt.edit(te)
			}
			on := tt.on
			if on == "" {
				on = "2021-03-01"
			}
			bs, codes := booksUnder(t, te, ledger.Rows{}, append(observe(fact(1, "IN", on, tt.line)), tt.more...))
			if d := cmp.Diff(tt.codes, codes, same()); d != "" {
				t.Errorf("findings (-want +got):\n%s", d)
			}
			if len(bs) != 1 {
				t.Fatalf("%d books", len(bs))
			}
			for _, b := range bs {
				if l := b.Lots[0]; len(b.Lots) != 1 || l.Parte != tt.part || l.ParteSupuesta != tt.guess || (b.Material.Kind == ledger.KindPart) != (tt.part != "") {
					t.Errorf("%s: lot of part %q, assumed %v, expected %q, %v", b.Material.Key, l.Parte, l.ParteSupuesta, tt.part, tt.guess)
				}
			}
		})
	}
}

// TestAssumedPartIsNotProved: what is discharged from an assumed part or by one
// is assumed; the invoice that comes makes the same quantity proved.
func TestAssumedPartIsNotProved(t *testing.T) {
	t.Parallel()
	con10 := ledger.PartOf{Parte: "CON-10"}
	in := observe(fact(1, "IN", "2021-03-01", piecesLine(1000, 20, 1000)))
	out := observe(export(2, "RT", "2021-04-01", piecesLine(400, 8, 400)))
	bill := func(n int, q int64) ledger.Observation { return invoice(ped(n), part("CON-10", q)) }
	for name, tt := range map[string]struct {
		in, out []ledger.Observation
		status  ledger.Status
	}{
		"neither has an invoice": {in, out, ledger.Assumed},
		"the entry has one":      {append(slices.Clone(in), bill(1, 1000)), out, ledger.Assumed},
		"the exit has one":       {in, append(slices.Clone(out), bill(2, 400)), ledger.Assumed},
		"both have one":          {append(slices.Clone(in), bill(1, 1000)), append(slices.Clone(out), bill(2, 400)), ledger.Proved},
	} {
		bs, _ := booksUnder(t, byCatalog(t, con10), ledger.Rows{}, tt.in, tt.out)
		b := bs["part CON-10 6"]
		if b == nil || len(b.Descargos) != 1 || b.Descargos[0].Status != tt.status || b.Descargos[0].Cantidad != kg(400) || b.Saldos[0].Cantidad != kg(600) {
			t.Errorf("%s: %v", name, describe(b))
		}
	}
}

// TestAssumedProductIsExploded: an exit whose fracción only one product has
// takes what is in that product, as assumed.
func TestAssumedProductIsExploded(t *testing.T) {
	t.Parallel()
	te := byCatalog(t, ledger.PartOf{Parte: "PT-900"})
	in := observe(fact(1, "IN", "2021-03-01", piecesLine(1000, 20, 1000)))
	in = append(in, invoice(ped(1), part("CON-10", 1000)))
	bs, _ := booksUnder(t, te, ledger.Rows{}, in, observe(export(2, "RT", "2021-04-01", piecesLine(100, 8, 400))))
	b := bs["part CON-10 6"]
	if b == nil || len(b.Descargos) != 1 || b.Descargos[0].Status != ledger.Assumed || b.Descargos[0].Cantidad != kg(200) || !b.Exits[0].ParteSupuesta {
		t.Errorf("%v", describe(b))
	}
}
