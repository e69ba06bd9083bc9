package ledger_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
)

// TestSupplierOfV1: what a national supplier without programme transfers has 18
// months, and where anything says it has one, 6.
func TestSupplierOfV1(t *testing.T) {
	t.Parallel()
	proof := document.HashOf([]byte("socios"))
	with := ledger.Partner{Programa: true, Desde: day("2020-01-01"), Fact: proof}
	without := ledger.Partner{Desde: day("2020-01-01"), Fact: proof}
	ended := ledger.Partner{Desde: day("2020-01-01"), Hasta: day("2021-02-28"), Fact: proof}
	later := ledger.Partner{Desde: day("2021-03-02"), Fact: proof}
	const short, long = "2021-09-01", "2022-09-01"
	for name, tt := range map[string]struct {
		ids, casos []string
		partners   map[string][]ledger.Partner
		due        string
		certain    bool // no other period may hold
		proved     bool
		codes      []string
	}{
		"nobody said":                    {[]string{"EMN210101AB1"}, []string{"V1"}, nil, short, false, false, nil},
		"without, by its tax id":         {[]string{"EMN-210101-AB1"}, []string{"V1"}, map[string][]ledger.Partner{"EMN210101AB1": {without}}, long, true, true, nil},
		"without, by the identifier":     {nil, []string{"V1|EMN210101AB1"}, map[string][]ledger.Partner{"EMN210101AB1": {without}}, long, true, true, nil},
		"with, by its programme":         {nil, []string{"V1|1234-2006"}, map[string][]ledger.Partner{"12342006": {with}}, short, true, true, nil},
		"not any more":                   {[]string{"EMN210101AB1"}, []string{"V1"}, map[string][]ledger.Partner{"EMN210101AB1": {ended}}, short, false, false, nil},
		"not yet":                        {[]string{"EMN210101AB1"}, []string{"V1"}, map[string][]ledger.Partner{"EMN210101AB1": {later}}, short, false, false, nil},
		"another company":                {[]string{"EMN210101AB1"}, []string{"V1"}, map[string][]ledger.Partner{"EMN210101AB2": {without}}, short, false, false, nil},
		"the pedimento says it is IMMEX": {[]string{"EMN210101AB1"}, []string{"V1|1234-2006|IM"}, map[string][]ledger.Partner{"EMN210101AB1": {without}}, short, true, false, []string{"v1_supplier_programme"}},
		"rows say both":                  {[]string{"EMN210101AB1"}, []string{"V1"}, map[string][]ledger.Partner{"EMN210101AB1": {with, without}}, short, false, false, []string{"v1_supplier_programme"}},
	} {
		te := terms(t, nil)
		te.Records.Partners = tt.partners
		f := fact(1, "V1", "2021-03-01", line(1, resin, 10))
		f.Entrada, f.Proveedores, f.Casos = day("2021-03-01"), tt.ids, tt.casos
		bs, codes := booksUnder(t, te, ledger.Rows{}, observe(f))
		l := bs["fraccion "+resin+" 1"].Lots[0]
		if l.Due != day(tt.due) {
			t.Errorf("%s: due on %s, want %s", name, l.Due, tt.due)
		}
		if got := l.DueLast.Known() && l.DueLast.AddDays(-10) < l.Due; got != tt.certain {
			t.Errorf("%s: due on %s, certainly over after %s", name, l.Due, l.DueLast)
		}
		if slices.Contains(l.Facts, proof) != tt.proved {
			t.Errorf("%s: facts %v", name, l.Facts)
		}
		if !slices.Equal(codes, tt.codes) {
			t.Errorf("%s: found %v", name, codes)
		}
	}
}

// TestSuppliersOfFact: a V1 import tells who transfers, whatever source it is
// read from; nothing else does.
func TestSuppliersOfFact(t *testing.T) {
	t.Parallel()
	p := func(clave, operacion, prior string) *pedimento.Pedimento {
		p := &pedimento.Pedimento{
			Source: document.SourceDataStage, Number: ped(1), Clave: clave, Operacion: operacion, Efecto: document.Pagado, FechaPago: day("2021-03-01"),
			Facturas: []pedimento.Factura{{IDFiscal: "EMN210101AB2"}, {IDFiscal: "EMN210101AB1"}, {IDFiscal: "EMN210101AB2"}, {}},
		}
		if prior != "" {
			p.Rectifica = &pedimento.Rectificacion{Clave: prior, Documento: "1000002", Patente: "3210", Aduana: "240"}
		}
		return p
	}
	for name, tt := range map[string]struct {
		p    *pedimento.Pedimento
		want []string
	}{
		"a V1 import":          {p("V1", "IMP", ""), []string{"EMN210101AB1", "EMN210101AB2"}},
		"rectified as R1":      {p("R1", "IMP", "V1"), []string{"EMN210101AB1", "EMN210101AB2"}},
		"a V1 export":          {p("V1", "EXP", ""), nil},
		"a temporary import":   {p("IN", "IMP", ""), nil},
		"an R1 of another one": {p("R1", "IMP", "IN"), nil},
	} {
		f, findings, ok := ledger.FromPedimento(tt.p, "doc")
		if !ok || !slices.Equal(f.Proveedores, tt.want) {
			t.Errorf("%s: %v, %v, %v", name, ok, findings, f)
		}
	}
}
