package expediente_test

import (
	"bytes"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// withCredit is a cut with a lot by credit that expired before March, and
// another that has not.
func withCredit(tb testing.TB) expediente.Input {
	tb.Helper()
	in := input(tb)
	old := pedimento("192432101000009", "IN", "IMP", document.NewDate(2019, 2, 10), "84099199", 10)
	old.Lineas[0].Tributos = []ledger.Tributo{{Clave: "3", Forma: "21", Importe: money.Int(160)}, {Clave: "6", Forma: "5", Importe: money.Int(50)}}
	later := pedimento("212432101000019", "IN", "IMP", document.NewDate(2021, 3, 10), "84099199", 10)
	later.Lineas[0].Tributos = []ledger.Tributo{{Clave: "3", Forma: "21", Importe: money.Int(1600)}}
	in.Facts = append(in.Facts, factLine(tb, old), factLine(tb, later))
	return in
}

// TestCloseIsReplayed: every figure of a close follows from the facts, so that
// a forged one is found although all hashes agree.
func TestCloseIsReplayed(t *testing.T) {
	raw := sealed(t, withCredit(t))
	if v := verify(t, raw); !v.OK || v.Manifest.Law == "" {
		t.Fatalf("%s %+v", v.Kind, v.First)
	}
	for path, c := range map[string][2]string{
		"reportes/credito.csv":                    {",1600,", ",1601,"},
		"reportes/credito.json":                   {`"1600"`, `"1601"`},
		"reportes/antiguedad.csv":                 {"lote,vencido,1,1000,0,210,", "lote,vencido,1,1000,0,211,"},
		"contingencia/contingencia.csv":           {",50,", ",51,"},
		"contingencia/contingencia_supuestos.csv": {"igi_declarado", "igi_declarada"},
		"LEEME.txt": {"contingencia/", "contingencias/"},
	} {
		p := unpack(t, raw)
		edit(t, p, path, c[0], c[1])
		var b bytes.Buffer
		if _, err := expediente.Seal(&b, p); err != nil {
			t.Fatal(err)
		}
		if v := verify(t, b.Bytes()); v.Kind != expediente.Differs {
			t.Errorf("%s: %s", path, v.Kind)
		}
	}
	for _, path := range []string{"contingencia/", "reportes/credito.json"} {
		p := unpack(t, raw)
		drop(p, path)
		var b bytes.Buffer
		if _, err := expediente.Seal(&b, p); err != nil {
			t.Fatal(err)
		}
		if v := verify(t, b.Bytes()); v.Kind != expediente.Differs {
			t.Errorf("without %s: %s", path, v.Kind)
		}
	}
}

// TestContingencyIsInItsFolder: what a company answers for is nowhere else, so
// that an audit leaves it out with its folder.
func TestContingencyIsInItsFolder(t *testing.T) {
	for _, f := range unpack(t, sealed(t, withCredit(t))).Files {
		data, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		inside := strings.HasPrefix(f.Path, "contingencia/")
		if strings.HasSuffix(f.Path, ".csv") && strings.Contains(string(data), "s2_maximo") && !inside {
			t.Errorf("%s has a contingency", f.Path)
		}
	}
}

// TestSecondSchema: a package made before the close verifies as it was made;
// the law it was not computed from is not asked for.
func TestSecondSchema(t *testing.T) {
	in := withCredit(t)
	in.Schema = expediente.SchemaWithoutPage
	raw := sealed(t, in)
	if v := verify(t, raw); !v.OK || v.Manifest.Schema != expediente.SchemaWithoutPage || v.Manifest.Law != "" {
		t.Fatalf("%s %+v", v.Kind, v.First)
	}
	for _, f := range unpack(t, raw).Files {
		if strings.HasPrefix(f.Path, "contingencia/") || strings.HasPrefix(f.Path, "reportes/") && !strings.HasSuffix(f.Path, ".csv") ||
			strings.HasSuffix(f.Path, "credito.csv") || strings.HasSuffix(f.Path, "antiguedad.csv") {
			t.Errorf("%s is not of the second schema", f.Path)
		}
	}
	p := unpack(t, sealed(t, withCredit(t))) // of a law this tool does not have
	p.Manifest.Law = document.HashOf([]byte("another law"))
	var b bytes.Buffer
	if _, err := expediente.Seal(&b, p); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, b.Bytes()); v.Kind != expediente.UnknownVersion {
		t.Errorf("another law: %s", v.Kind)
	}
}
