package cove_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
)

// TestChanges alters one thing of a good file at a time.
func TestChanges(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file, old, with string
		code            string
		status          document.Status
	}{
		"quantity":           {"consulta.xml", "<cantidad>400<", "<cantidad>410<", "cove_valor_total", document.Accepted},
		"rounding":           {"consulta.xml", "<valorTotal>305<", "<valorTotal>305.001<", "", document.Accepted},
		"total":              {"consulta.xml", "<valorTotal>1100<", "<valorTotal>1101<", "cove_valor_total", document.Accepted},
		"rate":               {"consulta.xml", "1215.5<", "1125.5<", "cove_tipo_cambio", document.Accepted},
		"dollars":            {"relacion_noia.xml", "550.0000<", "505.0000<", "cove_valor_dolares", document.Accepted},
		"two currencies":     {"relacion_noia.xml", "<descripcionGenerica>CABLE</descripcionGenerica><claveUnidadMedida>MTR</claveUnidadMedida><tipoMoneda>USD<", "<descripcionGenerica>CABLE</descripcionGenerica><claveUnidadMedida>MTR</claveUnidadMedida><tipoMoneda>EUR<", "cove_moneda", document.Accepted},
		"no currency":        {"consulta.xml", "<tipoMoneda>EUR<", "<tipoMoneda>euros<", "cove_moneda_desconocida", document.Quarantined},
		"zero quantity":      {"consulta.xml", "<cantidad>400<", "<cantidad>0<", "cove_cantidad", document.Quarantined},
		"negative total":     {"consulta.xml", "<valorTotal>1100<", "<valorTotal>-1100<", "cove_negativo", document.Quarantined},
		"negative dollars":   {"consulta.xml", "<valorDolares>337.025<", "<valorDolares>-337.025<", "cove_negativo", document.Quarantined},
		"an error with data": {"consulta.xml", "<contieneError>false<", "<contieneError>true<", "cove_error_con_datos", document.Quarantined},
		"thousands":          {"consulta.xml", "<valorTotal>1100<", "<valorTotal>1,100<", "cove_numero", document.Quarantined},
		"no quantity":        {"consulta.xml", "<cantidad>400</cantidad>", "", "cove_falta", document.Quarantined},
		"blank quantity":     {"consulta.xml", "<cantidad>400<", "<cantidad> <", "cove_falta", document.Quarantined},
		"quantity twice":     {"consulta.xml", "<cantidad>400</cantidad>", "<cantidad>400</cantidad><cantidad>40</cantidad>", "cove_repetido", document.Quarantined},
		"no operation":       {"consulta.xml", "<tipoOperacion>TOCE.IMP</tipoOperacion>", "", "cove_falta", document.Quarantined},
		"other operation":    {"consulta.xml", "TOCE.IMP", "TOCE.XXX", "cove_operacion", document.Quarantined},
		"number":             {"consulta.xml", "COVE260TST001", "COVE260TST0", "cove_edocument", document.Quarantined},
		"late":               {"consulta.xml", "2026-03-02", "2036-03-02", "cove_fecha", document.Accepted},
		"bad date":           {"consulta.xml", "2026-03-02", "02/03/2026", "cove_fecha", document.Quarantined},
		"no party":           {"consulta.xml", "<identificacion>099000001</identificacion>", "", "cove_falta", document.Quarantined},
		"odd rfc":            {"consulta.xml", "<identificacion>MNE200101AB1<", "<identificacion>MNE209901AB1<", "cove_rfc", document.Accepted},
		"unknown element":    {"consulta.xml", "<observaciones/>", "<observaciones/><incoterm>FCA</incoterm>", "cove_elemento", document.Accepted},
		"two invoices":       {"consulta.xml", "</facturas>", "<factura><numeroFactura>2</numeroFactura></factura></facturas>", "cove_relacion", document.Quarantined},
		"no goods":           {"relacion_ia.xml", "mercancias", "otras", "cove_falta", document.Quarantined},
		"no invoice number":  {"relacion_ia.xml", "<numeroFactura>A-1</numeroFactura>", "", "cove_falta", document.Quarantined},
		"no party at all":    {"relacion_noia.xml", "emisor>", "otro>", "cove_falta", document.Quarantined},
		"amends nothing":     {"relacion_ia.xml", "COVE260TST001", "COVE", "cove_edocument", document.Quarantined},
		"adenda number":      {"consulta_adenda.xml", "ADEN260TST001", "1", "cove_adenda", document.Accepted},
		"cadena figure":      {"carga.xml", "|250.000|", "|260.000|", "cove_cadena", document.Quarantined},
		"cadena text":        {"carga.xml", "|ARNES DE PRUEBA|", "|ARNÉS|", "cove_cadena", document.Accepted},
		"cadena scale":       {"carga.xml", "|12.500000|", "|12.5|", "", document.Accepted},
		"cadena blanks":      {"carga.xml", "|ARNES DE PRUEBA|", "|ARNES  DE PRUEBA |", "", document.Accepted},
		"cadena none":        {"carga.xml", "|TOCE.EXP|EXP-77|0|2026-03-09|4|", "", "cove_cadena", document.Quarantined},
		"no comprobantes":    {"carga.xml", "comprobantes>", "otros>", "cove_falta", document.Quarantined},
		"result number":      {"resultado.xml", "COVE260TST002", "COVE26", "cove_edocument", document.Quarantined},
		"truncated":          {"consulta.xml", "</S:Envelope>", "", "xml_malformed", document.Quarantined},
		"other message":      {"error.xml", "ConsultarEdocumentResponse", "otroMensaje", "cove_desconocido", document.Unsupported},
		"request":            {"error.xml", "ConsultarEdocumentResponse", "ConsultarEdocumentRequest", "cove_peticion", document.Unsupported},
		"fault":              {"error.xml", "ConsultarEdocumentResponse", "Fault", "cove_error", document.Unsupported},
		"body without close": {"digitalizacion.mime", "\n--uuid:00000000-1111-2222-3333-444444444444--", "", "cove_mime", document.Unsupported},
		"folded, cut":        {"digitalizacion_plegada.mime", " --uuid:00000000-1111-2222-3333-444444444444--", "", "cove_mime", document.Unsupported},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := fixture(t, tc.file)
			if !strings.Contains(in, tc.old) {
				t.Fatalf("fixture lacks %q", tc.old)
			}
			f := cove.Read([]byte(strings.ReplaceAll(in, tc.old, tc.with)))
			if f.Status() != tc.status {
				t.Errorf("status %s, want %s: %+v", f.Status(), tc.status, f.All())
			}
			if tc.code != "" && !f.All().Has(tc.code) {
				t.Errorf("no %s in %v", tc.code, codes(f.All()))
			}
			if tc.code == "" && len(f.All()) > len(cove.Read([]byte(in)).All()) {
				t.Errorf("more findings than the fixture: %v", codes(f.All()))
			}
			for _, x := range f.All() {
				if x.Message.ES == "" || x.Message.EN == "" || strings.Contains(x.Message.ES+x.Message.EN, "%!") {
					t.Errorf("message of %s: %+v", x.Code, x.Message)
				}
			}
		})
	}
}

// TestSameWithoutEnvelope: the wrapper, the prefix and the name space around a
// COVE change nothing of what it says.
func TestSameWithoutEnvelope(t *testing.T) {
	t.Parallel()
	whole := cove.Read([]byte(fixture(t, "carga.xml"))).Coves[0]
	strip := func(c *cove.Cove) any {
		v, ok := c.View(document.Spanish).(cove.View)
		if !ok {
			t.Fatal("no view")
		}
		v.Where = nil
		for i := range v.Facturas {
			v.Facturas[i].Where = nil
			for k := range v.Facturas[i].Mercancias {
				v.Facturas[i].Mercancias[k].Where = nil
			}
		}
		return v
	}
	in := fixture(t, "carga.xml")
	from, to := strings.Index(in, "<oxml:comprobantes>"), strings.Index(in, "</oxml:comprobantes>")+len("</oxml:comprobantes>")
	bare := in[from:to]
	for name, other := range map[string]string{
		"bare":      strings.ReplaceAll(bare, "oxml:", ""),
		"prefix":    strings.ReplaceAll(in, "oxml", "zz"),
		"wrapped":   "<respaldo>" + strings.ReplaceAll(bare, "oxml:", "") + "</respaldo>",
		"crlf":      strings.ReplaceAll(in, "\n", "\r\n"),
		"one line":  strings.ReplaceAll(in, "\n", " "),
		"multipart": "--uuid:9\r\nContent-Type: application/xop+xml\r\n\r\n" + in + "\r\n--uuid:9--",
	} {
		f := cove.Read([]byte(other))
		if len(f.Coves) != 1 {
			t.Errorf("%s: %+v", name, f.All())
			continue
		}
		if diff := cmp.Diff(strip(whole), strip(f.Coves[0])); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestCadenaOriginal: what is rebuilt is what the fixture says was signed.
func TestCadenaOriginal(t *testing.T) {
	t.Parallel()
	c := cove.Read([]byte(fixture(t, "carga.xml"))).Coves[0]
	if got := c.CadenaOriginal(); got != c.Sello.Cadena || !c.Sello.Coincide {
		t.Errorf("rebuilt %s\nsigned  %s", got, c.Sello.Cadena)
	}
	noia := cove.Read([]byte(fixture(t, "relacion_noia.xml"))).Coves[0].CadenaOriginal()
	if !strings.HasPrefix(noia, "|TOCE.IMP|REL-9|1|2026-04-01|5|3210|0321|B-1|0|0|0|990000001|EXAMPLE PARTS INC|MAIN ST|USA|1|") {
		t.Errorf("rebuilt %s", noia)
	}
	ia := cove.Read([]byte(fixture(t, "relacion_ia.xml"))).Coves[0].CadenaOriginal()
	if !strings.HasPrefix(ia, "|TOCE.IMP|REL-9|1|2026-04-01|5|3210|0321|0|990000001|EXAMPLE PARTS INC|MAIN ST|USA|A-1|0|0|CONECTOR|") {
		t.Errorf("rebuilt %s", ia)
	}
}

// TestAnyBytes: nothing makes the reader stop, whatever is cut or changed.
func TestAnyBytes(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/*.[xm]*")
	if err != nil || len(names) < 8 {
		t.Fatalf("fixtures: %v %v", names, err)
	}
	rapid.Check(t, func(t *rapid.T) {
		b, err := os.ReadFile(rapid.SampledFrom(names).Draw(t, "file"))
		if err != nil {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, len(b)-1).Draw(t, "at")
		switch rapid.IntRange(0, 2).Draw(t, "what") {
		case 0:
			b = b[:at]
		case 1:
			b[at] = byte(rapid.IntRange(0, 255).Draw(t, "byte"))
		default:
			b = append(b[:at:at], b[min(len(b), at+rapid.IntRange(1, 200).Draw(t, "gap")):]...)
		}
		check(t, b)
	})
}

type fataler interface{ Fatalf(string, ...any) }

func check(t fataler, b []byte) {
	f := cove.Read(b)
	if f.All().Blocking() != (f.Status() == document.Quarantined) {
		t.Fatalf("status %s with %+v", f.Status(), f.All())
	}
	if f.Status() != document.Accepted && len(f.All()) == 0 {
		t.Fatalf("%s without a reason", f.Status())
	}
	if _, err := json.Marshal(golden(f)); err != nil {
		t.Fatalf("%v", err)
	}
	for _, c := range f.Coves {
		c.Summary()
		if f.Status() == document.Accepted && (c.Goods() == 0 || c.Numero == "") {
			t.Fatalf("accepted %+v", c)
		}
	}
	for _, r := range f.Replies {
		r.Summary()
	}
}

func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("testdata/*.[xm]*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) { check(t, b) })
}

func BenchmarkRead(b *testing.B) {
	in := []byte(fixture(b, "consulta.xml"))
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if f := cove.Read(in); f.Status() != document.Accepted {
			b.Fatal(f.Status())
		}
	}
}
