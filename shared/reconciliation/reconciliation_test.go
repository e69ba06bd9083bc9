package reconciliation_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/unit"
)

const kilo = 1_000_000 // millionths

func fact(key string, source document.Source, pago document.Date, change ...func(*ledger.Fact)) *ledger.Fact {
	f := &ledger.Fact{
		Key: key, Source: source, Clave: "IN", Operacion: "IMP", Pago: pago, AsOf: pago,
		Lineas: []ledger.Line{{Sec: 1, Fraccion: "72083601", UMT: "1", CantidadUMT: 100 * kilo, UMC: "1", CantidadUMC: 100 * kilo, Aduana: money.Int(5000), Comercial: money.Int(4900), Origen: "USA"}},
	}
	for _, c := range change {
		c(f)
	}
	return f
}

// told is a result as reasons with key, partida and pesos.
func told(r *reconciliation.Result) (out []string) {
	for i := range r.Differences {
		d := &r.Differences[i]
		out = append(out, fmt.Sprintf("%s %s/%d %s", d.Reason, d.Key, d.Partida, d.Pesos))
	}
	return out
}

// raw is a code in parentheses, or a structure that nobody put into words.
var raw = regexp.MustCompile(`\([a-z]+(_[a-z0-9]+)+\)|[{}]`)

func hold(t *testing.T, name string, r *reconciliation.Result, agreed int, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, told(r)); d != "" {
		t.Errorf("%s: %s", name, d)
	}
	if r.Agreed != agreed {
		t.Errorf("%s: %d agree, want %d", name, r.Agreed, agreed)
	}
	for i := range r.Differences {
		if d := &r.Differences[i]; d.Says.ES == "" || d.Says.EN == "" || d.Fix.ES == "" || d.Fix.EN == "" {
			t.Errorf("%s: %s does not say what to do", name, d.Reason)
		}
		if d := &r.Differences[i]; raw.MatchString(d.Says.ES + d.Says.EN + d.Fix.ES + d.Fix.EN) {
			t.Errorf("%s: a code or a structure instead of words: %+v", name, d.Says)
		}
	}
}

// TestDataStage: provisional against confirmed, header and partida by partida,
// both ways.
func TestDataStage(t *testing.T) {
	t.Parallel()
	const a, b = "262432106000001", "262432106000002"
	stage, printed := document.SourceDataStage, document.SourcePrint
	line := func(change func(*ledger.Line)) func(*ledger.Fact) {
		return func(f *ledger.Fact) { change(&f.Lineas[0]) }
	}
	for name, tt := range map[string]struct {
		facts  []*ledger.Fact
		on     document.Date
		agreed int
		want   []string
	}{
		"the same":                {[]*ledger.Fact{fact(a, printed, 20260310), fact(a, stage, 20260310)}, 0, 1, nil},
		"provisional":             {[]*ledger.Fact{fact(a, printed, 20260310)}, 0, 0, []string{"provisional " + a + "/0 5000"}},
		"not in its month":        {[]*ledger.Fact{fact(a, printed, 20260310), fact(b, stage, 20260301)}, 0, 0, []string{"no_esta_en_data_stage " + a + "/0 5000", "sin_papel " + b + "/0 5000"}},
		"of another month":        {[]*ledger.Fact{fact(a, printed, 20260310), fact(b, stage, 20260201)}, 0, 0, []string{"provisional " + a + "/0 5000", "sin_papel " + b + "/0 5000"}},
		"after the day":           {[]*ledger.Fact{fact(a, printed, 20260310)}, 20260309, 0, nil},
		"withdrawn":               {[]*ledger.Fact{fact(a, printed, 20260310, func(f *ledger.Fact) { f.Desistido = true })}, 0, 0, nil},
		"withdrawn by Data Stage": {[]*ledger.Fact{fact(a, printed, 20260310), fact(a, stage, 20260310, func(f *ledger.Fact) { f.Desistido = true }), fact(b, stage, 20260301)}, 0, 0, []string{"desistido_en_data_stage " + a + "/0 5000", "sin_papel " + b + "/0 5000"}},
		"more kilos":              {[]*ledger.Fact{fact(a, printed, 20260310, line(func(l *ledger.Line) { l.CantidadUMT = 110 * kilo })), fact(a, stage, 20260310)}, 0, 0, []string{"cantidad_umt " + a + "/1 500"}},
		"another fracción":        {[]*ledger.Fact{fact(a, printed, 20260310, line(func(l *ledger.Line) { l.Fraccion = "72083602" })), fact(a, stage, 20260310)}, 0, 0, []string{"fraccion " + a + "/1 5000"}},
		"another value":           {[]*ledger.Fact{fact(a, printed, 20260310, line(func(l *ledger.Line) { l.Aduana = money.Int(4000) })), fact(a, stage, 20260310)}, 0, 0, []string{"valor_aduana " + a + "/1 1000"}},
		"a value not said":        {[]*ledger.Fact{fact(a, printed, 20260310, line(func(l *ledger.Line) { l.Aduana = money.Amount{} })), fact(a, stage, 20260310)}, 0, 1, nil},
		"another form of payment": {[]*ledger.Fact{fact(a, printed, 20260310, line(pays("IVA", "21", 1600))), fact(a, stage, 20260310, line(pays("3", "0", 9)))}, 0, 0, []string{"contribucion " + a + "/1 1591"}},
		"the same contributions":  {[]*ledger.Fact{fact(a, printed, 20260310, line(pays("IVA", "21", 1600))), fact(a, stage, 20260310, line(pays("3", "21", 1600)))}, 0, 1, nil},
		"in two rows":             {[]*ledger.Fact{fact(a, printed, 20260310, line(pays("IVA", "21", 1000, 600))), fact(a, stage, 20260310, line(pays("3", "21", 1600)))}, 0, 1, nil},
		"one of two unknown": {[]*ledger.Fact{fact(a, printed, 20260310, line(func(l *ledger.Line) {
			l.Tributos = []ledger.Tributo{{Clave: "IVA", Forma: "21", Importe: money.Int(1000)}, {Clave: "IVA", Forma: "21"}}
		})), fact(a, stage, 20260310, line(pays("3", "21", 1600)))}, 0, 1, nil},
		"two forms for one": {[]*ledger.Fact{fact(a, printed, 20260310, line(func(l *ledger.Line) {
			l.Tributos = []ledger.Tributo{{Clave: "IVA", Forma: "21", Importe: money.Int(1000)}, {Clave: "IVA", Forma: "0", Importe: money.Int(600)}}
		})), fact(a, stage, 20260310, line(pays("3", "21", 1600)))}, 0, 0, []string{"contribucion " + a + "/1 0"}},
		"contributions not told": {[]*ledger.Fact{fact(a, printed, 20260310), fact(a, stage, 20260310, line(pays("3", "21", 1600)))}, 0, 1, nil},
		"another day":            {[]*ledger.Fact{fact(a, printed, 20260311), fact(a, stage, 20260310)}, 0, 0, []string{"fecha_pago " + a + "/0 5000"}},
		"another clave":          {[]*ledger.Fact{fact(a, printed, 20260310, func(f *ledger.Fact) { f.Clave = "AF" }), fact(a, stage, 20260310)}, 0, 0, []string{"clave " + a + "/0 5000"}},
		"R1 keeps the first":     {[]*ledger.Fact{fact(a, printed, 20260310, func(f *ledger.Fact) { f.Clave, f.EsRectif = "R1", true }), fact(a, stage, 20260310)}, 0, 1, nil},
		"a partida more":         {[]*ledger.Fact{fact(a, printed, 20260310, func(f *ledger.Fact) { f.Lineas = append(f.Lineas, ledger.Line{Sec: 2, Aduana: money.Int(7)}) }), fact(a, stage, 20260310)}, 0, 0, []string{"partida_de_mas " + a + "/2 "}},
		"a partida less":         {[]*ledger.Fact{fact(a, printed, 20260310), fact(a, stage, 20260310, func(f *ledger.Fact) { f.Lineas = append(f.Lineas, ledger.Line{Sec: 2, Aduana: money.Int(7)}) })}, 0, 0, []string{"partida_de_menos " + a + "/2 7"}},
		"forma simplificada":     {[]*ledger.Fact{fact(a, printed, 20260310, func(f *ledger.Fact) { f.Lineas = nil }), fact(a, stage, 20260310)}, 0, 1, nil},
		"the better paper":       {[]*ledger.Fact{fact(a, printed, 20260310, line(func(l *ledger.Line) { l.UMT = "6" })), fact(a, document.SourceVUCEM, 20260310), fact(a, stage, 20260310)}, 0, 1, nil},
	} {
		if name == "a partida more" {
			tt.want = []string{"partida_de_mas " + a + "/2 7"}
		}
		hold(t, name, reconciliation.OfDataStage(tt.facts, tt.on), tt.agreed, tt.want...)
		slices.Reverse(tt.facts)
		hold(t, name+" reversed", reconciliation.OfDataStage(tt.facts, tt.on), tt.agreed, tt.want...)
	}
}

// pays gives a partida one contribution, in as many rows.
func pays(clave, form string, pesos ...int64) func(*ledger.Line) {
	return func(l *ledger.Line) {
		for _, p := range pesos {
			l.Tributos = append(l.Tributos, ledger.Tributo{Clave: clave, Forma: form, Importe: money.Int(p)})
		}
	}
}

// book is one part with a lot of 100 kilos worth 5,000 pesos.
func book(part string, change ...func(*ledger.Book)) *ledger.Book {
	b := &ledger.Book{
		ID: part, Material: ledger.Material{Kind: "part", Key: part, Unit: "1"},
		Lots: []ledger.Lot{{ID: "L", Cantidad: 100 * kilo, CantidadUMT: 100 * kilo, Aduana: money.Int(5000), AvailableFrom: 20260101}},
	}
	for _, c := range change {
		c(b)
	}
	return b
}

func count(on document.Date, counted, short, over int64) func(*ledger.Book) {
	return func(b *ledger.Book) {
		id := "conteo:" + on.String()
		b.Exits = append(b.Exits, ledger.Exit{ID: id, Rol: ledger.RoleConteo, MovedAt: on, Cantidad: kilo * quantityOf(counted)})
		if short > 0 {
			b.Cambios = append(b.Cambios, ledger.Change{Exit: id, Lot: "L", Cantidad: kilo * quantityOf(short), MovedAt: on, A: ledger.ToFaltante})
		}
		if over > 0 {
			b.Sobrantes = append(b.Sobrantes, ledger.Surplus{Exit: id, Cantidad: kilo * quantityOf(over), Fecha: on})
		}
	}
}

// TestCounts: what a count found more or less, and what nobody counted.
func TestCounts(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		books  []*ledger.Book
		on     document.Date
		agreed int
		want   []string
	}{
		"none":           {[]*ledger.Book{book("A")}, 0, 0, nil},
		"the same":       {[]*ledger.Book{book("A", count(20260630, 100, 0, 0))}, 0, 1, nil},
		"less":           {[]*ledger.Book{book("A", count(20260630, 90, 10, 0))}, 0, 0, []string{"faltante_fisico A/0 500"}},
		"more":           {[]*ledger.Book{book("A", count(20260630, 120, 0, 20))}, 0, 0, []string{"sobrante_fisico A/0 1000"}},
		"one not":        {[]*ledger.Book{book("A", count(20260630, 100, 0, 0)), book("B")}, 0, 1, []string{"sin_contar B/0 5000"}},
		"not that day":   {[]*ledger.Book{book("A", count(20260630, 100, 0, 0)), book("B", count(20260331, 100, 0, 0))}, 0, 2, []string{"sin_contar B/0 5000"}},
		"after the day":  {[]*ledger.Book{book("A", count(20260630, 90, 10, 0))}, 20260629, 0, nil},
		"without values": {[]*ledger.Book{book("A", count(20260630, 90, 10, 0), func(b *ledger.Book) { b.Lots[0].Aduana = money.Amount{} })}, 0, 0, []string{"faltante_fisico A/0 "}},
	} {
		hold(t, name, reconciliation.OfCounts(slices.Values(tt.books), 0, tt.on), tt.agreed, tt.want...)
	}
}

// TestStock: the stock of the plant's own system, both ways, in the unit of the
// books.
func TestStock(t *testing.T) {
	t.Parallel()
	has := func(part, lugar, q, u string) plant.Stock {
		return plant.Stock{Fecha: 20260630, Parte: part, Lugar: lugar, Cantidad: amount(t, q), Unidad: u}
	}
	other := func(b *ledger.Book) { b.ID, b.Material.Unit = "A6", "6" }
	for name, tt := range map[string]struct {
		books  []*ledger.Book
		stock  []plant.Stock
		on     document.Date
		agreed int
		want   []string
	}{
		"nothing delivered": {[]*ledger.Book{book("A")}, nil, 0, 0, nil},
		"the same":          {[]*ledger.Book{book("A")}, []plant.Stock{has("A", "X", "60", "1"), has("A", "Y", "40", "1")}, 0, 1, nil},
		"in grams":          {[]*ledger.Book{book("A")}, []plant.Stock{has("A", "", "100000", "2")}, 0, 1, nil},
		"less":              {[]*ledger.Book{book("A")}, []plant.Stock{has("A", "", "90", "1")}, 0, 0, []string{"erp_de_menos A/0 500"}},
		"more":              {[]*ledger.Book{book("A")}, []plant.Stock{has("A", "", "101", "1")}, 0, 0, []string{"erp_de_mas A/0 50"}},
		"in pieces":         {[]*ledger.Book{book("A")}, []plant.Stock{has("A", "", "101", "6")}, 0, 0, []string{"unidad A/0 "}},
		"only the ERP":      {[]*ledger.Book{book("A")}, []plant.Stock{has("A", "", "100", "1"), has("N", "", "1", "1")}, 0, 1, []string{"sin_entrada N/0 "}},
		"only the books":    {[]*ledger.Book{book("A"), book("B")}, []plant.Stock{has("A", "", "100", "1")}, 0, 1, []string{"no_esta_en_erp B/0 5000"}},
		"two units":         {[]*ledger.Book{book("A"), book("A", other)}, []plant.Stock{has("A", "", "100", "1")}, 0, 0, []string{"varias_unidades A/0 "}},
		"before its day":    {[]*ledger.Book{book("A")}, []plant.Stock{has("A", "", "1", "1")}, 20260629, 0, nil},
		"by fracción":       {[]*ledger.Book{book("A", func(b *ledger.Book) { b.Material.Kind = "fraccion" })}, []plant.Stock{has("A", "", "1", "1")}, 0, 0, nil},
	} {
		r := reconciliation.OfStock(slices.Values(tt.books), tt.stock, nil, unit.Default(), tt.on)
		hold(t, name, r, tt.agreed, tt.want...)
		if len(tt.want) == 0 && tt.agreed == 0 && r.Note.ES == "" {
			t.Errorf("%s: nobody says why nothing was compared", name)
		}
	}
}

// TestCredit: the SAT's ledger and the books, both ways, chains joined.
func TestCredit(t *testing.T) {
	t.Parallel()
	sat := func(number, pesos string) plant.CreditBalance {
		return plant.CreditBalance{Fecha: 20260630, Pedimento: number, Fraccion: "72083601", Saldo: amount(t, pesos)}
	}
	ours := func(number string, open int64) reconciliation.Account {
		return reconciliation.Account{Pedimento: number, Fraccion: "72083601", Open: open}
	}
	for name, tt := range map[string]struct {
		sat    []plant.CreditBalance
		ours   []reconciliation.Account
		agreed int
		want   []string
	}{
		"nothing delivered":    {nil, []reconciliation.Account{ours("1", 5)}, 0, nil},
		"the same":             {[]plant.CreditBalance{sat("1", "100")}, []reconciliation.Account{ours("1", 60), ours("1", 40)}, 1, nil},
		"a peso is a rounding": {[]plant.CreditBalance{sat("1", "100.99")}, []reconciliation.Account{ours("1", 100)}, 1, nil},
		"another balance":      {[]plant.CreditBalance{sat("1", "100")}, []reconciliation.Account{ours("1", 70)}, 0, []string{"saldo 1 72083601/0 30"}},
		"only the SAT":         {[]plant.CreditBalance{sat("1", "100")}, nil, 0, []string{"no_esta_en_libros 1 72083601/0 100"}},
		"nothing at the SAT":   {[]plant.CreditBalance{sat("1", "0")}, nil, 1, nil},
		"only the books":       {[]plant.CreditBalance{sat("1", "7")}, []reconciliation.Account{ours("1", 7), ours("2", 9)}, 1, []string{"no_esta_en_scccyg 2 72083601/0 9"}},
		"closed in the books":  {[]plant.CreditBalance{sat("1", "7")}, []reconciliation.Account{ours("1", 0), ours("2", 0)}, 0, []string{"saldo 1 72083601/0 7"}},
		"a rectified number":   {[]plant.CreditBalance{sat("R", "7")}, []reconciliation.Account{ours("1", 7)}, 1, nil},
	} {
		root := func(s string) string {
			if s == "R" {
				return "1"
			}
			return s
		}
		r := reconciliation.OfCredit(tt.sat, func(document.Date) []reconciliation.Account { return tt.ours }, root, 0)
		hold(t, name, r, tt.agreed, tt.want...)
	}
}

// TestMissing: what is named and not here, once; months without Data Stage.
func TestMissing(t *testing.T) {
	t.Parallel()
	named := func(number, how string) reconciliation.Mention {
		return reconciliation.Mention{Number: number, By: "X", How: how, On: 20260310}
	}
	here := func(n string) bool { return n == "HERE" }
	months := []document.Date{20260131, 20260415, 20260110}
	look := func(name string, in *reconciliation.Naming, on document.Date, agreed int, want ...string) {
		t.Helper()
		in.Here = here
		hold(t, name, reconciliation.OfMissing(in, on), agreed, want...)
	}
	look("mentions", &reconciliation.Naming{Mentions: []reconciliation.Mention{
		named("GONE", "cfdi"), named("HERE", "cfdi"), named("GONE", "cfdi"), named("SOON", "seleccion"), named("GONE", "factura"), named("GONE", "carta_porte"), named("HERE", "factura"),
	}}, 0, 2, "nombrado_por_carta_porte GONE/0 ", "nombrado_por_cfdi GONE/0 ", "nombrado_por_factura GONE/0 ", "nombrado_por_seleccion SOON/0 ")
	look("later", &reconciliation.Naming{Mentions: []reconciliation.Mention{named("GONE", "cfdi")}, Orphans: []reconciliation.Orphan{{Key: "C", How: "cove", On: 20260310}}}, 20260309, 0)
	look("orphans", &reconciliation.Naming{Orphans: []reconciliation.Orphan{{Key: "C", How: "cove"}, {Key: "U", How: "cfdi", Pesos: money.Int(9)}, {Key: "F", How: "factura"}}}, 0, 0,
		"cove_sin_pedimento C/0 ", "factura_sin_pedimento F/0 ", "cfdi_sin_pedimento U/0 9")
	look("an invoice of nobody knows whom", &reconciliation.Naming{Orphans: []reconciliation.Orphan{{Key: "F", How: "factura", Unsure: []string{"1", "2", "3", "4"}}}}, 0, 0, "factura_de_quien F/0 ")
	unsure := reconciliation.OfMissing(&reconciliation.Naming{Orphans: []reconciliation.Orphan{{Key: "F", How: "factura", Unsure: []string{"1", "2", "3", "4"}}}, Here: here}, 0).Differences[0]
	if !strings.Contains(unsure.Says.ES, "1, 2, 3 y 1 más") || !strings.Contains(unsure.Says.EN, "1, 2, 3 and 1 more") {
		t.Errorf("%+v", unsure.Says)
	}
	look("months", &reconciliation.Naming{Told: months}, 0, 0, "mes_sin_data_stage 2026-02/0 ", "mes_sin_data_stage 2026-03/0 ")
	look("months until", &reconciliation.Naming{Told: months}, 20260228, 0)
}

// TestSeries: holes are told of a series that is nearly all of the company, and of
// no other; a number that is here otherwise is no hole.
func TestSeries(t *testing.T) {
	t.Parallel()
	run := func(base string, numbers ...int) (out []reconciliation.Numbered) {
		for _, n := range numbers {
			out = append(out, reconciliation.Numbered{Number: base + fmt.Sprintf("%06d", n), Paid: document.NewDate(2026, 3, n%28+1)})
		}
		return out
	}
	const mine, theirs = "262432106", "262432107"
	own := run(mine, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12) // 10 is out
	busy := run(theirs, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12)      // two in twelve are out
	few := run("251605106", 1, 3)
	for name, tt := range map[string]struct {
		numbers []reconciliation.Numbered
		here    string
		on      document.Date
		want    []string
		note    bool
	}{
		"one hole":           {numbers: own, want: []string{"numeros_salteados 262432106000010/0 "}},
		"here without goods": {numbers: own, here: "262432106000010"},
		"before it was paid": {numbers: own, on: 20260311},
		"of other clients":   {numbers: busy, note: true},
		"few":                {numbers: few, note: true},
		"none":               {numbers: run(mine, 1, 2, 3)},
		"two years":          {numbers: slices.Concat(run("252432105", 999999), run(mine, 1))},
		"all":                {numbers: slices.Concat(busy, own, few), want: []string{"numeros_salteados 262432106000010/0 "}, note: true},
		"no number":          {numbers: []reconciliation.Numbered{{Number: "7"}}},
	} {
		r := reconciliation.OfMissing(&reconciliation.Naming{Numbers: tt.numbers, Here: func(n string) bool { return n == tt.here }}, tt.on)
		hold(t, name, r, 0, tt.want...)
		if (r.Note.ES != "") != tt.note || (r.Note.EN != "") != tt.note {
			t.Errorf("%s: note %q", name, r.Note)
		}
	}
}

// TestSales: each item of the bridge is a difference with what to do.
func TestSales(t *testing.T) {
	t.Parallel()
	in := &raoce.Input{
		Year: 2026, SalesBasis: "sale", Catalog: catalog.Default(),
		Invoices: []raoce.Invoice{{UUID: "U", Kind: "I", On: 20260310, MXN: money.Int(100), USD: money.Int(5), Export: "04"}, {UUID: "V", Kind: "I", On: 20260310, MXN: money.Int(30), USD: money.Int(2), Export: "04"}},
		Declarations: []raoce.Declaration{
			{Number: "1", On: 20260311, Concept: raoce.Direct, MXN: money.Int(100), USD: money.Int(5), Papers: []raoce.Paper{{Number: "U"}}},
			{Number: "2", On: 20260311, Concept: raoce.Direct, MXN: money.Int(80), USD: money.Int(4)},
		},
	}
	hold(t, "a year", reconciliation.OfSales([]*raoce.Report{raoce.Of(in)}), 1, "sin_cfdi 2/0 80", "sin_pedimento V/0 30")
	if r := reconciliation.OfSales(nil); r.Note.ES == "" || len(r.Differences) != 0 {
		t.Errorf("nothing: %+v", r)
	}
}

// TestNames: every kind has a name in both languages.
func TestNames(t *testing.T) {
	t.Parallel()
	for _, k := range reconciliation.Kinds() {
		if n := k.Title(); n.ES == "" || n.EN == "" || n.ES == string(k) || n.ES == n.EN {
			t.Errorf("%s: %+v", k, n)
		}
	}
}

// drawFacts are some facts of a few pedimentos, told by several sources.
func drawFacts(t *rapid.T) (facts []*ledger.Fact) {
	for i := range rapid.IntRange(0, 15).Draw(t, "facts") {
		f := fact(fmt.Sprintf("26243210600%04d", rapid.IntRange(1, 6).Draw(t, "key")), rapid.SampledFrom([]document.Source{document.SourceDataStage, document.SourceVUCEM, document.SourcePrint}).Draw(t, "source"), document.NewDate(2026, rapid.IntRange(1, 3).Draw(t, "month"), 5))
		f.Doc = document.Hash(strconv.Itoa(i))
		f.Lineas[0].CantidadUMT = kilo * quantityOf(rapid.Int64Range(1, 3).Draw(t, "kilos"))
		facts = append(facts, f)
	}
	return facts
}

// TestProperties: a pedimento is agreed or told, never both and never lost;
// a source against itself differs in nothing; order changes nothing; what is
// worth most, or nobody knows, comes first.
func TestProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		facts := drawFacts(t)
		r := reconciliation.OfDataStage(facts, 0)
		keys, said := map[string]bool{}, map[string]bool{}
		for _, f := range facts {
			keys[f.Key] = true
		}
		for i := range r.Differences {
			said[r.Differences[i].Key] = true
			if a, b := r.Differences[max(i-1, 0)].Pesos, r.Differences[i].Pesos; i > 0 && (a.Known() && !b.Known() || a.Known() && a.Abs().Cmp(b.Abs()) < 0) {
				t.Fatalf("%s comes before %s", a, b)
			}
		}
		if r.Agreed+len(said) != len(keys) {
			t.Fatalf("%d agree and %d are told of %d", r.Agreed, len(said), len(keys))
		}
		backwards := slices.Clone(facts)
		slices.Reverse(backwards)
		if d := cmp.Diff(told(r), told(reconciliation.OfDataStage(backwards, 0))); d != "" {
			t.Fatal(d)
		}
		var twice []*ledger.Fact
		for k := range keys {
			twice = append(twice, fact(k, document.SourceVUCEM, 20260105), fact(k, document.SourceDataStage, 20260105))
		}
		if same := reconciliation.OfDataStage(twice, 0); same.Agreed != len(keys) || len(same.Differences) != 0 {
			t.Fatalf("differs from itself: %v", told(same))
		}
	})
}
