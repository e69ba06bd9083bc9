package contingencia_test

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// TestContributions: what was not paid at entry, by what it rests on.
func TestContributions(t *testing.T) {
	t.Parallel()
	none := func(*contingencia.Lot) {}
	paid := func(ts ...ledger.Tributo) func(*contingencia.Lot) {
		return func(l *contingencia.Lot) { l.Tributos = ts }
	}
	for name, tt := range map[string]struct {
		change  func(*contingencia.Lot)
		opt     func(*contingencia.Options)
		want    map[string]string
		assumed []string
	}{
		"as the example": {none, nil, map[string]string{"IGI": "60000 declarada", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "74112 formula"}, []string{"igi_declarado", "sin_cc", "dta"}},
		"keys of Apéndice 12 in figures": {
			paid(tributo("6", "5", 120_000), tributo("3", "22", 148_224)), nil,
			map[string]string{"IGI": "60000 declarada", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "74112 formula"},
			[]string{"igi_declarado", "sin_cc", "dta"},
		},
		"IVA in cash is no omission": {
			paid(tributo("IGI", "5", 120_000), tributo("IVA", "0", 148_224)), nil,
			map[string]string{"IGI": "60000 declarada", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "0 pagada"},
			[]string{"igi_declarado", "sin_cc", "dta"},
		},
		"IVA in cash in part": {
			paid(tributo("IGI", "5", 120_000), tributo("IVA", "0", 100_000), tributo("IVA", "21", 48_224)), nil,
			map[string]string{"IGI": "60000 declarada", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "24112 declarada"},
			[]string{"igi_declarado", "sin_cc", "dta", "iva_en_parte"},
		},
		"IVA of rate zero": {
			paid(tributo("IGI", "5", 120_000), tributo("IVA", "21", 0)), nil,
			map[string]string{"IGI": "60000 declarada", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "0 declarada"},
			[]string{"igi_declarado", "sin_cc", "dta"},
		},
		"IVA on another base": {
			paid(tributo("IGI", "5", 120_000), tributo("IVA", "21", 128_000)), nil,
			map[string]string{"IGI": "60000 declarada", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "74112 formula, declared 64000"},
			[]string{"igi_declarado", "sin_cc", "dta", "iva_difiere"},
		},
		"nothing declared": {
			paid(), nil,
			map[string]string{"IGI": " desconocida", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": " desconocida"},
			[]string{"sin_cc", "dta"},
		},
		"IGI unknown, IVA declared": {
			paid(tributo("IVA", "21", 128_000)), nil,
			map[string]string{"IGI": " desconocida", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "64000 declarada"},
			[]string{"sin_cc", "dta", "iva_declarado"},
		},
		"rates of the tariff": {
			func(l *contingencia.Lot) { l.Tributos, l.TasaIGI, l.TasaCC = nil, amount("0.15"), amount("0.1") }, nil,
			map[string]string{"IGI": "60000 tasa", "CC": "40000 tasa", "DTA": "3200 formula", "IVA": "80512 formula"},
			[]string{"igi_tasa", "dta", "sin_iva"},
		},
		"a rate a person gives, where nobody else tells": {
			func(l *contingencia.Lot) { l.Tributos = l.Tributos[1:] }, func(o *contingencia.Options) { o.TasaIGI = amount("0.15") },
			map[string]string{"IGI": "60000 supuesta", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "74112 formula"},
			[]string{"sin_cc", "dta", "igi_supuesto"},
		},
		"a rate of the tariff is before one a person gives": {
			func(l *contingencia.Lot) { l.Tributos, l.TasaIGI = l.Tributos[1:], amount("0") }, func(o *contingencia.Options) { o.TasaIGI = amount("0.15") },
			map[string]string{"IGI": "0 tasa", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "64512 formula, declared 74112"},
			[]string{"igi_tasa", "sin_cc", "dta", "iva_difiere", "exento"},
		},
		"a declared IGI is before a rate": {
			func(l *contingencia.Lot) { l.TasaIGI = amount("0.35") }, nil,
			map[string]string{"IGI": "60000 declarada", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "74112 formula"},
			[]string{"igi_declarado", "sin_cc", "dta"},
		},
		"IGI and DTA paid in cash": {
			paid(tributo("IGI", "0", 120_000), tributo("DTA", "0", 4_000), tributo("IVA", "21", 128_000)), nil,
			map[string]string{"IGI": "0 pagada", "CC": "0 ninguna", "DTA": "1200 formula", "IVA": "64192 formula, declared 64000"},
			[]string{"sin_cc", "dta", "iva_difiere", "igi_pagado"},
		},
		"more DTA paid than a definitive import owes": {
			paid(tributo("IGI", "5", 0), tributo("DTA", "0", 40_000), tributo("IVA", "21", 128_000)), nil,
			map[string]string{"IGI": "0 declarada", "CC": "0 ninguna", "DTA": "0 formula", "IVA": "64000 formula"},
			[]string{"igi_declarado", "sin_cc", "dta", "exento"},
		},
		"a compensatory duty and an IEPS": {
			paid(tributo("IGI", "5", 120_000), tributo("CC", "5", 10_001), tributo("IEPS", "21", 20_000), tributo("IVA", "21", 153_024), tributo("PRV", "0", 290)), nil,
			map[string]string{"IGI": "60000 declarada", "CC": "5001 declarada", "DTA": "3200 formula", "OTROS": "10000 declarada", "IVA": "76512 formula"},
			[]string{"igi_declarado", "dta"},
		},
		"without DTA": {
			none, func(o *contingencia.Options) { o.SinDTA = true },
			map[string]string{"IGI": "60000 declarada", "CC": "0 ninguna", "DTA": "0 ninguna", "IVA": "73600 formula, declared 74112"},
			[]string{"igi_declarado", "sin_cc", "iva_difiere"},
		},
		"an amount the pedimento does not give": {
			paid(ledger.Tributo{Clave: "IGI", Forma: "5"}, tributo("IVA", "21", 128_000), ledger.Tributo{Clave: "IEPS", Forma: "21"}), nil,
			map[string]string{"IGI": " desconocida", "CC": "0 ninguna", "DTA": "3200 formula", "OTROS": " desconocida", "IVA": "64000 declarada"},
			[]string{"sin_cc", "dta", "iva_declarado"},
		},
		"an opening balance alone": {
			func(l *contingencia.Lot) { l.SinTributos, l.EntradaCota, l.Tributos = true, true, nil }, nil,
			map[string]string{"IGI": " desconocida", "CC": " desconocida", "DTA": " desconocida", "IVA": " desconocida"},
			[]string{"entrada_cota"},
		},
		"no customs value": {
			func(l *contingencia.Lot) { l.Aduana, l.Tributos, l.TasaIGI = money.Amount{}, nil, amount("0.15") }, nil,
			map[string]string{"IGI": " desconocida", "CC": "0 ninguna", "DTA": " desconocida", "IVA": " desconocida"},
			[]string{"sin_cc"},
		},
		"more than the books hold": {
			func(l *contingencia.Lot) { l.Trajo, l.Queda = 1, units(9_000_000) }, nil,
			map[string]string{"IGI": " declarada", "CC": "0 ninguna", "DTA": " formula", "IVA": " formula"},
			[]string{"igi_declarado", "sin_cc", "dta"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lot, opt := example(), contingencia.Options{Pago: 20261115, Factor: amount("1.06")}
			tt.change(&lot)
			if tt.opt != nil {
				tt.opt(&opt)
			}
			got := priced(t, tables(), opt, lot)
			contribs := map[string]string{}
			for _, c := range got.Contribuciones {
				contribs[c.Clave] = c.Importe.String() + " " + string(c.Base)
				if c.Declarado.Known() && !c.Declarado.Equal(c.Importe) {
					contribs[c.Clave] += ", declared " + c.Declarado.String()
				}
				if c.Importe.Known() == (c.Motivo != nil) {
					t.Errorf("%s is %q for a reason %v", c.Clave, c.Importe, c.Motivo)
				}
			}
			if d := gocmp.Diff(tt.want, contribs); d != "" {
				t.Error(d)
			}
			var codes []string
			for _, s := range got.Supuestos.All() {
				codes = append(codes, s.Code())
				if x := s.Text(); x.ES == "" || x.EN == "" {
					t.Errorf("%s has no text", s.Code())
				}
			}
			if d := gocmp.Diff(tt.assumed, codes); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestFeesMissing: without a rate of IVA or DTA nothing is made up.
func TestFeesMissing(t *testing.T) {
	t.Parallel()
	l := tables()
	l.fees = map[string]catalog.FeeRow{catalog.FeeDTA: {Unit: "pesos", Value: amount("445")}, catalog.FeeIVA: {Unit: ""}}
	lot := example()
	lot.Tributos = lot.Tributos[:1]
	got := priced(t, l, assumed(), lot)
	for _, c := range got.Contribuciones {
		if (c.Clave == contingencia.DTA || c.Clave == contingencia.IVA) && (c.Importe.Known() || c.Motivo == nil) {
			t.Errorf("%+v", c)
		}
	}
	if got.SinPagar().Known() || got.Puntos[0].SinActualizar.Suma.Known() || got.Costo().Known() {
		t.Error("a sum with an unknown part is known")
	}
	old := example() // of a day the tables know no IVA for
	if got := priced(t, tables(), contingencia.Options{Pago: 20010101, Factor: amount("1")}, old); got.Contribuciones[2].Importe.Known() {
		t.Errorf("%+v", got.Contribuciones[2])
	}
}

// TestExempt: goods without IGI bear the fine of LA 183-III when discovered, and
// without a commercial value that has no figure.
func TestExempt(t *testing.T) {
	t.Parallel()
	lot := example()
	lot.Tributos = []ledger.Tributo{tributo("IGI", "9", 0), tributo("IVA", "21", 128_000)}
	got := priced(t, tables(), assumed(), lot)
	if r := got.Puntos[0].Escenarios[2].Actualizado; r.MultaMinima.String() != "117000" || r.MultaMaxima.String() != "195000" {
		t.Errorf("%+v", r)
	}
	lot.Tributos, lot.TasaIGI = lot.Tributos[1:], amount("0")
	got = priced(t, tables(), assumed(), lot)
	if r := got.Puntos[1].Escenarios[2].SinActualizar; r.MultaMinima.String() != "117000" || got.Contribuciones[0].Base != contingencia.PorTasa {
		t.Errorf("%+v", r)
	}
	lot.Comercial = money.Amount{}
	got = priced(t, tables(), assumed(), lot)
	for _, e := range got.Puntos[0].Escenarios[2:] {
		if e.Actualizado.MultaMinima.Known() || e.Actualizado.Maximo.Known() {
			t.Errorf("%s without a commercial value: %+v", e.Clave, e.Actualizado)
		}
	}
	if !says(got.Puntos[0].Desconocido, "S3") {
		t.Errorf("%v", got.Puntos[0].Desconocido)
	}
	paid := example()
	paid.Tributos = []ledger.Tributo{tributo("IGI", "0", 120_000), tributo("IVA", "0", 148_224)}
	if r := priced(t, tables(), assumed(), paid).Puntos[0].Escenarios[2].Actualizado; r.MultaMaxima.String() != "0" {
		t.Errorf("IGI was paid and S2 fines %+v", r)
	}
}
