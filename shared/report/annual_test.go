package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/material"
	"example.com/immex/shared/money"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/report"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/unit"
)

// directo discharges exits of the same fracción without a bill of materials.
func directo() ledger.Policy {
	p := ledger.DefaultPolicy()
	p.SinBOM = "directo"
	return p
}

func annualHead() report.Head {
	h := marchHead()
	h.Period, h.From, h.To = "2021", document.NewDate(2021, 1, 1), document.NewDate(2021, 12, 31)
	return h
}

// yearOf is a small year: 50 kg of the year before and 100 of February; 60
// return in April, of which the first 50 are the old ones, and 30 go to the
// automotive industry in June; a machine stays.
func yearOf(t *testing.T) []*ledger.Fact {
	t.Helper()
	day := document.NewDate
	old := fact("202432101000001", "IN", "IMP", day(2020, 6, 1), line(t, 1, "39012001", "1", "50", 5000))
	feb := fact("212432101000001", "IN", "IMP", day(2021, 2, 10), line(t, 1, "39012001", "1", "100", 10000))
	feb.Lineas[0].Tributos = []ledger.Tributo{{Clave: "3", Forma: "21", Importe: money.Int(1600)}}
	af := fact("212432101000002", "AF", "IMP", day(2021, 3, 9), line(t, 1, "84771001", "6", "1", 900000))
	rt := fact("212432103000001", "RT", "EXP", day(2021, 4, 15), line(t, 1, "39012001", "1", "60", 7000))
	v4 := fact("212432103000002", "V4", "EXP", day(2021, 6, 20), line(t, 1, "39012001", "1", "30", 3500))
	return []*ledger.Fact{old, feb, af, rt, v4}
}

// tablesOf is what CSV of the plant say.
func tablesOf(t *testing.T, csvs ...string) *plant.Index {
	t.Helper()
	var files []plant.File
	for _, csv := range csvs {
		book, _ := sheet.Read([]byte(csv))
		f, findings := material.Read(book)
		if f == nil {
			t.Fatal(findings)
		}
		h := document.HashOf([]byte(csv))
		files = append(files, plant.File{File: f, Hash: h, Doc: h})
	}
	return plant.New(files, unit.Default())
}

// annualOf makes the reports of a year of books.
func annualOf(t *testing.T, books []*ledger.Book, facts []*ledger.Fact, change func(*report.Year)) *report.Set {
	t.Helper()
	y := &report.Year{Sales: raoce.Of(&raoce.Input{RFC: "MEN210101AB1", Year: 2021, Catalog: catalog.Default()}), Basis: &programme.Basis{Terms: ledger.Terms{Catalog: catalog.Default()}}}
	change(y)
	more := moreOf(books, facts)
	more.Plant = y.Basis.Plant
	s, err := report.Close(annualHead(), catalog.Default(), ledger.KeepAll(books), nil, nil, more)
	if err == nil {
		err = s.Annual(more, y)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func small(t *testing.T, change func(*report.Year)) *report.Set {
	t.Helper()
	facts := yearOf(t)
	return annualOf(t, booksOf(t, facts, directo()), facts, change)
}

func nothing(*report.Year) {}

// cells are chosen columns of a report, a row in a line.
func cells(t *testing.T, s *report.Set, name string, columns ...string) []string {
	t.Helper()
	k := s.Table(name)
	if k == nil {
		t.Fatalf("no %s", name)
	}
	var out []string
	for _, row := range k.All() {
		var line []string
		for _, c := range columns {
			at := slices.IndexFunc(k.Columns, func(x report.Column) bool { return x.Key == c })
			if at < 0 {
				t.Fatalf("%s has no column %s", name, c)
			}
			line = append(line, row[at])
		}
		out = append(out, strings.Join(line, "|"))
	}
	return out
}

// TestAnnualTables: each report of the small year, worked out by hand.
func TestAnnualTables(t *testing.T) {
	s := small(t, func(y *report.Year) {
		y.Staged[2] = true
		y.Basis.Plant = tablesOf(t, "activo,serie,pedimento,partida,descripcion,lugar,estado,fecha\nAF-1,SN-1,212432101000002,1,Prensa,P1,en_uso,2021-03-10\nAF-2,SN-2,212432101000002,1,Prensa,P1,retornado,2022-02-01\n")
		y.Basis.Programme, _ = programme.Read([]byte("rfc: MEN210101AB1\ncertificaciones:\n  - {tipo: iva_ieps, nivel: A, desde: \"2020-06-01\", hasta: \"2022-05-31\"}\n"))
	})
	for _, c := range []struct {
		table, columns string
		want           []string
	}{
		{"cuadre_anual", "fraccion saldo_inicial entradas salidas_retorno salidas_transferencia salidas probado supuesto sin_documento sin_resolver saldo_calculado saldo_de_lotes diferencia control", []string{
			"39012001|50|100|60|30|90|0|90|0|0|60|60|0|cuadra", "84771001|0|1|0|0|0|0|0|0|0|1|1|0|cuadra",
		}},
		{"ctm_ajuste", "pedimento fecha cantidad descargado probado supuesto sin_documento sin_resolver valor_comercial constancia ajuste_vence confianza", []string{"212432103000002|2021-06-20|30|30|0|30|0|0|3500|sin_dato|2022-05-31|3P"}},
		{"registro_activo_fijo", "nivel pedimento partida serie descripcion entrada vencimiento plazo probado supuesto sin_documento sin_resolver saldo_final estado lugar estado_planta", []string{
			"partida|212432101000002|1||MERCANCIA 84771001|2021-03-09||vida_del_programa|0|0|0|0|1|en_programa||",
			"equipo|212432101000002|1|SN-1|Prensa|2021-03-09||vida_del_programa|||||||P1|en_uso",
		}},
		{"conteo_fisico", "fecha", nil},
		{"conservacion", "pedimento estado ultimo_descargo conservar_hasta conviene_hasta", []string{
			"202432101000001|corre|2021-04-15|2026-04-15|2031-04-15", "212432101000001|abierto|2021-06-20||", "212432101000002|abierto_vida_del_programa|||",
		}},
	} {
		if d := cmp.Diff(c.want, cells(t, s, c.table, strings.Fields(c.columns)...)); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.table, d)
		}
	}
	has := func(table, columns string, want ...string) {
		t.Helper()
		got := cells(t, s, table, strings.Fields(columns)...)
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s lacks %q:\n%s", table, w, strings.Join(got, "\n"))
			}
		}
	}
	has("extracto_lisr_182", "concepto de importe estado",
		"valor_aduana_inventario|2020-12-31|5000|dato", "valor_aduana_inventario|2021-02-28|15000|incompleto", "valor_aduana_inventario|2021-04-30|9000|incompleto",
		"valor_aduana_inventario|2021-12-31|6000|incompleto", "valor_aduana_activo_fijo|2021-02-28|0|incompleto", "valor_aduana_activo_fijo|2021-12-31|900000|incompleto", "costos_y_gastos|||no_consta")
	has("extracto_diemse", "concepto moneda importe estado", "ventas_totales_cfdi|MXN|0|incompleto", "valor_aduana_activo_fijo|MXN|900000|incompleto")
	has("certificacion", "requisito estado de constan cifra", "data_stage|parcial|12|1|", "registro|consta|||IVA/IEPS A 2020-06-01 – 2022-05-31", "vencidos|cumple|||0", "imss|no_consta|||")
	has("calendario", "obligacion vence aplica", "raoce|2022-05-31|si", "ctm_ajuste|2022-05-31|desconocido", "rece_renovacion|2022-04-18|si", "scccyg_mensual|2022-01-31|si", "scccyg_mensual|2022-12-31|desconocido")
	has("raoce_umbrales", "umbral fuente resultado", "exportacion_minima_usd|cfdi|no_demostrable")
}

// TestAnnualBalanceRefused: lots that hold what no movement tells are no
// report.
func TestAnnualBalanceRefused(t *testing.T) {
	facts := yearOf(t)
	books := booksOf(t, facts, directo())
	more := moreOf(books, facts)
	s, err := report.Close(annualHead(), catalog.Default(), ledger.KeepAll(books), nil, nil, more)
	if err != nil {
		t.Fatal(err)
	}
	more.Books = ledger.KeepAll(booksOf(t, facts[:4], directo())) // without the V4
	err = s.Annual(more, &report.Year{Sales: raoce.Of(&raoce.Input{Year: 2021, Catalog: catalog.Default()}), Basis: &programme.Basis{}})
	if err == nil || !strings.Contains(err.Error(), "50 + 100 − 90 = 60, the lots hold 50 and 90") {
		t.Errorf("%v", err)
	}
}

// TestCounts: a count beside the books before it, and a part nobody counted.
func TestCounts(t *testing.T) {
	day, q := document.NewDate, func(n int64) quantity.Micros { return quantity.Micros(n * 1_000_000) }
	book := func(key string, lot, counted, missing int64) *ledger.Book {
		b := &ledger.Book{ID: key, Material: ledger.Material{Kind: "part", Key: key, Unit: "6"}, Lots: []ledger.Lot{{
			ID: "L-" + key, Pedimento: "212432101000001", Tipo: "insumo", Fraccion: "85365001", Cantidad: q(lot), UMT: "6", CantidadUMT: q(lot), AvailableFrom: day(2021, 2, 1),
		}}}
		if counted >= 0 {
			b.Exits = []ledger.Exit{{ID: "C-" + key, Rol: ledger.RoleConteo, Cantidad: q(counted), MovedAt: day(2021, 11, 30)}}
		}
		if missing > 0 {
			b.Cambios = []ledger.Change{{Exit: "C-" + key, Lot: "L-" + key, Cantidad: q(missing), MovedAt: day(2021, 11, 30), A: ledger.ToFaltante}}
		}
		return b
	}
	books := []*ledger.Book{book("A", 10, 8, 2), book("B", 5, 5, 0), book("C", 7, -1, 0), book("D", 4, 6, 0)}
	books[3].Sobrantes = []ledger.Surplus{{Exit: "C-D", Cantidad: q(2), Fecha: day(2021, 11, 30)}}
	s := annualOf(t, books, nil, nothing)
	want := []string{"A|10|8|2|0|faltante_fisico", "B|5|5|0|0|coincide", "C|7||||sin_contar", "D|4|6|0|2|sobrante_fisico"}
	if d := cmp.Diff(want, cells(t, s, "conteo_fisico", "parte", "libros", "contado", "faltante", "sobrante", "resultado")); d != "" {
		t.Error(d)
	}
}

// TestAnnualBeforeTheBooksOpen: of a day before the opening balances nobody knows
// what was there: no figure, and no zero.
func TestAnnualBeforeTheBooksOpen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		key   document.Date
		wants []string // at the close of the year before, of January and of March
	}{
		{20210228, []string{"valor_aduana_activo_fijo|2020-12-31||sin_dato", "valor_aduana_activo_fijo|2021-01-31||sin_dato", "valor_aduana_activo_fijo|2021-03-31|900000|incompleto", "valor_aduana_inventario|2020-12-31||sin_dato"}},
		{0, []string{"valor_aduana_activo_fijo|2020-12-31|0|dato", "valor_aduana_inventario|2020-12-31|5000|dato"}},
	} {
		facts := yearOf(t)
		books := booksOf(t, facts, directo())
		for _, b := range books {
			b.Policy.KeyDate = c.key
		}
		s := annualOf(t, books, facts, nothing)
		got := cells(t, s, "extracto_lisr_182", "concepto", "de", "importe", "estado")
		for _, want := range c.wants {
			if !slices.Contains(got, want) {
				t.Errorf("books that open on %s: no %q in\n%s", c.key, want, strings.Join(got, "\n"))
			}
		}
	}
}
