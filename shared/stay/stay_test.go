package stay_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/stay"
)

func day(tb testing.TB, s string) document.Date {
	tb.Helper()
	d, err := document.ParseDate(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// on is an entry that passed selection on a day: nothing of its start is in
// doubt.
func on(tb testing.TB, tipo, date string, set ...func(*stay.Input)) *stay.Input {
	tb.Helper()
	d := day(tb, date)
	in := &stay.Input{Tipo: tipo, Clave: "IN", Fraccion: "39269099", Entrada: d, Seleccion: d, Remesa: d, Pago: d}
	if tipo == "transferencia" {
		in.Clave = "V1"
	}
	for _, f := range set {
		f(in)
	}
	return in
}

func id(clave string, complementos ...string) func(*stay.Input) {
	return func(in *stay.Input) {
		in.Identificadores = append(in.Identificadores, stay.Identificador{Clave: clave, Complementos: complementos})
	}
}

func clave(c string) func(*stay.Input)    { return func(in *stay.Input) { in.Clave = c } }
func bien(b string) func(*stay.Input)     { return func(in *stay.Input) { in.Bien = b } }
func supplier(p string) func(*stay.Input) { return func(in *stay.Input) { in.Proveedor = p } }
func fraccion(f string) func(*stay.Input) { return func(in *stay.Input) { in.Fraccion = f } }

func certified(modalidad string, from, to document.Date) func(*stay.Input) {
	return func(in *stay.Input) {
		in.Certificaciones = append(in.Certificaciones, stay.Certificacion{Modalidad: modalidad, From: from, To: to})
	}
}

type ruleCase struct {
	name         string
	in           *stay.Input
	rule         string
	due          string // "" life of the programme, or none
	alternatives string // rules, in order
	uncertain    bool
}

// rows: every row of plazos.csv decides or stands beside in one case at least.
func rows(tb testing.TB) []ruleCase {
	tb.Helper()
	return []ruleCase{
		{"inputs", on(tb, "insumo", "2021-03-01"), "I", "2022-09-01", "", false},
		{"consumables", on(tb, "insumo", "2021-03-01", bien("consumible")), "I-a", "2022-09-01", "", false},
		{"packaging", on(tb, "insumo", "2021-03-01", bien("empaque"), id("EB", "7")), "I-c", "2022-09-01", "", false},
		{"labels", on(tb, "insumo", "2021-03-01", bien("etiqueta")), "I-d", "2022-09-01", "", false},
		{"given back", on(tb, "devolucion", "2021-03-01", clave("V5")), "I-dev", "2022-09-01", "", false},
		{"containers of the catalogue", on(tb, "insumo", "2021-03-01", bien("contenedor"), fraccion("86090001")), "II", "2023-03-01", "", false},
		{"containers by fracción", on(tb, "insumo", "2021-03-01", fraccion("86090001")), "I", "2022-09-01", "II-contenedor", true},
		{"trailer boxes by fracción", on(tb, "insumo", "2021-03-01", fraccion("87163901")), "I", "2022-09-01", "II-caja", true},
		{"fixed assets", on(tb, "activo_fijo", "2021-03-01", clave("AF")), "III", "", "", false},
		{"asset of the catalogue under IN", on(tb, "insumo", "2021-03-01", bien("activo_fijo")), "I", "2022-09-01", "III-bien", true},
		{"identifier AF under IN", on(tb, "insumo", "2021-03-01", id("AF")), "I", "2022-09-01", "III-AF", true},
		{"V1 of an IMMEX", on(tb, "transferencia", "2021-03-01", id("V1", "1234-2006", "IM")), "V1-IM", "2021-09-01", "", false},
		{"V1 of nobody knows", on(tb, "transferencia", "2021-03-01"), "V1", "2021-09-01", "V1-otro", true},
		{"V1 of a recinto", on(tb, "transferencia", "2021-03-01", id("V1", "X", "RFE")), "V1", "2021-09-01", "V1-otro", true},
		{"V1 with CN", on(tb, "transferencia", "2021-03-01", id("V1", "X", "CN")), "V1", "2021-09-01", "V1-CN", true},
		{"CN of a supplier said to have a programme", on(tb, "transferencia", "2021-03-01", id("V1", "X", "CN"), supplier("con_programa")), "V1-programa", "2021-09-01", "V1-CN", true},
		{"supplier with programme", on(tb, "transferencia", "2021-03-01", supplier("con_programa")), "V1-programa", "2021-09-01", "", false},
		{"national supplier", on(tb, "transferencia", "2021-03-01", supplier("sin_programa")), "V1-PN", "2022-09-01", "", false},
		{"national supplier that declares IM", on(tb, "transferencia", "2021-03-01", supplier("sin_programa"), id("V1", "1234-2006", "IM")), "V1-IM", "2021-09-01", "", false},
		{"asset by V1", on(tb, "transferencia", "2021-03-01", id("V1", "1", "IM"), id("AF")), "V1-IM", "2021-09-01", "V1-AF", true},
		{"V2", on(tb, "transferencia", "2021-03-01", clave("V2")), "V", "2021-09-01", "V-I", true},
		{"IVA and IEPS before the repeal", on(tb, "insumo", "2020-07-23", certified("IVA_IEPS", 20200101, 0)), "I", "2022-01-23", "CIVA", true},
		{"IVA and IEPS after it", on(tb, "insumo", "2020-07-24", certified("IVA_IEPS", 20200101, 0)), "I", "2022-01-24", "", false},
		{"OEA", on(tb, "insumo", "2021-03-01", certified("OEA", 20200101, 20211231)), "I", "2022-09-01", "OEA", true},
		{"OEA that has ended", on(tb, "insumo", "2021-03-01", certified("OEA", 20200101, 20210228)), "I", "2022-09-01", "", false},
		{"OEA that has not begun", on(tb, "insumo", "2021-03-01", certified("OEA", 20210302, 0)), "I", "2022-09-01", "", false},
		{"IC with O", on(tb, "insumo", "2021-03-01", id("IC", "O")), "I", "2022-09-01", "OEA-IC", true},
		{"IC with another", on(tb, "insumo", "2021-03-01", id("IC", "A")), "I", "2022-09-01", "", false},
		{"OEA gives a V1 nothing", on(tb, "transferencia", "2021-03-01", id("V1", "1", "IM"), certified("OEA", 20200101, 0)), "V1-IM", "2021-09-01", "", false},
		{"before the law", on(tb, "insumo", "2002-12-31"), "", "", "", true},
		{"no entry", on(tb, "retorno", "2021-03-01", clave("RT")), "", "", "", true},
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	for _, tt := range rows(t) {
		s := stay.Of(tt.in, cat)
		var others []string
		for _, a := range s.Alternatives {
			others = append(others, a.Rule)
		}
		if s.Rule != tt.rule || s.Due.String() != tt.due || strings.Join(others, " ") != tt.alternatives || s.Uncertain != tt.uncertain {
			t.Errorf("%s: rule %q due %q beside %v, uncertain %v; want %q %q %q %v",
				tt.name, s.Rule, s.Due, others, s.Uncertain, tt.rule, tt.due, tt.alternatives, tt.uncertain)
		}
		if s.Life != (tt.rule != "" && tt.due == "") || (tt.rule != "") != (s.Source != "" && s.Confidence != "") {
			t.Errorf("%s: %+v", tt.name, s)
		}
		if tt.uncertain && len(s.Reasons) < 2 {
			t.Errorf("%s: a doubt without its reason: %v", tt.name, s.Reasons)
		}
	}
}

// TestEveryRowCounts: a row no entry can meet would be dead law.
func TestEveryRowCounts(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	seen := map[string]bool{}
	for _, tt := range rows(t) {
		s := stay.Of(tt.in, cat)
		seen[s.Rule] = true
		for _, a := range s.Alternatives {
			seen[a.Rule] = true
		}
	}
	for _, r := range cat.Stays() {
		if !seen[r.Regla] {
			t.Errorf("row %s neither decides nor stands beside in any case", r.Regla)
		}
	}
}

// TestMonths: by hand, with a calendar.
func TestMonths(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	v1 := []func(*stay.Input){id("V1", "1", "IM")}
	for _, tt := range []struct {
		tipo, start, due, extended string
	}{
		{"insumo", "2021-03-02", "2022-09-02", "2022-09-02"},        // a Friday
		{"insumo", "2025-03-31", "2026-10-01", "2026-10-01"},        // September has 30 days
		{"insumo", "2024-08-31", "2026-03-01", "2026-03-02"},        // February has 28 days; a Sunday
		{"insumo", "2021-07-01", "2023-01-01", "2023-01-02"},        // a Sunday and New Year
		{"insumo", "2021-08-05", "2023-02-05", "2023-02-07"},        // a Sunday before the Monday of February
		{"insumo", "2019-11-01", "2021-05-01", "2021-05-03"},        // a Saturday
		{"transferencia", "2020-08-31", "2021-03-01", "2021-03-01"}, // February has 28 days
		{"transferencia", "2020-08-29", "2021-03-01", "2021-03-01"},
		{"transferencia", "2020-08-28", "2021-02-28", "2021-03-01"}, // a Sunday
		{"transferencia", "2019-08-30", "2020-03-01", "2020-03-02"}, // leap year: 29 days; a Sunday
		{"transferencia", "2019-08-29", "2020-02-29", "2020-03-02"}, // it exists; a Saturday
		{"transferencia", "2022-10-06", "2023-04-06", "2023-04-10"}, // Maundy Thursday, Good Friday, week-end
		{"transferencia", "2025-01-18", "2025-07-18", "2025-08-01"}, // general holidays of the SAT
		{"transferencia", "2018-06-01", "2018-12-01", "2018-12-03"}, // change of the Executive, a Saturday
	} {
		s := stay.Of(on(t, tt.tipo, tt.start, v1...), cat)
		if s.Due.String() != tt.due || s.DueExtended.String() != tt.extended || s.Earliest != s.Due {
			t.Errorf("%s from %s: %s, extended %s, warn %s; want %s, %s", tt.tipo, tt.start, s.Due, s.DueExtended, s.Earliest, tt.due, tt.extended)
		}
		said := slices.ContainsFunc(s.Reasons, func(r document.Text) bool { return strings.Contains(r.EN, "is no business day (") })
		if said != (tt.due != tt.extended) {
			t.Errorf("%s from %s: the extension is shown and not said, or the reverse: %v", tt.tipo, tt.start, s.Reasons)
		}
	}
}
