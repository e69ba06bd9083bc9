package synth_test

import (
	"encoding/base64"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth"
)

func demo(t *testing.T) output {
	t.Helper()
	return run(t, synth.Options{Seed: 1, ErrorsOn: true})
}

// partidas are the 551 rows of a pedimento by sequence, from the deliveries.
func (o output) partidas(t *testing.T, number string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, d := range o.good(t) {
		a := d["551"]
		for _, row := range a.rows {
			if row[0] == number[4:8] && row[1] == number[8:] && row[2][:2] == number[2:4] {
				out[a.col(row, "SecuenciaFraccion")] = row
			}
		}
	}
	return out
}

// leaves reads an XML into the texts of its elements by local name.
func leaves(t *testing.T, b []byte) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	d := xml.NewDecoder(strings.NewReader(string(b)))
	name := ""
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := tok.(type) {
		case xml.StartElement:
			name = x.Name.Local
			for _, a := range x.Attr {
				out[x.Name.Local+"@"+a.Name.Local] = append(out[x.Name.Local+"@"+a.Name.Local], a.Value)
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(x)); s != "" {
				out[name] = append(out[name], s)
			}
		case xml.EndElement:
			name = ""
		}
	}
}

func TestVucemAgreesWithTheDelivery(t *testing.T) {
	t.Parallel()
	o := demo(t)
	contradictions, seen := 0, 0
	for _, f := range o.truth.Files {
		if !strings.HasPrefix(f.Name, "vucem_") {
			continue
		}
		seen++
		number := strings.TrimSuffix(strings.TrimPrefix(f.Name, "vucem_"), ".zip")
		rows := o.partidas(t, number)
		entries := unzip(t, o.files[f.Name])
		if len(entries) != len(rows)+2 || len(f.Contains) != len(entries) {
			t.Errorf("%s: %d entries for %d partidas", f.Name, len(entries), len(rows))
		}
		request := leaves(t, entries["peticion.xml"])
		if got := request["patente"][0] + request["pedimento"][0]; got != number[4:] {
			t.Errorf("%s: request for %s", f.Name, got)
		}
		for seq, row := range rows {
			x := leaves(t, entries["partida-"+seq+".xml"])
			got := []string{x["fraccionArancelaria"][0], x["cantidadUnidadMedidaComercial"][0], x["valorComercial"][0]}
			want := []string{row[3], pad(row[11]), row[9] + ".00"}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s partida %s: %s", f.Name, seq, d)
			}
			if x["cantidadUnidadMedidaTarifa"][0] != pad(row[13]) {
				contradictions++
			}
		}
	}
	if contradictions != 1 || seen < 7 {
		t.Errorf("%d quantities contradict the delivery in %d zips, want 1 in 7 or more", contradictions, seen)
	}
}

// pad restores the zero before the point.
func pad(s string) string {
	if strings.HasPrefix(s, ".") {
		return "0" + s
	}
	return s
}

func TestCFDITotals(t *testing.T) {
	t.Parallel()
	o := demo(t)
	wrong, uuids := 0, map[string]bool{}
	for _, f := range o.truth.Files {
		if f.Kind != document.KindCFDI {
			continue
		}
		x := leaves(t, o.files[f.Name])
		sum := int64(0)
		for _, v := range x["Concepto@Importe"] {
			sum += scaled(t, v)
		}
		total := scaled(t, x["Comprobante@Total"][0])
		if sum != scaled(t, x["Comprobante@SubTotal"][0]) {
			t.Errorf("%s: SubTotal differs from its lines", f.Name)
		}
		if sum != total {
			wrong++
			if f.Expect != document.Quarantined {
				t.Errorf("%s is wrong but expected %s", f.Name, f.Expect)
			}
		}
		uuid := x["TimbreFiscalDigital@UUID"][0]
		if uuids[uuid] || f.Name != "cfdi_"+uuid+".xml" {
			t.Errorf("%s: UUID %s repeated or not in the name", f.Name, uuid)
		}
		uuids[uuid] = true
		goods := x["Mercancia@CantidadAduana"]
		if a1 := x["Comprobante@Exportacion"][0] == "02"; a1 != (len(goods) > 0) {
			t.Errorf("%s: Exportacion and complement disagree", f.Name)
		}
	}
	if wrong != 1 || len(uuids) < 8 {
		t.Errorf("%d wrong totals in %d CFDI, want 1 in 8 or more", wrong, len(uuids))
	}
}

func TestInvoiceAgreesWithTheDelivery(t *testing.T) {
	t.Parallel()
	o := demo(t)
	seen := 0
	for _, f := range o.truth.Files {
		if f.Kind != document.KindInvoice {
			continue
		}
		seen++
		rows, err := csv.NewReader(strings.NewReader(string(o.files[f.Name]))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		want := o.partidas(t, rows[1][slices.Index(rows[0], "pedimento")])
		if len(rows)-1 != len(want) {
			t.Errorf("%s: %d lines for %d partidas", f.Name, len(rows)-1, len(want))
		}
		sum, dollars := int64(0), int64(0)
		for _, r := range rows[1:] {
			sum += scaled(t, r[slices.Index(rows[0], "importe")])
		}
		for _, r := range want {
			dollars += scaled(t, r[10])
		}
		if sum != dollars {
			t.Errorf("%s: %d against %d", f.Name, sum, dollars)
		}
	}
	if seen != 3 {
		t.Errorf("%d invoices, want one a month", seen)
	}
}

func TestMailHasItsAttachments(t *testing.T) {
	t.Parallel()
	o := demo(t)
	b := string(o.files["correo_agente.eml"])
	if strings.Count(b, "\n") != strings.Count(b, "\r\n") {
		t.Error("a line does not end with CRLF")
	}
	m, err := mail.ReadMessage(strings.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || !strings.HasPrefix(subject, "RV: Documentación") {
		t.Errorf("subject %q, %v", subject, err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for r := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if part.FileName() == "" {
			continue
		}
		names = append(names, part.FileName())
		body, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, part))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(part.FileName(), ".zip") {
			unzip(t, body)
		}
	}
	for _, f := range o.truth.Files {
		if f.Kind == document.KindMail {
			if d := cmp.Diff(f.Contains, names); d != "" {
				t.Error(d)
			}
		}
	}
}

func TestPlannedDefectsAreThere(t *testing.T) {
	t.Parallel()
	o := demo(t)
	kinds := map[string]bool{}
	for _, e := range o.truth.Errors {
		kinds[e.Kind] = true
		if _, ok := o.files[e.File]; !ok {
			t.Errorf("%s names %s, which was not emitted", e.Kind, e.File)
		}
	}
	for _, k := range []string{
		"over_export", "never_imported", "f4_before_its_in", "unknown_clave", "same_bytes", "same_folio", "truncated_zip",
		"resumen_off_by_one", "resaved_by_excel", "cfdi_wrong_total", "vucem_contradicts_datastage",
	} {
		if !kinds[k] {
			t.Errorf("no defect %s", k)
		}
	}
	for _, f := range o.truth.Files {
		if !strings.HasPrefix(f.Name, "7") || f.Expect != document.Quarantined || f.Kind != document.KindDataStage || strings.Contains(f.Name, "incompleto") {
			continue
		}
		d := delivery(t, o.files[f.Name])
		r := d["Resumen"]
		if got := r.col(r.rows[0], "Total_Fracciones"); got == "" || len(d["551"].rows)+1 != atoi(t, got) {
			t.Errorf("%s: Resumen %s for %d rows", f.Name, got, len(d["551"].rows))
		}
	}
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	return int(scaled(t, s) / 100000)
}
