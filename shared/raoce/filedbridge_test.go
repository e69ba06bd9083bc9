package raoce_test

import (
	"fmt"
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/raoce"
)

// TestFiledBridge: what was filed is led from the CFDI by reasons, each as grave as the
// way the company sells makes it, which add up.
func TestFiledBridge(t *testing.T) {
	t.Parallel()
	goods := func(v *raoce.Invoice) { v.Export = "02" }
	service := func(v *raoce.Invoice) { v.Abroad = true }
	march, may := document.NewDate(2026, 3, 10), document.NewDate(2026, 5, 10)
	bills := []raoce.Invoice{bill(t, "U", march, "1", "50", goods), bill(t, "S", march, "1", "20", service), bill(t, "V", may, "1", "90", goods)}
	exits := []raoce.Declaration{exit(t, "1", march, "1", "400", "U")}
	for name, tt := range map[string]struct {
		basis, filed string
		want         string
	}{
		"as CFDI":            {"maquila", "70", "70 []"},
		"a rounding":         {"maquila", "70.40", "70 [redondeo  0 0.4]"},
		"proformas, maquila": {"maquila", "400", "70 [segun_pedimento  0 330]"},
		"proformas, mixed":   {"mixed", "400", "50 [segun_pedimento notice 0 350]"},
		"without service":    {"maquila", "50", "70 [sin_servicio_maquila notice 0 -20]"},
		"service alone":      {"maquila", "20", "70 [segun_servicio  0 -50]"},
		"another month":      {"maquila", "90", "70 [presentado_otro_mes warning 5 20]"},
		"neither":            {"maquila", "100", "70 [documentos  0 330 presentado_sin_razon warning 0 -300]"},
	} {
		in := year(tt.basis, slices.Clone(bills), exits...)
		in.Filed = []raoce.Filed{{Concept: raoce.Exports, Month: 3, Currency: "USD", Amount: amount(t, tt.filed)}}
		r := raoce.Of(in)
		if len(r.FiledBridges) != 1 {
			t.Fatalf("%s: %+v", name, r.FiledBridges)
		}
		b := r.FiledBridges[0]
		var items []string
		sum := b.CFDI
		for _, it := range b.Items {
			items = append(items, fmt.Sprintf("%s %s %d %s", it.Gap, it.Severity, it.Month, it.Amount))
			sum, _ = sum.Add(it.Amount)
		}
		if got := fmt.Sprintf("%s %v", b.CFDI, items); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
		if !sum.Equal(b.Filed) {
			t.Errorf("%s: CFDI and reasons are %s, filed %s", name, sum, b.Filed)
		}
	}
}

// TestFiledOfWhatNobodyTold: a source that nobody delivered is no 0 that explains what
// was filed.
func TestFiledOfWhatNobodyTold(t *testing.T) {
	t.Parallel()
	in := year("maquila", []raoce.Invoice{bill(t, "U", document.NewDate(2026, 3, 10), "1", "70", func(v *raoce.Invoice) { v.Export = "02" })})
	in.Staged[3] = false
	in.Filed = []raoce.Filed{{Concept: raoce.Exports, Month: 3, Currency: "USD", Amount: amount(t, "0")}}
	r := raoce.Of(in)
	if len(r.FiledBridges) != 1 || r.FiledBridges[0].Explained() || r.Filed[0].Verdict != raoce.Differs {
		t.Errorf("%+v %+v", r.FiledBridges, r.Filed)
	}
	in.Staged[3] = true // and one that was delivered and has none is a 0
	if r = raoce.Of(in); len(r.FiledBridges) != 1 || !r.FiledBridges[0].Explained() || r.FiledBridges[0].Items[0].Gap != raoce.GapFiledPedimento {
		t.Errorf("%+v", r.FiledBridges)
	}
}

// TestYearWithUntoldMonths: what was filed of a year is held against nothing while a
// month of it is told by nobody.
func TestYearWithUntoldMonths(t *testing.T) {
	t.Parallel()
	in := year("sale", []raoce.Invoice{bill(t, "U", document.NewDate(2026, 3, 10), "1", "50", func(v *raoce.Invoice) { v.Export = "02" })})
	in.Staged[7] = false
	in.Filed = []raoce.Filed{{Concept: raoce.Exports, Currency: "USD", Amount: amount(t, "50")}, {Concept: raoce.Exports, Month: 3, Currency: "USD", Amount: amount(t, "50")}}
	r := raoce.Of(in)
	if d := r.Untold(raoce.Exports); !slices.Equal(d, []int{7}) {
		t.Errorf("untold %v", d)
	}
	if r.Filed[0].Verdict != raoce.NotComparable || r.Filed[1].Verdict != raoce.MatchesCFDI || len(r.FiledBridges) != 1 || r.FiledBridges[0].Month != 3 {
		t.Errorf("%+v %+v", r.Filed, r.FiledBridges)
	}
	if got := r.Unfiled(raoce.Exports, "USD"); len(got) != 11 || slices.Contains(got, 3) {
		t.Errorf("not filed: %v", got)
	}
}
