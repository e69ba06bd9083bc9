package programme_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/money"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/unit"
)

const listed = `rfc: MEN210101AB1
programa: "1234-2006"
modalidad: Servicios
certificacion: {iva_ieps: A, oea: true, from: 2018-06-01, to: 2020-05-31}
certificaciones:
  - {tipo: iva_ieps, nivel: AA, desde: 2020-06-01}
  - {tipo: socio, desde: 2021-01-01, hasta: 2022-12-31}
sectores: [IIa, XIXb]
plantas:
  - {lugar: PLANTA-1, desde: 2021-01-01}
`

// authorised is a table of authorisations as it arrives.
func authorised(t *testing.T, csv string) *plant.Index {
	t.Helper()
	book, findings := sheet.Read([]byte(csv))
	if book == nil {
		t.Fatal(findings)
	}
	f, findings := material.Read(book)
	if f == nil {
		t.Fatal(findings)
	}
	return plant.New([]plant.File{{File: f, Hash: "h", Doc: "d"}}, unit.Default())
}

func TestCompany(t *testing.T) {
	t.Parallel()
	p, findings := programme.Read([]byte(listed))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	x := authorised(t, "tipo,fraccion,numero,unidad,cantidad,vigente_desde,vigente_hasta\nprograma,8536,,,,2020-01-01,\npermiso,72083601,0452-26,1,9000,2026-01-01,2026-12-31\n")
	want := &rule.Company{
		RFC: "MEN210101AB1", Programa: "1234-2006", Modalidad: "servicios", Sectors: []string{"IIa", "XIXb"},
		Certifications: []rule.Certification{
			{Kind: "iva_ieps", Level: "A", From: 20180601, To: 20200531},
			{Kind: "oea", From: 20180601, To: 20200531},
			{Kind: "iva_ieps", Level: "AA", From: 20200601},
			{Kind: "socio", From: 20210101, To: 20221231},
		},
		Plants: []rule.Plant{{Lugar: "PLANTA-1", From: 20210101}},
		Authorised: []rule.Authorisation{
			{Kind: "permiso", Fraccion: "72083601", Number: "0452-26", Unit: "1", Quantity: money.Int(9000), From: 20260101, To: 20261231},
			{Kind: "programa", Fraccion: "8536", From: 20200101},
		},
	}
	c := p.Company(x)
	if d := cmp.Diff(want, c, cmp.Comparer(func(a, b money.Amount) bool { return a.String() == b.String() })); d != "" {
		t.Error(d)
	}
	for _, tt := range []struct {
		kind string
		on   document.Date
		want bool
	}{
		{"iva_ieps", 20190101, true},
		{"iva_ieps", 20260101, true},
		{"iva_ieps", 20180101, false},
		{"oea", 20200531, true},
		{"oea", 20200601, false},
		{"socio", 20230101, false},
	} {
		if got := c.Certified(tt.kind, tt.on); got != tt.want {
			t.Errorf("certified %s on %s: %v", tt.kind, tt.on, got)
		}
	}
	if !c.Allows(permiso.KindProgramme, "85366999", 20260101) || c.Allows(permiso.KindProgramme, "85366999", 20191231) || c.Allows(permiso.KindPermit, "85366999", 20260601) {
		t.Error("authorises other goods or other days")
	}
	if len(c.Authorises(permiso.KindPermit, "72083601", 20260601)) != 1 || len(c.Authorises(permiso.KindPermit, "72083601", 20270101)) != 0 {
		t.Error("the permit holds on other days")
	}
	if !c.Lists("cupo", "permiso") || c.Lists("cupo") {
		t.Error("it does not know what it lists")
	}
	if !c.Registered("PLANTA-1", 20210101) || c.Registered("PLANTA-1", 20201231) || c.Registered("PLANTA-2", 20260101) {
		t.Error("its plants are others")
	}
	if bare := p.Company(nil); bare.Authorised != nil || bare.RFC != p.RFC {
		t.Errorf("%+v", bare)
	}
	var none *programme.Programme
	if none.Company(x) != nil {
		t.Error("a company without a programme file")
	}
	var nobody *rule.Company
	if nobody.Certified("oea", 20260101) || nobody.Allows("permiso", "1", 20260101) || nobody.Lists("permiso") || nobody.Registered("X", 20260101) || nobody.Authorises("permiso", "1", 20260101) != nil {
		t.Error("nobody has something")
	}
}

// TestListedStays: a registration of the list counts for stay periods as one
// of the old form does.
func TestListedStays(t *testing.T) {
	t.Parallel()
	for _, yaml := range []string{
		"rfc: MEN210101AB1\ncertificacion: {oea: true, from: 2021-01-01, to: 2023-12-31}\n",
		"rfc: MEN210101AB1\ncertificaciones: [{tipo: oea, desde: 2021-01-01, hasta: 2023-12-31}, {tipo: socio, desde: 2021-01-01}]\n",
	} {
		b, err := programme.Of([]programme.File{{Hash: "p", Data: []byte(yaml)}}, nil, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := b.Terms.Certificaciones
		if len(got) != 1 || got[0].Modalidad != "OEA" || got[0].From != 20210101 || got[0].To != 20231231 {
			t.Errorf("%s: %+v", yaml, got)
		}
	}
}

func TestListsRefuse(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ yaml, code string }{
		"an unknown kind":     {"certificaciones: [{tipo: civa, desde: 2020-01-01}]", "programme_value"},
		"no beginning":        {"certificaciones: [{tipo: oea}]", "programme_value"},
		"a date that is none": {"certificaciones: [{tipo: oea, desde: ayer}]", "programme_date"},
		"a plant of no name":  {"plantas: [{desde: 2020-01-01}]", "programme_value"},
		"a plant of no date":  {"plantas: [{lugar: P, desde: 2020-13-01}]", "programme_date"},
		"an unknown field":    {"plantas: [{nombre: P}]", "programme_yaml"},
	} {
		p, findings := programme.Read([]byte("rfc: MEN210101AB1\n" + tt.yaml + "\n"))
		if p != nil || !findings.Has(tt.code) {
			t.Errorf("%s: %+v, %v", name, p, findings)
		}
	}
}
