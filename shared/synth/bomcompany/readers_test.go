package bomcompany_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/material"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/sheet"
)

// TestReadersAccept: the product's readers take every document without a
// remark.
func TestReadersAccept(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			for _, f := range o.truth.Files {
				b := o.files[f.Name]
				switch f.Kind {
				case document.KindProgramme:
					readProgramme(t, f.Name, b, o.truth.RFC)
				case document.KindInvoice:
					if list, findings := invoice.ReadCSV(b); len(list) != 1 || len(findings) > 0 {
						t.Errorf("%s: %d invoices, %v", f.Name, len(list), findings)
					}
				case document.KindPlant:
					readTable(t, f.Name, b)
				case document.KindDataStage:
					readDelivery(t, f.Name, b)
				default:
					t.Errorf("%s is %s", f.Name, f.Kind)
				}
			}
		})
	}
}

func readProgramme(t *testing.T, name string, b []byte, rfc string) {
	t.Helper()
	known := false
	for f := range reflect.TypeFor[programme.Programme]().Fields() {
		known = known || f.Tag.Get("yaml") == "bom_lead_days"
	}
	if !known && bytes.Contains(b, []byte("bom_lead_days")) {
		t.Logf("%s is left out: the programme has no bom_lead_days yet", name)
		return
	}
	if p, findings := programme.Read(b); findings.Blocking() || p.RFC != rfc {
		t.Errorf("%s: %v", name, findings)
	}
}

func readTable(t *testing.T, name string, b []byte) {
	t.Helper()
	if awaited(name, b) {
		t.Logf("%s is left out: the product has no such table or column yet", name)
		return
	}
	book, findings := sheet.Read(b)
	if book == nil {
		t.Fatalf("%s: %v", name, findings)
	}
	file, findings := material.Read(book)
	if file == nil || len(findings) > 0 {
		t.Errorf("%s: %v", name, findings)
	}
}

func readDelivery(t *testing.T, name string, b []byte) {
	t.Helper()
	d, err := datastage.Open(t.Context(), bytes.NewReader(b), int64(len(b)))
	if err != nil || d.Findings.Blocking() {
		t.Fatalf("%s: %v %v", name, err, d.Findings)
	}
	for i := range d.Len() {
		p := d.Pedimento(i)
		if status := pedimento.Gate(p); status != document.Accepted || len(p.Findings) > 0 {
			t.Errorf("%s: %s %s is %s: %v", name, p.Clave, p.Number, status, p.Findings)
		}
	}
}

// awaited reports a table or a column of it that the product does not read yet.
func awaited(name string, b []byte) bool {
	for _, part := range strings.FieldsFunc(strings.TrimSuffix(name, ".csv"), func(r rune) bool { return r == '_' || r == '-' }) {
		if part == "saldos" {
			part = "saldos_iniciales"
		}
		table, ok := material.ByName(part)
		if !ok {
			continue
		}
		head, _, _ := bytes.Cut(b, []byte("\n"))
		for heading := range strings.SplitSeq(strings.TrimSpace(string(head)), ",") {
			if _, ok := table.Column(heading); !ok {
				return true
			}
		}
		return false
	}
	return true
}
