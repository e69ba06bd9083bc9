package expediente_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/report"
)

// invoiced is a CFDI of 2026 and its line.
func invoiced(tb testing.TB) ([]byte, raoce.Invoice) {
	tb.Helper()
	raw, err := os.ReadFile("../cfdi/testdata/export40.xml")
	if err != nil {
		tb.Fatal(err)
	}
	c, _, status := cfdi.Read(raw)
	if status != document.Accepted {
		tb.Fatal(status)
	}
	return raw, raoce.InvoiceOf(c)
}

// yearInput is the cut of a year with an invoice, a return, and the package of
// March, which was sealed before a late entry of that month came.
func yearInput(tb testing.TB) expediente.Input {
	tb.Helper()
	in, _ := yearCompany(tb)
	return in
}

// yearCompany is it, and the package of March.
func yearCompany(tb testing.TB) (in expediente.Input, zip []byte) {
	tb.Helper()
	day := document.NewDate
	first := pedimento("262432101000001", "IN", "IMP", day(2026, 3, 5), "39012001", 60)
	late := pedimento("262432101000002", "IN", "IMP", day(2026, 3, 20), "39012001", 40)
	rt := pedimento("262432103000001", "RT", "EXP", day(2026, 4, 10), "39012001", 25)
	march := input(tb)
	march.RFC, march.Period, march.From, march.To = "MNE200101AB1", "2026-03", day(2026, 3, 1), day(2026, 3, 31)
	march.Policy.SinBOM = ledger.SinBOMDirecto
	march.Pending, march.Findings = nil, nil
	march.Facts = []expediente.FactLine{factLine(tb, first)}
	march.Documents = []expediente.Source{{SHA: document.HashOf([]byte("ds")), Name: "ds.zip", Kind: document.KindDataStage, Key: "ds", Status: document.Accepted, Period: "2026-03"}}
	zip = sealed(tb, march)
	s, err := expediente.OpenSealed(bytes.NewReader(zip), int64(len(zip)))
	if err != nil {
		tb.Fatal(err)
	}
	m, err := s.Month()
	if err != nil {
		tb.Fatal(err)
	}
	in = march
	in.Period, in.From, in.To = "2026", day(2026, 1, 1), day(2026, 12, 31)
	in.Facts = append(in.Facts, factLine(tb, late), factLine(tb, rt))
	raw, v := invoiced(tb)
	in.Documents = append(slices.Clone(in.Documents), expediente.Source{
		SHA: document.HashOf(raw), Name: "factura.xml", Kind: document.KindCFDI, Key: v.UUID, Status: document.Accepted, Period: "2026-03",
		Bytes: func() ([]byte, error) { return raw, nil },
	})
	seal := m.SealedMonth
	if seal.Package != "MNE200101AB1-2026-03.zip" || seal.SHA256 != document.HashOf(zip) {
		tb.Fatalf("it says that it is %s of %s", seal.Package, seal.SHA256)
	}
	seal.Month = 3
	if seal.Late, err = m.Late(in.Facts, march.To); err != nil {
		tb.Fatal(err)
	}
	d := raoce.Declaration{Number: rt.Key, Clave: "RT", On: rt.Pago, Concept: raoce.Direct, Returns: true, MXN: money.Int(2500), Numbers: []string{rt.Key}}
	in.Annual = &expediente.Annual{Sales: []expediente.Sale{{Declaration: &d}, {Doc: document.HashOf(raw), Invoice: &v}}, Seals: []report.SealedMonth{seal}}
	return in, zip
}

// rowsIn are the rows of a report in a package, as maps.
func rowsIn(tb testing.TB, raw []byte, path string) (out []map[string]string) {
	tb.Helper()
	for _, f := range unpack(tb, raw).Files {
		if f.Path != path {
			continue
		}
		b, err := f.Bytes()
		if err != nil {
			tb.Fatal(err)
		}
		all, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			tb.Fatal(err)
		}
		for _, row := range all[1:] {
			m := map[string]string{}
			for i, k := range all[0] {
				m[k] = row[i]
			}
			out = append(out, m)
		}
	}
	return out
}

// TestYearPackage: the package of a year tells what its months said and what
// came after, and verifies; the same input in another order gives the same
// bytes.
func TestYearPackage(t *testing.T) {
	in := yearInput(t)
	raw := sealed(t, in)
	if v := verify(t, raw); !v.OK {
		t.Fatalf("%+v", v.First)
	}
	rows := rowsIn(t, raw, "reportes/sellos_diferencias.csv")
	if len(rows) != 1 || rows[0]["al_sello"] != "60" || rows[0]["al_corte"] != "100" || rows[0]["diferencia"] != "40" || rows[0]["pedimentos"] != "262432101000002" || rows[0]["causa"] != "pedimento" {
		t.Errorf("%v", rows)
	}
	for _, r := range rowsIn(t, raw, "reportes/cuadre_anual.csv") {
		if r["entradas"] != "100" || r["salidas_retorno"] != "25" || r["saldo_de_lotes"] != "75" {
			t.Errorf("%v", r)
		}
	}
	for _, f := range unpack(t, raw).Files {
		if f.Path == "hechos/anteriores.jsonl" || f.Path == "hechos/conciliaciones.jsonl" {
			t.Errorf("%s is of a month", f.Path)
		}
	}
	again := yearInput(t)
	slices.Reverse(again.Annual.Sales)
	slices.Reverse(again.Facts)
	if !bytes.Equal(raw, sealed(t, again)) {
		t.Error("another order gives other bytes")
	}
	in.Schema = expediente.SchemaWithoutYear
	old := sealed(t, in)
	if v := verify(t, old); !v.OK || len(rowsIn(t, old, "reportes/sellos.csv")) != 0 {
		t.Errorf("in the layout before: %+v", v.First)
	}
}

// TestQuotedRight: what a year says of a month, beside the package of it.
func TestQuotedRight(t *testing.T) {
	in, march := yearCompany(t)
	for name, c := range map[string]struct {
		change func(*report.SealedMonth)
		text   string
	}{
		"as it is":            {func(*report.SealedMonth) {}, ""},
		"superseded":          {func(s *report.SealedMonth) { s.Figures, s.Late = nil, nil }, ""},
		"another closing":     {func(s *report.SealedMonth) { s.Figures[0].Value = money.Int(61) }, `"saldo 39012001 1 = 61"; el paquete dice "saldo 39012001 1 = 60"`},
		"a closing left out":  {func(s *report.SealedMonth) { s.Figures = nil }, `""; el paquete dice "saldo`},
		"a closing too many":  {func(s *report.SealedMonth) { s.Figures = append(s.Figures, s.Figures[0]) }, `el paquete dice ""`},
		"not definitive then": {func(s *report.SealedMonth) { s.State = "provisional" }, `"definitivo"`},
	} {
		s := in.Annual.Seals[0]
		s.Figures = slices.Clone(s.Figures)
		c.change(&s)
		d, err := expediente.QuotedRight(&s, bytes.NewReader(march), int64(len(march)))
		if err != nil || (d == nil) != (c.text == "") || d != nil && !strings.Contains(d.Text.ES, c.text) {
			t.Errorf("%s: %+v, %v", name, d, err)
		}
	}
}

// TestForgedYear: every case has right hashes; the verifier says in words what
// the figure should be.
func TestForgedYear(t *testing.T) {
	raw := sealed(t, yearInput(t))
	for name, c := range map[string]struct {
		forge func(*testing.T, *expediente.Package)
		path  string
		text  []string
	}{
		"a figure of the annual report": {func(t *testing.T, p *expediente.Package) {
			t.Helper()
			edit(t, p, "reportes/raoce_cifras.csv", ",exportacion_total,pedimento,0,1,2500,", ",exportacion_total,pedimento,0,1,9500,")
		}, "reportes/raoce_cifras.csv", []string{"mxn", `"9500"`, `"2500"`}},
		"what a month said": {func(t *testing.T, p *expediente.Package) {
			t.Helper()
			edit(t, p, "hechos/sellos.jsonl", `"valor":"60"`, `"valor":"100"`)
		}, "reportes/sellos.csv", []string{"motivo", "cambiaron: 1", "como se selló"}},
		"an amount of an invoice": {func(t *testing.T, p *expediente.Package) {
			t.Helper()
			edit(t, p, "hechos/ventas.jsonl", `"mxn":"`, `"mxn":"9`)
		}, "hechos/ventas.jsonl", []string{"1F0C3A9E", "factura.xml"}},
		"an invoice left out": {func(t *testing.T, p *expediente.Package) {
			t.Helper()
			edit(t, p, "hechos/ventas.jsonl", `"cfdi":{"uuid":"1`, `"cfdi":{"uuid":"2`)
		}, "hechos/ventas.jsonl", []string{"1F0C3A9E", "falta"}},
		"a yearly balance": {func(t *testing.T, p *expediente.Package) {
			t.Helper()
			edit(t, p, "reportes/cuadre_anual.csv", ",100,25,", ",100,24,")
		}, "reportes/cuadre_anual.csv", []string{"salidas_retorno", `"24"`, `"25"`}},
		"a deadline": {func(t *testing.T, p *expediente.Package) {
			t.Helper()
			edit(t, p, "reportes/calendario.csv", "2027-05-31", "2027-08-31")
		}, "reportes/calendario.csv", []string{"vence"}},
		"without its seals": {func(_ *testing.T, p *expediente.Package) { drop(p, "hechos/sellos.jsonl") }, "hechos/hechos.jsonl", []string{"sellos.jsonl"}},
	} {
		p := unpack(t, raw)
		c.forge(t, p)
		var b bytes.Buffer
		if _, err := expediente.Seal(&b, p); err != nil {
			t.Fatal(err)
		}
		v := verify(t, b.Bytes())
		if v.Kind != expediente.Differs || v.First.Path != c.path {
			t.Errorf("%s: %s %+v", name, v.Kind, v.First)
			continue
		}
		for _, w := range c.text {
			if !strings.Contains(v.First.Text.ES, w) {
				t.Errorf("%s: %q lacks %q", name, v.First.Text.ES, w)
			}
		}
	}
}

// TestLate: what came after a month and concerns it.
func TestLate(t *testing.T) {
	in := yearInput(t)
	late := in.Annual.Seals[0].Late
	if len(late) != 1 || late[0].Pedimento != "262432101000002" || late[0].On != document.NewDate(2026, 3, 20) || !slices.Equal(late[0].Fracciones, []string{"39012001"}) {
		t.Errorf("%+v", late)
	}
	if _, err := expediente.OpenSealed(bytes.NewReader([]byte("PK")), 2); err == nil {
		t.Error("something else was read as a package")
	}
}
