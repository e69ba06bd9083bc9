package raoce_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

// TestInvoiceOf: an amount converts by the rate its own CFDI states, once and
// to cents; without one it is unknown.
func TestInvoiceOf(t *testing.T) {
	t.Parallel()
	complement := func(rate string) *cfdi.ComercioExterior {
		return &cfdi.ComercioExterior{TipoCambioUSD: amount(t, rate)}
	}
	for name, tt := range map[string]struct {
		change   func(*cfdi.Comprobante)
		mxn, usd string
	}{
		"dollars":                  {func(*cfdi.Comprobante) {}, "1751.75", "100.1"},
		"less the discount":        {func(c *cfdi.Comprobante) { c.Descuento = amount(t, "0.10") }, "1750", "100"},
		"no rate":                  {func(c *cfdi.Comprobante) { c.TipoCambio = money.Amount{} }, "", "100.1"},
		"a rate of zero":           {func(c *cfdi.Comprobante) { c.TipoCambio = money.Int(0) }, "", "100.1"},
		"pesos":                    {func(c *cfdi.Comprobante) { c.Moneda = "MXN" }, "100.1", ""},
		"pesos with a rate":        {func(c *cfdi.Comprobante) { c.Moneda, c.Comercio = "MXN", complement("20") }, "100.1", "5.01"},
		"euros":                    {func(c *cfdi.Comprobante) { c.Moneda = "EUR" }, "1751.75", ""},
		"euros with the dollar's":  {func(c *cfdi.Comprobante) { c.Moneda, c.Comercio = "EUR", complement("17.5") }, "1751.75", "100.1"},
		"no currency":              {func(c *cfdi.Comprobante) { c.Moneda = "XXX" }, "", ""},
		"no amount":                {func(c *cfdi.Comprobante) { c.SubTotal = money.Amount{} }, "", ""},
		"a credit note takes away": {func(c *cfdi.Comprobante) { c.Tipo = "E" }, "-1751.75", "-100.1"},
		"half a cent goes up":      {func(c *cfdi.Comprobante) { c.SubTotal, c.TipoCambio = amount(t, "0.01"), amount(t, "0.5") }, "0.01", "0.01"},
		"more digits than fit":     {func(c *cfdi.Comprobante) { c.SubTotal, c.TipoCambio = amount(t, "99999999999999999"), amount(t, "99") }, "", "99999999999999999"},
		"nineteen digits on the way": {func(c *cfdi.Comprobante) {
			c.SubTotal, c.TipoCambio = amount(t, "123456789012.34"), amount(t, "17.063312")
		}, "2106581709435.73", "123456789012.34"},
	} {
		if v := comprobante(t, tt.change); v.MXN.String() != tt.mxn || v.USD.String() != tt.usd {
			t.Errorf("%s: %s pesos and %s dollars, want %s and %s", name, v.MXN, v.USD, tt.mxn, tt.usd)
		}
	}
}

// TestDeclarationOf: what a clave is for the report follows from the dated
// table of effects.
func TestDeclarationOf(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		clave, operacion string
		want             raoce.Concept
		returns          bool
	}{
		{"RT", "EXP", raoce.Direct, true},
		{"A1", "EXP", raoce.Direct, false},
		{"V1", "EXP", raoce.Virtual, true},
		{"V4", "EXP", raoce.Virtual, true},
		{"V5", "EXP", raoce.Virtual, false},
		{"V9", "EXP", "", false},
		{"GC", "EXP", "", false},
		{"BM", "EXP", "", false},
		{"ZZ", "EXP", "", false},
		{"IN", "IMP", raoce.Imported, false},
		{"V1", "IMP", raoce.Imported, false},
		{"AF", "IMP", "", false},
		{"A3", "IMP", "", false},
		{"A1", "IMP", "", false},
	} {
		if d := declared(tt.clave, tt.operacion); d.Concept != tt.want || d.Returns != tt.returns {
			t.Errorf("%s %s: %q %v", tt.clave, tt.operacion, d.Concept, d.Returns)
		}
	}
}

// TestDollars: the header, else its invoices or partidas when each states one.
func TestDollars(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		p    pedimento.Pedimento
		want string
	}{
		"header":              {pedimento.Pedimento{ValorDolares: amount(t, "7"), Facturas: []pedimento.Factura{{ValorDolares: amount(t, "1")}}}, "7"},
		"invoices":            {pedimento.Pedimento{Facturas: []pedimento.Factura{{ValorDolares: amount(t, "1")}, {ValorDolares: amount(t, "2.5")}}}, "3.5"},
		"partidas":            {pedimento.Pedimento{Facturas: []pedimento.Factura{{}}, Partidas: []pedimento.Partida{{ValorDolares: amount(t, "4")}}}, "4"},
		"a partida without":   {pedimento.Pedimento{Partidas: []pedimento.Partida{{ValorDolares: amount(t, "4")}, {}}}, ""},
		"nothing says it":     {pedimento.Pedimento{}, ""},
		"an invoice says nil": {pedimento.Pedimento{Facturas: []pedimento.Factura{{ValorDolares: amount(t, "1")}, {}}}, ""},
	} {
		if d := declaration(&rule.Setting{Catalog: year("", nil).Catalog}, &tt.p); d.USD.String() != tt.want {
			t.Errorf("%s: %s", name, d.USD)
		}
	}
}

// TestFigures: what is a sale, an export, and of which kind.
func TestFigures(t *testing.T) {
	t.Parallel()
	abroad := func(v *raoce.Invoice) { v.Abroad = true }
	export := func(s string) func(*raoce.Invoice) { return func(v *raoce.Invoice) { v.Export = s } }
	bills := []raoce.Invoice{
		bill(t, "NATIONAL", 20260105, "1000", "50"),
		bill(t, "DEFINITIVE", 20260210, "200", "10", export("02")),
		bill(t, "OTHER", 20260210, "40", "2", export("04")),
		bill(t, "RETURNED", 20260310, "300", "15", export("04")),
		bill(t, "MOVED", 20260410, "60", "3", export("04")),
		bill(t, "ABROAD", 20260410, "7", "0.5", abroad),
		bill(t, "CREDIT", 20260501, "-20", "-1", func(v *raoce.Invoice) { v.Kind, v.About = "E", []string{"RETURNED"} }),
		bill(t, "PAID", 20260501, "0", "0", func(v *raoce.Invoice) { v.Kind = "P" }),
		bill(t, "CANCELLED", 20260501, "9000", "900", func(v *raoce.Invoice) { v.Withdrawn = "cancelado" }),
		bill(t, "BEFORE", 20251231, "500", "25"),
	}
	virtual := exit(t, "262432106000002", 20260411, "60", "3", "MOVED")
	virtual.Clave, virtual.Concept = "V1", raoce.Virtual
	for basis, want := range map[string][]string{
		"sale": {
			"ventas_totales 1587 79.5 7", "exportacion_total 580 29 5", "exportacion_directa 480 24 3", "exportacion_virtual 60 3 1",
			"exportacion_sin_clasificar 40 2 1", "exportacion_dudosa 7 0.5 1",
		},
		"maquila": {
			"ventas_totales 1587 79.5 7", "exportacion_total 587 29.5 6", "exportacion_directa 480 24 3", "exportacion_virtual 60 3 1",
			"servicio_maquila 7 0.5 1", "exportacion_sin_clasificar 40 2 1",
		},
	} {
		r := raoce.Of(year(basis, bills, exit(t, "262432106000001", 20260311, "299", "15", "RETURNED"), virtual))
		var got []string
		for _, f := range r.Figures {
			if f.Source == raoce.FromCFDI && f.Month == 0 {
				got = append(got, fmt.Sprintf("%s %s %s %d", f.Concept, f.MXN.Sum, f.USD.Sum, f.Documents))
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", basis, d)
		}
		if d := cmp.Diff([]raoce.Excluded{{"CANCELLED", "I", 20260501, "cancelado"}, {"PAID", "P", 20260501, "pago"}}, r.Excluded); d != "" {
			t.Error(d)
		}
		if m := r.Figure(raoce.Direct, raoce.FromPedimento, 3); m.MXN.Sum.String() != "299" || len(m.Items) != 1 || m.Items[0].Key != "262432106000001" {
			t.Errorf("March: %+v", m)
		}
		if m := r.Figure(raoce.Direct, raoce.FromCFDI, 12); m.MXN.Sum.Known() || m.Documents != 0 {
			t.Errorf("December: %+v", m)
		}
	}
}

// TestLink: a number alone names nothing, and one that two invoices have on a
// day names none of them.
func TestLink(t *testing.T) {
	t.Parallel()
	four := func(v *raoce.Invoice) { v.Export = "04" }
	folio := func(s string) func(*raoce.Invoice) { return func(v *raoce.Invoice) { v.Export, v.Folio = "04", s } }
	for name, tt := range map[string]struct {
		bills []raoce.Invoice
		paper raoce.Paper
		want  bool
	}{
		"by UUID":                    {[]raoce.Invoice{bill(t, "AB-12", 20260301, "1", "1", four)}, raoce.Paper{Number: "ab12", On: 20260309}, true},
		"by series, folio and day":   {[]raoce.Invoice{bill(t, "U", 20260301, "1", "1", folio("77"))}, raoce.Paper{Number: "A-77", On: 20260301}, true},
		"by folio and day":           {[]raoce.Invoice{bill(t, "U", 20260301, "1", "1", folio("77"))}, raoce.Paper{Number: "77", On: 20260301}, true},
		"a number of another day":    {[]raoce.Invoice{bill(t, "U", 20260301, "1", "1", folio("77"))}, raoce.Paper{Number: "77", On: 20260302}, false},
		"two of one number and day":  {[]raoce.Invoice{bill(t, "U", 20260301, "1", "1", folio("77")), bill(t, "V", 20260301, "1", "1", folio("77"))}, raoce.Paper{Number: "77", On: 20260301}, false},
		"one that was cancelled":     {[]raoce.Invoice{bill(t, "U", 20260301, "1", "1", four, func(v *raoce.Invoice) { v.Withdrawn = "cancelado" })}, raoce.Paper{Number: "U"}, false},
		"an empty number is no name": {[]raoce.Invoice{bill(t, "U", 20260301, "1", "1", folio(""))}, raoce.Paper{Number: "", On: 20260301}, false},
	} {
		d := exit(t, "262432106000001", 20260302, "1", "1", "")
		d.Papers = []raoce.Paper{tt.paper}
		r := raoce.Of(year("sale", tt.bills, d))
		if got := r.Figure(raoce.Direct, raoce.FromCFDI, 0).Documents == 1; got != tt.want {
			t.Errorf("%s: linked %v", name, got)
		}
	}
}

// TestBridge: each difference has a reason, and under maquila the service
// beside the proforma is no finding.
func TestBridge(t *testing.T) {
	t.Parallel()
	four := func(v *raoce.Invoice) { v.Export = "04" }
	abroad := func(v *raoce.Invoice) { v.Abroad = true }
	one := func(on document.Date, mxn, usd string) raoce.Declaration {
		return exit(t, "262432106000001", on, mxn, usd, "U")
	}
	definitive := exit(t, "262432106000001", 20260310, "900", "50", "")
	definitive.Returns = false
	for name, tt := range map[string]struct {
		basis string
		bills []raoce.Invoice
		exits []raoce.Declaration
		want  []string // of the bridge in pesos
	}{
		"maquila: service and proforma": {
			"maquila",
			[]raoce.Invoice{bill(t, "U", 20260331, "120", "6", abroad)},
			[]raoce.Declaration{exit(t, "262432106000001", 20260310, "900", "50", "")},
			[]string{"proforma_maquila  -900", "servicio_maquila  120"},
		},
		"maquila: tied":                   {"maquila", []raoce.Invoice{bill(t, "U", 20260331, "120", "6", four)}, []raoce.Declaration{one(20260310, "900", "50")}, []string{"servicio_por_bienes  -780"}},
		"maquila: definitive without":     {"maquila", nil, []raoce.Declaration{definitive}, []string{"sin_cfdi notice -900"}},
		"maquila: goods without":          {"maquila", []raoce.Invoice{bill(t, "U", 20260331, "120", "6", func(v *raoce.Invoice) { v.Export = "02" })}, nil, []string{"sin_pedimento notice 120"}},
		"sale: no CFDI":                   {"sale", nil, []raoce.Declaration{one(20260310, "900", "50")}, []string{"sin_cfdi warning -900"}},
		"sale: no pedimento":              {"sale", []raoce.Invoice{bill(t, "U", 20260310, "900", "50", four)}, nil, []string{"sin_pedimento warning 900"}},
		"mixed: may be either":            {"mixed", nil, []raoce.Declaration{one(20260310, "900", "50")}, []string{"sin_cfdi notice -900"}},
		"nobody says":                     {"", []raoce.Invoice{bill(t, "U", 20260310, "901", "51", four)}, []raoce.Declaration{one(20260310, "900", "50")}, []string{"importe_distinto notice 1"}},
		"sale: another amount":            {"sale", []raoce.Invoice{bill(t, "U", 20260310, "800", "40", four)}, []raoce.Declaration{one(20260310, "900", "50")}, []string{"importe_distinto warning -100"}},
		"same dollars":                    {"sale", []raoce.Invoice{bill(t, "U", 20260310, "905", "50", four)}, []raoce.Declaration{one(20260310, "900", "50")}, []string{"tipo_cambio  5"}},
		"another month":                   {"sale", []raoce.Invoice{bill(t, "U", 20260410, "900", "50", four)}, []raoce.Declaration{one(20260310, "900", "50")}, []string{"otro_mes  0"}},
		"billed the year after":           {"sale", []raoce.Invoice{bill(t, "U", 20270105, "900", "50", four)}, []raoce.Declaration{one(20261230, "900", "50")}, []string{"otro_ejercicio notice -900"}},
		"nothing differs":                 {"sale", []raoce.Invoice{bill(t, "U", 20260310, "900", "50", four)}, []raoce.Declaration{one(20260310, "900", "50")}, nil},
		"both of another year":            {"sale", []raoce.Invoice{bill(t, "U", 20250310, "900", "50", four)}, []raoce.Declaration{one(20250310, "90", "5")}, nil},
		"a credit note":                   {"sale", []raoce.Invoice{bill(t, "E", 20260310, "-9", "-1", four, func(v *raoce.Invoice) { v.Kind = "E" })}, nil, []string{"nota_credito  -9"}},
		"no dollars":                      {"sale", []raoce.Invoice{bill(t, "U", 20260310, "800", "", four)}, []raoce.Declaration{one(20260310, "900", "50")}, []string{"sin_dato notice -100"}},
		"two invoices of one declaration": {"sale", []raoce.Invoice{bill(t, "U", 20260310, "400", "20", four), bill(t, "V", 20260310, "500", "30", four, func(v *raoce.Invoice) { v.Pedimentos = []string{"262432106000001"} })}, []raoce.Declaration{one(20260310, "900", "50")}, nil},
	} {
		r := raoce.Of(year(tt.basis, tt.bills, tt.exits...))
		var got []string
		for _, it := range r.Bridges[0].Items {
			got = append(got, fmt.Sprintf("%s %s %s", it.Gap, it.Severity, it.MXN))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if !r.Bridges[0].Closes() {
			t.Errorf("%s does not close: %+v", name, r.Bridges[0])
		}
	}
}

// TestFiled: what was reported beside both sources; what cannot be compared is
// not called different.
func TestFiled(t *testing.T) {
	t.Parallel()
	four := func(v *raoce.Invoice) { v.Export = "04" }
	for name, tt := range map[string]struct {
		concept raoce.Concept
		amount  string
		bills   []raoce.Invoice
		exits   []raoce.Declaration
		want    string
	}{
		"both":               {raoce.Exports, "50", []raoce.Invoice{bill(t, "U", 20260310, "1", "50", four)}, []raoce.Declaration{exit(t, "1", 20260310, "1", "50.40", "U")}, raoce.MatchesBoth},
		"the CFDI":           {raoce.Exports, "50", []raoce.Invoice{bill(t, "U", 20260310, "1", "50", four)}, []raoce.Declaration{exit(t, "1", 20260310, "1", "70", "U")}, raoce.MatchesCFDI},
		"the pedimento":      {raoce.Exports, "70", []raoce.Invoice{bill(t, "U", 20260310, "1", "50", four)}, []raoce.Declaration{exit(t, "1", 20260310, "1", "70", "U")}, raoce.MatchesPedimento},
		"neither":            {raoce.Exports, "60", []raoce.Invoice{bill(t, "U", 20260310, "1", "50", four)}, []raoce.Declaration{exit(t, "1", 20260310, "1", "70", "U")}, raoce.Differs},
		"an unknown amount":  {raoce.Exports, "60", []raoce.Invoice{bill(t, "U", 20260310, "1", "", four)}, []raoce.Declaration{exit(t, "1", 20260310, "1", "70", "U")}, raoce.NotComparable},
		"sales are of CFDI":  {raoce.Sales, "50", []raoce.Invoice{bill(t, "U", 20260310, "1", "50")}, nil, raoce.MatchesCFDI},
		"sales that differ":  {raoce.Sales, "51", []raoce.Invoice{bill(t, "U", 20260310, "1", "50")}, nil, raoce.Differs},
		"nothing is nothing": {raoce.Virtual, "0", nil, nil, raoce.MatchesBoth},
	} {
		in := year("sale", tt.bills, tt.exits...)
		in.Filed = []raoce.Filed{{Concept: tt.concept, Currency: "USD", Amount: amount(t, tt.amount)}}
		if got := raoce.Of(in).Filed[0]; got.Verdict != tt.want || (got.Severity == "") != strings.HasPrefix(tt.want, "coincide") {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestThresholds: reached and not reached only when what is missing cannot
// change it.
func TestThresholds(t *testing.T) {
	t.Parallel()
	four := func(v *raoce.Invoice) { v.Export = "04" }
	credit := func(v *raoce.Invoice) { v.Kind, v.Export = "E", "04" }
	abroad := func(v *raoce.Invoice) { v.Abroad = true }
	with := func(more ...raoce.Invoice) []raoce.Invoice { return append(every(t), more...) }
	for name, tt := range map[string]struct {
		bills              []raoce.Invoice
		usd, share, either raoce.Verdict
	}{
		"more than the amount":                             {with(bill(t, "U", 20260310, "10000000", "500000.01", four)), raoce.Reached, raoce.Reached, raoce.Reached},
		"the amount is not more":                           {with(bill(t, "U", 20260310, "10000000", "500000", four)), raoce.NotReached, raoce.Reached, raoce.Reached},
		"neither":                                          {with(bill(t, "U", 20260310, "1", "1", four)), raoce.NotReached, raoce.NotReached, raoce.NotReached},
		"nothing but national":                             {every(t), raoce.NotReached, raoce.NotReached, raoce.NotReached},
		"exactly the share":                                {append(every(t)[:9:9], bill(t, "U", 20261010, "1", "1", four), bill(t, "V", 20261101, "0", "0"), bill(t, "W", 20261201, "0", "0")), raoce.NotReached, raoce.Reached, raoce.Reached},
		"a silent month":                                   {[]raoce.Invoice{bill(t, "U", 20260310, "10000000", "600000", four)}, raoce.Reached, raoce.NotProvable, raoce.Reached},
		"an export without dollars":                        {with(bill(t, "U", 20260310, "1", "", four)), raoce.NotProvable, raoce.NotReached, raoce.NotProvable},
		"a credit note without":                            {with(bill(t, "U", 20260310, "10000000", "600000", four), bill(t, "E", 20260311, "", "", credit)), raoce.NotProvable, raoce.NotProvable, raoce.NotProvable},
		"a national one without":                           {with(bill(t, "U", 20260310, "1000", "50", four), bill(t, "N", 20260310, "", "")), raoce.NotReached, raoce.NotProvable, raoce.NotProvable},
		"doubtful ones may be export":                      {with(bill(t, "U", 20260310, "1", "1", abroad)), raoce.NotProvable, raoce.NotProvable, raoce.NotProvable},
		"doubtful ones beside national ones without pesos": {many(t, 5, 4, "10500000"), raoce.Reached, raoce.NotProvable, raoce.Reached},
		"doubtful ones alone cannot lower it":              {many(t, 5, 0, "10500000"), raoce.Reached, raoce.Reached, raoce.Reached},
		"no sale at all":                                   {nil, raoce.NotProvable, raoce.NotProvable, raoce.NotProvable},
	} {
		r := raoce.Of(year("sale", tt.bills))
		got := map[string]raoce.Verdict{}
		for _, x := range r.Tests {
			if x.Source == raoce.FromCFDI {
				got[x.Code] = x.Verdict
			}
			if x.Verdict == raoce.NotProvable && (x.Why.ES == "" || x.Why.EN == "" || x.Why.ES == x.Why.EN) {
				t.Errorf("%s: %s does not say why", name, x.Code)
			}
		}
		want := map[string]raoce.Verdict{raoce.ExportsUSD: tt.usd, raoce.ExportsShare: tt.share, raoce.EitherExports: tt.either}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// many are sales of 100 millions in pesos, of which exports are a part, so many are
// in doubt and so many national ones have no pesos.
func many(tb testing.TB, doubtful, without int, exports string) []raoce.Invoice {
	tb.Helper()
	out := append(every(tb), bill(tb, "X", 20260310, exports, "600000", func(v *raoce.Invoice) { v.Export = "04" }))
	rest := amount(tb, "100000000")
	for i := range doubtful {
		out = append(out, bill(tb, fmt.Sprintf("D%d", i), 20260410, "1", "1", func(v *raoce.Invoice) { v.Abroad = true }))
		rest, _ = rest.Sub(amount(tb, "1"))
	}
	for _, less := range []string{exports, "12"} {
		rest, _ = rest.Sub(amount(tb, less))
	}
	out = append(out, bill(tb, "R", 20260510, rest.String(), "1"))
	for i := range without {
		out = append(out, bill(tb, fmt.Sprintf("N%d", i), 20260610, "", ""))
	}
	return out
}

// TestReturnedShare: the ratio of returns rests on pedimentos, and on months
// that a Data Stage told of.
func TestReturnedShare(t *testing.T) {
	t.Parallel()
	imported := exit(t, "262432106000009", 20260105, "1000", "50", "")
	imported.Concept, imported.Returns, imported.Clave = raoce.Imported, false, "IN"
	for name, tt := range map[string]struct {
		returned string
		gap      bool
		want     raoce.Verdict
		figure   string
	}{
		"reached":         {"800", false, raoce.Reached, "80"},
		"just below":      {"799.99", false, raoce.NotReached, "79.99"},
		"an untold month": {"800", true, raoce.NotProvable, "80"},
		"unknown":         {"", false, raoce.NotProvable, "0"},
	} {
		in := year("sale", nil, imported, exit(t, "262432106000001", 20260310, tt.returned, "1", ""))
		in.Staged[7] = !tt.gap
		r := raoce.Of(in)
		x := r.Tests[len(r.Tests)-1]
		if x.Code != raoce.ReturnedShare || x.Verdict != tt.want || x.Figure.String() != tt.figure || x.Confidence != "3P" {
			t.Errorf("%s: %+v", name, x)
		}
	}
	if none := raoce.Of(year("sale", nil)); none.Tests[len(none.Tests)-1].Verdict != raoce.NotProvable {
		t.Error("a share of nothing was proved")
	}
}

// TestNotes: consignment and what was not delivered are said.
func TestNotes(t *testing.T) {
	t.Parallel()
	for basis, want := range map[string]int{"maquila": 2, "mixed": 2, "sale": 1, "": 2} {
		if got := len(raoce.Of(year(basis, nil)).Notes()); got != want {
			t.Errorf("%q: %d notes, want %d", basis, got, want)
		}
	}
}

// TestProperties: whatever comes, months add up to the year, the bridges close
// where nothing is unknown, and order changes nothing.
func TestProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Custom(func(t *rapid.T) money.Amount {
			if rapid.IntRange(0, 9).Draw(t, "unknown") == 0 {
				return money.Amount{}
			}
			return money.FromMicros(rapid.Int64Range(0, 1e9).Draw(t, "cents") * 10_000)
		})
		day := rapid.Custom(func(t *rapid.T) document.Date {
			return document.NewDate(rapid.IntRange(2025, 2027).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
		})
		in := year(rapid.SampledFrom([]string{"maquila", "sale", "mixed", ""}).Draw(t, "basis"), nil)
		known := true
		for i := range rapid.IntRange(0, 12).Draw(t, "bills") {
			v := raoce.Invoice{
				UUID: fmt.Sprintf("U%d", i), Kind: rapid.SampledFrom([]string{"I", "I", "I", "P", "T"}).Draw(t, "kind"), On: day.Draw(t, "on"),
				MXN: value.Draw(t, "mxn"), USD: value.Draw(t, "usd"), Export: rapid.SampledFrom([]string{"01", "02", "03", "04"}).Draw(t, "export"), Abroad: rapid.Bool().Draw(t, "abroad"),
			}
			known = known && v.MXN.Known()
			in.Invoices = append(in.Invoices, v)
		}
		for i := range rapid.IntRange(0, 12).Draw(t, "exits") {
			d := raoce.Declaration{
				Number: fmt.Sprintf("26243210600%04d", i), On: day.Draw(t, "on"), Concept: rapid.SampledFrom([]raoce.Concept{raoce.Direct, raoce.Virtual, raoce.Imported, ""}).Draw(t, "concept"),
				MXN: value.Draw(t, "mxn"), USD: value.Draw(t, "usd"), Returns: rapid.Bool().Draw(t, "returns"),
			}
			for range rapid.IntRange(0, 2).Draw(t, "papers") {
				d.Papers = append(d.Papers, raoce.Paper{Number: fmt.Sprintf("U%d", rapid.IntRange(0, 11).Draw(t, "cites"))})
			}
			known = known && d.MXN.Known()
			in.Declarations = append(in.Declarations, d)
		}
		r := raoce.Of(in)
		holdSums(t, r)
		if b := &r.Bridges[0]; known && !b.Closes() {
			t.Fatalf("the bridge does not close: %+v", b)
		}
		slices.Reverse(in.Invoices)
		slices.Reverse(in.Declarations)
		if d := cmp.Diff(r, raoce.Of(in), cmp.Comparer(func(a, b money.Amount) bool { return a.Equal(b) })); d != "" {
			t.Fatal(d)
		}
	})
}

func holdSums(t *rapid.T, r *raoce.Report) {
	for _, c := range raoce.Concepts() {
		for _, s := range []raoce.Source{raoce.FromCFDI, raoce.FromPedimento} {
			var sum money.Amount
			docs := 0
			for m := 1; m <= 12; m++ {
				f := r.Figure(c, s, m)
				docs += len(f.Items)
				if f.MXN.Sum.Known() && sum.Known() {
					sum, _ = sum.Add(f.MXN.Sum)
				} else if f.MXN.Sum.Known() {
					sum = f.MXN.Sum
				}
			}
			if of := r.Figure(c, s, 0); !of.MXN.Sum.Equal(sum) || of.Documents != docs {
				t.Fatalf("%s %s: the year %s in %d documents, its months %s in %d", c, s, of.MXN.Sum, of.Documents, sum, docs)
			}
		}
	}
}

// TestFiledOfASilentMonth: of a month without CFDI and without Data Stage nothing
// agrees with what was filed, and nothing differs.
func TestFiledOfASilentMonth(t *testing.T) {
	t.Parallel()
	for _, filed := range []string{"0", "700"} {
		in := year("sale", nil)
		in.Staged[7] = false
		in.Filed = []raoce.Filed{{Concept: raoce.Exports, Month: 7, Currency: "MXN", Amount: amount(t, filed)}}
		if got := raoce.Of(in).Filed[0]; got.Verdict != raoce.NotComparable || got.CFDI.Known() || got.Pedimento.Known() {
			t.Errorf("%s filed: %+v", filed, got)
		}
	}
}

// TestRectified: an R1 is what it rectifies, as in the books, in the year of the
// first; of what nobody says so, and of what a paper calls withdrawn, the value is
// not known.
func TestRectified(t *testing.T) {
	t.Parallel()
	const first, second = "262432106000001", "262432106000002"
	others := func(clave, operacion string, change func(*rule.Brief)) *ruletest.Others {
		b := &rule.Brief{Number: first, Clave: clave, Operacion: operacion, Pago: 20251210}
		if change != nil {
			change(b)
		}
		return &ruletest.Others{Briefs: []*rule.Brief{b}, By: map[string]string{first: second}}
	}
	for name, tt := range map[string]struct {
		operacion, says string
		others          rule.Others
		want            string
	}{
		"says so":           {"EXP", "RT", others("", "EXP", nil), "exportacion_directa true 10000000 10 2025-12-10"},
		"its original says": {"EXP", "", others("RT", "EXP", nil), "exportacion_directa true 10000000 10 2025-12-10"},
		"an import":         {"IMP", "IN", others("IN", "IMP", nil), "importacion_temporal false 10000000 10 2025-12-10"},
		"a transfer":        {"EXP", "V1", others("V1", "EXP", nil), "exportacion_virtual true 10000000 10 2025-12-10"},
		"of nothing":        {"EXP", "GC", others("GC", "EXP", nil), " false 10000000 10 2025-12-10"},
		"nobody says":       {"EXP", "", &ruletest.Others{}, "exportacion_sin_clasificar true   2026-01-09"},
		"contradicted":      {"EXP", "RT", others("RT", "EXP", func(b *rule.Brief) { b.Contradicted = true }), "exportacion_directa true   2025-12-10"},
	} {
		p := &pedimento.Pedimento{
			Number: second, Clave: "R1", Operacion: tt.operacion, FechaPago: 20260310, ValorComercial: amount(t, "10000000"), ValorDolares: amount(t, "10"),
			Tipo: "2", Rectifica: &pedimento.Rectificacion{Patente: "3210", Documento: first[8:], Aduana: "240", Clave: tt.says, Fecha: 20260109},
		}
		d := declaration(&rule.Setting{Catalog: catalog.Default(), Others: tt.others}, p)
		if got := fmt.Sprintf("%s %v %s %s %s", d.Concept, d.Returns, d.MXN, d.USD, d.On); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// TestReturnedAlike: the year and the rule of the month count the same: what returns
// on V4, no fixed assets, and an R1 in the place of what it rectifies.
func TestReturnedAlike(t *testing.T) {
	t.Parallel()
	asset := []pedimento.Identificador{{Clave: "AF"}}
	n := 0
	of := func(clave, operacion, value string, change ...func(*pedimento.Pedimento)) raoce.Declaration {
		n++
		p := &pedimento.Pedimento{Number: fmt.Sprintf("26243210600%04d", n), Clave: clave, Operacion: operacion, FechaPago: 20260310, ValorComercial: amount(t, value), ValorDolares: amount(t, "1")}
		for _, c := range change {
			c(p)
		}
		return declaration(&rule.Setting{Catalog: catalog.Default()}, p)
	}
	machine := func(p *pedimento.Pedimento) { p.Identificadores = asset }
	part := func(p *pedimento.Pedimento) {
		p.Partidas = []pedimento.Partida{{ValorComercial: amount(t, "10"), ValorDolares: amount(t, "0.4")}, {ValorComercial: amount(t, "8"), ValorDolares: amount(t, "0.6"), Identificadores: asset}}
	}
	r1 := func(p *pedimento.Pedimento) {
		p.Rectifica = &pedimento.Rectificacion{Patente: "3210", Documento: "6000999", Aduana: "240", Clave: "IN", Fecha: 20260102}
	}
	for name, tt := range map[string]struct {
		all  []raoce.Declaration
		want string
	}{
		"V4 returns":          {[]raoce.Declaration{of("IN", "IMP", "100"), of("RT", "EXP", "70"), of("V4", "EXP", "12")}, "82 82 100"},
		"a machine goes back": {[]raoce.Declaration{of("IN", "IMP", "100"), of("RT", "EXP", "70"), of("RT", "EXP", "20", machine)}, "70 70 100"},
		"one among products":  {[]raoce.Declaration{of("IN", "IMP", "100"), of("RT", "EXP", "70"), of("RT", "EXP", "18", part)}, "80 80 100"},
		"one received":        {[]raoce.Declaration{of("IN", "IMP", "100"), of("V1", "IMP", "50", machine), of("RT", "EXP", "70")}, "70 70 100"},
		"an import under R1":  {[]raoce.Declaration{of("IN", "IMP", "70"), of("R1", "IMP", "30", r1), of("RT", "EXP", "60")}, "60 60 100"},
	} {
		r := raoce.Of(year("sale", nil, tt.all...))
		x := r.Tests[len(r.Tests)-1]
		if got := fmt.Sprintf("%s %s %s", x.Figure, x.Of, x.Over); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// TestCreditNoteOfSeveral: it is what its invoices are, if they are one thing.
func TestCreditNoteOfSeveral(t *testing.T) {
	t.Parallel()
	export := func(s string) func(*raoce.Invoice) { return func(v *raoce.Invoice) { v.Export = s } }
	bills := []raoce.Invoice{
		bill(t, "HOME", 20260110, "1000", "50"), bill(t, "OUT", 20260110, "1000", "50", export("02")), bill(t, "TOO", 20260110, "1000", "50", export("02")), bill(t, "FOUR", 20260110, "1000", "50", export("04")),
	}
	for name, tt := range map[string]struct {
		about []string
		want  raoce.Concept
	}{
		"one export":           {[]string{"OUT"}, raoce.Direct},
		"two of a kind":        {[]string{"OUT", "TOO"}, raoce.Direct},
		"of two kinds":         {[]string{"OUT", "FOUR"}, raoce.Unclassified},
		"an export and a sale": {[]string{"OUT", "HOME"}, raoce.Doubtful},
		"a sale and an export": {[]string{"HOME", "OUT"}, raoce.Doubtful},
		"a sale at home":       {[]string{"HOME"}, ""},
		"one that is not here": {[]string{"GONE", "OUT"}, raoce.Direct},
	} {
		note := bill(t, "NOTE", 20260501, "-20", "-1", func(v *raoce.Invoice) { v.Kind, v.About = "E", tt.about })
		r := raoce.Of(year("sale", append(slices.Clone(bills), note)))
		var got raoce.Concept
		for _, c := range []raoce.Concept{raoce.Direct, raoce.Unclassified, raoce.Doubtful} {
			for _, it := range r.Figure(c, raoce.FromCFDI, 5).Items {
				if it.Key == "NOTE" {
					got = c
				}
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestNamed: pedimentos that sales name and that are not here are told.
func TestNamed(t *testing.T) {
	t.Parallel()
	names := func(n ...string) func(*raoce.Invoice) { return func(v *raoce.Invoice) { v.Pedimentos = n } }
	bills := []raoce.Invoice{
		bill(t, "A", 20260110, "1", "1", names("262432106000001", "262432106000777")), bill(t, "B", 20260110, "1", "1", names("262432106000777")), bill(t, "C", 20250110, "1", "1", names("252432105000888")),
	}
	r := raoce.Of(year("sale", bills, exit(t, "262432106000001", 20260110, "1", "1", "")))
	if d := cmp.Diff([]string{"262432106000777"}, r.Named); d != "" {
		t.Error(d)
	}
}
