package synth_test

import (
	"bytes"
	"strings"
	"testing"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/pedimento/vucem"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/synth"
)

// TestReadersAgreeWithTheTruth reads everything with the product's readers:
// what the truth calls accepted is, and what it calls bad is refused.
func TestReadersAgreeWithTheTruth(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			for _, f := range o.truth.Files {
				b := o.files[f.Name]
				switch {
				case f.Kind == document.KindProgramme:
					if p, findings := programme.Read(b); findings.Blocking() || p.RFC != o.truth.Company.RFC {
						t.Errorf("programme refused: %v", findings)
					}
				case f.Kind == document.KindCFDI:
					if _, findings, status := cfdi.Read(b); status != f.Expect {
						t.Errorf("%s is %s, want %s: %v", f.Name, status, f.Expect, findings)
					}
				case f.Kind == document.KindInvoice:
					if list, findings := invoice.ReadCSV(b); len(list) != 1 || len(findings) > 0 {
						t.Errorf("%s: %d invoices, %v", f.Name, len(list), findings)
					}
				case f.Kind == document.KindDataStage:
					readDelivery(t, f, b)
				case strings.HasPrefix(f.Name, "vucem_"):
					readAnswers(t, f.Name, b)
				}
			}
		})
	}
}

func readDelivery(t *testing.T, f synth.FileTruth, b []byte) {
	t.Helper()
	d, err := datastage.Open(t.Context(), bytes.NewReader(b), int64(len(b)))
	refused := err != nil || d.Findings.Blocking()
	if refused != (f.Expect == document.Quarantined) {
		t.Errorf("%s refused = %v, want %s: %v", f.Name, refused, f.Expect, err)
	}
	if refused || f.Expect != document.Accepted {
		return
	}
	if d.Len() != f.Pedimentos || d.TotalRows() != f.Rows {
		t.Errorf("%s: %d pedimentos and %d rows, want %d and %d", f.Name, d.Len(), d.TotalRows(), f.Pedimentos, f.Rows)
	}
	for i := range d.Len() {
		p := d.Pedimento(i)
		if status := pedimento.Gate(p); status != document.Accepted || len(p.Findings) > 0 {
			t.Errorf("%s: %s %s is %s: %v", f.Name, p.Clave, p.Number, status, p.Findings)
		}
	}
}

func readAnswers(t *testing.T, name string, b []byte) {
	t.Helper()
	var messages []*vucem.Message
	for _, body := range unzip(t, b) {
		m, findings := vucem.Read(body)
		if m == nil || findings.Blocking() {
			t.Errorf("%s: %v", name, findings)
			continue
		}
		messages = append(messages, m)
	}
	sets, loose := vucem.Assemble(messages)
	if len(sets) != 1 || sets[0].Pedimento == nil {
		t.Fatalf("%s: %d sets, %d loose", name, len(sets), len(loose))
	}
	p := sets[0].Pedimento
	if status := pedimento.Gate(p); status != document.Accepted || sets[0].Findings.Blocking() {
		t.Errorf("%s is %s: %v %v", name, status, p.Findings, sets[0].Findings)
	}
	if "vucem_"+p.Number+".zip" != name {
		t.Errorf("%s holds %s", name, p.Number)
	}
}
