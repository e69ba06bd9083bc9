package step_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/step"
)

// TestNext: every obligation of the table is told once, with its next day or
// with why it has none; one never stands for another.
func TestNext(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	on := document.NewDate(2026, 6, 1)
	got := map[string]step.Upcoming{}
	for _, o := range step.Next(nil, cat, on) {
		if _, twice := got[o.Code]; twice {
			t.Errorf("%s is told twice", o.Code)
		}
		got[o.Code] = o
		if o.Due.Known() == (o.Why.ES != "") || o.Due.Known() && o.Due < on || o.Why.ES != "" && o.Why.EN == "" {
			t.Errorf("%s: due %s because %+v", o.Code, o.Due, o.Why)
		}
	}
	for _, o := range cat.Obligations() {
		if _, ok := got[o.Code]; !ok && o.Holds(on) {
			t.Errorf("%s is not told", o.Code)
		}
	}
	for code, want := range map[string]document.Date{
		"raoce":          document.NewDate(2027, 5, 31), // that of May is over
		"inegi_mensual":  document.NewDate(2026, 6, 20),
		"consolidado":    document.NewDate(2026, 6, 5),
		"ctm_constancia": document.NewDate(2026, 6, 30),
		"ctm_ajuste":     document.NewDate(2027, 5, 31),
		"scccyg_mensual": document.NewDate(2026, 6, 30),
	} {
		if got[code].Due != want {
			t.Errorf("%s falls due on %s, want %s", code, got[code].Due, want)
		}
	}
	for code, want := range map[string]string{
		"anexo24_c":          "no la hora",
		"ctm_retorno":        "corre desde la constancia",
		"ctm_cambio_regimen": "corre desde la recepción",
		"scccyg_inventario":  "corre desde la certificación",
	} {
		if o := got[code]; o.Due.Known() || !strings.Contains(o.Why.ES, want) {
			t.Errorf("%s: %s because %q", code, o.Due, o.Why.ES)
		}
	}
	// What the programme file tells gives a day, and says so when it is over.
	basis := &programme.Basis{Programme: &programme.Programme{Certificacion: programme.Certificacion{IVAIEPS: "A", From: "2024-01-15", To: "2027-01-14"}}}
	for _, o := range step.Next(basis, cat, on) {
		switch o.Code {
		case "rece_renovacion":
			if !o.Due.Known() || o.Event != document.NewDate(2027, 1, 14) {
				t.Errorf("the renewal: %+v", o)
			}
		case "scccyg_inventario":
			if o.Due.Known() || !strings.Contains(o.Why.ES, "2024-02-14") {
				t.Errorf("the first inventory: %s because %q", o.Due, o.Why.ES)
			}
		}
	}
}
