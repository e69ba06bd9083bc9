package step_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/archivom"
	"example.com/immex/shared/synth/specimen"
	"example.com/immex/shared/synth/vucemset"
)

// at walks a path of the JSON view; "" for what is null or absent.
func at(v any, path string) string {
	for name := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(x) {
				return ""
			}
			v = x[i]
		default:
			return ""
		}
	}
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return "?"
}

// same compares amounts by value and the rest as text.
func same(a, b string) bool {
	if a == b {
		return true
	}
	x, okA := new(big.Rat).SetString(a)
	y, okB := new(big.Rat).SetString(b)
	return okA && okB && x.Cmp(y) == 0
}

// parse gives the JSON views of a file, as `immex parse --json` prints them.
func parse(t *testing.T, name string, b []byte) []map[string]any {
	t.Helper()
	var out []map[string]any
	r := step.Reader{Keep: true}
	for _, p := range r.Read(t.Context(), step.Input{Name: name, Bytes: b}) {
		raw, err := json.Marshal(step.ViewOf(p, document.Spanish))
		if err != nil {
			t.Fatal(err)
		}
		var v map[string]any
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func ofKind(views []map[string]any, k document.Kind) map[string]any {
	i := slices.IndexFunc(views, func(v map[string]any) bool { return v["kind"] == string(k) })
	if i < 0 {
		return nil
	}
	return views[i]
}

// TestSpecimens: no made-up archivo M or VUCEM set is accepted with a figure that does not
// stand in it; sound ones are read whole; what a control covers is refused.
func TestSpecimens(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	for _, generate := range []specimen.Generator{archivom.Generate, vucemset.Generate} {
		judge(t, generate)
	}
}

func judge(t *testing.T, generate specimen.Generator) {
	t.Helper()
	counts := map[specimen.Want]int{}
	err := generate(5, 400, func(s specimen.Specimen) error {
		counts[s.Want]++
		v := ofKind(parse(t, s.Name, s.Bytes), s.Kind)
		accepted := v != nil && v["status"] == "accepted"
		switch {
		case s.Want == specimen.Refuse && accepted, s.Want == specimen.Accept && !accepted:
			t.Errorf("%s (%s): wanted %s, %v %v", s.Name, s.Mutation, s.Want, v["status"], v["findings"])
		case accepted:
			for path, want := range s.Truth {
				if got := at(v, path); !same(got, want) {
					t.Errorf("%s (%s) %s: %q, want %q", s.Name, s.Mutation, path, got, want)
				}
			}
		}
		return nil
	})
	if err != nil || counts[specimen.Accept] < 150 || counts[specimen.Refuse] < 100 {
		t.Fatal(err, counts)
	}
}

const archivoM = `500|1|3210|6000123|240||
501|3210|6000123|240|1|IN|240||MEN210101AB1|EIXA800101HDFJMN09|20.00000|0|0|0|0|0|10.000|7|7|7|9|MAQUILADORA EJEMPLO||||||||||||||
505|6000123|02012026|F-1|FCA|USD|10.00|10.00|USA||990000001|EXAMPLE INC||||||
506|6000123|1|03012026|
506|6000123|2|03012026|
551|6000123|39269099|1|00|PIEZAS|200.00000|205|200|10.00|1.000|6|2.00000|1||0|1||||USA|USA|||||
801|m3210123.003|1|6|010|
`

const (
	validated = "F6000123ABCD1EF2\r\n"
	paid      = "3 2432106000123MEN210101AB1 130000123456ABCD1234560401202610:20:30\r\n"
)

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"m3210123.003", "otro.003", "m3210123.err", "a3210123.003"} {
		if files[name] == "" {
			continue
		}
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTransmission: the archivo M is a proforma alone and a paid pedimento with
// the answers that came with it.
func TestTransmission(t *testing.T) {
	t.Parallel()
	other := strings.Replace(archivoM, "PIEZAS", "PARTES", 1)
	for name, tt := range map[string]struct {
		files  map[string]string
		want   map[string]string
		code   string
		status string
		fact   bool
	}{
		"alone": {
			map[string]string{"m3210123.003": archivoM},
			map[string]string{"efecto": "proforma", "fecha_pago": "2026-01-03", "acuse": "", "number": "262432106000123", "cotejo": "completo"},
			"saai_sin_pago", "accepted", false,
		},
		"validated": {
			map[string]string{"m3210123.003": archivoM, "m3210123.err": validated},
			map[string]string{"efecto": "proforma", "acuse": "ABCD1EF2"},
			"saai_sin_pago", "accepted", false,
		},
		"paid": {
			map[string]string{"m3210123.003": archivoM, "m3210123.err": validated, "a3210123.003": paid},
			map[string]string{
				"efecto": "pagado", "acuse": "ABCD1EF2", "fecha_pago": "2026-01-04", "fechas.1.fecha": "2026-01-04",
				"pago.banco": "13", "pago.numero_operacion": "0000123456", "pago.fecha": "2026-01-04",
			},
			"saai_pago_otra_fecha", "accepted", true,
		},
		"paid by another": {
			map[string]string{"m3210123.003": archivoM, "a3210123.003": strings.Replace(paid, "MEN210101AB1", "XMN210101AB1", 1)},
			map[string]string{"efecto": "proforma"},
			"saai_pago_rfc", "quarantined", false,
		},
		"paid at another aduana": {
			map[string]string{"m3210123.003": archivoM, "a3210123.003": strings.Replace(paid, "3 24", "3 40", 1)},
			map[string]string{"efecto": "proforma"},
			"saai_pago_ajeno", "accepted", false,
		},
		"two files of one pedimento": {
			map[string]string{"m3210123.003": archivoM, "otro.003": other, "a3210123.003": paid},
			map[string]string{"efecto": "proforma"},
			"saai_respuesta_ambigua", "accepted", false,
		},
		"a counter off": {
			map[string]string{"m3210123.003": strings.Replace(archivoM, "|1|6|010", "|1|7|010", 1), "a3210123.003": paid},
			nil, "delivery_quarantined", "quarantined", false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := step.Reader{Keep: true}
			papers := r.Read(t.Context(), step.Input{Name: "envio.zip", Bytes: zipped(t, tt.files)})
			i := slices.IndexFunc(papers, func(p *step.Paper) bool { return p.Record.Kind == document.KindPedimento })
			if i < 0 {
				t.Fatal("no pedimento")
			}
			p := papers[i]
			if string(p.Record.Status) != tt.status || !p.Record.Findings.Has(tt.code) || (p.Fact != nil) != tt.fact {
				t.Errorf("%s fact %v %v", p.Record.Status, p.Fact != nil, p.Record.Findings)
			}
			v := ofKind(parse(t, "envio.zip", zipped(t, tt.files)), document.KindPedimento)
			for path, want := range tt.want {
				if got := at(v, path); got != want {
					t.Errorf("%s: %q, want %q", path, got, want)
				}
			}
		})
	}
}

// TestIdentity: the same declaration with its answers is another document than
// without them, and the same in whatever order they came.
func TestIdentity(t *testing.T) {
	t.Parallel()
	sha := func(files map[string]string) string {
		return at(ofKind(parse(t, "envio.zip", zipped(t, files)), document.KindPedimento), "sha256")
	}
	alone := sha(map[string]string{"m3210123.003": archivoM})
	crlf := sha(map[string]string{"m3210123.003": strings.ReplaceAll(archivoM, "\n", "\r\n")})
	withPay := sha(map[string]string{"m3210123.003": archivoM, "a3210123.003": paid})
	if alone == withPay || alone != crlf {
		t.Errorf("%s %s %s", alone, crlf, withPay)
	}
}

// TestAnswersAlone are kept to be seen and make nothing.
func TestAnswersAlone(t *testing.T) {
	t.Parallel()
	v := parse(t, "m3210123.err", []byte(validated+paid))
	if len(v) != 1 || v[0]["kind"] != "respuesta" || v[0]["status"] != "accepted" || at(v[0], "content.cotejo") != "ninguno" ||
		at(v[0], "content.lineas.0.acuse") != "ABCD1EF2" || at(v[0], "content.lineas.1.hora") != "10:20:30" {
		t.Errorf("%v", v)
	}
}

// TestBrokerXML: recognised and not used, with what to deliver instead.
func TestBrokerXML(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		`<datos><at001><row><C001PATEN>3210</C001PATEN><F001FLETES>10.00</F001FLETES></row></at001></datos>`,
		`<Pedimento><IdPedimento>1</IdPedimento><NumerodePedimento>6000123</NumerodePedimento></Pedimento>`,
	} {
		v := parse(t, "export.xml", []byte(in))
		if v[0]["kind"] != "broker_xml" || v[0]["status"] != "unsupported" || at(v[0], "findings.0.code") != "broker_xml" {
			t.Errorf("%v", v)
		}
	}
}

// TestPaidArchivoM: a paid one makes a lot that leads back to its line, whether
// its answer came with it or in a second delivery with it.
func TestPaidArchivoM(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := reader()
	deliver := func(files map[string]string) []step.Record {
		return w.settle(r.Read(w.ctx, step.Input{Name: "envio.zip", Bytes: zipped(t, files), RFC: rfc})...)
	}
	deliver(map[string]string{"m3210123.003": archivoM})
	w.match(rfc)
	if got, err := step.Trace(w.ctx, w.books, w.blobs, rfc, "262432106000123-001"); err != nil || len(got.Lots) > 0 {
		t.Fatalf("a proforma made %v, %v", got.Lots, err)
	}
	for _, record := range deliver(map[string]string{"m3210123.003": archivoM, "a3210123.003": paid}) {
		if record.Status == document.Quarantined {
			t.Errorf("%s: %v", record.Name, record.Findings)
		}
	}
	w.match(rfc)
	var lots []ledger.Lot
	if err := step.EachBook(w.ctx, w.books, rfc, func(b *ledger.Book) error { lots = append(lots, b.Lots...); return nil }); err != nil || len(lots) != 1 {
		t.Fatalf("%v, %v", lots, err)
	}
	got, err := step.Trace(w.ctx, w.books, w.blobs, rfc, lots[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if i := slices.IndexFunc(got.Documents, func(d step.TracedDocument) bool { return d.At == "551:6" && d.In == "m3210123.003" }); i < 0 {
		t.Errorf("%+v", got.Documents)
	}
}

// TestWhose: an answer without a name belongs to whom its pedimento does, and
// alone to whom the bank names.
func TestWhose(t *testing.T) {
	t.Parallel()
	r := reader()
	for _, p := range r.Read(t.Context(), step.Input{Name: "envio.zip", Bytes: zipped(t, map[string]string{"m3210123.003": archivoM, "m3210123.err": validated})}) {
		if p.Record.RFC != rfc || p.Content != nil {
			t.Errorf("%s is of %q, kept %v", p.Record.Name, p.Record.RFC, p.Content)
		}
	}
	alone := r.Read(t.Context(), step.Input{Name: "a3210123.003", Bytes: []byte(paid)})
	if len(alone) != 1 || !slices.Equal(alone[0].RFCs, []string{rfc}) {
		t.Errorf("%v", alone[0].RFCs)
	}
}
