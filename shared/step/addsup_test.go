package step_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// sheetRows are the rows of a report, to be added up as a reader with a
// calculator would.
type sheetRows []map[string]string

func (s sheetRows) where(pairs ...string) (out sheetRows) {
	for _, r := range s {
		fits := true
		for i := 0; i < len(pairs); i += 2 {
			fits = fits && r[pairs[i]] == pairs[i+1]
		}
		if fits {
			out = append(out, r)
		}
	}
	return out
}

// values are the distinct values of a column.
func (s sheetRows) values(column string) (out []string) {
	for _, r := range s {
		out = append(out, r[column])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sum adds a column; a cell nobody gave is left out.
func (s sheetRows) sum(t *testing.T, column string) money.Amount {
	t.Helper()
	all := []string{"0"}
	for _, r := range s {
		if _, ok := r[column]; !ok {
			t.Fatalf("no column %s", column)
		}
		if r[column] != "" {
			all = append(all, r[column])
		}
	}
	return addUp(t, all...)
}

func minus(t *testing.T, a money.Amount, rest ...money.Amount) money.Amount {
	t.Helper()
	for _, b := range rest {
		var err error
		if a, err = a.Sub(b); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// equals holds columns of some rows, added up, against another sum.
func (s sheetRows) equals(t *testing.T, what string, of sheetRows, columns ...string) {
	t.Helper()
	for _, c := range columns {
		if a, b := s.sum(t, c), of.sum(t, c); !a.Equal(b) {
			t.Errorf("%s, %s: %s, its parts %s", what, c, a, b)
		}
	}
}

// TestMonthAddsUp: every total that a month prints is the sum of what it prints
// below it, and every row that says a + b − c = d does.
func TestMonthAddsUp(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	w := newWorld(t)
	w.bring(t, company, files)
	w.match(company)
	w.sealMonth(t, company, "2021-02")
	raw := w.sealMonth(t, company, "2021-03")
	read := func(name string) sheetRows { return rowsIn(t, raw, "reportes/"+name+".csv") }

	saldos := read("saldos")
	exits := []string{"salidas_retorno", "salidas_transferencia", "salidas_cambio_regimen", "salidas_otras"}
	shown := []string{"descargado_probado", "descargado_supuesto", "descargado_sin_documento"}
	due := []string{"vencido", "vence_30", "vence_60", "vence_90", "vence_despues", "sin_plazo"}
	for _, f := range saldos.where("nivel", "fraccion") {
		one := sheetRows{f}
		lots := saldos.where("nivel", "lote", "fraccion", f["fraccion"], "umt", f["umt"])
		one.equals(t, "balance of "+f["fraccion"], lots, append(append([]string{"saldo_inicial", "entradas", "saldo_final", "valor_aduana_saldo"}, exits...), shown...)...)
		out := addUp(t, cellsOf(f, exits)...)
		if !minus(t, addUp(t, f["saldo_inicial"], f["entradas"]), out).Equal(parsed(t, f["saldo_final"])) {
			t.Errorf("balance of %s does not close: %v", f["fraccion"], f)
		}
		if !out.Equal(addUp(t, cellsOf(f, shown)...)) || !addUp(t, cellsOf(f, due)...).Equal(parsed(t, f["saldo_final"])) {
			t.Errorf("balance of %s: its exits or its terms are not the whole: %v", f["fraccion"], f)
		}
		read("descargos").where("fraccion", f["fraccion"], "umt", f["umt"]).equals(t, "descargos of "+f["fraccion"], sheetRows{{"cantidad_umt": out.String()}}, "cantidad_umt")
	}

	credit := read("credito")
	figures := []string{"saldo_inicial", "otorgado", "descargado", "vencido", "saldo_final", "vencido_final", "probado", "supuesto"}
	credit.where("nivel", "total").equals(t, "credit", credit.where("nivel", "contribucion"), figures...)
	for _, c := range credit.where("nivel", "contribucion") {
		accounts := credit.where("nivel", "cuenta", "contribucion", c["contribucion"], "forma_pago", c["forma_pago"])
		sheetRows{c}.equals(t, c["contribucion"], accounts, figures...)
		if c["cuentas"] != strconv.Itoa(len(accounts)) {
			t.Errorf("%s counts %s accounts, %d are listed", c["contribucion"], c["cuentas"], len(accounts))
		}
	}
	for _, r := range credit {
		if !minus(t, addUp(t, r["saldo_inicial"], r["otorgado"]), parsed(t, r["descargado"]), parsed(t, r["vencido"])).Equal(parsed(t, r["saldo_final"])) {
			t.Errorf("credit does not close: %v", r)
		}
	}

	ages := read("antiguedad")
	for _, b := range ages.where("nivel", "tramo") {
		lots := ages.where("nivel", "lote", "tramo", b["tramo"])
		sheetRows{b}.equals(t, "ageing "+b["tramo"], lots, "lotes", "valor_aduana_conocido", "contribuciones_conocidas", "lotes_sin_valor", "lotes_sin_contribuciones")
		if got := read("vencimientos").where("tramo", b["tramo"]).sum(t, "valor_aduana_saldo"); !got.Equal(lots.sum(t, "valor_aduana_conocido")) {
			t.Errorf("due dates of %s: %s", b["tramo"], got)
		}
	}

	details := read("conciliaciones_detalle")
	for _, r := range read("conciliaciones") {
		mine := details.where("tipo", r["tipo"])
		if !parsed(t, r["diferencias"]).Equal(money.Int(int64(len(mine)))) {
			t.Errorf("%s: %s differences, %d told", r["tipo"], r["diferencias"], len(mine))
		}
		if silent := r["en_libros"] == "0" && r["en_otro"] == "0" && len(mine) == 0 && r["nota"] != ""; silent && r["pesos"] != "" {
			t.Errorf("%s: nothing was compared, and it is worth %s", r["tipo"], r["pesos"])
		}
		if r["pesos"] != "" && !parsed(t, r["pesos"]).Equal(mine.sum(t, "pesos")) {
			t.Errorf("%s: worth %s, told %s", r["tipo"], r["pesos"], mine.sum(t, "pesos"))
		}
	}

	index := read("evidencia")
	for _, r := range index {
		if r["ruta"] != "" && string(document.HashOf(fileIn(t, raw, r["ruta"]))) != r["sha256"] {
			t.Errorf("the index says that %s has hash %s", r["ruta"], r["sha256"])
		}
	}
	if n := bytes.Count(fileIn(t, raw, "hechos/documentos.jsonl"), []byte{'\n'}); n == 0 || n != len(index) {
		t.Errorf("%d documents, %d in the index", n, len(index))
	}

	months := read("hallazgos_tendencia")
	last := months[len(months)-1]
	if n := money.Int(int64(len(read("hallazgos")))); last["mes"] != "2021-03" || !parsed(t, last["total"]).Equal(n) || !addUp(t, last["errores"], last["ilegibles"], last["advertencias"], last["avisos"]).Equal(n) {
		t.Errorf("%s findings are listed, the trend has %v", n, last)
	}
	if len(saldos) == 0 || len(credit) == 0 || len(details) == 0 || len(ages.where("nivel", "lote")) == 0 {
		t.Error("nothing to add up")
	}
}

func cellsOf(r map[string]string, columns []string) (out []string) {
	for _, c := range columns {
		out = append(out, r[c])
	}
	return out
}

// TestYearAddsUp: the same of a year.
func TestYearAddsUp(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	w := newWorld(t)
	w.bring(t, company, files)
	w.match(company)
	raw := w.sealMonth(t, company, "2021")
	read := func(name string) sheetRows { return rowsIn(t, raw, "reportes/"+name+".csv") }

	figures := read("raoce_cifras")
	months := 0
	for _, y := range figures.where("mes", "0") {
		var parts sheetRows
		for _, r := range figures.where("concepto", y["concepto"], "fuente", y["fuente"]) {
			if r["mes"] != "0" {
				parts = append(parts, r)
			}
		}
		months += len(parts)
		sheetRows{y}.equals(t, y["concepto"]+" by "+y["fuente"], parts, "documentos", "mxn", "usd", "mxn_sin_dato", "usd_sin_dato")
	}

	bridge := read("raoce_puente")
	for _, currency := range bridge.values("moneda") {
		mine := bridge.where("moneda", currency)
		from, to := mine.where("nivel", "total", "tipo", "pedimento"), mine.where("nivel", "total", "tipo", "cfdi")
		reasons := mine.where("nivel", "razon")
		if !addUp(t, from.sum(t, "importe").String(), reasons.sum(t, "importe").String()).Equal(to.sum(t, "importe")) {
			t.Errorf("the bridge in %s does not lead from %v to %v", currency, from, to)
		}
		for _, r := range reasons {
			items := mine.where("nivel", "partida", "tipo", r["tipo"])
			sheetRows{r}.equals(t, "bridge "+currency+" "+r["tipo"], items, "importe")
		}
	}
	for _, r := range read("raoce_tres_vias") {
		if r["cfdi_menos_pedimento"] != "" && !minus(t, parsed(t, r["cfdi"]), parsed(t, r["pedimento"])).Equal(parsed(t, r["cfdi_menos_pedimento"])) {
			t.Errorf("three ways: %v", r)
		}
	}

	closing := read("cuadre_anual")
	for _, r := range closing {
		out := addUp(t, cellsOf(r, []string{"salidas_retorno", "salidas_transferencia", "salidas_cambio_regimen", "salidas_otras"})...)
		if !out.Equal(parsed(t, r["salidas"])) || !minus(t, addUp(t, r["saldo_inicial"], r["entradas"]), out).Equal(parsed(t, r["saldo_calculado"])) || r["saldo_calculado"] != r["saldo_de_lotes"] {
			t.Errorf("yearly balance: %v", r)
		}
	}
	for _, r := range read("extracto_lisr_182").where("de", "2020-12-31") { // the books begin in January: zero would look right
		if r["importe"] != "" || r["estado"] != "sin_dato" {
			t.Errorf("before the books begin: %v", r)
		}
	}
	if months == 0 || len(bridge) == 0 || len(closing) == 0 || !strings.Contains(strings.Join(bridge.values("nivel"), " "), "partida") {
		t.Error("nothing to add up")
	}
}
