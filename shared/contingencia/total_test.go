package contingencia_test

import (
	"encoding/json"
	"strings"
	"testing"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// portfolio is a lot of each state, and one nobody knows the contributions of.
func portfolio() []contingencia.Lot {
	expired, doubt, running, life, opening := example(), example(), example(), example(), example()
	doubt.ID, doubt.VenceUltimo = "252432101000002-1", 0
	running.ID, running.Vence, running.VenceUltimo = "252432101000003-1", 20261215, 20261216
	life.ID, life.Vence, life.VenceUltimo = "252432101000004-1", 0, 0
	opening.ID, opening.SinTributos = "252432101000005-1", true
	return []contingencia.Lot{expired, doubt, running, life, opening}
}

// summed prices lots on a day and a month later, and adds them up.
func summed(t *testing.T, opt contingencia.Options, lots []contingencia.Lot) *contingencia.Resumen {
	t.Helper()
	l := delivered()
	later := opt
	later.Pago = contingencia.MesSiguiente(opt.Pago)
	now, next := calculo(t, l, opt), calculo(t, l, later)
	r := contingencia.NewResumen()
	for i := range lots {
		a, b := now.Lot(&lots[i]), next.Lot(&lots[i])
		addsUp(t, &a)
		r.Add(&a, contingencia.Esperar(&a, &b))
	}
	return r
}

// TestTotals: by state, by due month, and a total that misses a lot says so.
func TestTotals(t *testing.T) {
	t.Parallel()
	r := summed(t, assumed(), portfolio())
	states := r.PorEstado()
	for i, want := range []struct {
		lots, unknown int
		s2            string
	}{{2, 1, "297629"}, {1, 0, "297629"}, {1, 0, "202229"}, {1, 0, ""}} {
		s := &states[i]
		if s.Lotes != want.lots || s.Contribuciones.SinCifra != want.unknown || s.Contribuciones.Completa() != (want.unknown == 0) {
			t.Errorf("%s: %d lots, %+v", s.Estado, s.Lotes, s.Contribuciones)
		}
		if s.Estado == contingencia.SinPlazo {
			if len(s.Inicios) != 0 || s.Aduana.Pesos.String() != "400000" {
				t.Errorf("%+v", s)
			}
			continue
		}
		if got := s.Inicios[0].Escenarios[2].Actualizado.Maximo; got.Pesos.String() != want.s2 || got.SinCifra != want.unknown {
			t.Errorf("%s: S2 at most %+v, want %s", s.Estado, got, want.s2)
		}
	}
	for _, k := range states[0].Inicios[0].Componentes {
		if want := map[string]int{"IGI": 1, "CC": 1, "DTA": 1, "IVA": 1, "OTROS": 0}[k.Clave]; k.Importe.SinCifra != want || k.Clave == "IVA" && k.Actualizado.Pesos.String() != "78559" {
			t.Errorf("%+v", k)
		}
	}
	if limit := states[0].Inicios[0].Escenarios[0].Tope; limit.Pesos.String() != "800000" || states[2].Inicios[0].Escenarios[0].Tope.Pesos.String() != "0" {
		t.Errorf("%+v", limit)
	}
	var months []string
	for _, m := range r.PorMes() {
		months = append(months, m.Mes+" "+string(m.Estado))
	}
	if got := strings.Join(months, "; "); got != "2026-07 vencido; 2026-07 en_duda; 2026-12 vigente" {
		t.Errorf("months: %s", got)
	}
	if len(r.Desconocido()) != 4 || r.Desconocido()[0].Lotes != 1 {
		t.Errorf("%+v", r.Desconocido())
	}
	for _, s := range r.Supuestos() {
		if s.Lotes == 0 || s.Texto.ES == "" || s.Texto.EN == "" || s.Codigo == "" {
			t.Errorf("%+v", s)
		}
	}
}

// TestWaiting: a month more is the month's surcharge on what is owed already,
// more periods of the fine, and for what expires in it the whole of a fine.
func TestWaiting(t *testing.T) {
	t.Parallel()
	lots := portfolio()
	opt := assumed()
	wait := summed(t, opt, lots).Espera()
	// 2.07 % of 63,600, 78,558.72 and 3,392, with what rounding moves
	if got := wait[0].Inicios[0].Actualizado; got.Recargos.Pesos.String() != "3012" || got.Contribuciones.Pesos.String() != "0" || got.Suma.SinCifra != 1 {
		t.Errorf("%+v", got)
	}
	if got := wait[0].Inicios[0].Escenarios[0].Actualizado; got.Minimo.Pesos.String() != "8000" || got.Maximo.Pesos.String() != "12000" { // 134 to 164 days: 9 to 11 periods, of two lots
		t.Errorf("S0: %+v", got)
	}
	if got := wait[2].Inicios[0].Escenarios[2].Actualizado; got.Maximo.Pesos.String() != "98412" { // 3,012 and 150 % of 63,600
		t.Errorf("what expires within the month: %+v", got)
	}
	opt.Pago = 20261226
	if got := summed(t, opt, lots).Espera()[0].Inicios[0].Actualizado.Suma; got.Completa() || got.Pesos.String() != "0" {
		t.Errorf("a month of 2027 has no rate, and waiting for it costs %+v", got)
	}
	for from, to := range map[document.Date]document.Date{20260131: 20260228, 20261126: 20261226, 20261231: 20270131, 20240131: 20240229, 0: 0} {
		if got := contingencia.MesSiguiente(from); got != to {
			t.Errorf("a month after %s is %s, want %s", from, got, to)
		}
	}
}

// TestStates: the day after a due date, under each reading.
func TestStates(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		due, last, on document.Date
		want          contingencia.Estado
	}{
		{20260715, 20260715, 20260715, contingencia.Vigente},
		{20260715, 20260715, 20260716, contingencia.Vencido},
		{20260715, 20260720, 20260720, contingencia.EnDuda},
		{20260715, 20260720, 20260721, contingencia.Vencido},
		{20260715, 0, 20991231, contingencia.EnDuda},
		{0, 0, 20991231, contingencia.SinPlazo},
	} {
		l := contingencia.Lot{Vence: tt.due, VenceUltimo: tt.last}
		if got := l.EstadoAl(tt.on); got != tt.want {
			t.Errorf("due %s or %s, on %s: %s, want %s", tt.due, tt.last, tt.on, got, tt.want)
		}
	}
}

// TestSecondReading: where the last reading is another day, a third starting
// point counts from it.
func TestSecondReading(t *testing.T) {
	t.Parallel()
	lot := example()
	lot.VenceUltimo = 20260930
	got := priced(t, delivered(), assumed(), lot)
	if len(got.Puntos) != 3 {
		t.Fatalf("%d starting points", len(got.Puntos))
	}
	p := got.Puntos[2]
	if p.Inicio != contingencia.DesdeUltimo || p.Causacion != "2026-10" || p.Meses != 2 || p.Atraso != 57 || p.Escenarios[0].Periodos != 4 {
		t.Errorf("%+v", p)
	}
	if got.Atraso != 134 || got.Puntos[1].Atraso != 134 {
		t.Errorf("%d and %d days late", got.Atraso, got.Puntos[1].Atraso)
	}
}

// TestRows: a line for each starting point, with JSON that says null where
// nobody knows.
func TestRows(t *testing.T) {
	t.Parallel()
	a := priced(t, tables(), assumed(), example())
	later := assumed()
	later.Pago = 20261226
	b := priced(t, tables(), later, example())
	rows := contingencia.Renglones(&a, contingencia.Esperar(&a, &b))
	if len(rows) != 2 || rows[0].IGI.String() != "60000" || rows[0].Otros.String() != "0" || rows[0].Supuestos != "igi_declarado sin_cc dta un_mes_mas" {
		t.Fatalf("%+v", rows)
	}
	if rows[1].Inicio != contingencia.DesdeVencimiento || rows[1].Espera[2].Actualizado.Maximo.String() != "3013" {
		t.Errorf("%+v", rows[1])
	}
	out, err := json.Marshal(rows[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"lote":"252432101000001-1"`, `"iva":"74112"`, `"recargos":"56678"`, `{"escenario":"S1","actualizado":{"multa_minima":null,`, `"desconocido":[{"es":"multas LA_183_II`,
	} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%s lacks %s", out, want)
		}
	}
	if rows := contingencia.Renglones(&a, nil); rows[0].Espera != nil {
		t.Errorf("%+v", rows[0].Espera)
	}
	life := portfolio()[3]
	none := priced(t, tables(), assumed(), life)
	if rows := contingencia.Renglones(&none, nil); len(rows) != 0 {
		t.Errorf("%+v", rows)
	}
}

// TestOfTheBooks: what is left of a lot, scrap and missing goods with it.
func TestOfTheBooks(t *testing.T) {
	t.Parallel()
	lot := &ledger.Lot{
		ID: "a-1", Pedimento: "a", Partida: 1, Fraccion: "39012001", Cantidad: units(10), Entrada: units(20), Aduana: money.Int(100), AvailableFrom: 20250101,
		Due: 20260701, DueLast: 20260702, Tributos: []ledger.Tributo{tributo("IGI", "5", 7)},
	}
	got, ok := contingencia.Of(&ledger.LotSaldo{Lot: lot, Saldo: units(5), Desperdicio: units(2), Faltante: units(1)}, "1")
	if !ok || got.Queda != units(8) || got.Trajo != units(20) || got.Vence != 20260701 || got.VenceUltimo != 20260702 || got.SinTributos || got.EntradaCota || got.Entrada != 20250101 {
		t.Errorf("%+v", got)
	}
	if _, ok := contingencia.Of(&ledger.LotSaldo{Lot: lot}, "1"); ok {
		t.Error("nothing is left and it is a lot")
	}
	lot.Entrada, lot.AvailableBasis = 0, "fecha_entrada"
	if got, _ := contingencia.Of(&ledger.LotSaldo{Lot: lot, Saldo: 1}, "1"); !got.SinTributos || !got.EntradaCota {
		t.Errorf("%+v", got)
	}
}

// TestGeneral: every assumption is named in both languages.
func TestGeneral(t *testing.T) {
	t.Parallel()
	plain := len(contingencia.General(contingencia.Options{Pago: 20261126}))
	if n := len(contingencia.General(contingencia.Options{Pago: 20261126, SinDTA: true})); n != plain+1 {
		t.Errorf("%d and %d", plain, n)
	}
	var said bool
	for _, x := range contingencia.General(assumed()) {
		if x.ES == "" || x.EN == "" || x.ES == x.EN {
			t.Errorf("%+v", x)
		}
		said = said || strings.Contains(x.ES, "1.06") && strings.Contains(x.EN, "1.06")
	}
	if !said {
		t.Error("the factor a person gave is not named")
	}
}

// BenchmarkLots prices lots on a day and a month later.
func BenchmarkLots(b *testing.B) {
	l, opt := delivered(), assumed()
	later := opt
	later.Pago = 20261226
	now, next := calculo(b, l, opt), calculo(b, l, later)
	r, lot := contingencia.NewResumen(), example()
	n := 0
	for b.Loop() {
		x, y := now.Lot(&lot), next.Lot(&lot)
		r.Add(&x, contingencia.Esperar(&x, &y))
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "lots/s")
}
