package pedimento_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

func amount(s string) money.Amount {
	a, err := money.Parse(s)
	if err != nil {
		panic(err) // a test's own constant
	}
	return a
}

// good agrees with itself in every source.
func good(s document.Source) *pedimento.Pedimento {
	return &pedimento.Pedimento{
		Source: s, Efecto: document.Pagado, Number: "212432101000123", Patente: "3210", Aduana: "240", Documento: "1000123",
		Clave: "IN", Operacion: "IMP", RFC: "MEN210101AB1", FechaPago: document.NewDate(2021, 1, 8), FechaEntrada: document.NewDate(2021, 1, 5),
		AduanaES: "240", Destino: "9", TipoCambio: amount("20.00000"), PesoBruto: amount("13.000"),
		Fechas:         []pedimento.Fecha{{Tipo: "1", Fecha: document.NewDate(2021, 1, 5)}, {Tipo: "2", Fecha: document.NewDate(2021, 1, 8)}},
		Tasas:          []pedimento.Tasa{{Clave: "DTA", Tipo: "4", Tasa: amount("300")}},
		Contribuciones: []pedimento.Contribucion{{Clave: "DTA", FormaPago: "0", Importe: amount("300")}},
		Partidas: []pedimento.Partida{
			{
				Secuencia: 1, Fraccion: "39012001", UMT: "1", CantidadUMT: amount("10"), UMC: "6", CantidadUMC: amount("100.000"),
				PrecioUnitario: amount("1.00000"), ValorComercial: amount("100"), ValorDolares: amount("5.00"), ValorAduana: amount("105"), PaisOrigen: "USA",
			},
			{
				Secuencia: 2, Fraccion: "73181501", UMT: "1", CantidadUMT: amount("3"), UMC: "1", CantidadUMC: amount("3.000"),
				PrecioUnitario: amount("46.66667"), ValorComercial: amount("140"), ValorDolares: amount("7.00"), ValorAduana: amount("147"), PaisOrigen: "MEX",
			},
		},
		Identificadores: []pedimento.Identificador{{Clave: "IM"}},
		Facturas:        []pedimento.Factura{{Numero: "F-1", ValorDolares: amount("12.00"), Moneda: "USD", Incoterm: "FCA"}},
	}
}

func two() *int   { n := 2; return &n }
func three() *int { n := 3; return &n }

// TestGate: each check passes, fails, or does not apply to the source.
func TestGate(t *testing.T) {
	t.Parallel()
	const (
		ds = document.SourceDataStage
		vu = document.SourceVUCEM
		pr = document.SourcePrint
	)
	for name, tt := range map[string]struct {
		edit   func(*pedimento.Pedimento)
		code   string
		blocks bool
		in     []document.Source // where it applies
		not    []document.Source // where it does not
	}{
		"no number":                 {func(p *pedimento.Pedimento) { p.Number = "" }, "pedimento_number", true, []document.Source{ds, vu, pr}, nil},
		"VUCEM without patente":     {func(p *pedimento.Pedimento) { p.Number, p.Patente = "", "" }, "pedimento_number", true, []document.Source{ds, pr}, []document.Source{vu}},
		"paid without a date":       {func(p *pedimento.Pedimento) { p.FechaPago = 0 }, "pedimento_unpaid", true, []document.Source{ds, vu, pr}, nil},
		"a proforma has none":       {func(p *pedimento.Pedimento) { p.FechaPago, p.Efecto = 0, document.Proforma }, "pedimento_unpaid", true, nil, []document.Source{ds, pr}},
		"no RFC":                    {func(p *pedimento.Pedimento) { p.RFC = "" }, "pedimento_rfc", true, []document.Source{ds, vu, pr}, nil},
		"an odd RFC":                {func(p *pedimento.Pedimento) { p.RFC = "MEN211301AB1" }, "pedimento_rfc_shape", false, []document.Source{ds, vu, pr}, nil},
		"a clave nobody knows":      {func(p *pedimento.Pedimento) { p.Clave = "Z9" }, "pedimento_clave", false, []document.Source{ds, vu, pr}, nil},
		"a hole":                    {func(p *pedimento.Pedimento) { p.Partidas[1].Secuencia = 3 }, "partidas_sequence", true, []document.Source{ds, vu}, []document.Source{pr}},
		"out of order":              {func(p *pedimento.Pedimento) { p.Partidas[0].Secuencia, p.Partidas[1].Secuencia = 2, 1 }, "partidas_sequence", true, []document.Source{ds, vu}, []document.Source{pr}},
		"one less than stated":      {func(p *pedimento.Pedimento) { p.TotalPartidas = three() }, "partidas_count", true, []document.Source{ds, vu}, []document.Source{pr}},
		"as many as stated":         {func(p *pedimento.Pedimento) { p.TotalPartidas = two() }, "partidas_count", true, nil, []document.Source{ds, vu, pr}},
		"seven digits":              {func(p *pedimento.Pedimento) { p.Partidas[0].Fraccion = "3901200" }, "partida_fraccion", true, []document.Source{ds, vu}, []document.Source{pr}},
		"letters":                   {func(p *pedimento.Pedimento) { p.Partidas[0].Fraccion = "3901200O" }, "partida_fraccion", true, []document.Source{ds, vu}, []document.Source{pr}},
		"no quantity":               {func(p *pedimento.Pedimento) { p.Partidas[0].CantidadUMT = money.Amount{} }, "partida_quantity", true, []document.Source{ds, vu}, []document.Source{pr}},
		"below zero":                {func(p *pedimento.Pedimento) { p.Partidas[0].CantidadUMT = amount("-1") }, "partida_quantity", true, []document.Source{ds, vu}, []document.Source{pr}},
		"zero":                      {func(p *pedimento.Pedimento) { p.Partidas[0].CantidadUMT = amount("0.000") }, "partida_quantity", true, []document.Source{ds, vu}, []document.Source{pr}},
		"no unit":                   {func(p *pedimento.Pedimento) { p.Partidas[0].UMT = "" }, "partida_quantity", true, []document.Source{ds, vu}, []document.Source{pr}},
		"a unit nobody knows":       {func(p *pedimento.Pedimento) { p.Partidas[0].UMT = "99" }, "partida_unit", false, []document.Source{ds, vu}, []document.Source{pr}},
		"invoices and goods differ": {func(p *pedimento.Pedimento) { p.Facturas[0].ValorDolares = amount("12.04") }, "facturas_sum", false, []document.Source{ds, vu}, []document.Source{pr}},
		"a cent for each row":       {func(p *pedimento.Pedimento) { p.Facturas[0].ValorDolares = amount("12.03") }, "facturas_sum", false, nil, []document.Source{ds}},
		"an invoice without values": {func(p *pedimento.Pedimento) { p.Facturas[0].ValorDolares = money.Amount{} }, "facturas_sum", false, nil, []document.Source{ds}},
		"nothing wrong":             {func(*pedimento.Pedimento) {}, "", false, nil, []document.Source{ds, vu, pr, document.SourceArchivoM, document.SourceOCR}},
	} {
		for _, s := range tt.in {
			p := good(s)
			tt.edit(p)
			status := pedimento.Gate(p)
			if !p.Findings.Has(tt.code) || (status == document.Quarantined) != tt.blocks {
				t.Errorf("%s in %s: %s, %v; want %s", name, s, status, p.Findings, tt.code)
			}
		}
		for _, s := range tt.not {
			p := good(s)
			tt.edit(p)
			status := pedimento.Gate(p)
			if tt.code != "" && p.Findings.Has(tt.code) || tt.code == "" && (len(p.Findings) > 0 || status != document.Accepted) {
				t.Errorf("%s in %s: %s, %v", name, s, status, p.Findings)
			}
		}
	}
}

func TestRFCShape(t *testing.T) {
	t.Parallel()
	for rfc, want := range map[string]bool{
		"MEN210101AB1": true, "EIXA800101AB1": true, "ÑEN210101AB1": true, "A&B210101AB1": true, "XAXX010101000": true,
		"": false, "MEN210101AB": false, "MEN210001AB1": false, "MEN210132AB1": false, "MEN21O101AB1": false, "men210101AB1": false,
		"MEN210101ab1": false, "M3N210101AB1": false, "MEN210101AB12": false, "EIXA800101AB12": false, "MEN210101A-1": false,
	} {
		if got := pedimento.RFCShape(rfc); got != want {
			t.Errorf("%q: %v", rfc, got)
		}
	}
}

func TestNumber(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		year                       int
		aduana, patente, documento string
		want                       string
	}{
		{2021, "240", "3210", "1000123", "212432101000123"},
		{2009, "070", "0321", "9000123", "090703219000123"},
		{2000, "24", "3210", "0000001", "002432100000001"},
		{0, "240", "3210", "1000123", ""},
		{2021, "2", "3210", "1000123", ""},
		{2021, "240", "321", "1000123", ""},
		{2021, "240", "3210", "100123", ""},
		{2021, "2X0", "3210", "1000123", ""},
		{2021, "240", "3210", "10O0123", ""},
	} {
		if got := pedimento.Number(tt.year, tt.aduana, tt.patente, tt.documento); got != tt.want {
			t.Errorf("%+v gives %q", tt, got)
		}
	}
	year, aduana, patente, documento := pedimento.Split("212432101000123")
	if year+" "+aduana+" "+patente+" "+documento != "21 24 3210 1000123" {
		t.Error("split")
	}
	if year, _, _, _ = pedimento.Split("21"); year != "" {
		t.Error("split of what is no number")
	}
}

// TestYearFor: the latest year up to the payment whose last digit is the
// first of the seven.
func TestYearFor(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		paid := document.NewDate(rapid.IntRange(2000, 2040).Draw(t, "year"), 6, 1)
		doc := rapid.StringMatching(`[0-9]{7}`).Draw(t, "doc")
		y := pedimento.YearFor(doc, paid)
		if y > paid.Year() || y <= paid.Year()-10 || y%10 != int(doc[0]-'0') {
			t.Fatalf("%s paid %s: %d", doc, paid, y)
		}
	})
	for _, doc := range []string{"", "100012", "x000123"} {
		if y := pedimento.YearFor(doc, 20210101); y != 0 {
			t.Errorf("%q is of %d", doc, y)
		}
	}
	if y := pedimento.YearFor("1000123", 0); y != 0 {
		t.Errorf("no payment is of %d", y)
	}
}

func TestSpellings(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"212432101000123", "21 24 3210 1000123", "21-24-3210-1000123", "21  24  3210  1000123", "2124 3210 1000123", "21\u00a024\t3210 1000123"} {
		if n, ok := pedimento.ParseNumber(s); !ok || n != "212432101000123" {
			t.Errorf("%q reads as %q", s, n)
		}
	}
	for _, s := range []string{"", "21243210100012", "2124321010001234", "21/24/3210/1000123", "21 24 3210 100012O", "２12432101000123"} {
		if n, ok := pedimento.ParseNumber(s); ok {
			t.Errorf("%q reads as %q", s, n)
		}
	}
	for _, tt := range []struct{ got, want string }{
		{pedimento.PadInt("45", 7), "0000045"},
		{pedimento.PadInt("", 7), ""},
		{pedimento.PadInt("12345678", 7), "12345678"},
		{pedimento.PadInt("4x", 7), "4x"},
		{pedimento.UnitKey("06"), "6"},
		{pedimento.UnitKey("0"), "0"},
		{pedimento.UnitKey("KG"), "KG"},
		{pedimento.UnitKey(""), ""},
		{pedimento.UnitKey("-1"), "-1"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}

// TestLiquidate: pedimento and partidas by clave and forma de pago; a group
// with an unknown amount has no importe.
func TestLiquidate(t *testing.T) {
	t.Parallel()
	c := func(clave, forma, importe string) pedimento.Contribucion {
		return pedimento.Contribucion{Clave: clave, FormaPago: forma, Importe: amount(importe)}
	}
	p := &pedimento.Pedimento{
		Contribuciones: []pedimento.Contribucion{c("DTA", "0", "300"), c("PRV", "0", "")},
		Partidas: []pedimento.Partida{
			{Contribuciones: []pedimento.Contribucion{c("IGI", "5", "7"), c("IGI", "0", "1")}},
			{Contribuciones: []pedimento.Contribucion{c("IGI", "5", "8"), c("PRV", "0", "5")}},
		},
	}
	want := []pedimento.Contribucion{c("DTA", "0", "300"), c("IGI", "0", "1"), c("IGI", "5", "15"), c("PRV", "0", "")}
	if d := cmp.Diff(want, pedimento.Liquidate(p), cmp.Comparer(func(a, b money.Amount) bool { return a.Equal(b) })); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestView: unknown is null, absent blocks are [], and no amount is a number.
func TestView(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal(pedimento.ViewOf(&pedimento.Pedimento{}, document.Quarantined, document.English))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"number":null`, `"valor_aduana":null`, `"fecha_pago":null`, `"partidas":[]`, `"facturas":[]`, `"observaciones":[]`, `"rectifica":null`, `"findings":[]`, `"total_partidas":null`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s in %s", want, b)
		}
	}
	p := good(document.SourceDataStage)
	p.Rectifica = &pedimento.Rectificacion{Documento: "0000077"}
	p.Descargos = []pedimento.Descargo{{Documento: "0000045", Cantidad: amount(".250")}}
	p.Identificadores = []pedimento.Identificador{{Clave: "PC"}}
	p.Fechas = []pedimento.Fecha{{Tipo: "1", Fecha: 20210105}}
	p.Partidas[1].CantidadUMT = amount("0")
	p.Partidas[0].Contribuciones = []pedimento.Contribucion{{Clave: "IGI", Importe: amount("7.00")}}
	p.Mark("number", document.Evidence{Level: document.Computed})
	p.Findings.Add("code", document.Notice, "x", document.Text{ES: "hola", EN: "hello"})
	v := pedimento.ViewOf(p, document.Accepted, document.English)
	if *v.Number != p.Number || len(v.Partidas) != 2 || v.Findings[0].Message != "hello" || *v.Rectifica.Documento != "0000077" || v.Rectifica.Patente != nil {
		t.Errorf("%+v", v)
	}
	if b, err = json.Marshal(v); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"cantidad":"0.25"`, `"importe":"7"`, `"complementos":[]`, `"fecha":"2021-01-05"`, `"cantidad_umt":"0"`, `"level":"computed"`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s in %s", want, b)
		}
	}
}
