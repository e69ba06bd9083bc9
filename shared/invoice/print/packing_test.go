package print_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/print"
)

// packed is a sound packing list of two lines.
const packed = `200 40 @14 PACKING LIST
40 80 Shipper:
40 90 EXAMPLE PARTS INC
300 80 Packing List No.: PL-77
300 92 Invoice No.: INV-1001
300 104 Date: 2026-03-02
40 200 CARTON NO
120 200 PART NO
200 200 QTY
260 200 CTNS
320 200 N.W. KG
400 200 G.W. KG
480 200 G.W. LB
40 215 1-70
120 215 CON-10
200 215 1,000
260 215 70
320 215 100.50
400 215 110.25
480 215 243.06
40 227 71/72
120 227 CAB-7
200 227 12
260 227 2
320 227 10.00
400 227 11.00
480 227 24.25
40 250 TOTAL
200 250 1,012
260 250 72
320 250 110.50
400 250 121.25
480 250 267.31
`

func TestPacking(t *testing.T) {
	r := print.Read(written(packed), nil)
	if r.Paper != print.Packing || r.Status() != document.Accepted {
		t.Fatalf("%d %s %+v", r.Paper, r.Status(), r.Findings)
	}
	p := r.Packing
	if p.Numero != "PL-77" || p.Factura != "INV-1001" || p.Proveedor != "EXAMPLE PARTS INC" || p.Cotejo != document.CotejoCompleto {
		t.Errorf("%+v", p)
	}
	l := &p.Lineas[1]
	if l.Cartones != "71/72" || l.Parte != "CAB-7" || l.Cantidad.String() != "12" || l.Bultos.String() != "2" ||
		l.NetoKG.String() != "10" || l.BrutoKG.String() != "11" || l.BrutoLB.String() != "24.25" {
		t.Errorf("%+v", l)
	}
	if p.TotalBultos.String() != "72" || p.BrutoLB.String() != "267.31" {
		t.Errorf("totals %+v", p)
	}
	for _, f := range []string{"cantidad", "bultos", "peso_neto_kg", "cartones"} {
		if l.Marks[f].Check != document.ByControl {
			t.Errorf("%s is %+v", f, l.Marks[f])
		}
	}
}

func TestPackingRefusals(t *testing.T) {
	for name, tc := range map[string]struct{ old, now, code string }{
		"quantity":       {"200 227 12", "200 227 13", "invoice_print_units"},
		"cartons":        {"260 227 2", "260 227 3", "invoice_print_packages"},
		"range":          {"71/72", "71/73", "invoice_print_packages"},
		"net":            {"320 227 10.00", "320 227 10.10", "invoice_print_weight"},
		"net over gross": {"320 227 10.00", "320 227 12.00", "invoice_print_weight"},
		"pounds":         {"480 227 24.25", "480 227 25.25", "invoice_print_pounds"},
		"no totals":      {"40 250 TOTAL\n200 250 1,012\n260 250 72\n320 250 110.50\n400 250 121.25\n480 250 267.31\n", "", "invoice_print_no_total"},
		"no number":      {"300 80 Packing List No.: PL-77\n300 92 Invoice No.: INV-1001\n", "", "invoice_print_value"},
		"no sender":      {"40 80 Shipper:\n", "", "invoice_print_seller"},
		"headings lost":  {"200 200 QTY\n260 200 CTNS\n", "", "invoice_print_columns"},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(packed, tc.old) {
				t.Fatalf("the list lacks %q", tc.old)
			}
			in := strings.Replace(packed, tc.old, tc.now, 1)
			if name == "no sender" {
				in = strings.Replace(in, "EXAMPLE PARTS INC", "EXAMPLE PARTS", 1)
			}
			r := print.Read(written(in), nil)
			if r.Status() != document.Quarantined || !r.Findings.Has(tc.code) {
				t.Errorf("%s without %s: %+v", r.Status(), tc.code, r.Findings)
			}
		})
	}
}

// TestWeightWithoutUnit: kilograms or pounds are never guessed.
func TestWeightWithoutUnit(t *testing.T) {
	in := strings.NewReplacer("N.W. KG", "N.W.", "G.W. KG", "G.W.", "480 200 G.W. LB\n", "", "480 215 243.06\n", "", "480 227 24.25\n", "", "480 250 267.31\n", "").Replace(packed)
	r := print.Read(written(in), nil)
	if r.Status() != document.Quarantined || !r.Findings.Has("invoice_print_weight_unit") {
		t.Errorf("%s %+v", r.Status(), r.Findings)
	}
}
