package ledger_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

const folioFiscal = "0A1B2C3D-0000-4000-8000-00000000000A"

func says(all []ledger.Evidence) []string {
	var out []string
	for _, e := range all {
		out = append(out, e.Dice+" "+e.De+" "+string(e.A)+" "+e.Emisor)
	}
	return out
}

// TestDeclared: which papers a pedimento declares that may be a CFDI, each
// once: an export is invoiced by us, an entry by who has an RFC.
func TestDeclared(t *testing.T) {
	t.Parallel()
	on := day("2021-03-10")
	for name, c := range map[string]struct {
		clave, operacion string
		factura          pedimento.Factura
		want             []string
	}{
		"a UUID":                      {"RT", "EXP", pedimento.Factura{Numero: strings.ToLower(folioFiscal), Fecha: on}, []string{"uuid:" + folioFiscal + " " + us}},
		"a UUID of a foreign invoice": {"IN", "IMP", pedimento.Factura{Numero: folioFiscal}, []string{"uuid:" + folioFiscal + " "}},
		"our own number":              {"RT", "EXP", pedimento.Factura{Numero: " a-100 ", Fecha: on}, []string{"folio:" + us + ":A100:2021-03-10 " + us}},
		"a number of no day":          {"RT", "EXP", pedimento.Factura{Numero: "A100"}, nil},
		"a number of signs":           {"RT", "EXP", pedimento.Factura{Numero: "-/-", Fecha: on}, nil},
		"a number of a foreigner":     {"IN", "IMP", pedimento.Factura{Numero: "A100", Fecha: on, IDFiscal: "990000001"}, nil},
		"a number of a Mexican":       {"V1", "IMP", pedimento.Factura{Numero: "A100", Fecha: on, IDFiscal: "OTH010101AA1"}, []string{"folio:OTH010101AA1:A100:2021-03-10 OTH010101AA1"}},
		"an acuse de valor":           {"RT", "EXP", pedimento.Factura{COVE: "COVE210A1B2C3"}, []string{"cove:COVE210A1B2C3 " + us}},
		"an acuse in its number":      {"V1", "IMP", pedimento.Factura{Numero: "COVE210A1B2C3", Fecha: on}, []string{"cove:COVE210A1B2C3 "}},
		"an acuse of a foreigner":     {"IN", "IMP", pedimento.Factura{Numero: "COVE210A1B2C3", Fecha: on}, []string{"cove:COVE210A1B2C3 ?"}},
		"an acuse of its tax id":      {"IN", "IMP", pedimento.Factura{COVE: "COVE210A1B2C3", IDFiscal: " 99-0000001x"}, []string{"cove:COVE210A1B2C3 99-0000001X"}},
	} {
		f := fact(1, c.clave, "2021-03-10", line(1, resin, 1))
		f.Operacion = c.operacion
		p := &pedimento.Pedimento{RFC: us, Facturas: []pedimento.Factura{c.factura, c.factura}}
		var got []string
		for _, e := range ledger.EvidenceOfPedimento(p, &f) {
			got = append(got, string(e.A)+" "+e.Emisor)
			if e.Dice != ledger.Declara || e.Group() != f.Key || e.Key() != e.A.Key() || e.Doc != f.Doc {
				t.Errorf("%s: %+v", name, e)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		f.Desistido = true
		if len(ledger.EvidenceOfPedimento(p, &f)) > 0 {
			t.Errorf("%s: a withdrawn pedimento declares it", name)
		}
	}
}

// TestNamedByACOVE: only an acuse of an issuer with RFC leads to an invoice.
func TestNamedByACOVE(t *testing.T) {
	t.Parallel()
	base := func(change func(*cove.Cove)) *cove.Cove {
		c := &cove.Cove{EDocument: "COVE210A1B2C3", Numero: "A-1", Fecha: day("2021-03-10"), Cotejo: document.CotejoCompleto, Emisor: cove.Persona{Tipo: "1", ID: us}}
		change(c)
		return c
	}
	const de = "nombra cove:COVE210A1B2C3 "
	for name, c := range map[string]struct {
		c    *cove.Cove
		want []string
	}{
		"one invoice": {base(func(*cove.Cove) {}), []string{de + "folio:" + us + ":A1:2021-03-10 " + us}},
		"a UUID":      {base(func(c *cove.Cove) { c.Numero = folioFiscal }), []string{de + "uuid:" + folioFiscal + " " + us}},
		"its invoice": {base(func(c *cove.Cove) { c.Facturas = []cove.Factura{{}} }), []string{de + "folio:" + us + ":A1:2021-03-10 " + us}},
		"a relación": {base(func(c *cove.Cove) {
			c.Facturas = []cove.Factura{{Numero: "A-2"}, {Numero: "B-1", Emisor: &cove.Persona{Tipo: "1", ID: "OTH010101AA1"}}, {}}
		}), []string{de + "folio:" + us + ":A2:2021-03-10 " + us, de + "folio:OTH010101AA1:B1:2021-03-10 OTH010101AA1"}},
		"a foreigner":       {base(func(c *cove.Cove) { c.Emisor.Tipo = "0" }), nil},
		"not yet validated": {base(func(c *cove.Cove) { c.EDocument = "" }), nil},
		"nothing checks it": {base(func(c *cove.Cove) { c.Cotejo = document.CotejoNinguno }), nil},
	} {
		if d := cmp.Diff(c.want, says(ledger.EvidenceOfCOVE(c.c, "doc"))); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// TestGoodsOfACFDI: only lines with a part number and a quantity the books
// hold, in a unit of Apéndice 7 or in one that turns into nothing.
func TestGoodsOfACFDI(t *testing.T) {
	t.Parallel()
	c := &cfdi.Comprobante{UUID: folioFiscal, Tipo: "I", Cotejo: document.CotejoCompleto, Emisor: cfdi.Emisor{RFC: us}, Comercio: &cfdi.ComercioExterior{Mercancias: []cfdi.Mercancia{
		{NoIdentificacion: "A", FraccionArancelaria: "3901200100"},
		{NoIdentificacion: "B", FraccionArancelaria: "39012001"},
		{NoIdentificacion: "B", FraccionArancelaria: "73181501"},
		{NoIdentificacion: "C", FraccionArancelaria: "3901"},
	}}}
	concept := func(part, unit string, q money.Amount) {
		c.Conceptos = append(c.Conceptos, cfdi.Concepto{NoIdentificacion: part, ClaveUnidad: unit, Cantidad: q})
	}
	concept("A", "KGM", money.Int(5))
	concept("B", "H87", money.Int(6))
	concept("C", "XBX", money.Int(7))
	concept("", "KGM", money.Int(8))
	concept("D", "KGM", money.Int(0))
	concept("E", "KGM", money.Amount{})
	got := ledger.EvidenceOfCFDI(c, "doc")[0].Lineas
	want := []ledger.PartLine{{Parte: "A", Fraccion: resin, Cantidad: kg(5), Unidad: "1"}, {Parte: "B", Cantidad: kg(6), Unidad: "6"}, {Parte: "C", Cantidad: kg(7), Unidad: "?XBX"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for name, change := range map[string]func(*cfdi.Comprobante){
		"a payment": func(c *cfdi.Comprobante) { c.Tipo = "P" }, "a draft": func(c *cfdi.Comprobante) { c.UUID = "" },
		"nothing checks it": func(c *cfdi.Comprobante) { c.Cotejo = document.CotejoNinguno },
	} {
		x := *c
		change(&x)
		if e := ledger.EvidenceOfCFDI(&x, "doc"); len(e) > 0 {
			t.Errorf("%s says %v", name, says(e))
		}
	}
	c.Relacionados = []cfdi.Relacion{{Tipo: "04", UUID: folioFiscal}, {Tipo: "04", UUID: "x"}, {Tipo: "01", UUID: strings.Replace(folioFiscal, "A", "B", 1)}}
	if e := ledger.EvidenceOfCFDI(c, "doc"); len(e) != 1 {
		t.Errorf("it replaces itself, or what it only relates to: %v", says(e))
	}
}

// TestEvidenceForm: the canonical form reads back to itself; any other, and
// what says nothing, is refused.
func TestEvidenceForm(t *testing.T) {
	t.Parallel()
	e := ledger.Evidence{Dice: ledger.Sustituye, De: "uuid:a", A: "uuid:b", Doc: "d", Fecha: day("2021-03-10"), Emisor: us}
	b, err := e.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := ledger.DecodeEvidence(b)
	if err != nil || cmp.Diff(&e, got) != "" {
		t.Errorf("%v %+v", err, got)
	}
	for _, bad := range []string{
		``, `{}`, string(b) + " ", `{"dice":"declara","de":"1","doc":"","fecha":null}`, `{"dice":"ampara","de":"1","a":"x","doc":"","fecha":null}`,
		`{"dice":"otra","de":"1","doc":"","fecha":null}`, `{"dice":"cancela","de":"","doc":"","fecha":null}`,
	} {
		if _, err := ledger.DecodeEvidence([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// TestRefKeys: keys are as long as a pedimento's number, are no pedimento's,
// and tell refs apart.
func TestRefKeys(t *testing.T) {
	t.Parallel()
	seen := map[string]ledger.Ref{}
	rapid.Check(t, func(t *rapid.T) {
		r := ledger.Ref(rapid.String().Draw(t, "ref"))
		k := r.Key()
		if len(k) != 15 || !ledger.IsRefKey(k) || ledger.Suffix(k) != k[2:] {
			t.Fatalf("%q", k)
		}
		if other, ok := seen[k]; ok && other != r {
			t.Fatalf("%q and %q have one key", r, other)
		}
		seen[k] = r
	})
	if ledger.IsRefKey(ped(1)) || ledger.IsRefKey("contraparte") || ledger.IsRefKey("planta") {
		t.Error("a group of another kind is taken for a ref")
	}
}

// broken is a shelf whose store does not answer.
type broken struct{ holders bool }

var errBroken = errors.New("no answer")

func (x broken) About(ref ledger.Ref) ([]ledger.Said, error) {
	if x.holders {
		return []ledger.Said{{Hash: "h", Evidence: ledger.Evidence{Dice: ledger.Ampara, De: string(ref)}}}, nil
	}
	return nil, errBroken
}
func (broken) Holders(ledger.Ref) ([]string, error) { return nil, errBroken }

// TestShelfThatFails: a store that does not answer is an error, never a
// pedimento without parts.
func TestShelfThatFails(t *testing.T) {
	t.Parallel()
	for _, ref := range []ledger.Ref{ledger.UUIDRef(folioFiscal), ledger.COVERef("COVE210A1B2C3"), "folio:x"} {
		obs := append(observe(fact(1, "IN", "2021-03-10", line(1, resin, 1))), ledger.Observation{Said: &ledger.Said{Hash: "e", Evidence: ledger.Evidence{Dice: ledger.Declara, De: ped(1), A: ref}}})
		for _, shelf := range []broken{{false}, {strings.HasPrefix(string(ref), "uuid")}} {
			if _, err := ledger.Tie(obs, func(string) bool { return true }, shelf); !errors.Is(err, errBroken) {
				t.Errorf("%s: %v", ref, err)
			}
		}
	}
}

// TestTwoVersionsOfACFDI: two files of one UUID that name other goods say
// nothing; two that name the same say it once.
func TestTwoVersionsOfACFDI(t *testing.T) {
	t.Parallel()
	content := func(h document.Hash, part string) ledger.Said {
		return ledger.Said{Hash: h, Evidence: ledger.Evidence{Dice: ledger.Ampara, De: "uuid:U", Doc: h, Lineas: []ledger.PartLine{{Parte: part, Fraccion: resin, Cantidad: kg(1), Unidad: "1"}}}}
	}
	obs := append(observe(fact(1, "IN", "2021-03-10", line(1, resin, 1))), ledger.Observation{Said: &ledger.Said{Hash: "e", Evidence: ledger.Evidence{Dice: ledger.Declara, De: ped(1), A: "uuid:U"}}})
	for name, c := range map[string]struct {
		said []ledger.Said
		want []string
	}{
		"the same":  {[]ledger.Said{content("b", "A"), content("a", "A")}, []string{"tied a"}},
		"not alike": {[]ledger.Said{content("b", "A"), content("a", "B")}, []string{"cfdi_ambiguous"}},
	} {
		papers := ledger.NewPapers()
		for _, s := range c.said {
			papers.Add(s.Group(), s)
		}
		out, err := ledger.Tie(obs, func(g string) bool { return g == ped(1) }, papers)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range out {
			switch {
			case o.Tied != nil:
				got = append(got, "tied "+string(o.Hash))
			case o.Notice != nil:
				got = append(got, o.Notice.Code)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
