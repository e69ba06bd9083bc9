package ledger_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/quantity"
)

// rich is a book with a descargo, a held quantity and a shortage.
func rich(t *testing.T) *ledger.Book {
	t.Helper()
	g, kept := sampleBook(t), shelf{}
	kept.keep(g)
	b, err := ledger.OpenBook(g.Manifest, kept.fetch)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Descargos) < 2 || len(b.Held) == 0 || len(b.Shortages) == 0 || b.Check() != nil {
		t.Fatalf("not rich: %v", told(b))
	}
	return b
}

// TestCheckSeesEveryBreach: an invariant checker that cannot fail proves
// nothing.
func TestCheckSeesEveryBreach(t *testing.T) {
	t.Parallel()
	for name, breach := range map[string]func(*ledger.Book){
		"a lot twice":                    func(b *ledger.Book) { b.Lots = append(b.Lots, b.Lots[0]) },
		"an exit twice":                  func(b *ledger.Book) { b.Exits = append(b.Exits, b.Exits[0]) },
		"a descargo twice":               func(b *ledger.Book) { b.Descargos = append(b.Descargos, b.Descargos[0]) },
		"a descargo lost":                func(b *ledger.Book) { b.Descargos = b.Descargos[1:] },
		"a descargo of no lot":           func(b *ledger.Book) { b.Descargos[0].Lot = "none" },
		"a descargo of no exit":          func(b *ledger.Book) { b.Descargos[0].Exit = "none" },
		"a descargo of nothing":          func(b *ledger.Book) { b.Descargos[0].Cantidad = 0 },
		"a descargo below zero":          func(b *ledger.Book) { b.Descargos[0].Cantidad = -1 },
		"more than the lot has":          func(b *ledger.Book) { b.Lots[1].Cantidad = 1 },
		"a lot that came later":          func(b *ledger.Book) { b.Lots[1].AvailableFrom = day("2030-01-01") },
		"held lost":                      func(b *ledger.Book) { b.Held = nil },
		"held of nothing":                func(b *ledger.Book) { b.Held[0].Cantidad = 0 },
		"held of no lot":                 func(b *ledger.Book) { b.Held[0].Lot = "none" },
		"held of no exit":                func(b *ledger.Book) { b.Held[0].Exit = "none" },
		"held though it had not expired": func(b *ledger.Book) { b.Lots[0].Due = 0 },
		"a shortage lost":                func(b *ledger.Book) { b.Shortages = nil },
		"a shortage of no exit":          func(b *ledger.Book) { b.Shortages[0].Exit = "none" },
		"a shortage of more":             func(b *ledger.Book) { b.Shortages[0].Cantidad++ },
		"a saldo lost":                   func(b *ledger.Book) { b.Saldos = b.Saldos[1:] },
		"a saldo of more":                func(b *ledger.Book) { b.Saldos[1].Cantidad++ },
		"a saldo held of more":           func(b *ledger.Book) { b.Saldos[0].Held++ },
		"a saldo of more UMT":            func(b *ledger.Book) { b.Saldos[1].CantidadUMT++ },
		"a descargo of another role":     func(b *ledger.Book) { b.Descargos[0].Rol = ledger.RoleMerma },
		"a descargo of another day":      func(b *ledger.Book) { b.Descargos[0].MovedAt++ },
		"descargos out of order":         func(b *ledger.Book) { b.Descargos[0], b.Descargos[1] = b.Descargos[1], b.Descargos[0] },
		"desperdicio from nowhere":       func(b *ledger.Book) { b.Saldos[1].Desperdicio++ },
		"something missing":              func(b *ledger.Book) { b.Saldos[1].Faltante++ },
		"a surplus of an exit":           func(b *ledger.Book) { b.Sobrantes = []ledger.Surplus{{Exit: b.Exits[0].ID, Cantidad: 1}} },
		"a change of state unasked for": func(b *ledger.Book) {
			b.Cambios = []ledger.Change{{Exit: b.Exits[0].ID, Lot: b.Lots[0].ID, Cantidad: 1, MovedAt: b.Exits[0].MovedAt, A: ledger.ToFaltante}}
		},
		"saldos changed over":      func(b *ledger.Book) { b.Saldos[0], b.Saldos[1] = b.Saldos[1], b.Saldos[0] },
		"an older lot passed over": func(b *ledger.Book) { b.Lots[0].Due, b.Held[0].Lot = 0, b.Lots[1].ID },
	} {
		b := rich(t)
		breach(b)
		if err := b.Check(); err == nil {
			t.Errorf("%s: the checker sees nothing", name)
		}
	}
}

// TestSumThatDoesNotFit: lots that fit one by one and not together are refused,
// since their totals would wrap around.
func TestSumThatDoesNotFit(t *testing.T) {
	t.Parallel()
	of := func(n int, q quantity.Micros) ledger.Lot {
		return ledger.Lot{ID: ped(n) + "-1", Pedimento: ped(n), Partida: 1, Fraccion: resin, Cantidad: q, UMT: "1", CantidadUMT: q, AvailableFrom: day("2021-01-05")}
	}
	for q, fits := range map[quantity.Micros]bool{math.MaxInt64 / 2: true, math.MaxInt64/2 + 2: false} {
		b := ledger.Evaluate("MEN210101AB1", ledger.Fraccion(resin, "1"), []ledger.Movements{{Lots: []ledger.Lot{of(1, q), of(2, q)}}}, ledger.DefaultPolicy(), "c")
		if err := b.Check(); (err == nil) != fits {
			t.Errorf("two lots of %s: %v", q, err)
		}
	}
}

// TestPassedOver: PEPS order by itself, all sums being right.
func TestPassedOver(t *testing.T) {
	t.Parallel()
	bs, _ := books(t, directo(), []ledger.Fact{fact(1, "IN", "2021-01-01", line(1, resin, 10))}, []ledger.Fact{fact(2, "IN", "2021-02-01", line(1, resin, 10))}, []ledger.Fact{export(3, "RT", "2021-04-01", line(1, resin, 4))})
	b := bs[resin]
	b.Descargos[0].Lot = b.Lots[1].ID
	b.Saldos[0].Cantidad, b.Saldos[1].Cantidad = kg(10), kg(6)
	b.Saldos[0].CantidadUMT, b.Saldos[1].CantidadUMT = kg(10), kg(6)
	if err := b.Check(); err == nil || !strings.Contains(err.Error(), "passes over") {
		t.Errorf("%v", err)
	}
}

// TestAsOf: the state at D depends only on facts dated up to D.
func TestAsOf(t *testing.T) {
	t.Parallel()
	all := [][]ledger.Fact{
		{fact(1, "IN", "2021-01-10", line(1, resin, 10))},
		{export(2, "RT", "2021-02-10", line(1, resin, 4))},
		{fact(3, "IN", "2021-03-10", line(1, resin, 10))},
		{export(4, "RT", "2021-04-10", line(1, resin, 9))},
		{export(5, "RT", "2023-04-10", line(1, resin, 2))},
	}
	bs, _ := books(t, directo(), all...)
	for n, at := range []string{"2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30", "2023-04-30"} {
		want := map[string]string{}
		then, _ := books(t, directo(), all[:n+1]...)
		for _, s := range then[resin].Saldos {
			want[s.Lot] = s.Cantidad.String() + " " + s.Held.String()
		}
		got := map[string]string{}
		for _, s := range bs[resin].AsOf(day(at)) {
			got[s.Lot.ID] = s.Saldo.String() + " " + s.Held.String()
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("as of %s (-facts up to it +all facts):\n%s", at, d)
		}
	}
	if got := bs[resin].AsOf(day("2021-01-09")); len(got) != 0 {
		t.Errorf("before anything: %v", got)
	}
	if d := cmp.Diff([]int{0, 1}, bs[resin].Between(day("2021-02-10"), day("2021-04-10"))); d != "" {
		t.Error(d)
	}
}

// TestFindingsSayWhatToDo: every cause has its sentence in both languages.
func TestFindingsSayWhatToDo(t *testing.T) {
	t.Parallel()
	for _, s := range []ledger.Shortage{
		{Cause: ledger.CauseNoBOM},
		{Cause: ledger.CauseLateImport},
		{Cause: ledger.CauseBeforeWindow},
		{Cause: ledger.CauseBeforeWindow, Named: ped(1)},
		{Cause: ledger.CauseUnit},
		{Cause: ledger.CauseOverDischarge},
		{Cause: ledger.CauseOverDischarge, TakenBy: []string{ped(1) + "-1"}},
	} {
		s.Cantidad = kg(7)
		text := s.Text(ledger.Fraccion(resin, "1"))
		if !strings.HasPrefix(text.ES, "7 de "+resin) || !strings.HasPrefix(text.EN, "7 of "+resin) {
			t.Errorf("%s: %+v", s.Cause, text)
		}
	}
	fs := rich(t).Findings()
	if len(fs) < 2 || fs[0].Pedimento == "" {
		t.Errorf("%+v", fs)
	}
}

func TestMaterialID(t *testing.T) {
	t.Parallel()
	m := ledger.Fraccion(resin, "1")
	ids := map[string]bool{}
	for _, id := range []string{
		m.ID(us), m.ID("OTH210101AB1"), ledger.Fraccion(resin, "6").ID(us), ledger.Fraccion(screw, "1").ID(us),
		ledger.Material{Kind: "part", Key: resin, Unit: "1"}.ID(us),
	} {
		if len(id) != 26 || ids[id] {
			t.Errorf("id %q", id)
		}
		ids[id] = true
	}
}

func TestRun(t *testing.T) {
	t.Parallel()
	run := func(rfc string, m ledger.Material, lots int, policy ledger.Policy, catalogue document.Hash) document.Hash {
		ms := []ledger.Movements{{Material: m}, {Material: m}}
		for n := range lots {
			ms[n%2].Lots = append(ms[n%2].Lots, ledger.Lot{ID: ped(n) + "-1", Pedimento: ped(n), Partida: 1, Cantidad: kg(1)})
		}
		_, run, err := ledger.EvaluateRun(rfc, m, ms, policy, catalogue)
		if err != nil {
			t.Fatal(err)
		}
		return run
	}
	m := ledger.Fraccion(resin, "1")
	base := run(us, m, 2, directo(), "c")
	if base != run(us, m, 2, directo(), "c") {
		t.Error("the same inputs are another run")
	}
	for name, other := range map[string]document.Hash{
		"programme": run("X", m, 2, directo(), "c"), "material": run(us, ledger.Fraccion(screw, "1"), 2, directo(), "c"),
		"movements": run(us, m, 3, directo(), "c"), "policy": run(us, m, 2, byPart(), "c"), "catalogue": run(us, m, 2, directo(), "d"),
	} {
		if other == base {
			t.Errorf("another %s is the same run", name)
		}
	}
}

func amount(s string) money.Amount {
	a, err := money.Parse(s)
	if err != nil {
		panic(err) // a test's own constant
	}
	return a
}

// TestFromPedimento: which pedimentos make a fact, and what it says.
func TestFromPedimento(t *testing.T) {
	t.Parallel()
	good := func() *pedimento.Pedimento {
		return &pedimento.Pedimento{
			Source: document.SourceDataStage, Efecto: document.Pagado, Cotejo: document.CotejoCompleto, Number: ped(1), Clave: "IN", Operacion: "IMP", Tipo: "1",
			FechaPago: day("2021-03-01"), Partidas: []pedimento.Partida{{
				Secuencia: 1, Fraccion: resin, UMT: "1", CantidadUMT: amount("10.5"), UMC: "6", CantidadUMC: amount("3"), Series: []string{"S1", "S2"},
				Contribuciones: []pedimento.Contribucion{{Clave: "IGI", FormaPago: "5", Importe: amount("7")}}, Identificadores: []pedimento.Identificador{{Clave: "EB"}},
			}},
		}
	}
	for name, tt := range map[string]struct {
		edit func(*pedimento.Pedimento)
		ok   bool
		code string
	}{
		"paid":               {func(*pedimento.Pedimento) {}, true, ""},
		"desistido":          {func(p *pedimento.Pedimento) { p.Efecto = document.Desistido }, true, ""},
		"desistido, a print": {func(p *pedimento.Pedimento) { p.Efecto, p.Source = document.Desistido, document.SourcePrint }, true, ""},
		"a print unchecked": {func(p *pedimento.Pedimento) {
			p.Efecto, p.Source, p.Cotejo = document.Desistido, document.SourcePrint, document.CotejoNinguno
		}, true, ""},
		"desistido, no number": {func(p *pedimento.Pedimento) {
			p.Efecto, p.Source, p.Number = document.Desistido, document.SourcePrint, ""
		}, false, ""},
		"desistido, an image":     {func(p *pedimento.Pedimento) { p.Efecto, p.Source = document.Desistido, document.SourceOCR }, false, ""},
		"desistido, an archivo M": {func(p *pedimento.Pedimento) { p.Efecto, p.Source = document.Desistido, document.SourceArchivoM }, false, ""},
		"previo":                  {func(p *pedimento.Pedimento) { p.Efecto = document.Previo }, false, ""},
		"nulo":                    {func(p *pedimento.Pedimento) { p.Efecto = document.Nulo }, false, ""},
		"proforma":                {func(p *pedimento.Pedimento) { p.Efecto = document.Proforma }, false, ""},
		"no number":               {func(p *pedimento.Pedimento) { p.Number = "" }, false, ""},
		"cotejo ninguno":          {func(p *pedimento.Pedimento) { p.Cotejo = document.CotejoNinguno }, false, ""},
		"too many decimals":       {func(p *pedimento.Pedimento) { p.Partidas[0].CantidadUMT = amount("0.0000001") }, false, "quantity_range"},
		"too much":                {func(p *pedimento.Pedimento) { p.Partidas[0].CantidadUMT = amount("99999999999999") }, false, "quantity_range"},
		"below zero":              {func(p *pedimento.Pedimento) { p.Partidas[0].CantidadUMC = amount("-1") }, false, "quantity_range"},
		"unknown UMT":             {func(p *pedimento.Pedimento) { p.Partidas[0].CantidadUMT = money.Amount{} }, false, "quantity_range"},
		"unknown UMC":             {func(p *pedimento.Pedimento) { p.Partidas[0].CantidadUMC = money.Amount{} }, true, ""},
		"a partida twice":         {func(p *pedimento.Pedimento) { p.Partidas = append(p.Partidas, p.Partidas[0]) }, false, "partida_twice"},
		"a partida of no number":  {func(p *pedimento.Pedimento) { p.Partidas[0].Secuencia = 0 }, false, "partida_twice"},
		"512 below zero": {func(p *pedimento.Pedimento) {
			p.Descargos = []pedimento.Descargo{{Fraccion: resin, Cantidad: amount("-1")}}
		}, false, "quantity_range"},
		"512 without goods": {func(p *pedimento.Pedimento) { p.Descargos = []pedimento.Descargo{{Clave: "IN"}} }, true, ""},
	} {
		p := good()
		tt.edit(p)
		f, findings, ok := ledger.FromPedimento(p, "doc")
		if ok != tt.ok || tt.code == "" && len(findings) > 0 || tt.code != "" && !findings.Has(tt.code) {
			t.Errorf("%s: %v, %v, %+v", name, ok, findings, f)
		}
	}
	f, _, _ := ledger.FromPedimento(good(), "doc")
	want := ledger.Line{
		Sec: 1, Fraccion: resin, UMT: "1", CantidadUMT: quantity.Micros(10_500_000), UMC: "6", CantidadUMC: kg(3), Serie: "S1; S2",
		Tributos: []ledger.Tributo{{Clave: "IGI", Forma: "5", Importe: amount("7")}}, Casos: []string{"EB"},
	}
	if d := cmp.Diff([]ledger.Line{want}, f.Lineas, same()); d != "" || f.AsOf != day("2021-03-01") {
		t.Errorf("as of %s %s", f.AsOf, d)
	}
}

// TestSelections: the first opens availability, the last the stay; a row
// without a date says nothing, wherever it stands.
func TestSelections(t *testing.T) {
	t.Parallel()
	p := &pedimento.Pedimento{
		Efecto: document.Pagado, Cotejo: document.CotejoCompleto, Number: ped(1), FechaPago: day("2021-03-01"),
		Selecciones:     []pedimento.Seleccion{{Fecha: day("2021-02-24")}, {}, {Fecha: day("2021-02-22")}, {Fecha: day("2021-03-04")}, {}},
		Identificadores: []pedimento.Identificador{{Clave: "PC"}},
	}
	f, _, ok := ledger.FromPedimento(p, "doc")
	if !ok || f.Remesa != day("2021-02-22") || f.Seleccion != day("2021-03-04") || f.AsOf != day("2021-03-04") || !f.Consolidado {
		t.Errorf("%+v", f)
	}
}

// TestPrior: the year of a cited number follows from its date, or from the
// payment of what cites it.
func TestPrior(t *testing.T) {
	t.Parallel()
	p := &pedimento.Pedimento{
		Efecto: document.Pagado, Cotejo: document.CotejoCompleto, Number: ped(1), FechaPago: day("2021-03-01"), Tipo: "2",
		Rectifica: &pedimento.Rectificacion{Aduana: "240", Patente: "3210", Documento: "0000007"},
		Descargos: []pedimento.Descargo{
			{Aduana: "240", Patente: "3210", Documento: "9000007", Fecha: day("2020-01-03"), Fraccion: resin, Unidad: "1", Cantidad: amount("1")},
			{Aduana: "", Patente: "3210", Documento: "9000007", Fraccion: resin, Unidad: "1", Cantidad: amount("1")},
		},
	}
	f, _, ok := ledger.FromPedimento(p, "doc")
	if !ok || !f.EsRectif || f.Rectifica.Key != "202432100000007" || f.Nombrados[0].Key != "192432109000007" || f.Nombrados[1].Key != "" {
		t.Errorf("%+v %+v", f.Rectifica, f.Nombrados)
	}
}

func TestDecode(t *testing.T) {
	t.Parallel()
	f := fact(1, "IN", "2021-03-01", line(1, resin, 10))
	b, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ledger.DecodeFact(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(&f, again, same()); d != "" {
		t.Error(d)
	}
	list := ledger.PartList{Pedimento: ped(1), Invoice: "F-1", Lines: []ledger.PartLine{{Parte: "A", Cantidad: math.MaxInt64}}}
	if b, err = list.Encode(); err != nil {
		t.Fatal(err)
	}
	parts, err := ledger.DecodePartList(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(&list, parts); d != "" {
		t.Error(d)
	}
	for _, bad := range []string{"", "{", `{"pago":"2021-02-30"}`, `{"lineas":[{"cantidad_umt":1.5}]}`} {
		if f, err := ledger.DecodeFact([]byte(bad)); err == nil {
			t.Errorf("%q decodes to %+v", bad, f)
		}
	}
	if _, err := ledger.DecodePartList([]byte(`{"lines":[{"cantidad":1}]}`)); err == nil {
		t.Error("a JSON number may have been a float")
	}
}
