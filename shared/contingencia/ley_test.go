package contingencia_test

import (
	"errors"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
)

// TestRecargosMonthByMonth: calendar months after the start up to that of
// payment, each at its own rate; a month without one has no sum.
func TestRecargosMonthByMonth(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		entry, pay document.Date
		months     int
		rate       string
		missing    string
	}{
		{20251201, 20251231, 0, "0", ""},
		{20251231, 20260101, 1, "2.07", ""},
		{20251115, 20251231, 1, "1.47", ""},
		{20251115, 20260115, 2, "3.54", ""},
		{20241231, 20251231, 12, "17.64", ""},
		{20250115, 20261126, 22, "38.94", ""},
		{20251231, 20261231, 12, "24.84", ""},
		{20261215, 20270101, 1, "", "2027-01"},
		{20261101, 20280301, 16, "", "2027-01"},
		{20171115, 20180115, 2, "", "2017-12"},
		{20171231, 20180101, 1, "1.47", ""},
		{20260601, 20260301, 0, "0", ""}, // paid before it came: nothing runs
	} {
		lot := example()
		lot.Entrada, lot.Vence, lot.VenceUltimo = tt.entry, tt.entry.AddMonths(18), tt.entry.AddMonths(18)
		got := priced(t, tables(), contingencia.Options{Pago: tt.pay, Factor: amount("1")}, lot)
		p := &got.Puntos[0]
		if p.Meses != tt.months || p.Recargo.String() != tt.rate || p.Causacion != tt.entry.String()[:7] {
			t.Errorf("from %s to %s: %d months at %q from %s, want %d at %q", tt.entry, tt.pay, p.Meses, p.Recargo, p.Causacion, tt.months, tt.rate)
		}
		if tt.missing != "" && !says(p.Desconocido, tt.missing) {
			t.Errorf("from %s to %s: %v does not name %s", tt.entry, tt.pay, p.Desconocido, tt.missing)
		}
		if known := component(t, p, contingencia.IGI).Recargos.Known(); known != (tt.missing == "") {
			t.Errorf("from %s to %s: recargos known %v", tt.entry, tt.pay, known)
		}
	}
}

// TestExpiryStart: the month after expiry is the first one of recargos, and in
// the month of expiry nothing runs yet.
func TestExpiryStart(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		due, pay document.Date
		months   int
		late     int
		cause    string
	}{
		{20260715, 20260715, 0, 0, "2026-08"},
		{20260715, 20260716, 0, 1, "2026-08"},
		{20260715, 20260731, 0, 16, "2026-08"},
		{20260715, 20260801, 1, 17, "2026-08"},
		{20260731, 20260801, 1, 1, "2026-08"},
		{20251231, 20260131, 1, 31, "2026-01"},
		{20261215, 20261110, 0, 0, "2027-01"},
	} {
		lot := example()
		lot.Vence, lot.VenceUltimo = tt.due, tt.due
		got := priced(t, tables(), contingencia.Options{Pago: tt.pay, Factor: amount("1.5")}, lot)
		p := &got.Puntos[1]
		if p.Meses != tt.months || p.Atraso != tt.late || p.Causacion != tt.cause {
			t.Errorf("due %s, paid %s: %d months, %d days, from %s", tt.due, tt.pay, p.Meses, p.Atraso, p.Causacion)
		}
		// a factor acts from the month after causation on
		if want := map[bool]string{true: "1.5", false: "1"}[tt.pay.String()[:7] > tt.cause]; p.Factor.String() != want {
			t.Errorf("due %s, paid %s: factor %s, want %s", tt.due, tt.pay, p.Factor, want)
		}
		for _, e := range p.Escenarios {
			fined := !e.SinActualizar.MultaMaxima.Known() || e.SinActualizar.MultaMaxima.Sign() > 0
			if fined != (tt.late > 0) {
				t.Errorf("due %s, paid %s: %s is fined %+v", tt.due, tt.pay, e.Clave, e.SinActualizar)
			}
		}
	}
}

// TestAssumptionsOfDays: what days and sources make an estimate assume.
func TestAssumptionsOfDays(t *testing.T) {
	t.Parallel()
	base := []string{"igi_declarado", "sin_cc", "dta"}
	for name, tt := range map[string]struct {
		change func(*contingencia.Lot)
		pay    document.Date
		want   []string
	}{
		"the day of entry":        {func(*contingencia.Lot) {}, 20261115, nil},
		"a day after it":          {func(*contingencia.Lot) {}, 20261116, []string{"un_mes_mas"}},
		"within its stay":         {func(*contingencia.Lot) {}, 20260715, []string{"vigente"}},
		"a due date in doubt":     {func(l *contingencia.Lot) { l.VenceUltimo = 0 }, 20261115, []string{"en_duda"}},
		"an entry nobody wrote":   {func(l *contingencia.Lot) { l.EntradaCota = true }, 20261115, []string{"entrada_cota"}},
		"a rate of 2019":          {func(l *contingencia.Lot) { l.Entrada = 20191115 }, 20261115, []string{"tasa_sin_confirmar"}},
		"for life":                {func(l *contingencia.Lot) { l.Vence, l.VenceUltimo = 0, 0 }, 20261116, nil},
		"late in the same month":  {func(l *contingencia.Lot) { l.Entrada, l.Vence = 20250131, 20260710 }, 20261130, []string{"un_mes_mas"}},
		"not late, day of expiry": {func(l *contingencia.Lot) { l.Vence = 20261210 }, 20261115, []string{"vigente"}},
	} {
		lot := example()
		tt.change(&lot)
		got := priced(t, delivered(), contingencia.Options{Pago: tt.pay, Factor: amount("1")}, lot)
		var codes []string
		for _, s := range got.Supuestos.All() {
			codes = append(codes, s.Code())
		}
		if d := gocmp.Diff(append(base[:3:3], tt.want...), codes); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	if got := contingencia.Supuestos(1 << 30).Code(); got != "1073741824" {
		t.Errorf("an assumption nobody named is called %q", got)
	}
}

// broken is a law that fails for a reason of its own.
type broken struct{ law }

func (broken) Recargo(document.Date) (catalog.RecargoRow, error) {
	return catalog.RecargoRow{}, errors.New("no table at all")
}

// TestAnyReason: an error that is no missing figure leaves unknown just the same.
func TestAnyReason(t *testing.T) {
	t.Parallel()
	p := priced(t, broken{delivered()}, assumed(), example()).Puntos[0]
	if p.Actualizado.Recargos.Known() || p.Recargo.Known() || !says(p.Desconocido, "no table at all") {
		t.Errorf("%+v", p)
	}
}

// TestDroppedFine: a table of fines without the shares of S2 leaves S2 unknown
// and the others as they are.
func TestDroppedFine(t *testing.T) {
	t.Parallel()
	l := delivered()
	l.fines[catalog.FineOmitted] = catalog.FineRow{Code: catalog.FineOmitted, Least: amount("130")}
	p := priced(t, l, assumed(), example()).Puntos[0]
	s2, s3 := p.Escenarios[2].Actualizado, p.Escenarios[3].Actualizado
	if s2.MultaMinima.String() != "82680" || s2.MultaMaxima.Known() || s2.Maximo.Known() || !s3.Maximo.Known() {
		t.Errorf("S2 %+v, S3 %+v", s2, s3)
	}
	if p.Escenarios[2].SinConfirmar || !p.Escenarios[3].SinConfirmar {
		t.Error("a confirmed fine says it is not, or the other way round")
	}
}
