package stay_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/stay"
)

// TestStart: which date each clock takes, from when it warns and whether the
// doubt has an end.
func TestStart(t *testing.T) {
	t.Parallel()
	const e, p, r, s, c = document.Date(20210301), document.Date(20210305), document.Date(20210302), document.Date(20210308), document.Date(20210304)
	im := []stay.Identificador{{Clave: "V1", Complementos: []string{"1", "IM"}}}
	for _, tt := range []struct {
		name             string
		in               stay.Input
		available        document.Date
		availableBasis   string
		start            document.Date
		startBasis       string
		earliest         string
		uncertain, fails bool // fails: a far date is certainly after the stay
	}{
		{"selection", stay.Input{Tipo: "insumo", Entrada: e, Pago: p, Remesa: s, Seleccion: s}, e, "entrada", s, "seleccion", "2022-09-08", false, true},
		{"two selections", stay.Input{Tipo: "insumo", Entrada: e, Pago: p, Remesa: p, Seleccion: s}, e, "entrada", s, "seleccion", "2022-09-05", true, true},
		{"no selection", stay.Input{Tipo: "insumo", Entrada: e, Pago: p}, e, "entrada", p, "pago_aproximado", "2022-09-05", true, false},
		{"payment only", stay.Input{Tipo: "insumo", Pago: p}, p, "pago_aproximado", p, "pago_aproximado", "2022-09-05", true, false},
		{"consolidado", stay.Input{Tipo: "insumo", Consolidado: true, Entrada: e, Pago: s, Remesa: r, Seleccion: c}, r, "remesa", s, "cierre_consolidado", "2022-09-04", true, true},
		{"consolidado paid on its last remesa", stay.Input{Tipo: "insumo", Consolidado: true, Entrada: e, Pago: s, Remesa: r, Seleccion: s}, r, "remesa", s, "cierre_consolidado", "2022-09-08", false, true},
		{"consolidado without remesas", stay.Input{Tipo: "insumo", Consolidado: true, Entrada: e, Pago: s}, e, "entrada", s, "cierre_consolidado", "2022-09-08", false, true},
		{"consolidado with its closing", stay.Input{Tipo: "insumo", Consolidado: true, Entrada: e, Pago: s, Remesa: r, Seleccion: c, Cierre: p}, r, "remesa", p, "cierre_consolidado", "2022-09-05", false, true},
		{"extraction from depósito fiscal", stay.Input{Tipo: "insumo", Clave: "E1", Entrada: e, Pago: p}, p, "extraccion", p, "pago_aproximado", "2022-09-05", true, false},
		{"transfer", stay.Input{Tipo: "transferencia", Clave: "V1", Identificadores: im, Entrada: e, Pago: p, Remesa: p, Seleccion: p}, e, "transferencia", e, "transferencia", "2021-09-01", false, true},
		{"consolidated transfer", stay.Input{Tipo: "transferencia", Clave: "V1", Identificadores: im, Consolidado: true, Entrada: e, Pago: p, Remesa: p, Seleccion: p}, p, "remesa", e, "transferencia", "2021-09-01", false, true},
		{"transfer without its date", stay.Input{Tipo: "transferencia", Clave: "V1", Identificadores: im, Pago: p}, p, "pago_aproximado", p, "pago_aproximado", "2021-09-05", true, false},
		{"nothing", stay.Input{Tipo: "insumo"}, 0, "", 0, "", "", true, false},
		{"consolidado of nothing", stay.Input{Tipo: "insumo", Consolidado: true}, 0, "", 0, "", "", true, false},
		{"asset", stay.Input{Tipo: "activo_fijo", Entrada: e, Pago: p}, e, "entrada", p, "pago_aproximado", "", false, false},
	} {
		got := stay.Of(&tt.in, catalog.Default())
		if got.AvailableFrom != tt.available || got.AvailableBasis != tt.availableBasis || got.StayStart != tt.start || got.StayBasis != tt.startBasis {
			t.Errorf("%s: available %s %s, start %s %s", tt.name, got.AvailableFrom, got.AvailableBasis, got.StayStart, got.StayBasis)
		}
		if got.Earliest.String() != tt.earliest || got.Uncertain != tt.uncertain || (got.Ended(20991231) == stay.HasEnded) != tt.fails {
			t.Errorf("%s: warn from %s, uncertain %v, ended %s", tt.name, got.Earliest, got.Uncertain, got.Ended(20991231))
		}
		if len(got.Reasons) == 0 {
			t.Errorf("%s: no reasons", tt.name)
		}
	}
}

// TestEnded: no day fails while a longer period may hold, none is silent after
// the confirmed one.
func TestEnded(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	for _, tt := range []struct {
		name                 string
		in                   *stay.Input
		running, may, has    string // the last day of each but the first of has
		certain, warnForever bool
	}{
		{"plain", on(t, "insumo", "2021-03-02"), "2022-09-02", "", "2022-09-03", true, false},
		{"extended over New Year", on(t, "insumo", "2021-07-01"), "2023-01-01", "2023-01-02", "2023-01-03", true, false},
		{"OEA", on(t, "insumo", "2021-03-02", certified("OEA", 20200101, 0)), "2022-09-02", "2024-03-04", "2024-03-05", true, false}, // 2 March 2024 is a Saturday
		{"V2", on(t, "transferencia", "2021-03-02", clave("V2")), "2021-09-02", "2022-09-02", "2022-09-03", true, false},
		{"asset under IN", on(t, "insumo", "2021-03-02", id("AF")), "2022-09-02", "2099-12-31", "", false, true},
		{"PZ", on(t, "insumo", "2021-03-02", id("PZ", "1")), "2022-09-02", "2099-12-31", "", false, true},
	} {
		s := stay.Of(tt.in, cat)
		if got := s.Ended(day(t, tt.running)); got != stay.Running {
			t.Errorf("%s on %s: %s", tt.name, tt.running, got)
		}
		if got := s.Ended(day(t, tt.running).AddDays(1)); got == stay.Running {
			t.Errorf("%s: silent the day after %s", tt.name, tt.running)
		}
		if tt.may != "" && s.Ended(day(t, tt.may)) != stay.MayHaveEnded {
			t.Errorf("%s on %s: %s", tt.name, tt.may, s.Ended(day(t, tt.may)))
		}
		if tt.certain && s.Ended(day(t, tt.has)) != stay.HasEnded {
			t.Errorf("%s on %s: %s", tt.name, tt.has, s.Ended(day(t, tt.has)))
		}
	}
}

// TestStated: what the company states may shorten and never lengthen; what a
// person records counts either way, unless it cannot be.
func TestStated(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	sensitive := func(months int, from, to document.Date) func(*stay.Input) {
		return func(in *stay.Input) {
			in.Sensibles = append(in.Sensibles, stay.Sensible{Fraccion: "3926", Months: months, From: from, To: to, Source: "oficio 1"})
		}
	}
	manual := func(due document.Date) func(*stay.Input) {
		return func(in *stay.Input) { in.Manual = &stay.Manual{Due: due, Source: "autorización 2"} }
	}
	for _, tt := range []struct {
		name            string
		in              *stay.Input
		rule, due, conf string
		end             stay.End // on 2022-01-01
		uncertain       bool
	}{
		{"nine months", on(t, "insumo", "2021-03-02", sensitive(9, 20200101, 0)), "sensible", "2021-12-02", "typed", stay.MayHaveEnded, true},
		{"the shortest of two", on(t, "insumo", "2021-03-02", sensitive(9, 20200101, 0), sensitive(6, 20200101, 0)), "sensible", "2021-09-02", "typed", stay.MayHaveEnded, true},
		{"longer than the law", on(t, "insumo", "2021-03-02", sensitive(24, 20200101, 0)), "I", "2022-09-02", "C", stay.Running, true},
		{"of another time", on(t, "insumo", "2021-03-02", sensitive(9, 20220101, 0), sensitive(9, 20200101, 20210301)), "I", "2022-09-02", "C", stay.Running, false},
		{"of other goods", on(t, "insumo", "2021-03-02", fraccion("85423199"), sensitive(9, 20200101, 0)), "I", "2022-09-02", "C", stay.Running, false},
		{"no months", on(t, "insumo", "2021-03-02", sensitive(0, 20200101, 0)), "I", "2022-09-02", "C", stay.Running, false},
		{"recorded later", on(t, "insumo", "2021-03-02", id("PZ"), manual(20230302)), "manual", "2023-03-02", "typed", stay.Running, false},
		{"recorded earlier", on(t, "insumo", "2021-03-02", manual(20211201)), "manual", "2021-12-01", "typed", stay.HasEnded, false},
		{"recorded for an asset", on(t, "activo_fijo", "2021-03-02", manual(20211201)), "manual", "2021-12-01", "typed", stay.HasEnded, false},
		{"recorded before it starts", on(t, "insumo", "2021-03-02", manual(20210301)), "I", "2022-09-02", "C", stay.Running, true},
		{"recorded without a date", on(t, "insumo", "2021-03-02", manual(0)), "I", "2022-09-02", "C", stay.Running, true},
	} {
		s := stay.Of(tt.in, cat)
		if s.Rule != tt.rule || s.Due.String() != tt.due || s.Confidence != tt.conf || s.Ended(20220101) != tt.end || s.Uncertain != tt.uncertain {
			t.Errorf("%s: %s due %s (%s), %s, uncertain %v", tt.name, s.Rule, s.Due, s.Confidence, s.Ended(20220101), s.Uncertain)
		}
		for _, r := range s.Reasons {
			if r.ES == "" || r.EN == "" || r.ES == r.EN {
				t.Errorf("%s: a reason of one language: %+v", tt.name, r)
			}
		}
	}
}
