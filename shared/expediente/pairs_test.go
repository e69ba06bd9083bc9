package expediente_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// transfer is a V1 of q kilos paid on 10 March that cites another pedimento.
func transfer(key, operacion string, q int64, cites string) *ledger.Fact {
	f := pedimento(key, "V1", operacion, document.NewDate(2021, 3, 10), "39012001", q)
	f.Casos = []string{"V1|IM"}
	f.Nombrados = []ledger.Named{{Key: cites, Clave: "V1", Fecha: f.Pago, Fraccion: "39012001", Unidad: "1", Cantidad: f.Lineas[0].CantidadUMT}}
	return f
}

func counterpart(tb testing.TB, f *ledger.Fact) expediente.FactLine {
	tb.Helper()
	b, err := (&ledger.Counterpart{RFC: "OTH010101AA1", Fact: f}).Encode()
	if err != nil {
		tb.Fatal(err)
	}
	return expediente.FactLine{Kind: expediente.Counterpart, Group: "contraparte", Data: b}
}

// transfers is a cut with two V1: of one the other side is here with q kilos.
func transfers(tb testing.TB, q int64) expediente.Input {
	tb.Helper()
	in := input(tb)
	in.Facts = append(in.Facts, factLine(tb, transfer("212432107000001", "IMP", 30, "212432107000002")),
		factLine(tb, transfer("212432107000003", "IMP", 20, "212432107000004")), counterpart(tb, transfer("212432107000002", "EXP", q, "212432107000001")))
	return in
}

// column reads a column of a report by pedimento.
func column(tb testing.TB, raw []byte, name, key string) map[string]string {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		tb.Fatal(err)
	}
	f, err := z.Open("reportes/" + name + ".csv")
	if err != nil {
		tb.Fatal(err)
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	at, by := slices.Index(rows[0], key), slices.Index(rows[0], "pedimento")
	if at < 0 {
		return nil
	}
	out := map[string]string{}
	for _, r := range rows[1:] {
		out[r[by]] = strings.TrimSpace(out[r[by]] + " " + r[at])
	}
	return out
}

// TestPackageTellsPairs: the counterparts' facts travel in the package, its
// reports tell each pair, and the verifier finds the same.
func TestPackageTellsPairs(t *testing.T) {
	for name, c := range map[string]struct {
		q     int64
		state string
		code  string
	}{
		"agrees": {30, "confirmada", "v1_value"}, "differs": {31, "contradicha", "v1_contradiction"},
	} {
		raw := sealed(t, transfers(t, c.q))
		if v := verify(t, raw); !v.OK || v.Facts != 10 {
			t.Fatalf("%s: %s %+v", name, v.Kind, v.First)
		}
		state, other := column(t, raw, "entradas", "pareja"), column(t, raw, "entradas", "contraparte")
		if state["212432107000001"] != c.state || other["212432107000001"] != "212432107000002" {
			t.Errorf("%s: %v %v", name, state, other)
		}
		if state["212432107000003"] != "referenciada" || other["212432107000003"] != "212432107000004" {
			t.Errorf("%s: what is only cited: %v %v", name, state, other)
		}
		codes := column(t, raw, "hallazgos", "codigo")
		if codes["212432107000001"] != c.code || codes["212432107000003"] != "v1_referenced" {
			t.Errorf("%s: %v", name, codes)
		}
	}
}

// TestCounterpartCannotBeForged: what a package says of a pair follows from
// the counterpart's fact in it.
func TestCounterpartCannotBeForged(t *testing.T) {
	in := transfers(t, 30)
	raw := sealed(t, in)
	for name, c := range map[string]struct{ path, from, to string }{
		"the state in a report": {"reportes/entradas.csv", "confirmada", "contradicha"},
		"the counterpart's RFC": {"hechos/hechos.jsonl", `"rfc":"OTH010101AA1"`, `"rfc":"OTH010101AA2"`},
		"its quantity":          {"hechos/hechos.jsonl", `{"rfc":"OTH010101AA1","pedimento":{"key":"212432107000002"`, `{"rfc":"OTH010101AA1","pedimento":{"key":"212432107000005"`},
	} {
		p := unpack(t, raw)
		edit(t, p, c.path, c.from, c.to)
		var b bytes.Buffer
		if _, err := expediente.Seal(&b, p); err != nil {
			t.Fatal(err)
		}
		if v := verify(t, b.Bytes()); v.Kind != expediente.Differs {
			t.Errorf("%s: %s", name, v.Kind)
		}
	}
	without := in
	without.Facts = in.Facts[:len(in.Facts)-1]
	if bytes.Equal(raw, sealed(t, without)) {
		t.Error("the package does not depend on the counterpart")
	}
	for name, bad := range map[string][]byte{
		"another form":  []byte(`{"pedimento":null,"rfc":"OTH010101AA1"}`),
		"no transfer":   counterpart(t, pedimento("212432107000002", "IN", "IMP", in.To, "39012001", 1)).Data,
		"other numbers": counterpart(t, transfer("x", "EXP", 1, "212432107000001")).Data,
		"extra blanks":  append(slices.Clone(in.Facts[len(in.Facts)-1].Data), '\n'),
	} {
		x := without
		x.Facts = append(slices.Clone(without.Facts), expediente.FactLine{Kind: expediente.Counterpart, Group: "contraparte", Data: bad})
		if _, err := expediente.Render(x); !fault.Is(err, fault.Corrupt) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestFirstSchema: a package made before counterparts travelled still
// verifies as it was made, and one of an unknown schema is not verifiable.
func TestFirstSchema(t *testing.T) {
	in := transfers(t, 30)
	in.Schema = expediente.SchemaWithoutPairs
	if _, err := expediente.Render(in); !fault.Is(err, fault.Corrupt) {
		t.Errorf("a counterpart in the first schema: %v", err)
	}
	in.Facts = in.Facts[:len(in.Facts)-1]
	raw := sealed(t, in)
	if v := verify(t, raw); !v.OK || v.Manifest.Schema != expediente.SchemaWithoutPairs {
		t.Fatalf("%s %+v", v.Kind, v.First)
	}
	if state := column(t, raw, "entradas", "pareja"); state["212432107000001"] != "referenciada" || column(t, raw, "entradas", "contraparte") != nil || column(t, raw, "salidas", "pareja") != nil {
		t.Errorf("its layout is not that of the first schema: %v", state)
	}
	if codes := column(t, raw, "hallazgos", "codigo"); codes["212432107000003"] != "" {
		t.Errorf("its findings are not those of the first schema: %v", codes)
	}
	p := unpack(t, raw) // its own facts under the new schema are another package
	p.Manifest.Schema, p.Manifest.Law = expediente.Schema, verify(t, sealed(t, transfers(t, 30))).Manifest.Law
	var b bytes.Buffer
	if _, err := expediente.Seal(&b, p); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, b.Bytes()); v.Kind != expediente.Differs {
		t.Errorf("%s", v.Kind)
	}
	in.Schema = "immex.expediente/0"
	if _, err := expediente.Render(in); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("an unknown schema: %v", err)
	}
}
