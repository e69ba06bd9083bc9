package programme_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/sheet"
)

// table is a delivered table as it is kept among the facts.
func table(t *testing.T, csv string) programme.File {
	t.Helper()
	book, fs := sheet.Read([]byte(csv))
	if book == nil {
		t.Fatal(fs)
	}
	f, fs := material.Read(book)
	if f == nil {
		t.Fatalf("%s: %v", csv, fs)
	}
	b, err := f.Encode(document.HashOf([]byte(csv)))
	if err != nil {
		t.Fatal(err)
	}
	return programme.File{Hash: document.HashOf(b), Data: b}
}

func basis(t *testing.T, tables ...programme.File) programme.Basis {
	t.Helper()
	b, err := programme.Of(nil, tables, catalog.Default(), 0)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestLaw: a delivered table is the law of its programme alone; its version
// follows it, that of the books does not.
func TestLaw(t *testing.T) {
	t.Parallel()
	none := basis(t)
	if none.Terms.Catalog != catalog.Default() {
		t.Error("without tables the catalogue is the embedded one")
	}
	b := basis(t, table(t, "mes,inpc,fuente,confianza\n2026-10,140.12,DOF 10-11-2026,C\n2026-11-01,141,DOF 10-12-2026,3P\n"))
	if f, err := b.Terms.Catalog.Index("2026-10"); err != nil || f.Value.String() != "140.12" || f.Source != "DOF 10-11-2026" || f.Confidence != "C" {
		t.Errorf("%+v %v", f, err)
	}
	if f, err := b.Terms.Catalog.Index("2026-11"); err != nil || f.Value.String() != "141" || f.Confidence != "3P" {
		t.Errorf("%+v %v", f, err)
	}
	if _, err := catalog.Default().Index("2026-10"); err == nil {
		t.Error("one programme's table reached the others")
	}
	if c := b.Terms.Catalog; c.Version != catalog.Default().Version || c.Law == catalog.Default().Law || len(b.Findings) > 0 {
		t.Errorf("%s %s %v", c.Version, c.Law, b.Findings)
	}
}

// TestLawOfTwo: of two files the one whose dates go further counts, whatever
// came first, on the days it speaks of; the other is told as a notice.
func TestLawOfTwo(t *testing.T) {
	t.Parallel()
	const head = "concepto,valor,unidad,titulo,title,vigente_desde,vigente_hasta,fuente,confianza\n"
	a := table(t, head+"DTA_III,450,pesos,T,T,2026-01-01,2026-12-31,un tercero,3P\n")
	z := table(t, head+"DTA_III,460,pesos,T,T,2026-07-01,2027-12-31,DOF,C\n")
	for _, files := range [][]programme.File{{a, z}, {z, a}, {z, a, z}} {
		b := basis(t, files...)
		for on, want := range map[document.Date]string{20251231: "445", 20260630: "450", 20260701: "460", 20271231: "460", 20280101: ""} {
			if r, err := b.Terms.Catalog.Fee("DTA_III", on); r.Value.String() != want || (err == nil) != (want != "") {
				t.Errorf("%s: %+v %v", on, r, err)
			}
		}
		if len(b.Findings) != 1 || b.Findings[0].Code != "plant_displaced" {
			t.Errorf("%+v", b.Findings)
		}
		if b.Terms.Catalog.Law != basis(t, a, z).Terms.Catalog.Law {
			t.Error("the law depends on the order of arrival")
		}
	}
}

// TestLawRefused: what the linter refuses names its row.
func TestLawRefused(t *testing.T) {
	t.Parallel()
	for csv, want := range map[string]string{
		"clase,tasa,vigente_desde,vigente_hasta,fuente,confianza\nparcialidad_12,1.5,2024-01-01,2024-12-31,LIF,C\n":       "plant_law",
		"clase,tasa,vigente_desde,fuente,confianza\nmora,2.1,2027-01-01,,C\n":                                             "plant_value",
		"clase,tasa,vigente_desde,fuente,confianza\nmora,2.1,2027-01-01,LIF,seguro\n":                                     "plant_value",
		"clase,tasa,vigente_desde,fuente,confianza\nmora,,2027-01-01,LIF,OWN\n":                                           "plant_law",
		"mes,inpc,fuente,confianza\n2026-10,0,INEGI,C\n":                                                                  "plant_law",
		"mes,inpc,fuente,confianza\n2026-10,140,INEGI,C\n2026-10,141,INEGI,C\n":                                           "plant_duplicate",
		"titulo,title,vigente_desde,fuente,confianza\nVacaciones,Holidays,2026-07-20,DOF,C\n":                             "plant_law",
		"lista,prefijo,alcance,titulo,title,vigente_desde,fuente,confianza\nanexo_I,6A,total,T,T,2026-01-01,DOF,C\n":      "plant_law",
		"fraccion,operacion,tipo_tasa,tasa,vigente_desde,fuente,confianza\n8536,IMP,1,15,2026-01-01,LIGIE,C\n":            "plant_value",
		"umbral,valor,unidad,sentido,titulo,title,vigente_desde,fuente,confianza\nx,1,leguas,mas_de,T,T,2026-01-01,D,C\n": "plant_value",
	} {
		book, _ := sheet.Read([]byte(csv))
		f, fs := material.Read(book)
		i := slices.IndexFunc(fs, func(f document.Finding) bool { return f.Code == want })
		if f != nil || i < 0 || fs[i].At.Row < 2 {
			t.Errorf("%s: %v; want %s", strings.SplitN(csv, "\n", 2)[1], fs, want)
		}
	}
}
