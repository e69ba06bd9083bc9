package programme_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
)

const whole = `rfc: MEN210101AB1
nombre: MANUFACTURAS EJEMPLO DEL NORTE
programa: "1234-2006"
modalidad: industrial
domicilio: AVENIDA DE LA INVENCIÓN 100
certificacion: {iva_ieps: AA, oea: true, from: 2020-06-01, to: 2030-05-31}
inventory_key: part
sin_bom: directo
sales_basis: maquila
bom_lead_days: 3
vigente_desde: 2021-01-01
`

func TestRead(t *testing.T) {
	t.Parallel()
	p, findings := programme.Read([]byte(whole))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	want := &programme.Programme{
		RFC: "MEN210101AB1", Nombre: "MANUFACTURAS EJEMPLO DEL NORTE", Programa: "1234-2006", Modalidad: "industrial", Domicilio: "AVENIDA DE LA INVENCIÓN 100",
		Certificacion: programme.Certificacion{IVAIEPS: "AA", OEA: true, From: "2020-06-01", To: "2030-05-31"},
		InventoryKey:  "part", SinBOM: "directo", SalesBasis: "maquila", BOMLeadDays: 3, Since: "2021-01-01",
	}
	if d := cmp.Diff(want, p); d != "" {
		t.Error(d)
	}
	if none := (*programme.Programme)(nil); p.LeadDays() != 3 || none.LeadDays() != 0 || (&programme.Programme{}).LeadDays() != 0 {
		t.Errorf("%d lead days", p.LeadDays())
	}
	if strings.Contains(p.String(), p.Nombre) {
		t.Errorf("%s names the company", p)
	}
}

// TestRefuses: a misspelled policy never counts as absent.
func TestRefuses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ yaml, code string }{
		"nothing":                    {"", "programme_rfc"},
		"no RFC":                     {"nombre: X\n", "programme_rfc"},
		"an RFC that is none":        {"rfc: MEN211301AB1\n", "programme_rfc"},
		"an unknown field":           {"rfc: MEN210101AB1\nsin_bon: directo\n", "programme_yaml"},
		"an unknown policy":          {"rfc: MEN210101AB1\nsin_bom: direct\n", "programme_value"},
		"an unknown catalogue":       {"rfc: MEN210101AB1\nparte_sin_factura: si\n", "programme_value"},
		"an unknown key":             {"rfc: MEN210101AB1\ninventory_key: parte\n", "programme_value"},
		"an unknown basis":           {"rfc: MEN210101AB1\nsales_basis: venta\n", "programme_value"},
		"a date that is none":        {"rfc: MEN210101AB1\nvigente_desde: 01/02/2021\n", "programme_date"},
		"a certification of no date": {"rfc: MEN210101AB1\ncertificacion: {from: ayer}\n", "programme_date"},
		"lead days below zero":       {"rfc: MEN210101AB1\nbom_lead_days: -1\n", "programme_yaml"},
		"lead days over a year":      {"rfc: MEN210101AB1\nbom_lead_days: 366\n", "programme_yaml"},
		"half a lead day":            {"rfc: MEN210101AB1\nbom_lead_days: 2.5\n", "programme_yaml"},
		"lead days in words":         {"rfc: MEN210101AB1\nbom_lead_days: tres\n", "programme_yaml"},
		"more days than a number":    {"rfc: MEN210101AB1\nbom_lead_days: 99999999999999999999\n", "programme_yaml"},
		"lead days in eights":        {"rfc: MEN210101AB1\nbom_lead_days: 010\n", "programme_yaml"},
		"lead days in sixteens":      {"rfc: MEN210101AB1\nbom_lead_days: 0x10\n", "programme_yaml"},
		"a list":                     {"- a\n- b\n", "programme_yaml"},
		"broken YAML":                {"rfc: [\n", "programme_yaml"},
		"too large":                  {strings.Repeat("#", programme.MaxBytes+1), "programme_too_large"},
		"an anchor":                  {"rfc: &a MEN210101AB1\nnombre: *a\n", "programme_yaml"},
		"a tag":                      {"rfc: MEN210101AB1\nsin_bom: !!binary ZGlyZWN0bw==\n", "programme_yaml"},
		"two documents":              {"rfc: MEN210101AB1\n---\nrfc: MEN210101AB1\nsin_bom: directo\n", "programme_yaml"},
		"endless depth":              {"rfc: " + strings.Repeat("[", programme.MaxBytes-5), "programme_yaml"},
		"a duplicate field":          {"rfc: MEN210101AB1\nrfc: OTH210101AB1\n", "programme_yaml"},
	} {
		p, findings := programme.Read([]byte(tt.yaml))
		if p != nil || !findings.Has(tt.code) || !findings.Blocking() {
			t.Errorf("%s: %+v, %v; want %s", name, p, findings, tt.code)
		}
	}
	_, findings := programme.Read([]byte("rfc: MEN210101AB1\nnombre: X\nsin_bon: directo\n"))
	if len(findings) == 0 || findings[0].At.Line != 3 {
		t.Errorf("no line number: %v", findings)
	}
}

func TestPolicy(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		p    *programme.Programme
		want ledger.Policy
	}{
		"no file":           {nil, ledger.DefaultPolicy()},
		"a file of nothing": {&programme.Programme{}, ledger.DefaultPolicy()},
		"no part":           {&programme.Programme{ParteSinFactura: "ninguna"}, ledger.DefaultPolicy()},
		"the catalogue's part": {
			&programme.Programme{ParteSinFactura: "catalogo"},
			ledger.Policy{SinBOM: ledger.SinBOMFaltante, InventoryKey: "fraccion", PartBy: ledger.PartByCatalog},
		},
		"lead days": {
			&programme.Programme{BOMLeadDays: 2},
			ledger.Policy{SinBOM: ledger.SinBOMFaltante, InventoryKey: "fraccion", BOMLeadDays: 2},
		},
		"both": {&programme.Programme{SinBOM: "directo", InventoryKey: "part"}, ledger.Policy{SinBOM: ledger.SinBOMDirecto, InventoryKey: "part"}},
		"one":  {&programme.Programme{InventoryKey: "part"}, ledger.Policy{SinBOM: ledger.SinBOMFaltante, InventoryKey: "part"}},
	} {
		if d := cmp.Diff(tt.want, tt.p.Policy()); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("rfc: &a [*a]\n"))
	f.Add([]byte("rfc: !!binary x\n"))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, findings := programme.Read(b); (p == nil) != findings.Blocking() {
			t.Errorf("%+v with %v", p, findings)
		}
	})
}
