package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// shop is a plant of a few parts: connectors and cable counted in pieces and
// metres, resin weighed, one product of them.
type shop struct {
	bom *bom.Index
}

func (shop) Name(name string, _ document.Date) string {
	if name == "C10-REV-B" {
		return "CON-10"
	}
	return name
}

func (shop) Part(part string, _ document.Date) (ledger.PartInfo, bool) {
	info, ok := map[string]ledger.PartInfo{
		"CON-10": {Tipo: "insumo", Fraccion: "85366999", UMT: "1", Unit: "6", Factors: []unit.Factor{{From: "6", To: "1", Rate: money.FromMicros(20_000)}}},
		"CON-11": {Tipo: "insumo", Fraccion: "85366999", UMT: "1", Unit: "6"},
		"CAB-1":  {Tipo: "insumo", Fraccion: "85444299", UMT: "1", Unit: "3"},
		"PT-900": {Tipo: "producto", Fraccion: "85437099", UMT: "6", Unit: "6"},
	}[part]
	return info, ok
}

func (s shop) IsProduct(part string, on document.Date) bool {
	info, _ := s.Part(part, on)
	return info.Tipo == "producto"
}

func (shop) Fraccion(f string) string { return f }

func (s shop) BOM() *bom.Index { return s.bom }

// parts is the shop as bills of materials ask for it.
type parts struct{ shop }

const forever = document.Date(99991231)

func (p parts) Name(name string, on document.Date) (part string, from, to document.Date) {
	return p.shop.Name(name, on), 0, forever
}

func (parts) Names(string) []string { return nil }

func (p parts) Measure(part string, on document.Date) bom.Measure {
	info, _ := p.Part(part, on)
	return bom.Measure{Unit: info.Unit, Factors: info.Factors, To: forever}
}

func written(tb testing.TB, s string) money.Amount {
	tb.Helper()
	a, err := money.Parse(s)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// terms are those of a company that keeps its books by part.
func terms(tb testing.TB, orders []bom.Order, rows ...bom.Row) *ledger.Terms {
	tb.Helper()
	index, problems := bom.New(rows, orders, parts{}, unit.Default())
	if len(problems) > 0 {
		tb.Fatalf("bill of materials: %+v", problems)
	}
	return &ledger.Terms{
		Policy:  ledger.Policy{SinBOM: ledger.SinBOMFaltante, InventoryKey: ledger.KindPart},
		Catalog: catalog.Default(), Plant: shop{index},
	}
}

func row(tb testing.TB, component, qty, unidad, merma, desperdicio, family string, fila int) bom.Row {
	tb.Helper()
	return bom.Row{
		Producto: "PT-900", Version: "A", Componente: component, Cantidad: written(tb, qty), Unidad: unidad,
		Merma: written(tb, merma), Desperdicio: written(tb, desperdicio), Desde: day("2020-01-01"), Familia: family, Fila: fila,
	}
}

// booksUnder evaluates groups of facts under terms, with part lists and rows
// of the plant, and holds every book to its invariants and to any order.
func booksUnder(tb testing.TB, t *ledger.Terms, rows ledger.Rows, groups ...[]ledger.Observation) (map[string]*ledger.Book, []string) {
	tb.Helper()
	by := map[ledger.Material][]ledger.Movements{}
	var codes []string
	add := func(g ledger.Group) {
		codes = append(codes, codesOf(g.Findings)...)
		for _, m := range g.Movements {
			again, err := ledger.UnpackMovements(m.Pack())
			if err != nil {
				tb.Fatal(err)
			}
			by[m.Material] = append(by[m.Material], again)
		}
	}
	add(t.ResolvePlant(rows))
	for _, obs := range groups {
		add(t.Resolve(obs))
	}
	out := map[string]*ledger.Book{}
	for m, ms := range by {
		b := ledger.Evaluate(us, m, ms, t.Policy, "catalogue")
		if err := b.Check(); err != nil {
			tb.Fatal(err)
		}
		slices.Reverse(ms)
		if again := ledger.Evaluate(us, m, ms, t.Policy, "catalogue"); string(encoded(tb, again)) != string(encoded(tb, b)) {
			tb.Fatalf("movements of %s in another order give another book", m.Key)
		}
		out[m.Kind+" "+m.Key+" "+m.Unit] = b
		codes = append(codes, codesOf(b.Findings())...)
	}
	slices.Sort(codes)
	return out, codes
}

func invoice(pedimento string, lines ...ledger.PartLine) ledger.Observation {
	p := &ledger.PartList{Pedimento: pedimento, Invoice: "INV-1", Lines: lines}
	b, err := p.Encode()
	if err != nil {
		panic(err) // it always encodes
	}
	return ledger.Observation{Hash: document.HashOf(b), Parts: p}
}

func part(parte string, q int64) ledger.PartLine {
	return ledger.PartLine{Parte: parte, Fraccion: connector, Cantidad: kg(q)}
}

// connector is the fracción of the parts of these tests.
const connector = "85366999"

// piecesLine is the first partida, of pieces that weigh so many kilos.
func piecesLine(pieces, kilos, aduana int64) ledger.Line {
	return ledger.Line{Sec: 1, Fraccion: connector, UMC: "6", CantidadUMC: kg(pieces), UMT: "1", CantidadUMT: kg(kilos), Aduana: money.Int(aduana), Dolares: money.Int(aduana)}
}

func describe(b *ledger.Book) []string {
	if b == nil {
		return nil
	}
	out := told(b)
	for _, c := range b.Cambios {
		out = append(out, c.Exit[min(len(c.Exit), 14):]+" moves "+c.Cantidad.String()+" of "+c.Lot[14:]+" to "+c.A)
	}
	for _, s := range b.Saldos {
		out = append(out, "UMT left "+s.CantidadUMT.String()+" of "+s.Lot[14:])
	}
	return out
}

func TestPartidaOfSeveralParts(t *testing.T) {
	t.Parallel()
	in := observe(fact(1, "IN", "2021-03-01", piecesLine(1000, 7, 1000)))
	in = append(in, invoice(ped(1), part("C10-REV-B", 600), part("CON-11", 300), part("CON-10", 100)))
	bs, codes := booksUnder(t, terms(t, nil, row(t, "CON-10", "2", "6", "0", "0", "", 1)), ledger.Rows{}, in)
	if len(codes) > 0 {
		t.Errorf("found %v", codes)
	}
	ten, eleven := bs["part CON-10 6"], bs["part CON-11 6"]
	if ten == nil || eleven == nil || len(bs) != 2 {
		t.Fatalf("books %v", bs)
	}
	a, b := ten.Lots[0], eleven.Lots[0]
	if a.Cantidad != kg(700) || b.Cantidad != kg(300) || a.CantidadUMT+b.CantidadUMT != kg(7) || a.ID != ped(1)+"-1/CON-10" {
		t.Errorf("%s %s %s / %s %s", a.ID, a.Cantidad, a.CantidadUMT, b.Cantidad, b.CantidadUMT)
	}
	if sum, err := a.Aduana.Add(b.Aduana); err != nil || !sum.Equal(money.Int(1000)) || !a.Aduana.Equal(money.Int(700)) {
		t.Errorf("values %s and %s", a.Aduana, b.Aduana)
	}
}

func TestPartidaThatDoesNotAddUp(t *testing.T) {
	t.Parallel()
	in := observe(fact(1, "IN", "2021-03-01", piecesLine(1000, 7, 1000)))
	in = append(in, invoice(ped(1), part("CON-10", 600), part("CON-11", 300)))
	bs, codes := booksUnder(t, terms(t, nil), ledger.Rows{}, in)
	if bs["fraccion 85366999 1"] == nil || !slices.Equal(codes, []string{"invoice_line_unmatched", "invoice_line_unmatched"}) {
		t.Errorf("books %v, found %v", bs, codes)
	}
}

// TestUnits: a part comes in kilos and pieces, by the part's own factor; what
// no factor joins keeps its unit, and its exit says so.
func TestUnits(t *testing.T) {
	t.Parallel()
	weighed := ledger.Line{Sec: 1, Fraccion: "85366999", UMC: "1", CantidadUMC: kg(2), UMT: "1", CantidadUMT: kg(2), Parte: "CON-10"}
	clash := ledger.Line{Sec: 2, Fraccion: "85444299", UMC: "1", CantidadUMC: kg(5), UMT: "1", CantidadUMT: kg(5), Parte: "CAB-1"}
	bs, codes := booksUnder(t, terms(t, nil), ledger.Rows{}, observe(fact(1, "IN", "2021-03-01", weighed, clash)))
	if b := bs["part CON-10 6"]; b == nil || b.Lots[0].Cantidad != kg(100) || b.Lots[0].CantidadUMT != kg(2) {
		t.Errorf("2 kilos of 0.02 are 100 pieces: %v", bs)
	}
	if b := bs["part CAB-1 1"]; b == nil || !slices.Contains(codes, "unit_clash") {
		t.Errorf("cable came in kilos and is measured in metres: %v, %v", bs, codes)
	}
}

// TestExplosion is worked by hand: 100 PT-900, each with 2 net of CON-10 of
// which 2 % are merma and 3 % desperdicio, and 1.5 m of cable.
func TestExplosion(t *testing.T) {
	t.Parallel()
	con := fact(1, "IN", "2021-01-01", piecesLine(500, 10, 500))
	con.Lineas[0].Parte = "CON-10"
	cab := fact(2, "IN", "2021-01-02", ledger.Line{Sec: 1, Fraccion: "85444299", UMC: "3", CantidadUMC: kg(200), UMT: "1", CantidadUMT: kg(30), Parte: "CAB-1"})
	out := export(3, "RT", "2021-04-01", ledger.Line{Sec: 1, Fraccion: "85437099", UMC: "6", CantidadUMC: kg(95), UMT: "6", CantidadUMT: kg(95), Parte: "PT-900"})
	order := bom.Order{Orden: "OP-1", Producto: "PT-900", Cantidad: kg(95), Fecha: day("2021-03-15"), Version: "A", Pedimento: ped(3), Partida: 1}
	rows := []bom.Row{row(t, "CON-10", "2", "6", "2", "3", "", 1), row(t, "CAB-1", "1.5", "3", "0", "0", "", 2)}
	bs, codes := booksUnder(t, terms(t, []bom.Order{order}, rows...), ledger.Rows{}, observe(con), observe(cab), observe(out))
	if len(codes) > 0 {
		t.Errorf("found %v", codes)
	}
	want := []string{
		"3-1:merma:CON-10:OP-1 takes 4 of 1-1 peps proved",
		"3-1:incorporado:CON-10:OP-1 takes 190 of 1-1 peps proved",
		"left 300 of 1-1",
		"3-1:desperdicio:CON-10:OP-1 moves 6 of 1-1 to desperdicio",
		"UMT left 6.12 of 1-1",
	}
	if d := cmp.Diff(want, describe(bs["part CON-10 6"])); d != "" {
		t.Errorf("connectors (-want +got):\n%s", d)
	}
	if b := bs["part CAB-1 3"]; b == nil || b.Saldos[0].Cantidad != quantity.Micros(57_500_000) {
		t.Errorf("cable: %v", describe(b))
	}
	for _, x := range bs["part CON-10 6"].Exits {
		if on := map[ledger.Role]string{ledger.RoleIncorporado: "2021-04-01", ledger.RoleMerma: "2021-03-15", ledger.RoleDesperdicio: "2021-03-15"}[x.Rol]; x.MovedAt.String() != on || x.Version != "A" || x.Undocumented {
			t.Errorf("%s moved %s by version %q", x.ID, x.MovedAt, x.Version)
		}
	}
}

// TestUndocumented: without a production order merma is of the shipment's
// date, and no record proves it.
func TestUndocumented(t *testing.T) {
	t.Parallel()
	con := fact(1, "IN", "2021-01-01", piecesLine(500, 10, 500))
	con.Lineas[0].Parte = "CON-10"
	out := export(3, "RT", "2021-04-01", ledger.Line{Sec: 1, Fraccion: "85437099", UMC: "6", CantidadUMC: kg(95), UMT: "6", CantidadUMT: kg(95), Parte: "PT-900"})
	bs, _ := booksUnder(t, terms(t, nil, row(t, "CON-10", "2", "6", "2", "3", "", 1)), ledger.Rows{}, observe(con), observe(out))
	status := map[ledger.Role]ledger.Status{}
	for _, d := range bs["part CON-10 6"].Descargos {
		status[d.Rol] = d.Status
	}
	if status[ledger.RoleMerma] != ledger.Undocumented || status[ledger.RoleIncorporado] != ledger.Proved || bs["part CON-10 6"].Cambios[0].Status != ledger.Undocumented {
		t.Errorf("%v %v", status, bs["part CON-10 6"].Cambios)
	}
}

// TestSubstitutes: a family is one material; the part asked for goes first.
func TestSubstitutes(t *testing.T) {
	t.Parallel()
	a := fact(1, "IN", "2021-01-01", piecesLine(100, 2, 100))
	a.Lineas[0].Parte = "CON-11"
	b := fact(2, "IN", "2021-02-01", piecesLine(100, 2, 100))
	b.Lineas[0].Parte = "CON-10"
	out := export(3, "RT", "2021-04-01", ledger.Line{Sec: 1, Fraccion: "85437099", UMC: "6", CantidadUMC: kg(60), UMT: "6", CantidadUMT: kg(60), Parte: "PT-900"})
	rows := []bom.Row{row(t, "CON-10", "2", "6", "0", "0", "F1", 1), row(t, "CON-11", "2", "6", "0", "0", "F1", 2)}
	bs, codes := booksUnder(t, terms(t, nil, rows...), ledger.Rows{}, observe(a), observe(b), observe(out))
	if len(bs) != 1 || len(codes) > 0 {
		t.Fatalf("books %v, found %v", bs, codes)
	}
	for _, book := range bs {
		want := []string{
			"3-1:incorporado:CON-10 takes 100 of 2-1 peps proved", "3-1:incorporado:CON-10 takes 20 of 1-1 peps proved",
			"left 80 of 1-1", "left 0 of 2-1", "UMT left 1.6 of 1-1", "UMT left 0 of 2-1",
		}
		if d := cmp.Diff(want, describe(book)); d != "" || book.Material.Kind != ledger.KindFamilia {
			t.Errorf("(-want +got):\n%s", d)
		}
	}
}

func TestNoBOM(t *testing.T) {
	t.Parallel()
	out := export(3, "RT", "2021-04-01", ledger.Line{Sec: 1, Fraccion: "85437099", UMC: "6", CantidadUMC: kg(60), UMT: "6", CantidadUMT: kg(60), Parte: "PT-900"})
	bs, codes := booksUnder(t, terms(t, nil), ledger.Rows{}, observe(out))
	b := bs["part PT-900 6"]
	if b == nil || len(b.Shortages) != 1 || b.Shortages[0].Cause != ledger.CauseNoBOM || !slices.Contains(codes, "bom_no_version") {
		t.Errorf("%v, found %v", describe(b), codes)
	}
}

// connectors are those of three pedimentos.
func connectors() [][]ledger.Observation {
	var out [][]ledger.Observation
	for n, at := range []string{"2021-01-01", "2021-02-01", "2021-03-01"} {
		f := fact(n+1, "IN", at, piecesLine(100, 2, 100))
		f.Lineas[0].Parte = "CON-10"
		out = append(out, observe(f))
	}
	return out
}

func returned(n int, on string, q int64) []ledger.Observation {
	f := export(n, "RT", on, piecesLine(q, 2, 100))
	f.Lineas[0].Parte = "CON-10"
	return observe(f)
}

func TestDecisions(t *testing.T) {
	t.Parallel()
	lot := func(n int) string { return ped(n) + "-1" }
	for name, tt := range map[string]struct {
		decided []ledger.Decided
		want    []string // of the exit of 2022-09-01
	}{
		"none: the first lot expired and holds it": {nil, []string{"5-1 holds 50 of 1-1"}},
		"directed": {
			[]ledger.Decided{{ID: "D1", Fecha: day("2022-09-02"), Tipo: "dirigir", Exit: lot(5), Lot: lot(3), Cantidad: kg(50), Unidad: "6"}},
			[]string{"5-1 takes 50 of 3-1 named proved"},
		},
		"directed by the dozen": {
			[]ledger.Decided{{ID: "D1", Fecha: day("2022-09-02"), Tipo: "dirigir", Exit: lot(5), Lot: lot(3), Cantidad: kg(4), Unidad: "19"}},
			[]string{"5-1 takes 48 of 3-1 named proved", "5-1 holds 2 of 1-1"},
		},
		"take": {
			[]ledger.Decided{{ID: "D1", Fecha: day("2022-09-02"), Tipo: "tomar_vencido", Exit: lot(5)}},
			[]string{"5-1 takes 50 of 1-1 peps proved"},
		},
		"leave": {
			[]ledger.Decided{{ID: "D1", Fecha: day("2022-09-02"), Tipo: "dejar_vencido", Exit: lot(5)}},
			[]string{"5-1 takes 50 of 3-1 peps proved"},
		},
		"blocked, then freed too late": {
			[]ledger.Decided{
				{ID: "D1", Fecha: day("2021-05-01"), Tipo: "bloquear", Lot: lot(3)},
				{ID: "D2", Fecha: day("2022-10-01"), Tipo: "liberar", Lot: lot(3)},
				{ID: "D3", Fecha: day("2022-09-02"), Tipo: "dejar_vencido", Exit: lot(5)},
			},
			[]string{"5-1 lacks 50 blocked"},
		},
	} {
		te := terms(t, nil)
		te.Records.Decided = map[string][]ledger.Decided{}
		for _, d := range tt.decided {
			for _, id := range []string{d.Exit, d.Lot} {
				if id != "" {
					te.Records.Decided[ledger.Suffix(id[:15])] = append(te.Records.Decided[ledger.Suffix(id[:15])], d)
				}
			}
		}
		bs, codes := booksUnder(t, te, ledger.Rows{}, append(connectors(), returned(5, "2022-09-01", 50))...)
		var got []string
		for _, line := range told(bs["part CON-10 6"]) {
			if strings.HasPrefix(line, "5-1") {
				got = append(got, line)
			}
		}
		if d := cmp.Diff(tt.want, got); d != "" || slices.Contains(codes, "decision_without_object") {
			t.Errorf("%s (-want +got), found %v:\n%s", name, codes, d)
		}
	}
}

// TestAssetsWeighed: a serial number is one machine, never one kilo.
func TestAssetsWeighed(t *testing.T) {
	t.Parallel()
	te := terms(t, nil)
	te.Records.Assets = map[string][]ledger.Asset{ledger.Suffix(ped(1)): {{Pedimento: ped(1), Partida: 1, Serie: "SN-1"}}}
	bs, codes := booksUnder(t, te, ledger.Rows{}, observe(fact(1, "AF", "2021-01-01", line(1, "84622999", 900))))
	if b := bs["fraccion 84622999 1"]; b == nil || len(b.Lots) != 1 || !slices.Equal(codes, []string{"assets_unit"}) {
		t.Errorf("%v, found %v", bs, codes)
	}
}

// TestDirectedProduct: what a person directs of a product is what is inside it,
// once, and never its merma and desperdicio besides.
func TestDirectedProduct(t *testing.T) {
	t.Parallel()
	te := terms(t, nil, row(t, "CON-10", "2", "6", "2", "3", "", 1))
	d := ledger.Decided{ID: "D1", Fecha: day("2021-05-01"), Tipo: "dirigir", Exit: ped(5) + "-1", Lot: ped(3) + "-1", Cantidad: kg(5), Unidad: "6"}
	te.Records.Decided = map[string][]ledger.Decided{ledger.Suffix(ped(5)): {d}}
	out := export(5, "RT", "2021-04-01", ledger.Line{Sec: 1, Fraccion: "85437099", UMC: "6", CantidadUMC: kg(19), UMT: "6", CantidadUMT: kg(19), Parte: "PT-900"})
	bs, _ := booksUnder(t, te, ledger.Rows{}, append(connectors(), observe(out))...)
	var named quantity.Micros
	for _, x := range bs["part CON-10 6"].Descargos {
		if x.Basis == "named" {
			named += x.Cantidad
		}
	}
	for _, c := range bs["part CON-10 6"].Cambios {
		if c.Basis == "named" {
			named += c.Cantidad
		}
	}
	if named != kg(5) {
		t.Errorf("%s directed, 5 decided", named)
	}
}

// TestBlockedAgain: a lot is blocked, freed, and blocked again; each exit finds
// it as it stood on its day.
func TestBlockedAgain(t *testing.T) {
	t.Parallel()
	te := terms(t, nil)
	lot := ped(1) + "-1"
	for i, x := range []struct{ tipo, on string }{
		{"liberar", "2021-07-01"},
		{"bloquear", "2021-02-01"},
		{"bloquear", "2021-02-10"},
		{"liberar", "2021-03-01"},
		{"bloquear", "2021-06-01"},
		{"liberar", "2021-08-01"},
		{"bloquear", "2021-09-01"},
	} {
		te.Records.Decided = map[string][]ledger.Decided{ledger.Suffix(ped(1)): append(te.Records.Decided[ledger.Suffix(ped(1))],
			ledger.Decided{ID: "D" + string(rune('1'+i)), Fecha: day(x.on), Tipo: x.tipo, Lot: lot})}
	}
	groups := connectors()
	for i, on := range []string{"2021-02-20", "2021-04-01", "2021-06-15", "2021-07-01", "2021-08-31", "2021-09-01"} {
		groups = append(groups, returned(5+i, on, 1))
	}
	bs, codes := booksUnder(t, te, ledger.Rows{}, groups...)
	b := bs["part CON-10 6"]
	want := []ledger.Bloqueo{{Desde: day("2021-02-01"), Hasta: day("2021-03-01")}, {Desde: day("2021-06-01"), Hasta: day("2021-07-01")}, {Desde: day("2021-09-01")}}
	if d := cmp.Diff(want, b.Lots[0].Bloqueos); d != "" {
		t.Error(d)
	}
	if slices.Contains(codes, "block_again") {
		t.Errorf("found %v", codes)
	}
	for exit, from := range map[int]bool{5: false, 6: true, 7: false, 8: true, 9: true, 10: false} {
		took := slices.ContainsFunc(b.Descargos, func(d ledger.Descargo) bool { return d.Exit[:15] == ped(exit) && d.Lot == lot })
		if took != from {
			t.Errorf("exit %d takes of the lot: %v, want %v", exit, took, from)
		}
	}
}

func TestDecisionWithoutObject(t *testing.T) {
	t.Parallel()
	te := terms(t, nil)
	d := ledger.Decided{ID: "D1", Fecha: day("2022-09-02"), Tipo: "bloquear", Lot: ped(1) + "-7"}
	te.Records.Decided = map[string][]ledger.Decided{ledger.Suffix(ped(1)): {d}}
	if _, codes := booksUnder(t, te, ledger.Rows{}, connectors()...); !slices.Equal(codes, []string{"decision_without_object"}) {
		t.Errorf("found %v", codes)
	}
}

// TestAssets: by serial number, the rest a group; an exit takes its own.
func TestAssets(t *testing.T) {
	t.Parallel()
	press := ledger.Line{Sec: 1, Fraccion: "84622999", UMC: "6", CantidadUMC: kg(3), UMT: "6", CantidadUMT: kg(3), Aduana: money.Int(100)}
	gone := press
	gone.CantidadUMC, gone.CantidadUMT, gone.Serie = kg(1), kg(1), "SN-2"
	te := terms(t, nil)
	te.Records.Assets = map[string][]ledger.Asset{ledger.Suffix(ped(1)): {
		{Pedimento: ped(1), Partida: 1, Serie: "SN-1"}, {Pedimento: ped(1), Partida: 1, Serie: "SN-2"},
	}}
	out := export(2, "RT", "2022-01-01", gone)
	te.Policy.SinBOM = ledger.SinBOMDirecto
	bs, _ := booksUnder(t, te, ledger.Rows{}, observe(fact(1, "AF", "2021-01-01", press)), observe(out))
	b := bs["fraccion 84622999 6"]
	want := []string{"2-1 takes 1 of 1-1/SN-2 named proved", "left 1 of 1-1", "left 1 of 1-1/SN-1", "left 0 of 1-1/SN-2"}
	if d := cmp.Diff(want, told(b)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	var sum money.Sum
	for _, l := range b.Lots {
		sum.Add(l.Aduana)
	}
	if total, ok := sum.Total(); !ok || !total.Equal(money.Int(100)) {
		t.Errorf("the three are worth %s", total)
	}
}

func TestOpenings(t *testing.T) {
	t.Parallel()
	te := terms(t, nil)
	te.Policy.KeyDate = day("2021-02-15")
	open := func(n int, q int64) ledger.OpeningRow {
		return ledger.OpeningRow{
			Pedimento: ped(n), Partida: 1, Parte: "CON-10", Fraccion: "85366999", UMT: "1", UMC: "6", SaldoUMC: kg(q), SaldoUMT: kg(q) / 50,
			Fecha: day("2021-02-15"), Procedencia: "sistema anterior",
		}
	}
	rows := ledger.Rows{Openings: []ledger.OpeningRow{open(1, 30), open(7, 40)}}
	bs, codes := booksUnder(t, te, rows, append(connectors(), returned(4, "2021-02-10", 10), returned(5, "2021-04-01", 120))...)
	want := []string{
		"5-1 takes 30 of 1-1 peps proved", "5-1 takes 40 of 7-1 peps proved", "5-1 takes 50 of 3-1 peps proved",
		"4-1 lacks 10 before_window", "left 0 of 1-1", "left 0 of 7-1", "left 0 of 2-1", "left 50 of 3-1",
	}
	if d := cmp.Diff(want, told(bs["part CON-10 6"])); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if !slices.Equal(codes, []string{"not_in_opening", "shortage_before_window"}) {
		t.Errorf("found %v", codes)
	}
	rows.Openings[0] = open(1, 130)
	if _, codes := booksUnder(t, te, rows, connectors()...); !slices.Contains(codes, "opening_over_entry") {
		t.Errorf("more than came in: %v", codes)
	}
}

func TestActsCountsAndLosses(t *testing.T) {
	t.Parallel()
	rows := ledger.Rows{
		Acts: []ledger.ActRow{
			{Acta: "A1", Renglon: 1, Fecha: day("2021-03-10"), Tipo: "destruccion", Parte: "CON-10", Cantidad: kg(5), Unidad: "6", Goods: true},
			{Acta: "A1", Renglon: 2, Fecha: day("2021-03-10"), Tipo: "desperdicio", Parte: "CON-10", Cantidad: kg(5), Unidad: "6"},
		},
		Losses: []ledger.LossRow{{ID: "D1", Fecha: day("2021-03-11"), Parte: "CON-10", Cantidad: kg(10), Unidad: "6", Motivo: "robo"}},
		Counts: []ledger.CountRow{
			{Fecha: day("2021-03-12"), Parte: "CON-10", Contado: kg(200), Unidad: "6", Motivo: "semestral"},
			{Fecha: day("2021-03-12"), Parte: "C10-REV-B", Contado: kg(80), Unidad: "6", Motivo: "semestral"},
			{Fecha: day("2021-03-13"), Parte: "CON-10", Contado: kg(300), Unidad: "6", Motivo: "otra vez"},
		},
	}
	bs, codes := booksUnder(t, terms(t, nil), rows, connectors()...)
	want := []string{
		"acta:A1-1 takes 5 of 1-1 peps proved", "acta:A1-2 lacks 5 sin_desperdicio",
		"left 95 of 1-1", "left 100 of 2-1", "left 100 of 3-1",
	}
	if d := cmp.Diff(want, told(bs["part CON-10 6"])); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if !slices.Equal(codes, []string{"count_surplus", "shortage_sin_desperdicio"}) {
		t.Errorf("found %v", codes)
	}
	if n := len(bs["part CON-10 6"].Cambios); n != 3 { // theft, count below, count that gives back
		t.Errorf("%v", bs["part CON-10 6"].Cambios)
	}
}

// TestRowsThatMoveNothing: each says why.
func TestRowsThatMoveNothing(t *testing.T) {
	t.Parallel()
	byFraccion := terms(t, nil)
	byFraccion.Policy.InventoryKey = ledger.KindFraccion
	act := ledger.ActRow{Acta: "A1", Renglon: 1, Fecha: day("2021-03-10"), Parte: "CON-10", Cantidad: kg(5), Unidad: "6", Goods: true}
	for name, tt := range map[string]struct {
		terms *ledger.Terms
		rows  ledger.Rows
		want  string
	}{
		"a count in books by fracción":   {byFraccion, ledger.Rows{Counts: []ledger.CountRow{{Fecha: day("2021-03-12"), Parte: "CON-10", Contado: kg(2), Unidad: "6"}}}, "count_needs_part"},
		"a part nobody knows":            {byFraccion, ledger.Rows{Losses: []ledger.LossRow{{ID: "D1", Fecha: day("2021-03-12"), Parte: "X", Cantidad: kg(2), Unidad: "6"}}}, "part_unknown"},
		"no part":                        {byFraccion, ledger.Rows{Losses: []ledger.LossRow{{ID: "D1", Fecha: day("2021-03-12"), Cantidad: kg(2), Unidad: "6"}}}, "row_without_part"},
		"another dimension":              {terms(t, nil), ledger.Rows{Losses: []ledger.LossRow{{ID: "D1", Fecha: day("2021-03-12"), Parte: "CAB-1", Cantidad: kg(2), Unidad: "1"}}}, "unit_clash"},
		"a product in books by fracción": {byFraccion, ledger.Rows{Acts: []ledger.ActRow{{Acta: "A", Renglon: 1, Fecha: act.Fecha, Parte: "PT-900", Cantidad: kg(1), Unidad: "6", Product: true}}}, "act_needs_part"},
	} {
		if bs, codes := booksUnder(t, tt.terms, tt.rows); len(bs) > 0 || !slices.Equal(codes, []string{tt.want}) {
			t.Errorf("%s: books %v, found %v", name, bs, codes)
		}
	}
	if bs, codes := booksUnder(t, byFraccion, ledger.Rows{Acts: []ledger.ActRow{act}}); len(codes) != 1 || bs["fraccion 85366999 1"] == nil || bs["fraccion 85366999 1"].Exits[0].Cantidad != 100_000 {
		t.Errorf("5 pieces of 0.02 kilos are 0.1: %v, %v", bs, codes)
	}
}
