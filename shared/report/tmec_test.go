package report_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
)

// TestReturnsToTreatyCountries: what a return declares is shown as it declares
// it, what it does not is said, and other destinations are none of it.
func TestReturnsToTreatyCountries(t *testing.T) {
	day := document.NewDate(2021, 3, 25)
	rt := fact("212432103000002", "RT", "EXP", day, line(t, 1, "85365001", "6", "10", 900), line(t, 2, "85365001", "6", "4", 360),
		line(t, 3, "85365001", "6", "5", 450), line(t, 4, "85365001", "6", "6", 540))
	rt.Lineas[0].Tributos = []ledger.Tributo{{Clave: "12", Forma: "0", Importe: money.Int(30)}, {Clave: "3", Forma: "0", Importe: money.Int(1)}}
	rt.Lineas[1].Casos = []string{"DT|1", "IM|2006"}
	rt.Lineas[2].Origen = "CHN"
	rt.Lineas[3].Origen = "CAN"
	before := fact("212432103000003", "RT", "EXP", document.NewDate(2021, 2, 25), line(t, 1, "85365001", "6", "1", 90))
	ct := fact("212432103000004", "CT", "EXP", day, line(t, 1, "85365001", "6", "1", 90))
	ct.Lineas[0].Tributos = []ledger.Tributo{{Clave: "2.5", Forma: "0", Importe: money.Amount{}}}
	s := closedOf(t, append(march(t), rt, before, ct), ledger.DefaultPolicy())
	got := map[string][]string{}
	for _, r := range rows(t, csvOf(t, s, "tmec25")) {
		got[r["pedimento"]+"-"+r["partida"]] = []string{r["clave"], r["destino"], r["acuerdo"], r["cantidad_umc"], r["valor_comercial"], r["declarado"], r["identificadores"], r["contribucion_12"]}
	}
	want := map[string][]string{
		"212432103000001-1": {"RT", "USA", "T-MEC", "10", "900", "no_consta", "", ""},
		"212432103000002-1": {"RT", "USA", "T-MEC", "10", "900", "importe", "", "30"},
		"212432103000002-2": {"RT", "USA", "T-MEC", "4", "360", "identificador", "DT", ""},
		"212432103000002-4": {"RT", "CAN", "T-MEC", "6", "540", "no_consta", "", ""},
		"212432103000004-1": {"CT", "USA", "", "", "", "importe", "", ""},
	}
	if len(got) != len(want) {
		t.Errorf("%d rows: %v", len(got), got)
	}
	for k, w := range want {
		if !slices.Equal(got[k], w) {
			t.Errorf("%s: %q, want %q", k, got[k], w)
		}
	}
}

// TestDeclaredContradiction: two sources of a return that give other amounts
// leave it unknown and say so.
func TestDeclaredContradiction(t *testing.T) {
	rt := fact("212432103000002", "RT", "EXP", document.NewDate(2021, 3, 25), line(t, 1, "85365001", "6", "10", 900))
	rt.Lineas[0].Tributos = []ledger.Tributo{{Clave: "12", Forma: "0", Importe: money.Int(30)}}
	facts := []*ledger.Fact{rt}
	books := booksOf(t, facts, ledger.DefaultPolicy())
	other := *rt
	other.Lineas = slices.Clone(rt.Lineas)
	other.Lineas[0].Tributos = []ledger.Tributo{{Clave: "12", Forma: "0", Importe: money.Int(31)}}
	d := report.DeclaredOf(document.HashOf([]byte("other")), &other, catalog.Default())
	for _, b := range books {
		for i := range b.Exits {
			b.Exits[i].Facts = append(b.Exits[i].Facts, d.Fact)
		}
	}
	more := moreOf(books, facts)
	more.Declared = append(more.Declared, d)
	s, err := report.Close(marchHead(), catalog.Default(), ledger.KeepAll(books), nil, nil, more)
	if err != nil {
		t.Fatal(err)
	}
	r := rows(t, csvOf(t, s, "tmec25"))
	if len(r) != 1 || r[0]["declarado"] != "contradictorio" || r[0]["contribucion_12"] != "" {
		t.Errorf("%v", r)
	}
	in := *rt
	in.Operacion = "IMP"
	if report.DeclaredOf("", &in, catalog.Default()) != nil {
		t.Error("an entry declares no deferred duty")
	}
}

// amounts are a row's columns of the determination.
func amounts(r map[string]string) []string {
	out := make([]string, 0, 10)
	for _, c := range []string{
		"declarado", "contribucion_12", "valor_no_originario", "igi_no_originario", "exento", "pago_355", "arancel_destino", "moneda_arancel", "pedimento_12", "pedimento_16",
	} {
		out = append(out, r[c])
	}
	return out
}

// TestDetermination: what records 351, 353 and 355 and the whole pedimento say is
// told in columns of its own; what two currencies say is not one amount; what the
// whole pedimento paid stands once.
func TestDetermination(t *testing.T) {
	day := document.NewDate(2021, 3, 25)
	rt := fact("212432103000002", "RT", "EXP", day, line(t, 1, "85365001", "6", "10", 900), line(t, 2, "85365001", "6", "4", 360), line(t, 3, "85365001", "6", "4", 360))
	rt.Diferidos = []ledger.Diferido{
		{Partida: 1, Destino: "USA", NoOriginaria: money.Int(400), IGI: money.Int(20), Arancel: money.Int(9), Moneda: "USD", Exento: money.Int(5)},
		{Partida: 1, Destino: "USA", Tributos: []ledger.Tributo{{Clave: "2.5", Forma: "0", Importe: money.Int(15)}}},
		{Partida: 2, NoOriginaria: money.Int(100), IGI: money.Int(7)},
		{Partida: 3, Arancel: money.Int(1), Moneda: "USD"},
		{Partida: 3, Arancel: money.Int(1), Moneda: "CAD"},
	}
	whole := fact("212432103000003", "RT", "EXP", day, line(t, 1, "85365001", "6", "10", 900), line(t, 2, "85365001", "6", "4", 360))
	whole.Diferidos = []ledger.Diferido{{Tributos: []ledger.Tributo{{Clave: "2.5", Forma: "0", Importe: money.Int(31)}, {Clave: "EUR", Forma: "0", Importe: money.Int(2)}}}}
	ct := fact("212432103000004", "CT", "EXP", day)
	ct.Diferidos = []ledger.Diferido{{Partida: 4, Destino: "CAN", NoOriginaria: money.Int(50)}}
	bare := fact("212432103000005", "CT", "EXP", day)
	bare.Diferidos = []ledger.Diferido{{Tributos: []ledger.Tributo{{Clave: "12", Forma: "0", Importe: money.Int(8)}}}}
	s := closedOf(t, append(march(t), rt, whole, ct, bare), ledger.DefaultPolicy())
	got := map[string][]string{}
	for _, r := range rows(t, csvOf(t, s, "tmec25")) {
		got[r["pedimento"]+"-"+r["partida"]] = amounts(r)
	}
	for k, want := range map[string][]string{
		"212432103000002-1": {"importe", "", "400", "20", "5", "15", "9", "USD", "", ""},
		"212432103000002-2": {"determinacion", "", "100", "7", "", "", "", "", "", ""},
		"212432103000002-3": {"contradictorio", "", "", "", "", "", "", "", "", ""},
		"212432103000003-1": {"pedimento", "", "", "", "", "", "", "", "31", "2"},
		"212432103000003-2": {"pedimento", "", "", "", "", "", "", "", "", ""},
		"212432103000004-4": {"determinacion", "", "50", "", "", "", "", "", "", ""},
		"212432103000005-":  {"pedimento", "", "", "", "", "", "", "", "8", ""},
	} {
		if !slices.Equal(got[k], want) {
			t.Errorf("%s: %q, want %q", k, got[k], want)
		}
	}
}

// TestRectifiedDetermination: what a return said before it was rectified is not
// told any more, whichever clave the rectification has.
func TestRectifiedDetermination(t *testing.T) {
	day := document.NewDate(2021, 3, 25)
	for _, clave := range []string{"RT", "R1"} {
		rt := fact("212432103000002", "RT", "EXP", day, line(t, 1, "85365001", "6", "10", 900))
		rt.Lineas[0].Tributos = []ledger.Tributo{{Clave: "12", Forma: "0", Importe: money.Int(30)}}
		later := fact("212432103000006", clave, "EXP", day.AddDays(2), line(t, 1, "85365001", "6", "10", 900))
		later.EsRectif, later.Rectifica = true, &ledger.Prior{Key: rt.Key, Clave: "RT", Fecha: day}
		later.Lineas[0].Tributos = []ledger.Tributo{{Clave: "12", Forma: "0", Importe: money.Int(50)}}
		r := rows(t, csvOf(t, closedOf(t, []*ledger.Fact{rt, later}, ledger.DefaultPolicy()), "tmec25"))
		if len(r) != 1 || r[0]["declarado"] != "importe" || r[0]["contribucion_12"] != "50" {
			t.Errorf("%s: %v", clave, r)
		}
	}
}

// said is what the page of March says of the pedimentos, by pedimento and partida.
func said(t *testing.T, facts ...*ledger.Fact) map[string][]string {
	t.Helper()
	got := map[string][]string{}
	for _, r := range rows(t, csvOf(t, closedOf(t, facts, ledger.DefaultPolicy()), "tmec25")) {
		got[r["pedimento"]+"-"+r["partida"]] = append(got[r["pedimento"]+"-"+r["partida"]], amounts(r)...)
	}
	return got
}

func pays(pesos int64) []ledger.Tributo {
	return []ledger.Tributo{{Clave: "2.5", Forma: "0", Importe: money.Int(pesos)}}
}

// TestTwiceRectified: the last rectification is told of a return and of a
// complementary pedimento, also where it names the rectification before it.
func TestTwiceRectified(t *testing.T) {
	day := document.NewDate(2021, 3, 25)
	for _, clave := range []string{"RT", "CT"} {
		key := func(n string) string { return "21243210300000" + n }
		a := fact(key("1"), clave, "EXP", day, line(t, 1, "85365001", "6", "10", 900))
		b := fact(key("2"), "R1", "EXP", day.AddDays(1), line(t, 1, "85365001", "6", "10", 900))
		b.EsRectif, b.Rectifica = true, &ledger.Prior{Key: a.Key, Clave: clave, Fecha: day}
		c := fact(key("3"), "R1", "EXP", day.AddDays(2), line(t, 1, "85365001", "6", "10", 900))
		c.EsRectif, c.Rectifica = true, &ledger.Prior{Key: b.Key, Clave: "R1", Fecha: day}
		a.Lineas[0].Tributos, b.Lineas[0].Tributos, c.Lineas[0].Tributos = pays(30), pays(50), pays(70)
		var all []*report.Declared
		for i, f := range []*ledger.Fact{a, b, c} {
			all = append(all, report.DeclaredOf(document.HashOf([]byte{byte(i)}), f, catalog.Default()))
		}
		books := booksOf(t, []*ledger.Fact{a, b}, ledger.DefaultPolicy())
		for _, x := range books {
			for i := range x.Exits {
				x.Exits[i].Facts = []document.Hash{all[0].Fact, all[1].Fact, all[2].Fact}
			}
		}
		more := moreOf(books, nil)
		more.Declared = all
		s, err := report.Close(marchHead(), catalog.Default(), ledger.KeepAll(books), nil, nil, more)
		if err != nil {
			t.Fatal(err)
		}
		if r := rows(t, csvOf(t, s, "tmec25")); len(r) != 1 || r[0]["contribucion_12"] != "70" {
			t.Errorf("%s: %v", clave, r)
		}
	}
}

// TestDeterminedTwice: a determination without a country beside one with it is of the
// same goods: it is told once, and what it says otherwise contradicts. A
// rectification of ten years later whose prior has the same digits is of another.
func TestDeterminedTwice(t *testing.T) {
	day := document.NewDate(2021, 3, 25)
	rt := fact("212432103000002", "RT", "EXP", day, line(t, 1, "85365001", "6", "10", 900), line(t, 2, "85365001", "6", "4", 360))
	rt.Diferidos = []ledger.Diferido{
		{Partida: 1, NoOriginaria: money.Int(100), IGI: money.Int(10)},
		{Partida: 1, Destino: "USA", NoOriginaria: money.Int(60), IGI: money.Int(10)},
		{Partida: 1, Destino: "USA", NoOriginaria: money.Int(40)},
		{Partida: 2, NoOriginaria: money.Int(5)},
		{Partida: 2, Destino: "USA", NoOriginaria: money.Int(6)},
	}
	ct := fact("212432103000005", "CT", "EXP", day, line(t, 1, "85365001", "6", "1", 90))
	ct.Lineas[0].Tributos = pays(8)
	other := fact("312432103000009", "CT", "EXP", document.NewDate(2031, 3, 25), line(t, 1, "85365001", "6", "1", 90))
	other.EsRectif, other.Rectifica = true, &ledger.Prior{Key: "312432103000005", Clave: "CT", Fecha: document.NewDate(2031, 3, 1)}
	got := said(t, rt, ct, other)
	for k, want := range map[string][]string{
		"212432103000002-1": {"determinacion", "", "100", "10", "", "", "", "", "", ""},
		"212432103000002-2": {"contradictorio", "", "", "", "", "", "", "", "", ""},
		"212432103000005-1": {"importe", "8", "", "", "", "", "", "", "", ""},
	} {
		if !slices.Equal(got[k], want) {
			t.Errorf("%s: %q, want %q", k, got[k], want)
		}
	}
}

// TestDeterminedOfNoPartida: what a pedimento determines without naming a partida is
// told of the whole of it, once, beside what its partidas determine in the same record;
// where it contradicts itself or them it is not known, and they say so. No partida counts
// as declared by it.
func TestDeterminedOfNoPartida(t *testing.T) {
	day := document.NewDate(2021, 3, 25)
	goods := func() []ledger.Line {
		return []ledger.Line{line(t, 1, "85365001", "6", "10", 900), line(t, 2, "85365001", "6", "4", 360)}
	}
	one := fact("212432103000002", "RT", "EXP", day, goods()...)
	one.Diferidos = []ledger.Diferido{
		{Partida: 1, Destino: "USA", NoOriginaria: money.Int(100)},
		{Destino: "USA", NoOriginaria: money.Int(7), IGI: money.Int(2), Exento: money.Int(1), Arancel: money.Int(3), Moneda: "USD"},
	}
	odd := fact("212432103000003", "RT", "EXP", day, goods()...)
	odd.Diferidos = []ledger.Diferido{{Partida: 1, Destino: "USA", NoOriginaria: money.Int(100)}, {NoOriginaria: money.Int(7)}, {Destino: "USA", NoOriginaria: money.Int(8)}}
	both := fact("212432103000004", "RT", "EXP", day, goods()...)
	both.Lineas[1].Tributos = pays(5)
	both.Diferidos = []ledger.Diferido{{Tributos: pays(5)}, {Destino: "USA", NoOriginaria: money.Int(9)}}
	ct := fact("212432103000005", "CT", "EXP", day)
	ct.Diferidos = []ledger.Diferido{{Destino: "USA", NoOriginaria: money.Int(50)}}
	s := closedOf(t, []*ledger.Fact{one, odd, both, ct}, ledger.DefaultPolicy())
	got := map[string][]string{}
	for _, r := range rows(t, csvOf(t, s, "tmec25")) {
		got[r["pedimento"]+"-"+r["partida"]] = []string{
			r["declarado"], r["valor_no_originario"], r["pedimento_12"], r["pedimento_no_originario"], r["pedimento_igi"], r["pedimento_exento"], r["pedimento_arancel"], r["pedimento_moneda"],
		}
	}
	for k, want := range map[string][]string{
		"212432103000002-1": {"determinacion", "100", "", "7", "2", "1", "3", "USD"},
		"212432103000002-2": {"no_consta", "", "", "", "", "", "", ""},
		"212432103000003-1": {"contradictorio", "", "", "", "", "", "", ""},
		"212432103000003-2": {"contradictorio", "", "", "", "", "", "", ""},
		"212432103000004-1": {"no_consta", "", "", "9", "", "", "", ""},
		"212432103000004-2": {"importe", "", "", "", "", "", "", ""},
		"212432103000005-":  {"determinacion", "", "", "50", "", "", "", ""},
	} {
		if !slices.Equal(got[k], want) {
			t.Errorf("%s: %q, want %q", k, got[k], want)
		}
	}
}

// TestWholeOnce: what the whole pedimento paid is not told beside what its partidas
// paid, nor lost because one of them is contradicted; a source without a currency
// contradicts none that has one; two sources of a complementary pedimento are one.
func TestWholeOnce(t *testing.T) {
	day := document.NewDate(2021, 3, 25)
	goods := func() []ledger.Line {
		return []ledger.Line{line(t, 1, "85365001", "6", "10", 900), line(t, 2, "85365001", "6", "4", 360)}
	}
	both := fact("212432103000002", "RT", "EXP", day, goods()...)
	both.Lineas[1].Tributos, both.Diferidos = pays(100), []ledger.Diferido{{Tributos: pays(100)}}
	odd := fact("212432103000003", "RT", "EXP", day, goods()...)
	odd.Diferidos = []ledger.Diferido{
		{Tributos: pays(100)}, {Partida: 1, Arancel: money.Int(1), Moneda: "USD"}, {Partida: 1, Arancel: money.Int(2), Moneda: "CAD"},
	}
	bare := fact("212432103000004", "RT", "EXP", day, goods()...)
	bare.Diferidos = []ledger.Diferido{{Partida: 1, Arancel: money.Int(9), Moneda: "USD"}, {Partida: 1, Arancel: money.Int(9)}}
	ct := fact("212432103000005", "CT", "EXP", day, line(t, 1, "85365001", "6", "1", 90))
	ct.Lineas[0].Tributos = pays(8)
	more := *ct
	more.Doc, more.Diferidos = "other", []ledger.Diferido{{Partida: 1, NoOriginaria: money.Int(1000)}}
	got := said(t, both, odd, bare, ct, &more)
	for k, want := range map[string][]string{
		"212432103000002-1": {"no_consta", "", "", "", "", "", "", "", "", ""},
		"212432103000002-2": {"importe", "100", "", "", "", "", "", "", "", ""},
		"212432103000003-1": {"contradictorio", "", "", "", "", "", "", "", "100", ""},
		"212432103000003-2": {"pedimento", "", "", "", "", "", "", "", "", ""},
		"212432103000004-1": {"determinacion", "", "", "", "", "", "9", "USD", "", ""},
		"212432103000005-1": {"importe", "8", "1000", "", "", "", "", "", "", ""},
	} {
		if !slices.Equal(got[k], want) {
			t.Errorf("%s: %q, want %q", k, got[k], want)
		}
	}
}

// TestDeterminedTwiceOfNoPartida: what one source determines of a partida and another,
// or the other record of one, of none is told once; where they come to other amounts
// it is not known. The contributions of the whole stay.
func TestDeterminedTwiceOfNoPartida(t *testing.T) {
	day := document.NewDate(2021, 3, 25)
	of := func(n string, partida int64, amounts ...ledger.Diferido) []*ledger.Fact {
		rt := fact("21243210300000"+n, "RT", "EXP", day, line(t, 1, "85365001", "6", "10", 900), line(t, 2, "85365001", "6", "4", 360))
		rt.Diferidos = []ledger.Diferido{{Partida: 1, Destino: "USA", NoOriginaria: money.Int(partida)}, {Tributos: pays(6)}}
		if partida == 0 {
			rt.Diferidos = rt.Diferidos[1:]
		}
		if n == "4" || n == "6" {
			rt.Diferidos = append(rt.Diferidos, amounts...)
			return []*ledger.Fact{rt}
		}
		other := *rt
		other.Doc, other.Diferidos = "other", amounts
		return []*ledger.Fact{rt, &other}
	}
	whole := ledger.Diferido{Destino: "USA", NoOriginaria: money.Int(100)}
	bare := ledger.Diferido{NoOriginaria: money.Int(100)}
	facts := slices.Concat(of("2", 100, whole), of("3", 90, whole), of("4", 100, bare), of("5", 0, whole, ledger.Diferido{NoOriginaria: money.Int(9)}), of("6", 90, bare))
	got := map[string][]string{}
	for _, r := range rows(t, csvOf(t, closedOf(t, facts, ledger.DefaultPolicy()), "tmec25")) {
		got[r["pedimento"]+"-"+r["partida"]] = []string{r["declarado"], r["valor_no_originario"], r["pedimento_no_originario"], r["pedimento_12"]}
	}
	for k, want := range map[string][]string{
		"212432103000002-1": {"determinacion", "100", "", "6"},
		"212432103000002-2": {"pedimento", "", "", ""},
		"212432103000003-1": {"contradictorio", "", "", "6"},
		"212432103000003-2": {"contradictorio", "", "", ""},
		"212432103000004-1": {"determinacion", "100", "", "6"},
		"212432103000005-1": {"contradictorio", "", "", "6"},
		"212432103000006-1": {"contradictorio", "", "", "6"},
	} {
		if !slices.Equal(got[k], want) {
			t.Errorf("%s: %q, want %q", k, got[k], want)
		}
	}
}

// TestWholeOfAnotherMonth: what a whole pedimento pays is in the month in which its
// goods left, whether it was paid before or after, and in no other.
func TestWholeOfAnotherMonth(t *testing.T) {
	for _, paid := range []document.Date{document.NewDate(2021, 2, 27), document.NewDate(2021, 3, 25), document.NewDate(2021, 4, 2)} {
		rt := fact("212432103000002", "RT", "EXP", paid, line(t, 1, "85365001", "6", "10", 900), line(t, 2, "85365001", "6", "4", 360))
		rt.Seleccion = document.NewDate(2021, 3, 2)
		rt.Diferidos = []ledger.Diferido{{Tributos: []ledger.Tributo{{Clave: "12", Forma: "0", Importe: money.Int(31000)}}}}
		var sum []string
		for _, r := range rows(t, csvOf(t, closedOf(t, []*ledger.Fact{rt}, ledger.DefaultPolicy()), "tmec25")) {
			sum = append(sum, r["pedimento_12"])
		}
		if !slices.Contains(sum, "31000") || len(sum) != 2 {
			t.Errorf("paid on %s: %q", paid, sum)
		}
	}
}

// TestWithdrawnComplement: of a complementary pedimento that a source says was
// withdrawn no amount is told, whatever another source told of it.
func TestWithdrawnComplement(t *testing.T) {
	day := document.NewDate(2021, 3, 25)
	ct := fact("212432103000004", "CT", "EXP", day, line(t, 1, "85365001", "6", "1", 90))
	ct.Lineas[0].Tributos = pays(30)
	if got := said(t, ct); len(got) != 1 {
		t.Fatalf("it is told as %v", got)
	}
	gone := *ct
	gone.Desistido, gone.Lineas, gone.Operacion = true, nil, ""
	if got := said(t, ct, &gone); len(got) != 0 {
		t.Errorf("withdrawn it is told as %v", got)
	}
}
