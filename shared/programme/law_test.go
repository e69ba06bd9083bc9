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

const feeHead = "concepto,valor,unidad,titulo,title,vigente_desde,vigente_hasta,fuente,confianza,sustituye\n"

// hashOf is the hash that findings give of a delivered table, cut.
func hashOf(csv string) string { return string(document.HashOf([]byte(csv)))[:12] }

// TestLawOfTwo: of two files that contradict each other neither counts on the
// days both speak of, whatever came first; on their others each does. One that
// names the other replaces it, also where it says less.
func TestLawOfTwo(t *testing.T) {
	t.Parallel()
	const (
		year   = feeHead + "DTA_III,450,pesos,T,T,2026-01-01,2026-12-31,un tercero,3P,\n"
		later  = feeHead + "DTA_III,460,pesos,T,T,2026-07-01,2027-12-31,DOF,C,\n"
		agrees = feeHead + "DTA_III,450,pesos,Otro,Other,2026-07-01,2027-12-31,DOF,C,\n"
	)
	corrects := func(csv string) string {
		return feeHead + "DTA_III,455,pesos,T,T,2026-03-01,2026-06-30,DOF,C," + hashOf(csv) + "\n"
	}
	const missing = ""
	for name, tt := range map[string]struct {
		files []string
		codes []string
		fees  map[document.Date]string
	}{
		"contradict": {
			[]string{year, later},
			[]string{"plant_law_disputed"},
			map[document.Date]string{20251231: "445", 20260630: "450", 20260701: missing, 20261231: missing, 20270101: "460", 20271231: "460", 20280101: missing},
		},
		"agree": {
			[]string{year, agrees},
			nil,
			map[document.Date]string{20260101: "450", 20260701: "450", 20271231: "450", 20280101: missing},
		},
		"corrected, and shorter": {
			[]string{year, corrects(year)},
			[]string{"plant_displaced"},
			map[document.Date]string{20260228: missing, 20260301: "455", 20260630: "455", 20260701: missing},
		},
		"corrected where two contradicted": {
			[]string{year, later, corrects(year)},
			[]string{"plant_displaced"},
			map[document.Date]string{20260301: "455", 20260701: "460"},
		},
		"a correction of a correction": {
			[]string{year, corrects(year), corrects(corrects(year))},
			[]string{"plant_displaced", "plant_displaced"},
			map[document.Date]string{20260228: missing, 20260301: "455", 20260701: missing},
		},
		"two corrections that contradict": {
			[]string{year, corrects(year), strings.Replace(corrects(year), ",455,", ",456,", 1)},
			[]string{"plant_displaced", "plant_law_disputed"},
			map[document.Date]string{20260101: missing, 20260301: missing},
		},
		"replaces what is not here": {
			[]string{corrects(later)},
			[]string{"plant_replaces_nothing"},
			map[document.Date]string{20260301: "455"},
		},
	} {
		var files []programme.File
		for _, csv := range tt.files {
			files = append(files, table(t, csv))
		}
		law := basis(t, files...).Terms.Catalog.Law
		for range files {
			files = append(files[1:], files[0])
			b := basis(t, append(files, files[0])...)
			for on, want := range tt.fees {
				if r, err := b.Terms.Catalog.Fee("DTA_III", on); r.Value.String() != want || (err == nil) != (want != missing) {
					t.Errorf("%s: %s: %+v %v; want %q", name, on, r, err, want)
				}
			}
			var codes []string
			for _, f := range b.Findings {
				codes = append(codes, f.Code)
			}
			slices.Sort(codes)
			if !slices.Equal(codes, tt.codes) {
				t.Errorf("%s: %+v; want %v", name, b.Findings, tt.codes)
			}
			if b.Terms.Catalog.Law != law {
				t.Errorf("%s: the law depends on the order of arrival", name)
			}
		}
	}
}

// TestLawDisputed: the finding names both files and rows and the days, and the
// answer on them says why.
func TestLawDisputed(t *testing.T) {
	t.Parallel()
	const (
		year  = feeHead + "DTA_III,450,pesos,T,T,2026-01-01,2026-12-31,un tercero,3P,\n"
		later = feeHead + "PRV,300,pesos,T,T,2026-01-01,2026-12-31,DOF,C,\nDTA_III,460,pesos,T,T,2026-07-01,2027-12-31,DOF,C,\n"
	)
	b := basis(t, table(t, year), table(t, later))
	if len(b.Findings) != 1 || b.Findings[0].Severity != document.Error {
		t.Fatalf("%+v", b.Findings)
	}
	for _, want := range []string{"DTA_III", "2026-07-01", "2026-12-31", "cuotas fila 2 (archivo " + hashOf(year) + ")", "cuotas fila 3 (archivo " + hashOf(later) + ")", "sustituye"} {
		if !strings.Contains(b.Findings[0].Message.ES, want) {
			t.Errorf("%s lacks %q", b.Findings[0].Message.ES, want)
		}
	}
	if en := b.Findings[0].Message.EN; strings.Contains(en, "fila") || !strings.Contains(en, "cuotas row 3") {
		t.Errorf("in English: %s", en)
	}
	_, err := b.Terms.Catalog.Fee("DTA_III", 20260801)
	if err == nil || !strings.Contains(err.Error(), hashOf(year)) || !strings.Contains(err.Error(), hashOf(later)) {
		t.Errorf("%v", err)
	}
	if r, err := b.Terms.Catalog.Fee("PRV", 20260801); err != nil || r.Value.String() != "300" {
		t.Errorf("the row beside it: %+v %v", r, err)
	}
}

// TestLawOfTwoPeriods: a figure of a month or a day is in dispute as well, and a
// table that cannot say that nobody knows keeps the embedded row.
func TestLawOfTwoPeriods(t *testing.T) {
	t.Parallel()
	b := basis(t,
		table(t, "mes,inpc,fuente,confianza\n2026-10,140.12,INEGI,C\n2026-11,141,INEGI,C\n"),
		table(t, "mes,inpc,fuente,confianza\n2026-10,140.21,INEGI,C\n2026-11,141,INEGI,C\n"))
	if _, err := b.Terms.Catalog.Index("2026-10"); err == nil || len(b.Findings) != 1 || b.Findings[0].Code != "plant_law_disputed" {
		t.Errorf("%v %+v", err, b.Findings)
	}
	if f, err := b.Terms.Catalog.Index("2026-11"); err != nil || f.Value.String() != "141" {
		t.Errorf("%+v %v", f, err)
	}
	one := catalog.Default().LawRows("plazos")[0]
	row := func(months string) string {
		keys, cells := []string{}, []string{}
		for _, c := range []string{"regla", "tipo", "clave", "bien", "proveedor", "certificacion", "identificador", "complemento", "fraccion", "inicio", "titulo", "title"} {
			keys, cells = append(keys, c), append(cells, one.Cells[c])
		}
		return strings.Join(keys, ",") + ",meses,vigente_desde,fuente,confianza\n" + strings.Join(cells, ",") + "," + months + ",2026-01-01,DOF,C\n"
	}
	b = basis(t, table(t, row("7")), table(t, row("8")))
	if len(b.Findings) != 1 || b.Findings[0].Code != "plant_law_disputed" || b.Terms.Catalog.Law != catalog.Default().Law {
		t.Errorf("%+v", b.Findings)
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
		"mes,inpc,fuente,confianza,sustituye\n2026-10,140,INEGI,C,ayer\n":                                                 "plant_value",
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
