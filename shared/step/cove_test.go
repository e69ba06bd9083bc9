package step_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/covedocs"
	"example.com/immex/shared/synth/specimen"
)

func readCOVE(t *testing.T, name string, b []byte) []*step.Paper {
	t.Helper()
	r := &step.Reader{Keep: true, PDF: step.PDFReader(func(ctx context.Context, b []byte) (*pdftext.Text, error) {
		return pdftext.Read(ctx, b, pdftext.Limits{})
	})}
	return r.Read(t.Context(), step.Input{Name: name, Bytes: b})
}

// TestCOVEPapers: what each kind of file becomes, and what the rest of the
// product needs of it: status, key, period, candidates, content.
func TestCOVEPapers(t *testing.T) {
	t.Parallel()
	file := func(parts ...string) string {
		b, err := os.ReadFile(filepath.Join(append([]string{".."}, parts...)...))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	query := file("cove", "testdata", "consulta.xml")
	two := strings.Replace(file("cove", "testdata", "carga.xml"), "</oxml:solicitarRecibirCoveServicio>",
		"<oxml:comprobantes><oxml:tipoOperacion>TOCE.IMP</oxml:tipoOperacion></oxml:comprobantes></oxml:solicitarRecibirCoveServicio>", 1)
	type want struct {
		status  document.Status
		kind    document.Kind
		key     string // "" for the hash
		period  string
		rfc     string // first candidate
		content string // part of the JSON of its content
	}
	for name, tc := range map[string]struct {
		in   string
		want []want
	}{
		"query": {query, []want{{document.Accepted, document.KindCOVE, "COVE260TST001", "2026-03", "MNE200101AB1", `"edocument":"COVE260TST001"`}}},
		"adenda": {file("cove", "testdata", "consulta_adenda.xml"), []want{
			{document.Accepted, document.KindCOVE, "", "", "MNE200101AB1", `"coves":2`},
			{document.Accepted, document.KindCOVE, "COVE260TST001", "2026-03", "MNE200101AB1", `"cantidad":"400"`},
			{document.Accepted, document.KindCOVE, "COVE260TST001+ADEN260TST001", "2026-03", "MNE200101AB1", `"cantidad":"404"`},
		}},
		"upload": {file("cove", "testdata", "carga.xml"), []want{{document.Accepted, document.KindCOVE, "", "2026-03", "MNE200101AB1", `"forma":"carga"`}}},
		"one of two is bad": {two, []want{
			{document.Accepted, document.KindCOVE, "", "", "MNE200101AB1", `"coves":2`},
			{document.Accepted, document.KindCOVE, "", "2026-03", "MNE200101AB1", `"numero":"EXP-77"`},
			{document.Quarantined, document.KindCOVE, "", "", "", `"facturas":[`},
		}},
		"receipt":    {file("cove", "testdata", "recepcion.xml"), []want{{document.Unsupported, document.KindCOVE, "", "2026-03", "", `"numero_operacion":"90000001"`}}},
		"multipart":  {file("cove", "testdata", "digitalizacion.mime"), []want{{document.Unsupported, document.KindCOVE, "", "", "", `"edocument":"0170260TEST01"`}}},
		"broken":     {query[:len(query)-20], []want{{document.Quarantined, document.KindCOVE, "", "", "", `"coves":0`}}},
		"doda":       {file("cove", "doda", "testdata", "alta.xml"), []want{{document.Unsupported, document.KindDODA, "", "", "", `"pedimentos":[{`}}},
		"ubl":        {file("invoice", "ubl", "testdata", "factura.xml"), []want{{document.Accepted, document.KindUBL, "990000001+INV-1001+2026-03-02", "2026-03", "MNE200101AB1", `"853669"`}}},
		"x12":        {"ST*810*0001~BIG*20260302*1~", []want{{document.Unsupported, document.KindX12, "", "", "", ""}}},
		"x12, whole": {x12Invoice, []want{{document.Unsupported, document.KindX12, "", "", "", ""}}},
		"edifact":    {"UNB+UNOA:1+A+B+260302:1200+1'UNH+1+INVOIC:D:96A:UN'BGM+380+INV-1+9'", []want{{document.Unsupported, document.KindEDIFACT, "", "", "", ""}}},
		"other html": {"<html><body>hola</body></html>", []want{{document.Unsupported, document.KindText, "", "", "", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			papers := readCOVE(t, name, []byte(tc.in))
			if len(papers) != len(tc.want) {
				t.Fatalf("%d papers, want %d", len(papers), len(tc.want))
			}
			for i, w := range tc.want {
				p := papers[i]
				if w.key == "" {
					w.key = "sha256:" + string(p.Record.SHA)
				}
				first := ""
				if len(p.RFCs) > 0 {
					first = p.RFCs[0]
				}
				if p.Record.Status != w.status || p.Record.Kind != w.kind || p.Record.Key != w.key || p.Record.Period != w.period || first != w.rfc {
					t.Errorf("paper %d: %s %s %q %q %q, want %+v: %+v", i, p.Record.Status, p.Record.Kind, p.Record.Key, p.Record.Period, first, w, p.Record.Findings)
				}
				if p.Record.Status != document.Accepted && len(p.Record.Findings) == 0 {
					t.Errorf("paper %d: %s without a reason", i, p.Record.Status)
				}
				b, err := json.Marshal(step.ViewOf(p, document.Spanish))
				if err != nil || !strings.Contains(string(b), w.content) {
					t.Errorf("paper %d: %v, no %s in %s", i, err, w.content, b)
				}
			}
		})
	}
}

// TestPrintedCOVE: a PDF whose words are of a COVE is one, and of the source a
// print is.
func TestPrintedCOVE(t *testing.T) {
	t.Parallel()
	found := 0
	err := covedocs.Generate(11, 16, func(s specimen.Specimen) error {
		if s.Pages == 0 || s.Mutation != "" {
			return nil
		}
		found++
		p := readCOVE(t, s.Name, s.Bytes)[0]
		if p.Record.Kind != document.KindCOVE || p.Record.Source != document.SourcePrint || p.Record.Status != document.Accepted ||
			p.Record.Key != s.Truth["content.edocument"] || p.Content == nil {
			t.Errorf("%s %s: %+v", s.Format, s.Name, p.Record)
		}
		return nil
	})
	if err != nil || found < 3 {
		t.Fatalf("%v, %d prints", err, found)
	}
}

// x12Invoice is an 810 in its envelopes, as a trading partner sends it.
const x12Invoice = "ISA*00*          *00*          *ZZ*SENDERID       *ZZ*RECEIVERID     *260302*1200*U*00401*000000001*0*P*>~\n" +
	"GS*IN*SENDER*RECEIVER*20260302*1200*1*X*004010~\nST*810*0001~\nBIG*20260302*INV-1001*20260215*PO123~\nIT1*1*1000*EA*0.25**BP*CON-10~\n" +
	"TDS*25000~\nCTT*1~\nSE*6*0001~\nGE*1*1~\nIEA*1*000000001~\n"
