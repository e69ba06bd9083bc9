package contingencia_test

import (
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// assumed are the options of the worked example: paid in November 2026 with a
// factor that a person assumes.
func assumed() contingencia.Options {
	return contingencia.Options{Pago: 20261126, Factor: amount("1.06")}
}

// TestWorkedExample is that of the dossier, 6.2, to the peso.
func TestWorkedExample(t *testing.T) {
	t.Parallel()
	got := priced(t, tables(), assumed(), example())
	contribs := map[string]string{}
	for _, c := range got.Contribuciones {
		contribs[c.Clave] = c.Importe.String() + " " + string(c.Base)
	}
	want := map[string]string{"IGI": "60000 declarada", "CC": "0 ninguna", "DTA": "3200 formula", "IVA": "74112 formula"}
	if d := gocmp.Diff(want, contribs); d != "" || got.Aduana.String() != "400000" || got.Comercial.String() != "390000" {
		t.Errorf("%s of %s, %s", d, got.Aduana, got.Comercial)
	}
	p := &got.Puntos[0]
	if p.Inicio != contingencia.DesdeEntrada || p.Causacion != "2025-01" || p.Meses != 22 || p.Recargo.String() != "38.94" || p.Factor.String() != "1.06" {
		t.Errorf("%s from %s: %d months at %s %%, factor %s", p.Inicio, p.Causacion, p.Meses, p.Recargo, p.Factor)
	}
	for clave, want := range map[string][4]string{
		"IGI": {"60000", "63600", "24766", "23364"},
		"IVA": {"74112", "78559", "30591", "28859"},
		"DTA": {"3200", "3392", "1321", "1246"},
		"CC":  {"0", "0", "0", "0"},
	} {
		k := component(t, p, clave)
		if got := [4]string{k.Importe.String(), k.Actualizado.String(), k.Recargos.String(), k.SinActualiza.String()}; got != want {
			t.Errorf("%s: %v, want %v", clave, got, want)
		}
	}
	if got := [3]string{p.Actualizado.Contribuciones.String(), p.Actualizado.Recargos.String(), p.Actualizado.Suma.String()}; got != [3]string{"145551", "56678", "202229"} {
		t.Errorf("owed before fines: %v", got)
	}
	if len(p.Desconocido) != 1 || !strings.Contains(p.Desconocido[0].ES, "LA_183_II") {
		t.Errorf("unknown: %v", p.Desconocido)
	}
}

// TestScenariosOfTheExample: ranges of the fines, what is unknown, and the cap.
func TestScenariosOfTheExample(t *testing.T) {
	t.Parallel()
	got := priced(t, tables(), assumed(), example())
	if got.Estado != contingencia.Vencido || got.Atraso != 134 {
		t.Fatalf("%s, %d days late", got.Estado, got.Atraso)
	}
	for i, want := range []map[string][4]string{
		{
			"S0": {"", "", "", ""}, "S1": {"", "", "", ""},
			"S2": {"82680", "95400", "284909", "297629"}, "S3": {"273000", "390000", "475229", "592229"},
		},
		{ // from August: 4 months at 2.07 %
			"S0": {"", "", "", ""}, "S1": {"", "", "", ""},
			"S2": {"82680", "95400", "240283", "253003"}, "S3": {"273000", "390000", "430603", "547603"},
		},
	} {
		p := &got.Puntos[i]
		for _, e := range p.Escenarios {
			r := e.Actualizado
			if row := [4]string{r.MultaMinima.String(), r.MultaMaxima.String(), r.Minimo.String(), r.Maximo.String()}; row != want[e.Clave] {
				t.Errorf("%s %s: %v, want %v", p.Inicio, e.Clave, row, want[e.Clave])
			}
			capped := e.Clave == contingencia.S0 || e.Clave == contingencia.S1
			if !e.SinConfirmar || capped != e.Tope.Known() || capped && (e.Tope.String() != "400000" || e.Periodos != 9) {
				t.Errorf("%s %s: confirmed, or its limit is %q and its periods %d", p.Inicio, e.Clave, e.Tope, e.Periodos)
			}
		}
	}
	if p := got.Puntos[1]; p.Causacion != "2026-08" || p.Meses != 4 || p.Recargo.String() != "8.28" {
		t.Errorf("after expiry: %s, %d months, %s %%", p.Causacion, p.Meses, p.Recargo)
	}
}

// TestFineByPeriods: with the amounts of the annex delivered, a fine counts each
// 15 days or fraction, and stops at the value of the goods.
func TestFineByPeriods(t *testing.T) {
	t.Parallel()
	l := tables()
	row := catalog.FineRow{Code: catalog.FineLateReturn, Days: "15", Cap: "valor", LeastPesos: amount("2000"), MostPesos: amount("50000"), Validity: catalog.Validity{Confidence: "C"}}
	l.fines = map[string]catalog.FineRow{catalog.FineLateReturn: row}
	for days, want := range map[int][3]string{
		0: {"0", "0", ""}, 1: {"2000", "50000", "400000"}, 15: {"2000", "50000", "400000"}, 16: {"4000", "100000", "400000"},
		120: {"16000", "400000", "400000"}, 121: {"18000", "400000", "400000"},
	} {
		lot := example()
		got := priced(t, l, contingencia.Options{Pago: lot.Vence.AddDays(days), Factor: amount("1")}, lot)
		s0, s1 := got.Puntos[0].Escenarios[0], got.Puntos[0].Escenarios[1]
		if row := [3]string{s0.Actualizado.Minimo.String(), s0.Actualizado.Maximo.String(), s0.Tope.String()}; row != want || s0.SinConfirmar {
			t.Errorf("%d days: %v, want %v", days, row, want)
		}
		if !s1.Actualizado.MultaMinima.Equal(s0.Actualizado.MultaMinima) || !s1.Actualizado.Minimo.Known() {
			t.Errorf("%d days: S1 %+v", days, s1.Actualizado)
		}
	}
	row.Days = ""
	l.fines[catalog.FineLateReturn] = row
	got := priced(t, l, assumed(), example())
	if s0 := got.Puntos[0].Escenarios[0]; s0.Actualizado.Minimo.Known() || len(got.Puntos[0].Desconocido) != 1 {
		t.Errorf("a fine by periods of no length: %+v, %v", s0, got.Puntos[0].Desconocido)
	}
}

// TestIndexRatio: the factor is that of the INPC, whole and not below one.
func TestIndexRatio(t *testing.T) {
	t.Parallel()
	l := tables()
	l.inpc = map[string]string{"2024-12": "137.949", "2026-07": "150", "2026-10": "146.22594"}
	got := priced(t, l, contingencia.Options{Pago: 20261126}, example())
	p := got.Puntos[0]
	if p.Factor.String() != "1.06" || p.INPCDe.String() != "137.949" || p.INPCA.String() != "146.22594" || component(t, &p, "IGI").Actualizado.String() != "63600" {
		t.Errorf("%+v", p)
	}
	if p := got.Puntos[1]; p.Factor.String() != "1" || p.INPCDe.String() != "150" {
		t.Errorf("prices fell and the factor is %s", p.Factor)
	}
	l.inpc = map[string]string{"2024-12": "137.949"}
	got = priced(t, l, contingencia.Options{Pago: 20261126}, example())
	if p := got.Puntos[0]; p.Factor.Known() || p.Actualizado.Suma.Known() || p.SinActualizar.Suma.String() != "190781" || !says(p.Desconocido, "2026-10") {
		t.Errorf("%+v", p)
	}
	l.inpc = map[string]string{"2026-10": "146.22594"}
	if p := priced(t, l, contingencia.Options{Pago: 20261126}, example()).Puntos[0]; !says(p.Desconocido, "2024-12") {
		t.Errorf("%v", p.Desconocido)
	}
}

func says(ts []document.Text, want string) bool {
	return slices.ContainsFunc(ts, func(t document.Text) bool { return strings.Contains(t.ES, want) && strings.Contains(t.EN, want) })
}

// TestNoRateOfAYearToCome: recargos of a month nobody has a rate for are
// unknown, and so is what they are part of; contributions stay.
func TestNoRateOfAYearToCome(t *testing.T) {
	t.Parallel()
	got := priced(t, tables(), contingencia.Options{Pago: 20270105, Factor: amount("1.06")}, example())
	p := got.Puntos[0]
	if p.Recargo.Known() || p.Meses != 24 || p.Actualizado.Recargos.Known() || p.Actualizado.Suma.Known() || p.SinActualizar.Suma.Known() {
		t.Errorf("%+v", p)
	}
	if p.Actualizado.Contribuciones.String() != "145551" || !says(p.Desconocido, "2027-01") {
		t.Errorf("%+v", p)
	}
	for _, e := range p.Escenarios {
		if e.Actualizado.Minimo.Known() {
			t.Errorf("%s has a total: %+v", e.Clave, e.Actualizado)
		}
	}
}

// TestOptions: an estimate needs a day, and a factor that is one.
func TestOptions(t *testing.T) {
	t.Parallel()
	for _, opt := range []contingencia.Options{
		{},
		{Factor: amount("1.06")},
		{Pago: 20261126, Factor: amount("0.99")},
		{Pago: 20261126, Factor: amount("-1")},
		{Pago: 20261126, Factor: amount("1.0000001")},
		{Pago: 20261126, TasaIGI: amount("-0.1")},
	} {
		if c, err := contingencia.New(tables(), opt); err == nil {
			t.Errorf("%+v: %v", opt, c)
		}
	}
	if calculo(t, tables(), contingencia.Options{Pago: 20261126, Factor: money.Int(1)}) == nil {
		t.Error("none")
	}
}
